//! What a study day offers, in which order.
//!
//! A queue is a pure function of the cards' states, today's grades and the rules: a process that was killed plans the
//! same queue again, and taking a grade back gives the queue from before it.

use std::collections::{HashMap, HashSet};

use crate::model::{CardId, CardState, Day, Due, Moment, StateName, Timestamp};

/// Cards of one entry or of one answer are kept this many cards apart while others are at hand (DESIGN 9).
const APART: usize = 5;
/// When nothing else is left, a learning card is shown this many seconds early (DESIGN 9: 20 minutes).
const LEARN_AHEAD: i64 = 20 * 60;

/// A card that could be shown today: not archived, suspended or buried, of a deck that is studied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The card.
    pub id: CardId,
    /// Its deck, as a number of this database.
    pub deck: i64,
    /// What siblings share: FNV-1a-64 of `deck/entry`.
    pub entry: u64,
    /// FNV-1a-64 of the normalised first answer; cards of one answer are kept apart. 0: none.
    pub answer: u64,
    /// Its scheduling state.
    pub state: CardState,
    /// Its place in the deck.
    pub position: u32,
    /// FNV-1a-64 of its key: breaks ties.
    pub tie: u64,
}

/// A grade given today and not undone, oldest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// The card.
    pub id: CardId,
    /// Its deck, as a number of this database.
    pub deck: i64,
    /// What siblings share.
    pub entry: u64,
    /// Hash of its answer, as in [`Candidate::answer`].
    pub answer: u64,
    /// The state the card was in when graded.
    pub before: StateName,
}

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
}

impl Rules {
    fn bury(&self, deck: i64) -> bool {
        self.bury_own.get(&deck).copied().unwrap_or(self.bury_siblings)
    }
}

/// How much a day still offers, after limits and waiting siblings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// New cards.
    pub new: u32,
    /// Cards in learning or relearning steps that come due before the day ends.
    pub learning: u32,
    /// Reviews due, overdue ones included.
    pub due: u32,
    /// Reviews due before today.
    pub overdue: u32,
}

impl Counts {
    /// All cards of the day.
    #[must_use]
    pub const fn total(&self) -> u32 {
        self.new + self.learning + self.due
    }
}

/// What to show now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// This card.
    Card(Candidate),
    /// Nothing is left; cards in learning come back from this instant on, if any do today.
    Done {
        /// When the first comes back.
        back_at: Option<Timestamp>,
    },
}

/// The day's cards that are still to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    learning: Vec<Candidate>,
    reviews: Vec<Candidate>,
    new: Vec<Candidate>,
    done: Vec<Done>,
    rules: Rules,
}

/// Hands out a day's limits while cards are picked.
struct Budget {
    shared: Limit,
    own: HashMap<i64, OwnLimit>,
}

