//! Days planned from a database in memory: backlogs, leaves, limits over several days.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::time::UNIX_EPOCH;

use proptest::prelude::*;
use tempfile::TempDir;
use uuid::Uuid;

use super::backlog;
use super::day::{DayPlan, MoreNew};
use super::{Edited, Study, run};
use crate::app::load::{Clock, folder_root, load};
use crate::front::{Closing, Front, FrontError};
use crate::model::{CardId, Day, Due, Grade, Moment, ReviewKind, StateName, Timestamp};
use crate::schedule::{Leave, Params, Variant, is_drill, next_states};
use crate::session::{
    Candidate, Command, Input, Kin, Limit, NewOrder, Next, Notice, Plan, Response, Rules, Summary, View,
    answers_left,
};
use crate::store::{Access, Action, GradeRequest, Store};

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
    folder: TempDir,
}

impl Learner {
    fn of(cards: u32) -> Self {
        Self::with(Store::in_memory().unwrap(), TempDir::new().unwrap(), cards)
    }

    /// One whose database others can open too.
    fn on_disk(cards: u32) -> Self {
        let folder = TempDir::new().unwrap();
        let store = Store::open(&folder.path().join("progress.db"), Access::Write).unwrap();
        Self::with(store, folder, cards)
    }

    fn with(mut store: Store, folder: TempDir, cards: u32) -> Self {
        let mut deck = "format = 1\nid = \"deck\"\n[quick]\n".to_owned();
        for card in 0..cards {
            writeln!(deck, "c{card} = \"Question {card}? :: Answer {card}\"").unwrap();
        }
        std::fs::write(folder.path().join("deck.toml"), deck).unwrap();
        let root = folder_root(folder.path());
        let clock = Clock { real: UNIX_EPOCH, study: noon(0) };
        load(&mut store, std::slice::from_ref(&root), clock, &mut || Uuid::from_u128(0)).unwrap();
        Self { store, roots: vec![root.id], written: 0, folder }
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
            self.write(&card, grade, &params, now);
            queue.graded(card.id, after, answers_left(&after, &params), now);
            stages.push(card.stage());
            now.at = now.at.plus_seconds(7);
            now.to_rollover -= 7;
        }
        stages
    }

    /// Writes a grade as a session does.
    fn write(&mut self, card: &Candidate, grade: Grade, params: &Params, now: Moment) {
        self.written += 1;
        let kind = if is_drill(&card.state, params, now) { ReviewKind::Drill } else { ReviewKind::Grade };
        let request = GradeRequest {
            card: card.id,
            kind,
            grade,
            expected: card.state,
            after: next_states(&card.state, params, now, None)[grade.index()],
            millis: None,
            fuzz: None,
            params,
            now,
            uuid: Uuid::from_u128(self.written),
        };
        self.store.write_grade(&request).unwrap();
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
    let within = |card: &Candidate| matches!(card.due, Some(Due::On(day)) if leave.holds(day));
    assert!(before.iter().filter(|card| within(card)).count() > 30);
    learner.store.add_leave(leave).unwrap();
    let during = learner.candidates(20);
    assert!(!during.iter().any(within));
    assert!(during.iter().zip(&before).all(|(during, before)| during.state == before.state));
    let rules = rules(0, 400);
    let plan = DayPlan::new(&learner.roots, None, &rules, &params);
    let counted: u64 =
        (21..60).map(|day| plan.due_by(&learner.store, noon(day).day, noon(20)).unwrap()).max().unwrap();
    let expected = during.iter().filter(|card| matches!(card.due, Some(Due::On(day)) if day <= noon(59).day));
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

/// What a learner does at each card: told its view and how many were answered, answers by a grade; none stops.
type Learn<'l> = &'l mut dyn FnMut(&View, u32) -> Option<Grade>;

/// A front that shows every answer and grades as told.
struct Script<'l> {
    learn: Learn<'l>,
    answered: u32,
    notices: Vec<Notice>,
    /// What is asked for at each summary, the last one first.
    ends: Vec<Command>,
}

