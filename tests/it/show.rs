use insta::assert_snapshot;

use crate::world::World;

#[test]
fn a_card_is_shown_with_all_that_is_known() {
    let world = World::new();
    assert_snapshot!(world.run(&["show", "fire/oil"]), @"
    fire/oil  choice

    Which extinguisher is for burning cooking oil?
      + Wet chemical
      - Water
      - Foam  Foam sinks into hot oil.

    why        Water makes burning oil spit.
    hint       Not water
    source     Handbook, page 12.
               On the web: https://example.org/fire
    tags       induction, extinguishers
    objective  LO 1.2
    deck       Fire safety
    written    fire.toml:15
    state      new
    grades     0
    lapses     0
    --- standard error
    Decks are read from ./decks.
    --- exit 0
    ");
    assert_snapshot!(world.done(&["show", "fire/oil", "--json"]), @r#"
    {
      "format": 1,
      "key": "fire/oil",
      "deck": "fire",
      "kind": "choice",
      "state": "new",
      "due": null,
      "interval_days": 0,
      "ease": 2500,
      "reps": 0,
      "lapses": 0,
      "tags": [
        "induction",
        "extinguishers"
      ],
      "objective": "LO 1.2",
      "suspended": false,
      "buried": false,
      "flagged": false,
      "archived": false,
      "question": "Which extinguisher is for burning cooking oil?",
      "answers": [
        "Wet chemical"
      ],
      "options": [
        {
          "text": "Wet chemical",
          "right": true,
          "why": null
        },
        {
          "text": "Water",
          "right": false,
          "why": null
        },
        {
          "text": "Foam",
          "right": false,
          "why": "Foam sinks into hot oil."
        }
      ],
      "why": "Water makes burning oil spit.",
      "hint": "Not water",
      "source": {
        "text": "Handbook, page 12",
        "at": null,
        "section": null,
        "hash": null,
        "quote": null
      },
      "group": null,
      "file": "fire.toml",
      "line": 15,
      "flag": null
    }
    "#);
    assert_snapshot!(world.done(&["show", "fire/steps"]), @"
    fire/steps  order

    Order the first three steps.
      1. Raise the alarm
      2. Call 112
      3. Leave

    tags       induction
    objective  LO 1
    deck       Fire safety
    written    fire.toml:25
    state      new
    grades     0
    lapses     0
    ");
    world.study(&[], &["", "3"]);
    assert_snapshot!(world.done(&["show", "fire/alarm"]), @"
    fire/alarm  basic

    What do you do first on finding a fire?
      Raise the alarm

    tags       induction
    objective  LO 1
    deck       Fire safety
    written    fire.toml:9
    state      learning
    due        in 10 minutes
    ease       2.50
    grades     1
    lapses     0
    ");
}

#[test]
fn a_card_that_is_not_there() {
    let world = World::new();
    assert_snapshot!(world.run(&["show", "fire/oli"]), @"
    --- standard error
    Decks are read from ./decks.
    error: no card has the key fire/oli
    hint: did you mean fire/oil?
    --- exit 66
    ");
    assert_snapshot!(world.run(&["show", "fire"]), @r#"
    --- standard error
    error: "fire" is no key: a key is deck/entry or deck/entry/side
    --- exit 2
    "#);
    assert_snapshot!(world.run(&["show", "fire/oli", "--json"]), @r#"
    --- standard error
    {"format":1,"error":{"message":"no card has the key fire/oli","hint":"did you mean fire/oil?","exit":66}}
    --- exit 66
    "#);
}
