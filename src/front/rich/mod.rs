//! The rich front: a screen a card, one key for everything, a field for what is typed.
//!
//! The only room that names inquire and crossterm. What a screen holds is made by `screen`, what a key means by
//! `keys`; here the terminal is held in raw mode, painted and read. All goes to standard error: standard output is data.

mod keys;
mod markdown;
mod screen;

use std::io::{self, BufWriter, Stderr, Write};
use std::time::Duration;

use crossterm::event::{self, Event, KeyEvent, KeyEventKind};
use crossterm::{cursor, execute, queue, terminal};
use inquire::ui::RenderConfig;
use inquire::{InquireError, Text};

use self::keys::{Picks, Step};
use self::screen::{Look, Screen};
use super::{Closing, Front, FrontError};
use crate::model::Key;
use crate::session::{AnswerView, Command, Input, Prompt, QuestionView, Response, Summary, View};

/// The rich front on standard error.
pub struct Rich {
    colour: bool,
    out: BufWriter<Stderr>,
    /// The card for which the field was left for single keys.
    left_field: Option<(Key, u32)>,
}

impl Rich {
    /// Takes the terminal over, with or without colour; it is given back when the front is dropped.
    ///
    /// # Errors
    /// When standard input or error is no terminal.
    pub fn new(colour: bool) -> Result<Self, FrontError> {
        let style = if colour { RenderConfig::default_colored() } else { RenderConfig::empty() };
        inquire::set_global_render_config(style);
        terminal::enable_raw_mode()?;
        Ok(Self { colour, out: BufWriter::new(io::stderr()), left_field: None })
    }

    fn look(&self) -> Look {
        let (columns, rows) = terminal::size().unwrap_or((80, 24));
        Look { columns: columns.into(), rows: rows.into(), colour: self.colour }
    }

    /// Puts a screen up: what stood there scrolls away, so that it can still be looked up.
    fn paint(&mut self, screen: &Screen) -> Result<(), FrontError> {
        terminal::enable_raw_mode()?;
        let rows = self.look().rows;
        queue!(self.out, cursor::Hide, cursor::MoveTo(0, u16::try_from(rows).unwrap_or(u16::MAX)))?;
        for _ in 0..rows {
            self.out.write_all(b"\r\n")?;
        }
        queue!(self.out, cursor::MoveTo(0, 0))?;
        self.write(screen)
    }

    /// Writes lines where the cursor stands.
    fn write(&mut self, screen: &Screen) -> Result<(), FrontError> {
        for (at, line) in screen.lines.iter().enumerate() {
            if at > 0 {
                self.out.write_all(b"\r\n")?;
            }
            self.out.write_all(line.as_bytes())?;
        }
        queue!(self.out, cursor::Show)?;
        self.out.flush()?;
        Ok(())
    }

    /// Waits for a key; a new size is none, so that the caller paints again.
    fn key(&mut self) -> Result<Option<KeyEvent>, FrontError> {
        loop {
            match event::read()? {
                Event::Key(key) if key.kind == KeyEventKind::Press => {
                    if keys::interrupts(&key) {
                        return Err(FrontError::Interrupted);
                    }
                    return Ok(Some(key));
                }
                Event::Resize(..) => return Ok(None),
                _ => {}
            }
        }
    }

    /// Drops what was typed before the answer could be seen: a stray key must not grade it.
    fn drop_typed_ahead() -> Result<(), FrontError> {
        while event::poll(Duration::ZERO)? {
            if let Event::Key(key) = event::read()?
                && keys::interrupts(&key)
            {
                return Err(FrontError::Interrupted);
            }
        }
        Ok(())
    }

