//! A learner's course, day by day, with the real scheduler and the real planner.

use memoire::model::{CardId, CardState, Day, Due, Ease, Grade, Moment, Phase, Timestamp};
use memoire::schedule::plan::{Course, Done, Evidence, Pace, Policy, Subject, outlook, today};
use memoire::schedule::{Calibration, Factor, Params, fnv1a64, fuzz, next_states};

use super::DAY_OFF;
use super::memory::{Memory, World, uniform};

/// What is to be learnt, and in which time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Cards of the exam.
    pub cards: u64,
    /// Days up to it.
    pub days: i64,
    /// Minutes of study a day.
    pub minutes: u32,
}

/// What decides on the cards of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arm {
    /// The plain schedule: 20 new cards a day among the reviews.
    Plain,
    /// The plan, by the window policy.
    Window,
    /// The plan, by gain.
    Gain,
}

impl Arm {
    /// All.
    pub const ALL: [Self; 3] = [Self::Plain, Self::Window, Self::Gain];
}

/// What one learner came to.
#[derive(Debug, Clone, Copy)]
pub struct Sitting {
    /// True mean recall on exam morning.
    pub score: f64,
    /// What was predicted that morning.
    pub predicted: f64,
    /// What was predicted half-way.
    pub predicted_half_way: f64,
    /// Cards never seen.
    pub unseen: usize,
    /// Cards seen, but not in the window.
    pub missed: usize,
    /// The longest day.
    pub longest_minutes: f64,
}

/// New cards a day in the plain schedule.
const NEW_PER_DAY: usize = 20;

struct Learner {
    seed: u64,
    setting: Setting,
    params: Params,
    cards: Vec<Studied>,
    calibration: Calibration,
    /// Whether each day so far was one of study.
    studied: Vec<bool>,
}

struct Studied {
    state: CardState,
    memory: Box<dyn Memory>,
    hash: u64,
    answers: u64,
}

fn day_zero() -> Day {
    Day::from_epoch(20_000)
}

fn noon(day: i64) -> Moment {
    let day = day_zero().plus(day);
    let at = Timestamp::from_unix((i64::from(day.epoch_days()) * 24 + 12) * 3600);
    Moment { at, day, to_rollover: 16 * 3600, offset: 0 }
}

/// One learner's whole course.
pub fn sit(world: World, setting: Setting, arm: Arm, seed: u64) -> Sitting {
    let mut learner = Learner::new(world, setting, seed);
    let (mut longest, mut half_way) = (0, 0.0);
    for day in 0..setting.days {
        if day == setting.days / 2 {
            half_way = learner.forecast(arm, day);
        }
        let off = uniform(&[seed, 3, day as u64]) < DAY_OFF;
        if !off {
            longest = longest.max(learner.study(arm, day));
        }
        learner.studied.push(!off);
    }
    learner.result(arm, half_way, longest)
}

impl Learner {
    fn new(world: World, setting: Setting, seed: u64) -> Self {
        let cards = (0..setting.cards)
            .map(|card| Studied {
                state: CardState::new(Ease::from_permille(2500)),
                memory: world.memory(seed, card),
                hash: fnv1a64(&card.to_le_bytes()),
                answers: 0,
            })
            .collect();
        let (calibration, studied) = (Calibration::default(), Vec::new());
        Self { seed, setting, params: Params::default(), cards, calibration, studied }
    }

    /// Studies until the list or the time is used up; the milliseconds it took.
    fn study(&mut self, arm: Arm, day: i64) -> u64 {
        let budget = u64::from(self.setting.minutes) * 60_000;
        let list = match arm {
            Arm::Plain => self.plain(day),
            Arm::Window | Arm::Gain => self.planned(arm, day),
        };
        let mut spent = 0;
        for card in list {
            if spent >= budget {
                break;
            }
            spent += self.answer(card, day);
        }
        spent
    }

