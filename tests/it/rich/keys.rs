//! Keys, fields and what they lead to.

use super::{BASIC, Terminal};
use crate::world::World;

#[test]
fn space_shows_enter_does_not_grade_and_a_digit_does() {
    let mut terminal = Terminal::card(World::empty(), BASIC);
    terminal
        .see("First?")
        .see("Space show")
        .keys(" ")
        .see("1 again 1m")
        .keys("\r\r")
        .keys("?")
        .see("Any key");
    terminal.keys("x").see("1 again 1m").keys("3").see("Second?").stop();
}

#[test]
fn a_key_sent_with_space_grades_no_unseen_answer() {
    let mut terminal = Terminal::card(World::empty(), BASIC);
    terminal
        .see("Space show")
        .keys(" 3")
        .see("1 again 1m")
        .keys("v")
        .see("names no source")
        .keys("3")
        .see("Second?");
    assert!(terminal.screen().contains("learning 1  new 1"), "{}", terminal.screen());
    terminal.stop();
}

#[test]
fn the_summary_takes_the_last_grade_back_and_enter_ends() {
    let mut terminal = Terminal::card(World::empty(), BASIC);
    terminal.see("Space show").keys(" ").see("1 again").keys("4").see("Second?").keys("q");
    terminal.see("Stopped. 1 card").keys("u").see("Taken back: easy on one/a.").see("First?").stop();
}

#[test]
fn ctrl_c_ends_with_130() {
    let mut terminal = Terminal::card(World::empty(), BASIC);
    terminal.see("Space show").keys(" ").see("1 again").keys("3").see("Second?").keys("\u{3}");
    assert_eq!(terminal.code(), 130);
}

#[test]
fn a_field_takes_wide_characters_and_edits_between_them() {
    let question = "中华人民共和国的首都在哪里请输入完整的名称包括行政级别好吗谢谢";
    let mut terminal = Terminal::card(World::empty(), &format!("[quick]\na = \"{question} :: =北京市\""));
    terminal.see("Answer:").see("谢谢").keys("北京市").see("北京市").keys("\u{1b}[D\u{7f}\r");
    terminal.see("yours").see("1 again");
    assert!(terminal.screen().contains("北[") || terminal.screen().contains("北市"), "{}", terminal.screen());
    terminal.stop();
}

#[test]
fn an_unknown_command_in_a_field_is_a_slip_and_esc_leaves_the_field() {
    let mut terminal = Terminal::card(World::empty(), "[quick]\na = \"Number? :: =112\"");
    terminal
        .see("Answer:")
        .keys(":zz\r")
        .see("no such command")
        .keys("\u{7f}\u{7f}?\r")
        .see("Any key goes back");
    terminal.keys("x").see("Answer:").keys("\u{1b}").see("Enter type").keys("h").see("no hint").stop();
}

#[test]
fn a_flag_has_a_remark_and_esc_takes_it_back() {
    let mut terminal = Terminal::card(World::empty(), BASIC);
    terminal.see("Space show").keys("f").see("What is wrong").keys("\u{1b}").see("Space show");
    terminal.keys("f").see("What is wrong").keys(":x a slip\r").see("one/a is flagged").stop();
}

#[test]
fn cards_are_buried_and_suspended_and_that_is_taken_back() {
    let mut terminal = Terminal::card(World::empty(), BASIC);
    terminal.see("Space show").keys("b").see("one/a waits until tomorrow").see("Second?").keys("u");
    terminal.see("Taken back, on one/a.").see("First?").keys("s").see("one/a is suspended").stop();
}

#[test]
fn a_card_is_painted_again_at_another_size() {
    let mut terminal = Terminal::card(World::empty(), BASIC);
    terminal.see("[..........]").resize(8, 20).see("Space show\n? keys").keys(" ").see("  one\n");
    terminal.keys("q").see("Enter quit");
}

#[test]
fn several_options_are_picked_in_place() {
    let entry = "[card.a]\nq = \"Fuels?\"\na = [\"wood\", \"petrol\"]\nwrong = [\"sand\\tand more\"]";
    let mut terminal = Terminal::card(World::empty(), entry);
    terminal.see("Enter give them");
    let before = terminal.raw.matches("\r\n\r\n\r\n").count();
    terminal.keys("1").see("1 [x]").keys("3").see("3 [x]");
    assert_eq!(terminal.raw.matches("\r\n\r\n\r\n").count(), before, "the screen scrolled away");
    terminal.keys("\r").see("1 again 1m").stop();
}

#[test]
fn no_color_gives_no_colour() {
    let mut world = World::empty();
    world.set("NO_COLOR", "1");
    let mut terminal = Terminal::card(world, "[quick]\na = \"Lifts? :: false\"");
    terminal.see("t true").keys("f").see("[+] Right");
    let coloured = terminal.raw.split("\u{1b}[").skip(1).filter(|rest| {
        let code: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == ';').collect();
        rest[code.len()..].starts_with('m') && !code.is_empty() && code != "0"
    });
    assert_eq!(coloured.count(), 0, "{:?}", terminal.raw);
    terminal.stop();
}

#[test]
fn two_buttons_are_wrong_and_right() {
    let world = World::empty();
    world.configure("two_buttons = true\n");
    let mut terminal = Terminal::card(world, BASIC);
    terminal
        .see("Space show")
        .keys(" ")
        .see("1 wrong 1m   3 right 10m")
        .keys("24")
        .keys("3")
        .see("Second?")
        .stop();
}

#[test]
fn ctrl_c_in_a_field_ends_with_130_too() {
    let mut terminal = Terminal::card(World::empty(), "[quick]\na = \"Number? :: =112\"");
    terminal.see("Answer:").keys("11\u{3}");
    assert_eq!(terminal.code(), 130);
}

#[test]
fn items_of_a_list_stay_while_a_hint_is_asked_for() {
    let entry = "[card.a]\nq = \"Fire needs?\"\nitems = [\"heat\", \"fuel\", \"oxygen\"]\nhint = \"Three\"";
    let mut terminal = Terminal::card(World::empty(), entry);
    terminal.see("Item 1 of 3:").keys("heat\r").see("Item 2 of 3:").keys(":h\r").see("Hint: Three");
    terminal.see("Item 2 of 3:").keys("fuel\r").see("Item 3 of 3:").keys("\r");
    terminal.see("[+] heat").see("[+] fuel").see("[-] oxygen").stop();
}
