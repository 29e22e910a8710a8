//! A source cut into lines, and which of them are page furniture.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Running titles are short.
const RUNNING_TITLE: usize = 90;

/// A running title without other marks of a page returns so many times.
const RETURNS: usize = 3;

/// One line of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line<'s> {
    /// Its text without the line end.
    pub text: &'s str,
    /// Where it stands in the source, in bytes.
    pub span: Range<usize>,
    /// Whether a page begins with it.
    pub page_start: bool,
    /// Whether it is no part of the text: page number, running title.
    pub furniture: bool,
}

impl Line<'_> {
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// How many columns it is indented; a tab counts four.
    pub(super) fn indent(&self) -> usize {
        self.text.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum()
    }
}

/// Cuts a source into lines: at `\n`, `\r\n`, a lone `\r`, and form feeds. A byte order mark at the start is no text.
pub(super) fn lines(source: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut page_start = false;
    for (at, c) in source.char_indices() {
        if matches!(c, '\n' | '\r' | '\u{c}') && at >= start {
            lines.push(Line { text: &source[start..at], span: start..at, page_start, furniture: false });
            start = at + 1;
            page_start = c == '\u{c}';
            if c == '\r' && source[start..].starts_with('\n') {
                start += 1;
            }
        }
    }
    if start < source.len() {
        lines.push(Line { text: &source[start..], span: start..source.len(), page_start, furniture: false });
    }
    mark_furniture(&mut lines);
    lines
}

fn mark_furniture(lines: &mut [Line<'_>]) {
    let mut repeated: HashMap<String, usize> = HashMap::new();
    let edges = page_edges(lines);
    let footers = footers(lines);
    for &at in &edges {
        *repeated.entry(running_title(lines[at].text)).or_default() += 1;
    }
    for at in 0..lines.len() {
        let text = lines[at].text.trim();
        let edge = edges.contains(&at);
        let alone = is_alone(lines, at);
        let title = running_title(text);
        lines[at].furniture = footers.contains(&at)
            || has_leader(text)
            || (is_page_number(text) && (edge || alone))
            || (edge
                && text.len() <= RUNNING_TITLE
                && !text.ends_with(['.', '!', '?'])
                && repeated[&title] > 1)
            || (edge && title.len() < text.len() && text.len() <= RUNNING_TITLE);
    }
}

/// An entry of a table of contents: dots that lead to a page number.
fn has_leader(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_alphanumeric() || c.is_whitespace());
    bare.ends_with(".....") || bare.ends_with(". . . .") || bare.ends_with("\u{2026}\u{2026}")
}

/// Lines that return with a growing page number at one of their ends, where nothing else marks the pages.
fn footers(lines: &[Line<'_>]) -> HashSet<usize> {
    let mut groups: HashMap<String, Vec<(usize, u32)>> = HashMap::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.text.len() <= RUNNING_TITLE) {
        if let Some((title, page)) = numbered_title(line.text) {
            groups.entry(title).or_default().push((at, page));
        }
    }
    let grows = |group: &&Vec<(usize, u32)>| {
        group.len() >= RETURNS && group.windows(2).all(|pair| pair[0].1 < pair[1].1)
    };
    let mut found: HashSet<usize> = groups.values().filter(&grows).flatten().map(|(at, _)| *at).collect();
    // The pages before the first are numbered in Roman.
    let titles: HashSet<&String> =
        groups.iter().filter(|(_, group)| grows(group)).map(|(title, _)| title).collect();
    for (at, line) in lines.iter().enumerate() {
        if roman_title(line.text).is_some_and(|title| titles.contains(&title)) {
            found.insert(at);
        }
    }
    found
}

/// The running title of a page with a Roman number.
fn roman_title(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let roman = |word: &str| !word.is_empty() && word.bytes().all(|b| b"ivxlIVXL".contains(&b));
    let rest = match &words[..] {
        [page, number, rest @ ..] if page.eq_ignore_ascii_case("page") && roman(number) => rest,
        [number, rest @ ..] if roman(number) => rest,
        [rest @ .., number] if roman(number) => rest,
        _ => return None,
    };
    Some(rest.join(" ").to_lowercase())
}

/// A running title of two words or more, and the page number before or behind it.
fn numbered_title(line: &str) -> Option<(String, u32)> {
    let words: Vec<&str> = line
        .split_whitespace()
        .filter(|word| !matches!(*word, "|" | "-" | "\u{2013}" | "\u{2014}"))
        .collect();
    let paged = words.first().is_some_and(|word| word.eq_ignore_ascii_case("page"));
    let number = |word: &&str| word.parse::<u32>().ok().filter(|_| word.len() <= 4);
    let (page, rest) = match &words[..] {
        [_, page, rest @ ..] if paged => (number(page)?, rest),
        [page, rest @ ..] if number(page).is_some() => (number(page)?, rest),
        [rest @ .., word, page] if word.eq_ignore_ascii_case("page") => (number(page)?, rest),
        [rest @ .., page] => (number(page)?, rest),
        [] => return None,
    };
    let title = rest.join(" ").to_lowercase();
    let clause = title.ends_with(['.', ';', ':', ',']) || title.starts_with('(');
    (rest.len() >= 2 && !clause).then_some((title, page))
}

/// The first and last line with text of each page, where the source has pages at all.
fn page_edges(lines: &[Line<'_>]) -> Vec<usize> {
    let mut edges = Vec::new();
    for (at, _) in lines.iter().enumerate().filter(|(_, line)| line.page_start) {
        let above = (0..at).rev().find(|&at| !lines[at].is_blank());
        let below = (at..lines.len()).find(|&at| !lines[at].is_blank());
        edges.extend(above.into_iter().chain(below));
    }
    edges.sort_unstable();
    edges.dedup();
    edges
}

fn is_alone(lines: &[Line<'_>], at: usize) -> bool {
    let blank = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_none_or(Line::is_blank);
    blank(at.checked_sub(1)) && blank(Some(at + 1))
}

/// A number by itself, as `7`, `- 7 -`, `Page 7` or `Page 7 of 12`.
fn is_page_number(text: &str) -> bool {
    let bare =
        text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '\u{2013}' | '\u{2014}' | '|'));
    let number = |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    number(bare) || (page_part(bare) == Some(0))
}

/// Where `Page 7` or `Page 7 of 12` at the end of a line begins.
fn page_part(text: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let at = lower.rfind("page ").or_else(|| lower.rfind("p. "))?;
    let words: Vec<&str> = lower[at..].split_whitespace().skip(1).collect();
    let number = |word: &&str| word.bytes().all(|b| b.is_ascii_digit());
    let shape = match words[..] {
        [page] => number(&page),
        [page, "of" | "/", last] => number(&page) && number(&last),
        _ => false,
    };
    let parted = at == 0 || text[..at].ends_with(char::is_whitespace);
    (shape && parted).then_some(at)
}

/// A line without its page number, as it returns on other pages.
fn running_title(text: &str) -> String {
    let text = text.trim();
    let text = page_part(text).map_or(text, |at| &text[..at]);
    text.trim_matches(|c: char| c.is_whitespace() || c.is_ascii_digit()).to_lowercase()
}