    /// New cards spread evenly among what is due.
    fn plain(&self, day: i64) -> Vec<usize> {
        let today = noon(day).day;
        let mut due: Vec<(Day, u64, usize)> = Vec::new();
        let mut new = Vec::new();
        for (place, card) in self.cards.iter().enumerate() {
            match card.state.due() {
                None if new.len() < NEW_PER_DAY => new.push(place),
                Some(Due::On(on)) if on <= today => due.push((on, card.hash, place)),
                _ => {}
            }
        }
        due.sort_unstable();
        let (reviews, new_cards) = (due.len(), new.len());
        let place = |number: usize, of: usize| (2 * number + 1) as f64 / (2 * of) as f64;
        let mut list: Vec<(f64, usize)> =
            due.iter().enumerate().map(|(number, &(_, _, card))| (place(number, reviews), card)).collect();
        list.extend(new.iter().enumerate().map(|(number, &card)| (place(number, new_cards), card)));
        list.sort_by(|one, other| one.0.total_cmp(&other.0));
        list.into_iter().map(|(_, card)| card).collect()
    }

    fn planned(&self, arm: Arm, day: i64) -> Vec<usize> {
        let list = today(&self.subjects(), &self.course(arm, day), noon(day).day);
        list.into_iter().map(|id| usize::try_from(id.0).unwrap()).collect()
    }

    fn subjects(&self) -> Vec<Subject<'_>> {
        let factor = self.factor();
        let subject = |(place, card): (usize, &Studied)| Subject {
            id: CardId(i64::try_from(place).unwrap()),
            state: card.state,
            last_seen: card.state.last_day,
            params: &self.params,
            factor,
            parts: &[],
            guess: 0.0,
            hash: card.hash,
        };
        self.cards.iter().enumerate().map(subject).collect()
    }

    fn factor(&self) -> Factor {
        self.calibration.best()
    }

    fn course(&self, arm: Arm, day: i64) -> Course {
        let last = &self.studied[self.studied.len().saturating_sub(14)..];
        let studied = match last.len() {
            0 => 1.0,
            days => last.iter().filter(|&&studied| studied).count() as f64 / days as f64,
        };
        let _ = day;
        Course {
            since: day_zero(),
            exam: day_zero().plus(self.setting.days),
            minutes: self.setting.minutes,
            pace: Pace::default(),
            studied,
            done: Done::default(),
            policy: if arm == Arm::Gain { Policy::Gain } else { Policy::Window },
            evidence: Evidence::default(),
        }
    }

    fn forecast(&self, arm: Arm, day: i64) -> f64 {
        memoire::schedule::plan::forecast(&self.subjects(), &self.course(arm, day), noon(day).day)
            .outlook
            .recall
            .mid
    }

    /// Answers a card, and passes its steps; the milliseconds it took.
    fn answer(&mut self, place: usize, day: i64) -> u64 {
        let card = &mut self.cards[place];
        let pace = Pace::default();
        let is_new = card.state.phase == Phase::New;
        let recalled = is_new || uniform(&[self.seed, 5, place as u64, card.answers]) < card.memory.p(day);
        if is_new {
            card.memory.first(day);
        } else {
            let elapsed = card.state.last_day.map_or(0, |last| noon(day).day.since(last));
            self.calibration.add(card.state.interval, elapsed, recalled);
            card.memory.review(day, recalled);
        }
        let mut grade = if recalled { Grade::Good } else { Grade::Again };
        loop {
            let drawn = fuzz(&format!("sim/{place}"), card.answers);
            card.state = next_states(&card.state, &self.params, noon(day), Some(drawn))[grade.index()];
            card.answers += 1;
            grade = Grade::Good;
            if !card.state.in_steps() {
                break;
            }
        }
        u64::from(match (is_new, recalled) {
            (true, _) => pace.new,
            (false, true) => pace.recalled,
            (false, false) => pace.forgotten,
        })
    }

    fn result(&self, arm: Arm, predicted_half_way: f64, longest: u64) -> Sitting {
        let exam = self.setting.days;
        let course = self.course(arm, exam);
        let window = noon(exam - ((15 * exam + 99) / 100).clamp(3, 7)).day;
        Sitting {
            score: self.cards.iter().map(|card| card.memory.p(exam)).sum::<f64>() / self.cards.len() as f64,
            predicted: outlook(&self.subjects(), &course).recall.mid,
            predicted_half_way,
            unseen: self.cards.iter().filter(|card| card.state.last_day.is_none()).count(),
            missed: self
                .cards
                .iter()
                .filter(|card| card.state.last_day.is_some_and(|last| last < window))
                .count(),
            longest_minutes: longest as f64 / 60_000.0,
        }
    }
}
