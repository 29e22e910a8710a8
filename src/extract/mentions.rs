//! What a statement speaks of: times, numbers, references and names, each word in at most one of them.

use std::ops::Range;

use super::dates::{self, Moment, Time};
use super::gazetteer::is_adjective;
use super::heads::is_doc;
use super::names::{self, NameClass, Usage};
use super::quantities;
use super::references::{self, Reference};
use super::words::Word;

/// Something that can be asked for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Sense {
    Date(Moment, Option<Moment>),
    /// `early 1990s`
    VagueTime,
    Number {
        value: f64,
        unit: Option<String>,
        exact: bool,
    },
    Resolution {
        number: String,
        body: &'static str,
    },
    Article {
        number: String,
    },
    Part,
    Name(NameClass),
}

/// A mention, and the bytes it takes of the statement.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mention {
    pub sense: Sense,
    pub words: Range<usize>,
    pub range: Range<usize>,
}

/// All mentions of a statement, in reading order. `phrases` are names known before, to be taken whole.
pub(super) fn mentions(
    text: &str,
    words: &[Word<'_>],
    usage: &Usage,
    phrases: &[(String, NameClass)],
) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let add = |sense: Sense, range: Range<usize>, found: &mut Vec<Mention>| {
        if !found.iter().any(|other| other.words.start < range.end && range.start < other.words.end) {
            let bytes = words[range.start].range.start..words[range.end - 1].range.end;
            found.push(Mention { sense, words: range, range: bytes });
        }
    };
    for one in references::references(words) {
        let sense = match one.reference {
            Reference::Resolution { number, body } => Sense::Resolution { number, body },
            Reference::Article { number } => Sense::Article { number },
            Reference::Part => Sense::Part,
        };
        add(sense, one.words, &mut found);
    }
    for (phrase, class) in phrases {
        for range in stretches(text, words, phrase) {
            add(Sense::Name(*class), range, &mut found);
        }
    }
    for one in dates::dates(words) {
        let sense = match one.time {
            Time::At(moment) => Sense::Date(moment, None),
            Time::Span(from, to) => Sense::Date(from, Some(to)),
            Time::Vague => Sense::VagueTime,
        };
        add(sense, one.words, &mut found);
    }
    let taken = |found: &[Mention], at: usize| found.iter().any(|one| one.words.contains(&at));
    for one in quantities::quantities(words, &|at| taken(&found, at)) {
        add(Sense::Number { value: one.value, unit: one.unit, exact: one.exact }, one.words, &mut found);
    }
    for one in names::names(words, usage, &|at| taken(&found, at)) {
        let whole = &words[one.words.clone()];
        if !(whole.len() == 1 && is_adjective(whole[0].bare())) {
            add(Sense::Name(one.class), one.words, &mut found);
        }
    }
    for mention in &mut found {
        // The possessive ending is no part of a name.
        let last = &words[mention.words.end - 1];
        if matches!(mention.sense, Sense::Name(_)) && last.is_possessive() {
            mention.range.end = last.range.start + last.bare().len();
        }
        // Of `18-member` the number is asked.
        if let Sense::Number { unit: Some(unit), .. } = &mention.sense
            && unit.starts_with('-')
        {
            mention.range.end -= unit.len();
        }
    }
    found.sort_by_key(|mention| mention.range.start);
    found
}

/// Where a phrase stands, as ranges of words; it ends with a word.
fn stretches(text: &str, words: &[Word<'_>], phrase: &str) -> Vec<Range<usize>> {
    text.match_indices(phrase)
        .filter_map(|(at, _)| {
            let end = at + phrase.len();
            let first = words.iter().position(|word| word.range.start == at)?;
            let last = words
                .iter()
                .position(|word| word.range.end == end || word.range.start + word.bare().len() == end)?;
            // `Charter of the United Nations` is one name, and `United Nations Day` another.
            let after =
                words.get(last + 1).is_some_and(|word| word.is_capital() && !words[last].is_possessive());
            let of = first.checked_sub(1).map(|at| if words[at].is("the") && at > 0 { at - 1 } else { at });
            let headed = of.is_some_and(|of| {
                words[of].is("of") && of > 0 && words[of - 1].is_capital() && is_doc(&words[of - 1].lower)
            });
            (first <= last && !after && !headed).then_some(first..last + 1)
        })
        .collect()
}
