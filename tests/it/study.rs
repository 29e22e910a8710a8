use insta::assert_snapshot;

use crate::world::{AID, World};

#[test]
fn a_card_is_graded_in_plain_lines_and_its_history_shows_it() {
    let world = World::new();
    assert_snapshot!(world.feed(&["study", "--plain"], "\n3\n\n:q\n"), @"");
    assert_eq!(world.json(&["history", "fire/alarm"])["reviews"][0]["grade"], "good");
}

#[test]
fn a_session_needs_a_terminal_or_plain_lines() {
    let world = World::new();
    assert_snapshot!(world.run(&["study"]), @"");
    assert_snapshot!(world.run(&["study", "--json"]), @"");
    assert_eq!(world.run(&["study", "--plain"]).code, 2);
}

#[test]
fn a_session_keeps_to_a_deck_or_a_query() {
    let world = World::new();
    world.write("decks/aid.toml", AID);
    let run = world.study(&["aid"], &["", "4"]);
    assert!(run.out.contains("What cools a burn?") && !run.out.contains("finding a fire"), "{run}");
    let run = world.study(&["tag:extinguishers"], &[]);
    assert!(run.out.contains("burning cooking oil"), "{run}");
    assert_snapshot!(world.run(&["study", "--plain", "tag:nobody"]), @"");
}

#[test]
fn a_session_ends_after_so_many_grades_or_minutes() {
    let world = World::new();
    let run = world.feed(&["study", "--plain", "--limit", "1"], "\n4\n\n4\n");
    assert_eq!(run.out.matches("Saved").count(), 1, "{run}");
    let run = world.feed(&["study", "--plain", "--new", "2"], "\n4\n\n4\n\n4\n");
    assert_eq!(run.out.matches("Saved").count(), 1, "{run}");
    let run = world.feed(&["study", "--plain", "--minutes", "0"], "\n4\n");
    assert_eq!(run.out.matches("Saved").count(), 0, "{run}");
}

#[test]
fn the_database_is_saved_once_a_day() {
    let world = World::new();
    world.study(&[], &["", "3"]);
    let backups = world.database().parent().unwrap().join("backups");
    assert_eq!(std::fs::read_dir(backups).unwrap().count(), 1);
}
