//! Figures of a log small enough to count by hand.

use super::{Answer, CardFacts, Figures, Gathering, Share};
use crate::model::{CardState, Day, Due, Ease, Grade, Moment, Phase, ReviewKind, StateName, Timestamp};

/// Thursday, 5 March 2026.
const TODAY: &str = "2026-03-05";

fn today() -> Day {
    TODAY.parse().unwrap()
}

fn now() -> Moment {
    let at = Timestamp::from_unix(i64::from(today().epoch_days()) * 86_400 + 9 * 3600);
    Moment { at, day: today(), to_rollover: 19 * 3600, offset: 0 }
}

/// A card of `deck/key` with these tags, a review with that interval, due so many days from now.
fn card(key: &str, tags: &[&str], interval: u32, due_in: i64) -> CardFacts {
    let due = today().plus(due_in);
    let state = CardState {
        phase: Phase::Review { due },
        interval,
        last_day: Some(due.plus(-i64::from(interval))),
        ..CardState::new(Ease::from_permille(2500))
    };
    CardFacts {
        key: key.parse().unwrap(),
        tags: tags.iter().map(ToString::to_string).collect(),
        objective: None,
        state,
        due: Some(Due::On(due)),
        suspended: false,
    }
}

/// An answer so many days before today, to a review with that interval.
fn review(days_ago: i64, grade: Grade, interval: u32) -> Answer {
    let day = today().plus(-days_ago);
    Answer {
        day,
        hour: 9,
        kind: ReviewKind::Grade,
        grade,
        millis: Some(10_000),
        before: StateName::Review,
        interval,
        last_day: Some(day.plus(-i64::from(interval))),
        memory: None,
    }
}

fn figures(cards: &[CardFacts], answers: &[(usize, Answer)], days: u32) -> Figures {
    let mut gathering = Gathering::new(cards.len(), today(), days);
    answers.iter().for_each(|(card, answer)| gathering.add(*card, answer));
    gathering.figures(cards, now())
}

fn share(yes: u32, of: u32) -> Share {
    Share { yes, of }
}

/// Three cards and ten answers over five days; 1 and 2 March without any.
fn log() -> (Vec<CardFacts>, Vec<(usize, Answer)>) {
    let cards = vec![
        card("fire/oil", &["kitchen"], 10, 3),
        card("fire/lift", &["kitchen", "house"], 30, -2),
        card("aid/burn", &[], 4, 0),
    ];
    let new = |days_ago, grade| Answer {
        before: StateName::New,
        interval: 0,
        last_day: None,
        ..review(days_ago, grade, 0)
    };
    let answers = vec![
        (0, new(40, Grade::Good)),
        (0, review(6, Grade::Again, 5)),
        (1, review(6, Grade::Good, 30)),
        (1, review(5, Grade::Good, 21)),
        (1, review(2, Grade::Again, 20)),
        (0, Answer { kind: ReviewKind::Drill, ..review(2, Grade::Again, 3) }),
        (2, review(1, Grade::Good, 4)),
        (0, review(0, Grade::Easy, 3)),
        (2, Answer { hour: 22, ..review(0, Grade::Again, 4) }),
        (2, Answer { before: StateName::Relearning, ..review(0, Grade::Good, 4) }),
    ];
    (cards, answers)
}

#[test]
fn today_and_the_time_it_took() {
    let (cards, answers) = log();
    let figures = figures(&cards, &answers, 365);
    let today = figures.today;
    assert_eq!((today.answers, today.cards, today.new, today.millis), (3, 2, 0, 30_000));
    assert_eq!(today.recalled, share(1, 2));
    assert_eq!((figures.time.answers, figures.time.days, figures.time.millis), (10, 6, 100_000));
    assert_eq!((figures.time.a_day(), figures.time.an_answer()), (16_666, 10_000));
}

#[test]
fn retention_counts_first_answers_to_reviews_by_age_and_month() {
    let (cards, answers) = log();
    let retention = figures(&cards, &answers, 365).retention;
    // Young: Again 5d, Again 20d, Good 4d, Easy 3d, Again 4d. Mature: Good 30d, Good 21d. Drill and steps do not count.
    assert_eq!((retention.young, retention.mature), (share(2, 5), share(2, 2)));
    let months: Vec<(u32, Share, Share)> =
        retention.months.iter().map(|month| (month.month, month.young, month.mature)).collect();
    assert_eq!(months, [(2, share(0, 1), share(2, 2)), (3, share(2, 4), share(0, 0))]);
}

#[test]
fn only_the_days_asked_for_count() {
    let (cards, answers) = log();
    let figures = figures(&cards, &answers, 2);
    assert_eq!(figures.from.to_string(), "2026-03-04");
    assert_eq!((figures.time.answers, figures.time.days), (4, 2));
    assert_eq!(figures.retention.young, share(2, 3));
    assert_eq!(figures.calendar.len(), 6, "the calendar shows a year all the same");
    assert_eq!(figures.hardest.len(), 1);
}

#[test]
fn streaks_break_where_a_day_is_missing() {
    let (cards, answers) = log();
    let streak = figures(&cards, &answers, 365).streak;
    assert_eq!((streak.current, streak.longest, streak.days), (3, 3, 6));
    let until = |days_ago| {
        let kept: Vec<_> =
            answers.iter().filter(|(_, answer)| today().since(answer.day) >= days_ago).copied().collect();
        figures(&cards, &kept, 365).streak.current
    };
    assert_eq!((until(1), until(2), until(5)), (2, 0, 0), "a day is not missing before it is over");
}

