use std::collections::HashSet;

use proptest::prelude::*;

use super::super::{Factor, Params, fnv1a64, next_states, recall};
use super::course::Done;
use super::feasible::fits;
use super::*;
use crate::model::{CardState, Ease, Grade, Moment, Phase, Timestamp};

fn day(number: i64) -> Day {
    Day::from_epoch(20_000 + number)
}

fn params() -> Params {
    Params::default()
}

/// An exam in so many days, followed from today on.
fn course(days: i64, minutes: u32) -> Course {
    Course {
        since: day(0),
        exam: day(days),
        minutes,
        pace: Pace::default(),
        studied: 1.0,
        done: Done::default(),
        policy: Policy::Gain,
        evidence: Evidence::default(),
    }
}

fn new() -> CardState {
    CardState::new(Ease::from_permille(2500))
}

/// A review card, last answered so many days before today.
fn review(interval: u32, ago: i64) -> CardState {
    CardState {
        phase: Phase::Review { due: day(-ago).plus(interval.into()) },
        interval,
        last_day: Some(day(-ago)),
        ..new()
    }
}

fn subjects<'a>(states: &[CardState], params: &'a Params) -> Vec<Subject<'a>> {
    let subject = |(number, &state): (i64, &CardState)| Subject {
        id: CardId(number),
        state,
        last_seen: state.last_day,
        params,
        factor: Factor::ONE,
        parts: &[],
        guess: 0.0,
        hash: fnv1a64(&number.to_le_bytes()),
    };
    (0..).zip(states).map(subject).collect()
}

fn ids(cards: Vec<CardId>) -> Vec<i64> {
    cards.into_iter().map(|id| id.0).collect()
}

fn near(found: f64, expected: f64) -> bool {
    (found - expected).abs() < 1e-4
}

#[test]
fn new_cards_are_spread_over_the_days_up_to_the_last_for_them() {
    let params = params();
    let cards = subjects(&[new(); 100], &params);
    // 20 percent of 45 days: nine days before the exam none are new any more.
    assert_eq!(new_today(&cards, &course(45, 20), day(0)), 3, "100 over 36 days, rounded up");
    assert_eq!(new_today(&cards, &course(10, 20), day(0)), 15, "100 over 7 days");
    assert_eq!(
        new_today(&cards, &Course { studied: 0.5, ..course(45, 20) }, day(0)),
        6,
        "over 18 days of study"
    );
    assert_eq!(new_today(&cards, &course(45, 20), day(35)), 100, "late: what is left, at once");
    assert_eq!(new_today(&cards, &course(45, 20), day(40)), 100);
    let list = ids(today(&cards, &course(10, 20), day(0)));
    assert_eq!(list, (0..15).collect::<Vec<_>>(), "in the order they came");
}

#[test]
fn a_second_session_of_a_day_goes_on_where_the_first_stopped() {
    let params = params();
    let states: Vec<CardState> = (0..100).map(|card| if card < 10 { review(1, 0) } else { new() }).collect();
    let done = Done { new: 10, millis: 350_000 };
    let cards = subjects(&states, &params);
    assert_eq!(ids(today(&cards, &Course { done, ..course(10, 20) }, day(0))), (10..15).collect::<Vec<_>>());
    assert_eq!(new_today(&cards, &Course { done, ..course(10, 20) }, day(0)), 15);
}

#[test]
fn new_cards_come_before_reviews_and_steps_before_both() {
    let params = params();
    let at = Timestamp::from_unix(0);
    let learning = CardState {
        phase: Phase::Learning { step: 0, due: crate::model::Due::At(at) },
        last_day: Some(day(0)),
        ..new()
    };
    for policy in [Policy::Window, Policy::Gain] {
        let cards = subjects(&[review(3, 3), new(), learning], &params);
        assert_eq!(ids(today(&cards, &Course { policy, ..course(30, 20) }, day(0))), [2, 1, 0]);
    }
}

#[test]
fn the_plain_order_is_by_due_day_and_in_a_backlog_by_recall() {
    let params = params();
    let window = |minutes| Course { policy: Policy::Window, ..course(30, minutes) };
    let cards = subjects(&[review(10, 10), review(2, 30), review(10, 9), review(10, 14)], &params);
    assert_eq!(ids(today(&cards, &window(20), day(0))), [1, 3, 0], "the one not yet due waits");
    assert_eq!(ids(today(&cards, &window(0), day(0))), [0, 3, 1]);
}

