//! Loading the roots of this run: walk, compare with what is known, read and parse what changed, hand it to the store.
//!
//! The clock is read by the caller. Nothing is printed here: faults and changes are returned.

mod duplicates;
mod walk;

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use thiserror::Error;
use uuid::Uuid;

use crate::deck::{self, DeckFile};
use crate::model::{Diagnostic, Moment, Severity};
use crate::schedule::fnv1a64;
use crate::store::{
    Clash, FileRead, FileStatus, Found, KnownFile, Load, LoadReport, RootRead, Store, StoreError,
};

pub use self::walk::FileKind;
use self::walk::{Seen, Walked};

/// A folder of decks, or the decks inside the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    /// Its name in the database: the canonical path, or `builtin:`.
    pub id: String,
    /// As the user wrote it: what diagnostics begin with.
    pub shown: String,
    /// Where its files are.
    pub place: Place,
}

impl Root {
    /// A file of the root as the user knows it: one spelling, so that what is told of a file can be found by its name.
    #[must_use]
    pub fn shown_file(&self, path: &str) -> String {
        match self.shown.as_str() {
            "" | "." => path.to_owned(),
            shown => format!("{}/{path}", shown.trim_end_matches('/')),
        }
    }
}

/// Where the files of a root are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a folder.
    Folder(PathBuf),
    /// In the program: names and texts.
    Text(Vec<(&'static str, &'static str)>),
}

/// The root of that folder.
#[must_use]
pub fn folder_root(path: &Path) -> Root {
    let canonical = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    Root {
        id: canonical.to_string_lossy().into_owned(),
        shown: path.to_string_lossy().into_owned(),
        place: Place::Folder(canonical),
    }
}

/// Two readings of the clock.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    /// The real one, by which files are judged fresh.
    pub real: SystemTime,
    /// Study time, which the log goes by.
    pub study: Moment,
}

/// What a load found.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// What changed.
    pub report: LoadReport,
    /// The faults of all files, those of files that were broken before included.
    pub diagnostics: Vec<Diagnostic>,
    /// Roots that could not be read: nothing of theirs was touched.
    pub missing: Vec<MissingRoot>,
    /// Files that are neither decks nor objectives.
    pub other: Vec<OtherFile>,
}

/// A root that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingRoot {
    /// As the user wrote it.
    pub shown: String,
    /// Whether the folder is there but holds nothing, though decks were loaded from it before.
    pub empty: bool,
}

/// A file that is neither a deck nor objectives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherFile {
    /// Where it is.
    pub path: PathBuf,
    /// What it is.
    pub kind: FileKind,
}

/// Why loading failed as a whole.
#[derive(Debug, Error)]
pub enum LoadError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A file whose time is not older than this before it was read may have changed since without showing it.
const CLEARLY_OLDER_NS: i64 = 2_000_000_000;

/// Brings the store up to date with the roots.
///
/// # Errors
/// When the database cannot be read or written. Faults of files are no errors: they are returned.
pub fn load(
    store: &mut Store,
    roots: &[Root],
    clock: Clock,
    uuids: &mut dyn FnMut() -> Uuid,
) -> Result<Loaded, LoadError> {
    let read_at = nanoseconds(clock.real);
    if store.is_empty()?
        && let Some(loaded) = load_first(store, roots, read_at)?
    {
        return Ok(loaded);
    }
    let mut reading = Reading { read_at, ..Reading::default() };
    let mut reads = Vec::new();
    for root in roots {
        let known = store.known_files(&root.id)?;
        reads.extend(reading.root(root, known));
    }
    let doubled = duplicates::set_aside(store, &mut reads)?;
    reading.diagnostics.extend(doubled);
    let load = Load { roots: reads.into_iter().map(RootFiles::into_read).collect(), read_at };
    let report = store.apply(&load, clock.study, uuids)?;
    Ok(reading.finish(report))
}

/// Loads into an empty store, one file after the other, so that memory does not grow with the decks; none when two
/// files write one entry: finding out which takes them all at once.
fn load_first(store: &mut Store, roots: &[Root], read_at: i64) -> Result<Option<Loaded>, LoadError> {
    let mut reading = Reading { read_at, ..Reading::default() };
    let mut seen = Vec::new();
    for root in roots {
        let walked = reading.walk(root, false);
        seen.extend(walked.into_iter().flat_map(|walked| walked.files).map(|file| (root, file)));
    }
    let mut entries = HashSet::new();
    let mut files = seen.into_iter().map(|(root, seen)| {
        let read = reading.file(root, seen, None);
        let doubled = read.entries().any(|entry| !entries.insert(entry));
        if doubled { Err(Clash) } else { Ok((root.id.as_str(), read.into_read())) }
    });
    let report = store.fill(&mut files, read_at)?;
    drop(files);
    Ok(report.map(|report| reading.finish(report)))
}

