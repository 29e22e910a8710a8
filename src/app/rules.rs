//! The rules of a study day, and what it offers by them.

use std::collections::HashSet;

use super::settings::Settings;
use crate::model::{CardId, Moment, StateName};
use crate::session::{Queue, Rules};
use crate::store::{DeckRecord, Store, StoreError, Wanted};

/// The learner's rules, with the decks by their numbers in the database.
#[must_use]
pub fn rules(settings: &Settings, decks: &[DeckRecord]) -> Rules {
    let own = decks.iter().filter_map(|deck| {
        let limit = settings.decks.get(&deck.info.id)?.limit?;
        Some((deck.number, limit))
    });
    Rules {
        shared: settings.limit,
        own: own.collect(),
        new_order: settings.new_order,
        bury_siblings: settings.bury_siblings,
    }
}

/// What to plan a day of.
pub struct Day<'a> {
    /// The database.
    pub store: &'a Store,
    /// The roots of this run.
    pub roots: &'a [String],
    /// The rules.
    pub rules: Rules,
    /// When.
    pub now: Moment,
    /// So many days beyond today are let in.
    pub ahead: u32,
    /// Only these cards; all when none.
    pub only: Option<&'a HashSet<CardId>>,
}

/// How many times more new cards are read than the limits allow, at first: siblings that wait fall out of them.
const SPARE: usize = 8;

/// Plans what the rest of the day offers.
///
/// New cards are read no further than needed: a large deck has many more of them than a day takes.
///
/// # Errors
/// When the database cannot be read.
pub fn plan(day: &Day<'_>) -> Result<Queue, StoreError> {
    let done = day.store.done_today(day.roots, day.now.day)?;
    let allowed: usize = day.rules.own.values().chain([&day.rules.shared]).map(|limit| limit.new as usize).sum();
    let mut most = allowed.saturating_mul(SPARE);
    loop {
        let wanted = Wanted { now: day.now, ahead: day.ahead, new: most, only: day.only };
        let candidates = day.store.candidates(day.roots, &wanted)?;
        let new = candidates.iter().filter(|card| card.state.name() == StateName::New).count();
        let queue = Queue::plan(&candidates, done.clone(), day.rules.clone(), day.now);
        let begun = done.iter().filter(|grade| grade.before == StateName::New).count();
        let full = queue.counts(day.now).new as usize + begun >= allowed;
        if new < most || full {
            return Ok(queue);
        }
        most = most.saturating_mul(SPARE);
    }
}
