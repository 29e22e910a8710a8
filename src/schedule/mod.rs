//! When a card comes back.
//!
//! Pure functions of a card's state, the settings and one reading of the clock: all four outcomes of a grade at
//! once, so that what a key promises is what is stored. States are integers throughout, so that every machine agrees.
//! Knows no clock, no chance, no database and no queue.

mod backlog;
mod classic;
mod ease;
#[cfg(feature = "fit")]
pub mod fit;
mod fsrs;
mod fuzz;
mod leave;
mod leech;
mod params;
pub mod plan;
mod plus;
mod recall;
mod steps;
mod study_day;
mod words;

#[cfg(test)]
mod days;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod vectors;

pub use backlog::{Backlog, backlog_order};
pub use ease::{REPAIRED_EASE, ease_repaired, in_ease_hell, passes_in_a_row};
pub use fsrs::{DEFAULT_WEIGHTS, WEIGHT_BOUNDS, WEIGHTS};
pub use fuzz::{fnv1a64, fuzz};
pub use leave::{Leave, planned_day};
pub use leech::leech_announced;
pub use params::{Params, ParamsError, StepError, Variant, parse_step};
pub use recall::{Calibration, Factor, recall, recall_after};
pub use study_day::{Rollover, RolloverError, day_end, day_start, moment};
pub use words::{interval_long, interval_words};

use crate::model::{CardState, Day, Due, Ease, Moment, Phase, Timestamp};

/// No ease grows beyond this, in thousandths.
const EASE_CEILING: i32 = 9999;

/// The states a card would be in after each grade, in the order of [`crate::model::Grade::index`].
///
/// `fuzz` is 0 to 999, drawn by [`fuzz()`] when the card is shown, or none for exact intervals; whoever calls
/// heeds [`Params::fuzz`]. When the clock was set back behind the last grade, the day of that grade is used.
#[must_use]
pub fn next_states(state: &CardState, params: &Params, moment: Moment, fuzz: Option<u16>) -> [CardState; 4] {
    let now = Now::of(state, moment);
    match params.variant {
        Variant::Sm2 => classic::next(&without_memory(state), params, now, fuzz),
        Variant::Sm2Plus => plus::next(&without_memory(state), params, now, fuzz),
        Variant::Fsrs6 => fsrs::next(state, params, now, fuzz),
    }
}

/// What the SM-2 variants see of a card: what they do not keep up would only grow wrong.
const fn without_memory(state: &CardState) -> CardState {
    CardState { memory: None, ..*state }
}

/// When a card is due, seen from `today`; none for a new card.
///
/// What the state says, but for one case: a same-day drill of the classic variant that was left unfinished is
/// due as the review it stands for, its interval after the last grade.
#[must_use]
pub fn due(state: &CardState, params: &Params, today: Day) -> Option<Due> {
    match (params.variant, state.phase, state.last_day) {
        (Variant::Sm2, Phase::Relearning { .. }, Some(last)) if last < today => {
            Some(Due::On(last.plus(i64::from(state.interval.max(1)))))
        }
        _ => state.due(),
    }
}

/// Whether a grade given now is part of the same-day drill of the classic variant: it moves neither ease nor interval,
/// and is no review of its own.
#[must_use]
pub fn is_drill(before: &CardState, params: &Params, moment: Moment) -> bool {
    let in_drill = params.variant == Variant::Sm2 && matches!(before.phase, Phase::Relearning { .. });
    in_drill && Now::of(before, moment).elapsed == 0
}

/// The moment of a grade, as one card sees it.
#[derive(Debug, Clone, Copy)]
struct Now {
    at: Timestamp,
    /// The study day; never before the card's last grade.
    day: Day,
    to_rollover: i64,
    /// Study days since the last grade.
    elapsed: i64,
}

impl Now {
    fn of(state: &CardState, moment: Moment) -> Self {
        let day = state.last_day.map_or(moment.day, |last| last.max(moment.day));
        let elapsed = match (state.last_day, state.phase) {
            (Some(last), _) => day.since(last),
            // A review without a last grade comes from elsewhere: its interval is taken to end when it is due.
            (None, Phase::Review { due }) => (day.since(due) + i64::from(state.interval)).max(1),
            (None, _) => 1,
        };
        Self { at: moment.at, day, to_rollover: moment.to_rollover, elapsed }
    }
}

/// `state` as a review card with that interval, counted from today.
fn review_in(state: CardState, interval: u32, now: Now) -> CardState {
    CardState {
        phase: Phase::Review { due: now.day.plus(i64::from(interval)) },
        interval,
        last_day: Some(now.day),
        ..state
    }
}

/// The ease moved by `delta` thousandths, within floor and ceiling.
fn ease_moved(ease: Ease, delta: i32, params: &Params) -> Ease {
    let floor = i32::from(params.ease_floor).min(EASE_CEILING);
    let moved = (i32::from(ease.permille()) + delta).clamp(floor, EASE_CEILING);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..=9999 just here"
    )]
    Ease::from_permille(moved as u16)
}

/// `n / d`, half rounded up; for `n >= 0` and `d > 0`.
const fn rdiv(n: i128, d: i128) -> i128 {
    (2 * n + d) / (2 * d)
}

/// `n / d`, rounded up; for `n >= 0` and `d > 0`.
const fn cdiv(n: i128, d: i128) -> i128 {
    (n + d - 1) / d
}
