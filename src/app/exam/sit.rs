//! A sitting between the store and a front: every answer is on disk before the next question shows.

use std::time::{Duration, Instant};

use uuid::Uuid;

use super::ExamError;
use crate::app::open::Opened;
use crate::app::rules::Schedulers;
use crate::exam::sitting::{Effect, Event, View, Why};
use crate::exam::{Paper, Report, Sitting};
use crate::front::exam::{ExamFront, Heard, Opening};
use crate::model::{CardId, Grade, Key, Moment, ReviewKind};
use crate::store::{GradeRequest, SittingKind, SittingRecord, Store, StoreError, Written};

/// What a sitting stands on: all that comes from outside.
pub struct Desk<'a> {
    /// Reads the study clock.
    pub clock: &'a dyn Fn() -> Moment,
    /// Whether time passes; not when the study clock is frozen.
    pub timed: bool,
    /// What else is to be said before the first question.
    pub remarks: Vec<String>,
}

/// For how long a sitting stood still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Away {
    /// Seconds between its last answer and now.
    pub seconds: i64,
}

/// How a sitting was left.
#[derive(Debug, Clone, PartialEq)]
pub enum Sat {
    /// It is over, and marked.
    Over(Box<SittingRecord>),
    /// It can be gone on with.
    Left(Box<SittingRecord>),
}

/// The last sitting of an exam that has answers and is not over.
///
/// # Errors
/// When the database cannot be read.
pub fn open_sitting(
    store: &Store,
    exam: &str,
    kind: SittingKind,
) -> Result<Option<SittingRecord>, StoreError> {
    let mut sittings = store.sittings(Some(exam))?;
    // One that nobody answered anything in is as if it had not been begun.
    sittings.retain(|record| record.kind == kind && record.ended.is_none() && record.is_touched());
    Ok(sittings.pop())
}

/// Begins a sitting of a paper.
///
/// # Errors
/// When the database cannot be read or written.
pub fn begin(
    store: &mut Store,
    paper: &Paper,
    kind: SittingKind,
    now: Moment,
    uuid: Uuid,
) -> Result<SittingRecord, ExamError> {
    let id = store.begin_sitting(paper, kind, now, uuid)?;
    Ok(SittingRecord {
        id,
        exam: paper.exam.clone(),
        kind,
        started: now.at,
        zone: now.offset,
        paper: paper.clone(),
        answers: Vec::new(),
        clock: 0,
        last: now.at,
        pauses: Vec::new(),
        ended: None,
    })
}

/// Sits it, to its end or until it is left. `away` tells of one that is gone on with.
///
/// # Errors
/// When the store or the front fails; every answer shown as saved is on disk.
pub fn sit(
    store: &mut Store,
    record: SittingRecord,
    away: Option<Away>,
    desk: &Desk<'_>,
    front: &mut dyn ExamFront,
) -> Result<Sat, ExamError> {
    if away.is_some() {
        store.write_pause(record.id, record.last, (desk.clock)())?;
    }
    let opening = opening(&record, away, desk.remarks.clone());
    let mut sitting = Sitting::new(record.paper.clone(), record.answers.clone(), record.clock);
    let mut since = Instant::now();
    loop {
        let view = sitting.view();
        match view {
            View::Over(_) | View::Left => break,
            _ => {
                let wakes_in = sitting.wakes_in().filter(|_| desk.timed).map(Duration::from_millis);
                let heard = front.sit(&opening, &view, wakes_in)?;
                let millis = if desk.timed { since.elapsed().as_millis() } else { 0 };
                since = Instant::now();
                sitting.heard();
                let event = match heard {
                    Heard::Input(input) => Event::Input(input),
                    Heard::Waited => Event::Waited,
                };
                let millis = u64::try_from(millis).unwrap_or(u64::MAX);
                perform(store, record.id, &mut sitting, &event, millis, desk)?;
            }
        }
    }
    let over = matches!(sitting.view(), View::Over(_));
    let id = record.id;
    let found = store.sittings(Some(&record.exam))?.into_iter().find(|found| found.id == id);
    let record = Box::new(found.unwrap_or(record));
    Ok(if over { Sat::Over(record) } else { Sat::Left(record) })
}

/// Hands an event in, and does all that follows from it.
fn perform(
    store: &mut Store,
    id: i64,
    sitting: &mut Sitting,
    event: &Event,
    millis: u64,
    desk: &Desk<'_>,
) -> Result<(), ExamError> {
    let mut effects = sitting.handle(event, millis);
    while let Some(effect) = effects.pop() {
        match effect {
            Effect::Save(entry) => {
                store.write_answer(id, &entry, (desk.clock)())?;
                effects.extend(sitting.handle(&Event::Saved, 0));
            }
            Effect::Finish(why) => end(store, id, why, sitting.clock(), desk)?,
        }
    }
    Ok(())
}

fn end(store: &mut Store, id: i64, why: Why, clock: u64, desk: &Desk<'_>) -> Result<(), StoreError> {
    store.end_sitting(id, why, clock, (desk.clock)())
}

fn opening(record: &SittingRecord, away: Option<Away>, remarks: Vec<String>) -> Opening {
    let paper = &record.paper;
    let answered = record.answers.iter().filter(|answer| answer.given.is_some()).count();
    Opening {
        title: paper.title.clone(),
        questions: paper.questions.len(),
        seconds: paper.seconds,
        pass: paper.pass,
        marking: paper.marking,
        feedback: paper.feedback,
        shortened_from: paper.shortened_from,
        mock: record.kind == SittingKind::Mock,
        resumed: away.map(|away| (away.seconds, answered)),
        passed: record.clock / 1000,
        remarks,
    }
}

/// The report of a sitting, as its answers stand.
#[must_use]
pub fn report(record: &SittingRecord) -> Report {
    Report::new(&record.paper, &record.answers, record.clock)
}

/// Makes the cards of these keys due tomorrow; gives how many changed. Cards that went are left out.
///
/// # Errors
/// When the database cannot be read or written.
pub fn due_tomorrow<'k>(
    store: &mut Store,
    keys: impl IntoIterator<Item = &'k Key>,
    now: Moment,
    uuids: &mut dyn FnMut() -> Uuid,
) -> Result<usize, StoreError> {
    let mut cards: Vec<CardId> = Vec::new();
    for key in keys {
        cards.extend(store.card_by_key(key)?.filter(|record| !record.archived).map(|record| record.id));
    }
    store.due_tomorrow(&cards, now, uuids)
}

/// Logs what a check by chance found: a row a card, which changes no state.
///
/// # Errors
/// When the database cannot be read or written.
pub fn log_mock(
    opened: &mut Opened,
    schedulers: &Schedulers,
    report: &Report,
    now: Moment,
    uuids: &mut dyn FnMut() -> Uuid,
) -> Result<u32, StoreError> {
    let mut logged = 0;
    for one in &report.marked {
        let Some(record) = opened.store.card_by_key(&one.key)? else { continue };
        let request = GradeRequest {
            card: record.id,
            kind: ReviewKind::Mock,
            grade: if one.right() { Grade::Good } else { Grade::Again },
            expected: record.state,
            after: record.state,
            millis: u32::try_from(one.millis).ok(),
            fuzz: None,
            params: schedulers.of(record.deck),
            now,
            uuid: uuids(),
        };
        logged += u32::from(matches!(opened.store.write_grade(&request)?, Written::Saved { .. }));
    }
    Ok(logged)
}
