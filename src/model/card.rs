//! A card: one question of an entry, as it is asked.

use super::{Blank, ClozeText, DeckId, Key, SideId, Source};

/// The kinds of cards, one list everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Question and answer, graded by the learner.
    Basic,
    /// The way back of a basic or typed card.
    Reverse,
    /// A text with a blank.
    Cloze,
    /// An answer to type, judged by the program.
    Typed,
    /// One or several right options among wrong ones.
    Choice,
    /// A statement to call true or false.
    TrueFalse,
    /// Items to name, in any order.
    List,
    /// Items to put in order.
    Order,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Basic,
        Self::Reverse,
        Self::Cloze,
        Self::Typed,
        Self::Choice,
        Self::TrueFalse,
        Self::List,
        Self::Order,
    ];

    /// The name in queries, JSON and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Reverse => "reverse",
            Self::Cloze => "cloze",
            Self::Typed => "typed",
            Self::Choice => "choice",
            Self::TrueFalse => "truefalse",
            Self::List => "list",
            Self::Order => "order",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// How strictly a typed answer is judged.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct TypedRule {
    /// Only the very characters count (white space at the ends apart).
    pub exact: bool,
    /// For numbers: how far from the answer still counts, in the answer's own unit; 0 or more.
    pub tolerance: Option<f64>,
}

/// An option of a choice card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its words.
    pub text: String,
    /// Whether it is right.
    pub right: bool,
    /// Why it is right or wrong, shown after the answer.
    pub why: Option<String>,
}

impl Choice {
    /// Whether it speaks of the other options ("all of the above"), so that it keeps its place at the end.
    #[must_use]
    pub fn stays_last(&self) -> bool {
        let text = self.text.to_lowercase();
        ["of the above", "of these", "of the below"].iter().any(|end| text.ends_with(end))
    }
}

/// An item of a list or order card, with other names that count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The item as shown.
    pub text: String,
    /// Other wordings that count.
    pub aliases: Vec<String>,
}

/// What a card asks and accepts, by kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// See [`Kind::Basic`].
    Basic {
        /// The question, Markdown.
        question: String,
        /// The answer, Markdown.
        answer: String,
    },
    /// See [`Kind::Reverse`].
    Reverse {
        /// The question of the way back.
        question: String,
        /// Its answer.
        answer: String,
    },
    /// See [`Kind::Cloze`].
    Cloze {
        /// A question or lead-in shown above the text, if any.
        question: Option<String>,
        /// The text.
        text: ClozeText,
        /// The name of the blanks this card hides; the text has at least one of that name.
        blank: SideId,
    },
    /// See [`Kind::Typed`].
    Typed {
        /// The question, Markdown.
        question: String,
        /// What counts as right; never empty, the first is the one shown.
        accept: Vec<String>,
        /// How strictly it is judged.
        rule: TypedRule,
    },
    /// See [`Kind::Choice`].
    Choice {
        /// The question, Markdown.
        question: String,
        /// At least one right and one wrong option, in the author's order.
        options: Vec<Choice>,
    },
    /// See [`Kind::TrueFalse`].
    TrueFalse {
        /// The statement, Markdown.
        statement: String,
        /// Whether it is true.
        truth: bool,
    },
    /// See [`Kind::List`].
    List {
        /// The question, Markdown.
        question: String,
        /// At least two items.
        items: Vec<Item>,
    },
    /// See [`Kind::Order`].
    Order {
        /// The question, Markdown.
        question: String,
        /// At least two items, in the right order.
        items: Vec<Item>,
    },
}

/// Where in a folder of decks something was written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct FileLine {
    /// The file, relative to its root, with `/` between folders.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
}

/// A card as loaded from a deck.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Its permanent name.
    pub key: Key,
    /// What it asks.
    pub content: Content,
    /// Shown after the answer.
    pub why: Option<String>,
    /// Shown on request before the answer.
    pub hint: Option<String>,
    /// Tags, the deck's included, each once, in the author's order.
    pub tags: Vec<String>,
    /// The learning objective it serves.
    pub objective: Option<String>,
    /// Where its answer stands.
    pub source: Option<Source>,
    /// Former keys whose history this card takes over.
    pub aka: Vec<Key>,
    /// Title of the group it stands in.
    pub group: Option<String>,
    /// Where it was written.
    pub place: FileLine,
    /// Its place in the deck: order of introduction of new cards.
    pub position: u32,
}

impl Content {
    /// Which kind it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Content::Basic { .. } => Kind::Basic,
            Content::Reverse { .. } => Kind::Reverse,
            Content::Cloze { .. } => Kind::Cloze,
            Content::Typed { .. } => Kind::Typed,
            Content::Choice { .. } => Kind::Choice,
            Content::TrueFalse { .. } => Kind::TrueFalse,
            Content::List { .. } => Kind::List,
            Content::Order { .. } => Kind::Order,
        }
    }

    /// The question as one text; a blank is shown as `____`, with its hint in parentheses behind it, and stands after
    /// the question of its own, if it has one, and `gap`.
    #[must_use]
    pub fn question(&self, gap: &str) -> String {
        match self {
            Content::Basic { question, .. }
            | Content::Reverse { question, .. }
            | Content::Typed { question, .. }
            | Content::Choice { question, .. }
            | Content::List { question, .. }
            | Content::Order { question, .. } => question.clone(),
            Content::TrueFalse { statement, .. } => statement.clone(),
            Content::Cloze { question, text, blank } => {
                let hidden = text.with_hidden(blank, |blank: &Blank| match &blank.hint {
                    None => "____".to_owned(),
                    Some(hint) => format!("____ ({hint})"),
                });
                match question {
                    None => hidden,
                    Some(question) => format!("{question}{gap}{hidden}"),
                }
            }
        }
    }

    /// All accepted answers, the shown one first: of a list or order the items, of a choice the right options.
    #[must_use]
    pub fn answers(&self) -> Vec<String> {
        match self {
            Content::Basic { answer, .. } | Content::Reverse { answer, .. } => vec![answer.clone()],
            Content::Cloze { text, blank, .. } => {
                text.blank(blank).map(|blank| blank.text.clone()).into_iter().collect()
            }
            Content::Typed { accept, .. } => accept.clone(),
            Content::Choice { options, .. } => {
                options.iter().filter(|option| option.right).map(|option| option.text.clone()).collect()
            }
            Content::TrueFalse { truth, .. } => {
                vec![if *truth { "True" } else { "False" }.to_owned()]
            }
            Content::List { items, .. } | Content::Order { items, .. } => {
                items.iter().map(|item| item.text.clone()).collect()
            }
        }
    }
}

impl Card {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.content.kind()
    }

    /// The question as one text; a blank is shown as `____`, with its hint in parentheses behind it.
    #[must_use]
    pub fn question(&self) -> String {
        self.content.question("\n")
    }

    /// All accepted answers, the shown one first: of a list or order the items, of a choice the right options.
    #[must_use]
    pub fn answers(&self) -> Vec<String> {
        self.content.answers()
    }
}

/// What a deck says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeckInfo {
    /// Its id.
    pub id: DeckId,
    /// Its title; the id when the author gave none.
    pub title: String,
    /// The document that sources point into, relative to the deck file.
    pub document: Option<String>,
    /// Where the document is on the web.
    pub url: Option<String>,
    /// Whether its cards are studied; a bank for exams and quizzes is not.
    pub study: bool,
    /// Learning objectives: id and title, in the author's order.
    pub objectives: Vec<(String, String)>,
}
