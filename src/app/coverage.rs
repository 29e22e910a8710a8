//! How much of a document its facts cover.

use std::path::Path;

use super::facts::{self as facts_files, FactsError};
use crate::facts::{self, Fact, FactsFile, Importance, Status};
use crate::model::{EntryId, Locator};
use crate::text::Document;

/// Shorter sentences are no statements.
const WORDS: usize = 4;

/// A section of a document, and what is asked of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// Its heading; none before the first.
    pub title: Option<String>,
    /// Its sentences.
    pub sentences: usize,
    /// Those that a fact names.
    pub covered: usize,
    /// Facts that give cards.
    pub facts: usize,
    /// Facts nobody has read yet.
    pub proposed: usize,
    /// Cards of its facts.
    pub cards: usize,
    /// Facts by importance, from 3 to 1; proposed ones too.
    pub importance: [usize; 3],
}

/// A sentence that no fact names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncovered {
    /// Where it stands.
    pub at: Locator,
    /// Under which heading.
    pub section: Option<String>,
    /// Its words.
    pub text: String,
}

/// How much of a document is covered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// By section, in reading order.
    pub sections: Vec<Section>,
    /// What is not covered.
    pub uncovered: Vec<Uncovered>,
}

/// Counts, for a facts file and its document.
///
/// # Errors
/// When a file cannot be read, or there is no document.
pub fn coverage(path: &Path, against: Option<&Path>) -> Result<Coverage, FactsError> {
    let opened = facts_files::open(path)?;
    let beside = facts_files::document_beside(path, &opened.file);
    let document = against
        .map(Path::to_owned)
        .or(beside)
        .ok_or_else(|| FactsError::NoDocument { path: path.to_owned() })?;
    Ok(count(&opened.file, &facts_files::document(&document)?))
}

/// Counts.
#[must_use]
pub fn count(file: &FactsFile, document: &Document) -> Coverage {
    let mut coverage = Coverage { sections: Vec::new(), uncovered: Vec::new() };
    let open: Vec<&Fact> =
        file.facts.iter().filter(|fact| !matches!(fact.status, Status::Rejected | Status::Retired)).collect();
    let derived = facts::derive(file);
    let cards = |id: &EntryId| {
        derived.given.iter().find(|given| given.id == *id).map_or(0, |given| given.cards.len())
    };
    for block in document.paragraphs() {
        let Some(paragraph) = block.paragraph else { continue };
        let title = document.section(paragraph).map(str::to_owned);
        let index = section_of(&mut coverage.sections, title.clone());
        for (text, number) in block.sentence_texts().zip(1..) {
            if text.split_whitespace().count() < WORDS {
                continue;
            }
            let section = &mut coverage.sections[index];
            section.sentences += 1;
            if open.iter().any(|fact| fact.source.at.is_some_and(|at| holds(&at, paragraph, number))) {
                section.covered += 1;
            } else {
                let at = Locator::Sentences { paragraph, first: number, last: number };
                coverage.uncovered.push(Uncovered { at, section: title.clone(), text: text.to_owned() });
            }
        }
        for fact in open.iter().filter(|fact| fact.source.at.is_some_and(|at| at.paragraph() == paragraph)) {
            let section = &mut coverage.sections[index];
            section.cards += cards(&fact.id);
            section.importance[3 - fact.importance as usize] += 1;
            match fact.status {
                Status::Proposed => section.proposed += 1,
                _ => section.facts += 1,
            }
        }
    }
    coverage
}

fn section_of(sections: &mut Vec<Section>, title: Option<String>) -> usize {
    if sections.last().is_none_or(|last| last.title != title) {
        sections.push(Section { title, ..Section::default() });
    }
    sections.len() - 1
}

fn holds(at: &Locator, paragraph: u32, sentence: u32) -> bool {
    match *at {
        Locator::Paragraphs { first, last } => (first..=last).contains(&paragraph),
        Locator::Sentences { paragraph: own, first, last } => {
            own == paragraph && (first..=last).contains(&sentence)
        }
    }
}

/// The importance that a place of [`Section::importance`] counts.
#[must_use]
pub const fn importance_at(place: usize) -> Importance {
    match place {
        0 => Importance::Must,
        1 => Importance::May,
        _ => Importance::Background,
    }
}
