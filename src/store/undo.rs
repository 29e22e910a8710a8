//! Taking back the last action. The log only grows: an undo is a row of its own.

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use uuid::Uuid;

use super::act::Marks;
use super::error::Fault;
use super::load::remove_untouched;
use super::log::{self, Entry, Note, Standing};
use super::redate;
use super::replay;
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
    /// Keys of cards whose link was passed over: their old key has a history of its own by now.
    pub kept_links: Vec<Key>,
}

/// What may be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Whatever was done.
    All,
    /// What a learner does in a session or by a command on cards; not what a load, a change of the scheduler, an
    /// import or a repair did.
    Learner,
}

impl Reach {
    /// The kinds that are passed over, as a JSON list.
    fn passed_over(self) -> String {
        let mut kinds = vec![ReviewKind::Undo];
        if self == Self::Learner {
            kinds.extend([
                ReviewKind::Link,
                ReviewKind::Switch,
                ReviewKind::Seed,
                ReviewKind::Redate,
                ReviewKind::Ease,
            ]);
        }
        json_list(kinds.into_iter().map(ReviewKind::name))
    }
}

/// A row that can be taken back.
struct Row {
    seq: i64,
    card: i64,
    key: Key,
    kind: ReviewKind,
    grade: Option<Grade>,
    note: Option<Note>,
    before: CardState,
}

/// Takes back the last action on cards of these roots.
pub(super) fn undo(
    connection: &mut Connection,
    roots: &[String],
    reach: Reach,
    now: Moment,
    uuids: &mut dyn FnMut() -> Uuid,
) -> Result<Option<Undone>, Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut kept_links = Vec::new();
    let mut from = i64::MAX;
    let rows = loop {
        let Some(last) = last(&transaction, roots, reach, from)? else {
            return kept_links.into_iter().next().map_or(Ok(None), |key| Err(Fault::KeyTaken(key)));
        };
        let rows = of_batch(&transaction, roots, last)?;
        match taken_key(&transaction, &rows)? {
            None => break rows,
            Some(key) => kept_links.push(key),
        }
        from = rows.last().map_or(last, |row| row.seq);
    };
    let Some(first) = rows.first() else { return Ok(None) };
    let mut batch = None;
    for row in &rows {
        let seq = take_back(&transaction, row, batch, now, uuids)?;
        batch.get_or_insert(seq);
    }
    if rows.iter().any(|row| row.kind == ReviewKind::Redate) {
        redate::settle_days(&transaction)?;
    }
    let state = log::read_standing(&transaction, first.card)?.state;
    let key = match &first.note {
        Some(Note::Link { old, .. }) => old.parse().unwrap_or_else(|_| first.key.clone()),
        _ => first.key.clone(),
    };
    let Row { seq, card, kind, grade, .. } = *first;
    let undone =
        Undone { seq, card: CardId(card), key, kind, grade, state, cards: rows.len(), kept_links };
    transaction.commit()?;
    Ok(Some(undone))
}

/// The number of the last row below `from` that stands, on a card of these roots and of a kind within reach.
fn last(
    transaction: &Transaction<'_>,
    roots: &[String],
    reach: Reach,
    from: i64,
) -> Result<Option<i64>, Fault> {
    let found = transaction
        .prepare_cached(
            "SELECT reviews.seq FROM reviews
             JOIN cards ON cards.id = reviews.card JOIN decks ON decks.id = cards.deck
             JOIN roots ON roots.id = decks.root
             WHERE reviews.seq < ?1 AND reviews.kind NOT IN (SELECT value FROM json_each(?2))
               AND roots.path IN (SELECT value FROM json_each(?3))
               AND NOT EXISTS (SELECT 1 FROM reviews AS undos WHERE undos.undoes = reviews.seq)
             ORDER BY reviews.seq DESC LIMIT 1",
        )?
        .query_row((from, reach.passed_over(), json_list(roots)), |row| row.get(0))
        .optional()?;
    Ok(found)
}

