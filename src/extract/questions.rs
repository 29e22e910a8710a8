//! Questions made of plain clauses, where nothing can go wrong: when, who, how many, what is, what means.

use std::ops::Range;

use super::clause::{Clause, VerbForm, is_preposition};
use super::dates::Moment;
use super::heads::{is_body, is_office};
use super::mentions::{Mention, Sense};
use super::names::NameClass;
use super::verbs::{is_auxiliary, verb};
use super::words::Word;

/// A question is seldom longer and still read in one go.
const LONGEST: usize = 34;

/// A statement, cut and read.
pub(super) struct Sentence<'a> {
    pub text: &'a str,
    pub words: &'a [Word<'a>],
    pub clause: &'a Clause,
    pub mentions: &'a [Mention],
}

impl Sentence<'_> {
    fn stretch(&self, range: Range<usize>) -> &str {
        if range.start >= range.end {
            return "";
        }
        &self.text[self.words[range.start].range.start..self.words[range.end - 1].range.end]
    }

    /// The question that a mention answers, if there is a safe one.
    pub(super) fn ask(&self, mention: &Mention) -> Option<String> {
        if matches!(self.clause.form, VerbForm::Plain) {
            return None;
        }
        let question = match &mention.sense {
            Sense::Date(first, None) => self.when(mention, first),
            Sense::Number { unit: Some(unit), .. } => self.how_many(mention, unit),
            Sense::Name(class) => self.who(mention, *class),
            _ => None,
        }?;
        let surface = &self.text[mention.range.clone()];
        let fine = question.split_whitespace().count() <= LONGEST
            && !question.contains(surface)
            && !question.contains(" ,")
            && !question.contains("  ");
        fine.then_some(question)
    }

    /// Subject, verb and rest with a question word before: `did the Board meet`. `left_out` are words not repeated.
    fn inverted(&self, left_out: &Range<usize>) -> Option<String> {
        let clause = self.clause;
        let verb_words = &self.words[clause.verb.clone()];
        let first = verb_words.first()?;
        let subject = uncapitalised(
            self.stretch(trim_comma(self.words, clause.subject.clone())),
            &self.words[clause.subject.start],
        );
        let (auxiliary, verb_rest) = match clause.form {
            VerbForm::Auxiliary => {
                (first.text.to_lowercase(), self.stretch(clause.verb.start + 1..clause.verb.end).to_owned())
            }
            VerbForm::Past => ("did".to_owned(), base(first)?),
            VerbForm::Third => ("does".to_owned(), base(first)?),
            VerbForm::Plain => ("do".to_owned(), first.text.to_owned()),
        };
        let rest = self.without(clause.rest.clone(), left_out);
        Some(folded(&[&auxiliary, &subject, &verb_rest, &rest]))
    }

    /// A range of words without some of them.
    fn without(&self, range: Range<usize>, left_out: &Range<usize>) -> String {
        if left_out.start >= range.end || left_out.end <= range.start {
            return self.stretch(range).to_owned();
        }
        folded(&[
            self.stretch(range.start..left_out.start.max(range.start)),
            self.stretch(left_out.end.min(range.end)..range.end),
        ])
    }

    fn when(&self, mention: &Mention, date: &Moment) -> Option<String> {
        let clause = self.clause;
        let preposition = mention.words.start.checked_sub(1)?;
        let word = &self.words[preposition];
        let since = word.is("since");
        if !(word.is_any(&["in", "on"]) || since) {
            return None;
        }
        let phrase = preposition..mention.words.end;
        if clause.intro.contains(&preposition) {
            // Nothing but the date leads in.
            let alone = clause.intro.start == preposition
                && self.words[mention.words.end..clause.intro.end].iter().all(|word| word.text == ",");
            if !alone {
                return None;
            }
        } else {
            let after = self.words.get(mention.words.end);
            let parted = mention.words.end >= clause.rest.end || after.is_some_and(is_preposition);
            if !clause.rest.contains(&preposition) || !clause.intro.is_empty() || !parted {
                return None;
            }
            // It must tell when the verb happened, not when something within the rest did.
            let between = &self.words[clause.rest.start..preposition];
            if between.iter().any(|word| {
                word.is_any(&[
                    "and", "or", "that", "which", "who", "after", "before", "when", "as", "adopted",
                    "signed", "held", "since", "to",
                ]) || matches!(word.text, "," | "(" | "\u{2013}")
                    || verb(&word.lower).is_some_and(|(_, forms)| forms.past)
            }) {
                return None;
            }
        }
        if !self.is_simple() {
            return None;
        }
        let asked = if since {
            "Since when".to_owned()
        } else {
            match (date.month, date.day) {
                (Some(_), Some(_)) => "On which date".to_owned(),
                (Some(_), None) => "In which month and year".to_owned(),
                _ => "In which year".to_owned(),
            }
        };
        Some(format!("{asked} {}?", self.inverted(&phrase)?))
    }

    /// One clause, with no second one hanging on.
    fn is_simple(&self) -> bool {
        let rest = &self.words[self.clause.rest.clone()];
        let hanging = rest.iter().enumerate().any(|(at, word)| {
            matches!(word.text, ";" | ":" | "\u{2013}" | "\u{2014}" | "\u{201C}" | "\"")
                || word.is("and")
                    && rest.get(at + 1).is_some_and(|next| {
                        is_auxiliary(&next.lower)
                            || verb(&next.lower)
                                .is_some_and(|(_, forms)| forms.past && !next.is_any(&["led", "set"]))
                    })
                || word.text == ","
                    && rest.get(at + 1).is_some_and(|next| {
                        next.is_any(&[
                            "which", "who", "where", "but", "and", "while", "although", "after", "as", "it",
                            "they",
                        ]) || next.lower.ends_with("ing")
                    })
        });
        let subject = &self.words[self.clause.subject.clone()];
        let heavy = subject.iter().any(|word| {
            word.is_any(&[
                "that", "which", "who", "it", "they", "he", "she", "this", "these", "we", "i", "you",
            ]) || matches!(word.text, "\u{2013}" | "\u{201C}")
        });
        let insertion = subject.iter().filter(|word| word.text == ",").count() > 0;
        !hanging && !heavy && !insertion
    }

    /// The subject asked for: `Which force was deployed ...?`
    fn who(&self, mention: &Mention, class: NameClass) -> Option<String> {
        let clause = self.clause;
        let mut subject = clause.subject.clone();
        if self.words[subject.start].is("the") {
            subject.start += 1;
        }
        let whole = mention.words.start == subject.start && mention.words.end == subject.end;
        let first = self.words.get(clause.verb.start)?;
        if !whole
            || clause.rest.len() < 2
            || matches!(clause.form, VerbForm::Plain)
            || first.is_any(&["are", "were", "have"])
            || !self.is_simple()
        {
            return None;
        }
        let asked = match class {
            NameClass::Person => "Who".to_owned(),
            NameClass::Operation => "Which operation".to_owned(),
            NameClass::Org | NameClass::Doc => format!("Which {}", head(self.words, mention)?),
            _ => return None,
        };
        let rest = self.stretch(clause.verb.start..clause.rest.end);
        let intro = self.words[clause.intro.clone()].iter().take_while(|word| word.text != ",").count();
        let pronoun = self.words[clause.intro.clone()]
            .iter()
            .any(|word| word.is_any(&["its", "their", "his", "her", "this", "these"]));
        if pronoun
            || intro > 5
            || self.words[clause.intro.clone()].iter().filter(|word| word.text == ",").count() > 1
        {
            return None;
        }
        let intro = self.stretch(clause.intro.start..clause.intro.start + intro);
        let intro = intro
            .chars()
            .next()
            .map(|first| first.to_lowercase().collect::<String>() + &intro[first.len_utf8()..])
            .unwrap_or_default();
        let mut own = self.words[mention.words.clone()].iter().filter(|word| word.is_acronym());
        if own.any(|acronym| rest.contains(acronym.bare())) {
            return None;
        }
        Some(format!("{}?", folded(&[&asked, rest, &intro])))
    }

    /// Of a duty or a right: `Who may close a harbour?` None where the subject is no office or body.
    pub(super) fn who_must(&self) -> Option<(Range<usize>, String)> {
        let clause = self.clause;
        let modal = self
            .words
            .get(clause.verb.start)
            .filter(|word| word.is_any(&["shall", "must", "may", "will"]))?;
        let mut subject = clause.subject.clone();
        if self.words[subject.start].is_any(&["the", "a", "an", "each", "every"]) {
            subject.start += 1;
        }
        let words = &self.words[subject.clone()];
        let plain = (1..=6).contains(&words.len())
            && words.iter().all(|word| {
                word.is_word()
                    && (!is_preposition(word) || word.is_any(&["of", "for"]))
                    && !word.is_any(&["and", "who", "which", "that"])
            });
        let passive = self.words.get(clause.verb.start + 1).is_some_and(|word| word.is_any(&["be", "have"]))
            || self.words.get(clause.verb.start + 2).is_some_and(|word| word.is("be"));
        if !plain || passive || modal.is("will") || !is_agent(words) || clause.rest.is_empty() {
            return None;
        }
        let intro = trim_comma(self.words, clause.intro.clone());
        let rest = self.stretch(clause.verb.start..clause.rest.end);
        let question = if intro.is_empty() {
            format!("Who {rest}?")
        } else {
            format!("{}, who {rest}?", self.stretch(intro))
        };
        let name = self.stretch(subject.clone());
        let fine = question.split_whitespace().count() <= LONGEST + 8
            && rest.split_whitespace().count() >= 4
            && !question.contains(name);
        fine.then_some((subject, question))
    }

    /// `How many members does the Board have?`
    fn how_many(&self, mention: &Mention, unit: &str) -> Option<String> {
        let clause = self.clause;
        let first = self.words.get(clause.verb.start)?;
        let plain = unit.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-') && !unit.starts_with('-');
        if !plain
            || mention.words.start != clause.rest.start
            || clause.verb.len() != 1
            || !self.is_simple()
            || !clause.intro.is_empty()
        {
            return None;
        }
        let subject = uncapitalised(self.stretch(clause.subject.clone()), &self.words[clause.subject.start]);
        let unit_words = unit.split(' ').count();
        let rest = self.stretch((mention.words.end + unit_words).min(clause.rest.end)..clause.rest.end);
        let auxiliary = match first.lower.as_str() {
            "has" => "does",
            "have" => "do",
            "had" => "did",
            _ => return None,
        };
        Some(format!("{}?", folded(&["How many", unit, auxiliary, &subject, "have", rest])))
    }
}

