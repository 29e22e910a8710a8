//! Tests of the format as a whole: what is read, what is refused and where, what is written.

mod faults;
mod reading;
mod regenerating;
mod writing;

use super::{DeckFile, parse};
use crate::model::Severity;

/// The deck of a source without faults.
fn deck(source: &str) -> DeckFile {
    let parsed = parse("deck.toml", source);
    assert_eq!(parsed.diagnostics, []);
    parsed.deck.unwrap()
}

/// The faults of a source as `line:column code`, warnings marked.
fn faults(source: &str) -> Vec<String> {
    let mark = |severity| if severity == Severity::Error { "" } else { "?" };
    let parsed = parse("deck.toml", source);
    let found: Vec<String> = parsed
        .diagnostics
        .iter()
        .map(|d| format!("{}:{} {}{}", d.line, d.column, d.code, mark(d.severity)))
        .collect();
    let errors = parsed.diagnostics.iter().any(|d| d.severity == Severity::Error);
    assert_eq!(parsed.deck.is_none(), errors, "{source}");
    found
}

/// A deck whose fourth line is the first of `cards`.
fn with_head(cards: &str) -> String {
    format!("format = 1\nid = \"d\"\n\n{cards}")
}
