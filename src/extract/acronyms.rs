//! Acronyms and what they stand for, as the text explains them.
//!
//! After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (2003):
//! the letters of the short form are found in the words before its parenthesis from right to left, the first at the
//! start of a word. Beyond it, initials of words are preferred to letters inside words, and the short form may stand
//! first: `COE (Centre of Excellence)`.

use super::verbs::is_auxiliary;
use super::words::{Word, words};

/// A short form has at most so many letters.
const LONGEST: usize = 12;
/// Words that seldom begin a long form.
const WEAK: &[&str] = &[
    "the", "a", "an", "of", "for", "and", "in", "on", "to", "by", "with", "as", "from", "its", "their",
    "called", "at", "or", "that", "this", "new", "under", "is", "was",
];

/// A pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The acronym.
    pub short: String,
    /// What it stands for, as the text writes it.
    pub long: String,
    /// Whether each letter is the first of a word.
    pub clean: bool,
}

/// All pairs a text explains, each once.
#[must_use]
pub fn pairs(text: &str) -> Vec<Pair> {
    let words = words(text);
    let mut found: Vec<Pair> = Vec::new();
    for (at, _) in words.iter().enumerate().filter(|(_, word)| word.text == "(") {
        let Some(close) =
            (at + 1..words.len().min(at + 14)).find(|&close| matches!(words[close].text, ")" | ";"))
        else {
            continue;
        };
        let inside = trim_quotes(&words[at + 1..close]);
        let pair = short_inside(text, &words, at, inside).or_else(|| long_inside(text, &words, at, inside));
        if let Some(pair) = pair {
            keep_best(&mut found, pair, |pair| pair);
        }
    }
    found
}

/// Adds a pair, or puts it in the place of a worse one: letters inside words are worse than initials, then length.
pub(super) fn keep_best<T>(found: &mut Vec<T>, new: T, pair: impl Fn(&T) -> &Pair) {
    let worth = |pair: &Pair| (!pair.clean, pair.long.len());
    match found.iter_mut().find(|old| pair(old).short == pair(&new).short) {
        Some(old) if worth(pair(&new)) < worth(pair(old)) && !pair(old).clean => *old = new,
        Some(_) => {}
        None => found.push(new),
    }
}

fn trim_quotes<'a, 't>(mut inside: &'a [Word<'t>]) -> &'a [Word<'t>] {
    let quote =
        |word: &Word<'_>| matches!(word.text, "\"" | "\u{201C}" | "\u{201D}" | "'" | "\u{2018}" | "\u{2019}");
    while let [first, rest @ ..] = inside {
        if !quote(first) && !first.is_any(&["the", "or"]) {
            break;
        }
        inside = rest;
    }
    while let [rest @ .., last] = inside {
        if !quote(last) && last.text != "," {
            break;
        }
        inside = rest;
    }
    inside
}

