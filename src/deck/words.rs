//! Texts as words that can be compared: for lints, and for cards that may be the same.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Its stem in small letters: what is compared.
    pub(super) stem: String,
    /// The word as written.
    pub(super) written: String,
    /// Whether it names something: an acronym, a number, or capitalised within a sentence.
    pub(super) proper: bool,
}

impl Word {
    /// Whether it says something by itself.
    pub(super) fn is_content(&self) -> bool {
        !FUNCTION.contains(&self.stem.as_str())
    }
}

/// Words that carry no matter of their own, as stems.
const FUNCTION: [&str; 79] = [
    "a", "an", "the", "of", "to", "in", "on", "at", "for", "from", "by", "with", "and", "or", "as", "that",
    "thi", "these", "those", "it", "its", "their", "they", "them", "his", "her", "he", "she", "we", "you",
    "your", "which", "what", "who", "whom", "whose", "when", "where", "why", "how", "doe", "do", "did", "is",
    "are", "wa", "were", "be", "been", "being", "ha", "has", "have", "had", "does", "was", "this", "one",
    "can", "could", "may", "might", "shall", "should", "will", "would", "must", "there", "than", "then",
    "so", "such", "into", "between", "about", "also", "but", "if", "us",
];

/// The words of a text, Markdown signs and punctuation left out.
pub(super) fn words(text: &str) -> Vec<Word> {
    let text: Vec<char> = text.nfkc().collect();
    let mut words = Vec::new();
    let mut starts_sentence = true;
    let mut at = 0;
    while at < text.len() {
        if !text[at].is_alphanumeric() {
            starts_sentence |= matches!(text[at], '.' | '?' | '!' | ':' | '\n' | '"' | '“');
            at += 1;
            continue;
        }
        let start = at;
        while at < text.len() && (text[at].is_alphanumeric() || joins(&text, at)) {
            at += 1;
        }
        words.push(word(&text[start..at], starts_sentence));
        starts_sentence = false;
    }
    words
}

/// Apostrophes between letters; separators between digits.
fn joins(text: &[char], at: usize) -> bool {
    let (before, after) = (text[at - 1], text.get(at + 1).copied().unwrap_or(' '));
    match text[at] {
        '\'' | '’' => before.is_alphabetic() && after.is_alphabetic(),
        '.' | ',' => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
}

fn word(written: &[char], starts_sentence: bool) -> Word {
    let capital = written[0].is_uppercase();
    let proper = written.iter().any(char::is_ascii_digit)
        || written[1..].iter().any(|c| c.is_uppercase())
        || (capital && !starts_sentence);
    let lower: String = written.iter().flat_map(|c| c.to_lowercase()).collect();
    Word { stem: stem(&lower), written: written.iter().collect(), proper }
}

/// The word without the ending of its plural or verb form, and with one spelling for `organise` and `organize`: rough,
/// and the same for both texts that are compared.
fn stem(lower: &str) -> String {
    let word = lower.strip_suffix("'s").or_else(|| lower.strip_suffix("’s")).unwrap_or(lower);
    let word = word.replace("iz", "is").replace("yz", "ys");
    let letters = word.chars().count();
    for (ending, put) in [("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", "")] {
        if let Some(body) = word.strip_suffix(ending)
            && letters >= ending.len() + 3
            && !(ending == "s" && body.ends_with(['s', 'u', 'i']))
        {
            return format!("{body}{put}");
        }
    }
    word
}

/// Where `phrase` stands in `text`, word by word; none for an empty phrase.
pub(super) fn find(text: &[Word], phrase: &[Word]) -> Option<usize> {
    if phrase.is_empty() {
        return None;
    }
    text.windows(phrase.len())
        .position(|window| window.iter().zip(phrase).all(|(one, other)| one.stem == other.stem))
}

/// The stems of the words that say something.
pub(super) fn content(words: &[Word]) -> BTreeSet<&str> {
    words.iter().filter(|word| word.is_content()).map(|word| word.stem.as_str()).collect()
}

/// The stems as one text.
pub(super) fn joined(words: &[Word]) -> String {
    words.iter().map(|word| word.stem.as_str()).collect::<Vec<_>>().join(" ")
}

/// The text without what stands in parentheses.
pub(super) fn without_asides(text: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> String {
        joined(&words(text))
    }

    #[test]
    fn words_compare_by_their_stems() {
        for (one, other) in [
            ("the **organisations**", "The organization"),
            ("Allies' armies", "allies army"),
            ("training trained", "train train"),
            ("1,000.5 m", "1,000.5 m"),
            ("UN's", "un"),
        ] {
            assert_eq!(stems(one), stems(other));
        }
        assert_ne!(stems("status"), stems("statu"));
        assert_ne!(stems("J3"), stems("J4"));
    }

    #[test]
    fn names_are_told_apart() {
        let proper: Vec<String> = words("Which state did IFOR and Norway leave in 1995? Then what")
            .into_iter()
            .filter(|word| word.proper)
            .map(|word| word.written)
            .collect();
        assert_eq!(proper, ["IFOR", "Norway", "1995"]);
    }

    #[test]
    fn asides_go() {
        assert_eq!(without_asides("(the) Treaty (of (1949)) holds"), " Treaty  holds");
    }
}
