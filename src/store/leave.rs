//! Planned leave: spans of study days on which nothing is to be due. An overlay of its own, so no row of the log.

use rusqlite::{Connection, TransactionBehavior, params};

use super::error::Fault;
use super::rows::Cells;
use crate::schedule::Leave;

/// All that are planned, the earliest first; they never touch each other.
pub(super) fn all(connection: &Connection) -> Result<Vec<Leave>, Fault> {
    let mut statement = connection.prepare_cached("SELECT first, first, last FROM leaves ORDER BY first")?;
    let mut rows = statement.query([])?;
    let mut leaves = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::of(row, "leaves")?;
        leaves.push(Leave { first: cells.day(1)?, last: cells.day(2)? });
    }
    Ok(leaves)
}

/// Plans a leave; with those it meets or adjoins it becomes one, which is given back.
pub(super) fn add(connection: &mut Connection, leave: Leave) -> Result<Leave, Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (first, last) = (leave.first.min(leave.last), leave.first.max(leave.last));
    let mut whole = Leave { first, last };
    for other in all(&transaction)? {
        if other.first <= last.plus(1) && other.last.plus(1) >= first {
            whole = Leave { first: whole.first.min(other.first), last: whole.last.max(other.last) };
            transaction.execute("DELETE FROM leaves WHERE first = ?", [other.first.epoch_days()])?;
        }
    }
    transaction.execute(
        "INSERT INTO leaves (first, last) VALUES (?, ?)",
        params![whole.first.epoch_days(), whole.last.epoch_days()],
    )?;
    transaction.commit()?;
    Ok(whole)
}

/// Gives up the leaves that hold a day from `first` to `last`, whole, and returns them.
pub(super) fn cancel(connection: &mut Connection, span: Leave) -> Result<Vec<Leave>, Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut given_up = Vec::new();
    for leave in all(&transaction)? {
        if leave.first <= span.last && leave.last >= span.first {
            transaction.execute("DELETE FROM leaves WHERE first = ?", [leave.first.epoch_days()])?;
            given_up.push(leave);
        }
    }
    transaction.commit()?;
    Ok(given_up)
}
