//! What a study day offers, in which order.

use crate::model::{CardId, CardState, StateName};

/// A card that could be shown today: not archived, suspended or buried, of a deck that is studied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The card.
    pub id: CardId,
    /// Its deck, as a number of this database.
    pub deck: i64,
    /// What siblings share: FNV-1a-64 of `deck/entry`.
    pub entry: u64,
    /// FNV-1a-64 of the normalised first answer; cards of one answer are kept apart. 0: none.
    pub answer: u64,
    /// Its scheduling state.
    pub state: CardState,
    /// Its place in the deck.
    pub position: u32,
    /// FNV-1a-64 of its key: breaks ties.
    pub tie: u64,
}

/// A grade given today and not undone, oldest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// The card.
    pub id: CardId,
    /// Its deck, as a number of this database.
    pub deck: i64,
    /// What siblings share.
    pub entry: u64,
    /// Hash of its answer, as in [`Candidate::answer`].
    pub answer: u64,
    /// The state the card was in when graded.
    pub before: StateName,
}
