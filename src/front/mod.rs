//! Who asks the learner: a rich terminal or plain lines, both over the same views of a session; `ask` puts all other
//! questions.
//!
//! A front shows and reads; it decides nothing. It knows no database and no deck file.

pub mod ask;
mod commands;
mod markdown;
pub mod plain;
pub mod rich;
mod words;

use std::io;

use thiserror::Error;

use crate::session::{Input, Summary, View};

/// Why a front could not go on.
#[derive(Debug, Error)]
pub enum FrontError {
    /// Ctrl-C: end at once; all grades are on disk.
    #[error("interrupted")]
    Interrupted,
    /// The input ended before anything was read.
    #[error("nothing could be read from standard input")]
    NoInput,
    /// Three lines in a row were no answer, from a pipe.
    #[error("three lines in a row were no answer; the last was \"{line}\"")]
    Nonsense {
        /// The last line.
        line: String,
    },
    /// The terminal failed.
    #[error("the terminal failed: {0}")]
    Io(#[from] io::Error),
}

/// What the end of a session says beside its summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// Where the progress is kept, as the user knows it.
    pub database: String,
    /// What to do next, a sentence a line.
    pub next_steps: Vec<String>,
    /// Offset of local time from UTC in seconds, to print instants by.
    pub offset: i32,
}

/// Shows the views of a session and brings back what the learner does.
pub trait Front {
    /// Shows the view, a question or an answer, and waits.
    ///
    /// # Errors
    /// When the learner interrupts or the terminal fails.
    fn ask(&mut self, view: &View) -> Result<Input, FrontError>;

    /// Gives the terminal away, to an editor for a while.
    ///
    /// # Errors
    /// When the terminal fails.
    fn leave(&mut self) -> Result<(), FrontError> {
        Ok(())
    }

    /// Takes the terminal back.
    ///
    /// # Errors
    /// When the terminal fails.
    fn resume(&mut self) -> Result<(), FrontError> {
        Ok(())
    }

    /// Shows the summary. Gives [`crate::session::Command::Undo`] as an input when the learner takes the last grade
    /// back from here, [`crate::session::Command::DrillMisses`] when the misses are to be drilled, else none.
    ///
    /// # Errors
    /// When the learner interrupts or the terminal fails.
    fn end(&mut self, summary: &Summary, closing: &Closing) -> Result<Option<Input>, FrontError>;
}
