//! A sitting as a state machine: inputs come in with the time they took, effects go out, the view says what to show.
//!
//! The driver performs each effect before it hands in the next event, so that every answer is on disk before the next
//! question shows. Time is what the driver says has passed: while nobody runs the machine, the clock stands.

use super::mark::{Confidence, Given};
use super::paper::{Asked, Paper};
use super::blueprint::{Feedback, Marking};

/// Seconds left at which the time is told unasked, beside half of it.
const TOLD_AT: [u64; 2] = [300, 60];

/// What stands of one question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// What was answered; none: nothing yet.
    pub given: Option<Given>,
    /// How sure, where the marking asks.
    pub confidence: Option<Confidence>,
    /// Whether it is flagged to be looked at again.
    pub flagged: bool,
    /// Milliseconds spent on it.
    pub millis: u64,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The learner did something.
    Input(Input),
    /// Time has passed, and nothing else.
    Waited,
    /// What was to be saved is on disk.
    Saved,
}

/// What the learner can do.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// Begin, or go on from whatever is shown.
    Go,
    /// Answer the question shown.
    Answer(Given),
    /// Say how sure.
    Sure(Confidence),
    /// The next question, leaving this one as it is.
    Next,
    /// The question before.
    Back,
    /// The question of that place, from 0.
    To(usize),
    /// Flag it, or take the flag off.
    Flag,
    /// What is answered, flagged, open.
    Overview,
    /// How much time is left.
    Time,
    /// Hand it in.
    End,
    /// Leave it as it is, to be gone on with later.
    Leave,
}

/// What the driver has to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Write what stands of a question, then hand in [`Event::Saved`].
    Save(Entry),
    /// Write that the sitting is over.
    Finish(Why),
}

/// What stands of a question, to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place, from 0.
    pub question: usize,
    /// What stands.
    pub given: Option<Given>,
    /// How sure.
    pub confidence: Option<Confidence>,
    /// Whether it is flagged.
    pub flagged: bool,
    /// Milliseconds spent on it since the last entry for it.
    pub millis: u64,
    /// Milliseconds of the exam's clock so far.
    pub clock: u64,
}

/// Why a sitting is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The learner handed it in.
    Ended,
    /// The time was up.
    TimeUp,
}

impl Why {
    /// The name in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ended => "ended",
            Self::TimeUp => "time-up",
        }
    }

    /// That of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Ended, Self::TimeUp].into_iter().find(|why| why.name() == name)
    }
}

/// Something to say once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The answer to the question of this place is on disk.
    Saved(usize),
    /// The flag was set or taken off.
    Flagged {
        /// The question.
        question: usize,
        /// Whether it is flagged now.
        flagged: bool,
    },
    /// How much time is left, in seconds; none: there is no limit, and so many have passed.
    Time {
        /// Seconds left.
        left: Option<u64>,
        /// Seconds passed.
        passed: u64,
    },
    /// There is no question before this one.
    First,
    /// An answer was given, and told: it is final.
    Final,
}

/// A question on the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionView {
    /// Its place, from 0.
    pub at: usize,
    /// How many there are.
    pub of: usize,
    /// Title of its part.
    pub part: String,
    /// The question.
    pub asked: Asked,
    /// What stands of it.
    pub answer: Answer,
    /// What is to be said first.
    pub notices: Vec<Notice>,
}

/// What one question of the overview is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Whether something was answered.
    pub answered: bool,
    /// Whether it is flagged.
    pub flagged: bool,
}

/// What to show.
#[derive(Debug, Clone, PartialEq)]
pub enum View {
    /// Something is being written; nothing to show.
    Busy,
    /// What the exam is, before it begins or goes on.
    Instructions,
    /// A question to answer.
    Question(Box<QuestionView>),
    /// How sure the learner is of the answer he just gave.
    Sure(Box<QuestionView>),
    /// How the answer fared.
    Told(Box<QuestionView>),
    /// All questions, and what is to be said first.
    Overview(Vec<Line>, Vec<Notice>),
    /// The sitting is over.
    Over(Why),
    /// It was left, to be gone on with later.
    Left,
}

#[derive(Debug, Clone, PartialEq)]
enum Stage {
    Instructions,
    Question,
    /// An answer waits for how sure it is.
    Sure(Given),
    /// What is shown next once it is saved.
    Saving(After),
    Told,
    Overview,
    Over(Why),
    Left,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum After {
    Stay,
    Move,
    Tell,
    Finish(Why),
}

/// A sitting.
#[derive(Debug, Clone, PartialEq)]
pub struct Sitting {
    paper: Paper,
    answers: Vec<Answer>,
    /// Milliseconds on each question that no entry has yet.
    unsaved: Vec<u64>,
    clock: u64,
    at: usize,
    stage: Stage,
    notices: Vec<Notice>,
}

impl Sitting {
    /// A sitting of a paper, as it stands: for a new one, without answers and at 0.
    #[must_use]
    pub fn new(paper: Paper, answers: Vec<Answer>, clock: u64) -> Self {
        let count = paper.questions.len();
        let mut answers = answers;
        answers.resize(count, Answer::default());
        let at = answers.iter().position(|answer| answer.given.is_none()).unwrap_or(0);
        let unsaved = vec![0; count];
        Self { paper, answers, unsaved, clock, at, stage: Stage::Instructions, notices: Vec::new() }
    }

