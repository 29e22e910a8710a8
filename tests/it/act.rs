use insta::assert_snapshot;

use crate::world::World;

#[test]
fn a_card_is_put_off_and_taken_up_again() {
    let world = World::new();
    assert_snapshot!(world.run(&["suspend", "fire/oil", "-y"]), @"");
    assert_snapshot!(world.run(&["suspend", "deck:fire", "kind:choice,list", "--yes"]), @"");
    assert_eq!(world.json(&["cards", "is:suspended"])["cards"].as_array().unwrap().len(), 2);
    assert_snapshot!(world.run(&["unsuspend", "is:suspended", "-y"]), @"");
    assert_eq!(world.json(&["cards", "is:suspended"])["cards"].as_array().unwrap().len(), 0);
}

#[test]
fn a_buried_card_is_back_tomorrow() {
    let mut world = World::new();
    assert_snapshot!(world.run(&["bury", "fire/oil", "-y", "--json"]), @"");
    assert_eq!(world.json(&["cards", "is:buried"])["cards"].as_array().unwrap().len(), 1);
    world.set("MEMOIRE_NOW", "2026-03-02T09:00:00Z");
    assert_eq!(world.json(&["cards", "is:buried"])["cards"].as_array().unwrap().len(), 0);
}

#[test]
fn a_reset_card_is_new_and_keeps_its_history() {
    let world = World::new();
    world.study(&[], &["", "3"]);
    assert_snapshot!(world.run(&["reset", "fire/alarm", "-y"]), @"");
    assert_eq!(world.json(&["cards", "fire/alarm"])["cards"][0]["state"], "new");
    assert_eq!(world.json(&["history", "fire/alarm"])["reviews"].as_array().unwrap().len(), 2);
}

#[test]
fn without_a_terminal_and_a_yes_nothing_is_done() {
    let world = World::new();
    assert_snapshot!(world.feed(&["reset", "deck:fire"], "y\n"), @"");
    assert_eq!(world.json(&["history", "fire/oil"])["reviews"].as_array().unwrap().len(), 0);
}

#[test]
fn a_word_alone_is_too_wide() {
    let world = World::new();
    assert_snapshot!(world.run(&["suspend", "fire", "-y"]), @"");
    assert_snapshot!(world.run(&["suspend", "fire", "safety", "-y"]), @"");
    assert_snapshot!(world.run(&["suspend", "tag:nobody", "-y"]), @"");
    assert_snapshot!(world.run(&["suspend", "fire/nobody", "-y"]), @"");
    assert_snapshot!(world.run(&["suspend"]), @"");
}
