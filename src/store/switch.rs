//! Another variant of the scheduler for a deck: every card's log replayed under it, in one transaction.

use rusqlite::{Connection, Transaction, TransactionBehavior};
use uuid::Uuid;

use super::error::Fault;
use super::log::{self, Entry};
use super::replay::{self, LogRow, Settings};
use crate::model::{CardState, Due, Moment, ReviewKind};
use crate::schedule::{Params, due};

/// A deck whose settings ask for a variant of the scheduler.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// The deck, as a number of this database.
    pub deck: i64,
    /// Its settings.
    pub params: &'a Params,
}

/// What a switch makes of a deck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Switched {
    /// The deck, as a number of this database.
    pub deck: i64,
    /// How many of its cards were made by another variant.
    pub cards: usize,
    /// How many of them, neither suspended nor archived, were due by the end of today.
    pub due_before: usize,
    /// How many are so after the switch.
    pub due_after: usize,
}

/// Stands for the settings wished for among those of the table, which count from 1.
const WISHED: i64 = 0;

/// Whether any card of these decks was made by another variant than its deck asks for. Two looks at an index a deck.
pub(super) fn pending(connection: &Connection, wishes: &[Wish<'_>]) -> Result<bool, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM cards WHERE deck = ?1 AND variant < ?2)
             OR EXISTS (SELECT 1 FROM cards WHERE deck = ?1 AND variant > ?2)",
    )?;
    for wish in wishes {
        if statement.query_row((wish.deck, wish.params.variant.name()), |row| row.get(0))? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Replays the cards of these decks that another variant made; without `write` nothing is kept of it.
pub(super) fn switch(
    connection: &mut Connection,
    wishes: &[Wish<'_>],
    now: Moment,
    uuids: &mut dyn FnMut() -> Uuid,
    write: bool,
) -> Result<Vec<Switched>, Fault> {
    let behavior = if write { TransactionBehavior::Immediate } else { TransactionBehavior::Deferred };
    let transaction = connection.transaction_with_behavior(behavior)?;
    let mut settings = replay::settings(&transaction)?;
    let mut batch = None;
    let mut decks = Vec::new();
    for wish in wishes {
        settings.insert(WISHED, wish.params.clone());
        let mut switched = Switched { deck: wish.deck, cards: 0, due_before: 0, due_after: 0 };
        for Other { card, shown } in others(&transaction, wish)? {
            let before = log::read_standing(&transaction, card)?;
            let old = Params { variant: before.variant.unwrap_or_default(), ..wish.params.clone() };
            let after = replayed(&transaction, card, &settings, now)?;
            switched.cards += 1;
            switched.due_before += usize::from(shown && is_due(&before.state, &old, now));
            switched.due_after += usize::from(shown && is_due(&after.state, wish.params, now));
            if write {
                let params = Some(log::params_id(&transaction, wish.params)?);
                let row = Entry::of(uuids(), card, ReviewKind::Switch, now, before.state);
                let entry = Entry { after: after.state, batch, params, ..row };
                let seq = log::append(&transaction, &entry)?;
                batch.get_or_insert(seq);
                log::write_standing(&transaction, card, &after)?;
            }
        }
        decks.extend((switched.cards > 0).then_some(switched));
    }
    if write {
        transaction.commit()?;
    }
    Ok(decks)
}

/// A card that another variant made.
struct Other {
    card: i64,
    /// Neither suspended nor archived.
    shown: bool,
}

fn others(transaction: &Transaction<'_>, wish: &Wish<'_>) -> Result<Vec<Other>, Fault> {
    let mut statement = transaction.prepare_cached(
        "SELECT id, archived = 0 AND suspended = 0 FROM cards WHERE deck = ? AND variant <> ? ORDER BY id",
    )?;
    let rows = statement.query_map((wish.deck, wish.params.variant.name()), |row| {
        Ok(Other { card: row.get(0)?, shown: row.get(1)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What the card's log leads to with a switch at its end.
fn replayed(
    transaction: &Transaction<'_>,
    card: i64,
    settings: &Settings,
    now: Moment,
) -> Result<log::Standing, Fault> {
    let mut rows = replay::of_card(transaction, card)?;
    rows.push(LogRow {
        seq: i64::MAX,
        card,
        kind: ReviewKind::Switch,
        moment: now,
        grade: None,
        fuzz: None,
        params: Some(WISHED),
        note: None,
        after: super::load::unborn(),
    });
    Ok(replay::follow(&rows, settings)?.standing)
}

/// Whether it is due by the end of the study day.
fn is_due(state: &CardState, params: &Params, now: Moment) -> bool {
    let end = now.at.plus_seconds(now.to_rollover);
    match due(state, params, now.day) {
        None => false,
        Some(Due::On(day)) => day <= now.day,
        Some(Due::At(at)) => at < end,
    }
}
