//! What the database knows of deck files, and of the decks they make up.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::{FileRead, Found};
use crate::model::{DeckId, DeckInfo, EntryId, Key};
use crate::store::error::Fault;
use crate::store::rows::Cells;

/// How the database remembers a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileStatus {
    /// As last read.
    Good,
    /// With faults: the cards of its last good version stay in use.
    Broken,
    /// To be read again, whatever its size and time.
    Stale,
    /// No longer there.
    Gone,
}

impl FileStatus {
    const ALL: [Self; 4] = [Self::Good, Self::Broken, Self::Stale, Self::Gone];

    const fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Broken => "broken",
            Self::Stale => "stale",
            Self::Gone => "gone",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// A file as the last load saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownFile {
    /// Its number.
    pub id: i64,
    /// Relative to its root.
    pub path: String,
    /// How it is remembered.
    pub status: FileStatus,
    /// Bytes.
    pub size: u64,
    /// Time of last change, nanoseconds since 1970.
    pub mtime_ns: i64,
    /// BLAKE3 of the content.
    pub hash: [u8; 32],
    /// When it was read: real clock, nanoseconds since 1970.
    pub read_at: i64,
    /// The deck it belongs to; none for a file that never was a deck.
    pub deck: Option<DeckId>,
}

/// All files ever seen in the root, those that went included.
pub(in crate::store) fn known(connection: &Connection, root: &str) -> Result<Vec<KnownFile>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT files.id, files.path, status, size, mtime_ns, hash, read_at, deck
         FROM files JOIN roots ON roots.id = files.root WHERE roots.path = ?",
    )?;
    let mut rows = statement.query([root])?;
    let mut files = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::of(row, "files")?;
        files.push(KnownFile {
            id: cells.id(),
            path: cells.get(1)?,
            status: cells.read(2, FileStatus::from_name)?,
            size: cells.count(3)?,
            mtime_ns: cells.get(4)?,
            hash: cells.get(5)?,
            read_at: cells.get(6)?,
            deck: cells.read_some(7, |name| DeckId::new(name).ok())?,
        });
    }
    Ok(files)
}

/// The entries of a deck in a root, each with its file.
pub(in crate::store) fn entries(
    connection: &Connection,
    root: &str,
    deck: &DeckId,
) -> Result<Vec<(EntryId, String)>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT cards.id, cards.key, files.path
         FROM cards JOIN decks ON decks.id = cards.deck JOIN roots ON roots.id = decks.root
              JOIN files ON files.id = cards.file
         WHERE roots.path = ? AND decks.name = ? AND archived = 0",
    )?;
    let mut rows = statement.query(params![root, deck.as_str()])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::of(row, "cards")?;
        let key: Key = cells.read(1, |text| text.parse().ok())?;
        entries.push((key.entry, cells.get(2)?));
    }
    entries.dedup();
    Ok(entries)
}

/// The number of the root; a new one is given its row.
pub(super) fn root_id(transaction: &Transaction<'_>, path: &str) -> Result<i64, Fault> {
    let known =
        transaction.query_row("SELECT id FROM roots WHERE path = ?", [path], |row| row.get(0)).optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
    transaction.execute("INSERT INTO roots (path) VALUES (?)", [path])?;
    Ok(transaction.last_insert_rowid())
}

/// The number of the deck in that root; a new one is given its row, to be filled by [`settle_deck`].
pub(super) fn deck_id(transaction: &Transaction<'_>, root: i64, deck: &DeckId) -> Result<i64, Fault> {
    let known = transaction
        .prepare_cached("SELECT id FROM decks WHERE root = ? AND name = ?")?
        .query_row(params![root, deck.as_str()], |row| row.get(0))
        .optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
    transaction
        .prepare_cached("INSERT INTO decks (root, name, title, study) VALUES (?1, ?2, ?2, 1)")?
        .execute(params![root, deck.as_str()])?;
    Ok(transaction.last_insert_rowid())
}