/// The files of a root that are ours, by path, without loading any. None where the root cannot be read.
#[must_use]
pub fn files(root: &Root) -> Vec<OtherFile> {
    let seen = walk::walk(root).map(|walked| walked.files).unwrap_or_default();
    seen.into_iter().map(|seen| OtherFile { path: seen.location(root), kind: seen.kind }).collect()
}

/// A file of a root as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFile {
    /// The file, as the user knows it.
    pub shown: String,
    /// What it holds, or why that cannot be told.
    pub text: Result<String, Diagnostic>,
}

/// The files of one kind in a root, read whole, by path.
#[must_use]
pub fn texts(root: &Root, kind: FileKind) -> Vec<TextFile> {
    let seen = walk::walk(root).map(|walked| walked.files).unwrap_or_default();
    seen.into_iter().filter(|seen| seen.kind == kind).map(|seen| text_of(&seen, root)).collect()
}

fn text_of(seen: &Seen, root: &Root) -> TextFile {
    let shown = seen.shown(root);
    let text = match seen.read(root).map(String::from_utf8) {
        Ok(Ok(text)) => Ok(text),
        Ok(Err(error)) => Err(not_utf8(&shown, &error.into())),
        Err(error) => {
            let message = format!("cannot be read: {error}");
            Err(Diagnostic::on_file(&shown, Severity::Error, "unreadable", message))
        }
    };
    TextFile { shown, text }
}

/// The deck files of a root that are without error, as written now, with the paths by which their faults are told.
#[must_use]
pub fn decks(root: &Root) -> Vec<DeckFile> {
    let seen = walk::walk(root).map(|walked| walked.files).unwrap_or_default();
    let files = seen.into_iter().filter(|seen| seen.kind == FileKind::Deck);
    files
        .filter_map(|seen| match parse(&seen.shown(root), seen.kind, seen.read(root).ok()?).0 {
            State::Deck(deck) => Some(*deck),
            _ => None,
        })
        .collect()
}

/// Whether the store holds the files of a root as they are now, by size and time.
///
/// # Errors
/// When the database cannot be read.
pub fn is_current(store: &Store, root: &Root) -> Result<bool, StoreError> {
    let mut known: HashMap<String, KnownFile> =
        store.known_files(&root.id)?.into_iter().map(|file| (file.path.clone(), file)).collect();
    let seen = walk::walk(root).map(|walked| walked.files).unwrap_or_default();
    let same = seen.iter().filter(|seen| seen.kind.is_loaded()).all(|seen| {
        known.remove(&seen.path).is_some_and(|known| {
            known.status == FileStatus::Good && known.size == seen.size && known.mtime_ns == seen.mtime_ns
        })
    });
    Ok(same && known.values().all(|file| file.status == FileStatus::Gone))
}

fn nanoseconds(time: SystemTime) -> i64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
}

/// The files of a root, read as far as needed.
struct RootFiles<'a> {
    root: &'a Root,
    whole: bool,
    files: Vec<ReadFile>,
}

/// A file, and how to read it again.
struct ReadFile {
    seen: Seen,
    shown: String,
    hash: [u8; 32],
    state: State,
}

/// What reading a file gave.
enum State {
    Unchanged,
    Touched,
    Broken,
    Deck(Box<DeckFile>),
    Objectives(Vec<(String, String)>),
}

impl RootFiles<'_> {
    fn into_read(self) -> RootRead {
        let files = self.files.into_iter().map(ReadFile::into_read).collect();
        RootRead { root: self.root.id.clone(), whole: self.whole, files }
    }
}

impl ReadFile {
    /// Hashes of the entries it writes. Two entries of one hash cost the quick way of loading, no more.
    fn entries(&self) -> impl Iterator<Item = u64> {
        let deck = match &self.state {
            State::Deck(deck) => Some(deck),
            _ => None,
        };
        deck.into_iter().flat_map(|deck| {
            deck.entries.iter().map(|entry| fnv1a64(format!("{}/{}", deck.info.id, entry.id).as_bytes()))
        })
    }

    fn into_read(self) -> FileRead {
        let found = match self.state {
            State::Unchanged => Found::Unchanged,
            State::Touched => Found::Touched,
            State::Broken => Found::Broken,
            State::Deck(deck) => Found::Deck { info: deck.info, cards: deck.cards },
            State::Objectives(objectives) => Found::Objectives(objectives),
        };
        let Seen { path, size, mtime_ns, .. } = self.seen;
        FileRead { path, size, mtime_ns, hash: self.hash, found }
    }
}

