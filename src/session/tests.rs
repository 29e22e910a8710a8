//! Properties of the queue and the session, against cards that exist in memory only.

use std::collections::HashMap;

use proptest::prelude::*;

use super::*;
use crate::model::{
    Card, CardId, CardState, Content, Day, Due, Ease, FileLine, Grade, Key, Moment, Phase, StateName,
    Timestamp,
};
use crate::schedule::{self, Params};

const DAY: i64 = 20_000;

fn at(seconds: i64) -> Moment {
    let at = DAY * 86_400 + seconds;
    Moment {
        at: Timestamp::from_unix(at),
        day: Day::from_epoch(DAY),
        to_rollover: 86_400 - seconds,
        offset: 0,
    }
}

fn fresh(id: i64, entry: u64) -> Candidate {
    Candidate {
        id: CardId(id),
        deck: 1,
        entry,
        answer: 0,
        state: CardState::new(Ease::from_permille(2500)),
        due: None,
        recall: 0,
        answers: 2,
        position: u32::try_from(id).unwrap(),
        tie: schedule::fnv1a64(&id.to_le_bytes()),
    }
}

fn review(id: i64, entry: u64, late: i64) -> Candidate {
    let due = Day::from_epoch(DAY).plus(-late);
    let state = CardState {
        phase: Phase::Review { due },
        interval: 10,
        last_day: Some(due.plus(-10)),
        ..CardState::new(Ease::from_permille(2500))
    };
    in_state(fresh(id, entry), state)
}

