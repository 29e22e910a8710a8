//! A quiz: which cards it asks, in which form, and the machine of `session` between the store and a front.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::time::Instant;

use uuid::Uuid;

use super::environment::Environment;
use super::load::{self, FileKind, Place};
use super::open::Opened;
use super::roots;
use super::source;
use super::study::StudyError;
use crate::facts::{self, Presentation};
use crate::front::Front;
use crate::model::{Card, CardId, DeckId, Key, Moment, StateName};
use crate::schedule::fnv1a64;
use crate::session::{Act, Command, Form, Input, Marked, Notice, Posed, Quiz, QuizEffect, pose};
use crate::store::{Action, CardRecord, Store};

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// The questions, in the order they are put.
    pub questions: Vec<Posed>,
    /// How many of the cards looked at cannot be put in this form so that the program can judge the answer: of all cards
    /// meant, where there are fewer questions than were wanted.
    pub unfit: usize,
}

/// Draws so many questions of these cards by chance, in that form: of each entry one before a second of any.
#[must_use]
pub fn draw(env: &Environment, opened: &Opened, records: &[CardRecord], form: Form, count: usize) -> Drawn {
    let seed = env.seed;
    let mut drawn: Vec<(u64, &CardRecord)> = records
        .iter()
        .filter(|record| !record.suspended && !record.archived)
        .map(|record| (fnv1a64(format!("{seed}/{}", record.card.key).as_bytes()), record))
        .collect();
    drawn.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| one.card.key.cmp(&other.card.key)));
    let decks: HashSet<DeckId> = drawn.iter().map(|(_, record)| record.card.key.deck.clone()).collect();
    let puts = presentations(env, opened, &decks);
    let mut by_deck: HashMap<i64, Vec<&Card>> = HashMap::new();
    for record in records.iter().filter(|record| !record.archived) {
        by_deck.entry(record.deck).or_default().push(&record.card);
    }
    let (mut firsts, mut more, mut unfit) = (Vec::new(), Vec::new(), 0);
    let mut entries = HashSet::new();
    for (_, record) in drawn {
        // To pose a card takes all others of its deck: no more are posed than are asked.
        if firsts.len() == count {
            break;
        }
        let key = &record.card.key;
        let own = puts.get(key).map(Vec::as_slice).unwrap_or_default();
        let deck = by_deck.get(&record.deck).map(Vec::as_slice).unwrap_or_default();
        let Some(card) = pose(&record.card, form, own, deck, seed) else {
            unfit += 1;
            continue;
        };
        let deck_title = record.deck_title.clone();
        let posed = Posed { id: record.id, card, deck_title, state: record.state };
        if entries.insert(key.entry_path()) { firsts.push(posed) } else { more.push(posed) }
    }
    firsts.extend(more);
    firsts.truncate(count);
    Drawn { questions: firsts, unfit }
}

/// The presentations of the facts that these decks were made of, by card. A facts file with faults gives none: `check`
/// tells of it.
fn presentations(
    env: &Environment,
    opened: &Opened,
    decks: &HashSet<DeckId>,
) -> HashMap<Key, Vec<Presentation>> {
    let folders = env.roots.iter().filter(|root| matches!(root.place, Place::Folder(_)));
    let files = folders.flat_map(load::files).filter(|file| file.kind == FileKind::Facts);
    let mut texts: Vec<String> = files.filter_map(|file| fs::read_to_string(file.path).ok()).collect();
    if opened.roots.contains(&roots::builtin().id) {
        texts.push(roots::BUILTIN_FACTS.to_owned());
    }
    let mut all: HashMap<Key, Vec<Presentation>> = HashMap::new();
    for file in texts.iter().filter_map(|text| facts::parse("", text).file) {
        if decks.contains(&file.about.id) {
            for put in facts::presentations(&file) {
                all.entry(put.key.clone()).or_default().push(put);
            }
        }
    }
    all
}

/// What a quiz stands on.
pub struct Sat<'a> {
    /// The roots of this run.
    pub roots: &'a [String],
    /// Reads the study clock.
    pub clock: &'a dyn Fn() -> Moment,
    /// Whether answers are timed; not when the study clock is frozen.
    pub timed: bool,
    /// Draws the id of a log row.
    pub uuids: &'a mut dyn FnMut() -> Uuid,
}

/// Puts the questions to the learner; gives what was answered.
///
/// # Errors
/// When the store or the front fails.
pub fn run(
    store: &mut Store,
    mut quiz: Quiz,
    sat: Sat<'_>,
    front: &mut dyn Front,
) -> Result<Quiz, StudyError> {
    let mut since = Instant::now();
    while let Some(view) = quiz.view() {
        quiz.heard();
        let input = front.ask(&view)?;
        let millis = u32::try_from(since.elapsed().as_millis()).ok().filter(|_| sat.timed);
        if !matches!(input, Input::Command(Command::Hint | Command::Source)) {
            since = Instant::now();
        }
        match quiz.handle(input, millis) {
            None => {}
            Some(QuizEffect::Source(id)) => {
                let record = store.card(id)?;
                quiz.say(Notice::Source(source::lines(store, sat.roots, &record)?));
            }
            Some(QuizEffect::Act { act, id, key }) => {
                let (action, notice) = match act {
                    Act::Bury => (Action::Bury, Notice::Buried(key)),
                    Act::Suspend => (Action::Suspend, Notice::Suspended(key)),
                    Act::Flag(remark) => (Action::Flag { remark }, Notice::Flagged(key)),
                };
                store.act(&[id], &action, (sat.clock)(), sat.uuids)?;
                quiz.say(notice);
            }
        }
    }
    Ok(quiz)
}

/// The cards missed, those the scheduler knows apart from those that are new: these come as new cards anyway.
#[must_use]
pub fn misses(marked: &[Marked]) -> (Vec<CardId>, usize) {
    let missed = || marked.iter().filter(|marked| !marked.right);
    let known = missed().filter(|marked| marked.posed.state.name() != StateName::New);
    let known: Vec<CardId> = known.map(|marked| marked.posed.id).collect();
    let new = missed().count() - known.len();
    (known, new)
}
