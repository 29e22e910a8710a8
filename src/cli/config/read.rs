//! Reading a configuration file: all its faults at once, each at its place.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::{self, Reach, SETTINGS, Section, Setting, Value};
use crate::model::{DeckId, Diagnostic, Severity};

/// What a setting is called: for one deck or for all, its table, its key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// The deck, where it is for one.
    pub deck: Option<DeckId>,
    /// Its table.
    pub section: Section,
    /// Its key.
    pub key: &'static str,
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(deck) = &self.deck {
            write!(f, "deck.{deck}.")?;
        }
        if self.section == Section::Scheduler {
            f.write_str("scheduler.")?;
        }
        f.write_str(self.key)
    }
}

/// A value with the place it was written at: a diagnostic that lacks its message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The value.
    pub value: Value,
    /// Where.
    pub place: Diagnostic,
}

/// What a file sets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layer {
    /// Its settings.
    pub settings: BTreeMap<Name, Written>,
    /// Faults, and remarks on what is not taken from this file.
    pub diagnostics: Vec<Diagnostic>,
}

/// Whose file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// The learner's own.
    Learner,
    /// It lies in the current folder, and may come from anyone.
    Folder,
}

/// Reads a configuration file. `shown` is its name in messages; paths in it are relative to `folder`.
pub fn read(shown: &str, source: &str, folder: &Path, owner: Owner, home: Option<&Path>) -> Layer {
    let mut reader = Reader { shown, source, folder, owner, home, layer: Layer::default() };
    let (table, errors) = DeTable::parse_recoverable(source);
    for error in errors {
        reader.fault(error.span().unwrap_or_default(), "syntax", error.message().to_owned());
    }
    reader.file(table.get_ref());
    reader.layer.diagnostics.sort_by_key(|fault| (fault.line, fault.column));
    reader.layer
}

struct Reader<'a> {
    shown: &'a str,
    source: &'a str,
    folder: &'a Path,
    owner: Owner,
    home: Option<&'a Path>,
    layer: Layer,
}

type Entry<'t> = (&'t Spanned<std::borrow::Cow<'t, str>>, &'t Spanned<DeValue<'t>>);

impl Reader<'_> {
    fn file(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "scheduler" => self.table(None, Section::Scheduler, (key, value)),
                "deck" => self.decks((key, value)),
                _ => self.setting(None, Section::Top, (key, value)),
            }
        }
    }

    fn decks(&mut self, (key, value): Entry<'_>) {
        let Some(decks) = self.expect_table((key, value), "[deck.ID]") else { return };
        for (id, settings) in decks {
            match id.get_ref().parse::<DeckId>() {
                Ok(deck) => self.table(Some(&deck), Section::Top, (id, settings)),
                Err(error) => self.fault(id.span(), "bad-id", error.to_string()),
            }
        }
    }

    fn table(&mut self, deck: Option<&DeckId>, section: Section, (key, value): Entry<'_>) {
        let header = match deck {
            Some(deck) => format!("[deck.{deck}]"),
            None => format!("[{}]", key.get_ref()),
        };
        let Some(table) = self.expect_table((key, value), &header) else { return };
        for (key, value) in table {
            if deck.is_some() && section == Section::Top && key.get_ref() == "scheduler" {
                self.table(deck, Section::Scheduler, (key, value));
            } else {
                self.setting(deck, section, (key, value));
            }
        }
    }

    fn setting(&mut self, deck: Option<&DeckId>, section: Section, (key, value): Entry<'_>) {
        let Some(setting) = keys::find(section, key.get_ref()) else {
            return self.unknown(deck, section, key);
        };
        if deck.is_some() && setting.reach != Reach::Deck {
            let message = format!("`{}` is set for all decks, not for one", setting.name);
            return self.fault(key.span(), "not-for-a-deck", message);
        }
        if self.owner == Owner::Folder && setting.reach == Reach::Own {
            let message = format!("`{}` is not taken from the current folder", setting.name);
            let remark = self.diagnostic(key.span(), Severity::Warning, "not-from-here", message);
            self.layer
                .diagnostics
                .push(remark.hinted("set it in your own configuration; `memoire config --paths` names it"));
            return;
        }
        match setting.read(value.get_ref()) {
            Ok(read) => {
                let place = self.diagnostic(value.span(), Severity::Error, "range", String::new());
                let name = Name { deck: deck.cloned(), section, key: setting.name };
                self.layer.settings.insert(name, Written { value: self.resolved(read), place });
            }
            Err(message) => self.fault(value.span(), "wrong-type", message),
        }
    }

    /// The value with its paths made absolute.
    fn resolved(&self, value: Value) -> Value {
        let absolute = |path: PathBuf| match (path.strip_prefix("~"), self.home) {
            (Ok(rest), Some(home)) => home.join(rest),
            _ => self.folder.join(path),
        };
        match value {
            Value::Path(path) => Value::Path(absolute(path)),
            Value::Paths(paths) => Value::Paths(paths.into_iter().map(absolute).collect()),
            value => value,
        }
    }

    fn unknown(&mut self, deck: Option<&DeckId>, section: Section, key: &Spanned<std::borrow::Cow<'_, str>>) {
        let name = key.get_ref();
        if name.starts_with("x-") {
            return;
        }
        let fault =
            self.diagnostic(key.span(), Severity::Error, "unknown-key", format!("unknown key `{name}`"));
        let hint = hint_for(deck, section, name);
        self.layer.diagnostics.push(match hint {
            Some(hint) => fault.hinted(hint),
            None => fault,
        });
    }

    fn expect_table<'t>(&mut self, (key, value): Entry<'t>, header: &str) -> Option<&'t DeTable<'t>> {
        if let DeValue::Table(table) = value.get_ref() {
            return Some(table);
        }
        self.fault(key.span(), "wrong-type", format!("`{}` must be a table: {header}", key.get_ref()));
        None
    }

    fn fault(&mut self, span: Range<usize>, code: &'static str, message: String) {
        let fault = self.diagnostic(span, Severity::Error, code, message);
        self.layer.diagnostics.push(fault);
    }

    fn diagnostic(
        &self,
        span: Range<usize>,
        severity: Severity,
        code: &'static str,
        message: String,
    ) -> Diagnostic {
        Diagnostic::at(self.shown, self.source, span, severity, code, message)
    }
}

/// Where the key belongs, or the nearest known one.
fn hint_for(deck: Option<&DeckId>, section: Section, name: &str) -> Option<String> {
    let elsewhere = match section {
        Section::Top => Section::Scheduler,
        Section::Scheduler => Section::Top,
    };
    let header = deck.map_or_else(String::new, |deck| format!("deck.{deck}."));
    if keys::find(elsewhere, name).is_some() {
        return Some(match elsewhere {
            Section::Scheduler => format!("it belongs under [{header}scheduler]"),
            Section::Top if deck.is_some() => format!("it belongs under [{}]", header.trim_end_matches('.')),
            Section::Top => "it belongs at the top of the file, above every table".to_owned(),
        });
    }
    let known =
        |setting: &&Setting| setting.section == section && (deck.is_none() || setting.reach == Reach::Deck);
    SETTINGS
        .iter()
        .filter(known)
        .map(|setting| (strsim::osa_distance(setting.name, name), setting.name))
        .filter(|(distance, _)| *distance <= 2)
        .min()
        .map(|(_, nearest)| format!("did you mean `{nearest}`?"))
}
