//! Plain lines: append-only text on one side, whole lines on the other; for screen readers, dumb terminals and pipes.
//!
//! One idea a line, words instead of signs, nothing that rests on colour, width or a redraw.

mod read;
mod words;

use std::io::{BufRead, Write};

use super::words::{capital, saved};
use super::{Closing, Front, FrontError};
use crate::model::{Grade, Key};
use crate::session::{AnswerView, Command, Input, Notice, QuestionView, Stop, Summary, View};

pub use read::{Line, ReadError, read_answer, read_end, read_grade};

/// So many lines in a row that are no answer end a session that reads from a pipe.
const NONSENSE: u32 = 3;
/// Progress is told every so many cards.
const PROGRESS_EVERY: u32 = 5;

/// What the last question was, so that it is not told twice.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    key: Key,
    turn: u32,
    answer: bool,
    hint: bool,
}

/// The plain front over any reader and writer.
pub struct Plain<R, W> {
    input: R,
    output: W,
    /// Whether a person types: then wrong lines are answered for ever.
    person: bool,
    told: Option<Told>,
    explained: bool,
    read_any: bool,
    graded: Option<String>,
    /// Whether the program's verdict stands, so that no grade is asked for.
    takes_verdicts: bool,
}

impl<R: BufRead, W: Write> Plain<R, W> {
    /// A front that reads lines from `input` and writes lines to `output`; `person` when `input` is a terminal.
    pub fn new(input: R, output: W, person: bool) -> Self {
        Self {
            input,
            output,
            person,
            told: None,
            explained: false,
            read_any: false,
            graded: None,
            takes_verdicts: false,
        }
    }

    /// The same for a quiz: the program's verdict stands, and no grade is asked for.
    #[must_use]
    pub fn taking_verdicts(mut self) -> Self {
        self.takes_verdicts = true;
        self
    }

    fn say(&mut self, line: impl AsRef<str>) -> Result<(), FrontError> {
        writeln!(self.output, "{}", line.as_ref())?;
        Ok(())
    }

    fn say_all(&mut self, lines: impl IntoIterator<Item = String>) -> Result<(), FrontError> {
        lines.into_iter().try_for_each(|line| self.say(line))
    }

    /// Reads lines until one is an input for the view.
    fn listen(&mut self, view: &View) -> Result<Input, FrontError> {
        let mut nonsense = 0;
        loop {
            self.output.flush()?;
            let Some(line) = self.read_line()? else {
                return if self.read_any { Ok(Input::End) } else { Err(FrontError::NoInput) };
            };
            let read = match view {
                View::Question(question) => read_answer(&question.prompt, &line),
                View::Answer(answer) => read_grade(answer.judged.as_ref(), answer.two_buttons, &line),
                View::Busy | View::Summary(_) => Ok(Line::Input(Input::Command(Command::Quit))),
            };
            match read {
                Ok(Line::Input(input)) => return Ok(input),
                Ok(Line::Repeat) => self.repeat(view)?,
                Ok(Line::Help) => self.say_all(words::help(two_buttons(view)))?,
                Err(error) => {
                    nonsense += 1;
                    if nonsense >= NONSENSE && !self.person {
                        return Err(FrontError::Nonsense { line });
                    }
                    self.say(capital(&format!("{error}.")))?;
                }
            }
        }
    }

    fn read_line(&mut self) -> Result<Option<String>, FrontError> {
        let mut bytes = Vec::new();
        if self.input.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        self.read_any = true;
        Ok(Some(String::from_utf8_lossy(&bytes).trim_end_matches(['\r', '\n']).to_owned()))
    }

    fn repeat(&mut self, view: &View) -> Result<(), FrontError> {
        match view {
            View::Question(question) => self.say_all(words::question(question)),
            View::Answer(answer) => {
                self.say_all(words::question(&answer.question))?;
                self.say_all(words::answer(answer))?;
                self.say(words::grades(answer))
            }
            View::Busy | View::Summary(_) => Ok(()),
        }
    }

