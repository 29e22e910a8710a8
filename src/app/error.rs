//! Why a use case could not be done.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use super::load::LoadError;
use super::write::WriteError;
use crate::model::{Day, Key};
use crate::model::query::QueryError;
use crate::store::StoreError;

/// Why a use case could not be done.
#[derive(Debug, Error)]
pub enum AppError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The query cannot be understood.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// None of the folders could be read.
    #[error("no such folder of decks: {}", shown.join(", "))]
    NoRoot {
        /// The folders, as the user wrote them.
        shown: Vec<String>,
    },
    /// There are deck files, but none can be used.
    #[error("no deck can be used: {} faulty", files(*count))]
    AllBroken {
        /// How many files have errors.
        count: usize,
    },
    /// The folders hold no deck at all.
    #[error("no decks in {}", shown.join(", "))]
    NoDecks {
        /// The folders, as the user wrote them.
        shown: Vec<String>,
    },
    /// No card has that key.
    #[error("no card has the key {key}")]
    NoSuchCard {
        /// The key.
        key: Box<Key>,
        /// The nearest key that exists.
        nearest: Option<Box<Key>>,
    },
    /// A file or folder cannot be read.
    #[error("{}: {}", path.display(), source)]
    Unreadable {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file or folder cannot be made or written.
    #[error("{} cannot be written: {}", path.display(), source)]
    Unwritable {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A leave ends before it begins.
    #[error("a leave from {first} cannot end on {last}")]
    LeaveBackwards {
        /// The first day given.
        first: Day,
        /// The last day given.
        last: Day,
    },
    /// A leave is over already.
    #[error("a leave until {last} is over already")]
    LeaveOver {
        /// Its last day.
        last: Day,
    },
    /// No leave is planned, or none for that day.
    #[error("no leave is planned{}", day.map_or_else(String::new, |day| format!(" for {day}")))]
    NoLeave {
        /// The day, where one was named.
        day: Option<Day>,
    },
    /// Something stands where a new file should be.
    #[error("{} is there already", path.display())]
    Exists {
        /// Where.
        path: PathBuf,
    },
}

fn files(count: usize) -> String {
    if count == 1 { "1 file is".to_owned() } else { format!("{count} files are") }
}

impl From<LoadError> for AppError {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Store(error) => Self::Store(error),
        }
    }
}

impl From<WriteError> for AppError {
    fn from(WriteError { path, source }: WriteError) -> Self {
        Self::Unwritable { path, source }
    }
}
