//! Which cards a command means.

use super::error::AppError;
use super::open::Opened;
use crate::answer::normalise;
use crate::model::query::{CardView, Query};
use crate::model::{Key, Kind, Moment};
use crate::schedule::fnv1a64;
use crate::session::Kin;
use crate::store::{CardRecord, StoreError};

/// The cards that the words of a command mean, by deck and place in it; archived ones only when asked for.
///
/// # Errors
/// When the words cannot be understood, or the database cannot be read.
pub fn cards(opened: &Opened, words: &[String], now: Moment) -> Result<Vec<CardRecord>, AppError> {
    let query = Query::parse(words)?;
    matching(opened, query, now).map_err(AppError::from)
}

/// The cards that a query means.
///
/// # Errors
/// When the database cannot be read.
pub fn matching(opened: &Opened, query: Query, now: Moment) -> Result<Vec<CardRecord>, StoreError> {
    let mut records = opened.store.cards(&opened.roots, query.wants_archived())?;
    let decks = opened.decks.iter().map(|deck| (&deck.info.id, deck.info.title.as_str()));
    let is_key = |key: &Key| records.iter().any(|record| record.card.key == *key);
    let filter = query.resolve(is_key, decks);
    records.retain(|record| filter.matches(&view(record, now), now));
    Ok(records)
}

/// Cards to practise, shuffled by the seed, suspended ones left out.
#[must_use]
pub fn to_practise(records: &[CardRecord], seed: u64) -> Vec<Kin> {
    let mut cards: Vec<(u64, Kin)> = records
        .iter()
        .filter(|record| !record.suspended)
        .map(|record| {
            let key = &record.card.key;
            // Any two true statements have the same answer: that keeps no cards apart.
            let telling = Some(record.card.answers()).filter(|_| record.card.kind() != Kind::TrueFalse);
            let answer = telling.iter().flatten().next().map_or(0, |answer| hash(&normalise(answer)));
            let kin = Kin { id: record.id, entry: hash(&key.entry_path()), answer };
            (hash(&format!("{seed}/{key}")), kin)
        })
        .collect();
    cards.sort_by_key(|(place, kin)| (*place, kin.id));
    cards.into_iter().map(|(_, kin)| kin).collect()
}

fn hash(text: &str) -> u64 {
    fnv1a64(text.as_bytes())
}

fn view(record: &CardRecord, now: Moment) -> CardView<'_> {
    CardView {
        card: &record.card,
        deck_title: &record.deck_title,
        state: &record.state,
        due: record.due(now.day),
        suspended: record.suspended,
        buried: record.buried_on == Some(now.day),
        flagged: record.flag.is_some(),
        archived: record.archived,
    }
}

/// The card of that key in a root of this run, archived or not.
///
/// # Errors
/// When there is none, or the database cannot be read.
pub fn card(opened: &Opened, key: &Key) -> Result<CardRecord, AppError> {
    if let Some(record) = opened.store.card_by_key(key)?
        && opened.roots.contains(&record.root)
    {
        return Ok(record);
    }
    let near = |other: &Key| strsim::osa_distance(&key.to_string(), &other.to_string());
    let nearest = opened
        .store
        .cards(&opened.roots, false)?
        .into_iter()
        .map(|record| (near(&record.card.key), record.card.key))
        .filter(|(distance, other)| *distance <= 3 || (other.deck == key.deck && other.entry == key.entry))
        .min();
    Err(AppError::NoSuchCard { key: Box::new(key.clone()), nearest: nearest.map(|(_, key)| Box::new(key)) })
}
