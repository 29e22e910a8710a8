//! Words in a text: where they stand, and whether two texts speak of the same.

use std::collections::BTreeSet;
use std::ops::Range;

/// Shorter words tell nothing of what a text is about.
const CONTENT: usize = 4;
/// Words are compared by so many first letters, so that their endings do not count.
const STEM: usize = 5;
/// Texts shorter than this are looked for in their exact case only: `US` is not `us`.
const ANY_CASE: usize = 5;

/// Small letters, letters and digits only, one blank between words.
pub(super) fn fold(text: &str) -> String {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether the words of `needle` stand in `text`, whatever the case and punctuation.
pub(super) fn speaks_of(text: &str, needle: &str) -> bool {
    if needle.chars().count() < ANY_CASE {
        return !places(text, needle).is_empty();
    }
    let needle = fold(needle);
    !needle.is_empty() && format!(" {} ", fold(text)).contains(&format!(" {needle} "))
}

/// Where some words stand in a text, not inside other words or numbers. In any case when nowhere as written.
pub(super) fn places(text: &str, words: &str) -> Vec<Range<usize>> {
    let exact = places_in(text, text, words);
    if !exact.is_empty() || words.len() < ANY_CASE || !text.is_ascii() || !words.is_ascii() {
        return exact;
    }
    places_in(text, &text.to_ascii_lowercase(), &words.to_ascii_lowercase())
}

fn places_in(text: &str, searched: &str, words: &str) -> Vec<Range<usize>> {
    if words.is_empty() {
        return Vec::new();
    }
    searched
        .match_indices(words)
        .map(|(at, found)| at..at + found.len())
        .filter(|range| stands_free(text, range))
        .collect()
}

fn stands_free(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let digit_after = |text: &str| text.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    let number = text[range.clone()].ends_with(|c: char| c.is_ascii_digit());
    let decimal_after = number && after.starts_with(['.', ',']) && digit_after(after);
    let number_before = text[range.clone()].starts_with(|c: char| c.is_ascii_digit())
        && before.ends_with(['.', ','])
        && before.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit());
    !before.ends_with(char::is_alphanumeric)
        && !after.starts_with(char::is_alphanumeric)
        && !decimal_after
        && !number_before
}

/// Which share of the content words of `question` stands in `text` too, in thousandths.
pub(super) fn shared(question: &str, text: &str) -> usize {
    let (asked, told) = (stems(question), stems(text));
    if asked.is_empty() { 0 } else { asked.intersection(&told).count() * 1000 / asked.len() }
}

fn stems(text: &str) -> BTreeSet<String> {
    fold(text)
        .split(' ')
        .filter(|word| word.chars().count() >= CONTENT)
        .map(|word| word.chars().take(STEM).collect())
        .collect()
}

/// A number in digits, without a needless fraction.
pub(super) fn digits(value: f64) -> String {
    format!("{value}")
}

/// Digits in groups of three: `1,500`; none for numbers without a group.
pub(super) fn grouped(value: f64) -> Option<String> {
    let digits = digits(value);
    let plain = digits.bytes().all(|b| b.is_ascii_digit()) && digits.len() > 3;
    plain.then(|| {
        let mut out = String::new();
        for (at, c) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(',');
            }
            out.push(c);
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_only_where_they_stand_free() {
        let starts = |text, words| places(text, words).iter().map(|range| range.start).collect::<Vec<_>>();
        assert_eq!(starts("SFOR and IFOR, not IFORs", "IFOR"), [9]);
        assert_eq!(starts("5.5 of 5 in 15, 5,000", "5"), [7]);
        assert_eq!(starts("Crisis management helps", "crisis management"), [0]);
        assert!(places("give us more", "US").is_empty());
        assert!(speaks_of("What is the Kosovo-Force?", "kosovo force"));
        assert!(!speaks_of("Who joined the union?", "UN"));
    }

    #[test]
    fn digits_stand_in_groups() {
        assert_eq!(grouped(1_234_567.0).as_deref(), Some("1,234,567"));
        assert_eq!(grouped(999.0), None);
        assert_eq!(digits(2.5), "2.5");
    }
}
