//! Sittings of exams, papers printed, exams followed. The face of the room for exams, with its work beside it.

mod follow;
mod json;
mod offer;
mod sitting;
#[cfg(test)]
mod tests;

use uuid::Uuid;

use super::error::Fault;
use super::{Store, StoreError};
use crate::exam::Paper;
use crate::exam::sitting::{Entry, Why};
use crate::model::{CardId, Day, Moment, Timestamp};

pub use self::follow::Follow;
pub use self::sitting::{Pause, SittingKind, SittingRecord};

type Told<T> = Result<T, StoreError>;

impl Store {
    /// Begins a sitting of a paper, which it keeps; gives its number.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn begin_sitting(&mut self, paper: &Paper, kind: SittingKind, now: Moment, uuid: Uuid) -> Told<i64> {
        self.must_last()?;
        self.told(sitting::begin(&self.connection, paper, kind, now, uuid))
    }

    /// Writes what stands of a question: it is on disk when this returns.
    ///
    /// # Errors
    /// When there is no such sitting, or the database cannot be written.
    pub fn write_answer(&mut self, sitting: i64, entry: &Entry, now: Moment) -> Told<()> {
        self.must_last()?;
        self.told(sitting::answer(&self.connection, sitting, entry, now))
    }

    /// Writes that a sitting stood still since then, and goes on now.
    ///
    /// # Errors
    /// When there is no such sitting, or the database cannot be written.
    pub fn write_pause(&mut self, sitting: i64, since: Timestamp, now: Moment) -> Told<()> {
        self.must_last()?;
        self.told(sitting::pause(&self.connection, sitting, since, now))
    }

    /// Writes that a sitting is over, after so many milliseconds of its clock.
    ///
    /// # Errors
    /// When it is over already, or the database cannot be written.
    pub fn end_sitting(&mut self, sitting: i64, why: Why, clock: u64, now: Moment) -> Told<()> {
        self.must_last()?;
        self.told(sitting::end(&self.connection, sitting, why, clock, now))
    }

    /// The sittings of an exam, or of all, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read, or a row is damaged.
    pub fn sittings(&self, exam: Option<&str>) -> Told<Vec<SittingRecord>> {
        self.told(sitting::of_exam(&self.connection, exam))
    }

    /// Makes these cards due tomorrow, with ease and interval as they were; gives how many changed. One
    /// undo takes all of it back.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn due_tomorrow(
        &mut self,
        cards: &[CardId],
        now: Moment,
        uuids: &mut dyn FnMut() -> Uuid,
    ) -> Told<usize> {
        self.must_last()?;
        let changed = offer::due_tomorrow(&mut self.connection, cards, now, uuids);
        self.told(changed)
    }

    /// Remembers what a printed paper asked.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn remember_paper(&mut self, paper: &Paper, now: Moment) -> Told<()> {
        self.must_last()?;
        self.told(sitting::remember(&self.connection, paper, now))
    }

    /// What the last papers of an exam asked, printed or sat, as `deck/entry`; of those before the one of `seed`, where
    /// it was drawn already.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn asked_lately(&self, exam: &str, papers: u32, seed: u64) -> Told<Vec<String>> {
        self.told(sitting::asked_lately(&self.connection, exam, papers, seed))
    }

    /// The exams followed, the nearest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn follows(&self) -> Told<Vec<Follow>> {
        self.told(follow::all(&self.connection))
    }

    /// On how many of the study days from `from` to `until` anything was done, and the first day of all.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn studied_days(&self, from: Day, until: Day) -> Told<(u32, Option<Day>)> {
        self.told(follow::studied(&self.connection, from, until))
    }

    /// Follows an exam, from now on so.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn follow(&mut self, follow: &Follow) -> Told<()> {
        self.must_last()?;
        self.told(follow::set(&self.connection, follow))
    }

    /// Follows an exam no more; gives whether it was followed.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn unfollow(&mut self, exam: &str) -> Told<bool> {
        self.must_last()?;
        self.told(follow::remove(&self.connection, exam))
    }
}

/// A number that is never negative, as SQLite keeps it.
fn to_sql(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A fault on a column of a row.
fn damaged(table: &'static str, id: i64, column: &str) -> Fault {
    Fault::Damaged { table, id, column: column.to_owned() }
}
