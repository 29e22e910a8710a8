//! Lists within a sentence: `issues such as A, B and C`, a row of names, `including A; B; and C`.

use std::ops::Range;

use super::clause::is_preposition;
use super::mentions::{Mention, Sense};
use super::verbs::{is_auxiliary, verb};
use super::words::Word;

/// An item has at most so many words,
const ITEM: usize = 14;
/// or so many where semicolons part them.
const LONG_ITEM: usize = 26;
/// A list has at most so many items.
const ITEMS: usize = 8;

/// A list, and the bytes it takes of the statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    pub range: Range<usize>,
    pub items: Vec<String>,
    /// Whether something before it says that a list follows.
    pub led: bool,
}

/// The lists of a statement, from the byte `from` on.
pub(super) fn lists(text: &str, words: &[Word<'_>], from: usize, mentions: &[Mention]) -> Vec<List> {
    let mut found: Vec<List> = Vec::new();
    let mut add = |list: Option<List>| {
        if let Some(list) = list
            && list.range.start >= from
            && !found
                .iter()
                .any(|other| other.range.start < list.range.end && list.range.start < other.range.end)
        {
            found.push(list);
        }
    };
    // From the end: of `include A on issues such as B and C` the inner one is the list.
    for at in (0..words.len()).rev() {
        if let Some(start) = led(words, at) {
            add(region(text, words, start));
        }
    }
    add(enumerated(text, words));
    for list in rows_of_names(text, words, mentions) {
        add(Some(list));
    }
    add(plain_tail(text, words));
    found.sort_by_key(|list| list.range.start);
    found
}

/// Where a list begins that the words at `at` lead in.
fn led(words: &[Word<'_>], at: usize) -> Option<usize> {
    let next = |set: &[&str]| words.get(at + 1).is_some_and(|word| word.is_any(set));
    let word = &words[at];
    let start = if word.is("such") && next(&["as"])
        || word.is_any(&["consists", "consist", "consisting", "consisted", "composed", "made"])
            && next(&["of"])
    {
        at + 2
    } else if word.is_any(&[
        "including",
        "include",
        "includes",
        "included",
        "comprises",
        "comprise",
        "comprised",
        "comprising",
        "namely",
        ":",
    ]) {
        at + 1
    } else {
        return None;
    };
    // `including in A; B`: the small word belongs to each item.
    Some(
        start
            + usize::from(
                words.get(start).is_some_and(|word| word.is_any(&[":", ",", "in", "for", "by", "at", "on"])),
            ),
    )
}

fn region(text: &str, words: &[Word<'_>], start: usize) -> Option<List> {
    let mut depth = 0_i32;
    let mut end = start;
    let semicolons = words[start.min(words.len())..].iter().any(|word| word.text == ";");
    while let Some(word) = words.get(end) {
        match word.text {
            "(" | "[" => depth += 1,
            ")" | "]" if depth == 0 => break,
            ")" | "]" => depth -= 1,
            "." | "?" | "!" if end + 1 >= words.len() || words[end + 1].is_capital() => break,
            "\u{2013}" | "\u{2014}" | ":" if depth == 0 => break,
            "," if depth == 0
                && !semicolons
                && words.get(end + 1).is_some_and(|next| {
                    next.is_any(&[
                        "which", "who", "where", "that", "as", "while", "with", "when", "whose", "but",
                        "although", "in", "under", "after", "before", "during", "to",
                    ])
                }) =>
            {
                break;
            }
            _ => {}
        }
        end += 1;
    }
    let items = if semicolons {
        by_semicolons(text, words, start, end)?
    } else {
        by_commas(text, words, start, end)?
    };
    // What follows the list must not read as a part of it.
    let closed = words.get(end).is_none_or(|word| !word.is_word());
    (closed && end > start).then(|| List {
        range: words[start].range.start..words[end - 1].range.end,
        items,
        led: true,
    })
}

fn stretch(text: &str, words: &[Word<'_>], range: Range<usize>) -> String {
    text[words[range.start].range.start..words[range.end - 1].range.end].to_owned()
}

fn by_semicolons(text: &str, words: &[Word<'_>], start: usize, end: usize) -> Option<Vec<String>> {
    let mut items = Vec::new();
    let mut from = start;
    for at in start..=end {
        if at == end || words[at].text == ";" {
            let mut first = from;
            while words.get(first).is_some_and(|word| word.is_any(&["and", "or"])) && first < at {
                first += 1;
            }
            if first >= at || at - first > LONG_ITEM {
                return None;
            }
            items.push(stretch(text, words, first..at));
            from = at + 1;
        }
    }
    (2..=ITEMS).contains(&items.len()).then_some(items)
}

fn by_commas(text: &str, words: &[Word<'_>], start: usize, end: usize) -> Option<Vec<String>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut depth = 0_i32;
    let mut from = start;
    for (at, word) in words.iter().enumerate().take(end).skip(start) {
        match word.text {
            "(" | "[" => depth += 1,
            ")" | "]" => depth -= 1,
            "," if depth == 0 => {
                parts.push(from..at);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(from..end);
    let last = parts.pop()?;
    let joined = words.get(last.start).is_some_and(|word| word.is_any(&["and", "or"]));
    if joined {
        if parts.is_empty() {
            return None;
        }
        parts.push(last.start + 1..last.end);
    } else {
        // Without a comma before it, the last `and` parts the last two.
        let and = last.clone().rev().find(|&at| words[at].is_any(&["and", "or"]))?;
        // Only one `and`, or it may belong to an item.
        if parts.is_empty() && last.clone().filter(|&at| words[at].is("and")).count() != 1 {
            return None;
        }
        parts.push(last.start..and);
        parts.push(and + 1..last.end);
    }
    let fine =
        parts.iter().all(|part| !part.is_empty() && part.len() <= ITEM && !is_clause(&words[part.clone()]));
    // `in A, B, and in C`: what stands before A belongs to each.
    let led = |part: &Range<usize>| is_preposition(&words[part.start]);
    if parts.iter().any(led) && !parts.iter().all(led) {
        return None;
    }
    let enough = if parts.len() == 2 { parts.iter().all(|part| part.len() <= 7) } else { true };
    if !fine || !enough || parts.len() > ITEMS {
        return None;
    }
    Some(parts.into_iter().map(|part| stretch(text, words, part)).collect())
}

/// Whether the words of an item hold a clause: then the list is misread.
fn is_clause(words: &[Word<'_>]) -> bool {
    let finite = words.iter().any(|word| is_auxiliary(&word.lower) && !word.is("can"));
    let relative = words.iter().any(|word| word.is_any(&["which", "who", "that", "whose"]));
    let starts = words.first().is_some_and(|word| {
        word.is_any(&[
            "it",
            "they",
            "he",
            "she",
            "this",
            "these",
            "however",
            "also",
            "not",
            "but",
            "then",
            "therefore",
        ])
    });
    let past = words
        .iter()
        .skip(1)
        .any(|word| verb(&word.lower).is_some_and(|(_, forms)| forms.past && !forms.participle));
    (finite && !relative) || starts || past
}

/// `(1) A, (2) B, or (3) C` within a sentence.
fn enumerated(text: &str, words: &[Word<'_>]) -> Option<List> {
    let label = |at: usize| -> Option<&str> {
        let [open, label, close, ..] = &words[at.min(words.len())..] else { return None };
        (open.text == "(" && close.text == ")" && label.text.len() == 1).then_some(label.text)
    };
    let end = words.iter().rposition(Word::is_word)? + 1;
    for first in ["1", "a", "A", "i"] {
        let Some(start) = (0..words.len()).find(|&at| label(at) == Some(first) && at > 0) else { continue };
        let mut items = Vec::new();
        let mut at = start;
        let mut wanted = first.bytes().next()?;
        loop {
            let next = (at + 3..end)
                .find(|&next| label(next).is_some_and(|label| label.bytes().next() == Some(wanted + 1)));
            let mut stop = next.unwrap_or(end);
            while stop > at + 3 && words[stop - 1].is_any(&[",", ";", "and", "or"]) {
                stop -= 1;
            }
            if stop <= at + 3 || stop - at > LONG_ITEM {
                return None;
            }
            items.push(stretch(text, words, at + 3..stop));
            match next {
                Some(next) => (at, wanted) = (next, wanted + 1),
                None => break,
            }
        }
        if (2..=ITEMS).contains(&items.len()) {
            return Some(List {
                range: words[start].range.start..words[end - 1].range.end,
                items,
                led: true,
            });
        }
    }
    None
}

/// Three names or more in a row.
fn rows_of_names(text: &str, words: &[Word<'_>], mentions: &[Mention]) -> Vec<List> {
    let names: Vec<&Mention> =
        mentions.iter().filter(|mention| matches!(mention.sense, Sense::Name(_))).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < names.len() {
        let mut end = at + 1;
        let mut last_joint_and = false;
        while end < names.len() {
            let between = &words[names[end - 1].words.end..names[end].words.start];
            let joint = !between.is_empty()
                && between.iter().all(|word| word.is_any(&[",", "and", "the", "or"]))
                && between[0].is_any(&[",", "and", "or"]);
            if !joint || last_joint_and {
                break;
            }
            last_joint_and = between.iter().any(|word| word.is_any(&["and", "or"]));
            end += 1;
        }
        let row = &names[at..end];
        let single = row.iter().all(|name| words.get(name.words.end).is_none_or(|word| !word.is("of")));
        // A name before the row may belong to it as well: `the capitals of A, B and C`.
        if row.len() >= 3
            && last_joint_and
            && row.len() <= ITEMS
            && single
            && !row[row.len() - 1].range.is_empty()
        {
            let items = row.iter().map(|name| text[name.range.clone()].to_owned()).collect();
            found.push(List { range: row[0].range.start..row[row.len() - 1].range.end, items, led: true });
        }
        at = end;
    }
    found
}

/// `its mandate, expertise, procedures and capabilities.` at the end: three short items or more, no clause in them.
fn plain_tail(text: &str, words: &[Word<'_>]) -> Option<List> {
    let end = words.iter().rposition(Word::is_word)? + 1;
    let and = (0..end).rev().find(|&at| words[at].is_any(&["and", "or"]))?;
    if end - and > 6 || end - and < 2 {
        return None;
    }
    let breaks = |word: &Word<'_>| {
        !word.is_word() && word.text != ","
            || word.is_any(&[
                "the", "a", "an", "of", "in", "on", "for", "to", "by", "with", "from", "at", "as", "its",
                "their", "this", "these", "that", "which", "or", "between", "into", "through", "under",
                "against", "over", "than", "not", "also", "all", "any", "such", "other",
            ])
            || is_auxiliary(&word.lower)
            || word.is_possessive()
    };
    let tail = and + 1..end;
    if words[tail.clone()].iter().any(breaks) {
        return None;
    }
    let mut parts = vec![tail];
    let mut stop = if words[and - 1].text == "," { and - 1 } else { and };
    let mut start = stop;
    while start > 0 {
        let word = &words[start - 1];
        if word.text == "," {
            if start == stop || stop - start > 4 {
                return None;
            }
            parts.push(start..stop);
            stop = start - 1;
        } else if breaks(word) || verb(&word.lower).is_some_and(|(_, forms)| forms.past || forms.ing) {
            break;
        }
        start -= 1;
    }
    if start >= stop || stop - start > 4 {
        return None;
    }
    parts.push(start..stop);
    parts.reverse();
    let names = parts.iter().filter(|part| words[part.start].is_capital()).count();
    let lower = parts.iter().all(|part| part.len() <= 4 && !part.is_empty());
    if parts.len() < 3 || parts.len() > ITEMS || !lower || names * 2 > parts.len() {
        return None;
    }
    let range = words[parts[0].start].range.start..words[end - 1].range.end;
    Some(List {
        range,
        items: parts.into_iter().map(|part| stretch(text, words, part)).collect(),
        led: false,
    })
}

#[cfg(test)]
mod tests {
    use super::super::mentions::mentions;
    use super::super::names::Usage;
    use super::super::words::words;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        let words = words(text);
        let mentions = mentions(text, &words, &Usage::default(), &[]);
        let found: Vec<Vec<String>> =
            lists(text, &words, 0, &mentions).into_iter().map(|list| list.items).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_led_in() {
        check(
            "The Board works on issues such as dredging, pilotage, and the safety of lamps and buoys.",
            &[&["dredging", "pilotage", "the safety of lamps and buoys"]],
        );
        check(
            "Its tasks include dredging the river and lighting the piers.",
            &[&["dredging the river", "lighting the piers"]],
        );
        check(
            "It took measures, including joint patrols at sea; air support for the force; and planning.",
            &[&["joint patrols at sea", "air support for the force", "planning"]],
        );
    }

    #[test]
    fn rows_of_names_and_short_tails() {
        check(
            "France, Belgium, the Netherlands and Luxembourg signed it.",
            &[&["France", "Belgium", "Netherlands", "Luxembourg"]],
        );
        check("They respect the mandate, expertise, procedures and capabilities of none.", &[]);
        check(
            "They respect its mandate, expertise, procedures and capabilities.",
            &[&["mandate", "expertise", "procedures", "capabilities"]],
        );
    }

    #[test]
    fn clauses_are_no_items() {
        check("It met in Rome, and the Board agreed.", &[]);
        check("The plan includes help, which was late, and it failed.", &[]);
    }
}
