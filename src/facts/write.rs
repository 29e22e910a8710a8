//! Writing found places back into a facts file, its comments and order kept.

use thiserror::Error;
use toml_edit::{DocumentMut, InlineTable, Item, TableLike, Value};

use crate::model::{EntryId, Locator};

/// The place of a fact, as found in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The fact.
    pub fact: EntryId,
    /// Where it stands.
    pub at: Locator,
    /// Under which heading; written only where the author named none.
    pub section: Option<String>,
    /// The hash of the passage.
    pub hash: String,
}

/// Why nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WriteError {
    /// The file is no TOML.
    #[error("the facts file cannot be read: {message}")]
    Syntax {
        /// What the reader says.
        message: String,
    },
    /// The file has no such fact.
    #[error("there is no fact \"{fact}\"")]
    NoFact {
        /// The fact.
        fact: EntryId,
    },
    /// The file has no such fact, or its source is no table.
    #[error("fact \"{fact}\" has no source table to write to")]
    NoSource {
        /// The fact.
        fact: EntryId,
    },
}

/// The file with the places written in: `at` and `hash` set, `find` gone, all else as it was.
///
/// # Errors
/// When the file is no TOML, or a fact has no source table.
pub fn write_locators(source: &str, located: &[Located]) -> Result<String, WriteError> {
    let mut document: DocumentMut = source
        .parse()
        .map_err(|error: toml_edit::TomlError| WriteError::Syntax { message: error.message().to_owned() })?;
    for place in located {
        let item = document
            .get_mut("fact")
            .and_then(|facts| facts.get_mut(place.fact.as_str()))
            .and_then(|fact| fact.get_mut("source"))
            .ok_or_else(|| WriteError::NoSource { fact: place.fact.clone() })?;
        match item {
            Item::Value(Value::InlineTable(table)) => *table = rewritten(table, place),
            other => match other.as_table_like_mut() {
                Some(table) => set(table, place),
                None => return Err(WriteError::NoSource { fact: place.fact.clone() }),
            },
        }
    }
    let text = document.to_string();
    Ok(if source.starts_with('\u{feff}') && !text.starts_with('\u{feff}') {
        format!("\u{feff}{text}")
    } else {
        text
    })
}

/// An inline table in the order at, section, hash, then what else it held.
fn rewritten(table: &InlineTable, place: &Located) -> InlineTable {
    let mut fresh = InlineTable::new();
    fresh.insert("at", Value::from(place.at.to_string()));
    let section = table.get("section").and_then(Value::as_str).or(place.section.as_deref());
    if let Some(section) = section {
        fresh.insert("section", Value::from(section));
    }
    fresh.insert("hash", Value::from(place.hash.as_str()));
    for (key, value) in table.iter().filter(|(key, _)| !matches!(*key, "at" | "section" | "hash" | "find")) {
        fresh.insert(key, value.clone());
    }
    *fresh.decor_mut() = table.decor().clone();
    fresh.fmt();
    fresh
}

fn set(table: &mut dyn TableLike, place: &Located) {
    table.remove("find");
    table.insert("at", toml_edit::value(place.at.to_string()));
    if let Some(section) = place.section.as_deref().filter(|_| !table.contains_key("section")) {
        table.insert("section", toml_edit::value(section));
    }
    table.insert("hash", toml_edit::value(place.hash.as_str()));
}
