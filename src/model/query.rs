//! Which cards are meant: the one grammar of queries, and its pure matching.
//!
//! Terms are joined by "and"; values of one field, parted by commas, by "or". Names of decks and keys given as bare
//! words are alternatives: `fire first-aid` means the cards of both decks.

use std::collections::BTreeSet;

use thiserror::Error;

use super::{Card, CardState, DeckId, Due, Key, Kind, Moment, StateName};

/// What a card is, to `is:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Is {
    /// Never graded.
    New,
    /// In learning or relearning steps.
    Learning,
    /// Due before the study day ends, overdue included.
    Due,
    /// Due before today.
    Overdue,
    /// Failed often.
    Leech,
    /// Put off until told.
    Suspended,
    /// Put off until tomorrow.
    Buried,
    /// Marked for its author.
    Flagged,
    /// No longer written anywhere.
    Archived,
}

impl Is {
    const ALL: [(&'static str, Self); 9] = [
        ("new", Self::New),
        ("learning", Self::Learning),
        ("due", Self::Due),
        ("overdue", Self::Overdue),
        ("leech", Self::Leech),
        ("suspended", Self::Suspended),
        ("buried", Self::Buried),
        ("flagged", Self::Flagged),
        ("archived", Self::Archived),
    ];
}

/// A range of whole numbers, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    least: u32,
    most: u32,
}

impl Range {
    fn holds(self, number: u32) -> bool {
        (self.least..=self.most).contains(&number)
    }

    /// `4`, `4+`, `4..`, `..7` or `4..7`.
    fn parse(text: &str) -> Option<Self> {
        let number = |text: &str, empty: u32| {
            if text.is_empty() { Some(empty) } else { text.parse::<u32>().ok() }
        };
        let (least, most) = if let Some(least) = text.strip_suffix('+') {
            (least.parse().ok()?, u32::MAX)
        } else if let Some((least, most)) = text.split_once("..") {
            if least.is_empty() && most.is_empty() {
                return None;
            }
            (number(least, 0)?, number(most, u32::MAX)?)
        } else {
            let exact = text.parse().ok()?;
            (exact, exact)
        };
        (least <= most).then_some(Self { least, most })
    }
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Condition {
    /// Of these decks, by id or title, in small letters.
    Deck(Vec<String>),
    /// With one of these tags, in small letters.
    Tag(Vec<String>),
    /// Of one of these objectives or one below, in small letters.
    Objective(Vec<String>),
    Kind(Vec<Kind>),
    Is(Vec<Is>),
    Lapses(Range),
    Ease(Range),
    Interval(Range),
    /// With this text in question, answers or key, in small letters.
    Text(String),
    Key(Key),
    /// Any of the parts of an argument that is no name.
    All(Vec<Term>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    negated: bool,
    condition: Condition,
}

/// An argument without a field at its start, before it is known what it names.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Bare {
    whole: String,
    parts: Vec<Term>,
}

/// A query as written. [`Query::resolve`] decides what its bare words name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    terms: Vec<Term>,
    bare: Vec<Bare>,
}

/// A query whose words are known to be keys, decks or texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    named: Vec<Condition>,
    terms: Vec<Term>,
}

/// A card as a query sees it.
#[derive(Debug, Clone, Copy)]
pub struct CardView<'a> {
    /// The card.
    pub card: &'a Card,
    /// The title of its deck.
    pub deck_title: &'a str,
    /// Its scheduling state.
    pub state: &'a CardState,
    /// When it is due; not always what the state says.
    pub due: Option<Due>,
    /// Whether it is put off until told.
    pub suspended: bool,
    /// Whether it is put off until tomorrow.
    pub buried: bool,
    /// Whether it is marked for its author.
    pub flagged: bool,
    /// Whether it is no longer written anywhere.
    pub archived: bool,
}

/// A query that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum QueryError {
    /// A field that does not exist.
    #[error("\"{term}\": there is no field \"{field}:\"")]
    UnknownField {
        /// The term as written.
        term: String,
        /// The field.
        field: String,
    },
    /// A field without a value.
    #[error("\"{term}\" lacks a value")]
    NoValue {
        /// The term as written.
        term: String,
    },
    /// A value that the field does not know.
    #[error("\"{term}\": \"{value}\" is none of {}", known.join(", "))]
    UnknownValue {
        /// The term as written.
        term: String,
        /// The value.
        value: String,
        /// The values the field knows.
        known: Vec<&'static str>,
    },
    /// A value that is no range of numbers.
    #[error("\"{term}\": \"{value}\" is no range of whole numbers such as 4, 4+, ..7 or 4..7")]
    Range {
        /// The term as written.
        term: String,
        /// The value.
        value: String,
    },
    /// A phrase whose closing quote is missing.
    #[error("{term}: the closing quote is missing")]
    Quote {
        /// The argument as written.
        term: String,
    },
    /// An option stands where a query is read.
    #[error("\"{term}\" is no option here")]
    Option {
        /// The argument as written.
        term: String,
    },
}

