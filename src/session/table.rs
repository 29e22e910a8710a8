//! The card on the screen: how it is put, answered and looked at.

use super::events::Shown;
use super::judge::{Judged, Response};
use super::present::{Prompt, present};
use super::tally::Miss;
use super::view::{AnswerView, Outcome, Progress, QuestionView};
use crate::model::{Card, CardState, Content, Grade, Moment};
use crate::schedule;

/// A card on the screen.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) shown: Shown,
    /// Whether it is practised only: a grade leaves its state as it is.
    pub(super) practice: bool,
    prompt: Prompt,
    order: Vec<usize>,
    hint: bool,
    answer: Option<(Response, Option<Judged>)>,
    millis: Option<u32>,
}

impl Table {
    pub(super) fn lay(shown: Shown, practice: bool, seed: u64) -> Self {
        let (prompt, order) = present(&shown.card, seed_of(seed, &shown));
        Self { shown, practice, prompt, order, hint: false, answer: None, millis: None }
    }

    /// Shows the hint; false when the card has none.
    pub(super) fn take_hint(&mut self) -> bool {
        self.hint = self.shown.card.hint.is_some();
        self.hint
    }

    pub(super) const fn is_answered(&self) -> bool {
        self.answer.is_some()
    }

    /// The grade that the program suggests, once the card is answered.
    pub(super) fn suggested(&self) -> Option<Grade> {
        Some(self.answer.as_ref()?.1.as_ref()?.suggested)
    }

    /// Takes the answer; the first one stands.
    pub(super) fn respond(&mut self, response: Response, millis: Option<u32>) {
        if self.is_answered() {
            return;
        }
        let mut judged = Judged::of_card(&self.shown.card, &self.order, &response);
        if let Some(judged) = &mut judged
            && self.shown.two_buttons
            && judged.suggested == Grade::Hard
        {
            // Of two keys, a nearly right answer takes the one for right.
            judged.suggested = Grade::Good;
        }
        self.answer = Some((response, judged));
        self.millis = millis;
    }

    /// Milliseconds from question to grade, where both were timed.
    pub(super) fn millis_until(&self, graded: Option<u32>) -> Option<u32> {
        self.millis.zip(graded).map(|(asked, graded)| asked.saturating_add(graded))
    }

    /// What each grade leads to: the same call for the keys' labels and for what is written.
    pub(super) fn outcomes(&self, now: Moment) -> [CardState; 4] {
        if self.practice {
            return [self.shown.state; 4];
        }
        schedule::next_states(&self.shown.state, &self.shown.params, now, self.shown.fuzz)
    }

    /// The card as a list of misses names it.
    pub(super) fn as_miss(&self, after: &CardState) -> Miss {
        Miss {
            key: self.shown.card.key.clone(),
            question: self.prompt.text().to_owned(),
            answer: answer_words(&self.shown.card),
            lapses: after.lapses,
        }
    }

    pub(super) fn question(&self, progress: Progress) -> QuestionView {
        let card = &self.shown.card;
        QuestionView {
            key: card.key.clone(),
            deck: self.shown.deck_title.clone(),
            group: card.group.clone(),
            kind: card.kind(),
            prompt: self.prompt.clone(),
            hint: card.hint.clone().filter(|_| self.hint),
            progress,
            two_buttons: self.shown.two_buttons,
            practice: self.practice,
            notices: Vec::new(),
        }
    }

    /// The answer side; none before the card is answered.
    pub(super) fn answered(&self, question: QuestionView, now: Moment) -> Option<AnswerView> {
        let (response, judged) = self.answer.clone()?;
        let card = &self.shown.card;
        let states = self.outcomes(now);
        Some(AnswerView {
            question,
            answers: card.answers(),
            options: self.options(),
            response,
            judged,
            why: card.why.clone(),
            source: card.source.clone(),
            outcomes: Grade::ALL.map(|grade| {
                let state = states[grade.index()];
                let due = schedule::due(&state, &self.shown.params, now.day).filter(|_| !self.practice);
                Outcome { grade, state, due }
            }),
            two_buttons: self.shown.two_buttons,
            now,
        })
    }

    /// The options of a choice as they stand on the screen, whether each is right, and why.
    fn options(&self) -> Vec<(String, bool, Option<String>)> {
        let Content::Choice { options, .. } = &self.shown.card.content else { return Vec::new() };
        self.order
            .iter()
            .filter_map(|&at| options.get(at))
            .map(|option| (option.text.clone(), option.right, option.why.clone()))
            .collect()
    }
}

/// Mixes the session's seed with the card and its count of grades.
fn seed_of(seed: u64, shown: &Shown) -> u64 {
    let mut bytes = seed.to_le_bytes().to_vec();
    bytes.extend(shown.card.key.to_string().bytes());
    bytes.extend(shown.grades.to_le_bytes());
    schedule::fnv1a64(&bytes)
}

/// The answer on one line, for the list of misses.
fn answer_words(card: &Card) -> String {
    let answers = card.answers();
    match card.content {
        Content::Order { .. } => answers.join(", then "),
        Content::List { .. } | Content::Choice { .. } => answers.join("; "),
        _ => answers.into_iter().next().unwrap_or_default(),
    }
}
