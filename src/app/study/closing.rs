//! What to do after a session, by what is left.

use super::day::DayPlan;
use crate::model::Moment;
use crate::session::{Rules, Summary};
use crate::store::{Store, StoreError};

/// At most so many new cards more are proposed when the day is done.
pub const MORE: u32 = 5;

/// The next steps that make sense, a sentence each: none proposes what would find nothing.
///
/// # Errors
/// When the database cannot be read.
pub(super) fn next_steps(
    store: &Store,
    day: &DayPlan<'_>,
    rules: &Rules,
    summary: &Summary,
    now: Moment,
) -> Result<Vec<String>, StoreError> {
    if summary.left.total() > 0 {
        let goes_on = if summary.cram { "studies what is due" } else { "goes on where you stopped" };
        return Ok(vec![format!("`memoire study` {goes_on}.")]);
    }
    let mut steps = Vec::new();
    if let Some(more) = day.more_new(store, MORE, now)? {
        steps.push(format!("`{}` begins {}.", more.command(), more.words()));
    }
    if rules.ahead == 0 && summary.tomorrow.is_some_and(|due| due > 0) {
        steps.push("`memoire study --ahead 1` takes what is due tomorrow today.".to_owned());
    }
    Ok(steps)
}