/// Whether words can be a short form: one word, or two as in `UN CTC`.
fn is_short(words: &[Word<'_>]) -> bool {
    let letters: usize =
        words.iter().map(|word| word.text.chars().filter(|c| c.is_alphanumeric()).count()).sum();
    let capitals = words.iter().flat_map(|word| word.text.chars()).filter(|c| c.is_uppercase()).count();
    let plain = words.iter().all(|word| word.is_word() && !word.digits());
    let roman =
        words.len() == 1 && words[0].text.chars().all(|c| "IVX".contains(c)) && words[0].text.len() < 4;
    let hyphen_small =
        words.iter().any(|word| word.text.split('-').any(|part| part.chars().all(char::is_lowercase)));
    matches!(words.len(), 1 | 2)
        && plain
        && !roman
        && !hyphen_small
        && (2..=LONGEST).contains(&letters)
        && capitals >= 2
        && words.iter().all(|word| word.is_acronym() || words.len() == 1)
}

/// `Implementation Force (IFOR)`.
fn short_inside(text: &str, words: &[Word<'_>], open: usize, inside: &[Word<'_>]) -> Option<Pair> {
    // `(SHAPE, in Mons)`: what follows a comma is no part of it.
    let inside = inside.split(|word| word.text == ",").next().unwrap_or(inside);
    if !is_short(inside) {
        return None;
    }
    let short: String = text[inside[0].range.start..inside[inside.len() - 1].range.end].to_owned();
    let letters: Vec<char> =
        short.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let most = (letters.len() + 5).min(letters.len() * 2);
    let before = &words[..open];
    let from = before
        .iter()
        .rposition(|word| !word.is_word() && !matches!(word.text, "-" | "/" | "&"))
        .map_or(0, |at| at + 1);
    let candidates = &before[from.max(open.saturating_sub(most + 3))..];
    let (start, clean) = best_start(candidates, &letters)?;
    let long = &candidates[start..];
    pair(text, short, long, clean)
}

/// `COE (Centre of Excellence)`.
fn long_inside(text: &str, words: &[Word<'_>], open: usize, inside: &[Word<'_>]) -> Option<Pair> {
    let short = open.checked_sub(1).map(|at| &words[at])?;
    if !is_short(std::slice::from_ref(short)) || inside.len() < 2 {
        return None;
    }
    let bare = short.bare();
    let letters: Vec<char> =
        bare.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let inside = inside.split(|word| matches!(word.text, "," | ";" | ":")).next().unwrap_or(inside);
    let (start, clean) = best_start(inside, &letters)?;
    if start != 0 || inside.len() > (letters.len() + 5).min(letters.len() * 2) {
        return None;
    }
    pair(text, bare.to_owned(), inside, clean)
}

fn pair(text: &str, short: String, long: &[Word<'_>], clean: bool) -> Option<Pair> {
    let [first, .., last] = long else { return None };
    let capitals = long.iter().filter(|word| word.is_capital()).count();
    let holds_short = long.iter().any(|word| word.bare() == short);
    let clause = long.iter().any(|word| is_auxiliary(&word.lower));
    if holds_short || clause || last.is_any(WEAK) || (capitals == 0 && !clean) {
        return None;
    }
    Some(Pair { short, long: text[first.range.start..last.range.end].to_owned(), clean })
}

/// Where the long form begins among the candidates, and whether all letters are initials. Initials win over letters
/// inside words, then the shorter form.
fn best_start(candidates: &[Word<'_>], letters: &[char]) -> Option<(usize, bool)> {
    let initials = (0..candidates.len()).rev().find(|&start| matches_initials(&candidates[start..], letters));
    if let Some(start) = initials {
        return Some((start, true));
    }
    let start = (0..candidates.len())
        .rev()
        .find(|&start| !candidates[start].is_any(WEAK) && matches_inside(&candidates[start..], letters))?;
    // `Monitoring (MM)` is half of a name that has its second capital just before.
    let first = letters.first()?;
    let one_word = candidates.len() - start == 1;
    if one_word && letters.len() < 4 {
        return None;
    }
    // Most letters should begin a word or a part of one, or it is chance.
    let words = candidates[start..].iter().filter(|word| !word.is_any(WEAK)).count();
    if words * 3 < letters.len() {
        return None;
    }
    candidates[start].lower.starts_with(*first).then_some((start, false))
}

/// Each letter is the initial of the next word (or of a part behind a hyphen); small words may be passed over.
fn matches_initials(words: &[Word<'_>], letters: &[char]) -> bool {
    let mut wanted = letters.iter().peekable();
    let mut first = true;
    for word in words {
        for (index, part) in word.bare().split(['-', '/']).enumerate() {
            let small = word.is_any(WEAK) || index > 0;
            let acronym = part.chars().count() > 1 && part.chars().all(char::is_uppercase);
            let Some(&&letter) = wanted.peek() else {
                if small {
                    continue;
                }
                return false;
            };
            if acronym && index == 0 {
                // `UN Office on ...`: an acronym within gives all its letters.
                let inner: Vec<char> = part.chars().flat_map(char::to_lowercase).collect();
                let rest: Vec<char> = wanted.clone().copied().take(inner.len()).collect();
                if rest == inner {
                    for _ in 0..inner.len() {
                        wanted.next();
                    }
                    first = false;
                    continue;
                }
            }
            let initial = part.chars().flat_map(char::to_lowercase).next();
            if initial == Some(letter) && !(first && word.is_any(WEAK)) {
                wanted.next();
            } else if !small || first {
                return false;
            }
            first = false;
        }
    }
    wanted.peek().is_none() && !words.is_empty()
}

/// Schwartz and Hearst's match: from right to left, the first letter at the start of the first word.
fn matches_inside(words: &[Word<'_>], letters: &[char]) -> bool {
    let joined: Vec<char> = words.iter().flat_map(|word| word.lower.chars().chain([' '])).collect();
    let mut at = joined.len();
    for (index, letter) in letters.iter().enumerate().rev() {
        loop {
            let Some(next) = at.checked_sub(1) else { return false };
            at = next;
            let starts = at == 0 || !joined[at - 1].is_alphanumeric();
            if joined[at] == *letter && (index > 0 || starts) {
                break;
            }
        }
    }
    at == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = pairs(text);
        let found: Vec<(&str, &str)> =
            found.iter().map(|pair| (pair.short.as_str(), pair.long.as_str())).collect();
        assert_eq!(found, expected);
    }

    macro_rules! case {
        ($name:literal) => {
            include_str!(concat!("../../tests/fixtures/extract/", $name))
        };
    }

    fn check_case(text: &str, expected: &str) {
        let pairs: Vec<(&str, &str)> = expected.lines().filter_map(|line| line.split_once('\t')).collect();
        check(text, &pairs);
    }

    #[test]
    fn reported_texts() {
        check_case(case!("acro-a/input.txt"), case!("acro-a/expected.tsv"));
        check_case(case!("acro-c/input.txt"), case!("acro-c/expected.tsv"));
    }

    #[test]
    fn letters_inside_words_and_short_forms_of_two_words() {
        check(
            "The Harbour Protection Force (HARPROFOR), the Relief Force (RELFOR) and the UN Lake Safety Committee (UN LSC) met.",
            &[
                ("HARPROFOR", "Harbour Protection Force"),
                ("RELFOR", "Relief Force"),
                ("UN LSC", "UN Lake Safety Committee"),
            ],
        );
        check(
            "the Lake Union\u{2019}s Mission in Nordland (LUMIN)",
            &[("LUMIN", "Lake Union\u{2019}s Mission in Nordland")],
        );
        check(
            "the Joint Co-ordination and Mapping Board (JCMB)",
            &[("JCMB", "Joint Co-ordination and Mapping Board")],
        );
        check(
            "the UN Office on Dams and Canals (UNODC) and others",
            &[("UNODC", "UN Office on Dams and Canals")],
        );
        check("member states and the Southern Lake Union (SLU) began", &[("SLU", "Southern Lake Union")]);
        check("a standard operating procedure (\"SOP\")", &[("SOP", "standard operating procedure")]);
    }

    #[test]
    fn what_is_in_parentheses_is_seldom_an_acronym() {
        check("It met (in Rome) and paid (USD). The law (Part III) and (IV) hold. He (see EU) left.", &[]);
        check("A great success (NATO).", &[]);
    }
}
