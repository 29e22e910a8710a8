use insta::assert_snapshot;

use crate::world::World;

#[test]
fn an_answer_is_tried() {
    let world = World::new();
    assert_snapshot!(world.run(&["try", "fire/number", "112"]), @"");
    assert_snapshot!(world.done(&["try", "fire/number", "one", "one", "tow"]), @"");
    assert_snapshot!(world.done(&["try", "fire/number", "--", "-113"]), @"");
    assert_snapshot!(world.done(&["try", "fire/alarm", "raise the alarm"]), @"");
    assert_snapshot!(world.done(&["try", "fire/sides", "fuel; heat"]), @"");
    assert_snapshot!(world.done(&["try", "fire/number", "113", "--json"]), @"");
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
    assert_snapshot!(world.run(&["try", "fire/nobody", "x"]), @"");
    assert_eq!(world.run(&["try", "fire/number"]).code, 2);
}
