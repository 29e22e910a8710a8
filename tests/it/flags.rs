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
    assert_snapshot!(flagged().run(&["flags"]), @"");
    assert_snapshot!(flagged().run(&["flags", "tag:extinguishers", "--format", "json"]), @"");
    assert_snapshot!(World::new().run(&["flags"]), @"");
}

#[test]
fn flags_are_cleared_after_a_yes_and_that_is_taken_back() {
    let world = flagged();
    assert_eq!(world.run(&["flags", "--clear"]).code, 2);
    assert_snapshot!(world.run(&["flags", "--clear", "-y"]), @"");
    assert_eq!(world.json(&["cards", "is:flagged"])["cards"].as_array().unwrap().len(), 0);
    world.done(&["undo"]);
    let flags = world.json(&["flags"]);
    assert_eq!(flags["flags"].as_array().unwrap().len(), 2);
    assert_eq!(flags["flags"][1]["remark"], "two of these are right");
}
