use insta::assert_snapshot;

use crate::world::World;

/// Two cards flagged, one of them with a remark.
fn flagged() -> World {
    let world = World::new();
    world.study(&["fire/oil"], &[":f two of these are right"]);
    world.study(&["fire/number"], &[":f"]);
    world
}

#[test]
fn flags_are_listed_for_their_author() {
    assert_snapshot!(flagged().run(&["flags"]), @"
    ## fire/number

    decks/fire.toml:10

    > European emergency number?

    - answer: 112; one one two

    ## fire/oil

    decks/fire.toml:15

    > Which extinguisher is for burning cooking oil?

    - answer: Wet chemical
    - source: Handbook, page 12
    - remark: two of these are right
    --- standard error
    Decks are read from ./decks.
    2 flagged cards.
    --- exit 0
    ");
    assert_snapshot!(flagged().run(&["flags", "tag:extinguishers", "--format", "json"]), @r#"
    {
      "format": 1,
      "flags": [
        {
          "key": "fire/oil",
          "deck": "Fire safety",
          "path": "decks/fire.toml",
          "line": 15,
          "question": "Which extinguisher is for burning cooking oil?",
          "answers": [
            "Wet chemical"
          ],
          "source": "Handbook, page 12",
          "remark": "two of these are right"
        }
      ]
    }
    --- standard error
    Decks are read from ./decks.
    --- exit 0
    "#);
    assert_snapshot!(World::new().run(&["flags"]), @"
    --- standard error
    Decks are read from ./decks.
    No card is flagged; `f` flags one in a session.
    --- exit 0
    ");
}

#[test]
fn flags_are_cleared_after_a_yes_and_that_is_taken_back() {
    let world = flagged();
    assert_eq!(world.run(&["flags", "--clear"]).code, 2);
    assert_snapshot!(world.run(&["flags", "--clear", "-y"]), @"
    2 cards no longer flagged.
    --- standard error
    Decks are read from ./decks.
    `memoire undo` takes it back.
    --- exit 0
    ");
    assert_eq!(world.json(&["cards", "is:flagged"])["cards"].as_array().unwrap().len(), 0);
    world.done(&["undo"]);
    let flags = world.json(&["flags"]);
    assert_eq!(flags["flags"].as_array().unwrap().len(), 2);
    assert_eq!(flags["flags"][1]["remark"], "two of these are right");
}
