//! Writing cards into deck files: which file a deck is written in, which ids are taken, what is asked already.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::environment::Environment;
use super::load::{self, FileKind, Place, Root};
use super::open::Opened;
use super::roots::shown;
use super::write::{self, WriteError};
use crate::deck::new::{Wording, deck_id_for};
use crate::deck::{self, AppendError};
use crate::model::{DeckId, DeckInfo, Diagnostic, EntryId, IdError, Key, Note};
use crate::store::CardRecord;

/// Why a card could not be written.
#[derive(Debug, Error)]
pub enum AuthorError {
    /// A deck file could not be read.
    #[error("cannot read {shown}: {source}")]
    Read {
        /// The file, as the user knows it.
        shown: String,
        /// What the system said.
        source: io::Error,
    },
    /// A deck file has faults.
    #[error("nothing can be added to {shown} before its faults are mended")]
    Faulty {
        /// The file, as the user knows it.
        shown: String,
        /// All of them.
        diagnostics: Vec<Diagnostic>,
    },
    /// Lines to add have faults.
    #[error("nothing was written: mend these lines first")]
    Lines {
        /// All of them.
        diagnostics: Vec<Diagnostic>,
    },
    /// An entry does not fit into its file.
    #[error("{shown}: {source}")]
    Append {
        /// The file, as the user knows it.
        shown: String,
        /// Why.
        source: AppendError,
    },
    /// A title makes no id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// A new deck would have the file of another.
    #[error("{} is there already", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A file or its folder could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// A deck that cards can be written into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The deck.
    pub deck: DeckInfo,
    /// The file to write to.
    pub path: PathBuf,
    /// The file, as the user knows it.
    pub shown: String,
    /// Whether the file is to be made.
    pub new: bool,
    /// Ids that have been given in this deck, those of archived cards included: a new card must not go on with their
    /// history.
    pub taken: HashSet<EntryId>,
    /// Whether most of its cards name their source.
    pub uses_sources: bool,
    /// Tags in use, those of this deck first, the most used before the others; what all its cards have is left out.
    pub tags: Vec<String>,
}

/// An entry that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// `deck/entry`.
    pub key: Key,
    /// Its file, as the user knows it.
    pub shown: String,
    /// Its line, from 1.
    pub line: u32,
}

/// The decks of this run that can be written, by id. `records` are all their cards, archived ones too.
#[must_use]
pub fn targets(env: &Environment, opened: &Opened, records: &[CardRecord]) -> Vec<Target> {
    let mut targets = Vec::new();
    for deck in &opened.decks {
        let Some((root, folder)) = env.roots.iter().find_map(|root| match &root.place {
            Place::Folder(folder) if root.id == deck.root => Some((root, folder)),
            _ => None,
        }) else {
            continue;
        };
        let Some(file) = main_file(&deck.info.id, &deck.files) else { continue };
        let path = folder.join(file);
        let own: Vec<&CardRecord> = records.iter().filter(|record| record.deck == deck.number).collect();
        let live = own.iter().filter(|record| !record.archived);
        let (sourced, all) = live.fold((0, 0), |(sourced, all), record| {
            (sourced + usize::from(record.card.source.is_some()), all + 1)
        });
        targets.push(Target {
            shown: shown(&path, std::slice::from_ref(root)),
            path,
            new: false,
            taken: taken(&deck.info.id, records),
            uses_sources: sourced * 2 > all,
            tags: tags(deck.number, records),
            deck: deck.info.clone(),
        });
    }
    targets
}

/// The file that new cards of a deck go into: the one named after it, else the first.
fn main_file<'f>(id: &DeckId, files: &'f [String]) -> Option<&'f String> {
    let named = |file: &&String| Path::new(file).file_stem().is_some_and(|stem| stem == id.as_str());
    files.iter().find(named).or_else(|| files.first())
}

fn taken(deck: &DeckId, records: &[CardRecord]) -> HashSet<EntryId> {
    let keys = records.iter().flat_map(|record| std::iter::once(&record.card.key).chain(&record.card.aka));
    keys.filter(|key| key.deck == *deck).map(|key| key.entry.clone()).collect()
}

fn tags(deck: i64, records: &[CardRecord]) -> Vec<String> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut cards = 0;
    for record in records.iter().filter(|record| !record.archived) {
        let own = record.deck == deck;
        cards += usize::from(own);
        for tag in &record.card.tags {
            let (here, all) = counts.entry(tag).or_default();
            *here += usize::from(own);
            *all += 1;
        }
    }
    let mut tags: Vec<(&str, (usize, usize))> =
        counts.into_iter().filter(|(_, (here, _))| *here < cards.max(1)).collect();
    tags.sort_by_key(|(_, counts)| std::cmp::Reverse(*counts));
    tags.into_iter().map(|(tag, _)| tag.to_owned()).collect()
}

/// The ids that the files of a deck have, read without any database; empty for a deck that is not there.
#[must_use]
pub fn taken_in_files(roots: &[Root], name: &str) -> HashSet<EntryId> {
    let files = roots.iter().filter(|root| matches!(root.place, Place::Folder(_))).flat_map(load::files);
    let texts = files
        .filter(|file| file.kind == FileKind::Deck)
        .filter_map(|file| fs::read_to_string(file.path).ok());
    let decks = texts.filter_map(|text| deck::parse("", &text).deck);
    decks
        .filter(|deck| deck.info.id.as_str() == name || deck.info.title == name)
        .flat_map(|deck| deck.entries.into_iter().map(|entry| entry.id))
        .collect()
}

