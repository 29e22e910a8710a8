//! Opening the database and bringing it up to date with the decks: how nearly every command begins.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::clock::real_time;
use super::environment::Environment;
use super::error::AppError;
use super::load::{self, Clock, Loaded, Root};
use super::roots;
use crate::model::Severity;
use crate::store::{Access, DeckRecord, Store, StoreError};

/// The database with the decks of this run.
pub struct Opened {
    /// The database.
    pub store: Store,
    /// The ids of the roots of this run.
    pub roots: Vec<String>,
    /// Their decks.
    pub decks: Vec<DeckRecord>,
    /// What the load found: faults, changes, missing folders.
    pub loaded: Loaded,
}

impl Opened {
    /// Why there is nothing to work with, if so.
    ///
    /// # Errors
    /// When no root could be read, no deck is there, or none of them can be used.
    pub fn usable(&self, env: &Environment) -> Result<(), AppError> {
        if !self.decks.is_empty() {
            return Ok(());
        }
        let shown = || env.roots.iter().map(|root| root.shown.clone()).collect();
        let broken: BTreeSet<&str> = self
            .loaded
            .diagnostics
            .iter()
            .filter(|fault| fault.severity == Severity::Error)
            .map(|fault| fault.path.as_str())
            .collect();
        Err(if !broken.is_empty() {
            AppError::AllBroken { count: broken.len() }
        } else if self.loaded.missing.len() >= env.roots.len() {
            AppError::NoRoot { shown: shown() }
        } else {
            AppError::NoDecks { shown: shown() }
        })
    }
}

/// Opens the database and loads what changed in the roots.
///
/// `mentioned` are the words of the command: where one of them names the built-in deck and no root of this run has it,
/// that deck is loaded too.
///
/// # Errors
/// When the database cannot be opened, read or written.
pub fn open(
    env: &Environment,
    access: Access,
    mentioned: &[String],
    uuids: &mut dyn FnMut() -> Uuid,
) -> Result<Opened, AppError> {
    let path = &env.paths.database;
    let first = Store::open(path, access).map_err(AppError::from);
    match first.and_then(|store| load_into(store, env, mentioned, uuids)) {
        // On a full disk, what only reads goes on without keeping what the load found.
        Err(AppError::Store(StoreError::Full { .. })) if access == Access::WriteIfPossible => {
            load_into(Store::copy_of(path)?, env, mentioned, uuids)
        }
        opened => opened,
    }
}

fn load_into(
    mut store: Store,
    env: &Environment,
    mentioned: &[String],
    uuids: &mut dyn FnMut() -> Uuid,
) -> Result<Opened, AppError> {
    let clock = Clock { real: real_time(), study: env.now() };
    let mut roots: Vec<Root> = env.roots.clone();
    let mut loaded = load::load(&mut store, &roots, clock, uuids)?;
    let mut decks = store.decks(&ids(&roots))?;
    let known = decks.iter().any(|deck| deck.info.id.as_str() == roots::BUILTIN_DECK);
    if !known && mentioned.iter().any(|word| names_builtin(word)) {
        roots.push(roots::builtin());
        loaded = load::load(&mut store, &roots, clock, uuids)?;
        decks = store.decks(&ids(&roots))?;
    }
    Ok(Opened { store, roots: ids(&roots), decks, loaded })
}

/// Opens the database as it is, without a look at the decks.
///
/// # Errors
/// When the database cannot be opened or read.
pub fn open_as_is(env: &Environment, access: Access) -> Result<(Store, Vec<String>), AppError> {
    Ok((Store::open(&env.paths.database, access)?, ids(&env.roots)))
}

fn ids(roots: &[Root]) -> Vec<String> {
    roots.iter().map(|root| root.id.clone()).collect()
}

/// Whether a word names the built-in deck or one of its cards.
fn names_builtin(word: &str) -> bool {
    let word = word.strip_prefix("deck:").unwrap_or(word);
    word.split('/').next() == Some(roots::BUILTIN_DECK)
}
