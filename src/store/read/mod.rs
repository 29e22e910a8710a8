//! Reading: the queue of a day, whole cards and their history, decks.

pub(super) mod cards;
pub(super) mod decks;
pub(super) mod queue;
