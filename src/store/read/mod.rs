//! Reading: the queue of a day, whole cards and their history, decks, the learner's habits.

pub(super) mod cards;
pub(super) mod decks;
pub(super) mod habits;
pub(super) mod queue;
