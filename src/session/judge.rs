//! The learner's answer, held against the card.

use crate::answer::{self, DiffPart};
use crate::model::{Card, Content, Grade, Item, TypedRule};

/// What the learner answered. Places are those on the screen, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Response {
    /// Nothing: show me.
    Nothing,
    /// Typed words.
    Text(String),
    /// Options picked.
    Picked(Vec<usize>),
    /// True or false.
    Truth(bool),
    /// Items named.
    Items(Vec<String>),
    /// Items in this order.
    Sequence(Vec<usize>),
}

/// How an answer fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Right.
    Right,
    /// Nearly right.
    Near,
    /// Wrong.
    Wrong,
    /// Nothing was given.
    Blank,
}

/// The program's verdict on an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// How it fares.
    pub verdict: Verdict,
    /// The grade it suggests.
    pub suggested: Grade,
    /// For a typed answer: the accepted answer it was held against.
    pub expected: Option<String>,
    /// For a typed answer: from what was typed to what is right.
    pub diff: Vec<DiffPart>,
    /// What makes it near, in words.
    pub remark: Option<String>,
    /// Other answers that count.
    pub also: Vec<String>,
    /// For a list: each item, and whether it was named.
    pub found: Vec<(String, bool)>,
    /// For a list: what was named that is none of them.
    pub extra: Vec<String>,
}

impl Judged {
    fn plain(verdict: Verdict, suggested: Grade) -> Self {
        Self {
            verdict,
            suggested,
            expected: None,
            diff: Vec::new(),
            remark: None,
            also: Vec::new(),
            found: Vec::new(),
            extra: Vec::new(),
        }
    }

    fn of(right: bool, suggested: Grade) -> Self {
        let verdict = match (right, suggested) {
            (true, _) => Verdict::Right,
            (false, Grade::Again) => Verdict::Wrong,
            (false, _) => Verdict::Near,
        };
        Self::plain(verdict, suggested)
    }
}

impl Judged {
    /// Holds an answer against a card. `order` gives the author's place of each option or item on the screen.
    ///
    /// None where only the learner can tell: on cards that are answered in one's head.
    pub(super) fn of_card(card: &Card, order: &[usize], response: &Response) -> Option<Self> {
        let authored = |places: &[usize]| -> Vec<usize> {
            places.iter().filter_map(|&place| order.get(place).copied()).collect()
        };
        let typed = |accept: &[String], rule: &TypedRule| match response {
            Response::Text(text) => Self::of_text(accept, rule, text),
            _ => Self::plain(Verdict::Blank, Grade::Again),
        };
        match &card.content {
            Content::Basic { .. } | Content::Reverse { .. } => None,
            Content::Cloze { text, blank, .. } => {
                let blank = text.blank(blank).filter(|blank| blank.typed)?;
                Some(typed(std::slice::from_ref(&blank.text), &TypedRule::default()))
            }
            Content::Typed { accept, rule, .. } => Some(typed(accept, rule)),
            Content::Choice { options, .. } => Some(match response {
                Response::Picked(places) => {
                    let judgement = answer::judge_choice(options, &authored(places));
                    Self::of(judgement.right, judgement.suggested)
                }
                _ => Self::plain(Verdict::Blank, Grade::Again),
            }),
            Content::TrueFalse { truth, .. } => Some(match response {
                Response::Truth(said) if said == truth => Self::plain(Verdict::Right, Grade::Good),
                Response::Truth(_) => Self::plain(Verdict::Wrong, Grade::Again),
                _ => Self::plain(Verdict::Blank, Grade::Again),
            }),
            Content::List { items, .. } => Some(match response {
                Response::Items(given) => Self::of_items(items, given),
                _ => Self::plain(Verdict::Blank, Grade::Again),
            }),
            Content::Order { items, .. } => Some(match response {
                Response::Sequence(places) => {
                    let judgement = answer::judge_order(items.len(), &authored(places));
                    Self::of(judgement.suggested == Grade::Good, judgement.suggested)
                }
                _ => Self::plain(Verdict::Blank, Grade::Again),
            }),
        }
    }

    fn of_text(accept: &[String], rule: &TypedRule, text: &str) -> Self {
        let judgement = answer::judge(accept, rule, text);
        let verdict = match judgement.verdict {
            answer::Verdict::Right => Verdict::Right,
            answer::Verdict::Near => Verdict::Near,
            answer::Verdict::Wrong if text.trim().is_empty() => Verdict::Blank,
            answer::Verdict::Wrong => Verdict::Wrong,
        };
        Self {
            expected: Some(judgement.expected),
            diff: judgement.diff,
            remark: judgement.remark.map(|remark| remark.to_string()),
            also: judgement.also,
            ..Self::plain(verdict, judgement.suggested)
        }
    }

    fn of_items(items: &[Item], given: &[String]) -> Self {
        let judgement = answer::judge_list(items, given);
        let found = items.iter().map(|item| item.text.clone()).zip(judgement.found).collect();
        Self {
            found,
            extra: judgement.extra,
            ..Self::of(judgement.suggested == Grade::Good, judgement.suggested)
        }
    }
}
