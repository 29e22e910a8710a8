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
mod clause;
mod context;
mod dates;
mod definitions;
mod entities;
mod gazetteer;
mod heads;
mod leads;
mod lists;
mod mentions;
mod names;
mod passages;
mod phrases;
mod proposal;
mod quantities;
mod questions;
mod rank;
mod references;
mod verbs;
mod words;
mod worth;

use std::collections::HashSet;

use crate::model::Locator;
use crate::text::{Block, Document};

use self::blanks::Candidate;
use self::clause::clause;
use self::context::Standing;
use self::definitions::definition;
use self::entities::{Registry, slug};
use self::lists::lists;
use self::mentions::{Sense, mentions};
use self::names::Usage;
use self::passages::{Passage, passages};
use self::questions::Sentence;
use self::words::words;

pub use self::dates::Moment;
pub use self::names::NameClass;
pub use self::proposal::{KnownEntity, Proposal, ProposalKind, Proposed, ProposedSlot, ProposedValue};
pub use self::rank::CUT;

/// A passage gives at most so many cards,
const CARDS: usize = 2;
/// and one more for each so many words,
const A_CARD: usize = 8;
/// but never more than this.
const MOST: usize = 7;
/// A heading of more words is not set before a statement.
const HEADING: usize = 8;
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
    let mut facts = acronym_facts(document, &mut registry);
    let phrases = registry.phrases();
    registry.mark_topics(document.title(), &own, &named(&own, &usage, &phrases));
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

/// The names of each text, each once.
fn named(texts: &[&str], usage: &Usage, phrases: &[(String, NameClass)]) -> Vec<HashSet<String>> {
    let names = |text: &&str| {
        mentions(text, &words(text), usage, phrases)
            .into_iter()
            .filter(|mention| matches!(mention.sense, Sense::Name(_)))
            .map(|mention| text[mention.range].to_owned())
            .collect()
    };
    texts.iter().map(names).collect()
}

fn order(at: &Locator) -> (u32, u32) {
    match *at {
        Locator::Paragraphs { first, .. } => (first, 0),
        Locator::Sentences { paragraph, last, .. } => (paragraph, last),
    }
}

/// A fact for each acronym, where it is explained.
fn acronym_facts(document: &Document, registry: &mut Registry) -> Vec<Proposal> {
    let sentences: Vec<(Locator, &str)> = document.paragraphs().flat_map(located).collect();
    let texts: Vec<&str> = sentences.iter().map(|(_, text)| *text).collect();
    entities::explained(&texts)
        .into_iter()
        .map(|(index, pair)| {
            let at = sentences[index].0;
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
                at,
                section: document.section(at.paragraph()).map(str::to_owned),
                slots: vec![slot],
            }
        })
        .collect()
}

/// The sentences of a block with their places.
fn located(block: &Block) -> Vec<(Locator, &str)> {
    let Some(paragraph) = block.paragraph else { return Vec::new() };
    block
        .sentence_texts()
        .zip(1..)
        .map(|(text, number)| (Locator::Sentences { paragraph, first: number, last: number }, text))
        .collect()
}

/// The facts of a passage: sure ones and weak ones apart.
fn passage_facts(
    passage: &Passage,
    usage: &Usage,
    phrases: &[(String, NameClass)],
    registry: &mut Registry,
) -> Vec<Proposal> {
    if !passage.items.is_empty() {
        return vec![item_list(passage)];
    }
    if let Some(fact) = definition_fact(passage) {
        return vec![fact];
    }
    let statement = shown(passage);
    let words = words(&statement);
    let mentions = mentions(&statement, &words, usage, phrases);
    let shift = statement.len() - passage.statement.len();
    let from = shift + passage.from;
    let first = words.iter().position(|word| word.range.start >= from).unwrap_or(0);
    let clause = clause(&words, first);
    let mut candidates = blanks::of_mentions(&statement, from, &words, &mentions, registry);
    if let Some(clause) = &clause {
        let sentence = Sentence { text: &statement, words: &words, clause, mentions: &mentions };
        if passage.context == 0 {
            blanks::ask(&mut candidates, &sentence);
            blanks::ask_who_must(&mut candidates, &sentence);
        }
    }
    let lists = lists(&statement, &words, from, &mentions);
    candidates.retain(|candidate| {
        !lists.iter().any(|list| {
            list.range.start <= candidate.range.start
                && candidate.range.end <= list.range.end
                && blanks::is_name(candidate)
        })
    });
    candidates.extend(lists.iter().map(|list| blanks::of_list(&statement, list)));
    let strong = candidates
        .iter()
        .filter(|candidate| candidate.confidence >= i32::from(CUT) + rank::passage_penalty(passage))
        .count();
    candidates.extend(blanks::of_phrases(
        &statement,
        &words,
        &phrases::phrases(&words, first, clause.as_ref()),
        &candidates,
        strong,
    ));
    candidates.retain(|candidate| {
        candidate.range.start >= shift + passage.asked_from
            && blanks::leaves_enough(&words, candidate, passage.lead > 0)
            && !blanks::is_whole_item(candidate, shift + passage.lead, statement.len(), passage.lead > 0)
    });
    let penalty = rank::passage_penalty(passage);
    for candidate in &mut candidates {
        candidate.confidence -= penalty;
    }
    candidates.retain(|candidate| candidate.confidence >= rank::LEAST);
    // The best first; of equals the later: what is new stands at the end.
    candidates.sort_by(|a, b| b.confidence.cmp(&a.confidence).then(b.range.start.cmp(&a.range.start)));
    let mut surfaces = HashSet::new();
    candidates.retain(|candidate| surfaces.insert(candidate.slot.surface.clone()));
    let most = (CARDS + statement.split_whitespace().count() / A_CARD).min(MOST);
    candidates.truncate(most);
    let (sure, weak): (Vec<Candidate>, Vec<Candidate>) =
        candidates.into_iter().partition(|candidate| candidate.confidence >= i32::from(CUT));
    [sure, weak]
        .into_iter()
        .filter(|group| !group.is_empty())
        .map(|group| proposal(passage, &statement, group))
        .collect()
}