    fn tell_question(&mut self, question: &QuestionView) -> Result<(), FrontError> {
        let told = Told {
            key: question.key.clone(),
            turn: question.progress.grades,
            answer: false,
            hint: question.hint.is_some(),
        };
        if self.told.as_ref() == Some(&told) {
            return Ok(());
        }
        let only_hint =
            self.told.as_ref().is_some_and(|last| Told { hint: told.hint, ..last.clone() } == told);
        self.told = Some(told);
        if only_hint {
            return self.say_all(words::hint(question));
        }
        if question.progress.grades.is_multiple_of(PROGRESS_EVERY) {
            self.say(words::progress(&question.progress))?;
        }
        self.say_all(words::question(question))?;
        if !self.explained {
            self.explained = true;
            let first = if self.takes_verdicts {
                words::FIRST_OF_QUIZ.to_owned()
            } else {
                words::first(question.two_buttons)
            };
            self.say(first)?;
        }
        Ok(())
    }

    fn tell_answer(&mut self, answer: &AnswerView) -> Result<(), FrontError> {
        let question = &answer.question;
        let told =
            Told { key: question.key.clone(), turn: question.progress.grades, answer: true, hint: false };
        if self.told.as_ref() == Some(&told) {
            return Ok(());
        }
        self.told = Some(told);
        self.say_all(words::answer(answer))?;
        if self.takes_verdicts(answer) { Ok(()) } else { self.say(words::grades(answer)) }
    }

    /// Whether the verdict on this answer stands: then no grade is asked for.
    const fn takes_verdicts(&self, answer: &AnswerView) -> bool {
        self.takes_verdicts && answer.judged.is_some()
    }

    /// What became of the last grade, and what the session has to say.
    fn tell_news(&mut self, notices: &[Notice]) -> Result<(), FrontError> {
        if let Some(saved) = self.graded.take()
            && !notices.iter().any(|notice| matches!(notice, Notice::Overtaken(_)))
        {
            self.say(saved)?;
        }
        self.say_all(notices.iter().flat_map(words::notice))
    }
}

/// Whether the card of a view is graded with two keys.
const fn two_buttons(view: &View) -> bool {
    match view {
        View::Question(question) => question.two_buttons,
        View::Answer(answer) => answer.two_buttons,
        View::Busy | View::Summary(_) => false,
    }
}

impl<R: BufRead, W: Write> Front for Plain<R, W> {
    fn ask(&mut self, view: &View) -> Result<Input, FrontError> {
        match view {
            View::Question(question) => {
                self.tell_news(&question.notices)?;
                self.tell_question(question)?;
            }
            View::Answer(answer) => {
                self.tell_news(&answer.question.notices)?;
                self.tell_answer(answer)?;
                if self.takes_verdicts(answer) {
                    return Ok(Input::TakeSuggestion);
                }
            }
            View::Busy | View::Summary(_) => {}
        }
        let input = self.listen(view)?;
        if let View::Answer(answer) = view {
            let grade = match &input {
                Input::Grade(grade) => Some(*grade),
                Input::TakeSuggestion => answer.judged.as_ref().map(|judged| judged.suggested),
                _ => None,
            };
            self.graded = grade.map(|grade: Grade| saved(answer, grade));
        }
        Ok(input)
    }

    fn resume(&mut self) -> Result<(), FrontError> {
        // The card may have other words now.
        self.told = None;
        Ok(())
    }

    fn end(&mut self, summary: &Summary, closing: &Closing) -> Result<Option<Input>, FrontError> {
        self.tell_news(&summary.notices)?;
        self.say_all(words::summary(summary, closing))?;
        let asks = self.person && summary.stop != Stop::Asked && summary.grades > 0;
        if !asks {
            self.output.flush()?;
            return Ok(None);
        }
        self.say(words::at_the_end(summary))?;
        loop {
            self.output.flush()?;
            let Some(line) = self.read_line()? else { return Ok(None) };
            match read_end(summary, &line) {
                Ok(input) => return Ok(input),
                Err(error) => self.say(capital(&format!("{error}.")))?,
            }
        }
    }
}