impl Front for Script<'_> {
    fn ask(&mut self, view: &View) -> Result<Input, FrontError> {
        let input = match view {
            View::Question(question) => {
                self.notices.extend(question.notices.iter().cloned());
                Input::Respond(Response::Nothing)
            }
            view => match (self.learn)(view, self.answered) {
                Some(grade) => {
                    self.answered += 1;
                    Input::Grade(grade)
                }
                None => Input::Command(Command::Quit),
            },
        };
        Ok(input)
    }

    fn end(&mut self, _: &Summary, _: &Closing) -> Result<Option<Input>, FrontError> {
        Ok(self.ends.pop().map(Input::Command))
    }
}

/// A session of its own over the same database.
fn session(
    store: &mut Store,
    roots: &[String],
    rules: Rules,
    only: Option<HashSet<CardId>>,
    clock: &dyn Fn() -> Moment,
    learn: Learn<'_>,
) -> (Summary, Vec<Notice>) {
    let study = Study {
        course: None,
        roots,
        only,
        cram: None,
        rules,
        params: &params,
        two_buttons: &|_| false,
        plan: Plan::default(),
        clock,
        timed: false,
        uuids: &mut || Uuid::from_u128(7),
        edit: &mut |_, _| Ok(Edited::Impossible("not here".to_owned())),
        closing: Closing { database: String::new(), next_steps: Vec::new(), offset: 0 },
    };
    let mut script = Script { learn, answered: 0, notices: Vec::new(), ends: Vec::new() };
    let summary = run(store, study, &mut script).unwrap();
    (summary, script.notices)
}

fn begun(store: &Store, roots: &[String], day: i64) -> usize {
    let done = store.done_today(roots, noon(day).day).unwrap();
    done.iter().filter(|grade| grade.before == StateName::New).count()
}

#[test]
fn two_sessions_at_once_never_begin_more_new_cards_than_the_day_allows() {
    // Each keeps to cards of its own, so that neither overtakes the other.
    for stop_at in [0, 1, 2] {
        let mut learner = Learner::on_disk(20);
        let roots = learner.roots.clone();
        let mut other = Store::open(&learner.folder.path().join("progress.db"), Access::Write).unwrap();
        let ids: Vec<CardId> = learner.candidates(0).iter().map(|card| card.id).collect();
        let (ours, theirs) = ids.split_at(10);
        let clock = || noon(0);
        let mut meanwhile = |_: &View, answered: u32| {
            if answered == stop_at {
                let theirs = Some(theirs.iter().copied().collect());
                let mut easy = |_: &View, _: u32| Some(Grade::Easy);
                session(&mut other, &roots, rules(3, 200), theirs, &clock, &mut easy);
            }
            Some(Grade::Easy)
        };
        let ours = Some(ours.iter().copied().collect());
        let (summary, notices) =
            session(&mut learner.store, &roots, rules(3, 200), ours, &clock, &mut meanwhile);
        assert_eq!(begun(&learner.store, &roots, 0), 3);
        assert_eq!(summary.grades, stop_at);
        assert!(matches!(notices[..], [] | [Notice::DayFull(_)]), "{notices:?}");
    }
}

#[test]
fn a_session_beside_another_goes_on_with_what_that_left() {
    let mut learner = Learner::on_disk(9);
    let roots = learner.roots.clone();
    let mut other = Store::open(&learner.folder.path().join("progress.db"), Access::Write).unwrap();
    let clock = || noon(0);
    let mut meanwhile = |_: &View, answered: u32| {
        if answered == 1 {
            let mut three = |_: &View, answered: u32| (answered < 3).then_some(Grade::Easy);
            session(&mut other, &roots, rules(6, 200), None, &clock, &mut three);
        }
        Some(Grade::Easy)
    };
    let (summary, notices) = session(&mut learner.store, &roots, rules(6, 200), None, &clock, &mut meanwhile);
    // One before, three by the other, of which one overtook ours; then the two that are left of six.
    assert_eq!((summary.grades, begun(&learner.store, &roots, 0)), (3, 6));
    assert!(notices.is_empty() || matches!(notices[..], [Notice::Overtaken(_)]), "{notices:?}");
}

