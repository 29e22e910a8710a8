//! The main clause of a simple sentence: what leads in, subject, verb, and the rest.

use std::ops::Range;

use super::verbs::{is_auxiliary, is_be, is_have, is_modal, verb};
use super::words::Word;

/// A subject has at most so many words.
const SUBJECT: usize = 16;

/// The parts of a clause, as ranges of words that follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    /// `In May 1999,` with its comma; empty where there is none.
    pub intro: Range<usize>,
    pub subject: Range<usize>,
    /// The verb with its auxiliaries and what stands between them.
    pub verb: Range<usize>,
    /// To the end, without the stop.
    pub rest: Range<usize>,
    pub form: VerbForm,
}

/// How the verb of a clause is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum VerbForm {
    /// An auxiliary stands first: `was signed`, `has agreed`, `may appoint`, `is`.
    Auxiliary,
    /// One word in the past.
    Past,
    /// One word in the present, of one.
    Third,
    /// One word in the present, of many.
    Plain,
}

const PREPOSITIONS: &[&str] = &[
    "of",
    "in",
    "on",
    "at",
    "by",
    "for",
    "from",
    "to",
    "with",
    "without",
    "within",
    "under",
    "over",
    "after",
    "before",
    "during",
    "since",
    "until",
    "through",
    "throughout",
    "between",
    "among",
    "against",
    "as",
    "into",
    "onto",
    "upon",
    "about",
    "above",
    "below",
    "across",
    "along",
    "around",
    "behind",
    "beyond",
    "despite",
    "off",
    "per",
    "towards",
    "toward",
    "via",
    "regarding",
    "concerning",
];
const DETERMINERS: &[&str] = &[
    "the", "a", "an", "this", "these", "that", "those", "its", "their", "his", "her", "our", "each", "every",
    "all", "any", "some", "no", "both", "such", "one", "two", "three", "several", "many", "other", "another",
];
const ADVERBS: &[&str] = &[
    "also", "not", "never", "always", "often", "still", "now", "then", "soon", "already", "only", "ever",
    "later", "first", "once", "again", "well", "further",
];

pub(super) fn is_preposition(word: &Word<'_>) -> bool {
    word.is_any(PREPOSITIONS)
}

pub(super) fn is_determiner(word: &Word<'_>) -> bool {
    word.is_any(DETERMINERS)
}

fn is_adverb(word: &Word<'_>) -> bool {
    word.is_any(ADVERBS)
        || word.lower.ends_with("ly")
            && word.lower.len() > 4
            && !word.is_capital()
            && !word.is_any(&[
                "family", "supply", "reply", "apply", "assembly", "early", "only", "ally", "rely", "imply",
                "comply",
            ])
}

