//! What a plan is made from: the cards, the exam, and the learner.

use super::super::{Factor, Params};
use crate::model::{CardId, CardState, Day};

/// A card that the exam may ask.
#[derive(Debug, Clone)]
pub struct Subject<'a> {
    /// The card.
    pub id: CardId,
    /// Its state.
    pub state: CardState,
    /// The study day it was last answered on, in whatever mode.
    pub last_seen: Option<Day>,
    /// How its deck is scheduled.
    pub params: &'a Params,
    /// How long the learner remembers cards like this.
    pub factor: Factor,
    /// The parts of the exam it belongs to, as numbers of the caller's.
    pub parts: &'a [usize],
    /// The chance to get its mark without knowing it: one in the number of choices, none for typed answers.
    pub guess: f64,
    /// Its own hash: breaks ties.
    pub hash: u64,
}

/// The exam, the time given to it, and what is known of the learner.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// The day the plan began. Its window and its last day for new cards go by the whole time from then on, so that
    /// they stay where they are as the exam comes nearer.
    pub since: Day,
    /// The day of the exam; nothing is studied on it.
    pub exam: Day,
    /// Minutes of study a day.
    pub minutes: u32,
    /// How long answers take.
    pub pace: Pace,
    /// The share of days the learner studies, 0 to 1: of the last fourteen; 1 when not known.
    pub studied: f64,
    /// What was done today already.
    pub done: Done,
    /// How cards are picked.
    pub policy: Policy,
    /// What predictions rest on.
    pub evidence: Evidence,
}

/// How long answers take, in milliseconds: the learner's medians, or what learners usually take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// A card recalled.
    pub recalled: u32,
    /// A card forgotten, with its relearning.
    pub forgotten: u32,
    /// A new card, with its steps.
    pub new: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Self { recalled: 9000, forgotten: 20_000, new: 35_000 }
    }
}

/// What was done today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Done {
    /// Cards introduced.
    pub new: u32,
    /// Time spent, in milliseconds.
    pub millis: u64,
}

/// How cards are picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Policy {
    /// The plain schedule at the exam's pace, and one more round in the window.
    Window,
    /// By what a second of study adds to the recall on exam day.
    #[default]
    Gain,
}

/// What predictions rest on.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Evidence {
    /// Answers on a later day than the one before to the same card.
    pub answers: u32,
    /// How far predictions made before each answer were off, as a share; none when never compared.
    pub error: Option<f64>,
    /// What a mock test showed predictions to be off by, in logits; none without a mock test.
    pub shift: Option<f64>,
}

impl Course {
    /// Days from today to the exam; 0 from the exam day on.
    pub(super) fn days_left(&self, today: Day) -> i64 {
        self.exam.since(today).max(0)
    }

    /// Days from the beginning of the plan to the exam.
    fn length(&self) -> i64 {
        self.exam.since(self.since).max(1)
    }

    /// The first day of the window: 15 percent of the whole time, 3 to 7 days, before the exam.
    pub(super) fn window_first(&self) -> Day {
        self.exam.plus(-hundredths_up(15, self.length()).clamp(3, 7))
    }

    /// The last day for new cards: 20 percent of the whole time, at least 3 days, before the exam.
    pub(super) fn last_intro(&self) -> Day {
        self.exam.plus(-hundredths_up(20, self.length()).max(3))
    }

    /// The days on which the learner is likely to study, of `days`; at least one.
    pub(super) fn likely_days(&self, days: i64) -> usize {
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count of days, held at one or more"
        )]
        let likely = (days as f64 * self.studied.clamp(0.0, 1.0) + 1e-9).max(1.0) as usize;
        likely
    }

    /// The time of a day that is still open, in milliseconds: today's without what was done, another's as is likely.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "milliseconds of a day, times a share"
    )]
    pub(super) fn budget(&self, day: Day, today: Day) -> u64 {
        let whole = u64::from(self.minutes) * 60_000;
        if day == today {
            whole.saturating_sub(self.done.millis)
        } else {
            (whole as f64 * self.studied.clamp(0.0, 1.0)) as u64
        }
    }
}

/// So many hundredths of `days`, rounded up.
const fn hundredths_up(hundredths: i64, days: i64) -> i64 {
    (hundredths * days + 99) / 100
}