    /// The paper.
    #[must_use]
    pub fn paper(&self) -> &Paper {
        &self.paper
    }

    /// What stands of each question.
    #[must_use]
    pub fn answers(&self) -> &[Answer] {
        &self.answers
    }

    /// Milliseconds of its clock so far.
    #[must_use]
    pub fn clock(&self) -> u64 {
        self.clock
    }

    /// Milliseconds until something has to be said or the time is up; none where there is no limit.
    #[must_use]
    pub fn wakes_in(&self) -> Option<u64> {
        let limit = self.limit()?;
        let marks = told_at(limit).into_iter().chain([limit]);
        marks.filter(|mark| *mark > self.clock).min().map(|mark| mark - self.clock)
    }

    /// Takes an event in, `millis` after the last one was handled; gives what is to be done for it.
    pub fn handle(&mut self, event: &Event, millis: u64) -> Vec<Effect> {
        self.pass(millis);
        if !matches!(self.stage, Stage::Over(_) | Stage::Left | Stage::Saving(After::Finish(_)))
            && self.limit().is_some_and(|limit| self.clock >= limit)
            && self.has_begun()
        {
            return self.finish(Why::TimeUp);
        }
        match event {
            Event::Waited => Vec::new(),
            Event::Saved => self.saved(),
            Event::Input(input) => self.input(input),
        }
    }

    /// What to show now.
    #[must_use]
    pub fn view(&self) -> View {
        match &self.stage {
            Stage::Instructions => View::Instructions,
            Stage::Question => View::Question(Box::new(self.question())),
            Stage::Sure(given) => {
                let mut view = self.question();
                view.answer.given = Some(given.clone());
                View::Sure(Box::new(view))
            }
            Stage::Told => View::Told(Box::new(self.question())),
            Stage::Saving(_) => View::Busy,
            Stage::Overview => {
                let line =
                    |answer: &Answer| Line { answered: answer.given.is_some(), flagged: answer.flagged };
                View::Overview(self.answers.iter().map(line).collect(), self.notices.clone())
            }
            Stage::Over(why) => View::Over(*why),
            Stage::Left => View::Left,
        }
    }

    /// Forgets what was said, once a front has shown it.
    pub fn heard(&mut self) {
        self.notices.clear();
    }

    fn limit(&self) -> Option<u64> {
        self.paper.seconds.map(|seconds| seconds * 1000)
    }

    fn has_begun(&self) -> bool {
        self.stage != Stage::Instructions || self.clock > 0
    }

    fn question(&self) -> QuestionView {
        let asked = self.paper.questions[self.at].clone();
        QuestionView {
            at: self.at,
            of: self.paper.questions.len(),
            part: self.paper.parts.get(asked.part).map(|part| part.title.clone()).unwrap_or_default(),
            asked,
            answer: self.answers[self.at].clone(),
            notices: self.notices.clone(),
        }
    }

    /// Lets the clock run: not before the beginning, and not after the end.
    fn pass(&mut self, millis: u64) {
        let before = self.clock;
        let millis = self.limit().map_or(millis, |limit| millis.min(limit.saturating_sub(before)));
        match self.stage {
            Stage::Question | Stage::Sure(_) | Stage::Told => self.unsaved[self.at] += millis,
            Stage::Overview => {}
            Stage::Instructions | Stage::Saving(_) | Stage::Over(_) | Stage::Left => return,
        }
        self.clock += millis;
        let Some(limit) = self.limit() else { return };
        if told_at(limit).iter().any(|mark| before < *mark && *mark <= self.clock) && self.clock < limit {
            self.tell_time();
        }
    }

    fn tell_time(&mut self) {
        let left = self.limit().map(|limit| limit.saturating_sub(self.clock).div_ceil(1000));
        self.notices.retain(|notice| !matches!(notice, Notice::Time { .. }));
        self.notices.push(Notice::Time { left, passed: self.clock / 1000 });
    }

