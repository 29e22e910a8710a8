//! What can go wrong with the database.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

use crate::model::{CardId, Key};

/// Why the database cannot be opened, read or written.
#[derive(Debug, Error)]
pub enum StoreError {
    /// Written by a newer version of the program.
    #[error("{}: the database has version {found}, this program knows versions up to {known}", path.display())]
    Newer {
        /// The database.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// A file, but no SQLite database.
    #[error("{}: not a database", path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// A SQLite database of another program.
    #[error("{}: the database of another program", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// Pages of the database are damaged.
    #[error("{}: the database is damaged; the file is kept as it is, restore a copy from the folder \"backups\" beside it", path.display())]
    Corrupt {
        /// The database.
        path: PathBuf,
    },
    /// A folder stands where the database should be.
    #[error("{}: a folder, not a database", path.display())]
    IsFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The database can be read but not written.
    #[error("{}: the database cannot be written", path.display())]
    ReadOnly {
        /// The database.
        path: PathBuf,
    },
    /// Another process held the database for too long.
    #[error("{}: the database is in use by another session", path.display())]
    Busy {
        /// The database.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("{}: no space left to write the database", path.display())]
    Full {
        /// The database.
        path: PathBuf,
    },
    /// The file cannot be opened or made.
    #[error("{}: the database cannot be opened", path.display())]
    CannotOpen {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// A row holds what cannot be read.
    #[error("{}: row {id} of table \"{table}\" is damaged in column \"{column}\"", path.display())]
    Damaged {
        /// The database.
        path: PathBuf,
        /// The table.
        table: &'static str,
        /// The row.
        id: i64,
        /// The column.
        column: String,
    },
    /// No card has that number.
    #[error("no card has the number {}", id.0)]
    NoSuchCard {
        /// The number.
        id: CardId,
    },
    /// A link cannot be undone: the old key has a history of its own by now.
    #[error("the link cannot be undone: {key} has a history of its own by now")]
    KeyTaken {
        /// The old key.
        key: Key,
    },
    /// A file beside the database cannot be read or written.
    #[error("{}: the file cannot be read or written", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// SQLite refused for another reason.
    #[error("{}: the database refused", path.display())]
    Sqlite {
        /// The database.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
}

/// An error inside this room, before the database's path is put to it.
#[derive(Debug)]
pub(super) enum Fault {
    Sqlite(rusqlite::Error),
    Damaged { table: &'static str, id: i64, column: String },
    NoSuchCard(CardId),
    KeyTaken(Key),
}

impl From<rusqlite::Error> for Fault {
    fn from(source: rusqlite::Error) -> Self {
        Self::Sqlite(source)
    }
}

impl Fault {
    /// The same as an error of the database at `path`.
    pub(super) fn at(self, path: &Path) -> StoreError {
        let path = path.to_owned();
        match self {
            Self::Damaged { table, id, column } => StoreError::Damaged { path, table, id, column },
            Self::NoSuchCard(id) => StoreError::NoSuchCard { id },
            Self::KeyTaken(key) => StoreError::KeyTaken { key },
            Self::Sqlite(source) => match source.sqlite_error_code() {
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy { path },
                Some(ErrorCode::DatabaseCorrupt) => StoreError::Corrupt { path },
                Some(ErrorCode::NotADatabase) => StoreError::NotADatabase { path },
                Some(ErrorCode::ReadOnly) => StoreError::ReadOnly { path },
                Some(ErrorCode::DiskFull) => StoreError::Full { path },
                Some(ErrorCode::SystemIoFailure) if lacks_space(&source) => StoreError::Full { path },
                Some(ErrorCode::CannotOpen) => StoreError::CannotOpen { path, source },
                _ => StoreError::Sqlite { path, source },
            },
        }
    }
}

/// Whether the side file in memory could not be made as large as needed: the disk is full then.
fn lacks_space(error: &rusqlite::Error) -> bool {
    matches!(error, rusqlite::Error::SqliteFailure(code, _)
        if code.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE)
}
