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
    assert_snapshot!(world.run(&["due"]), @r#"
    deck  new  learning  due  overdue
    fire    8         0    0        0
    --- standard error
    Decks are read from ./decks.
    decks/aid.toml:4:8: error: no answer: the line has neither " :: " nor a blank
     4 | burn = "What cools a burn"
       |        ^^^^^^^^^^^^^^^^^^^
      hint: write "question :: answer"
    1 file is left out until mended; what was loaded from it before stays.
    --- exit 0
    "#);
    let run = world.run(&["due", "--json"]);
    assert_eq!(run.code, 0);
    assert_snapshot!(run.err, @r#"{"format":1,"diagnostics":[{"path":"decks/aid.toml","line":4,"column":8,"severity":"error","code":"quick-no-separator","message":"no answer: the line has neither \" :: \" nor a blank","hint":"write \"question :: answer\""}]}"#);
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
    assert_snapshot!(world.run(&["due"]), @r#"
    --- standard error
    Decks are read from ./decks.
    decks/aid.toml:4:8: error: no answer: the line has neither " :: " nor a blank
     4 | burn = "What cools a burn"
       |        ^^^^^^^^^^^^^^^^^^^
      hint: write "question :: answer"
    1 file is left out until mended; what was loaded from it before stays.
    error: no deck can be used: 1 file is faulty
    hint: `memoire check` lists the faults again
    --- exit 65
    "#);
    fs::create_dir(world.path("bare")).unwrap();
    assert_snapshot!(world.run(&["due", "--decks", "bare"]), @"
    --- standard error
    error: no decks in bare
    hint: `memoire init bare` writes a starter deck
    --- exit 66
    ");
    assert_snapshot!(world.run(&["due", "--decks", "nowhere"]), @"
    --- standard error
    warning: nowhere cannot be read
    error: no such folder of decks: nowhere
    hint: name a folder that exists with --decks, or in the configuration
    --- exit 66
    ");
    assert_snapshot!(world.run(&["due", "--decks", "nowhere", "--json"]), @r#"
    --- standard error
    {"format":1,"error":{"message":"no such folder of decks: nowhere","hint":"name a folder that exists with --decks, or in the configuration","exit":66}}
    --- exit 66
    "#);
}

#[test]
fn a_newer_database_is_refused() {
    let world = World::new();
    world.done(&["due"]);
    Connection::open(world.database()).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert_snapshot!(world.run(&["due"]), @"
    --- standard error
    Decks are read from ./decks.
    error: [WORLD]/home/data/memoire/progress.db: the database has version 99, this program knows versions up to 3
    hint: use the newer program, or another database with --db
    --- exit 74
    ");
    assert_snapshot!(world.run(&["cards", "--json"]), @r#"
    --- standard error
    {"format":1,"error":{"message":"[WORLD]/home/data/memoire/progress.db: the database has version 99, this program knows versions up to 3","hint":"use the newer program, or another database with --db","exit":74}}
    --- exit 74
    "#);
}

#[test]
fn what_is_no_database_is_refused() {
    let world = World::new();
    world.write("notes.txt", &"not a database at all. ".repeat(100));
    assert_snapshot!(world.run(&["due", "--db", "notes.txt"]), @"
    --- standard error
    Decks are read from ./decks.
    error: notes.txt: not a database
    hint: name another file with --db
    --- exit 74
    ");
    assert_snapshot!(world.run(&["due", "--db", "decks"]), @"
    --- standard error
    Decks are read from ./decks.
    error: decks: a folder, not a database
    hint: name another file with --db
    --- exit 73
    ");
}

#[test]
fn where_nothing_can_be_written_reading_still_works() {
    let world = World::new();
    world.write("blocked", "a file where a folder would have to be");
    assert_snapshot!(world.run(&["due", "--db", "blocked/progress.db"]), @"
    deck  new  learning  due  overdue
    fire    8         0    0        0
    --- standard error
    Decks are read from ./decks.
    --- exit 0
    ");
    assert_snapshot!(world.feed(&["study", "--plain", "--db", "blocked/progress.db"], "\n3\n"), @"
    --- standard error
    Decks are read from ./decks.
    error: blocked: the file cannot be read or written: File exists (os error 17)
    hint: name a file in a folder that can be written with --db
    --- exit 74
    ");
}

#[test]
fn a_clock_that_cannot_be_read() {
    let mut world = World::new();
    world.set("MEMOIRE_NOW", "yesterday");
    assert_snapshot!(world.run(&["due"]), @r#"
    --- standard error
    error: MEMOIRE_NOW is "yesterday", which is no time of RFC 3339
    hint: write it like 2026-03-01T09:00:00Z
    --- exit 2
    "#);
    world.set("MEMOIRE_NOW", "2026-03-01T09:00:00Z");
    world.set("MEMOIRE_SEED", "many");
    assert_snapshot!(world.run(&["due", "--json"]), @r#"
    --- standard error
    {"format":1,"error":{"message":"MEMOIRE_SEED is \"many\", which is no whole number of 0 or more","hint":null,"exit":2}}
    --- exit 2
    "#);
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    use std::io::Read;
    use std::process::Stdio;

    let world = World::new();
    let mut child = world.command(&["schema"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""));
}

#[test]
fn what_a_load_changed_is_said_to_readers_of_json_too() {
    let world = World::new();
    world.done(&["decks"]);
    world.write("decks/fire.toml", &crate::world::FIRE.replace("alarm =", "bell ="));
    let run = world.run(&["due", "--json"]);
    assert!(run.err.contains("fire/alarm goes on as fire/bell"), "{run}");
    assert!(serde_json::from_str::<serde_json::Value>(&run.err).unwrap()["news"].is_array(), "{run}");
}

#[test]
fn a_flood_of_faults_is_cut_short_but_not_by_check() {
    let world = World::new();
    let cards: String = (0..50).map(|card| format!("[card.c{card}]\nq = \"q\"\n")).collect();
    world.write("decks/broken.toml", &format!("format = 1\nid = \"broken\"\n{cards}"));
    let run = world.run(&["due"]);
    assert_eq!(run.err.matches("error:").count(), 20, "{run}");
    assert!(run.err.contains("30 faults more"), "{run}");
    assert_eq!(world.run(&["check"]).out.matches("error:").count(), 50);
}

#[test]
fn a_card_of_another_root_is_out_of_reach() {
    let world = World::new();
    world.write("other/aid.toml", crate::world::AID);
    world.done(&["--decks", "other", "decks"]);
    assert_eq!(world.run(&["--decks", "decks", "reset", "aid/burn", "-y"]).code, 66);
}

#[test]
fn a_deck_cannot_write_to_the_terminal() {
    let world = World::new();
    world.write(
        "decks/bad.toml",
        "format = 1\nid = \"bad\"\n[card.x]\nq = \"a\\u001b]52;c;aGk=\\u0007b\"\na = \"x\"\n",
    );
    for arguments in [&["show", "bad/x"][..], &["cards", "bad"]] {
        assert!(!world.done(arguments).contains('\u{1b}'), "{arguments:?}");
    }
}

#[test]
fn blanks_that_changed_too_much_to_be_linked_are_told() {
    let world = World::new();
    world.study(&["fire/triangle/heat"], &["", "4"]);
    let changed = crate::world::FIRE.replace(
        "Fire needs {{heat}}, {{fuel::it burns}} and {{#o oxygen}}.",
        "Fire needs {{warmth}} and {{air}}.",
    );
    world.write("decks/fire.toml", &changed);
    let run = world.run(&["decks"]);
    assert!(run.err.contains("fire/triangle/warmth") && run.err.contains("no history goes on"), "{run}");
}
