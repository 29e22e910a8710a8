//! When a backlog will be cleared, told when a session begins.

use super::day::DayPlan;
use crate::model::{CardState, Day, Due, Grade, Moment, Phase, Timestamp};
use crate::schedule::{self, Backlog, Factor, Params};
use crate::session::{Behind, Candidate, Notice, Rules};
use crate::store::{Store, StoreError};

/// No forecast reads further ahead than so many days.
const HORIZON: u32 = 730;
/// Nor does it look at less: what is due soon delays the backlog.
const LEAST: u32 = 30;
/// Of more cards than this, some stand for the rest: a session is not to begin late for a forecast.
const FOLLOWED: usize = 1500;
/// Of the answers that recall a card, so many are Hard: more than most learners give, so that the day told is kept.
const HARD: f64 = 0.2;
/// What is less likely than this is not followed.
const LEAST_LIKELY: f64 = 0.01;
/// Seconds of a day.
const DAY: i64 = 86_400;

/// What is to be said of the backlog today; nothing where there is none.
///
/// # Errors
/// When the database cannot be read.
pub(super) fn notices(
    store: &Store,
    plan: &DayPlan<'_>,
    rules: &Rules,
    now: Moment,
) -> Result<Vec<Notice>, StoreError> {
    let behind = plan.behind(store, now)?;
    behind
        .iter()
        .filter(|behind| behind.overdue > 0)
        .map(|behind| notice(store, plan, rules, behind, now))
        .collect()
}

fn notice(
    store: &Store,
    plan: &DayPlan<'_>,
    rules: &Rules,
    behind: &Behind,
    now: Moment,
) -> Result<Notice, StoreError> {
    let days = (behind.overdue / behind.cap.max(1)).saturating_mul(3).saturating_add(LEAST).min(HORIZON);
    let mut cards = plan.cards(store, None, 0, days, now.day, now)?;
    cards.retain(|card| behind.covers(rules, card.deck));
    let factor = plan.factor(store)?;
    let (mut overdue, later): (Vec<Candidate>, Vec<Candidate>) =
        cards.into_iter().partition(|card| matches!(card.due, Some(Due::On(day)) if day < now.day));
    let recall = |card: &Candidate| schedule::recall(&card.state, now.day, factor);
    overdue.sort_by(|one, other| schedule::backlog_order((recall(one), one.tie), (recall(other), other.tie)));
    let mut coming = Coming { today: now.day, days: vec![0.0; days as usize + 1], factor };
    let cap = i64::from(behind.cap.max(1));
    for (place, weight) in sample(overdue.len()) {
        let day = now.day.plus(i64::try_from(place).unwrap_or(i64::MAX) / cap);
        coming.follow(overdue[place].state, &plan.params(overdue[place].deck), day, weight);
    }
    for (place, weight) in sample(later.len()) {
        if let Some(Due::On(day)) = later[place].due {
            coming.fall_due(later[place].state, &plan.params(later[place].deck), day, weight);
        }
    }
    let backlog = Backlog {
        overdue: behind.overdue + behind.done,
        cap: behind.cap,
        coming: &coming.counts(),
        // What is forgotten comes back in `coming`.
        forgotten: 0,
    };
    Ok(Notice::Backlog { overdue: behind.overdue, cap: behind.cap, clear_by: backlog.clear_by(now.day) })
}

/// Places of at most [`FOLLOWED`] of so many cards, evenly among them, each with how many it stands for.
#[expect(clippy::cast_precision_loss, reason = "counts of cards, far below 2^52")]
fn sample(cards: usize) -> impl Iterator<Item = (usize, f64)> {
    let step = cards.div_ceil(FOLLOWED).max(1);
    (0..cards).step_by(step).map(move |place| (place, step.min(cards - place) as f64))
}

/// How many cards will fall due on each day from today on, by all that may become of each answer.
struct Coming {
    today: Day,
    days: Vec<f64>,
    factor: Factor,
}

impl Coming {
    /// Counts a review that falls due then, and all that follow from it.
    fn fall_due(&mut self, state: CardState, params: &Params, day: Day, weight: f64) {
        let at = usize::try_from(day.since(self.today)).ok();
        if let Some(count) = at.and_then(|at| self.days.get_mut(at)) {
            *count += weight;
            self.follow(state, params, day, weight);
        }
    }

    /// Counts what follows from an answer on that day. What lies beyond the last day is not followed, and each answer
    /// takes the card further: that ends it.
    fn follow(&mut self, state: CardState, params: &Params, day: Day, weight: f64) {
        let recall = schedule::recall(&state, day, self.factor);
        let at = Timestamp::from_unix(i64::from(day.epoch_days()) * DAY);
        let states =
            schedule::next_states(&state, params, Moment { at, day, to_rollover: DAY, offset: 0 }, None);
        for (grade, chance) in
            [(Grade::Again, 1.0 - recall), (Grade::Hard, recall * HARD), (Grade::Good, recall * (1.0 - HARD))]
        {
            let after = states[grade.index()];
            let due = match after.phase {
                Phase::Review { due } => due,
                // The steps back are taken within the day.
                _ => day.plus(i64::from(after.interval.max(1))),
            };
            let after = CardState { phase: Phase::Review { due }, ..after };
            if chance * weight >= LEAST_LIKELY && due > day {
                self.fall_due(after, params, due, chance * weight);
            }
        }
    }

    /// Whole cards a day; what is left of a card comes a day later.
    fn counts(&self) -> Vec<u32> {
        let mut carried = 0.0;
        let whole = |count: &f64| {
            carried += count;
            let whole = carried.floor();
            carried -= whole;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a count of cards, 0 or more"
            )]
            let whole = whole as u32;
            whole
        };
        self.days.iter().map(whole).collect()
    }
}