impl Budget {
    /// What the rules allow, less what was done today.
    fn new(rules: &Rules, done: &[Done]) -> Self {
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

    fn take_new(&mut self, deck: i64) -> bool {
        let own = self.own.get_mut(&deck).and_then(|own| own.new.as_mut());
        take(own.unwrap_or(&mut self.shared.new))
    }

    fn take_review(&mut self, deck: i64) -> bool {
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
struct Siblings<'r> {
    taken: HashSet<u64>,
    graded: HashSet<CardId>,
    rules: &'r Rules,
}

impl<'r> Siblings<'r> {
    fn new(done: &[Done], learning: &[Candidate], rules: &'r Rules) -> Self {
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
    fn free(&self, card: &Candidate) -> bool {
        !self.rules.bury(card.deck) || self.graded.contains(&card.id) || !self.taken.contains(&card.entry)
    }
}

impl Queue {
    /// Plans the rest of the day from what could be shown and what was done.
    ///
    /// Reviews go by due day, then by a hash of the key; new cards by deck and place in it. Where siblings wait, one
    /// card an entry is taken, one in learning first, and none whose sibling was graded today.
    #[must_use]
    pub fn plan(candidates: &[Candidate], done: Vec<Done>, rules: Rules, now: Moment) -> Self {
        let learning: Vec<Candidate> =
            candidates.iter().filter(|card| steps_today(&card.state, now).is_some()).copied().collect();
        let mut due: Vec<Candidate> = candidates
            .iter()
            .filter(|card| review_day(&card.state).is_some_and(|day| day <= now.day))
            .copied()
            .collect();
        due.sort_by_key(|card| (review_day(&card.state), card.tie));
        let mut fresh: Vec<Candidate> =
            candidates.iter().filter(|card| card.state.name() == StateName::New).copied().collect();
        fresh.sort_by_key(|card| (card.deck, card.position, card.tie));

        let mut siblings = Siblings::new(&done, &learning, &rules);
        let mut budget = Budget::new(&rules, &done);
        let mut pick = |cards: Vec<Candidate>, take: fn(&mut Budget, i64) -> bool| -> Vec<Candidate> {
            let mut picked = Vec::new();
            for card in cards {
                if siblings.free(&card) && take(&mut budget, card.deck) {
                    siblings.taken.insert(card.entry);
                    picked.push(card);
                }
            }
            picked
        };
        let reviews = pick(due, Budget::take_review);
        let new = pick(fresh, Budget::take_new);
        Self { learning, reviews, new, done, rules }
    }

    /// How much is left of the day.
    #[must_use]
    pub fn counts(&self, now: Moment) -> Counts {
        self.counts_by(now, |_| true)
    }

    /// The same for one deck.
    #[must_use]
    pub fn counts_of(&self, deck: i64, now: Moment) -> Counts {
        self.counts_by(now, |card| card.deck == deck)
    }

    fn counts_by(&self, now: Moment, of: impl Fn(&Candidate) -> bool) -> Counts {
        Counts {
            new: count(&self.new, &of),
            learning: count(&self.learning, &of),
            due: count(&self.reviews, &of),
            overdue: count(&self.reviews, |card| of(card) && review_day(&card.state) < Some(now.day)),
        }
    }

    /// Whether the card is still to be shown today.
    #[must_use]
    pub fn holds(&self, id: CardId) -> bool {
        [&self.learning, &self.reviews, &self.new].into_iter().flatten().any(|card| card.id == id)
    }

    /// The grades of today, oldest first.
    #[must_use]
    pub fn done(&self) -> &[Done] {
        &self.done
    }

    /// The card to show now.
    ///
    /// Learning cards whose step is over come first, then reviews and new cards as the rules mix them, then learning
    /// cards due within 20 minutes. Among these the first that is five cards away from its siblings and from cards of
    /// the same answer; when there is none, the one farthest away.
    #[must_use]
    pub fn next(&self, now: Moment) -> Next {
        let mut steps: Vec<(i64, &Candidate)> = self
            .learning
            .iter()
            .filter_map(|card| steps_today(&card.state, now).map(|due| (due, card)))
            .collect();
        steps.sort_by_key(|(due, card)| (*due, card.tie));
        let over = steps.iter().filter(|(due, _)| *due <= now.at.unix()).map(|(_, card)| *card);
        let (first, second) =
            if self.new_comes_next() { (&self.new, &self.reviews) } else { (&self.reviews, &self.new) };
        let ready = over.chain(first).chain(second);
        let early = steps
            .iter()
            .filter(|(due, _)| *due > now.at.unix() && *due <= now.at.unix() + LEARN_AHEAD)
            .map(|(_, card)| *card);
        match self.farthest(ready).or_else(|| self.farthest(early)) {
            Some(card) => Next::Card(card),
            None => Next::Done {
                back_at: steps
                    .iter()
                    .find(|(due, _)| *due > now.at.unix())
                    .map(|(due, _)| Timestamp::from_unix(*due)),
            },
        }
    }

    /// Takes note of a grade: the card leaves its place, and comes back when it is in steps that end today.
    pub fn graded(&mut self, id: CardId, after: CardState, now: Moment) {
        let Some(card) = self.take(id) else { return };
        self.done.push(Done {
            id,
            deck: card.deck,
            entry: card.entry,
            answer: card.answer,
            before: card.state.name(),
        });
        let card = Candidate { state: after, ..card };
        if steps_today(&after, now).is_some() {
            self.learning.push(card);
        }
    }

    /// Takes note of a grade that another process gave: the card goes where its state puts it.
    pub fn replaced(&mut self, id: CardId, state: CardState, now: Moment) {
        let Some(card) = self.take(id) else { return };
        let card = Candidate { state, ..card };
        if steps_today(&state, now).is_some() {
            self.learning.push(card);
        } else if review_day(&state).is_some_and(|day| day <= now.day) {
            self.reviews.push(card);
        }
    }

    /// Takes a card out of the day.
    pub fn take(&mut self, id: CardId) -> Option<Candidate> {
        [&mut self.learning, &mut self.reviews, &mut self.new].into_iter().find_map(|cards| {
            let place = cards.iter().position(|card| card.id == id)?;
            Some(cards.remove(place))
        })
    }

    /// Whether a new card stands before the next review: the new ones are spread evenly over the whole day, those
    /// already done counted in, so that a restart goes on where it stopped.
    fn new_comes_next(&self) -> bool {
        match self.rules.new_order {
            NewOrder::Before => true,
            NewOrder::After => false,
            NewOrder::Mixed => {
                let done = |state| self.done.iter().filter(|grade| grade.before == state).count();
                let (new, reviews) = (done(StateName::New), done(StateName::Review));
                let (all_new, all_reviews) = (new + self.new.len(), reviews + self.reviews.len());
                // The k-th of n stands at (2k + 1) / 2n of the day.
                (2 * new + 1) * all_reviews < (2 * reviews + 1) * all_new
            }
        }
    }

    /// The first card that is far enough from its like, else the farthest.
    fn farthest<'a>(&self, cards: impl Iterator<Item = &'a Candidate>) -> Option<Candidate> {
        let mut best: Option<(usize, &Candidate)> = None;
        for card in cards {
            let gap = self.gap(card);
            if gap >= APART {
                return Some(*card);
            }
            if best.is_none_or(|(farthest, _)| gap > farthest) {
                best = Some((gap, card));
            }
        }
        best.map(|(_, card)| *card)
    }

    /// How many cards were shown since another card of the same entry or answer; at most [`APART`].
    fn gap(&self, card: &Candidate) -> usize {
        self.done
            .iter()
            .rev()
            .take(APART)
            .position(|shown| {
                shown.id != card.id
                    && (shown.entry == card.entry || (card.answer != 0 && shown.answer == card.answer))
            })
            .unwrap_or(APART)
    }
}

fn count(cards: &[Candidate], of: impl Fn(&Candidate) -> bool) -> u32 {
    u32::try_from(cards.iter().filter(|card| of(card)).count()).unwrap_or(u32::MAX)
}

/// When the step of a card in learning ends, in Unix seconds, if that is before the day ends.
fn steps_today(state: &CardState, now: Moment) -> Option<i64> {
    match (state.in_steps(), state.due()?) {
        (true, Due::At(at)) => (at.unix() < now.at.unix() + now.to_rollover).then_some(at.unix()),
        (true, Due::On(day)) => (day <= now.day).then_some(i64::MIN),
        (false, _) => None,
    }
}

/// The day a card in review is due.
fn review_day(state: &CardState) -> Option<Day> {
    match (state.in_steps(), state.due()?) {
        (false, Due::On(day)) => Some(day),
        _ => None,
    }
}
