//! The questions an exam can ask: each card in its own form, and the presentations of its fact.
//!
//! One entry is one memory item: of its questions and presentations, one at most stands in a paper.

use std::collections::HashMap;

use super::giveaway;
use crate::facts::{Form, Presentation};
use crate::model::{Card, Content, Key, Kind, Source, TypedRule};

/// An answer of more words cannot be judged when typed, so such a card is not asked in an exam.
const SHORT_ANSWER: usize = 5;

/// A question as an exam asks it.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The card it comes from.
    pub key: Key,
    /// What it asks and accepts; never answered in one's head.
    pub content: Content,
    /// The learning objective it serves.
    pub objective: Option<String>,
    /// Why the answer is right.
    pub why: Option<String>,
    /// Where the answer stands.
    pub source: Option<Source>,
}

impl Question {
    /// The card as an exam can put it; none where its answer cannot be judged by the program.
    #[must_use]
    pub fn of_card(card: &Card) -> Option<Self> {
        let content = match &card.content {
            Content::Basic { question, answer } | Content::Reverse { question, answer } => {
                is_short(answer).then(|| Content::Typed {
                    question: question.clone(),
                    accept: vec![answer.clone()],
                    rule: TypedRule::default(),
                })?
            }
            other => other.clone(),
        };
        Some(Self::with(card, content))
    }

    /// The same memory item in another form.
    #[must_use]
    pub fn of_presentation(card: &Card, put: &Presentation) -> Self {
        let question = put.question.clone();
        let content = match &put.form {
            Form::Choice { options } => Content::Choice { question, options: options.clone() },
            Form::TrueFalse { truth } => Content::TrueFalse { statement: question, truth: *truth },
        };
        let mut question = Self::with(card, content);
        if put.form == (Form::TrueFalse { truth: false }) {
            // That a statement is false does not yet tell what is true.
            let answers = card.answers().into_iter().next().map(|answer| format!("It is: {answer}."));
            question.why = Some(answers.into_iter().chain(question.why).collect::<Vec<_>>().join(" "));
        }
        question
    }

    fn with(card: &Card, content: Content) -> Self {
        Self {
            key: card.key.clone(),
            content,
            objective: card.objective.clone(),
            why: card.why.clone(),
            source: card.source.clone(),
        }
    }

    /// How it is put.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.content.kind()
    }

    /// What is asked, Markdown; a blank is `____`, with its hint behind it.
    #[must_use]
    pub fn text(&self) -> String {
        self.content.question("\n\n")
    }

    /// The right answers: the shown one first; of a list or order all items, of a choice the right options.
    #[must_use]
    pub fn answers(&self) -> Vec<String> {
        self.content.answers()
    }

    /// The right answer on one line.
    #[must_use]
    pub fn answer_line(&self) -> String {
        let answers = self.answers();
        match self.content {
            Content::Order { .. } => answers.join(", then "),
            Content::List { .. } | Content::Choice { .. } => answers.join("; "),
            _ => answers.into_iter().next().unwrap_or_default(),
        }
    }

    /// Of how many answers one is picked, where a guess has a chance; 0 where it has none.
    #[must_use]
    pub fn options(&self) -> usize {
        match &self.content {
            Content::Choice { options, .. } => options.len(),
            Content::TrueFalse { .. } => 2,
            _ => 0,
        }
    }
}

fn is_short(answer: &str) -> bool {
    !answer.trim().contains('\n') && answer.split_whitespace().count() <= SHORT_ANSWER
}

/// The questions at hand, with what may not meet.
#[derive(Debug, Clone, PartialEq)]
pub struct Bank {
    questions: Vec<Question>,
    /// The memory item of each question.
    items: Vec<usize>,
    /// For each question, those that may not stand beside it, in ascending order.
    rivals: Vec<Vec<usize>>,
    unasked: Vec<Key>,
}

impl Bank {
    /// The bank of these cards, with the presentations of their facts.
    #[must_use]
    pub fn new<'a>(
        cards: impl IntoIterator<Item = &'a Card>,
        presentations: &HashMap<Key, Vec<Presentation>>,
    ) -> Self {
        let mut questions: Vec<Question> = Vec::new();
        let mut unasked = Vec::new();
        for card in cards {
            let before = questions.len();
            questions.extend(Question::of_card(card));
            for put in presentations.get(&card.key).into_iter().flatten() {
                let question = Question::of_presentation(card, put);
                // A card that is a choice already needs no second one.
                if questions[before..].iter().all(|other| other.kind() != question.kind()) {
                    questions.push(question);
                }
            }
            if questions.len() == before {
                unasked.push(card.key.clone());
            }
        }
        let mut known: HashMap<String, usize> = HashMap::new();
        let items = questions
            .iter()
            .map(|question| {
                let next = known.len();
                *known.entry(question.key.entry_path()).or_insert(next)
            })
            .collect();
        let rivals = giveaway::rivals(&questions);
        Self { questions, items, rivals, unasked }
    }

    /// All questions.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// Cards that no exam can ask: their answer is too long to be judged, and their fact has no other form.
    #[must_use]
    pub fn unasked(&self) -> &[Key] {
        &self.unasked
    }

    /// The memory item of a question.
    pub(super) fn item(&self, question: usize) -> usize {
        self.items[question]
    }

    /// Whether the two may not stand in one paper: they ask one item, or one gives the other away.
    #[must_use]
    pub fn clash(&self, one: usize, other: usize) -> bool {
        self.items[one] == self.items[other] || self.rivals[one].binary_search(&other).is_ok()
    }
}