#[test]
fn when_the_day_turns_the_next_card_is_one_of_the_new_day() {
    let mut learner = Learner::of(20);
    let roots = learner.roots.clone();
    let day = Cell::new(0);
    let clock = || noon(day.get());
    let mut through_the_night = |_: &View, answered: u32| {
        if answered == 1 {
            day.set(1);
        }
        (answered < 9).then_some(Grade::Easy)
    };
    let (summary, _) =
        session(&mut learner.store, &roots, rules(2, 200), None, &clock, &mut through_the_night);
    assert_eq!((begun(&learner.store, &roots, 0), begun(&learner.store, &roots, 1)), (1, 2));
    assert_eq!(summary.day, noon(1).day);
}

#[test]
fn from_the_summary_a_drill_is_taken_back_before_the_day_is() {
    let mut learner = Learner::of(1);
    let study = Study {
        roots: &learner.roots,
        only: None,
        cram: None,
        rules: rules(1, 200),
        params: &params,
        two_buttons: &|_| false,
        course: None,
        plan: Plan { grades: Some(1), ..Plan::default() },
        clock: &|| noon(0),
        timed: false,
        uuids: &mut || Uuid::from_u128(7),
        edit: &mut |_, _| Ok(Edited::Impossible("not here".to_owned())),
        closing: Closing { database: String::new(), next_steps: Vec::new(), offset: 0 },
    };
    let (mut asked, mut turn) = (Vec::new(), 0);
    let mut learn = |view: &View, _: u32| {
        let View::Answer(answer) = view else { panic!() };
        asked.push(answer.question.practice);
        // A miss; its drill; that taken back and stopped; the miss taken back and graded anew.
        let grade =
            [Some(Grade::Again), Some(Grade::Good), None, Some(Grade::Easy)].get(turn).copied().flatten();
        turn += 1;
        grade
    };
    let mut script = Script { learn: &mut learn, answered: 0, notices: Vec::new(), ends: Vec::new() };
    script.ends = vec![Command::Undo, Command::Undo, Command::DrillMisses];
    let summary = run(&mut learner.store, study, &mut script).unwrap();
    assert_eq!(asked, [false, true, true, false]);
    assert_eq!((summary.drilled, summary.grades), (0, 1));
}

#[test]
fn new_cards_are_offered_as_many_as_can_come_today() {
    let mut learner = Learner::of(0);
    let deck = "format = 1\nid = \"deck\"\n[quick]\na = \"Norway ::: Oslo\"\nb = \"Peru ::: Lima\"\n";
    std::fs::write(learner.folder.path().join("deck.toml"), deck).unwrap();
    let root = folder_root(learner.folder.path());
    let clock = Clock { real: UNIX_EPOCH, study: noon(0) };
    load(&mut learner.store, &[root], clock, &mut || Uuid::from_u128(0)).unwrap();
    let mut offered = |limit| {
        let rules = rules(limit, 200);
        learner.study(0, &rules, &mut |_| Grade::Easy);
        let plan = DayPlan::new(&learner.roots, None, &rules, &params);
        plan.more_new(&learner.store, 5, noon(0)).unwrap()
    };
    assert_eq!(offered(1), Some(MoreNew { cards: 1, limit: 2 }), "its sibling waits until tomorrow");
    assert_eq!(offered(2), None, "both siblings wait");
}

#[test]
fn a_cram_writes_rows_of_its_own_and_leaves_states_and_limits_alone() {
    let mut learner = Learner::of(4);
    let before = learner.candidates(0);
    let kin: Vec<Kin> =
        before.iter().map(|card| Kin { id: card.id, entry: card.entry, answer: card.answer }).collect();
    let study = Study {
        course: None,
        roots: &learner.roots,
        only: None,
        cram: Some(kin),
        rules: rules(1, 200),
        params: &params,
        two_buttons: &|_| false,
        plan: Plan::default(),
        clock: &|| noon(0),
        timed: false,
        uuids: &mut || Uuid::from_u128(7),
        edit: &mut |_, _| Ok(Edited::Impossible("not here".to_owned())),
        closing: Closing { database: String::new(), next_steps: Vec::new(), offset: 0 },
    };
    let mut learn = |view: &View, answered: u32| {
        let View::Answer(answer) = view else { panic!() };
        assert!(answer.outcomes.iter().all(|outcome| outcome.due.is_none()), "no interval is promised");
        Some(if answered == 0 { Grade::Again } else { Grade::Good })
    };
    let mut script = Script { learn: &mut learn, answered: 0, notices: Vec::new(), ends: Vec::new() };
    let summary = run(&mut learner.store, study, &mut script).unwrap();
    assert_eq!((summary.cards, summary.grades, summary.first_try), (4, 5, 3));
    assert_eq!(script.notices, [Notice::Cram { cards: 4 }]);
    assert_eq!(learner.candidates(0), before);
    assert_eq!(begun(&learner.store, &learner.roots, 0), 0);
    assert_eq!(learner.store.last_seq().unwrap(), 5);
}

