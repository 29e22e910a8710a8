//! The rich front: a screen a card, one key for everything, a field for what is typed.
//!
//! The only room that names inquire and crossterm. What a screen holds is made by `screen`, what a key means by
//! `keys`, the terminal is held by `terminal`; here they meet.

mod keys;

mod screen;
mod terminal;
mod wrap;

use crossterm::event::KeyEvent;

use self::keys::{Draft, Step, Written};
use self::screen::{Sheet, Turn, Window};
use self::terminal::Terminal;
use super::{Closing, Front, FrontError};
use crate::model::Key;
use crate::session::{AnswerView, Command, Input, Prompt, QuestionView, Summary, View};

/// The rich front on standard error.
pub struct Rich {
    terminal: Terminal,
    /// The card on the screen, and how many grades were given before it.
    card: Option<(Key, u32)>,
    /// Whether the card has not been painted yet.
    fresh: bool,
    /// What is there of its answer.
    draft: Draft,
    /// Whether its field was left for single keys.
    left_field: bool,
    /// The card whose answer has been seen.
    answered: Option<(Key, u32)>,
    /// The line its page begins at, once the learner has turned it.
    first: Option<usize>,
    /// The page on the screen, where the card does not fit.
    window: Option<Window>,
}

impl Rich {
    /// Takes the terminal over, with or without colour; it is given back when the front is dropped.
    ///
    /// # Errors
    /// When standard input or error is no terminal.
    pub fn new(colour: bool) -> Result<Self, FrontError> {
        let terminal = Terminal::take(colour)?;
        Ok(Self {
            terminal,
            card: None,
            fresh: true,
            draft: Draft::default(),
            left_field: false,
            answered: None,
            first: None,
            window: None,
        })
    }

    /// Takes note of the card of a view: another one has a screen and a draft of its own.
    fn meet(&mut self, view: &QuestionView) {
        let card = Some((view.key.clone(), view.progress.grades));
        if self.card != card {
            self.card = card;
            self.answered = None;
            self.fresh = true;
            self.forget();
        }
    }

    fn forget(&mut self) {
        self.draft = Draft::default();
        self.left_field = false;
        self.first = None;
    }

    fn paint(&mut self, sheet: Sheet) -> Result<(), FrontError> {
        let screen = &sheet.fit(self.terminal.look(), self.first);
        self.window = screen.window;
        if std::mem::take(&mut self.fresh) {
            self.terminal.show(screen)?;
        } else {
            self.terminal.redraw(screen)?;
        }
        Ok(())
    }

    fn paint_question(&mut self, view: &QuestionView, in_field: bool) -> Result<(), FrontError> {
        self.paint(screen::question(view, &self.draft, in_field, self.terminal.look()))
    }

    /// Waits for a key; none when the terminal has a new size: then the pages begin anew.
    fn key(&mut self) -> Result<Option<KeyEvent>, FrontError> {
        let key = self.terminal.key()?;
        if key.is_none() {
            self.first = None;
        }
        Ok(key)
    }

    /// Turns the page of what is on the screen.
    fn turn(&mut self, turn: Turn) {
        self.first = self.window.map(|window| window.turned(turn)).or(self.first);
    }

    fn ask_question(&mut self, view: &QuestionView) -> Result<Input, FrontError> {
        self.meet(view);
        self.answered = None;
        let has_field = matches!(view.prompt, Prompt::Typed { .. } | Prompt::List { .. });
        loop {
            let in_field = has_field && !self.left_field;
            let input = if in_field { self.ask_in_field(view)? } else { self.ask_by_keys(view)? };
            if let Some(input) = input {
                if matches!(input, Input::Respond(_)) {
                    self.forget();
                }
                return Ok(input);
            }
            self.left_field = in_field;
        }
    }

    /// None when the field is left for single keys.
    fn ask_in_field(&mut self, view: &QuestionView) -> Result<Option<Input>, FrontError> {
        loop {
            self.paint_question(view, true)?;
            let label = match view.prompt {
                Prompt::List { count, .. } => format!("Item {} of {count}:", self.draft.items.len() + 1),
                _ => "Answer:".to_owned(),
            };
            let Some(text) = self.terminal.answer(&label)? else { return Ok(None) };
            match keys::written(&text) {
                Written::Answer(text) => {
                    if let Some(response) = self.draft.write(&view.prompt, text) {
                        return Ok(Some(Input::Respond(response)));
                    }
                }
                Written::Command(command) => {
                    if let Some(input) = self.with_remark(Input::Command(command))? {
                        return Ok(Some(input));
                    }
                }
                Written::Help => self.help(view.two_buttons)?,
                // The field keeps it until it is mended.
                Written::NoCommand => {}
            }
        }
    }

