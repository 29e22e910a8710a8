//! How likely a card is recalled, and how far this learner's memory differs from what the intervals say.
//!
//! The only floating point of the scheduler: what is computed here orders and forecasts, and is never stored. Powers
//! and logarithms are those of `libm`, so that every machine puts the cards in the same order.

use super::fsrs;
use crate::model::{CardState, Day, Phase};

/// What the curve loses: `0.9^(-1/d) - 1` for a decay `d` of one half, so that recall after one stability is 0.9.
const LOSS: f64 = 19.0 / 81.0;
/// The least stability in days: that of a card in its first steps.
const LEAST_STABILITY: f64 = 0.3;

/// How many factors are weighed against each other.
const CANDIDATES: usize = 55;
/// The least of them.
const LEAST_FACTOR: f64 = 0.05;
/// The greatest.
const GREATEST_FACTOR: f64 = 11.0;
/// How far a learner's factor lies from 1, as a standard deviation of its logarithm, before anything is known.
const SPREAD_OF_LEARNERS: f64 = 0.7;
/// How far the factor of one subject lies from the learner's own.
const SPREAD_OF_SUBJECTS: f64 = 0.3;
/// No single answer weighs more than these bounds let it.
const RECALL_BOUNDS: (f64, f64) = (0.02, 0.995);

/// How many times longer than planned a learner remembers: recall is 0.9 after so many intervals.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Factor(f64);

impl Factor {
    /// As planned.
    pub const ONE: Self = Self(1.0);

    /// The factor of that value, held within the range that answers can tell apart.
    #[must_use]
    pub fn new(value: f64) -> Self {
        Self(if value.is_nan() { 1.0 } else { value.clamp(LEAST_FACTOR, GREATEST_FACTOR) })
    }

    /// The plain number.
    #[must_use]
    pub const fn value(self) -> f64 {
        self.0
    }
}

impl Default for Factor {
    fn default() -> Self {
        Self::ONE
    }
}

/// The probability, 0 to 1, that the card is recalled on `today`.
///
/// A card never graded is not recalled. A card with a memory model goes by its own stability, which `factor` leaves
/// alone; any other by its planned interval times `factor`.
#[must_use]
pub fn recall(state: &CardState, today: Day, factor: Factor) -> f64 {
    let Some(last) = last_seen(state) else { return 0.0 };
    let elapsed = today.since(last).max(0);
    match state.memory {
        Some(memory) => fsrs::recall(memory.stability, elapsed),
        None => recall_after(state.interval, elapsed, factor),
    }
}

/// The probability of recall `elapsed_days` after the last answer, for a card planned to return after `interval`
/// days.
///
/// A power law with an exponent of one half through 1 at once and 0.9 after `interval` times `factor`.
#[must_use]
pub fn recall_after(interval: u32, elapsed_days: i64, factor: Factor) -> f64 {
    1.0 / (1.0 + lost(interval, elapsed_days, factor)).sqrt()
}

/// The days since the last answer, weighed by the stability.
#[expect(clippy::cast_precision_loss, reason = "days are far below 2^52")]
fn lost(interval: u32, elapsed_days: i64, factor: Factor) -> f64 {
    let stability = (factor.0 * f64::from(interval)).max(LEAST_STABILITY);
    LOSS * elapsed_days.max(0) as f64 / stability
}

/// The study day a card was last answered on; where only its due day is known, an interval before it.
fn last_seen(state: &CardState) -> Option<Day> {
    match (state.phase, state.last_day) {
        (Phase::New, _) => None,
        (_, Some(last)) => Some(last),
        (Phase::Review { due }, None) => Some(due.plus(-i64::from(state.interval))),
        _ => None,
    }
}

/// What the answers so far say of a learner's memory, or of his memory for one subject.
///
/// Grows by one answer at a time and forgets none: the likelihood of each candidate factor, summed.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// The logarithm of the likelihood of all answers, under each candidate.
    likelihood: [f64; CANDIDATES],
    answers: u32,
}

