use insta::assert_snapshot;

use crate::world::{AID, World};

#[test]
fn flags_write_a_card_that_is_loaded_at_once() {
    let world = World::new();
    let run = world.run(&["new", "--question", "What smothers a burning pan?", "--answer", "A lid"]);
    assert_snapshot!(run, @"
    Written: fire/smothers-burning-pan (decks/fire.toml:14)
    --- standard error
    Decks are read from ./decks.
    fire: 1 new
    --- exit 0
    ");
    assert!(world.read("decks/fire.toml").contains("\nsmothers-burning-pan = \"What smothers"));
    let card = &world.json(&["cards", "fire/smothers-burning-pan"])["cards"][0];
    assert_eq!((card["kind"].as_str(), card["state"].as_str()), (Some("basic"), Some("new")));
}

#[test]
fn every_kind_has_its_flags() {
    let world = World::new();
    for (arguments, kind) in [
        (vec!["--question", "A lid on what?", "--answer", "A pan"], "basic"),
        (vec!["--question", "Sweden", "--answer", "Stockholm", "--kind", "reverse"], "basic"),
        (vec!["--question", "Smoke {{rises}} and {{kills}}."], "cloze"),
        (
            vec![
                "--question",
                "Gas in a black one?",
                "--answer",
                "CO2",
                "--answer",
                "carbon dioxide",
                "--kind",
                "typed",
            ],
            "typed",
        ),
        (vec!["--question", "What cools?", "--answer", "Water", "--wrong", "Foam", "--tag", "x"], "choice"),
        (vec!["--question", "Smoke is harmless.", "--answer", "false", "--kind", "truefalse"], "truefalse"),
        (
            vec!["--question", "Name exits.", "--answer", "Door", "--answer", "Stairs", "--kind", "list"],
            "list",
        ),
        (vec!["--question", "Order these.", "--answer", "1", "--answer", "2", "--kind", "order"], "order"),
    ] {
        let arguments: Vec<&str> = ["new"].into_iter().chain(arguments).collect();
        let out = world.done(&arguments);
        let key = out.split(' ').nth(1).unwrap();
        let cards = world.json(&["cards", key]);
        let found = cards["cards"][0]["kind"].as_str().map(str::to_owned);
        let found = found
            .or_else(|| Some(world.json(&["cards", "kind:cloze"])["cards"][0]["kind"].as_str()?.to_owned()));
        assert_eq!(found.as_deref(), Some(kind), "{out}");
    }
    assert_eq!(world.run(&["check"]).code, 0);
}

#[test]
fn what_makes_no_card_writes_nothing() {
    let world = World::new();
    let before = world.read("decks/fire.toml");
    for (arguments, told) in [
        (vec!["--question", "Q?"], "no answer"),
        (vec!["--question", "Q?", "--answer", "a", "--answer", "b"], "has one answer"),
        (vec!["--question", "Q?", "--answer", "a", "--wrong", "A"], "both right and wrong"),
        (vec!["--question", "No blank", "--kind", "cloze"], "no blank"),
        (vec!["--question", "Q?", "--answer", "a", "--id", "alarm"], "the id alarm is taken"),
        (vec!["--question", "Q?", "--answer", "a", "--kind", "essay"], "known are basic"),
    ] {
        let arguments: Vec<&str> = ["new"].into_iter().chain(arguments).collect();
        let run = world.run(&arguments);
        assert_eq!(run.code, 2, "{run}");
        assert!(run.err.contains(told), "{run}");
    }
    assert_eq!(world.read("decks/fire.toml"), before);
}

#[test]
fn nearly_the_same_question_is_written_with_a_warning() {
    let world = World::new();
    let run =
        world.run(&["new", "--question", "what do you do first on finding a fire", "--answer", "Shout"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.err.contains("asks nearly the same as fire/alarm"), "{run}");
}

#[test]
fn an_id_that_only_an_archived_card_had_is_not_given_again() {
    let world = World::new();
    world.write("decks/aid.toml", AID);
    world.study(&["aid"], &["", "4"]);
    world.write("decks/aid.toml", "format = 1\nid = \"aid\"\n[quick]\nx = \"X? :: Y\"\n");
    let out = world.done(&["new", "aid", "--question", "Burn?", "--answer", "No"]);
    assert!(out.starts_with("Written: aid/burn-2 "), "{out}");
}

#[test]
fn lines_are_written_all_or_none() {
    let world = World::new();
    let before = world.read("decks/fire.toml");
    let run = world.feed(&["new", "--from-stdin"], "A lid on what? :: =A pan\nnope\n :: x\n");
    assert_snapshot!(run, @r#"
    --- standard error
    Decks are read from ./decks.
    stdin:2:1: error: no answer: the line has neither " :: " nor a blank
     2 | nope
       | ^^^^
      hint: write "question :: answer"
    stdin:3:1: error: no question before "::"
     3 |  :: x
       | ^^^^^
      hint: write the question before it
    error: nothing was written: mend these lines first
    --- exit 65
    "#);
    assert_eq!(world.read("decks/fire.toml"), before);
    let run = world
        .feed(&["new", "--from-stdin", "-q"], "# pans\nA lid on what? :: =A pan\n\nSweden ::: Stockholm\n");
    assert_snapshot!(run, @"
    Written: fire/lid (decks/fire.toml:14)
    Written: fire/sweden (decks/fire.toml:15)
    --- exit 0
    ");
}

#[test]
fn the_filter_of_an_editor_touches_nothing() {
    let world = World::new();
    let lines = "# capitals\nNorway ::: Oslo\n\nx = \"Q? :: a\"\n";
    let run = world.feed(&["new", "--from-stdin", "--print"], lines);
    assert_snapshot!(run, @r#"
    # capitals
    norway = "Norway ::: Oslo"

    x = "Q? :: a"
    --- exit 0
    "#);
    assert!(!world.database().exists());
    let named = world.feed(&["new", "fire", "--from-stdin", "--print"], "Alarm :: Bell\n");
    assert_eq!(named.out, "alarm-2 = \"Alarm :: Bell\"\n");
}

#[test]
fn plain_lines_ask_for_a_card_and_going_back_ends() {
    let world = World::new();
    let lines = "\nWhat do you do first on finding a fire\nn\nWhat burns?\nWood\nmaterial\n:q\n:q\n";
    let run = world.feed(&["new", "--plain"], lines);
    assert_eq!(run.code, 0, "{run}");
    assert!(
        run.out.contains("fire/alarm asks nearly the same: What do you do first on finding a fire?"),
        "{run}"
    );
    assert!(run.out.contains("Written: fire/burns (decks/fire.toml:34)"), "{run}");
    assert!(
        world.read("decks/fire.toml").ends_with("q = \"What burns?\"\na = \"Wood\"\ntags = [\"material\"]\n")
    );
}

#[test]
fn without_a_terminal_it_asks_nothing() {
    let world = World::new();
    let run = world.run(&["new"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.err.contains("--plain"), "{run}");
}

#[test]
fn a_deck_that_is_not_there_is_made_only_when_that_is_said() {
    let world = World::new();
    let arguments = ["new", "Water safety", "--question", "Rip current?", "--answer", "Swim across"];
    let run = world.run(&arguments);
    assert_eq!(run.code, 66, "{run}");
    let arguments: Vec<&str> = arguments.into_iter().chain(["-y"]).collect();
    assert_snapshot!(world.run(&arguments), @"
    Written: water-safety/rip-current (decks/water-safety.toml:6)
    --- standard error
    Decks are read from ./decks.
    water-safety: 1 new
    --- exit 0
    ");
    assert_snapshot!(world.read("decks/water-safety.toml"), @r#"
    format = 1
    id = "water-safety"
    title = "Water safety"

    [quick]
    rip-current = "Rip current? :: Swim across"
    "#);
}

#[test]
fn the_first_deck_of_all_goes_into_the_learners_own_folder() {
    let world = World::empty();
    let run = world.run(&["new", "Pets", "--question", "Cats?", "--answer", "Purr", "-y"]);
    assert_snapshot!(run, @"
    Written: pets/cats ([WORLD]/home/data/memoire/decks/pets.toml:6)
    --- standard error
    The built-in deck steps aside for your own; `memoire study nato-un` still finds it.
    --- exit 0
    ");
    assert_eq!(world.json(&["due"])["total"]["new"], 1);
}

#[test]
fn a_faulty_file_is_not_added_to() {
    let world = World::new();
    world.done(&["cards"]);
    let broken = world.read("decks/fire.toml").replace("alarm = \"What", "alarm = \"\"What");
    world.write("decks/fire.toml", &broken);
    let run = world.run(&["new", "--question", "Q?", "--answer", "a"]);
    assert_eq!(run.code, 65, "{run}");
    assert_eq!(world.read("decks/fire.toml"), broken);
}
