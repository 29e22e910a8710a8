//! What a facts file holds, as types: checked, with no reference left open.

use crate::model::{DeckId, EntryId, IdError, Item, SideId, Source};

use super::date::Date;

/// The id of an entity within its facts file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(EntryId);

impl EntityId {
    /// Checks the form and wraps the text.
    ///
    /// # Errors
    /// When the text is no id.
    pub fn new(text: &str) -> Result<Self, IdError> {
        EntryId::new(text).map(Self)
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// A word that a key of the file must be one of.
pub(super) trait Word: Sized + Copy + 'static {
    /// All words with their meaning.
    const WORDS: &'static [(&'static str, Self)];

    fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(name, _)| *name == word).map(|&(_, meaning)| meaning)
    }
}

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are those of the format")]
pub enum EntityType {
    Org,
    Doc,
    Place,
    Person,
    Role,
    Event,
    Operation,
}

impl Word for EntityType {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("org", Self::Org),
        ("doc", Self::Doc),
        ("place", Self::Place),
        ("person", Self::Person),
        ("role", Self::Role),
        ("event", Self::Event),
        ("operation", Self::Operation),
    ];
}

/// What a fact is about; it groups and ranks. Only `acronym` changes what is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are those of the format")]
pub enum FactKind {
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

impl Word for FactKind {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("event", Self::Event),
        ("signature", Self::Signature),
        ("acronym", Self::Acronym),
        ("definition", Self::Definition),
        ("legal-basis", Self::LegalBasis),
        ("purpose", Self::Purpose),
        ("membership", Self::Membership),
        ("list", Self::List),
        ("number", Self::Number),
    ];
}

/// How far a fact has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Status {
    /// Found by extraction, not yet looked at: gives no card.
    Proposed,
    /// Good as it is.
    #[default]
    Accepted,
    /// Proposed, then changed by a person.
    Edited,
    /// Refused: gives no card.
    Rejected,
    /// Once good: gives no card any more.
    Retired,
}

impl Status {
    /// Whether facts of this status give cards.
    #[must_use]
    pub const fn asks(self) -> bool {
        matches!(self, Self::Accepted | Self::Edited)
    }
}

impl Word for Status {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("proposed", Self::Proposed),
        ("accepted", Self::Accepted),
        ("edited", Self::Edited),
        ("rejected", Self::Rejected),
        ("retired", Self::Retired),
    ];
}

/// How important a fact is to an examiner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Importance {
    /// Good to know.
    Background = 1,
    /// An examiner may ask it.
    May = 2,
    /// An examiner must ask it.
    Must = 3,
}

impl Importance {
    /// The importance of a number from 1 to 3.
    #[must_use]
    pub const fn from_number(number: i64) -> Option<Self> {
        match number {
            1 => Some(Self::Background),
            2 => Some(Self::May),
            3 => Some(Self::Must),
            _ => None,
        }
    }
}

/// Something with a name that facts speak of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Its id.
    pub id: EntityId,
    /// What it is.
    pub kind: EntityType,
    /// What it is more closely; distractors come from the same.
    pub subtype: Option<String>,
    /// Its name.
    pub name: String,
    /// Its acronym, if it has one.
    pub acronym: Option<String>,
    /// Other names.
    pub aliases: Vec<String>,
}

impl Entity {
    /// Everything it is called: name, acronym, other names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [Some(self.name.as_str()), self.acronym.as_deref()]
            .into_iter()
            .flatten()
            .chain(self.aliases.iter().map(String::as_str))
    }

    /// Name and acronym together: `Implementation Force (IFOR)`.
    #[must_use]
    pub fn full(&self) -> String {
        match &self.acronym {
            Some(acronym) => format!("{} ({acronym})", self.name),
            None => self.name.clone(),
        }
    }
}

/// What fills a slot.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// An entity of the file.
    Entity(EntityId),
    /// A date or a span of time.
    Date(Date),
    /// A place that is no entity.
    Place(String),
    /// A person who is no entity.
    Person(String),
    /// A number.
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
        /// The document, by name.
        of: Option<String>,
    },
    /// Free words.
    Text(String),
    /// Several items.
    Items(Vec<Item>),
}

/// A part of a fact that can be asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// Its name: the side in the key of its card.
    pub name: SideId,
    /// What fills it.
    pub value: Value,
    /// Other answers that count.
    pub aliases: Vec<String>,
    /// Whether the value is only about right.
    pub approx: bool,
    /// The wording shown as the answer, in place of the usual one.
    pub answer: Option<String>,
}

