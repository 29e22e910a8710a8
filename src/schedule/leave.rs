//! A planned leave: what would fall due in it is spread over the days before and after.
//!
//! An overlay: no state is touched, and without the leave every card is due as it was. The planned day depends on the
//! card, its due day and the leaves alone, not on today, so that it does not wander from day to day.

use crate::model::{CardState, Day};

/// A card is asked early by no more than this part of its interval: a third, at which recall is still near its peak.
const EARLIEST: i64 = 3;
/// The widest spread to one side, in days.
const WIDEST: i64 = 366;

/// Study days on which nothing is to be due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Leave {
    /// The first of them.
    pub first: Day,
    /// The last of them; not before the first.
    pub last: Day,
}

impl Leave {
    /// Whether the day lies in the leave.
    #[must_use]
    pub fn holds(self, day: Day) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// How many days it has.
    #[must_use]
    pub fn days(self) -> i64 {
        self.last.since(self.first) + 1
    }

    /// The days on each side that take up its cards: half as many as it has.
    fn spread(self) -> i64 {
        ((self.days() + 1) / 2).clamp(1, WIDEST)
    }

    /// Whether what is due on `day` of it is asked before rather than after: the first half is; the day in the middle
    /// goes by the card.
    fn goes_before(self, day: Day, hash: u64) -> bool {
        let from_middle = 2 * day.since(self.first) + 1 - self.days();
        from_middle < 0 || (from_middle == 0 && hash & 1 == 0)
    }
}

/// The day a card that is due on `due` is to be asked, in view of the learner's leaves.
///
/// Outside every leave that is the due day. What is due in the first half of a leave is asked before it, where that
/// is not too early; everything else after it. `hash` is the card's own, and picks the day.
#[must_use]
pub fn planned_day(state: &CardState, due: Day, hash: u64, leaves: &[Leave]) -> Day {
    let Some(&leave) = leaves.iter().find(|leave| leave.holds(due)) else { return due };
    // The lowest bit chose the side.
    let pick = hash >> 1;
    let before = if leave.goes_before(due, hash) { days_before(leave, state, due, leaves) } else { vec![] };
    let days = if before.is_empty() { days_after(leave, state, leaves) } else { before };
    let count = u64::try_from(days.len()).unwrap_or(1).max(1);
    let picked = usize::try_from(pick % count).ok().and_then(|place| days.get(place));
    picked.copied().unwrap_or(leave.last.plus(1))
}

/// The days before a leave on which a card may be asked: after its last answer, and not too early.
fn days_before(leave: Leave, state: &CardState, due: Day, leaves: &[Leave]) -> Vec<Day> {
    let not_too_early = due.plus(-(i64::from(state.interval) / EARLIEST));
    let earliest = state.last_day.map_or(not_too_early, |last| not_too_early.max(last.plus(1)));
    free_days(leave.first, -1, leave.spread(), leaves).filter(|&day| day >= earliest).collect()
}

/// The days after a leave on which a card may be asked: the shorter its interval the sooner.
fn days_after(leave: Leave, state: &CardState, leaves: &[Leave]) -> Vec<Day> {
    let spread = leave.spread().min(i64::from(state.interval).max(1));
    free_days(leave.last, 1, spread, leaves).collect()
}

