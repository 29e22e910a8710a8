//! A new blueprint from a few words: parts for some queries, questions by objective in the measure of the bank.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use super::ExamError;
use super::bank::{members_of, presentations};
use crate::app::environment::Environment;
use crate::app::load::Place;
use crate::app::open::Shelf;
use crate::app::write;
use crate::exam::{
    Bank, Blueprint, ExamId, Feedback, KINDS, Marking, Part, Points, Wanted, arguments, render, shared_out,
};
use crate::model::{Card, Day, Kind, Moment};

/// What a new exam is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: ExamId,
    /// Its title.
    pub title: String,
    /// Which cards each part asks: queries, a part each.
    pub selects: Vec<String>,
    /// How many questions in all.
    pub questions: u32,
    /// How long it takes.
    pub minutes: Option<u32>,
    /// Hundredths of all points that pass.
    pub pass: Option<u32>,
    /// What answers earn.
    pub marking: Marking,
    /// When answers are told.
    pub feedback: Feedback,
    /// The day of the exam.
    pub date: Option<Day>,
}

/// What a query offers.
struct Offer {
    title: String,
    select: Vec<String>,
    /// Memory items by objective, those below it counted in; empty where cards name none.
    objectives: BTreeMap<String, HashSet<String>>,
    items: HashSet<String>,
    kinds: Vec<Kind>,
}

/// The blueprint of a draft: as many questions of each objective as the decks have cards for it, in measure.
///
/// # Errors
/// When a query cannot be understood or finds no question, or the decks cannot be read.
pub fn compose(
    env: &Environment,
    shelf: Shelf<'_>,
    draft: &Draft,
    now: Moment,
) -> Result<Blueprint, ExamError> {
    let records = shelf.store.cards(shelf.roots, false)?;
    let puts = presentations(env, shelf);
    let mut offers = Vec::new();
    for select in &draft.selects {
        let words = arguments(select);
        let members = members_of(shelf, &records, &words, now)?;
        let cards: Vec<&Card> =
            records.iter().map(|record| &record.card).filter(|card| members.contains(&card.key)).collect();
        let bank = Bank::new(cards.iter().copied(), &puts);
        if bank.questions().is_empty() {
            let what = format!("no card of \"{select}\" can be asked in an exam");
            return Err(ExamError::Draft { what });
        }
        offers.push(offer(shelf, select, words, &bank));
    }
    let sizes: Vec<u32> = offers.iter().map(|offer| count(&offer.items)).collect();
    let shares = shared_out(draft.questions, &sizes);
    let parts = offers.into_iter().zip(shares).filter(|(_, share)| *share > 0);
    Ok(Blueprint {
        path: String::new(),
        id: draft.id.clone(),
        title: draft.title.clone(),
        date: draft.date,
        starts: None,
        minutes: draft.minutes,
        pass: draft.pass,
        marking: draft.marking,
        feedback: draft.feedback,
        parts: parts.map(|(offer, share)| part(offer, share)).collect(),
    })
}

fn offer(shelf: Shelf<'_>, select: &str, words: Vec<String>, bank: &Bank) -> Offer {
    let mut objectives: BTreeMap<String, HashSet<String>> = BTreeMap::new();
    for question in bank.questions() {
        if let Some(objective) = &question.objective {
            // `LO 1.2` is asked under `LO 1`.
            let top = objective.split('.').next().unwrap_or(objective).to_owned();
            objectives.entry(top).or_default().insert(question.key.entry_path());
        }
    }
    let named = words.iter().find_map(|word| {
        let id = word.strip_prefix("deck:")?;
        shelf.decks.iter().find(|deck| deck.info.id.as_str() == id).map(|deck| deck.info.title.clone())
    });
    let title = named.filter(|_| words.len() == 1).unwrap_or_else(|| select.to_owned());
    let kinds = KINDS.into_iter().filter(|kind| bank.questions().iter().any(|one| one.kind() == *kind));
    Offer {
        title,
        select: words,
        items: bank.questions().iter().map(|question| question.key.entry_path()).collect(),
        kinds: kinds.collect(),
        objectives,
    }
}

fn count(items: &HashSet<String>) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}

fn part(offer: Offer, questions: u32) -> Part {
    let sizes: Vec<u32> = offer.objectives.values().map(count).collect();
    let shares = shared_out(questions, &sizes);
    let counts: Vec<(String, u32)> =
        offer.objectives.into_keys().zip(shares).filter(|(_, count)| *count > 0).collect();
    Part {
        title: offer.title,
        select: offer.select,
        wanted: if counts.is_empty() { Wanted::Questions(questions) } else { Wanted::Counts(counts) },
        points: Points::ONE,
        kinds: offer.kinds,
    }
}

/// The folder new exams are written into: the first folder of decks of this run.
///
/// # Errors
/// When there is none: the decks are those in the program.
pub fn home(env: &Environment) -> Result<PathBuf, ExamError> {
    let folder = env.roots.iter().find_map(|root| match &root.place {
        Place::Folder(_) => Some(PathBuf::from(&root.shown)),
        Place::Text(_) => None,
    });
    folder.ok_or(ExamError::NoFolder)
}

/// Writes a new blueprint; nothing is written over.
///
/// # Errors
/// When the file is there already, or cannot be written.
pub fn write_new(path: &Path, blueprint: &Blueprint) -> Result<(), ExamError> {
    if path.exists() {
        return Err(ExamError::Exists { path: path.to_owned() });
    }
    Ok(write::replace(path, render(blueprint).as_bytes())?)
}
