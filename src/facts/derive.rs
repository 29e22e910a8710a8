//! Facts to notes: what is asked, always the same for the same facts.

use std::fmt;

use crate::model::{
    Ask, Blank, ClozeText, Common, DeckInfo, EntryId, Item, Key, Note, Origin, Piece, Question, SideId,
    Source, TypedRule,
};

use super::answers::{accepted, giveaways, is_topic, is_typed, told, unique};
use super::cloze::cloze;
use super::file::{Entity, Fact, FactKind, FactsFile, Sequence, Slot, SlotAsk, Value};
use super::words::speaks_of;

/// Lists of more items are asked item by item, the others in view.
const LIST_ITEMS: usize = 7;
/// The tag of cards whose fact was proposed by extraction and read by nobody.
const UNREAD: &str = "unread";
/// What a blank shows in a question as text.
const BLANK: &str = "____";

/// What a facts file gives to study.
#[derive(Debug, Clone, PartialEq)]
pub struct Derived {
    /// The deck.
    pub info: DeckInfo,
    /// A note a fact that asks something, then a note a sequence, in the order of the file.
    pub notes: Vec<Note>,
    /// For each fact and sequence: its cards, and why there are not more.
    pub given: Vec<Given>,
}

/// The cards of one fact or sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The fact or sequence.
    pub id: EntryId,
    /// The keys of its cards, in the order of its slots.
    pub cards: Vec<Key>,
    /// What was not asked, or is asked badly.
    pub why_not: Vec<WhyNot>,
}

/// Why a card or a presentation is missing, or not as good as it could be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyNot {
    /// The fact is proposed, rejected or retired.
    Status,
    /// The slot has no question, and its value does not stand in the statement.
    NotInStatement {
        /// The slot.
        slot: SideId,
    },
    /// The slot has no question, and its items are no words to blank.
    NoQuestion {
        /// The slot.
        slot: SideId,
    },
    /// The slot holds the topic of the document.
    Topic {
        /// The slot.
        slot: SideId,
    },
    /// An acronym fact without an entity that has one.
    NoAcronym,
    /// The question holds its own answer.
    GivesAway {
        /// The slot.
        slot: SideId,
        /// The words of the answer that stand in the question.
        words: String,
    },
    /// Fewer than two honest distractors.
    FewDistractors {
        /// The slot.
        slot: SideId,
        /// How many there are.
        found: usize,
    },
    /// A fact of the sequence has no date slot.
    Undated {
        /// The fact.
        fact: EntryId,
    },
    /// A fact of the sequence has no label.
    Unlabelled {
        /// The fact.
        fact: EntryId,
    },
    /// Two facts of the sequence may have happened at the same time.
    Overlap {
        /// The one.
        first: EntryId,
        /// The other.
        second: EntryId,
    },
    /// Another fact asks the same question.
    SameQuestion {
        /// The slot.
        slot: SideId,
        /// The card that asks the same.
        other: Key,
    },
}

impl fmt::Display for WhyNot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status => f.write_str("no cards: the fact is not accepted"),
            Self::NotInStatement { slot } => {
                write!(
                    f,
                    "no cloze for {slot}: its value does not stand in the statement, and there is no ask.{slot}"
                )
            }
            Self::NoQuestion { slot } => write!(f, "no card for {slot}: a list needs ask.{slot}"),
            Self::Topic { slot } => write!(f, "no card for {slot}: the topic of the document is no answer"),
            Self::NoAcronym => f.write_str("no cards: no slot holds an entity with an acronym"),
            Self::GivesAway { slot, words } => {
                write!(f, "the question of {slot} gives its answer away: \"{words}\"")
            }
            Self::FewDistractors { slot, found: 0 } => {
                write!(f, "no choice for {slot}: no honest distractor")
            }
            Self::FewDistractors { slot, found } => {
                write!(f, "no choice for {slot}: only {found} honest distractor")
            }
            Self::Undated { fact } => write!(f, "no order card: {fact} has no date"),
            Self::Unlabelled { fact } => write!(f, "no order card: {fact} has no label"),
            Self::Overlap { first, second } => {
                write!(f, "no order card: the dates of {first} and {second} overlap")
            }
            Self::SameQuestion { slot, other } => write!(f, "the question of {slot} is that of {other} too"),
        }
    }
}