/// The next `count` days from `start` in steps of `step`, without `start`, that lie in no leave; fewer at the ends of
/// time.
fn free_days(start: Day, step: i64, count: i64, leaves: &[Leave]) -> impl Iterator<Item = Day> {
    let next_free = move |from: Day| {
        let mut day = from.plus(step);
        while let Some(leave) = leaves.iter().find(|leave| leave.holds(day)) {
            let past = if step > 0 { leave.last } else { leave.first }.plus(step);
            if past == day {
                break;
            }
            day = past;
        }
        (day != from).then_some(day)
    };
    std::iter::successors(next_free(start), move |&day| next_free(day))
        .take(usize::try_from(count).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::super::fnv1a64;
    use super::*;
    use crate::model::{Ease, Phase};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn day(number: i64) -> Day {
        Day::from_epoch(20_000 + number)
    }

    fn leave(first: i64, last: i64) -> Leave {
        Leave { first: day(first), last: day(last) }
    }

    fn review(interval: u32, due: i64) -> CardState {
        CardState {
            phase: Phase::Review { due: day(due) },
            interval,
            last_day: Some(day(due - i64::from(interval))),
            ..CardState::new(Ease::from_permille(2500))
        }
    }

    fn planned(interval: u32, due: i64, hash: u64, leaves: &[Leave]) -> i64 {
        planned_day(&review(interval, due), day(due), hash, leaves).since(day(0))
    }

    #[test]
    fn the_first_half_goes_before_and_the_second_after() {
        let leaves = [leave(10, 13)];
        assert_eq!([9, 14].map(|due| planned(90, due, 0, &leaves)), [9, 14], "outside");
        assert_eq!([10, 11, 12, 13].map(|due| planned(90, due, 0, &leaves)), [9, 9, 14, 14]);
        assert_eq!([10, 11, 12, 13].map(|due| planned(90, due, 2, &leaves)), [8, 8, 15, 15]);
    }

    #[test]
    fn the_card_decides_for_the_day_in_the_middle() {
        let leaves = [leave(10, 12)];
        assert_eq!([planned(90, 11, 0, &leaves), planned(90, 11, 1, &leaves)], [9, 13]);
    }

    #[test]
    fn what_would_be_too_early_goes_after() {
        // A third of six days is two: the tenth day at most on the eighth.
        assert_eq!(planned(6, 11, 0, &[leave(10, 30)]), 9);
        assert_eq!(planned(6, 12, 0, &[leave(10, 30)]), 31);
        assert_eq!(planned(1, 10, 0, &[leave(10, 30)]), 31, "tomorrow is in the leave");
    }

    #[test]
    fn the_shorter_the_interval_the_sooner_after() {
        let latest = |interval| (0..100).map(|hash| planned(interval, 30, hash, &[leave(10, 30)])).max();
        assert_eq!([latest(1), latest(3), latest(90)], [Some(31), Some(33), Some(41)]);
    }

    #[test]
    fn the_days_of_another_leave_are_passed_over() {
        let leaves = [leave(10, 13), leave(15, 20), leave(5, 8)];
        assert_eq!([0, 2].map(|hash| planned(300, 13, hash, &leaves)), [14, 21]);
        assert_eq!([0, 2].map(|hash| planned(300, 10, hash, &leaves)), [9, 4]);
    }

    #[test]
    fn a_leave_without_end_is_borne() {
        let endless = Leave { first: day(10), last: Day::from_epoch(i64::MAX) };
        assert_eq!(planned_day(&review(1, 20), day(20), 7, &[endless]), endless.last);
    }

    #[test]
    fn a_fortnight_is_spread_evenly_over_both_sides() {
        let mut load = BTreeMap::new();
        for card in 0_u32..1400 {
            let due = i64::from(card % 14) + 10;
            let hash = fnv1a64(&card.to_le_bytes());
            *load.entry(planned(120, due, hash, &[leave(10, 23)])).or_insert(0) += 1;
        }
        let days: Vec<i64> = load.keys().copied().collect();
        assert_eq!(days, [3, 4, 5, 6, 7, 8, 9, 24, 25, 26, 27, 28, 29, 30]);
        assert_eq!(load.range(..10).map(|(_, cards)| cards).sum::<i32>(), 700);
        assert!(load.values().all(|cards| (70..=130).contains(cards)), "{load:?}");
    }

    fn any_leaves() -> impl Strategy<Value = Vec<Leave>> {
        prop::collection::vec((0_i64..80, 0_i64..30), 0..4).prop_map(|leaves| {
            leaves.into_iter().map(|(first, length)| leave(first, first + length)).collect()
        })
    }

    proptest! {
        #[test]
        fn nothing_is_planned_inside_a_leave(
            leaves in any_leaves(), interval in 0_u32..400, due in -10_i64..120, hash in any::<u64>(),
        ) {
            let planned = planned_day(&review(interval, due), day(due), hash, &leaves);
            prop_assert!(!leaves.iter().any(|leave| leave.holds(planned)));
            if !leaves.iter().any(|leave| leave.holds(day(due))) {
                prop_assert_eq!(planned, day(due));
            }
        }

        #[test]
        fn no_card_is_asked_too_early(
            leaves in any_leaves(), interval in 0_u32..400, due in -10_i64..120, hash in any::<u64>(),
        ) {
            let card = review(interval, due);
            let planned = planned_day(&card, day(due), hash, &leaves);
            if planned < day(due) {
                prop_assert!(planned > card.last_day.unwrap());
                prop_assert!(day(due).since(planned) <= i64::from(interval / 3));
            }
        }
    }
}
