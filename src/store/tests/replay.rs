//! The log replayed gives the card table again, bit for bit.

use proptest::prelude::*;

use super::{Desk, deck_text, key, moment, roots};
use crate::model::{CardId, Day, Due, Ease, Grade, ReviewKind};
use crate::schedule::Variant;
use crate::session::{Candidate, Done};
use crate::store::{Access, Action, DeckCounts, Difference, Store, Wanted};

#[derive(Debug, Clone)]
enum Step {
    Answer(usize, ReviewKind, Grade),
    Act(usize, Action),
    ActOnAll(Action),
    Undo,
    UndoInSession,
    Rename,
    NextDay(i64),
    /// The variant of that number.
    Switch(usize),
    /// The answers among the last so many rows were really given so many days ago.
    Redate(usize, i64),
    /// New settings: another modifier.
    Modifier(u32),
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        Just(Action::Suspend),
        Just(Action::Unsuspend),
        Just(Action::Bury),
        "[a-z]{0,3}".prop_map(|remark| Action::Flag { remark: Some(remark) }),
        Just(Action::Unflag),
        Just(Action::Reset),
        (90_i64..140).prop_map(|day| Action::SetDue(Day::from_epoch(day))),
        (1500_u16..2600).prop_map(|ease| Action::RaiseEase(Ease::from_permille(ease))),
    ]
}

fn kind() -> impl Strategy<Value = ReviewKind> {
    prop_oneof![
        8 => Just(ReviewKind::Grade),
        2 => Just(ReviewKind::Drill),
        1 => Just(ReviewKind::Cram),
        1 => Just(ReviewKind::Mock),
        2 => Just(ReviewKind::Exam),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => (0..3_usize, kind(), 0..4_usize).prop_map(|(card, kind, grade)| Step::Answer(card, kind, Grade::ALL[grade])),
        3 => (0..3_usize, action()).prop_map(|(card, action)| Step::Act(card, action)),
        1 => action().prop_map(Step::ActOnAll),
        3 => Just(Step::Undo),
        2 => Just(Step::UndoInSession),
        1 => Just(Step::Rename),
        5 => (-1..9_i64).prop_map(Step::NextDay),
        2 => (0..Variant::ALL.len()).prop_map(Step::Switch),
        1 => (1..8_usize, 1..40_i64).prop_map(|(rows, days)| Step::Redate(rows, days)),
        1 => (700..1300_u32).prop_map(Step::Modifier),
    ]
}

fn deck_with_first(name: &str) -> String {
    deck_text(&format!("[quick]\n{name} = \"one :: 1\"\nb = \"two :: 2\"\nc = \"three :: 3\""))
}

/// Three cards to which steps happen.
struct Course {
    desk: Desk,
    cards: Vec<CardId>,
    day: i64,
    renamed: usize,
}

impl Course {
    fn over(store: Store) -> Self {
        let mut desk = Desk::over(store);
        desk.load_root(super::ROOT, &[("d.toml", &deck_with_first("a0"))]);
        let cards = ["d/a0", "d/b", "d/c"].iter().map(|key| desk.id(key)).collect();
        Self { desk, cards, day: 100, renamed: 0 }
    }

    /// Takes the step, and says how many cards it changed in a way that undo takes back.
    fn take(&mut self, step: Step) -> usize {
        let Self { desk, cards, day, .. } = self;
        match step {
            Step::Answer(card, kind, grade) => {
                desk.answer(cards[card], kind, grade, moment(*day));
                1
            }
            Step::Act(card, action) => desk.act(&cards[card..=card], &action, *day),
            Step::ActOnAll(action) => desk.act(cards, &action, *day),
            Step::Undo => {
                desk.undo(*day);
                0
            }
            Step::UndoInSession => {
                desk.undo_in_session(*day);
                0
            }
            Step::Rename => {
                self.renamed += 1;
                let deck = deck_with_first(&format!("a{}", self.renamed));
                self.desk.load_root(super::ROOT, &[("d.toml", &deck)]);
                0
            }
            Step::NextDay(days) => {
                *day += days;
                0
            }
            Step::Switch(variant) => {
                desk.switch(Variant::ALL[variant], *day).first().map_or(0, |switched| switched.cards)
            }
            Step::Redate(rows, days) => {
                let log = desk.store.log_times().unwrap();
                let answers = log.iter().rev().take(rows).rev().filter(|row| is_answer(row.kind) && !row.undone);
                let rows: Vec<(i64, i64)> =
                    answers.map(|row| (row.seq, i64::from(row.day.epoch_days()) - days)).collect();
                desk.redate(&rows, *day).len()
            }
            Step::Modifier(modifier) => {
                desk.params.modifier = modifier;
                0
            }
        }
    }

