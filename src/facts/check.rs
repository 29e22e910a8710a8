//! Facts held against their document and against each other.

use std::collections::HashMap;

use crate::model::{EntryId, Key, Locator};
use crate::text::{Document, FindError, Passage, fold_space};

use super::derive::{WhyNot, asked, derive};
use super::file::{Fact, FactsFile};
use super::present::{Form, Presentation, of_fact};
use super::words::fold;
use super::write::Located;

/// Where a fact stands in the document, as far as the check can say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// There was no document to look into.
    Unchecked,
    /// The fact names no place.
    None,
    /// The passage is there, with the hash the fact names.
    Found(Located),
    /// The place is known now: its words were found, or its hash was missing. `facts check --write` fills it in.
    New(Located),
    /// The passage stands elsewhere now, word for word. `facts check --write` follows it.
    Moved {
        /// Where it stands now.
        to: Located,
        /// Where the fact says it stands.
        from: Locator,
    },
    /// The passage is there, but is not what it was.
    Changed {
        /// What the fact names now.
        found: Located,
        /// The hash it named.
        was: String,
        /// The passage that stands there now, in the document's own characters.
        now: String,
    },
    /// The document has no such place.
    Vanished {
        /// The place that the fact names.
        at: Locator,
    },
    /// Its words did not lead to one place.
    Unresolved(FindError),
}

/// What the check says of one fact or sequence.
#[derive(Debug, Clone, PartialEq)]
pub struct FactReport {
    /// The fact or sequence.
    pub id: EntryId,
    /// Where it stands.
    pub place: Place,
    /// The keys of its cards.
    pub cards: Vec<Key>,
    /// The keys of the items that can be put as a choice.
    pub choices: Vec<Key>,
    /// The keys of the items that can be put as a statement.
    pub statements: Vec<Key>,
    /// Why there are not more cards and presentations, and what is wrong with those there are.
    pub why_not: Vec<WhyNot>,
    /// Whether the fact keeps a quote that does not stand in its passage.
    pub misquoted: bool,
}

/// What the check says of a facts file.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// For each fact, then each sequence, in the order of the file.
    pub reports: Vec<FactReport>,
}

impl Checked {
    /// The places to write into the file.
    pub fn to_write(&self) -> Vec<Located> {
        let new = |report: &FactReport| match &report.place {
            Place::New(located) | Place::Moved { to: located, .. } => Some(located.clone()),
            _ => None,
        };
        self.reports.iter().filter_map(new).collect()
    }

    /// Whether every place that could be checked holds, and every quote.
    #[must_use]
    pub fn holds(&self) -> bool {
        let bad = |report: &FactReport| {
            report.misquoted
                || matches!(
                    report.place,
                    Place::Changed { .. } | Place::Vanished { .. } | Place::Unresolved(_)
                )
        };
        !self.reports.iter().any(bad)
    }
}

/// Checks a facts file, with its document where it is at hand.
#[must_use]
pub fn check(file: &FactsFile, document: Option<&Document>) -> Checked {
    let same = same_questions(file);
    let reports = derive(file)
        .given
        .into_iter()
        .map(|given| {
            let fact = file.fact(&given.id);
            let (presented, few) =
                fact.map_or_else(Default::default, |fact| of_fact(&asked(fact, file).0, file));
            let mut why_not = given.why_not;
            why_not.extend(few);
            why_not.extend(given.cards.iter().filter_map(|key| same.get(key).cloned()));
            FactReport {
                place: fact.map_or(Place::None, |fact| place(fact, document)),
                misquoted: fact.zip(document).is_some_and(|(fact, document)| misquoted(fact, document)),
                choices: keys(&presented, |form| matches!(form, Form::Choice { .. })),
                statements: keys(&presented, |form| matches!(form, Form::TrueFalse { .. })),
                id: given.id,
                cards: given.cards,
                why_not,
            }
        })
        .collect();
    Checked { reports }
}

fn keys(presented: &[Presentation], wanted: impl Fn(&Form) -> bool) -> Vec<Key> {
    presented.iter().filter(|one| wanted(&one.form)).map(|one| one.key.clone()).collect()
}

fn place(fact: &Fact, document: Option<&Document>) -> Place {
    let Some(document) = document else { return Place::Unchecked };
    let found = match (&fact.find, fact.source.at) {
        (Some(words), _) => match document.find(words) {
            Ok(at) => at,
            Err(error) => return Place::Unresolved(error),
        },
        (None, Some(at)) => at,
        (None, None) => return Place::None,
    };
    let locate = |at: Locator, passage: Passage| Located {
        fact: fact.id.clone(),
        at,
        hash: passage.hash(),
        section: passage.section,
    };
    let passage = document.passage(&found);
    let now = passage.as_ref().map(|passage| passage.raw.clone()).unwrap_or_default();
    let located = passage.map(|passage| locate(found, passage));
    let Some(hash) = fact.source.hash.as_ref().filter(|_| fact.find.is_none()) else {
        return located.map_or(Place::Vanished { at: found }, Place::New);
    };
    if let Some(located) = located.clone().filter(|located| located.hash == *hash) {
        return Place::Found(located);
    }
    let elsewhere = document.find_hash(hash, &found);
    if let Some((at, passage)) = elsewhere.and_then(|at| Some((at, document.passage(&at)?))) {
        return Place::Moved { to: locate(at, passage), from: found };
    }
    match located {
        Some(found) => Place::Changed { found, was: hash.clone(), now },
        None => Place::Vanished { at: found },
    }
}

fn misquoted(fact: &Fact, document: &Document) -> bool {
    let passage = fact.source.at.and_then(|at| document.passage(&at));
    fact.source.quote.as_ref().zip(passage).is_some_and(|(quote, passage)| {
        !passage.raw.contains(&fold_space(quote)) && !passage.text.contains(&fold_space(quote))
    })
}

/// The cards whose question another card asks too, with the first that asks it.
fn same_questions(file: &FactsFile) -> HashMap<Key, WhyNot> {
    let mut first: HashMap<String, Key> = HashMap::new();
    let mut same = HashMap::new();
    for fact in &file.facts {
        for asked in asked(fact, file).0 {
            let key = asked.key(file);
            match first.get(&fold(&asked.text())) {
                Some(other) => {
                    same.insert(key, WhyNot::SameQuestion { slot: asked.side.clone(), other: other.clone() });
                }
                None => {
                    first.insert(fold(&asked.text()), key);
                }
            }
        }
    }
    same
}