/// Remembers the file as just read, and returns its number.
pub(super) fn remember(
    transaction: &Transaction<'_>,
    root: i64,
    file: &FileRead,
    read_at: i64,
) -> Result<i64, Fault> {
    let status = if matches!(file.found, Found::Broken) { FileStatus::Broken } else { FileStatus::Good };
    let id = transaction
        .prepare_cached(
            "INSERT INTO files (root, path, status, size, mtime_ns, hash, read_at) VALUES (?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (root, path) DO UPDATE SET status = excluded.status, size = excluded.size,
                 mtime_ns = excluded.mtime_ns, hash = excluded.hash, read_at = excluded.read_at
             RETURNING id",
        )?
        .query_row(
            params![root, file.path, status.name(), file.size.cast_signed(), file.mtime_ns, file.hash, read_at],
            |row| row.get(0),
        )?;
    match &file.found {
        Found::Unchanged | Found::Touched | Found::Broken => {}
        Found::Deck { info, .. } => {
            speak_of_deck(transaction, id, Some((info, &file.path)))?;
            write_objectives(transaction, id, &info.objectives)?;
        }
        Found::Objectives(objectives) => {
            speak_of_deck(transaction, id, None)?;
            write_objectives(transaction, id, objectives)?;
        }
    }
    Ok(id)
}

/// Writes what the file says of its deck.
fn speak_of_deck(
    transaction: &Transaction<'_>,
    file: i64,
    said: Option<(&DeckInfo, &str)>,
) -> Result<(), Fault> {
    let info = said.map(|(info, _)| info);
    let document = said.and_then(|(info, path)| Some(beside(path, info.document.as_deref()?)));
    transaction
        .prepare_cached(
            "UPDATE files SET (deck, title, document, url, study) = (?, ?, ?, ?, ?) WHERE id = ?",
        )?
        .execute(params![
            info.map(|info| info.id.as_str()),
            info.map(|info| &info.title),
            document,
            info.and_then(|info| info.url.as_ref()),
            info.is_none_or(|info| info.study),
            file
        ])?;
    Ok(())
}

/// A path that a deck file names, seen from the root instead of from the file's folder.
fn beside(file: &str, named: &str) -> String {
    match file.rsplit_once('/') {
        Some((folder, _)) if !std::path::Path::new(named).is_absolute() => format!("{folder}/{named}"),
        _ => named.to_owned(),
    }
}

fn write_objectives(
    transaction: &Transaction<'_>,
    file: i64,
    objectives: &[(String, String)],
) -> Result<(), Fault> {
    transaction.prepare_cached("DELETE FROM objectives WHERE file = ?")?.execute([file])?;
    let mut insert = transaction
        .prepare_cached("INSERT INTO objectives (file, position, name, title) VALUES (?, ?, ?, ?)")?;
    for (position, (name, title)) in (0_i64..).zip(objectives) {
        insert.execute(params![file, position, name, title])?;
    }
    Ok(())
}

/// Marks a file that is no longer there.
pub(super) fn mark(transaction: &Transaction<'_>, file: i64, status: FileStatus) -> Result<(), Fault> {
    transaction
        .prepare_cached("UPDATE files SET status = ? WHERE id = ?")?
        .execute(params![status.name(), file])?;
    Ok(())
}

/// Puts together what the deck's files say of it: the first file by path to name a thing decides; one that keeps the
/// deck from study is enough.
pub(super) fn settle_deck(transaction: &Transaction<'_>, root: i64, deck: &DeckId) -> Result<(), Fault> {
    transaction
        .prepare_cached(
            "WITH said AS (SELECT * FROM files WHERE root = ?1 AND deck = ?2 AND status <> 'gone')
             UPDATE decks SET
                 title = coalesce((SELECT title FROM said WHERE title <> ?2 ORDER BY path LIMIT 1), ?2),
                 document = (SELECT document FROM said WHERE document IS NOT NULL ORDER BY path LIMIT 1),
                 url = (SELECT url FROM said WHERE url IS NOT NULL ORDER BY path LIMIT 1),
                 study = (SELECT min(study) FROM said)
             WHERE root = ?1 AND name = ?2 AND EXISTS (SELECT 1 FROM said)",
        )?
        .execute(params![root, deck.as_str()])?;
    Ok(())
}

/// The files of a root by path.
pub(super) fn by_path(files: Vec<KnownFile>) -> HashMap<String, KnownFile> {
    files.into_iter().map(|file| (file.path.clone(), file)).collect()
}