#[test]
fn the_gain_of_a_card_is_what_a_millisecond_adds_on_exam_day() {
    let params = params();
    let cards = subjects(&[review(10, 10)], &params);
    // Worked out by hand: recall now 0.9; on the exam 20 days on without a review 1/sqrt(1 + 19/81 * 3); after Good,
    // 25 days, 1/sqrt(1 + 19/81 * 20/25); after Again, 1 day, 1/sqrt(1 + 19/81 * 20); 10.1 seconds.
    let gain = day::gain_of(&cards[0], &cards[0].state, &course(20, 20), day(0));
    let (base, up, down) = (0.766_130, 0.917_663, 0.419_314);
    assert!(near(gain * 10_100.0, 0.9 * up + 0.1 * down - base), "{gain}");
}

#[test]
fn early_cards_are_asked_where_that_is_worth_it() {
    let params = params();
    // The one of four days will have faded by the exam, the one of a hundred will not.
    let cards = subjects(&[review(4, 3), review(100, 50)], &params);
    assert_eq!(ids(today(&cards, &course(60, 20), day(0))), [0]);
    assert_eq!(
        ids(today(&cards, &Course { policy: Policy::Window, ..course(60, 20) }, day(0))),
        [] as [i64; 0]
    );
}

#[test]
fn in_the_window_every_card_is_asked_once_more() {
    let params = params();
    let states: Vec<CardState> = (0..40).map(|card| review(100, 20 + card)).collect();
    for policy in [Policy::Window, Policy::Gain] {
        let course = Course { since: day(-40), policy, ..course(7, 20) };
        let cards = subjects(&states, &params);
        let mut run = Run::new(&cards, &course, day(0));
        let reviews: Vec<u32> = run.days().map(|day| run.study(day).reviews).collect();
        assert!(run.complete(), "{policy:?} {reviews:?}");
    }
    let course = Course { since: day(-40), policy: Policy::Window, ..course(7, 20) };
    assert_eq!(
        today(&subjects(&states, &params), &course, day(0)).len(),
        6,
        "a seventh of forty, rounded up"
    );
}

#[test]
fn cards_missing_in_the_window_go_first_when_time_is_short() {
    let params = params();
    let seen: Vec<CardState> = (0..10).map(|_| review(1, 1)).collect();
    let states = [seen, vec![review(300, 100); 10]].concat();
    let course = Course { since: day(-20), ..course(1, 3) };
    let list = ids(today(&subjects(&states, &params), &course, day(0)));
    assert!(list[..10].iter().all(|&id| id >= 10), "{list:?}");
}

#[test]
fn from_the_exam_day_on_there_is_no_plan() {
    let params = params();
    let cards = subjects(&[new(), review(2, 5)], &params);
    for days in [0, -1, -400] {
        let course = Course { since: day(-30), ..course(days, 20) };
        assert_eq!((today(&cards, &course, day(0)), new_today(&cards, &course, day(0))), (vec![], 0));
        assert_eq!(forecast(&cards, &course, day(0)).days, []);
    }
}

#[test]
fn an_exam_tomorrow_is_met_as_far_as_time_goes() {
    let params = params();
    let cards = subjects(&[new(); 10], &params);
    let plan = forecast(&cards, &course(1, 3), day(0));
    assert_eq!((plan.days.len(), plan.days[0].new, plan.complete), (1, 5, false), "180 seconds for 35 each");
    assert_eq!(feasibility(&cards, &course(1, 3), day(0)).minutes_needed, Some(6));
    assert!(feasibility(&cards, &course(1, 6), day(0)).fits());
}

