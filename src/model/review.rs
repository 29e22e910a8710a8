//! One row of the log.

use super::{CardState, Day, Grade, Timestamp};

/// What a row of the log records. `cram` and `mock` change no state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are those of the rows")]
pub enum ReviewKind {
    Grade,
    Drill,
    Cram,
    Mock,
    Exam,
    Undo,
    Suspend,
    Unsuspend,
    Bury,
    Reset,
    SetDue,
    Switch,
    Seed,
    Link,
    Flag,
    Unflag,
    Redate,
    Ease,
}

impl ReviewKind {
    /// All kinds.
    pub const ALL: [Self; 18] = [
        Self::Grade,
        Self::Drill,
        Self::Cram,
        Self::Mock,
        Self::Exam,
        Self::Undo,
        Self::Suspend,
        Self::Unsuspend,
        Self::Bury,
        Self::Reset,
        Self::SetDue,
        Self::Switch,
        Self::Seed,
        Self::Link,
        Self::Flag,
        Self::Unflag,
        Self::Redate,
        Self::Ease,
    ];

    /// The name in the database and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Grade => "grade",
            Self::Drill => "drill",
            Self::Cram => "cram",
            Self::Mock => "mock",
            Self::Exam => "exam",
            Self::Undo => "undo",
            Self::Suspend => "suspend",
            Self::Unsuspend => "unsuspend",
            Self::Bury => "bury",
            Self::Reset => "reset",
            Self::SetDue => "set-due",
            Self::Switch => "switch",
            Self::Seed => "seed",
            Self::Link => "link",
            Self::Flag => "flag",
            Self::Unflag => "unflag",
            Self::Redate => "redate",
            Self::Ease => "ease",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// One row of a card's log, as read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Its number in the log: replay goes by it.
    pub seq: i64,
    /// When it was written.
    pub at: Timestamp,
    /// The study day it counts for.
    pub day: Day,
    /// Seconds from `at` to the end of that day.
    pub to_rollover: i64,
    /// What it records.
    pub kind: ReviewKind,
    /// The grade, where it records one.
    pub grade: Option<Grade>,
    /// Milliseconds from the question to the grade; none when not known.
    pub millis: Option<u32>,
    /// The fuzz of the grade, 0 to 999; none when the scheduler ran without.
    pub fuzz: Option<u16>,
    /// The state it started from.
    pub before: CardState,
    /// The state it led to.
    pub after: CardState,
    /// Whether a later row took it back.
    pub undone: bool,
}
