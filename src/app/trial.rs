//! Would this answer count? Judged as in a session, without one.

use crate::answer::{self, DiffPart, Judgement, Verdict, normalise};
use crate::model::{Card, Choice, Content, Grade, Item, TypedRule};

/// What an answer would be worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// How it fares.
    pub verdict: Verdict,
    /// The grade it suggests.
    pub grade: Grade,
    /// The right answer it was held against.
    pub expected: String,
    /// From what was typed to what is right, where that helps.
    pub diff: Vec<DiffPart>,
    /// What makes it near, or how it misses.
    pub remark: Option<String>,
    /// Other answers that count.
    pub also: Vec<String>,
    /// Whether a session leaves the verdict to the learner.
    pub self_graded: bool,
}

impl Trial {
    fn of(grade: Grade, expected: String) -> Self {
        let verdict = match grade {
            Grade::Again => Verdict::Wrong,
            Grade::Hard => Verdict::Near,
            Grade::Good | Grade::Easy => Verdict::Right,
        };
        Self {
            verdict,
            grade,
            expected,
            diff: Vec::new(),
            remark: None,
            also: Vec::new(),
            self_graded: false,
        }
    }
}

impl From<Judgement> for Trial {
    fn from(judgement: Judgement) -> Self {
        Self {
            verdict: judgement.verdict,
            grade: judgement.suggested,
            expected: judgement.expected,
            diff: judgement.diff,
            remark: judgement.remark.map(|remark| remark.to_string()),
            also: judgement.also,
            self_graded: false,
        }
    }
}

/// Judges a text as the answer to a card.
///
/// Options are given by their words or their numbers in the deck, items with `;` between, a truth as `true` or `t`.
#[must_use]
pub fn judge(card: &Card, text: &str) -> Trial {
    let typed = |accept: &[String], rule: &TypedRule| Trial::from(answer::judge(accept, rule, text));
    match &card.content {
        Content::Basic { answer, .. } | Content::Reverse { answer, .. } => {
            Trial { self_graded: true, ..typed(std::slice::from_ref(answer), &TypedRule::default()) }
        }
        Content::Cloze { .. } => typed(&card.answers(), &TypedRule::default()),
        Content::Typed { accept, rule, .. } => typed(accept, rule),
        Content::TrueFalse { truth, .. } => {
            let right = truth_of(text) == Some(*truth);
            Trial::of(if right { Grade::Good } else { Grade::Again }, card.answers().concat())
        }
        Content::Choice { options, .. } => {
            let judgement = answer::judge_choice(options, &picked(options, text));
            Trial::of(judgement.suggested, card.answers().join("; "))
        }
        Content::List { items, .. } => {
            let judgement = answer::judge_list(items, &parts(text));
            let missing = judgement.found.iter().filter(|found| !**found).count();
            let remark = (missing > 0).then(|| format!("{missing} of {} missing", items.len()));
            Trial { remark, ..Trial::of(judgement.suggested, card.answers().join("; ")) }
        }
        Content::Order { items, .. } => {
            let judgement = answer::judge_order(items.len(), &sequence(items, text));
            Trial::of(judgement.suggested, card.answers().join("; "))
        }
    }
}

fn parts(text: &str) -> Vec<String> {
    text.split(';').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

fn truth_of(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "t" | "true" => Some(true),
        "f" | "false" => Some(false),
        _ => None,
    }
}

/// The options meant: by their words, else by their numbers.
fn picked(options: &[Choice], text: &str) -> Vec<usize> {
    let by_words = |part: &str| options.iter().position(|option| normalise(&option.text) == normalise(part));
    if let Some(option) = by_words(text) {
        return vec![option];
    }
    parts(text)
        .iter()
        .flat_map(|part| by_words(part).map_or_else(|| numbers(part), |option| vec![option]))
        .collect()
}

/// The order meant: items by their words with `;` between, else by their numbers.
fn sequence(items: &[Item], text: &str) -> Vec<usize> {
    let by_words = |part: &String| items.iter().position(|item| normalise(&item.text) == normalise(part));
    parts(text).iter().map(by_words).collect::<Option<_>>().unwrap_or_else(|| numbers(text))
}

/// Numbers counted from 1, as places counted from 0.
fn numbers(text: &str) -> Vec<usize> {
    text.split([' ', ',', ';']).filter_map(|word| word.parse::<usize>().ok()?.checked_sub(1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck;

    #[test]
    fn every_kind_is_judged() {
        let source = r#"
format = 1
id = "fire"
[quick]
alarm = "What first? :: Raise the alarm"
number = "Emergency number? :: =112 | one one two"
triangle = "Fire needs {{heat}}."
lift = "You may use a lift. :: false"
[card.oil]
q = "For burning oil?"
a = "Wet chemical"
wrong = ["Water", "Foam"]
[card.steps]
q = "The first steps?"
items = ["Raise the alarm", "Call 112", "Leave"]
ordered = true
[card.needs]
q = "What does fire need?"
items = ["heat", "fuel", "oxygen"]
"#;
        let deck = deck::parse("fire.toml", source).deck.unwrap();
        let rows = [
            ("fire/alarm", "raise the alarm", Verdict::Right),
            ("fire/alarm", "run", Verdict::Wrong),
            ("fire/number", "One one two", Verdict::Right),
            ("fire/number", "113", Verdict::Wrong),
            ("fire/triangle", "Heat", Verdict::Right),
            ("fire/lift", "f", Verdict::Right),
            ("fire/lift", "true", Verdict::Wrong),
            ("fire/lift", "maybe", Verdict::Wrong),
            ("fire/oil", "wet chemical", Verdict::Right),
            ("fire/oil", "1", Verdict::Right),
            ("fire/oil", "Foam", Verdict::Wrong),
            ("fire/oil", "1 2", Verdict::Wrong),
            ("fire/steps", "Raise the alarm; call 112; leave", Verdict::Right),
            ("fire/steps", "1 2 3", Verdict::Right),
            ("fire/steps", "3 2 1", Verdict::Wrong),
            ("fire/needs", "oxygen; heat; fuel", Verdict::Right),
            ("fire/needs", "", Verdict::Wrong),
        ];
        for (key, text, verdict) in rows {
            let card = deck.cards.iter().find(|card| card.key.to_string() == key).unwrap();
            assert_eq!(judge(card, text).verdict, verdict, "{key}: {text}");
        }
    }
}
