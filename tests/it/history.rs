use insta::assert_snapshot;

use crate::world::World;

#[test]
fn the_rows_of_a_card() {
    let mut world = World::new();
    world.study(&[], &["", "3"]);
    world.set("MEMOIRE_NOW", "2026-03-01T09:10:00Z");
    world.study(&["fire/alarm"], &["", "1", ":u"]);
    world.done(&["suspend", "fire/alarm", "-y"]);
    assert_snapshot!(world.run(&["history", "fire/alarm"]), @"");
    assert_snapshot!(world.done(&["history", "fire/alarm", "--json"]), @"");
}

#[test]
fn a_card_without_history() {
    let world = World::new();
    assert_snapshot!(world.run(&["history", "fire/oil"]), @"");
    assert_snapshot!(world.run(&["history", "fire/nothing-at-all"]), @"");
}

#[test]
fn instants_are_told_in_local_time() {
    let mut world = World::new();
    world.set("TZ", "Europe/Oslo");
    world.study(&[], &["", "3"]);
    let history = world.json(&["history", "fire/alarm"]);
    assert_eq!(history["reviews"][0]["at"], "2026-03-01T10:00:00+01:00");
}
