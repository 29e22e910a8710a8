//! Which questions give others away: what one tells holds the answer of the other, and speaks of the same thing.
//!
//! Both conditions are needed. "1995" stands in many questions; it gives an answer away only in one that shares the
//! words that matter of the question it answers. How much a word matters is told by how rare it is in the bank.

use std::collections::{BTreeSet, HashMap};

use super::bank::Question;
use crate::answer::normalise;
use crate::model::Content;

/// So many hundredths of a question's weight must stand in what gives it away.
const SAME_MATTER: u32 = 50;
/// From so many hundredths on, two statements are the same statement.
const SAME_STATEMENT: u32 = 85;

/// Words that say nothing of what a question is about.
const EMPTY: [&str; 44] = [
    "a", "an", "and", "are", "as", "at", "be", "by", "did", "do", "does", "for", "from", "had", "has", "have", "how",
    "in", "is", "it", "its", "many", "name", "of", "on", "or", "that", "their", "these", "this", "to", "two", "three",
    "was", "were", "what", "when", "where", "which", "who", "whose", "why", "with", "year",
];
/// Endings that do not make another word.
const ENDINGS: [&str; 5] = ["ing", "ed", "es", "s", "e"];
/// A stem keeps so many letters.
const SHORTEST_STEM: usize = 4;

/// For each question, those that may not stand beside it, in ascending order.
pub(super) fn rivals(questions: &[Question]) -> Vec<Vec<usize>> {
    let mut words = Words::default();
    let told: Vec<Told> = questions.iter().map(|question| Told::of(question, &mut words)).collect();
    words.weigh(&told);
    let mut rivals = vec![BTreeSet::new(); questions.len()];
    for (at, question) in told.iter().enumerate() {
        for other in words.candidates(question) {
            if other != at && told[other].gives_away(question, &words) {
                rivals[at].insert(other);
                rivals[other].insert(at);
            }
        }
    }
    rivals.into_iter().map(|set| set.into_iter().collect()).collect()
}

/// A question as sequences of words.
struct Told {
    /// All that the learner can read and rely on.
    text: Vec<u32>,
    /// The same, each word once, in ascending order.
    set: Vec<u32>,
    /// The words of the question itself, each once, in ascending order.
    asked: Vec<u32>,
    /// What would answer it: any of these lists, each a list of texts that must all be told.
    answers: Vec<Vec<Vec<u32>>>,
    /// Whether it is a statement to judge: then its own words are what must not be told again.
    statement: bool,
}

impl Told {
    fn of(question: &Question, words: &mut Words) -> Self {
        let asked = words.read(&question.text());
        let mut text = asked.clone();
        let mut answers = Vec::new();
        let mut statement = false;
        match &question.content {
            Content::TrueFalse { truth, .. } => {
                statement = true;
                // A false statement tells nothing one can rely on.
                if !truth {
                    text.clear();
                }
            }
            Content::Order { items, .. } => {
                for item in items {
                    text.extend(words.read(&item.text));
                }
            }
            Content::List { items, .. } => {
                answers.push(items.iter().map(|item| words.read(&item.text)).collect());
            }
            Content::Choice { .. } => {
                answers.push(question.answers().iter().map(|answer| words.read(answer)).collect());
            }
            _ => answers.extend(question.answers().iter().map(|answer| vec![words.read(answer)])),
        }
        answers.retain(|texts: &Vec<Vec<u32>>| texts.iter().all(|text| !text.is_empty()));
        Self { set: set(&text), text, asked: set(&asked), answers, statement }
    }

    /// Whether reading this one answers the other.
    fn gives_away(&self, other: &Self, words: &Words) -> bool {
        if other.statement {
            return words.share(&other.asked, &self.set) >= SAME_STATEMENT;
        }
        let told = |texts: &Vec<Vec<u32>>| texts.iter().all(|text| holds(&self.text, text));
        other.answers.iter().any(told) && words.share(&other.asked, &self.set) >= SAME_MATTER
    }
}

fn set(words: &[u32]) -> Vec<u32> {
    let mut set = words.to_vec();
    set.sort_unstable();
    set.dedup();
    set
}

/// A word without the ending that tells only number or tense.
fn stem(word: &str) -> &str {
    if EMPTY.contains(&word) {
        return word;
    }
    let cut = |end: &&str| word.strip_suffix(*end).filter(|stem| stem.chars().count() >= SHORTEST_STEM);
    ENDINGS.iter().find_map(cut).unwrap_or(word)
}

