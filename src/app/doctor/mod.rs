//! Whether all is well with database, clock and cards, and the repairs on offer.

pub mod clock;

use std::path::PathBuf;

use uuid::Uuid;

use self::clock::Mended;
use super::environment::Environment;
use super::rules::Schedulers;
use super::switch::{self, DeckSwitch};
use crate::model::{CardId, Day, Grade, Key, Moment, ReviewKind};
use crate::schedule::{REPAIRED_EASE, in_ease_hell, passes_in_a_row};
use crate::store::{Action, CardRecord, Difference, Redate, Redated, Store, StoreError};

/// What an examination finds.
#[derive(Debug, Clone)]
pub struct Health {
    /// The database.
    pub database: PathBuf,
    /// Copies of it, the latest last.
    pub backups: Vec<PathBuf>,
    /// Whether it can be written.
    pub writable: bool,
    /// How changes are journalled: `wal`, `delete` or `memory`.
    pub journal: String,
    /// The network file system it lies on, if any.
    pub network: Option<String>,
    /// Whether all pages can be read; where not, all below is left out.
    pub whole: bool,
    /// Cards that differ from what the log says.
    pub differences: Vec<Difference>,
    /// Rows that a wrong clock dated.
    pub wrong_rows: Vec<Mended>,
    /// Cards whose last answer lies in the future, so that they are due far too late.
    pub ahead: Vec<Key>,
    /// Decks whose cards another variant made than the settings ask for.
    pub switches: Vec<DeckSwitch>,
    /// Cards stuck at a low ease.
    pub stuck: Vec<Key>,
    /// Cards failed so often that they should be written anew.
    pub leeches: Vec<Key>,
}

impl Health {
    /// Whether nothing calls for a repair.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.whole && self.differences.is_empty() && self.wrong_rows.is_empty() && self.ahead.is_empty()
    }
}

/// Examines database and cards; nothing is changed.
///
/// # Errors
/// When a row is damaged, or the database cannot be read.
pub fn examine(
    env: &Environment,
    store: &mut Store,
    roots: &[String],
    now: Moment,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Health, StoreError> {
    let whole = match store.check() {
        Ok(()) => true,
        Err(StoreError::Corrupt { .. }) => false,
        Err(error) => return Err(error),
    };
    let mut health = Health {
        database: env.paths.database.clone(),
        backups: store.backups()?,
        writable: store.can_be_written(),
        journal: store.journal_mode()?,
        network: store.network(),
        whole,
        differences: Vec::new(),
        wrong_rows: Vec::new(),
        ahead: Vec::new(),
        switches: Vec::new(),
        stuck: Vec::new(),
        leeches: Vec::new(),
    };
    if !whole {
        return Ok(health);
    }
    health.differences = store.rebuild(false, progress)?;
    health.wrong_rows = clock::wrong_rows(&store.log_times()?, now.at);
    let decks = store.decks(roots)?;
    health.switches = switch::preview(store, &decks, &Schedulers::new(&env.settings, &decks), now)?;
    let cards = store.cards(roots, false)?;
    let ahead = |card: &&CardRecord| card.state.last_day.is_some_and(|last| last > now.day.plus(1));
    health.ahead = cards.iter().filter(ahead).map(key).collect();
    health.leeches = cards.iter().filter(|card| card.state.leech && !card.suspended).map(key).collect();
    health.stuck = stuck(store, &cards)?.into_iter().map(key).collect();
    Ok(health)
}

fn key(card: &CardRecord) -> Key {
    card.card.key.clone()
}

/// The cards stuck at a low ease.
fn stuck<'c>(store: &Store, cards: &'c [CardRecord]) -> Result<Vec<&'c CardRecord>, StoreError> {
    let mut stuck = Vec::new();
    // The log is read only of cards that any number of passes would make stuck.
    for card in cards.iter().filter(|card| in_ease_hell(&card.state, u32::MAX)) {
        let grades: Vec<Grade> = store
            .history(&card.card.key)?
            .iter()
            .filter(|row| row.kind == ReviewKind::Grade && !row.undone)
            .filter_map(|row| row.grade)
            .collect();
        if in_ease_hell(&card.state, passes_in_a_row(grades.into_iter())) {
            stuck.push(card);
        }
    }
    Ok(stuck)
}

/// The cards stuck at a low ease, with their keys.
///
/// # Errors
/// When the database cannot be read.
pub fn stuck_cards(store: &Store, roots: &[String]) -> Result<Vec<(CardId, Key)>, StoreError> {
    let cards = store.cards(roots, false)?;
    Ok(stuck(store, &cards)?.into_iter().map(|card| (card.id, key(card))).collect())
}

/// Raises the ease of these cards, and returns how many changed.
///
/// # Errors
/// When the database cannot be written.
pub fn mend_ease(
    store: &mut Store,
    cards: &[CardId],
    now: Moment,
    uuids: &mut dyn FnMut() -> Uuid,
) -> Result<usize, StoreError> {
    store.act(cards, &Action::RaiseEase(REPAIRED_EASE), now, uuids)
}

/// Rows dated by a wrong clock, and what becomes of their cards with the right time.
#[derive(Debug, Clone)]
pub struct ClockMend {
    /// The rows.
    pub rows: Vec<Mended>,
    /// Their new times, as the database takes them.
    pub redates: Vec<Redate>,
    /// The cards.
    pub cards: Vec<Redated>,
}

/// What mending the clock would do; nothing is changed.
///
/// # Errors
/// When a row of the log is damaged.
pub fn preview_clock(env: &Environment, store: &mut Store, now: Moment) -> Result<ClockMend, StoreError> {
    let rows = clock::wrong_rows(&store.log_times()?, now.at);
    let redates: Vec<Redate> =
        rows.iter().map(|mended| Redate { seq: mended.row.seq, moment: env.moment(mended.at) }).collect();
    let cards = store.redate(&redates, now, &mut Uuid::nil, false)?;
    Ok(ClockMend { rows, redates, cards })
}

/// Gives the rows their new times.
///
/// # Errors
/// When the database cannot be written.
pub fn mend_clock(
    store: &mut Store,
    mend: &ClockMend,
    now: Moment,
    uuids: &mut dyn FnMut() -> Uuid,
) -> Result<Vec<Redated>, StoreError> {
    store.redate(&mend.redates, now, uuids, true)
}

/// The last study day of the log, where the present one lies more than a day before it: one of the two clocks is wrong.
///
/// # Errors
/// When the database cannot be read.
pub fn clock_behind(store: &Store, now: Moment) -> Result<Option<Day>, StoreError> {
    Ok(store.last_day()?.filter(|last| *last > now.day.plus(1)))
}
