//! Fitting the weights of the memory model to all that the learner has answered.

use super::error::AppError;
use crate::model::{Review, ReviewKind};
use crate::schedule::WEIGHTS;
use crate::schedule::fit::{Answered, fit};
use crate::store::Store;

/// Weights, and what they rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fitted {
    /// In ten-thousandths.
    pub weights: [i32; WEIGHTS],
    /// How many answers tell of memory.
    pub answers: usize,
}

/// Fits the weights to the answers to all cards of these roots, archived ones too.
///
/// # Errors
/// When the database cannot be read, or there are too few answers.
pub fn weights(store: &Store, roots: &[String]) -> Result<Fitted, AppError> {
    let mut histories = Vec::new();
    for record in store.cards(roots, true)? {
        histories.extend(lives(&store.history(&record.card.key)?));
    }
    let weights = fit(&histories)?;
    let answers = histories.iter().flatten().filter(|answer| answer.elapsed > 0).count();
    Ok(Fitted { weights, answers })
}

/// The answers of a card, one list for each time it was new.
fn lives(reviews: &[Review]) -> Vec<Vec<Answered>> {
    let mut lives: Vec<Vec<Answered>> = vec![Vec::new()];
    let mut last_day = None;
    for review in reviews.iter().filter(|review| !review.undone) {
        match (review.kind, review.grade, lives.last_mut()) {
            (ReviewKind::Reset, ..) => {
                lives.push(Vec::new());
                last_day = None;
            }
            (ReviewKind::Grade | ReviewKind::Drill, Some(grade), Some(life)) => {
                let elapsed = last_day.map_or(0, |last| review.day.since(last));
                life.push(Answered { grade, elapsed: u32::try_from(elapsed).unwrap_or(0) });
                last_day = Some(review.day);
            }
            _ => {}
        }
    }
    lives.retain(|life| !life.is_empty());
    lives
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CardState, Day, Ease, Grade, Timestamp};

    fn row(kind: ReviewKind, day: i64, grade: Option<Grade>, undone: bool) -> Review {
        let state = CardState::new(Ease::from_permille(2500));
        Review {
            seq: 0,
            at: Timestamp::from_unix(0),
            day: Day::from_epoch(day),
            to_rollover: 1,
            kind,
            grade,
            millis: None,
            fuzz: None,
            before: state,
            after: state,
            undone,
        }
    }

    #[test]
    fn a_reset_begins_a_new_life_and_what_was_undone_never_was() {
        let good = Some(Grade::Good);
        let log = [
            row(ReviewKind::Grade, 100, good, false),
            row(ReviewKind::Grade, 104, Some(Grade::Again), true),
            row(ReviewKind::Cram, 105, good, false),
            row(ReviewKind::Grade, 107, good, false),
            row(ReviewKind::Reset, 110, None, false),
            row(ReviewKind::Grade, 120, good, false),
        ];
        let elapsed: Vec<Vec<u32>> =
            lives(&log).iter().map(|life| life.iter().map(|answer| answer.elapsed).collect()).collect();
        assert_eq!(elapsed, [vec![0, 7], vec![0]]);
    }
}
