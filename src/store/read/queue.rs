//! What could be shown today and what was done today, by index however large the decks, and how much is due.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, params};

use crate::model::{CardId, Day, DeckId, Key, Moment, StateName};
use crate::schedule::fnv1a64;
use crate::session::{Candidate, Done};
use crate::store::error::Fault;
use crate::store::rows::{Cells, hash_from_sql, json_list, state_columns};

/// Which cards are wanted.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// When.
    pub now: Moment,
    /// So many days beyond today are let in.
    pub ahead: u32,
    /// At most so many new cards.
    pub new: usize,
    /// Only these; all when none.
    pub only: Option<&'a HashSet<CardId>>,
}

impl Wanted<'_> {
    fn lets_in(&self, card: CardId) -> bool {
        self.only.is_none_or(|only| only.contains(&card))
    }
}

/// How many cards of a deck are new, in steps, due; before any limit, those put off included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeckCounts {
    /// The deck, as a number of this database.
    pub deck: i64,
    /// Its id.
    pub id: DeckId,
    /// Never graded.
    pub new: u64,
    /// In steps that end today.
    pub learning: u64,
    /// Reviews due, those overdue included.
    pub due: u64,
    /// Reviews due before today.
    pub overdue: u64,
}

macro_rules! candidates {
    ($condition:literal) => {
        concat!(
            "SELECT id, deck, key, answer_hash, file, position, ",
            state_columns!(),
            " FROM cards WHERE deck = ?1 AND archived = 0 AND suspended = 0
                AND (buried_on IS NULL OR buried_on <> ?2) AND ",
            $condition
        )
    };
}

const REVIEWS: &str = candidates!("state = 'review' AND due_day <= ?3");
const STEPS: &str = candidates!("state IN ('learning', 'relearning') AND (due_at < ?3 OR due_day <= ?4)");
const NEW: &str =
    candidates!("state = 'new' AND due_day IS NULL AND due_at IS NULL AND file = ?3 ORDER BY position");

/// All cards that could be shown.
pub(in crate::store) fn candidates(
    connection: &Connection,
    roots: &[String],
    wanted: &Wanted<'_>,
) -> Result<Vec<Candidate>, Fault> {
    let today = wanted.now.day.epoch_days();
    let last_day = wanted.now.day.plus(i64::from(wanted.ahead)).epoch_days();
    let end = day_end(wanted.now);
    let mut found = Vec::new();
    let mut new = 0;
    for Studied { deck, files } in studied(connection, roots)? {
        let ranks: HashMap<i64, u32> = files.iter().copied().zip(0..).collect();
        let mut collect = |sql: &str, params: &[i64], most: usize| -> Result<usize, Fault> {
            let before = found.len();
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query(rusqlite::params_from_iter(params))?;
            while found.len() - before < most
                && let Some(row) = rows.next()?
            {
                let candidate = read_candidate(&Cells::of(row, "cards")?, &ranks)?;
                if wanted.lets_in(candidate.id) {
                    found.push(candidate);
                }
            }
            Ok(found.len() - before)
        };
        collect(REVIEWS, &[deck, today.into(), last_day.into()], usize::MAX)?;
        collect(STEPS, &[deck, today.into(), end, last_day.into()], usize::MAX)?;
        for file in files {
            if new < wanted.new {
                new += collect(NEW, &[deck, today.into(), file], wanted.new - new)?;
            }
        }
    }
    Ok(found)
}

/// The first instant that is no longer today.
fn day_end(now: Moment) -> i64 {
    now.at.plus_seconds(now.to_rollover).unix()
}

/// A deck that is studied, with its files by path.
struct Studied {
    deck: i64,
    files: Vec<i64>,
}

/// The decks of these roots that are studied, by id.
fn studied(connection: &Connection, roots: &[String]) -> Result<Vec<Studied>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT decks.id, files.id
         FROM roots CROSS JOIN files ON files.root = roots.id
              CROSS JOIN decks ON decks.root = files.root AND decks.name = files.deck
         WHERE roots.path IN (SELECT value FROM json_each(?)) AND decks.study = 1
         ORDER BY decks.name, decks.id, files.path",
    )?;
    let mut rows = statement.query([json_list(roots)])?;
    let mut decks: Vec<Studied> = Vec::new();
    while let Some(row) = rows.next()? {
        let (deck, file) = (row.get(0)?, row.get(1)?);
        match decks.last_mut().filter(|last| last.deck == deck) {
            Some(last) => last.files.push(file),
            None => decks.push(Studied { deck, files: vec![file] }),
        }
    }
    Ok(decks)
}

/// Bits of a place in a deck that count within a file; those above count the files.
const POSITION_BITS: u32 = 20;

