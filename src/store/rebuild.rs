//! Replaying the log: what the card table must hold.

use std::collections::HashMap;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::act::Marks;
use super::error::Fault;
use super::load::unborn;
use super::log::{self, Note};
use super::rows::{Cells, state_columns};
use crate::model::{CardId, CardState, Grade, Key, Moment, ReviewKind, Timestamp};
use crate::schedule::{Params, next_states};

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
}

/// What a card's log leads to.
#[derive(Clone)]
struct Replayed {
    state: CardState,
    grades: u64,
    marks: Marks,
}

/// Replays the whole log; with `write`, puts right what differs.
pub(super) fn rebuild(connection: &mut Connection, write: bool) -> Result<Vec<Difference>, Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let replayed = replay(&transaction)?;
    let mut differences = Vec::new();
    for (id, key) in keys(&transaction)? {
        let should = replayed.get(&id).cloned().unwrap_or_else(|| Replayed {
            state: unborn(),
            grades: 0,
            marks: Marks::default(),
        });
        let (stored, stored_grades) = log::read_state(&transaction, id)?;
        let marks = Marks::read(&transaction, id)?;
        if (stored, stored_grades, &marks) == (should.state, should.grades, &should.marks) {
            continue;
        }
        if write {
            log::write_state(&transaction, id, &should.state, should.grades)?;
            should.marks.write(&transaction, id)?;
        }
        differences.push(Difference {
            card: CardId(id),
            key,
            stored,
            replayed: should.state,
            stored_grades,
            replayed_grades: should.grades,
        });
    }
    if write && !differences.is_empty() {
        transaction.commit()?;
    }
    Ok(differences)
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

const LOG: &str = concat!(
    "SELECT seq, card, kind, at, day, to_rollover, grade, fuzz, params, note, ",
    state_columns!("after_"),
    " FROM reviews
     WHERE kind NOT IN ('undo', 'cram', 'mock')
       AND NOT EXISTS (SELECT 1 FROM reviews AS undos WHERE undos.undoes = reviews.seq)
     ORDER BY seq"
);

fn replay(transaction: &Transaction<'_>) -> Result<HashMap<i64, Replayed>, Fault> {
    let settings = all_params(transaction)?;
    let mut statement = transaction.prepare(LOG)?;
    let mut rows = statement.query([])?;
    let mut cards: HashMap<i64, Replayed> = HashMap::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::of(row, "reviews")?;
        let card = cards.entry(cells.get(1)?).or_insert_with(|| Replayed {
            state: unborn(),
            grades: 0,
            marks: Marks::default(),
        });
        card.follow(&cells, &settings)?;
    }
    Ok(cards)
}

impl Replayed {
    fn follow(&mut self, cells: &Cells<'_, '_>, settings: &HashMap<i64, Params>) -> Result<(), Fault> {
        let moment = Moment {
            at: Timestamp::from_unix(cells.get(3)?),
            day: cells.day(4)?,
            to_rollover: cells.get(5)?,
            offset: 0,
        };
        let kind = cells.read(2, ReviewKind::from_name)?;
        match kind {
            ReviewKind::Grade | ReviewKind::Drill => {
                let damaged = |column: &str| Fault::Damaged {
                    table: "reviews",
                    id: cells.id(),
                    column: column.to_owned(),
                };
                let grade = Grade::from_number(cells.get(6)?).ok_or_else(|| damaged("grade"))?;
                let params = settings.get(&cells.get(8)?).ok_or_else(|| damaged("params"))?;
                self.state = next_states(&self.state, params, moment, cells.get(7)?)[grade.index()];
                self.grades += u64::from(kind == ReviewKind::Grade);
            }
            ReviewKind::Suspend => self.marks.suspended = true,
            ReviewKind::Unsuspend => self.marks.suspended = false,
            ReviewKind::Bury => self.marks.buried_on = Some(moment.day),
            ReviewKind::Flag | ReviewKind::Unflag => {
                self.marks.flag = cells.read(9, |json| match Note::read(json)? {
                    Note::Flag { now, .. } => Some(now),
                    Note::Link { .. } | Note::Bury { .. } => None,
                })?;
            }
            ReviewKind::Exam
            | ReviewKind::Reset
            | ReviewKind::SetDue
            | ReviewKind::Switch
            | ReviewKind::Seed
            | ReviewKind::Redate
            | ReviewKind::Ease => self.state = cells.state(10)?,
            ReviewKind::Link | ReviewKind::Undo | ReviewKind::Cram | ReviewKind::Mock => {}
        }
        Ok(())
    }
}

fn all_params(transaction: &Transaction<'_>) -> Result<HashMap<i64, Params>, Fault> {
    let mut statement = transaction.prepare("SELECT id, json FROM params")?;
    let mut rows = statement.query([])?;
    let mut settings = HashMap::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::of(row, "params")?;
        settings.insert(cells.id(), cells.read(1, |json| serde_json::from_str(json).ok())?);
    }
    Ok(settings)
}
