//! What a load changed, for one line a deck.

use std::collections::BTreeMap;
use std::fmt;

use crate::model::{DeckId, Key};

/// What a load changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LoadReport {
    /// The decks in which anything changed, by root and id; none when the database held no card before.
    pub decks: Vec<DeckChanges>,
    /// Whether nothing at all was known of these roots before.
    pub first: bool,
}

/// What changed in one deck of one root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeckChanges {
    /// The deck.
    pub deck: DeckId,
    /// The root.
    pub root: String,
    /// Cards never seen before.
    pub new: Vec<Key>,
    /// Cards whose question or answers changed.
    pub reworded: Vec<Key>,
    /// Cards that are no longer written anywhere: archived with their history.
    pub gone: Vec<Key>,
    /// Archived cards that are written again.
    pub returned: Vec<Key>,
    /// Cards that go on under a new key: old and new.
    pub linked: Vec<(Key, Key)>,
    /// Cards that another root held until now.
    pub taken_over: Vec<Key>,
    /// Entries where cards went and others came, and nothing tells which is which.
    pub unlinked: Vec<Unlinked>,
}

/// Cards of one entry that went, and cards that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlinked {
    /// Those that went.
    pub gone: Vec<Key>,
    /// Those that came.
    pub new: Vec<Key>,
}

impl fmt::Display for DeckChanges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            (self.new.len(), "new"),
            (self.reworded.len(), "reworded"),
            (self.linked.len(), "renamed"),
            (self.returned.len(), "returned"),
            (self.taken_over.len(), "taken over from another folder"),
            (self.gone.len(), "gone"),
        ];
        let parts: Vec<String> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        write!(f, "{}: {}", self.deck, parts.join(", "))
    }
}

impl fmt::Display for LoadReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.decks.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

/// The report while it grows.
#[derive(Default)]
pub(super) struct Tally(BTreeMap<(String, DeckId), DeckChanges>);

impl Tally {
    /// The changes of that deck of that root.
    pub(super) fn of(&mut self, root: &str, deck: &DeckId) -> &mut DeckChanges {
        self.0.entry((root.to_owned(), deck.clone())).or_insert_with(|| DeckChanges {
            deck: deck.clone(),
            root: root.to_owned(),
            new: Vec::new(),
            reworded: Vec::new(),
            gone: Vec::new(),
            returned: Vec::new(),
            linked: Vec::new(),
            taken_over: Vec::new(),
            unlinked: Vec::new(),
        })
    }

    pub(super) fn finish(self, first: bool) -> LoadReport {
        LoadReport { decks: self.0.into_values().collect(), first }
    }
}
