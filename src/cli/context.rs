//! What a command works with: made once from flags, environment and configuration.

use std::collections::HashSet;
use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use chrono::DateTime;
use etcetera::BaseStrategy;
use uuid::Uuid;

use super::args::Global;
use super::config::{Config, FOLDER_FILE, File, Origin, Value};
use super::diagnostics;
use super::error::CliError;
use super::output::{Output, WARNING};
use crate::app::clock::{Clock, is_unknown_zone};
use crate::app::environment::Environment;
use crate::app::load::{Root, folder_root};
use crate::app::roots;
use crate::app::settings::Paths;
use crate::front::ask::{Asker, PlainAsker, RichAsker, SharedInput};
use crate::model::Timestamp;

/// What a command works with.
pub struct Context<'o> {
    /// Clock, seed, roots, settings.
    pub env: Environment,
    /// Every setting and where it comes from.
    pub config: Config,
    /// Where to write.
    pub out: &'o mut Output,
    /// Whether something can be asked: standard input and standard error are terminals.
    pub can_ask: bool,
    /// Whether questions are answered with yes.
    pub yes: bool,
    /// Whether only what was asked for is said.
    pub quiet: bool,
    /// Whether a session converses in plain lines.
    pub plain: bool,
    /// Whether the decks are those found in the current folder, which nobody named.
    found_here: bool,
}

impl<'o> Context<'o> {
    /// Reads environment and configuration.
    ///
    /// # Errors
    /// When a variable or a file cannot be understood, or no home folder is known.
    pub fn new(global: &Global, out: &'o mut Output) -> Result<Self, CliError> {
        let places = Places::find()?;
        let mut config = Config::read(&places.config_files(), places.home.as_deref())?;
        if !global.quiet {
            for remark in &config.remarks {
                out.say(diagnostics::render(remark))?;
            }
        }
        overlay(&mut config, global);
        let database = config.database().map_or_else(|| places.data.join("progress.db"), Path::to_owned);
        let own_decks = places.data.join("decks");
        let mut roots: Vec<Root> = match config.decks() {
            Some(folders) => folders.iter().map(|folder| folder_root(folder)).collect(),
            None => vec![default_root(&own_decks)],
        };
        let found_here = config.decks().is_none() && roots.iter().any(|root| root.shown == HERE);
        let mut seen = HashSet::new();
        roots.retain(|root| seen.insert(root.id.clone()));
        tell_defaults(&mut config, &roots, &database);
        let can_ask = !global.no_input && Output::can_ask();
        let plain = global.plain || config.plain() || plain_by_environment(can_ask);
        let env = Environment {
            clock: clock()?,
            seed: seed()?,
            paths: Paths {
                database,
                config: places.config_files().into_iter().map(|file| file.path).collect(),
                own_decks,
            },
            roots,
            settings: config.settings(),
        };
        if !global.quiet
            && let Some(zone) = variable("TZ").filter(|zone| is_unknown_zone(&zone.to_string_lossy()))
        {
            let offset = offset_words(env.now().offset);
            let zone = zone.to_string_lossy();
            out.say(format_args!(
                "{WARNING}warning{WARNING:#}: TZ={zone} is no time zone this machine knows; times are those of UTC{offset}"
            ))?;
        }
        Ok(Self { env, config, out, can_ask, yes: global.yes, quiet: global.quiet, plain, found_here })
    }

    /// What puts questions to the person: rich on a terminal, plain lines where those are asked for.
    ///
    /// # Errors
    /// When nothing can be asked, or what was said before cannot be written.
    pub fn asker(&mut self) -> Result<Box<dyn Asker>, CliError> {
        self.out.flush()?;
        if self.plain {
            // Data in JSON stays alone on standard output.
            let output: Box<dyn Write> =
                if self.out.json() { Box::new(io::stderr()) } else { Box::new(io::stdout()) };
            let person = io::stdin().is_terminal();
            return Ok(Box::new(PlainAsker::new(SharedInput::default(), output, person)));
        }
        if !self.can_ask {
            return Err(CliError::NothingToAskOn);
        }
        Ok(Box::new(RichAsker::new(self.out.colours_errors())))
    }

    /// Says once where decks are read from, where that is merely the folder one happens to be in.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn say_roots(&mut self) -> Result<(), CliError> {
        if std::mem::take(&mut self.found_here) {
            self.remark("Decks are read from ./decks.")
        } else {
            Ok(())
        }
    }

    /// Says something beside the data, unless only what was asked for is wanted.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn remark(&mut self, line: impl std::fmt::Display) -> Result<(), CliError> {
        if self.quiet || self.out.json() { Ok(()) } else { Ok(self.out.say(line)?) }
    }
}

