//! Rows that a wrong clock dated: another time for them, by rows of their own, and the states they then lead to.

use std::collections::BTreeMap;

use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use uuid::Uuid;

use super::error::Fault;
use super::log::{self, Entry, Note, RowTime};
use super::replay::{self, LogRow};
use super::rows::Cells;
use crate::model::{CardId, CardState, Day, Key, Moment, ReviewKind, Timestamp};

/// When a row of the log was written, as it now counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// Its number.
    pub seq: i64,
    /// Its card.
    pub card: CardId,
    /// What it records.
    pub kind: ReviewKind,
    /// The instant.
    pub at: Timestamp,
    /// The study day.
    pub day: Day,
    /// Whether it came with others in one action; an import brings its own, older times so.
    pub batched: bool,
    /// Whether it was taken back.
    pub undone: bool,
}

/// Another time for a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Redate {
    /// The row.
    pub seq: i64,
    /// When it was really written.
    pub moment: Moment,
}

/// What other times make of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redated {
    /// The card.
    pub card: CardId,
    /// Its key.
    pub key: Key,
    /// How many of its rows get another time.
    pub rows: usize,
    /// Its state before.
    pub before: CardState,
    /// Its state after.
    pub after: CardState,
}

/// When each row of the log was written, by number.
pub(super) fn dated(connection: &Connection) -> Result<Vec<Dated>, Fault> {
    let mut statement = connection.prepare(
        "SELECT reviews.seq, reviews.card, kind, coalesce(redates.at, reviews.at),
             coalesce(redates.day, reviews.day), batch IS NOT NULL OR EXISTS
                 (SELECT 1 FROM reviews AS next WHERE next.seq = reviews.seq + 1 AND next.batch = reviews.seq),
             EXISTS (SELECT 1 FROM reviews AS undos WHERE undos.undoes = reviews.seq)
         FROM reviews LEFT JOIN redates ON redates.seq = reviews.seq ORDER BY reviews.seq",
    )?;
    let mut rows = statement.query([])?;
    let mut dated = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::of(row, "reviews")?;
        dated.push(Dated {
            seq: cells.id(),
            card: CardId(cells.get(1)?),
            kind: cells.read(2, ReviewKind::from_name)?,
            at: cells.instant(3)?,
            day: cells.day(4)?,
            batched: cells.get(5)?,
            undone: cells.get(6)?,
        });
    }
    Ok(dated)
}

/// Gives rows another time, one row of the log a card, and says what becomes of the cards; without `write` nothing is
/// kept of it.
pub(super) fn redate(
    connection: &mut Connection,
    redates: &[Redate],
    now: Moment,
    uuids: &mut dyn FnMut() -> Uuid,
    write: bool,
) -> Result<Vec<Redated>, Fault> {
    let transaction = connection.transaction_with_behavior(if write {
        TransactionBehavior::Immediate
    } else {
        TransactionBehavior::Deferred
    })?;
    let settings = replay::settings(&transaction)?;
    let mut batch = None;
    let mut cards = Vec::new();
    for (card, rows) in by_card(&transaction, redates)? {
        let before = log::read_standing(&transaction, card)?;
        let mut log = replay::of_card(&transaction, card)?;
        let note = Note::Redate { rows: rows.clone() };
        log.push(LogRow {
            seq: i64::MAX,
            card,
            kind: ReviewKind::Redate,
            moment: now,
            grade: None,
            fuzz: None,
            params: None,
            note: Some(note.clone()),
            after: before.state,
        });
        let after = replay::follow(&log, &settings)?.standing;
        let key = log::read_key(&transaction, card)?;
        cards.push(Redated {
            card: CardId(card),
            key,
            rows: rows.len(),
            before: before.state,
            after: after.state,
        });
        if !write {
            continue;
        }
        let entry = Entry {
            after: after.state,
            batch,
            note: Some(&note),
            ..Entry::of(uuids(), card, ReviewKind::Redate, now, before.state)
        };
        let seq = log::append(&transaction, &entry)?;
        batch.get_or_insert(seq);
        log::write_standing(&transaction, card, &after)?;
        settle(&transaction, card)?;
    }
    if write {
        settle_days(&transaction)?;
        transaction.commit()?;
    }
    Ok(cards)
}

/// The rows, by card, with their times as a note holds them.
fn by_card(
    transaction: &Transaction<'_>,
    redates: &[Redate],
) -> Result<BTreeMap<i64, Vec<RowTime>>, Fault> {
    let mut cards: BTreeMap<i64, Vec<RowTime>> = BTreeMap::new();
    let mut statement = transaction.prepare_cached("SELECT card FROM reviews WHERE seq = ?")?;
    for Redate { seq, moment } in redates {
        let card = statement.query_row([seq], |row| row.get(0))?;
        cards.entry(card).or_default().push(RowTime::of(*seq, *moment));
    }
    Ok(cards)
}

/// Brings the list of rows with another time in line with the redates of a card that stand.
pub(super) fn settle(transaction: &Transaction<'_>, card: i64) -> Result<(), Fault> {
    transaction
        .prepare_cached("DELETE FROM redates WHERE seq IN (SELECT seq FROM reviews WHERE card = ?)")?
        .execute([card])?;
    let mut insert = transaction.prepare_cached(
        "INSERT OR REPLACE INTO redates (seq, redate, at, day, to_rollover) VALUES (?, ?, ?, ?, ?)",
    )?;
    for row in replay::of_card(transaction, card)? {
        let Some(Note::Redate { rows }) = &row.note else { continue };
        for time in rows {
            insert.execute(params![time.seq, row.seq, time.at, time.day, time.to_rollover])?;
        }
    }
    Ok(())
}

/// Where in the log each study day begins, rows with another time included.
pub(super) fn settle_days(transaction: &Transaction<'_>) -> Result<(), Fault> {
    transaction.execute("DELETE FROM days", [])?;
    transaction.execute(
        "INSERT INTO days (day, first_seq)
         SELECT coalesce(redates.day, reviews.day), min(reviews.seq)
         FROM reviews LEFT JOIN redates ON redates.seq = reviews.seq GROUP BY 1",
        [],
    )?;
    Ok(())
}

/// Makes both lists anew from the log.
pub(super) fn settle_all(transaction: &Transaction<'_>) -> Result<(), Fault> {
    let mut statement =
        transaction.prepare("SELECT DISTINCT card FROM reviews WHERE kind = 'redate' ORDER BY card")?;
    let cards: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    transaction.execute("DELETE FROM redates", [])?;
    cards.into_iter().try_for_each(|card| settle(transaction, card))?;
    settle_days(transaction)
}
