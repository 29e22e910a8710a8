//! The session itself: inputs in, effects out.
//!
//! The driver performs each effect and hands back the event it leads to, so that a grade is on disk before the next
//! card is drawn. Nothing is decided by the driver: whatever is chosen is chosen here.

use std::mem;

use super::answers::answers_left;
use super::events::{Act, Effect, Event, Plan, Shown, Stop};
use super::practice::Practice;
use super::queue::{Counts, Next, Queue};
use super::table::Table;
use super::tally::{Given, LONGEST_ANSWER, Summary, Tally, number};
use super::view::{Command, Input, Notice, Progress, View};
use crate::model::{CardId, CardState, Grade, Moment};
use crate::schedule;

#[derive(Debug, Clone)]
enum Stage {
    Busy,
    Table(Box<Table>),
    Over(Stop),
}

/// What the cards are drawn from.
#[derive(Debug, Clone)]
enum Round {
    /// The day's queue.
    Day,
    /// Practice from the start.
    Cram(Practiced),
    /// The misses of the day, after it ended so.
    Misses(Practiced, Stop),
}

/// Practice, with what was done in it.
#[derive(Debug, Clone, Default)]
struct Practiced {
    cards: Practice,
    tally: Tally,
    /// Actions of the store since the last answer: they are taken back before it is.
    acts: u32,
}

/// A study session.
#[derive(Debug, Clone)]
pub struct Session {
    plan: Plan,
    queue: Queue,
    round: Round,
    stage: Stage,
    saving: Option<(Box<Table>, Given, CardState)>,
    tally: Tally,
    /// Answers given while misses were drilled.
    drilled: u32,
    /// The card asked for by name, not by the queue.
    asked: Option<CardId>,
    notices: Vec<Notice>,
    now: Moment,
}

impl Session {
    /// A session over the day's queue.
    #[must_use]
    pub fn new(queue: Queue, plan: Plan, now: Moment) -> Self {
        Self {
            plan,
            queue,
            round: Round::Day,
            stage: Stage::Busy,
            saving: None,
            tally: Tally::default(),
            drilled: 0,
            asked: None,
            notices: Vec::new(),
            now,
        }
    }

    /// A session that practises cards, each until it is known once, and changes no schedule.
    #[must_use]
    pub fn cram(cards: Practice, queue: Queue, plan: Plan, now: Moment) -> Self {
        let round = Round::Cram(Practiced { cards, ..Practiced::default() });
        Self { round, ..Self::new(queue, plan, now) }
    }

    /// Has something said above the first card.
    pub fn say(&mut self, notices: impl IntoIterator<Item = Notice>) {
        self.notices.extend(notices);
    }

    /// Takes an event in; gives what is to be done for it.
    pub fn handle(&mut self, event: Event, now: Moment) -> Vec<Effect> {
        self.now = now;
        match event {
            Event::Start => self.draw(),
            Event::Fetched(shown) => {
                self.lay(*shown);
                Vec::new()
            }
            Event::Missing(id) => {
                self.queue.take(id);
                self.drop_from_practice(id);
                self.draw()
            }
            Event::Input(input, millis) => self.input(input, millis),
            Event::Saved => self.saved(),
            Event::Overtaken(state) => self.overtaken(state),
            Event::NothingNew => self.end(Stop::Finished),
            Event::Replanned(queue) => {
                self.queue = *queue;
                match self.asked {
                    Some(id) => self.fetch(id),
                    None => self.draw(),
                }
            }
            Event::Changed { queue, notice, show, ungraded } => {
                self.queue = *queue;
                self.notices.push(notice);
                self.changed(show, ungraded)
            }
            Event::Notice(notice) => {
                self.notices.push(notice);
                Vec::new()
            }
        }
    }

