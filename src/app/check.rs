//! Checking files: all faults of all files, whatever the database holds.

use std::fs;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::clock::real_time;
use super::environment::Environment;
use super::error::AppError;
use super::load::{self, Clock, FileKind, Root, folder_root};
use crate::deck;
use crate::exam;
use crate::facts;
use crate::model::{Diagnostic, Severity};
use crate::store::Store;

/// What checking found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checked {
    /// How many files were read.
    pub files: usize,
    /// All faults, by file and line.
    pub diagnostics: Vec<Diagnostic>,
}

/// Checks these files and folders; without any, the roots of this run.
///
/// Folders are read into a database in memory, so that faults between files are found too.
///
/// # Errors
/// When a path is not there, or the database in memory fails.
pub fn check(
    env: &Environment,
    paths: &[PathBuf],
    uuids: &mut dyn FnMut() -> Uuid,
) -> Result<Checked, AppError> {
    let mut checked = Checked::default();
    let mut roots = Vec::new();
    for path in paths {
        let unreadable = |source| AppError::Unreadable { path: path.clone(), source };
        if fs::metadata(path).map_err(unreadable)?.is_dir() {
            roots.push(folder_root(path));
        } else {
            checked.file(&path.display().to_string(), path, kind_of(path))?;
        }
    }
    if paths.is_empty() {
        roots.clone_from(&env.roots);
    }
    if !roots.is_empty() {
        checked.roots(env, &roots, uuids)?;
    }
    checked.diagnostics.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
    Ok(checked)
}

impl Checked {
    /// Whether any fault makes a file unusable.
    #[must_use]
    pub fn any_error(&self) -> bool {
        self.diagnostics.iter().any(|fault| fault.severity == Severity::Error)
    }

    fn roots(
        &mut self,
        env: &Environment,
        roots: &[Root],
        uuids: &mut dyn FnMut() -> Uuid,
    ) -> Result<(), AppError> {
        let mut store = Store::in_memory()?;
        let clock = Clock { real: real_time(), study: env.now() };
        let loaded = load::load(&mut store, roots, clock, uuids)?;
        if let Some(missing) = loaded.missing.first() {
            return Err(AppError::NoRoot { shown: vec![missing.shown.clone()] });
        }
        for root in roots {
            self.files += store.known_files(&root.id)?.len();
        }
        self.diagnostics.extend(loaded.diagnostics);
        for kind in [FileKind::Facts, FileKind::Blueprint] {
            for file in roots.iter().flat_map(|root| load::texts(root, kind)) {
                self.text(&file.shown, file.text, kind);
            }
        }
        Ok(())
    }

    fn file(&mut self, shown: &str, path: &Path, kind: FileKind) -> Result<(), AppError> {
        let bytes =
            fs::read(path).map_err(|source| AppError::Unreadable { path: path.to_owned(), source })?;
        let text = String::from_utf8(bytes).map_err(|_| {
            Diagnostic::on_file(shown, Severity::Error, "encoding", "the file is not UTF-8")
                .hinted("save it as UTF-8 in the editor")
        });
        self.text(shown, text, kind);
        Ok(())
    }

    fn text(&mut self, shown: &str, text: Result<String, Diagnostic>, kind: FileKind) {
        self.files += 1;
        let found = match text {
            Err(fault) => vec![fault],
            Ok(source) => match kind {
                FileKind::Deck => deck::parse(shown, &source).diagnostics,
                FileKind::Objectives => deck::parse_objectives(shown, &source).diagnostics,
                FileKind::Facts => facts::parse(shown, &source).diagnostics,
                FileKind::Blueprint => exam::parse(shown, &source).diagnostics,
                FileKind::Config => Vec::new(),
            },
        };
        self.diagnostics.extend(found);
    }
}

/// What a single file is by its name: a deck, where the name does not tell.
fn kind_of(path: &Path) -> FileKind {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    FileKind::of(&name).unwrap_or(FileKind::Deck)
}