fn in_state(card: Candidate, state: CardState) -> Candidate {
    Candidate { state, due: state.due(), answers: answers_left(&state, &Params::default()), ..card }
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

/// Grades whatever the queue offers until it offers nothing; the ids in the order shown.
fn run_down(queue: &mut Queue, mut grade: impl FnMut(usize) -> Grade) -> Vec<i64> {
    let mut shown = Vec::new();
    let mut seconds = 0;
    while let Next::Card(card) = queue.next(at(seconds)) {
        let after = schedule::next_states(&card.state, &Params::default(), at(seconds), None);
        let after = after[grade(shown.len()).index()];
        queue.graded(card.id, after, answers_left(&after, &Params::default()), at(seconds));
        shown.push(card.id.0);
        seconds += 10;
        assert!(shown.len() < 500, "the session does not end");
    }
    shown
}

#[test]
fn the_limit_of_new_cards_counts_what_was_done_today() {
    let cards: Vec<Candidate> = (0..20).map(|id| fresh(id, id.unsigned_abs())).collect();
    let queue = Queue::plan(&cards, Vec::new(), rules(5, 200), at(0));
    assert_eq!(queue.counts(at(0)).new, 5);
    let done: Vec<Done> = (100..103)
        .map(|id| Done {
            id: CardId(id),
            deck: 1,
            entry: id.unsigned_abs(),
            answer: 0,
            before: StateName::New,
            due: None,
        })
        .collect();
    let queue = Queue::plan(&cards, done, rules(5, 200), at(0));
    assert_eq!(queue.counts(at(0)).new, 2);
}

#[test]
fn a_deck_with_its_own_limit_is_counted_by_itself() {
    let mut cards: Vec<Candidate> = (0..10).map(|id| fresh(id, id.unsigned_abs())).collect();
    cards.iter_mut().skip(5).for_each(|card| card.deck = 2);
    let own = HashMap::from([(2, OwnLimit { new: Some(1), reviews: None })]);
    let queue = Queue::plan(&cards, Vec::new(), Rules { own, ..rules(3, 200) }, at(0));
    assert_eq!((queue.counts_of(1, at(0)).new, queue.counts_of(2, at(0)).new), (3, 1));
}

#[test]
fn a_limit_of_its_own_on_new_cards_leaves_the_reviews_shared() {
    let mut cards: Vec<Candidate> = (0..10).map(|id| review(id, id.unsigned_abs(), 0)).collect();
    cards.iter_mut().skip(5).for_each(|card| card.deck = 2);
    let own = HashMap::from([(2, OwnLimit { new: Some(1), reviews: None })]);
    let queue = Queue::plan(&cards, Vec::new(), Rules { own, ..rules(3, 4) }, at(0));
    assert_eq!(queue.counts(at(0)).due, 4);
}

#[test]
fn one_sibling_a_day_and_the_other_is_not_lost() {
    let cards = [review(1, 7, 0), fresh(2, 7), fresh(3, 8)];
    let mut queue = Queue::plan(&cards, Vec::new(), rules(20, 200), at(0));
    assert_eq!(queue.counts(at(0)).total(), 2);
    let shown = run_down(&mut queue, |_| Grade::Easy);
    assert!(!shown.contains(&2), "{shown:?}");
    let free = Rules { bury_siblings: false, ..rules(20, 200) };
    assert_eq!(Queue::plan(&cards, Vec::new(), free, at(0)).counts(at(0)).total(), 3);
}

#[test]
fn cards_of_one_answer_are_kept_five_apart_while_others_are_at_hand() {
    let mut cards: Vec<Candidate> = (0..12).map(|id| review(id, id.unsigned_abs(), 0)).collect();
    cards[0].answer = 9;
    cards[1].answer = 9;
    let mut queue = Queue::plan(&cards, Vec::new(), rules(20, 200), at(0));
    let shown = run_down(&mut queue, |_| Grade::Good);
    let place = |id| shown.iter().position(|shown| *shown == id).unwrap();
    assert!(place(0).abs_diff(place(1)) > 5, "{shown:?}");
}

#[test]
fn a_learning_card_comes_back_when_its_step_is_over_or_nothing_else_is_left() {
    let mut queue = Queue::plan(&[fresh(1, 1), fresh(2, 2)], Vec::new(), rules(20, 200), at(0));
    let shown = run_down(&mut queue, |turn| if turn == 0 { Grade::Again } else { Grade::Good });
    assert_eq!(shown[..2], [1, 2]);
    assert_eq!(shown.iter().filter(|id| **id == 1).count(), 3, "again, good, good");
}

#[test]
fn a_step_beyond_twenty_minutes_ends_the_session_and_says_when_it_returns() {
    let due = Due::At(at(1201).at);
    let state = CardState { phase: Phase::Learning { step: 1, due }, ..fresh(1, 1).state };
    let queue = Queue::plan(&[in_state(fresh(1, 1), state)], Vec::new(), rules(1, 1), at(0));
    assert_eq!(queue.next(at(0)), Next::Done { back_at: Some(at(1201).at) });
    assert!(matches!(queue.next(at(1)), Next::Card(_)));
}

fn any_cards() -> impl Strategy<Value = Vec<Candidate>> {
    let card = (0..3u8, 0..6u64, 0..4u64, 0..5i64);
    proptest::collection::vec(card, 0..24).prop_map(|specs| {
        specs
            .into_iter()
            .zip(1..)
            .map(|((sort, entry, answer, late), id)| {
                let card = if sort == 0 { fresh(id, entry) } else { review(id, entry, late) };
                Candidate { answer, ..card }
            })
            .collect()
    })
}

proptest! {
    /// A process that is killed after any grade plans the very queue that was left.
    #[test]
    fn a_restart_goes_on_where_the_session_stopped(
        cards in any_cards(),
        grades in proptest::collection::vec(0..4usize, 1..20),
        bury in any::<bool>(),
        new in 0..8u32,
        reviews in 0..12u32,
    ) {
        let rules = Rules { bury_siblings: bury, ..rules(new, reviews) };
        let mut cards = cards;
        let mut queue = Queue::plan(&cards, Vec::new(), rules.clone(), at(0));
        for (turn, grade) in grades.into_iter().enumerate() {
            let now = at(i64::try_from(turn).unwrap() * 30);
            let Next::Card(card) = queue.next(now) else { break };
            let after = schedule::next_states(&card.state, &Params::default(), now, None)[grade];
            queue.graded(card.id, after, answers_left(&after, &Params::default()), now);
            let place = cards.iter().position(|other| other.id == card.id).unwrap();
            cards[place] = in_state(cards[place], after);
            let again = Queue::plan(&cards, queue.done().to_vec(), rules.clone(), now);
            prop_assert_eq!(again.next(now), queue.next(now));
            prop_assert_eq!(again.counts(now), queue.counts(now));
        }
    }

    /// No card is shown that the day does not offer, none is shown twice without a step between, and the limits hold.
    #[test]
    fn a_day_keeps_its_limits(cards in any_cards(), new in 0..8u32, reviews in 0..12u32) {
        let mut queue = Queue::plan(&cards, Vec::new(), rules(new, reviews), at(0));
        let offered = queue.counts(at(0));
        prop_assert!(offered.new <= new && offered.due <= reviews);
        let shown = run_down(&mut queue, |_| Grade::Easy);
        prop_assert_eq!(shown.len(), offered.total() as usize);
    }
}

fn shown(id: i64, content: Content) -> Shown {
    let key: Key = format!("deck/c{id}").parse().unwrap();
    Shown {
        id: CardId(id),
        card: Card {
            key,
            content,
            why: None,
            hint: None,
            tags: Vec::new(),
            objective: None,
            source: None,
            aka: Vec::new(),
            group: None,
            place: FileLine::default(),
            position: 0,
        },
        deck_title: "Deck".to_owned(),
        state: fresh(id, 1).state,
        grades: 0,
        params: Params { fuzz: false, ..Params::default() },
        fuzz: None,
        two_buttons: false,
    }
}

fn basic() -> Content {
    Content::Basic { question: "q".to_owned(), answer: "a".to_owned() }
}

fn session_of(cards: &[Candidate]) -> Session {
    let queue = Queue::plan(cards, Vec::new(), rules(20, 200), at(0));
    Session::new(queue, Plan::default(), at(0))
}

#[test]
fn a_grade_is_saved_before_the_next_card_is_asked_for() {
    let mut session = session_of(&[fresh(1, 1), fresh(2, 2)]);
    assert_eq!(session.handle(Event::Start, at(0)), [Effect::Fetch(CardId(1))]);
    session.handle(Event::Fetched(Box::new(shown(1, basic()))), at(0));
    let early = session.handle(Event::Input(Input::Grade(Grade::Good), None), at(1));
    assert!(early.is_empty(), "a card is not graded before its answer is shown: {early:?}");
    session.handle(Event::Input(Input::Respond(Response::Nothing), Some(3)), at(1));
    let effects = session.handle(Event::Input(Input::Grade(Grade::Easy), Some(4)), at(2));
    let [Effect::Save { grade: Grade::Easy, millis: Some(7), .. }] = effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(session.view(), View::Busy);
    assert_eq!(session.handle(Event::Saved, at(2)), [Effect::Fetch(CardId(2))]);
}

#[test]
fn the_labels_on_the_keys_are_what_is_written() {
    for grade in Grade::ALL {
        let mut session = session_of(&[fresh(1, 1)]);
        session.handle(Event::Start, at(0));
        session.handle(Event::Fetched(Box::new(shown(1, basic()))), at(0));
        session.handle(Event::Input(Input::Respond(Response::Nothing), None), at(0));
        let View::Answer(view) = session.view() else { panic!() };
        let effects = session.handle(Event::Input(Input::Grade(grade), None), at(0));
        let [Effect::Save { after, .. }] = &effects[..] else { panic!() };
        assert_eq!(*after, view.outcomes[grade.index()].state);
    }
}

#[test]
fn a_suggestion_can_be_taken_only_where_the_program_judged() {
    let mut session = session_of(&[fresh(1, 1)]);
    session.handle(Event::Start, at(0));
    session.handle(Event::Fetched(Box::new(shown(1, basic()))), at(0));
    session.handle(Event::Input(Input::Respond(Response::Nothing), None), at(0));
    assert!(session.handle(Event::Input(Input::TakeSuggestion, None), at(0)).is_empty());
}

#[test]
fn when_another_process_was_faster_nothing_is_counted_and_it_is_said() {
    let mut session = session_of(&[fresh(1, 1), fresh(2, 2)]);
    session.handle(Event::Start, at(0));
    session.handle(Event::Fetched(Box::new(shown(1, basic()))), at(0));
    session.handle(Event::Input(Input::Respond(Response::Nothing), None), at(0));
    session.handle(Event::Input(Input::Grade(Grade::Good), None), at(0));
    let effects = session.handle(Event::Overtaken(review(1, 1, -4).state), at(0));
    assert_eq!(effects, [Effect::Fetch(CardId(2))]);
    session.handle(Event::Fetched(Box::new(shown(2, basic()))), at(0));
    let View::Question(view) = session.view() else { panic!() };
    assert_eq!(view.progress.grades, 0);
    assert_eq!(view.notices, [Notice::Overtaken("deck/c1".parse().unwrap())]);
}

fn choice(texts: &[(&str, bool)]) -> Content {
    let options = texts
        .iter()
        .map(|(text, right)| crate::model::Choice { text: (*text).to_owned(), right: *right, why: None })
        .collect();
    Content::Choice { question: "q".to_owned(), options }
}

#[test]
fn the_right_option_is_right_wherever_it_stands() {
    let texts = [
        ("The chair's vote counts.", true),
        ("The clerk's vote counts.", false),
        ("The chair's vote counts", false),
        ("the chair's vote counts.", false),
    ];
    let mut places = std::collections::HashSet::new();
    for seed in 0..20 {
        let queue = Queue::plan(&[fresh(1, 1)], Vec::new(), rules(1, 1), at(0));
        let mut session = Session::new(queue, Plan { seed, ..Plan::default() }, at(0));
        session.handle(Event::Start, at(0));
        session.handle(Event::Fetched(Box::new(shown(1, choice(&texts)))), at(0));
        let View::Question(view) = session.view() else { panic!() };
        let Prompt::Choice { options, .. } = view.prompt else { panic!() };
        let place = options.iter().position(|option| option == texts[0].0).unwrap();
        places.insert(place);
        session.handle(Event::Input(Input::Respond(Response::Picked(vec![place])), None), at(0));
        let View::Answer(view) = session.view() else { panic!() };
        assert_eq!(view.judged.unwrap().verdict, Verdict::Right);
        assert!(view.options[place].1);
    }
    assert!(places.len() > 1, "the options are never shuffled");
}

#[test]
fn an_option_that_speaks_of_the_others_stays_last() {
    let texts = [("All of the above", true), ("one", false), ("two", false), ("three", false)];
    for seed in 0..10 {
        let (prompt, order) = super::present::present(&shown(1, choice(&texts)).card, seed);
        let Prompt::Choice { options, .. } = prompt else { panic!() };
        assert_eq!(options.last().map(String::as_str), Some("All of the above"));
        assert_eq!(order.last(), Some(&0));
    }
}

#[test]
fn items_to_order_are_never_shown_in_order() {
    let items = ["a", "b"].map(|text| crate::model::Item { text: text.to_owned(), aliases: Vec::new() });
    let content = Content::Order { question: "q".to_owned(), items: items.to_vec() };
    for seed in 0..10 {
        let (_, order) = super::present::present(&shown(1, content.clone()).card, seed);
        assert_eq!(order, [1, 0]);
    }
}

fn left_drill(id: i64, late: i64) -> Candidate {
    // Failed the day before its review falls due again: due an interval of one day after.
    let failed = Day::from_epoch(DAY).plus(-1 - late);
    let state = CardState {
        phase: Phase::Relearning { step: 0, due: Due::At(at(-86_400 * (1 + late)).at) },
        interval: 1,
        last_day: Some(failed),
        ..CardState::new(Ease::from_permille(2500))
    };
    Candidate { due: Some(Due::On(failed.plus(1))), ..in_state(fresh(id, id.unsigned_abs()), state) }
}

#[test]
fn a_drill_that_was_broken_off_is_the_review_it_stands_for() {
    let card = left_drill(1, 2);
    assert_eq!((card.state.name(), card.stage()), (StateName::Relearning, StateName::Review));
    let mut queue = Queue::plan(&[card, left_drill(2, 0)], Vec::new(), rules(20, 1), at(0));
    let counts = queue.counts(at(0));
    assert_eq!((counts.learning, counts.due, counts.overdue), (0, 1, 1), "it takes of the limit on reviews");
    queue.graded(CardId(1), review(1, 1, -3).state, 1, at(0));
    let done = queue.done().to_vec();
    assert_eq!((done[0].before, done[0].due), (StateName::Review, Some(Day::from_epoch(DAY).plus(-2))));
    assert_eq!(Queue::plan(&[left_drill(2, 0)], done, rules(20, 1), at(0)).counts(at(0)).total(), 0);
}

#[test]
fn a_grade_of_another_session_counts_for_the_day_too() {
    let cards = [fresh(1, 1), fresh(2, 2)];
    let mut queue = Queue::plan(&cards, Vec::new(), rules(20, 200), at(0));
    queue.replaced(CardId(1), review(1, 1, -4).state, at(0));
    assert_eq!(queue.done().len(), 1);
    assert_eq!(queue.done()[0].before, StateName::New);
}

#[test]
fn a_backlog_goes_by_recall_and_holds_new_cards_to_the_end_of_its_day() {
    let mut cards: Vec<Candidate> = (0..6).map(|id| review(id, id.unsigned_abs(), id + 1)).collect();
    for (card, recall) in cards.iter_mut().zip([500_000, 900_000, 700_000, 800_000, 600_000, 400_000]) {
        card.recall = recall;
    }
    cards.push(fresh(10, 10));
    let rules = rules(20, 4);
    let mut queue = Queue::plan(&cards, Vec::new(), rules.clone(), at(0));
    assert_eq!(queue.counts(at(0)).new, 0);
    let mut shown = Vec::new();
    while let Next::Card(card) = queue.next(at(0)) {
        shown.push(card.id.0);
        let after = review(card.id.0, card.entry, -9);
        queue.graded(card.id, after.state, 1, at(0));
        cards.iter_mut().filter(|other| other.id == card.id).for_each(|other| *other = after);
        let again = Queue::plan(&cards, queue.done().to_vec(), rules.clone(), at(0));
        assert_eq!(again.next(at(0)), queue.next(at(0)));
    }
    assert_eq!(shown, [1, 3, 2, 4]);
    let free = Rules { hold_new: false, ..rules.clone() };
    assert_eq!(Queue::plan(&cards, Vec::new(), free, at(0)).counts(at(0)).new, 1);
    let tomorrow = Moment { day: Day::from_epoch(DAY + 1), ..at(0) };
    assert_eq!(Queue::plan(&cards, Vec::new(), rules, tomorrow).counts(tomorrow).new, 1, "two are overdue");
}

#[test]
fn reviews_of_the_next_days_come_after_those_of_today_and_within_the_limit() {
    let cards = [review(1, 1, -2), review(2, 2, 0), review(3, 3, -1), review(4, 4, -3)];
    let rules = Rules { ahead: 2, ..rules(20, 200) };
    let mut queue = Queue::plan(&cards, Vec::new(), rules.clone(), at(0));
    assert_eq!(run_down(&mut queue, |_| Grade::Good), [2, 3, 1]);
    let limited = Rules { shared: Limit { new: 0, reviews: 2 }, ..rules };
    assert_eq!(Queue::plan(&cards, Vec::new(), limited, at(0)).counts(at(0)).due, 2);
}

/// Answers the card on the screen; gives the effect of the grade.
fn answer(session: &mut Session, grade: Grade) -> Effect {
    session.handle(Event::Input(Input::Respond(Response::Nothing), None), at(0));
    let mut effects = session.handle(Event::Input(Input::Grade(grade), None), at(0));
    assert_eq!(effects.len(), 1);
    effects.remove(0)
}

/// Performs the effect as a driver would whose cards are all the same.
fn show(session: &mut Session, effects: &[Effect]) -> Option<i64> {
    let [Effect::Fetch(id)] = effects else { return None };
    session.handle(Event::Fetched(Box::new(shown(id.0, basic()))), at(0));
    Some(id.0)
}

#[test]
fn misses_are_drilled_until_known_and_nothing_of_it_is_a_grade() {
    let mut session = session_of(&[fresh(1, 1), fresh(2, 2)]);
    let mut effects = session.handle(Event::Start, at(0));
    for grade in [Grade::Again, Grade::Easy] {
        show(&mut session, &effects).unwrap();
        let saved = answer(&mut session, grade);
        assert!(matches!(saved, Effect::Save { practice: false, .. }));
        effects = session.handle(Event::Saved, at(0));
    }
    show(&mut session, &effects);
    session.handle(Event::Input(Input::Command(Command::Quit), None), at(0));
    let View::Summary(before) = session.view() else { panic!() };
    assert_eq!(before.misses.len(), 1);
    let mut effects = session.handle(Event::Input(Input::Command(Command::DrillMisses), None), at(0));
    for grade in [Grade::Again, Grade::Hard] {
        assert_eq!(show(&mut session, &effects), Some(1));
        let View::Question(view) = session.view() else { panic!() };
        assert!(view.practice);
        let Effect::Save { practice: true, before, after, .. } = answer(&mut session, grade) else {
            panic!()
        };
        assert_eq!(before, after);
        effects = session.handle(Event::Saved, at(0));
    }
    let View::Summary(after) = session.view() else { panic!() };
    assert_eq!((after.drilled, after.stop), (2, Stop::Asked));
    assert_eq!(Summary { drilled: 0, ..*after }, *before, "the day stands as it was");
}

#[test]
fn practice_shows_each_card_until_it_is_known_and_takes_answers_back() {
    let kin = |id: i64| Kin { id: CardId(id), entry: id.unsigned_abs(), answer: 0 };
    let queue = Queue::plan(&[], Vec::new(), rules(20, 200), at(0));
    let cards = Practice::new(vec![kin(1), kin(2), kin(3)]);
    let mut session = Session::cram(cards, queue, Plan::default(), at(0));
    let mut effects = session.handle(Event::Start, at(0));
    let mut seen = Vec::new();
    for grade in [Grade::Again, Grade::Good, Grade::Good] {
        seen.extend(show(&mut session, &effects));
        let View::Question(view) = session.view() else { panic!() };
        assert_eq!(view.progress.done, u32::try_from(seen.len()).unwrap() - 1);
        answer(&mut session, grade);
        effects = session.handle(Event::Saved, at(0));
    }
    assert_eq!(seen, [1, 2, 3]);
    assert_eq!(show(&mut session, &effects), Some(1));
    let undo = session.handle(Event::Input(Input::Command(Command::Undo), None), at(0));
    assert_eq!(undo, [Effect::Undo { on_screen: Some(CardId(1)), practice: true }]);
    let undone = Event::Changed {
        queue: Box::new(session.queue().clone()),
        notice: Notice::NothingToUndo,
        show: Some(CardId(3)),
        ungraded: Some(CardId(3)),
    };
    let back = session.handle(undone, at(0));
    assert_eq!(show(&mut session, &back), Some(3), "the last answer is taken back");
    let View::Question(view) = session.view() else { panic!() };
    assert_eq!((view.progress.done, view.progress.ahead), (2, 2));
    for _ in 0..2 {
        answer(&mut session, Grade::Good);
        let effects = session.handle(Event::Saved, at(0));
        show(&mut session, &effects);
    }
    let View::Summary(summary) = session.view() else { panic!() };
    assert!(summary.cram && summary.stop == Stop::Finished);
    assert_eq!((summary.grades, summary.cards, summary.first_try), (4, 3, 2));
}

#[test]
fn a_card_is_edited_and_comes_back() {
    let mut session = session_of(&[fresh(1, 1)]);
    let effects = session.handle(Event::Start, at(0));
    show(&mut session, &effects);
    let edit = Event::Input(Input::Command(Command::Edit), None);
    let [Effect::Edit { id: CardId(1), .. }] = session.handle(edit.clone(), at(0))[..] else { panic!() };
    let faults = Notice::NotEdited(vec!["deck.toml:3:1: error".to_owned()]);
    assert!(session.handle(Event::Notice(faults.clone()), at(0)).is_empty());
    let View::Question(view) = session.view() else { panic!() };
    assert_eq!(view.notices, [faults]);
    session.handle(edit, at(0));
    let queue = Box::new(session.queue().clone());
    let notice = Notice::Edited("deck/c1".parse().unwrap());
    let changed = Event::Changed { queue, notice, show: Some(CardId(1)), ungraded: None };
    assert_eq!(session.handle(changed, at(0)), [Effect::Fetch(CardId(1))]);
}

#[test]
fn a_day_planned_anew_keeps_to_the_card_that_was_asked_for() {
    let mut session = session_of(&[fresh(1, 1), fresh(2, 2)]);
    session.handle(Event::Start, at(0));
    let other = Queue::plan(&[fresh(2, 2)], Vec::new(), rules(20, 200), at(0));
    let replanned = Event::Replanned(Box::new(other.clone()));
    assert_eq!(session.handle(replanned.clone(), at(0)), [Effect::Fetch(CardId(2))]);
    let notice = Notice::NothingToUndo;
    let undone = Event::Changed { queue: Box::new(other), notice, show: Some(CardId(1)), ungraded: None };
    session.handle(undone, at(0));
    assert_eq!(session.handle(replanned, at(0)), [Effect::Fetch(CardId(1))]);
}

#[test]
fn progress_moves_with_every_answer() {
    let mut session = session_of(&[fresh(1, 1), fresh(2, 2)]);
    let mut effects = session.handle(Event::Start, at(0));
    let mut told = Vec::new();
    for grade in [Grade::Good, Grade::Again, Grade::Good, Grade::Easy] {
        show(&mut session, &effects).unwrap();
        let View::Question(view) = session.view() else { panic!() };
        told.push((view.progress.done, view.progress.ahead));
        answer(&mut session, grade);
        effects = session.handle(Event::Saved, at(0));
    }
    assert_eq!(told, [(0, 4), (1, 3), (2, 3), (3, 2)]);
}

#[test]
fn a_deck_with_a_limit_of_its_own_has_a_backlog_of_its_own() {
    let mut cards: Vec<Candidate> = (0..8).map(|id| review(id, id.unsigned_abs(), 3)).collect();
    cards.iter_mut().skip(5).for_each(|card| card.deck = 2);
    let own = HashMap::from([(2, OwnLimit { new: None, reviews: Some(2) })]);
    let rules = Rules { own, ..rules(20, 100) };
    let behind = Behind::find(&cards, &[], &rules, at(0));
    assert_eq!(behind, [Behind { deck: Some(2), overdue: 3, done: 0, cap: 2 }]);
    let fresh = [fresh(20, 20), Candidate { deck: 2, ..fresh(21, 21) }];
    let queue = Queue::plan(&[&cards[..], &fresh[..]].concat(), Vec::new(), rules, at(0));
    assert_eq!((queue.counts_of(1, at(0)).new, queue.counts_of(2, at(0)).new), (1, 0));
}

#[derive(Debug, Clone)]
enum Deed {
    Input(Input),
    Notice,
    Overtake,
}

fn any_deed() -> impl Strategy<Value = Deed> {
    let input = prop_oneof![
        4 => Just(Input::Respond(Response::Nothing)),
        4 => (0..4usize).prop_map(|grade| Input::Grade(Grade::ALL[grade])),
        1 => Just(Input::TakeSuggestion),
        3 => prop_oneof![
            Just(Command::Undo), Just(Command::Bury), Just(Command::Suspend), Just(Command::Flag(None)),
            Just(Command::Hint), Just(Command::Source), Just(Command::Edit), Just(Command::Quit),
            Just(Command::DrillMisses),
        ].prop_map(Input::Command),
    ];
    prop_oneof![
        12 => input.prop_map(Deed::Input),
        1 => Just(Deed::Notice),
        1 => Just(Deed::Overtake),
    ]
}

proptest! {
    /// Whatever the learner does, and other processes: there is always something to show, no card is lost or made up,
    /// and grades are counted as they were saved.
    #[test]
    fn any_deeds_leave_a_session_whole(
        deeds in proptest::collection::vec(any_deed(), 1..60),
        practice in any::<bool>(),
    ) {
        let cards: Vec<Candidate> = (1..6).map(|id| fresh(id, id.unsigned_abs())).collect();
        let queue = Queue::plan(&cards, Vec::new(), rules(20, 200), at(0));
        let kin = |card: &Candidate| Kin { id: card.id, entry: card.entry, answer: card.answer };
        let mut session = if practice {
            Session::cram(Practice::new(cards.iter().map(kin).collect()), queue.clone(), Plan::default(), at(0))
        } else {
            Session::new(queue.clone(), Plan::default(), at(0))
        };
        let mut saved = 0;
        let mut overtake = false;
        let mut effects = session.handle(Event::Start, at(0));
        for deed in deeds {
            while let Some(effect) = effects.pop() {
                let changed = |show| Event::Changed {
                    queue: Box::new(queue.clone()),
                    notice: Notice::NoHint,
                    show,
                    ungraded: None,
                };
                let event = match effect {
                    Effect::Fetch(id) => Event::Fetched(Box::new(shown(id.0, basic()))),
                    Effect::LookAgain => Event::NothingNew,
                    Effect::Save { after, .. } if overtake => { overtake = false; Event::Overtaken(after) }
                    Effect::Save { .. } => { saved += 1; Event::Saved }
                    Effect::Act { act: Act::Flag(_), .. } | Effect::Source(_) => Event::Notice(Notice::NoHint),
                    Effect::Act { .. } => changed(None),
                    Effect::Edit { id, .. } => changed(Some(id)),
                    Effect::Undo { on_screen, .. } => changed(on_screen),
                };
                effects.extend(session.handle(event, at(0)));
            }
            prop_assert_ne!(session.view(), View::Busy);
            match deed {
                Deed::Input(input) => effects = session.handle(Event::Input(input, Some(1000)), at(0)),
                Deed::Notice => effects = session.handle(Event::Notice(Notice::NoHint), at(0)),
                Deed::Overtake => overtake = true,
            }
        }
        if let View::Question(question) = session.view() {
            prop_assert!(question.progress.grades <= saved);
            prop_assert!(question.progress.ahead > 0);
        }
    }
}
