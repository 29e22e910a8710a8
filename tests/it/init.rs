use insta::assert_snapshot;

use crate::world::World;

#[test]
fn a_folder_with_a_deck_that_is_due() {
    let world = World::empty();
    assert_snapshot!(world.run(&["init", "my decks"]), @r#"
    Written: my decks/starter/starter.toml
    --- standard error
      memoire --decks 'my decks' study   learn its cards: they are due now
      memoire --decks 'my decks' check   find mistakes after you changed something
    To do without --decks 'my decks', write decks = ["[WORLD]/work/my decks"] in [WORLD]/home/config/memoire/config.toml.
    --- exit 0
    "#);
    assert_snapshot!(world.run(&["due", "--decks", "my decks"]), @"
    deck     new  learning  due  overdue
    starter    8         0    0        0
    --- exit 0
    ");
    assert_eq!(world.run(&["check", "--strict", "my decks"]).code, 0);
}

#[test]
fn the_usual_folder_needs_no_flag() {
    let world = World::empty();
    assert_snapshot!(world.run(&["init", "decks"]), @"
    Written: decks/starter/starter.toml
    --- standard error
      memoire study   learn its cards: they are due now
      memoire check   find mistakes after you changed something
    --- exit 0
    ");
    assert_eq!(world.json(&["decks"])["decks"][0]["deck"], "starter");
}

#[test]
fn nothing_is_overwritten() {
    let world = World::empty();
    world.done(&["init", "decks"]);
    assert_snapshot!(world.run(&["init", "decks"]), @"
    --- standard error
    error: decks/starter/starter.toml is there already
    hint: nothing was written; name another folder
    --- exit 73
    ");
    world.write("file", "");
    assert_snapshot!(world.run(&["init", "file", "--json"]), @r#"
    --- standard error
    {"format":1,"error":{"message":"file/starter cannot be written: Not a directory (os error 20)","hint":null,"exit":73}}
    --- exit 73
    "#);
}
