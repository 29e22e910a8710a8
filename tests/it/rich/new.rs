use super::Terminal;
use crate::world::World;

#[test]
fn a_card_is_written_by_prompts_and_the_next_has_its_kind() {
    let mut terminal = Terminal::start(World::new(), &["new"]);
    terminal.see("What kind of card?").see("> 1) basic").keys("\r").see("? Question:");
    terminal.keys("What smothers a burning pan?\r").see("? Answer:").keys("A lid\r").see("? Tags:");
    // The tags in use, but for those all cards have.
    terminal.see("extinguishers").keys("ex\t").see("Tags: extinguishers").keys("\r");
    terminal.see("Written: fire/smothers-burning-pan (decks/fire.toml:");
    terminal.keys("\u{1b}").see("> 1) basic").keys("\u{1b}").see("memoire edit fire/smothers-burning-pan");
    assert_eq!(terminal.code(), 0);
}

#[test]
fn what_is_asked_already_is_said_before_more_is_written() {
    let mut terminal = Terminal::start(World::new(), &["new", "--kind", "basic"]);
    terminal.see("? Question:").keys("What do you do first on finding a fire\r");
    terminal.see("fire/alarm asks nearly the same").see("(y/N)").keys("\r");
    terminal.see("Question: What do you do first on finding a fire").keys("\u{1b}");
    assert_eq!(terminal.code(), 0);
}

#[test]
fn options_are_chosen_by_number_and_ctrl_c_ends_with_130() {
    let mut terminal = Terminal::start(World::new(), &["new"]);
    terminal.see("What kind of card?").keys("5\r").see("? Statement:").keys("Smoke is harmless.\r");
    terminal.see("Is it true?").keys("\u{3}");
    assert_eq!(terminal.code(), 130);
}

#[test]
fn a_list_fits_a_small_screen() {
    let mut terminal = Terminal::sized(World::new(), &["new"], 8, 24);
    terminal
        .see("> 1) basic")
        .keys("\u{1b}[B\u{1b}[B\u{1b}[B\u{1b}[B\u{1b}[B\u{1b}[B\u{1b}[B")
        .see("> 8) order");
    terminal.see("What kind of card?").keys("\u{1b}");
    assert_eq!(terminal.code(), 0);
}
