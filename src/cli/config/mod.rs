//! The configuration: layers of files, variables and flags, and where each value comes from.

mod keys;
mod read;

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::json;

pub use self::keys::Value;
use self::keys::{SETTINGS, Section};
pub use self::read::Name;
use self::read::{Layer, Owner, Written};
use super::error::CliError;
use crate::app::settings::{DeckSettings, Settings};
use crate::model::{DeckId, Diagnostic, Severity};
use crate::schedule::{Params, Rollover};
use crate::session::{Limit, NewOrder, OwnLimit};

/// The configuration file of the current folder.
pub const FOLDER_FILE: &str = "memoire.toml";

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nobody set it.
    Default,
    /// A file; at that line.
    File {
        /// The file, as it is shown.
        path: String,
        /// The line, from 1.
        line: u32,
    },
    /// An environment variable.
    Variable(&'static str),
    /// A flag.
    Flag(&'static str),
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File { path, line } => write!(f, "{path}:{line}"),
            Self::Variable(name) | Self::Flag(name) => f.write_str(name),
        }
    }
}

/// A setting as it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effective {
    /// What it is set to.
    pub value: Value,
    /// By whom.
    pub origin: Origin,
    /// Where in a file, for faults.
    place: Option<Diagnostic>,
}

/// A configuration file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Where it is.
    pub path: PathBuf,
    /// Whether it was asked for by name: then it must be there.
    pub required: bool,
    /// Whether it lies in the current folder and may come from anyone.
    pub foreign: bool,
}

/// The configuration of this run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Config {
    settings: BTreeMap<Name, Effective>,
    /// Remarks on what was not taken.
    pub remarks: Vec<Diagnostic>,
}

impl Config {
    /// Reads the files, the strongest first.
    ///
    /// # Errors
    /// When a file that was asked for cannot be read, or any has faults: then all faults of all files.
    pub fn read(files: &[File], home: Option<&Path>) -> Result<Self, CliError> {
        let mut config = Self::default();
        let mut faults = Vec::new();
        for file in files.iter().rev() {
            let Some(source) = source_of(file)? else { continue };
            let folder = file.path.parent().unwrap_or(Path::new(""));
            let owner = if file.foreign { Owner::Folder } else { Owner::Learner };
            let shown = file.path.display().to_string();
            let Layer { settings, diagnostics } = read::read(&shown, &source, folder, owner, home);
            let (errors, remarks): (Vec<_>, Vec<_>) =
                diagnostics.into_iter().partition(|fault| fault.severity == Severity::Error);
            faults.extend(errors);
            config.remarks.extend(remarks);
            for (name, Written { value, place }) in settings {
                let origin = Origin::File { path: shown.clone(), line: place.line };
                config.settings.insert(name, Effective { value, origin, place: Some(place) });
            }
        }
        faults.extend(config.out_of_range());
        faults.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
        if faults.is_empty() { Ok(config) } else { Err(CliError::Config { diagnostics: faults }) }
    }

    /// Sets a value from elsewhere than a file.
    pub fn set(&mut self, key: &'static str, value: Value, origin: Origin) {
        let name = Name { deck: None, section: Section::Top, key };
        self.settings.insert(name, Effective { value, origin, place: None });
    }

    /// Every setting for all decks, then those for single ones, in their order.
    #[must_use]
    pub fn all(&self) -> Vec<(Name, Effective)> {
        let general = SETTINGS.iter().map(|setting| {
            let name = Name { deck: None, section: setting.section, key: setting.name };
            let nobody = || Effective { value: setting.default(), origin: Origin::Default, place: None };
            let effective = self.settings.get(&name).cloned().unwrap_or_else(nobody);
            (name, effective)
        });
        let own = self.settings.iter().filter(|(name, _)| name.deck.is_some());
        general.chain(own.map(|(name, effective)| (name.clone(), effective.clone()))).collect()
    }

    /// The folders of decks, where anyone named some.
    #[must_use]
    pub fn decks(&self) -> Option<&[PathBuf]> {
        match self.get(None, Section::Top, "decks") {
            Some(Effective { value: Value::Paths(paths), origin, .. })
                if !paths.is_empty() && *origin != Origin::Default =>
            {
                Some(paths)
            }
            _ => None,
        }
    }

    /// The database, where anyone named one.
    #[must_use]
    pub fn database(&self) -> Option<&Path> {
        match self.top("db") {
            Some(Value::Path(path)) => Some(path),
            _ => None,
        }
    }

    /// Whether plain lines are wanted.
    #[must_use]
    pub fn plain(&self) -> bool {
        self.switch("plain", false)
    }

    /// The settings as the use cases need them.
    #[must_use]
    pub fn settings(&self) -> Settings {
        let limit = Limit {
            new: self.number(None, "new_per_day").unwrap_or(crate::app::settings::NEW_PER_DAY),
            reviews: self.number(None, "reviews_per_day").unwrap_or(crate::app::settings::REVIEWS_PER_DAY),
        };
        let decks: HashMap<DeckId, DeckSettings> = self
            .deck_ids()
            .into_iter()
            .map(|deck| {
                let settings = self.deck_settings(&deck);
                (deck, settings)
            })
            .collect();
        Settings {
            rollover: match self.top("rollover") {
                Some(Value::TimeOfDay(rollover)) => *rollover,
                _ => Rollover::default(),
            },
            limit,
            new_order: match self.top("new_order") {
                Some(Value::Word(word)) => keys::new_order(word),
                _ => NewOrder::default(),
            },
            bury_siblings: self.switch("bury_siblings", true),
            two_buttons: self.switch("two_buttons", false),
            scheduler: self.params(None),
            decks,
            editor: match self.top("editor") {
                Some(Value::Text(editor)) => Some(editor.clone()),
                _ => None,
            },
        }
    }

