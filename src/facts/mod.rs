//! The facts format, and the pure derivation of notes and presentations from facts.
//!
//! An author writes checkable statements on one document; everything asked is derived from them, always the same way.
//! Knows documents (`text`) for checking places only; knows nothing of decks as files, of the store or of studying.

mod answers;
mod belonging;
mod check;
mod cloze;
mod date;
mod derive;
mod distractors;
mod file;
mod merge;
mod parse;
mod present;
mod render;
mod settle;
mod slots;
mod tree;
mod words;
mod write;

pub use check::{Checked, FactReport, Place, check};
pub use date::{Date, DateError, Point, Precision};
pub use derive::{Derived, Given, WhyNot, asked_words, derive, question_and_answer};
pub use file::{
    About, Entity, EntityId, EntityType, Fact, FactKind, FactsFile, Importance, Sequence, Slot, SlotAsk,
    Status, Value,
};
pub use merge::{Merge, MergeError, merge, write_merge};
pub use parse::{Parsed, parse};
pub use present::{Form, Presentation, presentations};
pub use render::{render_entity, render_fact, render_file};
pub use settle::{Change, change_fact, merge_facts};
pub use write::{Located, WriteError, write_locators};

#[cfg(test)]
mod tests;
