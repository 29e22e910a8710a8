//! Grades, actions, undo, and what a day offers.

use std::collections::HashSet;

use super::{Desk, key, moment, roots};
use crate::model::{Due, Grade, ReviewKind, StateName};
use crate::schedule::{self, Params, Variant};
use crate::store::{Action, GradeRequest, Wanted, Written};

const FIVE: &str = "[quick]\nc1 = \"one :: 1\"\nc2 = \"two :: 2\"\nc3 = \"three :: 3\"\nc4 = \"four :: 4\"\nc5 = \"five :: 5\"";

#[test]
fn a_grade_is_in_the_log_and_on_the_card() {
    let mut desk = Desk::new();
    desk.deck(FIVE);
    desk.grade("d/c1", Grade::Easy, 100);
    let history = desk.store.history(&key("d/c1")).unwrap();
    let card = desk.store.card_by_key(&key("d/c1")).unwrap().unwrap();
    assert_eq!(history.len(), 1);
    assert_eq!((history[0].grade, history[0].millis), (Some(Grade::Easy), Some(1500)));
    assert_eq!(history[0].before.name(), StateName::New);
    assert_eq!(history[0].after, card.state);
    assert_eq!((card.grades, card.state.interval), (1, 4));
}

#[test]
fn an_overtaken_grade_writes_nothing() {
    let mut desk = Desk::new();
    desk.deck(FIVE);
    let stale = desk.store.card_by_key(&key("d/c1")).unwrap().unwrap();
    desk.grade("d/c1", Grade::Easy, 100);
    let now = desk.store.card_by_key(&key("d/c1")).unwrap().unwrap().state;
    let params = Params::default();
    let request = GradeRequest {
        card: stale.id,
        kind: ReviewKind::Grade,
        grade: Grade::Good,
        expected: stale.state,
        after: stale.state,
        millis: None,
        fuzz: None,
        params: &params,
        now: moment(100),
        uuid: desk.uuids.next(),
    };
    assert_eq!(desk.store.write_grade(&request).unwrap(), Written::Overtaken(now));
    assert_eq!(desk.store.history(&key("d/c1")).unwrap().len(), 1);
}

#[test]
fn cram_leaves_the_card_as_it_was() {
    let mut desk = Desk::new();
    desk.deck(FIVE);
    let before = desk.store.card_by_key(&key("d/c1")).unwrap().unwrap();
    let params = Params::default();
    let request = GradeRequest {
        card: before.id,
        kind: ReviewKind::Cram,
        grade: Grade::Again,
        expected: before.state,
        after: before.state,
        millis: None,
        fuzz: None,
        params: &params,
        now: moment(100),
        uuid: desk.uuids.next(),
    };
    assert!(matches!(desk.store.write_grade(&request).unwrap(), Written::Saved { .. }));
    assert_eq!(desk.store.card(before.id).unwrap(), before);
    let undone = desk.undo(100).unwrap();
    assert_eq!((undone.kind, undone.grade), (ReviewKind::Cram, Some(Grade::Again)));
    assert_eq!(desk.store.card(before.id).unwrap(), before);
    assert_eq!(desk.undo(100), None);
}

#[test]
fn undo_of_the_first_answer_gives_the_new_card_back() {
    let mut desk = Desk::new();
    desk.deck(FIVE);
    let before = desk.store.card_by_key(&key("d/c1")).unwrap().unwrap();
    let seq = desk.grade("d/c1", Grade::Good, 100);
    assert_eq!(desk.store.done_today(&roots(), moment(100).day).unwrap().len(), 1);
    let undone = desk.undo(100).unwrap();
    assert_eq!((undone.seq, undone.kind, undone.grade), (seq, ReviewKind::Grade, Some(Grade::Good)));
    assert_eq!(undone.state, before.state);
    assert_eq!(desk.store.card(before.id).unwrap(), before);
    assert_eq!(desk.store.done_today(&roots(), moment(100).day).unwrap(), []);
    assert!(desk.store.history(&key("d/c1")).unwrap()[0].undone);
    assert_eq!(desk.undo(100), None);
}

