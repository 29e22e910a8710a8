//! The deck format: TOML that authors write, read with all its faults at once, and written back keeping comments.
//!
//! Pure: text in, notes and cards and diagnostics out. It must not know files, the database or the terminal.

mod append;
mod ask;
mod diagnosis;
mod entry;
mod expand;
mod faults;
mod fields;
mod fmt;
mod lines;
mod parse;
mod quoting;
mod regenerate;
mod render;
mod reverse;
mod schema;
mod slips;

pub mod cloze;
pub mod filter;
pub mod keys;
pub mod new;
pub mod quick;

#[cfg(test)]
mod tests;

use crate::model::{Card, DeckInfo, Diagnostic, EntryId, Note, Source};

pub use append::{AppendError, Appended, append};
pub(crate) use faults::Faults;
pub(crate) use fields::{Field, Fields, in_order, text};
pub use fmt::fmt;
pub(crate) use parse::readable_format;
pub use parse::{parse, parse_objectives};
pub use regenerate::{Kept, Reason, Regenerated, Settle, regenerate};
pub use render::render;
pub use schema::schema;
pub(crate) use slips::read;

/// What reading a deck file gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The deck; none when the file has an error.
    pub deck: Option<DeckFile>,
    /// All faults and remarks, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// What reading a file of objectives gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedObjectives {
    /// Ids and titles in the author's order; none when the file has an error.
    pub objectives: Option<Vec<(String, String)>>,
    /// All faults, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// One file of a deck.
#[derive(Debug, Clone, PartialEq)]
pub struct DeckFile {
    /// The path it was read from, as given.
    pub path: String,
    /// What the deck says of itself.
    pub info: DeckInfo,
    /// Tags of all cards.
    pub tags: Vec<String>,
    /// The objective of cards that name no other.
    pub objective: Option<String>,
    /// Lints silenced for the whole file.
    pub allow: Vec<String>,
    /// Its groups, in the order of the file.
    pub groups: Vec<Group>,
    /// Its notes, in the order of the file.
    pub notes: Vec<Note>,
    /// Where each note stands: one a note, in the same order.
    pub entries: Vec<Entry>,
    /// The cards of the notes.
    pub cards: Vec<Card>,
}

impl DeckFile {
    /// Whether the author silenced the lint `code` for this note: on it, on its group or on the deck.
    #[must_use]
    pub fn allows(&self, note: &Note, code: &str) -> bool {
        let group = note.group.as_ref().and_then(|id| self.group(id));
        let lists = [Some(&self.allow), group.map(|group| &group.allow), Some(&note.common.allow)];
        lists.into_iter().flatten().flatten().any(|allowed| allowed == code)
    }
}

/// Quick lines and cards that share something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its id in the file.
    pub id: EntryId,
    /// Its title; the id when the author gave none.
    pub title: String,
    /// Tags of its cards.
    pub tags: Vec<String>,
    /// The objective of its cards that name no other.
    pub objective: Option<String>,
    /// Where the answers of its cards stand, when they name no other source.
    pub source: Option<Source>,
    /// Lints silenced for its cards.
    pub allow: Vec<String>,
}

/// Where the id of a note stands in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The id.
    pub id: EntryId,
    /// The bytes of the id.
    pub span: std::ops::Range<usize>,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// The text of the line.
    pub text: String,
}

impl Entry {
    /// A diagnostic at this place, in the file of that path.
    #[must_use]
    pub fn diagnostic(
        &self,
        path: &str,
        severity: crate::model::Severity,
        code: &'static str,
        message: impl Into<String>,
    ) -> Diagnostic {
        let mut diagnostic = Diagnostic::on_file(path, severity, code, message);
        diagnostic.line = self.line;
        diagnostic.column = self.column;
        diagnostic.text.clone_from(&self.text);
        diagnostic.width = u32::try_from(self.span.len()).unwrap_or(1).max(1);
        diagnostic
    }
}
