//! What an exam found missing, offered to the scheduler: due tomorrow, nothing else changed.

use rusqlite::{Connection, TransactionBehavior};
use uuid::Uuid;

use crate::model::{CardId, Moment, ReviewKind};
use crate::store::error::Fault;
use crate::store::log::{self, Entry, Standing};
use crate::store::replay::examined;

/// Makes the cards due tomorrow: one transaction, one action to undo.
pub(super) fn due_tomorrow(
    connection: &mut Connection,
    cards: &[CardId],
    now: Moment,
    uuids: &mut dyn FnMut() -> Uuid,
) -> Result<usize, Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut batch = None;
    let mut changed = 0;
    for card in cards {
        let standing = log::read_standing(&transaction, card.0)?;
        let before = standing.state;
        let after = examined(before, now.day);
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
