//! A folder to begin with: a starter deck that shows every kind of card, or a copy of the deck inside the program.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::AppError;
use super::roots::BUILTIN;
use super::write;

/// The starter deck.
pub const STARTER: &str = include_str!("starter.toml");

/// A deck to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// The starter deck.
    Starter,
    /// A copy of the deck inside the program, which can be edited.
    Builtin,
}

impl Beginning {
    /// Where it stands in the new folder, and what it says: decks live in folders of their own, with what belongs to
    /// them.
    const fn file(self) -> (&'static str, &'static str) {
        match self {
            Self::Starter => ("starter/starter.toml", STARTER),
            Self::Builtin => ("nato-un/nato-un.toml", BUILTIN),
        }
    }
}

/// Writes a deck into a folder, which is made if need be. Nothing is overwritten.
///
/// # Errors
/// When the deck is there already, or cannot be written.
pub fn init(folder: &Path, beginning: Beginning) -> Result<PathBuf, AppError> {
    let (place, text) = beginning.file();
    let path = folder.join(place);
    if fs::symlink_metadata(&path).is_ok() {
        return Err(AppError::Exists { path });
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)
            .map_err(|source| AppError::Unwritable { path: parent.to_owned(), source })?;
    }
    write::replace(&path, text.as_bytes())?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::deck;
    use crate::model::Kind;

    #[test]
    fn the_starter_deck_has_no_fault_and_every_kind() {
        let parsed = deck::parse("starter.toml", STARTER);
        assert_eq!(parsed.diagnostics, []);
        let kinds: BTreeSet<Kind> = parsed.deck.unwrap().cards.iter().map(crate::model::Card::kind).collect();
        assert_eq!(kinds, BTreeSet::from(Kind::ALL));
    }

    #[test]
    fn the_starter_deck_is_laid_out_as_fmt_would() {
        assert_eq!(deck::fmt(STARTER).unwrap(), STARTER);
    }

    #[test]
    fn nothing_is_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = init(folder.path(), Beginning::Starter).unwrap();
        fs::write(&path, "mine").unwrap();
        assert!(matches!(init(folder.path(), Beginning::Starter), Err(AppError::Exists { .. })));
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    }
}
