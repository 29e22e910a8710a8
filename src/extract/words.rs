//! A sentence cut into words and marks, each with the place it stands at.

use std::ops::Range;

/// A word, a number or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'t> {
    pub text: &'t str,
    /// In small letters.
    pub lower: String,
    pub range: Range<usize>,
}

impl Word<'_> {
    pub(super) fn is(&self, lower: &str) -> bool {
        self.lower == lower
    }

    pub(super) fn is_any(&self, lower: &[&str]) -> bool {
        lower.contains(&self.lower.as_str())
    }

    /// A word or number, as opposed to a mark.
    pub(super) fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphanumeric)
    }

    pub(super) fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Written as acronyms are: two capitals or more, and not mostly small letters.
    pub(super) fn is_acronym(&self) -> bool {
        let bare = self.bare();
        let capitals = bare.chars().filter(|c| c.is_uppercase()).count();
        let small = bare.chars().filter(|c| c.is_lowercase()).count();
        capitals >= 2 && capitals >= small && bare.chars().next().is_some_and(char::is_alphanumeric)
    }

    /// Without a possessive ending.
    pub(super) fn bare(&self) -> &str {
        let text = self.text;
        for ending in ["'s", "\u{2019}s", "'", "\u{2019}"] {
            if let Some(bare) = text.strip_suffix(ending) {
                return bare;
            }
        }
        text
    }

    pub(super) fn is_possessive(&self) -> bool {
        self.bare().len() < self.text.len()
    }

    pub(super) fn digits(&self) -> bool {
        !self.text.is_empty() && self.text.bytes().all(|b| b.is_ascii_digit())
    }
}

/// Cuts a text into words and marks.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        if c.is_alphanumeric() {
            while let Some(&(at, next)) = chars.peek() {
                if !next.is_alphanumeric() && !joins(text, start, at, next) {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
        }
        let slice = &text[start..end];
        found.push(Word { text: slice, lower: slice.to_lowercase(), range: start..end });
    }
    found
}

/// Whether a mark stands inside a word: an apostrophe, a hyphen, the comma of `1,500`, the stops of `U.S.`.
fn joins(text: &str, start: usize, at: usize, mark: char) -> bool {
    let next = text[at + mark.len_utf8()..].chars().next();
    let before = text[start..at].chars().next_back();
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match mark {
        '\'' | '\u{2019}' => {
            letter(next)
                || before == Some('s') && next.is_none_or(char::is_whitespace) && capital(text, start)
        }
        '-' | '\u{2010}' | '\u{2011}' | '/' | '&' => letter(next) && letter(before),
        ',' => digit(next) && digit(before) && is_thousand(&text[start..at], &text[at + 1..]),
        '.' => {
            (digit(next) && digit(before))
                || (initials(&text[start..at]) && (letter(next) || text[start..at].contains('.')))
        }
        _ => false,
    }
}

fn capital(text: &str, start: usize) -> bool {
    text[start..].starts_with(char::is_uppercase)
}

/// `1,500` is one number; `1998,2001` are two.
fn is_thousand(before: &str, after: &str) -> bool {
    let group = after.bytes().take_while(u8::is_ascii_digit).count() == 3;
    let first = before.split(',').next().unwrap_or_default();
    group && first.len() <= 3 && first.bytes().all(|b| b.is_ascii_digit())
}

/// Single letters with stops between: `U`, `U.S`.
fn initials(text: &str) -> bool {
    text.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(words(text).iter().map(|word| word.text).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn marks_inside_words_part_nothing() {
        check(
            "The U.S. paid $1,500.50 to NATO\u{2019}s fund.",
            &["The", "U.S.", "paid", "$", "1,500.50", "to", "NATO\u{2019}s", "fund", "."],
        );
        check(
            "In 1998, 2001 and 1947\u{2013}1948 (the UN-led era).",
            &[
                "In", "1998", ",", "2001", "and", "1947", "\u{2013}", "1948", "(", "the", "UN-led", "era",
                ")", ".",
            ],
        );
        check("The Allies' plan, A.", &["The", "Allies'", "plan", ",", "A", "."]);
    }

    #[test]
    fn acronyms_are_told_from_names() {
        let acronym = |text: &str| words(text)[0].is_acronym();
        for text in ["NATO", "NATO\u{2019}s", "UNPROFOR", "EUFOR", "AJP-5", "MoD"] {
            assert!(acronym(text), "{text}");
        }
        for text in ["Nato", "McDonald", "A", "the", "1999"] {
            assert!(!acronym(text), "{text}");
        }
    }
}
