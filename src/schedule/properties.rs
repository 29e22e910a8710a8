//! What holds of every state, setting and moment.

use proptest::prelude::*;

use super::{Params, Variant, due, is_drill, leech_announced, next_states};
use crate::model::{CardState, Day, Due, Ease, Grade, Memory, Moment, Phase, Timestamp};

const TODAY: i64 = 20_000;

fn today() -> Day {
    Day::from_epoch(TODAY)
}

fn moment_on(day: Day, to_rollover: i64) -> Moment {
    Moment { at: Timestamp::from_unix(1_728_000_000), day, to_rollover, offset: 0 }
}

fn now() -> Moment {
    moment_on(today(), 57_600)
}

fn review(interval: u32, ease: u16, elapsed: i64) -> CardState {
    let last = today().plus(-elapsed);
    CardState {
        phase: Phase::Review { due: last.plus(i64::from(interval)) },
        interval,
        streak: 3,
        last_day: Some(last),
        ..CardState::new(Ease::from_permille(ease))
    }
}

fn plus() -> Params {
    Params::default()
}

fn classic() -> Params {
    Params { variant: Variant::Sm2, ..Params::default() }
}

fn fsrs6() -> Params {
    Params { variant: Variant::Fsrs6, ..Params::default() }
}

fn variant() -> impl Strategy<Value = Params> {
    prop::sample::select(vec![plus(), classic(), fsrs6()])
}

/// The variants whose rules are in terms of the interval alone.
fn sm2_variant() -> impl Strategy<Value = Params> {
    prop::sample::select(vec![plus(), classic()])
}

fn any_fuzz() -> impl Strategy<Value = Option<u16>> {
    prop::option::of(0_u16..1000)
}

/// Settings within the ranges that `check` allows.
fn any_params() -> impl Strategy<Value = Params> {
    let steps = || prop::collection::vec(1_u32..400_000, 0..4);
    (variant(), steps(), steps(), 500_u32..2000, 1000_u32..5000, 100_u32..5000, 0_u32..=1000, 1_u32..=36_500)
        .prop_map(
            |(params, steps, relearn_steps, hard, easy_bonus, modifier, lapse_multiplier, max_interval)| {
                Params {
                    steps,
                    relearn_steps,
                    hard,
                    easy_bonus,
                    modifier,
                    lapse_multiplier,
                    max_interval,
                    ..params
                }
            },
        )
}

fn any_state() -> impl Strategy<Value = CardState> {
    let due = prop_oneof![
        (-4000_i64..4000).prop_map(|days| Due::On(today().plus(days))),
        any::<i64>().prop_map(|seconds| Due::At(Timestamp::from_unix(seconds))),
    ];
    let phase = prop_oneof![
        Just(Phase::New),
        (any::<u8>(), due.clone()).prop_map(|(step, due)| Phase::Learning { step, due }),
        (any::<u8>(), due).prop_map(|(step, due)| Phase::Relearning { step, due }),
        (-4000_i64..4000).prop_map(|days| Phase::Review { due: today().plus(days) }),
    ];
    let memory = (1_u32..36_500_000, 1000_u16..=10_000)
        .prop_map(|(stability, difficulty)| Memory { stability, difficulty });
    let last = prop::option::of(-40_000_i64..400);
    (phase, 0_u32..40_000, 1300_u16..=9999, 0_u32..30, 0_u32..30, last, prop::option::of(memory)).prop_map(
        |(phase, interval, ease, streak, lapses, last, memory)| CardState {
            phase,
            interval,
            streak,
            lapses,
            last_day: last.map(|days| today().plus(days)),
            memory,
            ..CardState::new(Ease::from_permille(ease))
        },
    )
}

fn intervals(states: [CardState; 4]) -> [u32; 4] {
    states.map(|state| state.interval)
}

