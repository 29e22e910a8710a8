//! How many answers a card still takes today.

use crate::model::{CardState, Phase};
use crate::schedule::{Params, Variant};

/// Steps of a day or more end on another day.
const DAY: u32 = 86_400;

/// How many answers the card takes today if each from now on is right: one for each of its steps that is left.
#[must_use]
pub fn answers_left(state: &CardState, params: &Params) -> u8 {
    let (steps, step) = match state.phase {
        Phase::New => (&params.steps, 0),
        Phase::Learning { step, .. } => (&params.steps, step),
        Phase::Relearning { step, .. } => (&params.relearn_steps, step),
        Phase::Review { .. } => return 1,
    };
    if params.variant == Variant::Sm2 {
        return 1;
    }
    let left = steps.iter().skip(usize::from(step)).take_while(|step| **step < DAY).count();
    u8::try_from(left).unwrap_or(u8::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, Due, Ease};

    #[test]
    fn each_step_that_ends_today_takes_an_answer() {
        let new = CardState::new(Ease::from_permille(2500));
        let due = Due::On(Day::from_epoch(0));
        let params = Params::default();
        let at = |phase| answers_left(&CardState { phase, ..new }, &params);
        assert_eq!(at(Phase::New), 2);
        assert_eq!(at(Phase::Learning { step: 1, due }), 1);
        assert_eq!(at(Phase::Relearning { step: 0, due }), 1);
        assert_eq!(at(Phase::Review { due: Day::from_epoch(0) }), 1);
        let long = Params { steps: vec![600, 86_400, 60], ..params.clone() };
        assert_eq!(answers_left(&new, &long), 1);
        let none = Params { steps: Vec::new(), ..params.clone() };
        assert_eq!(answers_left(&new, &none), 1);
        assert_eq!(answers_left(&new, &Params { variant: Variant::Sm2, ..params }), 1);
    }
}