#[derive(Default)]
struct Reading {
    read_at: i64,
    diagnostics: Vec<Diagnostic>,
    missing: Vec<MissingRoot>,
    other: Vec<OtherFile>,
}

impl Reading {
    /// The decks and objectives of a root; none when it cannot be read. `expected`: something was loaded from it before.
    fn walk(&mut self, root: &Root, expected: bool) -> Option<Walked> {
        let walked = walk::walk(root);
        // The folder over which nothing is mounted is there, and empty.
        let empty = expected && walked.as_ref().is_some_and(|walked| walked.bare);
        let Some(mut walked) = walked.filter(|_| !empty) else {
            self.missing.push(MissingRoot { shown: root.shown.clone(), empty });
            return None;
        };
        self.diagnostics.append(&mut walked.faults);
        let (ours, other) = walked.files.into_iter().partition(|seen| seen.kind.is_loaded());
        walked.files = ours;
        let other: Vec<Seen> = other;
        self.other
            .extend(other.into_iter().map(|seen| OtherFile { path: seen.location(root), kind: seen.kind }));
        Some(walked)
    }

    fn root<'a>(&mut self, root: &'a Root, known: Vec<KnownFile>) -> Option<RootFiles<'a>> {
        let walked = self.walk(root, !known.is_empty())?;
        let mut known: HashMap<String, KnownFile> =
            known.into_iter().map(|file| (file.path.clone(), file)).collect();
        let files = walked
            .files
            .into_iter()
            .map(|seen| {
                let known = known.remove(&seen.path);
                self.file(root, seen, known)
            })
            .collect();
        Some(RootFiles { root, whole: walked.whole, files })
    }

    fn finish(mut self, report: LoadReport) -> Loaded {
        self.diagnostics.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
        Loaded { report, diagnostics: self.diagnostics, missing: self.missing, other: self.other }
    }

    fn file(&mut self, root: &Root, seen: Seen, known: Option<KnownFile>) -> ReadFile {
        let shown = seen.shown(root);
        let good = known.as_ref().filter(|known| known.status == FileStatus::Good);
        let same_stat = |known: &&KnownFile| known.size == seen.size && known.mtime_ns == seen.mtime_ns;
        if let Some(known) = good.filter(same_stat)
            && known.mtime_ns.saturating_add(CLEARLY_OLDER_NS) < known.read_at
        {
            return ReadFile { hash: known.hash, seen, shown, state: State::Unchanged };
        }
        let bytes = match seen.read(root) {
            Ok(bytes) => bytes,
            Err(error) => {
                let message = format!("cannot be read: {error}");
                self.diagnostics.push(Diagnostic::on_file(&shown, Severity::Error, "unreadable", message));
                let hash = known.map_or([0; 32], |known| known.hash);
                return ReadFile { seen, shown, hash, state: State::Broken };
            }
        };
        let hash = *blake3::hash(&bytes).as_bytes();
        if let Some(known) = good.filter(|known| known.hash == hash) {
            // Remembering this reading is worth a write only where it spares the next one.
            let settled = seen.mtime_ns.saturating_add(CLEARLY_OLDER_NS) < self.read_at;
            let state = if same_stat(&known) && !settled { State::Unchanged } else { State::Touched };
            return ReadFile { seen, shown, hash, state };
        }
        let (state, diagnostics) = parse(&shown, seen.kind, bytes);
        self.diagnostics.extend(diagnostics);
        ReadFile { seen, shown, hash, state }
    }
}

fn parse(shown: &str, kind: FileKind, bytes: Vec<u8>) -> (State, Vec<Diagnostic>) {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return (State::Broken, vec![not_utf8(shown, &error.into())]),
    };
    if kind == FileKind::Objectives {
        let parsed = deck::parse_objectives(shown, &text);
        return (parsed.objectives.map_or(State::Broken, State::Objectives), parsed.diagnostics);
    }
    let parsed = deck::parse(shown, &text);
    (parsed.deck.map_or(State::Broken, |deck| State::Deck(Box::new(deck))), parsed.diagnostics)
}

/// Where the text stops being UTF-8.
fn not_utf8(shown: &str, error: &BadText) -> Diagnostic {
    let good = String::from_utf8_lossy(&error.bytes[..error.valid]);
    Diagnostic::at(
        shown,
        &good,
        error.valid..error.valid,
        Severity::Error,
        "encoding",
        "the file is not UTF-8",
    )
    .hinted("save it as UTF-8 in the editor")
}

/// Bytes that are text only up to a point.
struct BadText {
    bytes: Vec<u8>,
    valid: usize,
}

impl From<std::string::FromUtf8Error> for BadText {
    fn from(error: std::string::FromUtf8Error) -> Self {
        let valid = error.utf8_error().valid_up_to();
        Self { bytes: error.into_bytes(), valid }
    }
}
