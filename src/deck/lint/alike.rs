//! Cards that ask the same, or nearly, in any deck.
//!
//! Equal questions meet in a map. Nearly equal ones are found through their rarest words: two sets of words of which
//! three in four are shared have one in common among the rarest quarter of either, so only cards that meet there are
//! compared (prefix filtering, as in Bayardo et al., "Scaling up all pairs similarity search", 2007).

use std::collections::{BTreeSet, HashMap};

use super::{Rule, Subject};
use crate::deck::words::{Word, content, joined, words};
use crate::model::{Content, Diagnostic};

/// Nearly the same: so many of a hundred words are shared.
const NEARLY: usize = 75;
/// Questions of fewer telling words are too short to be nearly anything.
const FEWEST_WORDS: usize = 3;

/// A card as it is compared.
struct Asked<'s, 'd> {
    subject: &'s Subject<'d>,
    words: Vec<Word>,
    /// Each accepted answer; of several items all as one.
    answers: BTreeSet<String>,
    /// Whether the question alone says what is asked, options apart.
    alone: bool,
}

impl<'s, 'd> Asked<'s, 'd> {
    fn of(subject: &'s Subject<'d>) -> Self {
        let card = subject.card;
        let answers = card.answers();
        let as_one =
            matches!(card.content, Content::Choice { .. } | Content::List { .. } | Content::Order { .. });
        let mut each: Vec<String> = answers.iter().map(|answer| joined(&words(answer))).collect();
        if as_one {
            each.sort();
            each = vec![each.join(";")];
        }
        Self { subject, words: words(&card.question()), answers: each.into_iter().collect(), alone: !as_one }
    }

    fn same_entry(&self, other: &Self) -> bool {
        let (one, other) = (&self.subject.card.key, &other.subject.card.key);
        one.deck == other.deck && one.entry == other.entry
    }

    fn same_answer(&self, other: &Self) -> bool {
        self.answers.intersection(&other.answers).next().is_some()
    }
}

pub(super) fn lint(subjects: &[Subject<'_>]) -> Vec<Diagnostic> {
    let asked: Vec<Asked<'_, '_>> = subjects.iter().map(Asked::of).collect();
    let mut found = Vec::new();
    let doubled = equal(&asked, &mut found);
    nearly(&asked, &doubled, &mut found);
    found
}

/// Tells of equal questions, and returns the places of the later ones.
fn equal(asked: &[Asked<'_, '_>], found: &mut Vec<Diagnostic>) -> BTreeSet<usize> {
    let mut seen: HashMap<String, Vec<usize>> = HashMap::new();
    let mut doubled = BTreeSet::new();
    for (place, card) in asked.iter().enumerate() {
        let question = joined(&card.words);
        if question.is_empty() {
            continue;
        }
        let earlier = seen.entry(question).or_default();
        let twin = earlier.iter().map(|place| &asked[*place]).find(|other| {
            let same = card.same_answer(other);
            !card.same_entry(other) && (same || (card.alone && other.alone))
        });
        if let Some(twin) = twin {
            doubled.insert(place);
            tell(card, twin, Rule::Duplicate, found);
        }
        earlier.push(place);
    }
    doubled
}

fn tell(card: &Asked<'_, '_>, twin: &Asked<'_, '_>, rule: Rule, found: &mut Vec<Diagnostic>) {
    if twin.subject.allows(rule) {
        return;
    }
    let place = twin.subject.place();
    let (message, hint) = if rule == Rule::NearDuplicate {
        (
            format!("asks nearly the same as {place}"),
            "keep one of them, or word them so that they ask for different things",
        )
    } else if card.same_answer(twin) {
        (format!("asks the same as {place}"), "keep one of them")
    } else {
        (
            format!("asks the same as {place}, and has another answer"),
            "say in the question what is meant in each, or join them in one list",
        )
    };
    card.subject.add(found, rule, message, hint);
}

fn nearly(asked: &[Asked<'_, '_>], doubled: &BTreeSet<usize>, found: &mut Vec<Diagnostic>) {
    let sets: Vec<BTreeSet<&str>> = asked.iter().map(|card| content(&card.words)).collect();
    let mut frequency: HashMap<&str, usize> = HashMap::new();
    for stem in sets.iter().flatten() {
        *frequency.entry(stem).or_default() += 1;
    }
    // Cards that share an answer and a rare word, by both.
    let mut met: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (place, card) in asked.iter().enumerate() {
        let set = &sets[place];
        if set.len() < FEWEST_WORDS || doubled.contains(&place) {
            continue;
        }
        let mut rarest: Vec<&str> = set.iter().copied().collect();
        rarest.sort_by_key(|stem| (frequency.get(stem).copied().unwrap_or(0), *stem));
        rarest.truncate(set.len() - (set.len() * NEARLY).div_ceil(100) + 1);
        let mut candidates = BTreeSet::new();
        for answer in &card.answers {
            for stem in &rarest {
                let meeting = met.entry((answer, stem)).or_default();
                candidates.extend(meeting.iter().copied());
                meeting.push(place);
            }
        }
        let twin = candidates
            .into_iter()
            .map(|other| (shared_of_hundred(set, &sets[other]), other))
            .filter(|(share, other)| *share >= NEARLY && is_twin(card, &asked[*other]))
            .max_by_key(|(share, other)| (*share, std::cmp::Reverse(*other)));
        if let Some((_, other)) = twin {
            tell(card, &asked[other], Rule::NearDuplicate, found);
        }
    }
}

/// Of a hundred words of both, so many are in each.
fn shared_of_hundred(one: &BTreeSet<&str>, other: &BTreeSet<&str>) -> usize {
    let shared = one.intersection(other).count();
    shared * 100 / (one.len() + other.len() - shared).max(1)
}

/// Whether two cards of nearly the same words ask the same: not when each names something the other does not, nor when
/// one is the other's negation.
fn is_twin(card: &Asked<'_, '_>, other: &Asked<'_, '_>) -> bool {
    let names_of_own = |one: &Asked<'_, '_>, other: &Asked<'_, '_>| {
        one.words.iter().any(|word| word.proper && other.words.iter().all(|there| there.stem != word.stem))
    };
    let negated = |card: &Asked<'_, '_>| card.words.iter().any(|word| word.stem == "not");
    !card.same_entry(other)
        && negated(card) == negated(other)
        && !(names_of_own(card, other) && names_of_own(other, card))
}
