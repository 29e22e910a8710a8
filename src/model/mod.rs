//! The words of the field, as types: what every other room speaks.
//!
//! Knows std, thiserror and chrono only: no file, no clock, no terminal, no database.

mod card;
mod cloze;
mod count;
mod diagnostic;
mod grade;
mod ids;
mod locator;
mod note;
pub mod query;
mod review;
mod state;
mod time;

pub use card::{Card, Choice, Content, DeckInfo, FileLine, Item, Kind, TypedRule};
pub use cloze::{Blank, ClozeText, Piece};
pub use count::counted;
pub use diagnostic::{Diagnostic, Severity};
pub use grade::Grade;
pub use ids::{CardId, DeckId, EntryId, IdError, Key, KeyError, SideId};
pub use locator::{Locator, LocatorError, Source};
pub use note::{Ask, Common, Note, Origin, Question, Reverse};
pub use review::{Review, ReviewKind};
pub use state::{CardState, Due, Ease, Memory, Phase, StateName};
pub use time::{Day, Moment, TimeError, Timestamp};
