//! A study session: the machine of `session` between the store and a front.

mod backlog;
mod closing;
mod course;
mod day;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::time::Instant;

use thiserror::Error;
use uuid::Uuid;

use super::source;
use crate::front::{Closing, Front, FrontError};
use crate::model::{CardId, Day, Key, Moment, ReviewKind, StateName};
use crate::schedule::{self, Params};
use crate::session::{
    Act, Command, Effect, Event, Input, Kin, Notice, Plan, Practice, Queue, Rules, Session, Shown, Summary,
    View,
};
use crate::store::{Action, CardRecord, GradeRequest, Store, StoreError, Written};

pub use self::closing::MORE;
pub use self::day::{DayPlan, Following, MoreNew, plan_day};

/// So many of the latest answers tell the learner's pace.
const PACE_ANSWERS: u32 = 500;
/// An answer counts no longer than a minute: from there on it is a pause.
pub const LONGEST_ANSWER: u32 = 60_000;

/// What a session stands on: all that comes from outside.
pub struct Study<'a> {
    /// The roots of this run.
    pub roots: &'a [String],
    /// The cards to keep to; none for all.
    pub only: Option<HashSet<CardId>>,
    /// Cards to practise, their schedule untouched; none for what is due.
    pub cram: Option<Vec<Kin>>,
    /// The day's rules.
    pub rules: Rules,
    /// The scheduler's settings of a deck, by its number.
    pub params: &'a dyn Fn(i64) -> Params,
    /// Whether a deck is graded with two keys, by its number.
    pub two_buttons: &'a dyn Fn(i64) -> bool,
    /// What the exams followed make of the day; none where none is.
    pub course: Option<&'a Following<'a>>,
    /// How much to do.
    pub plan: Plan,
    /// Reads the study clock.
    pub clock: &'a dyn Fn() -> Moment,
    /// Whether answers are timed; not when the study clock is frozen.
    pub timed: bool,
    /// Draws the id of a log row.
    pub uuids: &'a mut dyn FnMut() -> Uuid,
    /// Lets the learner edit a card where it is written, and loads the decks anew. The front has given the terminal
    /// away while it runs.
    pub edit: &'a mut EditCard<'a>,
    /// What the end says beside the summary; what to do next is put before its own next steps.
    pub closing: Closing,
}

/// Edits a card, see [`Study::edit`].
pub type EditCard<'a> = dyn FnMut(&mut Store, &CardRecord) -> Result<Edited, StoreError> + 'a;

/// What became of an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edited {
    /// The decks were loaded anew.
    Loaded,
    /// What was written cannot be used: its faults, a line each. The last good version stays in use.
    Faulty(Vec<String>),
    /// The card cannot be edited, and why not.
    Impossible(String),
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

/// Runs a session to its end. The summary is shown by the front; it is given back for the caller's own use.
///
/// # Errors
/// When the store or the front fails.
pub fn run(store: &mut Store, study: Study<'_>, front: &mut dyn Front) -> Result<Summary, StudyError> {
    let Study {
        roots,
        only,
        cram,
        rules,
        params,
        two_buttons,
        course,
        plan,
        clock,
        timed,
        uuids,
        edit,
        closing,
    } = study;
    let day = DayPlan::new(roots, only.as_ref(), &rules, params).following(course);
    let now = clock();
    let pace = plan.pace.map_or_else(|| usual_pace(store), |pace| Ok(Some(pace)))?;
    let plan = Plan { pace, ..plan };
    let mut driver = Driver { store, day, rules: &rules, two_buttons, uuids, edit, known: Known::default() };
    let queue = driver.plan(now)?;
    let notices = driver.first_words(cram.as_deref(), now)?;
    let mut session = match cram {
        None => Session::new(queue, plan, now),
        Some(cards) => Session::cram(Practice::new(cards), queue, plan, now),
    };
    session.say(notices);
    let mut events = vec![Event::Start];
    let mut since = Instant::now();
    let mut timing_on = false;
    loop {
        while let Some(event) = events.pop() {
            let now = clock();
            for effect in session.handle(event, now) {
                events.push(driver.perform(effect, front, now)?);
            }
        }
        let view = session.view();
        session.heard();
        if !timing_on {
            since = Instant::now();
        }
        let input = match view {
            View::Busy => continue,
            View::Question(_) | View::Answer(_) => front.ask(&view)?,
            View::Summary(summary) => {
                let summary = driver.complete(*summary, clock())?;
                let closing = driver.closing(&closing, &summary, clock())?;
                match front.end(&summary, &closing)? {
                    Some(input) if summary.grades > 0 => input,
                    _ => return Ok(summary),
                }
            }
        };
        let millis = u32::try_from(since.elapsed().as_millis()).ok().filter(|_| timed);
        // Whoever takes a hint still thinks about the same question.
        timing_on = matches!(input, Input::Command(Command::Hint | Command::Source));
        events.push(Event::Input(input, millis));
    }
}

