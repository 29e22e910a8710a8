//! Taking back the last action. The log only grows: an undo is a row of its own.

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use uuid::Uuid;

use super::act::Marks;
use super::error::Fault;
use super::load::remove_untouched;
use super::log::{self, Entry, Note};
use super::rows::{Cells, json_list, state_columns};
use crate::model::{CardId, CardState, Day, Grade, Key, Moment, ReviewKind};

/// What was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The row taken back; of an action on several cards the last.
    pub seq: i64,
    /// Its card.
    pub card: CardId,
    /// The card's key, as it is now.
    pub key: Key,
    /// What the row recorded.
    pub kind: ReviewKind,
    /// The grade it recorded.
    pub grade: Option<Grade>,
    /// The state the card is in again.
    pub state: CardState,
    /// How many cards the action had changed.
    pub cards: usize,
}

/// A row that can be taken back.
struct Row {
    seq: i64,
    card: i64,
    key: Key,
    kind: ReviewKind,
    grade: Option<Grade>,
    batch: i64,
    note: Option<Note>,
    before: CardState,
}

/// Takes back the last action on cards of these roots.
pub(super) fn undo(
    connection: &mut Connection,
    roots: &[String],
    now: Moment,
    uuids: &mut dyn FnMut() -> Uuid,
) -> Result<Option<Undone>, Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let Some(last) = last(&transaction, roots)? else { return Ok(None) };
    let rows = of_batch(&transaction, last)?;
    let Some(first) = rows.first() else { return Ok(None) };
    let mut batch = None;
    for row in &rows {
        let seq = take_back(&transaction, row, batch, now, uuids)?;
        batch.get_or_insert(seq);
    }
    let (state, _) = log::read_state(&transaction, first.card)?;
    let key = match &first.note {
        Some(Note::Link { old, .. }) => old.parse().unwrap_or_else(|_| first.key.clone()),
        _ => first.key.clone(),
    };
    let Row { seq, card, kind, grade, .. } = *first;
    let undone = Undone { seq, card: CardId(card), key, kind, grade, state, cards: rows.len() };
    transaction.commit()?;
    Ok(Some(undone))
}

/// The number of the last row not taken back, of a kind that changes something.
fn last(transaction: &Transaction<'_>, roots: &[String]) -> Result<Option<i64>, Fault> {
    let found = transaction
        .prepare_cached(
            "SELECT reviews.seq FROM reviews
             JOIN cards ON cards.id = reviews.card JOIN decks ON decks.id = cards.deck
             JOIN roots ON roots.id = decks.root
             WHERE reviews.kind NOT IN ('undo', 'cram', 'mock')
               AND roots.path IN (SELECT value FROM json_each(?))
               AND NOT EXISTS (SELECT 1 FROM reviews AS undos WHERE undos.undoes = reviews.seq)
             ORDER BY reviews.seq DESC LIMIT 1",
        )?
        .query_row([json_list(roots)], |row| row.get(0))
        .optional()?;
    Ok(found)
}

const BATCH: &str = concat!(
    "SELECT reviews.seq, card, key, kind, grade, coalesce(batch, reviews.seq), note, ",
    state_columns!("before_"),
    " FROM reviews JOIN cards ON cards.id = reviews.card
     WHERE reviews.seq <= ?1
       AND reviews.seq >= (SELECT coalesce(batch, seq) FROM reviews WHERE seq = ?1)
     ORDER BY reviews.seq DESC"
);

/// The rows of the action to which that row, its last, belongs: the last first.
fn of_batch(transaction: &Transaction<'_>, last: i64) -> Result<Vec<Row>, Fault> {
    let mut statement = transaction.prepare_cached(BATCH)?;
    let mut found = statement.query([last])?;
    let mut rows: Vec<Row> = Vec::new();
    while let Some(row) = found.next()? {
        let cells = Cells::of(row, "reviews")?;
        let row = Row {
            seq: cells.id(),
            card: cells.get(1)?,
            key: cells.read(2, |text| text.parse().ok())?,
            kind: cells.read(3, ReviewKind::from_name)?,
            grade: cells.get::<Option<i64>>(4)?.and_then(Grade::from_number),
            batch: cells.get(5)?,
            note: cells.read_some(6, Note::read)?,
            before: cells.state(7)?,
        };
        if rows.first().is_none_or(|first| first.batch == row.batch) {
            rows.push(row);
        }
    }
    Ok(rows)
}

