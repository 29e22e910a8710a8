use std::collections::{HashMap, HashSet};

use super::*;
use crate::deck;
use crate::exam::sitting::Answer;
use crate::exam::{Bank, Confidence, Demand, Frame, Given, draw, parse};
use crate::model::{Day, DeckId, Due, Key, Phase, ReviewKind};
use crate::store::{FileRead, Found, GradeRequest, Load, RootRead};

const DECK: &str = "format = 1\nid = \"d\"\n[quick]\na = \"A? :: =one\"\nb = \"Say {{two}}.\"\nc = \"C. :: true\"\n[card.o]\nq = \"O?\"\nitems = [\"x\", \"y\", \"z\"]\nordered = true\nwhy = \"So it is.\"\nsource = { at = \"p1 s2\", section = \"S\" }\n[card.m]\nq = \"M?\"\na = \"r\"\nwrong = [\"s\", { text = \"t\", why = \"No.\" }]\n[card.l]\nq = \"L?\"\nitems = [\"u\", { text = \"v\", aliases = [\"w\"] }]\n";

fn moment(at: i64) -> Moment {
    Moment { at: Timestamp::from_unix(at), day: Day::from_epoch(at / 86_400), to_rollover: 3600, offset: 3600 }
}

fn uuid() -> Uuid {
    Uuid::nil()
}

fn paper(seed: u64) -> Paper {
    let deck = deck::parse("d.toml", DECK).deck.unwrap();
    let source = "format = 1\n[exam]\nid = \"x\"\nminutes = 5\nmarking = \"confidence\"\n[[part]]\ntitle = \"P\"\nquestions = 6\npoints = 2\n";
    let blueprint = parse("x.exam.toml", source).blueprint.unwrap();
    let bank = Bank::new(&deck.cards, &HashMap::new());
    let members: HashSet<Key> = deck.cards.iter().map(|card| card.key.clone()).collect();
    let demand = Demand::new(&blueprint, &bank, &[members]);
    draw(&Frame::of(&blueprint, Vec::new()), &demand, &bank, &HashSet::new(), seed).unwrap()
}

fn entry(question: usize, given: Option<Given>, millis: u64, clock: u64) -> Entry {
    Entry { question, given, confidence: Some(Confidence::Middle), flagged: true, millis, clock }
}

#[test]
fn a_paper_is_kept_to_the_letter() {
    let mut store = Store::in_memory().unwrap();
    let paper = paper(u64::MAX);
    store.begin_sitting(&paper, SittingKind::Exam, moment(1000), uuid()).unwrap();
    let records = store.sittings(Some("x")).unwrap();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].paper, paper);
    assert_eq!((records[0].zone, records[0].ended), (3600, None));
    assert_eq!(store.sittings(Some("y")).unwrap(), []);
}

#[test]
fn the_last_row_of_a_question_stands_and_its_times_add_up() {
    let mut store = Store::in_memory().unwrap();
    let sitting = store.begin_sitting(&paper(1), SittingKind::Mock, moment(1000), uuid()).unwrap();
    let text = |text: &str| Some(Given::Text(text.into()));
    for (row, at) in [
        (entry(0, text("one"), 500, 500), 1010),
        (entry(2, Some(Given::Sequence(vec![2, 0, 1])), 700, 1200), 1020),
        (entry(0, text("uno"), 300, 1500), 1030),
    ] {
        store.write_answer(sitting, &row, moment(at)).unwrap();
    }
    let record = &store.sittings(None).unwrap()[0];
    assert_eq!((record.clock, record.last.unix(), record.kind), (1500, 1030, SittingKind::Mock));
    let expected = Answer { given: text("uno"), confidence: Some(Confidence::Middle), flagged: true, millis: 800 };
    assert_eq!(record.answers[0], expected);
    assert_eq!(record.answers[1], Answer::default());
    assert_eq!(record.answers[2].given, Some(Given::Sequence(vec![2, 0, 1])));
}

#[test]
fn pauses_and_the_end_are_kept_and_an_end_is_one() {
    let mut store = Store::in_memory().unwrap();
    let sitting = store.begin_sitting(&paper(1), SittingKind::Exam, moment(1000), uuid()).unwrap();
    store.write_pause(sitting, Timestamp::from_unix(1030), moment(4630)).unwrap();
    assert_eq!(store.sittings(None).unwrap()[0].last.unix(), 4630);
    store.end_sitting(sitting, Why::TimeUp, 300_000, moment(5000)).unwrap();
    let record = &store.sittings(None).unwrap()[0];
    assert_eq!((record.away(), record.clock), (3600, 300_000));
    assert_eq!(record.ended, Some((Timestamp::from_unix(5000), Why::TimeUp)));
    assert!(store.end_sitting(sitting, Why::Ended, 1, moment(5001)).is_err());
}

