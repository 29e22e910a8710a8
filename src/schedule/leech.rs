//! Cards that are failed again and again.

use super::Params;
use crate::model::CardState;

/// Whether the grade that led from `before` to `after` is one to point out a leech at: the threshold, and every
/// half threshold after it.
#[must_use]
pub fn leech_announced(before: &CardState, after: &CardState, params: &Params) -> bool {
    if after.lapses <= before.lapses || params.leech == 0 {
        return false;
    }
    after
        .lapses
        .checked_sub(params.leech)
        .is_some_and(|beyond| beyond.is_multiple_of(params.leech.div_ceil(2)))
}

/// `state` with one lapse more; a leech from the threshold on, until it is reset.
pub(super) fn lapsed(state: CardState, params: &Params) -> CardState {
    let lapses = state.lapses.saturating_add(1);
    let leech = state.leech || (params.leech > 0 && lapses >= params.leech);
    CardState { lapses, leech, ..state }
}
