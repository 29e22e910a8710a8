//! What a screen holds, as lines: pure, so that whole screens can be tested.
//!
//! Knows no terminal: how wide it is comes in as a [`Look`].

mod answer;
mod question;
mod summary;
#[cfg(test)]
mod tests;

use unicode_width::UnicodeWidthStr;

pub(super) use self::answer::answer;
pub(super) use self::question::question;
pub(super) use self::summary::summary;
use super::keys;
use super::markdown::{self, Setting};

/// Text is never wider than this, however wide the terminal.
const WIDEST: usize = 76;
/// From here on all four grades stand on one line, and the header does.
const WIDE: usize = 72;
/// Below this every key stands on a line of its own.
const NARROW: usize = 40;
/// Below so many rows the answer needs the room that keys beside the grades would take.
const LOW: usize = 10;

/// What a screen has to fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    /// Columns of the terminal.
    pub columns: usize,
    /// Rows of the terminal.
    pub rows: usize,
    /// Whether colour may be used.
    pub colour: bool,
}

/// How much a text stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    Plain,
    Bold,
    Right,
    Wrong,
}

impl Weight {
    /// Blue and magenta are told apart by most eyes, on light and dark.
    fn ansi(self) -> anstyle::Style {
        match self {
            Self::Plain => anstyle::Style::new(),
            Self::Bold => anstyle::Style::new().bold(),
            Self::Right => anstyle::AnsiColor::Blue.on_default().bold(),
            Self::Wrong => anstyle::AnsiColor::Magenta.on_default().bold(),
        }
    }
}

impl Look {
    /// The width text is wrapped at. The last column stays free: a full line makes some terminals go on to the next.
    fn width(self) -> usize {
        self.columns.saturating_sub(1).clamp(4, WIDEST)
    }

    /// Markdown behind a lead; what wraps stands under its text.
    fn led(self, lead: &str, weight: Weight, text: &str) -> Vec<String> {
        let width = self.width().saturating_sub(lead.width());
        let lines = markdown::lines(text, Setting { width, base: self.colour.then(|| weight.ansi()) });
        under(lead, lines)
    }

    fn text(self, weight: Weight, text: &str) -> Vec<String> {
        self.led("", weight, text)
    }

    /// Text that is no Markdown behind a lead: what the learner typed, names, paths.
    fn bare(self, lead: &str, weight: Weight, text: &str) -> Vec<String> {
        let width = self.width().saturating_sub(lead.width()).max(4);
        let text = markdown::harmless(text);
        let lines = textwrap::wrap(&text, width).into_iter().map(|line| self.set(weight, &line));
        under(lead, lines.collect())
    }

    fn set(self, weight: Weight, text: &str) -> String {
        if self.colour && weight != Weight::Plain && !text.is_empty() {
            let style = weight.ansi();
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }

    /// Keys, as many to a line as there is room for.
    fn keys(self, keys: &[&str]) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for key in keys {
            match lines.last_mut() {
                Some(line) if self.columns >= NARROW && line.width() + 3 + key.width() <= self.width() => {
                    line.push_str("   ");
                    line.push_str(key);
                }
                _ => lines.push((*key).to_owned()),
            }
        }
        lines.iter().flat_map(|line| self.bare("", Weight::Plain, line)).collect()
    }
}

/// Lines with a lead before the first and as many blanks before the others.
fn under(lead: &str, lines: Vec<String>) -> Vec<String> {
    let blanks = " ".repeat(lead.width());
    let mut leads = std::iter::once(lead).chain(std::iter::repeat(blanks.as_str()));
    let led = lines.into_iter().map(|line| match leads.next() {
        Some(lead) if !line.is_empty() => format!("{lead}{line}"),
        _ => line,
    });
    led.collect()
}

/// The lead of an option: whether it was picked, and its key.
fn option_lead(at: usize, picked: bool, mark: &str) -> String {
    let pick = if picked { '>' } else { ' ' };
    format!("{pick} {} {mark}", keys::label(at).unwrap_or('-'))
}

/// The lines of a screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Screen {
    pub lines: Vec<String>,
}

impl Screen {
    fn extend(&mut self, lines: impl IntoIterator<Item = String>) {
        self.lines.extend(lines);
    }

    /// An empty line, unless there is one already.
    fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }
}

/// All keys.
pub(super) fn help(look: Look) -> Screen {
    let mut screen = Screen::default();
    screen.extend(look.text(Weight::Bold, "Keys"));
    screen.gap();
    for (key, what) in [
        ("Space", "show the answer; then take the suggested grade"),
        ("Enter", "show the answer; never a grade"),
        ("1 to 4", "again, hard, good, easy; before that, the option"),
        ("t, f", "true, false"),
        ("u", "take back the last grade or action"),
        ("b", "bury: the card waits until tomorrow"),
        ("s", "suspend: the card waits until you unsuspend it"),
        ("f", "flag the card for its author, with a remark"),
        ("h", "hint"),
        ("v", "the passage the answer stands in"),
        ("q, Esc", "stop; every grade is saved already"),
        ("Ctrl-C", "stop at once; nothing is lost"),
    ] {
        screen.extend(look.bare(&format!("  {key:<8}"), Weight::Plain, what));
    }
    screen.gap();
    screen.extend(look.bare(
        "",
        Weight::Plain,
        "In a field, commands have a colon: :u takes back, ::u is the answer \":u\". Esc leaves the field. The keys to edit with are the arrows, Home, End, Backspace and Delete.",
    ));
    screen.gap();
    screen.extend(look.bare("", Weight::Plain, "Any key goes back."));
    screen
}
