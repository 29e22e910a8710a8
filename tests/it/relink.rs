use insta::assert_snapshot;

use crate::world::World;

fn deck(line: &str) -> String {
    format!("format = 1\nid = \"fire\"\n[quick]\n{line}\nlift = \"May you use a lift? :: No\"\n")
}

/// One card answered, then its id and text changed.
fn changed() -> World {
    let world = World::empty();
    world.write("decks/fire.toml", &deck("oil = \"Which extinguisher is for burning oil? :: Wet chemical\""));
    world.study(&["fire/oil"], &["", "4"]);
    let line = "cooking-oil = \"Which extinguisher puts out burning cooking oil? :: Wet chemical\"";
    world.write("decks/fire.toml", &deck(line));
    world.done(&["due"]);
    world
}

#[test]
fn what_may_belong_together_is_listed() {
    let world = changed();
    assert_snapshot!(world.run(&["relink"]), @"
    fire/oil: Which extinguisher is for burning oil? (1 answer)
       76%  fire/cooking-oil: Which extinguisher puts out burning cooking oil?
    --- standard error
    Decks are read from ./decks.
    `memoire relink OLD NEW` lets the new card go on with the history of the old one.
    --- exit 0
    ");
    assert_snapshot!(world.run(&["relink", "--json"]), @r#"
    {
      "format": 1,
      "offers": [
        {
          "old": "fire/oil",
          "question": "Which extinguisher is for burning oil?",
          "answers": [
            "Wet chemical"
          ],
          "reps": 1,
          "candidates": [
            {
              "new": "fire/cooking-oil",
              "likeness": 76,
              "question": "Which extinguisher puts out burning cooking oil?",
              "answers": [
                "Wet chemical"
              ]
            }
          ]
        }
      ]
    }
    --- exit 0
    "#);
}

#[test]
fn a_link_takes_history_along_and_can_be_undone() {
    let world = changed();
    assert_snapshot!(world.run(&["relink", "fire/oil", "fire/cooking-oil"]), @"
    --- standard error
    Decks are read from ./decks.
    error: to let fire/oil go on as fire/cooking-oil, with 1 answer needs a yes, and there is no terminal to ask on
    hint: repeat it with --yes
    --- exit 2
    ");
    assert_snapshot!(world.run(&["relink", "fire/oil", "fire/cooking-oil", "-y"]), @"
    fire/oil goes on as fire/cooking-oil.
    --- standard error
    Decks are read from ./decks.
    `memoire undo` takes it back.
    --- exit 0
    ");
    assert_snapshot!(world.run(&["history", "fire/oil"]), @"
    when              what   grade  state          interval  ease  seconds
    2026-03-01 09:00  grade  easy   new to review        4d  2.50
    2026-03-01 09:00  link          review               4d  2.50
    --- standard error
    Decks are read from ./decks.
    fire/oil goes on as fire/cooking-oil.
    --- exit 0
    ");
    assert_eq!(
        world.run(&["relink"]).err,
        "Decks are read from ./decks.\nNo card that vanished with a history is like a new one.\n"
    );
    assert_snapshot!(world.run(&["undo"]), @"
    Taken back: link of fire/oil.
    --- exit 0
    ");
    assert_eq!(world.json(&["show", "fire/cooking-oil"])["reps"], 0);
    assert!(world.run(&["relink"]).out.is_empty(), "a link taken back is not offered again");
}

#[test]
fn pairs_that_are_none_are_refused() {
    let world = changed();
    for (old, new, code) in [
        ("fire/lift", "fire/cooking-oil", 1),
        ("fire/oil", "fire/none", 66),
        ("fire/none", "fire/lift", 66),
        ("fire/oil", "fire/oil", 66),
        ("fire/oil", "no key", 2),
    ] {
        let run = world.run(&["relink", old, new, "-y"]);
        assert_eq!(run.code, code, "{old} {new}: {run}");
    }
    world.study(&["fire/cooking-oil"], &["", "4"]);
    let run = world.run(&["relink", "fire/oil", "fire/cooking-oil", "-y"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("two histories cannot become one"), "{run}");
}

#[test]
fn which_is_which_is_asked_in_plain_lines() {
    let world = changed();
    assert_snapshot!(world.feed(&["relink", "--plain"], "1\n"), @"
    Vanished, with 1 answer: fire/oil: Which extinguisher is for burning oil?
    It goes on as
    1: fire/cooking-oil: Which extinguisher puts out burning cooking oil? (76% alike)
    2: None of these
    Type a number, 1 to 2.
    :r repeats the question, :q goes back, :? says more.
    fire/oil goes on as fire/cooking-oil.
    --- standard error
    Decks are read from ./decks.
    1 card linked. `memoire undo` takes that back.
    --- exit 0
    ");
    assert_eq!(world.json(&["show", "fire/cooking-oil"])["reps"], 1);
}
