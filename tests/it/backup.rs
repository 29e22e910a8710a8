//! Copies made and put in place again.

use std::fs;

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::world::World;

#[test]
fn a_copy_brings_back_what_was_and_the_present_is_kept() {
    let world = World::new();
    world.study(&["fire/alarm"], &["", "4"]);
    assert_snapshot!(world.run(&["backup", "then.db"]), @"
    Copied to then.db.
    --- standard error
    `memoire restore then.db` brings it back.
    --- exit 0
    ");
    world.done(&["reset", "fire/alarm", "-y"]);
    assert_snapshot!(world.run(&["restore", "then.db"]), @"
    --- standard error
    error: to put a copy (11 cards, 1 row of the log, the last of 2026-03-01) in the place of [WORLD]/home/data/memoire/progress.db needs a yes, and there is no terminal to ask on
    hint: repeat it with --yes
    --- exit 2
    ");
    assert_snapshot!(world.run(&["restore", "then.db", "-y"]), @"
    [WORLD]/home/data/memoire/progress.db is as then.db was.
    --- standard error
    What it was is kept: `memoire restore [WORLD]/home/data/memoire/backups/progress-before-restore-2026-03-01.db` takes it back.
    --- exit 0
    ");
    assert_eq!(world.json(&["cards", "fire/alarm"])["cards"][0]["state"], "review");
    let kept = world.database().parent().unwrap().join("backups/progress-before-restore-2026-03-01.db");
    world.done(&["restore", kept.to_str().unwrap(), "-y"]);
    assert_eq!(world.json(&["cards", "fire/alarm"])["cards"][0]["state"], "new");
    assert_eq!(world.run(&["doctor"]).code, 0);
}

#[test]
fn a_damaged_database_gives_way_to_a_copy_and_is_kept() {
    let world = World::new();
    world.study(&["fire/alarm"], &["", "4"]);
    let copies = world.database().parent().unwrap().join("backups");
    let copy = copies.join("progress-2026-03-01.db");
    let mut bytes = fs::read(world.database()).unwrap();
    bytes[4096..40_000].fill(0);
    fs::write(world.database(), &bytes).unwrap();
    assert_eq!(world.run(&["due"]).code, 74);
    world.done(&["restore", copy.to_str().unwrap(), "-y"]);
    assert_eq!(world.json(&["cards", "fire/alarm"])["cards"][0]["state"], "review");
    let kept = fs::read(copies.join("progress-before-restore-2026-03-01.db")).unwrap();
    assert!(kept == bytes, "the damaged file is kept as it is");
}

#[test]
fn what_is_no_whole_copy_is_refused_and_nothing_changes() {
    let world = World::new();
    world.study(&["fire/alarm"], &["", "4"]);
    world.done(&["backup", "half.db"]);
    let bytes = fs::read(world.path("half.db")).unwrap();
    fs::write(world.path("half.db"), &bytes[..bytes.len() / 2]).unwrap();
    world.write("letter.db", &"no database at all. ".repeat(200));
    let before = fs::read(world.database()).unwrap();
    for (file, code) in [("half.db", 74), ("letter.db", 74), ("nowhere.db", 66)] {
        let run = world.run(&["restore", file, "-y"]);
        assert_eq!(run.code, code, "{run}");
        assert!(run.err.contains(file), "{run}");
    }
    assert!(fs::read(world.database()).unwrap() == before, "nothing changes");
}

#[test]
fn a_database_that_a_session_has_open_is_not_replaced() {
    let world = World::new();
    world.study(&["fire/alarm"], &["", "4"]);
    world.done(&["backup", "then.db"]);
    let session = Connection::open(world.database()).unwrap();
    session.query_row("SELECT count(*) FROM cards", [], |row| row.get::<_, i64>(0)).unwrap();
    let run = world.run(&["restore", "then.db", "-y"]);
    assert_eq!(run.code, 75, "{run}");
    drop(session);
    world.done(&["restore", "then.db", "-y"]);
}

#[test]
fn a_copy_never_takes_the_place_of_a_file_and_needs_a_database() {
    let world = World::new();
    assert_eq!(world.run(&["backup"]).code, 66);
    world.done(&["due"]);
    world.write("there.db", "mine");
    let run = world.run(&["backup", "there.db"]);
    assert_eq!((run.code, world.read("there.db").as_str()), (73, "mine"), "{run}");
    let json = world.json(&["backup"]);
    assert!(json["backup"].as_str().unwrap().ends_with("backups/progress-2026-03-01-090000.db"), "{json}");
}
