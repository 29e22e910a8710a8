//! Notes to cards: every question with what it inherits from its note, group and deck.

use super::DeckFile;
use super::Group;
use crate::model::{
    Ask, Card, Common, Content, EntryId, FileLine, Key, Note, Question, Reverse, SideId, Source,
};

/// The name of the way back of a note that asks one thing.
const REVERSE: &str = "reverse";

/// What a card takes from around its note.
pub(super) struct Around<'d> {
    pub tags: &'d [String],
    pub objective: Option<&'d str>,
    pub group: Option<&'d Group>,
}

/// The cards of a deck file, in the order of its notes.
#[must_use]
pub fn expand(deck: &DeckFile) -> Vec<Card> {
    let mut cards = Vec::with_capacity(deck.notes.len());
    for (note, entry) in deck.notes.iter().zip(&deck.entries) {
        let group = note.group.as_ref().and_then(|id| deck.group(id));
        let around = Around { tags: &deck.tags, objective: deck.objective.as_deref(), group };
        let place = FileLine { file: deck.path.clone(), line: entry.line };
        for question in &note.questions {
            expand_question(note, question, &around, deck, &place, &mut cards);
        }
    }
    cards
}

fn expand_question(
    note: &Note,
    question: &Question,
    around: &Around<'_>,
    deck: &DeckFile,
    place: &FileLine,
    cards: &mut Vec<Card>,
) {
    for (side, content) in contents(question) {
        let position = u32::try_from(cards.len()).unwrap_or(u32::MAX);
        let group = around.group;
        let own = &question.common;
        cards.push(Card {
            aka: former(note, own, side.as_ref(), &content),
            key: Key::new(deck.info.id.clone(), note.id.clone(), side),
            content,
            why: own.why.clone().or_else(|| note.common.why.clone()),
            hint: own.hint.clone().or_else(|| note.common.hint.clone()),
            tags: tags([around.tags, group.map_or(&[], |group| &group.tags), &note.common.tags, &own.tags]),
            objective: nearest([own, &note.common], around),
            source: nearest_source([own, &note.common], group),
            group: group.map(|group| group.title.clone()),
            place: place.clone(),
            position,
        });
    }
}

/// All tags in the order from the deck to the side, each once.
fn tags(lists: [&[String]; 4]) -> Vec<String> {
    let mut tags: Vec<String> = Vec::with_capacity(lists.iter().map(|list| list.len()).sum());
    for tag in lists.into_iter().flatten() {
        if !tags.contains(tag) {
            tags.push(tag.clone());
        }
    }
    tags
}

fn nearest(commons: [&Common; 2], around: &Around<'_>) -> Option<String> {
    let own = commons.iter().find_map(|common| common.objective.as_deref());
    let group = around.group.and_then(|group| group.objective.as_deref());
    own.or(group).or(around.objective).map(str::to_owned)
}

fn nearest_source(commons: [&Common; 2], group: Option<&Group>) -> Option<Source> {
    let own = commons.into_iter().find_map(|common| common.source.as_ref());
    own.or_else(|| group.and_then(|group| group.source.as_ref())).cloned()
}

/// Former keys of one card: those of its question as they are; those of the note with this card's side added, since the
/// whole entry had another id.
fn former(note: &Note, own: &Common, side: Option<&SideId>, content: &Content) -> Vec<Key> {
    let of_note = note.common.aka.iter();
    let (whole, exact): (Vec<&Key>, Vec<&Key>) = of_note.partition(|key| key.side.is_none());
    let whole = whole.into_iter().map(|key| Key { side: side.cloned(), ..key.clone() });
    if matches!(content, Content::Reverse { .. }) {
        return whole.collect();
    }
    whole.chain(exact.into_iter().cloned()).chain(own.aka.iter().cloned()).collect()
}

/// The sides of all cards of a note, in order.
pub(super) fn sides(note: &Note) -> Vec<Option<SideId>> {
    note.questions.iter().flat_map(|question| contents(question).into_iter().map(|(side, _)| side)).collect()
}

pub(super) fn reverse_side(question: &Question) -> Option<SideId> {
    match &question.side {
        None => SideId::new(REVERSE).ok(),
        Some(side) => SideId::new(format!("{side}-{REVERSE}")).ok(),
    }
}

/// What the cards of one question ask, each with its side.
fn contents(question: &Question) -> Vec<(Option<SideId>, Content)> {
    let side = question.side.clone();
    match &question.ask {
        Ask::Basic { question: prompt, answer, reverse } => {
            let forth = Content::Basic { question: prompt.clone(), answer: answer.clone() };
            both_ways(side, forth, reverse_side(question), back(prompt, answer, reverse.as_ref()))
        }
        Ask::Typed { question: prompt, accept, rule, reverse } => {
            let forth = Content::Typed { question: prompt.clone(), accept: accept.clone(), rule: *rule };
            let shown = accept.first().map_or("", String::as_str);
            both_ways(side, forth, reverse_side(question), back(prompt, shown, reverse.as_ref()))
        }
        Ask::Choice { question, options } => {
            vec![(side, Content::Choice { question: question.clone(), options: options.clone() })]
        }
        Ask::TrueFalse { statement, truth } => {
            vec![(side, Content::TrueFalse { statement: statement.clone(), truth: *truth })]
        }
        Ask::List { question, items } => {
            vec![(side, Content::List { question: question.clone(), items: items.clone() })]
        }
        Ask::Order { question, items } => {
            vec![(side, Content::Order { question: question.clone(), items: items.clone() })]
        }
        Ask::Cloze { question, text } => {
            let names = text.names();
            let alone = names.len() == 1;
            let card = |name: &SideId| Content::Cloze {
                question: question.clone(),
                text: text.clone(),
                blank: name.clone(),
            };
            let named = |name: &SideId| if alone { side.clone() } else { Some(name.clone()) };
            names.into_iter().map(|name| (named(name), card(name))).collect()
        }
    }
}

fn both_ways(
    side: Option<SideId>,
    forth: Content,
    back_side: Option<SideId>,
    back: Option<Content>,
) -> Vec<(Option<SideId>, Content)> {
    std::iter::once((side, forth)).chain(back.map(|back| (back_side, back))).collect()
}

/// The way back: its answer is the forward question.
fn back(prompt: &str, answer: &str, reverse: Option<&Reverse>) -> Option<Content> {
    let question = match reverse? {
        Reverse::Swap => answer.to_owned(),
        Reverse::Prompt(prompt) => prompt.clone(),
    };
    Some(Content::Reverse { question, answer: prompt.to_owned() })
}

impl DeckFile {
    /// The group of that id.
    #[must_use]
    pub fn group(&self, id: &EntryId) -> Option<&Group> {
        self.groups.iter().find(|group| &group.id == id)
    }
}
