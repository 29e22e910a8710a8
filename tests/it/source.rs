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
    assert_snapshot!(world.run(&["show", "page/a"]), @"
    page/a  basic

    How many legs has a horse?
      Four

    source     section Horses, paragraph 2.
               The document is not on this machine; if you have it: memoire source set page FILE
    deck       page
    written    page.toml:5
    state      new
    grades     0
    lapses     0
    --- standard error
    Decks are read from ./decks.
    --- exit 0
    ");
    world.write("texts/copy.txt", "Animals\n\nSome swim.\n\nA horse has four legs. It runs.\n");
    assert_snapshot!(world.run(&["source", "set", "page", "texts/copy.txt"]), @"
    The document of page is [WORLD]/work/texts/copy.txt.
    --- standard error
    Decks are read from ./decks.
    --- exit 0
    ");
    assert_snapshot!(world.done(&["show", "page/a"]), @"
    page/a  basic

    How many legs has a horse?
      Four

    source     section Horses, paragraph 2.
               A horse has four legs.
    deck       page
    written    page.toml:5
    state      new
    grades     0
    lapses     0
    ");
    assert_eq!(world.json(&["source", "set", "page", "texts/copy.txt"])["deck"], "page");
}

#[test]
fn a_deck_and_a_file_are_needed() {
    let world = World::new();
    assert_snapshot!(world.run(&["source", "set", "fier", "x"]), @r#"
    --- standard error
    Decks are read from ./decks.
    error: there is no deck "fier"
    hint: did you mean fire?
    --- exit 66
    "#);
    assert_snapshot!(world.run(&["source", "set", "fire", "nowhere.txt"]), @"
    --- standard error
    Decks are read from ./decks.
    error: nowhere.txt: No such file or directory (os error 2)
    --- exit 66
    ");
}
