//! Facts files: their document's text, their check, and the deck they become.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::document::{self, DocumentError};
use super::write::{self, WriteError};
use crate::deck::{self, Kept, Settle};
use crate::facts::{self, Checked, FactsFile, Located};
use crate::model::{Diagnostic, EntryId, IdError, Severity};
use crate::text::{self, Document};

/// Why something could not be done with a facts file.
#[derive(Debug, Error)]
pub enum FactsError {
    /// A file could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A document could not be read.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// There is no document to look into.
    #[error("the document of {} is not at hand", path.display())]
    NoDocument {
        /// The facts file.
        path: PathBuf,
    },
    /// The document's name makes no id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// Proposals could not be added.
    #[error(transparent)]
    Merge(#[from] facts::MergeError),
    /// A file is not UTF-8.
    #[error("{} is not UTF-8 text", path.display())]
    Encoding {
        /// The file.
        path: PathBuf,
    },
    /// A file has faults.
    #[error("{} cannot be used as it is", path.display())]
    Faulty {
        /// The file.
        path: PathBuf,
        /// All of them.
        diagnostics: Vec<Diagnostic>,
    },
    /// The deck has no entry of that id to settle.
    #[error("{} keeps no edited entry {id}", path.display())]
    NothingToSettle {
        /// The deck file.
        path: PathBuf,
        /// The entry.
        id: EntryId,
    },
    /// The output is a deck that was not generated.
    #[error("{} was not generated, so it is not generated over", path.display())]
    NotGenerated {
        /// The deck file.
        path: PathBuf,
    },
    /// The facts file could not be brought up to date.
    #[error("cannot fill in places: {0}")]
    Fill(#[from] facts::WriteError),
    /// A file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// A facts file as read.
#[derive(Debug)]
pub struct Opened {
    /// Its text.
    pub source: String,
    /// The facts.
    pub file: FactsFile,
    /// Warnings and remarks.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a facts file.
///
/// # Errors
/// When it cannot be read, or has faults: then all of them.
pub fn open(path: &Path) -> Result<Opened, FactsError> {
    let source = read(path)?;
    let parsed = facts::parse(&path.display().to_string(), &source);
    let (errors, diagnostics): (Vec<_>, Vec<_>) =
        parsed.diagnostics.into_iter().partition(|one| one.severity == Severity::Error);
    match parsed.file {
        Some(file) if errors.is_empty() => Ok(Opened { source, file, diagnostics }),
        _ => Err(FactsError::Faulty { path: path.to_owned(), diagnostics: errors }),
    }
}

/// Reads a document and finds its blocks and sentences.
///
/// # Errors
/// When it cannot be read.
pub fn document(path: &Path) -> Result<Document, FactsError> {
    Ok(text::parse(&document::read(path)?.text))
}

fn read(path: &Path) -> Result<String, FactsError> {
    let bytes = fs::read(path).map_err(|source| FactsError::Read { path: path.to_owned(), source })?;
    String::from_utf8(bytes).map_err(|_| FactsError::Encoding { path: path.to_owned() })
}

/// The document that a facts file names, if it is on this machine: beside the facts file.
#[must_use]
pub fn document_beside(facts: &Path, file: &FactsFile) -> Option<PathBuf> {
    let name = file.about.file.as_ref()?;
    let path = facts.parent().unwrap_or_else(|| Path::new("")).join(name);
    path.is_file().then_some(path)
}

/// What a check found, and did.
#[derive(Debug)]
pub struct Check {
    /// The facts, as they were.
    pub opened: Opened,
    /// The document they were held against.
    pub document: Option<PathBuf>,
    /// A report a fact.
    pub checked: Checked,
    /// Places that were written into the file.
    pub written: Vec<Located>,
}

/// Checks a facts file against its document; with `write`, fills in the places and hashes found.
///
/// # Errors
/// When a file cannot be read or written, or has faults.
pub fn check(path: &Path, against: Option<&Path>, write: bool) -> Result<Check, FactsError> {
    let opened = open(path)?;
    let beside = document_beside(path, &opened.file);
    let document_path = against.map(Path::to_owned).or(beside);
    let document = document_path.as_deref().map(document).transpose()?;
    let checked = facts::check(&opened.file, document.as_ref());
    let written = if write { checked.to_write() } else { Vec::new() };
    if !written.is_empty() {
        let text = facts::write_locators(&opened.source, &written)?;
        write::replace(path, text.as_bytes())?;
    }
    Ok(Check { opened, document: document_path, checked, written })
}

/// How to generate a deck.
#[derive(Debug, Clone, Copy, Default)]
pub struct Generate<'a> {
    /// Where to; beside the facts, named by the document's id, when not given.
    pub output: Option<&'a Path>,
    /// Only tell what would change.
    pub dry: bool,
    /// Entries whose generated text is taken again.
    pub discard: &'a [EntryId],
    /// Entries whose edited text is accepted.
    pub adopt: &'a [EntryId],
}

/// A generated deck.
#[derive(Debug)]
pub struct Generated {
    /// The deck file.
    pub path: PathBuf,
    /// Its text before; none when there was no such file.
    pub before: Option<String>,
    /// Its text now.
    pub after: String,
    /// Entries that people wrote or changed, and that were kept.
    pub kept: Vec<Kept>,
    /// How many facts gave cards.
    pub entries: usize,
    /// How many cards the facts give.
    pub cards: usize,
    /// Warnings on the facts file.
    pub diagnostics: Vec<Diagnostic>,
}

impl Generated {
    /// Whether the text is not what it was.
    #[must_use]
    pub fn changed(&self) -> bool {
        self.before.as_deref() != Some(self.after.as_str())
    }
}

/// Derives the deck of a facts file and writes it, unless it is as it should be already.
///
/// # Errors
/// When a file cannot be read or written, or has faults; then nothing is written.
pub fn generate(facts: &Path, how: &Generate<'_>) -> Result<Generated, FactsError> {
    let opened = open(facts)?;
    let derived = facts::derive(&opened.file);
    let path = how
        .output
        .map_or_else(|| facts.with_file_name(format!("{}.toml", opened.file.about.id)), Path::to_owned);
    let before = match read(&path) {
        Ok(text) => Some(text),
        Err(FactsError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    if before.as_deref().is_some_and(|text| !was_generated(text)) {
        return Err(FactsError::NotGenerated { path });
    }
    let name = path.display().to_string();
    let faulty = |diagnostics| FactsError::Faulty { path: path.clone(), diagnostics };
    let settle = Settle { discard: how.discard, adopt: how.adopt };
    let header = header(facts);
    let made =
        |settle| deck::regenerate(&name, before.as_deref(), &derived.info, &header, &derived.notes, settle);
    check_settled(&path, how, &made(Settle::default()).map_err(faulty)?.kept)?;
    let made = made(settle).map_err(faulty)?;
    if !how.dry && before.as_deref() != Some(made.text.as_str()) {
        write::replace(&path, made.text.as_bytes())?;
    }
    Ok(Generated {
        path,
        before,
        after: made.text,
        kept: made.kept,
        entries: derived.notes.len(),
        cards: derived.given.iter().map(|given| given.cards.len()).sum(),
        diagnostics: opened.diagnostics,
    })
}

fn check_settled(path: &Path, how: &Generate<'_>, kept: &[Kept]) -> Result<(), FactsError> {
    let unknown = how.discard.iter().chain(how.adopt).find(|id| !kept.iter().any(|one| one.id == **id));
    match unknown {
        None => Ok(()),
        Some(id) => Err(FactsError::NothingToSettle { path: path.to_owned(), id: id.clone() }),
    }
}

/// How the head of every generated deck begins.
const GENERATED: &str = "Generated from ";

/// Whether a deck was made by [`generate`]; an empty file may be written over too.
fn was_generated(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.is_empty() || text.starts_with(&format!("# {GENERATED}"))
}

/// The comment at the head of a generated deck. It names the facts file without its folder, so that the same facts
/// give the same bytes wherever they are.
fn header(facts: &Path) -> String {
    let name = facts.file_name().unwrap_or_default().to_string_lossy();
    format!(
        "{GENERATED}{name} by `memoire generate`; change the facts, then generate again.\n\
         An entry edited here is kept and reported; settle it with --discard or --adopt.\n\
         What stands above the first entry is written anew each time."
    )
}