    fn ask_question(&mut self, view: &QuestionView) -> Result<Input, FrontError> {
        let card = (view.key.clone(), view.progress.done);
        let field = matches!(view.prompt, Prompt::Typed { .. } | Prompt::List { .. });
        if field && self.left_field.as_ref() != Some(&card) {
            self.paint(&screen::question(view, &Picks::default(), true, self.look()))?;
            let read = match view.prompt {
                Prompt::List { count, .. } => self.read_items(count)?,
                _ => self.read_field("Answer:")?.map(keys::field),
            };
            match read {
                Some(input) => return Ok(input),
                None => self.left_field = Some(card),
            }
        }
        let mut picks = Picks::default();
        let mut help = false;
        loop {
            let screen = if help {
                screen::help(self.look())
            } else {
                screen::question(view, &picks, false, self.look())
            };
            self.paint(&screen)?;
            let Some(key) = self.key()? else { continue };
            if help {
                help = false;
                continue;
            }
            match keys::question(&key, &view.prompt, &mut picks) {
                Step::Input(input) => return self.with_remark(input),
                Step::Field => {
                    self.left_field = None;
                    return self.ask_question(view);
                }
                Step::Help => help = true,
                Step::Stay => {}
            }
        }
    }

    fn ask_grade(&mut self, view: &AnswerView) -> Result<Input, FrontError> {
        let mut help = false;
        let mut seen = false;
        loop {
            let screen = if help { screen::help(self.look()) } else { screen::answer(view, self.look()) };
            self.paint(&screen)?;
            if !seen {
                Self::drop_typed_ahead()?;
                seen = true;
            }
            let Some(key) = self.key()? else { continue };
            if help {
                help = false;
                continue;
            }
            match keys::answer(&key, view.judged.is_some(), view.two_buttons) {
                Step::Input(input) => return self.with_remark(input),
                Step::Help => help = true,
                Step::Field | Step::Stay => {}
            }
        }
    }

    /// A flag is given a remark, if the learner has one.
    fn with_remark(&mut self, input: Input) -> Result<Input, FrontError> {
        if input != Input::Command(Command::Flag(None)) {
            return Ok(input);
        }
        self.out.write_all(b"\r\n")?;
        let remark = self.read_field("What is wrong with this card?")?;
        Ok(Input::Command(Command::Flag(remark.filter(|remark| !remark.is_empty()))))
    }

    /// Reads a line in a field; none when it is left with Esc.
    fn read_field(&mut self, label: &str) -> Result<Option<String>, FrontError> {
        self.out.write_all(b"\r\n")?;
        self.out.flush()?;
        let read = Text::new(label).prompt_skippable();
        terminal::enable_raw_mode()?;
        match read {
            Ok(text) => Ok(text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))),
            Err(InquireError::OperationCanceled) => Ok(None),
            Err(InquireError::OperationInterrupted) => Err(FrontError::Interrupted),
            Err(InquireError::IO(error)) => Err(FrontError::Io(error)),
            Err(error) => Err(FrontError::Io(io::Error::other(error))),
        }
    }

    /// Reads items one after another, until there are as many as asked for or an empty line ends them.
    fn read_items(&mut self, count: usize) -> Result<Option<Input>, FrontError> {
        let mut items = Vec::new();
        while items.len() < count {
            let Some(item) = self.read_field(&format!("Item {} of {count}:", items.len() + 1))? else {
                return Ok(None);
            };
            if let Some(command) = keys::field_command(&item) {
                return Ok(Some(command));
            }
            if item.is_empty() {
                break;
            }
            items.push(keys::literal(&item));
        }
        let response = if items.is_empty() { Response::Nothing } else { Response::Items(items) };
        Ok(Some(Input::Respond(response)))
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

    fn end(&mut self, summary: &Summary, closing: &Closing) -> Result<Option<Input>, FrontError> {
        loop {
            self.paint(&screen::summary(summary, closing, self.look()))?;
            let Some(key) = self.key()? else { continue };
            match keys::end(&key) {
                Step::Input(Input::Command(Command::Undo)) if summary.grades > 0 => {
                    return Ok(Some(Input::Command(Command::Undo)));
                }
                Step::Input(_) => return Ok(None),
                Step::Field | Step::Help | Step::Stay => {}
            }
        }
    }
}

impl Drop for Rich {
    /// Gives the terminal back; nothing is left to do where even that fails.
    fn drop(&mut self) {
        _ = terminal::disable_raw_mode();
        _ = execute!(self.out, cursor::Show);
        _ = self.out.write_all(b"\n");
        _ = self.out.flush();
    }
}
