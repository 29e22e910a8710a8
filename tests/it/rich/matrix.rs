//! Every kind of card at every size, with colour, without, and on a terminal that can do nothing.

use std::fmt::Write as _;

use insta::assert_snapshot;

use super::Terminal;
use crate::world::World;

/// A card of each kind, in the order they are asked.
const DECK: &str = r#"format = 1
id = "kinds"
title = "Kinds"

[card.a-basic]
q = "Basic?"
a = "back"
why = "So it is."
hint = "front"

[card.b-typed]
q = "Typed?"
typed = ["carbon dioxide", "CO2"]

[card.c-cloze]
cloze = "Fire needs {{heat}} to burn."

[card.d-choice]
q = "Choice?"
a = "one"
wrong = ["two", { text = "six", why = "Too many." }]

[card.e-truth]
q = "True?"
a = false

[card.f-list]
q = "List?"
items = ["heat", "fuel"]

[card.g-order]
q = "Order?"
items = ["first", "second"]
ordered = true
"#;

/// What is waited for, and what is typed then.
const WALK: &[(&str, &str)] = &[
    ("Basic?", "h"),
    ("Hint: front", " "),
    ("back", "?"),
    ("Any key goes back", "x"),
    ("1 again", "v"),
    ("names no source", "3"),
    ("Typed?", ""),
    ("Answer:", "carbon dioxyde\r"),
    ("1 again", " "),
    ("Fire needs [...]", " "),
    ("1 again", "3"),
    ("Choice?", "2"),
    ("1 again", "1"),
    ("True?", "f"),
    ("[+] Right", " "),
    ("List?", ""),
    ("Item 1 of 2:", "heat\r"),
    ("Item 2 of 2:", "\r"),
    ("1 again", "2"),
    ("Order?", "1"),
    ("[1]", "2"),
    ("1 again", "u"),
    ("Taken back", "q"),
    ("Stopped.", "q"),
];

fn world(variables: &[(&'static str, &str)]) -> World {
    let mut world = World::empty();
    for (name, value) in variables {
        world.set(name, value);
    }
    world.write("decks/kinds.toml", DECK);
    world
}

/// The screens of the walk, and all that was written.
fn walk(rows: u16, columns: u16, variables: &[(&'static str, &str)]) -> (String, String) {
    let mut terminal = Terminal::sized(world(variables), &["study", "-q"], rows, columns);
    let mut screens = String::new();
    for (text, keys) in WALK {
        terminal.see(text);
        let folder = terminal.world.database().parent().unwrap().display().to_string();
        let screen = terminal.screen().replace(&folder, "[DATA]");
        writeln!(screens, "~~~~ {keys:?}\n{screen}").unwrap();
        terminal.keys(keys);
    }
    assert_eq!(terminal.code(), 0);
    (screens, terminal.raw)
}

/// The escape sequences that set a colour or a weight.
fn styles(raw: &str) -> usize {
    let style = |rest: &str| {
        let code: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == ';').collect();
        rest[code.len()..].starts_with('m') && !code.is_empty() && code != "0"
    };
    raw.split("\u{1b}[").skip(1).filter(|rest| style(rest)).count()
}

fn check(rows: u16, columns: u16) -> String {
    let (coloured, raw) = walk(rows, columns, &[]);
    assert!(styles(&raw) > 0, "{raw:?}");
    let (bare, raw) = walk(rows, columns, &[("NO_COLOR", "1")]);
    assert_eq!(styles(&raw), 0, "{raw:?}");
    // The words and signs say all that the colours do.
    assert_eq!(coloured, bare);
    bare
}

#[test]
fn on_80_columns_and_24_rows() {
    assert_snapshot!(check(24, 80), @"");
}

#[test]
fn on_40_columns_and_12_rows() {
    assert_snapshot!(check(12, 40), @"");
}

#[test]
fn on_20_columns_and_8_rows() {
    assert_snapshot!(check(8, 20), @"");
}

/// The same walk in lines.
const LINES: &str = ":h\n\n:?\n:v\n3\ncarbon dioxyde\n\n\n3\n2\n1\nf\n\nheat\n2\n2 1\n:r\n4\n:u\n:q\n";

#[test]
fn in_plain_lines_it_is_the_same_on_every_terminal_and_from_a_pipe() {
    let run = world(&[]).feed(&["study", "-q", "--plain"], LINES);
    assert_snapshot!(run, @"");
    for (rows, columns) in [(24, 80), (12, 40), (8, 20)] {
        for (arguments, variables) in [
            (&["study", "-q", "--plain"][..], &[][..]),
            (&["study", "-q", "--plain"], &[("NO_COLOR", "1")]),
            (&["study", "-q"], &[("TERM", "dumb")]),
            (&["study", "-q"], &[("ACCESSIBLE", "1")]),
        ] {
            let mut terminal = Terminal::sized(world(variables), arguments, rows, columns);
            terminal.keys(LINES).see("Stopped.");
            assert_eq!(terminal.code(), 0);
            assert!(!terminal.raw.contains('\u{1b}'), "{:?}", terminal.raw);
            // What was typed is echoed by the terminal; all that the program says is there, in order.
            let mut said = terminal.raw.replace("\r\n", "\n");
            for line in run.out.lines().filter(|line| !line.starts_with("Progress is kept")) {
                let Some(at) = said.find(line) else { panic!("{line:?} is not in {said}") };
                said.drain(..at + line.len());
            }
        }
    }
}
