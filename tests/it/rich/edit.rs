//! A card edited in mid-session, by an editor that is a script.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::Terminal;
use crate::world::World;

const DECK: &str = "[quick]\na = \"Furst? :: one\"\nb = \"Second? :: two\"";

/// A world whose editor is this script; `$1` is what it is told, `$2` the file, as vi has it.
fn with_editor(script: &str) -> World {
    let mut world = World::empty();
    let path = world.path("bin/vi");
    world.write("bin/vi", &format!("#!/bin/sh\n{script}\n"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    world.set("VISUAL", &format!("'{}'", path.display()));
    world.set("PATH", "/usr/bin:/bin");
    world
}

#[test]
fn e_opens_the_line_and_comes_back_to_the_same_card_with_its_new_words() {
    let world =
        with_editor(r#"echo "$1 $(basename "$2")" > told; stty -a > modes; sed -i s/Furst/First/ "$2""#);
    let mut terminal = Terminal::card(world, DECK);
    terminal.see("Furst?").keys(" ").see("1 again").keys("e");
    terminal.see("one/a was read anew.").see("First?").see("Space show");
    assert_eq!(terminal.world.read("told"), "+6 one.toml\n");
    // The editor had the terminal as the shell left it.
    let modes = terminal.world.read("modes");
    for mode in ["icanon", "echo", "isig"] {
        assert!(modes.split_whitespace().any(|word| word == mode), "{mode} in {modes}");
    }
    terminal.keys(" ").see("1 again").keys("3").see("Second?").keys("q").see("Enter quit").keys("\r");
    assert_eq!(terminal.code(), 0);
    assert_eq!(terminal.world.json(&["history", "one/a"])["reviews"].as_array().unwrap().len(), 1);
}

#[test]
fn a_broken_file_keeps_the_card_and_says_where_it_is_broken() {
    let world = with_editor(r#"printf 'c = "no answer"\n' >> "$2""#);
    let mut terminal = Terminal::card(world, DECK);
    terminal.see("Furst?").keys("e").see("so the card stays as it was").see("one.toml:8:").see("Space show");
    terminal.keys(" ").see("one").see("1 again").stop();
}

#[test]
fn a_broken_file_is_told_when_the_decks_are_in_the_folder_at_hand() {
    let world = with_editor(r#"printf 'c = "no answer"\n' >> "$2""#);
    world.write("one.toml", &format!("format = 1\nid = \"one\"\n\n{DECK}\n"));
    let mut terminal = Terminal::start(world, &["--decks", ".", "study"]);
    terminal
        .see("Furst?")
        .keys("e")
        .see("so the card stays as it was")
        .see("one.toml:")
        .see("Space show")
        .stop();
}

#[test]
fn an_editor_that_gives_up_or_is_not_there_is_said() {
    let mut terminal = Terminal::card(with_editor("exit 3"), DECK);
    terminal.see("Furst?").keys("e").see("gave up: exit status: 3").see("Furst?").stop();
    let mut world = with_editor("");
    world.set("VISUAL", "no-such-editor -x");
    let mut terminal = Terminal::card(world, DECK);
    terminal.see("Furst?").keys("e").see("\"no-such-editor\" cannot be started").see("set VISUAL or").stop();
}

#[test]
fn the_setting_comes_before_the_environment() {
    let world = with_editor(r#"sed -i s/Furst/First/ "$2""#);
    world.configure(&format!("editor = \"'{}'\"\n", world.path("bin/vi").display()));
    let mut world = world;
    world.set("VISUAL", "no-such-editor");
    Terminal::card(world, DECK).see("Furst?").keys("e").see("First?").stop();
}

#[test]
fn from_a_typed_field_the_editor_is_asked_for_with_a_colon() {
    let world = with_editor(r#"sed -i s/Nomber/Number/ "$2""#);
    let mut terminal = Terminal::card(world, "[quick]\na = \"Nomber? :: =112\"");
    terminal.see("Answer:").keys(":e\r").see("Number?").see("Answer:").keys("112\r").see("[+] Right").stop();
}

#[test]
fn a_field_that_was_left_stays_left_so_that_a_fault_is_mended_with_the_same_key() {
    let script =
        r#"if grep -q '^b ' "$2"; then sed -i '/^b /d' "$2"; else echo 'b = "no answer"' >> "$2"; fi"#;
    let mut terminal = Terminal::card(with_editor(script), "[quick]\na = \"Number? :: =112\"");
    terminal
        .see("Answer:")
        .keys("\u{1b}")
        .see("Enter type")
        .keys("e")
        .see("stays as it was")
        .see("Enter type");
    terminal.keys("e").see("one/a was read anew.").see("Enter type").stop();
}

#[test]
fn the_deck_inside_the_program_is_copied_before_it_is_edited() {
    let mut terminal = Terminal::start(with_editor("exit 3"), &["study"]);
    terminal.see("0/").see("keys").keys("e").see("init DIR --builtin");
    terminal.stop();
}

#[test]
fn in_plain_lines_the_editor_needs_a_terminal() {
    let world = with_editor(r#"sed -i s/Furst/First/ "$2""#);
    world.write("decks/one.toml", &format!("format = 1\nid = \"one\"\ntitle = \"One\"\n\n{DECK}\n"));
    let run = world.feed(&["study", "--plain"], ":e\n:q\n");
    let told = "There is no terminal for an editor here; the card is written at decks/one.toml:6.";
    assert!(run.out.contains(told), "{run}");
    let mut terminal = Terminal::start(world, &["study", "--plain"]);
    terminal
        .see("Furst?")
        .keys(":e\n")
        .see("one/a was read anew.")
        .see("First?")
        .keys(":q\n")
        .see("Stopped.");
    assert_eq!(terminal.code(), 0);
}
