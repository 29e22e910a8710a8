//! Days planned from a database in memory: backlogs, leaves, limits over several days.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::time::UNIX_EPOCH;

use tempfile::TempDir;
use uuid::Uuid;

use super::backlog;
use super::day::DayPlan;
use crate::app::load::{Clock, folder_root, load};
use crate::model::{Day, Grade, Moment, ReviewKind, StateName, Timestamp};
use crate::schedule::{Leave, Params, next_states};
use crate::session::{Candidate, Limit, NewOrder, Next, Notice, Rules, answers_left};
use crate::store::{GradeRequest, Store};

const DAY: i64 = 86_400;

/// Noon of that day.
fn noon(day: i64) -> Moment {
    let at = Timestamp::from_unix((20_000 + day) * DAY + 43_200);
    Moment { at, day: Day::from_epoch(20_000 + day), to_rollover: 43_200, offset: 0 }
}

fn rules(new: u32, reviews: u32) -> Rules {
    Rules {
        shared: Limit { new, reviews },
        own: HashMap::new(),
        new_order: NewOrder::Mixed,
        bury_siblings: true,
        bury_own: HashMap::new(),
        hold_new: true,
        ahead: 0,
    }
}

fn params(_: i64) -> Params {
    Params { fuzz: false, ..Params::default() }
}

/// A learner with a deck.
struct Learner {
    store: Store,
    roots: Vec<String>,
    written: u128,
    _folder: TempDir,
}

impl Learner {
    fn of(cards: u32) -> Self {
        let folder = TempDir::new().unwrap();
        let mut deck = "format = 1\nid = \"deck\"\n[quick]\n".to_owned();
        for card in 0..cards {
            writeln!(deck, "c{card} = \"Question {card}? :: Answer {card}\"").unwrap();
        }
        std::fs::write(folder.path().join("deck.toml"), deck).unwrap();
        let root = folder_root(folder.path());
        let mut store = Store::in_memory().unwrap();
        let clock = Clock { real: UNIX_EPOCH, study: noon(0) };
        load(&mut store, std::slice::from_ref(&root), clock, &mut || Uuid::from_u128(0)).unwrap();
        Self { store, roots: vec![root.id], written: 0, _folder: folder }
    }

    /// Studies the day to its end; what each card was when it was graded, in their order.
    fn study(
        &mut self,
        day: i64,
        rules: &Rules,
        grade: &mut dyn FnMut(&Candidate) -> Grade,
    ) -> Vec<StateName> {
        let mut now = noon(day);
        let mut queue = DayPlan::new(&self.roots, None, rules, &params).queue(&self.store, now).unwrap();
        let mut stages = Vec::new();
        while let Next::Card(card) = queue.next(now) {
            let grade = grade(&card);
            let params = params(card.deck);
            let after = next_states(&card.state, &params, now, None)[grade.index()];
            self.written += 1;
            let request = GradeRequest {
                card: card.id,
                kind: ReviewKind::Grade,
                grade,
                expected: card.state,
                after,
                millis: None,
                fuzz: None,
                params: &params,
                now,
                uuid: Uuid::from_u128(self.written),
            };
            self.store.write_grade(&request).unwrap();
            queue.graded(card.id, after, answers_left(&after, &params), now);
            stages.push(card.stage());
            now.at = now.at.plus_seconds(7);
            now.to_rollover -= 7;
        }
        stages
    }

    /// All cards that could be shown within a year, as they are on that day.
    fn candidates(&self, day: i64) -> Vec<Candidate> {
        let rules = rules(20, 200);
        let plan = DayPlan::new(&self.roots, None, &rules, &params);
        plan.cards(&self.store, None, usize::MAX, 365, noon(day).day, noon(day)).unwrap()
    }

    fn backlog(&self, day: i64, rules: &Rules) -> Option<(u32, u32, Option<Day>)> {
        let plan = DayPlan::new(&self.roots, None, rules, &params);
        let said = backlog::notices(&self.store, &plan, rules, noon(day)).unwrap();
        assert!(said.len() < 2, "{said:?}");
        said.first().map(|notice| match notice {
            Notice::Backlog { overdue, cap, clear_by } => (*overdue, *cap, *clear_by),
            other => panic!("{other:?}"),
        })
    }
}

