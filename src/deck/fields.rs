//! Reading the values of a table, with a fault at the very place where one is not what it should be.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::faults::Faults;
use super::keys::{self, KeySet};
use super::{diagnosis, quick};

/// A key with its value.
#[derive(Clone, Copy)]
pub(crate) struct Field<'t> {
    pub name: &'t str,
    pub key_at: usize,
    pub value: &'t DeValue<'t>,
    pub value_at: (usize, usize),
}

impl<'t> Field<'t> {
    fn new(key: &'t Spanned<std::borrow::Cow<'t, str>>, value: &'t Spanned<DeValue<'t>>) -> Self {
        let span = value.span();
        Self {
            name: key.get_ref(),
            key_at: key.span().start,
            value: value.get_ref(),
            value_at: (span.start, span.end),
        }
    }

    /// The bytes of the key.
    pub fn key_span(&self, faults: &Faults<'_>) -> Range<usize> {
        let quoted = faults.source().as_bytes().get(self.key_at).is_some_and(|b| matches!(b, b'"' | b'\''));
        self.key_at..self.key_at + self.name.len() + if quoted { 2 } else { 0 }
    }

    /// The bytes of the value.
    pub fn span(&self) -> Range<usize> {
        self.value_at.0..self.value_at.1
    }

    /// The table it holds, if it holds one.
    pub fn table(&self) -> Option<&'t DeTable<'t>> {
        match self.value {
            DeValue::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The table it must hold.
    pub fn expect_table(&self, faults: &mut Faults<'_>) -> Option<&'t DeTable<'t>> {
        let table = self.table();
        if table.is_none() {
            let name = self.name;
            let (code, message, hint) = match self.value {
                DeValue::Array(array) if array.iter().any(|item| item.get_ref().is_table()) => (
                    "list-of-tables",
                    format!("`{name}` is a list of tables"),
                    format!("give each its id in the header: [{name}.{}]", first_id(array)),
                ),
                _ => ("wrong-type", format!("`{name}` must be a table"), format!("write [{name}]")),
            };
            faults.error_hinted(self.span(), code, message, hint);
        }
        table
    }

    /// A text. Numbers and dates are taken as they are written.
    pub fn text(&self, faults: &mut Faults<'_>) -> Option<String> {
        text(self.name, self.value, self.span(), faults)
    }

    /// A boolean.
    pub fn boolean(&self, faults: &mut Faults<'_>) -> Option<bool> {
        let DeValue::Boolean(value) = self.value else {
            let message = format!("`{}` must be true or false", self.name);
            faults.error_hinted(self.span(), "wrong-type", message, format!("write {} = true", self.name));
            return None;
        };
        Some(*value)
    }

    /// A number of 0 or more.
    pub fn tolerance(&self, faults: &mut Faults<'_>) -> Option<f64> {
        let number = match self.value {
            DeValue::Integer(_) | DeValue::Float(_) => {
                faults.source()[self.span()].replace('_', "").parse::<f64>().ok()
            }
            _ => None,
        };
        let number = number.filter(|number| number.is_finite() && *number >= 0.0);
        if number.is_none() {
            let message = format!("`{}` must be a number of 0 or more", self.name);
            faults.error_hinted(self.span(), "wrong-type", message, format!("write {} = 0.5", self.name));
        }
        number
    }

    /// A text, or a list of texts; never an empty list when it is given.
    pub fn texts(&self, faults: &mut Faults<'_>) -> Option<Vec<String>> {
        self.elements().iter().map(|(value, span)| text(self.name, value, span.clone(), faults)).collect()
    }

    /// A list of texts; one text alone is refused with the brackets it lacks.
    pub fn text_list(&self, faults: &mut Faults<'_>) -> Option<Vec<String>> {
        if !self.value.is_array() {
            let raw = &faults.source()[self.span()];
            let hint = format!("write {} = [{raw}]", self.name);
            faults.error_hinted(self.span(), "wrong-type", format!("`{}` must be a list", self.name), hint);
            return None;
        }
        self.texts(faults)
    }

    /// The elements of a list, or the one value as a list of itself.
    pub fn elements(&self) -> Vec<(&'t DeValue<'t>, Range<usize>)> {
        match self.value {
            DeValue::Array(array) => array.iter().map(|item| (item.get_ref(), item.span())).collect(),
            other => vec![(other, self.span())],
        }
    }
}

/// The id of the first table in a list of tables, where it gives one.
fn first_id<'t>(array: &'t DeArray<'t>) -> &'t str {
    array.iter().find_map(|item| item.get_ref().get("id")?.get_ref().as_str()).unwrap_or("some-id")
}

/// A text, at its place.
pub(crate) fn text(
    name: &str,
    value: &DeValue<'_>,
    span: Range<usize>,
    faults: &mut Faults<'_>,
) -> Option<String> {
    let text = match value {
        DeValue::String(text) => {
            let raw = faults.source()[span.clone()].as_bytes();
            if raw.first() == Some(&b'"') && raw.contains(&b'\\') {
                diagnosis::warn_of_escapes(span.clone(), faults);
            }
            with_plain_line_ends(text, &faults.source()[span.clone()])
        }
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => {
            faults.source()[span.clone()].to_owned()
        }
        DeValue::Boolean(truth) => {
            let message = format!("`{name}` must be a text");
            faults.error_hinted(span, "wrong-type", message, format!("put the word in quotes: \"{truth}\""));
            return None;
        }
        DeValue::Array(_) | DeValue::Table(_) => {
            let message = format!("`{name}` must be a text, not a {}", value.type_str());
            faults.error_hinted(span, "wrong-type", message, format!("write {name} = \"...\""));
            return None;
        }
    };
    if text.trim().is_empty() {
        faults.error_hinted(span, "empty", format!("`{name}` is empty"), "write a text, or remove the key");
        return None;
    }
    Some(text)
}

/// Line ends of the file itself become `\n`; those that the author wrote as escapes stay.
fn with_plain_line_ends(text: &str, raw: &str) -> String {
    if raw.contains('\r') { text.replace("\r\n", "\n") } else { text.to_owned() }
}

/// The fields of one table, parted into known and unknown keys. `x-` keys are left out.
pub(crate) struct Fields<'t> {
    set: &'static KeySet,
    known: Vec<Field<'t>>,
    unknown: Vec<Field<'t>>,
}

impl<'t> Fields<'t> {
    pub fn new(table: &'t DeTable<'t>, set: &'static KeySet) -> Self {
        let mut fields = Self { set, known: Vec::with_capacity(table.len()), unknown: Vec::new() };
        for (key, value) in table {
            let field = Field::new(key, value);
            if set.find(field.name).is_some() {
                fields.known.push(field);
            } else if !field.name.starts_with("x-") {
                fields.unknown.push(field);
            }
        }
        fields
    }

