//! One entry id in two files: an error in both, and both stay at their last good version.

use std::collections::{BTreeMap, BTreeSet};

use super::{RootFiles, State, parse};
use crate::deck::DeckFile;
use crate::model::{DeckId, Diagnostic, EntryId, Severity};
use crate::store::{Store, StoreError};

/// A file of this run: the place of its root, its place in it.
type FilePlace = (usize, usize);

/// Takes files out of the load that write an entry another file writes too.
pub(super) fn set_aside(store: &Store, roots: &mut [RootFiles<'_>]) -> Result<Vec<Diagnostic>, StoreError> {
    let mut writers: BTreeMap<(DeckId, EntryId), BTreeSet<FilePlace>> = BTreeMap::new();
    let mut decks = BTreeSet::new();
    for (at, file) in places(roots) {
        if let State::Deck(deck) = &roots[at.0].files[file].state {
            decks.insert(deck.info.id.clone());
            for entry in &deck.entries {
                let writer = writers.entry((deck.info.id.clone(), entry.id.clone())).or_default();
                writer.insert((at.0, file));
            }
        }
    }
    for deck in &decks {
        for (place, root) in roots.iter().enumerate() {
            for (entry, path) in store.entries_of(&root.root.id, deck)? {
                let unchanged = |file: &super::ReadFile| {
                    file.seen.path == path && matches!(file.state, State::Unchanged | State::Touched)
                };
                if let Some(file) = root.files.iter().position(unchanged)
                    && let Some(writer) = writers.get_mut(&(deck.clone(), entry))
                {
                    writer.insert((place, file));
                }
            }
        }
    }
    let doubled: BTreeMap<_, _> = writers.into_iter().filter(|(_, files)| files.len() > 1).collect();
    let diagnostics = report(roots, &doubled);
    for &(root, file) in doubled.values().flatten() {
        roots[root].files[file].state = State::Broken;
    }
    Ok(diagnostics)
}

fn places(roots: &[RootFiles<'_>]) -> Vec<(FilePlace, usize)> {
    let files = |(place, root): (usize, &RootFiles<'_>)| {
        (0..root.files.len()).map(move |file| ((place, file), file)).collect::<Vec<_>>()
    };
    roots.iter().enumerate().flat_map(files).collect()
}

/// A diagnostic in each file, naming the others.
fn report(
    roots: &[RootFiles<'_>],
    doubled: &BTreeMap<(DeckId, EntryId), BTreeSet<FilePlace>>,
) -> Vec<Diagnostic> {
    let files: BTreeSet<FilePlace> = doubled.values().flatten().copied().collect();
    let decks: BTreeMap<FilePlace, Box<DeckFile>> =
        files.into_iter().filter_map(|at| Some((at, deck_of(roots, at)?))).collect();
    let mut diagnostics = Vec::new();
    for ((deck, id), files) in doubled {
        let found: Vec<Diagnostic> = files
            .iter()
            .filter_map(|at| {
                let entry = decks.get(at)?.entries.iter().find(|entry| entry.id == *id)?;
                let shown = &roots[at.0].files[at.1].shown;
                let message = format!("the entry \"{deck}/{id}\" is written in more than one file");
                Some(entry.diagnostic(shown, Severity::Error, "duplicate-id", message))
            })
            .collect();
        for (place, diagnostic) in found.iter().enumerate() {
            let others: Vec<String> = found
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != place)
                .map(|(_, other)| format!("{}:{}:{}", other.path, other.line, other.column))
                .collect();
            diagnostics.push(diagnostic.clone().hinted(format!("also in {}", others.join(", "))));
        }
    }
    diagnostics
}

/// The deck in that file, read again where it was not needed before.
fn deck_of(roots: &[RootFiles<'_>], (root, file): FilePlace) -> Option<Box<DeckFile>> {
    let read = &roots[root].files[file];
    if let State::Deck(deck) = &read.state {
        return Some(deck.clone());
    }
    match parse(&read.shown, read.seen.kind, read.seen.read(roots[root].root).ok()?).0 {
        State::Deck(deck) => Some(deck),
        _ => None,
    }
}
