//! What the scheduler knows of one card.

use super::{Day, Timestamp};

/// An ease factor in thousandths: 2500 is 2.5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ease(u16);

impl Ease {
    /// The ease of so many thousandths.
    #[must_use]
    pub const fn from_permille(permille: u16) -> Self {
        Self(permille)
    }

    /// The ease in thousandths.
    #[must_use]
    pub const fn permille(self) -> u16 {
        self.0
    }
}

/// When a card comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Due {
    /// At an instant, within the study day.
    At(Timestamp),
    /// On a study day.
    On(Day),
}

/// Where a card stands in its life, with what only that stage has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Never graded, or reset.
    New,
    /// In its first steps.
    Learning {
        /// The step it is on, from 0.
        step: u8,
        /// When the step is over.
        due: Due,
    },
    /// Known, and asked at growing intervals.
    Review {
        /// The day it is due.
        due: Day,
    },
    /// Forgotten, and in the steps back to review.
    Relearning {
        /// The step it is on, from 0.
        step: u8,
        /// When the step is over.
        due: Due,
    },
}

/// The name of a phase, without what it carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StateName {
    /// Never graded.
    New,
    /// In its first steps.
    Learning,
    /// Asked at growing intervals.
    Review,
    /// In the steps after a lapse.
    Relearning,
}

impl StateName {
    /// All, in the order of a card's life.
    pub const ALL: [Self; 4] = [Self::New, Self::Learning, Self::Review, Self::Relearning];

    /// The name in small letters.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Learning => "learning",
            Self::Review => "review",
            Self::Relearning => "relearning",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// The whole scheduling state of a card. Replaying a card's log gives it again, bit for bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CardState {
    /// Where the card stands.
    pub phase: Phase,
    /// The planned interval in days; 0 while it never had one.
    pub interval: u32,
    /// The ease factor.
    pub ease: Ease,
    /// Successes in a row; the classic variant alone uses it.
    pub streak: u32,
    /// How often a review was failed.
    pub lapses: u32,
    /// The study day of the last grade.
    pub last_day: Option<Day>,
    /// Whether it was failed so often that it is a leech; only a reset clears it.
    pub leech: bool,
    /// What the memory model holds of it; the SM-2 variants neither read nor keep it.
    pub memory: Option<Memory>,
}

/// What a memory model of the FSRS family knows of a card, rounded after each step so that every machine agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Memory {
    /// Days until recall falls to nine in ten, in thousandths of a day.
    pub stability: u32,
    /// How hard the card is, in thousandths: 1000 to 10000.
    pub difficulty: u16,
}

impl CardState {
    /// A card never graded, with the ease it starts from.
    #[must_use]
    pub const fn new(ease: Ease) -> Self {
        Self {
            phase: Phase::New,
            interval: 0,
            ease,
            streak: 0,
            lapses: 0,
            last_day: None,
            leech: false,
            memory: None,
        }
    }

    /// The name of its phase.
    #[must_use]
    pub const fn name(&self) -> StateName {
        match self.phase {
            Phase::New => StateName::New,
            Phase::Learning { .. } => StateName::Learning,
            Phase::Review { .. } => StateName::Review,
            Phase::Relearning { .. } => StateName::Relearning,
        }
    }

    /// When it is due; none for a new card.
    #[must_use]
    pub const fn due(&self) -> Option<Due> {
        match self.phase {
            Phase::New => None,
            Phase::Review { due } => Some(Due::On(due)),
            Phase::Learning { due, .. } | Phase::Relearning { due, .. } => Some(due),
        }
    }

    /// Whether it is in learning or relearning steps.
    #[must_use]
    pub const fn in_steps(&self) -> bool {
        matches!(self.phase, Phase::Learning { .. } | Phase::Relearning { .. })
    }
}
