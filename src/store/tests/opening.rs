//! Real files: versions, damage, locks, places that cannot be written.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tempfile::TempDir;

use super::{Desk, deck_text, key, moment, roots};
use crate::model::{Day, Grade, ReviewKind};
use crate::schedule::{Params, next_states};
use crate::store::open::VERSION;
use crate::store::{Access, GradeRequest, Store, StoreError, Written};

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sub/progress.db");
    (folder, path)
}

/// A database with two cards, one graded, closed again.
fn filled(path: &Path) {
    let mut desk = Desk::over(Store::open(path, Access::Write).unwrap());
    desk.load_root(super::ROOT, &[("d.toml", &deck_text("[quick]\na = \"x :: y\"\nb = \"v :: w\""))]);
    desk.grade("d/a", Grade::Easy, 100);
}

#[test]
fn progress_is_there_when_opened_again() {
    let (_folder, path) = folder();
    filled(&path);
    let store = Store::open(&path, Access::Write).unwrap();
    assert_eq!(store.journal_mode().unwrap(), "wal");
    assert_eq!(store.card_by_key(&key("d/a")).unwrap().unwrap().grades, 1);
    store.check().unwrap();
}

#[test]
fn a_newer_database_is_refused_with_both_versions_and_left_alone() {
    let (_folder, path) = folder();
    filled(&path);
    Connection::open(&path)
        .unwrap()
        .pragma_update(None, "user_version", VERSION + 1)
        .unwrap();
    let before = fs::read(&path).unwrap();
    for access in [Access::Write, Access::WriteIfPossible, Access::Read] {
        let error = Store::open(&path, access).unwrap_err();
        let (ours, theirs) = (VERSION, VERSION + 1);
        assert!(matches!(error, StoreError::Newer { found, known, .. } if (found, known) == (theirs, ours)));
        let words = error.to_string();
        assert!(words.contains(&format!("version {theirs}")) && words.contains(&ours.to_string()), "{words}");
    }
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn what_is_no_database_of_ours_is_refused_and_left_alone() {
    let (folder, _) = folder();
    let path = folder.path().join("x.db");
    fs::write(&path, "a letter, rather long, to make sure that it is read as one").unwrap();
    assert!(matches!(Store::open(&path, Access::Write), Err(StoreError::NotADatabase { .. })));
    assert!(fs::read_to_string(&path).unwrap().starts_with("a letter"));

    let other = folder.path().join("other.db");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE theirs (x)").unwrap();
    assert!(matches!(Store::open(&other, Access::Write), Err(StoreError::Foreign { .. })));
    assert!(matches!(Store::open(folder.path(), Access::Write), Err(StoreError::IsFolder { .. })));
}

#[test]
fn a_damaged_database_is_said_to_be_damaged_and_kept() {
    let (_folder, path) = folder();
    {
        let mut desk = Desk::over(Store::open(&path, Access::Write).unwrap());
        let lines: String = (0..500).map(|n| format!("c{n} = \"question {n} :: answer {n}\"\n")).collect();
        desk.load_root(super::ROOT, &[("d.toml", &deck_text(&format!("[quick]\n{lines}")))]);
    }
    let good = fs::read(&path).unwrap();
    let mut zeroed = good.clone();
    let middle = good.len() / 2 / 4096 * 4096;
    zeroed[middle..middle + 4096].fill(0);
    for bad in [zeroed, good[..good.len() / 2].to_vec()] {
        fs::write(&path, &bad).unwrap();
        let error = Store::open(&path, Access::Write)
            .and_then(|store| {
                store.check()?;
                store.cards(&roots(), true)
            })
            .unwrap_err();
        assert!(matches!(error, StoreError::Corrupt { .. }), "{error:?}");
        let words = error.to_string();
        assert!(
            words.contains("damaged") && words.contains("progress.db") && words.contains("backups"),
            "{words}"
        );
        assert_eq!(fs::read(&path).unwrap(), bad);
    }
}

#[test]
fn two_sessions_read_and_write_side_by_side() {
    let (_folder, path) = folder();
    filled(&path);
    let mut one = Desk::over(Store::open(&path, Access::Write).unwrap());
    let mut two = Store::open(&path, Access::Write).unwrap();
    let seen = two.card_by_key(&key("d/b")).unwrap().unwrap();
    one.uuids = super::Uuids(1000);
    one.grade("d/b", Grade::Good, 100);
    let params = Params::default();
    let request = GradeRequest {
        card: seen.id,
        kind: ReviewKind::Grade,
        grade: Grade::Easy,
        expected: seen.state,
        after: next_states(&seen.state, &params, moment(100), None)[3],
        millis: None,
        fuzz: None,
        params: &params,
        now: moment(100),
        uuid: uuid::Uuid::from_u128(2000),
    };
    let Written::Overtaken(state) = two.write_grade(&request).unwrap() else { panic!("written") };
    assert_eq!(state, one.store.card(seen.id).unwrap().state);
}

#[test]
fn a_held_lock_lets_others_read_and_tells_writers() {
    let (_folder, path) = folder();
    filled(&path);
    let holder = Connection::open(&path).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut desk = Desk::over(Store::open(&path, Access::Write).unwrap());
    desk.store.connection.busy_timeout(std::time::Duration::ZERO).unwrap();
    assert_eq!(desk.store.cards(&roots(), false).unwrap().len(), 2);
    let card = desk.id("d/b");
    let error = desk
        .store
        .act(&[card], &super::super::Action::Bury, moment(100), &mut || uuid::Uuid::from_u128(9))
        .unwrap_err();
    assert!(matches!(error, StoreError::Busy { .. }), "{error:?}");
}

#[test]
fn reading_needs_no_file_and_makes_none() {
    let (folder, path) = folder();
    let store = Store::open(&path, Access::Read).unwrap();
    assert_eq!(store.cards(&roots(), true).unwrap(), []);
    assert!(!store.writable());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_store_that_cannot_be_written_says_so_at_the_first_write() {
    let (_folder, path) = folder();
    filled(&path);
    let mut desk = Desk::over(Store::open(&path, Access::Read).unwrap());
    let card = desk.id("d/b");
    let error = desk
        .store
        .act(&[card], &super::super::Action::Suspend, moment(100), &mut || uuid::Uuid::from_u128(9))
        .unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
}

/// Whether permissions bind this user; they do not bind root.
fn lock_away(folder: &Path) -> bool {
    let mut permissions = fs::metadata(folder).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(folder, permissions).unwrap();
    let probe = folder.join("probe");
    let bound = fs::write(&probe, "").is_err();
    let _ = fs::remove_file(probe);
    bound
}

#[test]
fn in_a_folder_that_cannot_be_written_reading_goes_on_and_study_is_refused_at_once() {
    let (_folder, path) = folder();
    filled(&path);
    let place = path.parent().unwrap();
    if lock_away(place) {
        assert!(matches!(
            Store::open(&path, Access::Write),
            Err(StoreError::ReadOnly { .. } | StoreError::CannotOpen { .. })
        ));
        for access in [Access::WriteIfPossible, Access::Read] {
            let store = Store::open(&path, access).unwrap();
            assert_eq!(store.cards(&roots(), false).unwrap().len(), 2);
            assert!(!store.writable());
        }
    }
    #[expect(clippy::permissions_set_readonly_false, reason = "a temporary folder, about to be removed")]
    {
        let mut permissions = fs::metadata(place).unwrap().permissions();
        permissions.set_readonly(false);
        fs::set_permissions(place, permissions).unwrap();
    }
}

#[test]
fn a_copy_in_memory_can_be_loaded_into_and_leaves_the_file_alone() {
    let (_folder, path) = folder();
    filled(&path);
    let before = fs::read(&path).unwrap();
    let opened = super::super::open::open_copy(&path).unwrap();
    let store = Store { connection: opened.connection, path: path.clone(), lasting: opened.lasting };
    let mut desk = Desk::over(store);
    desk.load_root(super::ROOT, &[("d.toml", &deck_text("[quick]\na = \"x :: y\"\nnew = \"r :: s\""))]);
    assert_eq!(desk.store.cards(&roots(), false).unwrap().len(), 2);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn changes_still_in_the_log_beside_the_file_are_read_too() {
    let (folder, path) = folder();
    filled(&path);
    let mut desk = Desk::over(Store::open(&path, Access::Write).unwrap());
    desk.uuids = super::Uuids(1000);
    desk.grade("d/b", Grade::Good, 100);
    // What a crash leaves: the file and its log.
    let twin = folder.path().join("twin.db");
    fs::copy(&path, &twin).unwrap();
    fs::copy(path.with_file_name("progress.db-wal"), folder.path().join("twin.db-wal")).unwrap();
    let connection = super::super::open::connect_to_twin(&twin).unwrap();
    let rows: i64 = connection.query_row("SELECT count(*) FROM reviews", [], |row| row.get(0)).unwrap();
    assert_eq!(rows, 2);
}

#[test]
fn a_file_is_read_as_unchanging_whatever_its_name() {
    let (folder, path) = folder();
    filled(&path);
    let odd = folder.path().join("100% só? #1.db");
    fs::copy(&path, &odd).unwrap();
    let connection = super::super::open::connect_immutable(&odd).unwrap();
    let rows: i64 = connection.query_row("SELECT count(*) FROM cards", [], |row| row.get(0)).unwrap();
    assert_eq!(rows, 2);
}

#[test]
fn seven_daily_copies_are_kept_and_each_is_whole() {
    let (_folder, path) = folder();
    filled(&path);
    let store = Store::open(&path, Access::Write).unwrap();
    for day in 100..110 {
        assert!(store.backup_daily(Day::from_epoch(day)).unwrap().is_some());
        assert!(store.backup_daily(Day::from_epoch(day)).unwrap().is_none());
    }
    let mut names: Vec<String> = fs::read_dir(path.parent().unwrap().join("backups"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names.len(), 7);
    assert_eq!(names[0], "progress-1970-04-14.db");
    let copy = Store::open(&path.parent().unwrap().join("backups").join(&names[6]), Access::Write).unwrap();
    assert_eq!(copy.card_by_key(&key("d/a")).unwrap().unwrap().grades, 1);
}

/// A database as version 1 of the schema wrote it; kept as it is when the schema goes on.
const FIRST_SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/store/v1.db");

#[test]
fn a_database_of_the_first_schema_opens_with_its_history() {
    let (_folder, path) = folder();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::copy(FIRST_SCHEMA, &path).unwrap();
    let mut store = Store::open(&path, Access::Write).unwrap();
    let card = store.card_by_key(&key("d/a")).unwrap().unwrap();
    assert_eq!((card.grades, card.state.interval), (1, 4));
    assert_eq!(store.history(&key("d/a")).unwrap().len(), 1);
    assert_eq!(store.rebuild(false, &mut |_, _| {}).unwrap(), []);
    store.check().unwrap();
}

/// A database with a week of study, as the program of the first schema wrote it.
const STUDIED_BY_THE_FIRST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/schema/1.db");

/// Every row of a table in these columns, as text.
fn dump(path: &Path, table: &str, columns: &str) -> Vec<String> {
    let connection = Connection::open(path).unwrap();
    let list: String = columns.split(", ").map(|column| format!("quote({column}) || ' ' || ")).collect();
    let mut statement =
        connection.prepare(&format!("SELECT {list}'' FROM {table} ORDER BY rowid")).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

fn columns_of(path: &Path, table: &str) -> String {
    let connection = Connection::open(path).unwrap();
    let sql = format!("SELECT group_concat(name, ', ') FROM pragma_table_info('{table}')");
    connection.query_row(&sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn a_database_of_the_first_schema_is_kept_and_taken_over_row_by_row() {
    let (_folder, path) = folder();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let old = Path::new(STUDIED_BY_THE_FIRST);
    fs::copy(old, &path).unwrap();
    let mut store = Store::open(&path, Access::Write).unwrap();
    assert_eq!(store.rebuild(false, &mut |_, _| {}).unwrap(), []);
    store.check().unwrap();
    let backup = path.with_file_name("backups").join("progress-schema-1.db");
    for table in ["reviews", "cards", "texts", "files", "decks", "params", "roots"] {
        let columns = columns_of(old, table);
        let before = dump(old, table, &columns);
        assert!(!before.is_empty());
        assert_eq!(dump(&path, table, &columns), before, "{table}");
        assert_eq!(dump(&backup, table, &columns), before, "{table}");
    }
    // The days point into the log as before, and the log is as closed as before.
    assert_eq!(dump(&path, "days", "day, first_seq"), dump(old, "days", "day, first_seq"));
    let run = |sql: &str| store.connection.execute(sql, []);
    assert!(run("UPDATE reviews SET grade = 4").is_err());
    assert!(run("DELETE FROM reviews").is_err());
    assert!(run("INSERT INTO days (day, first_seq) VALUES (1, 999)").is_err(), "references hold again");
}

#[test]
fn the_migration_knows_which_variant_made_a_state() {
    let (_folder, path) = folder();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::copy(STUDIED_BY_THE_FIRST, &path).unwrap();
    drop(Store::open(&path, Access::Write).unwrap());
    let made = dump(&path, "cards", "state, variant");
    let of = |state: &str, variant: &str| {
        made.iter().filter(|row| row.trim() == format!("'{state}' {variant}")).count()
    };
    assert_eq!((of("new", "NULL"), of("learning", "'sm2+'"), of("review", "'sm2+'")), (3, 2, 2), "{made:?}");
    assert_eq!(made.len(), 7);
}

#[test]
#[ignore = "writes the fixture of a new schema version: run once when one is released"]
fn write_the_fixture_of_this_schema() {
    let (_folder, path) = folder();
    filled(&path);
    let target = Path::new(FIRST_SCHEMA);
    fs::create_dir_all(target.parent().unwrap()).unwrap();
    fs::copy(&path, target).unwrap();
}