    /// None when the learner goes back into the field.
    fn ask_by_keys(&mut self, view: &QuestionView) -> Result<Option<Input>, FrontError> {
        loop {
            self.paint_question(view, false)?;
            let Some(key) = self.key()? else { continue };
            match keys::question(&key, &view.prompt, &mut self.draft) {
                Step::Input(input) => {
                    if let Some(input) = self.with_remark(input)? {
                        return Ok(Some(input));
                    }
                }
                Step::Field => return Ok(None),
                Step::Help => self.help(view.two_buttons)?,
                Step::Turn(turn) => self.turn(turn),
                Step::Stay => {}
            }
        }
    }

    fn ask_grade(&mut self, view: &AnswerView) -> Result<Input, FrontError> {
        self.meet(&view.question);
        if self.answered != self.card {
            // What was typed before the answer could be seen grades nothing; after that every key counts.
            self.terminal.drop_typed_ahead()?;
            self.answered = self.card.clone();
        }
        if !view.question.notices.is_empty() {
            self.first = None;
        }
        loop {
            self.paint(screen::answer(view, self.terminal.look()))?;
            let Some(key) = self.key()? else { continue };
            match keys::answer(&key, view.judged.is_some(), view.two_buttons) {
                Step::Input(input) => {
                    if let Some(input) = self.with_remark(input)? {
                        return Ok(input);
                    }
                }
                Step::Help => self.help(view.two_buttons)?,
                Step::Turn(turn) => self.turn(turn),
                Step::Field | Step::Stay => {}
            }
        }
    }

    /// Shows all keys until one is pressed.
    fn help(&mut self, two_buttons: bool) -> Result<(), FrontError> {
        let first = self.first.take();
        loop {
            self.paint(screen::help(self.terminal.look(), two_buttons))?;
            let Some(key) = self.key()? else { continue };
            match keys::read_only(&key).filter(|_| self.window.is_some()) {
                Some(turn) => self.turn(turn),
                None => break,
            }
        }
        self.first = first;
        Ok(())
    }

    /// A flag is given a remark, if the learner has one; none when Esc takes the flag back.
    fn with_remark(&mut self, input: Input) -> Result<Option<Input>, FrontError> {
        if input != Input::Command(Command::Flag(None)) {
            return Ok(Some(input));
        }
        let told = "Enter flags the card, with or without words; Esc does not";
        let written = self.terminal.remark("What is wrong with this card?", told)?;
        let folded = written.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        Ok(folded.map(|remark| Input::Command(Command::Flag(Some(remark).filter(|text| !text.is_empty())))))
    }
}

impl Front for Rich {
    fn ask(&mut self, view: &View) -> Result<Input, FrontError> {
        match view {
            View::Question(question) => self.ask_question(question),
            View::Answer(answer) => self.ask_grade(answer),
            View::Busy | View::Summary(_) => Ok(Input::Command(Command::Quit)),
        }
    }

    fn leave(&mut self) -> Result<(), FrontError> {
        self.terminal.give()?;
        Ok(())
    }

    fn resume(&mut self) -> Result<(), FrontError> {
        self.terminal.take_back()?;
        // The card may have other words now, and its answer has not been seen.
        self.card = None;
        Ok(())
    }

    fn end(&mut self, summary: &Summary, closing: &Closing) -> Result<Option<Input>, FrontError> {
        self.card = None;
        self.fresh = true;
        self.forget();
        self.terminal.drop_typed_ahead()?;
        loop {
            self.paint(screen::summary(summary, closing, self.terminal.look()))?;
            let Some(key) = self.key()? else { continue };
            match keys::end(&key) {
                Step::Input(Input::Command(Command::Undo)) if summary.grades > 0 => {
                    return Ok(Some(Input::Command(Command::Undo)));
                }
                Step::Input(Input::Command(Command::DrillMisses)) if !summary.misses.is_empty() => {
                    return Ok(Some(Input::Command(Command::DrillMisses)));
                }
                Step::Input(Input::Command(Command::Quit)) => return Ok(None),
                Step::Turn(turn) => self.turn(turn),
                _ => {}
            }
        }
    }
}
