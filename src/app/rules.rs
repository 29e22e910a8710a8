//! The learner's settings, put in terms of the decks at hand: the rules of a day, and each deck's scheduler.

use std::collections::HashMap;

use super::settings::Settings;
use crate::schedule::Params;
use crate::session::Rules;
use crate::store::DeckRecord;

/// The learner's rules for a day, with the decks by their numbers in the database.
#[must_use]
pub fn rules(settings: &Settings, decks: &[DeckRecord]) -> Rules {
    let settings_of = |deck: &DeckRecord| settings.decks.get(&deck.info.id);
    let own = decks.iter().filter_map(|deck| Some((deck.number, settings_of(deck)?.limit)));
    let bury_own = decks.iter().filter_map(|deck| Some((deck.number, settings_of(deck)?.bury_siblings?)));
    Rules {
        shared: settings.limit,
        own: own.collect(),
        new_order: settings.new_order,
        bury_siblings: settings.bury_siblings,
        bury_own: bury_own.collect(),
        hold_new: true,
        ahead: 0,
    }
}

/// The scheduler's settings of each deck, by its number in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedulers {
    shared: Params,
    own: HashMap<i64, Params>,
}

impl Schedulers {
    /// Those of the decks at hand.
    #[must_use]
    pub fn new(settings: &Settings, decks: &[DeckRecord]) -> Self {
        let own = decks.iter().filter_map(|deck| {
            let params = settings.decks.get(&deck.info.id)?.scheduler.clone()?;
            Some((deck.number, params))
        });
        Self { shared: settings.scheduler.clone(), own: own.collect() }
    }

    /// That of a deck.
    #[must_use]
    pub fn of(&self, deck: i64) -> &Params {
        self.own.get(&deck).unwrap_or(&self.shared)
    }
}
