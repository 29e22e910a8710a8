//! Where in a document a statement stands.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A place in a document: paragraphs from 1, sentences within the paragraph from 1.
///
/// Written `p12`, `p12-14`, `p12 s2` or `p12 s2-3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Locator {
    /// Whole paragraphs, first to last.
    Paragraphs {
        /// The first.
        first: u32,
        /// The last; the same as the first for one paragraph.
        last: u32,
    },
    /// Sentences of one paragraph, first to last.
    Sentences {
        /// The paragraph.
        paragraph: u32,
        /// The first sentence.
        first: u32,
        /// The last; the same as the first for one sentence.
        last: u32,
    },
}

impl Locator {
    /// The paragraph in which the place begins.
    #[must_use]
    pub const fn paragraph(&self) -> u32 {
        match self {
            Self::Paragraphs { first, .. } => *first,
            Self::Sentences { paragraph, .. } => *paragraph,
        }
    }

    /// The place in words: `paragraph 14`, `paragraphs 12 to 14`.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Paragraphs { first, last } if first != last => format!("paragraphs {first} to {last}"),
            other => format!("paragraph {}", other.paragraph()),
        }
    }
}

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let range = |first: &u32, last: &u32| {
            if first == last { first.to_string() } else { format!("{first}-{last}") }
        };
        match self {
            Self::Paragraphs { first, last } => write!(f, "p{}", range(first, last)),
            Self::Sentences { paragraph, first, last } => write!(f, "p{paragraph} s{}", range(first, last)),
        }
    }
}

/// A text that is no place in a document.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("\"{text}\" is no place: write \"p12\", \"p12-14\", \"p12 s2\" or \"p12 s2-3\"")]
pub struct LocatorError {
    /// The text as given.
    pub text: String,
}

impl FromStr for Locator {
    type Err = LocatorError;
    fn from_str(text: &str) -> Result<Self, LocatorError> {
        fn range(text: &str) -> Option<(u32, u32)> {
            let (first, last) = text.split_once('-').unwrap_or((text, text));
            let (first, last) = (first.parse().ok()?, last.parse().ok()?);
            (first >= 1 && first <= last).then_some((first, last))
        }
        let parse = || {
            let mut words = text.split_whitespace();
            let (first, last) = range(words.next()?.strip_prefix('p')?)?;
            let place = match words.next() {
                None => Self::Paragraphs { first, last },
                Some(word) => {
                    let paragraph = (first == last).then_some(first)?;
                    let (first, last) = range(word.strip_prefix('s')?)?;
                    Self::Sentences { paragraph, first, last }
                }
            };
            words.next().is_none().then_some(place)
        };
        parse().ok_or_else(|| LocatorError { text: text.to_owned() })
    }
}

/// Where a card's answer stands, as the author gave it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// Free words: `AJP-5, para 3.12`.
    pub text: Option<String>,
    /// The place in the deck's document.
    pub at: Option<Locator>,
    /// The heading under which it stands.
    pub section: Option<String>,
    /// First 8 hex digits of BLAKE3 of the passage, NFC, white space folded.
    pub hash: Option<String>,
    /// The passage's own words, where the author keeps them.
    pub quote: Option<String>,
}

impl Source {
    /// The source in words: `section Balkans, paragraph 14`.
    #[must_use]
    pub fn words(&self) -> String {
        let mut parts = Vec::new();
        if let Some(text) = &self.text {
            parts.push(text.clone());
        }
        if let Some(section) = &self.section {
            parts.push(format!("section {section}"));
        }
        if let Some(at) = &self.at {
            parts.push(at.words());
        }
        parts.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_read_back_as_written() {
        for text in ["p12", "p12-14", "p12 s2", "p1 s2-3"] {
            assert_eq!(text.parse::<Locator>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn wrong_places_are_refused() {
        for text in ["", "12", "p", "p0", "p3-2", "p1-2 s1", "p1 s0", "p1 s1 x", "p1 2"] {
            assert!(text.parse::<Locator>().is_err(), "{text}");
        }
    }
}
