//! Can a sentence stand by itself on a card? What it needs from before, and the small words that only bind it there.

use super::verbs::{is_auxiliary, is_be, verb};
use super::words::{Word, words};

/// How a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// It says all by itself.
    Alone,
    /// It points to something said before, but tells its own without that.
    Loose,
    /// A reader of the section knows what is meant.
    InSection,
    /// Only with what stands before it.
    AfterPrevious,
}

/// Openings that bind a sentence to the one before and say nothing, each followed by a comma.
const BINDERS: &[&str] = &[
    "however",
    "moreover",
    "furthermore",
    "in addition",
    "additionally",
    "also",
    "therefore",
    "thus",
    "consequently",
    "as a result",
    "for example",
    "for instance",
    "similarly",
    "meanwhile",
    "finally",
    "and finally",
    "in particular",
    "nevertheless",
    "nonetheless",
    "in fact",
    "indeed",
    "likewise",
    "accordingly",
    "as such",
    "in short",
    "overall",
    "of course",
    "more recently",
    "importantly",
    "notably",
    "specifically",
    "in general",
    "generally",
    "to this end",
    "in other words",
    "on the other hand",
    "at the same time",
    "in this regard",
    "in this respect",
    "in this context",
    "first",
    "second",
    "third",
    "lastly",
    "again",
    "still",
    "besides",
    "in turn",
    "in sum",
    "in conclusion",
    "conversely",
    "by contrast",
    "in contrast",
    "that said",
    "to that end",
    "alternatively",
    "equally",
    "hence",
];
/// Words that speak of something said before.
const PRONOUNS: &[&str] = &[
    "it", "they", "he", "she", "this", "these", "those", "that", "its", "their", "his", "her", "him", "them",
    "such",
];
/// Documents that speak of themselves.
const SELVES: &[&str] = &[
    "act",
    "treaty",
    "convention",
    "regulation",
    "section",
    "part",
    "agreement",
    "charter",
    "order",
    "resolution",
    "report",
    "law",
    "directive",
    "statute",
    "article",
    "chapter",
    "title",
    "protocol",
    "joint",
    "constitution",
    "subsection",
    "paragraph",
    "policy",
    "instruction",
    "publication",
    "manual",
    "code",
    "subchapter",
    "schedule",
    "document",
    "doctrine",
    "handbook",
    "annex",
    "ordinance",
    "decision",
    "declaration",
    "decree",
    "division",
    "subpart",
    "guide",
    "strategy",
    "rule",
    "memorandum",
    "regulations",
];
/// Relative times: they need the time they count from.
const LATER: &[&str] = &["later", "earlier", "thereafter", "afterwards", "subsequently"];
/// What points back among the first words bears the sentence.
const EARLY: usize = 6;
/// Nouns that, as a lone subject with `the`, seldom name anything outside their section.
const LOOSE: &[&str] = &[
    "former",
    "latter",
    "above",
    "same",
    "aforementioned",
    "resulting",
    "other",
    "others",
    "two",
    "three",
    "second",
    "third",
    "last",
    "next",
];

/// The sentence without the words that only bind it to the one before; its first letter is a capital.
pub(super) fn unbound(text: &str) -> String {
    let mut rest = text.trim();
    while let Some((first, after)) = rest.split_once(',') {
        if !BINDERS.contains(&first.trim().to_lowercase().as_str()) {
            break;
        }
        rest = after.trim_start();
    }
    for small in ["And ", "But ", "Yet ", "So ", "Thus ", "Also "] {
        if let Some(after) = rest.strip_prefix(small) {
            rest = after;
        }
    }
    let mut text = capitalised(rest);
    if !text.contains("not only") && !text.contains("but also") {
        for (from, to) in [
            (" also ", " "),
            (" therefore ", " "),
            (" however, ", " "),
            (", however, ", " "),
            (", therefore, ", " "),
            (", moreover, ", " "),
            (" thus ", " "),
            (", too.", "."),
            (", in turn, ", " "),
            (", for example, ", " "),
            (", for instance, ", " "),
            (" as well.", "."),
            (" further ", " "),
        ] {
            if from == " further "
                && !text.contains("is further ")
                && !text.contains("was further ")
                && !text.contains("has further ")
            {
                continue;
            }
            if from == " also " && (text.contains("see also") || text.contains(", also ")) {
                continue;
            }
            text = text.replace(from, to);
        }
    }
    text
}

pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Judges a sentence (without its binding words).
pub(super) fn standing(text: &str) -> Standing {
    let words = words(text);
    let subject = subject_at(&words);
    let mut worst = Standing::Alone;
    let starts: &[usize] = if subject == 0 { &[0] } else { &[0, subject] };
    for &at in starts {
        worst = worst.max(opening(&words, at));
    }
    match dangling_demonstrative(&words) {
        // In what leads in, or early, the whole sentence hangs on it.
        Some(at) if at < subject || at < EARLY => worst = Standing::AfterPrevious,
        Some(_) => worst = worst.max(Standing::Loose),
        None => {}
    }
    if relative_time(&words) || pronoun_without_noun(&words) {
        worst = Standing::AfterPrevious;
    }
    worst
}

