//! `memoire tags` and `memoire objectives`.

use insta::assert_snapshot;

use crate::world::World;

const TITLED: &str = r#"format = 1
id = "first"
objective = "LO 1"
[objectives]
"LO 1" = "Act on a fire"
"LO 1.2" = "Choose the extinguisher"
"LO 10" = "Write a report"
[quick]
alarm = "What first? :: Raise the alarm"
[card.oil]
objective = "LO 1.2"
tags = ["oil", "kitchen"]
q = "Which extinguisher is for oil?"
a = "Wet chemical"
[card.pan]
objective = "LO 2"
tags = ["kitchen"]
q = "What covers a pan on fire?"
a = "A fire blanket"
"#;

fn world() -> World {
    let world = World::empty();
    world.write("decks/first.toml", TITLED);
    world.write(
        "decks/bank.toml",
        "format = 1\nid = \"bank\"\nstudy = false\ntags = [\"oil\"]\n[quick]\na = \"A? :: B\"\n",
    );
    world.study(&["first/oil"], &["", "4"]);
    world
}

#[test]
fn tags_with_their_cards() {
    let world = world().at("2026-03-12T09:00:00Z");
    assert_snapshot!(world.run(&["tags"]), @"
    tag      cards  new  due  mature
    kitchen      2    1    1       0
    oil          2    1    1       0
    --- standard error
    Decks are read from ./decks.
    --- exit 0
    ");
    assert_snapshot!(world.done(&["tags", "deck:first", "--json"]), @r#"
    {
      "format": 1,
      "tags": [
        {
          "tag": "kitchen",
          "cards": 2,
          "new": 1,
          "learning": 0,
          "young": 1,
          "mature": 0,
          "suspended": 0,
          "leeches": 0,
          "due": 1
        },
        {
          "tag": "oil",
          "cards": 1,
          "new": 0,
          "learning": 0,
          "young": 1,
          "mature": 0,
          "suspended": 0,
          "leeches": 0,
          "due": 1
        }
      ]
    }
    "#);
}

#[test]
fn objectives_with_titles_and_those_without_cards() {
    let world = world();
    assert_snapshot!(world.run(&["objectives"]), @"
    objective  cards  new  due  mature  title
    LO 1           2    1    0       0  Act on a fire
    LO 1.2         1    0    0       0  Choose the extinguisher
    LO 10          0    0    0       0  Write a report
    LO 2           1    1    0       0  (no title)
    --- standard error
    Decks are read from ./decks.
    1 objective without cards.
    --- exit 0
    ");
    let json = world.json(&["objectives"]);
    assert_eq!(json["objectives"][0]["objective"], "LO 1");
    assert_eq!(json["objectives"][0]["cards"], 2, "those of LO 1.2 count, those of LO 10 would not");
    assert_eq!(json["objectives"][3]["title"], serde_json::Value::Null);
}

#[test]
fn nothing_to_list_is_no_error() {
    let world = World::empty();
    world.write("decks/aid.toml", crate::world::AID);
    assert_snapshot!(world.run(&["tags"]), @"
    --- standard error
    Decks are read from ./decks.
    No card has a tag.
    --- exit 0
    ");
    assert_snapshot!(world.run(&["objectives"]), @"
    --- standard error
    Decks are read from ./decks.
    No deck has learning objectives.
    --- exit 0
    ");
}
