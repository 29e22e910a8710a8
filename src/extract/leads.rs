//! Lead-ins: clauses that break off, and the items that go on with them.

use crate::text::{Block, BlockKind};

use super::clause::is_preposition;
use super::verbs::{is_auxiliary, verb};
use super::words::words;

/// What stands for the items between a lead-in and the words behind them.
pub(super) const GAP: &str = " \u{2026} ";

/// A clause whose items follow: `The Minister may`.
pub(super) struct Lead {
    pub text: String,
    pub level: Level,
    /// Whether an item has been read already.
    pub used: bool,
    /// What stands between it and an item.
    pub joint: &'static str,
}

impl Lead {
    pub(super) fn with(&self, joint: &str, item: &str) -> String {
        format!("{}{joint}{}", self.text, lower_first(item))
    }
}

/// A lead-in that breaks off goes on in its items; one that is whole (`We found three causes:`) keeps its colon.
pub(super) fn joint(lead: &str) -> &'static str {
    if !lead.trim_end().ends_with(':') {
        return " ";
    }
    let words = words(without_end(lead));
    let open = words.last().is_none_or(|word| {
        is_auxiliary(&word.lower)
            || is_preposition(word)
            || word.is_any(&[
                "that",
                "if",
                "either",
                "and",
                "or",
                "not",
                "shall",
                "means",
                "the",
                "where",
                "when",
                "including",
                "unless",
            ])
            || verb(&word.lower).is_some_and(|(_, forms)| {
                forms.base && !forms.past && words.len() > 1 && is_auxiliary(&words[words.len() - 2].lower)
            })
    });
    if open { " " } else { ": " }
}

/// With a full stop, whatever stood there.
pub(super) fn ended(text: &str) -> String {
    let text = text.trim_end_matches([';', ',', ' ']);
    if text.ends_with(['.', '!', '?', '"', '\u{201D}', ')']) { text.to_owned() } else { format!("{text}.") }
}

/// How deep a clause is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Text,
    Number,
    Bracketed,
    Letter,
    Roman,
    Capital,
}

pub(super) fn level(block: &Block) -> Level {
    let Some(marker) = block.marker.as_deref() else {
        return if block.kind == BlockKind::ListItem { Level::Letter } else { Level::Text };
    };
    let bare = marker.trim_matches(['(', ')', '.']);
    if bare.chars().all(|c| c.is_ascii_digit() || c == '.') && !bare.is_empty() {
        return if marker.starts_with('(') { Level::Bracketed } else { Level::Number };
    }
    if bare.chars().all(|c| c.is_ascii_uppercase()) && !bare.is_empty() {
        return Level::Capital;
    }
    let roman = bare.len() > 1 && bare.chars().all(|c| "ivx".contains(c));
    if roman { Level::Roman } else { Level::Letter }
}

/// A paragraph that goes on after a list, in small letters.
pub(super) fn is_tail(block: &Block) -> bool {
    block.text().trim_start().starts_with(char::is_lowercase)
}

/// Whether a text leads in what follows.
pub(super) fn leads_in(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with([':', '\u{2014}', '\u{2013}'])
        || text.ends_with("--")
        || text.ends_with(".-")
        || text.ends_with(" -")
}

pub(super) fn without_end(text: &str) -> &str {
    text.trim().trim_end_matches([':', '\u{2014}', '\u{2013}', '-', ' ', ';', ','])
}

/// An item without the words that join it to the next.
pub(super) fn bare_item(text: &str) -> &str {
    let mut text = text.trim();
    for end in ["; and", "; or", ", and", ", or", ";", ","] {
        if let Some(rest) = text.strip_suffix(end) {
            text = rest.trim_end();
        }
    }
    text.trim_end_matches('.')
}

pub(super) fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return String::new() };
    let second = chars.clone().next();
    // `NATO` and `A` stay; `To appoint` does not.
    if first.is_uppercase() && second.is_some_and(char::is_lowercase) && is_common(text) {
        first.to_lowercase().chain(chars).collect()
    } else {
        text.to_owned()
    }
}

pub(super) fn is_common(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    verb(&first).is_some()
        || matches!(
            first.as_str(),
            "the"
                | "a"
                | "an"
                | "to"
                | "any"
                | "all"
                | "by"
                | "in"
                | "for"
                | "with"
                | "if"
                | "where"
                | "on"
                | "as"
                | "no"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_in_that_breaks_off_goes_on_in_its_items() {
        for (lead, expected) in
            [("The Minister may\u{2014}", " "), ("We found three causes:", ": "), ("It consists of:", " ")]
        {
            assert_eq!(joint(lead), expected, "{lead}");
        }
        assert_eq!(bare_item("to dredge the river; and"), "to dredge the river");
        assert_eq!(ended("It sails;"), "It sails.");
    }
}