    /// What to show now.
    #[must_use]
    pub fn view(&self) -> View {
        match &self.stage {
            Stage::Busy => View::Busy,
            Stage::Over(stop) => View::Summary(Box::new(self.summary(*stop))),
            Stage::Table(table) => {
                let mut question = table.question(self.progress());
                question.notices.clone_from(&self.notices);
                match table.answered(question.clone(), self.now) {
                    None => View::Question(Box::new(question)),
                    Some(answer) => View::Answer(Box::new(answer)),
                }
            }
        }
    }

    /// Forgets what was said, once a front has shown it.
    pub fn heard(&mut self) {
        self.notices.clear();
    }

    /// The day's queue as it stands.
    #[must_use]
    pub fn queue(&self) -> &Queue {
        &self.queue
    }

    fn draw(&mut self) -> Vec<Effect> {
        self.asked = None;
        if let Some(stop) = self.limit_reached() {
            return self.end(stop);
        }
        let next = match &self.round {
            Round::Day => match self.queue.next(self.now) {
                Next::Card(card) => Some(card.id),
                Next::Done { .. } => None,
            },
            Round::Cram(practiced) | Round::Misses(practiced, _) => practiced.cards.next(),
        };
        match (next, &self.round) {
            (Some(id), _) => self.fetch(id),
            (None, Round::Day) => {
                self.stage = Stage::Busy;
                vec![Effect::LookAgain]
            }
            (None, _) => self.end(Stop::Finished),
        }
    }

    /// Ends the round; the end of a drill of misses is the end of the day before it.
    fn end(&mut self, stop: Stop) -> Vec<Effect> {
        let stop = match self.round {
            Round::Misses(_, stop) => stop,
            Round::Day | Round::Cram(_) => stop,
        };
        self.stage = Stage::Over(stop);
        Vec::new()
    }

    fn fetch(&mut self, id: CardId) -> Vec<Effect> {
        self.stage = Stage::Busy;
        vec![Effect::Fetch(id)]
    }

    fn lay(&mut self, shown: Shown) {
        let practice = self.practiced().is_some();
        self.stage = Stage::Table(Box::new(Table::lay(shown, practice, self.plan.seed)));
    }

    fn practiced(&mut self) -> Option<&mut Practiced> {
        match &mut self.round {
            Round::Day => None,
            Round::Cram(practiced) | Round::Misses(practiced, _) => Some(practiced),
        }
    }

    fn drop_from_practice(&mut self, id: CardId) {
        if let Some(practiced) = self.practiced() {
            practiced.cards.take(id);
        }
    }

    /// The grades of the round that stands for the session: those of the day, or of its practice.
    fn counted(&self) -> &Tally {
        match &self.round {
            Round::Cram(practiced) => &practiced.tally,
            Round::Day | Round::Misses(..) => &self.tally,
        }
    }

    fn limit_reached(&self) -> Option<Stop> {
        if matches!(self.round, Round::Misses(..)) {
            return None;
        }
        if self.plan.grades.is_some_and(|most| self.counted().grades() >= most) {
            return Some(Stop::Grades);
        }
        self.plan.millis.is_some_and(|most| self.counted().millis() >= most).then_some(Stop::Minutes)
    }

    fn input(&mut self, input: Input, millis: Option<u32>) -> Vec<Effect> {
        match input {
            Input::End => self.command(Command::Quit),
            Input::Command(command) => self.command(command),
            Input::Respond(response) => {
                if let Stage::Table(table) = &mut self.stage {
                    table.respond(response, millis);
                }
                Vec::new()
            }
            Input::Grade(grade) => self.grade(grade, millis),
            Input::TakeSuggestion => match self.table().and_then(Table::suggested) {
                Some(grade) => self.grade(grade, millis),
                None => Vec::new(),
            },
        }
    }