impl Default for Calibration {
    fn default() -> Self {
        Self { likelihood: [0.0; CANDIDATES], answers: 0 }
    }
}

impl Calibration {
    /// Adds the answer to a card that was planned to return after `interval_before` days and was asked
    /// `elapsed_days` after its last answer.
    ///
    /// Only the first answer of a day tells anything of memory: those on the day of the one before, and those to
    /// cards that never had an interval, are passed over.
    pub fn add(&mut self, interval_before: u32, elapsed_days: i64, recalled: bool) {
        if interval_before == 0 || elapsed_days < 1 {
            return;
        }
        for (candidate, sum) in self.likelihood.iter_mut().enumerate() {
            let factor = Factor(libm::exp(ln_candidate(candidate)));
            let recall = recall_after(interval_before, elapsed_days, factor);
            let recall = recall.clamp(RECALL_BOUNDS.0, RECALL_BOUNDS.1);
            *sum += libm::log(if recalled { recall } else { 1.0 - recall });
        }
        self.answers = self.answers.saturating_add(1);
    }

    /// How many answers it rests on.
    #[must_use]
    pub const fn answers(&self) -> u32 {
        self.answers
    }

    /// The learner's most likely factor; 1 while nothing is known.
    #[must_use]
    pub fn best(&self) -> Factor {
        self.best_around(Factor::ONE, SPREAD_OF_LEARNERS)
    }

    /// The most likely factor of one subject, for a learner whose own is `overall`: that, while little is known.
    #[must_use]
    pub fn best_of_subject(&self, overall: Factor) -> Factor {
        self.best_around(overall, SPREAD_OF_SUBJECTS)
    }

    fn best_around(&self, centre: Factor, spread: f64) -> Factor {
        if self.answers == 0 {
            return centre;
        }
        let ln_centre = libm::log(centre.0);
        let posterior = |candidate: usize| {
            let off = (ln_candidate(candidate) - ln_centre) / spread;
            self.likelihood[candidate] - off * off / 2.0
        };
        let best = (0..CANDIDATES).max_by(|&a, &b| posterior(a).total_cmp(&posterior(b)));
        best.map_or(centre, |candidate| Factor(libm::exp(ln_candidate(candidate))))
    }
}

