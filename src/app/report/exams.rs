//! The exams that are followed, as far as the page shows them.

use std::collections::{HashMap, HashSet};

use super::{Attempt, ExamProgress, Range};
use crate::app::environment::Environment;
use crate::app::exam::{self, ExamError};
use crate::app::open::Opened;
use crate::app::select;
use crate::model::{Day, Moment};
use crate::schedule::plan::Band;
use crate::store::{Follow, SittingKind};

/// Every exam followed that is not over, the nearest first. One whose blueprint or cards went is left out.
///
/// # Errors
/// When the database or a blueprint cannot be read.
pub fn exams(env: &Environment, opened: &Opened, now: Moment) -> Result<Vec<ExamProgress>, ExamError> {
    let mut found = Vec::new();
    for follow in ahead(opened, now)? {
        let aim = match exam::aim(env, opened.shelf(), &follow.exam, None, now) {
            Err(ExamError::NoSuchExam { .. } | ExamError::NoExam) => continue,
            aim => aim?,
        };
        let plan = match exam::plan(env, opened.shelf(), aim, now) {
            Err(ExamError::NothingToStudy { .. }) => continue,
            plan => plan?,
        };
        let early = plan.too_early();
        let range = |name: &str, Band { low, mid, high }| Range { name: name.to_owned(), low, mid, high };
        let whole = std::iter::once(range("the whole exam", plan.marks));
        let parts = plan.parts.iter().map(|part| range(&part.title, part.marks));
        found.push(ExamProgress {
            title: plan.aim.title.clone(),
            day: plan.aim.day,
            needed: plan.aim.pass.map(|pass| f64::from(pass) / 100.0),
            seen: plan.seen,
            cards: plan.seen + plan.unseen,
            new_today: plan.new_today,
            expected: if early { Vec::new() } else { whole.chain(parts).collect() },
            attempts: attempts(opened, &follow.exam)?,
        });
    }
    Ok(found)
}

fn ahead(opened: &Opened, now: Moment) -> Result<Vec<Follow>, ExamError> {
    let mut follows = opened.store.follows()?;
    follows.retain(|follow| follow.day >= now.day);
    Ok(follows)
}

/// What was scored in earlier sittings, oldest first.
fn attempts(opened: &Opened, name: &str) -> Result<Vec<Attempt>, ExamError> {
    let sittings = opened.store.sittings(Some(name))?;
    let ended =
        sittings.iter().filter(|sitting| sitting.kind == SittingKind::Exam && sitting.ended.is_some());
    Ok(ended
        .map(|sitting| {
            let report = exam::report(sitting);
            #[expect(clippy::cast_precision_loss, reason = "at most a few hundred thousand")]
            let share = report.percent as f64 / 100_000.0;
            let began = sitting.started.plus_seconds(i64::from(sitting.zone)).utc().date_naive();
            Attempt { day: Day::from(began), share, passed: report.passed }
        })
        .collect())
}

/// The next exam followed that asks cards of each deck: its day and its name, by the deck's number in the database.
///
/// # Errors
/// When the database or a blueprint cannot be read.
pub fn next_of_decks(
    env: &Environment,
    opened: &Opened,
    now: Moment,
) -> Result<HashMap<i64, (Day, String)>, ExamError> {
    let mut next: HashMap<i64, (Day, String)> = HashMap::new();
    for follow in ahead(opened, now)? {
        let asked: Vec<Vec<String>> = match &follow.query {
            Some(query) => vec![query.clone()],
            None => match exam::blueprint(env, &follow.exam) {
                Err(ExamError::NoSuchExam { .. } | ExamError::NoExam) => continue,
                blueprint => blueprint?.parts.into_iter().map(|part| part.select).collect(),
            },
        };
        let mut decks = HashSet::new();
        for words in asked {
            let cards = select::cards(opened, &words, now).map_err(|error| match error {
                crate::app::error::AppError::Query(error) => ExamError::Query(error),
                crate::app::error::AppError::Store(error) => ExamError::Store(error),
                _ => ExamError::NoExam,
            })?;
            decks.extend(cards.into_iter().map(|record| record.deck));
        }
        for deck in decks {
            next.entry(deck).or_insert_with(|| (follow.day, follow.exam.clone()));
        }
    }
    Ok(next)
}
