//! Sittings: begun with their paper, an answer a row, read back as they stand.

use rusqlite::{Connection, params};
use uuid::Uuid;

use super::json::{paper_from_json, paper_to_json};
use super::to_sql;
use crate::exam::sitting::{Answer, Entry, Why};
use crate::exam::{Confidence, Given, Paper};
use crate::model::{Moment, Timestamp};
use crate::store::content::to_json;
use crate::store::error::Fault;
use crate::store::rows::{Cells, hash_from_sql, hash_to_sql, json_list};

/// What a sitting is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SittingKind {
    /// An exam by its blueprint, whole or short.
    Exam,
    /// A check of cards drawn by chance, to tell how well they are known.
    Mock,
}

impl SittingKind {
    /// The name in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exam => "exam",
            Self::Mock => "mock",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Exam, Self::Mock].into_iter().find(|kind| kind.name() == name)
    }
}

/// A time in which a sitting stood still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// When the last answer before it was saved.
    pub since: Timestamp,
    /// When it was gone on with.
    pub until: Timestamp,
}

/// A sitting as the database has it.
#[derive(Debug, Clone, PartialEq)]
pub struct SittingRecord {
    /// Its number.
    pub id: i64,
    /// The id of the exam.
    pub exam: String,
    /// What it is for.
    pub kind: SittingKind,
    /// When it began.
    pub started: Timestamp,
    /// Offset of local time from UTC when it began, in seconds.
    pub zone: i32,
    /// Its paper.
    pub paper: Paper,
    /// What stands of each question.
    pub answers: Vec<Answer>,
    /// Milliseconds of its clock at the last row.
    pub clock: u64,
    /// When the last row was written.
    pub last: Timestamp,
    /// The times it stood still.
    pub pauses: Vec<Pause>,
    /// When and why it ended, if it has.
    pub ended: Option<(Timestamp, Why)>,
}

impl SittingRecord {
    /// Seconds between its rows in which nobody sat it.
    #[must_use]
    pub fn away(&self) -> i64 {
        self.pauses.iter().map(|pause| (pause.until.unix() - pause.since.unix()).max(0)).sum()
    }
}

pub(super) fn begin(
    connection: &Connection,
    paper: &Paper,
    kind: SittingKind,
    now: Moment,
    uuid: Uuid,
) -> Result<i64, Fault> {
    connection
        .prepare_cached(
            "INSERT INTO sittings (uuid, exam, kind, seed, started, zone, paper) VALUES (?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            uuid.as_bytes().as_slice(),
            paper.exam,
            kind.name(),
            hash_to_sql(paper.seed),
            now.at.unix(),
            now.offset,
            paper_to_json(paper)
        ])?;
    Ok(connection.last_insert_rowid())
}

pub(super) fn answer(connection: &Connection, sitting: i64, entry: &Entry, now: Moment) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "INSERT INTO sitting_answers (sitting, question, given, confidence, flagged, millis, clock, at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            sitting,
            to_sql(entry.question as u64),
            entry.given.as_ref().map(to_json),
            entry.confidence.map(Confidence::number),
            entry.flagged,
            to_sql(entry.millis),
            to_sql(entry.clock),
            now.at.unix()
        ])?;
    Ok(())
}

pub(super) fn pause(
    connection: &Connection,
    sitting: i64,
    since: Timestamp,
    now: Moment,
) -> Result<(), Fault> {
    connection
        .prepare_cached("INSERT INTO sitting_pauses (sitting, since, until) VALUES (?, ?, ?)")?
        .execute(params![sitting, since.unix(), now.at.unix()])?;
    Ok(())
}

pub(super) fn end(
    connection: &Connection,
    sitting: i64,
    why: Why,
    clock: u64,
    now: Moment,
) -> Result<(), Fault> {
    connection
        .prepare_cached("INSERT INTO sitting_ends (sitting, why, clock, at) VALUES (?, ?, ?, ?)")?
        .execute(params![sitting, why.name(), to_sql(clock), now.at.unix()])?;
    Ok(())
}

