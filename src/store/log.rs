//! The log: rows are appended, never changed.

use rusqlite::types::Value;
use rusqlite::{Connection, Transaction, params_from_iter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::content::to_json;
use super::error::Fault;
use super::rows::{Cells, state_columns, state_values};
use crate::model::{CardId, CardState, Day, Grade, Moment, ReviewKind, Timestamp};

/// What an action changed beside the scheduling state: enough to take it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Note {
    /// The card's key was changed.
    Link { old: String, new: String },
    /// The card was put aside for the row's day; before, for that of `was`.
    Bury { was: Option<i32> },
    /// Flagged, or unflagged when `now` is none; `was` is the flag before.
    Flag { was: Option<FlagNote>, now: Option<FlagNote> },
}

/// A flag, as a note holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FlagNote {
    pub(super) remark: Option<String>,
}

impl Note {
    /// The note of that JSON; none when it is damaged.
    pub(super) fn read(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }
}

/// A row to append.
pub(super) struct Entry<'a> {
    pub(super) uuid: Uuid,
    pub(super) card: i64,
    pub(super) kind: ReviewKind,
    pub(super) now: Moment,
    pub(super) before: CardState,
    pub(super) after: CardState,
    pub(super) answer: Option<AnswerColumns>,
    pub(super) undoes: Option<i64>,
    pub(super) batch: Option<i64>,
    pub(super) note: Option<&'a Note>,
}

/// What only an answer has.
pub(super) struct AnswerColumns {
    pub(super) grade: Grade,
    pub(super) millis: Option<u32>,
    pub(super) fuzz: Option<u16>,
    pub(super) params: i64,
}

impl Entry<'_> {
    /// A row that leaves the scheduling state as it is.
    pub(super) fn of(uuid: Uuid, card: i64, kind: ReviewKind, now: Moment, state: CardState) -> Self {
        Self {
            uuid,
            card,
            kind,
            now,
            before: state,
            after: state,
            answer: None,
            undoes: None,
            batch: None,
            note: None,
        }
    }
}

const APPEND: &str = concat!(
    "INSERT INTO reviews (uuid, card, kind, at, day, to_rollover, grade, millis, fuzz, params, undoes, batch, note, ",
    state_columns!("before_"),
    ", ",
    state_columns!("after_"),
    ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
);

/// Appends the row and returns its number.
pub(super) fn append(transaction: &Transaction<'_>, entry: &Entry<'_>) -> Result<i64, Fault> {
    let answer = entry.answer.as_ref();
    let own: [Value; 13] = [
        entry.uuid.as_bytes().to_vec().into(),
        entry.card.into(),
        entry.kind.name().to_owned().into(),
        entry.now.at.unix().into(),
        entry.now.day.epoch_days().into(),
        entry.now.to_rollover.into(),
        answer.map(|answer| i64::from(answer.grade.number())).into(),
        answer.and_then(|answer| answer.millis).into(),
        answer.and_then(|answer| answer.fuzz).map(i64::from).into(),
        answer.map(|answer| answer.params).into(),
        entry.undoes.into(),
        entry.batch.into(),
        entry.note.map(to_json).into(),
    ];
    let values = own.into_iter().chain(state_values(&entry.before)).chain(state_values(&entry.after));
    transaction.prepare_cached(APPEND)?.execute(params_from_iter(values))?;
    Ok(transaction.last_insert_rowid())
}

const WRITE_STATE: &str = concat!(
    "UPDATE cards SET (",
    state_columns!(),
    ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), grades = ? WHERE id = ?"
);

/// Writes a card's scheduling state and its count of grades.
pub(super) fn write_state(
    transaction: &Transaction<'_>,
    card: i64,
    state: &CardState,
    grades: u64,
) -> Result<(), Fault> {
    let tail = [Value::from(grades.cast_signed()), Value::from(card)];
    transaction
        .prepare_cached(WRITE_STATE)?
        .execute(params_from_iter(state_values(state).into_iter().chain(tail)))?;
    Ok(())
}

const READ_STATE: &str = concat!("SELECT id, grades, ", state_columns!(), " FROM cards WHERE id = ?");

/// A card's scheduling state and its count of grades.
pub(super) fn read_state(transaction: &Transaction<'_>, card: i64) -> Result<(CardState, u64), Fault> {
    let mut statement = transaction.prepare_cached(READ_STATE)?;
    let mut rows = statement.query([card])?;
    let row = rows.next()?.ok_or(Fault::NoSuchCard(CardId(card)))?;
    let cells = Cells::of(row, "cards")?;
    Ok((cells.state(2)?, cells.count(1)?))
}

/// When the last row was written.
pub(super) fn last_activity(connection: &Connection) -> Result<Option<(Timestamp, Day)>, Fault> {
    let mut statement =
        connection.prepare_cached("SELECT seq, at, day FROM reviews ORDER BY seq DESC LIMIT 1")?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let cells = Cells::of(row, "reviews")?;
    Ok(Some((Timestamp::from_unix(cells.get(1)?), cells.day(2)?)))
}
