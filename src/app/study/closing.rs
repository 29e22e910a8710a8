//! What to do after a session, by what is left.

use super::day::DayPlan;
use crate::model::{Moment, StateName};
use crate::session::{Rules, Summary};
use crate::store::{Store, StoreError, Wanted};

/// So many new cards more are proposed when the day is done.
const MORE: u32 = 5;

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
        return Ok(vec!["`memoire study` goes on where you stopped.".to_owned()]);
    }
    let mut steps = Vec::new();
    let waiting = Wanted { now, ahead: 0, new: 1, only: day.only() };
    let more = store.candidates(day.roots(), &waiting)?.iter().any(|card| card.stage() == StateName::New);
    if more && day.behind(store, now)?.is_empty() {
        let begun = store.done_today(day.roots(), now.day)?;
        let begun = begun.iter().filter(|grade| grade.before == StateName::New).count();
        let limit = u32::try_from(begun).unwrap_or(u32::MAX).saturating_add(MORE);
        steps.push(format!("`memoire study --new {limit}` begins five more new cards."));
    }
    if rules.ahead == 0 && summary.tomorrow.is_some_and(|due| due > 0) {
        steps.push("`memoire study --ahead 1` takes what is due tomorrow today.".to_owned());
    }
    Ok(steps)
}
