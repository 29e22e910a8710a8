//! The same memory item as a choice, or as a statement to judge: for quizzes, exams and export, never scheduled.

use crate::model::{Ask, Choice, EntryId, Key, SideId, Source};

use super::derive::{Asked, WhyNot, as_of, asked};
use super::distractors::{Distractor, FEWEST, Target, seed};
use super::file::{FactsFile, Importance, Value};

/// How a memory item is put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// One right option among wrong ones.
    Choice {
        /// The options, in an order fixed by the key.
        options: Vec<Choice>,
    },
    /// A statement that is true or false.
    TrueFalse {
        /// Whether it is true.
        truth: bool,
    },
}

/// A memory item, put in another form than its card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presentation {
    /// The key of the item's card.
    pub key: Key,
    /// The fact.
    pub fact: EntryId,
    /// The slot that is asked for.
    pub slot: SideId,
    /// The question, or the statement to judge.
    pub question: String,
    /// The accepted answers of the item; `True` or `False` for a statement.
    pub answers: Vec<String>,
    /// How it is put.
    pub form: Form,
    /// How important the fact is.
    pub importance: Importance,
    /// The learning objective.
    pub objective: Option<String>,
    /// Where the answer stands.
    pub source: Source,
}

/// All presentations of a facts file, in the order of its facts and slots.
#[must_use]
pub fn presentations(file: &FactsFile) -> Vec<Presentation> {
    file.facts.iter().flat_map(|fact| of_fact(&asked(fact, file).0, file).0).collect()
}

/// The presentations of one fact, and where there is none.
pub(super) fn of_fact(asked: &[Asked<'_>], file: &FactsFile) -> (Vec<Presentation>, Vec<WhyNot>) {
    let mut found = Vec::new();
    let mut why_not = Vec::new();
    let mut told = false;
    for asked in asked.iter().filter(|asked| has_one_value(asked)) {
        let (key, question) = (asked.key(file), asked.text());
        let target = Target {
            file,
            fact: asked.fact,
            side: &asked.side,
            slot: asked.slot,
            question: &question,
            key: &key,
        };
        let distractors = target.distractors();
        match choice(&target, &distractors) {
            Ok(form) => found.push(presentation(asked, &key, question.clone(), asked.answers(), form)),
            Err(number) => why_not.push(WhyNot::FewDistractors { slot: asked.side.clone(), found: number }),
        }
        // A fact is told as true once at most; half of the others are told wrongly, where that can be done honestly.
        let wrong =
            target.false_statement(&distractors).filter(|_| told || seed(&key, "false")[0].is_multiple_of(2));
        if let Some(statement) = wrong {
            let statement = as_of(&statement, asked.fact, file);
            found.push(statement_of(asked, &key, statement, false));
        } else if !told {
            told = true;
            found.push(statement_of(asked, &key, as_of(&asked.fact.statement, asked.fact, file), true));
        }
    }
    (found, why_not)
}

fn has_one_value(asked: &Asked<'_>) -> bool {
    match &asked.question.ask {
        Ask::List { .. } | Ask::Order { .. } => false,
        Ask::Cloze { .. } => !matches!(asked.slot.value, Value::Items(_)),
        _ => true,
    }
}

/// The options in an order fixed by the key, or how many distractors there were.
fn choice(target: &Target<'_>, distractors: &[Distractor]) -> Result<Form, usize> {
    if distractors.len() < FEWEST {
        return Err(distractors.len());
    }
    let mut options: Vec<Choice> = distractors
        .iter()
        .map(|wrong| Choice { text: wrong.text.clone(), right: false, why: None })
        .collect();
    options.push(Choice { text: target.right(), right: true, why: None });
    options.sort_by_key(|option| seed(target.key, &option.text));
    Ok(Form::Choice { options })
}

fn statement_of(asked: &Asked<'_>, key: &Key, statement: String, truth: bool) -> Presentation {
    let answers = vec![if truth { "True" } else { "False" }.to_owned()];
    presentation(asked, key, statement, answers, Form::TrueFalse { truth })
}

fn presentation(
    asked: &Asked<'_>,
    key: &Key,
    question: String,
    answers: Vec<String>,
    form: Form,
) -> Presentation {
    Presentation {
        key: key.clone(),
        fact: asked.fact.id.clone(),
        slot: asked.side.clone(),
        question,
        answers,
        form,
        importance: asked.fact.importance,
        objective: asked.fact.objective.clone(),
        source: asked.fact.source.clone(),
    }
}
