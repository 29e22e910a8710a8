//! A note (an entry): what the author wrote; it becomes one card or several.

use super::{Choice, ClozeText, EntryId, Item, Key, SideId, Source, TypedRule};

/// What a note, or one of its questions, has beside what it asks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Common {
    /// Shown after the answer.
    pub why: Option<String>,
    /// Shown on request before the answer.
    pub hint: Option<String>,
    /// Tags of its own.
    pub tags: Vec<String>,
    /// The learning objective.
    pub objective: Option<String>,
    /// Where the answer stands.
    pub source: Option<Source>,
    /// Former ids, as full keys.
    pub aka: Vec<Key>,
    /// Lints silenced.
    pub allow: Vec<String>,
}

/// The way back of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reverse {
    /// Question and answer change places; both are short.
    Swap,
    /// A prompt of its own; the answer is the forward question's subject as the author words it in `answer`.
    Prompt(String),
}

/// What a question asks, before it becomes cards.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// Question and answer.
    Basic {
        /// The question.
        question: String,
        /// The answer.
        answer: String,
        /// The way back, if there is one.
        reverse: Option<Reverse>,
    },
    /// An answer to type.
    Typed {
        /// The question.
        question: String,
        /// What counts; never empty.
        accept: Vec<String>,
        /// How strictly.
        rule: TypedRule,
        /// The way back, if there is one.
        reverse: Option<Reverse>,
    },
    /// Options.
    Choice {
        /// The question.
        question: String,
        /// Right and wrong options.
        options: Vec<Choice>,
    },
    /// True or false.
    TrueFalse {
        /// The statement.
        statement: String,
        /// Whether it is true.
        truth: bool,
    },
    /// Items in any order.
    List {
        /// The question.
        question: String,
        /// The items.
        items: Vec<Item>,
    },
    /// Items in order.
    Order {
        /// The question.
        question: String,
        /// The items in the right order.
        items: Vec<Item>,
    },
    /// A text with blanks: a card a name.
    Cloze {
        /// A lead-in, if any.
        question: Option<String>,
        /// The text.
        text: ClozeText,
    },
}

/// One question of a note.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Its name; none when the note asks one thing.
    pub side: Option<SideId>,
    /// What only this question has; the note's own common part fills the gaps, its tags are added.
    pub common: Common,
    /// What it asks.
    pub ask: Ask,
}

/// Where a generated note came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The id of the fact or sequence.
    pub fact: EntryId,
    /// First 8 hex digits of the hash of the note's generated content.
    pub hash: String,
}

/// What the author wrote.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Its id in the deck.
    pub id: EntryId,
    /// The id of the group it stands in.
    pub group: Option<EntryId>,
    /// What all its questions share.
    pub common: Common,
    /// Its questions: one without a side, or several with one each. Never empty.
    pub questions: Vec<Question>,
    /// For a generated note: where it came from.
    pub from: Option<Origin>,
}
