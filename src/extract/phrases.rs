//! Blanks of plain words, where a statement says something that has no name and no number: a purpose, an object, a
//! duty, what something is.

use std::ops::Range;

use super::clause::{Clause, is_determiner, is_preposition};
use super::verbs::{is_auxiliary, verb};
use super::words::Word;

/// Stretches of plain words have so many words at least,
const SHORTEST: usize = 2;
/// and at most.
const LONGEST: usize = 16;

/// What a stretch of plain words says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// What for: `to deter piracy`.
    Purpose,
    /// What must or may be done.
    Duty,
    /// What something is.
    Definition,
    /// What the verb is about.
    Object,
    /// Who or what it is said of.
    Subject,
    /// The end of the sentence.
    Tail,
}

/// A stretch of words, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    pub says: Says,
    pub words: Range<usize>,
}

/// Words that say little in a blank.
const EMPTY: &[&str] = &[
    "this",
    "that",
    "it",
    "its",
    "they",
    "their",
    "area",
    "areas",
    "way",
    "ways",
    "thing",
    "things",
    "issue",
    "issues",
    "number",
    "addition",
    "future",
    "order",
    "time",
    "times",
    "part",
    "case",
    "cases",
    "fact",
    "result",
    "field",
    "place",
    "work",
    "level",
    "levels",
    "matter",
    "matters",
    "basis",
    "terms",
    "example",
    "support",
    "role",
    "respective",
    "increasing",
    "more",
    "frequent",
    "various",
    "different",
    "new",
    "other",
    "general",
    "own",
    "particular",
    "certain",
    "specific",
    "first",
    "same",
    "large",
    "small",
    "great",
    "several",
    "many",
    "further",
    "better",
    "good",
    "important",
    "significant",
    "major",
    "main",
    "key",
    "close",
    "increased",
    "wide",
    "full",
    "necessary",
    "possible",
    "process",
    "situation",
    "effort",
    "efforts",
    "both",
    "respect",
    "regard",
    "means",
    "aspects",
    "aspect",
    "activities",
    "activity",
    "measures",
    "steps",
    "concerned",
    "series",
    "variety",
    "range",
    "kind",
    "kinds",
    "type",
    "types",
    "form",
    "forms",
    "events",
    "event",
    "question",
    "set",
    "end",
    "question",
    "purpose",
    "purposes",
    "use",
    "day",
    "year",
    "years",
    "copy",
    "people",
];

