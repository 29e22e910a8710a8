//! Documents: plain text to blocks, sentences and passages.
//!
//! A document is cut into blocks (title, headings, paragraphs, list items, tables, footnotes, page furniture), and the
//! blocks that carry statements into sentences. A place is a paragraph number and a sentence number ([`Locator`]).
//! **What counts as a paragraph:** paragraphs, list items and footnotes, from 1 in reading order. Titles, headings,
//! tables and furniture (page numbers, running titles, the navigation above a title) are not counted.
//!
//! Knows nothing of facts, cards or files.

mod blocks;
mod fold;
mod footnotes;
mod hyphens;
mod lines;
mod math;
mod piece;
mod sentences;
mod shown;

use std::ops::Range;

use thiserror::Error;

use crate::model::Locator;

use self::fold::Folded;
use self::piece::PieceText;

pub use self::fold::{fold_space, hash};
pub use self::math::formula;
pub use self::sentences::sentences;
pub use self::shown::{ascii, harmless, harmless_line, is_harmful};

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The title of the document.
    Title,
    /// A heading; the section of what follows.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list, without its bullet or number.
    ListItem,
    /// Rows and columns, kept as they are; never a source of sentences.
    Table,
    /// A note of the author, without its number.
    Footnote,
    /// Page numbers, running titles, navigation: no part of the text.
    Furniture,
}

impl BlockKind {
    /// Whether blocks of this kind have a paragraph number.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Self::Paragraph | Self::ListItem | Self::Footnote)
    }
}

/// A stretch of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the source, in bytes.
    pub span: Range<usize>,
    /// Its paragraph number, from 1; none for blocks that are not counted.
    pub paragraph: Option<u32>,
    /// The number or bullet a list item is headed by, as written: `(a)`, `2.`.
    pub marker: Option<String>,
    /// Its sentences as ranges of [`Self::text`]: they touch, and together cover it.
    pub sentences: Vec<Range<usize>>,
    content: PieceText,
}

impl Block {
    /// Its text: lines joined, hyphenation and note numbers taken out, white space folded (tables keep their rows).
    #[must_use]
    pub fn text(&self) -> &str {
        self.content.as_str()
    }

    /// Its sentences, without the blanks around them.
    pub fn sentence_texts(&self) -> impl Iterator<Item = &str> {
        self.sentences.iter().map(|range| self.text()[range.clone()].trim())
    }
}

/// A stretch of a document that a locator names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The text as read: joined, repaired, white space folded; paragraphs are parted by one blank.
    pub text: String,
    /// The document's own characters from the first to the last sentence, unrepaired, white space as one blank.
    pub raw: String,
    /// The nearest heading above, else the title.
    pub section: Option<String>,
}

impl Passage {
    /// What tells whether the passage is still the same: 8 hex digits.
    #[must_use]
    pub fn hash(&self) -> String {
        hash(&self.text)
    }
}

/// Why a search gave no place.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FindError {
    /// There is nothing to look for.
    #[error("there are no words to look for")]
    Empty,
    /// The words stand nowhere in the document.
    #[error("\"{needle}\" does not stand in the document")]
    Nowhere {
        /// The words.
        needle: String,
    },
    /// The words stand in several places.
    #[error("\"{needle}\" stands in {} places: {}", places.len(), list(places))]
    Several {
        /// The words.
        needle: String,
        /// Where, in reading order.
        places: Vec<Locator>,
    },
    /// The words stand only in blocks without a paragraph number.
    #[error(
        "\"{needle}\" stands only in a heading, a table or a page margin, which have no paragraph number"
    )]
    Uncounted {
        /// The words.
        needle: String,
    },
}

fn list(places: &[Locator]) -> String {
    places.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// A document in blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    source: String,
    blocks: Vec<Block>,
}

/// Reads a document. Any text is a document, if only of one paragraph.
#[must_use]
pub fn parse(source: &str) -> Document {
    let mut number = 0;
    let blocks = blocks::blocks(source)
        .into_iter()
        .map(|raw| {
            let paragraph = raw.kind.counts().then(|| {
                number += 1;
                number
            });
            let sentences = if raw.kind.counts() { sentences(raw.content.as_str()) } else { Vec::new() };
            Block {
                kind: raw.kind,
                span: raw.content.source_span(),
                paragraph,
                marker: raw.marker,
                sentences,
                content: raw.content,
            }
        })
        .collect();
    Document { source: source.to_owned(), blocks }
}