/// One thing to remember: a question with the slot it asks for.
pub(super) struct Asked<'f> {
    pub fact: &'f Fact,
    pub side: SideId,
    /// The slot; of an acronym, the entity's.
    pub slot: &'f Slot,
    pub question: Question,
}

impl Asked<'_> {
    pub(super) fn key(&self, file: &FactsFile) -> Key {
        Key::new(file.about.id.clone(), self.fact.id.clone(), Some(self.side.clone()))
    }

    /// The question as one text, a blank as `____`.
    pub(super) fn text(&self) -> String {
        match &self.question.ask {
            Ask::Basic { question, .. }
            | Ask::Typed { question, .. }
            | Ask::Choice { question, .. }
            | Ask::List { question, .. }
            | Ask::Order { question, .. } => question.clone(),
            Ask::TrueFalse { statement, .. } => statement.clone(),
            Ask::Cloze { question, text } => hidden(question.as_deref(), text),
        }
    }

    /// All accepted answers, the shown one first.
    pub(super) fn answers(&self) -> Vec<String> {
        match &self.question.ask {
            Ask::Basic { answer, .. } => vec![answer.clone()],
            Ask::Typed { accept, .. } => accept.clone(),
            Ask::List { items, .. } | Ask::Order { items, .. } => {
                items.iter().map(|item| item.text.clone()).collect()
            }
            Ask::Cloze { text, .. } => {
                unique(text.blanks().take(1).map(|blank| blank.text.clone()).collect())
            }
            Ask::Choice { options, .. } => {
                options.iter().filter(|option| option.right).map(|option| option.text.clone()).collect()
            }
            Ask::TrueFalse { truth, .. } => vec![if *truth { "True" } else { "False" }.to_owned()],
        }
    }
}

/// A question as one text, a blank as `____`, and its answer.
#[must_use]
pub fn question_and_answer(question: &Question) -> (String, String) {
    match &question.ask {
        Ask::Basic { question, answer, .. } => (question.clone(), answer.clone()),
        Ask::Typed { question, accept, .. } => {
            (question.clone(), accept.first().cloned().unwrap_or_default())
        }
        Ask::Choice { question, options } => {
            let right = options.iter().find(|option| option.right);
            (question.clone(), right.map(|option| option.text.clone()).unwrap_or_default())
        }
        Ask::TrueFalse { statement, truth } => (statement.clone(), truth.to_string()),
        Ask::List { question, items } | Ask::Order { question, items } => {
            (question.clone(), items.iter().map(|item| item.text.as_str()).collect::<Vec<_>>().join("; "))
        }
        Ask::Cloze { question, text } => {
            let answer = text.blanks().next().map(|blank| blank.text.clone()).unwrap_or_default();
            (hidden(question.as_deref(), text), answer)
        }
    }
}

/// The words of the statement that the slots of a fact stand for, each once.
#[must_use]
pub fn asked_words(fact: &Fact, file: &FactsFile) -> Vec<String> {
    let blank =
        |slot: &Slot| cloze(&fact.statement, slot, file)?.blanks().next().map(|blank| blank.text.clone());
    unique(fact.slots.iter().filter_map(blank).collect())
}

/// A text with its blanks as `____`, under its question.
fn hidden(question: Option<&str>, text: &ClozeText) -> String {
    let hidden = text
        .pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.as_str(),
            Piece::Blank(_) => BLANK,
        })
        .collect::<String>();
    question.map_or(hidden.clone(), |question| format!("{question}\n{hidden}"))
}