#[test]
fn what_does_not_fit_says_what_would() {
    let params = params();
    let cards = subjects(&[new(); 400], &params);
    let short = feasibility(&cards, &course(10, 20), day(0));
    assert!(!short.fits());
    let (days, minutes) = (short.days_short.unwrap(), short.minutes_needed.unwrap());
    assert!(fits(&cards, &course(10 + i64::from(days), 20), day(0)));
    assert!(!fits(&cards, &course(9 + i64::from(days), 20), day(0)));
    assert!(fits(&cards, &course(10, minutes), day(0)) && !fits(&cards, &course(10, minutes - 1), day(0)));
    let hopeless = feasibility(&cards, &course(10, 0), day(0));
    assert_eq!(hopeless.days_short, None);
    let nothing = feasibility(&[], &course(10, 0), day(0));
    assert_eq!((nothing.days_short, nothing.minutes_needed), (Some(0), Some(0)));
}

#[test]
fn the_outlook_counts_unseen_cards_as_unknown_and_guesses_as_marks() {
    let params = params();
    let mut cards = subjects(&[review(10, 0), new()], &params);
    (cards[0].parts, cards[1].parts) = (&[0], &[0, 2]);
    cards[1].guess = 0.25;
    let outlook = outlook(&cards, &course(10, 20));
    assert!(near(outlook.recall.mid, 0.45) && near(outlook.marks.mid, 0.575), "{outlook:?}");
    assert!(near(outlook.recall.low, 0.35) && near(outlook.recall.high, 0.55));
    let parts: Vec<_> = outlook.parts.iter().map(|part| (part.cards, part.seen)).collect();
    assert_eq!(parts, [(2, 1), (0, 0), (1, 0)]);
    assert!(near(outlook.parts[2].recall.low, 0.0) && near(outlook.parts[2].marks.mid, 0.25));
}

#[test]
fn the_range_narrows_with_what_it_rests_on() {
    let params = params();
    let cards = subjects(&[review(10, 0)], &params);
    let half = |evidence| {
        let outlook = outlook(&cards, &Course { evidence, ..course(10, 20) });
        outlook.recall.mid - outlook.recall.low
    };
    let none = Evidence::default();
    assert!(near(half(none), 0.10));
    assert!(near(half(Evidence { answers: 200, error: Some(0.001), ..none }), 0.03));
    assert!(near(half(Evidence { answers: 200, error: Some(0.04), ..none }), 0.08));
    assert!(near(half(Evidence { shift: Some(0.0), ..none }), 0.05), "a mock test of forty cards");
}

#[test]
fn a_mock_test_moves_the_prediction_to_what_it_showed() {
    let predicted = [0.9; 40];
    assert!(near(mock_shift(&predicted, 36).unwrap(), 0.0));
    let shift = mock_shift(&predicted, 28).unwrap();
    let params = params();
    let cards = subjects(&[review(10, 0)], &params);
    let evidence = Evidence { shift: Some(shift), ..Evidence::default() };
    assert!(near(outlook(&cards, &Course { evidence, ..course(10, 20) }).recall.mid, 0.7));
    assert_eq!(mock_shift(&[], 0), None);
    assert!(mock_shift(&predicted, 40).unwrap() < 5.0 && mock_shift(&predicted, 0).unwrap() > -10.0);
}

#[test]
fn more_minutes_predict_no_less_for_a_new_deck() {
    let params = params();
    let cards = subjects(&[new(); 300], &params);
    for days in [7, 21, 45] {
        let predicted: Vec<f64> = (1..=12)
            .map(|fives| forecast(&cards, &course(days, 5 * fives), day(0)).outlook.recall.mid)
            .collect();
        assert!(predicted.windows(2).all(|pair| pair[1] >= pair[0] - 0.005), "{days}: {predicted:?}");
        assert!(predicted[11] > 0.9, "{days}: {predicted:?}");
    }
}

fn any_state() -> impl Strategy<Value = CardState> {
    prop_oneof![
        2 => Just(new()),
        3 => (1_u32..60, 0_i64..90).prop_map(|(interval, ago)| review(interval, ago)),
    ]
}

fn any_policy() -> impl Strategy<Value = Policy> {
    prop::sample::select(vec![Policy::Window, Policy::Gain])
}

