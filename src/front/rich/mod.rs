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
use crossterm::terminal::{self, Clear, ClearType};
use crossterm::{cursor, execute, queue};
use inquire::ui::RenderConfig;
use inquire::validator::Validation;
use inquire::{CustomUserError, InquireError, Text};

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
    left_field: Option<Turn>,
    /// What stands on the screen, and how many rows it takes.
    painted: Option<(Scene, usize)>,
}

/// One turn of a card: its key, and the grades given before.
type Turn = (Key, u32);

/// What a screen is about. Another scene scrolls the old one away, the same one is painted over.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Scene {
    Card(Turn),
    Summary,
}

/// Rows a field may take below the screen.
const FIELD_ROWS: usize = 4;

impl Rich {
    /// Takes the terminal over, with or without colour; it is given back when the front is dropped.
    ///
    /// # Errors
    /// When standard input or error is no terminal.
    pub fn new(colour: bool) -> Result<Self, FrontError> {
        let style = if colour { RenderConfig::default_colored() } else { RenderConfig::empty() };
        inquire::set_global_render_config(style);
        terminal::enable_raw_mode()?;
        // From the first look at the events on, a new size is an event; without it the first card could miss one.
        event::poll(Duration::ZERO)?;
        Ok(Self { colour, out: BufWriter::new(io::stderr()), left_field: None, painted: None })
    }

    fn look(&self) -> Look {
        let (columns, rows) = terminal::size().unwrap_or((80, 24));
        Look { columns: columns.into(), rows: rows.into(), colour: self.colour }
    }

    /// Puts a screen up. What stood there scrolls away when it was about something else, so that it can still be
    /// looked up; the same scene is painted over in place, line by line, so that nothing flickers.
    fn paint(&mut self, scene: &Scene, screen: &Screen) -> Result<(), FrontError> {
        terminal::enable_raw_mode()?;
        let rows = self.look().rows;
        let scrolled = match &self.painted {
            None => rows,
            Some((shown, _)) if shown == scene => 0,
            Some((_, height)) => rows.min(height + FIELD_ROWS),
        };
        queue!(self.out, cursor::Hide)?;
        if scrolled > 0 {
            queue!(self.out, cursor::MoveTo(0, u16::try_from(rows).unwrap_or(u16::MAX)))?;
            self.out.write_all("\r\n".repeat(scrolled).as_bytes())?;
        }
        queue!(self.out, cursor::MoveTo(0, 0))?;
        for (at, line) in screen.lines.iter().enumerate() {
            if at > 0 {
                self.out.write_all(b"\r\n")?;
            }
            self.out.write_all(line.as_bytes())?;
            queue!(self.out, Clear(ClearType::UntilNewLine))?;
        }
        queue!(self.out, Clear(ClearType::FromCursorDown), cursor::Show)?;
        self.out.flush()?;
        self.painted = Some((scene.clone(), screen.lines.len()));
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

    /// Drops what was typed before the answer could be seen: a stray key must not grade it. To be called right before
    /// the answer is painted, so that a key pressed at the sight of it counts.
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
        let turn = (view.key.clone(), view.progress.grades);
        let has_field = matches!(view.prompt, Prompt::Typed { .. } | Prompt::List { .. });
        loop {
            let step = if has_field && self.left_field.as_ref() != Some(&turn) {
                self.ask_field(view, &turn)?
            } else {
                self.ask_keys(view, &turn)?
            };
            match step {
                Some(Step::Input(input)) => {
                    if let Some(input) = self.with_remark(input)? {
                        return Ok(input);
                    }
                }
                Some(Step::Help) => self.help(&turn)?,
                Some(Step::Field) => self.left_field = None,
                Some(Step::Stay) => {}
                None => self.left_field = Some(turn.clone()),
            }
        }
    }

    /// A question with its field; none when the field is left.
    fn ask_field(&mut self, view: &QuestionView, turn: &Turn) -> Result<Option<Step>, FrontError> {
        let screen = screen::question(view, &Picks::default(), true, self.look());
        self.paint(&Scene::Card(turn.clone()), &screen)?;
        match view.prompt {
            Prompt::List { count, .. } => self.read_items(count),
            _ => Ok(self.read_answer("Answer:")?.map(keys::field)),
        }
    }

    /// A question that is answered by single keys, until one leads on.
    fn ask_keys(&mut self, view: &QuestionView, turn: &Turn) -> Result<Option<Step>, FrontError> {
        let mut picks = Picks::default();
        loop {
            let screen = screen::question(view, &picks, false, self.look());
            self.paint(&Scene::Card(turn.clone()), &screen)?;
            let Some(key) = self.key()? else { continue };
            match keys::question(&key, &view.prompt, &mut picks) {
                Step::Stay => {}
                Step::Help => self.help(turn)?,
                step => return Ok(Some(step)),
            }
        }
    }

    /// Shows all keys until one is pressed.
    fn help(&mut self, turn: &Turn) -> Result<(), FrontError> {
        loop {
            self.paint(&Scene::Card(turn.clone()), &screen::help(self.look()))?;
            if self.key()?.is_some() {
                return Ok(());
            }
        }
    }

    fn ask_grade(&mut self, view: &AnswerView) -> Result<Input, FrontError> {
        let turn = (view.question.key.clone(), view.question.progress.grades);
        Self::drop_typed_ahead()?;
        loop {
            self.paint(&Scene::Card(turn.clone()), &screen::answer(view, self.look()))?;
            let Some(key) = self.key()? else { continue };
            match keys::answer(&key, view.judged.is_some(), view.two_buttons) {
                Step::Input(input) => {
                    if let Some(input) = self.with_remark(input)? {
                        return Ok(input);
                    }
                }
                Step::Help => self.help(&turn)?,
                Step::Field | Step::Stay => {}
            }
        }
    }

    /// A flag is given a remark, which may be empty; with Esc there is no flag after all, and none is given back.
    fn with_remark(&mut self, input: Input) -> Result<Option<Input>, FrontError> {
        if input != Input::Command(Command::Flag(None)) {
            return Ok(Some(input));
        }
        self.out.write_all(b"\r\n")?;
        let remark = self.read_field(Text::new("What is wrong with this card?"))?;
        let flag =
            |remark: String| Input::Command(Command::Flag(Some(remark).filter(|text| !text.is_empty())));
        Ok(remark.map(flag))
    }

    /// Reads an answer, or a command with its colon.
    fn read_answer(&mut self, label: &str) -> Result<Option<String>, FrontError> {
        self.read_field(Text::new(label).with_validator(known_command))
    }

    /// Reads a line in a field; none when it is left with Esc.
    fn read_field(&mut self, field: Text<'_, '_>) -> Result<Option<String>, FrontError> {
        self.out.write_all(b"\r\n")?;
        self.out.flush()?;
        let read = field.prompt_skippable();
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
    fn read_items(&mut self, count: usize) -> Result<Option<Step>, FrontError> {
        let mut items = Vec::new();
        while items.len() < count {
            let Some(item) = self.read_answer(&format!("Item {} of {count}:", items.len() + 1))? else {
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
        Ok(Some(Step::Input(Input::Respond(response))))
    }
}

/// A colon before something that is no command is a slip, not an answer.
fn known_command(text: &str) -> Result<Validation, CustomUserError> {
    Ok(if keys::is_unknown_command(text) {
        Validation::Invalid("no such command; :? lists them, and :: begins an answer with a colon".into())
    } else {
        Validation::Valid
    })
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
            self.paint(&Scene::Summary, &screen::summary(summary, closing, self.look()))?;
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
