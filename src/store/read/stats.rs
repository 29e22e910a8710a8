//! What figures on progress are made of: the answers of the log in one pass, and where the cards stand, without texts.

use std::collections::{HashMap, HashSet};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use crate::model::{CardId, CardState, Day, DeckId, Grade, Key, Memory, ReviewKind, StateName};
use crate::store::error::Fault;
use crate::store::rows::{Cells, json_list, state_columns};

/// An answer of the log that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerRow {
    /// The card.
    pub card: CardId,
    /// The study day it counts for.
    pub day: Day,
    /// Seconds from the answer to the end of that day.
    pub to_rollover: i64,
    /// What it was.
    pub kind: ReviewKind,
    /// The grade.
    pub grade: Grade,
    /// From the question to the grade, where known.
    pub millis: Option<u32>,
    /// Where the card stood.
    pub before: StateName,
    /// The interval it had, in days.
    pub interval: u32,
    /// The study day of the answer before.
    pub last_day: Option<Day>,
    /// What the memory model held.
    pub memory: Option<Memory>,
}

/// Where a card stands, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardStanding {
    /// Its number.
    pub id: CardId,
    /// Its key.
    pub key: Key,
    /// Its tags.
    pub tags: Vec<String>,
    /// The learning objective it serves.
    pub objective: Option<String>,
    /// Its scheduling state.
    pub state: CardState,
    /// Put aside until told otherwise.
    pub suspended: bool,
    /// Its deck, as a number of this database.
    pub deck: i64,
}

/// When a deck was last studied, and how many of its cards are mature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeckProgress {
    /// The deck, as a number of this database.
    pub deck: i64,
    /// Its id.
    pub id: DeckId,
    /// The last study day on which a card of it was answered.
    pub last_studied: Option<Day>,
    /// Cards whose interval is at least as long as asked for.
    pub mature: u64,
    /// All its cards, archived ones apart.
    pub cards: u64,
}

/// Goes through the answers that stand, in the order of the log.
///
/// A log of a million rows is to take less than a second, so rows are read by place, and what was undone or given
/// another time, of which there is little, is looked up beside.
pub(in crate::store) fn answers(
    connection: &Connection,
    each: &mut dyn FnMut(AnswerRow),
) -> Result<(), Fault> {
    let undone: HashSet<i64> = connection
        .prepare_cached("SELECT undoes FROM reviews WHERE undoes IS NOT NULL")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let redated: HashMap<i64, (Day, i64)> = connection
        .prepare_cached("SELECT seq, day, to_rollover FROM redates")?
        .query_map([], |row| Ok((row.get(0)?, (Day::from_epoch(row.get(1)?), row.get(2)?))))?
        .collect::<Result<_, _>>()?;
    let mut statement = connection.prepare_cached(
        "SELECT seq, card, kind, day, to_rollover, grade, millis, before_state, before_interval, before_last_day,
             before_stability, before_difficulty
         FROM reviews ORDER BY seq",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let ValueRef::Integer(number) = row.get_ref(5)? else { continue };
        let Some(kind) = kind(row)? else { continue };
        let seq: i64 = row.get(0)?;
        if !undone.contains(&seq) {
            let mut answer = read(row, kind, number)?;
            if let Some(&(day, to_rollover)) = redated.get(&seq) {
                answer = AnswerRow { day, to_rollover, ..answer };
            }
            each(answer);
        }
    }
    Ok(())
}

/// The kind of the row, where it is an answer in study or practice.
fn kind(row: &Row<'_>) -> Result<Option<ReviewKind>, Fault> {
    let name = row.get_ref(2)?;
    Ok(match name {
        ValueRef::Text(b"grade") => Some(ReviewKind::Grade),
        ValueRef::Text(b"drill") => Some(ReviewKind::Drill),
        ValueRef::Text(b"cram") => Some(ReviewKind::Cram),
        _ => None,
    })
}

fn read(row: &Row<'_>, kind: ReviewKind, grade: i64) -> Result<AnswerRow, Fault> {
    let cells = Cells::of(row, "reviews")?;
    let damaged = || Fault::Damaged { table: "reviews", id: cells.id(), column: "grade".to_owned() };
    let memory = match cells.get::<Option<u32>>(10)? {
        None => None,
        Some(stability) => Some(Memory { stability, difficulty: cells.get(11)? }),
    };
    Ok(AnswerRow {
        card: CardId(cells.get(1)?),
        day: cells.day(3)?,
        to_rollover: cells.get(4)?,
        kind,
        grade: Grade::from_number(grade).ok_or_else(damaged)?,
        millis: cells.get(6)?,
        before: cells.read(7, StateName::from_name)?,
        interval: cells.get(8)?,
        last_day: cells.day_or_none(9)?,
        memory,
    })
}

const STANDINGS: &str = concat!(
    "SELECT cards.id, key, tags, objective, suspended, cards.deck, ",
    state_columns!(),
    " FROM cards JOIN texts ON texts.card = cards.id JOIN decks ON decks.id = cards.deck
      JOIN roots ON roots.id = decks.root
      WHERE roots.path IN (SELECT value FROM json_each(?)) AND archived = 0 ORDER BY cards.id"
);

/// Where the cards of these roots stand, archived ones apart.
pub(in crate::store) fn standings(
    connection: &Connection,
    roots: &[String],
) -> Result<Vec<CardStanding>, Fault> {
    let mut statement = connection.prepare_cached(STANDINGS)?;
    let mut rows = statement.query([json_list(roots)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::of(row, "cards")?;
        found.push(CardStanding {
            id: CardId(cells.id()),
            key: cells.read(1, |text| text.parse().ok())?,
            tags: cells.read(2, |json| serde_json::from_str(json).ok())?,
            objective: cells.get(3)?,
            suspended: cells.get(4)?,
            deck: cells.get(5)?,
            state: cells.state(6)?,
        });
    }
    Ok(found)
}

/// How far each deck of these roots is; a card is mature from an interval of `mature` days on.
pub(in crate::store) fn deck_progress(
    connection: &Connection,
    roots: &[String],
    mature: u32,
) -> Result<Vec<DeckProgress>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT decks.id, name, max(last_day), count(*) FILTER (WHERE state = 'review' AND interval >= ?2), count(cards.id)
         FROM decks JOIN roots ON roots.id = decks.root LEFT JOIN cards ON cards.deck = decks.id AND archived = 0
         WHERE roots.path IN (SELECT value FROM json_each(?1)) GROUP BY decks.id",
    )?;
    let mut rows = statement.query(rusqlite::params![json_list(roots), mature])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::of(row, "decks")?;
        found.push(DeckProgress {
            deck: cells.id(),
            id: cells.read(1, |text| text.parse().ok())?,
            last_studied: cells.day_or_none(2)?,
            mature: cells.count(3)?,
            cards: cells.count(4)?,
        });
    }
    Ok(found)
}
