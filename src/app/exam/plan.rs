//! The way to an exam: what each day asks, how ready that makes the learner, and what the day's queue becomes of it.
//!
//! The planner is the scheduler's; here the cards, the exam and the learner are put together for it. No card's state is
//! touched.

use std::collections::{HashMap, HashSet};

use super::bank::{members_of, presentations};
use super::{ExamError, blueprint, report};
use crate::app::environment::Environment;
use crate::app::open::Shelf;
use crate::app::rules::Schedulers;
use crate::app::study::LONGEST_ANSWER;
use crate::exam::{Bank, Blueprint, Marking, Wanted, arguments};
use crate::model::query::covers;
use crate::model::{CardId, Day, Key, Moment, ReviewKind, StateName};
use crate::schedule::plan::{
    Band, Course, Done, Evidence, Feasibility, Forecast, Pace, PartOutlook, Policy, Subject, feasibility,
    forecast, mock_shift, new_today, today,
};
use crate::schedule::{Calibration, Factor, Params, fnv1a64, recall, recall_after};
use crate::store::{
    CardRecord, DeckRecord, FirstAnswer, Follow, SittingKind, SittingRecord, Store, StoreError,
};

/// So many answers on a later day than the one before are needed to say anything.
pub const ANSWERS_NEEDED: u32 = 60;
/// So many answers, the latest, tell of the learner's memory.
const ANSWERS: u32 = 5000;
/// Minutes a day, where nobody says.
const USUAL_MINUTES: u32 = 20;
/// So many of the latest answers tell the learner's pace.
const PACE_ANSWERS: u32 = 500;
/// Fewer tell nothing of it.
const PACE_NEEDED: usize = 50;
/// The days that tell how regularly the learner studies.
const HABIT_DAYS: i64 = 14;
/// Predictions are held against so many answers before they count.
const BURN_IN: u32 = 20;

/// A line of an exam: so much of its marks for these cards.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    part: usize,
    title: String,
    weight: f64,
    members: HashSet<Key>,
}

/// What is aimed at.
#[derive(Debug, Clone, PartialEq)]
pub struct Aim {
    /// The id of the exam, else the words of the query.
    pub exam: String,
    /// Its title.
    pub title: String,
    /// The day of the exam.
    pub day: Day,
    /// The day the plan began.
    pub since: Day,
    /// Minutes a day.
    pub minutes: u32,
    /// Whether the learner follows it.
    pub followed: bool,
    /// Hundredths of all marks that pass.
    pub pass: Option<u32>,
    parts: Vec<String>,
    lines: Vec<Line>,
    marking: Marking,
}

/// How ready a part of an exam makes the learner.
#[derive(Debug, Clone, PartialEq)]
pub struct PartPlan {
    /// Its title.
    pub title: String,
    /// Cards it may ask.
    pub cards: u32,
    /// Those of them that have been studied.
    pub seen: u32,
    /// The marks predicted, as shares of its own.
    pub marks: Band,
    /// Its objectives, the weakest first; empty where it has one line only.
    pub objectives: Vec<PartPlan>,
}

/// What a check by chance found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Check {
    /// Cards asked.
    pub cards: u32,
    /// Those known.
    pub right: u32,
    /// The study day.
    pub day: Day,
    shift: Option<f64>,
}

/// The plan of an exam, as of today.
#[derive(Debug, Clone, PartialEq)]
pub struct ExamPlan {
    /// What is aimed at.
    pub aim: Aim,
    /// Days from today to the exam; below 0 when it is over.
    pub days_left: i64,
    /// Whether it fits.
    pub feasibility: Feasibility,
    /// New cards today.
    pub new_today: usize,
    /// Cards never studied.
    pub unseen: usize,
    /// Cards studied.
    pub seen: usize,
    /// What each day up to the exam brings, and what that leads to.
    pub forecast: Forecast,
    /// The marks predicted, weighted by the blueprint.
    pub marks: Band,
    /// Each part, the weakest first.
    pub parts: Vec<PartPlan>,
    /// Answers the prediction rests on.
    pub answers: u32,
    /// The last check by chance.
    pub check: Option<Check>,
    /// An exam followed that is nearer, and comes first.
    pub nearer: Option<(String, Day)>,
}

