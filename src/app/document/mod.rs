//! A document on disk, or from standard input, as text: plain text and Markdown in any encoding, web pages, PDF, Word.
//!
//! Everything that looks into a document reads it here, so that a place in it means the same to all. What it is, its
//! first bytes tell, not its name.

mod docx;
mod encoding;
mod html;
mod pdf;

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use thiserror::Error;

pub use self::docx::DocxError;
#[cfg(feature = "pdf")]
pub use self::pdf::{READER, read_here};

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
    /// There is nothing to read a PDF file with.
    #[error("{} is a PDF file, and there is no pdftotext to read it with", path.display())]
    NoPdfReader {
        /// The file.
        path: PathBuf,
    },
    /// A PDF file was not read.
    #[error("{} cannot be read as a PDF file: {reason}", path.display())]
    Pdf {
        /// The file.
        path: PathBuf,
        /// What the reader said.
        reason: String,
    },
    /// A Word document was not read.
    #[error("{} cannot be read: {source}", path.display())]
    Docx {
        /// The file.
        path: PathBuf,
        /// Why.
        source: DocxError,
    },
    /// There is no text in it.
    #[error("{} holds no text", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
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
/// When it cannot be read, or holds no text.
pub fn read(path: &Path) -> Result<Reading, DocumentError> {
    let unreadable = |source| DocumentError::Unreadable { path: path.to_owned(), source };
    let mut bytes = Vec::new();
    if path == Path::new(STDIN) {
        io::stdin().lock().read_to_end(&mut bytes).map_err(unreadable)?;
    } else {
        bytes = fs::read(path).map_err(unreadable)?;
    }
    let reading = read_bytes(path, &bytes)?;
    if reading.text.trim().is_empty() {
        return Err(DocumentError::Empty { path: path.to_owned() });
    }
    Ok(reading)
}

fn read_bytes(path: &Path, bytes: &[u8]) -> Result<Reading, DocumentError> {
    if bytes.starts_with(b"%PDF-") {
        let unreadable = |source| DocumentError::Unreadable { path: path.to_owned(), source };
        return match pdf::text(bytes).map_err(unreadable)? {
            pdf::Outcome::Text(text) => Ok(Reading { text, encoding: None }),
            #[cfg(not(feature = "pdf"))]
            pdf::Outcome::NoReader => Err(DocumentError::NoPdfReader { path: path.to_owned() }),
            pdf::Outcome::Refused(reason) => Err(DocumentError::Pdf { path: path.to_owned(), reason }),
        };
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let text =
            docx::text(bytes).map_err(|source| DocumentError::Docx { path: path.to_owned(), source })?;
        return Ok(Reading { text, encoding: None });
    }
    let (text, encoding) = encoding::decode(bytes);
    let page = if is_html(path, &text) { html::text(&text) } else { None };
    Ok(Reading { text: page.unwrap_or(text), encoding })
}

fn is_html(path: &Path, text: &str) -> bool {
    let named = path.extension().is_some_and(|end| {
        end.eq_ignore_ascii_case("html")
            || end.eq_ignore_ascii_case("htm")
            || end.eq_ignore_ascii_case("xhtml")
    });
    let head: String = text.trim_start().chars().take(600).collect::<String>().to_lowercase();
    named && head.contains('<')
        || head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || head.starts_with("<?xml") && head.contains("<html")
}
