use insta::assert_snapshot;

use crate::world::World;

#[test]
fn a_folder_with_a_deck_that_is_due() {
    let world = World::empty();
    assert_snapshot!(world.run(&["init", "my decks"]), @"");
    assert_snapshot!(world.run(&["due", "--decks", "my decks"]), @"");
    assert_eq!(world.run(&["check", "--strict", "my decks"]).code, 0);
}

#[test]
fn the_usual_folder_needs_no_flag() {
    let world = World::empty();
    assert_snapshot!(world.run(&["init", "decks"]), @"");
    assert_eq!(world.json(&["decks"])["decks"][0]["deck"], "starter");
}

#[test]
fn nothing_is_overwritten() {
    let world = World::empty();
    world.done(&["init", "decks"]);
    assert_snapshot!(world.run(&["init", "decks"]), @"");
    world.write("file", "");
    assert_snapshot!(world.run(&["init", "file", "--json"]), @"");
}
