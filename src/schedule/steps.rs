//! The short waits of learning and relearning.

use super::{Now, rdiv};
use crate::model::{Due, Grade};

/// Seconds of a day.
pub(super) const DAY: u32 = 86_400;

/// Where a grade leads within the steps: the step, and the seconds to wait for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wait {
    pub(super) step: u8,
    pub(super) seconds: u32,
}

/// What a grade on step `step` leads to; none when it leaves the steps.
///
/// A step beyond the list (it was made shorter since) counts as the last.
pub(super) fn after(steps: &[u32], step: u8, grade: Grade) -> Option<Wait> {
    let last = steps.len().checked_sub(1)?;
    let step = usize::from(step).min(last);
    let (step, seconds) = match grade {
        Grade::Again => (0, steps[0]),
        Grade::Hard => (step, hard_wait(steps, step)),
        Grade::Good if step < last => (step + 1, steps[step + 1]),
        Grade::Good | Grade::Easy => return None,
    };
    Some(Wait { step: u8::try_from(step).unwrap_or(u8::MAX), seconds })
}

/// Hard repeats the step; the first waits half-way to the second, or half as long again when it is the only one.
fn hard_wait(steps: &[u32], step: usize) -> u32 {
    let wait = steps[step];
    match (step, steps.get(1)) {
        (0, Some(&next)) => {
            whole_days_beyond_one((wait / 2).saturating_add(next / 2) + (wait % 2 + next % 2) / 2)
        }
        (0, None) => whole_days_beyond_one(wait.saturating_add((wait / 2).min(DAY))),
        _ => wait,
    }
}

fn whole_days_beyond_one(seconds: u32) -> u32 {
    if seconds <= DAY {
        return seconds;
    }
    let days = rdiv(i128::from(seconds), i128::from(DAY));
    u32::try_from(days * i128::from(DAY)).unwrap_or(u32::MAX)
}

/// When a wait that starts now is over: at an instant of this study day, else on a later day.
pub(super) fn due_after(seconds: u32, now: Now) -> Due {
    let beyond = i64::from(seconds) - now.to_rollover;
    if beyond < 0 {
        Due::At(now.at.plus_seconds(i64::from(seconds)))
    } else {
        Due::On(now.day.plus(beyond / i64::from(DAY) + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hard(steps: &[u32]) -> u32 {
        after(steps, 0, Grade::Hard).unwrap().seconds
    }

    #[test]
    fn hard_on_a_single_step_waits_half_as_long_again_and_at_most_a_day_more() {
        assert_eq!(hard(&[600]), 900);
        assert_eq!(hard(&[DAY]), 2 * DAY, "a day and a half, in whole days");
        assert_eq!(hard(&[4 * DAY]), 5 * DAY);
    }

    #[test]
    fn hard_on_the_first_of_several_waits_their_mean() {
        assert_eq!(hard(&[60, 600]), 330);
        assert_eq!(hard(&[61, 600]), 330);
        assert_eq!(hard(&[61, 601]), 331);
        assert_eq!(hard(&[600, 3 * DAY]), 2 * DAY);
        assert_eq!(hard(&[u32::MAX, u32::MAX]), 49_710 * DAY);
    }

    #[test]
    fn a_step_beyond_a_shortened_list_is_the_last() {
        assert_eq!(after(&[60, 600], 7, Grade::Hard), Some(Wait { step: 1, seconds: 600 }));
        assert_eq!(after(&[60, 600], 7, Grade::Good), None);
        assert_eq!(after(&[], 0, Grade::Again), None);
    }
}
