//! Planned leaves: reviews that would fall due in one are spread over the days before and after.
//!
//! An overlay on what a day offers: nothing of a card changes, and a leave given up leaves no trace.

use super::error::AppError;
use super::study::DayPlan;
use crate::model::{Day, Moment};
use crate::schedule::Leave;
use crate::store::{Store, StoreError};

/// A leave, with the reviews it moves as things stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// The leave.
    pub leave: Leave,
    /// Reviews moved to days before it.
    pub before: u64,
    /// Reviews moved to days after it.
    pub after: u64,
}

/// Plans a leave of these days, both within it; with leaves that it meets it becomes one.
///
/// # Errors
/// When the days are no leave to come, or the database cannot be written.
pub fn plan(
    store: &mut Store,
    day: &DayPlan<'_>,
    first: Day,
    last: Day,
    now: Moment,
) -> Result<Moved, AppError> {
    if last < first {
        return Err(AppError::LeaveBackwards { first, last });
    }
    if last < now.day {
        return Err(AppError::LeaveOver { last });
    }
    let leave = store.add_leave(Leave { first, last })?;
    Ok(moved(store, day, leave, now)?)
}

/// The leaves that are not over, with what each moves.
///
/// # Errors
/// When the database cannot be read.
pub fn planned(store: &Store, day: &DayPlan<'_>, now: Moment) -> Result<Vec<Moved>, StoreError> {
    let leaves = store.leaves()?;
    leaves
        .into_iter()
        .filter(|leave| leave.last >= now.day)
        .map(|leave| moved(store, day, leave, now))
        .collect()
}

/// Gives up the leave that holds a day, or else all that are not over.
///
/// # Errors
/// When there is none, or the database cannot be written.
pub fn cancel(store: &mut Store, day: Option<Day>, now: Moment) -> Result<Vec<Leave>, AppError> {
    let span = match day {
        Some(day) => Leave { first: day, last: day },
        None => Leave { first: now.day, last: Day::from_epoch(i64::MAX) },
    };
    let given_up = store.cancel_leave(span)?;
    if given_up.is_empty() { Err(AppError::NoLeave { day }) } else { Ok(given_up) }
}

/// The leave that holds today.
///
/// # Errors
/// When the database cannot be read.
pub fn today(store: &Store, now: Moment) -> Result<Option<Leave>, StoreError> {
    Ok(store.leaves()?.into_iter().find(|leave| leave.holds(now.day)))
}

fn moved(store: &Store, day: &DayPlan<'_>, leave: Leave, now: Moment) -> Result<Moved, StoreError> {
    let days = day.moved_by(store, leave, now)?;
    let before = days.iter().filter(|planned| **planned < leave.first).count() as u64;
    Ok(Moved { leave, before, after: days.len() as u64 - before })
}