proptest! {
    #[test]
    fn due_reviews_grow_strictly_by_grade(
        interval in 1_u32..1000, ease in 1300_u16..4000, late in 0_i64..500, fuzz in any_fuzz(),
    ) {
        let [_, hard, good, easy] =
            intervals(next_states(&review(interval, ease, i64::from(interval) + late), &plus(), now(), fuzz));
        prop_assert!(interval < hard && hard < good && good < easy, "{hard} {good} {easy}");
    }

    #[test]
    fn passes_never_fall_by_grade(
        interval in 1_u32..40_000, ease in 1300_u16..=9999, elapsed in 1_i64..40_000, fuzz in any_fuzz(), params in any_params(),
    ) {
        let [_, hard, good, easy] = intervals(next_states(&review(interval, ease, elapsed), &params, now(), fuzz));
        prop_assert!(hard <= good && good <= easy, "{hard} {good} {easy}");
    }

    #[test]
    fn ease_keeps_its_bounds_and_again_never_raises_it(
        state in any_state(), params in any_params(), fuzz in any_fuzz(),
    ) {
        let before = state.ease;
        for next in next_states(&state, &params, now(), fuzz) {
            prop_assert!((1300..=9999).contains(&next.ease.permille()));
        }
        if !matches!(state.phase, Phase::New | Phase::Learning { .. }) {
            prop_assert!(next_states(&state, &params, now(), fuzz)[0].ease <= before);
        }
    }

    #[test]
    fn again_never_raises_the_interval(
        interval in 1_u32..36_500, elapsed in 0_i64..40_000, fuzz in any_fuzz(), lapse_multiplier in 0_u32..=500, params in sm2_variant(),
    ) {
        let params = Params { lapse_multiplier, ..params };
        let again = next_states(&review(interval, 2500, elapsed), &params, now(), fuzz)[0];
        prop_assert!(again.interval <= interval);
    }

    #[test]
    fn a_lapse_costs_ease_once(
        interval in 1_u32..1000, grades in prop::collection::vec(prop::sample::select(Grade::ALL.to_vec()), 0..20),
    ) {
        let mut state = next_states(&review(interval, 2500, i64::from(interval)), &plus(), now(), None)[0];
        for grade in grades {
            if !state.in_steps() {
                break;
            }
            state = next_states(&state, &plus(), now(), None)[grade.index()];
            prop_assert_eq!((state.ease.permille(), state.lapses), (2300, 1));
        }
    }

    #[test]
    fn good_and_easy_do_not_fall_as_days_pass(
        interval in 1_u32..1000, ease in 1300_u16..4000, elapsed in 1_i64..3000,
    ) {
        let [_, _, good, easy] = intervals(next_states(&review(interval, ease, elapsed), &plus(), now(), None));
        let [_, _, later_good, later_easy] =
            intervals(next_states(&review(interval, ease, elapsed + 1), &plus(), now(), None));
        prop_assert!(good <= later_good && easy <= later_easy);
    }

    #[test]
    fn due_intervals_do_not_fall_as_ease_or_interval_grow(
        interval in 1_u32..1000, ease in 1300_u16..4000, late in 0_i64..100,
    ) {
        let due = |interval: u32, ease| {
            intervals(next_states(&review(interval, ease, i64::from(interval) + late), &plus(), now(), None))
        };
        for grade in [Grade::Good.index(), Grade::Easy.index()] {
            prop_assert!(due(interval, ease)[grade] <= due(interval, ease + 10)[grade]);
            prop_assert!(due(interval, ease)[grade] <= due(interval + 1, ease)[grade]);
        }
        prop_assert_eq!(due(interval, ease)[1], next_states(&review(interval, ease, i64::from(interval)), &plus(), now(), None)[1].interval);
    }

    #[test]
    fn intervals_stay_within_a_day_and_the_longest(
        state in any_state(), params in any_params(), fuzz in any_fuzz(),
    ) {
        for next in next_states(&state, &params, now(), fuzz) {
            if (next.phase, next.interval) == (state.phase, state.interval) {
                continue;
            }
            if let Phase::Review { due } = next.phase {
                prop_assert!((1..=params.max_interval).contains(&next.interval), "{next:?}");
                prop_assert_eq!(due, next.last_day.unwrap().plus(i64::from(next.interval)));
            }
        }
    }

    #[test]
    fn fuzz_stays_around_the_exact_interval_and_is_monotone(
        interval in 1_u32..2000, ease in 1300_u16..4000, fuzz in 0_u16..999, params in variant(),
    ) {
        let card = review(interval, ease, i64::from(interval));
        let with = |fuzz| intervals(next_states(&card, &params, now(), fuzz));
        let (exact, low, here, next, high) = (with(None), with(Some(0)), with(Some(fuzz)), with(Some(fuzz + 1)), with(Some(999)));
        for grade in 1..4 {
            prop_assert!(here[grade] <= next[grade]);
            prop_assert!(low[grade] <= here[grade] && here[grade] <= high[grade]);
            prop_assert!(low[grade] <= exact[grade] && exact[grade] <= high[grade]);
        }
    }

    #[test]
    fn passing_twice_on_one_day_is_passing_once(
        interval in 1_u32..1000, elapsed in 1_i64..1000, fuzz in any_fuzz(), params in sm2_variant(), grade in 2_usize..4,
        repeats in prop::collection::vec(1_usize..4, 1..5),
    ) {
        let once = next_states(&review(interval, 2500, elapsed), &params, now(), fuzz)[grade];
        let again = repeats.iter().fold(once, |state, &grade| next_states(&state, &params, now(), fuzz)[grade]);
        prop_assert_eq!(again, once);
    }

    #[test]
    fn a_clock_set_back_never_takes_a_day_back(
        state in any_state(), params in any_params(), day in any::<i64>(), seconds in any::<i64>(), to_rollover in 1_i64..=i64::MAX, fuzz in any_fuzz(),
    ) {
        let day = Day::from_epoch(day);
        let moment = Moment { at: Timestamp::from_unix(seconds), day, to_rollover, offset: 0 };
        for next in next_states(&state, &params, moment, fuzz) {
            prop_assert!(next.last_day >= state.last_day);
            prop_assert!(next == state || next.last_day >= Some(day));
        }
    }

    #[test]
    fn the_same_question_has_the_same_answer(
        state in any_state(), params in any_params(), fuzz in any_fuzz(), offset in -50_400_i32..=50_400,
    ) {
        let once = next_states(&state, &params, now(), fuzz);
        prop_assert_eq!(next_states(&state, &params, Moment { offset, ..now() }, fuzz), once, "whatever the zone");
        if fuzz.is_none() {
            let no_fuzz = Params { fuzz: false, ..params };
            prop_assert_eq!(next_states(&state, &no_fuzz, now(), fuzz), once, "the caller heeds that setting");
        }
    }

    #[test]
    fn a_drill_moves_neither_ease_nor_interval(
        interval in 1_u32..1000, fuzz in any_fuzz(), first in 0_usize..2, drills in prop::collection::vec(0_usize..4, 0..6),
    ) {
        let mut state = next_states(&review(interval, 2500, i64::from(interval)), &classic(), now(), fuzz)[first];
        let (kept, lapses) = ((state.interval, state.ease), state.lapses);
        for grade in drills {
            prop_assert_eq!(is_drill(&state, &classic(), now()), state.in_steps());
            if !state.in_steps() {
                break;
            }
            state = next_states(&state, &classic(), now(), fuzz)[grade];
            prop_assert_eq!(((state.interval, state.ease), state.lapses), (kept, lapses));
        }
    }

    #[test]
    fn a_step_becomes_a_day_exactly_when_it_passes_the_rollover(step in 1_u32..200_000, to_rollover in 1_i64..86_400) {
        let params = Params { steps: vec![step], ..plus() };
        let new = CardState::new(Ease::from_permille(2500));
        let again = next_states(&new, &params, moment_on(today(), to_rollover), None)[0];
        match again.due() {
            Some(Due::At(at)) => {
                prop_assert!(i64::from(step) < to_rollover);
                prop_assert_eq!(at.unix(), now().at.unix() + i64::from(step));
            }
            Some(Due::On(day)) => {
                prop_assert!(i64::from(step) >= to_rollover);
                // The day on which the wait ends.
                let ends = i64::from(step) - to_rollover;
                prop_assert_eq!(day.since(today()), 1 + ends / 86_400);
            }
            None => prop_assert!(false, "a graded card is due"),
        }
    }
}

