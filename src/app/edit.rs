//! A card opened in the learner's editor where it is written, and the decks loaded anew after that.

use std::path::PathBuf;

use uuid::Uuid;

use super::clock::real_time;
use super::editor;
use super::environment::Environment;
use super::load::{self, Clock, LoadError, Place};
use super::study::Edited;
use crate::model::{Diagnostic, Severity};
use crate::store::{CardRecord, Store, StoreError};

/// So many faults are told; `check` tells all.
const FAULTS: usize = 5;

/// Where a card is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub path: PathBuf,
    /// The file as the user knows it.
    pub shown: String,
    /// The line, from 1.
    pub line: u32,
}

/// Where the card is written; none when it is inside the program, or its root is none of this run.
#[must_use]
pub fn place(env: &Environment, record: &CardRecord) -> Option<Written> {
    let root = env.roots.iter().find(|root| root.id == record.root)?;
    let Place::Folder(folder) = &root.place else { return None };
    let file = &record.card.place.file;
    Some(Written { path: folder.join(file), shown: root.shown_file(file), line: record.card.place.line })
}

/// Why a card that has no place cannot be edited, and what to do instead.
#[must_use]
pub fn no_place(record: &CardRecord) -> String {
    format!(
        "{} is in a deck inside the program, which cannot be edited; `memoire init DIR --builtin` writes a copy of it \
         that can",
        record.card.key
    )
}

/// Opens the card in the learner's editor and loads the decks when that is closed. The terminal is the editor's while
/// this runs.
///
/// # Errors
/// When the store cannot be read or written. An editor that cannot be had and faults in the file are no errors.
pub fn edit(
    env: &Environment,
    store: &mut Store,
    record: &CardRecord,
    uuids: &mut dyn FnMut() -> Uuid,
) -> Result<Edited, StoreError> {
    let Some(place) = place(env, record) else { return Ok(Edited::Impossible(no_place(record))) };
    if let Err(error) = editor::open(&env.settings, &place.path, place.line) {
        let hint = error.hint().map(|hint| format!("; {hint}")).unwrap_or_default();
        return Ok(Edited::Impossible(format!("{error}{hint}")));
    }
    let clock = Clock { real: real_time(), study: env.now() };
    let loaded = load::load(store, &env.roots, clock, uuids).map_err(|LoadError::Store(error)| error)?;
    let faults = faults(&loaded.diagnostics, &place.shown);
    Ok(if faults.is_empty() { Edited::Loaded } else { Edited::Faulty(faults) })
}

/// The faults that keep the file from being used, a line each.
fn faults(diagnostics: &[Diagnostic], shown: &str) -> Vec<String> {
    let ours = diagnostics.iter().filter(|fault| fault.severity == Severity::Error && fault.path == shown);
    let told = |fault: &Diagnostic| {
        let hint = fault.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
        format!("{}:{}:{}: error: {}{hint}", fault.path, fault.line, fault.column, fault.message)
    };
    let mut lines: Vec<String> = ours.clone().take(FAULTS).map(told).collect();
    let more = ours.count().saturating_sub(FAULTS);
    if more > 0 {
        lines.push(format!("and {more} more: `memoire check` tells all"));
    }
    lines
}
