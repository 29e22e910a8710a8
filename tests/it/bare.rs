use insta::assert_snapshot;

use crate::world::{AID, World};

#[test]
fn an_overview_and_what_to_do_next() {
    let world = World::new();
    world.write("decks/aid.toml", AID);
    assert_snapshot!(world.run(&[]), @"");
    world.study(&["aid"], &["", "4"]);
    assert_snapshot!(world.run(&["--decks", "decks"]), @"");
}

#[test]
fn when_all_is_done() {
    let world = World::empty();
    world.write("decks/aid.toml", AID);
    world.study(&[], &["", "4"]);
    assert_snapshot!(world.run(&[]), @"");
}
