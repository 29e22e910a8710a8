//! The formulas of FSRS-6, as published by the open-spaced-repetition group: recall falls by a power law from
//! stability, which grows with each pass the more the harder recall was, and shrinks with a lapse.
//!
//! `w` counts the weights from 0, as the publication does. Powers and exponentials are those of `libm`, and what
//! is kept is rounded after each answer, so that every machine holds the same states.

use crate::model::{Grade, Memory};

/// How many weights the model has.
pub const WEIGHTS: usize = 21;

/// The published default weights, in ten-thousandths.
pub const DEFAULT_WEIGHTS: [i32; WEIGHTS] = [
    2120, 12_931, 23_065, 82_956, 64_133, 8334, 30_194, 10, 18_722, 1666, 7960, 14_835, 614, 2629, 16_483,
    6014, 18_729, 5425, 912, 658, 1542,
];

/// The least and the greatest that each weight may be, in ten-thousandths, as the published optimiser holds them.
pub const WEIGHT_BOUNDS: [(i32, i32); WEIGHTS] = [
    (10, 1_000_000),
    (10, 1_000_000),
    (10, 1_000_000),
    (10, 1_000_000),
    (10_000, 100_000),
    (10, 40_000),
    (10, 40_000),
    (10, 7500),
    (0, 45_000),
    (0, 8000),
    (10, 35_000),
    (10, 50_000),
    (10, 2500),
    (10, 9000),
    (0, 40_000),
    (0, 10_000),
    (10_000, 60_000),
    (0, 20_000),
    (0, 20_000),
    (0, 8000),
    (1000, 8000),
];

/// One, in the unit of the weights.
const UNIT: f64 = 10_000.0;
/// Recall after one stability, by definition.
const RECALL_AT_STABILITY: f64 = 0.9;
/// The bounds of stability in days: a thousandth, and a century.
const STABILITY: (f64, f64) = (0.001, 36_500.0);
/// The bounds of difficulty.
const DIFFICULTY: (f64, f64) = (1.0, 10.0);

/// The model with its weights as plain numbers.
pub(super) struct Model {
    w: [f64; WEIGHTS],
}

impl Model {
    /// The model with weights in ten-thousandths.
    pub(super) fn new(weights: &[i32; WEIGHTS]) -> Self {
        Self { w: weights.map(|weight| f64::from(weight) / UNIT) }
    }

    /// What the first answer to a card tells.
    pub(super) fn first(&self, grade: Grade) -> Memory {
        rounded(self.w[grade.index()], self.first_difficulty(grade))
    }

    /// A card that other schedulers brought to an interval and an ease (in thousandths), as this model would hold
    /// it: a stability of that interval, and the difficulty at which its next Good would grow by that ease.
    pub(super) fn taken_over(&self, interval: u32, ease: u16) -> Memory {
        let stability = f64::from(interval.max(1)).clamp(STABILITY.0, STABILITY.1);
        let growth = f64::from(ease) / 1000.0 - 1.0;
        let easiest = self.growth_per_ease(stability, RECALL_AT_STABILITY);
        let difficulty = if easiest > 0.0 { 11.0 - growth / easiest } else { DIFFICULTY.1 };
        rounded(stability, difficulty)
    }

    /// What an answer makes of a card's memory, `elapsed` study days after the one before.
    pub(super) fn next(&self, memory: Memory, elapsed: i64, grade: Grade) -> Memory {
        let stability = f64::from(memory.stability) / 1000.0;
        let difficulty = f64::from(memory.difficulty) / 1000.0;
        let stability = if elapsed < 1 {
            self.after_same_day(stability, grade)
        } else {
            let recall = self.recall(memory.stability, elapsed);
            if grade.passed() {
                self.after_recall(stability, difficulty, recall, grade)
            } else {
                self.after_lapse(stability, difficulty, recall)
            }
        };
        rounded(stability, self.next_difficulty(difficulty, grade))
    }