/// Milliseconds an answer took the learner lately: the median.
fn usual_pace(store: &Store) -> Result<Option<u32>, StoreError> {
    let mut times = store.answer_times(PACE_ANSWERS, LONGEST_ANSWER)?;
    times.sort_unstable();
    Ok(times.get(times.len() / 2).copied())
}

/// What the plan of the day rests on. When it no longer holds, the day is planned anew before the next card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Known {
    day: Option<Day>,
    /// The last row of the log that the plan knows of.
    seq: i64,
}

/// What performs the effects of a session.
struct Driver<'s, 'a> {
    store: &'s mut Store,
    day: DayPlan<'s>,
    rules: &'s Rules,
    two_buttons: &'a dyn Fn(i64) -> bool,
    uuids: &'s mut dyn FnMut() -> Uuid,
    edit: &'s mut EditCard<'a>,
    known: Known,
}

impl Driver<'_, '_> {
    fn plan(&mut self, now: Moment) -> Result<Queue, StoreError> {
        // What another process writes while the day is planned makes the plan stale, not wrong.
        self.known = Known { day: Some(now.day), seq: self.store.last_seq()? };
        self.day.queue(self.store, now)
    }

    fn is_stale(&self, now: Moment) -> Result<bool, StoreError> {
        Ok(self.known != Known { day: Some(now.day), seq: self.store.last_seq()? })
    }

    fn perform(&mut self, effect: Effect, front: &mut dyn Front, now: Moment) -> Result<Event, StudyError> {
        Ok(match effect {
            Effect::Fetch(_) | Effect::LookAgain if self.is_stale(now)? => {
                Event::Replanned(Box::new(self.plan(now)?))
            }
            Effect::LookAgain => Event::NothingNew,
            Effect::Fetch(id) => self.fetch(id)?,
            Effect::Save { .. } => self.save(effect)?,
            Effect::Act { act, id, key } => self.act(act, id, key, now)?,
            Effect::Edit { id, key } => {
                front.leave()?;
                let event = self.edit(id, key, now);
                front.resume()?;
                event?
            }
            Effect::Undo { on_screen, practice } => self.undo(on_screen, practice, now)?,
            Effect::Source(id) => {
                let record = self.store.card(id)?;
                Event::Notice(Notice::Source(source::lines(self.store, self.day.roots(), &record)?))
            }
        })
    }

    fn fetch(&self, id: CardId) -> Result<Event, StoreError> {
        let record = match self.store.card(id) {
            Err(StoreError::NoSuchCard { .. }) => return Ok(Event::Missing(id)),
            record => record?,
        };
        if record.archived || record.suspended {
            return Ok(Event::Missing(id));
        }
        let params = self.day.params(record.deck);
        let fuzz = params.fuzz.then(|| schedule::fuzz(&record.born_key, record.grades));
        Ok(Event::Fetched(Box::new(Shown {
            id,
            state: record.state,
            card: record.card,
            deck_title: record.deck_title,
            grades: record.grades,
            params,
            fuzz,
            two_buttons: (self.two_buttons)(record.deck),
        })))
    }

    fn save(&mut self, effect: Effect) -> Result<Event, StoreError> {
        let Effect::Save { id, practice, grade, before, after, millis, fuzz, params, now } = effect else {
            return Ok(Event::Saved);
        };
        if !practice
            && before.name() == StateName::New
            && let Some(event) = self.without_room(id, now)?
        {
            return Ok(event);
        }
        let kind = if practice {
            ReviewKind::Cram
        } else if schedule::is_drill(&before, &params, now) {
            ReviewKind::Drill
        } else {
            ReviewKind::Grade
        };
        let request = GradeRequest {
            card: id,
            kind,
            grade,
            expected: before,
            after,
            millis,
            fuzz,
            params: &params,
            now,
            uuid: (self.uuids)(),
        };
        Ok(match self.store.write_grade(&request)? {
            Written::Saved { seq } => {
                // A gap is another process at work: then the plan is stale.
                if seq == self.known.seq + 1 {
                    self.known.seq = seq;
                }
                Event::Saved
            }
            Written::Overtaken(state) => Event::Overtaken(state),
        })
    }