fn read_candidate(cells: &Cells<'_, '_>, ranks: &HashMap<i64, u32>) -> Result<Candidate, Fault> {
    let key: Key = cells.read(2, |text| text.parse().ok())?;
    let rank = ranks.get(&cells.get(4)?).copied().unwrap_or_default();
    let within: u32 = cells.get(5)?;
    let state = cells.state(6)?;
    Ok(Candidate {
        id: CardId(cells.id()),
        deck: cells.get(1)?,
        entry: fnv1a64(key.entry_path().as_bytes()),
        answer: hash_from_sql(cells.get(3)?),
        state,
        due: state.due(),
        recall: 0,
        answers: 1,
        position: (rank << POSITION_BITS) | within.min((1 << POSITION_BITS) - 1),
        tie: fnv1a64(key.to_string().as_bytes()),
    })
}

/// The grades of a study day that stand. A drill of the classic variant that was broken off on another day counts as
/// the review it stands for, due an interval after the answer before.
const DONE: &str = "SELECT reviews.seq, reviews.card, cards.deck, cards.key, cards.answer_hash,
        CASE WHEN left_drill THEN 'review' ELSE before_state END,
        CASE WHEN left_drill THEN before_last_day + max(before_interval, 1)
             WHEN before_state = 'review' THEN before_due_day END
     FROM (SELECT reviews.*, before_state = 'relearning' AND before_due_day IS NULL AND before_last_day < ?1
                AND EXISTS (SELECT 1 FROM params
                            WHERE id = reviews.params AND json_extract(json, '$.variant') = 'sm2') AS left_drill
           FROM reviews LEFT JOIN redates ON redates.seq = reviews.seq
           WHERE reviews.seq >= (SELECT first_seq FROM days WHERE days.day = ?1)
             AND coalesce(redates.day, reviews.day) = ?1 AND kind IN ('grade', 'drill')) AS reviews
          JOIN cards ON cards.id = reviews.card JOIN decks ON decks.id = cards.deck
          JOIN roots ON roots.id = decks.root
     WHERE roots.path IN (SELECT value FROM json_each(?2))
       AND NOT EXISTS (SELECT 1 FROM reviews AS undos WHERE undos.undoes = reviews.seq)
     ORDER BY reviews.seq";

/// The grades of that study day that stand, oldest first.
pub(in crate::store) fn done(
    connection: &Connection,
    roots: &[String],
    day: Day,
) -> Result<Vec<Done>, Fault> {
    let mut statement = connection.prepare_cached(DONE)?;
    let mut rows = statement.query(params![day.epoch_days(), json_list(roots)])?;
    let mut done = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::of(row, "reviews")?;
        let key: Key = cells.joined("cards", 1)?.read(3, |text| text.parse().ok())?;
        done.push(Done {
            id: CardId(cells.get(1)?),
            deck: cells.get(2)?,
            entry: fnv1a64(key.entry_path().as_bytes()),
            answer: hash_from_sql(cells.get(4)?),
            before: cells.read(5, StateName::from_name)?,
            due: cells.day_or_none(6)?,
        });
    }
    Ok(done)
}

/// One pass over the cards. A drill of the classic variant that was broken off before today (`gone`) is no step any
/// more, but the review it stands for, due an interval after its last answer.
const COUNTS: &str = "
    SELECT decks.id, decks.name, coalesce(sum(state = 'new'), 0),
        coalesce(sum(state LIKE '%learning' AND NOT gone AND (due_at < ?3 OR due_day <= ?2)), 0),
        coalesce(sum(review <= ?2), 0), coalesce(sum(review < ?2), 0)
    FROM decks JOIN roots ON roots.id = decks.root LEFT JOIN (
        SELECT *, CASE WHEN gone THEN last_day + max(interval, 1) WHEN state = 'review' THEN due_day END AS review
        FROM (SELECT deck, state, due_at, due_day, last_day, interval,
                  state = 'relearning' AND variant IS 'sm2' AND last_day < ?2 AS gone
              FROM cards WHERE archived = 0)) AS counted ON counted.deck = decks.id
    WHERE roots.path IN (SELECT value FROM json_each(?1)) AND study = 1
    GROUP BY decks.id ORDER BY decks.name, decks.id";

/// The counts of each studied deck, before limits and whatever is put off.
pub(in crate::store) fn counts(
    connection: &Connection,
    roots: &[String],
    now: Moment,
) -> Result<Vec<DeckCounts>, Fault> {
    let mut statement = connection.prepare_cached(COUNTS)?;
    let mut rows = statement.query(params![json_list(roots), now.day.epoch_days(), day_end(now)])?;
    let mut counts = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::of(row, "decks")?;
        counts.push(DeckCounts {
            deck: cells.id(),
            id: cells.read(1, |text| text.parse().ok())?,
            new: cells.count(2)?,
            learning: cells.count(3)?,
            due: cells.count(4)?,
            overdue: cells.count(5)?,
        });
    }
    Ok(counts)
}
