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

/// A deck with two lints of one rule and one of another.
const POOR: &str = r#"format = 1
id = "poor"
[quick]
drum = "What does a hose drum hold? :: A hose"
[card.burns]
q = "What burns?"
a = "All of these"
wrong = ["Wood", "Paper"]
[card.lift]
q = "Who may use a lift?"
a = "None of the above"
wrong = ["Visitors", "Wardens"]
"#;

#[test]
fn lints_are_summed_up_by_code_first() {
    let world = World::empty();
    world.write("decks/poor.toml", POOR);
    assert_snapshot!(world.run(&["check"]), @r#"
    lint                      cards  meaning
    all-or-none-of-the-above      2  an option speaks of the other options
    answer-in-question            1  the question holds its answer

    decks/poor.toml:4:1: lint[answer-in-question]: the question holds "A hose", which is asked for
     4 | drum = "What does a hose drum hold? :: A hose"
       | ^^^^
      hint: word the question without it
    decks/poor.toml:5:7: lint[all-or-none-of-the-above]: the option "All of these" speaks of the others
     5 | [card.burns]
       |       ^^^^^
      hint: give a list of right options (a = [...]), or ask for each by itself
    decks/poor.toml:9:7: lint[all-or-none-of-the-above]: the option "None of the above" speaks of the others
     9 | [card.lift]
       |       ^^^^
      hint: give a list of right options (a = [...]), or ask for each by itself
    --- standard error
    Decks are read from ./decks.
    1 file: 3 lints.
    --- exit 0
    "#);
    assert_eq!(world.run(&["check", "--strict"]).code, 1);
    let json = world.json(&["check"]);
    assert_eq!(json["diagnostics"][0]["severity"], "lint");
    assert_eq!(json["diagnostics"][0]["code"], "answer-in-question");
}

#[test]
fn doubles_are_found_across_files_named_and_folders() {
    let world = World::new();
    world.write(
        "more.toml",
        "format = 1\nid = \"more\"\n[quick]\nb = \"European emergency number? :: =112\"\n",
    );
    let run = world.run(&["check", "decks", "more.toml"]);
    assert!(
        run.out.contains("more.toml:4:1: lint[duplicate]: asks the same as fire/number (decks/fire.toml:10)"),
        "{run}"
    );
}

#[test]
fn a_history_that_would_end_is_warned_of() {
    let world = World::new();
    let one =
        "format = 1\nid = \"one\"\n[quick]\nfire = \"Fire needs {{heat}}, {{fuel}} and {{air}} to burn.\"\n";
    world.write("decks/one.toml", one);
    world.study(&["deck:one"], &["", "4"]);
    let before = std::fs::read(world.database()).unwrap();
    world.write(
        "decks/one.toml",
        &one.replace("{{heat}}, {{fuel}} and {{air}}", "heat, {{fuel}} and {{some air}}"),
    );
    assert_snapshot!(world.run(&["check"]), @"
    decks/one.toml:4:1: warning: no history goes on from one/fire/heat to one/fire/some-air
     4 | fire = \"Fire needs heat, {{fuel}} and {{some air}} to burn.\"
       | ^^^^
      hint: name the blanks or sides as they were ({{#name text}}), or settle it with `memoire relink` afterwards
    --- standard error
    Decks are read from ./decks.
    2 files: 1 warning.
    --- exit 0
    ");
    assert_eq!(std::fs::read(world.database()).unwrap(), before, "the database is only read");
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