/// What the author wants asked of a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlotAsk {
    /// No card at all.
    Never,
    /// This question.
    Question {
        /// Its words.
        text: String,
        /// Whether it is typed; none for what suits the slot.
        typed: Option<bool>,
        /// Whether the items stand in order.
        ordered: bool,
        /// Shown on request.
        hint: Option<String>,
    },
}

/// One checkable statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Its id: the entry in the key of its cards.
    pub id: EntryId,
    /// What it is about.
    pub kind: FactKind,
    /// How far it has come.
    pub status: Status,
    /// How important it is.
    pub importance: Importance,
    /// The learning objective it serves.
    pub objective: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// The statement.
    pub statement: String,
    /// Where it stands in the document.
    pub source: Source,
    /// Words to find that place by, until they are replaced by it.
    pub find: Option<String>,
    /// What can be asked for, in the author's order.
    pub slots: Vec<Slot>,
    /// What the author wants asked, by slot (for acronyms: `acronym` and `name`).
    pub asks: Vec<(SideId, SlotAsk)>,
    /// The author's own distractors, by slot.
    pub wrong: Vec<(SideId, Vec<String>)>,
    /// What stands for it in a chronology.
    pub label: Option<String>,
    /// A word of the author to the author; no card shows it.
    pub remark: Option<String>,
    /// Shown after the answer.
    pub why: Option<String>,
    /// Whether it tells of a state that may have changed since the document was written.
    pub present: bool,
    /// How sure extraction was, 0 to 1.
    pub confidence: Option<f64>,
}

impl Fact {
    /// The slot of that name.
    #[must_use]
    pub fn slot(&self, name: &str) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.name.as_str() == name)
    }

    /// What the author wants asked under that name.
    #[must_use]
    pub fn ask(&self, name: &str) -> Option<&SlotAsk> {
        self.asks.iter().find(|(side, _)| side.as_str() == name).map(|(_, ask)| ask)
    }

    /// The author's distractors under that name.
    #[must_use]
    pub fn wrong(&self, name: &str) -> &[String] {
        self.wrong.iter().find(|(side, _)| side.as_str() == name).map_or(&[], |(_, wrong)| wrong)
    }
}

/// Facts in the order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequence {
    /// Its id: the entry in the key of its card.
    pub id: EntryId,
    /// The facts, as the author listed them; at least two, each in the file.
    pub facts: Vec<EntryId>,
    /// What the sequence is called.
    pub title: Option<String>,
    /// The question; none for the usual one.
    pub question: Option<String>,
}

/// What the file says of its document.
#[derive(Debug, Clone, PartialEq)]
pub struct About {
    /// The id of the deck.
    pub id: DeckId,
    /// The title of the deck.
    pub title: String,
    /// The document's file, relative to the facts file.
    pub file: Option<String>,
    /// Where the document is on the web.
    pub url: Option<String>,
    /// The time of whose state the document speaks.
    pub as_of: Option<String>,
    /// Entities that are no answer by themselves.
    pub topic: Vec<EntityId>,
    /// Tags of all cards.
    pub tags: Vec<String>,
    /// Proposed facts that are at least so sure give cards too, unread as they are.
    pub accept_above: Option<f64>,
}

/// A facts file.
#[derive(Debug, Clone, PartialEq)]
pub struct FactsFile {
    /// On which document.
    pub about: About,
    /// Learning objectives: id and title, in the author's order.
    pub objectives: Vec<(String, String)>,
    /// Its entities, in the author's order.
    pub entities: Vec<Entity>,
    /// Its facts, in the author's order.
    pub facts: Vec<Fact>,
    /// Its sequences, in the author's order.
    pub sequences: Vec<Sequence>,
}

impl FactsFile {
    /// The entity of that id.
    #[must_use]
    pub fn entity(&self, id: &EntityId) -> Option<&Entity> {
        self.entities.iter().find(|entity| &entity.id == id)
    }

    /// Whether a fact gives cards though no person has read it: it is proposed, and sure enough for the author.
    #[must_use]
    pub fn takes_unread(&self, fact: &Fact) -> bool {
        let sure = fact.confidence.zip(self.about.accept_above).is_some_and(|(sure, least)| sure >= least);
        fact.status == Status::Proposed && sure
    }

    /// The fact of that id.
    #[must_use]
    pub fn fact(&self, id: &EntryId) -> Option<&Fact> {
        self.facts.iter().find(|fact| &fact.id == id)
    }
}
