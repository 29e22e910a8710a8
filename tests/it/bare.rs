use insta::assert_snapshot;

use crate::world::{AID, World};

#[test]
fn an_overview_and_what_to_do_next() {
    let world = World::new();
    world.write("decks/aid.toml", AID);
    assert_snapshot!(world.run(&[]), @"
    9 cards for today: 9 new.

    deck  new  learning  due  overdue
    aid     1         0    0        0
    fire    8         0    0        0
    all     9         0    0        0

      memoire study           study what is due
      memoire --help          all that can be done
    --- standard error
    Decks are read from ./decks.
    --- exit 0
    ");
    world.study(&["aid"], &["", "4"]);
    assert_snapshot!(world.run(&["--decks", "decks"]), @"
    8 cards for today: 8 new.

    deck  new  learning  due  overdue
    aid     0         0    0        0
    fire    8         0    0        0
    all     8         0    0        0

      memoire study           study what is due
      memoire --help          all that can be done
    --- exit 0
    ");
}

#[test]
fn when_all_is_done() {
    let world = World::empty();
    world.write("decks/aid.toml", AID);
    world.study(&[], &["", "4"]);
    assert_snapshot!(world.run(&[]), @"
    Done for today.

    deck  new  learning  due  overdue
    aid     0         0    0        0

      memoire cards           look at the cards
      memoire --help          all that can be done
    --- standard error
    Decks are read from ./decks.
    --- exit 0
    ");
}
