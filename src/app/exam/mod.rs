//! Exams: the blueprints of this run, the questions they draw on, sittings, printed papers.

mod bank;
mod plan;
mod print;
mod sit;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::environment::Environment;
use super::load::{self, FileKind, Root, TextFile};
use super::open::Shelf;
use super::roots;
use super::write::WriteError;
use crate::exam::{self, Blueprint, Filled};
use crate::front::FrontError;
use crate::model::query::QueryError;
use crate::model::{Day, Diagnostic, Severity};
use crate::store::StoreError;

pub use bank::{Banked, banked, mock_of};
pub use plan::{
    ANSWERS_NEEDED, Aim, Check, ExamPlan, Followed, Overlay, PartPlan, aim, day_of, overlay, plan, wanted_today,
};
pub use print::{Format, Printed, print, write};
pub use sit::{Away, Desk, Sat, begin, due_tomorrow, log_mock, open_sitting, report, sit};

/// Why something about an exam could not be done.
#[derive(Debug, Error)]
pub enum ExamError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A query cannot be understood.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The front failed.
    #[error(transparent)]
    Front(#[from] FrontError),
    /// A file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// No blueprint has that id.
    #[error("there is no exam \"{id}\"")]
    NoSuchExam {
        /// The id as given.
        id: String,
        /// The nearest that exists.
        nearest: Option<String>,
    },
    /// There is no blueprint at all.
    #[error("there is no exam: no file named ID.exam.toml among the decks")]
    NoExam,
    /// The blueprint has faults.
    #[error("{shown} cannot be used as it is")]
    Faulty {
        /// The file, as the user knows it.
        shown: String,
        /// All of them.
        diagnostics: Vec<Diagnostic>,
    },
    /// A blueprint cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The bank has too few questions.
    #[error("the decks have too few questions for {exam}: {} short", short.iter().map(|line| line.short).sum::<u32>())]
    TooFew {
        /// The exam.
        exam: String,
        /// The lines that cannot be filled, with the titles of their parts.
        short: Vec<Filled>,
        /// The titles of all parts.
        parts: Vec<String>,
    },
    /// Nothing has been learnt yet, so there is nothing to check.
    #[error("no card of {exam} has been studied yet, so there is nothing to check")]
    NothingSeen {
        /// The exam.
        exam: String,
    },
    /// Nobody said when the exam is.
    #[error("nobody said on which day {exam} is")]
    NoDay {
        /// The exam.
        exam: String,
    },
    /// The day of an exam that is to be followed is not ahead.
    #[error("{exam} is to be on {day}, which is not ahead")]
    DayPast {
        /// The exam.
        exam: String,
        /// Its day.
        day: Day,
    },
    /// It is not followed.
    #[error("{exam} is not followed")]
    NotFollowed {
        /// The exam.
        exam: String,
        /// What is.
        follows: Vec<String>,
    },
    /// No card that is studied belongs to it.
    #[error("no card that is studied belongs to {exam}")]
    NothingToStudy {
        /// The exam.
        exam: String,
    },
    /// A sitting of another seed is open.
    #[error("a sitting of {exam} with seed {seed} is open")]
    OpenSitting {
        /// The exam.
        exam: String,
        /// Its seed.
        seed: u64,
    },
    /// A file of that name stands there already.
    #[error("{} is there already", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
}

/// A blueprint with what it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The file, as the user knows it.
    pub shown: String,
    /// The blueprint; none when the file has an error.
    pub blueprint: Option<Blueprint>,
    /// Its faults.
    pub diagnostics: Vec<Diagnostic>,
}

/// All blueprints of the roots of this run, by path. An id that two of them have is a fault of the second.
#[must_use]
pub fn blueprints(env: &Environment) -> Vec<Found> {
    let mut found: Vec<Found> = env.roots.iter().flat_map(of_root).collect();
    for at in 1..found.len() {
        let (before, rest) = found.split_at_mut(at);
        let Some(own) = &rest[0].blueprint else { continue };
        let same = |other: &&Found| other.blueprint.as_ref().is_some_and(|other| other.id == own.id);
        let Some(first) = before.iter().find(same) else { continue };
        let message = format!("the exam id `{}` is taken: {} has it", own.id, first.shown);
        let fault = Diagnostic::on_file(&rest[0].shown, Severity::Error, "duplicate-id", message);
        rest[0].diagnostics.push(fault.hinted("give one of them another id"));
        rest[0].blueprint = None;
    }
    found
}

fn of_root(root: &Root) -> Vec<Found> {
    let read = |TextFile { shown, text }: TextFile| match text {
        Ok(source) => {
            let parsed = exam::parse(&shown, &source);
            Found { shown, blueprint: parsed.blueprint, diagnostics: parsed.diagnostics }
        }
        Err(fault) => Found { shown, blueprint: None, diagnostics: vec![fault] },
    };
    load::texts(root, FileKind::Blueprint).into_iter().map(read).collect()
}

/// The blueprint of that id, among the roots of this run, else in the program.
///
/// # Errors
/// When there is none, or the one that has the id in its name has faults.
pub fn blueprint(env: &Environment, id: &str) -> Result<Blueprint, ExamError> {
    let mut found = blueprints(env);
    let builtin = roots::builtin();
    if !env.roots.contains(&builtin) {
        found.extend(of_root(&builtin));
    }
    let named = |one: &Found| one.blueprint.as_ref().is_some_and(|blueprint| blueprint.id.as_str() == id);
    if let Some(place) = found.iter().position(named) {
        return found.swap_remove(place).blueprint.ok_or(ExamError::NoExam);
    }
    let file = format!("{id}.exam.toml");
    if let Some(broken) = found.iter().find(|one| one.blueprint.is_none() && one.shown.ends_with(&file)) {
        let (shown, diagnostics) = (broken.shown.clone(), broken.diagnostics.clone());
        return Err(ExamError::Faulty { shown, diagnostics });
    }
    let near = |known: &str| strsim::osa_distance(known, id);
    let ids = found.iter().filter_map(|one| Some(one.blueprint.as_ref()?.id.as_str()));
    let nearest = ids.filter(|known| near(known) <= 3 || known.starts_with(id)).min_by_key(|known| near(known));
    Err(ExamError::NoSuchExam { id: id.to_owned(), nearest: nearest.map(str::to_owned) })
}

/// The blueprint in that file.
///
/// # Errors
/// When it cannot be read, or has faults.
pub fn blueprint_of(path: &Path) -> Result<Blueprint, ExamError> {
    let source =
        fs::read_to_string(path).map_err(|source| ExamError::Read { path: path.to_owned(), source })?;
    let shown = path.display().to_string();
    let parsed = exam::parse(&shown, &source);
    parsed.blueprint.ok_or(ExamError::Faulty { shown, diagnostics: parsed.diagnostics })
}

/// The words that open the decks a blueprint draws on: the built-in deck is loaded where they name it.
#[must_use]
pub fn mentioned(blueprint: &Blueprint) -> Vec<String> {
    blueprint.parts.iter().flat_map(|part| part.select.clone()).collect()
}

/// The roots whose files belong to what was shelf.
fn roots_of(env: &Environment, shelf: Shelf<'_>) -> Vec<Root> {
    let builtin = roots::builtin();
    let mut all = env.roots.clone();
    if shelf.roots.contains(&builtin.id) && !all.contains(&builtin) {
        all.push(builtin);
    }
    all
}
