//! The questions that a blueprint draws on: the cards its parts select, and the presentations of their facts.

use std::collections::{HashMap, HashSet};

use super::{ExamError, roots_of};
use crate::app::environment::Environment;
use crate::app::load::{self, FileKind};
use crate::app::open::Shelf;
use crate::app::select;
use crate::exam::{Bank, Blueprint, Demand};
use crate::facts::{self, Presentation};
use crate::model::query::{Query, covers};
use crate::model::{Card, Key, Moment, StateName};
use crate::store::CardRecord;

/// A bank with what a blueprint wants of it.
#[derive(Debug, Clone)]
pub struct Banked {
    /// The questions.
    pub bank: Bank,
    /// What is wanted of them.
    pub demand: Demand,
    /// Learning objectives of the decks that are asked: id and title.
    pub objectives: Vec<(String, String)>,
    /// Those of them that no question touches.
    pub untouched: Vec<(String, String)>,
}

/// The bank of a blueprint.
///
/// # Errors
/// When a query cannot be understood, or the database cannot be read.
pub fn banked(
    env: &Environment,
    shelf: Shelf<'_>,
    blueprint: &Blueprint,
    now: Moment,
) -> Result<Banked, ExamError> {
    let records = shelf.store.cards(shelf.roots, false)?;
    let mut members = Vec::new();
    for part in &blueprint.parts {
        members.push(members_of(shelf, &records, &part.select, now)?);
    }
    let asked: Vec<&Card> = records
        .iter()
        .map(|record| &record.card)
        .filter(|card| members.iter().any(|members| members.contains(&card.key)))
        .collect();
    let bank = Bank::new(asked.iter().copied(), &presentations(env, shelf));
    let demand = Demand::new(blueprint, &bank, &members);
    let objectives = objectives(shelf, &asked);
    let touched = |id: &str| {
        let id = id.to_lowercase();
        let mut own = bank.questions().iter().filter_map(|question| question.objective.as_ref());
        own.any(|own| covers(&id, &own.to_lowercase()))
    };
    let untouched = objectives.iter().filter(|(id, _)| !touched(id)).cloned().collect();
    Ok(Banked { bank, demand, objectives, untouched })
}

/// The keys of the cards a query means.
pub(super) fn members_of(
    shelf: Shelf<'_>,
    records: &[CardRecord],
    words: &[String],
    now: Moment,
) -> Result<HashSet<Key>, ExamError> {
    let decks = shelf.decks.iter().map(|deck| (&deck.info.id, deck.info.title.as_str()));
    let is_key = |key: &Key| records.iter().any(|record| record.card.key == *key);
    let filter = Query::parse(words)?.resolve(is_key, decks);
    let meant = records.iter().filter(|record| filter.matches(&select::view(record, now), now));
    Ok(meant.map(|record| record.card.key.clone()).collect())
}

/// The presentations of all facts of the roots, by card. A facts file with faults gives none: `check` tells of it.
pub(super) fn presentations(env: &Environment, shelf: Shelf<'_>) -> HashMap<Key, Vec<Presentation>> {
    let mut all: HashMap<Key, Vec<Presentation>> = HashMap::new();
    let files = roots_of(env, shelf).into_iter().flat_map(|root| load::texts(&root, FileKind::Facts));
    for text in files.filter_map(|file| Some((file.shown, file.text.ok()?))) {
        let Some(file) = facts::parse(&text.0, &text.1).file else { continue };
        for put in facts::presentations(&file) {
            all.entry(put.key.clone()).or_default().push(put);
        }
    }
    all
}

/// The learning objectives of the decks of these cards, each once.
fn objectives(shelf: Shelf<'_>, asked: &[&Card]) -> Vec<(String, String)> {
    let decks: HashSet<&str> = asked.iter().map(|card| card.key.deck.as_str()).collect();
    let mut all: Vec<(String, String)> = Vec::new();
    let own = shelf.decks.iter().filter(|deck| decks.contains(deck.info.id.as_str()));
    for objective in own.flat_map(|deck| &deck.info.objectives) {
        if !all.iter().any(|(id, _)| *id == objective.0) {
            all.push(objective.clone());
        }
    }
    all
}

/// The bank of a check of cards drawn by chance: those of a blueprint, or of queries, that have been studied.
///
/// # Errors
/// When a query cannot be understood, the database cannot be read, or no card has been studied.
pub fn mock_of(
    env: &Environment,
    shelf: Shelf<'_>,
    (exam, title): (&str, &str),
    selects: &[Vec<String>],
    (questions, now): (u32, Moment),
) -> Result<Banked, ExamError> {
    let records = shelf.store.cards(shelf.roots, false)?;
    let mut members = HashSet::new();
    for select in selects {
        members.extend(members_of(shelf, &records, select, now)?);
    }
    let seen = |record: &&CardRecord| {
        members.contains(&record.card.key) && record.state.name() != StateName::New && !record.suspended
    };
    let asked: Vec<&Card> = records.iter().filter(seen).map(|record| &record.card).collect();
    if asked.is_empty() {
        return Err(ExamError::NothingSeen { exam: exam.to_owned() });
    }
    let bank = Bank::new(asked.iter().copied(), &presentations(env, shelf));
    let demand = Demand::any(title, &bank, &members, questions);
    let objectives = objectives(shelf, &asked);
    Ok(Banked { bank, demand, objectives, untouched: Vec::new() })
}
