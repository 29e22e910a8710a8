//! Cards for other programs.

use std::collections::HashMap;
use std::path::Path;

use super::facts::{self as facts_files, FactsError};
use crate::deck::{self, Settle};
use crate::exchange::jsonl::{ExportCard, PutAs};
use crate::facts::{self, Fact, FactsFile, Form, Status};
use crate::model::{Card, DeckId, EntryId};
use crate::store::{CardRecord, Store, StoreError};
use crate::text::Document;

/// The lines of a facts file: its cards, and their presentations behind them.
///
/// `status` picks the facts of one status; without it those that give cards. `against` is the document quotes are taken
/// from; without it the one beside the facts, and without that there are no quotes.
///
/// # Errors
/// When a file cannot be read, or has faults.
pub fn facts_file(
    path: &Path,
    status: Option<Status>,
    against: Option<&Path>,
) -> Result<Vec<ExportCard>, FactsError> {
    let mut file = facts_files::open(path)?.file;
    let beside = facts_files::document_beside(path, &file);
    let document = against.map(Path::to_owned).or(beside);
    let document = document.as_deref().map(facts_files::document).transpose()?;
    if let Some(status) = status {
        take_status(&mut file, status);
    }
    // What no person has read is put as it stands: its neighbours are no honest distractors yet.
    let presentations =
        if status == Some(Status::Proposed) { Vec::new() } else { facts::presentations(&file) };
    let mut lines = Vec::new();
    for card in derived_cards(path, &file)? {
        let fact = file.fact(&card.key.entry);
        lines.push(of_card(&card, fact, document.as_ref()));
        for put in presentations.iter().filter(|put| put.key == card.key) {
            let form = match &put.form {
                Form::Choice { options } => {
                    PutAs::Choice(options.iter().map(|option| option.text.clone()).collect())
                }
                Form::TrueFalse { .. } => PutAs::TrueFalse,
            };
            let line = ExportCard::of_presentation(&put.key, put.question.clone(), put.answers.clone(), form);
            lines.push(with_fact(line, &card, fact, document.as_ref()));
        }
    }
    Ok(lines)
}

/// Keeps the facts of one status, and lets them give cards whatever it is.
fn take_status(file: &mut FactsFile, status: Status) {
    file.facts.retain(|fact| fact.status == status);
    for fact in &mut file.facts {
        fact.status = Status::Accepted;
    }
    let kept = |id: &EntryId, facts: &[Fact]| facts.iter().any(|fact| fact.id == *id);
    let FactsFile { facts, sequences, .. } = file;
    sequences.retain(|sequence| sequence.facts.iter().all(|id| kept(id, facts)));
}

/// The cards that the deck of these facts has: by way of its text, so that they are those a learner would get.
fn derived_cards(path: &Path, file: &FactsFile) -> Result<Vec<Card>, FactsError> {
    let derived = facts::derive(file);
    let name = path.display().to_string();
    let faulty = |diagnostics| FactsError::Faulty { path: path.to_owned(), diagnostics };
    let made = deck::regenerate(&name, None, &derived.info, "", &derived.notes, Settle::default());
    let parsed = deck::parse(&name, &made.map_err(faulty)?.text);
    parsed.deck.map(|deck| deck.cards).ok_or_else(|| faulty(parsed.diagnostics))
}

fn of_card(card: &Card, fact: Option<&Fact>, document: Option<&Document>) -> ExportCard {
    with_fact(ExportCard::of_card(card), card, fact, document)
}

fn with_fact(
    mut line: ExportCard,
    card: &Card,
    fact: Option<&Fact>,
    document: Option<&Document>,
) -> ExportCard {
    line.source_quote = quote(card, document).or(line.source_quote);
    line.group = Some(card.key.entry.to_string());
    line.confidence = fact.and_then(|fact| fact.confidence);
    line
}

/// The document's own characters where the card's answer stands.
#[must_use]
pub fn quote(card: &Card, document: Option<&Document>) -> Option<String> {
    let at = card.source.as_ref()?.at?;
    Some(document?.passage(&at)?.raw)
}

/// The lines of loaded cards; quotes come from each deck's document, or from `against` for all.
///
/// # Errors
/// When the store cannot be read. A deck's own document that is not at hand gives no quotes.
pub fn cards(
    store: &Store,
    roots: &[String],
    records: &[CardRecord],
    against: Option<&Document>,
) -> Result<Vec<ExportCard>, StoreError> {
    let mut documents: HashMap<DeckId, Option<Document>> = HashMap::new();
    let mut lines = Vec::new();
    for record in records {
        let deck = &record.card.key.deck;
        if against.is_none() && !documents.contains_key(deck) {
            let path = store.document_of(roots, deck)?;
            let document = path.and_then(|path| facts_files::document(&path).ok());
            documents.insert(deck.clone(), document);
        }
        let document = against.or_else(|| documents.get(deck)?.as_ref());
        lines.push(of_card(&record.card, None, document));
    }
    Ok(lines)
}
