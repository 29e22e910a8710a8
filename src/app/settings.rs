//! The learner's settings, as the use cases need them. Where they come from is the command line's business.

use std::collections::HashMap;
use std::path::PathBuf;

use crate::model::DeckId;
use crate::schedule::{Params, Rollover};
use crate::session::{Limit, NewOrder, OwnLimit};

/// Settings that hold for all decks, and those of single decks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// When the study day turns.
    pub rollover: Rollover,
    /// How many cards a day brings at most.
    pub limit: Limit,
    /// Where new cards stand among the reviews.
    pub new_order: NewOrder,
    /// Whether siblings of a graded card wait until tomorrow.
    pub bury_siblings: bool,
    /// Whether the learner grades with two keys, Again and Good.
    pub two_buttons: bool,
    /// The scheduler.
    pub scheduler: Params,
    /// Settings of single decks.
    pub decks: HashMap<DeckId, DeckSettings>,
    /// The editor for decks, as a command line; none: what the environment names.
    pub editor: Option<String>,
}

/// What one deck has apart from the others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeckSettings {
    /// Limits of its own.
    pub limit: OwnLimit,
    /// A scheduler of its own.
    pub scheduler: Option<Params>,
    /// Whether siblings of a graded card wait until tomorrow.
    pub bury_siblings: Option<bool>,
    /// Whether it is graded with two keys.
    pub two_buttons: Option<bool>,
}

/// New cards a day, unless told otherwise.
pub const NEW_PER_DAY: u32 = 20;
/// Reviews a day, unless told otherwise.
pub const REVIEWS_PER_DAY: u32 = 200;

impl Default for Settings {
    fn default() -> Self {
        Self {
            rollover: Rollover::default(),
            limit: Limit { new: NEW_PER_DAY, reviews: REVIEWS_PER_DAY },
            new_order: NewOrder::Mixed,
            bury_siblings: true,
            two_buttons: false,
            scheduler: Params::default(),
            decks: HashMap::new(),
            editor: None,
        }
    }
}

impl Settings {
    /// The scheduler's settings for a deck.
    #[must_use]
    pub fn params_of(&self, deck: &DeckId) -> &Params {
        self.decks.get(deck).and_then(|deck| deck.scheduler.as_ref()).unwrap_or(&self.scheduler)
    }

    /// Whether a deck is graded with two keys.
    #[must_use]
    pub fn two_buttons_of(&self, deck: &DeckId) -> bool {
        self.decks.get(deck).and_then(|deck| deck.two_buttons).unwrap_or(self.two_buttons)
    }
}

/// Where the program keeps what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// The database.
    pub database: PathBuf,
    /// Configuration files, the strongest first, whether they exist or not.
    pub config: Vec<PathBuf>,
    /// The learner's own folder of decks.
    pub own_decks: PathBuf,
}
