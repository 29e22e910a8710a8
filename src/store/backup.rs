//! Copies of the database in the folder `backups` beside it.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tempfile::TempDir;

use super::error::{Fault, StoreError};
use crate::model::Day;

/// How many daily copies are kept.
const KEPT: usize = 7;

/// Makes today's copy unless it is there, and lets go of the oldest beyond [`KEPT`].
pub(super) fn daily(connection: &Connection, path: &Path, day: Day) -> Result<Option<PathBuf>, StoreError> {
    let folder = folder_of(path);
    let target = folder.join(format!("{}-{day}.db", stem(path)));
    if target.exists() {
        return Ok(None);
    }
    copy(connection, path, &target)?;
    prune(&folder, &stem(path))?;
    Ok(Some(target))
}

/// The copies there are, the oldest first.
pub(super) fn all(path: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let folder = folder_of(path);
    let io = |source| StoreError::Io { path: folder.clone(), source };
    let entries = match std::fs::read_dir(&folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(io)?,
    };
    let mut copies = Vec::new();
    for entry in entries {
        let entry = entry.map_err(io)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(&stem(path)) && name.ends_with(".db") {
            copies.push((entry.metadata().and_then(|file| file.modified()).map_err(io)?, entry.path()));
        }
    }
    copies.sort();
    Ok(copies.into_iter().map(|(_, copy)| copy).collect())
}

/// Keeps the database as it is before its schema changes; nothing when another process has just changed it.
pub(super) fn before_migration(connection: &Connection, path: &Path, version: i64) -> Result<(), StoreError> {
    let target = folder_of(path).join(format!("{}-schema-{version}.db", stem(path)));
    let draft = Draft::of(connection, path, &target)?;
    let found = Connection::open(&draft.file)
        .and_then(|copy| copy.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)))
        .map_err(|error| Fault::from(error).at(&draft.file))?;
    if found == version { draft.keep(&target) } else { Ok(()) }
}

/// Writes a whole copy: under another name first, so that a copy under its own name is always complete.
pub(super) fn copy(connection: &Connection, path: &Path, target: &Path) -> Result<(), StoreError> {
    Draft::of(connection, path, target)?.keep(target)
}

/// A copy in a folder of its own, which goes when it is not kept.
pub(super) struct Draft {
    _spot: TempDir,
    file: PathBuf,
}

impl Draft {
    /// A copy of the database at `path`, on the file system of `target`.
    ///
    /// `VACUUM INTO` reads every page and so refuses to copy a damaged database over a good backup's place.
    pub(super) fn of(connection: &Connection, path: &Path, target: &Path) -> Result<Self, StoreError> {
        let io = |source| StoreError::Io { path: target.to_owned(), source };
        let folder = folder_or_here(target);
        std::fs::create_dir_all(folder).map_err(io)?;
        let spot = tempfile::Builder::new().prefix(".backup-").tempdir_in(folder).map_err(io)?;
        let file = spot.path().join("copy.db");
        let name = file.to_str().ok_or_else(|| io(std::io::ErrorKind::InvalidFilename.into()))?;
        connection.execute("VACUUM INTO ?1", [name]).map_err(|error| Fault::from(error).at(path))?;
        Ok(Self { _spot: spot, file })
    }

    /// Puts it in its place, on the disk for good.
    pub(super) fn keep(self, target: &Path) -> Result<(), StoreError> {
        let io = |source| StoreError::Io { path: target.to_owned(), source };
        let file = std::fs::OpenOptions::new().write(true).open(&self.file).map_err(io)?;
        file.sync_all().map_err(io)?;
        drop(file);
        std::fs::rename(&self.file, target).map_err(io)?;
        sync_folder(folder_or_here(target)).map_err(io)
    }
}

fn folder_or_here(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes a rename in the folder last; elsewhere than on Unix a folder cannot be synced.
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) { std::fs::File::open(folder)?.sync_all() } else { Ok(()) }
}

fn prune(folder: &Path, stem: &str) -> Result<(), StoreError> {
    let io = |source| StoreError::Io { path: folder.to_owned(), source };
    let mut daily = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let entry = entry.map_err(io)?;
        if day_of(&entry.file_name().to_string_lossy(), stem).is_some() {
            daily.push(entry.path());
        }
    }
    daily.sort();
    let surplus = daily.len().saturating_sub(KEPT);
    daily.into_iter().take(surplus).try_for_each(|old| std::fs::remove_file(old).map_err(io))
}

/// The day of a daily copy's name.
fn day_of(name: &str, stem: &str) -> Option<Day> {
    name.strip_prefix(stem)?.strip_prefix('-')?.strip_suffix(".db")?.parse().ok()
}

pub(super) fn folder_of(path: &Path) -> PathBuf {
    path.parent().unwrap_or(Path::new("")).join("backups")
}

pub(super) fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(|| "progress".to_owned(), |stem| stem.to_string_lossy().into_owned())
}

/// The network file system the file lies on, if any: there write-ahead logging is not safe. Known on Linux only.
pub(super) fn network(path: &Path) -> Option<String> {
    const NETWORK: [&str; 8] = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "ceph"];
    let mounts = std::fs::read_to_string("/proc/self/mounts").ok()?;
    let folder = folder_or_here(path).canonicalize().ok()?;
    mounts
        .lines()
        .filter_map(|line| {
            let mut fields = line.split(' ').skip(1);
            let place = fields.next()?.replace("\\040", " ");
            folder.starts_with(&place).then_some((place.len(), fields.next()?))
        })
        .max_by_key(|&(length, _)| length)
        .map(|(_, kind)| kind.to_owned())
        .filter(|kind| NETWORK.contains(&kind.as_str()))
}
