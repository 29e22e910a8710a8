use insta::assert_snapshot;

use crate::world::World;

#[test]
fn the_last_things_are_taken_back() {
    let world = World::new();
    world.study(&[], &["", "3", "112", "4"]);
    world.done(&["suspend", "kind:cloze", "-y"]);
    assert_snapshot!(world.run(&["undo"]), @"");
    assert_eq!(world.json(&["cards", "is:suspended"])["cards"].as_array().unwrap().len(), 0);
    assert_snapshot!(world.run(&["undo", "--json"]), @"");
    assert_snapshot!(world.run(&["undo", "5"]), @"");
    assert_snapshot!(world.run(&["undo"]), @"");
    assert_eq!(world.json(&["cards", "is:new"])["cards"].as_array().unwrap().len(), 11);
}

#[test]
fn a_number_is_needed() {
    let world = World::new();
    assert_snapshot!(world.run(&["undo", "0"]), @"");
}
