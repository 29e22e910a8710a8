//! Cards as rows: reading those of a deck at once, and writing the new, the changed and the gone.

use std::collections::HashMap;

use rusqlite::{Transaction, params, params_from_iter};

use crate::answer::normalise;
use crate::model::{Card, CardState, Content, DeckId, Ease, Key, Kind};
use crate::schedule::{Params, fnv1a64};
use crate::store::content::{content_from_json, content_to_json, source_to_json, to_json};
use crate::store::error::Fault;
use crate::store::rows::{Cells, hash_to_sql, state_columns, state_values};

/// A card that the database holds, as far as loading needs it.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub(super) id: i64,
    pub(super) key: Key,
    pub(super) root: i64,
    pub(super) file: i64,
    pub(super) text_hash: i64,
    pub(super) content_hash: i64,
    pub(super) archived: bool,
}

macro_rules! held {
    ($condition:literal) => {
        concat!(
            "SELECT cards.id, key, decks.root, file, text_hash, content_hash, archived
             FROM cards JOIN decks ON decks.id = cards.deck WHERE ",
            $condition
        )
    };
}

fn read_held(
    transaction: &Transaction<'_>,
    sql: &str,
    params: impl rusqlite::Params,
) -> Result<Vec<Held>, Fault> {
    let mut statement = transaction.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut held = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::of(row, "cards")?;
        held.push(Held {
            id: cells.id(),
            key: cells.read(1, |text| text.parse().ok())?,
            root: cells.get(2)?,
            file: cells.get(3)?,
            text_hash: cells.get(4)?,
            content_hash: cells.get(5)?,
            archived: cells.get(6)?,
        });
    }
    Ok(held)
}

/// All cards whose key begins with that deck, in whichever root, by key.
pub(super) fn of_deck(transaction: &Transaction<'_>, deck: &DeckId) -> Result<HashMap<Key, Held>, Fault> {
    // '0' follows '/', so this is the range of all keys of the deck.
    let held = read_held(transaction, held!("key > ?1 || '/' AND key < ?1 || '0'"), [deck.as_str()])?;
    Ok(held.into_iter().map(|held| (held.key.clone(), held)).collect())
}

/// The card of that key.
pub(super) fn of_key(transaction: &Transaction<'_>, key: &Key) -> Result<Option<Held>, Fault> {
    Ok(read_held(transaction, held!("key = ?"), [key.to_string()])?.pop())
}

/// The archived cards of a root.
pub(super) fn archived(transaction: &Transaction<'_>, root: i64) -> Result<Vec<Held>, Fault> {
    read_held(transaction, held!("decks.root = ? AND archived = 1 ORDER BY cards.id DESC"), [root])
}

/// What a held card asks.
pub(super) fn content(transaction: &Transaction<'_>, card: i64) -> Result<Content, Fault> {
    let mut statement = transaction.prepare_cached("SELECT card, content FROM texts WHERE card = ?")?;
    let mut rows = statement.query([card])?;
    let row = rows.next()?.ok_or(Fault::Damaged { table: "texts", id: card, column: "content".to_owned() })?;
    Cells::of(row, "texts")?.read(1, content_from_json)
}

/// Whether no row of the log speaks of the card.
pub(super) fn untouched(transaction: &Transaction<'_>, card: i64) -> Result<bool, Fault> {
    let mut statement = transaction.prepare_cached("SELECT 1 FROM reviews WHERE card = ?")?;
    Ok(!statement.exists([card])?)
}

/// A card's text as columns, with its hashes.
pub(super) struct Columns {
    content: String,
    tags: String,
    source: Option<String>,
    aka: Option<String>,
    answer_hash: i64,
    pub(super) text_hash: i64,
    pub(super) content_hash: i64,
}

