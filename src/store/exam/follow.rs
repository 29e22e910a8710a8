//! The exams a learner follows.

use rusqlite::{Connection, params};

use crate::model::Day;
use crate::store::error::Fault;
use crate::store::rows::json_list;

/// An exam followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follow {
    /// The id of a blueprint, else the words of the query.
    pub exam: String,
    /// What is asked, as the arguments of a query; none where a blueprint says it.
    pub query: Option<Vec<String>>,
    /// The day of the exam.
    pub day: Day,
    /// Minutes a day.
    pub minutes: u32,
}

pub(super) fn all(connection: &Connection) -> Result<Vec<Follow>, Fault> {
    let mut statement =
        connection.prepare_cached("SELECT exam, query, day, minutes FROM follows ORDER BY day, exam")?;
    let mut rows = statement.query([])?;
    let mut follows = Vec::new();
    while let Some(row) = rows.next()? {
        let query: Option<String> = row.get(1)?;
        let query = match query.map(|json| serde_json::from_str(&json)) {
            None => None,
            Some(Ok(query)) => Some(query),
            Some(Err(_)) => return Err(super::damaged("follows", 0, "query")),
        };
        let (exam, day, minutes) = (row.get(0)?, Day::from_epoch(row.get(2)?), row.get(3)?);
        follows.push(Follow { exam, query, day, minutes });
    }
    Ok(follows)
}

pub(super) fn set(connection: &Connection, follow: &Follow) -> Result<(), Fault> {
    connection
        .prepare_cached(
            "INSERT INTO follows (exam, query, day, minutes) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (exam) DO UPDATE SET query = ?2, day = ?3, minutes = ?4",
        )?
        .execute(params![
            follow.exam,
            follow.query.as_ref().map(json_list),
            follow.day.epoch_days(),
            follow.minutes
        ])?;
    Ok(())
}

pub(super) fn remove(connection: &Connection, exam: &str) -> Result<bool, Fault> {
    Ok(connection.prepare_cached("DELETE FROM follows WHERE exam = ?")?.execute([exam])? > 0)
}
