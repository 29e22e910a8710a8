//! Cards that vanished with a history, and the new cards that may be they: offered, never guessed.

use std::collections::{BTreeMap, HashMap};

use thiserror::Error;
use uuid::Uuid;

use super::open::Opened;
use crate::deck::likeness::Likeness;
use crate::model::{Key, Moment};
use crate::store::{CardRecord, StoreError};

/// Cards less alike than this, of a hundred, are not offered.
const LEAST_ALIKE: usize = 50;
/// So many new cards are offered for one that vanished.
const MOST_OFFERED: usize = 5;

/// A card that vanished, and which new ones it may be.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// The card that vanished.
    pub old: CardRecord,
    /// New cards, the most alike first; never empty.
    pub candidates: Vec<Candidate>,
}

/// A new card that may be an old one.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The card.
    pub card: CardRecord,
    /// How alike they are: 0 to 100.
    pub likeness: usize,
}

/// Why two cards cannot be linked.
#[derive(Debug, Error)]
pub enum RelinkError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no such card.
    #[error("no card has, or had, the key {key}")]
    NoSuchCard {
        /// The key.
        key: Key,
    },
    /// The old card is written in a deck.
    #[error("{key} is still written, in {file}:{line}")]
    StillWritten {
        /// The key.
        key: Key,
        /// Where.
        file: String,
        /// The line.
        line: u32,
    },
    /// The new card is not written.
    #[error("{key} is written in no deck of this run")]
    NotWritten {
        /// The key.
        key: Key,
    },
    /// The new card has a history of its own.
    #[error("{key} has a history of its own: two histories cannot become one")]
    HasHistory {
        /// The key.
        key: Key,
    },
}

/// All offers: vanished cards with answers, and cards without any of the same deck or file that are alike.
///
/// # Errors
/// When the database cannot be read.
pub fn offers(opened: &Opened) -> Result<Vec<Offer>, StoreError> {
    let records = opened.store.cards(&opened.roots, true)?;
    let refused = opened.store.taken_apart()?;
    let (old, rest): (Vec<CardRecord>, Vec<CardRecord>) = records
        .into_iter()
        .filter(|record| record.archived == (record.grades > 0))
        .partition(|record| record.archived);
    let likenesses: Vec<Likeness> = rest.iter().map(|record| Likeness::of(&record.card)).collect();
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, likeness) in likenesses.iter().enumerate() {
        for word in likeness.words() {
            places.entry(word).or_default().push(place);
        }
    }
    let mut offers = Vec::new();
    for old in old {
        let own = Likeness::of(&old.card);
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for place in own.words().filter_map(|word| places.get(word)).flatten() {
            *shared.entry(*place).or_default() += 1;
        }
        let mut candidates: Vec<Candidate> = shared
            .into_keys()
            .map(|place| (&rest[place], &likenesses[place]))
            .filter(|(new, _)| is_neighbour(&old, new))
            .filter(|(new, _)| !refused.contains(&(old.card.key.clone(), new.card.key.clone())))
            .map(|(new, likeness)| Candidate { card: new.clone(), likeness: own.with(likeness) })
            .filter(|candidate| candidate.likeness >= LEAST_ALIKE)
            .collect();
        candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.likeness));
        candidates.truncate(MOST_OFFERED);
        if !candidates.is_empty() {
            offers.push(Offer { old, candidates });
        }
    }
    Ok(offers)
}

/// Whether the cards are of the same root, and of the same deck or file.
fn is_neighbour(old: &CardRecord, new: &CardRecord) -> bool {
    let same_file = old.card.place.file == new.card.place.file;
    old.root == new.root && (old.card.key.deck == new.card.key.deck || same_file)
}

/// The two cards of a link, when they can be linked.
///
/// # Errors
/// When there are no such cards, the old one is still written, or the new one is not or has a history of its own.
pub fn pair(opened: &Opened, old: &Key, new: &Key) -> Result<(CardRecord, CardRecord), RelinkError> {
    let found = |key: &Key| -> Result<CardRecord, RelinkError> {
        let record = opened.store.card_by_key(key)?;
        let ours = record.filter(|record| opened.roots.contains(&record.root));
        ours.ok_or_else(|| RelinkError::NoSuchCard { key: key.clone() })
    };
    let (old, new) = (found(old)?, found(new)?);
    if !old.archived {
        let place = old.card.place.clone();
        return Err(RelinkError::StillWritten { key: old.card.key, file: place.file, line: place.line });
    }
    if new.archived {
        return Err(RelinkError::NotWritten { key: new.card.key });
    }
    if !opened.store.history(&new.card.key)?.is_empty() {
        return Err(RelinkError::HasHistory { key: new.card.key });
    }
    Ok((old, new))
}

/// Lets the old card go on as the new one.
///
/// # Errors
/// When the database cannot be written, or another process was faster.
pub fn link(
    opened: &mut Opened,
    old: &CardRecord,
    new: &CardRecord,
    now: Moment,
    uuid: Uuid,
) -> Result<(), RelinkError> {
    if opened.store.relink(old.id, new.id, now, uuid)? {
        Ok(())
    } else {
        Err(RelinkError::HasHistory { key: new.card.key.clone() })
    }
}
