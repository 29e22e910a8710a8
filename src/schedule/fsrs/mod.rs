//! The scheduler `fsrs6`: a model of memory decides how long a card may wait, the steps are those of `sm2+`.
//!
//! Of the settings it heeds steps, retention, weights, the longest interval, the least one after a lapse, leech and
//! fuzz. It leaves the ease of a card alone.

mod model;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod vectors;

use self::model::Model;
pub use self::model::{DEFAULT_WEIGHTS, WEIGHT_BOUNDS, WEIGHTS};
use super::fuzz::settle;
use super::leech::lapsed;
use super::steps::{after, due_after};
use super::{Now, Params, review_in};
use crate::model::{CardState, Grade, Memory, Phase};

/// The probability of recall `elapsed` days after the last answer, at a stability in thousandths of a day, under
/// the default weights: a learner's own change the curve hardly, since it passes the same point at one stability.
pub(super) fn recall(stability: u32, elapsed: i64) -> f64 {
    Model::new(&DEFAULT_WEIGHTS).recall(stability, elapsed)
}

pub(super) fn next(state: &CardState, params: &Params, now: Now, fuzz: Option<u16>) -> [CardState; 4] {
    let model = Model::new(params.weights.as_ref().unwrap_or(&DEFAULT_WEIGHTS));
    let before = known(&model, state);
    let remembered = Grade::ALL.map(|grade| {
        let memory =
            before.map_or_else(|| model.first(grade), |memory| model.next(memory, now.elapsed, grade));
        CardState { memory: Some(memory), ..*state }
    });
    let answer = Answer { model, params, now, fuzz };
    match state.phase {
        Phase::New => Grade::ALL.map(|grade| answer.in_learning(remembered[grade.index()], 0, grade)),
        Phase::Learning { step, .. } => {
            Grade::ALL.map(|grade| answer.in_learning(remembered[grade.index()], step, grade))
        }
        Phase::Relearning { step, .. } => {
            Grade::ALL.map(|grade| answer.in_relearning(remembered[grade.index()], step, grade))
        }
        Phase::Review { .. } => answer.in_review(before, remembered),
    }
}

/// What the model knows of a card before the answer; of one that another scheduler brought to review, what its
/// interval and ease tell.
fn known(model: &Model, state: &CardState) -> Option<Memory> {
    match state.phase {
        Phase::New => None,
        Phase::Learning { .. } => state.memory,
        Phase::Review { .. } | Phase::Relearning { .. } => {
            Some(state.memory.unwrap_or_else(|| model.taken_over(state.interval, state.ease.permille())))
        }
    }
}

/// An answer whose grade is still open; the states handed to it already hold the memory after it.
struct Answer<'a> {
    model: Model,
    params: &'a Params,
    now: Now,
    fuzz: Option<u16>,
}

impl Answer<'_> {
    fn in_learning(&self, state: CardState, step: u8, grade: Grade) -> CardState {
        if let Some(wait) = after(&self.params.steps, step, grade) {
            let phase = Phase::Learning { step: wait.step, due: due_after(wait.seconds, self.now) };
            return CardState { phase, last_day: Some(self.now.day), ..state };
        }
        review_in(state, self.interval(&state, 1, None), self.now)
    }

    fn in_relearning(&self, state: CardState, step: u8, grade: Grade) -> CardState {
        if let Some(wait) = after(&self.params.relearn_steps, step, grade) {
            let phase = Phase::Relearning { step: wait.step, due: due_after(wait.seconds, self.now) };
            return CardState { phase, last_day: Some(self.now.day), ..state };
        }
        review_in(state, self.interval(&state, self.params.lapse_minimum, None), self.now)
    }

    fn in_review(&self, before: Option<Memory>, states: [CardState; 4]) -> [CardState; 4] {
        let [again, hard, good, easy] = states;
        let hard = self.passed(hard, before, 1);
        let good = self.passed(good, before, hard.interval);
        let easy = self.passed(easy, before, good.interval);
        [self.failed(again), hard, good, easy]
    }

    /// A pass; a second one on the same day moves the card only where the model learns from it.
    fn passed(&self, state: CardState, before: Option<Memory>, least: u32) -> CardState {
        let stability = |memory: Option<Memory>| memory.map(|memory| memory.stability);
        if self.now.elapsed == 0 && stability(state.memory) == stability(before) {
            return state;
        }
        let least = if self.now.elapsed == 0 { least.max(state.interval) } else { least };
        review_in(state, self.interval(&state, least, self.fuzz), self.now)
    }

    fn failed(&self, state: CardState) -> CardState {
        let interval = self.interval(&state, self.params.lapse_minimum, self.fuzz);
        let state = lapsed(CardState { interval, ..state }, self.params);
        match after(&self.params.relearn_steps, 0, Grade::Again) {
            None => review_in(state, interval, self.now),
            Some(wait) => {
                let phase = Phase::Relearning { step: wait.step, due: due_after(wait.seconds, self.now) };
                CardState { phase, last_day: Some(self.now.day), ..state }
            }
        }
    }

    /// The days until recall falls to the retention aimed at.
    fn interval(&self, state: &CardState, least: u32, fuzz: Option<u16>) -> u32 {
        let days = state.memory.map_or(1, |memory| self.model.interval(memory, self.params.retention));
        settle(days, least, self.params, fuzz)
    }
}
