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
    let run = world.run(&["study", "--plain", "--json"]);
    assert!(run.code == 2 && run.err.contains("not in JSON"), "{run}");
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

/// A world with five cards due on 5 March.
fn five_due_on_the_fifth() -> World {
    let world = World::empty();
    let lines: Vec<String> = (0..5).map(|n| format!("n{n} = \"Number {n}? :: {n}\"")).collect();
    world.write("decks/n.toml", &format!("format = 1\nid = \"n\"\n[quick]\n{}\n", lines.join("\n")));
    world.configure("reviews_per_day = 3\n[scheduler]\nfuzz = false\n");
    world.study(&[], &["", "4"].repeat(5));
    world
}

#[test]
fn a_day_that_is_done_says_what_more_is_possible() {
    let mut world = five_due_on_the_fifth();
    world.set("MEMOIRE_NOW", "2026-03-04T09:00:00Z");
    let run = world.feed(&["study", "--plain"], "\n");
    assert!(run.out.starts_with("Done for today."), "{run}");
    assert!(run.out.contains("Due tomorrow: 5 cards."), "{run}");
    assert!(run.out.contains("`memoire study --ahead 1` takes what is due tomorrow today."), "{run}");
    assert!(!run.out.contains("--new"), "no card is new: {run}");
}

#[test]
fn reviews_of_the_next_days_are_taken_ahead_within_the_limit() {
    let mut world = five_due_on_the_fifth();
    world.set("MEMOIRE_NOW", "2026-03-04T09:00:00Z");
    let run = world.study(&["--ahead", "1"], &["", "3"].repeat(9));
    assert!(run.out.contains("reviews due up to 5 March 2026 come today"), "{run}");
    assert_eq!(run.out.matches("Saved").count(), 3, "{run}");
    // Three of four days are over: a good answer gives what has passed times the ease.
    let cards = world.json(&["cards"]);
    let intervals =
        cards["cards"].as_array().unwrap().iter().map(|card| card["interval_days"].as_u64().unwrap());
    let mut intervals: Vec<u64> = intervals.collect();
    intervals.sort_unstable();
    assert_eq!(intervals, [4, 4, 8, 8, 8]);
    for wrong in [&["--ahead", "0"][..], &["--ahead", "2", "--cram"]] {
        let arguments = [&["study", "--plain"], wrong].concat();
        assert_eq!(world.run(&arguments).code, 2);
    }
}

#[test]
fn a_cram_asks_all_cards_until_known_and_changes_none() {
    let world = five_due_on_the_fifth();
    let before = world.done(&["cards", "--json"]);
    let run = world.study(&["--cram", "deck:n"], &[&["", "1"][..], &["", "3"].repeat(9)].concat());
    assert!(
        run.out.starts_with("Practice of 5 cards, each until it is known once. No schedule changes."),
        "{run}"
    );
    assert_eq!(
        run.out.matches("Answer: ").count(),
        6 + 1,
        "five cards, one of them twice, and a miss: {run}"
    );
    assert_eq!(world.done(&["cards", "--json"]), before);
    let kinds: Vec<serde_json::Value> = (0..5)
        .flat_map(|n| world.json(&["history", &format!("n/n{n}")])["reviews"].as_array().unwrap().clone())
        .map(|row| row["kind"].clone())
        .collect();
    assert_eq!(kinds.iter().filter(|kind| *kind == "cram").count(), 6);
    assert_eq!(
        world.json(&["undo"])["undone"][0]["kind"],
        "grade",
        "there is nothing of a cram to take back"
    );
}

#[test]
fn a_backlog_is_told_with_the_day_it_clears() {
    let mut world = five_due_on_the_fifth();
    world.set("MEMOIRE_NOW", "2026-05-05T09:00:00Z");
    let run = world.study(&[], &[]);
    let first = run.out.lines().next().unwrap();
    assert!(first.starts_with("5 overdue, at 3 a day clear by ") && first.contains(" May 2026."), "{run}");
}
