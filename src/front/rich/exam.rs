//! An exam on the rich terminal: a screen a question, one key for everything, the time told when it has to be.
//!
//! Each call waits for one key at most, so that whoever holds the clock is asked in between.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent};

use super::Rich;
use super::keys::{self, Draft, Step};
use super::line::Line;
use super::screen::{self, Field, Sheet};
use crate::exam::Confidence;
use crate::exam::sitting::{Input, QuestionView, View};
use crate::front::FrontError;
use crate::front::exam::{Asks, ExamFront, Heard, Opening, asked, given, prompt, read_command};
use crate::session::{self, Prompt, Response};

/// What is there of a sitting on the screen, beside what is saved.
#[derive(Debug, Clone, Default)]
pub(super) struct Desk {
    /// The screen that was painted last: another one is begun with nothing drafted.
    screen: Option<Shown>,
    draft: Draft,
    line: Line,
    /// Whether the field was left for single keys.
    left_field: bool,
    /// Whether all keys are shown.
    help: bool,
    /// Whether the learner is asked if he means to hand in.
    handing_in: bool,
    /// A line that begins as a command and is none.
    no_command: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Instructions,
    Question(usize),
    Sure(usize),
    Told(usize),
    Overview,
}

impl ExamFront for Rich {
    fn sit(
        &mut self,
        opening: &Opening,
        view: &View,
        wakes_in: Option<Duration>,
    ) -> Result<Heard, FrontError> {
        let Some(shown) = shown(view) else { return Ok(Heard::Input(Input::Leave)) };
        if self.desk.screen != Some(shown) {
            // What was typed before a question could be seen answers nothing.
            self.terminal.drop_typed_ahead()?;
            self.desk = Desk { screen: Some(shown), ..Desk::default() };
            self.fresh = true;
            self.first = None;
        }
        self.paint_sitting(opening, view)?;
        let Some(key) = self.terminal.key_within(wakes_in)? else { return Ok(Heard::Waited) };
        Ok(self.sitting_key(view, &key).map_or(Heard::Waited, Heard::Input))
    }
}

fn shown(view: &View) -> Option<Shown> {
    Some(match view {
        View::Instructions => Shown::Instructions,
        View::Question(question) => Shown::Question(question.at),
        View::Sure(question) => Shown::Sure(question.at),
        View::Told(question) => Shown::Told(question.at),
        View::Overview(..) => Shown::Overview,
        View::Busy | View::Over(_) | View::Left => return None,
    })
}

impl Rich {
    fn paint_sitting(&mut self, opening: &Opening, view: &View) -> Result<(), FrontError> {
        let look = self.terminal.look();
        let desk = &self.desk;
        if desk.help {
            return self.paint(screen::exam_help(look));
        }
        if desk.handing_in {
            return self.paint(screen::confirm(look));
        }
        let mut behind = 0;
        let sheet: Sheet = match view {
            View::Question(question) => {
                let field = self.in_field(question).then(|| {
                    let label = match prompt(&question.asked) {
                        Prompt::List { count, .. } => format!("Item {} of {count}: ", desk.draft.items.len() + 1),
                        _ => "Answer: ".to_owned(),
                    };
                    let (text, cells) = desk.line.shown(look.columns.saturating_sub(label.len() + 1).max(4));
                    behind = cells;
                    Field { label, text, no_command: desk.no_command }
                });
                screen::sitting_question(question, &prompt(&question.asked), &desk.draft, field.as_ref(), look)
            }
            View::Sure(question) => screen::sure(question, look),
            View::Told(question) => screen::told(question, look),
            View::Overview(lines, notices) => screen::overview(lines, notices, desk.line.text(), look),
            _ => screen::instructions(opening, look),
        };
        self.paint(sheet)?;
        Ok(self.terminal.step_back(behind)?)
    }

    fn in_field(&self, question: &QuestionView) -> bool {
        let typed = matches!(prompt(&question.asked), Prompt::Typed { .. } | Prompt::List { .. });
        typed && !self.desk.left_field
    }