/// Where the subject begins: past an opening phrase that ends in a comma, or begins with `In ... 5`.
fn subject_at(words: &[Word<'_>]) -> usize {
    const LEADING: &[&str] = &[
        "in",
        "on",
        "at",
        "by",
        "during",
        "since",
        "after",
        "before",
        "following",
        "under",
        "as",
        "when",
        "while",
        "although",
        "though",
        "if",
        "from",
        "with",
        "for",
        "to",
        "upon",
        "throughout",
        "within",
        "until",
        "through",
        "over",
        "building",
        "despite",
        "based",
        "pursuant",
        "where",
        "because",
        "once",
        "unlike",
        "like",
        "beyond",
        "given",
        "originally",
        "initially",
        "soon",
        "shortly",
        "recently",
        "today",
        "later",
        "formed",
        "established",
        "against",
    ];
    let Some(first) = words.first() else { return 0 };
    let participle = words.iter().take(5).position(|word| word.text == ",").is_some_and(|at| at > 0)
        && (first.lower.ends_with("ly") || first.lower.ends_with("ed") || first.lower.ends_with("ing"));
    if !first.is_any(LEADING) && !participle {
        return 0;
    }
    let mut depth = 0_i32;
    for (at, word) in words.iter().enumerate().take(40) {
        match word.text {
            "(" => depth += 1,
            ")" => depth -= 1,
            "," if depth == 0 && words.get(at + 1).is_some_and(Word::is_word) => {
                // `In Kabul, Herat, and Mons, they ...`: the last comma before a subject.
                let next = &words[at + 1];
                if next.is_any(&["and", "or"])
                    || at < 2
                        && !next.is_any(PRONOUNS)
                        && words.get(at + 2).is_some_and(|word| word.text == ",")
                {
                    continue;
                }
                return at + 1;
            }
            _ => {}
        }
        // `In Article 1 they also ...`
        if (2..=5).contains(&at) && word.is_any(&["it", "they", "he", "she", "we"]) {
            return at;
        }
    }
    0
}

/// What the words at a subject's place need.
fn opening(words: &[Word<'_>], at: usize) -> Standing {
    let Some(word) = words.get(at) else { return Standing::Alone };
    let next = words.get(at + 1);
    let is_next = |set: &[&str]| next.is_some_and(|next| next.is_any(set));
    if word.is("it") {
        return if expletive(words, at) { Standing::Alone } else { Standing::AfterPrevious };
    }
    if word.is_any(&["this", "these", "those", "such"]) {
        if is_next(SELVES) {
            return Standing::Alone;
        }
        if word.is_any(&["those", "such"])
            && next.is_some_and(|next| next.is_any(&["who", "persons", "person"]))
        {
            return Standing::Alone;
        }
        return Standing::AfterPrevious;
    }
    if word.is("that") {
        return Standing::AfterPrevious;
    }
    if word.is_any(PRONOUNS) && (at > 0 || !word.is_any(&["her"])) {
        // A possessive after an opening phrase has its owner there.
        let owned = word.is_any(&["its", "their", "his", "her"]);
        let owner = at > 2 && words[..at].iter().skip(1).any(Word::is_capital);
        return if owned && owner { Standing::Alone } else { Standing::AfterPrevious };
    }
    if word.is("both") && !words.iter().take(at + 8).any(|word| word.is("and")) {
        return Standing::AfterPrevious;
    }
    if word.is_any(&["another", "others", "some", "many", "most", "several", "few", "one"])
        && next.is_some_and(|next| {
            is_auxiliary(&next.lower) || verb(&next.lower).is_some_and(|(_, forms)| forms.past)
        })
    {
        return Standing::AfterPrevious;
    }
    if word.is_any(&["a", "an"])
        && is_next(&[
            "second",
            "third",
            "fourth",
            "further",
            "final",
            "similar",
            "related",
            "separate",
            "additional",
        ])
    {
        return Standing::Loose;
    }
    if word.is("the") {
        if is_next(&["former", "latter", "same", "above", "aforementioned", "resulting"]) {
            return Standing::AfterPrevious;
        }
        if is_next(LOOSE) {
            return Standing::InSection;
        }
        return definite(words, at);
    }
    Standing::Alone
}

/// `The mission was ...`: one small noun and its verb name nothing outside their section. A longer description, or a
/// capital, does.
fn definite(words: &[Word<'_>], at: usize) -> Standing {
    let noun = words.get(at + 1);
    let after = words.get(at + 2);
    let small = noun.is_some_and(|noun| noun.text.starts_with(char::is_lowercase));
    let verb_follows = after.is_some_and(|after| {
        is_auxiliary(&after.lower) || verb(&after.lower).is_some_and(|(_, forms)| forms.past || forms.third)
    });
    if small && verb_follows { Standing::InSection } else { Standing::Alone }
}

/// `It is an offence to ...`, `It shall be unlawful ...`: nothing is meant by `it`.
fn expletive(words: &[Word<'_>], at: usize) -> bool {
    let rest = &words[at + 1..words.len().min(at + 14)];
    let be = rest.iter().take(3).any(|word| is_be(&word.lower));
    let later = |set: &[&str]| rest.iter().skip(1).any(|word| word.is_any(set));
    let set = |set: &[&str]| rest.iter().take(6).any(|word| word.is_any(set));
    be && later(&["to", "that", "for", "of"])
        && set(&[
            "offence",
            "offense",
            "unlawful",
            "lawful",
            "purpose",
            "important",
            "necessary",
            "possible",
            "policy",
            "essential",
            "sense",
            "duty",
            "responsibility",
            "estimated",
            "clear",
            "agreed",
            "defence",
            "illegal",
            "prohibited",
            "intent",
            "vital",
            "likely",
            "difficult",
        ])
}

/// `One year later`, `a few months earlier`, `that year`: counted from something said before.
fn relative_time(words: &[Word<'_>]) -> bool {
    const UNITS: &[&str] =
        &["year", "years", "month", "months", "week", "weeks", "day", "days", "decade", "decades", "hours"];
    words.iter().enumerate().any(|(at, word)| {
        let after = words.get(at + 1);
        let unit_before = at > 0 && words[at - 1].is_any(UNITS);
        (word.is_any(LATER)
            && unit_before
            && !words.get(at + 1).is_some_and(|next| next.is_any(&["than", ",", "in"]) && at > 3))
            || (word.is_any(&["that", "same", "following", "next"])
                && after.is_some_and(|next| next.is_any(UNITS))
                && (word.is("that") || at > 0 && words[at - 1].is("the"))
                && !words[..at].iter().any(|word| word.digits() && word.text.len() == 4))
    })
}

/// Where `this framework` stands without a framework before it in the sentence.
fn dangling_demonstrative(words: &[Word<'_>]) -> Option<usize> {
    let dangles = |(at, word): (usize, &Word<'_>)| {
        let that = word.is("that")
            && at == 1
            && words[0].is_any(&[
                "on", "in", "at", "for", "by", "with", "under", "from", "to", "after", "during", "since",
            ]);
        if !that && !word.is_any(&["this", "these", "those", "such"]) {
            return false;
        }
        let Some(next) = words.get(at + 1).filter(|next| next.is_word()) else { return false };
        if word.is("such") && next.is_any(&["as", "a", "an", "other"])
            || next.is_any(&["that", "of", "who", "which", "to", "under", "in"])
                && word.is_any(&["those", "such"])
        {
            return false;
        }
        if next.is_any(SELVES) || word.is("such") {
            return false;
        }
        let noun = words[at + 1..].iter().take_while(|word| word.is_word()).take(3);
        let known = noun.clone().any(|noun| {
            let stem = stem(&noun.lower);
            stem.len() > 3 && words[..at].iter().any(|before| before.lower.starts_with(stem))
        });
        // `this` alone, after its clause: `, and this led to`.
        let alone = is_auxiliary(&next.lower)
            || verb(&next.lower).is_some_and(|(_, forms)| forms.past && !forms.base);
        let far = at > 12;
        !(known || alone && far)
    };
    words.iter().enumerate().skip(1).position(dangles).map(|at| at + 1)
}

fn stem(word: &str) -> &str {
    let cut = word.char_indices().nth(6).map_or(word.len(), |(at, _)| at);
    word[..cut].trim_end_matches('s')
}

/// `they` or `it` as the subject of the main clause, with nothing before it to stand for.
fn pronoun_without_noun(words: &[Word<'_>]) -> bool {
    words.iter().enumerate().skip(1).take(8).any(|(at, word)| {
        word.is_any(&["they", "he", "she"])
            && !words[..at].iter().any(|before| {
                before.is_capital() && before.range.start > 0
                    || before.lower.ends_with('s') && before.lower.len() > 3
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Standing) {
        assert_eq!(standing(text), expected, "{text}");
    }

    #[test]
    fn words_that_only_bind_are_taken_off() {
        assert_eq!(unbound("However, the Board also met in Rome."), "The Board met in Rome.");
        assert_eq!(unbound("And finally, in 1999, it closed."), "In 1999, it closed.");
        assert_eq!(unbound("It not only met but also voted."), "It not only met but also voted.");
    }

    #[test]
    fn pronouns_and_relative_times_need_what_stands_before() {
        for text in [
            "It has 12 staff.",
            "This changed in 1992.",
            "These weapons were destroyed in 1987.",
            "In Article 1 they undertake to settle disputes.",
            "One year later, the force was replaced.",
            "Their work ended in 1999.",
            "Within this framework, cooperation will be developed.",
            "The latter was signed in Paris.",
        ] {
            check(text, Standing::AfterPrevious);
        }
    }

    #[test]
    fn self_contained_sentences_stand_alone() {
        for text in [
            "The Harbour Board was founded in 1999.",
            "It is an offence to sail without a lamp.",
            "This Act may be cited as the Harbours Act 1999.",
            "In June 2005, following a request from the Board, NATO agreed to help.",
            "In 1999 the Board ended its survey.",
        ] {
            check(text, Standing::Alone);
        }
        check("The mission ended in 1999.", Standing::InSection);
    }
}
