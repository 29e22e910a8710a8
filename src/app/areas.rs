//! Tags and learning objectives, with where their cards stand.

use std::collections::{BTreeMap, BTreeSet};

use super::environment::Environment;
use super::error::AppError;
use super::open::Opened;
use super::rules::Schedulers;
use super::select;
use crate::model::query::covers;
use crate::model::{DeckId, Moment};
use crate::schedule;
use crate::stats::Standing;
use crate::store::CardRecord;

/// A learning objective of a deck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objective {
    /// The deck.
    pub deck: DeckId,
    /// The objective: `LO 1.2`.
    pub name: String,
    /// What the learner can do; none where cards name an objective that no file explains.
    pub title: Option<String>,
    /// Where its cards stand, those of the objectives below it included.
    pub standing: Standing,
}

/// The tags in use, by name, with where their cards stand.
///
/// # Errors
/// When the words cannot be understood, or the database cannot be read.
pub fn tags(
    env: &Environment,
    opened: &Opened,
    words: &[String],
    now: Moment,
) -> Result<Vec<(String, Standing)>, AppError> {
    let mut tags: BTreeMap<String, Standing> = BTreeMap::new();
    let count = Count::new(env, opened, now);
    for record in select::cards(opened, words, now)? {
        for tag in &record.card.tags {
            count.add(tags.entry(tag.clone()).or_default(), &record);
        }
    }
    Ok(tags.into_iter().collect())
}

/// The learning objectives, by deck and in the author's order, those without a card included; then those that only
/// cards name.
///
/// # Errors
/// When the words cannot be understood, or the database cannot be read.
pub fn objectives(
    env: &Environment,
    opened: &Opened,
    words: &[String],
    now: Moment,
) -> Result<Vec<Objective>, AppError> {
    let count = Count::new(env, opened, now);
    let records = select::cards(opened, words, now)?;
    let asked: BTreeSet<&DeckId> = records.iter().map(|record| &record.card.key.deck).collect();
    let mut found: Vec<Objective> = Vec::new();
    for deck in opened.decks.iter().filter(|deck| words.is_empty() || asked.contains(&deck.info.id)) {
        let cards: Vec<&CardRecord> = records.iter().filter(|record| record.deck == deck.number).collect();
        let named = deck.info.objectives.iter().map(|(name, title)| (name.clone(), Some(title.clone())));
        let own: BTreeSet<&String> =
            cards.iter().filter_map(|record| record.card.objective.as_ref()).collect();
        let untitled =
            own.into_iter().filter(|name| deck.info.objectives.iter().all(|(known, _)| known != *name));
        for (name, title) in named.chain(untitled.map(|name| (name.clone(), None))) {
            let mut standing = Standing::default();
            let covered = cards.iter().filter(|record| {
                record
                    .card
                    .objective
                    .as_ref()
                    .is_some_and(|own| covers(&name.to_lowercase(), &own.to_lowercase()))
            });
            covered.for_each(|record| count.add(&mut standing, record));
            found.push(Objective { deck: deck.info.id.clone(), name, title, standing });
        }
    }
    Ok(found)
}

/// How cards are counted: by each deck's scheduler, as of one moment.
struct Count<'a> {
    opened: &'a Opened,
    schedulers: Schedulers,
    now: Moment,
}

impl<'a> Count<'a> {
    fn new(env: &Environment, opened: &'a Opened, now: Moment) -> Self {
        Self { opened, schedulers: Schedulers::new(&env.settings, &opened.decks), now }
    }

    fn add(&self, standing: &mut Standing, record: &CardRecord) {
        let studied = self.opened.decks.iter().any(|deck| deck.number == record.deck && deck.info.study);
        let due = schedule::due(&record.state, self.schedulers.of(record.deck), self.now.day);
        standing.add(&record.state, due.filter(|_| studied), record.suspended, self.now);
    }
}
