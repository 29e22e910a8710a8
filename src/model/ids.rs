//! Identifiers: deck, entry, side, and the key that names a card for ever.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A text that is no identifier.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "\"{text}\" is no id: an id starts with a small letter or digit and goes on with small letters, digits and hyphens"
)]
pub struct IdError {
    /// The text as given.
    pub text: String,
}

fn is_id(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        ///
        /// Always of the form `[a-z0-9][a-z0-9-]*`.
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Checks the form and wraps the text.
            ///
            /// # Errors
            /// When the text is not of the form `[a-z0-9][a-z0-9-]*`.
            pub fn new(text: impl Into<String>) -> Result<Self, IdError> {
                let text = text.into();
                if is_id(&text) { Ok(Self(text)) } else { Err(IdError { text }) }
            }

            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::new(text)
            }
        }
    };
}

id_type!(
    /// The id of a deck, the first part of every key of its cards.
    DeckId
);
id_type!(
    /// The id of an entry (a note) within its deck.
    EntryId
);
id_type!(
    /// The name of one question of an entry that has several.
    SideId
);

/// The number of a card in the database at hand; it means nothing elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CardId(pub i64);

/// The permanent name of a card: `deck/entry` or `deck/entry/side`. History hangs on it, never on the text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The deck.
    pub deck: DeckId,
    /// The entry in the deck.
    pub entry: EntryId,
    /// The question of the entry, where it has several.
    pub side: Option<SideId>,
}

impl Key {
    /// Puts a key together.
    #[must_use]
    pub fn new(deck: DeckId, entry: EntryId, side: Option<SideId>) -> Self {
        Self { deck, entry, side }
    }

    /// `deck/entry`: what siblings share.
    #[must_use]
    pub fn entry_path(&self) -> String {
        format!("{}/{}", self.deck, self.entry)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.side {
            None => write!(f, "{}/{}", self.deck, self.entry),
            Some(side) => write!(f, "{}/{}/{side}", self.deck, self.entry),
        }
    }
}

/// A text that is no key.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum KeyError {
    /// Not two or three parts.
    #[error("\"{text}\" is no key: a key is deck/entry or deck/entry/side")]
    Parts {
        /// The text as given.
        text: String,
    },
    /// One part is no id.
    #[error(transparent)]
    Id(#[from] IdError),
}

impl FromStr for Key {
    type Err = KeyError;
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let parts: Vec<&str> = text.split('/').collect();
        match parts[..] {
            [deck, entry] => Ok(Self::new(deck.parse()?, entry.parse()?, None)),
            [deck, entry, side] => Ok(Self::new(deck.parse()?, entry.parse()?, Some(side.parse()?))),
            _ => Err(KeyError::Parts { text: text.to_owned() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back_as_written() {
        for text in ["fire/x", "fire/treaty/when", "0/0-a"] {
            assert_eq!(text.parse::<Key>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn wrong_keys_are_refused() {
        for text in ["", "fire", "a/b/c/d", "Fire/x", "fire/-x", "fire/ü", "fire/"] {
            assert!(text.parse::<Key>().is_err(), "{text}");
        }
    }
}
