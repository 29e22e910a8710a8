//! Forms in which two stretches of text are equal.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// How many hex digits of the hash are kept: enough to notice a change, short enough to read.
const HASH_DIGITS: usize = 8;

/// The text with each run of white space as one blank, none at the ends.
#[must_use]
pub fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// First 8 hex digits of BLAKE3 of the text in NFC with white space folded.
#[must_use]
pub fn hash(text: &str) -> String {
    let normal: String = fold_space(text).nfc().collect();
    let hex = blake3::hash(normal.as_bytes()).to_hex();
    hex[..HASH_DIGITS].to_owned()
}

/// A text with quotes, dashes and white space unified, which knows where each character stood.
pub(super) struct Folded {
    chars: Vec<char>,
    origin: Vec<Range<usize>>,
}

impl Folded {
    pub(super) fn new(text: &str, any_case: bool) -> Self {
        let mut folded = Self { chars: Vec::new(), origin: Vec::new() };
        for (at, c) in text.char_indices() {
            let span = at..at + c.len_utf8();
            if any_case {
                for c in unify(c).to_lowercase() {
                    folded.add(c, span.clone());
                }
            } else {
                folded.add(unify(c), span);
            }
        }
        folded
    }

    fn add(&mut self, c: char, span: Range<usize>) {
        if c == ' ' && self.chars.last() == Some(&' ') {
            return;
        }
        self.chars.push(c);
        self.origin.push(span);
    }

    /// Where the needle stands, as byte ranges of the text this was made from.
    pub(super) fn matches(&self, needle: &Self) -> Vec<Range<usize>> {
        let len = needle.chars.len();
        if len == 0 {
            return Vec::new();
        }
        (0..(self.chars.len() + 1).saturating_sub(len))
            .filter(|&at| self.chars[at..at + len] == needle.chars[..])
            .map(|at| self.origin[at].start..self.origin[at + len - 1].end)
            .collect()
    }
}

fn unify(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{2032}' | '`' | '\u{00B4}' => '\'',
        '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{00AB}' | '\u{00BB}' | '\u{2033}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}
