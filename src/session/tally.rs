//! What was answered in a session, and what that came to.

use std::collections::HashSet;

use super::events::Stop;
use super::queue::Counts;
use super::view::Notice;
use crate::model::{CardId, Day, Grade, Key, Timestamp};

/// An answer that takes longer than this is a pause from there on, in milliseconds: nobody thinks for a minute.
pub(super) const LONGEST_ANSWER: u32 = 60_000;
/// So many timed answers say more of the learner's pace today than earlier days do.
const ENOUGH: usize = 5;

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
    /// Whether all of it was practice, with no schedule changed.
    pub cram: bool,
    /// Grades given and not taken back.
    pub grades: u32,
    /// Cards seen.
    pub cards: u32,
    /// Cards known at first try: the first grade in this session was not Again.
    pub first_try: u32,
    /// Milliseconds from questions to grades, added up, pauses left out.
    pub millis: u64,
    /// Milliseconds away: what single answers took beyond a minute.
    pub away: u64,
    /// Cards failed at first, in the order they were met. They can be drilled again: [`super::Command::DrillMisses`].
    pub misses: Vec<Miss>,
    /// Cards failed so often that they became leeches, or were found to be one still, with their lapses.
    pub leeches: Vec<(Key, u32)>,
    /// Answers given while the misses were drilled; they changed no schedule.
    pub drilled: u32,
    /// What the day still offers.
    pub left: Counts,
    /// When the next learning card comes back today, if one does.
    pub back_at: Option<Timestamp>,
    /// The study day.
    pub day: Day,
    /// Cards due tomorrow as things stand, new ones apart; filled in by the driver.
    pub tomorrow: Option<u64>,
    /// Study days in a row up to today; filled in by the driver.
    pub streak: Option<u32>,
    /// What is to be said first.
    pub notices: Vec<Notice>,
}

/// One grade of this session.
#[derive(Debug, Clone)]
pub(super) struct Given {
    pub(super) id: CardId,
    pub(super) grade: Grade,
    /// Milliseconds from question to grade, a pause included; none when not known.
    pub(super) millis: Option<u32>,
    pub(super) leech: bool,
    pub(super) miss: Miss,
}

impl Given {
    /// The time without the pause.
    fn studied(&self) -> Option<u32> {
        self.millis.map(|millis| millis.min(LONGEST_ANSWER))
    }
}

/// The grades of a session that stand, oldest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    given: Vec<Given>,
}

impl Tally {
    pub(super) fn add(&mut self, given: Given) {
        self.given.push(given);
    }

    /// Forgets the last grade of the card.
    pub(super) fn forget(&mut self, id: CardId) {
        if let Some(place) = self.given.iter().rposition(|given| given.id == id) {
            self.given.remove(place);
        }
    }

    pub(super) fn grades(&self) -> u32 {
        number(self.given.len())
    }

    pub(super) fn millis(&self) -> u64 {
        self.given.iter().filter_map(Given::studied).map(u64::from).sum()
    }

    pub(super) fn away(&self) -> u64 {
        let all: u64 = self.given.iter().filter_map(|given| given.millis).map(u64::from).sum();
        all - self.millis()
    }

    /// Milliseconds an answer takes: the median of this session, or that of earlier days while there are few.
    pub(super) fn pace(&self, earlier: Option<u32>) -> Option<u32> {
        let mut times: Vec<u32> = self.given.iter().filter_map(Given::studied).collect();
        if times.len() < ENOUGH && earlier.is_some() {
            return earlier;
        }
        times.sort_unstable();
        times.get(times.len() / 2).copied()
    }

    /// The first grade of each card.
    pub(super) fn firsts(&self) -> impl Iterator<Item = &Given> {
        let mut seen = HashSet::new();
        self.given.iter().filter(move |given| seen.insert(given.id))
    }

    pub(super) fn missed(&self) -> impl Iterator<Item = &Given> {
        self.firsts().filter(|first| !first.grade.passed())
    }

    /// Cards that became leeches, or failed as ones, each once.
    pub(super) fn leeches(&self) -> Vec<(Key, u32)> {
        let mut leeches: Vec<(Key, u32)> = Vec::new();
        for given in self.given.iter().filter(|given| given.leech) {
            let Miss { key, lapses, .. } = &given.miss;
            match leeches.iter_mut().find(|(known, _)| known == key) {
                Some(known) => known.1 = *lapses,
                None => leeches.push((key.clone(), *lapses)),
            }
        }
        leeches
    }
}

pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(id: i64, millis: Option<u32>) -> Given {
        let miss =
            Miss { key: "deck/c".parse().unwrap(), question: "q".into(), answer: "a".into(), lapses: 0 };
        Given { id: CardId(id), grade: Grade::Good, millis, leech: false, miss }
    }

    fn tally(times: &[Option<u32>]) -> Tally {
        Tally { given: times.iter().zip(0..).map(|(time, id)| given(id, *time)).collect() }
    }

    #[test]
    fn what_an_answer_takes_beyond_a_minute_was_spent_elsewhere() {
        let tally = tally(&[Some(5_000), Some(780_000), None, Some(60_000)]);
        assert_eq!((tally.millis(), tally.away()), (125_000, 720_000));
    }

    #[test]
    fn the_pace_is_that_of_earlier_days_until_there_is_one_today() {
        let few = [Some(9_000), Some(9_000)];
        assert_eq!(tally(&few).pace(Some(4_000)), Some(4_000));
        assert_eq!(tally(&few).pace(None), Some(9_000));
        assert_eq!(tally(&[]).pace(None), None);
        let many = [Some(900_000), Some(2_000), Some(3_000), Some(1_000), Some(3_000)];
        assert_eq!(tally(&many).pace(Some(4_000)), Some(3_000), "a pause does not slow the learner down");
    }
}
