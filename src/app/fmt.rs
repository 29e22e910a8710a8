//! Laying deck files out in the canonical way.

use std::fs;
use std::path::{Path, PathBuf};

use super::environment::Environment;
use super::error::AppError;
use super::load::{self, FileKind, Place, Root, folder_root};
use super::roots::shown;
use super::write;
use crate::deck;
use crate::model::Diagnostic;

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was as it should be.
    Unchanged,
    /// It was laid out anew, or would be.
    Changed,
    /// It has faults and stays as it is.
    Faulty(Vec<Diagnostic>),
}

/// A file that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formatted {
    /// The file, as the user knows it.
    pub shown: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// Lays out these deck files and those in these folders; without any, those of the roots of this run. With `dry`,
/// nothing is written.
///
/// # Errors
/// When a file cannot be read or written.
pub fn fmt(env: &Environment, paths: &[PathBuf], dry: bool) -> Result<Vec<Formatted>, AppError> {
    let mut files = Vec::new();
    for path in paths {
        let unreadable = |source| AppError::Unreadable { path: path.clone(), source };
        if fs::metadata(path).map_err(unreadable)?.is_dir() {
            files.extend(deck_files(&folder_root(path)));
        } else {
            files.push((path.clone(), path.display().to_string()));
        }
    }
    if paths.is_empty() {
        files.extend(env.roots.iter().flat_map(deck_files));
    }
    files.into_iter().map(|(path, shown)| one(&path, shown, dry)).collect()
}

/// The deck files of a root, with their names as the user knows them. Those inside the program cannot be written.
fn deck_files(root: &Root) -> Vec<(PathBuf, String)> {
    if matches!(root.place, Place::Text(_)) {
        return Vec::new();
    }
    let decks = load::files(root).into_iter().filter(|file| file.kind == FileKind::Deck);
    decks
        .map(|file| {
            let shown = shown(&file.path, std::slice::from_ref(root));
            (file.path, shown)
        })
        .collect()
}

fn one(path: &Path, shown: String, dry: bool) -> Result<Formatted, AppError> {
    let source = read(path)?;
    let outcome = match deck::fmt(&source) {
        Err(faults) => Outcome::Faulty(
            faults.into_iter().map(|fault| Diagnostic { path: shown.clone(), ..fault }).collect(),
        ),
        Ok(text) if text == source => Outcome::Unchanged,
        Ok(text) => {
            if !dry {
                write::replace(path, text.as_bytes())?;
            }
            Outcome::Changed
        }
    };
    Ok(Formatted { shown, outcome })
}

fn read(path: &Path) -> Result<String, AppError> {
    fs::read_to_string(path).map_err(|source| AppError::Unreadable { path: path.to_owned(), source })
}
