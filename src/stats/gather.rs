//! Answers counted one at a time, so that a log of any length is read once and never held.

use std::collections::{HashMap, VecDeque};

use super::share::Share;
use super::standing::MATURE_DAYS;
use crate::model::{CardState, Day, Ease, Grade, Memory, Phase, ReviewKind, StateName};
use crate::schedule::{Calibration, Factor, recall};

/// An answer that stands, as the log has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// The study day it counts for.
    pub day: Day,
    /// The hour on the learner's clock, 0 to 23.
    pub hour: u8,
    /// What it was: only [`ReviewKind::Grade`] tells of memory; the others are practice.
    pub kind: ReviewKind,
    /// The grade.
    pub grade: Grade,
    /// From the question to the grade, where known.
    pub millis: Option<u32>,
    /// Where the card stood.
    pub before: StateName,
    /// The interval it had, in days.
    pub interval: u32,
    /// The study day of the answer before.
    pub last_day: Option<Day>,
    /// What the memory model held.
    pub memory: Option<Memory>,
}

impl Answer {
    /// Whether it tells of memory: the first answer to a review that came back.
    fn is_review(&self) -> bool {
        self.kind == ReviewKind::Grade && self.before == StateName::Review
    }

    /// How likely it was right, 0 to 1, as the scheduler plans; none where it does not say.
    fn predicted(&self) -> Option<f64> {
        let last = self.last_day.filter(|last| *last < self.day && self.is_review())?;
        let state = CardState {
            phase: Phase::Review { due: self.day },
            interval: self.interval,
            last_day: Some(last),
            memory: self.memory,
            ..CardState::new(Ease::from_permille(0))
        };
        Some(recall(&state, self.day, Factor::ONE))
    }
}

/// What was done on a study day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DayTally {
    /// Answers, practice included.
    pub answers: u32,
    /// First answers to new cards.
    pub new: u32,
    /// Milliseconds from questions to grades, as far as known.
    pub millis: u64,
    /// Recalled of young reviews.
    pub young: Share,
    /// Recalled of mature reviews.
    pub mature: Share,
}

/// What was done with a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct CardTally {
    /// Recalled of its reviews.
    pub(super) reviews: Share,
    /// Answers Again, of any kind but practice.
    pub(super) again: u32,
    /// Passes since the last Again, over the whole log.
    pub(super) passes: u32,
    /// Whether it was answered on the last day.
    pub(super) today: bool,
}

/// The edges of the bins of predicted recall: narrow where most predictions lie, none at the 0.9 of a review that comes
/// on its day.
pub(super) const RECALL_EDGES: [f64; 10] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.89, 0.91, 0.95, 1.0];

/// What a bin of predicted recall holds.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct RecallTally {
    pub(super) predicted: f64,
    pub(super) share: Share,
}

/// The learner's factor is found from so many of the last reviews: enough for two digits.
const REVIEWS_WEIGHED: usize = 5000;

/// Counts answers to cards that are named by their place in a list.
#[derive(Debug, Clone)]
pub struct Gathering {
    pub(super) today: Day,
    /// The first study day that counts, but for streak and calendar.
    pub(super) from: Day,
    pub(super) days: HashMap<Day, DayTally>,
    pub(super) cards: Vec<CardTally>,
    pub(super) hours: [Share; 24],
    pub(super) recall: [RecallTally; RECALL_EDGES.len() - 1],
    weighed: VecDeque<(u32, i64, bool)>,
}

impl Gathering {
    /// For so many cards, and the `days` study days up to `today`.
    #[must_use]
    pub fn new(cards: usize, today: Day, days: u32) -> Self {
        Self {
            today,
            from: today.plus(1 - i64::from(days.max(1))),
            days: HashMap::new(),
            cards: vec![CardTally::default(); cards],
            hours: [Share::default(); 24],
            recall: Default::default(),
            weighed: VecDeque::with_capacity(REVIEWS_WEIGHED),
        }
    }

    /// Counts an answer to the card at that place; answers come in the order of the log.
    pub fn add(&mut self, card: usize, answer: &Answer) {
        let recalled = answer.grade.passed();
        let day = self.days.entry(answer.day).or_default();
        day.answers += 1;
        day.millis += u64::from(answer.millis.unwrap_or(0));
        let graded = answer.kind == ReviewKind::Grade;
        day.new += u32::from(graded && answer.before == StateName::New);
        if answer.is_review() {
            let age = if answer.interval < MATURE_DAYS { &mut day.young } else { &mut day.mature };
            age.add(recalled);
        }
        let Some(tally) = self.cards.get_mut(card) else { return };
        tally.today |= answer.day == self.today;
        if graded {
            tally.passes = if recalled { tally.passes + 1 } else { 0 };
        }
        if answer.day < self.from || answer.day > self.today {
            return;
        }
        tally.again += u32::from(graded && !recalled);
        if answer.is_review() {
            tally.reviews.add(recalled);
            self.hours[usize::from(answer.hour.min(23))].add(recalled);
            self.weigh(answer, recalled);
        }
    }

    fn weigh(&mut self, answer: &Answer, recalled: bool) {
        let Some(predicted) = answer.predicted() else { return };
        let bin =
            RECALL_EDGES[1..].iter().position(|edge| predicted < *edge).unwrap_or(self.recall.len() - 1);
        self.recall[bin].predicted += predicted;
        self.recall[bin].share.add(recalled);
        if let Some(last) = answer.last_day {
            if self.weighed.len() == REVIEWS_WEIGHED {
                self.weighed.pop_front();
            }
            self.weighed.push_back((answer.interval, answer.day.since(last), recalled));
        }
    }

    /// How many times longer than planned the learner remembers, by the last reviews; none without any.
    pub(super) fn factor(&self) -> Option<f64> {
        let mut calibration = Calibration::default();
        for &(interval, elapsed, recalled) in &self.weighed {
            calibration.add(interval, elapsed, recalled);
        }
        (calibration.answers() > 0).then(|| calibration.best().value())
    }
}