#[test]
fn a_leech_is_announced_at_the_threshold_and_every_half_after() {
    let mut card = review(10, 2500, 10);
    let mut announced = Vec::new();
    for lapse in 1..=20 {
        let after = next_states(&card, &plus(), now(), None)[0];
        if leech_announced(&card, &after, &plus()) {
            announced.push(lapse);
        }
        assert_eq!(after.leech, lapse >= 8);
        card = CardState { phase: review(10, 2500, 10).phase, last_day: Some(today().plus(-10)), ..after };
    }
    assert_eq!(announced, [8, 12, 16, 20]);
}

#[test]
fn only_a_lapse_announces_a_leech() {
    let leech = CardState { lapses: 8, leech: true, ..review(10, 2500, 10) };
    for after in &next_states(&leech, &plus(), now(), None)[1..] {
        assert!(!leech_announced(&leech, after, &plus()));
    }
    let off = Params { leech: 0, ..plus() };
    assert!(!leech_announced(&leech, &next_states(&leech, &off, now(), None)[0], &off));
}

#[test]
fn one_failure_around_the_day_change_is_one_lapse() {
    let card = CardState { lapses: 1, ..review(10, 2500, 10) };
    let failed = next_states(&card, &plus(), moment_on(today(), 120), None)[0];
    let after_rollover = moment_on(today().plus(1), 86_400);
    for next in next_states(&failed, &plus(), after_rollover, None) {
        assert_eq!((next.lapses, next.leech), (2, false));
    }
}