/// A plan that began some days ago.
fn any_course() -> impl Strategy<Value = Course> {
    (1_i64..50, 0_u32..60, 0_i64..30, 0.2_f64..=1.0, any_policy()).prop_map(
        |(days, minutes, ago, studied, policy)| Course {
            since: day(-ago),
            studied,
            policy,
            ..course(days, minutes)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_day_asks_no_card_twice_and_none_again(
        states in prop::collection::vec(any_state(), 0..60), course in any_course(),
    ) {
        let params = params();
        let cards = subjects(&states, &params);
        let list = today(&cards, &course, day(0));
        let asked: HashSet<CardId> = list.iter().copied().collect();
        prop_assert_eq!(asked.len(), list.len());
        let answered_today = |card: &&Subject<'_>| card.last_seen == Some(day(0));
        prop_assert!(cards.iter().filter(answered_today).all(|card| !asked.contains(&card.id)));
        let first_review = list.iter().position(|id| cards[usize::try_from(id.0).unwrap()].state.phase != Phase::New);
        let last_new = list.iter().rposition(|id| cards[usize::try_from(id.0).unwrap()].state.phase == Phase::New);
        prop_assert!(last_new < first_review || first_review.is_none() || last_new.is_none());
    }

    #[test]
    fn no_day_takes_more_than_its_minutes(
        states in prop::collection::vec(any_state(), 0..60), course in any_course(),
    ) {
        let params = params();
        for forecast in forecast(&subjects(&states, &params), &course, day(0)).days {
            prop_assert!(forecast.millis <= u64::from(course.minutes) * 60_000);
        }
    }

    #[test]
    fn what_fits_is_introduced_in_time_and_asked_in_the_window(
        states in prop::collection::vec(any_state(), 0..60), course in any_course(),
    ) {
        let params = params();
        let cards = subjects(&states, &params);
        let in_time = fits(&cards, &course, day(0));
        prop_assert_eq!(feasibility(&cards, &course, day(0)).days_short == Some(0), in_time);
        if in_time {
            prop_assert!(forecast(&cards, &course, day(0)).complete);
        }
    }

    #[test]
    fn a_plan_kept_to_asks_every_card_in_the_window_if_it_fits(
        states in prop::collection::vec(any_state(), 0..40), course in any_course(), seed in any::<u64>(),
    ) {
        let params = params();
        let course = Course { studied: 1.0, ..course };
        let mut cards = subjects(&states, &params);
        // Twice the time, so that a learner who forgets more than expected still gets through.
        prop_assume!(fits(&cards, &Course { minutes: course.minutes / 2, ..course.clone() }, day(0)));
        for ahead in 0..course.exam.since(day(0)) {
            let day = day(ahead);
            let mut left = u64::from(course.minutes) * 60_000;
            for id in today(&cards, &course, day) {
                let card = &mut cards[usize::try_from(id.0).unwrap()];
                let luck = fnv1a64(&(seed ^ card.hash ^ u64::try_from(ahead).unwrap()).to_le_bytes()) % 1000;
                let known = card.state.phase == Phase::New
                    || (luck as f64) < 1000.0 * recall(&card.state, day, Factor::ONE);
                let cost = if card.state.phase == Phase::New { 35_000 } else if known { 9000 } else { 20_000 };
                if cost > left {
                    break;
                }
                left -= cost;
                card.state = graded(&card.state, if known { Grade::Good } else { Grade::Again }, day);
                card.last_seen = Some(day);
            }
        }
        let window = course.window_first();
        prop_assert!(cards.iter().all(|card| card.last_seen.is_some_and(|seen| seen >= window)));
    }

    #[test]
    fn more_minutes_predict_no_less(
        states in prop::collection::vec(any_state(), 120..200), course in any_course(), more in 1_u32..30,
    ) {
        let params = params();
        let cards = subjects(&states, &params);
        let predicted = |minutes| forecast(&cards, &Course { minutes, ..course.clone() }, day(0)).outlook.recall.mid;
        let (less, more) = (predicted(course.minutes), predicted(course.minutes + more));
        // Each day is filled for itself: now and then a day with more time spends it on what had better waited.
        prop_assert!(more >= less - 0.015, "{less} {more}");
    }
}

fn graded(state: &CardState, grade: Grade, day: Day) -> CardState {
    let at = Timestamp::from_unix((i64::from(day.epoch_days()) * 24 + 12) * 3600);
    let now = Moment { at, day, to_rollover: 57_600, offset: 0 };
    let mut state = next_states(state, &params(), now, None)[grade.index()];
    while state.in_steps() {
        state = next_states(&state, &params(), now, None)[Grade::Good.index()];
    }
    state
}
