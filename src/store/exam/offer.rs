//! What an exam found missing, offered to the scheduler: due tomorrow, nothing else changed.

use rusqlite::{Connection, TransactionBehavior};
use uuid::Uuid;

use crate::model::{CardId, CardState, Day, Due, Moment, Phase, ReviewKind};
use crate::store::error::Fault;
use crate::store::log::{self, Entry, Standing};

/// Makes the cards due tomorrow at the latest: one transaction, one action to undo.
pub(super) fn due_tomorrow(
    connection: &mut Connection,
    cards: &[CardId],
    now: Moment,
    uuids: &mut dyn FnMut() -> Uuid,
) -> Result<usize, Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let tomorrow = now.day.plus(1);
    let mut batch = None;
    let mut changed = 0;
    for card in cards {
        let standing = log::read_standing(&transaction, card.0)?;
        let before = standing.state;
        let after = due_by(before, tomorrow, now);
        if after == before {
            continue;
        }
        let row = Entry::of(uuids(), card.0, ReviewKind::Exam, now, before);
        let seq = log::append(&transaction, &Entry { after, batch, ..row })?;
        batch.get_or_insert(seq);
        log::write_standing(&transaction, card.0, &Standing { state: after, ..standing })?;
        changed += 1;
    }
    transaction.commit()?;
    Ok(changed)
}

/// The state due on that day at the latest. A card never graded becomes a review card of one day: there is no other
/// way to be due.
fn due_by(state: CardState, day: Day, now: Moment) -> CardState {
    match state.phase {
        Phase::New => CardState {
            phase: Phase::Review { due: day },
            interval: state.interval.max(1),
            last_day: state.last_day.or(Some(now.day)),
            ..state
        },
        Phase::Review { due } => CardState { phase: Phase::Review { due: due.min(day) }, ..state },
        Phase::Learning { step, due: Due::On(due) } if due > day => {
            CardState { phase: Phase::Learning { step, due: Due::On(day) }, ..state }
        }
        Phase::Relearning { step, due: Due::On(due) } if due > day => {
            CardState { phase: Phase::Relearning { step, due: Due::On(day) }, ..state }
        }
        // A step that ends today ends before tomorrow.
        Phase::Learning { .. } | Phase::Relearning { .. } => state,
    }
}
