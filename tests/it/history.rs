use insta::assert_snapshot;

use crate::world::World;

#[test]
fn the_rows_of_a_card() {
    let mut world = World::new();
    world.study(&[], &["", "3"]);
    world.set("MEMOIRE_NOW", "2026-03-01T09:10:00Z");
    world.study(&["fire/alarm"], &["", "1", ":u"]);
    world.done(&["suspend", "fire/alarm", "-y"]);
    assert_snapshot!(world.run(&["history", "fire/alarm"]), @"
    when              what            grade  state            interval  ease  seconds
    2026-03-01 09:00  grade           good   new to learning            2.50
    2026-03-01 09:10  grade (undone)  again  learning                   2.50
    2026-03-01 09:10  undo                   learning                   2.50
    2026-03-01 09:10  suspend                learning                   2.50
    --- standard error
    Decks are read from ./decks.
    --- exit 0
    ");
    assert_snapshot!(world.done(&["history", "fire/alarm", "--json"]), @r#"
    {
      "format": 1,
      "key": "fire/alarm",
      "reviews": [
        {
          "at": "2026-03-01T09:00:00+00:00",
          "day": "2026-03-01",
          "kind": "grade",
          "grade": "good",
          "millis": null,
          "state_before": "new",
          "state_after": "learning",
          "interval_before": 0,
          "interval_after": 0,
          "ease_after": 2500,
          "fuzz": 917,
          "undone": false
        },
        {
          "at": "2026-03-01T09:10:00+00:00",
          "day": "2026-03-01",
          "kind": "grade",
          "grade": "again",
          "millis": null,
          "state_before": "learning",
          "state_after": "learning",
          "interval_before": 0,
          "interval_after": 0,
          "ease_after": 2500,
          "fuzz": 508,
          "undone": true
        },
        {
          "at": "2026-03-01T09:10:00+00:00",
          "day": "2026-03-01",
          "kind": "undo",
          "grade": null,
          "millis": null,
          "state_before": "learning",
          "state_after": "learning",
          "interval_before": 0,
          "interval_after": 0,
          "ease_after": 2500,
          "fuzz": null,
          "undone": false
        },
        {
          "at": "2026-03-01T09:10:00+00:00",
          "day": "2026-03-01",
          "kind": "suspend",
          "grade": null,
          "millis": null,
          "state_before": "learning",
          "state_after": "learning",
          "interval_before": 0,
          "interval_after": 0,
          "ease_after": 2500,
          "fuzz": null,
          "undone": false
        }
      ]
    }
    "#);
}

#[test]
fn a_card_without_history() {
    let world = World::new();
    assert_snapshot!(world.run(&["history", "fire/oil"]), @"
    --- standard error
    Decks are read from ./decks.
    fire/oil has never been answered.
    --- exit 0
    ");
    assert_snapshot!(world.run(&["history", "fire/nothing-at-all"]), @"
    --- standard error
    Decks are read from ./decks.
    error: no card has the key fire/nothing-at-all
    hint: `memoire cards WORD` finds cards by their text
    --- exit 66
    ");
}

#[test]
fn instants_are_told_in_local_time() {
    let mut world = World::new();
    world.set("TZ", "Europe/Oslo");
    world.study(&[], &["", "3"]);
    let history = world.json(&["history", "fire/alarm"]);
    assert_eq!(history["reviews"][0]["at"], "2026-03-01T10:00:00+01:00");
}