/// Derives the deck of a facts file.
#[must_use]
pub fn derive(file: &FactsFile) -> Derived {
    let mut notes = Vec::new();
    let mut given = Vec::new();
    for fact in &file.facts {
        let (asked, why_not) = asked(fact, file);
        let cards = asked.iter().map(|asked| asked.key(file)).collect();
        given.push(Given { id: fact.id.clone(), cards, why_not });
        if !asked.is_empty() {
            let questions = asked.into_iter().map(|asked| asked.question).collect();
            notes.push(note(&fact.id, fact_common(fact, file), questions));
        }
    }
    for sequence in &file.sequences {
        match order(sequence, file) {
            Ok(question) => {
                let key = Key::new(file.about.id.clone(), sequence.id.clone(), None);
                given.push(Given { id: sequence.id.clone(), cards: vec![key], why_not: Vec::new() });
                notes.push(note(&sequence.id, sequence_common(sequence, file), vec![question]));
            }
            Err(why_not) => given.push(Given { id: sequence.id.clone(), cards: Vec::new(), why_not }),
        }
    }
    let about = &file.about;
    let info = DeckInfo {
        id: about.id.clone(),
        title: about.title.clone(),
        document: about.file.clone(),
        url: about.url.clone(),
        study: true,
        objectives: file.objectives.clone(),
    };
    Derived { info, notes, given }
}

fn note(id: &EntryId, common: Common, questions: Vec<Question>) -> Note {
    let from = Some(Origin { fact: id.clone(), hash: String::new() });
    Note { id: id.clone(), group: None, common, questions, from }
}

fn fact_common(fact: &Fact, file: &FactsFile) -> Common {
    Common {
        why: fact.why.clone(),
        tags: unique(file.about.tags.iter().chain(&fact.tags).cloned().chain(unread(fact, file)).collect()),
        objective: fact.objective.clone(),
        source: (fact.source != Source::default()).then(|| fact.source.clone()),
        ..Common::default()
    }
}

/// The tag of cards whose fact no person has read.
fn unread(fact: &Fact, file: &FactsFile) -> Option<String> {
    file.takes_unread(fact).then(|| UNREAD.to_owned())
}

/// A sequence has the objective that all its facts share, and the tags of the document.
fn sequence_common(sequence: &Sequence, file: &FactsFile) -> Common {
    let mut objectives =
        sequence.facts.iter().filter_map(|id| file.fact(id)).map(|fact| fact.objective.clone());
    let first = objectives.next().flatten();
    let objective = if objectives.all(|other| other == first) { first } else { None };
    Common { tags: unique(file.about.tags.clone()), objective, ..Common::default() }
}

/// What a fact asks, and why not more.
pub(super) fn asked<'f>(fact: &'f Fact, file: &FactsFile) -> (Vec<Asked<'f>>, Vec<WhyNot>) {
    if !fact.status.asks() && !file.takes_unread(fact) {
        return (Vec::new(), vec![WhyNot::Status]);
    }
    let (asked, mut why_not) =
        if fact.kind == FactKind::Acronym { acronym(fact, file) } else { slots(fact, file) };
    why_not.extend(asked.iter().filter_map(|asked| gives_away(asked, file)));
    (asked, why_not)
}

fn slots<'f>(fact: &'f Fact, file: &FactsFile) -> (Vec<Asked<'f>>, Vec<WhyNot>) {
    let mut found = Vec::new();
    let mut why_not = Vec::new();
    for slot in &fact.slots {
        match (fact.ask(slot.name.as_str()), &slot.value) {
            (Some(SlotAsk::Never), _) => {}
            _ if is_topic(slot, file) => why_not.push(WhyNot::Topic { slot: slot.name.clone() }),
            (Some(SlotAsk::Question { text, typed, ordered, hint }), value) => {
                let question = as_of(text, fact, file);
                let common = Common { hint: hint.clone(), ..Common::default() };
                let asks = match value {
                    Value::Items(items) => asked_items(slot, question, items, *ordered),
                    _ => vec![(slot.name.clone(), asked_value(slot, question, *typed, file))],
                };
                found.extend(asks.into_iter().map(|(side, ask)| Asked {
                    fact,
                    slot,
                    side: side.clone(),
                    question: Question { side: Some(side), common: common.clone(), ask },
                }));
            }
            (None, Value::Items(_)) => why_not.push(WhyNot::NoQuestion { slot: slot.name.clone() }),
            (None, _) => match cloze(&fact.statement, slot, file) {
                None => why_not.push(WhyNot::NotInStatement { slot: slot.name.clone() }),
                Some(text) => {
                    let question = present_of(fact, file).map(|as_of| format!("As of {as_of}:"));
                    let ask = Ask::Cloze { question, text };
                    let question = Question { side: Some(slot.name.clone()), common: Common::default(), ask };
                    found.push(Asked { fact, slot, side: slot.name.clone(), question });
                }
            },
        }
    }
    (found, why_not)
}

