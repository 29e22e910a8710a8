use insta::assert_snapshot;

use crate::world::World;

/// A world with five cards due on 5 March.
fn learner() -> World {
    let world = World::empty();
    let lines: Vec<String> = (0..5).map(|n| format!("n{n} = \"Number {n}? :: {n}\"")).collect();
    world.write("decks/n.toml", &format!("format = 1\nid = \"n\"\n[quick]\n{}\n", lines.join("\n")));
    world.configure("[scheduler]\nfuzz = false\n");
    world.study(&[], &["", "4"].repeat(5));
    world
}

#[test]
fn a_leave_is_planned_listed_and_given_up() {
    let world = learner();
    assert_snapshot!(world.run(&["leave", "2026-03-05", "2026-03-12"]), @"
    Leave from 2026-03-05 to 2026-03-12, 8 days: 5 reviews move, 5 before and 0 after.
    `memoire leave --cancel 2026-03-05` takes that back.
    --- standard error
    Decks are read from ./decks.
    --- exit 0
    ");
    assert_snapshot!(world.done(&["leave", "--list", "--json"]), @r#"
    {
      "format": 1,
      "leaves": [
        {
          "from": "2026-03-05",
          "to": "2026-03-12",
          "days": 8,
          "moved_before": 5,
          "moved_after": 0
        }
      ]
    }
    "#);
    assert_snapshot!(world.done(&["leave", "--cancel"]), @"
    Leave from 2026-03-05 to 2026-03-12: given up, all is due as it was.
    `memoire leave 2026-03-05 2026-03-12` plans it again.
    ");
    assert_snapshot!(world.done(&["leave", "--list"]), @"No leave is planned.");
    assert_snapshot!(world.run(&["leave", "--cancel"]), @"
    --- standard error
    Decks are read from ./decks.
    error: no leave is planned
    hint: `memoire leave --list` lists those that are
    --- exit 66
    ");
}

#[test]
fn a_leave_needs_days_to_come() {
    let world = learner();
    for arguments in [
        &["leave"][..],
        &["leave", "2026-03-05"],
        &["leave", "2026-03-05", "2026-03-04"],
        &["leave", "2026-02-01", "2026-02-10"],
        &["leave", "soon", "later"],
    ] {
        assert_eq!(world.run(arguments).code, 2, "{arguments:?}");
    }
}

#[test]
fn counts_and_sessions_keep_to_a_leave_and_say_so() {
    let mut world = learner();
    let cards = world.done(&["cards", "--json"]);
    world.done(&["leave", "2026-03-05", "2026-03-12"]);
    assert_eq!(world.done(&["cards", "--json"]), cards, "nothing of a card changes");
    world.set("MEMOIRE_NOW", "2026-03-04T09:00:00Z");
    let early = world.json(&["due"])["total"]["due"].as_u64().unwrap();
    assert!(early > 0, "some come before it");
    world.set("MEMOIRE_NOW", "2026-03-06T09:00:00Z");
    let run = world.run(&["due"]);
    assert!(run.err.contains("On leave until 12 March 2026; studying stays possible."), "{run}");
    assert_eq!(world.json(&["due"])["leave_until"], "2026-03-12");
    let run = world.study(&[], &[]);
    assert!(run.out.contains("On leave until 12 March 2026; studying stays possible."), "{run}");
    world.done(&["leave", "--cancel", "2026-03-12"]);
    assert_eq!(world.json(&["due"])["total"]["due"], 5);
}
