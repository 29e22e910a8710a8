use insta::assert_snapshot;

use crate::world::World;

const DECK: &str = r#"format = 1
id = "page"
document = "page.txt"

[card.a]
q = "How many legs has a horse?"
a = "Four"
source = { at = "p2 s1", section = "Horses" }
"#;

#[test]
fn the_document_is_found_where_it_was_said_to_be() {
    let world = World::empty();
    world.write("decks/page.toml", DECK);
    assert_snapshot!(world.run(&["show", "page/a"]), @"");
    world.write("texts/copy.txt", "Animals\n\nSome swim.\n\nA horse has four legs. It runs.\n");
    assert_snapshot!(world.run(&["source", "set", "page", "texts/copy.txt"]), @"");
    assert_snapshot!(world.done(&["show", "page/a"]), @"");
    assert_eq!(world.json(&["source", "set", "page", "texts/copy.txt"])["deck"], "page");
}

#[test]
fn a_deck_and_a_file_are_needed() {
    let world = World::new();
    assert_snapshot!(world.run(&["source", "set", "fier", "x"]), @"");
    assert_snapshot!(world.run(&["source", "set", "fire", "nowhere.txt"]), @"");
}