impl Document {
    /// Its blocks in reading order.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Its title, if it has one.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.blocks.iter().find(|block| block.kind == BlockKind::Title).map(Block::text)
    }

    /// The blocks that have a paragraph number, in reading order: the first has number 1.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| block.paragraph.is_some())
    }

    /// The nearest heading above a paragraph, else the title.
    #[must_use]
    pub fn section(&self, paragraph: u32) -> Option<&str> {
        self.blocks
            .iter()
            .take_while(|block| block.paragraph != Some(paragraph))
            .filter(|block| matches!(block.kind, BlockKind::Title | BlockKind::Heading))
            .last()
            .map(Block::text)
    }

    /// The passage at a place; none when the document has no such place.
    #[must_use]
    pub fn passage(&self, at: &Locator) -> Option<Passage> {
        let (first, last) = match *at {
            Locator::Paragraphs { first, last } => {
                let (first, last) = (self.numbered(first)?, self.numbered(last)?);
                ((first, 0..first.text().len()), (last, 0..last.text().len()))
            }
            Locator::Sentences { paragraph, first, last } => {
                let block = self.numbered(paragraph)?;
                let sentence = |number: u32| block.sentences.get(number as usize - 1).cloned();
                ((block, sentence(first)?), (block, sentence(last)?))
            }
        };
        let text = match *at {
            Locator::Sentences { .. } => first.0.text()[first.1.start..last.1.end].to_owned(),
            Locator::Paragraphs { first, last } => {
                let inside = |block: &&Block| block.paragraph.is_some_and(|n| (first..=last).contains(&n));
                self.blocks.iter().filter(inside).map(Block::text).collect::<Vec<_>>().join(" ")
            }
        };
        let start = first.0.content.source_start(first.1);
        let end = last.0.content.source_end(last.1);
        Some(Passage {
            text: fold_space(&text),
            raw: fold_space(&self.source[start..end.max(start)]),
            section: self.section(at.paragraph()).map(str::to_owned),
        })
    }

    /// The one place, as many paragraphs or sentences long as `like`, whose passage has this hash; none when there is
    /// no such place, or more than one.
    #[must_use]
    pub fn find_hash(&self, hash: &str, like: &Locator) -> Option<Locator> {
        let numbered = || self.blocks.iter().filter_map(|block| Some((block.paragraph?, block)));
        let places: Vec<Locator> = match *like {
            Locator::Paragraphs { first, last } => numbered()
                .map(|(paragraph, _)| Locator::Paragraphs {
                    first: paragraph,
                    last: paragraph + (last - first),
                })
                .collect(),
            Locator::Sentences { first, last, .. } => numbered()
                .flat_map(|(paragraph, block)| {
                    let count = u32::try_from(block.sentences.len()).unwrap_or(u32::MAX);
                    (1..=count.saturating_sub(last - first)).map(move |start| Locator::Sentences {
                        paragraph,
                        first: start,
                        last: start + (last - first),
                    })
                })
                .collect(),
        };
        let mut found = places
            .into_iter()
            .filter(|place| self.passage(place).is_some_and(|passage| passage.hash() == hash));
        found.next().filter(|_| found.next().is_none())
    }

    /// The one place where some words stand. White space, quotes and dashes of any form are equal; case counts, unless
    /// the words stand nowhere in that case.
    ///
    /// # Errors
    /// When the words stand nowhere, in several sentences, or only in blocks without a number.
    pub fn find(&self, needle: &str) -> Result<Locator, FindError> {
        let places = self.places(needle, false);
        let places = if places.is_empty() { self.places(needle, true) } else { places };
        let owned = needle.to_owned();
        match places[..] {
            _ if needle.trim().is_empty() => Err(FindError::Empty),
            [place] => Ok(place),
            [] if self.in_uncounted(needle) => Err(FindError::Uncounted { needle: owned }),
            [] => Err(FindError::Nowhere { needle: owned }),
            _ => Err(FindError::Several { needle: owned, places }),
        }
    }

    fn places(&self, needle: &str, any_case: bool) -> Vec<Locator> {
        let needle = Folded::new(needle.trim(), any_case);
        let mut places = Vec::new();
        for block in self.paragraphs() {
            for range in Folded::new(block.text(), any_case).matches(&needle) {
                let place = block.place_of(&range);
                if place.is_some_and(|place| !places.contains(&place)) {
                    places.extend(place);
                }
            }
        }
        places
    }

    fn in_uncounted(&self, needle: &str) -> bool {
        let needle = Folded::new(needle.trim(), true);
        self.blocks
            .iter()
            .filter(|block| block.paragraph.is_none())
            .any(|block| !Folded::new(block.text(), true).matches(&needle).is_empty())
    }

    fn numbered(&self, paragraph: u32) -> Option<&Block> {
        self.blocks.iter().find(|block| block.paragraph == Some(paragraph))
    }
}

impl Block {
    /// The sentences that a range of the text touches.
    fn place_of(&self, range: &Range<usize>) -> Option<Locator> {
        let holds = |at: usize| self.sentences.iter().position(|sentence| sentence.contains(&at));
        let first = u32::try_from(holds(range.start)? + 1).ok()?;
        let last = u32::try_from(holds(range.end.saturating_sub(1))? + 1).ok()?;
        Some(Locator::Sentences { paragraph: self.paragraph?, first, last })
    }
}

#[cfg(test)]
mod tests;
