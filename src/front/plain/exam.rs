//! An exam in plain lines: a question, a line with the answer, the next question.

use std::io::{BufRead, Write};
use std::time::Duration;

use super::read::{Line, ReadError, respond};
use super::{NONSENSE, Plain, words};
use crate::exam::sitting::{self, Input, Notice, QuestionView, View};
use crate::exam::{Asked, Confidence, Given, credit};
use crate::front::FrontError;
use crate::front::exam::{
    Asks, COMMANDS, ExamFront, Heard, Opening, given, instructions, notice, prompt, read_command,
};
use crate::front::words::capital;
use crate::model::{Content, Kind};
use crate::session;

/// Said once, before the first question.
const FIRST: &str = "Type the answer; an empty line leaves the question as it is and goes on. :n next, :p back, :f flag, :o overview, :t time, :end hands in, :q leaves it for later, :? lists all.";

/// How answers are written, and all commands, a line each.
fn help() -> Vec<String> {
    let mut told: Vec<String> = [
        "A choice is answered by its number, several by numbers with blanks between.",
        "True or false is answered by t or f, a list by its items with semicolons between, an order by all numbers.",
        "An empty line leaves the question as it is.",
        ":g 7 goes to question 7.",
    ]
    .map(str::to_owned)
    .to_vec();
    told.extend(COMMANDS.iter().map(|command| format!(":{}: {}.", command.word, command.help)));
    told
}

/// What was told last, so that it is not told twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Question(usize),
    Sure(usize),
    Overview,
}

/// What a line asks for.
enum Read {
    Input(Input),
    Repeat,
    Help,
    No(String),
}

impl<R: BufRead, W: Write> ExamFront for Plain<R, W> {
    fn sit(&mut self, opening: &Opening, view: &View, _: Option<Duration>) -> Result<Heard, FrontError> {
        let input = match view {
            View::Instructions => {
                self.say_all(instructions(opening).iter().map(|line| words::clean(line)))?;
                self.say(FIRST)?;
                Input::Go
            }
            View::Question(question) => {
                self.tell_notices(&question.notices)?;
                self.tell_exam_question(question)?;
                self.hear(|line| read_answer(question, line), &|| told(question))?
            }
            View::Sure(question) => {
                if self.asked.replace(Told::Sure(question.at)) != Some(Told::Sure(question.at)) {
                    self.say(SURE)?;
                }
                self.hear(read_sure, &|| vec![SURE.to_owned()])?
            }
            View::Told(question) => {
                self.tell_notices(&question.notices)?;
                self.say_all(verdict(&question.asked, question.answer.given.as_ref()))?;
                Input::Go
            }
            View::Overview(lines, notices) => {
                self.tell_notices(notices)?;
                if self.asked.replace(Told::Overview) != Some(Told::Overview) {
                    self.say_all(overview(lines))?;
                }
                let count = lines.len();
                self.hear(|line| read_place(line, count), &|| overview(lines))?
            }
            View::Busy | View::Over(_) | View::Left => Input::Leave,
        };
        Ok(Heard::Input(input))
    }
}

/// Asked after an answer, where the marking wants to know.
const SURE: &str = "How sure are you? 1 guessed, 2 fairly sure, 3 certain.";

impl<R: BufRead, W: Write> Plain<R, W> {
    fn tell_notices(&mut self, notices: &[Notice]) -> Result<(), FrontError> {
        self.say_all(notices.iter().map(notice))
    }

    fn tell_exam_question(&mut self, question: &QuestionView) -> Result<(), FrontError> {
        if self.asked.replace(Told::Question(question.at)) == Some(Told::Question(question.at)) {
            return Ok(());
        }
        self.say_all(told(question))
    }

    /// Reads lines until one is an input; `repeat` gives what is told again on request.
    fn hear(
        &mut self,
        read: impl Fn(&str) -> Read,
        repeat: &dyn Fn() -> Vec<String>,
    ) -> Result<Input, FrontError> {
        let mut nonsense = 0;
        loop {
            self.output.flush()?;
            let Some(line) = self.read_line()? else {
                return if self.read_any { Ok(Input::Leave) } else { Err(FrontError::NoInput) };
            };
            match read(&line) {
                Read::Input(input) => return Ok(input),
                Read::Repeat => self.say_all(repeat())?,
                Read::Help => self.say_all(help())?,
                Read::No(why) => {
                    nonsense += 1;
                    if nonsense >= NONSENSE && !self.person {
                        return Err(FrontError::Nonsense { line });
                    }
                    self.say(capital(&format!("{why}.")))?;
                }
            }
        }
    }
}