impl ExamPlan {
    /// Whether too little is known to predict anything.
    #[must_use]
    pub fn too_early(&self) -> bool {
        self.answers < ANSWERS_NEEDED && self.check.is_none()
    }
}

/// What the learner's log says of him.
struct Learner {
    factor: Factor,
    evidence: Evidence,
    pace: Pace,
    studied: f64,
}

/// The cards of an aim, with all that the planner needs of each.
struct Cast {
    records: Vec<CardRecord>,
    params: Vec<Params>,
    lines: Vec<Vec<usize>>,
    guesses: Vec<f64>,
}

impl Cast {
    fn subjects(&self, factor: Factor) -> Vec<Subject<'_>> {
        let subject = |(at, record): (usize, &CardRecord)| Subject {
            id: record.id,
            state: record.state,
            last_seen: record.state.last_day,
            params: &self.params[at],
            factor,
            parts: &self.lines[at],
            guess: self.guesses[at],
            hash: fnv1a64(record.card.key.to_string().as_bytes()),
        };
        self.records.iter().enumerate().map(subject).collect()
    }
}

/// The exam of those words as the learner follows it, else as its blueprint says.
///
/// # Errors
/// When there is none, it has no day, or the decks cannot be read.
pub fn aim(
    env: &Environment,
    shelf: Shelf<'_>,
    exam: &str,
    minutes: Option<u32>,
    now: Moment,
) -> Result<Aim, ExamError> {
    let follow = shelf.store.follows()?.into_iter().find(|follow| follow.exam == exam);
    aim_of(env, shelf, exam, follow.as_ref(), minutes, now)
}

fn aim_of(
    env: &Environment,
    shelf: Shelf<'_>,
    exam: &str,
    follow: Option<&Follow>,
    minutes: Option<u32>,
    now: Moment,
) -> Result<Aim, ExamError> {
    let records = shelf.store.cards(shelf.roots, false)?;
    let set = |day: Day| (day, follow.map_or(now.day, |follow| follow.since));
    let minutes = minutes.or(follow.map(|follow| follow.minutes)).unwrap_or(USUAL_MINUTES);
    let base = Aim {
        exam: exam.to_owned(),
        title: exam.to_owned(),
        day: now.day,
        since: now.day,
        minutes,
        followed: follow.is_some(),
        pass: None,
        parts: Vec::new(),
        lines: Vec::new(),
        marking: Marking::Plain,
    };
    if let Some(query) = follow.and_then(|follow| follow.query.as_ref()) {
        let (day, since) = set(follow.map_or(now.day, |follow| follow.day));
        let aim = Aim { title: title_of(shelf, query), day, since, ..base };
        return by_objectives(aim, shelf, &records, query, now);
    }
    let blueprint = match blueprint(env, exam) {
        // Words that find cards want but a day.
        Err(ExamError::NoSuchExam { .. })
            if !members_of(shelf, &records, &arguments(exam), now)?.is_empty() =>
        {
            return Err(ExamError::NoDay { exam: exam.to_owned() });
        }
        found => found?,
    };
    let day = follow.map(|follow| follow.day).or_else(|| day_of(&blueprint, env));
    let Some(day) = day else { return Err(ExamError::NoDay { exam: exam.to_owned() }) };
    let (day, since) = set(day);
    let aim = Aim {
        title: blueprint.title.clone(),
        day,
        since,
        pass: blueprint.pass,
        marking: blueprint.marking,
        ..base
    };
    by_blueprint(aim, shelf, &records, &blueprint, now)
}

/// The study day of an exam, here: an exam that starts elsewhere may start on another day.
#[must_use]
pub fn day_of(blueprint: &Blueprint, env: &Environment) -> Option<Day> {
    let here = |start: crate::exam::Start| {
        crate::app::clock::Clock::Frozen(start.at).moment(env.settings.rollover).day
    };
    blueprint.starts.map(here).or(blueprint.date)
}

/// The title of the deck, where the words name one.
fn title_of(shelf: Shelf<'_>, query: &[String]) -> String {
    let named = |word: &String| {
        let id = word.strip_prefix("deck:").unwrap_or(word);
        shelf.decks.iter().find(|deck| deck.info.id.as_str() == id).map(|deck| deck.info.title.clone())
    };
    match query {
        [word] => named(word).unwrap_or_else(|| word.clone()),
        words => words.join(" "),
    }
}

