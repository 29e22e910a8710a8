//! Writing an answer: one transaction, one sync.

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use uuid::Uuid;

use super::content::to_json;
use super::error::Fault;
use super::log::{self, AnswerColumns, Entry};
use crate::model::{CardId, CardState, Grade, Moment, ReviewKind};
use crate::schedule::Params;

/// An answer to be written.
#[derive(Debug, Clone)]
pub struct GradeRequest<'a> {
    /// The card.
    pub card: CardId,
    /// `Grade`, `Drill`, `Cram`, `Mock` or `Exam`.
    pub kind: ReviewKind,
    /// The learner's grade.
    pub grade: Grade,
    /// The state the outcome was computed from.
    pub expected: CardState,
    /// The outcome; `Cram` and `Mock` leave the state as it was, whatever stands here.
    pub after: CardState,
    /// Milliseconds from question to grade, where known.
    pub millis: Option<u32>,
    /// The fuzz it was computed with.
    pub fuzz: Option<u16>,
    /// The settings it was computed with.
    pub params: &'a Params,
    /// When.
    pub now: Moment,
    /// What names the row on every machine.
    pub uuid: Uuid,
}

/// What became of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It is on disk.
    Saved {
        /// Its number in the log.
        seq: i64,
    },
    /// Another process changed the card first: nothing was written, and this is the card's state now.
    Overtaken(CardState),
}

/// Writes the answer if the card is still in the state the answer started from.
pub(super) fn write(connection: &mut Connection, request: &GradeRequest<'_>) -> Result<Written, Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (found, grades) = log::read_state(&transaction, request.card.0)?;
    if found != request.expected {
        return Ok(Written::Overtaken(found));
    }
    let moves = !matches!(request.kind, ReviewKind::Cram | ReviewKind::Mock);
    let after = if moves { request.after } else { found };
    let answer = AnswerColumns {
        grade: request.grade,
        millis: request.millis,
        fuzz: request.fuzz,
        params: params_id(&transaction, request.params)?,
    };
    let row = Entry::of(request.uuid, request.card.0, request.kind, request.now, found);
    let seq = log::append(&transaction, &Entry { after, answer: Some(answer), ..row })?;
    if moves {
        let counted = u64::from(request.kind == ReviewKind::Grade);
        log::write_state(&transaction, request.card.0, &after, grades + counted)?;
    }
    transaction.commit()?;
    Ok(Written::Saved { seq })
}

/// The number of these settings; they are kept when they are new.
fn params_id(transaction: &Transaction<'_>, params: &Params) -> Result<i64, Fault> {
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