    fn command(&mut self, command: Command) -> Vec<Effect> {
        let card = self.table().map(|table| (table.shown.id, table.shown.card.key.clone()));
        let act = |act| card.clone().map(|(id, key)| Effect::Act { act, id, key });
        let effect = match command {
            Command::Undo => return self.undo(),
            Command::Bury => act(Act::Bury),
            Command::Suspend => act(Act::Suspend),
            Command::Flag(remark) => act(Act::Flag(remark)),
            Command::Source => card.map(|(id, _)| Effect::Source(id)),
            Command::Edit => card.map(|(id, key)| Effect::Edit { id, key }),
            Command::Hint => {
                self.hint();
                None
            }
            Command::DrillMisses => return self.drill_misses(),
            Command::Quit => return self.end(Stop::Asked),
        };
        if let (Some(Effect::Act { .. }), Some(practiced)) = (&effect, self.practiced()) {
            practiced.acts += 1;
        }
        effect.into_iter().collect()
    }

    fn table(&self) -> Option<&Table> {
        match &self.stage {
            Stage::Table(table) => Some(table),
            Stage::Busy | Stage::Over(_) => None,
        }
    }

    fn hint(&mut self) {
        let Stage::Table(table) = &mut self.stage else { return };
        if !table.take_hint() {
            self.notices.push(Notice::NoHint);
        }
    }

    /// Practice takes back no more than was done in it; once it is over, the day before it is meant.
    fn undo(&mut self) -> Vec<Effect> {
        let on_screen = self.table().map(|table| table.shown.id);
        if let Some(practiced) = self.practiced() {
            if practiced.acts > 0 || practiced.tally.grades() > 0 {
                practiced.acts = practiced.acts.saturating_sub(1);
                return vec![Effect::Undo { on_screen, practice: true }];
            }
            if on_screen.is_some() || matches!(self.round, Round::Cram(_)) {
                self.notices.push(Notice::NothingToUndo);
                return Vec::new();
            }
        }
        self.leave_misses();
        vec![Effect::Undo { on_screen, practice: false }]
    }

    /// Goes back to the day from a drill of its misses.
    fn leave_misses(&mut self) {
        if let Round::Misses(practiced, _) = &self.round {
            self.drilled += practiced.tally.grades();
            self.round = Round::Day;
        }
    }

    fn ask(&mut self, id: CardId) -> Vec<Effect> {
        self.asked = Some(id);
        self.fetch(id)
    }

    /// After something else was done to a card.
    fn changed(&mut self, show: Option<CardId>, ungraded: Option<CardId>) -> Vec<Effect> {
        self.saving = None;
        match (ungraded, self.practiced()) {
            (Some(id), Some(practiced)) => {
                practiced.tally.forget(id);
                practiced.cards.unanswered(id);
            }
            (Some(id), None) => self.tally.forget(id),
            (None, _) => {}
        }
        match show {
            Some(id) => {
                if let Some(practiced) = self.practiced() {
                    practiced.cards.back(id);
                }
                self.ask(id)
            }
            None => {
                if let Some(id) = self.table().map(|table| table.shown.id) {
                    self.drop_from_practice(id);
                }
                self.draw()
            }
        }
    }

    fn drill_misses(&mut self) -> Vec<Effect> {
        let Stage::Over(stop) = self.stage else { return Vec::new() };
        let missed: Vec<CardId> = self.counted().missed().map(|given| given.id).collect();
        self.leave_misses();
        let kin = match &self.round {
            Round::Cram(practiced) => practiced.cards.kin_of(&missed),
            Round::Day | Round::Misses(..) => self.queue.kin_of(&missed),
        };
        if kin.is_empty() {
            return Vec::new();
        }
        match &mut self.round {
            // A cram goes on: what was missed is asked once more.
            Round::Cram(practiced) => missed.iter().rev().for_each(|id| practiced.cards.back(*id)),
            round => {
                *round = Round::Misses(Practiced { cards: Practice::new(kin), ..Practiced::default() }, stop);
            }
        }
        self.draw()
    }

