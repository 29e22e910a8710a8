//! What will be known on exam day, as a range, and what it is worth in marks.

use super::super::recall;
use super::course::{Course, Evidence, Subject};
use crate::model::CardState;

/// With fewer answers than this and no mock test, predictions are anyone's.
const ANSWERS_TO_TRUST: u32 = 200;
/// How far predictions may then be off, as a share.
const UNTRUSTED: f64 = 0.10;
/// How far they may be off at least.
const LEAST_ERROR: f64 = 0.03;

/// A prediction as a range; shares of one.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Band {
    /// It may be as little as this.
    pub low: f64,
    /// The likeliest.
    pub mid: f64,
    /// It may be as much as this.
    pub high: f64,
}

/// What is known of all cards on exam day, and of each part.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outlook {
    /// The share recalled; cards never seen are not.
    pub recall: Band,
    /// The share of marks: what is recalled, and what is guessed of the rest.
    pub marks: Band,
    /// The parts, by their numbers; those without a card are there with none.
    pub parts: Vec<PartOutlook>,
}

/// What is known of one part.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PartOutlook {
    /// Its cards.
    pub cards: u32,
    /// Those seen by then.
    pub seen: u32,
    /// The share recalled.
    pub recall: Band,
    /// The share of marks.
    pub marks: Band,
}

/// What would be known on exam day if nothing more were studied.
#[must_use]
pub fn outlook(subjects: &[Subject<'_>], course: &Course) -> Outlook {
    outlook_of(subjects.iter().map(|subject| (subject, subject.state)), course)
}

pub(super) fn outlook_of<'a>(
    standings: impl Iterator<Item = (&'a Subject<'a>, CardState)>,
    course: &Course,
) -> Outlook {
    let (mut all, mut parts) = (Sum::default(), Vec::new());
    for (subject, state) in standings {
        let recalled = shifted(recall(&state, course.exam, subject.factor), course.evidence.shift);
        let seen = state.last_day.is_some();
        all.add(recalled, subject.guess, seen);
        for &part in subject.parts {
            if parts.len() <= part {
                parts.resize_with(part + 1, Sum::default);
            }
            parts[part].add(recalled, subject.guess, seen);
        }
    }
    let margin = margin(&course.evidence);
    let whole = all.outlook(margin);
    let parts = parts.iter().map(|part| part.outlook(margin)).collect();
    Outlook { recall: whole.recall, marks: whole.marks, parts }
}

/// How far a prediction may be off.
fn margin(evidence: &Evidence) -> f64 {
    if evidence.answers < ANSWERS_TO_TRUST && evidence.shift.is_none() {
        return UNTRUSTED;
    }
    evidence.error.map_or(UNTRUSTED / 2.0, |error| 2.0 * error).max(LEAST_ERROR)
}

#[derive(Default)]
struct Sum {
    cards: u32,
    seen: u32,
    recalled: f64,
    marks: f64,
}

impl Sum {
    fn add(&mut self, recalled: f64, guess: f64, seen: bool) {
        self.cards += 1;
        self.seen += u32::from(seen);
        self.recalled += recalled;
        self.marks += recalled + (1.0 - recalled) * guess;
    }

    fn outlook(&self, margin: f64) -> PartOutlook {
        let band = |sum: f64| {
            let mid = sum / f64::from(self.cards.max(1));
            Band { low: (mid - margin).max(0.0), mid, high: (mid + margin).min(1.0) }
        };
        PartOutlook {
            cards: self.cards,
            seen: self.seen,
            recall: band(self.recalled),
            marks: band(self.marks),
        }
    }
}

/// A probability moved by so many logits; what is impossible or certain stays so.
fn shifted(probability: f64, logits: Option<f64>) -> f64 {
    match logits {
        Some(logits) if probability > 0.0 && probability < 1.0 => {
            let odds = probability / (1.0 - probability) * libm::exp(logits);
            odds / (1.0 + odds)
        }
        _ => probability,
    }
}

/// The greatest shift a mock test may show, in logits.
const GREATEST_SHIFT: f64 = 5.0;

/// What a mock test shows predictions to be off by, in logits: with it, the predictions of the cards asked would have
/// come to as many as were right. None without a card.
///
/// `predicted` holds the recall predicted of each card just before it was asked; `right` is how many were known, with
/// half a card allowed for at both ends.
#[must_use]
pub fn mock_shift(predicted: &[f64], right: u32) -> Option<f64> {
    if predicted.is_empty() {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of cards")]
    let most = predicted.len() as f64 - 0.5;
    let right = f64::from(right).clamp(0.5, most.max(0.5));
    let expected = |shift: f64| -> f64 {
        predicted.iter().map(|&recall| shifted(recall.clamp(0.001, 0.999), Some(shift))).sum()
    };
    let (mut low, mut high) = (-GREATEST_SHIFT, GREATEST_SHIFT);
    for _ in 0..50 {
        let middle = f64::midpoint(low, high);
        if expected(middle) < right { low = middle } else { high = middle }
    }
    Some(f64::midpoint(low, high))
}