fn classic(_: i64) -> Params {
    Params { variant: Variant::Sm2, ..params(0) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever the day, the variant and the grades: a process that is killed after any of them plans the very queue
    /// that was left, by what the log says.
    #[test]
    fn a_restart_goes_on_by_the_log_alone(
        is_classic in any::<bool>(),
        new in 1..6u32,
        reviews in 1..8u32,
        days in prop::collection::vec((1..4i64, prop::collection::vec(0..4usize, 1..9)), 1..7),
    ) {
        let mut learner = Learner::of(12);
        let params: &dyn Fn(i64) -> Params = if is_classic { &classic } else { &params };
        let rules = rules(new, reviews);
        let mut day = 0;
        for (later, grades) in days {
            day += later;
            let mut now = noon(day);
            let roots = learner.roots.clone();
            let plan = DayPlan::new(&roots, None, &rules, params);
            let mut queue = plan.queue(&learner.store, now).unwrap();
            for grade in grades {
                let Next::Card(card) = queue.next(now) else { break };
                let (grade, params) = (Grade::ALL[grade], params(0));
                let after = next_states(&card.state, &params, now, None)[grade.index()];
                learner.write(&card, grade, &params, now);
                queue.graded(card.id, after, answers_left(&after, &params), now);
                now.at = now.at.plus_seconds(40);
                now.to_rollover -= 40;
                let again = plan.queue(&learner.store, now).unwrap();
                prop_assert_eq!(again.done(), queue.done());
                prop_assert_eq!(again.counts(now), queue.counts(now));
                prop_assert_eq!(again.answers_left(), queue.answers_left());
                prop_assert_eq!(again.next(now), queue.next(now));
            }
        }
    }

    /// Undo gives cards, counters and queue back as they were before any action; as after a restart, from the
    /// database alone.
    #[test]
    fn undo_gives_the_day_back(
        actions in prop::collection::vec((0..8usize, 0..3i64), 1..14),
        is_classic in any::<bool>(),
    ) {
        let mut learner = Learner::of(8);
        let params: &dyn Fn(i64) -> Params = if is_classic { &classic } else { &params };
        let rules = rules(4, 5);
        let roots = learner.roots.clone();
        let plan = DayPlan::new(&roots, None, &rules, params);
        let mut day = 0;
        let mut uuids = { let mut next = 1_000_000u128; move || { next += 1; Uuid::from_u128(next) } };
        for (what, later) in actions {
            day += later;
            let now = noon(day);
            let before = (learner.candidates(day), plan.queue(&learner.store, now).unwrap());
            let Next::Card(card) = before.1.next(now) else { continue };
            let mut act = |learner: &mut Learner| match what {
                grade @ 0..4 => learner.write(&card, Grade::ALL[grade], &params(0), now),
                action => {
                    let actions = [Action::Bury, Action::Suspend, Action::Flag { remark: None }, Action::Reset];
                    learner.store.act(&[card.id], &actions[action - 4], now, &mut uuids).unwrap();
                }
            };
            let seq = learner.store.last_seq().unwrap();
            act(&mut learner);
            if learner.store.last_seq().unwrap() == seq {
                continue;
            }
            let mut ids = { let mut next = 2_000_000 + learner.written * 1000; move || { next += 1; Uuid::from_u128(next) } };
            learner.store.undo(&roots, now, &mut ids).unwrap();
            prop_assert_eq!(&(learner.candidates(day), plan.queue(&learner.store, now).unwrap()), &before);
            act(&mut learner);
        }
    }
}
