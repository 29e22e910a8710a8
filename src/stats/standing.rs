//! Where the cards stand: how many are new, in steps, young, mature, due.

use crate::model::{CardState, Due, Moment, StateName};

/// A card is mature from this interval on, in days: three weeks, as Anki counts it.
pub const MATURE_DAYS: u32 = 21;

/// Cards counted by where they stand. New, learning, young and mature add up to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// All of them.
    pub cards: u32,
    /// Never answered.
    pub new: u32,
    /// In first steps or in those after a lapse.
    pub learning: u32,
    /// Reviews with an interval below [`MATURE_DAYS`].
    pub young: u32,
    /// Reviews with an interval of [`MATURE_DAYS`] or more.
    pub mature: u32,
    /// Put off until told; counted in the above too.
    pub suspended: u32,
    /// Failed so often that they are leeches; counted in the above too.
    pub leeches: u32,
    /// Due before the study day ends, overdue ones included, suspended ones not.
    pub due: u32,
}

impl Standing {
    /// Counts a card that is due as said.
    pub fn add(&mut self, state: &CardState, due: Option<Due>, suspended: bool, now: Moment) {
        self.cards += 1;
        *match state.name() {
            StateName::New => &mut self.new,
            StateName::Learning | StateName::Relearning => &mut self.learning,
            StateName::Review if state.interval < MATURE_DAYS => &mut self.young,
            StateName::Review => &mut self.mature,
        } += 1;
        self.suspended += u32::from(suspended);
        self.leeches += u32::from(state.leech);
        self.due += u32::from(!suspended && due.is_some_and(|due| is_today(due, now)));
    }

    /// The share of mature cards, 0 to 1; none where there is no card.
    #[must_use]
    pub fn mature_share(&self) -> Option<f64> {
        (self.cards > 0).then(|| f64::from(self.mature) / f64::from(self.cards))
    }
}

/// Whether it is due before the study day ends.
pub(super) fn is_today(due: Due, now: Moment) -> bool {
    match due {
        Due::On(day) => day <= now.day,
        Due::At(at) => at.unix() < now.at.unix().saturating_add(now.to_rollover),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, Ease, Phase, Timestamp};

    #[test]
    fn each_card_stands_in_one_place() {
        let now =
            Moment { at: Timestamp::from_unix(1000), day: Day::from_epoch(10), to_rollover: 500, offset: 0 };
        let new = CardState::new(Ease::from_permille(2500));
        let review =
            |interval, due| CardState { phase: Phase::Review { due: Day::from_epoch(due) }, interval, ..new };
        let step = |at| CardState {
            phase: Phase::Learning { step: 0, due: Due::At(Timestamp::from_unix(at)) },
            ..new
        };
        let mut standing = Standing::default();
        for (state, suspended) in [
            (new, false),
            (review(20, 10), false),
            (review(21, 11), false),
            (review(30, 2), true),
            (CardState { leech: true, ..review(1, 9) }, false),
            (step(1499), false),
            (step(1500), false),
        ] {
            standing.add(&state, state.due(), suspended, now);
        }
        let expected =
            Standing { cards: 7, new: 1, learning: 2, young: 2, mature: 2, suspended: 1, leeches: 1, due: 3 };
        assert_eq!(standing, expected);
        assert_eq!(standing.mature_share(), Some(2.0 / 7.0));
    }
}
