//! Decks, their learning objectives and documents.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, params};

use crate::model::{DeckId, DeckInfo};
use crate::store::error::Fault;
use crate::store::rows::{Cells, json_list};

/// A deck as a root holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeckRecord {
    /// Its number in this database.
    pub number: i64,
    /// The root.
    pub root: String,
    /// What its files say of it; `document` is relative to the root.
    pub info: DeckInfo,
    /// The learner's own copy of the document.
    pub own_document: Option<String>,
    /// Its files, relative to the root.
    pub files: Vec<String>,
    /// How many cards it has, archived ones apart.
    pub cards: u64,
}

/// The decks of these roots that have files, by id.
pub(in crate::store) fn of_roots(
    connection: &Connection,
    roots: &[String],
) -> Result<Vec<DeckRecord>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT decks.id, name, title, document, url, study, roots.path, documents.path,
             (SELECT count(*) FROM cards WHERE cards.deck = decks.id AND archived = 0)
         FROM decks JOIN roots ON roots.id = decks.root LEFT JOIN documents ON documents.deck = decks.name
         WHERE roots.path IN (SELECT value FROM json_each(?))
         ORDER BY name, decks.id",
    )?;
    let mut rows = statement.query([json_list(roots)])?;
    let mut decks = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::of(row, "decks")?;
        let (files, objectives) = files_and_objectives(connection, cells.id())?;
        let info = DeckInfo {
            id: cells.read(1, |text| text.parse().ok())?,
            title: cells.get(2)?,
            document: cells.get(3)?,
            url: cells.get(4)?,
            study: cells.get(5)?,
            objectives,
        };
        let (root, own_document, cards) = (cells.get(6)?, cells.get(7)?, cells.count(8)?);
        if !files.is_empty() {
            decks.push(DeckRecord { number: cells.id(), root, info, own_document, files, cards });
        }
    }
    Ok(decks)
}

type FilesAndObjectives = (Vec<String>, Vec<(String, String)>);

/// The files of a deck, and its objectives: its own first, then those of the folders above it, the nearest first.
fn files_and_objectives(connection: &Connection, deck: i64) -> Result<FilesAndObjectives, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT files.path FROM files JOIN decks ON decks.root = files.root AND decks.name = files.deck
         WHERE decks.id = ? AND files.status <> 'gone' ORDER BY files.path",
    )?;
    let files: Vec<String> = statement.query_map([deck], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut statement = connection.prepare_cached(
        "SELECT files.path, files.deck IS NOT NULL, objectives.name, objectives.title
         FROM objectives JOIN files ON files.id = objectives.file JOIN decks ON decks.root = files.root
         WHERE decks.id = ? AND files.status <> 'gone' AND (files.deck IS NULL OR files.deck = decks.name)
         ORDER BY files.deck IS NULL, length(files.path) DESC, files.path, objectives.position",
    )?;
    let mut rows = statement.query([deck])?;
    let mut objectives: Vec<(String, String)> = Vec::new();
    while let Some(row) = rows.next()? {
        let (path, own): (String, bool) = (row.get(0)?, row.get(1)?);
        let objective: (String, String) = (row.get(2)?, row.get(3)?);
        let reaches = own || files.iter().any(|file| file.starts_with(folder_of(&path)));
        if reaches && objectives.iter().all(|(name, _)| *name != objective.0) {
            objectives.push(objective);
        }
    }
    Ok((files, objectives))
}

/// The folder of a file, with the `/` behind it; empty for the root.
fn folder_of(path: &str) -> &str {
    path.rfind('/').map_or("", |end| &path[..=end])
}

/// Remembers the learner's own copy of a deck's document, or forgets it.
pub(in crate::store) fn set_document(
    connection: &Connection,
    deck: &DeckId,
    path: Option<&str>,
) -> Result<(), Fault> {
    match path {
        Some(path) => connection.execute(
            "INSERT INTO documents (deck, path) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET path = ?2",
            params![deck.as_str(), path],
        )?,
        None => connection.execute("DELETE FROM documents WHERE deck = ?", [deck.as_str()])?,
    };
    Ok(())
}

/// Where the deck's document should be: the learner's own copy, else where the deck says.
pub(in crate::store) fn document_of(
    connection: &Connection,
    roots: &[String],
    deck: &DeckId,
) -> Result<Option<PathBuf>, Fault> {
    let own: Option<String> = connection
        .query_row("SELECT path FROM documents WHERE deck = ?", [deck.as_str()], |row| row.get(0))
        .optional()?;
    if let Some(own) = own {
        return Ok(Some(PathBuf::from(own)));
    }
    let said: Option<(String, String)> = connection
        .query_row(
            "SELECT roots.path, document FROM decks JOIN roots ON roots.id = decks.root
             WHERE name = ?1 AND document IS NOT NULL AND roots.path IN (SELECT value FROM json_each(?2))
             ORDER BY decks.id LIMIT 1",
            params![deck.as_str(), json_list(roots)],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    Ok(said.map(|(root, document)| Path::new(&root).join(document)))
}