/// Rows of one action on cards of these roots that stand. What it did to cards elsewhere is left to a run that has them.
const BATCH: &str = concat!(
    "SELECT reviews.seq, card, key, kind, grade, note, ",
    state_columns!("before_"),
    " FROM reviews JOIN cards ON cards.id = reviews.card
         JOIN decks ON decks.id = cards.deck JOIN roots ON roots.id = decks.root
     WHERE reviews.seq <= ?1
       AND reviews.seq >= (SELECT coalesce(batch, seq) FROM reviews WHERE seq = ?1)
       AND coalesce(batch, reviews.seq) = (SELECT coalesce(batch, seq) FROM reviews WHERE seq = ?1)
       AND roots.path IN (SELECT value FROM json_each(?2))
       AND NOT EXISTS (SELECT 1 FROM reviews AS undos WHERE undos.undoes = reviews.seq)
     ORDER BY reviews.seq DESC"
);

/// The rows of the action to which that row, its last, belongs: the last first.
fn of_batch(transaction: &Transaction<'_>, roots: &[String], last: i64) -> Result<Vec<Row>, Fault> {
    let mut statement = transaction.prepare_cached(BATCH)?;
    let mut found = statement.query((last, json_list(roots)))?;
    let mut rows: Vec<Row> = Vec::new();
    while let Some(row) = found.next()? {
        let cells = Cells::of(row, "reviews")?;
        rows.push(Row {
            seq: cells.id(),
            card: cells.get(1)?,
            key: cells.joined("cards", 1)?.read(2, |text| text.parse().ok())?,
            kind: cells.read(3, ReviewKind::from_name)?,
            grade: cells.grade(4)?,
            note: cells.read_some(5, Note::read)?,
            before: cells.state(6)?,
        });
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
    let found = log::read_standing(transaction, row.card)?;
    let standing = before(transaction, row, &found)?;
    let entry = Entry {
        after: standing.state,
        undoes: Some(row.seq),
        batch,
        ..Entry::of(uuids(), row.card, ReviewKind::Undo, now, found.state)
    };
    let seq = log::append(transaction, &entry)?;
    log::write_standing(transaction, row.card, &standing)?;
    let marks = Marks::read(transaction, row.card)?;
    if let Some(marks) = marks_before(row, marks) {
        marks.write(transaction, row.card)?;
    }
    match &row.note {
        Some(Note::Link { old, new }) => unlink(transaction, row, old, new)?,
        Some(Note::Redate { .. }) => redate::settle(transaction, row.card)?,
        _ => {}
    }
    Ok(seq)
}

/// The card's standing without the row: what the rest of its log leads to.
///
/// Later rows may stand that a session passes over, and earlier ones may have been taken back since, so what the row
/// says of the state before it counts only where the card table does not agree with the log to begin with.
fn before(transaction: &Transaction<'_>, row: &Row, now: &Standing) -> Result<Standing, Fault> {
    let settings = replay::settings(transaction)?;
    let mut log = replay::of_card(transaction, row.card)?;
    let agrees = replay::follow(&log, &settings)?.standing.state == now.state;
    log.retain(|other| other.seq != row.seq);
    let rest = replay::follow(&log, &settings)?.standing;
    Ok(if agrees { rest } else { Standing { state: row.before, ..rest } })
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

/// The key of a card among the rows whose link cannot be taken back: another card has its old key, and is written in
/// a deck or has a history.
fn taken_key(transaction: &Transaction<'_>, rows: &[Row]) -> Result<Option<Key>, Fault> {
    let mut statement = transaction.prepare_cached(
        "SELECT 1 FROM cards WHERE key = ?
         AND (archived = 0 OR EXISTS (SELECT 1 FROM reviews WHERE reviews.card = cards.id))",
    )?;
    for row in rows {
        if let Some(Note::Link { old, .. }) = &row.note
            && statement.exists([old])?
        {
            return Ok(Some(row.key.clone()));
        }
    }
    Ok(None)
}

/// The card has its old key again and is archived; a new card with the same text takes the new key.
fn unlink(transaction: &Transaction<'_>, row: &Row, old: &str, new: &str) -> Result<(), Fault> {
    let owner: Option<i64> = transaction
        .query_row("SELECT id FROM cards WHERE key = ?", [old], |found| found.get(0))
        .optional()?;
    if let Some(owner) = owner {
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
