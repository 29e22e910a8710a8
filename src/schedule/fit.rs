//! Fitting the weights of `fsrs6` to a learner's own answers, by the optimiser of crate `fsrs`.

use fsrs::{ComputeParametersInput, FSRSError, FSRSItem, FSRSReview, compute_parameters};
use thiserror::Error;

use super::{WEIGHT_BOUNDS, WEIGHTS};
use crate::model::Grade;

/// Fewer answers than this say less than the published weights do.
pub const ANSWERS_TO_FIT: usize = 1000;

/// Why no weights could be fitted.
#[derive(Debug, Error)]
pub enum FitError {
    /// Too little is known of the learner.
    #[error(
        "{answers} answers on a later day than the one before are too few to fit weights: it takes {needed}"
    )]
    TooFew {
        /// Answers that count.
        answers: usize,
        /// How many it takes.
        needed: usize,
    },
    /// The optimiser gave up.
    #[error("the optimiser found no weights")]
    Optimiser(#[source] FSRSError),
    /// The optimiser came back with something else than the weights of this model.
    #[error("the optimiser gave {found} weights instead of {WEIGHTS}")]
    Count {
        /// How many it gave.
        found: usize,
    },
}

/// An answer, and how many study days after the one before to the same card; 0 for its first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    /// The grade.
    pub grade: Grade,
    /// Days since the answer before.
    pub elapsed: u32,
}

/// The weights, in ten-thousandths, under which the answers to these cards are likeliest. Each card is its answers
/// from the first on.
///
/// # Errors
/// From too few answers, or when the optimiser fails.
pub fn fit(cards: &[Vec<Answered>]) -> Result<[i32; WEIGHTS], FitError> {
    let (train_set, card_ids): (Vec<FSRSItem>, Vec<i64>) = (0..).zip(cards).flat_map(items).unzip();
    if train_set.len() < ANSWERS_TO_FIT {
        return Err(FitError::TooFew { answers: train_set.len(), needed: ANSWERS_TO_FIT });
    }
    let input = ComputeParametersInput { train_set, card_ids: Some(card_ids), ..Default::default() };
    let weights = compute_parameters(input).map_err(FitError::Optimiser)?;
    let rounded: Vec<i32> =
        weights.iter().zip(WEIGHT_BOUNDS).map(|(&weight, bounds)| ten_thousandths(weight, bounds)).collect();
    rounded.try_into().map_err(|_| FitError::Count { found: weights.len() })
}

/// What is learnt from a card: each answer on a later day, with all that went before.
fn items((card, answers): (i64, &Vec<Answered>)) -> Vec<(FSRSItem, i64)> {
    let reviews: Vec<FSRSReview> = answers
        .iter()
        .enumerate()
        .map(|(place, answer)| FSRSReview {
            rating: u32::from(answer.grade.number()),
            delta_t: if place == 0 { 0 } else { answer.elapsed },
        })
        .collect();
    (1..=reviews.len())
        .map(|count| &reviews[..count])
        .filter(|known| known.last().is_some_and(|last| last.delta_t > 0))
        .map(|known| (FSRSItem { reviews: known.to_vec() }, card))
        .collect()
}

fn ten_thousandths(weight: f32, (least, most): (i32, i32)) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "`as` holds it within i32, the bounds within theirs")]
    let rounded = (f64::from(weight) * 10_000.0).round() as i32;
    rounded.clamp(least, most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::Params;

    /// A card seen once and then each time its days have passed; it is forgotten whenever `forgets` says so.
    fn card(gaps: &[u32], forgets: impl Fn(usize) -> bool) -> Vec<Answered> {
        let first = Answered { grade: Grade::Good, elapsed: 0 };
        let later = gaps.iter().enumerate().map(|(place, &elapsed)| {
            let grade = if forgets(place) { Grade::Again } else { Grade::Good };
            Answered { grade, elapsed }
        });
        std::iter::once(first).chain(later).collect()
    }

    #[test]
    fn too_few_answers_fit_nothing() {
        let error = fit(&[card(&[1, 3, 0, 7], |_| false)]).unwrap_err();
        assert!(matches!(error, FitError::TooFew { answers: 3, needed: 1000 }), "{error}");
    }

    #[test]
    fn fitted_weights_tell_a_good_memory_from_a_poor_one() {
        let learner = |every: usize| -> Vec<Vec<Answered>> {
            (0..400).map(|number| card(&[1, 3, 7, 16], |place| (number + 3 * place) % every == 0)).collect()
        };
        let (poor, good) = (fit(&learner(3)).unwrap(), fit(&learner(20)).unwrap());
        assert!(poor[Grade::Good.index()] < good[Grade::Good.index()], "{poor:?} {good:?}");
        for weights in [poor, good] {
            assert_eq!(Params { weights: Some(weights), ..Params::default() }.check(), Ok(()));
        }
    }
}
