//! A text with blanks. Parsing it from `{{...}}` is the deck format's business; see `deck::cloze`.

use super::SideId;

/// A stretch of a cloze text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words that are always shown.
    Text(String),
    /// Words that a card can hide.
    Blank(Blank),
}

/// A blank of a cloze text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blank {
    /// What names it: its label, else the slug of its text. Blanks of one name are hidden together.
    pub name: SideId,
    /// Whether the author gave the name as a label (`{{#name text}}`).
    pub labelled: bool,
    /// The hidden words.
    pub text: String,
    /// Shown in the blank.
    pub hint: Option<String>,
    /// Whether the learner types it (`{{=text}}`).
    pub typed: bool,
}

/// A text with at least one blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClozeText {
    /// Its stretches, in reading order.
    pub pieces: Vec<Piece>,
}

impl ClozeText {
    /// The blanks in reading order.
    pub fn blanks(&self) -> impl Iterator<Item = &Blank> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Blank(blank) => Some(blank),
            Piece::Text(_) => None,
        })
    }

    /// The names of the blanks in reading order, each once: one card each.
    #[must_use]
    pub fn names(&self) -> Vec<&SideId> {
        let mut names = Vec::new();
        for blank in self.blanks() {
            if !names.contains(&&blank.name) {
                names.push(&blank.name);
            }
        }
        names
    }

    /// The hidden words of the blanks of that name: the first such blank's text, and whether it is typed.
    #[must_use]
    pub fn blank(&self, name: &SideId) -> Option<&Blank> {
        self.blanks().find(|blank| &blank.name == name)
    }

    /// The text with the blanks of that name replaced by what `hide` makes of them; other blanks show their words.
    pub fn with_hidden(&self, name: &SideId, mut hide: impl FnMut(&Blank) -> String) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Blank(blank) if &blank.name == name => hide(blank),
                Piece::Blank(blank) => blank.text.clone(),
            })
            .collect()
    }

    /// The whole text, nothing hidden.
    #[must_use]
    pub fn revealed(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.as_str(),
                Piece::Blank(blank) => blank.text.as_str(),
            })
            .collect()
    }
}
