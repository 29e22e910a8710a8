//! SM-2 with learning steps, credit for late answers and a strict order of the grades.

use super::fuzz::settle;
use super::leech::lapsed;
use super::steps::{after, due_after};
use super::{Now, Params, ease_moved, rdiv, review_in};
use crate::model::{CardState, Ease, Grade, Phase};

/// What the grades of a review do to the ease, in thousandths.
const EASE_AGAIN: i32 = -200;
const EASE_HARD: i32 = -150;
const EASE_EASY: i32 = 150;

pub(super) fn next(state: &CardState, params: &Params, now: Now, fuzz: Option<u16>) -> [CardState; 4] {
    match state.phase {
        Phase::New => Grade::ALL.map(|grade| learning(*state, 0, grade, params, now)),
        Phase::Learning { step, .. } => Grade::ALL.map(|grade| learning(*state, step, grade, params, now)),
        Phase::Relearning { step, .. } => {
            Grade::ALL.map(|grade| relearning(*state, step, grade, params, now))
        }
        Phase::Review { .. } => review(*state, params, now, fuzz),
    }
}

fn learning(state: CardState, step: u8, grade: Grade, params: &Params, now: Now) -> CardState {
    let ease = Ease::from_permille(params.ease);
    if let Some(wait) = after(&params.steps, step, grade) {
        let phase = Phase::Learning { step: wait.step, due: due_after(wait.seconds, now) };
        return CardState { phase, last_day: Some(now.day), ..state };
    }
    let days = if grade == Grade::Easy { params.graduate_easy } else { params.graduate_good };
    review_in(CardState { ease, ..state }, settle(i128::from(days), 1, params, None), now)
}

/// Relearning leaves ease and interval alone, but for Easy's one day more.
fn relearning(state: CardState, step: u8, grade: Grade, params: &Params, now: Now) -> CardState {
    if let Some(wait) = after(&params.relearn_steps, step, grade) {
        let phase = Phase::Relearning { step: wait.step, due: due_after(wait.seconds, now) };
        return CardState { phase, last_day: Some(now.day), ..state };
    }
    let days = i128::from(state.interval.max(1)) + i128::from(grade == Grade::Easy);
    review_in(state, settle(days, 1, params, None), now)
}

fn review(state: CardState, params: &Params, now: Now, fuzz: Option<u16>) -> [CardState; 4] {
    let again = failed(state, params, now, fuzz);
    if now.elapsed == 0 {
        return [again, state, state, state];
    }
    let planned = i64::from(state.interval.max(1));
    let (Passes { hard, good, easy }, easy_delta) = if now.elapsed < planned {
        // What came back before its time says little of how easy it is.
        (early(&state, params, now.elapsed), 0)
    } else {
        (due_or_late(&state, params, now.elapsed - planned, fuzz), EASE_EASY)
    };
    let pass = |interval, delta| {
        review_in(CardState { ease: ease_moved(state.ease, delta, params), ..state }, interval, now)
    };
    [again, pass(hard, EASE_HARD), pass(good, 0), pass(easy, easy_delta)]
}

/// A lapse: what is left of the interval waits for the end of the relearning steps.
fn failed(state: CardState, params: &Params, now: Now, fuzz: Option<u16>) -> CardState {
    let left = i128::from(state.interval.max(1)) * i128::from(params.lapse_multiplier);
    let interval = settle(rdiv(left, 1000), params.lapse_minimum, params, fuzz);
    let ease = ease_moved(state.ease, EASE_AGAIN, params);
    let state = lapsed(CardState { interval, ease, ..state }, params);
    match after(&params.relearn_steps, 0, Grade::Again) {
        None => review_in(state, interval, now),
        Some(wait) => {
            let phase = Phase::Relearning { step: wait.step, due: due_after(wait.seconds, now) };
            CardState { phase, last_day: Some(now.day), ..state }
        }
    }
}

/// The intervals of the three passing grades, in days.
struct Passes {
    hard: u32,
    good: u32,
    easy: u32,
}

/// Answered before its day: the growth is weighed by the days that did pass, and nothing is spread.
fn early(state: &CardState, params: &Params, elapsed: i64) -> Passes {
    let (planned, elapsed) = (i128::from(state.interval.max(1)), i128::from(elapsed));
    let (ease, hard_growth, bonus, modifier) = factors(state, params);

    let hard = rdiv((2 * elapsed * hard_growth).max(planned * hard_growth) * modifier, 2_000_000);
    let grown = (elapsed * ease).max(1000 * planned) * modifier;
    let good = rdiv(grown, 1_000_000);
    let easy = rdiv(grown * (1000 + bonus), 2_000_000_000);

    let hard = settle(hard, 1, params, None);
    let good = settle(good, hard, params, None);
    let easy = settle(easy, good, params, None);
    Passes { hard, good, easy }
}

/// Answered on its day or `late` days after: Good earns half of the delay, Easy all of it, and each grade at least
/// a day more than the one below.
fn due_or_late(state: &CardState, params: &Params, late: i64, fuzz: Option<u16>) -> Passes {
    let interval = state.interval.max(1);
    let (planned, late) = (i128::from(interval), i128::from(late));
    let (ease, hard_growth, bonus, modifier) = factors(state, params);
    let hard_grows = params.hard > 1000;

    let hard_least = if hard_grows { interval.saturating_add(1) } else { 1 };
    let hard = settle(rdiv(planned * hard_growth * modifier, 1_000_000), hard_least, params, fuzz);

    let good_least = if hard_grows { hard } else { hard.max(interval) }.saturating_add(1);
    let good = rdiv((2 * planned + late) * ease * modifier, 2_000_000);
    let good = settle(good, good_least, params, fuzz);

    let easy = rdiv((planned + late) * ease * bonus * modifier, 1_000_000_000);
    let easy = settle(easy, good.saturating_add(1), params, fuzz);
    Passes { hard, good, easy }
}

/// Ease, growth on Hard, bonus on Easy and modifier, in thousandths.
fn factors(state: &CardState, params: &Params) -> (i128, i128, i128, i128) {
    (
        i128::from(state.ease.permille()),
        i128::from(params.hard),
        i128::from(params.easy_bonus),
        i128::from(params.modifier),
    )
}
