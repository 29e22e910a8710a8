use insta::assert_snapshot;

use crate::world::World;

#[test]
fn the_last_things_are_taken_back() {
    let world = World::new();
    world.study(&[], &["", "3", "112", "4"]);
    world.done(&["suspend", "kind:cloze", "-y"]);
    assert_snapshot!(world.run(&["undo"]), @"
    Taken back: suspend of fire/triangle/o and 2 other cards.
    --- exit 0
    ");
    assert_eq!(world.json(&["cards", "is:suspended"])["cards"].as_array().unwrap().len(), 0);
    assert_snapshot!(world.run(&["undo", "--json"]), @r#"
    {
      "format": 1,
      "undone": [
        {
          "key": "fire/triangle/heat",
          "kind": "grade",
          "grade": "easy",
          "cards": 1,
          "state": "new"
        }
      ]
    }
    --- exit 0
    "#);
    assert_snapshot!(world.run(&["undo", "5"]), @"
    Taken back: grade good of fire/alarm.
    --- standard error
    Nothing more is left to undo.
    --- exit 0
    ");
    assert_snapshot!(world.run(&["undo"]), @"
    --- standard error
    Nothing is left to undo.
    --- exit 0
    ");
    assert_eq!(world.json(&["cards", "is:new"])["cards"].as_array().unwrap().len(), 11);
}

#[test]
fn a_number_is_needed() {
    let world = World::new();
    assert_snapshot!(world.run(&["undo", "0"]), @"
    --- standard error
    error: invalid value '0' for '[COUNT]': 0 is not in 1..=1000

    For more information, try '--help'.
    --- exit 2
    ");
}

#[test]
fn a_rename_not_yet_loaded_does_not_come_between() {
    let world = World::new();
    world.study(&[], &["", "4"]);
    world.write("decks/fire.toml", &crate::world::FIRE.replace("alarm =", "bell ="));
    let run = world.run(&["undo"]);
    assert!(run.out.contains("Taken back: grade easy of fire/alarm."), "{run}");
    assert_eq!(world.json(&["cards", "fire/bell"])["cards"][0]["state"], "new");
}