    /// The field of that name, which is one of the set's.
    pub fn get(&self, name: &str) -> Option<Field<'t>> {
        debug_assert!(self.set.find(name).is_some(), "{name} is no key of {}", self.set.table);
        self.known.iter().find(|field| field.name == name).copied()
    }

    /// The field under either of its two names; both at once are a fault.
    pub fn either(&self, name: &str, alias: &str, faults: &mut Faults<'_>) -> Option<Field<'t>> {
        let (first, second) = (self.get(name), self.get(alias));
        if let (Some(first), Some(second)) = (first, second) {
            let later = if first.key_at > second.key_at { first } else { second };
            let message = format!("`{name}` and `{alias}` are two names of one key");
            faults.error_hinted(later.key_span(faults), "duplicate-key", message, "keep one of them");
        }
        first.or(second)
    }

    pub fn text(&self, name: &str, faults: &mut Faults<'_>) -> Option<String> {
        self.get(name)?.text(faults)
    }

    pub fn text_list(&self, name: &str, faults: &mut Faults<'_>) -> Vec<String> {
        self.get(name).and_then(|field| field.text_list(faults)).unwrap_or_default()
    }

    /// Takes out the unknown keys that hold tables, in the order of the file: the sides of a card.
    pub fn take_tables(&mut self) -> Vec<(Field<'t>, &'t DeTable<'t>)> {
        let mut tables = Vec::new();
        self.unknown.retain(|field| match field.table() {
            Some(table) => {
                tables.push((*field, table));
                false
            }
            None => true,
        });
        tables.sort_by_key(|(field, _)| field.key_at);
        tables
    }

    /// Notes every key that is not known, with the nearest name.
    pub fn refuse_unknown(&self, faults: &mut Faults<'_>) {
        for field in &self.unknown {
            let message = format!("{} has no key `{}`", self.set.table, field.name);
            let span = field.key_span(faults);
            match keys::nearest(self.set, field.name) {
                Some(key) => {
                    faults.error_hinted(span, "unknown-key", message, format!("did you mean `{key}`?"));
                }
                None => faults.error_hinted(span, "unknown-key", message, self.known_keys(field)),
            }
        }
    }

    fn known_keys(&self, field: &Field<'t>) -> String {
        if matches!(field.value, DeValue::String(line) if quick::separator(line).is_some()) {
            return format!("quick lines stand under [quick]: {} = \"question :: answer\"", field.name);
        }
        format!("known are {}; a key of your own begins with x-", self.set.keys.join(", "))
    }
}

/// The fields of a table in the order of the file, whatever their names; `x-` keys are left out.
pub(crate) fn in_order<'t>(table: &'t DeTable<'t>) -> Vec<Field<'t>> {
    let mut fields: Vec<_> = table
        .iter()
        .map(|(key, value)| Field::new(key, value))
        .filter(|f| !f.name.starts_with("x-"))
        .collect();
    fields.sort_by_key(|field| field.key_at);
    fields
}