#[test]
fn a_drill_left_at_the_rollover_is_due_after_its_interval() {
    let hard = next_states(&review(15, 2500, 15), &classic(), now(), None)[Grade::Hard.index()];
    assert_eq!(due(&hard, &classic(), today()), Some(Due::At(now().at)));
    assert_eq!(due(&hard, &classic(), today().plus(1)), Some(Due::On(today().plus(36))));
    let failed = next_states(&review(15, 2500, 15), &plus(), now(), None)[0];
    assert_eq!(due(&failed, &plus(), today().plus(1)), failed.due(), "steps are taken up where they stood");
}

#[test]
fn only_the_classic_variant_drills_and_only_on_the_day() {
    let failed = |params: &Params| next_states(&review(15, 2500, 15), params, now(), None)[0];
    assert!(is_drill(&failed(&classic()), &classic(), now()));
    assert!(
        !is_drill(&failed(&classic()), &classic(), moment_on(today().plus(1), 57_600)),
        "left at the rollover"
    );
    assert!(
        is_drill(&failed(&classic()), &classic(), moment_on(today().plus(-1), 57_600)),
        "a clock set back"
    );
    assert!(!is_drill(&failed(&plus()), &plus(), now()), "its steps are grades");
    assert!(!is_drill(&review(15, 2500, 15), &classic(), now()));
    assert!(!is_drill(&CardState::new(Ease::from_permille(2500)), &classic(), now()));
}

#[test]
fn five_times_good_gives_products() {
    let mut card = CardState::new(Ease::from_permille(2500));
    let mut day = today();
    let intervals: Vec<u32> = (0..5)
        .map(|_| {
            card = next_states(&card, &classic(), moment_on(day, 57_600), None)[Grade::Good.index()];
            day = day.plus(i64::from(card.interval));
            card.interval
        })
        .collect();
    assert_eq!(intervals, [1, 6, 15, 38, 95]);
    assert_eq!(card.ease.permille(), 2500);
}

#[test]
fn forty_perfect_answers_stay_within_the_longest_interval() {
    for params in [plus(), classic(), fsrs6()] {
        let mut card = CardState::new(Ease::from_permille(2500));
        let mut day = today();
        for _ in 0..40 {
            card = next_states(&card, &params, moment_on(day, 57_600), None)[Grade::Easy.index()];
            day = day.plus(i64::from(card.interval));
            assert!(card.interval <= params.max_interval);
        }
        assert_eq!(card.interval, 36_500);
    }
}

#[test]
fn a_card_from_elsewhere_without_a_last_grade_counts_from_when_it_is_due() {
    let late = CardState { last_day: None, ..review(10, 2500, 15) };
    assert_eq!(
        intervals(next_states(&late, &plus(), now(), None)),
        intervals(next_states(&review(10, 2500, 15), &plus(), now(), None))
    );
}

#[test]
fn a_card_known_for_a_day_and_graded_hard_is_not_asked_again_today() {
    let hard = next_states(&review(1, 1300, 1), &plus(), now(), None)[Grade::Hard.index()];
    assert_eq!(hard.phase, Phase::Review { due: today().plus(2) });
}