impl Columns {
    pub(super) fn of(card: &Card) -> Self {
        let content = content_to_json(&card.content);
        let tags = to_json(&card.tags);
        let source = card.source.as_ref().map(source_to_json);
        let aka = (!card.aka.is_empty())
            .then(|| to_json(&card.aka.iter().map(ToString::to_string).collect::<Vec<_>>()));
        let answers = card.answers();
        let texts = [card.kind().name(), &card.question()];
        let text_hash = digest(texts.into_iter().chain(answers.iter().map(String::as_str)));
        let place = format!("{} {}", card.position, card.place.line);
        let written = [
            Some(content.as_str()),
            Some(&tags),
            source.as_deref(),
            aka.as_deref(),
            card.why.as_deref(),
            card.hint.as_deref(),
            card.objective.as_deref(),
            card.group.as_deref(),
            Some(&place),
        ];
        // An absent text and an empty one differ.
        let content_hash = digest(
            written.into_iter().flat_map(|text| [if text.is_some() { "1" } else { "0" }, text.unwrap_or("")]),
        );
        // Any two true statements have the same answer: that keeps no cards apart.
        let telling = answers.first().filter(|_| card.kind() != Kind::TrueFalse);
        let answer_hash = telling.map_or(0, |answer| hash_to_sql(fnv1a64(normalise(answer).as_bytes())));
        Self { content, tags, source, aka, answer_hash, text_hash, content_hash }
    }
}

/// The first eight bytes of BLAKE3 over the texts, each behind its length.
fn digest<'a>(texts: impl Iterator<Item = &'a str>) -> i64 {
    let mut hasher = blake3::Hasher::new();
    for text in texts {
        hasher.update(&text.len().to_le_bytes());
        hasher.update(text.as_bytes());
    }
    let mut first = [0; 8];
    first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    i64::from_le_bytes(first)
}

/// Where a card is written: the rows of its deck and its file.
#[derive(Clone, Copy)]
pub(super) struct Home {
    pub(super) deck: i64,
    pub(super) file: i64,
}

const INSERT: &str = concat!(
    "INSERT INTO cards (key, deck, file, position, answer_hash, text_hash, content_hash, ",
    state_columns!(),
    ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
);

/// The state of a card before its first grade.
pub(in crate::store) fn unborn() -> CardState {
    CardState::new(Ease::from_permille(Params::default().ease))
}

/// Adds a new card and returns its number.
pub(super) fn insert(
    transaction: &Transaction<'_>,
    home: Home,
    card: &Card,
    columns: &Columns,
) -> Result<i64, Fault> {
    use rusqlite::types::Value;
    let own: [Value; 7] = [
        card.key.to_string().into(),
        home.deck.into(),
        home.file.into(),
        card.position.into(),
        columns.answer_hash.into(),
        columns.text_hash.into(),
        columns.content_hash.into(),
    ];
    transaction
        .prepare_cached(INSERT)?
        .execute(params_from_iter(own.into_iter().chain(state_values(&unborn()))))?;
    let id = transaction.last_insert_rowid();
    write_text(transaction, id, card, columns)?;
    Ok(id)
}

/// Writes the text, home and key of a held card; it is no longer archived.
pub(super) fn update(
    transaction: &Transaction<'_>,
    id: i64,
    home: Home,
    card: &Card,
    columns: &Columns,
) -> Result<(), Fault> {
    transaction
        .prepare_cached(
            "UPDATE cards SET born_key = CASE WHEN key = ?2 THEN born_key ELSE coalesce(born_key, key) END,
                 key = ?2, deck = ?3, file = ?4, position = ?5, answer_hash = ?6, text_hash = ?7,
                 content_hash = ?8, archived = 0
             WHERE id = ?1",
        )?
        .execute(params![
            id,
            card.key.to_string(),
            home.deck,
            home.file,
            card.position,
            columns.answer_hash,
            columns.text_hash,
            columns.content_hash
        ])?;
    write_text(transaction, id, card, columns)
}

fn write_text(transaction: &Transaction<'_>, id: i64, card: &Card, columns: &Columns) -> Result<(), Fault> {
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO texts (card, content, why, hint, tags, objective, source, aka, heading, line)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            id,
            columns.content,
            card.why,
            card.hint,
            columns.tags,
            card.objective,
            columns.source,
            columns.aka,
            card.group,
            card.place.line
        ])?;
    Ok(())
}

/// Archives a card.
pub(super) fn archive(transaction: &Transaction<'_>, id: i64) -> Result<(), Fault> {
    transaction.prepare_cached("UPDATE cards SET archived = 1 WHERE id = ?")?.execute([id])?;
    Ok(())
}

/// Removes a card of which the log knows nothing.
pub(in crate::store) fn remove_untouched(transaction: &Transaction<'_>, id: i64) -> Result<(), Fault> {
    transaction.prepare_cached("DELETE FROM texts WHERE card = ?")?.execute([id])?;
    transaction.prepare_cached("DELETE FROM cards WHERE id = ?")?.execute([id])?;
    Ok(())
}
