//! Which cards a day of the plan asks, and in which order.

use std::cmp::Ordering;

use super::super::{backlog_order, recall, recall_after};
use super::course::{Course, Policy, Subject};
use super::run::{Run, answered, due_day};
use crate::model::{CardState, Day, Grade, Phase};

/// A card is asked before it is due where that adds at least this much to its recall on exam day.
const WORTH_ASKING_EARLY: f64 = 0.10;

/// The cards of a day, as their places in the list of subjects: those in steps, new ones at the pace, reviews.
pub(super) fn wanted(run: &Run<'_>, day: Day) -> Vec<usize> {
    let (mut wanted, mut unseen, mut reviews) = (Vec::new(), Vec::new(), Vec::new());
    for (place, standing) in run.standings.iter().enumerate() {
        match standing.state.phase {
            Phase::New => unseen.push(place),
            Phase::Learning { .. } | Phase::Relearning { .. } => {
                if is_due(run, place, day) {
                    wanted.push(place);
                }
            }
            Phase::Review { .. } if standing.last_seen != Some(day) => reviews.push(place),
            Phase::Review { .. } => {}
        }
    }
    unseen.truncate(new_quota(run, day));
    wanted.extend(unseen);
    wanted.extend(if day < run.course.window_first() {
        before_the_window(run, day, reviews)
    } else {
        in_the_window(run, day, reviews)
    });
    wanted
}

/// The new cards that are still to be introduced on that day: all that are left, spread evenly over the days on which
/// the learner is likely to study until the last one for new cards.
pub(super) fn new_quota(run: &Run<'_>, day: Day) -> usize {
    let unseen = run.standings.iter().filter(|standing| standing.state.phase == Phase::New).count();
    let days = run.course.likely_days(run.course.last_intro().since(day));
    (unseen + run.introduced_today).div_ceil(days).saturating_sub(run.introduced_today).min(unseen)
}

fn before_the_window(run: &Run<'_>, day: Day, reviews: Vec<usize>) -> Vec<usize> {
    let (due, early): (Vec<usize>, Vec<usize>) =
        reviews.into_iter().partition(|&place| is_due(run, place, day));
    match run.course.policy {
        Policy::Window => as_scheduled(run, day, due),
        Policy::Gain => {
            let review = f64::from(run.course.pace.recalled);
            let early = by_gain(run, day, early);
            let worth = early.into_iter().filter(|(gain, _)| gain * review > WORTH_ASKING_EARLY);
            by_gain(run, day, due).into_iter().chain(worth).map(|(_, place)| place).collect()
        }
    }
}

/// In the order they are due; when there is more than fits the day, the likeliest recalled first.
fn as_scheduled(run: &Run<'_>, day: Day, mut due: Vec<usize>) -> Vec<usize> {
    let work: u64 = due.iter().map(|&place| run.expected_millis(place, day)).sum();
    if work > run.course.budget(day, day) {
        due.sort_by(|&one, &other| {
            backlog_order(
                (run.recall(one, day), run.subjects[one].hash),
                (run.recall(other, day), run.subjects[other].hash),
            )
        });
    } else {
        due.sort_by_key(|&place| {
            (due_day(&run.subjects[place], &run.standings[place].state, day), run.subjects[place].hash)
        });
    }
    due
}

/// Every card once, each day its share, and what is due besides; on a day that could no longer hold the rest, the
/// rest goes before all else.
fn in_the_window(run: &Run<'_>, day: Day, reviews: Vec<usize>) -> Vec<usize> {
    let window = run.course.window_first();
    let (missing, again): (Vec<usize>, Vec<usize>) = reviews
        .into_iter()
        .partition(|&place| run.standings[place].last_seen.is_none_or(|seen| seen < window));
    match run.course.policy {
        Policy::Window => {
            let (mut missing, later): (Vec<usize>, Vec<usize>) =
                missing.into_iter().partition(|&place| is_due(run, place, day));
            let share =
                (missing.len() + later.len()).div_ceil(run.course.likely_days(run.course.days_left(day)));
            let later = by_gain(run, day, later);
            missing
                .extend(later.into_iter().map(|(_, place)| place).take(share.saturating_sub(missing.len())));
            missing.extend(again.into_iter().filter(|&place| is_due(run, place, day)));
            missing
        }
        Policy::Gain => {
            let work: u64 = missing.iter().map(|&place| run.expected_millis(place, day)).sum();
            let days_after = run.course.likely_days(run.course.days_left(day)) - 1;
            let left_for_later = run.course.budget(day, day).saturating_mul(days_after as u64);
            let places = |cards: Vec<(f64, usize)>| cards.into_iter().map(|(_, place)| place);
            if work > left_for_later {
                places(by_gain(run, day, missing)).chain(places(by_gain(run, day, again))).collect()
            } else {
                places(by_gain(run, day, [missing, again].concat())).collect()
            }
        }
    }
}

fn is_due(run: &Run<'_>, place: usize, day: Day) -> bool {
    due_day(&run.subjects[place], &run.standings[place].state, day).is_some_and(|due| due <= day)
}

/// The cards with their gains, the greatest first.
fn by_gain(run: &Run<'_>, day: Day, cards: Vec<usize>) -> Vec<(f64, usize)> {
    let mut gains: Vec<(f64, usize)> = cards.into_iter().map(|place| (run.gain(place, day), place)).collect();
    gains.sort_by(|one, other| match other.0.total_cmp(&one.0) {
        Ordering::Equal => run.subjects[one.1].hash.cmp(&run.subjects[other.1].hash),
        order => order,
    });
    gains
}

/// What a millisecond given to the card on `day` adds to its recall on exam day.
///
/// Whether it will be recalled is not known: the gain of either outcome counts as much as it is likely, and so does
/// the time it takes.
pub(super) fn gain_of(subject: &Subject<'_>, state: &CardState, course: &Course, day: Day) -> f64 {
    let now = recall(state, day, subject.factor);
    let base = recall(state, course.exam, subject.factor);
    let up = recall(&answered(subject, state, Grade::Good, day), course.exam, subject.factor);
    let failed = answered(subject, state, Grade::Again, day);
    let down = match failed.memory {
        Some(_) => recall(&failed, course.exam, subject.factor),
        None => recall_after(failed.interval.max(1), course.exam.since(day), subject.factor),
    };
    let millis = now * f64::from(course.pace.recalled) + (1.0 - now) * f64::from(course.pace.forgotten);
    (now * up + (1.0 - now) * down - base) / millis.max(1.0)
}