fn by_blueprint(
    mut aim: Aim,
    shelf: Shelf<'_>,
    records: &[CardRecord],
    blueprint: &Blueprint,
    now: Moment,
) -> Result<Aim, ExamError> {
    let titles = objective_titles(shelf);
    for (at, part) in blueprint.parts.iter().enumerate() {
        aim.parts.push(part.title.clone());
        let members = members_of(shelf, records, &part.select, now)?;
        let mut line = |title: String, count: u32, members: HashSet<Key>| {
            let weight = part.points.number() * f64::from(count);
            aim.lines.push(Line { part: at, title, weight, members });
        };
        match &part.wanted {
            Wanted::Questions(count) => line(part.title.clone(), *count, members),
            Wanted::Counts(counts) => {
                for (objective, count) in counts {
                    let folded = objective.to_lowercase();
                    let serves = |record: &&CardRecord| {
                        let own = record.card.objective.as_ref();
                        members.contains(&record.card.key)
                            && own.is_some_and(|own| covers(&folded, &own.to_lowercase()))
                    };
                    let own: Vec<&CardRecord> = records.iter().filter(serves).collect();
                    let title = own.iter().find_map(|record| titles.get(&(record.deck, objective.clone())));
                    let title = titled(objective, title);
                    line(title, *count, own.iter().map(|record| record.card.key.clone()).collect());
                }
            }
        }
    }
    Ok(aim)
}

/// Without a blueprint every objective is a part, and every card counts alike.
fn by_objectives(
    mut aim: Aim,
    shelf: Shelf<'_>,
    records: &[CardRecord],
    query: &[String],
    now: Moment,
) -> Result<Aim, ExamError> {
    let titles = objective_titles(shelf);
    let members = members_of(shelf, records, query, now)?;
    for record in records.iter().filter(|record| members.contains(&record.card.key)) {
        // Decks number their objectives alike and mean others: it is the title that tells them apart.
        let title = record.card.objective.as_ref().map_or_else(
            || "no objective".to_owned(),
            |id| titled(id, titles.get(&(record.deck, id.clone()))),
        );
        let at = aim.parts.iter().position(|known| *known == title).unwrap_or_else(|| {
            aim.parts.push(title.clone());
            let part = aim.parts.len() - 1;
            aim.lines.push(Line { part, title, weight: 0.0, members: HashSet::new() });
            part
        });
        aim.lines[at].weight += 1.0;
        aim.lines[at].members.insert(record.card.key.clone());
    }
    Ok(aim)
}

/// The titles of objectives, by the number of their deck and their id.
fn objective_titles(shelf: Shelf<'_>) -> HashMap<(i64, String), String> {
    let of_deck = |deck: &DeckRecord| {
        let number = deck.number;
        let own = deck.info.objectives.iter().cloned();
        own.map(move |(id, title)| ((number, id), title)).collect::<Vec<_>>()
    };
    shelf.decks.iter().flat_map(of_deck).collect()
}

fn titled(id: &str, title: Option<&String>) -> String {
    title.map_or_else(|| id.to_owned(), |title| format!("{id} {title}"))
}

/// The cards of an aim that are studied.
fn cast(env: &Environment, shelf: Shelf<'_>, aim: &Aim) -> Result<Cast, ExamError> {
    let studied: HashSet<i64> =
        shelf.decks.iter().filter(|deck| deck.info.study).map(|deck| deck.number).collect();
    let mut records = shelf.store.cards(shelf.roots, false)?;
    let lines_of = |key: &Key| -> Vec<usize> {
        let lines = aim.lines.iter().enumerate();
        lines.filter(|(_, line)| line.members.contains(key)).map(|(at, _)| at).collect()
    };
    records.retain(|record| {
        studied.contains(&record.deck)
            && !record.suspended
            && aim.lines.iter().any(|line| line.members.contains(&record.card.key))
    });
    let schedulers = Schedulers::new(&env.settings, shelf.decks);
    let bank = Bank::new(records.iter().map(|record| &record.card), &presentations(env, shelf));
    let mut guesses: HashMap<&Key, Vec<f64>> = HashMap::new();
    for question in bank.questions() {
        guesses.entry(&question.key).or_default().push(guess(question.options(), aim.marking));
    }
    #[expect(clippy::cast_precision_loss, reason = "a handful of forms")]
    let mean = |all: &Vec<f64>| all.iter().sum::<f64>() / all.len().max(1) as f64;
    Ok(Cast {
        params: records.iter().map(|record| schedulers.of(record.deck).clone()).collect(),
        lines: records.iter().map(|record| lines_of(&record.card.key)).collect(),
        guesses: records.iter().map(|record| guesses.get(&record.card.key).map_or(0.0, mean)).collect(),
        records,
    })
}