#[test]
fn answers_are_never_changed() {
    let mut store = Store::in_memory().unwrap();
    let sitting = store.begin_sitting(&paper(1), SittingKind::Exam, moment(1000), uuid()).unwrap();
    store.write_answer(sitting, &entry(0, None, 1, 1), moment(1001)).unwrap();
    for sql in ["UPDATE sitting_answers SET given = 'x'", "DELETE FROM sitting_answers", "UPDATE sittings SET seed = 2"] {
        assert!(store.connection.execute(sql, []).is_err(), "{sql}");
    }
}

#[test]
fn a_paper_drawn_again_avoids_what_it_avoided_the_first_time() {
    let mut store = Store::in_memory().unwrap();
    let mut one = paper(1);
    one.questions.truncate(2);
    let mut two = paper(2);
    two.questions.drain(..4);
    store.remember_paper(&one, moment(100)).unwrap();
    store.remember_paper(&two, moment(200)).unwrap();
    let asked = |papers, seed| {
        let mut asked = store.asked_lately("x", papers, seed).unwrap();
        asked.sort_unstable();
        asked
    };
    let sorted = |paper: &Paper| {
        let mut entries = paper.entries();
        entries.sort_unstable();
        entries
    };
    assert_eq!(asked(1, 3), sorted(&two));
    assert_eq!(asked(1, 2), sorted(&one));
    assert_eq!(asked(1, 1), Vec::<String>::new());
    assert_eq!(asked(0, 3), Vec::<String>::new());
}

#[test]
fn follows_are_the_learners_own_and_come_nearest_first() {
    let mut store = Store::in_memory().unwrap();
    let follow = |exam: &str, day, query: Option<Vec<String>>| Follow {
        exam: exam.into(),
        query,
        day: Day::from_epoch(day),
        minutes: 20,
    };
    store.follow(&follow("far", 200, None)).unwrap();
    store.follow(&follow("tag:a", 300, Some(vec!["tag:a".into()]))).unwrap();
    store.follow(&follow("tag:a", 100, Some(vec!["tag:a".into()]))).unwrap();
    assert_eq!(store.follows().unwrap(), [follow("tag:a", 100, Some(vec!["tag:a".into()])), follow("far", 200, None)]);
    assert!(store.unfollow("far").unwrap());
    assert!(!store.unfollow("far").unwrap());
}

fn loaded() -> Store {
    let mut store = Store::in_memory().unwrap();
    let deck = deck::parse("d.toml", DECK).deck.unwrap();
    let file = FileRead {
        path: "d.toml".into(),
        size: 1,
        mtime_ns: 1,
        hash: [0; 32],
        found: Found::Deck { info: deck.info, cards: deck.cards },
    };
    let root = RootRead { root: "r".into(), whole: true, files: vec![file] };
    store.apply(&Load { roots: vec![root], read_at: 1 }, moment(0), &mut uuid).unwrap();
    assert_eq!(store.decks(&["r".into()]).unwrap()[0].info.id, DeckId::new("d").unwrap());
    store
}

#[test]
fn misses_are_due_tomorrow_with_ease_and_interval_as_they_were_and_one_undo_takes_it_back() {
    let mut store = loaded();
    let card = |store: &Store, key: &str| store.card_by_key(&key.parse().unwrap()).unwrap().unwrap();
    let now = moment(10 * 86_400);
    let (known, fresh) = (card(&store, "d/a"), card(&store, "d/c"));
    let mut state = known.state;
    state.phase = Phase::Review { due: Day::from_epoch(40) };
    state.interval = 30;
    state.last_day = Some(Day::from_epoch(10));
    let params = crate::schedule::Params::default();
    let request = GradeRequest {
        card: known.id,
        kind: ReviewKind::Exam,
        grade: crate::model::Grade::Good,
        expected: known.state,
        after: state,
        millis: None,
        fuzz: None,
        params: &params,
        now,
        uuid: uuid(),
    };
    store.write_grade(&request).unwrap();
    assert_eq!(store.due_tomorrow(&[known.id, fresh.id], now, &mut uuid).unwrap(), 2);
    let after = card(&store, "d/a").state;
    assert_eq!((after.due(), after.interval, after.ease), (Some(Due::On(Day::from_epoch(11))), 30, state.ease));
    assert_eq!(card(&store, "d/c").state.due(), Some(Due::On(Day::from_epoch(11))));
    assert_eq!(store.history(&"d/a".parse().unwrap()).unwrap().last().unwrap().kind, ReviewKind::Exam);
    assert_eq!(store.rebuild(false, &mut |_, _| {}).unwrap(), []);
    // What is due tomorrow already is left alone.
    assert_eq!(store.due_tomorrow(&[known.id], now, &mut uuid).unwrap(), 0);
    assert_eq!(store.undo(&["r".into()], now, &mut uuid).unwrap().unwrap().cards, 2);
    assert_eq!(card(&store, "d/a").state, state);
    assert_eq!(card(&store, "d/c").state, fresh.state);
}
