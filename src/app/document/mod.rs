//! A document on disk, or from standard input, as text.
//!
//! Everything that looks into a document reads it here, so that a place in it means the same to all.

mod encoding;

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use thiserror::Error;

/// The name that stands for standard input.
pub const STDIN: &str = "-";

/// Why a document could not be read.
#[derive(Debug, Error)]
pub enum DocumentError {
    /// The file could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// A document as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The text.
    pub text: String,
    /// The encoding it was guessed to be in, when that is not UTF-8.
    pub encoding: Option<&'static str>,
}

/// Reads a document; `-` is standard input.
///
/// # Errors
/// When it cannot be read.
pub fn read(path: &Path) -> Result<Reading, DocumentError> {
    let unreadable = |source| DocumentError::Unreadable { path: path.to_owned(), source };
    let mut bytes = Vec::new();
    if path == Path::new(STDIN) {
        io::stdin().lock().read_to_end(&mut bytes).map_err(unreadable)?;
    } else {
        bytes = fs::read(path).map_err(unreadable)?;
    }
    let (text, encoding) = encoding::decode(&bytes);
    Ok(Reading { text, encoding })
}
