//! The session itself: inputs in, effects out.
//!
//! The driver performs each effect and hands back the event it leads to, so that a grade is on disk before the next
//! card is drawn. Nothing is decided by the driver: whatever is chosen is chosen here.

use std::collections::HashSet;
use std::mem;

use super::judge::{Judged, Response};
use super::present::{Prompt, present};
use super::queue::{Next, Queue};
use super::summary::{Miss, Summary};
use super::view::{AnswerView, Command, Input, Notice, Outcome, Progress, QuestionView, View};
use crate::model::{Card, CardId, CardState, Content, Grade, Key, Moment};
use crate::schedule::{self, Params};

/// What a session is to keep to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Plan {
    /// At most so many grades.
    pub grades: Option<u32>,
    /// At most so many milliseconds of answering.
    pub millis: Option<u64>,
    /// Shuffles options and items.
    pub seed: u64,
}

/// A card with all that is needed to ask and grade it.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// Its number.
    pub id: CardId,
    /// The card.
    pub card: Card,
    /// Title of its deck.
    pub deck_title: String,
    /// Its scheduling state.
    pub state: CardState,
    /// How often it was graded: with the seed it fixes the order of options, so that it stands after an undo.
    pub grades: u64,
    /// The scheduler's settings for its deck.
    pub params: Params,
    /// The fuzz of its next grade.
    pub fuzz: Option<u16>,
    /// Whether its deck is graded with two keys, wrong and right.
    pub two_buttons: bool,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The session begins.
    Start,
    /// The card asked for.
    Fetched(Box<Shown>),
    /// The card asked for is no longer there.
    Missing(CardId),
    /// The learner did something; with the milliseconds since the last view was shown, where they are known.
    Input(Input, Option<u32>),
    /// The grade is on disk.
    Saved,
    /// Another process changed the card first: nothing was written.
    Overtaken(CardState),
    /// Something else was done to a card, and the day was planned anew.
    Changed {
        /// The day as it is now.
        queue: Box<Queue>,
        /// What to say.
        notice: Notice,
        /// The card to show next, if it is not left to the queue.
        show: Option<CardId>,
        /// The card whose last grade was taken back, if that was it.
        ungraded: Option<CardId>,
    },
    /// Something to say; nothing changed.
    Notice(Notice),
}

/// What the driver has to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Read the card: [`Event::Fetched`] or [`Event::Missing`].
    Fetch(CardId),
    /// Write the grade: [`Event::Saved`] or [`Event::Overtaken`].
    Save {
        /// The card.
        id: CardId,
        /// The grade.
        grade: Grade,
        /// The state it starts from.
        before: CardState,
        /// The state it leads to.
        after: CardState,
        /// Milliseconds from question to grade.
        millis: Option<u32>,
        /// The fuzz used.
        fuzz: Option<u16>,
        /// The settings used.
        params: Box<Params>,
        /// When it was given: the state it leads to was computed from this moment.
        now: Moment,
    },
    /// Do this to the card, and plan the day anew: [`Event::Changed`], or [`Event::Notice`] when the card stays.
    Act {
        /// What.
        act: Act,
        /// The card.
        id: CardId,
        /// Its key.
        key: Key,
    },
    /// Take back the last grade or action, and plan the day anew: [`Event::Changed`], or [`Event::Notice`] when there
    /// is none.
    Undo {
        /// The card on the screen, if there is one.
        on_screen: Option<CardId>,
    },
    /// Find the passage the card rests on: [`Event::Notice`].
    Source(CardId),
}

/// What can be done to a card beside grading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Put it off until tomorrow.
    Bury,
    /// Put it off until told.
    Suspend,
    /// Mark it for its author, with a remark.
    Flag(Option<String>),
}

/// Why a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// Nothing is left for today.
    Finished,
    /// The learner stopped.
    Asked,
    /// The number of grades asked for is reached.
    Grades,
    /// The minutes asked for are over.
    Minutes,
}

/// A card on the screen.
#[derive(Debug, Clone)]
struct Table {
    shown: Shown,
    prompt: Prompt,
    order: Vec<usize>,
    hint: bool,
    answer: Option<(Response, Option<Judged>)>,
    millis: Option<u32>,
}

#[derive(Debug, Clone)]
enum Stage {
    Busy,
    Table(Box<Table>),
    Over(Stop),
}

/// One grade of this session, as the summary needs it.
#[derive(Debug, Clone)]
struct Given {
    id: CardId,
    grade: Grade,
    millis: u64,
    miss: Miss,
}

/// A study session.
#[derive(Debug, Clone)]
pub struct Session {
    plan: Plan,
    queue: Queue,
    stage: Stage,
    saving: Option<(Box<Table>, Given, CardState)>,
    given: Vec<Given>,
    notices: Vec<Notice>,
    now: Moment,
}

impl Session {
    /// A session over the day's queue.
    #[must_use]
    pub fn new(queue: Queue, plan: Plan, now: Moment) -> Self {
        Self { plan, queue, stage: Stage::Busy, saving: None, given: Vec::new(), notices: Vec::new(), now }
    }