/// Where a new deck goes: the first folder of this run, else the learner's own.
#[must_use]
pub fn folder_for_new(env: &Environment) -> (PathBuf, String) {
    let folder = env.roots.iter().find_map(|root| match &root.place {
        Place::Folder(folder) => Some((folder.clone(), root.shown.clone())),
        Place::Text(_) => None,
    });
    folder.unwrap_or_else(|| {
        let own = &env.paths.own_decks;
        (own.clone(), own.display().to_string())
    })
}

/// A deck that is made with its first card. Its id is made of its title.
///
/// # Errors
/// When its file is there already.
pub fn new_deck(env: &Environment, title: &str) -> Result<Target, AuthorError> {
    let id = deck_id_for(title)?;
    let (folder, folder_shown) = folder_for_new(env);
    let path = folder.join(format!("{id}.toml"));
    if fs::symlink_metadata(&path).is_ok() {
        return Err(AuthorError::Exists { path });
    }
    let shown = Path::new(&folder_shown).join(format!("{id}.toml")).display().to_string();
    let deck = DeckInfo {
        id,
        title: title.trim().to_owned(),
        document: None,
        url: None,
        study: true,
        objectives: Vec::new(),
    };
    let (taken, tags) = (HashSet::new(), Vec::new());
    Ok(Target { deck, path, shown, new: true, taken, uses_sources: false, tags })
}

/// Writes notes behind what the file of the deck holds: all of them, or none.
///
/// # Errors
/// When the file cannot be read, has faults, takes one of the notes not, or cannot be written.
pub fn write(target: &mut Target, notes: &[Note]) -> Result<Vec<Written>, AuthorError> {
    let mut text = begin(target)?;
    let mut written = Vec::new();
    for note in notes {
        let appended = deck::append(&target.shown, &text, note).map_err(|error| match error {
            AppendError::Faulty { diagnostics } => {
                AuthorError::Faulty { shown: target.shown.clone(), diagnostics }
            }
            source => AuthorError::Append { shown: target.shown.clone(), source },
        })?;
        text = appended.text;
        let key = Key::new(target.deck.id.clone(), note.id.clone(), None);
        written.push(Written { key, shown: target.shown.clone(), line: appended.line });
    }
    write::replace(&target.path, text.as_bytes())?;
    settle_lines(target, &text, &mut written);
    target.new = false;
    target.taken.extend(notes.iter().map(|note| note.id.clone()));
    Ok(written)
}

/// A note may push down what was written before it.
fn settle_lines(target: &Target, text: &str, written: &mut [Written]) {
    let Some(deck) = deck::parse(&target.shown, text).deck else { return };
    for written in written {
        if let Some(entry) = deck.entries.iter().find(|entry| entry.id == written.key.entry) {
            written.line = entry.line;
        }
    }
}

/// The text of the file as it is now; of a new one, its head.
fn begin(target: &Target) -> Result<String, AuthorError> {
    if target.new {
        if let Some(folder) = target.path.parent() {
            fs::create_dir_all(folder).map_err(|source| WriteError { path: folder.to_owned(), source })?;
        }
        return Ok(deck::render(&target.deck, &[], ""));
    }
    fs::read_to_string(&target.path)
        .map_err(|source| AuthorError::Read { shown: target.shown.clone(), source })
}

/// What is asked already.
#[derive(Debug, Clone, Default)]
pub struct Known {
    questions: Vec<(Key, String, Wording)>,
}

impl Known {
    /// The questions of these cards, archived ones apart.
    #[must_use]
    pub fn of(records: &[CardRecord]) -> Self {
        let live = records.iter().filter(|record| !record.archived);
        let questions = live.map(|record| {
            let question = record.card.question();
            (record.card.key.clone(), question.clone(), Wording::of(&question))
        });
        Self { questions: questions.collect() }
    }

    /// Takes a new question in.
    pub fn add(&mut self, key: Key, question: &str) {
        self.questions.push((key, question.to_owned(), Wording::of(question)));
    }

    /// A card that asks nearly the same, and its question.
    #[must_use]
    pub fn like(&self, question: &str) -> Option<(&Key, &str)> {
        let wording = Wording::of(question);
        let like = self.questions.iter().find(|(_, _, other)| wording.nearly(other));
        like.map(|(key, question, _)| (key, question.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_cards_go_into_the_file_named_after_the_deck() {
        let id = DeckId::new("fire").unwrap();
        let files = |files: &[&str]| files.iter().map(ToString::to_string).collect::<Vec<_>>();
        let chosen = |names: &[&str]| main_file(&id, &files(names)).cloned();
        assert_eq!(chosen(&["a/extra.toml", "b/fire.toml"]).as_deref(), Some("b/fire.toml"));
        assert_eq!(chosen(&["a/extra.toml", "b/more.toml"]).as_deref(), Some("a/extra.toml"));
        assert_eq!(chosen(&[]), None);
    }
}
