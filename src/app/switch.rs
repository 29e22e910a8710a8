//! Another variant of the scheduler in the settings: the cards that the old one made are replayed under the new one.
//!
//! A change of the settings is all it takes, and setting the variant back leads to where it began. Other settings hold
//! from the next grade on and change no card.

use uuid::Uuid;

use super::rules::Schedulers;
use crate::model::{DeckId, Moment};
use crate::schedule::{Params, Variant};
use crate::store::{DeckRecord, Store, StoreError, Switched, Wish};

/// A deck whose cards another variant made, or did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeckSwitch {
    /// The deck.
    pub deck: DeckId,
    /// The variant its settings ask for.
    pub variant: Variant,
    /// How many cards another variant made.
    pub cards: usize,
    /// How many of them were due today.
    pub due_before: usize,
    /// How many of them are due today under the variant asked for.
    pub due_after: usize,
}

/// What a switch would do; nothing is changed.
///
/// # Errors
/// When a row of the log is damaged.
pub fn preview(
    store: &mut Store,
    decks: &[DeckRecord],
    schedulers: &Schedulers,
    now: Moment,
) -> Result<Vec<DeckSwitch>, StoreError> {
    switch(store, decks, schedulers, now, &mut Uuid::nil, false)
}

/// Makes the switch where one is due: in one transaction, after a copy of the database.
///
/// # Errors
/// When the database cannot be written, or a row of the log is damaged.
pub fn apply(
    store: &mut Store,
    decks: &[DeckRecord],
    schedulers: &Schedulers,
    now: Moment,
    uuids: &mut dyn FnMut() -> Uuid,
) -> Result<Vec<DeckSwitch>, StoreError> {
    switch(store, decks, schedulers, now, uuids, true)
}

fn switch(
    store: &mut Store,
    decks: &[DeckRecord],
    schedulers: &Schedulers,
    now: Moment,
    uuids: &mut dyn FnMut() -> Uuid,
    write: bool,
) -> Result<Vec<DeckSwitch>, StoreError> {
    let wish = |deck: &DeckRecord| Wish { deck: deck.number, params: schedulers.of(deck.number) };
    let wishes: Vec<Wish<'_>> = decks.iter().map(wish).collect();
    if !store.switch_pending(&wishes)? {
        return Ok(Vec::new());
    }
    if write {
        store.backup_daily(now.day)?;
    }
    let switched = store.switch(&wishes, now, uuids, write)?;
    Ok(switched.into_iter().filter_map(|switched| named(switched, decks, schedulers)).collect())
}

fn named(switched: Switched, decks: &[DeckRecord], schedulers: &Schedulers) -> Option<DeckSwitch> {
    let deck = decks.iter().find(|deck| deck.number == switched.deck)?;
    let Params { variant, .. } = schedulers.of(deck.number);
    let Switched { cards, due_before, due_after, .. } = switched;
    Some(DeckSwitch { deck: deck.info.id.clone(), variant: *variant, cards, due_before, due_after })
}
