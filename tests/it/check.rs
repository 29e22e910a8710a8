use insta::assert_snapshot;

use crate::world::{AID, World};

/// Two faults and a duplicate of `fire/alarm`.
const BROKEN: &str = "format = 1\nid = \"fire\"\n[quick]\nalarm = \"Again? :: Yes\"\n";

#[test]
fn good_files_have_no_faults() {
    let world = World::new();
    world.write("decks/aid.toml", AID);
    assert_snapshot!(world.run(&["check"]), @"
    --- standard error
    Decks are read from ./decks.
    2 files: no faults.
    --- exit 0
    ");
    assert_snapshot!(world.run(&["check", "--json"]), @r#"
    {
      "format": 1,
      "files": 2,
      "diagnostics": []
    }
    --- exit 0
    "#);
}

#[test]
fn all_faults_of_all_files() {
    let world = World::new();
    world.write(
        "decks/aid.toml",
        "format = 1\nid = \"aid\"\n[card.burn]\nquesion = \"A?\"\na = \"B\"\nhint = 3\n",
    );
    world.write("decks/more.toml", BROKEN);
    world.write("decks/page.facts.toml", "format = 1\n[document]\nid = \"page\"\ntitel = \"Page\"\n");
    assert_snapshot!(world.run(&["check"]), @r#"
    decks/aid.toml:3:7: error: `burn` has no question
     3 | [card.burn]
       |       ^^^^
      hint: write q = "..."
    decks/aid.toml:4:1: error: a card has no key `quesion`
     4 | quesion = "A?"
       | ^^^^^^^
      hint: did you mean `question`?
    decks/fire.toml:9:1: error: the entry "fire/alarm" is written in more than one file
     9 | alarm = "What do you do first on finding a fire? :: Raise the alarm"
       | ^^^^^
      hint: also in decks/more.toml:4:1
    decks/more.toml:4:1: error: the entry "fire/alarm" is written in more than one file
     4 | alarm = "Again? :: Yes"
       | ^^^^^
      hint: also in decks/fire.toml:9:1
    decks/page.facts.toml:4:1: error: unknown key "titel"
     4 | titel = "Page"
       | ^^^^^
      hint: did you mean "title"?
    --- standard error
    Decks are read from ./decks.
    4 files: 5 errors.
    --- exit 1
    "#);
    assert_eq!(world.run(&["check", "--json"]).code, 1);
}

#[test]
fn a_fault_in_json() {
    let world = World::empty();
    world.write("one.toml", "format = 1\nid = \"one\"\n[quick]\na = \"no separator\"\n");
    assert_snapshot!(world.run(&["check", "one.toml", "--json"]), @r#"
    {
      "format": 1,
      "files": 1,
      "diagnostics": [
        {
          "path": "one.toml",
          "line": 4,
          "column": 5,
          "severity": "error",
          "code": "quick-no-separator",
          "message": "no answer: the line has neither \" :: \" nor a blank",
          "hint": "`a` belongs into a card: [card.some-id]"
        }
      ]
    }
    --- exit 1
    "#);
}

#[test]
fn files_and_folders_are_named() {
    let world = World::new();
    world.write("other/aid.toml", AID);
    assert_snapshot!(world.run(&["check", "other", "decks/fire.toml"]), @"
    --- standard error
    2 files: no faults.
    --- exit 0
    ");
    assert_snapshot!(world.run(&["check", "nowhere"]), @"
    --- standard error
    error: nowhere: No such file or directory (os error 2)
    --- exit 66
    ");
}

#[test]
fn warnings_are_no_errors_unless_strict() {
    let world = World::empty();
    let escape = "format = 1\nid = \"one\"\n[card.a]\nq = \"What is $\\times$?\"\na = \"B\"\n";
    world.write("decks/one.toml", escape);
    assert_snapshot!(world.run(&["check"]), @r#"
    decks/one.toml:4:15: warning: \times in double quotes holds a tab
     4 | q = "What is $\times$?"
       |               ^^^^^^
      hint: write q = 'What is $\times$?'
    --- standard error
    Decks are read from ./decks.
    1 file: 1 warning.
    --- exit 0
    "#);
    assert_eq!(world.run(&["check", "--strict"]).code, 1);
}

#[test]
fn checking_touches_no_database() {
    let world = World::new();
    world.done(&["check"]);
    assert!(!world.database().exists());
}

#[test]
fn the_built_in_deck_and_the_decks_shipped_have_no_faults() {
    let world = World::empty();
    assert_eq!(world.run(&["check", "--strict"]).code, 0);
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/decks");
    let run = world.run(&["check", "--strict", shipped]);
    assert_eq!(run.code, 0, "{run}");
}
