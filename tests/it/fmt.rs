use insta::assert_snapshot;

use crate::world::World;

const LOOSE: &str = "format = 1\nid = \"one\"\n\n\n\n[card.a]\na = \"B\"\nq = \"A?\"\n";

#[test]
fn files_are_laid_out() {
    let world = World::new();
    world.write("decks/one.toml", LOOSE);
    assert_snapshot!(world.run(&["fmt", "--check"]), @"");
    assert_eq!(world.read("decks/one.toml"), LOOSE);
    assert_snapshot!(world.run(&["fmt"]), @"");
    assert_snapshot!(world.read("decks/one.toml"), @"");
    assert_snapshot!(world.run(&["fmt", "--check", "decks/one.toml", "--json"]), @"");
}

#[test]
fn a_file_with_faults_stays_as_it_is() {
    let world = World::empty();
    world.write("decks/one.toml", "format = 1\nid = \"One\"\n");
    assert_snapshot!(world.run(&["fmt"]), @"");
}
