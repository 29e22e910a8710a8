//! More overdue than a day allows: which cards go first, what waits, and when it is over.

use std::cmp::Ordering;

use crate::model::Day;

/// No forecast looks further ahead: ten years.
const HORIZON: usize = 3653;

/// Orders two cards of a backlog, each as its predicted recall and a hash that breaks ties.
///
/// The likeliest recalled go first: those can still be saved, while the most overdue are mostly lost already and
/// cost no more a week later.
#[must_use]
pub fn backlog_order(one: (f64, u64), other: (f64, u64)) -> Ordering {
    other.0.total_cmp(&one.0).then(one.1.cmp(&other.1))
}

/// What is overdue, what a day allows, and what is still to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backlog<'a> {
    /// Cards due before today.
    pub overdue: u32,
    /// Reviews allowed a day.
    pub cap: u32,
    /// Cards that will fall due on each day from today on; none is expected after the last.
    pub coming: &'a [u32],
    /// Of a thousand answers, how many will be Again and return the day after.
    pub forgotten: u16,
}

impl Backlog<'_> {
    /// Whether new cards wait: until what is overdue is less than one day's work.
    #[must_use]
    pub const fn holds_new(&self) -> bool {
        self.overdue > 0 && self.overdue >= self.cap
    }

    /// Whether not all that is due today, overdue included, can be done today.
    #[must_use]
    pub fn exceeds_today(&self) -> bool {
        let due_today = self.coming.first().copied().unwrap_or_default();
        self.overdue.saturating_add(due_today) > self.cap
    }

    /// The first day that ends with nothing left over, if each day from `today` the cap is done; none when that is
    /// not within ten years.
    #[must_use]
    pub fn clear_by(&self, today: Day) -> Option<Day> {
        let mut waiting = u64::from(self.overdue);
        let mut returning = 0;
        // What is lost to rounding is carried over, so that small caps forget too.
        let mut carried = 0;
        for ahead in 0..HORIZON {
            waiting += u64::from(self.coming.get(ahead).copied().unwrap_or_default()) + returning;
            let done = waiting.min(u64::from(self.cap));
            waiting -= done;
            if waiting == 0 {
                return i64::try_from(ahead).ok().map(|ahead| today.plus(ahead));
            }
            carried += done * u64::from(self.forgotten.min(1000));
            (returning, carried) = (carried / 1000, carried % 1000);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> Day {
        Day::from_epoch(20_000)
    }

    fn clear_after(overdue: u32, cap: u32, coming: &[u32], forgotten: u16) -> Option<i64> {
        Backlog { overdue, cap, coming, forgotten }.clear_by(today()).map(|day| day.since(today()))
    }

    #[test]
    fn the_likeliest_recalled_go_first_and_hashes_break_ties() {
        let mut cards = vec![(0.4, 1), (0.9, 9), (0.7, 5), (0.9, 2)];
        cards.sort_by(|&one, &other| backlog_order(one, other));
        assert_eq!(cards, [(0.9, 2), (0.9, 9), (0.7, 5), (0.4, 1)]);
    }

    #[test]
    fn new_cards_wait_for_less_than_a_days_work() {
        let holds = |overdue, cap| Backlog { overdue, cap, coming: &[], forgotten: 0 }.holds_new();
        assert_eq!([holds(99, 100), holds(100, 100), holds(0, 0), holds(1, 0)], [false, true, false, true]);
    }

    #[test]
    fn today_is_exceeded_by_what_is_overdue_and_due() {
        let exceeds =
            |overdue, coming: &[u32]| Backlog { overdue, cap: 100, coming, forgotten: 0 }.exceeds_today();
        assert_eq!([exceeds(60, &[40]), exceeds(60, &[41]), exceeds(101, &[])], [false, true, true]);
    }

    #[test]
    fn the_day_it_clears_is_told() {
        assert_eq!(clear_after(0, 60, &[], 0), Some(0));
        assert_eq!(clear_after(412, 60, &[], 0), Some(6), "six days of 60 leave 52 for the seventh");
        assert_eq!(clear_after(1400, 100, &[], 0), Some(13));
        assert_eq!(clear_after(120, 60, &[30, 30], 0), Some(2));
        assert_eq!(clear_after(120, 60, &[60; 10], 0), Some(11), "60 a day come and 60 go for ten days");
        assert_eq!(clear_after(1, 0, &[], 0), None);
        assert_eq!(clear_after(1, 10, &[10; 4000], 0), None);
        assert_eq!(clear_after(u32::MAX, u32::MAX, &[u32::MAX; 3], 1000), None);
    }

    #[test]
    fn what_is_forgotten_comes_back_the_day_after() {
        assert_eq!(clear_after(200, 100, &[], 0), Some(1));
        assert_eq!(clear_after(200, 100, &[], 100), Some(2));
        assert_eq!(clear_after(1400, 100, &[], 200), Some(17), "80 of a hundred stay away");
        assert_eq!(clear_after(5, 1, &[], 500), Some(7), "every second single card returns");
        assert_eq!(clear_after(5, 1, &[], 1000), None);
    }

    proptest! {
        #[test]
        fn more_a_day_clears_no_later(
            overdue in 0_u32..3000, cap in 1_u32..300, coming in prop::collection::vec(0_u32..100, 0..60),
        ) {
            if let Some(day) = clear_after(overdue, cap, &coming, 0) {
                prop_assert!(clear_after(overdue, cap + 1, &coming, 0).unwrap() <= day);
            }
        }
    }
}
