use insta::assert_snapshot;

use crate::world::World;

#[test]
fn a_card_is_shown_with_all_that_is_known() {
    let world = World::new();
    assert_snapshot!(world.run(&["show", "fire/oil"]), @"");
    assert_snapshot!(world.done(&["show", "fire/oil", "--json"]), @"");
    assert_snapshot!(world.done(&["show", "fire/steps"]), @"");
    world.study(&[], &["", "3"]);
    assert_snapshot!(world.done(&["show", "fire/alarm"]), @"");
}

#[test]
fn a_card_that_is_not_there() {
    let world = World::new();
    assert_snapshot!(world.run(&["show", "fire/oli"]), @"");
    assert_snapshot!(world.run(&["show", "fire"]), @"");
    assert_snapshot!(world.run(&["show", "fire/oli", "--json"]), @"");
}
