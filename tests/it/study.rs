use insta::assert_snapshot;

use crate::world::{AID, World};

#[test]
fn a_card_is_graded_in_plain_lines_and_its_history_shows_it() {
    let world = World::new();
    assert_snapshot!(world.feed(&["study", "--plain"], "\n3\n\n:q\n"), @"
    0 done, left: 8 new.
    Fire safety:
    What do you do first on finding a fire?
    Type your answer, or press Enter to see it. Then grade it: 1 again, 2 hard, 3 good, 4 easy. :? lists the commands.
    Answer: Raise the alarm
    Grade: 1 again, 1 minute; 2 hard, 6 minutes; 3 good, 10 minutes; 4 easy, 4 days.
    Saved: good, back in 10 minutes.
    Fire safety:
    Fire needs (blank), fuel and oxygen.
    Answer: heat
    Grade: 1 again, 1 minute; 2 hard, 6 minutes; 3 good, 10 minutes; 4 easy, 4 days.
    Stopped.
    1 card. Right at first try: 1 of 1, 100 percent.
    Left for today: 8 cards.
    Due tomorrow: 1 card.
    Progress is kept in [WORLD]/home/data/memoire/progress.db.
    `memoire study` goes on where you stopped.
    `memoire due` counts what is left for today.
    --- standard error
    Decks are read from ./decks.
    --- exit 0
    ");
    assert_eq!(world.json(&["history", "fire/alarm"])["reviews"][0]["grade"], "good");
}

#[test]
fn a_session_needs_a_terminal_or_plain_lines() {
    let world = World::new();
    assert_snapshot!(world.run(&["study"]), @"
    --- standard error
    error: a session needs a terminal
    hint: --plain converses in lines, from a pipe too
    --- exit 2
    ");
    assert_snapshot!(world.run(&["study", "--json"]), @r#"
    --- standard error
    {"format":1,"error":{"message":"a session needs a terminal","hint":"--plain converses in lines, from a pipe too","exit":2}}
    --- exit 2
    "#);
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
    assert_snapshot!(world.run(&["study", "--plain", "tag:nobody"]), @"
    --- standard error
    Decks are read from ./decks.
    error: no card matches
    hint: `memoire cards` lists all cards
    --- exit 66
    ");
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
