use std::collections::{HashMap, HashSet};

use proptest::prelude::*;

use super::*;
use crate::deck;
use crate::exam::{Bank, Demand, Frame, draw, parse};

/// A paper of four questions in two minutes, with more lines in `[exam]`.
fn paper(lines: &str) -> Paper {
    let deck = "format = 1\nid = \"d\"\n[quick]\na = \"A? :: =one\"\nb = \"B? :: =two\"\nc = \"C? :: =three\"\nd = \"D? :: =four\"\n";
    let cards = deck::parse("d.toml", deck).deck.unwrap().cards;
    let source = format!("format = 1\n[exam]\nid = \"x\"\nminutes = 2\n{lines}\n[[part]]\nquestions = 4\n");
    let blueprint = parse("x.exam.toml", &source).blueprint.unwrap();
    let bank = Bank::new(&cards, &HashMap::new());
    let members: HashSet<_> = cards.iter().map(|card| card.key.clone()).collect();
    let demand = Demand::new(&blueprint, &bank, &[members]);
    draw(&Frame::of(&blueprint, Vec::new()), &demand, &bank, &HashSet::new(), 1).unwrap()
}

/// A sitting with the driver that a test needs: entries are kept as a disk would.
struct Desk {
    sitting: Sitting,
    disk: Vec<Entry>,
    over: Option<Why>,
}

impl Desk {
    fn new(lines: &str) -> Self {
        let mut desk = Self { sitting: Sitting::new(paper(lines), Vec::new(), 0), disk: Vec::new(), over: None };
        desk.put(Input::Go, 0);
        desk
    }

    fn event(&mut self, event: &Event, millis: u64) {
        let mut effects = self.sitting.handle(event, millis);
        while let Some(effect) = effects.pop() {
            match effect {
                Effect::Save(entry) => {
                    self.disk.push(entry);
                    effects.extend(self.sitting.handle(&Event::Saved, 0));
                }
                Effect::Finish(why) => self.over = Some(why),
            }
        }
    }

    fn put(&mut self, input: Input, millis: u64) -> &mut Self {
        self.event(&Event::Input(input), millis);
        self
    }

    fn text(&mut self, text: &str, millis: u64) -> &mut Self {
        self.put(Input::Answer(Given::Text(text.into())), millis)
    }

    fn at(&self) -> usize {
        match self.sitting.view() {
            View::Question(view) | View::Sure(view) | View::Told(view) => view.at,
            other => panic!("{other:?}"),
        }
    }

    fn notices(&mut self) -> Vec<Notice> {
        let notices = match self.sitting.view() {
            View::Question(view) => view.notices,
            View::Overview(_, notices) => notices,
            _ => Vec::new(),
        };
        self.sitting.heard();
        notices
    }
}

#[test]
fn answers_can_be_changed_and_questions_left_and_found_again() {
    let mut desk = Desk::new("");
    desk.text("one", 1000).put(Input::Next, 500).text("three", 700).put(Input::Back, 0).put(Input::Back, 0);
    assert_eq!(desk.at(), 1);
    desk.text("two", 300).put(Input::To(0), 0).text("uno", 200);
    let given: Vec<_> = desk.sitting.answers().iter().map(|answer| answer.given.clone()).collect();
    let text = |text: &str| Some(Given::Text(text.into()));
    assert_eq!(given, [text("uno"), text("two"), text("three"), None]);
    let millis: Vec<u64> = desk.sitting.answers().iter().map(|answer| answer.millis).collect();
    assert_eq!(millis, [1200, 800, 700, 0]);
    assert_eq!(desk.disk.len(), 4);
}

#[test]
fn after_the_last_question_comes_the_overview_and_from_there_the_first_open_one() {
    let mut desk = Desk::new("");
    desk.text("a", 0).put(Input::Next, 0).put(Input::Flag, 0).text("c", 0).text("d", 0);
    let View::Overview(lines, _) = desk.sitting.view() else { panic!() };
    let told: Vec<_> = lines.iter().map(|line| (line.answered, line.flagged)).collect();
    assert_eq!(told, [(true, false), (false, false), (true, true), (true, false)]);
    desk.put(Input::Go, 0);
    assert_eq!(desk.at(), 1);
}

