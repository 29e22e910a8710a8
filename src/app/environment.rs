//! What every use case is given: the clock, the seed, the roots, the settings.

use super::clock::Clock;
use super::load::Root;
use super::settings::{Paths, Settings};
use crate::model::{Moment, Timestamp};

/// What a run of the program works with. Made once, never changed.
#[derive(Debug, Clone)]
pub struct Environment {
    /// Study time.
    pub clock: Clock,
    /// What shuffles go by.
    pub seed: u64,
    /// Where the program keeps what.
    pub paths: Paths,
    /// The folders of decks of this run.
    pub roots: Vec<Root>,
    /// The learner's settings.
    pub settings: Settings,
}

impl Environment {
    /// The present instant.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.clock.moment(self.settings.rollover)
    }

    /// Another instant, with the study day it belongs to.
    #[must_use]
    pub fn moment(&self, at: Timestamp) -> Moment {
        Clock::Frozen(at).moment(self.settings.rollover)
    }
}
