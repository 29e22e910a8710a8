//! When a backlog will be cleared, told when a session begins.

use super::day::DayPlan;
use crate::model::{CardState, Day, Due, Grade, Moment, Phase, Timestamp};
use crate::schedule::{self, Backlog, Params};
use crate::session::{Behind, Candidate, Notice, Rules};
use crate::store::{Store, StoreError};

/// No forecast reads further ahead than so many days.
const HORIZON: u32 = 730;
/// Nor does it look at less: what is due soon delays the backlog.
const LEAST: u32 = 30;
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
    let forgotten: f64 = overdue.iter().map(|card| 1.0 - recall(card)).sum();
    let mut coming = Coming { today: now.day, days: vec![0; days as usize + 1] };
    for (place, card) in overdue.iter().enumerate() {
        let day = now.day.plus(i64::try_from(place).unwrap_or(i64::MAX) / i64::from(behind.cap.max(1)));
        coming.follow(card.state, &plan.params(card.deck), day);
    }
    for card in &later {
        if let Some(Due::On(day)) = card.due {
            coming.fall_due(card.state, &plan.params(card.deck), day);
        }
    }
    let backlog = Backlog {
        overdue: behind.overdue + behind.done,
        cap: behind.cap,
        coming: &coming.days,
        forgotten: per_thousand(forgotten, overdue.len()),
    };
    Ok(Notice::Backlog { overdue: behind.overdue, cap: behind.cap, clear_by: backlog.clear_by(now.day) })
}

/// How many cards fall due on each day from today on, if each answer is as good as predicted.
struct Coming {
    today: Day,
    days: Vec<u32>,
}

impl Coming {
    /// Counts a review that falls due then, and all that follow from it.
    fn fall_due(&mut self, state: CardState, params: &Params, day: Day) {
        if self.count(day) {
            self.follow(state, params, day);
        }
    }

    /// Counts what follows from an answer on that day.
    fn follow(&mut self, mut state: CardState, params: &Params, mut day: Day) {
        loop {
            let at = Timestamp::from_unix(i64::from(day.epoch_days()) * DAY);
            let answered = Moment { at, day, to_rollover: DAY, offset: 0 };
            state = schedule::next_states(&state, params, answered, None)[Grade::Good.index()];
            let Phase::Review { due } = state.phase else { return };
            if due <= day || !self.count(due) {
                return;
            }
            day = due;
        }
    }

    /// False when the day lies beyond what is looked at.
    fn count(&mut self, day: Day) -> bool {
        let at = usize::try_from(day.since(self.today)).ok();
        let count = at.and_then(|at| self.days.get_mut(at));
        count.map(|count| *count += 1).is_some()
    }
}

/// The share of so many cards, in thousandths.
fn per_thousand(share: f64, of: usize) -> u16 {
    #[expect(clippy::cast_precision_loss, reason = "a count of cards, far below 2^52")]
    let thousandths = (1000.0 * share / of.max(1) as f64).clamp(0.0, 1000.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "held within 0 and 1000 just here"
    )]
    let thousandths = thousandths.ceil() as u16;
    thousandths
}