pub(super) fn of_exam(connection: &Connection, exam: Option<&str>) -> Result<Vec<SittingRecord>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT sittings.id, exam, kind, started, zone, paper, why, sitting_ends.at, sitting_ends.clock
         FROM sittings LEFT JOIN sitting_ends ON sitting_ends.sitting = sittings.id
         WHERE exam = ?1 OR ?1 IS NULL ORDER BY sittings.id",
    )?;
    let mut rows = statement.query([exam])?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::of(row, "sittings")?;
        let started = Timestamp::from_unix(cells.get(3)?);
        let ended = match cells.read_some(6, Why::from_name)? {
            None => None,
            Some(why) => Some((Timestamp::from_unix(cells.get(7)?), why)),
        };
        let mut record = SittingRecord {
            id: cells.id(),
            exam: cells.get(1)?,
            kind: cells.read(2, SittingKind::from_name)?,
            started,
            zone: cells.get(4)?,
            paper: cells.read(5, paper_from_json)?,
            answers: Vec::new(),
            clock: 0,
            last: started,
            pauses: pauses(connection, cells.id())?,
            ended,
        };
        read_answers(connection, &mut record)?;
        if ended.is_some() {
            record.clock = cells.count(8)?;
        }
        // Time that had passed when it was gone on with is no time away from then on.
        if let Some(pause) = record.pauses.last() {
            record.last = record.last.max(pause.until);
        }
        records.push(record);
    }
    Ok(records)
}

fn pauses(connection: &Connection, sitting: i64) -> Result<Vec<Pause>, Fault> {
    let mut statement =
        connection.prepare_cached("SELECT since, until FROM sitting_pauses WHERE sitting = ? ORDER BY id")?;
    let pauses = statement.query_map([sitting], |row| {
        Ok(Pause { since: Timestamp::from_unix(row.get(0)?), until: Timestamp::from_unix(row.get(1)?) })
    })?;
    Ok(pauses.collect::<Result<_, _>>()?)
}

fn read_answers(connection: &Connection, record: &mut SittingRecord) -> Result<(), Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT seq, question, given, confidence, flagged, millis, clock, at FROM sitting_answers
         WHERE sitting = ? ORDER BY seq",
    )?;
    let mut rows = statement.query([record.id])?;
    record.answers = vec![Answer::default(); record.paper.questions.len()];
    while let Some(row) = rows.next()? {
        let cells = Cells::of(row, "sitting_answers")?;
        let question: u32 = cells.get(1)?;
        let Some(answer) = record.answers.get_mut(question as usize) else {
            return Err(super::damaged("sitting_answers", cells.id(), "question"));
        };
        answer.given = cells.read_some(2, |json| serde_json::from_str::<Given>(json).ok())?;
        answer.confidence = cells.get::<Option<i64>>(3)?.and_then(Confidence::from_number);
        answer.flagged = cells.get(4)?;
        answer.millis += cells.count(5)?;
        record.clock = cells.count(6)?;
        record.last = Timestamp::from_unix(cells.get(7)?);
    }
    Ok(())
}

pub(super) fn remember(connection: &Connection, paper: &Paper, now: Moment) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "INSERT INTO papers (exam, seed, at, entries) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            paper.exam,
            hash_to_sql(paper.seed),
            now.at.unix(),
            json_list(sorted(paper.entries()))
        ])?;
    Ok(())
}

fn sorted(mut entries: Vec<String>) -> Vec<String> {
    entries.sort_unstable();
    entries
}

pub(super) fn asked_lately(
    connection: &Connection,
    exam: &str,
    papers: u32,
    seed: u64,
) -> Result<Vec<String>, Fault> {
    if papers == 0 {
        return Ok(Vec::new());
    }
    let mut drawn: Vec<(i64, u64, Vec<String>)> = of_exam(connection, Some(exam))?
        .into_iter()
        .filter(|record| record.kind == SittingKind::Exam)
        .map(|record| (record.started.unix(), record.paper.seed, record.paper.entries()))
        .collect();
    let mut statement =
        connection.prepare_cached("SELECT id, at, seed, entries FROM papers WHERE exam = ? ORDER BY id")?;
    let mut rows = statement.query([exam])?;
    while let Some(row) = rows.next()? {
        let cells = Cells::of(row, "papers")?;
        let entries = cells.read(3, |json| serde_json::from_str(json).ok())?;
        drawn.push((cells.get(1)?, hash_from_sql(cells.get(2)?), entries));
    }
    drawn.sort_by_key(|(at, ..)| *at);
    // Drawn again, a paper is to be what it was: what came after it does not count.
    let before = drawn.iter().position(|(_, drawn, _)| *drawn == seed).unwrap_or(drawn.len());
    let last = drawn.into_iter().take(before).rev().take(papers as usize);
    Ok(last.flat_map(|(_, _, entries)| entries).collect())
}