    fn input(&mut self, input: &Input) -> Vec<Effect> {
        match (&self.stage, input) {
            (Stage::Over(_) | Stage::Left | Stage::Saving(_), _) => Vec::new(),
            (_, Input::Leave) => {
                self.stage = Stage::Left;
                Vec::new()
            }
            (Stage::Instructions, _) => {
                self.stage = Stage::Question;
                // A paper whose last answer is in is gone on with at the overview.
                if self.answers.iter().all(|answer| answer.given.is_some()) {
                    self.stage = Stage::Overview;
                }
                Vec::new()
            }
            (_, Input::Time) => {
                self.tell_time();
                Vec::new()
            }
            (_, Input::End) => self.finish(Why::Ended),
            (Stage::Sure(given), Input::Sure(confidence)) => {
                let given = given.clone();
                self.give(given, Some(*confidence))
            }
            // Whatever else is done, the answer is not given without saying how sure it is.
            (Stage::Sure(_), Input::Go | Input::Answer(_)) => Vec::new(),
            (Stage::Question, Input::Answer(given)) => self.answer(given.clone()),
            (Stage::Question | Stage::Told | Stage::Sure(_), Input::Flag) => self.flag(),
            (_, Input::Overview) => {
                self.stage = Stage::Overview;
                Vec::new()
            }
            (_, Input::To(place)) => {
                if *place < self.answers.len() {
                    self.show(*place);
                }
                Vec::new()
            }
            (Stage::Overview, Input::Go | Input::Next) => {
                let open = self.answers.iter().position(|answer| answer.given.is_none());
                self.show(open.unwrap_or(self.at));
                Vec::new()
            }
            (Stage::Overview, Input::Back) => {
                self.show(self.at);
                Vec::new()
            }
            (_, Input::Next | Input::Go) => {
                self.step();
                Vec::new()
            }
            (_, Input::Back) => {
                match self.at.checked_sub(1) {
                    Some(before) => self.show(before),
                    None => {
                        self.notices.push(Notice::First);
                        self.stage = Stage::Question;
                    }
                }
                Vec::new()
            }
            (_, Input::Answer(_) | Input::Sure(_) | Input::Flag) => Vec::new(),
        }
    }

    fn answer(&mut self, given: Given) -> Vec<Effect> {
        if self.paper.feedback == Feedback::Question && self.answers[self.at].given.is_some() {
            self.notices.push(Notice::Final);
            return Vec::new();
        }
        if self.paper.marking == Marking::Confidence {
            self.stage = Stage::Sure(given);
            return Vec::new();
        }
        self.give(given, None)
    }

    fn give(&mut self, given: Given, confidence: Option<Confidence>) -> Vec<Effect> {
        let answer = &mut self.answers[self.at];
        answer.given = Some(given);
        answer.confidence = confidence;
        self.notices.push(Notice::Saved(self.at));
        let after = if self.paper.feedback == Feedback::Question { After::Tell } else { After::Move };
        self.save(self.at, after)
    }

    fn flag(&mut self) -> Vec<Effect> {
        let answer = &mut self.answers[self.at];
        answer.flagged = !answer.flagged;
        let flagged = answer.flagged;
        self.notices.push(Notice::Flagged { question: self.at, flagged });
        let after = if self.stage == Stage::Told { After::Tell } else { After::Stay };
        self.save(self.at, after)
    }

    fn save(&mut self, question: usize, after: After) -> Vec<Effect> {
        let entry = self.entry(question);
        self.stage = Stage::Saving(after);
        vec![Effect::Save(entry)]
    }

    fn entry(&mut self, question: usize) -> Entry {
        let millis = std::mem::take(&mut self.unsaved[question]);
        let answer = &mut self.answers[question];
        answer.millis += millis;
        Entry {
            question,
            given: answer.given.clone(),
            confidence: answer.confidence,
            flagged: answer.flagged,
            millis,
            clock: self.clock,
        }
    }

    fn saved(&mut self) -> Vec<Effect> {
        let Stage::Saving(after) = self.stage else { return Vec::new() };
        match after {
            After::Stay => self.stage = Stage::Question,
            After::Tell => self.stage = Stage::Told,
            After::Move => self.step(),
            After::Finish(why) => return self.finish(why),
        }
        Vec::new()
    }

    /// The next question; after the last one, the overview.
    fn step(&mut self) {
        if self.at + 1 < self.answers.len() {
            self.show(self.at + 1);
        } else {
            self.stage = Stage::Overview;
        }
    }

    fn show(&mut self, place: usize) {
        self.at = place;
        self.stage = Stage::Question;
    }

    /// Ends the sitting, once the time spent on questions that have no entry for it is on disk.
    fn finish(&mut self, why: Why) -> Vec<Effect> {
        if let Some(question) = self.unsaved.iter().position(|millis| *millis > 0) {
            return self.save(question, After::Finish(why));
        }
        self.stage = Stage::Over(why);
        vec![Effect::Finish(why)]
    }
}

/// When the time is told unasked, in milliseconds from the beginning.
fn told_at(limit: u64) -> Vec<u64> {
    let left = TOLD_AT.iter().map(|seconds| seconds * 1000).filter(|left| *left < limit / 2);
    left.map(|left| limit - left).chain([limit / 2]).collect()
}

#[cfg(test)]
mod tests;