/// Draws the id of a row of the log. Ids are not fixed by a seed: two runs must never draw the same.
#[must_use]
pub fn draw_uuid() -> Uuid {
    uuid::Builder::from_random_bytes(rand::random::<u128>().to_ne_bytes()).into_uuid()
}

/// An offset from UTC in seconds as one writes it behind `UTC`: `+05:30`, nothing for none.
fn offset_words(offset: i32) -> String {
    if offset == 0 {
        return String::new();
    }
    let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs() / 60);
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The folders of this user.
struct Places {
    home: Option<PathBuf>,
    config: PathBuf,
    data: PathBuf,
}

impl Places {
    fn find() -> Result<Self, CliError> {
        let strategy = etcetera::choose_base_strategy().map_err(|_| CliError::NoHome)?;
        Ok(Self {
            home: Some(strategy.home_dir().to_owned()),
            config: strategy.config_dir().join("memoire"),
            data: strategy.data_dir().join("memoire"),
        })
    }

    /// The configuration files, the strongest first.
    fn config_files(&self) -> Vec<File> {
        let named = variable("MEMOIRE_CONFIG").map(|path| File {
            path: PathBuf::from(path),
            required: true,
            foreign: false,
        });
        let folder = File { path: PathBuf::from(FOLDER_FILE), required: false, foreign: true };
        let own = File { path: self.config.join("config.toml"), required: false, foreign: false };
        named.into_iter().chain([folder, own]).collect()
    }
}

/// Puts variables, then flags over what the files say.
fn overlay(config: &mut Config, global: &Global) {
    if let Some(decks) = variable("MEMOIRE_DECKS") {
        let folders = env::split_paths(&decks).filter(|path| !path.as_os_str().is_empty()).collect();
        config.set("decks", Value::Paths(folders), Origin::Variable("MEMOIRE_DECKS"));
    }
    if let Some(database) = variable("MEMOIRE_DB") {
        config.set("db", Value::Path(database.into()), Origin::Variable("MEMOIRE_DB"));
    }
    if !global.decks.is_empty() {
        config.set("decks", Value::Paths(global.decks.clone()), Origin::Flag("--decks"));
    }
    if let Some(database) = &global.db {
        config.set("db", Value::Path(database.clone()), Origin::Flag("--db"));
    }
    if global.plain {
        config.set("plain", Value::Switch(true), Origin::Flag("--plain"));
    }
}

/// Puts in what holds where nobody said, so that `config` can show it.
fn tell_defaults(config: &mut Config, roots: &[Root], database: &Path) {
    if config.decks().is_none() {
        let shown = roots.iter().map(|root| PathBuf::from(&root.shown)).collect();
        config.set("decks", Value::Paths(shown), Origin::Default);
    }
    if config.database().is_none() {
        config.set("db", Value::Path(database.to_owned()), Origin::Default);
    }
}

/// The folder of decks in the current folder.
const HERE: &str = "decks";

/// Where decks are when nobody says: here, in the learner's own folder, or in the program.
fn default_root(own: &Path) -> Root {
    [Path::new(HERE), own]
        .into_iter()
        .find(|folder| roots::holds_decks(folder))
        .map_or_else(roots::builtin, folder_root)
}

/// A variable that is set and not empty.
fn variable(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}

/// Plain lines where the environment asks for them: for a screen reader, or on a terminal that can do no more.
fn plain_by_environment(on_terminal: bool) -> bool {
    variable("ACCESSIBLE").is_some() || (on_terminal && variable("TERM").is_some_and(|term| term == "dumb"))
}

fn clock() -> Result<Clock, CliError> {
    let Some(value) = variable("MEMOIRE_NOW") else { return Ok(Clock::System) };
    let text = value.to_string_lossy();
    match DateTime::parse_from_rfc3339(&text) {
        Ok(at) => Ok(Clock::Frozen(Timestamp::from_unix(at.timestamp()))),
        Err(_) => Err(CliError::Variable {
            name: "MEMOIRE_NOW",
            value: text.into_owned(),
            wanted: "time of RFC 3339",
        }),
    }
}

fn seed() -> Result<u64, CliError> {
    let Some(value) = variable("MEMOIRE_SEED") else { return Ok(rand::random()) };
    let text = value.to_string_lossy();
    text.trim().parse().map_err(|_| CliError::Variable {
        name: "MEMOIRE_SEED",
        value: text.clone().into_owned(),
        wanted: "whole number of 0 or more",
    })
}
