//! Blanks in a statement: where the value of a slot stands.

use std::cmp::Reverse;
use std::ops::Range;

use crate::model::{Blank, ClozeText, Piece};

use super::answers::{Way, Writing, is_typed, writings};
use super::file::{FactsFile, Slot, Value};
use super::words::places;

/// A stretch of the statement that tells the value of a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stand {
    pub range: Range<usize>,
    pub way: Way,
}

/// Which writing is preferred where several overlap: the usual words, so that what stays in view is their company.
const fn rank(way: Way) -> u8 {
    match way {
        Way::Full => 0,
        Way::Name => 1,
        Way::Acronym | Way::Form(_) => 2,
        Way::Alias => 3,
    }
}

/// Where the value of a slot stands in the statement, in reading order.
pub(super) fn stands(statement: &str, slot: &Slot, file: &FactsFile) -> Vec<Stand> {
    let mut writings = writings(&slot.value, file);
    writings.extend(slot.aliases.iter().map(|alias| Writing { way: Way::Alias, text: alias.clone() }));
    let names = longer_names(statement, slot, file);
    let mut found: Vec<Stand> = Vec::new();
    let mut all: Vec<Stand> = writings
        .iter()
        .flat_map(|writing| {
            places(statement, &writing.text).into_iter().map(|range| Stand { range, way: writing.way })
        })
        .filter(|stand| !names.iter().any(|name| covers(name, &stand.range)))
        .collect();
    all.sort_by_key(|stand| (rank(stand.way), Reverse(stand.range.len()), stand.range.start));
    for stand in all {
        if found
            .iter()
            .all(|other| other.range.end <= stand.range.start || stand.range.end <= other.range.start)
        {
            found.push(stand);
        }
    }
    found.sort_by_key(|stand| stand.range.start);
    found
}

fn covers(name: &Range<usize>, range: &Range<usize>) -> bool {
    name.start <= range.start && range.end <= name.end && name.len() > range.len()
}

/// Where the names of other entities stand: `African Union` within `African Union Mission in Sudan` is not the union.
fn longer_names(statement: &str, slot: &Slot, file: &FactsFile) -> Vec<Range<usize>> {
    let own = match &slot.value {
        Value::Entity(id) => Some(id),
        _ => None,
    };
    file.entities
        .iter()
        .filter(|entity| Some(&entity.id) != own)
        .flat_map(|entity| entity.names())
        .flat_map(|name| places(statement, name))
        .collect()
}

/// The statement with the value of a slot blanked wherever it stands; none when it does not.
pub(super) fn cloze(statement: &str, slot: &Slot, file: &FactsFile) -> Option<ClozeText> {
    let stands = stands(statement, slot, file);
    if stands.is_empty() {
        return None;
    }
    let mut pieces = Vec::new();
    let mut from = 0;
    for stand in stands {
        if from < stand.range.start {
            pieces.push(Piece::Text(statement[from..stand.range.start].to_owned()));
        }
        from = stand.range.end;
        pieces.push(Piece::Blank(Blank {
            name: slot.name.clone(),
            labelled: true,
            text: statement[stand.range].to_owned(),
            hint: None,
            typed: is_typed(slot, file),
        }));
    }
    if from < statement.len() {
        pieces.push(Piece::Text(statement[from..].to_owned()));
    }
    Some(ClozeText { pieces })
}
