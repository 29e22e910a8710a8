//! From a document to proposed facts: what it states that an examiner might ask, found by rule.
//!
//! The stages, each a module: passages (sentences worth a question, clauses joined with their lead-in), acronyms,
//! mentions (times, numbers, references, names), patterns that give a safe question, lists, and blanks where no
//! question is safe; then how sure each is. The same document always gives the same proposals. **No fact is better than
//! a fluent wrong one:** a sentence whose subject stands elsewhere is given with what it needs, or not at all.
//!
//! Knows documents only: nothing of the facts format, of decks, or of files.

mod acronyms;
mod blanks;
mod context;
mod dates;
mod entities;
mod gazetteer;
mod mentions;
mod names;
mod passages;
mod proposal;
mod quantities;
mod rank;
mod references;
mod verbs;
mod words;

use std::collections::HashSet;

use crate::text::Document;

use self::blanks::Candidate;
use self::entities::{Registry, slug};
use self::mentions::in_text;
use self::names::Usage;
use self::passages::{Passage, passages};
use self::words::words;

pub use self::dates::Moment;
pub use self::names::NameClass;
pub use self::proposal::{KnownEntity, Proposal, ProposalKind, Proposed, ProposedSlot, ProposedValue};
pub use self::rank::CUT;

/// A passage gives at most so many cards,
const CARDS: usize = 4;
/// and one more when it is long.
const LONG: usize = 30;
/// So many words of a statement make its id.
const ID_WORDS: usize = 5;

/// Proposes the facts of a document. `known` are the entities of the author's own file: they are found by all their
/// names, and come back first and in their order.
#[must_use]
pub fn propose(document: &Document, known: &[KnownEntity]) -> Proposed {
    let passages = passages(document);
    let mut registry = Registry::new(known);
    let mut usage = Usage::default();
    for passage in &passages {
        usage.learn(&words(&passage.statement));
    }
    let own: Vec<&str> = passages.iter().map(|passage| &passage.statement[passage.from..]).collect();
    let mut facts = acronym_facts(&passages, &own, &mut registry);
    registry.mark_topics(document.title(), &own);
    let phrases = registry.phrases();
    let mut seen = HashSet::new();
    for passage in &passages {
        if seen.insert(passage.statement.clone()) {
            facts.extend(passage_facts(passage, &usage, &phrases, &mut registry));
        }
    }
    facts.sort_by_key(|fact| order(&fact.at));
    let topics = |value: &ProposedValue| matches!(value, ProposedValue::Entity(index) if registry.entities[*index].topic);
    for fact in &mut facts {
        if fact.kind != ProposalKind::Acronym {
            fact.slots.retain(|slot| !topics(&slot.value));
        }
    }
    facts.retain(|fact| !fact.slots.is_empty());
    Proposed { entities: registry.entities, facts }
}

fn order(at: &crate::model::Locator) -> (u32, u32) {
    use crate::model::Locator;
    match *at {
        Locator::Paragraphs { first, .. } => (first, 0),
        Locator::Sentences { paragraph, last, .. } => (paragraph, last),
    }
}

/// A fact for each acronym, where it is explained.
fn acronym_facts(passages: &[Passage], own: &[&str], registry: &mut Registry) -> Vec<Proposal> {
    entities::explained(own)
        .into_iter()
        .map(|(index, pair)| {
            let passage = &passages[index];
            let entity = registry.of_pair(&pair);
            let slot = ProposedSlot {
                name: "what".to_owned(),
                value: ProposedValue::Entity(entity),
                surface: pair.short.clone(),
                question: None,
                aliases: Vec::new(),
            };
            Proposal {
                slug: slug(&format!("acronym {}", pair.short)),
                kind: ProposalKind::Acronym,
                importance: 2,
                confidence: if pair.clean { 96 } else { 88 },
                statement: format!("{} stands for {}.", pair.short, registry.entities[entity].name),
                at: passage.at,
                section: passage.section.clone(),
                slots: vec![slot],
            }
        })
        .collect()
}

/// The facts of a passage: sure ones and weak ones apart.
fn passage_facts(passage: &Passage, usage: &Usage, phrases: &[(String, NameClass)], registry: &mut Registry) -> Vec<Proposal> {
    let statement = shown(passage);
    let shift = statement.len() - passage.statement.len();
    let words = words(&statement);
    let mentions = in_text(&statement, usage, phrases);
    let from = shift + passage.from;
    let mut candidates = blanks::of_mentions(&statement, from, &words, &mentions, registry);
    let penalty = rank::passage_penalty(passage);
    for candidate in &mut candidates {
        candidate.confidence -= penalty;
    }
    candidates.retain(|candidate| candidate.confidence >= rank::LEAST);
    // The best first; of equals the later: what is new stands at the end.
    candidates.sort_by(|a, b| b.confidence.cmp(&a.confidence).then(b.range.start.cmp(&a.range.start)));
    let most = CARDS + usize::from(statement.split_whitespace().count() > LONG);
    candidates.truncate(most);
    let (sure, weak): (Vec<Candidate>, Vec<Candidate>) =
        candidates.into_iter().partition(|candidate| candidate.confidence >= i32::from(CUT));
    [sure, weak].into_iter().filter(|group| !group.is_empty()).map(|group| proposal(passage, &statement, group)).collect()
}

/// The statement as a card shows it.
fn shown(passage: &Passage) -> String {
    passage.statement.clone()
}

fn proposal(passage: &Passage, statement: &str, mut group: Vec<Candidate>) -> Proposal {
    let confidence = group.iter().map(|candidate| candidate.confidence).min().unwrap_or_default();
    group.sort_by_key(|candidate| candidate.range.start);
    let mut slots: Vec<ProposedSlot> = group.into_iter().map(|candidate| candidate.slot).collect();
    let mut names: Vec<String> = Vec::new();
    for slot in &mut slots {
        let base = slot.name.clone();
        let mut number = 2;
        while names.contains(&slot.name) {
            slot.name = format!("{base}-{number}");
            number += 1;
        }
        names.push(slot.name.clone());
    }
    Proposal {
        slug: slug_of(&passage.statement[passage.from..]),
        kind: kind_of(&slots),
        importance: 2,
        confidence: u8::try_from(confidence.clamp(0, 99)).unwrap_or_default(),
        statement: statement.to_owned(),
        at: passage.at,
        section: passage.section.clone(),
        slots,
    }
}

fn kind_of(slots: &[ProposedSlot]) -> ProposalKind {
    let has = |wanted: fn(&ProposedValue) -> bool| slots.iter().any(|slot| wanted(&slot.value));
    if has(|value| matches!(value, ProposedValue::Resolution { .. })) {
        ProposalKind::LegalBasis
    } else if has(|value| matches!(value, ProposedValue::Items(_))) {
        ProposalKind::List
    } else if has(|value| matches!(value, ProposedValue::Number { .. })) && !has(|value| matches!(value, ProposedValue::Date(..))) {
        ProposalKind::Number
    } else {
        ProposalKind::Event
    }
}

/// An id for a document or a fact, from words of any kind.
#[must_use]
pub fn id_of(words: &str) -> String {
    let id = slug(words);
    if id.is_empty() { "document".to_owned() } else { id }
}

fn slug_of(statement: &str) -> String {
    let long: Vec<&str> = statement.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphanumeric()).count() > 3 || word.chars().any(|c| c.is_ascii_digit() || c.is_uppercase())).take(ID_WORDS).collect();
    let id = slug(&long.join(" "));
    if id.is_empty() { "fact".to_owned() } else { id }
}
