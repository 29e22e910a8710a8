//! Opening a database: settings of the connection, the version check, migrations, and what to do where
//! nothing can be written.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use super::backup;
use super::error::{Fault, StoreError};

/// How the caller means to use the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// It must be writable.
    Write,
    /// It is written where that is possible; elsewhere changes are made in memory and forgotten.
    WriteIfPossible,
    /// It is only read; a file that is not there counts as an empty database.
    Read,
}

/// An open connection, and whether what is written to it lasts.
pub(super) struct Opened {
    pub(super) connection: Connection,
    pub(super) lasting: bool,
}

/// "memo" in `application_id`: the file is ours.
const APPLICATION: i64 = 0x6d65_6d6f;
/// How long a writer waits for another before it gives up.
const BUSY_WAIT: Duration = Duration::from_secs(5);
/// Statements kept ready: about as many as this room has.
const STATEMENTS: usize = 64;

/// The steps from one version of the schema to the next; step n leads to version n + 1.
pub(super) const MIGRATIONS: [&str; 3] = [
    include_str!("../../migrations/0001_first.sql"),
    include_str!("../../migrations/0002_scheduler.sql"),
    include_str!("../../migrations/0003_exams.sql"),
];
/// The version this program writes.
#[expect(clippy::cast_possible_wrap, reason = "a handful of migrations")]
pub(super) const VERSION: i64 = MIGRATIONS.len() as i64;

/// Opens the database at `path`.
pub(super) fn open(path: &Path, access: Access) -> Result<Opened, StoreError> {
    if path.is_dir() {
        return Err(StoreError::IsFolder { path: path.to_owned() });
    }
    match access {
        Access::Write => open_to_write(path),
        Access::WriteIfPossible => match open_to_write(path) {
            Err(
                StoreError::ReadOnly { .. }
                | StoreError::CannotOpen { .. }
                | StoreError::Io { .. }
                | StoreError::Full { .. },
            ) => open_copy(path),
            opened => opened,
        },
        Access::Read => open_to_read(path),
    }
}

/// Whether a database at that place could be written: its folder takes a file, and its own file allows it.
pub(super) fn can_be_written(path: &Path) -> bool {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = !path.exists() || std::fs::OpenOptions::new().append(true).open(path).is_ok();
    file && tempfile::Builder::new().prefix(".memoire-").tempfile_in(folder).is_ok()
}

/// A new database in memory.
pub(super) fn in_memory() -> Result<Connection, Fault> {
    let mut connection = Connection::open_in_memory()?;
    settle(&connection)?;
    migrate(&mut connection, 0)?;
    Ok(connection)
}

/// How often a database that is just being made by another process is tried again, and how long after.
const TRIES: u32 = 100;
/// See [`TRIES`].
const BETWEEN_TRIES: Duration = Duration::from_millis(50);

/// SQLite waits for other writers, but not for one that turns write-ahead logging on: that wait is here.
fn open_to_write(path: &Path) -> Result<Opened, StoreError> {
    for _ in 1..TRIES {
        match try_to_write(path) {
            Err(StoreError::Busy { .. }) if is_being_made(path) => std::thread::sleep(BETWEEN_TRIES),
            opened => return opened,
        }
    }
    try_to_write(path)
}

/// Whether the database has no schema yet, as far as can be seen from outside.
fn is_being_made(path: &Path) -> bool {
    let version = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .and_then(|connection| connection.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)));
    !matches!(version, Ok(version) if version > 0)
}

fn try_to_write(path: &Path) -> Result<Opened, StoreError> {
    let at = |fault: Fault| fault.at(path);
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)
            .map_err(|source| StoreError::Io { path: folder.to_owned(), source })?;
    }
    let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
        .map_err(|error| at(error.into()))?;
    let version = known_version(&connection, path)?;
    if connection.is_readonly("main").map_err(|error| at(error.into()))? {
        return Err(StoreError::ReadOnly { path: path.to_owned() });
    }
    prepare_to_write(&connection, path).map_err(at)?;
    if version < VERSION {
        if version > 0 {
            backup::before_migration(&connection, path, version)?;
        }
        migrate(&mut connection, version).map_err(at)?;
    }
    Ok(Opened { connection, lasting: true })
}

fn open_to_read(path: &Path) -> Result<Opened, StoreError> {
    if !path.exists() {
        let connection = in_memory().map_err(|fault| fault.at(path))?;
        return Ok(Opened { connection, lasting: false });
    }
    let connection = connect_read_only(path)?;
    if known_version(&connection, path)? < VERSION {
        return open_copy(path);
    }
    Ok(Opened { connection, lasting: false })
}

/// The database copied into memory, where it can be migrated and loaded into without touching the file.
pub(super) fn open_copy(path: &Path) -> Result<Opened, StoreError> {
    let at = |fault: Fault| fault.at(path);
    if !path.exists() {
        return open_to_read(path);
    }
    let source = connect_read_only(path)?;
    let version = known_version(&source, path)?;
    let copy = || {
        let mut copy = into_memory(&source)?;
        migrate(&mut copy, version)?;
        Ok(copy)
    };
    Ok(Opened { connection: copy().map_err(at)?, lasting: false })
}

/// A connection that only reads, also where SQLite cannot make its side files.
fn connect_read_only(path: &Path) -> Result<Connection, StoreError> {
    let at = |error: rusqlite::Error| Fault::from(error).at(path);
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(at)?;
    match connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0)) {
        Ok(_) => return Ok(connection),
        Err(error)
            if matches!(
                error.sqlite_error_code(),
                Some(
                    ErrorCode::CannotOpen
                        | ErrorCode::ReadOnly
                        | ErrorCode::DiskFull
                        | ErrorCode::SystemIoFailure
                )
            ) => {}
        Err(error) => return Err(at(error)),
    }
    drop(connection);
    if side_file(path, "-wal").metadata().is_ok_and(|wal| wal.len() > 0) {
        return connect_alone(path).or_else(|_| connect_to_twin(path));
    }
    connect_immutable(path).map_err(at)
}

