//! Reading a TOML tree with places: every fault is noted, and reading goes on.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::{Diagnostic, Severity};

use super::file::Word;

/// A known name must be at least this alike, 0 to 1, to be offered for an unknown one.
const ALIKE: f64 = 0.7;

/// A value of the tree and where it stands.
pub(super) type Node<'s> = Spanned<DeValue<'s>>;

/// A key, where it stands, and its value.
pub(super) struct Entry<'t, 's> {
    pub key: &'t str,
    pub span: Range<usize>,
    pub value: &'t Node<'s>,
}

/// The entries of a table in the order of the file; `x-*` keys are left out.
pub(super) fn entries<'t, 's>(table: &'t DeTable<'s>) -> Vec<Entry<'t, 's>> {
    let mut entries: Vec<Entry<'t, 's>> = table
        .iter()
        .map(|(key, value)| Entry { key: key.get_ref(), span: key.span(), value })
        .filter(|entry| !entry.key.starts_with("x-"))
        .collect();
    entries.sort_by_key(|entry| entry.span.start);
    entries
}

/// The source and the faults found in it so far.
pub(super) struct Reader<'p> {
    path: &'p str,
    source: &'p str,
    /// The faults, in the order found.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'p> Reader<'p> {
    pub(super) fn new(path: &'p str, source: &'p str) -> Self {
        Self { path, source, diagnostics: Vec::new() }
    }

    /// Notes an error.
    pub(super) fn error(&mut self, span: Range<usize>, code: &'static str, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::at(self.path, self.source, span, Severity::Error, code, message));
    }

    /// Notes an error with a next step.
    pub(super) fn error_hinted(
        &mut self,
        span: Range<usize>,
        code: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let fault = Diagnostic::at(self.path, self.source, span, Severity::Error, code, message);
        self.diagnostics.push(fault.hinted(hint));
    }

    /// Notes a key that is not known, with the nearest that is.
    pub(super) fn unknown<'k>(&mut self, entry: &Entry<'_, '_>, known: impl IntoIterator<Item = &'k str>) {
        let known: Vec<&str> = known.into_iter().collect();
        let message = format!("unknown key \"{}\"", entry.key);
        match nearest(entry.key, &known) {
            Some(near) => {
                self.error_hinted(
                    entry.span.clone(),
                    "unknown-key",
                    message,
                    format!("did you mean \"{near}\"?"),
                );
            }
            None => self.error_hinted(
                entry.span.clone(),
                "unknown-key",
                message,
                format!("known here: {}", known.join(", ")),
            ),
        }
    }

    pub(super) fn wrong_type(&mut self, node: &Node<'_>, what: &str, wanted: &str) {
        let found = type_name(node.get_ref());
        self.error(node.span(), "wrong-type", format!("{what} must be {wanted}, not {found}"));
    }

    pub(super) fn table<'t, 's>(&mut self, node: &'t Node<'s>, what: &str) -> Option<&'t DeTable<'s>> {
        match node.get_ref() {
            DeValue::Table(table) => Some(table),
            _ => {
                self.wrong_type(node, what, "a table");
                None
            }
        }
    }

    /// A text that is not empty.
    pub(super) fn text(&mut self, node: &Node<'_>, what: &str) -> Option<String> {
        match node.get_ref() {
            DeValue::String(text) if text.trim().is_empty() => {
                self.error(node.span(), "empty", format!("{what} is empty"));
                None
            }
            DeValue::String(text) => Some(text.trim().to_owned()),
            _ => {
                self.wrong_type(node, what, "a text in quotes");
                None
            }
        }
    }

    pub(super) fn flag(&mut self, node: &Node<'_>, what: &str) -> Option<bool> {
        match node.get_ref() {
            DeValue::Boolean(flag) => Some(*flag),
            _ => {
                self.wrong_type(node, what, "true or false");
                None
            }
        }
    }

    pub(super) fn number(&mut self, node: &Node<'_>, what: &str) -> Option<f64> {
        let number = match node.get_ref() {
            DeValue::Integer(_) => integer(node).and_then(|number| number.to_string().parse::<f64>().ok()),
            DeValue::Float(float) => float.as_str().replace('_', "").parse::<f64>().ok(),
            _ => None,
        };
        let number = number.filter(|number| number.is_finite());
        if number.is_none() {
            self.wrong_type(node, what, "a number");
        }
        number
    }

    pub(super) fn list<'t, 's>(&mut self, node: &'t Node<'s>, what: &str) -> Option<Vec<&'t Node<'s>>> {
        match node.get_ref() {
            DeValue::Array(items) => Some(items.iter().collect()),
            _ => {
                self.wrong_type(node, what, "a list");
                None
            }
        }
    }

    pub(super) fn texts(&mut self, node: &Node<'_>, what: &str) -> Vec<String> {
        let items = self.list(node, what).unwrap_or_default();
        items.into_iter().filter_map(|item| self.text(item, what)).collect()
    }

    /// One of a set of words.
    pub(super) fn word<T: Word>(&mut self, node: &Node<'_>, what: &str) -> Option<T> {
        let text = self.text(node, what)?;
        let found = T::from_word(&text);
        if found.is_none() {
            let words: Vec<&str> = T::WORDS.iter().map(|&(word, _)| word).collect();
            let hint = nearest(&text, &words).map_or_else(
                || format!("one of: {}", words.join(", ")),
                |near| format!("did you mean \"{near}\"?"),
            );
            self.error_hinted(node.span(), "unknown-word", format!("\"{text}\" is no {what}"), hint);
        }
        found
    }
}

/// The integer a node holds, if it does.
pub(super) fn integer(node: &Node<'_>) -> Option<i64> {
    match node.get_ref() {
        DeValue::Integer(number) => {
            i64::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok()
        }
        _ => None,
    }
}

/// The known name most like a text, if one is like it at all.
pub(super) fn nearest<'k>(text: &str, known: &[&'k str]) -> Option<&'k str> {
    known
        .iter()
        .map(|name| (strsim::jaro_winkler(text, name), *name))
        .filter(|(alike, _)| *alike >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
