use insta::assert_snapshot;

use crate::world::World;

const LOOSE: &str = "format = 1\nid = \"one\"\n\n\n\n[card.a]\na = \"B\"\nq = \"A?\"\n";

#[test]
fn files_are_laid_out() {
    let world = World::new();
    world.write("decks/one.toml", LOOSE);
    assert_snapshot!(world.run(&["fmt", "--check"]), @"
    decks/fire.toml
    decks/one.toml
    --- standard error
    Decks are read from ./decks.
    2 of 2 files would change.
    --- exit 1
    ");
    assert_eq!(world.read("decks/one.toml"), LOOSE);
    assert_snapshot!(world.run(&["fmt"]), @"
    decks/fire.toml
    decks/one.toml
    --- standard error
    Decks are read from ./decks.
    2 of 2 files changed.
    --- exit 0
    ");
    assert_snapshot!(world.read("decks/one.toml"), @r#"
    format = 1
    id = "one"

    [card.a]
    q = "A?"
    a = "B"
    "#);
    assert_snapshot!(world.run(&["fmt", "--check", "decks/one.toml", "--json"]), @r#"
    {
      "format": 1,
      "files": 1,
      "changed": [],
      "faulty": []
    }
    --- exit 0
    "#);
}

#[test]
fn a_file_with_faults_stays_as_it_is() {
    let world = World::empty();
    world.write("decks/one.toml", "format = 1\nid = \"One\"\n");
    assert_snapshot!(world.run(&["fmt"]), @r#"
    --- standard error
    Decks are read from ./decks.
    decks/one.toml:2:6: error: `One` is no id
     2 | id = "One"
       |      ^^^^^
      hint: ids are small letters, digits and hyphens: id = "one"
    0 of 1 file changed.
    --- exit 65
    "#);
}
