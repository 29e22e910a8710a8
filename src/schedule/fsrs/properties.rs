//! What holds of the memory model for every card and answer, and cards that come from the other variants.

use proptest::prelude::*;

use super::super::{Factor, Params, Variant, next_states, recall};
use crate::model::{CardState, Day, Due, Ease, Grade, Memory, Moment, Phase, StateName, Timestamp};

fn today() -> Day {
    Day::from_epoch(20_000)
}

fn now() -> Moment {
    Moment { at: Timestamp::from_unix(1_728_000_000), day: today(), to_rollover: 57_600, offset: 0 }
}

fn fsrs6() -> Params {
    Params { variant: Variant::Fsrs6, ..Params::default() }
}

/// A review card as `sm2+` leaves it.
fn review(interval: u32, ease: u16, elapsed: i64) -> CardState {
    let last = today().plus(-elapsed);
    CardState {
        phase: Phase::Review { due: last.plus(interval.into()) },
        interval,
        last_day: Some(last),
        ..CardState::new(Ease::from_permille(ease))
    }
}

fn any_memory() -> impl Strategy<Value = Memory> {
    (1_u32..=36_500_000, 1000_u16..=10_000)
        .prop_map(|(stability, difficulty)| Memory { stability, difficulty })
}

fn remembered(memory: Memory, elapsed: i64) -> CardState {
    CardState { memory: Some(memory), ..review((memory.stability / 1000).max(1), 2500, elapsed) }
}

fn intervals(states: [CardState; 4]) -> [u32; 4] {
    states.map(|state| state.interval)
}

proptest! {
    #[test]
    fn intervals_do_not_fall_by_grade(
        memory in any_memory(), elapsed in 0_i64..4000, fuzz in prop::option::of(0_u16..1000), retention in 700_u32..=990,
    ) {
        let params = Params { retention, ..fsrs6() };
        let [_, hard, good, easy] = intervals(next_states(&remembered(memory, elapsed), &params, now(), fuzz));
        prop_assert!(hard <= good && good <= easy, "{hard} {good} {easy}");
    }

    #[test]
    fn memory_keeps_its_bounds_and_orders_the_grades(memory in any_memory(), elapsed in 0_i64..40_000) {
        let next = next_states(&remembered(memory, elapsed), &fsrs6(), now(), None).map(|state| state.memory.unwrap());
        for memory in next {
            prop_assert!((1..=36_500_000).contains(&memory.stability), "{memory:?}");
            prop_assert!((1000..=10_000).contains(&memory.difficulty), "{memory:?}");
        }
        for pair in next.windows(2) {
            prop_assert!(pair[0].stability <= pair[1].stability && pair[0].difficulty >= pair[1].difficulty, "{next:?}");
        }
        prop_assert!(next[1].stability >= memory.stability, "a pass never weakens");
        prop_assert!(next[0].stability <= memory.stability.max(1), "a lapse never strengthens");
    }

    #[test]
    fn a_higher_retention_means_shorter_intervals(memory in any_memory(), elapsed in 1_i64..400, retention in 700_u32..990) {
        let with = |retention| intervals(next_states(&remembered(memory, elapsed), &Params { retention, ..fsrs6() }, now(), None));
        let (lower, higher) = (with(retention), with(retention + 1));
        for grade in Grade::ALL {
            prop_assert!(higher[grade.index()] <= lower[grade.index()]);
        }
    }

    #[test]
    fn passing_again_on_one_day_changes_nothing_the_model_does_not_learn(
        memory in any_memory(), elapsed in 1_i64..400, fuzz in prop::option::of(0_u16..1000), other in prop::option::of(0_u16..1000),
    ) {
        let once = next_states(&remembered(memory, elapsed), &fsrs6(), now(), fuzz)[Grade::Good.index()];
        let twice = next_states(&once, &fsrs6(), now(), other)[Grade::Good.index()];
        if twice.memory.unwrap().stability == once.memory.unwrap().stability {
            prop_assert_eq!((twice.phase, twice.interval), (once.phase, once.interval));
        }
        prop_assert!(twice.interval >= once.interval);
    }
}

#[test]
fn the_retention_aimed_at_is_the_recall_on_the_due_day() {
    for retention in [800, 900, 950] {
        let params = Params { retention, ..fsrs6() };
        let card = remembered(Memory { stability: 50_000, difficulty: 5000 }, 50);
        let good = next_states(&card, &params, now(), None)[Grade::Good.index()];
        let recalled = recall(&good, today().plus(good.interval.into()), Factor::ONE);
        assert!((recalled * 1000.0 - f64::from(retention)).abs() < 1.0, "{recalled} for {retention}");
    }
}

#[test]
fn a_card_of_another_variant_is_taken_over_by_its_interval_and_ease() {
    // Worked out apart from this code: S = 10, D = 11 - 1.5 / (e^1.8722 * 10^-0.1666 * (e^(0.1 * 0.796) - 1)).
    let before = super::Model::new(&super::DEFAULT_WEIGHTS).taken_over(10, 2500);
    assert_eq!(before, Memory { stability: 10_000, difficulty: 6914 });
    let good = next_states(&review(10, 2500, 10), &fsrs6(), now(), None)[Grade::Good.index()];
    assert_eq!(good.interval, 25, "the first Good grows by the ease it had");
    assert_eq!(good.ease.permille(), 2500);
    let easy_going = super::Model::new(&super::DEFAULT_WEIGHTS).taken_over(10, 9999);
    assert_eq!(easy_going.difficulty, 1000);
    let hard = super::Model::new(&super::DEFAULT_WEIGHTS).taken_over(0, 1300);
    assert_eq!((hard.stability, hard.difficulty), (1000, 10_000));
}

#[test]
fn a_card_taken_over_in_its_steps_goes_on_from_there() {
    let step = Phase::Learning { step: 1, due: Due::At(now().at) };
    let learning =
        CardState { phase: step, last_day: Some(today()), ..CardState::new(Ease::from_permille(2500)) };
    let good = next_states(&learning, &fsrs6(), now(), None)[Grade::Good.index()];
    assert_eq!((good.name(), good.interval), (StateName::Review, 2), "as if this were its first answer");

    let step = Phase::Relearning { step: 0, due: Due::At(now().at) };
    let relearning = CardState { phase: step, ..review(1, 2300, 0) };
    let good = next_states(&relearning, &fsrs6(), now(), None)[Grade::Good.index()];
    assert_eq!((good.name(), good.interval), (StateName::Review, 1));
}

#[test]
fn lapses_count_and_make_leeches() {
    let card = CardState { lapses: 7, ..remembered(Memory { stability: 50_000, difficulty: 5000 }, 50) };
    let again = next_states(&card, &fsrs6(), now(), None)[Grade::Again.index()];
    assert_eq!((again.name(), again.lapses, again.leech), (StateName::Relearning, 8, true));
    let least = Params { lapse_minimum: 9, ..fsrs6() };
    let again = next_states(&card, &least, now(), None)[Grade::Again.index()];
    let back = next_states(&again, &least, now(), None)[Grade::Good.index()];
    assert_eq!((again.interval, back.interval), (9, 9));
}

#[test]
fn the_other_variants_keep_no_memory() {
    let card = remembered(Memory { stability: 50_000, difficulty: 5000 }, 50);
    for variant in [Variant::Sm2, Variant::Sm2Plus] {
        let params = Params { variant, ..Params::default() };
        for next in next_states(&card, &params, now(), None) {
            assert_eq!(next.memory, None);
        }
    }
}
