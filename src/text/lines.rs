//! A source cut into lines, and which of them are page furniture.

use std::collections::HashMap;
use std::ops::Range;

/// Running titles are short.
const RUNNING_TITLE: usize = 90;

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
    for &at in &edges {
        *repeated.entry(running_title(lines[at].text)).or_default() += 1;
    }
    for at in 0..lines.len() {
        let text = lines[at].text.trim();
        let edge = edges.contains(&at);
        let alone = is_alone(lines, at);
        let title = running_title(text);
        lines[at].furniture = (is_page_number(text) && (edge || alone))
            || (edge
                && text.len() <= RUNNING_TITLE
                && !text.ends_with(['.', '!', '?'])
                && repeated[&title] > 1)
            || (edge && title.len() < text.len() && text.len() <= RUNNING_TITLE);
    }
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