/// A question with what stands of it.
fn told(question: &QuestionView) -> Vec<String> {
    let mut told = vec![format!(
        "Question {} of {}, {}:",
        question.at + 1,
        question.of,
        words::clean(&question.part)
    )];
    let prompt = prompt(&question.asked);
    let text = prompt.text();
    let cloze = question.asked.question.kind() == Kind::Cloze;
    let spoken = if cloze { text.replace("____", "(blank)") } else { text.to_owned() };
    told.extend(words::asked(&prompt, &spoken));
    if question.answer.flagged {
        told.push("Flagged.".to_owned());
    }
    if let Some(given) = &question.answer.given {
        told.push(format!("Your answer so far: {}", words::line(&given.words(&question.asked.question))));
    }
    told
}

/// How an answer fared, told at once.
fn verdict(asked: &Asked, given: Option<&Given>) -> Vec<String> {
    let question = &asked.question;
    let credit = given.map(|given| credit(question, given));
    let answer = words::line(&question.answer_line());
    let mut told = vec![match credit {
        Some(credit) if credit.is_full() => format!("Correct: {answer}"),
        Some(credit) if !credit.is_none() => format!("Right in part. The answer is: {answer}"),
        _ => format!("Wrong. The answer is: {answer}"),
    }];
    if let (Content::Choice { options, .. }, Some(Given::Picked(picked))) = (&question.content, given) {
        let whys = picked.iter().filter_map(|at| options.get(*at)?.why.as_ref());
        told.extend(whys.map(|why| words::line(why)));
    }
    told.extend(question.why.iter().flat_map(|why| words::lines(&format!("Why: {why}"))));
    let source = question.source.as_ref().map(crate::model::Source::words).filter(|words| !words.is_empty());
    told.extend(source.map(|words| format!("Source: {}.", words::clean(&words))));
    told
}

fn overview(lines: &[sitting::Line]) -> Vec<String> {
    let numbers = |wanted: fn(&sitting::Line) -> bool| {
        let list = lines.iter().zip(1..).filter(|(line, _)| wanted(line)).map(|(_, number)| number);
        list.map(|number: usize| number.to_string()).collect::<Vec<_>>().join(", ")
    };
    let answered = lines.iter().filter(|line| line.answered).count();
    let mut told = vec![format!("Answered: {answered} of {}.", lines.len())];
    let (open, flagged) = (numbers(|line| !line.answered), numbers(|line| line.flagged));
    if !open.is_empty() {
        told.push(format!("Open: {open}."));
    }
    if !flagged.is_empty() {
        told.push(format!("Flagged: {flagged}."));
    }
    told.push(if open.is_empty() {
        ":end hands the exam in; a number goes to that question.".to_owned()
    } else {
        "An empty line goes to the first open question, a number to that question; :end hands in.".to_owned()
    });
    told
}

/// The command of a line, if it is one.
fn command(line: &str) -> Option<Read> {
    let text = line.trim();
    let name = text.strip_prefix(':').filter(|rest| !rest.starts_with(':'))?;
    Some(match read_command(name) {
        Some(Asks::Input(input)) => Read::Input(input),
        Some(Asks::Repeat) => Read::Repeat,
        Some(Asks::Help) => Read::Help,
        None => Read::No(format!(
            "{text} is no command; :? lists them, and :: before an answer that begins with a colon"
        )),
    })
}

fn read_answer(question: &QuestionView, line: &str) -> Read {
    if let Some(read) = command(line) {
        return read;
    }
    let text = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.strip_prefix("::").map_or_else(|| text.clone(), |rest| format!(":{rest}"));
    match respond(&prompt(&question.asked), &text) {
        Ok(Line::Input(session::Input::Respond(response))) => {
            Read::Input(given(&question.asked, response).map_or(Input::Next, Input::Answer))
        }
        Ok(_) => Read::No("this is no answer".to_owned()),
        Err(error) => Read::No(wanted(&error)),
    }
}

/// What an answer has to look like. In an exam nothing is shown for an empty line.
fn wanted(error: &ReadError) -> String {
    match error {
        ReadError::OneOption { count } => format!("type the number of an option, 1 to {count}"),
        ReadError::SomeOptions { count } => {
            format!("type the numbers of the right options with blanks between, 1 to {count}")
        }
        ReadError::Truth => "type t for true or f for false".to_owned(),
        ReadError::Sequence { count } => {
            format!("type the numbers 1 to {count} in the right order, each once")
        }
        other => other.to_string(),
    }
}

fn read_sure(line: &str) -> Read {
    if let Some(read) = command(line) {
        return read;
    }
    let sure = line.trim().parse().ok().and_then(Confidence::from_number);
    sure.map_or_else(
        || Read::No("type 1 guessed, 2 fairly sure or 3 certain".to_owned()),
        |sure| Read::Input(Input::Sure(sure)),
    )
}

fn read_place(line: &str, count: usize) -> Read {
    if let Some(read) = command(line) {
        return read;
    }
    match line.trim() {
        "" => Read::Input(Input::Go),
        number => match number.parse::<usize>() {
            Ok(number) if (1..=count).contains(&number) => Read::Input(Input::To(number - 1)),
            _ => Read::No(format!("type the number of a question, 1 to {count}, or :end to hand in")),
        },
    }
}
