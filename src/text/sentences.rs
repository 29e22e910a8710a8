//! Where sentences end.
//!
//! Rules: a stop ends a sentence when what follows can begin one. Abbreviations, initials and numbered references do
//! not end one, unless the next word can only begin a sentence. **A quotation, like a parenthesis, is one unit:** no
//! sentence ends inside, and a speech tag (`"Never!" she said.`) stays with its quotation.

use std::ops::Range;

/// Always followed by the name they belong to.
const BEFORE_NAMES: &[&str] = &[
    "adm", "amb", "brig", "capt", "cdr", "cf", "col", "cpl", "dr", "e.g", "gen", "gov", "hon", "i.e", "lt",
    "maj", "messrs", "mr", "mrs", "ms", "pres", "prof", "rep", "rev", "sen", "sgt", "st", "viz", "vs",
];

/// Followed by a number or letter, they refer to it.
const BEFORE_NUMBERS: &[&str] = &[
    "apr", "app", "arr", "art", "arts", "aug", "ca", "ch", "chap", "dec", "ed", "eq", "feb", "fig", "figs",
    "jan", "jul", "jun", "mar", "no", "nos", "nov", "oct", "p", "para", "paras", "pp", "pt", "res", "sec",
    "sect", "sep", "sept", "vol", "vols",
];

/// Names of firms often end so; the sentence then goes on.
const AFTER_NAMES: &[&str] = &["bros", "co", "corp", "etc", "inc", "jr", "ltd", "sr"];

/// Words that in capitals begin a sentence, whatever stands before.
const STARTERS: &[&str] = &[
    "a", "after", "all", "although", "an", "and", "as", "at", "before", "both", "but", "by", "during",
    "each", "for", "from", "he", "her", "his", "however", "i", "if", "in", "it", "its", "many", "no", "on",
    "one", "our", "she", "since", "some", "such", "that", "the", "their", "then", "there", "these", "they",
    "this", "those", "to", "under", "we", "when", "while", "with", "you",
];

/// Cuts a text into sentences: ranges that touch and together cover it, each with the blanks that follow it.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let closed = enclosed(text);
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_stop(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some(&(next, c)) = chars.peek() {
            if !is_stop(c) && !is_closer(c) {
                break;
            }
            end = next + c.len_utf8();
            chars.next();
        }
        if closed.iter().any(|inside| inside.contains(&(end - 1))) || !ends(text, start, at, end) {
            continue;
        }
        let blanks = text[end..].len() - text[end..].trim_start().len();
        found.push(start..end + blanks);
        start = end + blanks;
    }
    if start < text.len() {
        found.push(start..text.len());
    }
    found
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '\u{2026}') || is_wide_stop(c)
}

/// Stops of scripts that write no blank after them.
fn is_wide_stop(c: char) -> bool {
    matches!(c, '\u{3002}' | '\u{FF01}' | '\u{FF1F}')
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | ')' | ']' | '\u{2019}' | '\u{201D}' | '\u{201C}' | '\u{00BB}' | '\u{300D}')
}

fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '(' | '[' | '\u{2018}' | '\u{201C}' | '\u{201E}' | '\u{00AB}' | '\u{300C}')
}

/// Whether the stop at `at`, with its closers up to `end`, ends the sentence begun at `start`.
fn ends(text: &str, start: usize, at: usize, end: usize) -> bool {
    let rest = &text[end..];
    let next = rest.trim_start();
    if next.is_empty() || text[at..].starts_with(is_wide_stop) {
        return true;
    }
    let begins = next.trim_start_matches(is_opener);
    let parted = rest.len() > next.len();
    let can_begin = begins.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase());
    if !parted || !can_begin {
        return false;
    }
    !text[at..].starts_with('.') || end - at > 1 || stop_is_full(&text[start..at], begins)
}

/// Whether a single full stop after `before` ends the sentence, when `next` follows.
fn stop_is_full(before: &str, next: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default().trim_start_matches(is_opener);
    let next_word: String = next.chars().take_while(|c| c.is_alphanumeric()).collect();
    let starter = STARTERS.contains(&next_word.to_lowercase().as_str());
    let lower = word.to_lowercase();
    if before.trim_start_matches(is_opener).len() == word.len() && is_enumerator(word) {
        return false;
    }
    if BEFORE_NAMES.contains(&lower.as_str()) {
        return false;
    }
    if BEFORE_NUMBERS.contains(&lower.as_str()) {
        return !is_reference(&next_word);
    }
    if AFTER_NAMES.contains(&lower.as_str()) || is_dotted(word) || is_initial(word) {
        return starter;
    }
    true
}

/// A number or a single letter at the start of a line: `1.`, `a.`.
fn is_enumerator(word: &str) -> bool {
    !word.is_empty() && word.len() <= 3 && (word.bytes().all(|b| b.is_ascii_digit()) || word.len() == 1)
}

/// Letters with stops between: `U.S`, `Ph.D`.
fn is_dotted(word: &str) -> bool {
    let short = |part: &str| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic);
    word.contains('.') && word.split('.').all(short)
}

fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// What a reference points to: a number, Roman or not, or a letter.
fn is_reference(word: &str) -> bool {
    word.starts_with(|c: char| c.is_numeric())
        || (!word.is_empty() && word.chars().all(|c| "IVXLC".contains(c)))
        || (word.len() == 1 && word != "A" && word != "I")
}

/// The insides of quotations and parentheses, from the opening mark to before the closing one. Marks without a partner
/// are none: one stray mark must not swallow the rest.
fn enclosed(text: &str) -> Vec<Range<usize>> {
    let mut ranges = straight_quotes(text);
    for (open, close) in [
        ('\u{201C}', &['\u{201D}'][..]),
        ('\u{201E}', &['\u{201C}', '\u{201D}'][..]),
        ('\u{00AB}', &['\u{00BB}'][..]),
        ('(', &[')'][..]),
        ('[', &[']'][..]),
    ] {
        let mut opened = None;
        for (at, c) in text.char_indices() {
            if c == open && opened.is_none() {
                opened = Some(at);
            } else if let (true, Some(from)) = (close.contains(&c), opened) {
                ranges.push(from..at);
                opened = None;
            }
        }
    }
    ranges
}

fn straight_quotes(text: &str) -> Vec<Range<usize>> {
    let marks: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    let even = marks.len().is_multiple_of(2);
    if even { marks.chunks_exact(2).map(|pair| pair[0]..pair[1]).collect() } else { Vec::new() }
}
