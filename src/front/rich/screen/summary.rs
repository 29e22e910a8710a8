//! What a session came to.

use super::{Look, Screen, Weight};
use crate::front::Closing;
use crate::model::Timestamp;
use crate::session::{Stop, Summary};

/// What the session came to.
pub fn summary(summary: &Summary, closing: &Closing, look: Look) -> Screen {
    let mut screen = Screen::default();
    screen.extend(look.bare("", Weight::Bold, &headline(summary)));
    if !summary.misses.is_empty() {
        screen.gap();
        screen.extend(look.bare("", Weight::Plain, "Missed at first:"));
        for miss in &summary.misses {
            screen.extend(look.led("- ", Weight::Plain, &miss.question));
            screen.extend(look.led("  = ", Weight::Right, &miss.answer));
        }
    }
    screen.gap();
    screen.extend(told(summary, closing).iter().flat_map(|line| look.bare("", Weight::Plain, line)));
    screen.gap();
    let keys: &[&str] =
        if summary.grades > 0 { &["u undo the last grade", "Enter quit"] } else { &["Enter quit"] };
    screen.extend(look.keys(keys));
    screen
}

fn told(summary: &Summary, closing: &Closing) -> Vec<String> {
    let mut told = Vec::new();
    if summary.left.total() > 0 {
        told.push(format!("Left for today: {}.", summary.left.total()));
    }
    told.extend(summary.back_at.map(|at| format!("Learning goes on at {}.", clock(at, closing.offset))));
    told.extend(summary.tomorrow.map(|cards| format!("Due tomorrow: {cards}.")));
    told.push(format!("Progress is kept in {}.", closing.database));
    told.extend(closing.next_steps.iter().cloned());
    told
}

/// Why it ended, how many cards in what time, and how many were known at first.
fn headline(summary: &Summary) -> String {
    let why = match summary.stop {
        Stop::Finished => "Done for today",
        Stop::Asked => "Stopped",
        Stop::Grades => "Done: so many grades were asked for",
        Stop::Minutes => "Done: the time is over",
    };
    if summary.cards == 0 {
        return format!("{why}.");
    }
    let seconds = summary.millis / 1000;
    let time = if seconds > 0 { format!(" in {}:{:02}", seconds / 60, seconds % 60) } else { String::new() };
    let (cards, first) = (u64::from(summary.cards), u64::from(summary.first_try));
    let percent = (first * 100 + cards / 2) / cards;
    let plural = if cards == 1 { "" } else { "s" };
    format!("{why}: {cards} card{plural}{time}. First try {first}/{cards} ({percent}%).")
}

/// The local time of day.
fn clock(at: Timestamp, offset: i32) -> String {
    at.plus_seconds(i64::from(offset)).utc().format("%H:%M").to_string()
}
