//! What a session came to.

use super::machine::Stop;
use super::queue::Counts;
use crate::model::{Day, Key, Timestamp};

/// A card that was not known at first try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// The card.
    pub key: Key,
    /// Its question.
    pub question: String,
    /// Its answer.
    pub answer: String,
    /// How often it has been failed in review.
    pub lapses: u32,
}

/// What a session came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Why it ended.
    pub stop: Stop,
    /// Grades given and not taken back.
    pub grades: u32,
    /// Cards seen.
    pub cards: u32,
    /// Cards known at first try: the first grade in this session was not Again.
    pub first_try: u32,
    /// Milliseconds from questions to grades, added up.
    pub millis: u64,
    /// Cards failed at first, in the order they were met.
    pub misses: Vec<Miss>,
    /// What the day still offers.
    pub left: Counts,
    /// When the next learning card comes back today, if one does.
    pub back_at: Option<Timestamp>,
    /// The study day.
    pub day: Day,
    /// Cards due tomorrow as things stand, new ones apart; filled in by the driver.
    pub tomorrow: Option<u64>,
}
