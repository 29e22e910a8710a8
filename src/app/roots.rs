//! Which folders of decks a run has.

use std::fs;
use std::path::Path;

use super::load::{FileKind, Place, Root};

/// The id of the deck inside the program.
pub const BUILTIN_DECK: &str = "nato-un";

/// The deck inside the program, as it is written.
pub const BUILTIN: &str = include_str!("../../decks/nato-un/nato-un.toml");

/// The facts that the deck inside the program was made of.
pub const BUILTIN_FACTS: &str = include_str!("../../decks/nato-un/facts.toml");

/// The root of the deck inside the program.
#[must_use]
pub fn builtin() -> Root {
    Root {
        id: "builtin:".to_owned(),
        shown: "built-in".to_owned(),
        place: Place::Text(vec![
            ("nato-un.toml", BUILTIN),
            ("facts.toml", include_str!("../../decks/nato-un/facts.toml")),
            ("nato-un.exam.toml", include_str!("../../decks/nato-un/nato-un.exam.toml")),
        ]),
    }
}

/// Whether a folder holds a deck file, at any depth; links and dot-folders are not entered.
#[must_use]
pub fn holds_decks(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            return false;
        }
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => holds_decks(&entry.path()),
            Ok(_) => FileKind::of(&name) == Some(FileKind::Deck),
            Err(_) => false,
        }
    })
}

/// A path as the user knows it: below the root as it was written.
#[must_use]
pub fn shown(path: &Path, roots: &[Root]) -> String {
    let below = roots.iter().find_map(|root| match &root.place {
        Place::Folder(folder) => Some((root, path.strip_prefix(folder).ok()?)),
        Place::Text(_) => None,
    });
    match below {
        Some((root, rest)) if rest.as_os_str().is_empty() => root.shown.clone(),
        Some((root, rest)) => root.shown_file(&rest.to_string_lossy()),
        None => path.display().to_string(),
    }
}
