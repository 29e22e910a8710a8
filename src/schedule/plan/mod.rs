//! What to do each day up to an exam, and how ready that makes the learner.
//!
//! An overlay: nothing here moves an interval or an ease; it picks which cards are asked on a day, and every answer
//! goes through [`super::next_states`] as ever. After the exam the plain schedule goes on undistorted.
//!
//! New cards come first, at a pace recomputed each day, since a card never seen costs most on exam day. In the last
//! days, the window, every card is asked once more.

mod course;
mod day;
mod feasible;
mod outlook;
mod run;
#[cfg(test)]
mod tests;

pub use self::course::{Course, Done, Evidence, Pace, Policy, Subject};
pub use self::feasible::{Feasibility, feasibility};
pub use self::outlook::{Band, Outlook, PartOutlook, mock_shift, outlook};
pub use self::run::{DayForecast, Forecast, forecast};

use self::run::Run;
use crate::model::{CardId, Day};

/// The cards of today in their order: new ones, then reviews.
///
/// More than fit the minutes may be listed, so that a quick learner goes on; whoever asks them stops in time. Empty
/// from the exam day on: the plain schedule holds again.
#[must_use]
pub fn today(subjects: &[Subject<'_>], course: &Course, today: Day) -> Vec<CardId> {
    if today >= course.exam {
        return Vec::new();
    }
    let run = Run::new(subjects, course, today);
    day::wanted(&run, today).into_iter().map(|place| subjects[place].id).collect()
}

/// How many new cards the pace asks for today, those already introduced today included.
#[must_use]
pub fn new_today(subjects: &[Subject<'_>], course: &Course, today: Day) -> usize {
    if today >= course.exam {
        return 0;
    }
    let run = Run::new(subjects, course, today);
    day::new_quota(&run, today) + run.introduced_today
}
