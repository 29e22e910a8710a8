//! Where the program writes: data to standard output, the rest to standard error.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use clap::builder::StyledStr;
use serde::Serialize;

use super::args::Colour;
use super::error::{CliError, Exit};
use crate::text::is_harmful;

/// Red and bold: what stops.
pub const ERROR: anstyle::Style = anstyle::AnsiColor::Red.on_default().bold();
/// Yellow and bold: what should be looked at.
pub const WARNING: anstyle::Style = anstyle::AnsiColor::Yellow.on_default().bold();
/// Green and bold: what is right.
pub const GOOD: anstyle::Style = anstyle::AnsiColor::Green.on_default().bold();
/// Cyan and bold: the next step.
pub const HINT: anstyle::Style = anstyle::AnsiColor::Cyan.on_default().bold();
/// Bold: headings.
pub const STRONG: anstyle::Style = anstyle::Style::new().bold();
/// Dim: what matters less.
pub const FAINT: anstyle::Style = anstyle::Style::new().dimmed();

/// The two ways out of the program.
pub struct Output {
    out: Box<dyn Write>,
    err: Box<dyn Write>,
    json: bool,
    colours_errors: bool,
}

/// What every document in JSON begins with.
#[derive(Serialize)]
struct Document<'a, T> {
    format: u8,
    #[serde(flatten)]
    body: &'a T,
}

impl Output {
    /// Standard output and standard error; styles are left out where they are not wanted.
    #[must_use]
    pub fn standard(colour: Colour, json: bool) -> Self {
        let choice = match colour {
            Colour::Auto => ColorChoice::Auto,
            Colour::Always => ColorChoice::Always,
            Colour::Never => ColorChoice::Never,
        };
        let err = AutoStream::new(io::stderr(), choice);
        Self {
            out: Box::new(io::BufWriter::new(AutoStream::new(io::stdout(), choice))),
            colours_errors: err.current_choice() != ColorChoice::Never,
            err: Box::new(err),
            json,
        }
    }

    /// Output into these writers.
    #[must_use]
    pub fn new(out: Box<dyn Write>, err: Box<dyn Write>, json: bool) -> Self {
        Self { out, err, json, colours_errors: false }
    }

    /// Whether standard input and standard error are terminals, so that something can be asked.
    #[must_use]
    pub fn can_ask() -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Whether standard error shows colour: by what was asked for, the environment and the terminal.
    #[must_use]
    pub const fn colours_errors(&self) -> bool {
        self.colours_errors
    }

    /// Whether results are to be JSON.
    #[must_use]
    pub const fn json(&self) -> bool {
        self.json
    }

    /// Standard output.
    pub fn out(&mut self) -> &mut dyn Write {
        &mut self.out
    }

    /// Standard error.
    pub fn err(&mut self) -> &mut dyn Write {
        &mut self.err
    }

    /// Prints a line of data.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn line(&mut self, line: impl std::fmt::Display) -> io::Result<()> {
        writeln!(self.out, "{}", tame(&line.to_string()))
    }

    /// Says something beside the data.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn say(&mut self, line: impl std::fmt::Display) -> io::Result<()> {
        self.out.flush()?;
        writeln!(self.err, "{}", tame(&line.to_string()))
    }

    /// Prints one JSON object, with `"format": 1` at its head.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn print_json(&mut self, body: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut self.out, &Document { format: 1, body })?;
        writeln!(self.out)
    }

    /// Says one JSON object on a line of its own, beside the data.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn say_json(&mut self, body: &impl Serialize) -> io::Result<()> {
        self.out.flush()?;
        serde_json::to_writer(&mut self.err, &Document { format: 1, body })?;
        writeln!(self.err)
    }

    /// Writes out what is held back.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()?;
        self.err.flush()
    }

    /// Prints what clap has styled.
    pub(super) fn styled(&mut self, text: &StyledStr) -> io::Result<()> {
        write!(self.out, "{}", text.ansi())?;
        self.out.flush()
    }

    /// Says what clap has styled.
    pub(super) fn styled_error(&mut self, text: &StyledStr) -> io::Result<()> {
        write!(self.err, "{}", text.ansi())
    }

    /// Says why the program ends, and gives its exit code. A reader that went away is no error.
    pub(super) fn error(&mut self, error: &CliError) -> Exit {
        if error.is_broken_pipe() {
            return Exit::Done;
        }
        let exit = error.exit();
        // What was said before stands before the error; where nothing can be written, the code alone has to tell.
        _ = self.flush();
        _ = if self.json { self.say_json(&error.to_json()) } else { self.say_error(error) };
        exit
    }

    fn say_error(&mut self, error: &CliError) -> io::Result<()> {
        for line in error.details() {
            self.say(line)?;
        }
        self.say(format_args!("{ERROR}error{ERROR:#}: {}", error.told()))?;
        match error.hint() {
            Some(hint) => self.say(format_args!("{HINT}hint{HINT:#}: {hint}")),
            None => Ok(()),
        }
    }
}

/// A line whose text can colour itself and no more: all that could move the cursor, set the clipboard or name the
/// window goes. Decks come from other people.
fn tame(line: &str) -> String {
    let mut kept = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(|c| is_harmful(c) && c != '\n' && c != '\t') {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let style = style_length(rest);
        kept.push_str(&rest[..style]);
        let dropped = if style == 0 { rest.chars().next().map_or(0, char::len_utf8) } else { style };
        rest = &rest[dropped..];
    }
    kept.push_str(rest);
    kept
}

/// How many bytes a style (`ESC [ numbers m`) at the beginning takes; 0 when there is none.
fn style_length(text: &str) -> usize {
    let Some(numbers) = text.strip_prefix("\u{1b}[") else { return 0 };
    let end = numbers.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(numbers.len());
    if numbers[end..].starts_with('m') { "\u{1b}[".len() + end + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_can_colour_itself_and_no_more() {
        for (line, shown) in [
            ("plain é\ttext", "plain é\ttext"),
            ("\u{1b}[1;31mred\u{1b}[0m", "\u{1b}[1;31mred\u{1b}[0m"),
            ("a\u{1b}[2Jb", "a[2Jb"),
            ("\u{1b}]52;c;aGk=\u{7}x", "]52;c;aGk=x"),
            ("a\rb\u{9b}c\u{1b}", "abc"),
            ("a\u{202e}b\u{2066}c", "abc"),
            ("\u{1b}[1", "[1"),
        ] {
            assert_eq!(tame(line), shown);
        }
    }
}