#[test]
fn undo_steps_back_through_several_answers() {
    let mut desk = Desk::new();
    desk.deck(FIVE);
    let mut states = vec![desk.store.card_by_key(&key("d/c1")).unwrap().unwrap()];
    for (grade, day) in [(Grade::Easy, 100), (Grade::Again, 104), (Grade::Good, 104)] {
        desk.grade("d/c1", grade, day);
        states.push(desk.store.card_by_key(&key("d/c1")).unwrap().unwrap());
    }
    states.pop();
    while let Some(state) = states.pop() {
        desk.undo(104).unwrap();
        assert_eq!(desk.store.card(state.id).unwrap(), state);
    }
}

#[test]
fn an_action_on_several_cards_is_undone_as_one() {
    let mut desk = Desk::new();
    desk.deck(FIVE);
    let cards = [desk.id("d/c1"), desk.id("d/c2"), desk.id("d/c3")];
    assert_eq!(desk.act(&cards[..1], &Action::Suspend, 100), 1);
    // One of them is suspended already.
    assert_eq!(desk.act(&cards, &Action::Suspend, 100), 2);
    assert_eq!(desk.offered(100), ["d/c4", "d/c5"]);
    assert_eq!(desk.undo(100).unwrap().cards, 2);
    assert_eq!(desk.offered(100), ["d/c2", "d/c3", "d/c4", "d/c5"]);
    assert_eq!(desk.undo(100).unwrap().cards, 1);
    assert_eq!(desk.offered(100).len(), 5);
}

#[test]
fn a_buried_card_is_back_on_the_next_day() {
    let mut desk = Desk::new();
    desk.deck(FIVE);
    let card = desk.id("d/c1");
    desk.act(&[card], &Action::Bury, 100);
    assert_eq!(desk.offered(100).len(), 4);
    assert_eq!(desk.offered(101).len(), 5);
    desk.undo(100).unwrap();
    assert_eq!(desk.offered(100).len(), 5);
}

#[test]
fn flags_keep_their_remark_and_come_back_by_undo() {
    let mut desk = Desk::new();
    desk.deck(FIVE);
    let card = desk.id("d/c1");
    let flag = |remark: &str| Action::Flag { remark: Some(remark.to_owned()) };
    desk.act(&[card], &flag("unclear"), 100);
    desk.act(&[card], &flag("wrong"), 100);
    assert_eq!(desk.act(&[card], &flag("wrong"), 100), 0);
    desk.act(&[card], &Action::Unflag, 100);
    let remark = |desk: &Desk| desk.store.card(card).unwrap().flag.map(|flag| flag.remark.unwrap());
    assert_eq!(remark(&desk), None);
    desk.undo(100).unwrap();
    assert_eq!(remark(&desk).as_deref(), Some("wrong"));
    desk.undo(100).unwrap();
    assert_eq!(remark(&desk).as_deref(), Some("unclear"));
    desk.undo(100).unwrap();
    assert_eq!(remark(&desk), None);
}

#[test]
fn reset_and_set_due_move_the_state_and_undo_moves_it_back() {
    let mut desk = Desk::new();
    desk.deck(FIVE);
    let card = desk.id("d/c1");
    desk.grade("d/c1", Grade::Easy, 100);
    let graded = desk.store.card(card).unwrap();
    desk.act(&[card], &Action::SetDue(moment(120).day), 100);
    assert!(!desk.offered(119).contains(&"d/c1".to_owned()));
    assert!(desk.offered(120).contains(&"d/c1".to_owned()));
    desk.act(&[card], &Action::Reset, 101);
    assert_eq!(desk.store.card(card).unwrap().state.name(), StateName::New);
    assert_eq!(desk.store.card(card).unwrap().grades, 1);
    desk.undo(101).unwrap();
    desk.undo(101).unwrap();
    assert_eq!(desk.store.card(card).unwrap(), graded);
}

