//! Names in running text: organisations, documents, operations, events, persons, places, judged by their words and
//! their company.

use std::collections::HashSet;
use std::ops::Range;

use super::gazetteer::{is_adjective, is_place, is_quarter};
use super::heads::{is_body, is_doc, is_event, is_office, is_opener, is_title};
use super::words::Word;

/// What a name is that of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameClass {
    /// An organisation, body, force or mission.
    Org,
    /// A treaty, law or other document.
    Doc,
    /// An operation or exercise.
    Operation,
    /// An event or a period.
    Event,
    /// A person, with or without an office.
    Person,
    /// An office.
    Role,
    /// A place.
    Place,
    /// A name of something else.
    Other,
}

const INITIALS_OK: &[&str] = &["st", "dr", "mr", "mrs", "ms", "jr", "sr"];

/// A name, and the words it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub words: Range<usize>,
    pub class: NameClass,
}

/// What the whole document tells of words: which are also written small.
#[derive(Debug, Default)]
pub(super) struct Usage {
    small: HashSet<String>,
    capital: HashSet<String>,
}

impl Usage {
    /// Notes how a sentence writes its words.
    pub(super) fn learn(&mut self, words: &[Word<'_>]) {
        for (at, word) in words.iter().enumerate() {
            if word.text.starts_with(char::is_lowercase) {
                self.small.insert(word.lower.clone());
            } else if at > 0 && word.is_capital() && words[at - 1].is_word() {
                self.capital.insert(word.bare().to_owned());
            }
        }
    }

    /// Whether the first word of a sentence is a name by itself.
    fn names(&self, word: &Word<'_>) -> bool {
        word.is_acronym()
            || is_place(word.bare())
            || (self.capital.contains(word.bare()) && !self.small.contains(&word.lower))
    }
}

/// All names of a sentence, in reading order. `taken` says which words belong to something else already.
pub(super) fn names(words: &[Word<'_>], usage: &Usage, taken: &dyn Fn(usize) -> bool) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match name_end(words, at, usage, taken) {
            Some(end) => {
                found.push(Found { words: at..end, class: classify(words, at..end) });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

fn capital(words: &[Word<'_>], at: usize, taken: &dyn Fn(usize) -> bool) -> bool {
    words.get(at).is_some_and(|word| {
        (word.is_capital() || (word.is_acronym() && word.text.starts_with(|c: char| c.is_ascii_digit())))
            && !taken(at)
            && !(word.is("i"))
    })
}

/// Whether a sentence, or a quotation in it, begins here.
fn begins(words: &[Word<'_>], at: usize) -> bool {
    at == 0
        || words[..at].iter().all(|word| !word.is_word())
        || matches!(words[at - 1].text, "." | "?" | "!" | ":" | "\u{201C}" | ";")
}

/// Where a name that begins at `at` ends.
fn name_end(words: &[Word<'_>], at: usize, usage: &Usage, taken: &dyn Fn(usize) -> bool) -> Option<usize> {
    let word = &words[at];
    // `southern Serbia`: the quarter is small, and part of the name.
    if !word.is_capital() {
        let republic =
            word.is("former") && (at + 1..words.len().min(at + 4)).any(|at| words[at].is("republic"));
        let quarter = is_quarter(&word.lower)
            && capital(words, at + 1, taken)
            && (is_place(words[at + 1].bare()) || republic);
        return if quarter { run(words, at + 1, usage, taken) } else { None };
    }
    // `Second World War`, but not `Second, ...`.
    let ordinal = word.is_any(&["first", "second", "third", "new", "joint"])
        && capital(words, at + 1, taken)
        && !is_opener(&words[at + 1].lower);
    if is_month(word) && !capital(words, at + 1, taken) {
        return None;
    }
    if !capital(words, at, taken) || is_opener(&word.lower) && !word.is_acronym() && !ordinal {
        return None;
    }
    if begins(words, at) && !usage.names(word) {
        let goes_on =
            capital(words, at + 1, taken) && !word.is_possessive() && !is_opener(&words[at + 1].lower);
        // `Security Council resolutions`: the second capital speaks for the first.
        let headed = words.get(at + 1).is_some_and(|next| next.is("of")) && is_head(word);
        if !goes_on && !headed {
            return None;
        }
        if goes_on
            && (word.lower.ends_with("ing") || word.lower.ends_with("ly"))
            && usage.small.contains(&word.lower)
        {
            return None;
        }
    }
    run(words, at, usage, taken)
}

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const DAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

fn is_month(word: &Word<'_>) -> bool {
    word.is_any(MONTHS) || word.is_any(DAYS)
}

/// Whether `on` may follow in a name: `Committee on Fisheries`.
fn is_on_head(word: &Word<'_>) -> bool {
    const HEADS: &str = "committee commission office convention agreement treaty protocol conference act council declaration \
        centre center group panel covenant agency court regulation law";
    HEADS.split_whitespace().any(|head| word.is(head))
}

/// Whether a small word tells what a name is that of.
fn is_head_word(lower: &str) -> bool {
    is_body(lower) || is_doc(lower) || is_event(lower) || is_office(lower)
}

fn is_head(word: &Word<'_>) -> bool {
    let bare = word.bare().to_lowercase();
    is_head_word(&bare)
}

/// The end of a run of capitals and the small words that join them.
fn run(words: &[Word<'_>], start: usize, usage: &Usage, taken: &dyn Fn(usize) -> bool) -> Option<usize> {
    let mut end = start + 1;
    let mut linked = false;
    loop {
        if words[end - 1].is_possessive() {
            break;
        }
        // `Harry S. Truman`
        if words.get(end).is_some_and(|word| word.text == ".")
            && (words[end - 1].text.chars().count() == 1 || words[end - 1].is_any(INITIALS_OK))
            && capital(words, end + 1, taken)
        {
            end += 2;
            continue;
        }
        if capital(words, end, taken)
            && !(is_month(&words[end]) && words.get(end + 1).is_some_and(|word| !word.is_capital()))
            && !words[end].lower.split('-').any(|part| part.len() > 3 && MONTHS.contains(&part))
        {
            // `in Kabul Mr Smith` does not happen; but a place ends before an office.
            end += 1;
            continue;
        }
        // `Pilotage Act 1954`
        let dated = words[end - 1].is_any(&["act", "order", "regulations", "rules", "code", "law"])
            && words.get(end).is_some_and(|word| word.digits() && word.text.len() == 4);
        if dated {
            end += 1;
            break;
        }
        let roman_or_number = words.get(end).is_some_and(|word| word.digits() && word.text.len() <= 2)
            && words[start].is_any(&["operation", "exercise"]);
        if roman_or_number && !taken(end) {
            end += 1;
            continue;
        }
        let Some((more, joint)) = joint(words, end, taken) else { break };
        if !joins(words, start..end, joint, end + more, usage, linked, taken) {
            break;
        }
        linked |= joint != "and";
        end += more + 1;
    }
    Some(end)
}

/// A small word (or two) between capitals: how many words, and which.
fn joint<'w>(words: &'w [Word<'_>], at: usize, taken: &dyn Fn(usize) -> bool) -> Option<(usize, &'w str)> {
    const JOINTS: &[&str] = &["of", "for", "on", "and", "in", "de", "du", "to", "&", "against", "with"];
    let word = words.get(at).filter(|word| word.is_any(JOINTS))?;
    let article = words.get(at + 1).is_some_and(|word| word.is("the"));
    let more = 1 + usize::from(article);
    capital(words, at + more, taken).then_some((more, word.lower.as_str()))
}

fn joins(
    words: &[Word<'_>],
    left: Range<usize>,
    joint: &str,
    right: usize,
    usage: &Usage,
    linked: bool,
    taken: &dyn Fn(usize) -> bool,
) -> bool {
    let last = &words[left.end - 1];
    let article = words[right - 1].is("the");
    let next = &words[right];
    match joint {
        "of" | "for" | "on" | "against" => {
            let state = words[left.clone()]
                .iter()
                .any(|word| word.is_any(&["republic", "kingdom", "state", "commonwealth"]))
                && is_place(next.bare());
            let head = state || words[left.clone()].iter().any(is_head);
            if last.is_any(&[
                "government",
                "governments",
                "administration",
                "forces",
                "force",
                "authorities",
                "members",
            ]) && !is_place(next.bare())
            {
                return false;
            }
            // `Secretary of State for Defence`, but not `Afghanistan for NATO`.
            let opener = is_opener(&next.lower);
            head && !opener
                && !(joint == "for" && article && is_place(next.bare()))
                && (joint != "on" || words[left].iter().any(is_on_head))
        }
        "de" | "du" => true,
        "in" if last.is("order") && next.is("council") => true,
        "in" => {
            last.is_any(&[
                "mission",
                "force",
                "operation",
                "presence",
                "assistance",
                "office",
                "verification",
            ]) && is_place(next.bare())
                && left.len() > 1
        }
        "with" | "to" => {
            last.is_any(&["mission", "partnership", "delegation"])
                && !article
                && next.is_capital()
                && left.len() > 1
                && is_place(next.bare())
        }
        "&" => true,
        "and" => {
            if article {
                return false;
            }
            let single = !words[left.clone()].iter().any(is_head);
            let known = |word: &Word<'_>| word.is_acronym() || is_place(word.bare());
            // What follows: `Social Council`, `Monitoring Board` ends in a head; `Crime` after `Office on Drugs`.
            let mut end = right + 1;
            while capital(words, end, taken) {
                end += 1;
            }
            let headed = is_head(&words[end - 1]) && end - right >= 2;
            let whole = &words[left.clone()];
            let bosnia = last.is("bosnia") && next.is("herzegovina");
            let alone = end - right == 1 && !is_head(next);
            bosnia
                || (single
                    && headed
                    && !whole.iter().any(known)
                    && !known(next)
                    && !is_person_like(whole, usage))
                || (linked && alone && !known(next) && !known(last))
                || (linked && headed && !known(next) && !known(last) && !is_head(last))
        }
        _ => false,
    }
}

fn is_person_like(words: &[Word<'_>], _usage: &Usage) -> bool {
    words.first().is_some_and(|word| is_title(&word.lower))
}

/// What a name is that of, by its words.
fn classify(words: &[Word<'_>], range: Range<usize>) -> NameClass {
    let inside = &words[range.clone()];
    let text: String = inside.iter().map(|word| word.bare()).collect::<Vec<_>>().join(" ");
    let state = inside.iter().any(|word| word.is_any(&["republic", "kingdom"]))
        && inside.len() > 2
        && is_place(inside[inside.len() - 1].bare());
    if state || is_place(&text) || (inside.len() == 1 && is_place(inside[0].bare())) {
        return NameClass::Place;
    }
    let first = &inside[0];
    if first.is_any(&["operation", "operations", "exercise", "op"]) && inside.len() > 1 {
        return NameClass::Operation;
    }
    // The head is the last word before the first small word.
    let head_at =
        inside.iter().position(|word| !word.is_capital() && word.text != ".").unwrap_or(inside.len());
    let head = inside[head_at.max(1) - 1].bare().to_lowercase();
    let title = is_title(&first.lower) && inside.len() > 1;
    let last = inside[inside.len() - 1].bare().to_lowercase();
    let plain_last = !is_head_word(&last) && !is_place(inside[inside.len() - 1].bare());
    if title && plain_last && head_at == inside.len() && !inside[inside.len() - 1].is_acronym() {
        return NameClass::Person;
    }
    let judged = |head: &str| {
        if is_event(head) {
            Some(NameClass::Event)
        } else if is_doc(head) {
            Some(NameClass::Doc)
        } else if is_office(head) {
            Some(NameClass::Role)
        } else if is_body(head) {
            Some(NameClass::Org)
        } else {
            None
        }
    };
    if first.is("secretary")
        || first.is("secretaries")
        || first.is("minister")
        || first.is("chief")
        || first.is("chairman")
    {
        let person = inside.len() > 3 && plain_last && inside[inside.len() - 2].is_capital();
        return if person { NameClass::Person } else { NameClass::Role };
    }
    if let Some(class) = judged(&head) {
        return class;
    }
    if let Some(class) =
        inside.iter().rev().find_map(|word| judged(&word.bare().to_lowercase())).filter(|_| inside.len() > 2)
    {
        return class;
    }
    if inside.len() == 1 && first.is_acronym() {
        return NameClass::Org;
    }
    let before = range.start.checked_sub(1).map(|at| &words[at]);
    let located =
        before.is_some_and(|word| word.is_any(&["in", "at", "near", "from", "off", "around", "outside"]));
    if located && inside.len() <= 2 && !is_adjective(first.bare()) && !first.is_acronym() {
        return NameClass::Place;
    }
    // `George Marshall`, after an office or alone: two or three plain capitals.
    let plain = inside.iter().all(|word| {
        word.text == "." || word.is_capital() && !word.is_acronym() && !is_adjective(word.bare())
    });
    if plain
        && (2..=4).contains(&inside.len())
        && before.is_some_and(|word| is_title(&word.lower) || word.text == ",")
    {
        return NameClass::Person;
    }
    NameClass::Other
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, NameClass)]) {
        let words = words(text);
        let mut usage = Usage::default();
        usage.learn(&words);
        let found: Vec<(&str, NameClass)> = names(&words, &usage, &|_| false)
            .into_iter()
            .map(|found| {
                (
                    &text[words[found.words.start].range.start..words[found.words.end - 1].range.end],
                    found.class,
                )
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn organisations_with_small_words_inside() {
        check(
            "The Office for the Coordination of Harbour Affairs met NATO and the Economic and Social Council.",
            &[
                ("Office for the Coordination of Harbour Affairs", NameClass::Org),
                ("NATO", NameClass::Org),
                ("Economic and Social Council", NameClass::Org),
            ],
        );
        check(
            "In Kenya and Uganda the Lake Commission and the Ministry of Defence agreed.",
            &[
                ("Kenya", NameClass::Place),
                ("Uganda", NameClass::Place),
                ("Lake Commission", NameClass::Org),
                ("Ministry of Defence", NameClass::Org),
            ],
        );
    }

    #[test]
    fn persons_documents_operations_and_events() {
        check(
            "President Harry S. Vale signed the Treaty of Rivers during the Salt War.",
            &[
                ("President Harry S. Vale", NameClass::Person),
                ("Treaty of Rivers", NameClass::Doc),
                ("Salt War", NameClass::Event),
            ],
        );
        check(
            "They ran Operation Bright Anchor in southern Serbia near Oldport.",
            &[
                ("Operation Bright Anchor", NameClass::Operation),
                ("southern Serbia", NameClass::Place),
                ("Oldport", NameClass::Place),
            ],
        );
        check(
            "Secretary of State George Vale met the Secretary General.",
            &[("Secretary of State George Vale", NameClass::Person), ("Secretary General", NameClass::Role)],
        );
    }

    #[test]
    fn a_capital_that_begins_a_sentence_names_nothing() {
        check("Cooperation grew. However, Members of the Board left.", &[("Board", NameClass::Org)]);
    }
}
