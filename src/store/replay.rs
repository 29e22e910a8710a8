//! What a card's rows of the log lead to: the one rule by which a state is made from history.
//!
//! The rows of a card that stand are followed in the order of their numbers. Two kinds reach back: `redate` gives
//! earlier rows another time, and `switch` has all earlier answers count as if its variant had been in use. Answers
//! that were given under that very variant keep the settings they were given with, so that a switch there and back
//! leads to where it began.

use std::collections::HashMap;

use rusqlite::{Connection, Row};

use super::act::{Marks, due_on, due_tomorrow};
use super::error::Fault;
use super::load::unborn;
use super::log::{Note, Standing};
use super::rows::{Cells, state_columns};
use crate::model::{CardState, Day, Grade, Moment, Phase, ReviewKind};
use crate::schedule::{Params, next_states};

/// All settings that rows of the log name, by number.
pub(super) type Settings = HashMap<i64, Params>;

/// What replay needs of a row.
#[derive(Debug, Clone)]
pub(super) struct LogRow {
    pub(super) seq: i64,
    pub(super) card: i64,
    pub(super) kind: ReviewKind,
    pub(super) moment: Moment,
    pub(super) grade: Option<Grade>,
    pub(super) fuzz: Option<u16>,
    pub(super) params: Option<i64>,
    pub(super) note: Option<Note>,
    pub(super) after: CardState,
}

/// What a card's log leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) standing: Standing,
    pub(super) marks: Marks,
}

impl Default for Outcome {
    fn default() -> Self {
        let standing = Standing { state: unborn(), grades: 0, variant: None };
        Self { standing, marks: Marks::default() }
    }
}

macro_rules! log_rows {
    ($condition:literal) => {
        concat!(
            "SELECT seq, card, kind, at, day, to_rollover, grade, fuzz, params, note, ",
            state_columns!("after_"),
            " FROM reviews WHERE kind NOT IN ('undo', 'cram', 'mock') AND ",
            $condition,
            " AND NOT EXISTS (SELECT 1 FROM reviews AS undos WHERE undos.undoes = reviews.seq)"
        )
    };
}

/// The rows of a card that stand, by number.
pub(super) const OF_CARD: &str = concat!(log_rows!("card = ?"), " ORDER BY seq");
/// The rows of all cards that stand, card by card.
pub(super) const OF_ALL: &str = concat!(log_rows!("TRUE"), " ORDER BY card, seq");

/// The rows of a card that stand, by number.
pub(super) fn of_card(connection: &Connection, card: i64) -> Result<Vec<LogRow>, Fault> {
    let mut statement = connection.prepare_cached(OF_CARD)?;
    let mut rows = statement.query([card])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(LogRow::read(row)?);
    }
    Ok(found)
}

/// The settings that rows of the log name.
pub(super) fn settings(connection: &Connection) -> Result<Settings, Fault> {
    let mut statement = connection.prepare("SELECT id, json FROM params")?;
    let mut rows = statement.query([])?;
    let mut settings = HashMap::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::of(row, "params")?;
        settings.insert(cells.id(), cells.read(1, |json| serde_json::from_str(json).ok())?);
    }
    Ok(settings)
}

impl LogRow {
    /// A row of [`OF_CARD`] or [`OF_ALL`].
    pub(super) fn read(row: &Row<'_>) -> Result<Self, Fault> {
        let cells = Cells::of(row, "reviews")?;
        Ok(Self {
            seq: cells.id(),
            card: cells.get(1)?,
            kind: cells.read(2, ReviewKind::from_name)?,
            moment: Moment {
                at: cells.instant(3)?,
                day: cells.day(4)?,
                to_rollover: cells.get(5)?,
                offset: 0,
            },
            grade: cells.grade(6)?,
            fuzz: cells.get(7)?,
            params: cells.get(8)?,
            note: cells.read_some(9, Note::read)?,
            after: cells.state(10)?,
        })
    }

    fn damaged(&self, column: &str) -> Fault {
        Fault::Damaged { table: "reviews", id: self.seq, column: column.to_owned() }
    }

    fn settings<'s>(&self, settings: &'s Settings) -> Result<&'s Params, Fault> {
        self.params.and_then(|id| settings.get(&id)).ok_or_else(|| self.damaged("params"))
    }
}

/// Follows the rows of one card, which stand and are in order.
pub(super) fn follow(rows: &[LogRow], settings: &Settings) -> Result<Outcome, Fault> {
    let times = times(rows);
    let switch = rows.iter().rposition(|row| row.kind == ReviewKind::Switch);
    let switched = switch.map(|place| rows[place].settings(settings)).transpose()?;
    let mut outcome = Outcome::default();
    for (place, row) in rows.iter().enumerate() {
        let moment = times.get(&row.seq).copied().unwrap_or(row.moment);
        let over = switched.filter(|_| switch.is_some_and(|switch| place <= switch));
        outcome.step(row, moment, settings, over)?;
    }
    Ok(outcome)
}

/// The times that redates give to rows; of two for one row the later counts.
fn times(rows: &[LogRow]) -> HashMap<i64, Moment> {
    let mut times = HashMap::new();
    for row in rows {
        if let Some(Note::Redate { rows }) = &row.note {
            times.extend(rows.iter().map(|time| (time.seq, time.moment())));
        }
    }
    times
}

impl Outcome {
    /// `over`: the settings of a later switch.
    fn step(
        &mut self,
        row: &LogRow,
        moment: Moment,
        settings: &Settings,
        over: Option<&Params>,
    ) -> Result<(), Fault> {
        let state = &mut self.standing.state;
        match row.kind {
            ReviewKind::Grade | ReviewKind::Drill => {
                let grade = row.grade.ok_or_else(|| row.damaged("grade"))?;
                let own = row.settings(settings)?;
                let params = over.filter(|over| over.variant != own.variant).unwrap_or(own);
                *state = next_states(state, params, moment, row.fuzz)[grade.index()];
                self.standing.variant = Some(params.variant);
                self.standing.grades += u64::from(row.kind == ReviewKind::Grade);
            }
            ReviewKind::Exam => *state = due_tomorrow(*state, moment),
            ReviewKind::Reset => {
                *state = unborn();
                self.standing.variant = None;
            }
            ReviewKind::SetDue => *state = due_on(*state, row.meant_day(moment.day)?, moment),
            ReviewKind::Ease => state.ease = row.after.ease,
            ReviewKind::Seed => *state = row.after,
            ReviewKind::Suspend => self.marks.suspended = true,
            ReviewKind::Unsuspend => self.marks.suspended = false,
            ReviewKind::Bury => self.marks.buried_on = Some(row.moment.day),
            ReviewKind::Flag | ReviewKind::Unflag => match &row.note {
                Some(Note::Flag { now, .. }) => self.marks.flag.clone_from(now),
                _ => return Err(row.damaged("note")),
            },
            // Both have had their say: on the times, and on the settings of the rows before.
            ReviewKind::Redate | ReviewKind::Switch => {}
            ReviewKind::Link | ReviewKind::Undo | ReviewKind::Cram | ReviewKind::Mock => {}
        }
        Ok(())
    }
}

impl LogRow {
    /// The day a `set-due` meant: where a wrong clock had it count from another day, it moves along with that.
    fn meant_day(&self, today: Day) -> Result<Day, Fault> {
        let Phase::Review { due } = self.after.phase else { return Err(self.damaged("after_state")) };
        let then = self.moment.day;
        Ok(if due > then { today.plus(due.since(then)) } else { due })
    }
}