    /// What a key leads to; none where it only changes the screen.
    fn sitting_key(&mut self, view: &View, key: &KeyEvent) -> Option<Input> {
        if self.desk.help {
            match keys::read_only(key).filter(|_| self.window.is_some()) {
                Some(turn) => self.turn(turn),
                None => self.desk.help = false,
            }
            return None;
        }
        if std::mem::take(&mut self.desk.handing_in) {
            return (key.code == KeyCode::Char('e')).then_some(Input::End);
        }
        match view {
            View::Question(question) if self.in_field(question) => self.field_key(question, key),
            View::Question(question) => self.question_key(question, key),
            View::Sure(_) => match keys::plain(key)? {
                KeyCode::Char(digit @ '1'..='3') => {
                    let number = digit.to_digit(10)?;
                    Confidence::from_number(number.into()).map(Input::Sure)
                }
                KeyCode::Char('q') => Some(Input::Leave),
                _ => None,
            },
            View::Told(_) | View::Instructions => match keys::plain(key)? {
                KeyCode::Char(' ') | KeyCode::Enter => Some(Input::Go),
                KeyCode::Char('q') | KeyCode::Esc => Some(Input::Leave),
                KeyCode::Char('f') if matches!(view, View::Told(_)) => Some(Input::Flag),
                code => self.turn_key(code),
            },
            View::Overview(lines, _) => self.overview_key(lines.len(), key),
            View::Busy | View::Over(_) | View::Left => None,
        }
    }

    fn turn_key(&mut self, code: KeyCode) -> Option<Input> {
        if let Some(turn) = keys::turn(code) {
            self.turn(turn);
        }
        None
    }

    fn asks(&mut self, asks: &Asks) -> Option<Input> {
        match asks {
            // A single key does not end an exam.
            Asks::Input(Input::End) => self.desk.handing_in = true,
            Asks::Input(input) => return Some(input.clone()),
            Asks::Help => self.desk.help = true,
            Asks::Repeat => {}
        }
        None
    }

    fn question_key(&mut self, question: &QuestionView, key: &KeyEvent) -> Option<Input> {
        let code = keys::plain(key)?;
        let prompt = prompt(&question.asked);
        // Capitals are always commands: true and false have their small letters to themselves.
        if let KeyCode::Char(letter) = code
            && letter.is_ascii_uppercase()
        {
            return asked(letter.to_ascii_lowercase()).and_then(|asks| self.asks(asks));
        }
        match keys::answer_key(code, &prompt, &mut self.desk.draft) {
            Some(Step::Input(session::Input::Respond(response))) => {
                return Some(self.answered(question, response));
            }
            Some(Step::Field) => self.desk.left_field = false,
            Some(_) => {}
            None => {
                return match code {
                    KeyCode::Char(letter) => asked(letter).and_then(|asks| self.asks(asks)),
                    KeyCode::Right => Some(Input::Next),
                    KeyCode::Left => Some(Input::Back),
                    KeyCode::Esc => Some(Input::Leave),
                    code => self.turn_key(code),
                };
            }
        }
        None
    }

    fn field_key(&mut self, question: &QuestionView, key: &KeyEvent) -> Option<Input> {
        let code = key.code;
        let empty = self.desk.line.text().is_empty() && self.desk.draft.items.is_empty();
        match code {
            KeyCode::Enter => return self.written(question),
            KeyCode::Esc => self.desk.left_field = true,
            KeyCode::Right if empty => return Some(Input::Next),
            KeyCode::Left if empty => return Some(Input::Back),
            _ => {
                self.desk.no_command = false;
                if !self.desk.line.press(key) {
                    return self.turn_key(code);
                }
            }
        }
        None
    }

    /// What was written in the field: a command with its colon, or an answer.
    fn written(&mut self, question: &QuestionView) -> Option<Input> {
        let text = self.desk.line.text().split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(name) = text.strip_prefix(':').filter(|rest| !rest.starts_with(':')) {
            let Some(asks) = read_command(name) else {
                self.desk.no_command = true;
                return None;
            };
            self.desk.line.take();
            return self.asks(&asks);
        }
        self.desk.line.take();
        let text = text.strip_prefix("::").map_or_else(|| text.clone(), |rest| format!(":{rest}"));
        let response = self.desk.draft.write(&prompt(&question.asked), text)?;
        Some(self.answered(question, response))
    }

    fn answered(&mut self, question: &QuestionView, response: Response) -> Input {
        self.desk.draft = Draft::default();
        given(&question.asked, response).map_or(Input::Next, Input::Answer)
    }

    fn overview_key(&mut self, count: usize, key: &KeyEvent) -> Option<Input> {
        match keys::plain(key)? {
            KeyCode::Char(digit) if digit.is_ascii_digit() => _ = self.desk.line.press(key),
            KeyCode::Backspace => _ = self.desk.line.press(key),
            KeyCode::Enter | KeyCode::Char(' ') => {
                let written = self.desk.line.take();
                if written.is_empty() {
                    return Some(Input::Go);
                }
                let number = written.parse::<usize>().ok().filter(|number| (1..=count).contains(number))?;
                return Some(Input::To(number - 1));
            }
            KeyCode::Left => return Some(Input::Back),
            KeyCode::Esc => return Some(Input::Back),
            KeyCode::Char(letter) => {
                return asked(letter.to_ascii_lowercase()).and_then(|asks| self.asks(asks));
            }
            code => return self.turn_key(code),
        }
        None
    }
}
