use insta::assert_snapshot;

use crate::world::{AID, World};

#[test]
fn cards_are_listed() {
    let world = World::new();
    world.study(&[], &["", "4"]);
    assert_snapshot!(world.run(&["cards"]), @"
    key                   state   due         question
    fire/alarm            review  2026-03-05  What do you do first on finding a fire?
    fire/number           new                 European emergency number?
    fire/lift             new                 You may use a lift during an evacuation.
    fire/capital          new                 Norway
    fire/capital/reverse  new                 Oslo
    fire/triangle/heat    new                 Fire needs ____, fuel and oxygen.
    fire/triangle/fuel    new                 Fire needs heat, ____ (it burns) and oxygen.
    fire/triangle/o       new                 Fire needs heat, fuel and ____.
    fire/oil              new                 Which extinguisher is for burning cooking oil?
    fire/steps            new                 Order the first three steps.
    fire/sides            new                 What does fire need?
    --- standard error
    Decks are read from ./decks.
    11 cards.
    --- exit 0
    ");
}

#[test]
fn a_card_in_json() {
    let world = World::new();
    world.study(&[], &["", "3"]);
    assert_snapshot!(world.done(&["cards", "fire/alarm", "--json"]), @r#"
    {
      "format": 1,
      "cards": [
        {
          "key": "fire/alarm",
          "deck": "fire",
          "kind": "basic",
          "state": "learning",
          "due": "2026-03-01T09:10:00+00:00",
          "interval_days": 0,
          "ease": 2500,
          "reps": 1,
          "lapses": 0,
          "tags": [
            "induction"
          ],
          "objective": "LO 1",
          "suspended": false,
          "buried": false,
          "flagged": false,
          "archived": false,
          "question": "What do you do first on finding a fire?",
          "answers": [
            "Raise the alarm"
          ]
        }
      ]
    }
    "#);
    assert_snapshot!(world.done(&["cards", "kind:choice", "--json"]), @r#"
    {
      "format": 1,
      "cards": [
        {
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
          ]
        }
      ]
    }
    "#);
}

#[test]
fn cards_are_found_by_queries() {
    let world = World::new();
    world.write("decks/aid.toml", AID);
    let keys = |arguments: &[&str]| -> Vec<String> {
        let arguments: Vec<&str> = ["cards"].iter().chain(arguments).copied().collect();
        let cards = world.json(&arguments);
        cards["cards"]
            .as_array()
            .unwrap()
            .iter()
            .map(|card| card["key"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(keys(&["aid"]), ["aid/burn"]);
    assert_eq!(keys(&["First aid"]), ["aid/burn"]);
    assert_eq!(keys(&["fire/oil"]), ["fire/oil"]);
    assert_eq!(keys(&["water"]), ["aid/burn"]);
    assert_eq!(keys(&["tag:extinguishers"]), ["fire/oil"]);
    assert_eq!(keys(&["obj:LO 1.2"]), ["fire/oil"]);
    assert_eq!(keys(&["obj:LO 1", "kind:list,order"]), ["fire/steps", "fire/sides"]);
    assert_eq!(keys(&["deck:fire", "-kind:cloze", "not:tag:extinguishers", "evacuation"]), ["fire/lift"]);
    assert_eq!(keys(&["is:due"]), Vec::<String>::new());
    assert_eq!(keys(&["is:new"]).len(), 12);
}

#[test]
fn a_query_that_cannot_be_understood() {
    let world = World::new();
    assert_snapshot!(world.run(&["cards", "tga:x"]), @r#"
    --- standard error
    Decks are read from ./decks.
    error: "tga:x": there is no field "tga:"
    hint: did you mean "tag:"? The text itself is searched for with '"tga:x"'
    --- exit 2
    "#);
    assert_snapshot!(world.run(&["cards", "is:dead", "--json"]), @r#"
    --- standard error
    {"format":1,"error":{"message":"\"is:dead\": \"dead\" is none of new, learning, due, overdue, leech, suspended, buried, flagged, archived","hint":null,"exit":2}}
    --- exit 2
    "#);
    assert_snapshot!(world.run(&["cards", "--jsno"]), @"
    --- standard error
    error: unexpected argument '--jsno' found

      tip: a similar argument exists: '--json'

    Usage: memoire cards --json [QUERY]...

    For more information, try '--help'.
    --- exit 2
    ");
    assert_snapshot!(world.run(&["cards", "nothing like that"]), @"
    --- standard error
    Decks are read from ./decks.
    No card matches.
    --- exit 0
    ");
}

#[test]
fn a_card_that_is_gone_is_archived_and_comes_back() {
    let world = World::new();
    world.write("decks/aid.toml", AID);
    world.done(&["cards"]);
    world.write("decks/aid.toml", "format = 1\nid = \"aid\"\n[quick]\nshock = \"Shock? :: Lay flat\"\n");
    assert_snapshot!(world.run(&["cards", "deck:aid"]), @"
    key        state  due  question
    aid/shock  new         Shock?
    --- standard error
    Decks are read from ./decks.
    aid: 1 new, 1 gone
    1 card.
    --- exit 0
    ");
    let archived = world.json(&["cards", "is:archived"]);
    assert_eq!(archived["cards"][0]["key"], "aid/burn");
    assert_eq!(archived["cards"][0]["archived"], true);
    world.write("decks/aid.toml", AID);
    assert_snapshot!(world.run(&["cards", "deck:aid"]), @"
    key       state  due  question
    aid/burn  new         What cools a burn?
    --- standard error
    Decks are read from ./decks.
    aid: 1 returned, 1 gone
    1 card.
    --- exit 0
    ");
}