    /// The days after which recall falls to `retention` (in thousandths), rounded to whole days; at least 1.
    pub(super) fn interval(&self, memory: Memory, retention: u32) -> i128 {
        let stability = f64::from(memory.stability) / 1000.0;
        let wanted = libm::pow(f64::from(retention) / 1000.0, -1.0 / self.decay()) - 1.0;
        let days = libm::round(stability * wanted / self.loss());
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a whole number, and `as` holds it within bounds"
        )]
        let days = days as i128;
        days.max(1)
    }

    /// The probability of recall `elapsed` days after the last answer, at a stability in thousandths of a day.
    #[expect(clippy::cast_precision_loss, reason = "days are far below 2^52")]
    pub(super) fn recall(&self, stability: u32, elapsed: i64) -> f64 {
        let stabilities = 1000.0 * elapsed.max(0) as f64 / f64::from(stability.max(1));
        libm::pow(1.0 + self.loss() * stabilities, -self.decay())
    }

    fn decay(&self) -> f64 {
        self.w[20]
    }

    fn loss(&self) -> f64 {
        libm::pow(RECALL_AT_STABILITY, -1.0 / self.decay()) - 1.0
    }

    fn first_difficulty(&self, grade: Grade) -> f64 {
        self.w[4] - libm::exp(self.w[5] * steps_above_again(grade)) + 1.0
    }

    /// Moved against the grade, the less the nearer the greatest, and drawn a little towards that of an easy card.
    fn next_difficulty(&self, difficulty: f64, grade: Grade) -> f64 {
        let moved = -self.w[6] * (steps_above_again(grade) - 2.0);
        let damped = difficulty + (DIFFICULTY.1 - difficulty) * moved / 9.0;
        self.w[7] * self.first_difficulty(Grade::Easy) + (1.0 - self.w[7]) * damped
    }

    fn after_recall(&self, stability: f64, difficulty: f64, recall: f64, grade: Grade) -> f64 {
        let by_grade = match grade {
            Grade::Hard => self.w[15],
            Grade::Easy => self.w[16],
            Grade::Again | Grade::Good => 1.0,
        };
        stability * (1.0 + (11.0 - difficulty) * self.growth_per_ease(stability, recall) * by_grade)
    }

    /// What each point of ease (11 less the difficulty) adds to the growth of a recalled card.
    fn growth_per_ease(&self, stability: f64, recall: f64) -> f64 {
        libm::exp(self.w[8])
            * libm::pow(stability, -self.w[9])
            * (libm::exp((1.0 - recall) * self.w[10]) - 1.0)
    }

    fn after_lapse(&self, stability: f64, difficulty: f64, recall: f64) -> f64 {
        let left = self.w[11]
            * libm::pow(difficulty, -self.w[12])
            * (libm::pow(stability + 1.0, self.w[13]) - 1.0)
            * libm::exp((1.0 - recall) * self.w[14]);
        // Never more than what a lapse on the same day would leave.
        left.min(stability / libm::exp(self.w[17] * self.w[18]))
    }

    fn after_same_day(&self, stability: f64, grade: Grade) -> f64 {
        let growth = libm::exp(self.w[17] * (steps_above_again(grade) - 2.0 + self.w[18]))
            * libm::pow(stability, -self.w[19]);
        stability * if grade.passed() { growth.max(1.0) } else { growth }
    }
}

/// 0 for Again to 3 for Easy.
fn steps_above_again(grade: Grade) -> f64 {
    f64::from(grade.number()) - 1.0
}

/// Stability in thousandths of a day and difficulty in thousandths, each within its bounds.
fn rounded(stability: f64, difficulty: f64) -> Memory {
    let thousandths = |value: f64, (least, most): (f64, f64)| libm::round(value.clamp(least, most) * 1000.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to bounds that fit, just here"
    )]
    Memory {
        stability: thousandths(stability, STABILITY) as u32,
        difficulty: thousandths(difficulty, DIFFICULTY) as u16,
    }
}
