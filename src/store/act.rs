//! Actions on one card or many: one transaction, one row of the log a card that changes.

use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use uuid::Uuid;

use super::error::Fault;
use super::load::unborn;
use super::log::{self, Entry, FlagNote, Note, Standing};
use super::rows::Cells;
use crate::model::{CardId, CardState, Day, Ease, Moment, Phase, ReviewKind};

/// What is done to cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Put aside until told otherwise.
    Suspend,
    /// Taken up again.
    Unsuspend,
    /// Put aside for the rest of the study day.
    Bury,
    /// Marked for the author, or with another remark.
    Flag {
        /// What the learner noted.
        remark: Option<String>,
    },
    /// No longer marked.
    Unflag,
    /// Made new again; the history stays.
    Reset,
    /// Due on that day; a card that was new becomes a review card with an interval up to then.
    SetDue(Day),
    /// The ease raised to this where it is lower; new cards have none yet.
    RaiseEase(Ease),
}

/// What an action can change beside the scheduling state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Marks {
    pub(super) suspended: bool,
    pub(super) buried_on: Option<Day>,
    pub(super) flag: Option<FlagNote>,
}

impl Marks {
    pub(super) fn read(transaction: &Transaction<'_>, card: i64) -> Result<Self, Fault> {
        let mut statement = transaction
            .prepare_cached("SELECT id, suspended, buried_on, flagged, remark FROM cards WHERE id = ?")?;
        let mut rows = statement.query([card])?;
        let cells = Cells::of(rows.next()?.ok_or(Fault::NoSuchCard(CardId(card)))?, "cards")?;
        let remark = cells.get(4)?;
        Ok(Self {
            suspended: cells.get(1)?,
            buried_on: cells.day_or_none(2)?,
            flag: cells.get::<bool>(3)?.then_some(FlagNote { remark }),
        })
    }

    pub(super) fn write(&self, transaction: &Transaction<'_>, card: i64) -> Result<(), Fault> {
        transaction
            .prepare_cached(
                "UPDATE cards SET (suspended, buried_on, flagged, remark) = (?, ?, ?, ?) WHERE id = ?",
            )?
            .execute(params![
                self.suspended,
                self.buried_on.map(Day::epoch_days),
                self.flag.is_some(),
                self.flag.as_ref().and_then(|flag| flag.remark.as_ref()),
                card
            ])?;
        Ok(())
    }
}

/// Does it to each card, and returns how many changed.
pub(super) fn act(
    connection: &mut Connection,
    cards: &[CardId],
    action: &Action,
    now: Moment,
    uuids: &mut dyn FnMut() -> Uuid,
) -> Result<usize, Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut batch = None;
    let mut changed = 0;
    for card in cards {
        let standing = log::read_standing(&transaction, card.0)?;
        let marks = Marks::read(&transaction, card.0)?;
        let before = standing.state;
        let Some(change) = action.change(before, &marks, now) else { continue };
        let entry = Entry {
            after: change.state,
            batch,
            note: change.note.as_ref(),
            ..Entry::of(uuids(), card.0, change.kind, now, before)
        };
        let seq = log::append(&transaction, &entry)?;
        batch.get_or_insert(seq);
        if change.state != before {
            let variant = standing.variant.filter(|_| change.kind != ReviewKind::Reset);
            log::write_standing(&transaction, card.0, &Standing { state: change.state, variant, ..standing })?;
        }
        if change.marks != marks {
            change.marks.write(&transaction, card.0)?;
        }
        changed += 1;
    }
    transaction.commit()?;
    Ok(changed)
}

/// Those of the cards that the action would change.
pub(super) fn would_change(
    connection: &mut Connection,
    cards: &[CardId],
    action: &Action,
    now: Moment,
) -> Result<Vec<CardId>, Fault> {
    let transaction = connection.transaction()?;
    let mut changed = Vec::new();
    for &card in cards {
        let before = log::read_standing(&transaction, card.0)?.state;
        let marks = Marks::read(&transaction, card.0)?;
        changed.extend(action.change(before, &marks, now).map(|_| card));
    }
    Ok(changed)
}

/// What an action makes of a card.
struct Change {
    kind: ReviewKind,
    state: CardState,
    marks: Marks,
    note: Option<Note>,
}

impl Action {
    /// The change; none when the card is already as the action would have it.
    fn change(&self, state: CardState, marks: &Marks, now: Moment) -> Option<Change> {
        let with = |kind, marks, note| Change { kind, state, marks, note };
        let to = |kind, state| Change { kind, state, marks: marks.clone(), note: None };
        let change = match self {
            Self::Suspend => with(ReviewKind::Suspend, Marks { suspended: true, ..marks.clone() }, None),
            Self::Unsuspend => with(ReviewKind::Unsuspend, Marks { suspended: false, ..marks.clone() }, None),
            Self::Bury => with(
                ReviewKind::Bury,
                Marks { buried_on: Some(now.day), ..marks.clone() },
                Some(Note::Bury { was: marks.buried_on.map(Day::epoch_days) }),
            ),
            Self::Flag { remark } => {
                let flag = FlagNote { remark: remark.clone() };
                let note = Note::Flag { was: marks.flag.clone(), now: Some(flag.clone()) };
                with(ReviewKind::Flag, Marks { flag: Some(flag), ..marks.clone() }, Some(note))
            }
            Self::Unflag => {
                let note = Note::Flag { was: marks.flag.clone(), now: None };
                with(ReviewKind::Unflag, Marks { flag: None, ..marks.clone() }, Some(note))
            }
            Self::Reset => to(ReviewKind::Reset, unborn()),
            Self::SetDue(day) => to(ReviewKind::SetDue, due_on(state, *day, now)),
            Self::RaiseEase(ease) => to(ReviewKind::Ease, raised(state, *ease)),
        };
        (change.state != state || change.marks != *marks).then_some(change)
    }
}

/// The state with another due day; ease and a planned interval stay as they were.
pub(super) fn due_on(state: CardState, day: Day, now: Moment) -> CardState {
    let ahead = u32::try_from(day.since(now.day).max(1)).unwrap_or(1);
    let interval = if state.interval == 0 { ahead } else { state.interval };
    let last_day = state.last_day.or(Some(now.day));
    CardState { phase: Phase::Review { due: day }, interval, last_day, ..state }
}

fn raised(state: CardState, ease: Ease) -> CardState {
    match state.phase {
        Phase::New => state,
        _ => CardState { ease: state.ease.max(ease), ..state },
    }
}
