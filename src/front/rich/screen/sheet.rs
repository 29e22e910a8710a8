//! A screen before its size is known: head and foot stay in sight, what stands between is paged when it must be.

use unicode_width::UnicodeWidthStr;

use super::{Look, NARROW};

/// Rows that a field takes below a screen: its own, and one to say what is wrong with what was written.
const FIELD: usize = 2;
/// Fewest lines of the body that are worth a page.
const PAGE: usize = 2;

/// The parts of a screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::front::rich) struct Sheet {
    /// What stands above: in full, and on one line for low screens.
    pub head: Vec<String>,
    pub short_head: String,
    /// What is read.
    pub body: Vec<String>,
    /// The line of the body that has to be in sight at first: that of the answer.
    pub anchor: usize,
    /// The keys, from all of them to those one cannot do without.
    pub feet: Vec<Vec<String>>,
    /// Whether a field stands below, which takes rows and keys.
    pub in_field: bool,
}

/// The lines of a screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::front::rich) struct Screen {
    pub lines: Vec<String>,
    /// The part of the body that is shown, where it is not all of it.
    pub window: Option<Window>,
}

/// A part of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::front::rich) struct Window {
    /// Its first line, from 0.
    pub first: usize,
    /// How many lines are shown.
    pub shown: usize,
    /// How many there are.
    pub total: usize,
}

/// Where to go in a body that is paged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::front::rich) enum Turn {
    /// A line up.
    Up,
    /// A line down.
    Down,
    /// A page back.
    Back,
    /// A page on.
    On,
    /// To the beginning.
    First,
    /// To the end.
    Last,
}

impl Window {
    /// The first line after a turn.
    pub fn turned(self, turn: Turn) -> usize {
        let last = self.total.saturating_sub(self.shown);
        // The last line of a page is the first of the next, so that the eye finds its way.
        let page = self.shown.saturating_sub(1).max(1);
        let first = match turn {
            Turn::Up => self.first.saturating_sub(1),
            Turn::Down => self.first + 1,
            Turn::Back => self.first.saturating_sub(page),
            Turn::On => self.first + page,
            Turn::First => 0,
            Turn::Last => last,
        };
        first.min(last)
    }

    /// Which lines these are, and the keys that lead to the others.
    fn words(self, look: Look, in_field: bool) -> String {
        let (from, to) = (self.first + 1, self.first + self.shown);
        let keys = match (from > 1, to < self.total) {
            (true, true) if look.columns < NARROW => "PgUp/Dn",
            (true, true) => "PgUp, PgDn",
            (true, false) => "PgUp",
            (false, _) => "PgDn",
        };
        let keys = if in_field { format!("Esc, then {keys}") } else { keys.to_owned() };
        if look.columns < NARROW {
            format!("{from}-{to} of {} {keys}", self.total)
        } else {
            format!("lines {from} to {to} of {}: {keys}", self.total)
        }
    }
}

impl Sheet {
    /// An empty line in the body, unless there is one already.
    pub fn gap(&mut self) {
        if self.body.last().is_some_and(|line| !line.is_empty()) {
            self.body.push(String::new());
        }
    }

    /// The screen: with all that fits, and a page of the body where even the barest does not fit. `first` is the line
    /// to begin at; none for where it begins by itself.
    pub fn fit(mut self, look: Look, first: Option<usize>) -> Screen {
        while self.body.last().is_some_and(String::is_empty) {
            self.body.pop();
        }
        let look =
            Look { rows: look.rows.saturating_sub(if self.in_field { FIELD } else { 0 }).max(1), ..look };
        let airy = |foot: &Vec<String>| stacked(&[&self.head, &self.body, foot], true);
        let roomy = self.feet.iter().map(airy).find(|lines| lines.len() <= look.rows);
        if let Some(lines) = roomy {
            return Screen { lines, window: None };
        }
        self.tighten();
        if let Some(lines) = self.tight(look.rows) {
            return Screen { lines, window: None };
        }
        let foot = self.feet.last().cloned().unwrap_or_default();
        self.page(look, foot, first)
    }

    /// Takes the empty lines out.
    fn tighten(&mut self) {
        let empty_before = |lines: &[String]| lines.iter().filter(|line| line.is_empty()).count();
        self.anchor -= empty_before(self.body.get(..self.anchor).unwrap_or_default());
        self.body.retain(|line| !line.is_empty());
    }

    /// All of the body without air, with the most of head and foot that fits beside it.
    fn tight(&self, rows: usize) -> Option<Vec<String>> {
        let short = vec![self.short_head.clone()];
        let feet = if self.feet.len() > 1 { &self.feet[1..] } else { &self.feet };
        let heads = [&self.head, &short].into_iter();
        let mut tight =
            heads.flat_map(|head| feet.iter().map(move |foot| stacked(&[head, &self.body, foot], false)));
        tight.find(|lines| lines.len() <= rows)
    }

    fn page(self, look: Look, foot: Vec<String>, first: Option<usize>) -> Screen {
        let total = self.body.len();
        let shown = look.rows.saturating_sub(1 + foot.len()).max(PAGE).min(total);
        // The question has been read: the answer has the first page, as far as it fills it.
        let first = first.unwrap_or(self.anchor).min(total - shown);
        let window = Window { first, shown, total };
        let mut lines = vec![headed(&self.short_head, &window.words(look, self.in_field), look)];
        lines.extend(self.body.into_iter().skip(first).take(shown));
        lines.extend(foot);
        lines.truncate(look.rows);
        Screen { lines, window: Some(window) }
    }
}

/// The one line above a page: how far one is, if there is room, and which page it is.
fn headed(head: &str, pages: &str, look: Look) -> String {
    let room = look.width();
    if !head.is_empty() && head.width() + 2 + pages.width() <= room {
        return format!("{head}{}{pages}", " ".repeat(room - head.width() - pages.width()));
    }
    pages.chars().take(room).collect()
}

/// The parts under each other, with an empty line between where there is room for air.
fn stacked(parts: &[&Vec<String>], airy: bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if airy && !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(part.iter().filter(|line| airy || !line.is_empty()).cloned());
    }
    lines
}
