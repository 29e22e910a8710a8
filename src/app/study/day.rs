//! The plan of a day, put together from the database: what could be shown, what was done, what is overdue.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use crate::model::{CardId, CardState, Day, Due, Moment, Phase, StateName, counted};
use crate::schedule::{self, Calibration, Factor, Leave, Params};
use crate::session::{Behind, Candidate, Done, Queue, Rules, answers_left};
use crate::store::{Store, StoreError, Wanted};

/// So many answers, the latest, say enough of a learner's memory; more would be felt when a session begins.
const ANSWERS: u32 = 20_000;

/// What a day is planned from, beside the database.
pub struct DayPlan<'a> {
    roots: &'a [String],
    only: Option<&'a HashSet<CardId>>,
    rules: &'a Rules,
    params: &'a dyn Fn(i64) -> Params,
    /// How much longer than planned the learner remembers: read from the log once, where it is needed.
    factor: OnceCell<Factor>,
    /// What the exams followed make of the day; none where none is.
    pub(super) course: Option<&'a Following<'a>>,
}

/// Gives the cards that the exams followed want today, in their order.
pub type Following<'a> = dyn Fn(&Store, Moment) -> Result<Vec<CardId>, StoreError> + 'a;

/// New cards that could be begun today beyond the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MoreNew {
    /// How many, at least one.
    pub cards: u32,
    /// The limit on new cards of the day that lets them in.
    pub limit: u32,
}

impl MoreNew {
    /// The command that begins them.
    #[must_use]
    pub fn command(&self) -> String {
        format!("memoire study --new {}", self.limit)
    }

    /// Them in words: `5 more new cards`.
    #[must_use]
    pub fn words(&self) -> String {
        counted(self.cards, "more new card", "more new cards")
    }
}

impl<'a> DayPlan<'a> {
    /// The plan for the cards of these roots, or for some of them; `params` gives the scheduler's settings of a deck.
    #[must_use]
    pub fn new(
        roots: &'a [String],
        only: Option<&'a HashSet<CardId>>,
        rules: &'a Rules,
        params: &'a dyn Fn(i64) -> Params,
    ) -> Self {
        Self { roots, only, rules, params, factor: OnceCell::new(), course: None }
    }