    /// When another process has begun the last new card of the day in the meantime, this one stays new.
    fn without_room(&mut self, id: CardId, now: Moment) -> Result<Option<Event>, StoreError> {
        if !self.is_stale(now)? {
            return Ok(None);
        }
        let record = self.store.card(id)?;
        if record.state.name() != StateName::New {
            return Ok(None);
        }
        let queue = self.day.queue(self.store, now)?;
        if queue.holds(id) {
            return Ok(None);
        }
        let notice = Notice::DayFull(record.card.key);
        Ok(Some(Event::Changed { queue: Box::new(queue), notice, show: None, ungraded: None }))
    }

    fn act(&mut self, act: Act, id: CardId, key: Key, now: Moment) -> Result<Event, StoreError> {
        let (action, notice) = match act {
            Act::Bury => (Action::Bury, Notice::Buried(key)),
            Act::Suspend => (Action::Suspend, Notice::Suspended(key)),
            Act::Flag(remark) => {
                self.store.act(&[id], &Action::Flag { remark }, now, self.uuids)?;
                return Ok(Event::Notice(Notice::Flagged(key)));
            }
        };
        self.store.act(&[id], &action, now, self.uuids)?;
        Ok(Event::Changed { queue: Box::new(self.plan(now)?), notice, show: None, ungraded: None })
    }

    fn edit(&mut self, id: CardId, key: Key, now: Moment) -> Result<Event, StoreError> {
        let record = self.store.card(id)?;
        let notice = match (self.edit)(self.store, &record)? {
            Edited::Loaded => Notice::Edited(key),
            Edited::Faulty(lines) => return Ok(Event::Notice(Notice::NotEdited(lines))),
            Edited::Impossible(why) => return Ok(Event::Notice(Notice::CannotEdit(why))),
        };
        Ok(Event::Changed { queue: Box::new(self.plan(now)?), notice, show: Some(id), ungraded: None })
    }

    fn undo(&mut self, on_screen: Option<CardId>, practice: bool, now: Moment) -> Result<Event, StoreError> {
        let Some(undone) = self.store.undo_in_session(self.day.roots(), now, self.uuids)? else {
            return Ok(Event::Notice(Notice::NothingToUndo));
        };
        let queue = Box::new(self.plan(now)?);
        // What another round has done is taken back, but its card is none of this one.
        let practised = undone.kind == ReviewKind::Cram;
        let within = self.day.only().is_none_or(|only| only.contains(&undone.card))
            && (practised == practice || undone.grade.is_none());
        Ok(Event::Changed {
            queue,
            notice: Notice::Undone { key: undone.key, grade: undone.grade },
            show: if within { Some(undone.card) } else { on_screen },
            ungraded: undone.grade.map(|_| undone.card).filter(|_| practised == practice),
        })
    }

    /// What is said above the first card.
    fn first_words(&self, cram: Option<&[Kin]>, now: Moment) -> Result<Vec<Notice>, StoreError> {
        if let Some(cards) = cram {
            return Ok(vec![Notice::Cram { cards: u32::try_from(cards.len()).unwrap_or(u32::MAX) }]);
        }
        let mut notices = backlog::notices(self.store, &self.day, self.rules, now)?;
        let leaves = self.store.leaves()?;
        let today = leaves.iter().find(|leave| leave.holds(now.day));
        notices.extend(today.map(|leave| Notice::OnLeave { until: leave.last }));
        if self.rules.ahead > 0 {
            notices.push(Notice::Ahead { until: now.day.plus(i64::from(self.rules.ahead)) });
        }
        Ok(notices)
    }

    /// The summary with what the database knows beside it.
    fn complete(&self, summary: Summary, now: Moment) -> Result<Summary, StoreError> {
        Ok(Summary {
            tomorrow: Some(self.day.due_by(self.store, summary.day.plus(1), now)?),
            streak: Some(self.store.streak(summary.day)?),
            ..summary
        })
    }

    fn closing(&self, closing: &Closing, summary: &Summary, now: Moment) -> Result<Closing, StoreError> {
        let mut next_steps = closing::next_steps(self.store, &self.day, self.rules, summary, now)?;
        next_steps.extend(closing.next_steps.iter().cloned());
        Ok(Closing { next_steps, ..closing.clone() })
    }
}