/// Of ten answers one Again, two Hard, six Good, one Easy.
fn mixed() -> impl FnMut(&Candidate) -> Grade {
    const MIX: [Grade; 10] = {
        use Grade::{Again, Easy, Good, Hard};
        [Good, Hard, Good, Good, Again, Good, Easy, Good, Hard, Good]
    };
    let mut turn = 0;
    move |_| {
        turn += 1;
        MIX[turn % MIX.len()]
    }
}

#[test]
fn a_backlog_of_1400_cards_is_cleared_by_the_day_told_and_no_day_exceeds_its_limit() {
    let mut learner = Learner::of(1420);
    // Two weeks of new cards, a second look for most, then half a year of nothing.
    for day in 0..14 {
        learner.study(day, &rules(100, 0), &mut |card| {
            if card.tie % 3 == 0 { Grade::Good } else { Grade::Easy }
        });
    }
    learner.study(15, &rules(0, 600), &mut |_| Grade::Good);
    let rules = rules(20, 100);
    let begin = 200;
    let (overdue, cap, told) = learner.backlog(begin, &rules).unwrap();
    assert_eq!((overdue, cap), (1400, 100));
    let told = told.unwrap().since(noon(begin).day);
    let mut cleared = None;
    let mut grade = mixed();
    for day in 0..2 * told {
        let held = learner.backlog(begin + day, &rules).is_some();
        let stages = learner.study(begin + day, &rules, &mut grade);
        let count = |stage| stages.iter().filter(|other| **other == stage).count();
        assert!(count(StateName::Review) <= 100, "day {day}");
        assert!(!held || count(StateName::New) == 0, "day {day}");
        let plan = DayPlan::new(&learner.roots, None, &rules, &params);
        let left = plan.due_by(&learner.store, noon(begin + day).day, noon(begin + day)).unwrap();
        if left == 0 {
            cleared = Some(day);
            break;
        }
    }
    let cleared = cleared.expect("the backlog is cleared");
    assert!(cleared <= told, "cleared on day {cleared}, told for day {told}");
    assert!(told <= cleared + cleared / 2, "cleared on day {cleared}, told for day {told}: far too careful");
}

#[test]
fn a_leave_moves_what_falls_into_it_and_given_up_it_leaves_no_trace() {
    let mut learner = Learner::of(300);
    for day in 0..6 {
        learner
            .study(day, &rules(50, 0), &mut |card| if card.tie % 2 == 0 { Grade::Good } else { Grade::Easy });
    }
    for day in 6..20 {
        learner.study(day, &rules(0, 400), &mut |_| Grade::Good);
    }
    let before = learner.candidates(20);
    let leave = Leave { first: noon(25).day, last: noon(40).day };
    let within = |card: &Candidate| matches!(card.due, Some(crate::model::Due::On(day)) if leave.holds(day));
    assert!(before.iter().filter(|card| within(card)).count() > 30);
    learner.store.add_leave(leave).unwrap();
    let during = learner.candidates(20);
    assert!(!during.iter().any(within));
    assert!(during.iter().zip(&before).all(|(during, before)| during.state == before.state));
    let rules = rules(0, 400);
    let plan = DayPlan::new(&learner.roots, None, &rules, &params);
    let counted: u64 =
        (21..60).map(|day| plan.due_by(&learner.store, noon(day).day, noon(20)).unwrap()).max().unwrap();
    let expected = during
        .iter()
        .filter(|card| matches!(card.due, Some(crate::model::Due::On(day)) if day <= noon(59).day));
    assert_eq!(counted, expected.count() as u64);
    let early = plan.queue(&learner.store, noon(24)).unwrap().counts(noon(24)).due;
    learner.store.cancel_leave(leave).unwrap();
    assert!(
        early > plan.queue(&learner.store, noon(24)).unwrap().counts(noon(24)).due,
        "some come before it"
    );
    assert_eq!(learner.candidates(20), before);
}

#[test]
fn studying_in_a_leave_finds_only_what_was_due_before_it() {
    let mut learner = Learner::of(40);
    learner.study(0, &rules(40, 0), &mut |_| Grade::Easy);
    learner.store.add_leave(Leave { first: noon(3).day, last: noon(10).day }).unwrap();
    let rules = rules(0, 200);
    let plan = DayPlan::new(&learner.roots, None, &rules, &params);
    let due = |day| plan.queue(&learner.store, noon(day)).unwrap().counts(noon(day)).due;
    let before = due(2);
    assert_eq!((due(5), due(10)), (before, before), "what was not done before it waits");
    assert_eq!(due(14), 40);
}
