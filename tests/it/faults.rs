//! What is broken, missing, or not to be written.

use std::fs;

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::world::{AID, World};

const BROKEN: &str = "format = 1\nid = \"aid\"\n[quick]\nburn = \"What cools a burn\"\n";

#[test]
fn a_broken_deck_stops_only_itself() {
    let world = World::new();
    world.write("decks/aid.toml", BROKEN);
    assert_snapshot!(world.run(&["due"]), @"");
    let run = world.run(&["due", "--json"]);
    assert_eq!(run.code, 0);
    assert_snapshot!(run.err, @"");
}

#[test]
fn the_last_good_version_stays_in_use() {
    let world = World::new();
    world.write("decks/aid.toml", AID);
    world.study(&["aid"], &["", "3"]);
    world.write("decks/aid.toml", BROKEN);
    assert_eq!(world.json(&["cards", "aid"])["cards"][0]["state"], "learning");
    assert_eq!(world.json(&["history", "aid/burn"])["reviews"].as_array().unwrap().len(), 1);
}

#[test]
fn nothing_usable() {
    let world = World::empty();
    world.write("decks/aid.toml", BROKEN);
    assert_snapshot!(world.run(&["due"]), @"");
    fs::create_dir(world.path("bare")).unwrap();
    assert_snapshot!(world.run(&["due", "--decks", "bare"]), @"");
    assert_snapshot!(world.run(&["due", "--decks", "nowhere"]), @"");
    assert_snapshot!(world.run(&["due", "--decks", "nowhere", "--json"]), @"");
}

#[test]
fn a_newer_database_is_refused() {
    let world = World::new();
    world.done(&["due"]);
    Connection::open(world.database()).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert_snapshot!(world.run(&["due"]), @"");
    assert_snapshot!(world.run(&["study", "--plain", "--json"]), @"");
}

#[test]
fn what_is_no_database_is_refused() {
    let world = World::new();
    world.write("notes.txt", &"not a database at all. ".repeat(100));
    assert_snapshot!(world.run(&["due", "--db", "notes.txt"]), @"");
    assert_snapshot!(world.run(&["due", "--db", "decks"]), @"");
}

#[test]
fn where_nothing_can_be_written_reading_still_works() {
    let world = World::new();
    world.write("blocked", "a file where a folder would have to be");
    assert_snapshot!(world.run(&["due", "--db", "blocked/progress.db"]), @"");
    assert_snapshot!(world.feed(&["study", "--plain", "--db", "blocked/progress.db"], "\n3\n"), @"");
}

#[test]
fn a_clock_that_cannot_be_read() {
    let mut world = World::new();
    world.set("MEMOIRE_NOW", "yesterday");
    assert_snapshot!(world.run(&["due"]), @"");
    world.set("MEMOIRE_NOW", "2026-03-01T09:00:00Z");
    world.set("MEMOIRE_SEED", "many");
    assert_snapshot!(world.run(&["due", "--json"]), @"");
}