    /// All that undo has to bring back: the tables, the counters, the queue.
    fn all(&self) -> (Vec<String>, Vec<Done>, Vec<DeckCounts>, Vec<Candidate>) {
        let (store, now) = (&self.desk.store, moment(self.day));
        let wanted = Wanted { now, ahead: 0, new: 100, only: None };
        (
            self.desk.tables(),
            store.done_today(&roots(), now.day).unwrap(),
            store.counts(&roots(), now).unwrap(),
            store.candidates(&roots(), &wanted).unwrap(),
        )
    }
}

fn is_answer(kind: ReviewKind) -> bool {
    matches!(
        kind,
        ReviewKind::Grade | ReviewKind::Drill | ReviewKind::Cram | ReviewKind::Mock | ReviewKind::Exam
    )
}

fn rebuilt(desk: &mut Desk) -> Vec<Difference> {
    desk.store.rebuild(false, &mut |_, _| {}).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn replay_equals_what_is_stored(steps in prop::collection::vec(step(), 1..50)) {
        let mut course = Course::over(Store::in_memory().unwrap());
        for step in steps {
            course.take(step);
        }
        prop_assert_eq!(rebuilt(&mut course.desk), []);
    }

    #[test]
    fn a_rebuild_that_writes_changes_nothing_that_was_right(steps in prop::collection::vec(step(), 1..30)) {
        let mut course = Course::over(Store::in_memory().unwrap());
        for step in steps {
            course.take(step);
        }
        let before = course.all();
        course.desk.store.rebuild(true, &mut |_, _| {}).unwrap();
        prop_assert_eq!(course.all(), before);
    }

    #[test]
    fn undo_takes_back_exactly_what_was_done(steps in prop::collection::vec(step(), 0..16), last in step()) {
        let mut course = Course::over(Store::in_memory().unwrap());
        for step in steps {
            course.take(step);
        }
        let before = course.all();
        let day = course.day;
        let changed = course.take(last.clone());
        if changed > 0 {
            prop_assert_eq!(course.desk.undo(day).unwrap().cards, changed);
            prop_assert_eq!(course.all(), before);
            prop_assert_eq!(rebuilt(&mut course.desk), []);
        }
    }

    #[test]
    fn a_switch_there_and_back_leads_to_where_it_began(
        steps in prop::collection::vec(step(), 0..30), other in 0..Variant::ALL.len(),
    ) {
        let mut course = Course::over(Store::in_memory().unwrap());
        for step in steps.into_iter().filter(|step| !matches!(step, Step::Switch(_))) {
            course.take(step);
        }
        let before = course.desk.tables();
        let day = course.day;
        course.desk.switch(Variant::ALL[other], day);
        course.desk.switch(Variant::default(), day);
        prop_assert_eq!(course.desk.tables(), before);
        prop_assert_eq!(rebuilt(&mut course.desk), []);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn undo_after_a_restart_gives_the_same(steps in prop::collection::vec(step(), 0..16), last in step()) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("progress.db");
        let mut course = Course::over(Store::open(&path, Access::Write).unwrap());
        for step in steps {
            course.take(step);
        }
        let before = course.all();
        let changed = course.take(last);
        course.desk.store = Store::open(&path, Access::Write).unwrap();
        if changed > 0 {
            course.desk.undo(course.day).unwrap();
            course.desk.store = Store::open(&path, Access::Write).unwrap();
            prop_assert_eq!(course.all(), before);
        }
    }
}