/// Reads the clause that begins at the word `from`; none where it is not plain.
pub(super) fn clause(words: &[Word<'_>], from: usize) -> Option<Clause> {
    let end = words.iter().rposition(|word| !matches!(word.text, "." | "!"))? + 1;
    // Only a stop may follow.
    if words[end..].iter().any(|word| matches!(word.text, "?" | ":" | ";")) {
        return None;
    }
    let start = subject_start(words, from, end)?;
    let (verb, form) = find_verb(words, start, end)?;
    let subject = start..verb.start;
    if subject.is_empty() || subject.len() > SUBJECT {
        return None;
    }
    Some(Clause { intro: from..start, subject, rest: verb.end..end, verb, form })
}

/// Past an opening phrase with its comma.
fn subject_start(words: &[Word<'_>], from: usize, end: usize) -> Option<usize> {
    const OPENERS: &[&str] = &[
        "following",
        "given",
        "based",
        "building",
        "recently",
        "originally",
        "initially",
        "today",
        "soon",
        "currently",
        "shortly",
        "late",
        "early",
        "later",
        "while",
        "although",
        "though",
        "if",
        "when",
        "where",
        "because",
        "once",
        "unless",
        "whereas",
        "whenever",
    ];
    let first = words.get(from)?;
    if !(is_preposition(first) || first.is_any(OPENERS)) {
        return Some(from);
    }
    let mut depth = 0_i32;
    let mut at = from;
    while at < end {
        match words[at].text {
            "(" => depth += 1,
            ")" => depth -= 1,
            "," if depth == 0 => {
                let next = words.get(at + 1)?;
                // A second opening phrase, or a row of names, goes on.
                if is_preposition(next)
                    || next.is_any(OPENERS)
                    || next.is_any(&["and", "or"])
                    || next.digits()
                    || next.lower.ends_with("ing")
                {
                    at += 1;
                    continue;
                }
                return Some(at + 1);
            }
            _ => {}
        }
        at += 1;
    }
    // `In 1995 the Board met`: without a comma, a date may end the phrase.
    let Some(year) =
        (from + 1..end.min(from + 5)).find(|&at| words[at].digits() && words[at].text.len() == 4)
    else {
        return before_modal(words, from, end);
    };
    words.get(year + 1).filter(|word| is_determiner(word) || word.is_capital())?;
    Some(year + 1)
}

/// `Before setting a fee the Board must ...`: the article nearest before a modal.
fn before_modal(words: &[Word<'_>], from: usize, end: usize) -> Option<usize> {
    let modal = (from + 2..end).find(|&at| is_auxiliary(&words[at].lower))?;
    if !is_modal(&words[modal].lower) || words[from..modal].iter().any(|word| !word.is_word()) {
        return None;
    }
    let start = (modal.saturating_sub(4)..modal).rev().find(|&at| words[at].is("the"))?;
    (start > from + 1 && !is_preposition(&words[start - 1]) && !is_determiner(&words[start - 1]))
        .then_some(start)
}

/// The verb group: the first finite verb that is no part of the subject.
fn find_verb(words: &[Word<'_>], start: usize, end: usize) -> Option<(Range<usize>, VerbForm)> {
    let mut at = start;
    let mut depth = 0_i32;
    while at < end {
        let word = &words[at];
        match word.text {
            "(" => depth += 1,
            ")" => depth -= 1,
            ";" | ":" if depth == 0 => return None,
            "," if depth == 0 => {
                // An insertion: up to its second comma; or a row of subjects.
                let next = words.get(at + 1)?;
                let insertion = next.is_any(&[
                    "which",
                    "who",
                    "whose",
                    "where",
                    "including",
                    "established",
                    "signed",
                    "set",
                    "based",
                    "located",
                    "known",
                    "created",
                    "founded",
                    "adopted",
                    "a",
                    "an",
                    "formerly",
                    "also",
                    "together",
                    "along",
                    "as",
                    "now",
                    "then",
                    "when",
                    "in",
                    "with",
                    "led",
                    "commanded",
                    "composed",
                    "headed",
                ]) || verb(&next.lower)
                    .is_some_and(|(_, forms)| forms.participle || forms.ing);
                if insertion && at > start {
                    let close = (at + 1..end).find(|&at| words[at].text == ",")?;
                    at = close + 1;
                    continue;
                }
            }
            _ => {}
        }
        if depth > 0 || at == start {
            at += 1;
            continue;
        }
        let before = &words[at - 1];
        let led = is_determiner(before)
            || is_preposition(before)
            || before.is_possessive() && !before.lower.ends_with("s'")
            || before.is("to");
        if word.is_any(&["that", "which", "who", "whom", "whose", "where", "when", "if"]) && at > start {
            // A relative clause in the subject: past its own verb.
            let inner = (at + 1..end).find(|&inner| {
                is_auxiliary(&words[inner].lower)
                    || verb(&words[inner].lower).is_some_and(|(_, forms)| forms.past || forms.third)
            })?;
            at = group_end(words, inner, end);
            // Now its object, up to the next finite verb.
            continue;
        }
        if !led && is_auxiliary(&word.lower) {
            return Some((at..group_end(words, at, end), VerbForm::Auxiliary));
        }
        if !led
            && word.text.starts_with(char::is_lowercase)
            && let Some((_, forms)) = verb(&word.lower)
        {
            if word.is_any(&[
                "consists",
                "comprises",
                "means",
                "includes",
                "contains",
                "provides",
                "requires",
                "covers",
                "applies",
                "becomes",
                "remains",
            ]) && is_noun_like(before)
            {
                return Some((at..at + 1, VerbForm::Third));
            }
            if forms.past {
                if forms.participle && is_reduced(words, at, end) {
                    at += 1;
                    continue;
                }
                return Some((at..at + 1, VerbForm::Past));
            }
            let last =
                !later_finite(words, at + 1, end) && (before.is_capital() || before.lower.ends_with('s'));
            let opens = |word: &Word<'_>| {
                last && word.text.starts_with(char::is_lowercase) && !word.is_any(&["and", "or"])
                    || is_determiner(word)
                    || is_preposition(word)
                    || word.is("to")
                    || word.is("that")
                    || word.is_capital()
                    || is_adverb(word)
                    || word.digits()
            };
            let next = words.get(at + 1);
            if forms.third
                && next.is_some_and(opens)
                && !is_adverb(before)
                && is_noun_like(before)
                && !next.is_some_and(|next| next.is_any(&["of"]))
                && !later_finite(words, at + 1, end)
            {
                return Some((at..at + 1, VerbForm::Third));
            }
            if forms.base
                && !forms.third
                && next.is_some_and(opens)
                && plural_like(before)
                && !next.is_some_and(|next| next.is_any(&["of", "in", "for"]))
                && !later_finite(words, at + 1, end)
            {
                return Some((at..at + 1, VerbForm::Plain));
            }
        }
        at += 1;
    }
    None
}

fn is_noun_like(word: &Word<'_>) -> bool {
    (word.is_word() || matches!(word.text, "," | ")"))
        && !word.is_any(&["and", "or", "to", "not"])
        && !is_determiner(word)
}

fn plural_like(word: &Word<'_>) -> bool {
    word.lower.ends_with('s')
        || word.is_any(&["people", "personnel", "police", "forces", "they", "we"])
        || word.is_acronym()
}

/// Whether a finite verb comes soon, with nothing between that ends the clause: then what stood before was a noun.
fn later_finite(words: &[Word<'_>], at: usize, end: usize) -> bool {
    words[at..end.min(at + 12)]
        .iter()
        .take_while(|word| {
            !matches!(word.text, "," | ";" | ":" | "(")
                && !word.is_any(&[
                    "that", "which", "who", "and", "when", "where", "if", "while", "because", "to", "as",
                ])
        })
        .any(|word| is_auxiliary(&word.lower))
}

/// `the Treaty signed in Washington makes`: a participle behind its noun, and the verb still to come.
fn is_reduced(words: &[Word<'_>], at: usize, end: usize) -> bool {
    let next = words.get(at + 1);
    let by = next.is_some_and(|next| {
        next.is_any(&["by", "in", "on", "at", "under", "to", "with", "for", "from", "as"])
    });
    let later = words[at + 1..end.min(at + 16)]
        .iter()
        .take_while(|word| {
            !matches!(word.text, ";" | ":")
                && !word
                    .is_any(&["that", "which", "who", "when", "where", "if", "while", "because", "and", ","])
        })
        .enumerate()
        .any(|(offset, word)| {
            is_auxiliary(&word.lower)
                || offset > 0
                    && verb(&word.lower).is_some_and(|(_, forms)| {
                        (forms.past && !forms.participle)
                            || forms.third && words.get(at + 2 + offset).is_some_and(is_determiner)
                    })
        });
    by && later
}

/// Past the auxiliaries, adverbs and the participle of a verb group that begins with an auxiliary.
fn group_end(words: &[Word<'_>], start: usize, end: usize) -> usize {
    let mut at = start + 1;
    while at < end {
        let word = &words[at];
        if is_auxiliary(&word.lower) && (is_be(&word.lower) || is_have(&word.lower) || is_modal(&word.lower))
            || word.is("being")
        {
            at += 1;
            continue;
        }
        if is_adverb(word) {
            at += 1;
            continue;
        }
        let auxiliary = &words[start..at];
        let wanted = verb(&word.lower).is_some_and(|(_, forms)| {
            let modal =
                auxiliary.iter().any(|word| is_modal(&word.lower) || word.is_any(&["did", "does", "do"]));
            let be = auxiliary
                .iter()
                .rev()
                .find(|word| is_auxiliary(&word.lower))
                .is_some_and(|word| is_be(&word.lower));
            let have = auxiliary
                .iter()
                .rev()
                .find(|word| is_auxiliary(&word.lower))
                .is_some_and(|word| is_have(&word.lower));
            (modal && forms.base && !be && !have)
                || (be && (forms.participle || forms.ing))
                || (have && forms.participle)
        });
        return if wanted { at + 1 } else { trim_adverbs(words, start, at) };
    }
    at
}

/// Without adverbs at the end where no participle follows: `is not | a member`.
fn trim_adverbs(words: &[Word<'_>], start: usize, mut at: usize) -> usize {
    while at > start + 1 && is_adverb(&words[at - 1]) && !words[at - 1].is("not") {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str, &str, &str)>) {
        let words = words(text);
        let part = |range: &Range<usize>| {
            if range.is_empty() {
                ""
            } else {
                &text[words[range.start].range.start..words[range.end - 1].range.end]
            }
        };
        let found = clause(&words, 0);
        let found = found.as_ref().map(|clause| {
            (part(&clause.intro), part(&clause.subject), part(&clause.verb), part(&clause.rest))
        });
        assert_eq!(found, expected);
    }

    #[test]
    fn plain_clauses() {
        check(
            "In May 1999, the Harbour Force was deployed to Oldport.",
            Some(("In May 1999,", "the Harbour Force", "was deployed", "to Oldport")),
        );
        check(
            "The Board took over the light in August 2003.",
            Some(("", "The Board", "took", "over the light in August 2003")),
        );
        check(
            "The Minister may not appoint a person under 18.",
            Some(("", "The Minister", "may not appoint", "a person under 18")),
        );
        check(
            "The Lake Charter, signed in Oldport in 1945, provides the legal basis.",
            Some(("", "The Lake Charter, signed in Oldport in 1945,", "provides", "the legal basis")),
        );
        check(
            "The Treaty signed in Oldport in 1949 was amended.",
            Some(("", "The Treaty signed in Oldport in 1949", "was amended", "")),
        );
        check("The Board has fifteen members.", Some(("", "The Board", "has", "fifteen members")));
        check(
            "A person who breaks a rule is liable to a fine.",
            Some(("", "A person who breaks a rule", "is", "liable to a fine")),
        );
    }

    #[test]
    fn what_is_not_plain_is_left_alone() {
        check("Signed in Rome.", None);
        check("The rule: it was kept.", None);
    }
}