    /// The roots it is for.
    #[must_use]
    pub fn roots(&self) -> &'a [String] {
        self.roots
    }

    /// The cards it keeps to; none for all.
    #[must_use]
    pub fn only(&self) -> Option<&'a HashSet<CardId>> {
        self.only
    }

    /// The scheduler's settings of a deck.
    #[must_use]
    pub fn params(&self, deck: i64) -> Params {
        (self.params)(deck)
    }

    /// Plans the rest of the day.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn queue(&self, store: &Store, now: Moment) -> Result<Queue, StoreError> {
        if let Some(wanted) = self.wanted_by_exams(store, now)? {
            return self.on_course(store, &wanted, now);
        }
        let done = self.done(store, now.day)?;
        let mut behind = self.only.map(|_| self.behind_of(store, &done, now)).transpose()?;
        let wanted = self.new_wanted(&done);
        // Siblings that wait do not count: where too few entries came with the first new cards, more are read.
        let mut new = wanted.saturating_mul(4);
        loop {
            let mut cards = self.cards(store, self.only, new, self.rules.ahead, now.day, now)?;
            let behind = behind.get_or_insert_with(|| Behind::find(&cards, &done, self.rules, now));
            if !behind.is_empty() {
                let factor = self.factor(store)?;
                cards.iter_mut().for_each(|card| card.recall = recall(card, now.day, factor));
            }
            let read = cards.iter().filter(|card| card.stage() == StateName::New).count();
            let queue = Queue::plan_behind(&cards, done.clone(), self.rules.clone(), behind, now);
            let short = (queue.counts(now).new as usize) < wanted;
            if !(short && read >= new && new > 0) {
                return Ok(queue);
            }
            new = new.saturating_mul(8);
        }
    }

    /// Where a day's work or more is overdue, whichever cards the plan keeps to.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn behind(&self, store: &Store, now: Moment) -> Result<Vec<Behind>, StoreError> {
        self.behind_of(store, &self.done(store, now.day)?, now)
    }

    /// The grades of that day. What a leave had moved was not late, whatever its state says.
    pub(super) fn done(&self, store: &Store, day: Day) -> Result<Vec<Done>, StoreError> {
        let leaves = store.leaves()?;
        let mut done = store.done_today(self.roots, day)?;
        for grade in &mut done {
            grade.due = grade.due.filter(|due| !leaves.iter().any(|leave| leave.holds(*due)));
        }
        Ok(done)
    }

    fn behind_of(&self, store: &Store, done: &[Done], now: Moment) -> Result<Vec<Behind>, StoreError> {
        let all = self.cards(store, None, 0, 0, now.day, now)?;
        Ok(Behind::find(&all, done, self.rules, now))
    }

    /// The new cards, at most so many, that could be begun today beyond those that were, whichever cards the plan keeps
    /// to; none where none waits, all wait as siblings until tomorrow, or a backlog comes first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn more_new(&self, store: &Store, most: u32, now: Moment) -> Result<Option<MoreNew>, StoreError> {
        let done = self.done(store, now.day)?;
        if !self.behind_of(store, &done, now)?.is_empty() {
            return Ok(None);
        }
        let begun = done.iter().filter(|grade| grade.before == StateName::New).count();
        let begun = u32::try_from(begun).unwrap_or(u32::MAX);
        // What the command offered would plan.
        let rules = Rules { ahead: 0, ..self.rules.clone() }.with_new(begun.saturating_add(most));
        let cards = DayPlan::new(self.roots, None, &rules, self.params).queue(store, now)?.counts(now).new;
        Ok((cards > 0).then(|| MoreNew { cards, limit: begun.saturating_add(cards) }))
    }

    /// How many cards, new ones apart, are due on or before that day, today or later, as things stand.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn due_by(&self, store: &Store, day: Day, now: Moment) -> Result<u64, StoreError> {
        let ahead = u32::try_from(day.since(now.day)).unwrap_or_default();
        let cards = self.cards(store, None, 0, ahead, day, now)?;
        let due = cards.iter().filter(|card| match card.due {
            Some(Due::On(due)) => due <= day,
            due => due.is_some(),
        });
        Ok(due.count() as u64)
    }

    /// The days to which a leave moves the reviews that would fall due in it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn moved_by(&self, store: &Store, leave: Leave, now: Moment) -> Result<Vec<Day>, StoreError> {
        let ahead = u32::try_from(leave.last.since(now.day)).unwrap_or_default();
        let cards = self.cards(store, None, 0, ahead, now.day, now)?;
        let moved = cards.iter().filter_map(|card| match (card.state.phase, card.due?) {
            (Phase::Review { due }, Due::On(planned)) if leave.holds(due) => Some(planned),
            _ => None,
        });
        Ok(moved.collect())
    }

    /// The cards that could be shown within so many days, as they are seen from `seen_from`.
    pub(super) fn cards(
        &self,
        store: &Store,
        only: Option<&HashSet<CardId>>,
        new: usize,
        ahead: u32,
        seen_from: Day,
        now: Moment,
    ) -> Result<Vec<Candidate>, StoreError> {
        let leaves = store.leaves()?;
        let ahead = ahead.max(reach(&leaves, now.day, now.day.plus(i64::from(ahead))));
        let mut cards = store.candidates(self.roots, &Wanted { now, ahead, new, only })?;
        let mut known: HashMap<i64, Params> = HashMap::new();
        for card in &mut cards {
            let params = known.entry(card.deck).or_insert_with(|| self.params(card.deck));
            card.due = planned(&card.state, schedule::due(&card.state, params, seen_from), card.tie, &leaves);
            card.answers = answers_left(&card.state, params);
        }
        Ok(cards)
    }

    /// How much longer than planned the learner remembers, by the log.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) fn factor(&self, store: &Store) -> Result<Factor, StoreError> {
        if let Some(factor) = self.factor.get() {
            return Ok(*factor);
        }
        let mut calibration = Calibration::default();
        for answer in store.first_answers(ANSWERS)? {
            calibration.add(answer.interval, answer.elapsed, answer.recalled);
        }
        Ok(*self.factor.get_or_init(|| calibration.best()))
    }

    /// New cards that the limits leave for today, over all decks.
    fn new_wanted(&self, done: &[Done]) -> usize {
        let started = done.iter().filter(|grade| grade.before == StateName::New).count();
        let own = self.rules.own.values().map(|limit| u64::from(limit.new.unwrap_or(0)));
        let allowed = u64::from(self.rules.shared.new) + own.sum::<u64>();
        usize::try_from(allowed).unwrap_or(usize::MAX).saturating_sub(started)
    }
}

/// Plans the rest of the day.
///
/// # Errors
/// When the database cannot be read.
pub fn plan_day(
    store: &Store,
    roots: &[String],
    only: Option<&HashSet<CardId>>,
    rules: &Rules,
    params: &dyn Fn(i64) -> Params,
    now: Moment,
) -> Result<Queue, StoreError> {
    DayPlan::new(roots, only, rules, params).queue(store, now)
}

/// When a card is due in view of the learner's leaves: only reviews are moved.
fn planned(state: &CardState, due: Option<Due>, tie: u64, leaves: &[Leave]) -> Option<Due> {
    match due {
        Some(Due::On(day)) if !state.in_steps() => {
            Some(Due::On(schedule::planned_day(state, day, tie, leaves)))
        }
        due => due,
    }
}

/// How many days after today the last card may be due that a leave moves to `day` or before.
fn reach(leaves: &[Leave], today: Day, day: Day) -> u32 {
    let all: i64 = leaves.iter().map(|leave| leave.days()).sum();
    let moves = leaves.iter().filter(|leave| leave.first.plus(-all) <= day);
    let last = moves.map(|leave| leave.last.since(today)).max();
    last.and_then(|days| u32::try_from(days).ok()).unwrap_or_default()
}

/// The predicted recall in millionths; 0 of what is no review.
fn recall(card: &Candidate, today: Day, factor: Factor) -> u32 {
    if card.stage() != StateName::Review {
        return 0;
    }
    let recall = schedule::recall(&card.state, today, factor).clamp(0.0, 1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "held within 0 and 1 just here"
    )]
    let millionths = (recall * 1e6).round() as u32;
    millionths
}