#[test]
fn the_time_is_told_at_half_and_near_the_end_and_ends_it() {
    let mut desk = Desk::new("");
    assert_eq!(desk.sitting.wakes_in(), Some(60_000));
    desk.event(&Event::Waited, 60_000);
    assert_eq!(desk.notices(), [Notice::Time { left: Some(60), passed: 60 }]);
    assert_eq!(desk.sitting.wakes_in(), Some(60_000));
    desk.text("one", 59_000);
    desk.sitting.heard();
    // Too late by a second: it does not count.
    desk.text("two", 2000);
    assert_eq!(desk.over, Some(Why::TimeUp));
    assert_eq!(desk.sitting.view(), View::Over(Why::TimeUp));
    assert_eq!(desk.sitting.answers()[1].given, None);
    assert_eq!(desk.sitting.clock(), 120_000);
    assert_eq!(desk.disk.last().map(|entry| (entry.question, entry.millis)), Some((1, 1000)));
}

#[test]
fn a_long_exam_tells_five_minutes_and_one() {
    assert_eq!(told_at(1_800_000), [1_500_000, 1_740_000, 900_000]);
    assert_eq!(told_at(600_000), [540_000, 300_000]);
}

#[test]
fn a_sitting_goes_on_where_its_last_answer_left_it() {
    let mut desk = Desk::new("");
    desk.text("one", 10_000).put(Input::Next, 40_000);
    let last = desk.disk.last().unwrap().clone();
    // Killed here: what came after the last entry is gone, its time too.
    let answers = vec![Answer { given: last.given, millis: last.millis, ..Answer::default() }];
    let mut again = Sitting::new(paper(""), answers, last.clock);
    assert_eq!(again.clock(), 10_000);
    again.handle(&Event::Input(Input::Go), 99_000);
    assert_eq!(again.clock(), 10_000, "reading the instructions takes no time");
    let View::Question(view) = again.view() else { panic!() };
    assert_eq!(view.at, 1);
}

#[test]
fn confidence_is_asked_before_an_answer_counts() {
    let mut desk = Desk::new("marking = \"confidence\"");
    desk.text("one", 1000);
    assert!(desk.disk.is_empty());
    desk.put(Input::Go, 0);
    assert!(matches!(desk.sitting.view(), View::Sure(_)));
    desk.put(Input::Sure(Confidence::Middle), 500);
    assert_eq!(desk.disk[0].confidence, Some(Confidence::Middle));
    assert_eq!(desk.at(), 1);
}

#[test]
fn an_answer_that_was_told_is_final() {
    let mut desk = Desk::new("feedback = \"question\"");
    desk.text("one", 0);
    assert!(matches!(desk.sitting.view(), View::Told(_)));
    desk.put(Input::Go, 0).put(Input::Back, 0);
    desk.sitting.heard();
    desk.text("uno", 0);
    assert_eq!(desk.notices(), [Notice::Final]);
    assert_eq!(desk.sitting.answers()[0].given, Some(Given::Text("one".into())));
}

fn inputs() -> impl Strategy<Value = Input> {
    prop_oneof![
        4 => "[a-c]{1,3}".prop_map(|text| Input::Answer(Given::Text(text))),
        2 => Just(Input::Go),
        2 => Just(Input::Next),
        2 => Just(Input::Back),
        1 => (0_usize..6).prop_map(Input::To),
        2 => Just(Input::Flag),
        1 => Just(Input::Overview),
        1 => Just(Input::Time),
        2 => prop::sample::select(Confidence::ALL.to_vec()).prop_map(Input::Sure),
    ]
}

proptest! {
    /// What is on disk is what stands, and no millisecond is lost or counted twice, whatever is done.
    #[test]
    fn the_disk_holds_all_that_stands(
        steps in prop::collection::vec((inputs(), 0_u64..9000), 0..60),
        lines in prop::sample::select(vec!["", "marking = \"confidence\"", "feedback = \"question\""]),
    ) {
        let mut desk = Desk::new(lines);
        for (input, millis) in steps {
            desk.put(input, millis);
        }
        desk.put(Input::End, 100);
        prop_assert!(desk.over.is_some());
        prop_assert!(desk.sitting.clock() <= 120_000);
        for (at, answer) in desk.sitting.answers().iter().enumerate() {
            let entries: Vec<&Entry> = desk.disk.iter().filter(|entry| entry.question == at).collect();
            prop_assert_eq!(entries.iter().map(|entry| entry.millis).sum::<u64>(), answer.millis);
            let last = entries.last().map(|entry| (entry.given.clone(), entry.confidence, entry.flagged));
            let stands = (answer.given.clone(), answer.confidence, answer.flagged);
            prop_assert!(last == Some(stands) || (*answer == Answer::default() && last.is_none()));
        }
        let clocks: Vec<u64> = desk.disk.iter().map(|entry| entry.clock).collect();
        prop_assert!(clocks.is_sorted());
        prop_assert!(desk.sitting.answers().iter().map(|answer| answer.millis).sum::<u64>() <= desk.sitting.clock());
    }
}
