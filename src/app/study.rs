//! A study session: the machine of `session` between the store and a front.

use std::collections::HashSet;
use std::time::Instant;

use thiserror::Error;
use uuid::Uuid;

use super::source;
use crate::front::{Closing, Front, FrontError};
use crate::model::{CardId, Due, Key, Moment, Phase, ReviewKind, StateName};
use crate::schedule::{self, Params};
use crate::session::{
    Act, Candidate, Command, Done, Effect, Event, Input, Notice, Plan, Queue, Rules, Session, Shown, Summary,
    View,
};
use crate::store::{Action, GradeRequest, Store, StoreError, Wanted, Written};

/// What a session stands on: all that comes from outside.
pub struct Study<'a> {
    /// The roots of this run.
    pub roots: &'a [String],
    /// The cards to keep to; none for all.
    pub only: Option<HashSet<CardId>>,
    /// The day's rules.
    pub rules: Rules,
    /// The scheduler's settings of a deck, by its number.
    pub params: &'a dyn Fn(i64) -> Params,
    /// Whether a deck is graded with two keys, by its number.
    pub two_buttons: &'a dyn Fn(i64) -> bool,
    /// How much to do.
    pub plan: Plan,
    /// Reads the study clock.
    pub clock: &'a dyn Fn() -> Moment,
    /// Whether answers are timed; not when the study clock is frozen.
    pub timed: bool,
    /// Draws the id of a log row.
    pub uuids: &'a mut dyn FnMut() -> Uuid,
    /// What the end says beside the summary.
    pub closing: Closing,
}

/// Why a session could not go on. All grades shown as saved are on disk.
#[derive(Debug, Error)]
pub enum StudyError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The front failed.
    #[error(transparent)]
    Front(#[from] FrontError),
}

/// Plans the day from the store.
///
/// # Errors
/// When the store cannot be read.
pub fn plan_day(
    store: &Store,
    roots: &[String],
    only: Option<&HashSet<CardId>>,
    rules: &Rules,
    params: &dyn Fn(i64) -> Params,
    now: Moment,
) -> Result<Queue, StoreError> {
    let done = store.done_today(roots, now.day)?;
    // Siblings that wait do not count: where too few entries came with the first new cards, more are read.
    let mut new = new_wanted(rules, &done).saturating_mul(4);
    loop {
        let mut cards = store.candidates(roots, &Wanted { now, ahead: 0, new, only })?;
        for card in &mut cards {
            as_due(card, &params(card.deck), now);
        }
        let read = cards.iter().filter(|card| card.state.name() == StateName::New).count();
        let queue = Queue::plan(&cards, done.clone(), rules.clone(), now);
        let short = (queue.counts(now).new as usize) < new_wanted(rules, &done);
        if !(short && read >= new && new > 0) {
            return Ok(queue);
        }
        new = new.saturating_mul(8);
    }
}

/// New cards that the limits leave for today, over all decks.
fn new_wanted(rules: &Rules, done: &[Done]) -> usize {
    let started = done.iter().filter(|grade| grade.before == StateName::New).count();
    let allowed: u64 = u64::from(rules.shared.new)
        + rules.own.values().map(|limit| u64::from(limit.new.unwrap_or(0))).sum::<u64>();
    usize::try_from(allowed).unwrap_or(usize::MAX).saturating_sub(started)
}

/// A drill of the classic variant that was left unfinished counts as the review it stands for.
fn as_due(card: &mut Candidate, params: &Params, now: Moment) {
    if let (true, Some(Due::On(due))) = (card.state.in_steps(), schedule::due(&card.state, params, now.day))
        && card.state.due() != Some(Due::On(due))
    {
        card.state.phase = Phase::Review { due };
    }
}

