//! The learner's four grades.

use std::fmt;

/// How well a card was answered, by the learner's own word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Not known.
    Again = 1,
    /// Known with effort, or nearly.
    Hard = 2,
    /// Known.
    Good = 3,
    /// Known at once.
    Easy = 4,
}

impl Grade {
    /// All four, from worst to best: the order of the keys 1 to 4.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// The number on its key: 1 to 4.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The grade of a key's number; none outside 1 to 4.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| i64::from(grade.number()) == number)
    }

    /// Its place in a list of four outcomes: 0 to 3.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize - 1
    }

    /// The name in small letters.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::Hard => "hard",
            Self::Good => "good",
            Self::Easy => "easy",
        }
    }

    /// Whether the card counts as remembered.
    #[must_use]
    pub const fn passed(self) -> bool {
        !matches!(self, Self::Again)
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
