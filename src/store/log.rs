//! The log: rows are appended, never changed.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Transaction, params_from_iter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::content::to_json;
use super::error::Fault;
use super::rows::{Cells, state_columns, state_values};
use crate::model::{CardId, CardState, Day, Grade, Key, Moment, ReviewKind, Timestamp};
use crate::schedule::{Params, Variant};

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
    /// Earlier rows of the card were dated by a wrong clock: when they were really written.
    Redate { rows: Vec<RowTime> },
}

/// Another time for a row of the log, as a note holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct RowTime {
    pub(super) seq: i64,
    pub(super) at: i64,
    pub(super) day: i32,
    pub(super) to_rollover: i64,
}

impl RowTime {
    pub(super) fn of(seq: i64, moment: Moment) -> Self {
        let Moment { at, day, to_rollover, .. } = moment;
        Self { seq, at: at.unix(), day: day.epoch_days(), to_rollover }
    }

    pub(super) fn moment(&self) -> Moment {
        Moment {
            at: Timestamp::from_unix(self.at),
            day: Day::from_epoch(self.day.into()),
            to_rollover: self.to_rollover,
            offset: 0,
        }
    }
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
    /// Of a switch; an answer has its own.
    pub(super) params: Option<i64>,
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
            params: None,
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
        answer.map(|answer| answer.params).or(entry.params).into(),
        entry.undoes.into(),
        entry.batch.into(),
        entry.note.map(to_json).into(),
    ];
    let values = own.into_iter().chain(state_values(&entry.before)).chain(state_values(&entry.after));
    transaction.prepare_cached(APPEND)?.execute(params_from_iter(values))?;
    Ok(transaction.last_insert_rowid())
}

/// What the card table holds of a card's schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) state: CardState,
    /// Grades that were not undone.
    pub(super) grades: u64,
    /// The variant that made the state; none for a state that no answer led to.
    pub(super) variant: Option<Variant>,
}

const WRITE_STANDING: &str = concat!(
    "UPDATE cards SET (",
    state_columns!(),
    ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?), grades = ?, variant = ? WHERE id = ?"
);

/// Writes a card's standing.
pub(super) fn write_standing(
    transaction: &Transaction<'_>,
    card: i64,
    standing: &Standing,
) -> Result<(), Fault> {
    let tail = [
        Value::from(standing.grades.cast_signed()),
        standing.variant.map(|variant| variant.name().to_owned()).into(),
        Value::from(card),
    ];
    transaction
        .prepare_cached(WRITE_STANDING)?
        .execute(params_from_iter(state_values(&standing.state).into_iter().chain(tail)))?;
    Ok(())
}

const READ_STANDING: &str =
    concat!("SELECT id, grades, variant, ", state_columns!(), " FROM cards WHERE id = ?");

/// A card's standing.
pub(super) fn read_standing(transaction: &Transaction<'_>, card: i64) -> Result<Standing, Fault> {
    let mut statement = transaction.prepare_cached(READ_STANDING)?;
    let mut rows = statement.query([card])?;
    let row = rows.next()?.ok_or(Fault::NoSuchCard(CardId(card)))?;
    let cells = Cells::of(row, "cards")?;
    Ok(Standing {
        state: cells.state(3)?,
        grades: cells.count(1)?,
        variant: cells.read_some(2, Variant::from_name)?,
    })
}

/// A card's key.
pub(super) fn read_key(transaction: &Transaction<'_>, card: i64) -> Result<Key, Fault> {
    let mut statement = transaction.prepare_cached("SELECT id, key FROM cards WHERE id = ?")?;
    let mut rows = statement.query([card])?;
    let row = rows.next()?.ok_or(Fault::NoSuchCard(CardId(card)))?;
    Cells::of(row, "cards")?.read(1, |text| text.parse().ok())
}

/// The number of these settings; they are kept when they are new.
pub(super) fn params_id(transaction: &Transaction<'_>, params: &Params) -> Result<i64, Fault> {
    let json = to_json(params);
    let known = transaction
        .prepare_cached("SELECT id FROM params WHERE json = ?")?
        .query_row([&json], |row| row.get(0))
        .optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
    transaction.execute("INSERT INTO params (json) VALUES (?)", [&json])?;
    Ok(transaction.last_insert_rowid())
}

/// When the last row was written.
pub(super) fn last_activity(connection: &Connection) -> Result<Option<(Timestamp, Day)>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT reviews.seq, coalesce(redates.at, reviews.at), coalesce(redates.day, reviews.day)
         FROM reviews LEFT JOIN redates ON redates.seq = reviews.seq ORDER BY reviews.seq DESC LIMIT 1",
    )?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let cells = Cells::of(row, "reviews")?;
    Ok(Some((cells.instant(1)?, cells.day(2)?)))
}

/// The last study day that any row counts for.
pub(super) fn last_day(connection: &Connection) -> Result<Option<Day>, Fault> {
    let last: Option<i64> =
        connection.prepare_cached("SELECT max(day) FROM days")?.query_row([], |row| row.get(0))?;
    Ok(last.map(Day::from_epoch))
}
