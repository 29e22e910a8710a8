//! Lints on what the other cards of a deck do: they name sources, serve objectives, and should not answer each other.

use std::collections::{BTreeMap, HashMap};

use super::{Rule, Subject};
use crate::deck::words::{Word, content, find, without_asides, words};
use crate::model::{Content, DeckId, Diagnostic};

/// A deck of fewer cards has no custom yet.
const FEWEST_CARDS: usize = 5;
/// A deck has the custom when so many of a hundred cards follow it.
const MOST_CARDS: usize = 60;
/// A word in more questions than this tells nothing of a single one.
const MOST_QUESTIONS: usize = 50;
/// A question that answers another speaks of the same matter: it has so many of a hundred of its words, and
const SAME_MATTER: usize = 70;
/// at least so many.
const FEWEST_SHARED: usize = 3;

pub(super) fn lint(subjects: &[Subject<'_>]) -> Vec<Diagnostic> {
    let mut decks: BTreeMap<&DeckId, Vec<&Subject<'_>>> = BTreeMap::new();
    for subject in subjects {
        decks.entry(&subject.card.key.deck).or_default().push(subject);
    }
    let mut found = Vec::new();
    for cards in decks.values() {
        custom(cards, &mut found);
        gives_away(cards, &mut found);
    }
    found
}

fn custom(cards: &[&Subject<'_>], found: &mut Vec<Diagnostic>) {
    // What is generated is mended in the facts, and `facts check` looks at those.
    let written: Vec<&&Subject<'_>> = cards.iter().filter(|subject| subject.note.from.is_none()).collect();
    let usual = |has: &dyn Fn(&Subject<'_>) -> bool| {
        let with = cards.iter().filter(|subject| has(subject)).count();
        cards.len() >= FEWEST_CARDS && with * 100 >= cards.len() * MOST_CARDS
    };
    let sourced = |subject: &Subject<'_>| subject.card.source.is_some();
    if usual(&sourced) {
        for subject in written.iter().filter(|subject| !sourced(subject)) {
            let hint = "say where the answer stands: source = \"...\"";
            subject.add(found, Rule::NoSource, "no source, while most cards of the deck name one", hint);
        }
    }
    let aimed = |subject: &Subject<'_>| subject.card.objective.is_some();
    if usual(&aimed) {
        for subject in written.iter().filter(|subject| !aimed(subject)) {
            let hint = "name it on the card, its group or the deck: objective = \"...\"";
            subject.add(
                found,
                Rule::NoObjective,
                "no objective, while most cards of the deck serve one",
                hint,
            );
        }
    }
}

/// A card whose answer other questions may give away.
struct Asked<'s, 'd> {
    subject: &'s Subject<'d>,
    shown: Vec<Word>,
    answer: Vec<Word>,
}

fn gives_away(cards: &[&Subject<'_>], found: &mut Vec<Diagnostic>) {
    let asked: Vec<Asked<'_, '_>> = cards
        .iter()
        .map(|subject| Asked {
            subject,
            shown: words(&subject.card.question()),
            answer: answer_of(&subject.card.content)
                .map_or_else(Vec::new, |text| words(&without_asides(text))),
        })
        .collect();
    let mut questions: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, asked) in asked.iter().enumerate() {
        for stem in content(&asked.shown) {
            questions.entry(stem).or_default().push(place);
        }
    }
    for about in &asked {
        let holders = content(&about.answer)
            .into_iter()
            .map(|stem| questions.get(stem).map_or(&[][..], Vec::as_slice))
            .min_by_key(|places| places.len())
            .filter(|places| places.len() <= MOST_QUESTIONS);
        for place in holders.unwrap_or_default() {
            let giver = &asked[*place];
            if tells(giver, about) {
                let answer: Vec<&str> = about.answer.iter().map(|word| word.written.as_str()).collect();
                let message = format!(
                    "the question holds \"{}\", the answer of {}",
                    answer.join(" "),
                    about.subject.place()
                );
                let hint =
                    "word it without that, or make both sides of one entry: sides do not come on one day";
                giver.subject.add(found, Rule::GivesAway, message, hint);
            }
        }
    }
}

/// The answer a question could hold.
fn answer_of(content: &Content) -> Option<&str> {
    match content {
        Content::Basic { answer, .. } | Content::Reverse { answer, .. } => Some(answer),
        Content::Typed { accept, .. } => accept.first().map(String::as_str),
        Content::Cloze { text, blank, .. } => text.blank(blank).map(|blank| blank.text.as_str()),
        Content::Choice { options, .. } => {
            let mut right = options.iter().filter(|option| option.right);
            right.next().filter(|_| right.next().is_none()).map(|option| option.text.as_str())
        }
        Content::TrueFalse { .. } | Content::List { .. } | Content::Order { .. } => None,
    }
}

/// Whether one question holds the other's answer and speaks of the same matter.
fn tells(giver: &Asked<'_, '_>, about: &Asked<'_, '_>) -> bool {
    if giver.subject.card.key.entry == about.subject.card.key.entry
        || find(&giver.shown, &about.answer).is_none()
    {
        return false;
    }
    let (wanted, there) = (content(&about.shown), content(&giver.shown));
    let names = about.shown.iter().filter(|word| word.proper && word.is_content());
    let named = names.into_iter().all(|word| there.contains(word.stem.as_str()));
    let shared = wanted.intersection(&there).count();
    let weighty =
        about.answer.iter().any(|word| word.is_content() && (word.proper || word.stem.chars().count() >= 4));
    weighty && named && shared >= FEWEST_SHARED && shared * 100 >= wanted.len() * SAME_MATTER
}
