//! Cards whose ease has sunk so low that they come back far more often than they are forgotten.
//!
//! Hard and Again lower the ease and only Easy raises it: a card that was hard once and is known now stays in short
//! intervals. Such cards are reported, and their ease is raised where the learner asks for it.

use crate::model::{CardState, Ease, Grade, Phase};

/// The ease at or below which a card that is always known is stuck.
const LOW: Ease = Ease::from_permille(1500);
/// Passes in a row that show it to be known.
const PASSES: u32 = 3;
/// The ease a repair gives.
pub const REPAIRED_EASE: Ease = Ease::from_permille(2000);

/// Whether a review card is stuck at a low ease although its last answers, `passes_in_a_row` of them, were passes.
///
/// A card with a memory model is not: its ease decides nothing.
#[must_use]
pub fn in_ease_hell(state: &CardState, passes_in_a_row: u32) -> bool {
    let in_review = matches!(state.phase, Phase::Review { .. });
    in_review && state.memory.is_none() && state.ease <= LOW && passes_in_a_row >= PASSES
}

/// How many passes a card's last answers are, from its grades in their order.
#[must_use]
pub fn passes_in_a_row(grades: impl DoubleEndedIterator<Item = Grade>) -> u32 {
    let passes = grades.rev().take_while(|grade| grade.passed()).count();
    u32::try_from(passes).unwrap_or(u32::MAX)
}

/// The card with its ease repaired; interval and due day stay, and the next pass grows by the new ease.
#[must_use]
pub fn ease_repaired(state: &CardState) -> CardState {
    CardState { ease: state.ease.max(REPAIRED_EASE), ..*state }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, Memory};

    fn review(ease: u16) -> CardState {
        let today = Day::from_epoch(20_000);
        CardState {
            phase: Phase::Review { due: today.plus(3) },
            interval: 3,
            last_day: Some(today),
            ..CardState::new(Ease::from_permille(ease))
        }
    }

    #[test]
    fn a_low_ease_with_three_passes_is_stuck() {
        assert!(in_ease_hell(&review(1500), 3) && in_ease_hell(&review(1300), 9));
        assert!(!in_ease_hell(&review(1501), 3), "not low");
        assert!(!in_ease_hell(&review(1300), 2), "not known yet");
        assert!(!in_ease_hell(&CardState::new(Ease::from_permille(1300)), 3), "not in review");
        let memory = Some(Memory { stability: 3000, difficulty: 9000 });
        assert!(!in_ease_hell(&CardState { memory, ..review(1300) }, 3));
    }

    #[test]
    fn passes_are_counted_from_the_last_answer_back() {
        use Grade::{Again, Easy, Good, Hard};
        for (grades, passes) in
            [(vec![], 0), (vec![Again], 0), (vec![Good, Again, Hard, Good, Easy], 3), (vec![Hard, Good], 2)]
        {
            assert_eq!(passes_in_a_row(grades.iter().copied()), passes, "{grades:?}");
        }
    }

    #[test]
    fn a_repair_raises_the_ease_alone() {
        assert_eq!(ease_repaired(&review(1300)), review(2000));
        assert_eq!(ease_repaired(&review(2300)), review(2300), "never lowered");
    }
}
