//! What the log says of the learner.

use super::{Desk, moment, roots};
use crate::model::Grade;
use crate::store::FirstAnswer;

const TWO: &str = "[quick]\nc1 = \"A? :: a\"\nc2 = \"B? :: b\"";

#[test]
fn a_streak_is_broken_by_a_day_without_a_grade_that_stands() {
    let mut desk = Desk::new();
    desk.deck(TWO);
    assert_eq!(desk.store.streak(moment(100).day).unwrap(), 0);
    for day in [100, 102, 103, 104] {
        desk.grade("d/c1", Grade::Good, day);
    }
    let streak = |desk: &Desk, day| desk.store.streak(moment(day).day).unwrap();
    assert_eq!([100, 101, 103, 104, 105].map(|day| streak(&desk, day)), [1, 0, 2, 3, 0]);
    desk.undo(104);
    assert_eq!(streak(&desk, 104), 0);
    let flag = crate::store::Action::Flag { remark: None };
    let id = desk.id("d/c1");
    desk.act(&[id], &flag, 105);
    assert_eq!(streak(&desk, 105), 0, "a flag is no grade");
}

#[test]
fn time_is_counted_for_grades_that_stand_and_no_longer_than_a_pause_begins() {
    let mut desk = Desk::new();
    desk.deck(TWO);
    desk.grade("d/c1", Grade::Good, 100);
    desk.grade("d/c1", Grade::Good, 101);
    desk.grade("d/c2", Grade::Good, 101);
    let spent = |desk: &Desk, day, longest| desk.store.spent(&roots(), moment(day).day, longest).unwrap();
    assert_eq!(spent(&desk, 101, 60_000), 3000);
    assert_eq!(spent(&desk, 101, 1000), 2000);
    desk.undo(101);
    assert_eq!((spent(&desk, 101, 60_000), spent(&desk, 102, 60_000)), (1500, 0));
    assert_eq!(desk.store.answer_times(2, 1000).unwrap(), [1000, 1000]);
}

#[test]
fn only_first_answers_of_a_day_to_cards_with_an_interval_tell_of_memory() {
    let mut desk = Desk::new();
    desk.deck(TWO);
    desk.grade("d/c1", Grade::Easy, 100);
    desk.grade("d/c1", Grade::Again, 106);
    desk.grade("d/c1", Grade::Good, 106);
    desk.grade("d/c1", Grade::Good, 107);
    let answers = desk.store.first_answers(10).unwrap();
    let told: Vec<(i64, bool)> =
        answers.iter().map(|FirstAnswer { elapsed, recalled, .. }| (*elapsed, *recalled)).collect();
    assert_eq!(told, [(1, true), (6, false)], "the latest first");
    assert_eq!(desk.store.first_answers(1).unwrap().len(), 1);
}

#[test]
fn the_log_tells_when_it_has_grown() {
    let mut desk = Desk::new();
    desk.deck(TWO);
    assert_eq!(desk.store.last_seq().unwrap(), 0);
    assert_eq!(desk.grade("d/c1", Grade::Good, 100), desk.store.last_seq().unwrap());
}
