//! Which files a root has, and which file is what.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::{Place, Root};
use crate::model::{Diagnostic, Severity};

/// What a file is, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A deck, or a part of one.
    Deck,
    /// Titles of learning objectives.
    Objectives,
    /// Facts on a document.
    Facts,
    /// The blueprint of an exam.
    Blueprint,
    /// Configuration.
    Config,
}

impl FileKind {
    /// The kind of a file of that name; none when it is none of ours.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        if !has_ending(name, ".toml") {
            return None;
        }
        Some(match name {
            "facts.toml" => Self::Facts,
            "objectives.toml" => Self::Objectives,
            "memoire.toml" => Self::Config,
            _ if has_ending(name, ".facts.toml") => Self::Facts,
            _ if has_ending(name, ".exam.toml") => Self::Blueprint,
            _ => Self::Deck,
        })
    }
}

impl FileKind {
    /// Whether loading reads it.
    pub(super) const fn is_loaded(self) -> bool {
        matches!(self, Self::Deck | Self::Objectives)
    }
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.len() > ending.len() && name.ends_with(ending)
}

/// A file of a root.
pub(super) struct Seen {
    /// Relative to the root, `/` between folders.
    pub(super) path: String,
    pub(super) kind: FileKind,
    pub(super) size: u64,
    pub(super) mtime_ns: i64,
}

impl Seen {
    /// Where it is on disk; for a root inside the program, its name.
    pub(super) fn location(&self, root: &Root) -> PathBuf {
        match &root.place {
            Place::Folder(folder) => folder.join(&self.path),
            Place::Text(_) => PathBuf::from(&self.path),
        }
    }

    /// Its path as the user knows it.
    pub(super) fn shown(&self, root: &Root) -> String {
        root.shown_file(&self.path)
    }

    pub(super) fn read(&self, root: &Root) -> io::Result<Vec<u8>> {
        match &root.place {
            Place::Folder(folder) => fs::read(folder.join(&self.path)),
            Place::Text(texts) => texts
                .iter()
                .find(|(name, _)| *name == self.path)
                .map(|(_, text)| text.as_bytes().to_vec())
                .ok_or_else(|| io::ErrorKind::NotFound.into()),
        }
    }
}

/// What walking a root found.
pub(super) struct Walked {
    /// By path.
    pub(super) files: Vec<Seen>,
    /// Whether every folder could be read.
    pub(super) whole: bool,
    /// Whether the root holds nothing at all.
    pub(super) bare: bool,
    /// Folders that could not be read.
    pub(super) faults: Vec<Diagnostic>,
}

/// Walks a root; none when the root itself cannot be read.
pub(super) fn walk(root: &Root) -> Option<Walked> {
    let mut walked = Walked { files: Vec::new(), whole: true, bare: false, faults: Vec::new() };
    match &root.place {
        Place::Text(texts) => {
            walked.files = texts.iter().filter_map(|(name, text)| from_text(name, text)).collect();
        }
        Place::Folder(folder) => {
            let entries = fs::read_dir(folder).ok()?;
            walked.bare = fs::read_dir(folder).ok()?.next().is_none();
            walked.folder(root, folder, entries, "");
        }
    }
    walked.files.sort_by(|a, b| a.path.cmp(&b.path));
    Some(walked)
}

/// A text inside the program changes with the program: its hash alone tells.
fn from_text(name: &str, text: &str) -> Option<Seen> {
    let kind = FileKind::of(name)?;
    Some(Seen { path: name.to_owned(), kind, size: text.len() as u64, mtime_ns: i64::MAX })
}

impl Walked {
    /// Takes in a folder. Links are not followed into folders, so there is no way out of the root and no circle; a
    /// link to a file counts when the file lies within the root.
    fn folder(&mut self, root: &Root, top: &Path, entries: fs::ReadDir, prefix: &str) {
        for entry in entries {
            let Ok(entry) = entry else {
                self.unreadable(root, prefix);
                continue;
            };
            let Ok(name) = entry.file_name().into_string() else { continue };
            if name.starts_with('.') {
                continue;
            }
            let path = format!("{prefix}{name}");
            let Ok(kind) = entry.file_type() else {
                self.unreadable(root, &path);
                continue;
            };
            if kind.is_dir() {
                match fs::read_dir(entry.path()) {
                    Ok(entries) => self.folder(root, top, entries, &format!("{path}/")),
                    Err(_) => self.unreadable(root, &path),
                }
            } else if (kind.is_file() || within(top, &entry.path()))
                && let Some(kind) = FileKind::of(&name)
            {
                match entry.path().metadata() {
                    Ok(metadata) => self.files.push(Seen {
                        path,
                        kind,
                        size: metadata.len(),
                        mtime_ns: modified(&metadata),
                    }),
                    Err(_) => self.unreadable(root, &path),
                }
            }
        }
    }

    fn unreadable(&mut self, root: &Root, path: &str) {
        self.whole = false;
        let shown = root.shown_file(path);
        self.faults.push(
            Diagnostic::on_file(&shown, Severity::Error, "unreadable", "the folder cannot be read")
                .hinted("its decks stay as they were"),
        );
    }
}

/// Whether a link leads to a file within the folder.
fn within(top: &Path, link: &Path) -> bool {
    link.canonicalize().is_ok_and(|target| target.is_file() && target.starts_with(top))
}

fn modified(metadata: &fs::Metadata) -> i64 {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.map_or(0, |since| i64::try_from(since.as_nanos()).unwrap_or(i64::MAX))
}
