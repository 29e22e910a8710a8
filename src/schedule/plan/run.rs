//! The days up to the exam played through, with the outcomes that are to be expected.

use super::super::{next_states, recall};
use super::course::{Course, Subject};
use super::day::{gain_of, wanted};
use super::outlook::{Outlook, outlook_of};
use crate::model::{CardState, Day, Due, Grade, Moment, Phase, Timestamp};

/// More steps than any card goes through on one day.
const MOST_STEPS: usize = 64;

/// Where the cards stand on a day of the run.
pub(super) struct Run<'a> {
    pub(super) subjects: &'a [Subject<'a>],
    pub(super) course: &'a Course,
    pub(super) standings: Vec<Standing>,
    /// Cards introduced on the day the run stands at.
    pub(super) introduced_today: usize,
    today: Day,
    /// The shares of forgotten cards that do not yet make up a whole one.
    forgotten: f64,
}

/// What changes of a card.
#[derive(Clone, Copy)]
pub(super) struct Standing {
    pub(super) state: CardState,
    pub(super) last_seen: Option<Day>,
}

/// What a day is expected to bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayForecast {
    /// The day.
    pub day: Day,
    /// New cards.
    pub new: u32,
    /// Reviews.
    pub reviews: u32,
    /// Time it takes, in milliseconds; of a learner who skips days, what he takes on average.
    pub millis: u64,
}

/// The days up to the exam, and what they lead to.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// From today to the day before the exam.
    pub days: Vec<DayForecast>,
    /// What is recalled on exam day.
    pub outlook: Outlook,
    /// Whether every card is introduced in time and asked in the window.
    pub complete: bool,
}

/// Plays the plan through up to the exam.
#[must_use]
pub fn forecast(subjects: &[Subject<'_>], course: &Course, today: Day) -> Forecast {
    let mut run = Run::new(subjects, course, today);
    let days = run.days().map(|day| run.study(day)).collect();
    let standings = run.standings.iter().zip(subjects).map(|(standing, subject)| (subject, standing.state));
    Forecast { days, outlook: outlook_of(standings, course), complete: run.complete() }
}

impl<'a> Run<'a> {
    pub(super) fn new(subjects: &'a [Subject<'a>], course: &'a Course, today: Day) -> Self {
        let standings = subjects
            .iter()
            .map(|subject| Standing { state: subject.state, last_seen: subject.last_seen })
            .collect();
        let introduced_today = usize::try_from(course.done.new).unwrap_or_default();
        Self { subjects, course, standings, introduced_today, today, forgotten: 0.0 }
    }

    /// The days from today to the one before the exam.
    pub(super) fn days(&self) -> impl Iterator<Item = Day> + use<> {
        let today = self.today;
        (0..self.course.days_left(today)).map(move |ahead| today.plus(ahead))
    }

    /// Plays one day: what is wanted in its order, while time lasts.
    pub(super) fn study(&mut self, day: Day) -> DayForecast {
        if day != self.today {
            self.introduced_today = 0;
        }
        let budget = self.course.budget(day, self.today);
        let mut forecast = DayForecast { day, new: 0, reviews: 0, millis: 0 };
        for place in wanted(self, day) {
            let is_new = self.standings[place].state.phase == Phase::New;
            let millis = self.expected_millis(place, day);
            if forecast.millis + millis > budget {
                break;
            }
            forecast.millis += millis;
            self.answer(place, day);
            if is_new {
                forecast.new += 1;
            } else {
                forecast.reviews += 1;
            }
        }
        forecast
    }

    /// Whether every card is introduced, and asked in the window.
    pub(super) fn complete(&self) -> bool {
        let window = self.course.window_first();
        self.standings.iter().all(|standing| {
            standing.state.phase != Phase::New && standing.last_seen.is_some_and(|day| day >= window)
        })
    }

    pub(super) fn recall(&self, place: usize, day: Day) -> f64 {
        recall(&self.standings[place].state, day, self.subjects[place].factor)
    }

    pub(super) fn gain(&self, place: usize, day: Day) -> f64 {
        gain_of(&self.subjects[place], &self.standings[place].state, self.course, day)
    }

    /// How long the card is likely to take.
    pub(super) fn expected_millis(&self, place: usize, day: Day) -> u64 {
        let pace = self.course.pace;
        if self.standings[place].state.phase == Phase::New {
            return u64::from(pace.new);
        }
        let recall = self.recall(place, day);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a mean of two counts of milliseconds"
        )]
        let millis = (recall * f64::from(pace.recalled) + (1.0 - recall) * f64::from(pace.forgotten)) as u64;
        millis
    }

    /// Answers a card as is to be expected: of many, as many are forgotten as their recall has it.
    fn answer(&mut self, place: usize, day: Day) {
        let subject = &self.subjects[place];
        let state = self.standings[place].state;
        let grade = if state.phase == Phase::New {
            Grade::Good
        } else {
            self.forgotten += 1.0 - self.recall(place, day);
            if self.forgotten >= 1.0 {
                self.forgotten -= 1.0;
                Grade::Again
            } else {
                Grade::Good
            }
        };
        let state = through_steps(answered(subject, &state, grade, day), subject, day);
        self.standings[place] = Standing { state, last_seen: Some(day) };
    }
}

/// The state after a grade given on `day`.
pub(super) fn answered(subject: &Subject<'_>, state: &CardState, grade: Grade, day: Day) -> CardState {
    next_states(state, subject.params, at_noon(day), None)[grade.index()]
}

/// The state once the steps that are left are passed.
fn through_steps(state: CardState, subject: &Subject<'_>, day: Day) -> CardState {
    let passed = |state: &CardState| Some(answered(subject, state, Grade::Good, day));
    std::iter::successors(Some(state), passed)
        .take(MOST_STEPS)
        .find(|state| !state.in_steps())
        .unwrap_or(state)
}

/// The day a card is due, as a run sees it: steps within a day are due on that day.
pub(super) fn due_day(subject: &Subject<'_>, state: &CardState, day: Day) -> Option<Day> {
    match super::super::due(state, subject.params, day)? {
        Due::On(due) => Some(due),
        Due::At(_) => Some(day),
    }
}

/// A moment of a day that is still far from its end.
fn at_noon(day: Day) -> Moment {
    const HOUR: i64 = 3600;
    let at = Timestamp::from_unix((i64::from(day.epoch_days()) * 24 + 12) * HOUR);
    Moment { at, day, to_rollover: 16 * HOUR, offset: 0 }
}
