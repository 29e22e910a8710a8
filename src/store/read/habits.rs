//! What the log says of the learner: how long answers take, how well they are remembered, on which days there were any.

use rusqlite::{Connection, params};

use crate::model::Day;
use crate::store::error::Fault;
use crate::store::rows::{Cells, json_list};

/// The first answer of a day to a card that had an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstAnswer {
    /// The interval that was planned, in days.
    pub interval: u32,
    /// Days since the answer before.
    pub elapsed: i64,
    /// Whether the grade was not Again.
    pub recalled: bool,
}

/// The number of the last row of the log; 0 when there is none. It grows with everything that is done.
pub(in crate::store) fn last_seq(connection: &Connection) -> Result<i64, Fault> {
    let mut last = connection.prepare_cached("SELECT coalesce(max(seq), 0) FROM reviews")?;
    Ok(last.query_row([], |row| row.get(0))?)
}

/// The latest first answers of a day, at most so many.
pub(in crate::store) fn first_answers(connection: &Connection, most: u32) -> Result<Vec<FirstAnswer>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT reviews.seq, before_interval, coalesce(redates.day, reviews.day) - before_last_day, grade > 1
         FROM reviews LEFT JOIN redates ON redates.seq = reviews.seq
         WHERE kind = 'grade' AND before_interval > 0 AND before_last_day < coalesce(redates.day, reviews.day)
         ORDER BY reviews.seq DESC LIMIT ?",
    )?;
    let mut rows = statement.query([most])?;
    let mut answers = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::of(row, "reviews")?;
        answers.push(FirstAnswer {
            interval: cells.get(1)?,
            elapsed: cells.get(2)?,
            recalled: cells.get(3)?,
        });
    }
    Ok(answers)
}

/// Milliseconds of the latest timed answers, at most so many, each counted up to `longest`.
pub(in crate::store) fn answer_times(
    connection: &Connection,
    most: u32,
    longest: u32,
) -> Result<Vec<u32>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT min(millis, ?2) FROM reviews WHERE kind = 'grade' AND millis > 0 ORDER BY seq DESC LIMIT ?1",
    )?;
    let times = statement.query_map([most, longest], |row| row.get(0))?;
    Ok(times.collect::<Result<_, _>>()?)
}

/// Milliseconds spent on answers of that study day, practice included, each counted up to `longest`.
pub(in crate::store) fn spent(
    connection: &Connection,
    roots: &[String],
    day: Day,
    longest: u32,
) -> Result<u64, Fault> {
    let spent: Option<i64> = connection
        .prepare_cached(
            "SELECT sum(min(millis, ?3)) FROM reviews
             JOIN cards ON cards.id = reviews.card JOIN decks ON decks.id = cards.deck
             JOIN roots ON roots.id = decks.root LEFT JOIN redates ON redates.seq = reviews.seq
             WHERE reviews.seq >= (SELECT first_seq FROM days WHERE days.day = ?1)
               AND coalesce(redates.day, reviews.day) = ?1
               AND reviews.kind IN ('grade', 'drill', 'cram')
               AND roots.path IN (SELECT value FROM json_each(?2))
               AND NOT EXISTS (SELECT 1 FROM reviews AS undos WHERE undos.undoes = reviews.seq)",
        )?
        .query_row(params![day.epoch_days(), json_list(roots), longest], |row| row.get(0))?;
    Ok(spent.unwrap_or_default().unsigned_abs())
}

/// How many study days in a row, up to that one, hold a grade that stands.
pub(in crate::store) fn streak(connection: &Connection, today: Day) -> Result<u32, Fault> {
    let starts: Vec<(i32, i64)> = connection
        .prepare_cached("SELECT day, first_seq FROM days WHERE day <= ? ORDER BY day DESC")?
        .query_map([today.epoch_days()], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let mut studied = connection.prepare_cached(
        "SELECT 1 FROM reviews LEFT JOIN redates ON redates.seq = reviews.seq
         WHERE reviews.seq >= ?2 AND reviews.seq < ?3 AND coalesce(redates.day, reviews.day) = ?1
           AND kind IN ('grade', 'drill')
           AND NOT EXISTS (SELECT 1 FROM reviews AS undos WHERE undos.undoes = reviews.seq) LIMIT 1",
    )?;
    let mut streak = 0;
    let mut end = i64::MAX;
    for (day, start) in starts {
        // A day that came with a wrong clock may begin late in the log: then all from there on is looked at.
        let until = if start < end { end } else { i64::MAX };
        if i64::from(day) != i64::from(today.epoch_days()) - i64::from(streak)
            || !studied.exists(params![day, start, until])?
        {
            break;
        }
        streak += 1;
        end = start;
    }
    Ok(streak)
}
