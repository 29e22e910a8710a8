//! What a card asks, as JSON in the database. The model knows no serde; these are its mirrors.

use serde::{Deserialize, Serialize};

use crate::model::{Blank, Choice, ClozeText, Content, Item, Piece, SideId, Source, TypedRule};

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ContentJson {
    Basic { question: String, answer: String },
    Reverse { question: String, answer: String },
    Cloze { question: Option<String>, text: Vec<PieceJson>, blank: String },
    Typed { question: String, accept: Vec<String>, exact: bool, tolerance: Option<f64> },
    Choice { question: String, options: Vec<ChoiceJson> },
    TrueFalse { statement: String, truth: bool },
    List { question: String, items: Vec<ItemJson> },
    Order { question: String, items: Vec<ItemJson> },
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum PieceJson {
    Text(String),
    Blank {
        name: String,
        labelled: bool,
        text: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        hint: Option<String>,
        typed: bool,
    },
}

#[derive(Serialize, Deserialize)]
struct ChoiceJson {
    text: String,
    right: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct ItemJson {
    text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct SourceJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hash: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<String>,
}

impl From<&Content> for ContentJson {
    fn from(content: &Content) -> Self {
        match content.clone() {
            Content::Basic { question, answer } => Self::Basic { question, answer },
            Content::Reverse { question, answer } => Self::Reverse { question, answer },
            Content::Cloze { question, text, blank } => Self::Cloze {
                question,
                text: text.pieces.into_iter().map(PieceJson::from).collect(),
                blank: blank.to_string(),
            },
            Content::Typed { question, accept, rule } => {
                Self::Typed { question, accept, exact: rule.exact, tolerance: rule.tolerance }
            }
            Content::Choice { question, options } => Self::Choice {
                question,
                options: options
                    .into_iter()
                    .map(|Choice { text, right, why }| ChoiceJson { text, right, why })
                    .collect(),
            },
            Content::TrueFalse { statement, truth } => Self::TrueFalse { statement, truth },
            Content::List { question, items } => Self::List { question, items: items_to_json(items) },
            Content::Order { question, items } => Self::Order { question, items: items_to_json(items) },
        }
    }
}

impl From<Piece> for PieceJson {
    fn from(piece: Piece) -> Self {
        match piece {
            Piece::Text(text) => Self::Text(text),
            Piece::Blank(Blank { name, labelled, text, hint, typed }) => {
                Self::Blank { name: name.to_string(), labelled, text, hint, typed }
            }
        }
    }
}

fn items_to_json(items: Vec<Item>) -> Vec<ItemJson> {
    items.into_iter().map(|Item { text, aliases }| ItemJson { text, aliases }).collect()
}

fn items_from_json(items: Vec<ItemJson>) -> Vec<Item> {
    items.into_iter().map(|ItemJson { text, aliases }| Item { text, aliases }).collect()
}

impl ContentJson {
    fn read(self) -> Option<Content> {
        Some(match self {
            Self::Basic { question, answer } => Content::Basic { question, answer },
            Self::Reverse { question, answer } => Content::Reverse { question, answer },
            Self::Cloze { question, text, blank } => {
                let pieces = text.into_iter().map(PieceJson::read).collect::<Option<_>>()?;
                let (text, blank) = (ClozeText { pieces }, SideId::new(blank).ok()?);
                text.blank(&blank)?;
                Content::Cloze { question, text, blank }
            }
            Self::Typed { question, accept, exact, tolerance } => {
                accept.first()?;
                Content::Typed { question, accept, rule: TypedRule { exact, tolerance } }
            }
            Self::Choice { question, options } => Content::Choice {
                question,
                options: options
                    .into_iter()
                    .map(|ChoiceJson { text, right, why }| Choice { text, right, why })
                    .collect(),
            },
            Self::TrueFalse { statement, truth } => Content::TrueFalse { statement, truth },
            Self::List { question, items } => Content::List { question, items: items_from_json(items) },
            Self::Order { question, items } => Content::Order { question, items: items_from_json(items) },
        })
    }
}

impl PieceJson {
    fn read(self) -> Option<Piece> {
        Some(match self {
            Self::Text(text) => Piece::Text(text),
            Self::Blank { name, labelled, text, hint, typed } => {
                Piece::Blank(Blank { name: SideId::new(name).ok()?, labelled, text, hint, typed })
            }
        })
    }
}

/// The content as JSON.
pub(super) fn content_to_json(content: &Content) -> String {
    to_json(&ContentJson::from(content))
}

/// The content of that JSON; none when it is damaged.
pub(super) fn content_from_json(json: &str) -> Option<Content> {
    serde_json::from_str::<ContentJson>(json).ok()?.read()
}

/// The source as JSON.
pub(super) fn source_to_json(source: &Source) -> String {
    let Source { text, at, section, hash, quote } = source.clone();
    to_json(&SourceJson { text, at: at.map(|at| at.to_string()), section, hash, quote })
}

/// The source of that JSON; none when it is damaged.
pub(super) fn source_from_json(json: &str) -> Option<Source> {
    let SourceJson { text, at, section, hash, quote } = serde_json::from_str(json).ok()?;
    let at = match at {
        None => None,
        Some(at) => Some(at.parse().ok()?),
    };
    Some(Source { text, at, section, hash, quote })
}

/// A value of our own as JSON. Such values have text keys and finite numbers only, so this cannot fail.
pub(super) fn to_json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