/// What a text defines, asked both ways.
fn definition_fact(passage: &Passage) -> Option<Proposal> {
    let definition = definition(&passage.statement)?;
    let slot = |name: &str, text: &str, question: String| ProposedSlot {
        name: name.to_owned(),
        value: ProposedValue::Text(text.to_owned()),
        surface: text.to_owned(),
        question: Some(question),
        aliases: Vec::new(),
    };
    let document = definition.scope.map_or_else(String::new, |scope| format!(" {scope}"));
    let (term, meaning) = (definition.term, definition.meaning);
    let (ask, back) = if definition.includes { ("include", "includes") } else { ("mean", "means") };
    let mut slots =
        vec![slot("meaning", meaning, format!("What does \u{201C}{term}\u{201D} {ask}{document}?"))];
    if !entities::holds(meaning, term) {
        slots.push(slot("term", term, format!("Which term{document} {back} \u{201C}{meaning}\u{201D}?")));
    }
    Some(Proposal {
        slug: slug(&format!("definition {term}")),
        kind: ProposalKind::Definition,
        importance: 3,
        confidence: 86,
        statement: passage.statement.clone(),
        at: passage.at,
        section: passage.section.clone(),
        slots,
    })
}

/// The items behind a lead-in, as one list.
fn item_list(passage: &Passage) -> Proposal {
    let question = format!("{} (name all {}): ____", passage.statement, passage.items.len());
    let slot = ProposedSlot {
        name: "list".to_owned(),
        value: ProposedValue::Items(passage.items.clone()),
        surface: String::new(),
        question: Some(question),
        aliases: Vec::new(),
    };
    let words: usize = passage.items.iter().map(|item| item.split_whitespace().count()).sum();
    let confidence = 74 - rank::passage_penalty(passage) - i32::try_from((words / 12).min(12)).unwrap_or(0);
    Proposal {
        slug: slug_of(&passage.statement),
        kind: ProposalKind::List,
        importance: 2,
        confidence: u8::try_from(confidence.clamp(0, 99)).unwrap_or_default(),
        statement: format!("{}: {}.", passage.statement, passage.items.join("; ")),
        at: passage.at,
        section: passage.section.clone(),
        slots: vec![slot],
    }
}

/// The statement as a card shows it: under its heading, where only that says what it is about.
fn shown(passage: &Passage) -> String {
    let lower = passage.statement.to_lowercase();
    let inner = ["this section", "this part", "this article", "this chapter", "subsection ("]
        .iter()
        .any(|words| lower.contains(words));
    let heading = passage.section.as_deref().map(worth::heading).filter(|heading| {
        let count = heading.split_whitespace().count();
        (1..=HEADING).contains(&count)
            && heading.chars().any(char::is_lowercase)
            && !passage.statement.contains(heading.as_str())
    });
    match heading {
        Some(heading) if passage.standing == Standing::InSection || inner => {
            format!("{heading}: {}", passage.statement)
        }
        _ => passage.statement.clone(),
    }
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
    let kind = kind_of(&slots, statement);
    Proposal {
        slug: slug_of(&passage.statement[passage.from..]),
        kind,
        importance: rank::importance(statement, kind, &slots, confidence),
        confidence: u8::try_from(confidence.clamp(0, 99)).unwrap_or_default(),
        statement: statement.to_owned(),
        at: passage.at,
        section: passage.section.clone(),
        slots,
    }
}

fn kind_of(slots: &[ProposedSlot], statement: &str) -> ProposalKind {
    let has = |wanted: fn(&ProposedValue) -> bool| slots.iter().any(|slot| wanted(&slot.value));
    if has(|value| matches!(value, ProposedValue::Resolution { .. })) {
        ProposalKind::LegalBasis
    } else if has(|value| matches!(value, ProposedValue::Items(_))) {
        ProposalKind::List
    } else if has(|value| matches!(value, ProposedValue::Number { .. }))
        && !has(|value| matches!(value, ProposedValue::Date(..)))
    {
        ProposalKind::Number
    } else if statement.contains("signed") && has(|value| matches!(value, ProposedValue::Date(..))) {
        ProposalKind::Signature
    } else if slots.iter().any(|slot| slot.name == "definition") {
        ProposalKind::Definition
    } else if slots.iter().all(|slot| slot.name == "purpose") {
        ProposalKind::Purpose
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
    let long: Vec<&str> = statement
        .split_whitespace()
        .filter(|word| {
            word.chars().filter(|c| c.is_alphanumeric()).count() > 3
                || word.chars().any(|c| c.is_ascii_digit() || c.is_uppercase())
        })
        .take(ID_WORDS)
        .collect();
    let id = slug(&long.join(" "));
    if id.is_empty() { "fact".to_owned() } else { id }
}