#[test]
fn a_stack_of_undos_goes_back_step_by_step() {
    let mut course = Course::over(Store::in_memory().unwrap());
    let mut seen = vec![course.all()];
    let grade = |card, kind, grade| Step::Answer(card, kind, grade);
    let steps = [
        grade(0, ReviewKind::Grade, Grade::Easy),
        grade(1, ReviewKind::Grade, Grade::Easy),
        grade(0, ReviewKind::Exam, Grade::Again),
        grade(0, ReviewKind::Cram, Grade::Good),
        Step::ActOnAll(Action::SetDue(Day::from_epoch(120))),
        grade(1, ReviewKind::Grade, Grade::Again),
        Step::Act(1, Action::Flag { remark: None }),
        Step::Switch(0),
        grade(1, ReviewKind::Drill, Grade::Good),
        Step::Redate(9, 3),
        Step::ActOnAll(Action::RaiseEase(Ease::from_permille(2600))),
        Step::ActOnAll(Action::Reset),
    ];
    for step in steps {
        assert!(course.take(step.clone()) > 0, "{step:?}");
        seen.push(course.all());
    }
    seen.pop();
    while let Some(all) = seen.pop() {
        course.desk.undo(100).unwrap();
        assert_eq!(course.all(), all);
    }
    assert_eq!(course.desk.undo(100), None);
}

#[test]
fn a_session_takes_back_grades_and_leaves_the_scheduler_as_it_is_set() {
    let mut course = Course::over(Store::in_memory().unwrap());
    let easy = Step::Answer(0, ReviewKind::Grade, Grade::Easy);
    course.take(easy.clone());
    course.day = 104;
    course.take(easy);
    course.take(Step::Switch(0));
    let undone = course.desk.undo_in_session(104).unwrap();
    assert_eq!((undone.kind, undone.grade), (ReviewKind::Grade, Some(Grade::Easy)));
    // One Easy under the classic variant: a day.
    assert_eq!((undone.state.interval, undone.state.streak), (1, 1));
    assert_eq!(rebuilt(&mut course.desk), []);
}

#[test]
fn an_exam_makes_a_known_card_due_tomorrow_and_a_wrong_clock_is_mended() {
    let mut course = Course::over(Store::in_memory().unwrap());
    course.take(Step::Answer(0, ReviewKind::Grade, Grade::Easy));
    course.take(Step::Answer(0, ReviewKind::Exam, Grade::Again));
    let card = course.desk.store.card(course.cards[0]).unwrap();
    assert_eq!(card.state.due(), Some(Due::On(Day::from_epoch(101))));
    assert_eq!((card.state.interval, card.grades), (4, 1));
    // A year ahead, and put off for two days more.
    course.day = 465;
    course.take(Step::Answer(1, ReviewKind::Grade, Grade::Easy));
    course.take(Step::Act(1, Action::SetDue(Day::from_epoch(475))));
    assert_eq!(course.desk.store.last_day().unwrap(), Some(Day::from_epoch(465)));
    let wrong: Vec<(i64, i64)> = course
        .desk
        .store
        .log_times()
        .unwrap()
        .iter()
        .filter(|row| row.day.epoch_days() == 465)
        .map(|row| (row.seq, 102))
        .collect();
    let redated = course.desk.redate(&wrong, 103);
    assert_eq!((redated.len(), redated[0].rows), (1, 2));
    let card = course.desk.store.card(course.cards[1]).unwrap();
    assert_eq!(card.state.due(), Some(Due::On(Day::from_epoch(112))));
    assert_eq!(card.state.last_day, Some(Day::from_epoch(102)));
    assert_eq!(course.desk.store.done_today(&roots(), Day::from_epoch(102)).unwrap().len(), 1);
    assert_eq!(course.desk.store.last_day().unwrap(), Some(Day::from_epoch(103)));
    assert_eq!(course.desk.store.history(&card.card.key).unwrap()[0].day, Day::from_epoch(102));
    assert_eq!(rebuilt(&mut course.desk), []);
}

#[test]
fn what_differs_from_the_log_is_named_and_put_right() {
    let mut desk = Desk::new();
    desk.load_root(super::ROOT, &[("d.toml", &deck_with_first("a"))]);
    desk.grade("d/a", Grade::Easy, 100);
    let good = desk.store.card_by_key(&key("d/a")).unwrap().unwrap();
    desk.store
        .connection
        .execute("UPDATE cards SET interval = 99, grades = 7 WHERE key = 'd/a'", [])
        .unwrap();
    let differences = desk.store.rebuild(true, &mut |_, _| {}).unwrap();
    assert_eq!(differences.len(), 1);
    assert_eq!((differences[0].stored.interval, differences[0].replayed.interval), (99, 4));
    assert_eq!((differences[0].stored_grades, differences[0].replayed_grades), (7, 1));
    assert_eq!(desk.store.card(good.id).unwrap(), good);
    assert_eq!(desk.store.rebuild(false, &mut |_, _| {}).unwrap(), []);
}