fn holds(text: &[u32], part: &[u32]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

/// The words of a bank, by number.
#[derive(Default)]
struct Words {
    numbers: HashMap<String, u32>,
    weights: Vec<u32>,
    /// The questions that tell a word.
    tellers: Vec<Vec<usize>>,
}

impl Words {
    fn read(&mut self, text: &str) -> Vec<u32> {
        let folded = normalise(text);
        let parts = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        parts.map(|word| self.number(stem(word))).collect()
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.to_owned(), number);
        number
    }

    /// A word in every question says nothing; each halving of those that have it is worth one more.
    fn weigh(&mut self, told: &[Told]) {
        let mut counts = vec![0_usize; self.numbers.len()];
        self.tellers = vec![Vec::new(); self.numbers.len()];
        for (at, question) in told.iter().enumerate() {
            for word in &question.asked {
                counts[*word as usize] += 1;
            }
            for word in &question.set {
                self.tellers[*word as usize].push(at);
            }
        }
        let of = |count: &usize| (told.len() / (*count).max(1)).max(1).ilog2();
        self.weights = counts.iter().map(of).collect();
        for word in EMPTY.iter().filter_map(|word| self.numbers.get(*word)) {
            self.weights[*word as usize] = 0;
        }
    }

    /// The share of a question's weight that stands in a text, in hundredths.
    fn share(&self, asked: &[u32], text: &[u32]) -> u32 {
        let weight = |word: &u32| self.weights.get(*word as usize).copied().unwrap_or(0);
        let all: u32 = asked.iter().map(weight).sum();
        let shared: u32 = asked.iter().filter(|word| text.binary_search(word).is_ok()).map(weight).sum();
        (shared * 100).checked_div(all).unwrap_or(0)
    }

    /// The questions that may give this one away: those that tell the rarest word of an answer, or of the statement.
    fn candidates(&self, question: &Told) -> BTreeSet<usize> {
        let tellers = |word: &u32| self.tellers.get(*word as usize).map(Vec::as_slice).unwrap_or_default();
        let rarest = |words: &[u32]| words.iter().map(tellers).min_by_key(|tellers| tellers.len());
        if question.statement {
            return question.asked.iter().flat_map(tellers).copied().collect();
        }
        let answers = question.answers.iter().filter_map(|texts| rarest(texts.first()?));
        answers.flatten().copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::bank::Bank;
    use super::*;
    use crate::deck;

    /// The pairs that may not meet, by entry, of a deck of these quick lines.
    #[track_caller]
    fn check(lines: &str, expected: &[(&str, &str)]) {
        let filler: String =
            (0..12).map(|n| format!("filler-{n} = \"What is the depth of harbour {n}? :: ={n} fathoms\"\n")).collect();
        let source = format!("format = 1\nid = \"d\"\n[quick]\n{lines}\n{filler}");
        let deck = deck::parse("d.toml", &source).deck.unwrap();
        let bank = Bank::new(&deck.cards, &HashMap::new());
        let entry = |at: usize| bank.questions()[at].key.entry.to_string();
        let mut found = Vec::new();
        for one in 0..bank.questions().len() {
            for other in one + 1..bank.questions().len() {
                if bank.clash(one, other) {
                    found.push((entry(one), entry(other)));
                }
            }
        }
        let expected: Vec<(String, String)> =
            expected.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_question_that_tells_the_answer_of_another_may_not_stand_beside_it() {
        check(
            "when = \"In which year did the lighthouse burn down? :: =1887\"\nwhy = \"Why was a second lighthouse built when the first burned down in 1887? :: =Trade\"",
            &[("when", "why")],
        );
    }

    #[test]
    fn the_same_number_in_another_matter_gives_nothing_away() {
        check(
            "when = \"In which year did the lighthouse burn down? :: =1887\"\nother = \"Who won the regatta of 1887? :: =Brown\"",
            &[],
        );
    }

    #[test]
    fn a_true_statement_tells_and_a_false_one_does_not() {
        let who = "who = \"Who designed the old lighthouse? :: =Stevenson\"";
        check(&format!("{who}\ntold = \"Stevenson designed the old lighthouse. :: true\""), &[("who", "told")]);
        check(&format!("{who}\ntold = \"Stevenson designed the old lighthouse. :: false\""), &[]);
    }

    #[test]
    fn blanks_of_one_text_are_one_item() {
        check("two = \"The {{#a bow}} is in front, the {{#b stern}} behind.\"", &[("two", "two")]);
    }
}
