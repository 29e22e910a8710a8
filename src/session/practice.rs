//! Practice: cards asked until each is known once, their schedule untouched.

use super::spacing::{self, Kin};
use crate::model::CardId;

/// Cards to practise.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Practice {
    all: Vec<Kin>,
    waiting: Vec<Kin>,
    shown: Vec<Kin>,
}

impl Practice {
    /// Practice of these cards, in this order but for what is kept apart.
    #[must_use]
    pub fn new(cards: Vec<Kin>) -> Self {
        Self { waiting: cards.clone(), all: cards, shown: Vec::new() }
    }

    /// The card to show next; none when all are known.
    pub(super) fn next(&self) -> Option<CardId> {
        let place = spacing::pick(&self.waiting, &self.shown)?;
        Some(self.waiting[place].id)
    }

    /// Takes note of an answer: a failed card goes to the end.
    pub(super) fn answered(&mut self, id: CardId, known: bool) {
        let Some(card) = self.take(id) else { return };
        self.shown.push(card);
        if !known {
            self.waiting.push(card);
        }
    }

    /// Takes back the last answer to the card: it waits again, before all others.
    pub(super) fn unanswered(&mut self, id: CardId) {
        self.take(id);
        if let Some(place) = self.shown.iter().rposition(|card| card.id == id) {
            self.shown.remove(place);
        }
        self.back(id);
    }

    /// Puts a card that was taken out back in, before all others.
    pub(super) fn back(&mut self, id: CardId) {
        let card = self.all.iter().find(|card| card.id == id).copied();
        if let Some(card) = card.filter(|_| !self.holds(id)) {
            self.waiting.insert(0, card);
        }
    }

    /// Takes a card out.
    pub(super) fn take(&mut self, id: CardId) -> Option<Kin> {
        let place = self.waiting.iter().position(|card| card.id == id)?;
        Some(self.waiting.remove(place))
    }

    /// What makes these cards give each other away.
    pub(super) fn kin_of(&self, ids: &[CardId]) -> Vec<Kin> {
        let of = |id: &CardId| self.all.iter().find(|card| card.id == *id).copied();
        ids.iter().filter_map(of).collect()
    }

    fn holds(&self, id: CardId) -> bool {
        self.waiting.iter().any(|card| card.id == id)
    }

    /// How many cards are not known yet.
    pub(super) fn left(&self) -> usize {
        self.waiting.len()
    }
}
