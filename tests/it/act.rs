use insta::assert_snapshot;

use crate::world::World;

#[test]
fn a_card_is_put_off_and_taken_up_again() {
    let world = World::new();
    assert_snapshot!(world.run(&["suspend", "fire/oil", "-y"]), @"
    1 card put off until told.
    --- standard error
    Decks are read from ./decks.
    `memoire undo` takes it back.
    --- exit 0
    ");
    assert_snapshot!(world.run(&["suspend", "deck:fire", "kind:choice,list", "--yes"]), @"
    1 card put off until told.
    --- standard error
    Decks are read from ./decks.
    1 card was so already.
    `memoire undo` takes it back.
    --- exit 0
    ");
    assert_eq!(world.json(&["cards", "is:suspended"])["cards"].as_array().unwrap().len(), 2);
    assert_snapshot!(world.run(&["unsuspend", "is:suspended", "-y"]), @"
    2 cards taken up again.
    --- standard error
    Decks are read from ./decks.
    `memoire undo` takes it back.
    --- exit 0
    ");
    assert_eq!(world.json(&["cards", "is:suspended"])["cards"].as_array().unwrap().len(), 0);
}

#[test]
fn a_buried_card_is_back_tomorrow() {
    let mut world = World::new();
    assert_snapshot!(world.run(&["bury", "fire/oil", "-y", "--json"]), @r#"
    {
      "format": 1,
      "action": "bury",
      "changed": 1,
      "keys": [
        "fire/oil"
      ]
    }
    --- exit 0
    "#);
    assert_eq!(world.json(&["cards", "is:buried"])["cards"].as_array().unwrap().len(), 1);
    world.set("MEMOIRE_NOW", "2026-03-02T09:00:00Z");
    assert_eq!(world.json(&["cards", "is:buried"])["cards"].as_array().unwrap().len(), 0);
}

#[test]
fn a_reset_card_is_new_and_keeps_its_history() {
    let world = World::new();
    world.study(&[], &["", "3"]);
    assert_snapshot!(world.run(&["reset", "fire/alarm", "-y"]), @"
    1 card made new again.
    --- standard error
    Decks are read from ./decks.
    `memoire undo` takes it back.
    --- exit 0
    ");
    assert_eq!(world.json(&["cards", "fire/alarm"])["cards"][0]["state"], "new");
    assert_eq!(world.json(&["history", "fire/alarm"])["reviews"].as_array().unwrap().len(), 2);
}

#[test]
fn without_a_terminal_and_a_yes_nothing_is_done() {
    let world = World::new();
    world.study(&[], &["", "3", "112", "4"]);
    // Those that are new already do not count.
    assert_snapshot!(world.feed(&["reset", "deck:fire"], "y\n"), @"
    --- standard error
    Decks are read from ./decks.
    error: to make 2 cards new again needs a yes, and there is no terminal to ask on
    hint: repeat it with --yes
    --- exit 2
    ");
    assert_eq!(world.json(&["history", "fire/oil"])["reviews"].as_array().unwrap().len(), 0);
}

#[test]
fn what_is_so_already_is_not_asked_for() {
    let world = World::new();
    assert_snapshot!(world.run(&["unsuspend", "deck:fire"]), @"
    --- standard error
    Decks are read from ./decks.
    Nothing to change: 11 cards are so already.
    --- exit 0
    ");
    assert_snapshot!(world.run(&["reset", "fire/oil", "--json"]), @r#"
    {
      "format": 1,
      "action": "reset",
      "changed": 0,
      "keys": []
    }
    --- exit 0
    "#);
    assert_eq!(world.json(&["history", "fire/oil"])["reviews"].as_array().unwrap().len(), 0);
}

#[test]
fn a_card_is_made_due_on_a_day_and_back_again() {
    let world = World::new();
    world.study(&[], &["", "4"]);
    assert_snapshot!(world.run(&["set-due", "fire/alarm", "+3", "-y"]), @"
    1 card due on 2026-03-04.
    --- standard error
    Decks are read from ./decks.
    `memoire undo` takes it back.
    --- exit 0
    ");
    let card = || world.json(&["cards", "fire/alarm"])["cards"][0].clone();
    assert_eq!((card()["due"].clone(), card()["interval_days"].clone()), ("2026-03-04".into(), 4.into()));
    assert_snapshot!(world.run(&["set-due", "tag:induction", "kind:order", "fire/alarm", "today", "--yes"]), @"
    --- standard error
    Decks are read from ./decks.
    error: no card matches
    hint: `memoire cards` lists all cards
    --- exit 66
    ");
    world.done(&["set-due", "fire/oil", "today", "--yes"]);
    assert_eq!(world.json(&["due"])["total"]["due"], 1);
    world.done(&["undo", "2"]);
    assert_eq!((card()["due"].clone(), card()["interval_days"].clone()), ("2026-03-05".into(), 4.into()));
    assert_eq!(world.json(&["cards", "fire/oil"])["cards"][0]["state"], "new");
    assert_snapshot!(world.run(&["set-due", "fire/alarm", "yesterday", "-y"]), @r#"
    --- standard error
    error: "yesterday" is no day from today on
    hint: write it like 2026-12-01, today, tomorrow, or +3
    --- exit 2
    "#);
}

#[test]
fn a_word_alone_is_too_wide() {
    let world = World::new();
    assert_snapshot!(world.run(&["suspend", "fire", "-y"]), @r#"
    --- standard error
    Decks are read from ./decks.
    error: "fire" is neither a key nor a query with a field
    hint: a deck is deck:fire, a tag tag:fire; `memoire cards fire` lists what words find
    --- exit 2
    "#);
    assert_snapshot!(world.run(&["suspend", "fire", "safety", "-y"]), @r#"
    --- standard error
    Decks are read from ./decks.
    error: "fire safety" is neither a key nor a query with a field
    hint: a deck is 'deck:fire safety', a tag 'tag:fire safety'; `memoire cards fire safety` lists what words find
    --- exit 2
    "#);
    assert_snapshot!(world.run(&["suspend", "tag:nobody", "-y"]), @"
    --- standard error
    Decks are read from ./decks.
    error: no card matches
    hint: `memoire cards` lists all cards
    --- exit 66
    ");
    assert_snapshot!(world.run(&["suspend", "fire/nobody", "-y"]), @"
    --- standard error
    Decks are read from ./decks.
    error: no card has the key fire/nobody
    hint: `memoire cards WORD` finds cards by their text
    --- exit 66
    ");
    assert_snapshot!(world.run(&["suspend"]), @"
    --- standard error
    error: the following required arguments were not provided:
      <CARDS>...

    Usage: memoire suspend <CARDS>...

    For more information, try '--help'.
    --- exit 2
    ");
}