/// The logarithm of a candidate: equal steps from the least to the greatest.
#[expect(clippy::cast_precision_loss, reason = "a number below 55")]
fn ln_candidate(candidate: usize) -> f64 {
    let (least, greatest) = (libm::log(LEAST_FACTOR), libm::log(GREATEST_FACTOR));
    least + (greatest - least) * candidate as f64 / (CANDIDATES - 1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Ease, Memory};
    use proptest::prelude::*;

    fn day(number: i64) -> Day {
        Day::from_epoch(20_000 + number)
    }

    fn review(interval: u32) -> CardState {
        CardState {
            phase: Phase::Review { due: day(i64::from(interval)) },
            interval,
            last_day: Some(day(0)),
            ..CardState::new(Ease::from_permille(2500))
        }
    }

    fn near(a: f64, b: f64, within: f64) -> bool {
        (a - b).abs() <= within
    }

    #[test]
    fn nine_in_ten_are_recalled_after_the_interval_times_the_factor() {
        for (interval, factor, elapsed) in [(10, 1.0, 10), (10, 2.0, 20), (40, 0.5, 20), (1, 3.0, 3)] {
            assert!(near(recall_after(interval, elapsed, Factor::new(factor)), 0.9, 1e-12));
        }
        assert!(near(recall(&review(10), day(10), Factor::ONE), 0.9, 1e-12));
        assert!(near(recall(&review(10), day(0), Factor::ONE), 1.0, 0.0));
        // Worked out by hand: 1 / sqrt(1 + 19/81 * 3).
        assert!(near(recall(&review(10), day(30), Factor::ONE), 0.766_130, 1e-6));
    }

    #[test]
    fn cards_without_an_interval_fade_within_days() {
        let new = CardState::new(Ease::from_permille(2500));
        assert!(near(recall(&new, day(0), Factor::ONE), 0.0, 0.0));
        let learning = CardState {
            phase: Phase::Learning { step: 0, due: crate::model::Due::On(day(1)) },
            last_day: Some(day(0)),
            ..new
        };
        assert!(near(recall(&learning, day(1), Factor::ONE), 0.749_133, 1e-6));
    }

    #[test]
    fn a_card_from_elsewhere_was_last_seen_an_interval_before_it_is_due() {
        let imported = CardState { last_day: None, ..review(10) };
        assert!(near(recall(&imported, day(10), Factor::ONE), 0.9, 1e-12));
    }

    #[test]
    fn a_memory_model_goes_before_interval_and_factor() {
        let memory = Some(Memory { stability: 20_000, difficulty: 5000 });
        let card = CardState { memory, ..review(10) };
        assert!(near(recall(&card, day(20), Factor::new(4.0)), 0.9, 1e-12));
    }

    #[test]
    fn nothing_is_known_of_a_learner_without_answers() {
        let mut calibration = Calibration::default();
        assert_eq!(calibration.best(), Factor::ONE);
        assert_eq!(calibration.best_of_subject(Factor::new(2.0)), Factor::new(2.0));
        calibration.add(0, 3, true);
        calibration.add(10, 0, false);
        assert_eq!((calibration.answers(), calibration.best()), (0, Factor::ONE));
    }

    /// Answers of a learner with that factor: of each thousand, as many recalled as the curve has it.
    fn answers_with(factor: f64) -> Calibration {
        let mut calibration = Calibration::default();
        for (interval, elapsed) in [(1, 1), (3, 3), (6, 8), (15, 15), (40, 60), (100, 90)] {
            let recalled = recall_after(interval, elapsed, Factor::new(factor)) * 1000.0;
            for answer in 0..1000 {
                calibration.add(interval, elapsed, f64::from(answer) < recalled);
            }
        }
        calibration
    }

    #[test]
    fn answers_reveal_the_factor_they_were_made_with() {
        for factor in [0.3, 0.7, 1.0, 1.6, 4.0] {
            let found = answers_with(factor).best().value();
            assert!(near(libm::log(found / factor), 0.0, 0.1), "{found} for {factor}");
        }
    }

    #[test]
    fn a_few_answers_move_a_subject_less_than_a_learner() {
        let mut calibration = Calibration::default();
        for _ in 0..5 {
            calibration.add(10, 10, false);
        }
        let (learner, subject) = (calibration.best(), calibration.best_of_subject(Factor::ONE));
        assert!(learner < subject && subject < Factor::ONE, "{learner:?} {subject:?}");
    }

    proptest! {
        #[test]
        fn recall_falls_with_the_days_and_rises_with_interval_and_factor(
            interval in 1_u32..36_500, elapsed in 0_i64..36_500, factor in 0.05_f64..10.0,
        ) {
            let here = recall_after(interval, elapsed, Factor::new(factor));
            prop_assert!((0.0..=1.0).contains(&here));
            prop_assert!(recall_after(interval, elapsed + 1, Factor::new(factor)) <= here);
            prop_assert!(recall_after(interval + 1, elapsed, Factor::new(factor)) >= here);
            prop_assert!(recall_after(interval, elapsed, Factor::new(factor * 1.1)) >= here);
        }

        #[test]
        fn the_order_of_answers_does_not_matter(
            mut answers in prop::collection::vec((1_u32..200, 1_i64..200, any::<bool>()), 1..30),
        ) {
            let best = |answers: &[(u32, i64, bool)]| {
                let mut calibration = Calibration::default();
                answers.iter().for_each(|&(interval, elapsed, recalled)| calibration.add(interval, elapsed, recalled));
                calibration.best()
            };
            let forth = best(&answers);
            answers.reverse();
            prop_assert_eq!(best(&answers), forth);
        }
    }
}