#[test]
fn new_cards_are_limited_and_filtered() {
    let mut desk = Desk::new();
    desk.deck(FIVE);
    let only = HashSet::from([desk.id("d/c2"), desk.id("d/c4"), desk.id("d/c5")]);
    let wanted = Wanted { now: moment(100), ahead: 0, new: 2, only: Some(&only) };
    let found = desk.store.candidates(&roots(), &wanted).unwrap();
    let ids: Vec<_> = found.iter().map(|one| one.id).collect();
    assert_eq!(ids, [desk.id("d/c2"), desk.id("d/c4")]);
    assert!(found[0].position < found[1].position);
}

#[test]
fn the_counts_agree_with_the_candidates() {
    let mut desk = Desk::new();
    desk.deck(FIVE);
    desk.grade("d/c1", Grade::Easy, 100);
    desk.grade("d/c2", Grade::Easy, 101);
    desk.grade("d/c3", Grade::Good, 105);
    let counts = desk.store.counts(&roots(), moment(105)).unwrap();
    assert_eq!((counts[0].new, counts[0].learning, counts[0].due, counts[0].overdue), (2, 1, 2, 1));
    assert_eq!(desk.offered(105).len(), 5);
    // What is put off is not offered, but counts.
    let card = desk.id("d/c1");
    desk.act(&[card], &Action::Suspend, 105);
    assert_eq!(desk.offered(105).len(), 4);
    assert_eq!(desk.store.counts(&roots(), moment(105)).unwrap()[0].due, 2);
    desk.undo(105);
    assert_eq!(desk.store.last_activity().unwrap(), Some((moment(105).at, moment(105).day)));
}

#[test]
fn a_deck_that_is_not_studied_is_never_offered() {
    let mut desk = Desk::new();
    desk.deck(&format!("study = false\n{FIVE}"));
    assert_eq!(desk.offered(100), Vec::<String>::new());
    assert_eq!(desk.store.counts(&roots(), moment(100)).unwrap(), []);
    assert_eq!(desk.store.cards(&roots(), false).unwrap().len(), 5);
}

#[test]
fn a_study_day_that_comes_again_after_the_clock_was_set_back_keeps_its_grades() {
    let mut desk = Desk::new();
    desk.deck(FIVE);
    desk.grade("d/c1", Grade::Good, 100);
    desk.grade("d/c2", Grade::Good, 101);
    desk.grade("d/c3", Grade::Good, 100);
    let done = desk.store.done_today(&roots(), moment(100).day).unwrap();
    assert_eq!(done.iter().map(|done| done.id).collect::<Vec<_>>(), [desk.id("d/c1"), desk.id("d/c3")]);
}

#[test]
fn the_log_can_be_neither_changed_nor_shortened() {
    let mut desk = Desk::new();
    desk.deck(FIVE);
    desk.grade("d/c1", Grade::Good, 100);
    let run = |sql: &str| desk.store.connection.execute(sql, []);
    assert!(run("UPDATE reviews SET grade = 4").is_err());
    assert!(run("DELETE FROM reviews").is_err());
    assert!(run("UPDATE params SET json = '{}'").is_err());
    assert!(run("DELETE FROM params").is_err());
}

#[test]
fn half_a_state_cannot_be_stored_and_an_unreadable_one_is_named() {
    let mut desk = Desk::new();
    desk.deck(FIVE);
    let id = desk.id("d/c1").0;
    let run = |sql: &str| desk.store.connection.execute(sql, [id]);
    assert!(run("UPDATE cards SET state = 'review' WHERE id = ?").is_err());
    assert!(run("UPDATE cards SET due_day = 3 WHERE id = ?").is_err());
    run("UPDATE texts SET content = '{' WHERE card = ?").unwrap();
    let error = desk.store.cards(&roots(), false).unwrap_err().to_string();
    assert!(error.contains("\"texts\"") && error.contains("\"content\""), "{error}");
}

