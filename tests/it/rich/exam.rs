//! An exam on the rich terminal.

use super::Terminal;
use crate::exam::{EXAM, harbour};

#[test]
fn the_rich_screens_of_an_exam() {
    let mut terminal = Terminal::start(harbour(EXAM), &["exam", "take", "pilot", "--seed", "1"]);
    terminal.see("4 questions, 10 minutes, 50 percent to pass").see("Space begin").keys(" ").see("1/4").see("? all keys");
    terminal.keys("\u{1b}[C").see("2/4").keys("\u{1b}[D").see("1/4").keys("?").see("Any key goes back").keys("x").see("1/4");
    terminal.keys("\u{1b}[C").see("2/4").keys("\u{1b}[C").see("3/4").keys("\u{1b}[C").see("4/4").see("Answer:");
    // A field is edited in place, and its commands have a colon.
    terminal.keys("9 fathmos\u{7f}\u{7f}\u{7f}oms\r").see("Overview").see("1/4 answered").see("* Answer 4 saved.");
    terminal.keys("4\r").see("Your answer so far: 9 fathoms").keys(":zz\r").see("no such command");
    terminal.keys("\u{7f}\u{7f}o\r").see("Overview").keys("e").see("Hand the exam in?").keys("x").see("1/4 answered");
    terminal.keys("e").see("Hand the exam in?").keys("e").see("study them tomorrow?").keys("n\r");
    assert_eq!(terminal.code(), 0);
}

#[test]
fn the_rich_front_leaves_an_exam_for_later() {
    let mut terminal = Terminal::start(harbour(EXAM), &["exam", "take", "pilot", "--seed", "1"]);
    terminal.see("Space begin").keys(" ").see("1/4").keys("q").see("Nothing was answered, so nothing is kept.");
    assert_eq!(terminal.code(), 0);
}