    fn grade(&mut self, grade: Grade, millis: Option<u32>) -> Vec<Effect> {
        let Some(after) = self
            .table()
            .filter(|table| table.is_answered())
            .map(|table| table.outcomes(self.now)[grade.index()])
        else {
            return Vec::new();
        };
        let Stage::Table(table) = mem::replace(&mut self.stage, Stage::Busy) else { return Vec::new() };
        let millis = table.millis_until(millis);
        let shown = &table.shown;
        let effect = Effect::Save {
            id: shown.id,
            practice: table.practice,
            grade,
            before: shown.state,
            after,
            millis: millis.map(|millis| millis.min(LONGEST_ANSWER)),
            fuzz: shown.fuzz,
            params: Box::new(shown.params.clone()),
            now: self.now,
        };
        let leech = schedule::leech_announced(&shown.state, &after, &shown.params)
            || (after.leech && after.lapses > shown.state.lapses);
        let given = Given { id: shown.id, grade, millis, leech, miss: table.as_miss(&after) };
        self.saving = Some((table, given, after));
        vec![effect]
    }

    fn saved(&mut self) -> Vec<Effect> {
        let Some((table, given, after)) = self.saving.take() else { return Vec::new() };
        let shown = &table.shown;
        if schedule::leech_announced(&shown.state, &after, &shown.params) {
            self.notices.push(Notice::Leech { key: shown.card.key.clone(), lapses: after.lapses });
        }
        match self.practiced() {
            Some(practiced) => {
                practiced.cards.answered(given.id, given.grade.passed());
                practiced.tally.add(given);
                practiced.acts = 0;
            }
            None => {
                let answers = answers_left(&after, &shown.params);
                self.queue.graded(given.id, after, answers, self.now);
                self.tally.add(given);
            }
        }
        self.draw()
    }

    fn overtaken(&mut self, state: CardState) -> Vec<Effect> {
        let Some((table, given, _)) = self.saving.take() else { return Vec::new() };
        self.notices.push(Notice::Overtaken(table.shown.card.key.clone()));
        self.queue.replaced(given.id, state, self.now);
        self.draw()
    }

    fn progress(&self) -> Progress {
        let (tally, ahead, left) = match &self.round {
            Round::Day => (&self.tally, self.queue.answers_left(), self.queue.counts(self.now)),
            Round::Cram(practiced) | Round::Misses(practiced, _) => {
                (&practiced.tally, number(practiced.cards.left()), Counts::default())
            }
        };
        let pace = tally.pace(self.plan.pace);
        Progress {
            grades: self.turns(),
            done: tally.grades(),
            ahead,
            left,
            seconds_left: pace.map(|millis| u64::from(millis) * u64::from(ahead) / 1000),
        }
    }

    /// All answers given in this session, of whatever round: no two cards in a row have the same number.
    fn turns(&self) -> u32 {
        let practiced = match &self.round {
            Round::Day => 0,
            Round::Cram(practiced) | Round::Misses(practiced, _) => practiced.tally.grades(),
        };
        self.tally.grades() + self.drilled + practiced
    }

    fn summary(&self, stop: Stop) -> Summary {
        let tally = self.counted();
        let misses: Vec<_> = tally.missed().map(|first| first.miss.clone()).collect();
        let cards = tally.firsts().count();
        Summary {
            stop,
            cram: matches!(self.round, Round::Cram(_)),
            grades: tally.grades(),
            cards: number(cards),
            first_try: number(cards - misses.len()),
            millis: tally.millis(),
            away: tally.away(),
            misses,
            leeches: tally.leeches(),
            drilled: self.turns() - tally.grades(),
            left: self.queue.counts(self.now),
            back_at: match self.queue.next(self.now) {
                Next::Done { back_at } => back_at,
                Next::Card(_) => None,
            },
            day: self.now.day,
            tomorrow: None,
            streak: None,
            notices: self.notices.clone(),
        }
    }
}
