//! How a session ends: whatever happens, the terminal is as it was, and nothing is lost.

use super::{BASIC, Terminal};
use crate::world::World;

/// A card of each kind; each asks in its own way.
const KINDS: [&str; 6] = [
    "[quick]\na = \"First? :: one\"",
    "[quick]\na = \"Number? :: =112\"",
    "[quick]\na = \"Lifts? :: false\"",
    "[card.a]\nq = \"Fuel?\"\na = \"wood\"\nwrong = [\"sand\", \"air\"]",
    "[card.a]\nq = \"Fire needs?\"\nitems = [\"heat\", \"fuel\"]",
    "[card.a]\nq = \"Which order?\"\nitems = [\"one\", \"two\"]\nordered = true",
];

#[cfg(unix)]
fn modes(terminal: &Terminal) -> (bool, bool) {
    let termios = terminal.master.get_termios().unwrap();
    let text = format!("{:?}", termios.local_flags);
    (text.contains("ICANON"), text.contains("ECHO"))
}

/// The cursor is shown, the modes are back, and the shell's prompt stands on a line of its own.
#[cfg(unix)]
fn is_given_back(terminal: &Terminal) {
    assert!(!terminal.parser.screen().hide_cursor(), "the cursor is hidden");
    assert_eq!(modes(terminal), (true, true), "not as it was before");
    assert_eq!(terminal.parser.screen().cursor_position().1, 0, "{}", terminal.screen());
}

#[cfg(unix)]
#[test]
fn ctrl_c_gives_the_terminal_back_at_every_kind_of_card() {
    for entry in KINDS {
        let mut terminal = Terminal::card(World::empty(), entry);
        terminal.see("0/").see("keys").keys("\u{3}");
        assert_eq!(terminal.code(), 130, "{entry}");
        is_given_back(&terminal);
        assert!(!terminal.raw.contains("Operation"), "{}", terminal.raw);
    }
}

#[cfg(unix)]
#[test]
fn esc_goes_back_a_step_at_every_kind_of_card() {
    for entry in KINDS {
        let mut terminal = Terminal::card(World::empty(), entry);
        terminal.see("0/").see("keys").keys("\u{1b}");
        if entry.contains("=112") || entry.contains("needs") {
            terminal.see("Enter type").keys("\u{1b}");
        }
        terminal.see("Stopped.").keys("\u{1b}");
        assert_eq!(terminal.code(), 0, "{entry}");
        is_given_back(&terminal);
    }
}

#[cfg(unix)]
#[test]
fn ctrl_d_in_a_field_leaves_it_as_esc_does() {
    let mut terminal = Terminal::card(World::empty(), KINDS[1]);
    terminal.see("Answer:").keys("\u{4}").see("Enter type").stop();
    is_given_back(&terminal);
}

#[cfg(unix)]
#[test]
fn a_terminal_that_is_closed_loses_no_grade() {
    let mut terminal = Terminal::card(World::empty(), BASIC);
    terminal.see("Space show").keys(" ").see("1 again").keys("3").see("Second?").keys(" ").see("two");
    let Terminal { master, writer, mut child, bytes, world, .. } = terminal;
    drop((master, writer));
    // The reader of the terminal holds it open until the program is gone.
    drop(bytes);
    child.wait().unwrap();
    let reviews = |key| world.json(&["history", key])["reviews"].as_array().unwrap().len();
    assert_eq!((reviews("one/a"), reviews("one/b")), (1, 0));
}

#[test]
fn undo_goes_back_as_often_as_wanted_from_the_summary_too() {
    let mut terminal = Terminal::card(World::empty(), BASIC);
    terminal
        .see("First?")
        .keys(" ")
        .see("1 again")
        .keys("4")
        .see("Second?")
        .keys(" ")
        .see("1 again")
        .keys("4");
    terminal.see("Done for today. 2 cards").keys("u").see("Taken back: easy on one/b.").see("Second?");
    terminal.keys("u").see("Taken back: easy on one/a.").see("First?").keys("u").see("nothing to take back");
    terminal.stop();
    assert_eq!(terminal.world.json(&["cards", "is:new"])["cards"].as_array().unwrap().len(), 2);
}

#[test]
fn the_misses_are_drilled_again_from_the_summary() {
    let mut terminal = Terminal::card(World::empty(), BASIC);
    terminal.see("First?").keys(" ").see("1 again").keys("1").see("Second?").keys(" ").see("two").keys("4");
    terminal.see("First?").keys("q").see("Missed at first:").see("r drill the misses again").keys("r");
    terminal.see("First?").see("Space show").keys(" ").see("1 again   2 hard").keys("3");
    terminal.see("Stopped. 2 cards").see("1 drill of misses").keys("q");
    assert_eq!(terminal.code(), 0);
}

#[test]
fn in_plain_lines_the_end_offers_the_same() {
    let mut terminal = Terminal::sized(two_cards(), &["study", "--plain"], 40, 100);
    terminal.see("First?").keys("\n").see("Grade:").keys("4\n").see("Second?").keys("\n4\n");
    terminal.see("Enter ends, :u takes the last grade back.").keys(":x\n").see(":x cannot be had here");
    terminal.keys(":u\n").see("Taken back: easy on one/b.").keys(":q\n").see("Stopped.");
    assert_eq!(terminal.code(), 0);
}

fn two_cards() -> World {
    let world = World::empty();
    world.write("decks/one.toml", &format!("format = 1\nid = \"one\"\ntitle = \"One\"\n\n{BASIC}\n"));
    world
}
