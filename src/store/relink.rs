//! Links that a learner makes, and where a link has led: a card that went goes on under the key of a new one.

use std::collections::{HashMap, HashSet};

use rusqlite::types::Value;
use rusqlite::{Connection, Transaction, TransactionBehavior, params, params_from_iter};
use uuid::Uuid;

use super::error::Fault;
use super::load::remove_untouched;
use super::log::{self, Entry, Note};
use super::rows::Cells;
use crate::model::{CardId, Key, Moment, ReviewKind};

/// Lets an archived card go on as a new one of which nothing is logged: it takes key, text and place of that. False
/// when they are no such pair, or no longer, and nothing is changed.
pub(super) fn relink(
    connection: &mut Connection,
    old: CardId,
    new: CardId,
    now: Moment,
    uuid: Uuid,
) -> Result<bool, Fault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (old_key, old_archived) = key_of(&transaction, old)?;
    let (new_key, new_archived) = key_of(&transaction, new)?;
    let used = transaction.prepare_cached("SELECT 1 FROM reviews WHERE card = ?")?.exists([new.0])?;
    if !old_archived || new_archived || used {
        return Ok(false);
    }
    move_text(&transaction, old, new)?;
    let state = log::read_standing(&transaction, old.0)?.state;
    let note = Note::Link { old: old_key, new: new_key };
    let entry = Entry { note: Some(&note), ..Entry::of(uuid, old.0, ReviewKind::Link, now, state) };
    log::append(&transaction, &entry)?;
    transaction.commit()?;
    Ok(true)
}

fn key_of(transaction: &Transaction<'_>, card: CardId) -> Result<(String, bool), Fault> {
    let mut statement = transaction.prepare_cached("SELECT id, key, archived FROM cards WHERE id = ?")?;
    let mut rows = statement.query([card.0])?;
    let cells = Cells::of(rows.next()?.ok_or(Fault::NoSuchCard(card))?, "cards")?;
    Ok((cells.get(1)?, cells.get(2)?))
}

/// Gives the old card what the new one has of its deck, and removes the new one.
fn move_text(transaction: &Transaction<'_>, old: CardId, new: CardId) -> Result<(), Fault> {
    transaction.execute("DELETE FROM texts WHERE card = ?", [old.0])?;
    transaction.execute("UPDATE texts SET card = ?1 WHERE card = ?2", params![old.0, new.0])?;
    // The key is free only when its row is gone, so what the row says is read first.
    let came: Vec<Value> = transaction
        .prepare_cached(
            "SELECT key, deck, file, position, answer_hash, text_hash, content_hash FROM cards WHERE id = ?",
        )?
        .query_row([new.0], |row| (0..7).map(|at| row.get(at)).collect())?;
    remove_untouched(transaction, new.0)?;
    transaction
        .prepare_cached(
            "UPDATE cards SET born_key = coalesce(born_key, key), archived = 0, key = ?, deck = ?, file = ?,
                 position = ?, answer_hash = ?, text_hash = ?, content_hash = ?
             WHERE id = ?",
        )?
        .execute(params_from_iter(came.into_iter().chain([Value::from(old.0)])))?;
    Ok(())
}

/// The pairs of all links that were made, oldest first, each with whether it was taken back.
fn links(connection: &Connection) -> Result<Vec<(Key, Key, bool)>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT links.seq, links.note, EXISTS (SELECT 1 FROM reviews AS undos WHERE undos.undoes = links.seq)
         FROM reviews AS links WHERE links.kind = 'link' ORDER BY links.seq",
    )?;
    let mut rows = statement.query([])?;
    let mut links = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::of(row, "reviews")?;
        let (old, new) = cells.read(1, |json| match Note::read(json)? {
            Note::Link { old, new } => Some((old.parse().ok()?, new.parse().ok()?)),
            _ => None,
        })?;
        links.push((old, new, cells.get(2)?));
    }
    Ok(links)
}

/// The key under which a card goes on that once had this one; none when it never was linked.
pub(super) fn heir_of(connection: &Connection, key: &Key) -> Result<Option<Key>, Fault> {
    let links = links(connection)?;
    let onward: HashMap<&Key, &Key> =
        links.iter().filter(|(.., undone)| !undone).map(|(old, new, _)| (old, new)).collect();
    let mut passed = HashSet::from([key]);
    let mut at = key;
    // Renamed and renamed back: a key that was passed before is where it ends.
    while let Some(next) = onward.get(at).filter(|next| passed.insert(next)) {
        at = next;
    }
    Ok((at != key).then(|| at.clone()))
}

/// The pairs that the learner took apart again.
pub(super) fn taken_apart(connection: &Connection) -> Result<HashSet<(Key, Key)>, Fault> {
    Ok(links(connection)?
        .into_iter()
        .filter(|(.., undone)| *undone)
        .map(|(old, new, _)| (old, new))
        .collect())
}
