//! The log replayed gives the card table again, bit for bit.

use proptest::prelude::*;

use super::{Desk, deck_text, key, roots};
use crate::model::{CardId, Day, Grade};
use crate::store::Action;

#[derive(Debug, Clone)]
enum Step {
    Grade(usize, Grade),
    Act(usize, Action),
    ActOnAll(Action),
    Undo,
    Rename,
    NextDay(i64),
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
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => (0..3_usize, 0..4_usize).prop_map(|(card, grade)| Step::Grade(card, Grade::ALL[grade])),
        3 => (0..3_usize, action()).prop_map(|(card, action)| Step::Act(card, action)),
        1 => action().prop_map(Step::ActOnAll),
        4 => Just(Step::Undo),
        1 => Just(Step::Rename),
        4 => (-1..9_i64).prop_map(Step::NextDay),
    ]
}

fn deck_with_first(name: &str) -> String {
    deck_text(&format!("[quick]\n{name} = \"one :: 1\"\nb = \"two :: 2\"\nc = \"three :: 3\""))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn replay_equals_what_is_stored(steps in prop::collection::vec(step(), 1..40)) {
        let mut desk = Desk::new();
        let mut name = 0;
        desk.load_root(super::ROOT, &[("d.toml", &deck_with_first("a0"))]);
        let cards: Vec<CardId> = ["d/a0", "d/b", "d/c"].iter().map(|key| desk.id(key)).collect();
        let mut day = 100;
        for step in steps {
            match step {
                Step::Grade(card, grade) => {
                    let key = desk.store.card(cards[card]).unwrap().card.key.to_string();
                    desk.grade(&key, grade, day);
                }
                Step::Act(card, action) => { desk.act(&cards[card..=card], &action, day); }
                Step::ActOnAll(action) => { desk.act(&cards, &action, day); }
                Step::Undo => { desk.undo(day); }
                Step::Rename => {
                    name += 1;
                    desk.load_root(super::ROOT, &[("d.toml", &deck_with_first(&format!("a{name}")))]);
                }
                Step::NextDay(days) => day += days,
            }
        }
        prop_assert_eq!(desk.store.rebuild(false).unwrap(), []);
    }

    #[test]
    fn undo_takes_back_exactly_what_was_done(steps in prop::collection::vec(step(), 0..12), last in step()) {
        let mut desk = Desk::new();
        desk.load_root(super::ROOT, &[("d.toml", &deck_with_first("a"))]);
        let cards: Vec<CardId> = ["d/a", "d/b", "d/c"].iter().map(|key| desk.id(key)).collect();
        let run = |desk: &mut Desk, step: Step| match step {
            Step::Grade(card, grade) => {
                desk.grade(["d/a", "d/b", "d/c"][card], grade, 100);
                1
            }
            Step::Act(card, action) => desk.act(&cards[card..=card], &action, 100),
            Step::ActOnAll(action) => desk.act(&cards, &action, 100),
            Step::Undo | Step::Rename | Step::NextDay(_) => 0,
        };
        for step in steps {
            run(&mut desk, step);
        }
        let before = desk.store.cards(&roots(), true).unwrap();
        let changed = run(&mut desk, last);
        if changed > 0 {
            prop_assert_eq!(desk.undo(100).unwrap().cards, changed);
        }
        prop_assert_eq!(desk.store.cards(&roots(), true).unwrap(), before);
    }
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
    let differences = desk.store.rebuild(true).unwrap();
    assert_eq!(differences.len(), 1);
    assert_eq!((differences[0].stored.interval, differences[0].replayed.interval), (99, 4));
    assert_eq!((differences[0].stored_grades, differences[0].replayed_grades), (7, 1));
    assert_eq!(desk.store.card(good.id).unwrap(), good);
    assert_eq!(desk.store.rebuild(false).unwrap(), []);
}