    /// Takes an event in; gives what is to be done for it.
    pub fn handle(&mut self, event: Event, now: Moment) -> Vec<Effect> {
        self.now = now;
        match event {
            Event::Start => self.draw(),
            Event::Fetched(shown) => {
                let (prompt, order) = present(&shown.card, seed_of(self.plan.seed, &shown));
                let table = Table { shown: *shown, prompt, order, hint: false, answer: None, millis: None };
                self.stage = Stage::Table(Box::new(table));
                Vec::new()
            }
            Event::Missing(id) => {
                self.queue.take(id);
                self.draw()
            }
            Event::Input(input, millis) => self.input(input, millis),
            Event::Saved => self.saved(),
            Event::Overtaken(state) => self.overtaken(state),
            Event::Changed { queue, notice, show, ungraded } => {
                self.queue = *queue;
                self.notices.push(notice);
                if let Some(place) = ungraded.and_then(|id| self.given.iter().rposition(|g| g.id == id)) {
                    self.given.remove(place);
                }
                match show {
                    Some(id) => self.fetch(id),
                    None => self.draw(),
                }
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
            Stage::Table(table) => match &table.answer {
                None => View::Question(Box::new(self.question(table))),
                Some((response, judged)) => {
                    View::Answer(Box::new(self.answer(table, response.clone(), judged.clone())))
                }
            },
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
        if let Some(stop) = self.limit_reached() {
            self.stage = Stage::Over(stop);
            return Vec::new();
        }
        match self.queue.next(self.now) {
            Next::Card(card) => self.fetch(card.id),
            Next::Done { .. } => {
                self.stage = Stage::Over(Stop::Finished);
                Vec::new()
            }
        }
    }

    fn fetch(&mut self, id: CardId) -> Vec<Effect> {
        self.stage = Stage::Busy;
        vec![Effect::Fetch(id)]
    }

    fn limit_reached(&self) -> Option<Stop> {
        if self.plan.grades.is_some_and(|most| number(self.given.len()) >= most) {
            return Some(Stop::Grades);
        }
        self.plan.millis.is_some_and(|most| self.millis() >= most).then_some(Stop::Minutes)
    }

    fn millis(&self) -> u64 {
        self.given.iter().map(|given| given.millis).sum()
    }

    fn input(&mut self, input: Input, millis: Option<u32>) -> Vec<Effect> {
        match input {
            Input::End => self.command(Command::Quit),
            Input::Command(command) => self.command(command),
            Input::Respond(response) => {
                self.respond(response, millis);
                Vec::new()
            }
            Input::Grade(grade) => self.grade(grade, millis),
            Input::TakeSuggestion => {
                let judged = self.table().and_then(|table| table.answer.as_ref()?.1.as_ref());
                match judged.map(|judged| judged.suggested) {
                    Some(grade) => self.grade(grade, millis),
                    None => Vec::new(),
                }
            }
        }
    }

    fn command(&mut self, command: Command) -> Vec<Effect> {
        let card = self.table().map(|table| (table.shown.id, table.shown.card.key.clone()));
        let act = |act| card.clone().map(|(id, key)| Effect::Act { act, id, key });
        let effect = match command {
            Command::Undo => Some(Effect::Undo { on_screen: card.map(|(id, _)| id) }),
            Command::Bury => act(Act::Bury),
            Command::Suspend => act(Act::Suspend),
            Command::Flag(remark) => act(Act::Flag(remark)),
            Command::Source => card.map(|(id, _)| Effect::Source(id)),
            Command::Hint => {
                self.hint();
                None
            }
            Command::Quit => {
                self.stage = Stage::Over(Stop::Asked);
                None
            }
        };
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
        if table.shown.card.hint.is_some() {
            table.hint = true;
        } else {
            self.notices.push(Notice::NoHint);
        }
    }

    fn respond(&mut self, response: Response, millis: Option<u32>) {
        let Stage::Table(table) = &mut self.stage else { return };
        if table.answer.is_some() {
            return;
        }
        let mut judged = Judged::of_card(&table.shown.card, &table.order, &response);
        if let Some(judged) = &mut judged
            && table.shown.two_buttons
            && judged.suggested == Grade::Hard
        {
            // Of two keys, a nearly right answer takes the one for right.
            judged.suggested = Grade::Good;
        }
        table.answer = Some((response, judged));
        table.millis = millis;
    }

    fn grade(&mut self, grade: Grade, millis: Option<u32>) -> Vec<Effect> {
        let Stage::Table(table) = &self.stage else { return Vec::new() };
        if table.answer.is_none() {
            return Vec::new();
        }
        let Stage::Table(table) = mem::replace(&mut self.stage, Stage::Busy) else { return Vec::new() };
        let after = outcomes(&table.shown, self.now)[grade.index()];
        let millis = table.millis.zip(millis).map(|(asked, graded)| asked.saturating_add(graded));
        let shown = &table.shown;
        let effect = Effect::Save {
            id: shown.id,
            grade,
            before: shown.state,
            after,
            millis,
            fuzz: shown.fuzz,
            params: Box::new(shown.params.clone()),
            now: self.now,
        };
        let miss = Miss {
            key: shown.card.key.clone(),
            question: table.prompt.text().to_owned(),
            answer: answer_words(&shown.card),
            lapses: after.lapses,
        };
        let given = Given { id: shown.id, grade, millis: u64::from(millis.unwrap_or(0)), miss };
        self.saving = Some((table, given, after));
        vec![effect]
    }

    fn saved(&mut self) -> Vec<Effect> {
        let Some((table, given, after)) = self.saving.take() else { return Vec::new() };
        let shown = &table.shown;
        if schedule::leech_announced(&shown.state, &after, &shown.params) {
            self.notices.push(Notice::Leech { key: shown.card.key.clone(), lapses: after.lapses });
        }
        self.queue.graded(given.id, after, self.now);
        self.given.push(given);
        self.draw()
    }

    fn overtaken(&mut self, state: CardState) -> Vec<Effect> {
        let Some((table, given, _)) = self.saving.take() else { return Vec::new() };
        self.notices.push(Notice::Overtaken(table.shown.card.key.clone()));
        self.queue.replaced(given.id, state, self.now);
        self.draw()
    }

    fn question(&self, table: &Table) -> QuestionView {
        let card = &table.shown.card;
        QuestionView {
            key: card.key.clone(),
            deck: table.shown.deck_title.clone(),
            group: card.group.clone(),
            kind: card.kind(),
            prompt: table.prompt.clone(),
            hint: card.hint.clone().filter(|_| table.hint),
            progress: self.progress(),
            two_buttons: table.shown.two_buttons,
            notices: self.notices.clone(),
        }
    }

    fn progress(&self) -> Progress {
        let left = self.queue.counts(self.now);
        let timed = self.given.iter().filter(|given| given.millis > 0).count() as u64;
        Progress {
            grades: number(self.given.len()),
            done: number(self.firsts().filter(|given| !self.queue.holds(given.id)).count()),
            left,
            seconds_left: (timed > 0).then(|| self.millis() * u64::from(left.total()) / timed / 1000),
        }
    }

    /// The first grade of each card in this session.
    fn firsts(&self) -> impl Iterator<Item = &Given> {
        let mut seen = HashSet::new();
        self.given.iter().filter(move |given| seen.insert(given.id))
    }

    fn answer(&self, table: &Table, response: Response, judged: Option<Judged>) -> AnswerView {
        let card = &table.shown.card;
        let options = match &card.content {
            Content::Choice { options, .. } => table
                .order
                .iter()
                .filter_map(|&at| options.get(at))
                .map(|option| (option.text.clone(), option.right, option.why.clone()))
                .collect(),
            _ => Vec::new(),
        };
        let states = outcomes(&table.shown, self.now);
        AnswerView {
            question: self.question(table),
            answers: card.answers(),
            options,
            response,
            judged,
            why: card.why.clone(),
            source: card.source.clone(),
            outcomes: Grade::ALL.map(|grade| {
                let state = states[grade.index()];
                let due = schedule::due(&state, &table.shown.params, self.now.day);
                Outcome { grade, state, due }
            }),
            two_buttons: table.shown.two_buttons,
            now: self.now,
        }
    }

    fn summary(&self, stop: Stop) -> Summary {
        let firsts: Vec<&Given> = self.firsts().collect();
        let misses: Vec<Miss> =
            firsts.iter().filter(|first| !first.grade.passed()).map(|first| first.miss.clone()).collect();
        Summary {
            stop,
            grades: number(self.given.len()),
            cards: number(firsts.len()),
            first_try: number(firsts.len() - misses.len()),
            millis: self.millis(),
            misses,
            left: self.queue.counts(self.now),
            back_at: match self.queue.next(self.now) {
                Next::Done { back_at } => back_at,
                Next::Card(_) => None,
            },
            day: self.now.day,
            tomorrow: None,
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What each grade leads to: the same call for the keys' labels and for what is written.
fn outcomes(shown: &Shown, now: Moment) -> [CardState; 4] {
    schedule::next_states(&shown.state, &shown.params, now, shown.fuzz)
}

/// Mixes the session's seed with the card and its count of grades.
fn seed_of(seed: u64, shown: &Shown) -> u64 {
    let mut bytes = seed.to_le_bytes().to_vec();
    bytes.extend(shown.card.key.to_string().bytes());
    bytes.extend(shown.grades.to_le_bytes());
    schedule::fnv1a64(&bytes)
}

/// The answer on one line, for the list of misses.
fn answer_words(card: &Card) -> String {
    let answers = card.answers();
    match card.content {
        Content::Order { .. } => answers.join(", then "),
        Content::List { .. } | Content::Choice { .. } => answers.join("; "),
        _ => answers.into_iter().next().unwrap_or_default(),
    }
}
