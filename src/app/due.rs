//! How much there is to do today, deck by deck.

use super::environment::Environment;
use super::exam;
use super::open::Shelf;
use super::rules::{self, Schedulers};
use super::study::{self, DayPlan, MoreNew};
use crate::model::{DeckId, Moment};
use crate::session::Counts;
use crate::store::{DeckRecord, Store, StoreError};

/// What a deck has to offer today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeckDue {
    /// The deck.
    pub deck: DeckId,
    /// Its number in the database.
    pub number: i64,
    /// How much.
    pub counts: Counts,
}

/// What `study` would offer today, after limits, waiting siblings and all that was put off.
///
/// # Errors
/// When the database cannot be read.
pub fn offered(
    env: &Environment,
    store: &Store,
    roots: &[String],
    decks: &[DeckRecord],
    now: Moment,
) -> Result<Vec<DeckDue>, StoreError> {
    let rules = rules::rules(&env.settings, decks);
    let schedulers = Schedulers::new(&env.settings, decks);
    let params = |deck| schedulers.of(deck).clone();
    let course = |store: &Store, now| exam::wanted_today(env, Shelf { store, roots, decks }, now);
    let followed = store.follows()?.iter().any(|follow| follow.day > now.day);
    let plan = DayPlan::new(roots, None, &rules, &params).following(followed.then_some(&course));
    let queue = plan.queue(store, now)?;
    let due = |deck: &DeckRecord| DeckDue {
        deck: deck.info.id.clone(),
        number: deck.number,
        counts: queue.counts_of(deck.number, now),
    };
    Ok(decks.iter().filter(|deck| deck.info.study).map(due).collect())
}

/// What is new and due, no limit heeded, whatever is put off included.
///
/// # Errors
/// When the database cannot be read.
pub fn raw(store: &Store, roots: &[String], now: Moment) -> Result<Vec<DeckDue>, StoreError> {
    let number = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    let due = |deck: crate::store::DeckCounts| DeckDue {
        deck: deck.id,
        number: deck.deck,
        counts: Counts {
            new: number(deck.new),
            learning: number(deck.learning),
            due: number(deck.due),
            overdue: number(deck.overdue),
        },
    };
    Ok(store.counts(roots, now)?.into_iter().map(due).collect())
}

/// A few new cards that could be begun today beyond the limit; none where none could.
///
/// # Errors
/// When the database cannot be read.
pub fn more_new(
    env: &Environment,
    store: &Store,
    roots: &[String],
    decks: &[DeckRecord],
    now: Moment,
) -> Result<Option<MoreNew>, StoreError> {
    let rules = rules::rules(&env.settings, decks);
    let schedulers = Schedulers::new(&env.settings, decks);
    let params = |deck| schedulers.of(deck).clone();
    DayPlan::new(roots, None, &rules, &params).more_new(store, study::MORE, now)
}

/// The counts of all decks together.
#[must_use]
pub fn total(decks: &[DeckDue]) -> Counts {
    decks.iter().fold(Counts::default(), |sum, deck| Counts {
        new: sum.new + deck.counts.new,
        learning: sum.learning + deck.counts.learning,
        due: sum.due + deck.counts.due,
        overdue: sum.overdue + deck.counts.overdue,
    })
}

/// Milliseconds spent on answers today, as far as they were timed; pauses are left out.
///
/// # Errors
/// When the database cannot be read.
pub fn spent_today(store: &Store, roots: &[String], now: Moment) -> Result<u64, StoreError> {
    store.spent(roots, now.day, study::LONGEST_ANSWER)
}
