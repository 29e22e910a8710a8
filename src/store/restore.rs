//! Putting a copy in the place of the database. The present one is kept, and at no moment is there none.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::backup::Draft;
use super::error::{Fault, StoreError};
use super::open::{self, Access, side_file};
use crate::model::Day;

/// What a copy holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// Cards, archived ones included.
    pub cards: u64,
    /// Rows of the log.
    pub rows: u64,
    /// The study day of the last row.
    pub last_day: Option<Day>,
}

/// Looks whether the file is a whole database of ours, and what it holds.
pub(super) fn inspect(copy: &Path) -> Result<Contents, StoreError> {
    let connection = whole(copy)?;
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let read = || -> Result<Contents, Fault> {
        Ok(Contents {
            cards: count("SELECT count(*) FROM cards")?.unsigned_abs(),
            rows: count("SELECT count(*) FROM reviews")?.unsigned_abs(),
            last_day: super::log::last_day(&connection)?,
        })
    };
    read().map_err(|fault| fault.at(copy))
}

/// The copy, opened to be read, every page of it whole.
fn whole(copy: &Path) -> Result<Connection, StoreError> {
    if !copy.exists() {
        let source = std::io::ErrorKind::NotFound.into();
        return Err(StoreError::Io { path: copy.to_owned(), source });
    }
    let connection = open::open(copy, Access::Read)?.connection;
    let said: String = connection
        .pragma_query_value(None, "quick_check", |row| row.get(0))
        .map_err(|error| Fault::from(error).at(copy))?;
    if said == "ok" { Ok(connection) } else { Err(StoreError::Corrupt { path: copy.to_owned() }) }
}

/// Puts the copy in the place of the database at `path`, which is kept as `aside`.
pub(super) fn restore(copy: &Path, path: &Path, aside: &Path) -> Result<(), StoreError> {
    let source = whole(copy)?;
    let draft = Draft::of(&source, copy, path)?;
    drop(source);
    if path.exists() {
        let io = |source| StoreError::Io { path: aside.to_owned(), source };
        if let Some(folder) = aside.parent() {
            std::fs::create_dir_all(folder).map_err(io)?;
        }
        release(path)?;
        // Where two names for one file are not possible, a copy does.
        std::fs::hard_link(path, aside).or_else(|_| std::fs::copy(path, aside).map(drop)).map_err(io)?;
        // What a damaged database left beside it belongs to it, and must not be taken for the copy's own.
        for ending in ["-wal", "-shm"] {
            let (side, kept) = (side_file(path, ending), side_file(aside, ending));
            if side.exists() {
                std::fs::rename(side, kept).map_err(io)?;
            }
        }
    }
    draft.keep(path)
}

/// Has all that was written in the database's own file, and makes sure that no session has it open.
///
/// Leaving write-ahead logging needs the database for oneself alone. A damaged one is left as it is, byte for byte.
fn release(path: &Path) -> Result<(), StoreError> {
    if !matches!(whole(path), Ok(_) | Err(StoreError::Busy { .. })) {
        return Ok(());
    }
    let let_go = || -> Result<(), Fault> {
        let connection = open::connect_to_release(path)?;
        connection.pragma_update_and_check(None, "journal_mode", "delete", |row| row.get::<_, String>(0))?;
        connection.execute_batch("BEGIN EXCLUSIVE; COMMIT")?;
        Ok(())
    };
    match let_go().map_err(|fault| fault.at(path)) {
        Err(StoreError::Corrupt { .. } | StoreError::NotADatabase { .. }) | Ok(()) => Ok(()),
        Err(error) => Err(error),
    }
}

/// A name for the database that is put aside, which no file has yet.
pub(super) fn aside(path: &Path, day: Day) -> PathBuf {
    let folder = super::backup::folder_of(path);
    let stem = super::backup::stem(path);
    let name = |number: u32| match number {
        1 => folder.join(format!("{stem}-before-restore-{day}.db")),
        _ => folder.join(format!("{stem}-before-restore-{day}-{number}.db")),
    };
    (1..).map(name).find(|candidate| !candidate.exists()).unwrap_or_else(|| name(1))
}
