//! Proposals of a new extraction put together with what an author made of earlier ones.
//!
//! What a person has settled (accepted, edited, rejected, retired, or written by hand) is never touched: what it asks of
//! a passage is not proposed again. Proposals nobody has read are brought up to date, and keep their ids.

use std::collections::HashSet;

use thiserror::Error;
use toml_edit::{DocumentMut, Item, Table};

use crate::model::EntryId;

use super::file::{Fact, FactKind, FactsFile, Status, Value};
use super::render::{render_entity, render_fact};
use super::write::WriteError;

/// What becomes of the proposals.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Merge {
    /// New proposals, with ids that are free in the file.
    pub added: Vec<Fact>,
    /// Proposals that were there, and have changed; the file has their ids.
    pub renewed: Vec<Fact>,
    /// How many proposals are as they were.
    pub same: usize,
    /// Proposals that nobody read and that the document does not give any more.
    pub gone: Vec<EntryId>,
    /// How many proposals were left out because a person has settled what they ask.
    pub settled: usize,
}

/// A merge that cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("cannot add to the facts file: {0}")]
pub struct MergeError(#[from] WriteError);

/// Compares what a file has with what extraction proposes now.
#[must_use]
pub fn merge(old: &FactsFile, fresh: &[Fact]) -> Merge {
    let mut merge = Merge::default();
    let mut ids: HashSet<String> = old
        .facts
        .iter()
        .map(|fact| fact.id.to_string())
        .chain(old.sequences.iter().map(|one| one.id.to_string()))
        .collect();
    let mut kept: HashSet<&EntryId> = HashSet::new();
    for fact in fresh {
        let Some(open) = without_settled(fact, old) else {
            merge.settled += 1;
            continue;
        };
        let known = old.facts.iter().find(|other| {
            other.status == Status::Proposed && !kept.contains(&other.id) && alike(other, &open)
        });
        match known {
            Some(known) => {
                kept.insert(&known.id);
                let renewed = Fact {
                    id: known.id.clone(),
                    importance: known.importance,
                    objective: known.objective.clone(),
                    tags: known.tags.clone(),
                    ..open
                };
                if renewed == *known {
                    merge.same += 1;
                } else {
                    merge.renewed.push(renewed);
                }
            }
            None => merge.added.push(Fact { id: free(&fact.id, &mut ids), ..open }),
        }
    }
    merge.gone = old
        .facts
        .iter()
        .filter(|fact| fact.status == Status::Proposed && !kept.contains(&fact.id))
        .map(|fact| fact.id.clone())
        .collect();
    merge
}

/// A proposal without the slots that a person has settled for the same passage; none when nothing is left.
fn without_settled(fact: &Fact, old: &FactsFile) -> Option<Fact> {
    let settled: Vec<&Fact> = old
        .facts
        .iter()
        .filter(|other| other.status != Status::Proposed && same_passage(other, fact))
        .collect();
    if settled.is_empty() {
        return Some(fact.clone());
    }
    let mut open = fact.clone();
    let asked = |value: &Value| {
        settled.iter().any(|other| {
            other.kind == fact.kind && other.statement == fact.statement
                || other.slots.iter().any(|slot| slot.value == *value)
        })
    };
    if fact.kind == FactKind::Acronym {
        let same = settled.iter().any(|other| {
            other.kind == FactKind::Acronym
                && other.slots.iter().any(|slot| fact.slots.iter().any(|own| own.value == slot.value))
        });
        return (!same).then_some(open);
    }
    open.slots.retain(|slot| !asked(&slot.value));
    open.asks.retain(|(side, _)| open.slots.iter().any(|slot| slot.name == *side));
    (!open.slots.is_empty()).then_some(open)
}

fn same_passage(a: &Fact, b: &Fact) -> bool {
    a.source.hash.is_some() && a.source.hash == b.source.hash || a.statement == b.statement
}

/// Whether two proposals are of one passage and share something asked.
fn alike(a: &Fact, b: &Fact) -> bool {
    (a.kind == FactKind::Acronym) == (b.kind == FactKind::Acronym)
        && same_passage(a, b)
        && a.slots.iter().any(|slot| b.slots.iter().any(|other| other.value == slot.value))
}

fn free(id: &EntryId, ids: &mut HashSet<String>) -> EntryId {
    let mut free = id.clone();
    let mut number = 2;
    while !ids.insert(free.to_string()) {
        free = EntryId::new(format!("{id}-{number}")).unwrap_or(free);
        number += 1;
    }
    free
}

/// The text of a facts file with a merge carried out: all else stays as it was.
///
/// # Errors
/// When the file is no TOML.
pub fn write_merge(
    source: &str,
    old: &FactsFile,
    fresh: &FactsFile,
    merge: &Merge,
) -> Result<String, MergeError> {
    let syntax = |error: toml_edit::TomlError| WriteError::Syntax { message: error.message().to_owned() };
    let mut document: DocumentMut = source.parse().map_err(syntax)?;
    for id in &merge.gone {
        if let Some(facts) = document.get_mut("fact").and_then(Item::as_table_like_mut) {
            facts.remove(id.as_str());
        }
    }
    for fact in &merge.renewed {
        let new: DocumentMut = render_fact(fact).parse().map_err(syntax)?;
        let table = new.get("fact").and_then(|facts| facts.get(fact.id.as_str())).and_then(Item::as_table);
        let place = document.get_mut("fact").and_then(|facts| facts.get_mut(fact.id.as_str()));
        if let (Some(table), Some(place)) = (table, place) {
            let mut table: Table = table.clone();
            if let Some(old) = place.as_table() {
                table.set_position(old.position());
                *table.decor_mut() = old.decor().clone();
            }
            *place = Item::Table(table);
        }
    }
    let mut text = document.to_string();
    if source.starts_with('\u{feff}') && !text.starts_with('\u{feff}') {
        text.insert(0, '\u{feff}');
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    for entity in fresh.entities.iter().filter(|entity| old.entity(&entity.id).is_none()) {
        text.push('\n');
        text.push_str(&render_entity(entity));
    }
    for fact in &merge.added {
        text.push('\n');
        text.push_str(&render_fact(fact));
    }
    Ok(text)
}
