//! Checking files: all faults of all files, whatever the database holds.

use std::fs;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::clock::real_time;
use super::environment::Environment;
use super::error::AppError;
use super::load::{self, Clock, FileKind, Root, folder_root};
use crate::deck::lint::{lint, lint_across};
use crate::deck::{self, DeckFile};
use crate::exam;
use crate::facts;
use crate::model::{Diagnostic, Severity};
use crate::store::{Access, Store};

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
    let mut decks: Vec<DeckFile> = paths.iter().filter_map(|path| deck_of(path)).collect();
    if !roots.is_empty() {
        checked.roots(env, &roots, uuids)?;
        decks.extend(roots.iter().flat_map(load::decks));
        // What the database says is a help beside: files can be checked without one.
        let broken = broken_threads(env, &roots, &decks, uuids).unwrap_or_default();
        checked.diagnostics.extend(broken);
    }
    decks.retain(|deck| !checked.is_broken(&deck.path));
    decks.sort_by(|a, b| a.path.cmp(&b.path));
    for deck in &decks {
        checked.diagnostics.extend(lint(deck));
    }
    checked.diagnostics.extend(lint_across(&decks.iter().collect::<Vec<_>>()));
    checked.diagnostics.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
    Ok(checked)
}

impl Checked {
    /// Whether any fault makes a file unusable.
    #[must_use]
    pub fn any_error(&self) -> bool {
        self.diagnostics.iter().any(|fault| fault.severity == Severity::Error)
    }

    fn is_broken(&self, path: &str) -> bool {
        self.diagnostics.iter().any(|fault| fault.severity == Severity::Error && fault.path == path)
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

/// The deck in a single file, where it is one without error.
fn deck_of(path: &Path) -> Option<DeckFile> {
    let is_deck = path.is_file() && kind_of(path) == FileKind::Deck;
    let source = is_deck.then(|| fs::read_to_string(path).ok())??;
    deck::parse(&path.display().to_string(), &source).deck
}

/// Entries with answers in the log that would lose them: cards went, others came, and nothing tells which is which.
///
/// The decks are loaded into a copy of the database, and only where they changed.
fn broken_threads(
    env: &Environment,
    roots: &[Root],
    decks: &[DeckFile],
    uuids: &mut dyn FnMut() -> Uuid,
) -> Result<Vec<Diagnostic>, AppError> {
    let database = &env.paths.database;
    if !database.exists() {
        return Ok(Vec::new());
    }
    let held = Store::open(database, Access::Read)?;
    let mut changed = false;
    for root in roots {
        changed |= !held.known_files(&root.id)?.is_empty() && !load::is_current(&held, root)?;
    }
    if !changed {
        return Ok(Vec::new());
    }
    let mut copy = Store::open_copy(database)?;
    let clock = Clock { real: real_time(), study: env.now() };
    let report = load::load(&mut copy, roots, clock, uuids)?.report;
    let mut found = Vec::new();
    for unlinked in report.decks.iter().flat_map(|changes| &changes.unlinked) {
        let mut answered = Vec::new();
        for key in &unlinked.gone {
            if copy.card_by_key(key)?.is_some_and(|record| record.grades > 0) {
                answered.push(key.to_string());
            }
        }
        let place = unlinked.new.first().and_then(|key| {
            let deck = decks.iter().filter(|deck| deck.info.id == key.deck);
            deck.flat_map(|deck| deck.entries.iter().map(move |entry| (deck, entry)))
                .find(|(_, entry)| entry.id == key.entry)
        });
        if let Some((deck, entry)) = place.filter(|_| !answered.is_empty()) {
            let new: Vec<String> = unlinked.new.iter().map(ToString::to_string).collect();
            let message = format!("no history goes on from {} to {}", answered.join(", "), new.join(", "));
            let fault = entry.diagnostic(&deck.path, Severity::Warning, "history-ends", message);
            found.push(fault.hinted(
                "name the blanks or sides as they were ({{#name text}}), or settle it with `memoire relink` afterwards",
            ));
        }
    }
    Ok(found)
}

/// What a single file is by its name: a deck, where the name does not tell.
fn kind_of(path: &Path) -> FileKind {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    FileKind::of(&name).unwrap_or(FileKind::Deck)
}