#[test]
fn the_calendar_holds_a_year() {
    let (cards, mut answers) = log();
    answers.insert(0, (0, review(371, Grade::Good, 3)));
    answers.insert(1, (0, review(370, Grade::Good, 3)));
    let calendar: Vec<(i64, u32)> = figures(&cards, &answers, 365)
        .calendar
        .iter()
        .map(|(day, answers)| (today().since(*day), *answers))
        .collect();
    assert_eq!(calendar, [(370, 1), (40, 1), (6, 2), (5, 1), (2, 2), (1, 1), (0, 3)]);
}

#[test]
fn the_forecast_parts_overdue_from_due() {
    let (mut cards, answers) = log();
    cards.push(CardFacts { suspended: true, ..card("fire/put-off", &[], 3, 1) });
    cards.push(CardFacts { due: None, ..card("bank/never", &[], 3, 1) });
    cards.push(card("fire/late", &[], 90, 30));
    let step = |at| Some(Due::At(Timestamp::from_unix(now().at.unix() + at)));
    cards.push(CardFacts { due: step(600), ..card("fire/step", &[], 0, 0) });
    cards.push(CardFacts { due: step(20 * 3600), ..card("fire/tomorrow", &[], 0, 0) });
    let forecast = figures(&cards, &answers, 365).forecast;
    assert_eq!(forecast.overdue, 1);
    assert_eq!(forecast.days[..5], [2, 1, 0, 1, 0]);
    assert_eq!((forecast.days.len(), forecast.days.iter().sum::<u32>()), (30, 4));
}

#[test]
fn the_weakest_areas_come_first() {
    let (cards, answers) = log();
    let areas = figures(&cards, &answers, 365).areas;
    let told = |areas: &[super::Area]| -> Vec<(String, Share)> {
        areas.iter().map(|area| (area.name.clone(), area.recalled)).collect()
    };
    assert_eq!(told(&areas.decks), [("fire".to_owned(), share(3, 5)), ("aid".to_owned(), share(1, 2))]);
    assert_eq!(told(&areas.tags), [("kitchen".to_owned(), share(3, 5)), ("house".to_owned(), share(2, 3))]);
    assert_eq!(areas.objectives, []);
}

#[test]
fn the_hardest_cards_and_the_hours() {
    let (cards, answers) = log();
    let figures = figures(&cards, &answers, 365);
    let hardest: Vec<(String, u32, Share)> =
        figures.hardest.iter().map(|hard| (hard.key.to_string(), hard.again, hard.recalled)).collect();
    assert_eq!(
        hardest,
        [
            ("aid/burn".to_owned(), 1, share(1, 2)),
            ("fire/lift".to_owned(), 1, share(2, 3)),
            ("fire/oil".to_owned(), 1, share(1, 2)),
        ]
    );
    assert_eq!(
        (figures.hours[9], figures.hours[22], figures.hours[10]),
        (share(4, 6), share(0, 1), share(0, 0))
    );
}

#[test]
fn cards_by_interval_and_ease() {
    let (mut cards, answers) = log();
    cards[0].state.ease = Ease::from_permille(1300);
    cards[1].state.ease = Ease::from_permille(1301);
    let figures = figures(&cards, &answers, 365);
    let filled = |bins: &[super::Bin]| -> Vec<(u32, Option<u32>, u32)> {
        bins.iter().filter(|bin| bin.cards > 0).map(|bin| (bin.from, bin.to, bin.cards)).collect()
    };
    assert_eq!(filled(&figures.intervals), [(4, Some(7), 1), (8, Some(14), 1), (15, Some(30), 1)]);
    assert_eq!(filled(&figures.eases), [(0, Some(1300), 1), (1301, Some(1500), 1), (2301, Some(2500), 1)]);
    assert_eq!(figures.mean_ease, Some(1700));
    assert_eq!(figures.stuck, [], "they were forgotten of late");
    let known: Vec<(usize, Answer)> = (1..4).rev().map(|ago| (0, review(ago, Grade::Good, 3))).collect();
    let stuck = super::tests::figures(&cards, &known, 365).stuck;
    assert_eq!(stuck.iter().map(ToString::to_string).collect::<Vec<_>>(), ["fire/oil"]);
}

#[test]
fn predictions_are_held_against_what_was_recalled() {
    let (cards, _) = log();
    // Ten reviews on their day, predicted 0.9 each, of which eight were recalled; two very late ones.
    let mut answers: Vec<(usize, Answer)> =
        (0..10).map(|ago| (0, review(ago, if ago < 2 { Grade::Again } else { Grade::Good }, 10))).collect();
    for grade in [Grade::Again, Grade::Good] {
        let late = review(0, grade, 10);
        answers.push((1, Answer { last_day: Some(late.day.plus(-200)), ..late }));
    }
    let calibration = figures(&cards, &answers, 365).calibration;
    let bins: Vec<(f64, Share)> = calibration.bins.iter().map(|bin| (bin.from, bin.actual)).collect();
    assert_eq!(bins, [(0.0, share(1, 2)), (0.89, share(8, 10))]);
    assert!((calibration.bins[1].predicted - 0.9).abs() < 1e-9);
    assert_eq!(calibration.actual, share(9, 12));
    assert!(calibration.factor.is_some_and(|factor| factor < 1.0), "{:?}", calibration.factor);
}

#[test]
fn nothing_was_done() {
    let figures = figures(&[], &[], 365);
    assert_eq!(figures.today, super::Today::default());
    assert_eq!(
        (figures.calibration.predicted, figures.calibration.factor, figures.mean_ease),
        (None, None, None)
    );
    assert_eq!(figures.streak, super::Streak::default());
}