fn asked_value(slot: &Slot, question: String, typed: Option<bool>, file: &FactsFile) -> Ask {
    if typed.unwrap_or_else(|| is_typed(slot, file)) {
        let accept = accepted(slot, file, &question);
        Ask::Typed { question, accept, rule: TypedRule::default(), reverse: None }
    } else {
        let answer = told(slot, file, &question);
        Ask::Basic { question, answer, reverse: None }
    }
}

/// A list is one card; a long one a card an item, the others in view.
fn asked_items(slot: &Slot, question: String, items: &[Item], ordered: bool) -> Vec<(SideId, Ask)> {
    if items.len() <= LIST_ITEMS {
        let items = items.to_vec();
        let ask = if ordered { Ask::Order { question, items } } else { Ask::List { question, items } };
        return vec![(slot.name.clone(), ask)];
    }
    (0..items.len())
        .filter_map(|at| {
            let side = SideId::new(format!("{}-{}", slot.name, at + 1)).ok()?;
            let text = one_blank(items, at, &side, ordered);
            Some((side, Ask::Cloze { question: Some(question.clone()), text }))
        })
        .collect()
}

/// All items, the one at `hidden` blanked.
fn one_blank(items: &[Item], hidden: usize, side: &SideId, ordered: bool) -> ClozeText {
    let mut pieces = vec![Piece::Text(String::new())];
    let mut lead = String::new();
    for (at, item) in items.iter().enumerate() {
        let mark = if ordered { format!("{}. ", at + 1) } else { "- ".to_owned() };
        lead.push_str(&mark);
        if at == hidden {
            pieces.push(Piece::Text(std::mem::take(&mut lead)));
            pieces.push(Piece::Blank(Blank {
                name: side.clone(),
                labelled: true,
                text: item.text.clone(),
                hint: None,
                typed: false,
            }));
        } else {
            lead.push_str(&item.text);
        }
        if at + 1 < items.len() {
            lead.push('\n');
        }
    }
    pieces.push(Piece::Text(lead));
    pieces.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
    ClozeText { pieces }
}

/// The entity an acronym fact is about: the first slot that holds one with an acronym.
pub(super) fn acronym_of<'f>(fact: &'f Fact, file: &'f FactsFile) -> Option<(&'f Slot, &'f Entity, &'f str)> {
    fact.slots.iter().find_map(|slot| match &slot.value {
        Value::Entity(id) => {
            let entity = file.entity(id)?;
            Some((slot, entity, entity.acronym.as_deref()?))
        }
        _ => None,
    })
}

