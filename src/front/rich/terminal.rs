//! The terminal: held in raw mode, painted, and read a key or a field at a time.
//!
//! All goes to standard error: standard output is data. Nothing is cleared that another program wrote: it scrolls away.

use std::io::{self, BufWriter, Stderr, Write};
use std::panic;
use std::sync::Once;
use std::time::Duration;

use crossterm::event::{self, Event, KeyEvent, KeyEventKind};
use crossterm::terminal::{Clear, ClearType};
use crossterm::{cursor, execute, queue, terminal};
use inquire::ui::{Attributes, Color, RenderConfig, StyleSheet, Styled};
use inquire::validator::Validation;
use inquire::{CustomUserError, InquireError, Text};

use super::keys::{self, Written};
use super::screen::{Look, Screen};
use crate::front::FrontError;

/// What a terminal is taken to have when it does not say: columns and rows.
const USUAL: (u16, u16) = (80, 24);
/// Rows that a field may take below a screen.
const FIELD: usize = 4;

/// The terminal, in raw mode until this is dropped.
pub(super) struct Terminal {
    out: BufWriter<Stderr>,
    colour: bool,
    /// Rows of the screen that are ours; none before the first.
    used: Option<usize>,
}

impl Terminal {
    /// Takes the terminal over.
    pub fn take(colour: bool) -> io::Result<Self> {
        inquire::set_global_render_config(field_style(colour));
        give_back_before_panics();
        terminal::enable_raw_mode()?;
        // A new size is heard of from the first look for events on.
        event::poll(Duration::ZERO)?;
        Ok(Self { out: BufWriter::new(io::stderr()), colour, used: None })
    }

    /// Gives the terminal to another program: as it was before, on a line of its own.
    pub fn give(&mut self) -> io::Result<()> {
        self.out.write_all(b"\r\n")?;
        execute!(self.out, cursor::Show)?;
        terminal::disable_raw_mode()
    }

    /// Takes it back. What stands there is another program's, and scrolls away.
    pub fn take_back(&mut self) -> io::Result<()> {
        terminal::enable_raw_mode()?;
        self.used = None;
        // What was typed for the other program is not for this one.
        while event::poll(Duration::ZERO)? {
            event::read()?;
        }
        Ok(())
    }

    /// What a screen has to fit.
    pub fn look(&self) -> Look {
        let (columns, rows) = terminal::size().unwrap_or(USUAL);
        Look { columns: columns.into(), rows: rows.into(), colour: self.colour }
    }

    /// Puts a new screen up: what stood there scrolls away, so that it can still be looked up.
    pub fn show(&mut self, screen: &Screen) -> io::Result<()> {
        let (_, rows) = terminal::size().unwrap_or(USUAL);
        let filled = self.used.map_or(rows.into(), |used| usize::from(rows).min(used + FIELD));
        queue!(self.out, cursor::Hide, cursor::MoveTo(0, rows.saturating_sub(1)))?;
        for _ in 0..filled {
            self.out.write_all(b"\r\n")?;
        }
        self.redraw(screen)
    }

    /// Puts a screen in the place of the last one. Lines are written over, not cleared first, so that nothing flickers.
    pub fn redraw(&mut self, screen: &Screen) -> io::Result<()> {
        queue!(self.out, cursor::Hide, cursor::MoveTo(0, 0))?;
        for (at, line) in screen.lines.iter().enumerate() {
            if at > 0 {
                self.out.write_all(b"\r\n")?;
            }
            self.out.write_all(line.as_bytes())?;
            queue!(self.out, Clear(ClearType::UntilNewLine))?;
        }
        queue!(self.out, Clear(ClearType::FromCursorDown), cursor::Show)?;
        self.used = Some(screen.lines.len());
        self.out.flush()
    }

    /// Waits for a key; none when the terminal has a new size, so that the caller paints again.
    pub fn key(&mut self) -> Result<Option<KeyEvent>, FrontError> {
        loop {
            match read()? {
                Event::Key(key) if key.kind == KeyEventKind::Press => return Ok(Some(key)),
                Event::Resize(..) => return Ok(None),
                _ => {}
            }
        }
    }

    /// Drops what was typed before a screen that is about to be painted could be seen: a stray key must not grade.
    pub fn drop_typed_ahead(&mut self) -> Result<(), FrontError> {
        while event::poll(Duration::ZERO)? {
            read()?;
        }
        Ok(())
    }

    /// Reads an answer, or a command with its colon, in a field below the screen; none when it is left with Esc.
    pub fn answer(&mut self, label: &str) -> Result<Option<String>, FrontError> {
        self.field(Text::new(label).with_validator(known_command))
    }

    /// Reads a remark, whatever it begins with; none when the field is left with Esc.
    pub fn remark(&mut self, label: &str, told: &str) -> Result<Option<String>, FrontError> {
        self.field(Text::new(label).with_help_message(told))
    }

    fn field(&mut self, field: Text<'_, '_>) -> Result<Option<String>, FrontError> {
        self.out.write_all(b"\r\n")?;
        self.out.flush()?;
        let read = field.prompt_skippable();
        // The field has put the terminal back as it should be without us.
        terminal::enable_raw_mode()?;
        read.map_err(|error| match error {
            InquireError::OperationInterrupted => FrontError::Interrupted,
            InquireError::IO(error) => FrontError::Io(error),
            error => FrontError::Io(io::Error::other(error)),
        })
    }
}

/// A colon before something that is no command is a slip, not an answer.
fn known_command(text: &str) -> Result<Validation, CustomUserError> {
    Ok(match keys::written(text) {
        Written::NoCommand => {
            Validation::Invalid("no such command; :? lists them, and :: begins an answer with a colon".into())
        }
        _ => Validation::Valid,
    })
}

impl Drop for Terminal {
    /// Gives the terminal back; nothing is left to do where even that fails.
    fn drop(&mut self) {
        _ = terminal::disable_raw_mode();
        _ = self.out.write_all(b"\n");
        _ = execute!(self.out, cursor::Show);
    }
}

/// Reads an event; Ctrl-C is no signal in raw mode.
fn read() -> Result<Event, FrontError> {
    match event::read()? {
        Event::Key(key) if keys::interrupts(&key) => Err(FrontError::Interrupted),
        event => Ok(event),
    }
}

/// Colours of fields: dark ones, to be read on a light screen too.
fn field_style(colour: bool) -> RenderConfig<'static> {
    if !colour {
        return RenderConfig::empty();
    }
    let blue = StyleSheet::new().with_fg(Color::DarkBlue);
    RenderConfig::empty()
        .with_prompt_prefix(Styled::new("?").with_style_sheet(blue.with_attr(Attributes::BOLD)))
        .with_answered_prompt_prefix(Styled::new(">").with_style_sheet(blue.with_attr(Attributes::BOLD)))
        .with_help_message(StyleSheet::new().with_fg(Color::DarkMagenta))
        .with_answer(blue)
}

/// What a panic says is to be read line by line.
fn give_back_before_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            _ = terminal::disable_raw_mode();
            before(panic);
        }));
    });
}