/// The share of a question's marks to be had without knowing it: by a guess among so many options, where the marking
/// makes one worth while.
fn guess(options: usize, marking: Marking) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a handful of options")]
    let chance = if options == 0 { 0.0 } else { 1.0 / options as f64 };
    match marking {
        Marking::Plain => chance,
        Marking::Negative { penalty } => (chance - (1.0 - chance) * penalty.number()).max(0.0),
        // Who guesses and says so earns one of the three that knowing earns, and loses nothing.
        Marking::Confidence => chance / 3.0,
    }
}

fn learner(store: &Store, check: Option<&Check>, now: Moment) -> Result<Learner, StoreError> {
    let mut answers = store.first_answers(ANSWERS)?;
    answers.reverse();
    let (calibration, error) = walk_forward(&answers);
    let shift = check.and_then(|check| check.shift);
    let evidence = Evidence { answers: calibration.answers(), error, shift };
    let (days, first) = store.studied_days(now.day.plus(-HABIT_DAYS), now.day.plus(-1))?;
    let span = first.map_or(0, |first| now.day.since(first)).min(HABIT_DAYS);
    #[expect(clippy::cast_precision_loss, reason = "at most fourteen days")]
    let studied = if span <= 0 { 1.0 } else { (f64::from(days) / span as f64).clamp(0.1, 1.0) };
    Ok(Learner { factor: calibration.best(), evidence, pace: pace(store)?, studied })
}

/// What the answers say of the learner's memory, and how far predictions made before each were off on the whole, as a
/// share; none where there are too few to tell.
fn walk_forward(answers: &[FirstAnswer]) -> (Calibration, Option<f64>) {
    let mut calibration = Calibration::default();
    let mut factor = Factor::ONE;
    let (mut sum, mut count) = (0.0, 0.0);
    for answer in answers {
        if calibration.answers() >= BURN_IN && answer.interval > 0 && answer.elapsed >= 1 {
            let predicted = recall_after(answer.interval, answer.elapsed, factor);
            sum += predicted - f64::from(u8::from(answer.recalled));
            count += 1.0;
        }
        calibration.add(answer.interval, answer.elapsed, answer.recalled);
        // Between so many answers the factor hardly moves.
        if calibration.answers().is_multiple_of(BURN_IN) {
            factor = calibration.best();
        }
    }
    (calibration, (count > 0.0).then(|| f64::abs(sum / count)))
}

fn pace(store: &Store) -> Result<Pace, StoreError> {
    let mut times = store.answer_times(PACE_ANSWERS, LONGEST_ANSWER)?;
    times.sort_unstable();
    if times.len() < PACE_NEEDED {
        return Ok(Pace::default());
    }
    let usual = Pace::default();
    let median = times[times.len() / 2].max(1000);
    // What is forgotten or new takes the learner so much longer as it takes learners on the whole.
    let scaled = |millis: u32| {
        let scaled = u64::from(millis) * u64::from(median) / u64::from(usual.recalled);
        u32::try_from(scaled).unwrap_or(u32::MAX)
    };
    Ok(Pace { recalled: median, forgotten: scaled(usual.forgotten), new: scaled(usual.new) })
}

/// The last check of an exam by chance, and how far predictions were off in it.
fn last_check(store: &Store, exam: &str) -> Result<Option<Check>, StoreError> {
    let mut sittings = store.sittings(Some(exam))?;
    sittings.retain(|record| record.kind == SittingKind::Mock && record.ended.is_some());
    let Some(last) = sittings.pop() else { return Ok(None) };
    check_of(store, &last).map(Some)
}