fn base(word: &Word<'_>) -> Option<String> {
    verb(&word.lower).map(|(base, _)| base.to_owned()).filter(|base| !base.is_empty())
}

/// Whether words name an office, a body or a person who can act.
fn is_agent(words: &[Word<'_>]) -> bool {
    let Some(last) = words.iter().take_while(|word| !is_preposition(word)).last() else { return false };
    let bare = last.bare().to_lowercase();
    is_office(&bare)
        || is_body(&bare)
        || matches!(
            bare.as_str(),
            "master"
                | "owner"
                | "employer"
                | "operator"
                | "applicant"
                | "licensee"
                | "holder"
                | "manager"
                | "clerk"
                | "pilot"
                | "parties"
                | "party"
                | "states"
                | "state"
                | "person"
                | "member"
                | "members"
                | "attorney"
                | "sheriff"
                | "constable"
                | "teacher"
                | "trustee"
                | "contractor"
                | "controller"
                | "processor"
                | "provider"
                | "allies"
                | "occupier"
                | "landlord"
                | "tenant"
                | "undertaking"
                | "importer"
                | "manufacturer"
                | "supplier"
                | "secretary-general"
                | "head"
                | "heads"
        )
}

/// What the name calls itself, in small letters.
fn head(words: &[Word<'_>], mention: &Mention) -> Option<&'static str> {
    const KINDS: &[(&str, &str)] = &[
        ("force", "force"),
        ("mission", "mission"),
        ("committee", "committee"),
        ("council", "council"),
        ("commission", "commission"),
        ("agency", "agency"),
        ("court", "court"),
        ("office", "office"),
        ("board", "board"),
        ("treaty", "treaty"),
        ("agreement", "agreement"),
        ("convention", "convention"),
        ("charter", "document"),
        ("act", "act"),
        ("protocol", "protocol"),
        ("declaration", "declaration"),
        ("union", "organisation"),
        ("organization", "organisation"),
        ("organisation", "organisation"),
        ("department", "department"),
        ("ministry", "ministry"),
        ("centre", "centre"),
        ("center", "center"),
        ("fund", "fund"),
        ("bank", "bank"),
        ("command", "command"),
        ("group", "group"),
        ("strategy", "strategy"),
        ("plan", "plan"),
    ];
    let name = &words[mention.words.clone()];
    let end = name.iter().position(|word| !word.is_capital()).unwrap_or(name.len());
    let last = name[..end].last()?;
    if last.is_acronym() && name.len() == 1 {
        return Some("organisation or body");
    }
    let last = if last.is_acronym() { name[..end - 1].last()? } else { last };
    KINDS.iter().find(|(word, _)| last.bare().to_lowercase() == *word).map(|(_, kind)| *kind)
}

fn trim_comma(words: &[Word<'_>], mut range: Range<usize>) -> Range<usize> {
    while range.end > range.start && words[range.end - 1].text == "," {
        range.end -= 1;
    }
    range
}

/// `The Board` in the middle of a sentence.
fn uncapitalised(text: &str, first: &Word<'_>) -> String {
    let small = [
        "the",
        "a",
        "an",
        "all",
        "each",
        "every",
        "any",
        "no",
        "some",
        "both",
        "this",
        "representatives",
        "members",
    ];
    if small.contains(&first.lower.as_str()) {
        format!("{}{}", first.lower, &text[first.text.len()..])
    } else {
        text.to_owned()
    }
}

fn folded(parts: &[&str]) -> String {
    let joined = parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
    joined.trim_end_matches([',', '.', ' ']).replace(" ,", ",")
}

#[cfg(test)]
mod tests {
    use super::super::clause::clause;
    use super::super::mentions::mentions;
    use super::super::names::Usage;
    use super::super::words::words;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let words = words(text);
        let mut usage = Usage::default();
        usage.learn(&words);
        let mentions = mentions(text, &words, &usage, &[]);
        let clause = clause(&words, 0).unwrap();
        let sentence = Sentence { text, words: &words, clause: &clause, mentions: &mentions };
        let found: Vec<String> = mentions.iter().filter_map(|mention| sentence.ask(mention)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn dates_are_asked_by_their_precision() {
        check(
            "In May 1999, the pilots were moved to a lake.",
            &["In which month and year were the pilots moved to a lake?"],
        );
        check("The pilots agreed on a plan in 1999.", &["In which year did the pilots agree on a plan?"]);
        check(
            "The pact was signed on 3 May 1999 by ten ports.",
            &["On which date was the pact signed by ten ports?"],
        );
    }

    #[test]
    fn subjects_and_numbers() {
        check("The Harbour Force was sent to the lake.", &["Which force was sent to the lake?"]);
        check("The board has 15 members.", &["How many members does the board have?"]);
    }

    #[test]
    fn dates_of_something_else_are_not_asked() {
        check("The pilots recalled the pact signed in 1999.", &[]);
        check("In May 1999, after a vote, they left, and in 2001 it closed.", &[]);
    }
}
