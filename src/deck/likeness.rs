//! How alike two cards are, where one may be the other reworded. It offers, it does not decide.

use super::words::{joined, words};
use crate::model::{Card, Content};

/// A card ready to be compared with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// The words of the question, sorted.
    question: Vec<String>,
    /// The answer; none where it is one of two words.
    answer: Option<String>,
}

/// The share of the question in the whole, in hundredths; the answer has the rest.
const QUESTION: usize = 60;
/// So many letters of an answer are compared at most.
const LETTERS: usize = 200;

impl Likeness {
    /// What is compared of a card: its question, of a cloze the whole text, and its answer.
    #[must_use]
    pub fn of(card: &Card) -> Self {
        let shown = match &card.content {
            Content::Cloze { text, .. } => text.revealed(),
            _ => card.question(),
        };
        let mut question: Vec<String> = words(&shown).into_iter().map(|word| word.stem).collect();
        question.sort();
        let answer = match &card.content {
            Content::TrueFalse { .. } => None,
            Content::List { .. } | Content::Order { .. } => Some(card.answers().join("; ")),
            _ => card.answers().into_iter().next(),
        };
        let answer = answer.map(|answer| joined(&words(&answer)).chars().take(LETTERS).collect());
        Self { question, answer }
    }

    /// How alike they are: 0 to 100.
    ///
    /// Of the questions twice the shared words over all words (Dice 1945); of the answers one less the edits a letter.
    #[must_use]
    pub fn with(&self, other: &Self) -> usize {
        let question = dice(&self.question, &other.question);
        match (&self.answer, &other.answer) {
            (Some(one), Some(other)) => {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "a share from 0 to 1, as hundredths"
                )]
                let answer = (strsim::normalized_levenshtein(one, other) * 100.0) as usize;
                (question * QUESTION + answer * (100 - QUESTION)) / 100
            }
            _ => question,
        }
    }

    /// The words of its question, each once.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let places = 0..self.question.len();
        places
            .filter(|place| *place == 0 || self.question[*place] != self.question[place - 1])
            .map(|place| self.question[place].as_str())
    }
}

/// Twice the shared over all, in hundredths; both are sorted.
fn dice(one: &[String], other: &[String]) -> usize {
    let (mut at, mut there, mut shared) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(at), other.get(there)) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => there += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                at += 1;
                there += 1;
            }
        }
    }
    2 * shared * 100 / (one.len() + other.len()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse;

    fn likeness(one: &str, other: &str) -> usize {
        let of = |line: &str| {
            let deck =
                parse("d.toml", &format!("format = 1\nid = \"d\"\n[quick]\na = \"{line}\"")).deck.unwrap();
            Likeness::of(&deck.cards[0])
        };
        of(one).with(&of(other))
    }

    #[test]
    fn a_reworded_card_is_more_alike_than_another() {
        let old = "Which extinguisher is for burning oil? :: Wet chemical";
        assert_eq!(likeness(old, old), 100);
        let reworded =
            likeness(old, "For burning cooking oil, which extinguisher is used? :: A wet chemical one");
        let other = likeness(old, "Which number is for emergencies? :: 112");
        assert!(reworded >= 60 && other < 40, "{reworded} {other}");
    }

    #[test]
    fn of_a_statement_the_words_alone_count() {
        assert_eq!(likeness("Oil burns well. :: true", "Oil burns well. :: false"), 100);
        assert_eq!(likeness("Oil burns. :: true", "Lifts stop. :: true"), 0);
    }
}
