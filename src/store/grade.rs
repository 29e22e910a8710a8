//! Writing an answer: one transaction, one sync.

use rusqlite::{Connection, TransactionBehavior};
use uuid::Uuid;

use super::error::Fault;
use super::log::{self, AnswerColumns, Entry, Standing};
use super::replay::examined;
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
    /// The outcome of `Grade` and `Drill`. Whatever stands here, `Cram` and `Mock` leave the state as it was, and
    /// `Exam` makes a known card due on the next day, ease and interval as they were.
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
    let found = log::read_standing(&transaction, request.card.0)?;
    if found.state != request.expected {
        return Ok(Written::Overtaken(found.state));
    }
    let after = request.outcome(found);
    let answer = AnswerColumns {
        grade: request.grade,
        millis: request.millis,
        fuzz: request.fuzz,
        params: log::params_id(&transaction, request.params)?,
    };
    let row = Entry::of(request.uuid, request.card.0, request.kind, request.now, found.state);
    let seq = log::append(&transaction, &Entry { after: after.state, answer: Some(answer), ..row })?;
    if after != found {
        log::write_standing(&transaction, request.card.0, &after)?;
    }
    transaction.commit()?;
    Ok(Written::Saved { seq })
}

impl GradeRequest<'_> {
    /// What becomes of the card.
    fn outcome(&self, found: Standing) -> Standing {
        let variant = Some(self.params.variant);
        match self.kind {
            ReviewKind::Cram | ReviewKind::Mock => found,
            ReviewKind::Exam => Standing { state: examined(found.state, self.now.day), ..found },
            ReviewKind::Grade => Standing { state: self.after, grades: found.grades + 1, variant },
            _ => Standing { state: self.after, variant, ..found },
        }
    }
}
