//! Replaying the whole log: what the card table must hold.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::act::Marks;
use super::error::Fault;
use super::log::{self, Standing};
use super::redate;
use super::replay::{self, LogRow, OF_ALL, Outcome, Settings};
use super::rows::Cells;
use crate::model::{CardId, CardState, Key};
use crate::schedule::Variant;

/// A card whose row differs from what its log says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The card.
    pub card: CardId,
    /// Its key.
    pub key: Key,
    /// The state in the card table.
    pub stored: CardState,
    /// The state that the log leads to.
    pub replayed: CardState,
    /// The count of grades in the card table.
    pub stored_grades: u64,
    /// The grades in the log that were not undone.
    pub replayed_grades: u64,
    /// The variant that made the state, in the card table.
    pub stored_variant: Option<Variant>,
    /// The same as the log has it.
    pub replayed_variant: Option<Variant>,
    /// Whether suspended, buried or flagged differ.
    pub marks: bool,
}

/// Replays the whole log; with `write`, puts right what differs. `progress` is told how many of how many cards are done.
pub(super) fn rebuild(
    connection: &mut Connection,
    write: bool,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Vec<Difference>, Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Deferred)?;
    let differences = differences(&transaction, progress)?;
    drop(transaction);
    if !write {
        return Ok(differences);
    }
    // Only now a writer: a session beside it could go on while the log was read.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let settings = replay::settings(&transaction)?;
    for difference in &differences {
        let card = difference.card.0;
        let Outcome { standing, marks } =
            replay::follow(&replay::of_card(&transaction, card)?, &settings)?;
        log::write_standing(&transaction, card, &standing)?;
        marks.write(&transaction, card)?;
    }
    redate::settle_all(&transaction)?;
    transaction.commit()?;
    Ok(differences)
}

fn differences(
    transaction: &Transaction<'_>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Vec<Difference>, Fault> {
    let settings = replay::settings(transaction)?;
    let keys = keys(transaction)?;
    let count = keys.len() as u64;
    let mut statement = transaction.prepare(OF_ALL)?;
    let mut rows = statement.query([])?;
    let mut ahead = rows.next()?.map(LogRow::read).transpose()?;
    let mut differences = Vec::new();
    for (done, (id, key)) in (1..).zip(keys) {
        let mut log = Vec::new();
        while let Some(row) = ahead.take_if(|row| row.card <= id) {
            log.extend((row.card == id).then_some(row));
            ahead = rows.next()?.map(LogRow::read).transpose()?;
        }
        differences.extend(compare(transaction, id, key, &log, &settings)?);
        progress(done, count);
    }
    Ok(differences)
}

fn compare(
    transaction: &Transaction<'_>,
    id: i64,
    key: Key,
    log: &[LogRow],
    settings: &Settings,
) -> Result<Option<Difference>, Fault> {
    let should = replay::follow(log, settings)?;
    let is = Outcome { standing: log::read_standing(transaction, id)?, marks: Marks::read(transaction, id)? };
    if is == should {
        return Ok(None);
    }
    let Standing { state: stored, grades: stored_grades, variant: stored_variant } = is.standing;
    let Standing { state: replayed, grades: replayed_grades, variant: replayed_variant } = should.standing;
    Ok(Some(Difference {
        card: CardId(id),
        key,
        stored,
        replayed,
        stored_grades,
        replayed_grades,
        stored_variant,
        replayed_variant,
        marks: is.marks != should.marks,
    }))
}

fn keys(transaction: &Transaction<'_>) -> Result<Vec<(i64, Key)>, Fault> {
    let mut statement = transaction.prepare("SELECT id, key FROM cards ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut keys = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::of(row, "cards")?;
        keys.push((cells.id(), cells.read(1, |text| text.parse().ok())?));
    }
    Ok(keys)
}