/// The fields, in the order of the manual.
pub const FIELDS: [&str; 8] = ["deck", "tag", "obj", "kind", "is", "lapses", "ease", "interval"];

impl Query {
    /// Reads the arguments of a command. An argument that begins with a field is one value, blanks included; any other
    /// is one or more words and quoted phrases.
    ///
    /// # Errors
    /// The first term that cannot be understood.
    pub fn parse<S: AsRef<str>>(arguments: &[S]) -> Result<Self, QueryError> {
        let mut query = Self::default();
        for argument in arguments {
            let argument = argument.as_ref().trim();
            if argument.starts_with("--") {
                return Err(QueryError::Option { term: argument.to_owned() });
            }
            let (negated, rest) = strip_not(argument);
            if let Some(condition) = field_condition(argument, rest)? {
                query.terms.push(Term { negated, condition });
            } else if !argument.is_empty() {
                query.bare.push(Bare { whole: argument.to_owned(), parts: words(argument)? });
            }
        }
        Ok(query)
    }

    /// Whether nothing is asked for: all cards are meant.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.bare.is_empty()
    }

    /// Whether it has a field: commands that change many cards ask for one.
    #[must_use]
    pub fn has_field(&self) -> bool {
        let in_parts =
            |bare: &Bare| bare.parts.iter().any(|term| !matches!(term.condition, Condition::Text(_)));
        !self.terms.is_empty() || self.bare.iter().any(in_parts)
    }

    /// Whether archived cards are asked for, which are otherwise left out.
    #[must_use]
    pub fn wants_archived(&self) -> bool {
        let wants = |term: &Term| {
            !term.negated && matches!(&term.condition, Condition::Is(is) if is.contains(&Is::Archived))
        };
        self.terms.iter().chain(self.bare.iter().flat_map(|bare| &bare.parts)).any(wants)
    }

    /// Decides what each bare argument is: an exact key, else the id or title of a deck, else words to search for.
    #[must_use]
    pub fn resolve<'d>(
        self,
        is_key: impl Fn(&Key) -> bool,
        decks: impl IntoIterator<Item = (&'d DeckId, &'d str)>,
    ) -> Filter {
        let names: BTreeSet<String> = decks
            .into_iter()
            .flat_map(|(id, title)| [id.as_str().to_owned(), title.to_lowercase()])
            .collect();
        let mut filter = Filter { named: Vec::new(), terms: self.terms };
        for Bare { whole, parts } in self.bare {
            let key = whole.parse::<Key>().ok().filter(&is_key);
            let folded = whole.to_lowercase();
            if let Some(key) = key {
                filter.named.push(Condition::Key(key));
            } else if names.contains(&folded) {
                filter.named.push(Condition::Deck(vec![folded]));
            } else {
                filter.terms.push(Term { negated: false, condition: Condition::All(parts) });
            }
        }
        filter
    }
}

impl Filter {
    /// Whether the card is meant.
    #[must_use]
    pub fn matches(&self, card: &CardView<'_>, now: Moment) -> bool {
        let named = self.named.is_empty() || self.named.iter().any(|name| name.matches(card, now));
        named && self.terms.iter().all(|term| term.matches(card, now))
    }
}

impl Term {
    fn matches(&self, card: &CardView<'_>, now: Moment) -> bool {
        self.condition.matches(card, now) != self.negated
    }
}

impl Condition {
    fn matches(&self, view: &CardView<'_>, now: Moment) -> bool {
        let (card, state) = (view.card, view.state);
        match self {
            Self::Deck(names) => {
                let title = view.deck_title.to_lowercase();
                names.iter().any(|name| name == card.key.deck.as_str() || *name == title)
            }
            Self::Tag(tags) => card.tags.iter().any(|tag| tags.contains(&tag.to_lowercase())),
            Self::Objective(objectives) => card.objective.as_ref().is_some_and(|own| {
                let own = own.to_lowercase();
                objectives.iter().any(|objective| covers(objective, &own))
            }),
            Self::Kind(kinds) => kinds.contains(&card.kind()),
            Self::Is(any) => any.iter().any(|is| is.matches(view, now)),
            Self::Lapses(range) => range.holds(state.lapses),
            Self::Ease(range) => {
                state.name() != StateName::New && range.holds(u32::from(state.ease.permille()))
            }
            Self::Interval(range) => state.interval > 0 && range.holds(state.interval),
            Self::Text(text) => {
                let holds = |own: &str| own.to_lowercase().contains(text.as_str());
                holds(&card.question())
                    || card.answers().iter().any(|answer| holds(answer))
                    || card.key.to_string().contains(text.as_str())
            }
            Self::Key(key) => card.key == *key,
            Self::All(terms) => terms.iter().all(|term| term.matches(view, now)),
        }
    }
}