#[test]
fn an_action_across_roots_is_taken_back_where_the_run_reaches_and_no_later_grade_is_lost() {
    let mut desk = Desk::new();
    let other = "/other".to_owned();
    desk.deck("[quick]\na = \"one :: 1\"");
    desk.load_root(&other, &[("e.toml", "format = 1\nid = \"e\"\n[quick]\nb = \"two :: 2\"\n")]);
    desk.grade("d/a", Grade::Easy, 100);
    desk.grade("e/b", Grade::Easy, 100);
    let cards = [desk.id("d/a"), desk.id("e/b")];
    desk.act(&cards, &Action::Reset, 101);
    desk.grade("e/b", Grade::Good, 101);
    let graded = desk.store.card(cards[1]).unwrap();
    let undone = desk.undo(101).unwrap();
    assert_eq!((undone.kind, undone.cards), (ReviewKind::Reset, 1));
    assert_eq!(desk.store.card(cards[0]).unwrap().state.interval, 4);
    assert_eq!(desk.store.card(cards[1]).unwrap(), graded);
    let uuids = &mut desk.uuids;
    let mut undo = || desk.store.undo(std::slice::from_ref(&other), moment(101), &mut || uuids.next()).unwrap().unwrap();
    assert_eq!(undo().kind, ReviewKind::Grade);
    assert_eq!((undo().kind, undo().kind), (ReviewKind::Reset, ReviewKind::Grade));
    assert_eq!(desk.store.rebuild(false, &mut |_, _| {}).unwrap(), []);
}

#[test]
fn a_drill_broken_off_counts_as_the_review_it_stands_for_from_the_next_day_on() {
    let mut desk = Desk::new();
    desk.deck(FIVE);
    desk.params.variant = Variant::Sm2;
    // Six days to go, were it not for the drill.
    desk.grade("d/c1", Grade::Good, 100);
    desk.grade("d/c1", Grade::Hard, 101);
    let card = desk.store.card(desk.id("d/c1")).unwrap();
    assert_eq!((card.state.name(), card.state.interval), (StateName::Relearning, 6));
    for (day, counted) in [(101, (1, 0, 0)), (102, (0, 0, 0)), (107, (0, 1, 0)), (108, (0, 1, 1))] {
        let now = moment(day);
        let counts = &desk.store.counts(&roots(), now).unwrap()[0];
        assert_eq!((counts.learning, counts.due, counts.overdue), counted, "day {day}");
        // The queue and queries go by the same rule.
        let due = card.due(now.day).unwrap();
        assert_eq!(due == Due::On(moment(107).day), day > 101, "day {day}");
        assert_eq!(Some(due), schedule::due(&card.state, &desk.params, now.day));
    }
}

#[test]
fn what_cannot_be_read_is_named_by_table_and_row() {
    let rows = [
        ("DELETE FROM texts WHERE card = 1", "row 1 of table \"texts\" is damaged in column \"content\""),
        ("UPDATE cards SET key = 'no key' WHERE id = 1", "row 1 of table \"cards\" is damaged in column \"key\""),
        ("UPDATE cards SET due_at = 9223372036854775807 WHERE id = 1", "table \"cards\" is damaged in column \"due_at\""),
        ("UPDATE cards SET last_day = -99999999999 WHERE id = 1", "table \"cards\" is damaged in column \"last_day\""),
    ];
    for (damage, named) in rows {
        let mut desk = Desk::new();
        desk.deck(FIVE);
        desk.grade("d/c1", Grade::Good, 100);
        desk.store.connection.execute(damage, []).unwrap();
        let error = desk.store.cards(&roots(), false).unwrap_err().to_string();
        assert!(error.contains(named), "{error}");
        if damage.contains("key") {
            let error = desk.store.done_today(&roots(), moment(100).day).unwrap_err().to_string();
            assert!(error.contains(named), "{error}");
        }
    }
}
