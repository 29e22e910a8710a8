//! What a study day offers, in which order.
//!
//! A queue is a pure function of the cards' states, today's grades and the rules: a process that was killed plans the
//! same queue again, and taking a grade back gives the queue from before it.

mod rules;

use std::cmp::Reverse;

use super::spacing::{self, Kin};
use crate::model::{CardId, CardState, Day, Due, Moment, StateName, Timestamp};

pub use self::rules::{Behind, Limit, NewOrder, OwnLimit, Rules};
use self::rules::{Budget, Siblings};

/// When nothing else is left, a learning card is shown this many seconds early: 20 minutes.
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
    /// When it is due. Not always what the state says: a drill of the classic variant that was broken off is due as
    /// the review it stands for, and a planned leave moves reviews. None for a new card.
    pub due: Option<Due>,
    /// The predicted recall today, in millionths: reviews of a backlog go by it. 0 where there is none.
    pub recall: u32,
    /// How many answers it takes today if each is right, from 1 on.
    pub answers: u8,
    /// Its place in the deck.
    pub position: u32,
    /// FNV-1a-64 of its key: breaks ties.
    pub tie: u64,
}

impl Candidate {
    /// What it is today: a broken-off drill is the review it stands for.
    #[must_use]
    pub fn stage(&self) -> StateName {
        match self.due {
            None => StateName::New,
            Some(_) if self.state.in_steps() && self.due == self.state.due() => self.state.name(),
            Some(_) => StateName::Review,
        }
    }

    /// When its step ends, in Unix seconds, if it is in one that ends before the day does.
    fn step_end(&self, now: Moment) -> Option<i64> {
        match (self.stage(), self.due?) {
            (StateName::Learning | StateName::Relearning, Due::At(at)) => {
                (at.unix() < now.at.unix() + now.to_rollover).then_some(at.unix())
            }
            (StateName::Learning | StateName::Relearning, Due::On(day)) => {
                (day <= now.day).then_some(i64::MIN)
            }
            _ => None,
        }
    }

    /// The day its review is due.
    fn review_day(&self) -> Option<Day> {
        match (self.stage(), self.due?) {
            (StateName::Review, Due::On(day)) => Some(day),
            _ => None,
        }
    }

    fn kin(&self) -> Kin {
        Kin { id: self.id, entry: self.entry, answer: self.answer }
    }
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
    /// What the card was when graded, as in [`Candidate::stage`].
    pub before: StateName,
    /// The day its review had been due; none where a leave had moved it.
    pub due: Option<Day>,
}

