use insta::assert_snapshot;

use crate::world::{AID, World};

#[test]
fn a_quiz_in_plain_lines_has_feedback_a_score_and_no_grades() {
    let world = World::new();
    let run = world.feed(&["quiz", "--plain", "-n", "3"], "t\nhelp\n:q\n");
    assert_snapshot!(run, @"
    Fire safety:
    True or false? You may use a lift during an evacuation.
    Type your answer, or press Enter to see it. :? lists the commands.
    Wrong.
    You said: true
    Answer: False
    Fire safety:
    Fire needs (blank), fuel and oxygen.
    Wrong.
    You typed: help
    Answer: heat
    Letter 3: you typed lp, it is at.
    Fire safety:
    Order the first three steps.
    Put these in order.
    1: Call 112
    2: Raise the alarm
    3: Leave
    0 of 2 right, 0 percent.
    1 question left open.
      fire/lift: You may use a lift during an evacuation.
        False
      fire/triangle/heat: Fire needs ____, fuel and oxygen.
        heat
    --- standard error
    Decks are read from ./decks.
    3 questions; no schedule changes.
    --- exit 0
    ");
}

#[test]
fn the_schedule_stays_untouched_and_nothing_is_asked_from_a_pipe() {
    let mut world = World::empty();
    world.write("decks/aid.toml", AID);
    world.study(&[], &["", "4"]);
    world.set("MEMOIRE_NOW", "2026-03-02T09:00:00Z");
    let before = world.json(&["cards"]);
    let run = world.feed(&["quiz", "--plain", "--kind", "typed"], "Foam\n");
    assert!(run.out.contains("0 of 1 right, 0 percent."), "{run}");
    assert_eq!(world.json(&["cards"]), before);
    assert_eq!(world.json(&["history", "aid/burn"])["reviews"].as_array().unwrap().len(), 1);
}

#[test]
fn misses_are_due_tomorrow_when_that_is_said_and_undo_takes_it_back() {
    let mut world = World::empty();
    world.write("decks/aid.toml", AID);
    world.study(&[], &["", "4"]);
    world.set("MEMOIRE_NOW", "2026-03-02T09:00:00Z");
    let before = world.json(&["cards"])["cards"][0].clone();
    let run = world.feed(&["quiz", "--plain", "--kind", "typed", "--schedule-misses"], "Foam\n");
    assert!(run.out.contains("1 card is due tomorrow now."), "{run}");
    let after = world.json(&["cards"])["cards"][0].clone();
    assert_eq!(after["due"], "2026-03-03");
    for name in ["interval_days", "ease", "reps", "lapses"] {
        assert_eq!(after[name], before[name], "{name}");
    }
    assert_eq!(world.json(&["history", "aid/burn"])["reviews"][1]["kind"], "exam");
    assert_eq!(world.run(&["undo", "-y"]).code, 0);
    assert_eq!(world.json(&["cards"])["cards"][0]["due"], before["due"]);
}

#[test]
fn a_missed_card_that_is_new_stays_new() {
    let world = World::empty();
    world.write("decks/aid.toml", AID);
    let run = world.feed(&["quiz", "--plain", "--kind", "typed", "--schedule-misses"], "Foam\n");
    assert!(run.err.contains("1 missed card is new and comes as new cards do."), "{run}");
    assert_eq!(world.json(&["cards"])["cards"][0]["state"], "new");
}

#[test]
fn the_result_in_json_stands_alone_on_standard_output() {
    let world = World::empty();
    world.write("decks/aid.toml", AID);
    let run = world.feed(&["quiz", "--plain", "--kind", "typed", "--json"], "running water\n");
    let result: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((&result["asked"], &result["answered"], &result["right"]), (&1.into(), &1.into(), &1.into()));
    assert_eq!(result["questions"][0]["key"], "aid/burn");
    assert_eq!(result["questions"][0]["kind"], "typed");
    assert!(run.err.contains("What cools a burn?"), "{run}");
}

#[test]
fn the_built_in_deck_is_put_as_choices_and_statements() {
    let world = World::empty();
    let choice = world.feed(&["quiz", "--plain", "--kind", "choice", "-n5"], &"1\n".repeat(5));
    assert_eq!(choice.out.matches("\n1: ").count(), 5, "{choice}");
    let statement = world.feed(&["quiz", "--plain", "--kind", "truefalse", "-n", "5"], &"t\n".repeat(5));
    assert_eq!(statement.out.matches("True or false? ").count(), 5, "{statement}");
    assert!(statement.out.contains("In fact: "), "{statement}");
    let again = world.feed(&["quiz", "--plain", "--kind", "truefalse", "-n", "5"], &"t\n".repeat(5));
    assert_eq!(again.out, statement.out);
}

#[test]
fn what_cannot_be_put_so_is_said() {
    let world = World::empty();
    world.write("decks/aid.toml", AID);
    let run = world.feed(&["quiz", "--plain", "--kind", "truefalse"], "t\n");
    assert_eq!(run.code, 66, "{run}");
    assert!(run.err.contains("--kind any"), "{run}");
    assert_eq!(world.feed(&["quiz", "--plain"], "").code, 2);
    assert_eq!(world.run(&["quiz"]).code, 2);
}

/// Two cards of one wording in two decks are two cards, here and in a session.
#[test]
fn the_same_wording_in_two_decks_is_two_cards() {
    let world = World::empty();
    for (id, title) in [("north", "North"), ("south", "South")] {
        let deck = format!(
            "format = 1\nid = \"{id}\"\ntitle = \"{title}\"\n[quick]\nhost = \"Capital of the host country :: Brussels\"\n"
        );
        world.write(&format!("decks/{id}.toml"), &deck);
    }
    world.study(&["north"], &["", "4"]);
    let due = world.json(&["due"]);
    let new = |at: usize| due["decks"][at]["new"].as_u64();
    assert_eq!((due["decks"][0]["deck"].as_str(), new(0), new(1)), (Some("north"), Some(0), Some(1)));
    let run = world.feed(&["quiz", "--plain", "--kind", "typed"], "Brussels\nBrussels\n");
    assert!(run.out.contains("2 of 2 right, 100 percent."), "{run}");
}

#[test]
fn no_questions_are_refused() {
    let run = World::new().run(&["quiz", "-n", "0", "--plain"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.err.contains("at least one question"), "{run}");
}
