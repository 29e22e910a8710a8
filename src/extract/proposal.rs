//! What extraction proposes: plain data, for others to write down.

use crate::model::Locator;

use super::dates::Moment;
use super::names::NameClass;

/// An entity that is known before, from the author's own file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownEntity {
    /// Its id.
    pub id: String,
    /// What it is.
    pub class: NameClass,
    /// Its name.
    pub name: String,
    /// Its acronym, if it has one.
    pub acronym: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Whether the document is about it, so that it is no answer.
    pub topic: bool,
}

/// What a proposal is about; it groups and ranks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the facts format")]
pub enum ProposalKind {
    Event,
    Signature,
    Acronym,
    Definition,
    LegalBasis,
    Purpose,
    Membership,
    List,
    Number,
}

/// What fills a slot.
#[derive(Debug, Clone, PartialEq)]
pub enum ProposedValue {
    /// An entity, by its place among those returned.
    Entity(usize),
    /// A date, or the first and last of a span.
    Date(Moment, Option<Moment>),
    /// A place.
    Place(String),
    /// A person.
    Person(String),
    /// A number and what it counts.
    Number {
        /// Its value.
        value: f64,
        /// What is counted or measured.
        unit: Option<String>,
    },
    /// A numbered resolution.
    Resolution {
        /// Its number.
        number: String,
        /// Who passed it.
        body: String,
    },
    /// A numbered article.
    Article {
        /// Its number.
        number: String,
    },
    /// Free words.
    Text(String),
    /// Several items.
    Items(Vec<String>),
}

/// A part of a fact that can be asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposedSlot {
    /// Its name.
    pub name: String,
    /// What fills it.
    pub value: ProposedValue,
    /// The words that stand for it in the statement; empty when it stands only in the question's answer.
    pub surface: String,
    /// The question; none for the statement with the slot blanked.
    pub question: Option<String>,
    /// Other answers that count.
    pub aliases: Vec<String>,
}

/// A fact the document states.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Words its id can be made of.
    pub slug: String,
    /// What it is about.
    pub kind: ProposalKind,
    /// From 1 (background) to 3 (an examiner must ask it).
    pub importance: u8,
    /// How sure it is that the cards are right and useful, in hundredths.
    pub confidence: u8,
    /// The statement.
    pub statement: String,
    /// Where it stands.
    pub at: Locator,
    /// Under which heading.
    pub section: Option<String>,
    /// What is asked for, the best first.
    pub slots: Vec<ProposedSlot>,
}

/// Everything extraction proposes for a document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Proposed {
    /// The entities: those known before, in their order, then the new ones.
    pub entities: Vec<KnownEntity>,
    /// The facts, in reading order.
    pub facts: Vec<Proposal>,
}