/// The database with its log, without side files of one's own: possible where no other session has it open, and where
/// the file may be written, even if there is no space for anything new.
fn connect_alone(path: &Path) -> Result<Connection, rusqlite::Error> {
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update_and_check(None, "locking_mode", "exclusive", |row| row.get::<_, String>(0))?;
    into_memory(&connection)
}

/// A file with no log beside it holds everything: it can be read without any side file.
pub(super) fn connect_immutable(path: &Path) -> Result<Connection, rusqlite::Error> {
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => {
                uri.push(char::from(*byte));
            }
            other => uri.extend(format!("%{other:02X}").chars()),
        }
    }
    uri.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(uri, flags)?;
    settle(&connection)?;
    Ok(connection)
}

/// A file whose last changes are still in the log beside it is copied, log and all, to where it can be read.
pub(super) fn connect_to_twin(path: &Path) -> Result<Connection, StoreError> {
    let io = |source| StoreError::Io { path: path.to_owned(), source };
    let folder = tempfile::tempdir().map_err(io)?;
    let twin = folder.path().join("twin.db");
    std::fs::copy(path, &twin).map_err(io)?;
    std::fs::copy(side_file(path, "-wal"), side_file(&twin, "-wal")).map_err(io)?;
    Connection::open(&twin)
        .and_then(|source| into_memory(&source))
        .map_err(|error| Fault::from(error).at(path))
}

fn into_memory(source: &Connection) -> Result<Connection, rusqlite::Error> {
    let mut copy = Connection::open_in_memory()?;
    Backup::new(source, &mut copy)?.run_to_completion(i32::MAX, Duration::ZERO, None)?;
    settle(&copy)?;
    Ok(copy)
}

pub(super) fn side_file(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// A connection to a database that is about to be replaced.
pub(super) fn connect_to_release(path: &Path) -> Result<Connection, rusqlite::Error> {
    connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
}

fn connect(path: &Path, access: OpenFlags) -> Result<Connection, rusqlite::Error> {
    let connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    settle(&connection)?;
    Ok(connection)
}

fn settle(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.busy_timeout(BUSY_WAIT)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    Ok(())
}

/// The version of the schema, if this program may touch the file at all. Nothing is written before that is known.
fn known_version(connection: &Connection, path: &Path) -> Result<i64, StoreError> {
    let read = || -> Result<(i64, i64, i64), Fault> {
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        let found = connection.query_row(
            "SELECT (SELECT user_version FROM pragma_user_version),
                    (SELECT application_id FROM pragma_application_id),
                    (SELECT count(*) FROM sqlite_schema)",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        Ok(found)
    };
    let (version, application, tables) = read().map_err(|fault| fault.at(path))?;
    match (application, version) {
        (APPLICATION, found) if found > VERSION => {
            Err(StoreError::Newer { path: path.to_owned(), found, known: VERSION })
        }
        (APPLICATION, found) => Ok(found),
        (0, 0) if tables == 0 => Ok(0),
        _ => Err(StoreError::Foreign { path: path.to_owned() }),
    }
}

/// Write-ahead logging with a sync a transaction; where the file system refuses it, a rollback journal.
fn prepare_to_write(connection: &Connection, path: &Path) -> Result<(), Fault> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    let wanted = if backup::network(path).is_some() { "delete" } else { "wal" };
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", wanted, |row| row.get(0))?;
    if mode != wanted {
        connection.pragma_update_and_check(None, "journal_mode", "delete", |row| row.get::<_, String>(0))?;
    }
    connection.pragma_update(None, "synchronous", "full")?;
    Ok(())
}

/// Brings the schema from `version` to [`VERSION`], each step in a transaction of its own.
///
/// References are not enforced meanwhile, so that a step may move a table to another shape; before a step ends, they
/// are checked as a whole.
fn migrate(connection: &mut Connection, version: i64) -> Result<(), Fault> {
    if version >= VERSION {
        return Ok(());
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, false)?;
    for (step, sql) in (1..).zip(MIGRATIONS) {
        if step > version {
            advance(connection, step, sql)?;
        }
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    Ok(())
}

/// One step, unless another process has taken it meanwhile.
fn advance(connection: &mut Connection, step: i64, sql: &str) -> Result<(), Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found >= step {
        return Ok(());
    }
    transaction.execute_batch(sql)?;
    dangling(&transaction)?;
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", step)?;
    transaction.commit()?;
    Ok(())
}

/// An error when a row refers to one that is not there.
fn dangling(transaction: &Transaction<'_>) -> Result<(), Fault> {
    let mut statement = transaction.prepare("SELECT rowid, \"table\", parent FROM pragma_foreign_key_check")?;
    let mut rows = statement.query([])?;
    match rows.next()? {
        None => Ok(()),
        Some(row) => {
            let id = row.get::<_, Option<i64>>(0)?.unwrap_or_default();
            Err(Fault::Damaged { table: table_named(&row.get::<_, String>(1)?), id, column: row.get(2)? })
        }
    }
}

/// A table of this schema by its name.
fn table_named(name: &str) -> &'static str {
    ["files", "objectives", "decks", "cards", "texts", "reviews", "days", "redates"]
        .into_iter()
        .find(|known| *known == name)
        .unwrap_or("?")
}