    fn deck_settings(&self, deck: &DeckId) -> DeckSettings {
        let (new, reviews) =
            (self.number(Some(deck), "new_per_day"), self.number(Some(deck), "reviews_per_day"));
        let limit = OwnLimit { new, reviews };
        let own_scheduler =
            |name: &&Name| name.deck.as_ref() == Some(deck) && name.section == Section::Scheduler;
        let scheduler =
            self.settings.keys().any(|name| own_scheduler(&name)).then(|| self.params(Some(deck)));
        let switch = |key| match self.get(Some(deck), Section::Top, key) {
            Some(Effective { value: Value::Switch(on), .. }) => Some(*on),
            _ => None,
        };
        let (bury_siblings, two_buttons) = (switch("bury_siblings"), switch("two_buttons"));
        DeckSettings { limit, scheduler, bury_siblings, two_buttons }
    }

    fn deck_ids(&self) -> Vec<DeckId> {
        let mut ids: Vec<DeckId> = self.settings.keys().filter_map(|name| name.deck.clone()).collect();
        ids.dedup();
        ids
    }

    /// The scheduler of a deck, or of all: what is set for all, then what is set for it alone.
    fn params(&self, deck: Option<&DeckId>) -> Params {
        let mut params = Params::default();
        let general = self.settings.iter().filter(|(name, _)| name.deck.is_none());
        let own = self.settings.iter().filter(|(name, _)| deck.is_some() && name.deck.as_ref() == deck);
        for (name, effective) in general.chain(own).filter(|(name, _)| name.section == Section::Scheduler) {
            keys::into_params(&mut params, name.key, &effective.value);
        }
        params
    }

    /// Faults of the schedulers that come out of all files together, at the place of the setting.
    fn out_of_range(&self) -> Vec<Diagnostic> {
        let mut faults: Vec<Diagnostic> = Vec::new();
        for deck in std::iter::once(None).chain(self.deck_ids().into_iter().map(Some)) {
            for error in self.params(deck.as_ref()).check().err().unwrap_or_default() {
                let own = self.get(deck.as_ref(), Section::Scheduler, error.key());
                // Ease and its floor are held against each other: either may be the one that is set.
                let floor = || self.get(deck.as_ref(), Section::Scheduler, "ease_floor");
                let set = own.or_else(|| self.get(None, Section::Scheduler, error.key())).or_else(floor);
                if let Some(place) = set.and_then(|effective| effective.place.clone()) {
                    let fault = Diagnostic { message: error.to_string(), ..place };
                    if !faults.contains(&fault) {
                        faults.push(fault);
                    }
                }
            }
        }
        faults
    }

    fn get(&self, deck: Option<&DeckId>, section: Section, key: &'static str) -> Option<&Effective> {
        self.settings.get(&Name { deck: deck.cloned(), section, key })
    }

    fn top(&self, key: &'static str) -> Option<&Value> {
        self.get(None, Section::Top, key).map(|effective| &effective.value)
    }

    fn switch(&self, key: &'static str, default: bool) -> bool {
        match self.top(key) {
            Some(Value::Switch(on)) => *on,
            _ => default,
        }
    }

    fn number(&self, deck: Option<&DeckId>, key: &'static str) -> Option<u32> {
        match self.get(deck, Section::Top, key) {
            Some(Effective { value: Value::Number(number), .. }) => Some(*number),
            _ => None,
        }
    }
}

/// The text of a file; none when it is not there and need not be.
fn source_of(file: &File) -> Result<Option<String>, CliError> {
    match fs::read_to_string(&file.path) {
        Ok(source) => Ok(Some(source)),
        Err(error) if error.kind() == io::ErrorKind::NotFound && !file.required => Ok(None),
        Err(source) => Err(CliError::ConfigFile { path: file.path.clone(), source }),
    }
}

impl Value {
    /// The value as it would be written in a file; nothing for none.
    #[must_use]
    pub fn to_toml(&self) -> String {
        match self {
            Self::None => String::new(),
            value => value.to_json().to_string(),
        }
    }

    /// The value as JSON.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::None => serde_json::Value::Null,
            Self::Number(number) => json!(number),
            Self::Switch(on) => json!(on),
            Self::Word(word) => json!(word),
            Self::Text(text) => json!(text),
            Self::TimeOfDay(time) => json!(time.to_string()),
            Self::Steps(steps) => json!(steps.iter().map(|&step| step_words(step)).collect::<Vec<_>>()),
            Self::Weights(weights) => {
                json!(weights.iter().map(|&weight| f64::from(weight) / 10_000.0).collect::<Vec<_>>())
            }
            Self::Path(path) => json!(path.display().to_string()),
            Self::Paths(paths) => {
                json!(paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>())
            }
        }
    }
}

/// A step as it is written: in the largest unit that divides it.
fn step_words(seconds: u32) -> String {
    let units = [(86_400, 'd'), (3600, 'h'), (60, 'm')];
    match units.into_iter().find(|(unit, _)| seconds.is_multiple_of(*unit)) {
        Some((unit, letter)) => format!("{}{letter}", seconds / unit),
        None => format!("{seconds}s"),
    }
}

/// A setting in JSON.
#[derive(Debug, Serialize)]
pub struct SettingJson {
    key: String,
    value: serde_json::Value,
    from: String,
}

impl From<&(Name, Effective)> for SettingJson {
    fn from((name, effective): &(Name, Effective)) -> Self {
        Self { key: name.to_string(), value: effective.value.to_json(), from: effective.origin.to_string() }
    }
}

#[cfg(test)]
mod tests;
