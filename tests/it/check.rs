use insta::assert_snapshot;

use crate::world::{AID, World};

/// Two faults and a duplicate of `fire/alarm`.
const BROKEN: &str = "format = 1\nid = \"fire\"\n[quick]\nalarm = \"Again? :: Yes\"\n";

#[test]
fn good_files_have_no_faults() {
    let world = World::new();
    world.write("decks/aid.toml", AID);
    assert_snapshot!(world.run(&["check"]), @"");
    assert_snapshot!(world.run(&["check", "--json"]), @"");
}

#[test]
fn all_faults_of_all_files() {
    let world = World::new();
    world.write(
        "decks/aid.toml",
        "format = 1\nid = \"aid\"\n[card.burn]\nquesion = \"A?\"\na = \"B\"\nhint = 3\n",
    );
    world.write("decks/more.toml", BROKEN);
    world.write("decks/page.facts.toml", "format = 1\n[document]\nid = \"page\"\ntitel = \"Page\"\n");
    assert_snapshot!(world.run(&["check"]), @"");
    assert_eq!(world.run(&["check", "--json"]).code, 1);
}

#[test]
fn a_fault_in_json() {
    let world = World::empty();
    world.write("one.toml", "format = 1\nid = \"one\"\n[quick]\na = \"no separator\"\n");
    assert_snapshot!(world.run(&["check", "one.toml", "--json"]), @"");
}

#[test]
fn files_and_folders_are_named() {
    let world = World::new();
    world.write("other/aid.toml", AID);
    assert_snapshot!(world.run(&["check", "other", "decks/fire.toml"]), @"");
    assert_snapshot!(world.run(&["check", "nowhere"]), @"");
}

#[test]
fn warnings_are_no_errors_unless_strict() {
    let world = World::empty();
    let escape = "format = 1\nid = \"one\"\n[card.a]\nq = \"What is $\\times$?\"\na = \"B\"\n";
    world.write("decks/one.toml", escape);
    assert_snapshot!(world.run(&["check"]), @"");
    assert_eq!(world.run(&["check", "--strict"]).code, 1);
}

#[test]
fn checking_touches_no_database() {
    let world = World::new();
    world.done(&["check"]);
    assert!(!world.database().exists());
}

#[test]
fn the_built_in_deck_and_the_decks_shipped_have_no_faults() {
    let world = World::empty();
    assert_eq!(world.run(&["check", "--strict"]).code, 0);
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/decks");
    let run = world.run(&["check", "--strict", shipped]);
    assert_eq!(run.code, 0, "{run}");
}