/// An acronym asked both ways: the side `acronym` asks for the acronym, `name` for the name.
fn acronym<'f>(fact: &'f Fact, file: &FactsFile) -> (Vec<Asked<'f>>, Vec<WhyNot>) {
    let Some((slot, entity, acronym)) = acronym_of(fact, file) else {
        return (Vec::new(), vec![WhyNot::NoAcronym]);
    };
    let Some(slot) = fact.slots.iter().find(|other| other.name == slot.name) else {
        return (Vec::new(), Vec::new());
    };
    let short =
        |alias: &&String| !alias.contains(' ') && alias.chars().filter(|c| c.is_uppercase()).count() > 1;
    let (shorts, longs): (Vec<&String>, Vec<&String>) =
        entity.aliases.iter().chain(&slot.aliases).partition(|alias| short(alias));
    let sides = [
        ("acronym", format!("Which acronym stands for {}?", entity.name), acronym, shorts),
        ("name", format!("What does {acronym} stand for?"), entity.name.as_str(), longs),
    ];
    let asked = sides.into_iter().filter_map(|(side, usual, answer, others)| {
        let side = SideId::new(side).ok()?;
        let (question, hint) = match fact.ask(side.as_str()) {
            Some(SlotAsk::Never) => return None,
            Some(SlotAsk::Question { text, hint, .. }) => (text.clone(), hint.clone()),
            None => (usual, None),
        };
        let accept = unique([answer.to_owned()].into_iter().chain(others.into_iter().cloned()).collect());
        let ask = Ask::Typed { question, accept, rule: TypedRule::default(), reverse: None };
        let common = Common { hint, ..Common::default() };
        Some(Asked { fact, slot, side: side.clone(), question: Question { side: Some(side), common, ask } })
    });
    (asked.collect(), Vec::new())
}

/// The time of whose state the fact speaks, when it speaks of one.
fn present_of<'f>(fact: &Fact, file: &'f FactsFile) -> Option<&'f str> {
    if fact.present { file.about.as_of.as_deref() } else { None }
}

/// A question or statement with `(as of 2009)` before its last mark, unless it names that time already.
pub(super) fn as_of(text: &str, fact: &Fact, file: &FactsFile) -> String {
    match present_of(fact, file) {
        Some(as_of) if !speaks_of(text, as_of) => {
            let body = text.trim_end_matches(['?', '.', '!']);
            format!("{body} (as of {as_of}){}", &text[body.len()..])
        }
        _ => text.to_owned(),
    }
}

fn gives_away(asked: &Asked<'_>, file: &FactsFile) -> Option<WhyNot> {
    let text = asked.text();
    let answers = match asked.question.ask {
        Ask::Cloze { .. } => return None,
        Ask::List { .. } | Ask::Order { .. } => asked.answers(),
        _ if asked.fact.kind == FactKind::Acronym => asked.answers(),
        _ => giveaways(asked.slot, file),
    };
    answers
        .into_iter()
        .find(|answer| speaks_of(&text, answer))
        .map(|words| WhyNot::GivesAway { slot: asked.side.clone(), words })
}

fn order(sequence: &Sequence, file: &FactsFile) -> Result<Question, Vec<WhyNot>> {
    let mut why_not = Vec::new();
    let mut events = Vec::new();
    for fact in sequence.facts.iter().filter_map(|id| file.fact(id)) {
        let date = fact.slots.iter().find_map(|slot| match slot.value {
            Value::Date(date) => Some(date),
            _ => None,
        });
        match (date, &fact.label) {
            (None, _) => why_not.push(WhyNot::Undated { fact: fact.id.clone() }),
            (_, None) => why_not.push(WhyNot::Unlabelled { fact: fact.id.clone() }),
            (Some(date), Some(label)) => events.push((date, label, &fact.id)),
        }
    }
    events.sort_by_key(|(date, _, _)| date.first());
    for pair in events.windows(2) {
        if pair[0].0.overlaps(&pair[1].0) {
            why_not.push(WhyNot::Overlap { first: pair[0].2.clone(), second: pair[1].2.clone() });
        }
    }
    if !why_not.is_empty() {
        return Err(why_not);
    }
    let items =
        events.into_iter().map(|(_, label, _)| Item { text: label.clone(), aliases: Vec::new() }).collect();
    let question = sequence.question.clone().unwrap_or_else(|| match &sequence.title {
        Some(title) => format!("{title}: put in order, the earliest first."),
        None => "Put in order, the earliest first.".to_owned(),
    });
    Ok(Question { side: None, common: Common::default(), ask: Ask::Order { question, items } })
}