/// Runs a session to its end. The summary is shown by the front; it is given back for the caller's own use.
///
/// # Errors
/// When the store or the front fails.
pub fn run(store: &mut Store, mut study: Study<'_>, front: &mut dyn Front) -> Result<Summary, StudyError> {
    let queue = plan(store, &study)?;
    let mut session = Session::new(queue, study.plan, (study.clock)());
    let mut events = vec![Event::Start];
    let mut since = Instant::now();
    loop {
        while let Some(event) = events.pop() {
            for effect in session.handle(event, (study.clock)()) {
                events.push(perform(store, &mut study, effect)?);
            }
        }
        let view = session.view();
        session.heard();
        let input = match view {
            View::Busy => continue,
            View::Question(_) | View::Answer(_) => front.ask(&view)?,
            View::Summary(summary) => {
                let mut summary = *summary;
                summary.tomorrow = Some(store.due_by(study.roots, summary.day.plus(1))?);
                match front.end(&summary, &study.closing)? {
                    Some(input) if summary.grades > 0 => input,
                    _ => return Ok(summary),
                }
            }
        };
        let millis = u32::try_from(since.elapsed().as_millis()).ok().filter(|_| study.timed);
        if !matches!(input, Input::Command(Command::Hint | Command::Source)) {
            since = Instant::now();
        }
        events.push(Event::Input(input, millis));
    }
}

fn plan(store: &Store, study: &Study<'_>) -> Result<Queue, StoreError> {
    plan_day(store, study.roots, study.only.as_ref(), &study.rules, study.params, (study.clock)())
}

fn perform(store: &mut Store, study: &mut Study<'_>, effect: Effect) -> Result<Event, StudyError> {
    match effect {
        Effect::Fetch(id) => fetch(store, study, id),
        Effect::Save { id, grade, before, after, millis, fuzz, params, now } => {
            let request = GradeRequest {
                card: id,
                kind: ReviewKind::Grade,
                grade,
                expected: before,
                after,
                millis,
                fuzz,
                params: &params,
                now,
                uuid: (study.uuids)(),
            };
            Ok(match store.write_grade(&request)? {
                Written::Saved { .. } => Event::Saved,
                Written::Overtaken(state) => Event::Overtaken(state),
            })
        }
        Effect::Act { act, id, key } => perform_act(store, study, act, id, key),
        Effect::Undo { on_screen } => undo(store, study, on_screen),
        Effect::Source(id) => {
            let record = store.card(id)?;
            Ok(Event::Notice(Notice::Source(source::lines(store, study.roots, &record)?)))
        }
    }
}

fn fetch(store: &Store, study: &Study<'_>, id: CardId) -> Result<Event, StudyError> {
    let record = match store.card(id) {
        Err(StoreError::NoSuchCard { .. }) => return Ok(Event::Missing(id)),
        record => record?,
    };
    if record.archived || record.suspended {
        return Ok(Event::Missing(id));
    }
    let params = (study.params)(record.deck);
    let fuzz = params.fuzz.then(|| schedule::fuzz(&record.born_key, record.grades));
    Ok(Event::Fetched(Box::new(Shown {
        id,
        state: record.state,
        card: record.card,
        deck_title: record.deck_title,
        grades: record.grades,
        params,
        fuzz,
        two_buttons: (study.two_buttons)(record.deck),
    })))
}

fn perform_act(
    store: &mut Store,
    study: &mut Study<'_>,
    act: Act,
    id: CardId,
    key: Key,
) -> Result<Event, StudyError> {
    let now = (study.clock)();
    let (action, notice) = match act {
        Act::Bury => (Action::Bury, Notice::Buried(key)),
        Act::Suspend => (Action::Suspend, Notice::Suspended(key)),
        Act::Flag(remark) => {
            store.act(&[id], &Action::Flag { remark }, now, study.uuids)?;
            return Ok(Event::Notice(Notice::Flagged(key)));
        }
    };
    store.act(&[id], &action, now, study.uuids)?;
    Ok(Event::Changed { queue: Box::new(plan(store, study)?), notice, show: None, ungraded: None })
}

fn undo(store: &mut Store, study: &mut Study<'_>, on_screen: Option<CardId>) -> Result<Event, StudyError> {
    let now = (study.clock)();
    let Some(undone) = store.undo(study.roots, now, study.uuids)? else {
        return Ok(Event::Notice(Notice::NothingToUndo));
    };
    let queue = Box::new(plan(store, study)?);
    let within = study.only.as_ref().is_none_or(|only| only.contains(&undone.card));
    Ok(Event::Changed {
        queue,
        notice: Notice::Undone { key: undone.key, grade: undone.grade },
        show: if within { Some(undone.card) } else { on_screen },
        ungraded: undone.grade.map(|_| undone.card),
    })
}
