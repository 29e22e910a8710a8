//! Copies of the database: made when asked for, and put in its place again.

use std::path::{Path, PathBuf};

use super::clock::local;
use super::environment::Environment;
use super::error::AppError;
use crate::model::Moment;
use crate::store::{Access, Contents, Store};

/// Writes a copy of the database to `file`: a new file, or a folder for one named after the day and the hour. Without
/// `file` it goes to the folder of the daily copies.
///
/// # Errors
/// When there is no database yet, the file is there already, or it cannot be written.
pub fn make(env: &Environment, file: Option<&Path>, now: Moment) -> Result<PathBuf, AppError> {
    let database = &env.paths.database;
    if !database.exists() {
        let source = std::io::ErrorKind::NotFound.into();
        return Err(AppError::Unreadable { path: database.clone(), source });
    }
    let stem = database.file_stem().unwrap_or_default().to_string_lossy();
    let name = format!("{stem}-{}.db", local(now.at).format("%Y-%m-%d-%H%M%S"));
    let target = match file {
        None => database.parent().unwrap_or(Path::new("")).join("backups").join(name),
        Some(folder) if folder.is_dir() => folder.join(name),
        Some(file) => file.to_owned(),
    };
    if target.exists() {
        return Err(AppError::Exists { path: target });
    }
    Store::open(database, Access::Read)?.backup_to(&target)?;
    Ok(target)
}

/// What a copy holds, once it is known to be whole.
///
/// # Errors
/// When it is no whole database of this program, or of a newer version.
pub fn inspect(file: &Path) -> Result<Contents, AppError> {
    if !file.exists() {
        let source = std::io::ErrorKind::NotFound.into();
        return Err(AppError::Unreadable { path: file.to_owned(), source });
    }
    Ok(Store::inspect(file)?)
}

/// Puts the copy in the place of the database, and says where that one is kept; none where there was none.
///
/// # Errors
/// When the copy is not whole, a session has the database open, or nothing can be written.
pub fn restore(env: &Environment, file: &Path, now: Moment) -> Result<Option<PathBuf>, AppError> {
    Ok(Store::restore(file, &env.paths.database, now.day)?)
}
