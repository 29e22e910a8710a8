//! Taking what was read from the roots into the database: all changes of a load in one transaction, and none at all
//! when nothing changed.

mod cards;
mod files;
mod link;
mod merge;
mod report;

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::{Connection, TransactionBehavior};
use uuid::Uuid;

use self::cards::{Columns, Home};
use self::merge::Loading;
use super::error::Fault;
use crate::model::{Card, DeckInfo, Moment};

pub(super) use self::cards::{remove_untouched, unborn};
pub use self::files::{FileStatus, KnownFile};
pub(super) use self::files::{entries, known};
pub use self::report::{DeckChanges, LoadReport, Unlinked};

/// What was read from the roots of this run.
#[derive(Debug, Clone)]
pub struct Load {
    /// The roots that could be read.
    pub roots: Vec<RootRead>,
    /// When: real clock, nanoseconds since 1970.
    pub read_at: i64,
}

/// What was read from one root.
#[derive(Debug, Clone)]
pub struct RootRead {
    /// The root.
    pub root: String,
    /// Whether every folder in it could be read; only then is a file that was not seen gone.
    pub whole: bool,
    /// All its deck files and files of objectives.
    pub files: Vec<FileRead>,
}

/// A file of a root.
#[derive(Debug, Clone)]
pub struct FileRead {
    /// Relative to the root, `/` between folders.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// Time of last change, nanoseconds since 1970.
    pub mtime_ns: i64,
    /// BLAKE3 of the content.
    pub hash: [u8; 32],
    /// What was found in it.
    pub found: Found,
}

/// What was found in a file.
#[derive(Debug, Clone)]
pub enum Found {
    /// The very file that is known.
    Unchanged,
    /// The known content under another time.
    Touched,
    /// Faults: its last good version stays in use.
    Broken,
    /// A part of a deck, or the whole of it.
    Deck {
        /// What it says of the deck.
        info: DeckInfo,
        /// Its cards.
        cards: Vec<Card>,
    },
    /// Titles of learning objectives, for the decks of its folder and below.
    Objectives(Vec<(String, String)>),
}

/// Takes the load in, and says what it changed.
pub(super) fn apply(
    connection: &mut Connection,
    load: &Load,
    now: Moment,
    uuids: &mut dyn FnMut() -> Uuid,
) -> Result<LoadReport, Fault> {
    let mut first = true;
    let mut changed = false;
    for root in &load.roots {
        let known = files::by_path(known(connection, &root.root)?);
        first &= known.is_empty();
        changed |= root.differs(&known);
    }
    if !changed {
        return Ok(LoadReport { decks: Vec::new(), first });
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let tally = Loading::of_files(&transaction, load)?.run(now, uuids)?;
    transaction.commit()?;
    Ok(tally.finish(first))
}

/// A file cannot be taken in as it is; what the caller does about it, he knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clash;

/// Fills a database that holds no card: file by file as they come, each with its root, so that memory does not grow
/// with the decks. At the first clash all is dropped, and there is no report; nor where another process has filled it
/// meanwhile.
///
/// With no card there is nothing to link, to return or to take over.
pub(super) fn fill(
    connection: &mut Connection,
    files: &mut dyn Iterator<Item = Result<(&'_ str, FileRead), Clash>>,
    read_at: i64,
) -> Result<Option<LoadReport>, Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if transaction.prepare("SELECT 1 FROM cards")?.exists([])? {
        return Ok(None);
    }
    let mut decks = BTreeSet::new();
    for file in files {
        let Ok((root, file)) = file else { return Ok(None) };
        let root = files::root_id(&transaction, root)?;
        let id = files::remember(&transaction, root, &file, read_at)?;
        if let Found::Deck { info, cards } = &file.found {
            let home = Home { deck: files::deck_id(&transaction, root, &info.id)?, file: id };
            for card in cards {
                cards::insert(&transaction, home, card, &Columns::of(card))?;
            }
            decks.insert((root, info.id.clone()));
        }
    }
    for (root, deck) in &decks {
        files::settle_deck(&transaction, *root, deck)?;
    }
    transaction.commit()?;
    Ok(Some(LoadReport { decks: Vec::new(), first: true }))
}

impl RootRead {
    fn differs(&self, known: &HashMap<String, KnownFile>) -> bool {
        let seen: HashSet<&str> = self.files.iter().map(|file| file.path.as_str()).collect();
        let lost = |file: &KnownFile| file.status != FileStatus::Gone && !seen.contains(file.path.as_str());
        let news = |file: &FileRead| match file.found {
            Found::Unchanged => false,
            Found::Broken => known
                .get(&file.path)
                .is_none_or(|known| known.status != FileStatus::Broken || known.hash != file.hash),
            Found::Touched | Found::Deck { .. } | Found::Objectives(_) => true,
        };
        self.files.iter().any(news) || (self.whole && known.values().any(lost))
    }
}
