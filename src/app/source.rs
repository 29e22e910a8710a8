//! The passage a card rests on: from the document where it is at hand, else where it stands.

use std::fs;

use crate::model::Source;
use crate::store::{CardRecord, Store, StoreError};
use crate::text;

/// The source of a card, in lines to show.
///
/// With the document on this machine the passage itself, and a word when it is not what it was; without it section,
/// paragraph and address.
///
/// # Errors
/// When the store cannot be read. A document that cannot be read is said in the lines.
pub fn lines(store: &Store, roots: &[String], record: &CardRecord) -> Result<Vec<String>, StoreError> {
    let Some(source) = &record.card.source else {
        return Ok(vec!["This card names no source.".to_owned()]);
    };
    let mut lines = Vec::new();
    let words = source.words();
    if !words.is_empty() {
        lines.push(format!("Source: {words}."));
    }
    let decks = store.decks(roots)?;
    let deck = decks.iter().find(|deck| deck.number == record.deck);
    lines.extend(passage(store, roots, record, source)?);
    lines.extend(source.quote.as_ref().map(|quote| format!("Quoted by the author: {quote}")));
    lines.extend(deck.and_then(|deck| deck.info.url.as_ref()).map(|url| format!("On the web: {url}")));
    Ok(lines)
}

fn passage(
    store: &Store,
    roots: &[String],
    record: &CardRecord,
    source: &Source,
) -> Result<Vec<String>, StoreError> {
    let deck = &record.card.key.deck;
    let (Some(at), Some(path)) = (&source.at, store.document_of(roots, deck)?) else {
        return Ok(Vec::new());
    };
    if !path.exists() {
        let how = format!("memoire source set {deck} FILE");
        return Ok(vec![format!("The document is not on this machine; if you have it: {how}")]);
    }
    let document = match fs::read_to_string(&path) {
        Ok(document) => text::parse(&document),
        Err(error) => return Ok(vec![format!("The document {} cannot be read: {error}.", path.display())]),
    };
    Ok(match document.passage(at) {
        None => vec![format!("The document {} has no {} any more.", path.display(), at.words())],
        Some(passage) => {
            let mut lines = vec![passage.text.clone()];
            if source.hash.as_ref().is_some_and(|hash| *hash != passage.hash()) {
                lines.push("The passage has changed since the card was written.".to_owned());
            }
            lines
        }
    })
}
