use insta::assert_snapshot;

use crate::world::World;

#[test]
fn an_answer_is_tried() {
    let world = World::new();
    assert_snapshot!(world.run(&["try", "fire/number", "112"]), @"
    right, grade good
    expected  112
    also      one one two
    --- standard error
    Decks are read from ./decks.
    --- exit 0
    ");
    assert_snapshot!(world.done(&["try", "fire/number", "one", "one", "tow"]), @"
    wrong (another number), grade again
    expected  112
    also      one one two
    ");
    assert_snapshot!(world.done(&["try", "fire/number", "--", "-113"]), @"
    wrong (another number), grade again
    expected  112
    changes   [---]11[-3-]{+2+}
    also      one one two
    ");
    assert_snapshot!(world.done(&["try", "fire/alarm", "raise the alarm"]), @"
    right, grade good
    expected  Raise the alarm
    In a session this card is graded by yourself.
    ");
    assert_snapshot!(world.done(&["try", "fire/sides", "fuel; heat"]), @"
    wrong (1 of 3 missing), grade again
    expected  heat; fuel; oxygen
    ");
    assert_snapshot!(world.done(&["try", "fire/number", "113", "--json"]), @r#"
    {
      "format": 1,
      "key": "fire/number",
      "verdict": "wrong",
      "grade": "again",
      "expected": "112",
      "remark": "another number",
      "also": [
        "one one two"
      ]
    }
    "#);
}

#[test]
fn trying_leaves_no_trace() {
    let world = World::new();
    world.done(&["try", "fire/number", "112"]);
    assert_eq!(world.json(&["history", "fire/number"])["reviews"].as_array().unwrap().len(), 0);
}

#[test]
fn a_card_and_a_text_are_needed() {
    let world = World::new();
    assert_snapshot!(world.run(&["try", "fire/nobody", "x"]), @"
    --- standard error
    Decks are read from ./decks.
    error: no card has the key fire/nobody
    hint: `memoire cards WORD` finds cards by their text
    --- exit 66
    ");
    assert_eq!(world.run(&["try", "fire/number"]).code, 2);
}
