//! The day of a learner who follows an exam: its plan laid over the queue. No state is touched.

use std::collections::{HashMap, HashSet};

use super::day::{DayPlan, Following};
use crate::model::{CardId, Due, Moment, StateName};
use crate::session::{Limit, NewOrder, Queue, Rules};
use crate::store::{Store, StoreError};

/// A plan may ask a review however far it is from being due.
const FAR_AHEAD: u32 = 36_500;

impl<'a> DayPlan<'a> {
    /// The same as the exams followed would have it.
    #[must_use]
    pub fn following(mut self, course: Option<&'a Following<'a>>) -> Self {
        self.course = course;
        self
    }

    /// What the exams followed want today; none where none is followed.
    pub(super) fn wanted_by_exams(
        &self,
        store: &Store,
        now: Moment,
    ) -> Result<Option<Vec<CardId>>, StoreError> {
        self.course.map(|course| course(store, now)).transpose()
    }

    /// The queue of these cards in their order, new ones first. The plan has its own measure, so no limit holds, and no
    /// sibling waits.
    pub(super) fn on_course(
        &self,
        store: &Store,
        wanted: &[CardId],
        now: Moment,
    ) -> Result<Queue, StoreError> {
        let places: HashMap<CardId, u32> = wanted.iter().copied().zip(0..).collect();
        let only: HashSet<CardId> = wanted.iter().copied().collect();
        let mut cards = self.cards(store, Some(&only), usize::MAX, FAR_AHEAD, now.day, now)?;
        for card in &mut cards {
            let place = places.get(&card.id).copied().unwrap_or(u32::MAX);
            if card.stage() == StateName::Review {
                card.due = Some(Due::On(now.day));
            }
            card.position = place;
            card.tie = u64::from(place);
        }
        let rules = Rules {
            shared: Limit { new: u32::MAX, reviews: u32::MAX },
            own: HashMap::new(),
            new_order: NewOrder::Before,
            bury_siblings: false,
            bury_own: HashMap::new(),
            hold_new: false,
            ahead: 0,
        };
        Ok(Queue::plan_behind(&cards, self.done(store, now.day)?, rules, &[], now))
    }
}
