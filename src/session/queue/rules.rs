//! The learner's rules for a day, and what they leave to be picked.

use std::collections::{HashMap, HashSet};

use super::{Candidate, Done};
use crate::model::{CardId, Moment, StateName};

/// Where new cards stand among the day's reviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NewOrder {
    /// Spread evenly among the reviews.
    #[default]
    Mixed,
    /// Before all reviews.
    Before,
    /// After all reviews.
    After,
}

/// How many cards a day brings at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// New cards a day.
    pub new: u32,
    /// Reviews a day; cards in learning steps are not counted.
    pub reviews: u32,
}

/// What one deck is limited to by itself; the rest it shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OwnLimit {
    /// New cards a day; none: as all others.
    pub new: Option<u32>,
    /// Reviews a day; none: as all others.
    pub reviews: Option<u32>,
}

/// The learner's rules for a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Shared by all decks without a limit of their own.
    pub shared: Limit,
    /// What a deck has a limit of its own for is counted by itself, apart from the rest. By deck number.
    pub own: HashMap<i64, OwnLimit>,
    /// Where new cards stand.
    pub new_order: NewOrder,
    /// Whether siblings of a graded card wait until tomorrow, unless they are in learning.
    pub bury_siblings: bool,
    /// The same for decks that have it apart from the others. By deck number.
    pub bury_own: HashMap<i64, bool>,
    /// Whether new cards wait while a day's work or more is overdue.
    pub hold_new: bool,
    /// Reviews due within so many days after today are let in, after those due today.
    pub ahead: u32,
}

impl Rules {
    /// The same for a learner who asks for so many new cards today: over all decks, a backlog or not.
    #[must_use]
    pub fn with_new(mut self, new: u32) -> Self {
        self.shared.new = new;
        self.own.values_mut().for_each(|limit| limit.new = None);
        self.hold_new = false;
        self
    }

    fn bury(&self, deck: i64) -> bool {
        self.bury_own.get(&deck).copied().unwrap_or(self.bury_siblings)
    }

    /// The deck, where it has a limit of its own on reviews; none where it shares the common one.
    fn pot(&self, deck: i64) -> Option<i64> {
        self.own.get(&deck).and_then(|own| own.reviews).map(|_| deck)
    }

    fn cap(&self, pot: Option<i64>) -> u32 {
        let own = pot.and_then(|deck| self.own.get(&deck)?.reviews);
        own.unwrap_or(self.shared.reviews)
    }
}

/// Hands out a day's limits while cards are picked.
pub(super) struct Budget {
    shared: Limit,
    own: HashMap<i64, OwnLimit>,
}

impl Budget {
    /// What the rules allow, less what was done today.
    pub(super) fn new(rules: &Rules, done: &[Done]) -> Self {
        let mut budget = Self { shared: rules.shared, own: rules.own.clone() };
        for grade in done {
            match grade.before {
                StateName::New => _ = budget.take_new(grade.deck),
                StateName::Review => _ = budget.take_review(grade.deck),
                StateName::Learning | StateName::Relearning => {}
            }
        }
        budget
    }

    pub(super) fn take_new(&mut self, deck: i64) -> bool {
        let own = self.own.get_mut(&deck).and_then(|own| own.new.as_mut());
        take(own.unwrap_or(&mut self.shared.new))
    }

    pub(super) fn take_review(&mut self, deck: i64) -> bool {
        let own = self.own.get_mut(&deck).and_then(|own| own.reviews.as_mut());
        take(own.unwrap_or(&mut self.shared.reviews))
    }
}

fn take(left: &mut u32) -> bool {
    let some = *left > 0;
    *left = left.saturating_sub(1);
    some
}

/// Which entries have had their card today, where siblings wait.
pub(super) struct Siblings<'r> {
    taken: HashSet<u64>,
    graded: HashSet<CardId>,
    rules: &'r Rules,
}

impl<'r> Siblings<'r> {
    pub(super) fn new(done: &[Done], learning: &[Candidate], rules: &'r Rules) -> Self {
        Self {
            taken: done
                .iter()
                .map(|grade| grade.entry)
                .chain(learning.iter().map(|card| card.entry))
                .collect(),
            graded: done.iter().map(|grade| grade.id).collect(),
            rules,
        }
    }

    /// Whether the card may be shown today. A card that was graded itself is no sibling of its own.
    pub(super) fn free(&self, card: &Candidate) -> bool {
        !self.rules.bury(card.deck) || self.graded.contains(&card.id) || !self.taken.contains(&card.entry)
    }

    pub(super) fn take(&mut self, card: &Candidate) {
        self.taken.insert(card.entry);
    }
}

/// Overdue work of a day's limit or more, of all decks that share one limit on reviews.
///
/// What was overdue and has been done today counts in, so that a backlog lasts to the end of its day: a restart finds
/// the same order and no new card slips in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Behind {
    /// The deck with a limit of its own; none for the decks that share one.
    pub deck: Option<i64>,
    /// Reviews due before today and still to be done.
    pub overdue: u32,
    /// Those done today already.
    pub done: u32,
    /// Reviews allowed a day.
    pub cap: u32,
}

impl Behind {
    /// Where a day's work or more is overdue, given all cards that could be shown and all grades of today.
    #[must_use]
    pub fn find(candidates: &[Candidate], done: &[Done], rules: &Rules, now: Moment) -> Vec<Self> {
        let mut pots: HashMap<Option<i64>, (u32, u32)> = HashMap::new();
        for card in candidates.iter().filter(|card| card.review_day().is_some_and(|day| day < now.day)) {
            pots.entry(rules.pot(card.deck)).or_default().0 += 1;
        }
        for grade in done.iter().filter(|grade| grade.due.is_some_and(|day| day < now.day)) {
            pots.entry(rules.pot(grade.deck)).or_default().1 += 1;
        }
        let mut behind: Vec<Self> = pots
            .into_iter()
            .map(|(deck, (overdue, done))| Self { deck, overdue, done, cap: rules.cap(deck) })
            .filter(|behind| behind.cap > 0 && behind.overdue + behind.done >= behind.cap)
            .collect();
        behind.sort_by_key(|behind| behind.deck);
        behind
    }

    /// Whether a deck is one of those it counts.
    #[must_use]
    pub fn covers(&self, rules: &Rules, deck: i64) -> bool {
        rules.pot(deck) == self.deck
    }

    pub(super) fn has(behind: &[Self], rules: &Rules, deck: i64) -> bool {
        behind.iter().any(|behind| behind.covers(rules, deck))
    }
}
