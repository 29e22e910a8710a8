//! Whether the plan fits the days and minutes there are, and what would make it fit.

use super::course::{Course, Subject};
use super::run::Run;
use crate::model::{Day, Phase};

/// No more days than this are looked for.
const MOST_DAYS: i64 = 365;
/// Minutes of a day.
const MOST_MINUTES: u32 = 24 * 60;

/// What is short, and what would be enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feasibility {
    /// By how many days the exam comes too early at these minutes: 0 when it fits; none when a year would not do.
    pub days_short: Option<u32>,
    /// The least minutes a day that fit the days there are; none when no day is long enough.
    pub minutes_needed: Option<u32>,
}

impl Feasibility {
    /// Whether every card can be introduced in time and asked once more in the window.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.days_short == Some(0)
    }
}

/// Tries the plan with more days, and with more or fewer minutes.
#[must_use]
pub fn feasibility(subjects: &[Subject<'_>], course: &Course, today: Day) -> Feasibility {
    let later = |days: i64| fits(subjects, &Course { exam: course.exam.plus(days), ..course.clone() }, today);
    let with = |minutes: i64| {
        let minutes = u32::try_from(minutes).unwrap_or(MOST_MINUTES);
        fits(subjects, &Course { minutes, ..course.clone() }, today)
    };
    Feasibility {
        days_short: least(0, MOST_DAYS, later).and_then(|days| u32::try_from(days).ok()),
        minutes_needed: least(0, i64::from(MOST_MINUTES), with)
            .and_then(|minutes| u32::try_from(minutes).ok()),
    }
}

/// Whether the plan, played through, introduces every card by the last day for new ones, or today, and asks it in the
/// window.
pub(super) fn fits(subjects: &[Subject<'_>], course: &Course, today: Day) -> bool {
    let mut run = Run::new(subjects, course, today);
    let last_intro = course.last_intro().max(today);
    for day in run.days() {
        run.study(day);
        let unseen = || run.standings.iter().any(|standing| standing.state.phase == Phase::New);
        if day >= last_intro && unseen() {
            return false;
        }
    }
    run.complete()
}

/// The least number from `first` to `last` that holds, where all above one that holds hold too.
fn least(first: i64, last: i64, holds: impl Fn(i64) -> bool) -> Option<i64> {
    if holds(first) {
        return Some(first);
    }
    // Doubling first: most answers are small, and trying far ones costs most.
    let mut fails = first;
    let mut step = 1;
    let mut found = loop {
        let tried = (first + step).min(last);
        if holds(tried) {
            break tried;
        }
        if tried == last {
            return None;
        }
        fails = tried;
        step *= 2;
    };
    while found - fails > 1 {
        let middle = fails + (found - fails) / 2;
        if holds(middle) { found = middle } else { fails = middle }
    }
    Some(found)
}
