//! `memoire generate` and `memoire facts` through the program.

use crate::world::World;

const DOCUMENT: &str =
    "Fire handbook\n\nThe site has two assembly points. The northern one was opened in May 2019.\n";

const FACTS: &str = r#"format = 1
[document]
id = "handbook"
title = "Fire handbook"
file = "handbook.txt"

[fact.north]
kind = "event"
importance = 2
statement = "The northern assembly point was opened in May 2019."
source = { find = "northern one" } # a comment
slots.when = "2019-05"
ask.when = "When was the northern assembly point opened?"
"#;

fn world() -> World {
    let world = World::empty();
    world.write("handbook.txt", DOCUMENT);
    world.write("handbook.facts.toml", FACTS);
    world.done(&["facts", "check", "handbook.facts.toml", "--write"]);
    world
}

#[test]
fn places_are_filled_in_and_comments_stay() {
    let text = world().read("handbook.facts.toml");
    assert!(text.contains("at = \"p1 s2\"") && text.contains("# a comment"), "{text}");
    assert!(!text.contains("find"), "{text}");
}

#[test]
fn the_same_facts_give_the_same_bytes_wherever_they_are() {
    let world = world();
    world.done(&["generate", "handbook.facts.toml"]);
    world.write("away/other/handbook.facts.toml", &world.read("handbook.facts.toml"));
    world.done(&["generate", "away/other/handbook.facts.toml"]);
    assert_eq!(world.read("handbook.toml"), world.read("away/other/handbook.toml"));
}

#[test]
fn the_committed_deck_is_what_its_facts_give() {
    let world = World::empty();
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/decks/nato-un");
    world.write("facts.toml", &std::fs::read_to_string(format!("{root}/facts.toml")).unwrap());
    world.done(&["generate", "facts.toml"]);
    assert!(
        world.read("nato-un.toml") == std::fs::read_to_string(format!("{root}/nato-un.toml")).unwrap(),
        "decks/nato-un/nato-un.toml is to be generated anew"
    );
}

#[test]
fn an_edited_entry_is_kept_until_it_is_settled() {
    let world = world();
    world.done(&["generate", "handbook.facts.toml"]);
    let generated = world.read("handbook.toml");
    let edited = generated.replace("When was the northern", "In which month was the northern");
    world.write("handbook.toml", &edited);
    let run = world.run(&["generate", "handbook.facts.toml"]);
    assert!(run.err.contains("kept north: it was edited by hand"), "{run}");
    assert_eq!(world.read("handbook.toml"), edited);
    let diff = world.done(&["generate", "handbook.facts.toml", "--diff"]);
    assert!(diff.contains("+q = \"When was the northern"), "{diff}");
    world.done(&["generate", "handbook.facts.toml", "--adopt", "north"]);
    assert!(!world.run(&["generate", "handbook.facts.toml"]).err.contains("kept"));
    assert!(world.read("handbook.toml").contains("In which month"));
}

#[test]
fn discarding_an_edit_takes_the_generated_text_again() {
    let world = world();
    world.done(&["generate", "handbook.facts.toml"]);
    let generated = world.read("handbook.toml");
    world.write("handbook.toml", &generated.replace("When was", "In which month was"));
    world.done(&["generate", "handbook.facts.toml", "--discard", "handbook/north"]);
    assert_eq!(world.read("handbook.toml"), generated);
}

#[test]
fn a_deck_written_by_hand_is_never_generated_over() {
    let world = world();
    let by_hand = "format = 1\nid = \"mine\"\n[quick]\na = \"x :: y\"\n";
    world.write("mine.toml", by_hand);
    let run = world.run(&["generate", "handbook.facts.toml", "-o", "mine.toml"]);
    assert_eq!(run.code, 73, "{run}");
    assert_eq!(world.read("mine.toml"), by_hand);
}

#[test]
fn a_passage_that_moved_is_followed_and_one_that_changed_is_told() {
    let world = world();
    world.write("handbook.txt", &DOCUMENT.replace("The site", "Read this first, all of it.\n\nThe site"));
    let moved = world.run(&["facts", "check", "handbook.facts.toml", "--write"]);
    assert!(moved.out.contains("p2 s2 (moved from p1 s2)"), "{moved}");
    assert!(world.read("handbook.facts.toml").contains("at = \"p2 s2\""));
    world.write("handbook.txt", &DOCUMENT.replace("May 2019", "June 2019"));
    let changed = world.run(&["facts", "check", "handbook.facts.toml"]);
    assert_eq!(changed.code, 1, "{changed}");
}