/// The phrases of a statement, from the word `from` on.
pub(super) fn phrases(words: &[Word<'_>], from: usize, clause: Option<&Clause>) -> Vec<Phrase> {
    let mut found: Vec<Phrase> = Vec::new();
    let Some(last) = words.iter().rposition(Word::is_word) else { return found };
    let end = last + 1;
    if let Some(clause) = clause {
        found.extend(duty(words, clause, end));
        found.extend(definition(words, clause, end));
        found.extend(object(words, clause, end));
        found.extend(subject(words, clause));
    }
    found.extend(purpose(words, from, end));
    found.extend(tail(words, from, end));
    found.retain(|phrase| is_telling(&words[phrase.words.clone()]) && phrase.words.start >= from);
    found
}

fn is_telling(words: &[Word<'_>]) -> bool {
    let content = words
        .iter()
        .filter(|word| {
            word.is_word()
                && !is_determiner(word)
                && !is_preposition(word)
                && !word.is_any(EMPTY)
                && word.lower.len() > 2
        })
        .count();
    let balanced = words.iter().filter(|word| word.text == "(").count()
        == words.iter().filter(|word| word.text == ")").count();
    let quotes = words.iter().filter(|word| matches!(word.text, "\"" | "\u{201C}" | "\u{201D}")).count();
    let pronoun = words
        .iter()
        .any(|word| word.is_any(&["it", "they", "them", "this", "these", "he", "she", "him", "so", "such"]));
    (SHORTEST..=LONGEST).contains(&words.len())
        && content >= 2
        && balanced
        && quotes.is_multiple_of(2)
        && !pronoun
}

/// `to deter piracy and escort ships` at the end.
fn purpose(words: &[Word<'_>], from: usize, end: usize) -> Option<Phrase> {
    let at = (from + 4..end.saturating_sub(2)).find(|&at| {
        words[at].is("to")
            && words.get(at + 1).is_some_and(|word| verb(&word.lower).is_some_and(|(_, forms)| forms.base))
    })?;
    let inside = &words[at..end];
    // A second clause behind it is no purpose.
    let finite = |at: usize| {
        let word = &inside[at];
        let before = &inside[at - 1];
        at > 1
            && !is_determiner(before)
            && !is_preposition(before)
            && !before.is_any(&["and", "or", "have", "be", "that"])
            && verb(&word.lower).is_some_and(|(_, forms)| {
                forms.past
                    && !is_auxiliary(&before.lower)
                    && inside.get(at + 1).is_none_or(|next| !next.is("by"))
            })
    };
    let split = (2..inside.len()).any(|at| {
        finite(at)
            && !inside[..at].iter().any(|word| word.is_any(&["that", "which", "who", "as", "where", "when"]))
            || inside[at - 1].text == ","
                && verb(&inside[at].lower).is_some_and(|(_, forms)| forms.third && !forms.base)
            || verb(&inside[at].lower).is_some_and(|(_, forms)| forms.third && !forms.base)
                && inside.get(at + 1).is_some_and(is_determiner)
                && !is_determiner(&inside[at - 1])
    }) || inside
        .iter()
        .skip(1)
        .any(|word| is_auxiliary(&word.lower) && !word.is_any(&["be", "have"]))
        && !inside
            .iter()
            .any(|word| word.is_any(&["that", "which", "who", "as", "where", "when", "what", "how", "if"]));
    if split {
        return None;
    }
    let broken = inside.iter().any(|word| matches!(word.text, ";" | ":" | "\u{2013}" | "\u{2014}"))
        || inside.windows(2).any(|pair| {
            pair[0].text == ","
                && (pair[1]
                    .is_any(&["which", "but", "while", "who", "and", "as", "the", "although", "where"])
                    || is_auxiliary(&pair[1].lower))
        });
    (!broken && inside.len() >= 3).then_some(Phrase { says: Says::Purpose, words: at..end })
}

/// What follows `shall`, `must` or `may`.
fn duty(words: &[Word<'_>], clause: &Clause, end: usize) -> Option<Phrase> {
    let modal = words[clause.verb.clone()].first().filter(|word| word.is_any(&["shall", "must", "may"]))?;
    let start = clause.verb.start
        + 1
        + usize::from(words.get(clause.verb.start + 1).is_some_and(|word| word.is("not")));
    let passive = words.get(start).is_some_and(|word| word.is_any(&["be", "have"]));
    let plain = words[start..end].iter().all(|word| !matches!(word.text, ";" | ":" | "\u{2014}"));
    (!passive && plain && !modal.is("might")).then_some(Phrase { says: Says::Duty, words: start..end })
}

/// What follows `is a`, `are the`, `means`.
fn definition(words: &[Word<'_>], clause: &Clause, end: usize) -> Option<Phrase> {
    let verb = &words[clause.verb.clone()];
    let be = verb.len() == 1 && verb[0].is_any(&["is", "are", "was", "were", "means"]);
    let first = words.get(clause.verb.end)?;
    let named = verb.first().is_some_and(|word| word.is("means")) || first.is_any(&["a", "an", "the", "one"]);
    let known = words[clause.subject.clone()].iter().any(Word::is_capital) || clause.subject.len() >= 2;
    let plain = words[clause.verb.end..end].iter().all(|word| !matches!(word.text, ";" | ":" | "\u{2014}"));
    (be && named && known && plain).then_some(Phrase { says: Says::Definition, words: clause.verb.end..end })
}

/// The noun right after the verb, with what belongs to it up to a preposition of place or time.
fn object(words: &[Word<'_>], clause: &Clause, end: usize) -> Option<Phrase> {
    let mut start = clause.verb.end;
    let first = words.get(start).filter(|_| start < end)?;
    let last_verb = &words[clause.verb.end - 1];
    if is_auxiliary(&last_verb.lower) && !last_verb.is_any(&["has", "have", "had"]) {
        return None;
    }
    if is_preposition(first)
        || first.is_any(&[
            "that", "to", "and", "or", ",", "(", "because", "which", "out", "up", "over", "off", "down",
        ])
        || verb(&first.lower).is_some_and(|(_, forms)| forms.ing)
    {
        return None;
    }
    while words.get(start).is_some_and(is_determiner) && start < end {
        start += 1;
    }
    if words.get(start).is_some_and(|word| {
        word.is_any(&["only", "not", "as", "so", "very", "either", "neither", "more", "less"])
            || word.lower.ends_with("ly")
    }) {
        return None;
    }
    let mut stop = start;
    while stop < end {
        let word = &words[stop];
        let goes_on = word.is("of") && stop > start
            || word.is("and")
                && words.get(stop + 1).is_some_and(|next| {
                    !is_determiner(next) && verb(&next.lower).is_none_or(|(_, forms)| !forms.past)
                });
        if !word.is_word()
            || (is_preposition(word) && !goes_on)
            || word.is_any(&["that", "which", "who", "or", "but", "when", "where", "if", "to"])
            || is_auxiliary(&word.lower)
            || (word.is("and") && !goes_on)
        {
            break;
        }
        stop += 1;
    }
    let last = words.get(stop.checked_sub(1)?)?;
    (stop > start && !is_preposition(last) && !last.is("and"))
        .then_some(Phrase { says: Says::Object, words: start..stop })
}

/// A subject of small words, or an office: `The harbour master`.
fn subject(words: &[Word<'_>], clause: &Clause) -> Option<Phrase> {
    let mut start = clause.subject.start;
    if words
        .get(start)
        .is_some_and(|word| word.is_any(&["this", "these", "such", "those", "it", "there", "we"]))
    {
        return None;
    }
    while words.get(start).is_some_and(is_determiner) && start < clause.subject.end {
        start += 1;
    }
    let inside = &words[start..clause.subject.end];
    let plain = inside.iter().all(|word| word.is_word() && !word.is_any(&["that", "which", "who"]));
    (plain && !inside.is_empty() && inside.len() <= 9)
        .then_some(Phrase { says: Says::Subject, words: start..clause.subject.end })
}

/// What stands behind the last preposition.
fn tail(words: &[Word<'_>], from: usize, end: usize) -> Option<Phrase> {
    let at = (from + 3..end.saturating_sub(1)).rev().find(|&at| {
        is_preposition(&words[at]) && !words[at].is_any(&["of", "per"])
            || words[at].is("of") && words[at + 1..end].len() >= 3
    })?;
    let mut start = at + 1;
    while words.get(start).is_some_and(is_determiner) && start + 1 < end {
        start += 1;
    }
    let plain = words[start..end].iter().all(Word::is_word)
        && !words[start..end]
            .iter()
            .any(|word| is_auxiliary(&word.lower) || word.is_any(&["that", "which", "who", "when"]));
    plain.then_some(Phrase { says: Says::Tail, words: start..end })
}