fn check_of(store: &Store, record: &SittingRecord) -> Result<Check, StoreError> {
    let mut calibration = Calibration::default();
    for answer in store.first_answers(ANSWERS)? {
        calibration.add(answer.interval, answer.elapsed, answer.recalled);
    }
    let factor = calibration.best();
    let marked = report(record).marked;
    let mut predicted = Vec::new();
    let mut day = None;
    for one in &marked {
        let rows = store.history(&one.key)?;
        let ended = record.ended.map_or(record.last, |(at, _)| at);
        let row = rows.iter().rev().find(|row| {
            row.kind == ReviewKind::Mock && row.at >= record.started && row.at <= ended.plus_seconds(60)
        });
        if let Some(row) = row {
            predicted.push(recall(&row.before, row.day, factor));
            day = Some(row.day);
        }
    }
    let right = u32::try_from(marked.iter().filter(|one| one.right()).count()).unwrap_or(u32::MAX);
    let cards = u32::try_from(marked.len()).unwrap_or(u32::MAX);
    let day = day.unwrap_or_else(|| Day::from_epoch(record.started.unix().div_euclid(86_400)));
    Ok(Check { cards, right, day, shift: mock_shift(&predicted, right) })
}

fn course(
    shelf: Shelf<'_>,
    aim: &Aim,
    learner: &Learner,
    cast: &Cast,
    now: Moment,
) -> Result<Course, StoreError> {
    let done = shelf.store.done_today(shelf.roots, now.day)?;
    let ids: HashSet<CardId> = cast.records.iter().map(|record| record.id).collect();
    let new = done.iter().filter(|grade| grade.before == StateName::New && ids.contains(&grade.id)).count();
    let millis = crate::app::due::spent_today(shelf.store, shelf.roots, now)?;
    Ok(Course {
        since: aim.since.min(now.day),
        exam: aim.day,
        minutes: aim.minutes,
        pace: learner.pace,
        studied: learner.studied,
        done: Done { new: u32::try_from(new).unwrap_or(u32::MAX), millis },
        policy: Policy::default(),
        evidence: learner.evidence,
    })
}

/// The plan of an aim, as of now.
///
/// # Errors
/// When the decks or the database cannot be read.
pub fn plan(env: &Environment, shelf: Shelf<'_>, aim: Aim, now: Moment) -> Result<ExamPlan, ExamError> {
    let cast = cast(env, shelf, &aim)?;
    if cast.records.is_empty() {
        return Err(ExamError::NothingToStudy { exam: aim.exam });
    }
    let check = last_check(shelf.store, &aim.exam)?;
    let learner = learner(shelf.store, check.as_ref(), now)?;
    let course = course(shelf, &aim, &learner, &cast, now)?;
    let subjects = cast.subjects(learner.factor);
    let forecast = forecast(&subjects, &course, now.day);
    let seen = cast.records.iter().filter(|record| record.state.name() != StateName::New).count();
    let days_left = aim.day.since(now.day);
    let early = learner.evidence.answers < ANSWERS_NEEDED && check.is_none();
    let nearer = shelf
        .store
        .follows()?
        .into_iter()
        .find(|other| other.exam != aim.exam && other.day > now.day && other.day < aim.day)
        .map(|other| (other.exam, other.day));
    Ok(ExamPlan {
        days_left,
        feasibility: if days_left > 0 {
            feasibility(&subjects, &course, now.day)
        } else {
            Feasibility { days_short: None, minutes_needed: None }
        },
        new_today: new_today(&subjects, &course, now.day),
        unseen: cast.records.len() - seen,
        seen,
        marks: weighted(&aim.lines, &forecast.outlook.parts, |_| true),
        parts: parts(&aim, &forecast.outlook.parts, &cast, early),
        answers: learner.evidence.answers,
        check,
        nearer,
        aim,
        forecast,
    })
}

/// The marks of some lines together, each by its weight; lines that nothing is known of are left out.
fn weighted(lines: &[Line], outlooks: &[PartOutlook], of: impl Fn(usize) -> bool) -> Band {
    let mut sum = Band::default();
    let mut all = 0.0;
    for (at, line) in lines.iter().enumerate().filter(|(at, _)| of(*at)) {
        let Some(outlook) = outlooks.get(at).filter(|outlook| outlook.cards > 0) else { continue };
        all += line.weight;
        sum.low += line.weight * outlook.marks.low;
        sum.mid += line.weight * outlook.marks.mid;
        sum.high += line.weight * outlook.marks.high;
    }
    if all > 0.0 { Band { low: sum.low / all, mid: sum.mid / all, high: sum.high / all } } else { sum }
}

