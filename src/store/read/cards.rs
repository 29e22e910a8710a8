//! Whole cards, with text, state and marks, and their history.

use rusqlite::{Connection, params};

use crate::model::{
    Card, CardId, CardState, Day, Due, FileLine, Key, Review, ReviewKind,
};
use crate::schedule::{self, Params, Variant};
use crate::store::content::{content_from_json, source_from_json};
use crate::store::error::Fault;
use crate::store::rows::{Cells, STATE_WIDTH, json_list, state_columns};

/// A card with all that the database knows of it.
#[derive(Debug, Clone, PartialEq)]
pub struct CardRecord {
    /// Its number.
    pub id: CardId,
    /// What it asks.
    pub card: Card,
    /// Its key at creation, from which fuzz is drawn.
    pub born_key: String,
    /// Its scheduling state.
    pub state: CardState,
    /// The variant of the scheduler that made the state; none for a state that no answer led to.
    pub variant: Option<Variant>,
    /// Grades that were not undone.
    pub grades: u64,
    /// Put aside until told otherwise.
    pub suspended: bool,
    /// The study day for which it was put aside.
    pub buried_on: Option<Day>,
    /// Marked by the learner.
    pub flag: Option<Flag>,
    /// No longer written anywhere.
    pub archived: bool,
    /// Its deck, as a number of this database.
    pub deck: i64,
    /// The title of its deck.
    pub deck_title: String,
    /// The root that holds it.
    pub root: String,
}

impl CardRecord {
    /// When it is due, seen from `today`, by the variant that made its state; none for a new card.
    #[must_use]
    pub fn due(&self, today: Day) -> Option<Due> {
        let params = Params { variant: self.variant.unwrap_or_default(), ..Params::default() };
        schedule::due(&self.state, &params, today)
    }
}

/// A learner's mark on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// What he noted.
    pub remark: Option<String>,
}

macro_rules! records {
    ($condition:literal) => {
        concat!(
            "SELECT cards.id, key, coalesce(born_key, key), position, archived, suspended, buried_on, flagged, remark,
                grades, cards.deck, decks.title, roots.path, files.path, content, why, hint, tags, objective, source,
                aka, heading, line, variant, ",
            state_columns!(),
            " FROM cards LEFT JOIN texts ON texts.card = cards.id JOIN decks ON decks.id = cards.deck
                JOIN roots ON roots.id = decks.root JOIN files ON files.id = cards.file ",
            $condition
        )
    };
}

const BY_ID: &str = records!("WHERE cards.id = ?");
const BY_KEY: &str = records!("WHERE key = ?");
const OF_ROOTS: &str = records!(
    "WHERE roots.path IN (SELECT value FROM json_each(?1)) AND archived <= ?2
     ORDER BY decks.name, decks.id, files.path, position, cards.id"
);

/// The card of that number.
pub(in crate::store) fn by_id(connection: &Connection, id: CardId) -> Result<CardRecord, Fault> {
    read(connection, BY_ID, [id.0])?.pop().ok_or(Fault::NoSuchCard(id))
}

/// The card of that key, archived or not.
pub(in crate::store) fn by_key(connection: &Connection, key: &Key) -> Result<Option<CardRecord>, Fault> {
    Ok(read(connection, BY_KEY, [key.to_string()])?.pop())
}

/// The cards of these roots, by deck, file and place.
pub(in crate::store) fn of_roots(
    connection: &Connection,
    roots: &[String],
    archived: bool,
) -> Result<Vec<CardRecord>, Fault> {
    read(connection, OF_ROOTS, params![json_list(roots), archived])
}

fn read(connection: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<Vec<CardRecord>, Fault> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        records.push(read_record(&Cells::of(row, "cards")?)?);
    }
    Ok(records)
}

fn read_record(cells: &Cells<'_, '_>) -> Result<CardRecord, Fault> {
    // A card without its text is damaged, not absent.
    let text = cells.joined("texts", 0)?;
    let card = Card {
        key: cells.read(1, |text| text.parse().ok())?,
        content: text.read(14, content_from_json)?,
        why: text.get(15)?,
        hint: text.get(16)?,
        tags: text.read(17, |json| serde_json::from_str(json).ok())?,
        objective: text.get(18)?,
        source: text.read_some(19, source_from_json)?,
        aka: text.read_some(20, keys_from_json)?.unwrap_or_default(),
        group: text.get(21)?,
        place: FileLine { file: cells.get(13)?, line: text.get(22)? },
        position: cells.get(3)?,
    };
    let remark = cells.get(8)?;
    Ok(CardRecord {
        id: CardId(cells.id()),
        card,
        born_key: cells.get(2)?,
        state: cells.state(24)?,
        variant: cells.read_some(23, Variant::from_name)?,
        grades: cells.count(9)?,
        suspended: cells.get(5)?,
        buried_on: cells.day_or_none(6)?,
        flag: cells.get::<bool>(7)?.then_some(Flag { remark }),
        archived: cells.get(4)?,
        deck: cells.get(10)?,
        deck_title: cells.get(11)?,
        root: cells.get(12)?,
    })
}

fn keys_from_json(json: &str) -> Option<Vec<Key>> {
    serde_json::from_str::<Vec<String>>(json).ok()?.iter().map(|key| key.parse().ok()).collect()
}

const HISTORY: &str = concat!(
    "SELECT reviews.seq, coalesce(redates.at, reviews.at), coalesce(redates.day, reviews.day),
        coalesce(redates.to_rollover, reviews.to_rollover), kind, grade, millis, fuzz,
        EXISTS (SELECT 1 FROM reviews AS undos WHERE undos.undoes = reviews.seq), ",
    state_columns!("before_"),
    ", ",
    state_columns!("after_"),
    " FROM reviews JOIN cards ON cards.id = reviews.card LEFT JOIN redates ON redates.seq = reviews.seq
     WHERE cards.key = ? ORDER BY reviews.seq"
);

/// The log of a card, oldest first.
pub(in crate::store) fn history(connection: &Connection, key: &Key) -> Result<Vec<Review>, Fault> {
    let mut statement = connection.prepare_cached(HISTORY)?;
    let mut rows = statement.query([key.to_string()])?;
    let mut history = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::of(row, "reviews")?;
        history.push(Review {
            seq: cells.id(),
            at: cells.instant(1)?,
            day: cells.day(2)?,
            to_rollover: cells.get(3)?,
            kind: cells.read(4, ReviewKind::from_name)?,
            grade: cells.grade(5)?,
            millis: cells.get(6)?,
            fuzz: cells.get(7)?,
            undone: cells.get(8)?,
            before: cells.state(9)?,
            after: cells.state(9 + STATE_WIDTH)?,
        });
    }
    Ok(history)
}
