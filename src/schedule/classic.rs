//! SM-2 as first published (P. A. Wozniak): a same-day drill, 1 day, 6 days, then products.
//!
//! Again, Hard, Good and Easy are qualities 2 to 5. Neither lateness nor earliness counts.

use super::fuzz::settle;
use super::leech::lapsed;
use super::{Now, Params, cdiv, ease_moved, review_in};
use crate::model::{CardState, Due, Ease, Grade, Phase};

/// The second interval, in days.
const SECOND: i128 = 6;

pub(super) fn next(state: &CardState, params: &Params, now: Now, fuzz: Option<u16>) -> [CardState; 4] {
    let answered_today = now.elapsed == 0;
    Grade::ALL.map(|grade| match state.phase {
        Phase::Relearning { .. } if answered_today => drilled(*state, grade, params, now),
        Phase::Review { .. } if answered_today && grade.passed() => *state,
        _ if grade.passed() => passed(*state, grade, params, now, fuzz),
        _ => failed(*state, params, now),
    })
}

/// The drill ends with the first Good; it moves neither ease nor interval.
fn drilled(state: CardState, grade: Grade, params: &Params, now: Now) -> CardState {
    match grade {
        Grade::Again | Grade::Hard => in_drill(state, now),
        Grade::Good | Grade::Easy => CardState {
            streak: state.streak.max(1),
            ..review_in(state, settle(i128::from(state.interval), 1, params, None), now)
        },
    }
}

fn in_drill(state: CardState, now: Now) -> CardState {
    CardState { phase: Phase::Relearning { step: 0, due: Due::At(now.at) }, last_day: Some(now.day), ..state }
}

fn passed(state: CardState, grade: Grade, params: &Params, now: Now, fuzz: Option<u16>) -> CardState {
    let ease = ease_moved(start_ease(&state, params), ease_delta(grade), params);
    let streak = state.streak.saturating_add(1);
    let interval = match streak {
        1 => settle(1, 1, params, None),
        2 => settle(SECOND, 1, params, None),
        _ => {
            let product = i128::from(state.interval.max(1)) * i128::from(ease.permille());
            settle(cdiv(product, 1000), 1, params, fuzz)
        }
    };
    let state = CardState { interval, ease, streak, ..state };
    if grade == Grade::Hard { in_drill(state, now) } else { review_in(state, interval, now) }
}

fn failed(state: CardState, params: &Params, now: Now) -> CardState {
    let ease = start_ease(&state, params);
    let state = if state.streak > 0 { lapsed(state, params) } else { state };
    in_drill(CardState { interval: 1, ease, streak: 0, ..state }, now)
}

/// The ease a grade starts from: a new card takes the setting as it is now.
fn start_ease(state: &CardState, params: &Params) -> Ease {
    match state.phase {
        Phase::New => Ease::from_permille(params.ease),
        _ => state.ease,
    }
}

/// The formula of the ease for qualities 3 to 5, in thousandths.
const fn ease_delta(grade: Grade) -> i32 {
    match grade {
        Grade::Hard => -140,
        Grade::Easy => 100,
        Grade::Again | Grade::Good => 0,
    }
}