/// The parts, the weakest first; in their own order while it is too early to tell.
fn parts(aim: &Aim, outlooks: &[PartOutlook], cast: &Cast, early: bool) -> Vec<PartPlan> {
    let count = |of: &dyn Fn(usize) -> bool| {
        let own =
            cast.lines.iter().zip(&cast.records).filter(|(lines, _)| lines.iter().any(|line| of(*line)));
        own.fold((0, 0), |(cards, seen), (_, record)| {
            (cards + 1, seen + u32::from(record.state.name() != StateName::New))
        })
    };
    let plan = |title: &str, of: &dyn Fn(usize) -> bool| {
        let (cards, seen) = count(of);
        let marks = weighted(&aim.lines, outlooks, of);
        PartPlan { title: title.to_owned(), cards, seen, marks, objectives: Vec::new() }
    };
    let mut parts: Vec<PartPlan> = Vec::new();
    for (at, title) in aim.parts.iter().enumerate() {
        let mut part = plan(title, &|line| aim.lines[line].part == at);
        let own: Vec<usize> = (0..aim.lines.len()).filter(|line| aim.lines[*line].part == at).collect();
        if own.len() > 1 {
            part.objectives =
                own.iter().map(|&line| plan(&aim.lines[line].title, &|other| other == line)).collect();
            if !early {
                weakest_first(&mut part.objectives);
            }
        }
        parts.push(part);
    }
    if !early {
        weakest_first(&mut parts);
    }
    parts
}

fn weakest_first(parts: &mut [PartPlan]) {
    parts.sort_by(|one, other| one.marks.mid.total_cmp(&other.marks.mid));
}

/// What the exams followed make of today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    /// The cards today asks, in this order: those of the nearest exam first.
    pub wanted: Vec<CardId>,
    /// Minutes a day, of all exams together.
    pub minutes: u32,
    /// The exams, the nearest first.
    pub exams: Vec<Followed>,
}

/// An exam followed, as a day is planned by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// Its id, else the words of its query.
    pub exam: String,
    /// Its title.
    pub title: String,
    /// Its day.
    pub day: Day,
    /// Minutes a day.
    pub minutes: u32,
}

/// The cards that the exams followed want today, in their order; none where none is ahead.
///
/// # Errors
/// When the database cannot be read.
pub fn wanted_today(env: &Environment, shelf: Shelf<'_>, now: Moment) -> Result<Vec<CardId>, StoreError> {
    match overlay(env, shelf, now) {
        Ok(overlay) => Ok(overlay.map(|overlay| overlay.wanted).unwrap_or_default()),
        Err(ExamError::Store(error)) => Err(error),
        // What is followed cannot be understood any more: nothing of it is wanted.
        Err(_) => Ok(Vec::new()),
    }
}

/// What the exams followed make of today; none where no exam is ahead.
///
/// # Errors
/// When the decks or the database cannot be read.
pub fn overlay(env: &Environment, shelf: Shelf<'_>, now: Moment) -> Result<Option<Overlay>, ExamError> {
    let mut overlay = Overlay { wanted: Vec::new(), minutes: 0, exams: Vec::new() };
    for follow in shelf.store.follows()?.iter().filter(|follow| follow.day > now.day) {
        let aim = match aim_of(env, shelf, &follow.exam, Some(follow), None, now) {
            Ok(aim) => aim,
            // Its blueprint went: what is followed is not there today.
            Err(ExamError::NoSuchExam { .. } | ExamError::Faulty { .. }) => continue,
            Err(error) => return Err(error),
        };
        let cast = cast(env, shelf, &aim)?;
        let learner = learner(shelf.store, None, now)?;
        let course = course(shelf, &aim, &learner, &cast, now)?;
        let known: HashSet<CardId> = overlay.wanted.iter().copied().collect();
        let wanted = today(&cast.subjects(learner.factor), &course, now.day);
        overlay.wanted.extend(wanted.into_iter().filter(|id| !known.contains(id)));
        overlay.minutes += follow.minutes;
        let (exam, title, day) = (follow.exam.clone(), aim.title, follow.day);
        overlay.exams.push(Followed { exam, title, day, minutes: follow.minutes });
    }
    Ok(Some(overlay).filter(|overlay| !overlay.exams.is_empty()))
}