/// Puts a card back to what it was before the row, and appends the row that says so.
fn take_back(
    transaction: &Transaction<'_>,
    row: &Row,
    batch: Option<i64>,
    now: Moment,
    uuids: &mut dyn FnMut() -> Uuid,
) -> Result<i64, Fault> {
    let (state, grades) = log::read_state(transaction, row.card)?;
    let entry = Entry {
        after: row.before,
        undoes: Some(row.seq),
        batch,
        ..Entry::of(uuids(), row.card, ReviewKind::Undo, now, state)
    };
    let seq = log::append(transaction, &entry)?;
    let counted = u64::from(row.kind == ReviewKind::Grade);
    log::write_state(transaction, row.card, &row.before, grades.saturating_sub(counted))?;
    let marks = Marks::read(transaction, row.card)?;
    if let Some(marks) = marks_before(row, marks) {
        marks.write(transaction, row.card)?;
    }
    if let Some(Note::Link { old, new }) = &row.note {
        unlink(transaction, row, old, new)?;
    }
    Ok(seq)
}

/// The marks before the row; none when it did not change them.
fn marks_before(row: &Row, marks: Marks) -> Option<Marks> {
    match (row.kind, &row.note) {
        (ReviewKind::Suspend, _) => Some(Marks { suspended: false, ..marks }),
        (ReviewKind::Unsuspend, _) => Some(Marks { suspended: true, ..marks }),
        (_, Some(Note::Bury { was })) => {
            Some(Marks { buried_on: was.map(|day| Day::from_epoch(i64::from(day))), ..marks })
        }
        (_, Some(Note::Flag { was, .. })) => Some(Marks { flag: was.clone(), ..marks }),
        _ => None,
    }
}

/// The card has its old key again and is archived; a new card with the same text takes the new key.
fn unlink(transaction: &Transaction<'_>, row: &Row, old: &str, new: &str) -> Result<(), Fault> {
    let owner: Option<i64> = transaction
        .query_row("SELECT id FROM cards WHERE key = ?", [old], |found| found.get(0))
        .optional()?;
    if let Some(owner) = owner {
        let used = transaction.prepare_cached("SELECT 1 FROM reviews WHERE card = ?")?.exists([owner])?;
        let written = transaction
            .prepare_cached("SELECT 1 FROM cards WHERE id = ? AND archived = 0")?
            .exists([owner])?;
        if used || written {
            return Err(Fault::KeyTaken(row.key.clone()));
        }
        remove_untouched(transaction, owner)?;
    }
    transaction.execute("UPDATE cards SET key = ?, archived = 1 WHERE id = ?", params![old, row.card])?;
    transaction
        .prepare_cached(concat!(
            "INSERT INTO cards (key, deck, file, position, answer_hash, text_hash, content_hash, ",
            state_columns!(),
            ") SELECT ?2, deck, file, position, answer_hash, text_hash, content_hash,
                'new', NULL, NULL, NULL, 0, ?3, 0, 0, NULL, 0, NULL, NULL FROM cards WHERE id = ?1"
        ))?
        .execute(params![row.card, new, super::load::unborn().ease.permille()])?;
    let fresh = transaction.last_insert_rowid();
    transaction
        .prepare_cached(
            "INSERT INTO texts SELECT ?2, content, why, hint, tags, objective, source, aka, heading, line
             FROM texts WHERE card = ?1",
        )?
        .execute([row.card, fresh])?;
    Ok(())
}