impl Done {
    fn kin(&self) -> Kin {
        Kin { id: self.id, entry: self.entry, answer: self.answer }
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

impl Queue {
    /// Plans the rest of the day from what could be shown and what was done; these are all there is.
    #[must_use]
    pub fn plan(candidates: &[Candidate], done: Vec<Done>, rules: Rules, now: Moment) -> Self {
        let behind = Behind::find(candidates, &done, &rules, now);
        Self::plan_behind(candidates, done, rules, &behind, now)
    }

    /// Plans the rest of the day from what could be shown and what was done, with the backlog there is in all.
    ///
    /// Reviews go by due day, then by a hash of the key; in a backlog the likeliest recalled go first, because those
    /// can still be saved, and new cards wait. New cards go by deck and place in it. Where siblings wait, one card an
    /// entry is taken, one in learning first, and none whose sibling was graded today.
    #[must_use]
    pub fn plan_behind(
        candidates: &[Candidate],
        done: Vec<Done>,
        rules: Rules,
        behind: &[Behind],
        now: Moment,
    ) -> Self {
        let chosen = |fits: &dyn Fn(&Candidate) -> bool| -> Vec<Candidate> {
            candidates.iter().filter(|card| fits(card)).copied().collect()
        };
        let is_behind = |card: &Candidate| Behind::has(behind, &rules, card.deck);
        let last_day = now.day.plus(i64::from(rules.ahead));
        let learning = chosen(&|card| card.step_end(now).is_some());
        let mut due = chosen(&|card| card.review_day().is_some_and(|day| day <= last_day));
        due.sort_by_key(|card| {
            let early = card.review_day().filter(|day| *day > now.day);
            let recall = if is_behind(card) { card.recall } else { u32::MAX };
            (early, Reverse(recall), card.review_day().filter(|_| recall == u32::MAX), card.tie)
        });
        let mut fresh =
            chosen(&|card| card.stage() == StateName::New && !(rules.hold_new && is_behind(card)));
        fresh.sort_by_key(|card| (card.deck, card.position, card.tie));

        let mut siblings = Siblings::new(&done, &learning, &rules);
        let mut budget = Budget::new(&rules, &done);
        let mut pick = |cards: Vec<Candidate>, take: fn(&mut Budget, i64) -> bool| -> Vec<Candidate> {
            let mut picked = Vec::new();
            for card in cards {
                if siblings.free(&card) && take(&mut budget, card.deck) {
                    siblings.take(&card);
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
            overdue: count(&self.reviews, |card| of(card) && card.review_day() < Some(now.day)),
        }
    }

    /// How many answers the rest of the day takes if each is right: a card in learning steps takes several.
    #[must_use]
    pub fn answers_left(&self) -> u32 {
        self.all().map(|card| u32::from(card.answers)).sum()
    }

    fn all(&self) -> impl Iterator<Item = &Candidate> {
        [&self.learning, &self.reviews, &self.new].into_iter().flatten()
    }

    /// Whether the card is still to be shown today.
    #[must_use]
    pub fn holds(&self, id: CardId) -> bool {
        self.all().any(|card| card.id == id)
    }

    /// The grades of today, oldest first.
    #[must_use]
    pub fn done(&self) -> &[Done] {
        &self.done
    }

    /// The card to show now.
    ///
    /// Learning cards whose step is over come first, then reviews and new cards as the rules mix them, then learning
    /// cards due within 20 minutes. Among these the first that keeps its distance from its siblings and from cards of
    /// the same answer, and lets the rest keep theirs.
    #[must_use]
    pub fn next(&self, now: Moment) -> Next {
        let mut steps: Vec<(i64, &Candidate)> =
            self.learning.iter().filter_map(|card| card.step_end(now).map(|end| (end, card))).collect();
        steps.sort_by_key(|(end, card)| (*end, card.tie));
        let over = steps.partition_point(|(end, _)| *end <= now.at.unix());
        let soon = steps.partition_point(|(end, _)| *end <= now.at.unix() + LEARN_AHEAD);
        let cards = |steps: &[(i64, &'_ Candidate)]| steps.iter().map(|(_, card)| **card).collect::<Vec<_>>();
        let (first, second) =
            if self.new_comes_next() { (&self.new, &self.reviews) } else { (&self.reviews, &self.new) };
        let mut ready = cards(&steps[..over]);
        ready.extend(first.iter().chain(second).copied());
        match self.pick(&ready).or_else(|| self.pick(&cards(&steps[over..soon]))) {
            Some(card) => Next::Card(card),
            None => Next::Done { back_at: steps.get(over).map(|(end, _)| Timestamp::from_unix(*end)) },
        }
    }

    fn pick(&self, ready: &[Candidate]) -> Option<Candidate> {
        let kin: Vec<Kin> = ready.iter().map(Candidate::kin).collect();
        let from = self.done.len().saturating_sub(spacing::APART);
        let shown: Vec<Kin> = self.done[from..].iter().map(Done::kin).collect();
        spacing::pick(&kin, &shown).map(|place| ready[place])
    }

    /// Takes note of a grade: the card leaves its place, and comes back when it is in steps that end today.
    /// `answers` as in [`Candidate::answers`].
    pub fn graded(&mut self, id: CardId, after: CardState, answers: u8, now: Moment) {
        let Some(card) = self.take(id) else { return };
        self.note(&card);
        let card = Candidate { state: after, due: after.due(), recall: 0, answers, ..card };
        if card.step_end(now).is_some() {
            self.learning.push(card);
        }
    }

    /// Takes note of a grade that another process gave: it counts for the day as one of ours, and the card goes
    /// where its state puts it.
    pub fn replaced(&mut self, id: CardId, state: CardState, now: Moment) {
        let Some(card) = self.take(id) else { return };
        self.note(&card);
        let card = Candidate { state, due: state.due(), ..card };
        if card.step_end(now).is_some() {
            self.learning.push(card);
        } else if card.review_day().is_some_and(|day| day <= now.day) {
            self.reviews.push(card);
        }
    }

    fn note(&mut self, card: &Candidate) {
        let Candidate { id, deck, entry, answer, .. } = *card;
        // What a leave had moved was not late.
        let due = card.review_day().filter(|_| card.state.in_steps() || card.due == card.state.due());
        self.done.push(Done { id, deck, entry, answer, before: card.stage(), due });
    }

    /// What makes these cards, shown today, give each other away.
    #[must_use]
    pub(super) fn kin_of(&self, ids: &[CardId]) -> Vec<Kin> {
        let of = |id: &CardId| self.done.iter().rev().find(|grade| grade.id == *id).map(Done::kin);
        ids.iter().filter_map(of).collect()
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
}

fn count(cards: &[Candidate], of: impl Fn(&Candidate) -> bool) -> u32 {
    u32::try_from(cards.iter().filter(|card| of(card)).count()).unwrap_or(u32::MAX)
}