impl Is {
    fn matches(self, view: &CardView<'_>, now: Moment) -> bool {
        let end = now.at.unix().saturating_add(now.to_rollover);
        match self {
            Self::New => view.state.name() == StateName::New,
            // Steps that were broken off are over: the card counts as the review it stands for.
            Self::Learning => view.state.in_steps() && view.due == view.state.due(),
            Self::Due => match view.due {
                None => false,
                Some(Due::On(day)) => day <= now.day,
                Some(Due::At(at)) => at.unix() < end,
            },
            Self::Overdue => matches!(view.due, Some(Due::On(day)) if day < now.day),
            Self::Leech => view.state.leech,
            Self::Suspended => view.suspended,
            Self::Buried => view.buried,
            Self::Flagged => view.flagged,
            Self::Archived => view.archived,
        }
    }
}

/// `LO 1` covers `LO 1` and `LO 1.2`, but not `LO 10`. Both in small letters.
#[must_use]
pub fn covers(objective: &str, own: &str) -> bool {
    own.strip_prefix(objective)
        .is_some_and(|rest| rest.chars().next().is_none_or(|next| !next.is_alphanumeric()))
}

fn strip_not(text: &str) -> (bool, &str) {
    let rest = text.strip_prefix("not:").or_else(|| text.strip_prefix('-').filter(|rest| !rest.is_empty()));
    (rest.is_some(), rest.unwrap_or(text))
}

/// The condition of a term that begins with a field; none when it is a word. `term` is the whole, for messages.
fn field_condition(term: &str, text: &str) -> Result<Option<Condition>, QueryError> {
    let Some((field, value)) = text.split_once(':') else { return Ok(None) };
    let a_name = !field.is_empty() && field.bytes().all(|byte| byte.is_ascii_lowercase());
    // Addresses and times of day are texts.
    if !a_name || value.starts_with("//") {
        return Ok(None);
    }
    let term = || term.to_owned();
    if !FIELDS.contains(&field) {
        return Err(QueryError::UnknownField { term: term(), field: field.to_owned() });
    }
    let value = value.trim().trim_matches('"').trim();
    let values: Vec<String> =
        value.split(',').map(|part| part.trim().to_lowercase()).filter(|part| !part.is_empty()).collect();
    if values.is_empty() {
        return Err(QueryError::NoValue { term: term() });
    }
    let range =
        || Range::parse(value).ok_or_else(|| QueryError::Range { term: term(), value: value.to_owned() });
    Ok(Some(match field {
        "deck" => Condition::Deck(values),
        "tag" => Condition::Tag(values),
        "obj" => Condition::Objective(values),
        "kind" => {
            let known = Kind::ALL.map(|kind| (kind.name(), kind));
            Condition::Kind(pick(&values, &known, term)?)
        }
        "is" => Condition::Is(pick(&values, &Is::ALL, term)?),
        "lapses" => Condition::Lapses(range()?),
        "ease" => Condition::Ease(range()?),
        _ => Condition::Interval(range()?),
    }))
}

fn pick<T: Copy>(
    values: &[String],
    known: &[(&'static str, T)],
    term: impl Fn() -> String,
) -> Result<Vec<T>, QueryError> {
    let one = |value: &String| {
        known.iter().find(|(name, _)| name == value).map(|(_, meant)| *meant).ok_or_else(|| {
            let known = known.iter().map(|(name, _)| *name).collect();
            QueryError::UnknownValue { term: term(), value: value.clone(), known }
        })
    };
    values.iter().map(one).collect()
}

/// The words and quoted phrases of an argument; a word may have a field.
fn words(argument: &str) -> Result<Vec<Term>, QueryError> {
    let mut terms = Vec::new();
    let mut rest = argument.trim_start();
    while !rest.is_empty() {
        let (negated, text) = strip_not(rest);
        let (word, after) = match text.strip_prefix('"') {
            Some(phrase) => {
                phrase.split_once('"').ok_or_else(|| QueryError::Quote { term: argument.to_owned() })?
            }
            None => text.split_once(char::is_whitespace).unwrap_or((text, "")),
        };
        let field = if text.starts_with('"') { None } else { field_condition(word, word)? };
        let condition = field.unwrap_or_else(|| Condition::Text(word.to_lowercase()));
        terms.push(Term { negated, condition });
        rest = after.trim_start();
    }
    Ok(terms)
}

#[cfg(test)]
mod tests;
