//! What a screen holds, as lines: pure, so that whole screens can be tested.
//!
//! Knows no terminal: how wide it is comes in as a [`Look`].

mod answer;
mod question;
mod sheet;
mod summary;
#[cfg(test)]
mod tests;

use unicode_width::UnicodeWidthStr;

pub(super) use self::answer::answer;
pub(super) use self::question::question;
pub(super) use self::sheet::{Screen, Sheet, Turn, Window};
pub(super) use self::summary::summary;
use super::keys;
use super::wrap::{self, Setting};
use crate::front::commands::{self, Asked};
use crate::front::words;
use crate::session::Notice;
use crate::text;

/// Text is never wider than this, however wide the terminal.
const WIDEST: usize = 76;
/// From here on all four grades stand on one line, and the header does.
const WIDE: usize = 72;
/// Below this every key stands on a line of its own.
const NARROW: usize = 40;

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
        let lines = wrap::lines(text, Setting { width, base: self.colour.then(|| weight.ansi()) });
        under(lead, lines)
    }

    fn text(self, weight: Weight, text: &str) -> Vec<String> {
        self.led("", weight, text)
    }

    /// Text that is no Markdown behind a lead: what the learner typed, names, paths.
    fn bare(self, lead: &str, weight: Weight, text: &str) -> Vec<String> {
        let width = self.width().saturating_sub(lead.width()).max(4);
        let text = text::harmless(text);
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
    fn keys<S: AsRef<str>>(self, keys: &[S]) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for key in keys.iter().map(AsRef::as_ref) {
            match lines.last_mut() {
                Some(line) if self.columns >= NARROW && line.width() + 3 + key.width() <= self.width() => {
                    line.push_str("   ");
                    line.push_str(key);
                }
                _ => lines.push(key.to_owned()),
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

/// What is to be said above a card or a summary.
fn said(notices: &[Notice], look: Look) -> Vec<String> {
    let paragraphs = notices.iter().flat_map(|notice| words::notice(notice, ""));
    let lines =
        |text: String| text.lines().flat_map(|line| look.bare("* ", Weight::Plain, line)).collect::<Vec<_>>();
    paragraphs.flat_map(lines).collect()
}

/// The lead of an option: whether it was picked, and its key.
fn option_lead(at: usize, picked: bool, mark: &str) -> String {
    let pick = if picked { '>' } else { ' ' };
    format!("{pick} {} {mark}", keys::label(at).unwrap_or('-'))
}

/// All keys: those that answer, and those of the table of commands.
pub(super) fn help(look: Look, two_buttons: bool) -> Sheet {
    let mut sheet = Sheet { head: look.text(Weight::Bold, "Keys"), ..Sheet::default() };
    sheet.short_head = "Keys".to_owned();
    let grades = words::offered(two_buttons);
    let digits: Vec<String> = grades.iter().map(|(grade, _)| grade.number().to_string()).collect();
    let names: Vec<&str> = grades.iter().map(|(_, name)| *name).collect();
    let mut rows = vec![
        ("Space".to_owned(), "show the answer; then take the suggested grade".to_owned()),
        ("Enter".to_owned(), "show the answer; never a grade".to_owned()),
        (digits.join(" "), format!("{}; before that, the option", names.join(", "))),
        ("t, f".to_owned(), "true, false".to_owned()),
        ("PgUp/Dn".to_owned(), "turn the page of a long card; Up and Down by the line".to_owned()),
    ];
    let of_table = commands::ENTRIES.iter().filter(|entry| entry.asked != Asked::Repeat);
    rows.extend(of_table.map(|entry| (entry.letter.to_string(), entry.help.to_owned())));
    rows.push(("Esc".to_owned(), "leave a field, else stop".to_owned()));
    rows.push(("Ctrl-C".to_owned(), "stop at once; nothing is lost".to_owned()));
    for (key, what) in rows {
        let lead = if look.columns < NARROW { format!("{key} ") } else { format!("  {key:<9}") };
        sheet.body.extend(look.bare(&lead, Weight::Plain, &what));
    }
    sheet.gap();
    sheet.body.extend(look.bare(
        "",
        Weight::Plain,
        "In a field, commands have a colon: :u takes back, ::u is the answer \":u\". The keys to edit with are the arrows, Home, End, Backspace and Delete.",
    ));
    sheet.feet = vec![look.bare("", Weight::Plain, "Any key goes back.")];
    sheet
}
