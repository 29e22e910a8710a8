//! Lints on the question and answer of one card.

use super::{Rule, Subject};
use crate::deck::words::{Word, find, without_asides, words};
use crate::model::{Choice, Content, Diagnostic};

/// Lists beyond this are learned as several short ones.
const LONGEST_LIST: usize = 7;
/// Answers beyond this are recited, not recalled.
const LONGEST_ANSWER: usize = 15;
/// A blank needs so many words around it.
const FEWEST_AROUND: usize = 3;
/// And so many of them that say something.
const FEWEST_TELLING: usize = 2;

pub(super) fn lint(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    answer_in_question(subject, found);
    negative_stem(subject, found);
    lengths(subject, found);
    thin_cloze(subject, found);
}

fn answer_in_question(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let shown = words(&subject.card.question());
    let held = |answer: &str| is_held(&shown, &words(&without_asides(answer)));
    let given = match &subject.card.content {
        Content::Basic { answer, .. } | Content::Reverse { answer, .. } => Some(answer).filter(|a| held(a)),
        Content::Typed { accept, .. } => accept.first().filter(|a| held(a)),
        Content::Cloze { text, blank, .. } => text.blank(blank).map(|blank| &blank.text).filter(|a| held(a)),
        Content::List { items, .. } => items.iter().map(|item| &item.text).find(|item| held(item)),
        Content::Choice { options, .. } => return in_choice(subject, &shown, options, found),
        Content::TrueFalse { .. } | Content::Order { .. } => None,
    };
    if let Some(answer) = given {
        let message = format!("the question holds \"{}\", which is asked for", answer.trim());
        subject.add(found, Rule::AnswerInQuestion, message, "word the question without it");
    }
}

/// Whether a question holds an answer that is worth asking for. "Is it before or after?" names its answers to choose.
fn is_held(shown: &[Word], answer: &[Word]) -> bool {
    let Some(at) = find(shown, answer) else { return false };
    let weighty = |word: &Word| {
        word.is_content() && (word.stem.chars().count() >= 4 || (word.proper && word.stem.len() > 1))
    };
    let around = [at.checked_sub(1), Some(at + answer.len())];
    let offered = around.into_iter().flatten().any(|at| shown.get(at).is_some_and(|word| word.stem == "or"));
    answer.iter().any(weighty) && !offered
}

fn in_choice(subject: &Subject<'_>, shown: &[Word], options: &[Choice], found: &mut Vec<Diagnostic>) {
    let of = |right: bool| options.iter().filter(move |option| option.right == right);
    let (Some(key), None) = (of(true).next(), of(true).nth(1)) else { return };
    let key_words = words(&without_asides(&key.text));
    let wrong: Vec<Vec<Word>> = of(false).map(|option| words(&option.text)).collect();
    if wrong.iter().any(|option| find(shown, option).is_some()) {
        return;
    }
    if is_held(shown, &key_words) {
        let message =
            format!("the question holds \"{}\", the right option, and no wrong one", key.text.trim());
        subject.add(found, Rule::AnswerInQuestion, message, "word the question without it");
        return;
    }
    let echoes = |word: &&Word| {
        let longer = word.is_content() && word.stem.chars().count() >= 5;
        longer && shown.iter().any(|other| other.stem == word.stem)
    };
    let in_wrong = |word: &Word| wrong.iter().flatten().any(|other| other.stem == word.stem);
    if let Some(echo) = key_words.iter().filter(echoes).find(|word| !in_wrong(word)) {
        let message =
            format!("of the options only the right one repeats \"{}\" from the question", echo.written);
        let hint = "take the word out of the right option, or put it into wrong ones too";
        subject.add(found, Rule::AnswerInQuestion, message, hint);
    }
}

/// Words that turn a question round.
const NEGATIONS: [&str; 5] = ["not", "except", "cannot", "incorrect", "neither"];
/// After these a negation belongs to the matter: why something was not done can be asked.
const ASKS_FOR_MATTER: [&str; 3] = ["why", "when", "how"];

fn negative_stem(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    match &subject.card.content {
        Content::Choice { question, .. } => {
            let words = words(question);
            let begins = words.first().map_or("", |word| word.stem.as_str());
            if ASKS_FOR_MATTER.contains(&begins) {
                return;
            }
            if let Some(word) = words.iter().find(|word| is_negation(word) && !is_marked(question, word)) {
                let message = format!("the question asks for what is not so: \"{}\"", word.written);
                let hint = "ask for what is so; where that cannot be, write the word in capitals";
                subject.add(found, Rule::NegativeStem, message, hint);
            }
        }
        Content::TrueFalse { statement, truth: false } => {
            if let Some(word) = words(statement).iter().find(|word| is_negation(word)) {
                let message =
                    format!("a statement with \"{}\" that is false: two negations to untie", word.written);
                subject.add(found, Rule::NegativeStem, message, "state it without the negation");
            }
        }
        _ => {}
    }
}

fn is_negation(word: &Word) -> bool {
    NEGATIONS.contains(&word.stem.as_str()) || word.written.ends_with("n't") || word.written.ends_with("n’t")
}

/// Whether nobody can overlook it: in capitals or bold.
fn is_marked(question: &str, word: &Word) -> bool {
    word.written.chars().all(|c| !c.is_lowercase()) || question.contains(&format!("**{}**", word.written))
}

fn lengths(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let answer = match &subject.card.content {
        Content::Basic { answer, .. } | Content::Reverse { answer, .. } => Some(answer),
        Content::Typed { accept, .. } => accept.first(),
        Content::Cloze { text, blank, .. } => text.blank(blank).map(|blank| &blank.text),
        Content::List { items, .. } | Content::Order { items, .. } => {
            if items.len() > LONGEST_LIST {
                let message =
                    format!("a list of {} items; more than {LONGEST_LIST} are hard to hold", items.len());
                subject.add(
                    found,
                    Rule::LongList,
                    message,
                    "make it two lists, each of what belongs together",
                );
            }
            None
        }
        Content::Choice { .. } | Content::TrueFalse { .. } => None,
    };
    let count = answer.map_or(0, |answer| without_asides(answer).split_whitespace().count());
    if count > LONGEST_ANSWER {
        let message =
            format!("an answer of {count} words; more than {LONGEST_ANSWER} are recited, not recalled");
        subject.add(found, Rule::LongAnswer, message, "ask for its parts one by one, or make it a cloze");
    }
}

fn thin_cloze(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Content::Cloze { question, text, blank } = &subject.card.content else { return };
    let around = text.with_hidden(blank, |_| " ".to_owned());
    let around = words(&format!("{}\n{around}", question.as_deref().unwrap_or_default()));
    let telling = around.iter().filter(|word| word.is_content()).count();
    if around.len() < FEWEST_AROUND || telling < FEWEST_TELLING {
        let hidden = text.blank(blank).map_or("", |blank| blank.text.as_str());
        let message = format!("too few words around the blank \"{}\" to tell what is asked", hidden.trim());
        subject.add(
            found,
            Rule::ThinCloze,
            message,
            "write the whole sentence, or put a question above it (q = \"...\")",
        );
    }
}
