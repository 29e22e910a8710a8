//! What an answer earns.

use serde::{Deserialize, Serialize};

use super::bank::Question;
use super::blueprint::Marking;
use super::points::Points;
use crate::answer::{self, Judgement, Remark, Verdict};
use crate::model::{Content, TypedRule};

/// What the learner answered. Places are the author's, whatever stood on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Given {
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

impl Given {
    /// The answer in words.
    #[must_use]
    pub fn words(&self, question: &Question) -> String {
        let option = |at: &usize| match &question.content {
            Content::Choice { options, .. } => options.get(*at).map(|option| option.text.clone()),
            Content::Order { items, .. } => items.get(*at).map(|item| item.text.clone()),
            _ => None,
        };
        match self {
            Self::Text(text) => text.clone(),
            Self::Truth(truth) => if *truth { "True" } else { "False" }.to_owned(),
            Self::Items(items) => items.join("; "),
            Self::Picked(places) => places.iter().filter_map(option).collect::<Vec<_>>().join("; "),
            Self::Sequence(places) => places.iter().filter_map(option).collect::<Vec<_>>().join(", then "),
        }
    }
}

/// How sure the learner is, by his own word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// A guess.
    Low = 1,
    /// Fairly sure.
    Middle = 2,
    /// Certain.
    High = 3,
}

impl Confidence {
    /// All, from the least.
    pub const ALL: [Self; 3] = [Self::Low, Self::Middle, Self::High];

    /// The number on its key: 1 to 3.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// That of a number.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|one| i64::from(one.number()) == number)
    }

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "guessed",
            Self::Middle => "fairly sure",
            Self::High => "certain",
        }
    }

    /// What a right answer earns, in times of the question's points (Moodle's certainty-based marks).
    const fn earns(self) -> i64 {
        self as i64
    }

    /// What a wrong answer costs, likewise.
    const fn costs(self) -> i64 {
        match self {
            Self::Low => 0,
            Self::Middle => 2,
            Self::High => 6,
        }
    }
}

/// The most a question of these points can earn.
#[must_use]
pub const fn most(marking: Marking, points: Points) -> Points {
    match marking {
        Marking::Plain | Marking::Negative { .. } => points,
        Marking::Confidence => points.times(Confidence::High.earns()),
    }
}

/// What share of an answer is right, from none to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credit {
    right: i64,
    of: i64,
}

impl Credit {
    const NONE: Self = Self { right: 0, of: 1 };
    const FULL: Self = Self { right: 1, of: 1 };
    const HALF: Self = Self { right: 1, of: 2 };

    fn share(right: usize, of: usize) -> Self {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        Self { right: number(right), of: number(of.max(1)) }
    }

    const fn of_truth(right: bool) -> Self {
        if right { Self::FULL } else { Self::NONE }
    }

    /// Whether all of it is right.
    #[must_use]
    pub const fn is_full(self) -> bool {
        self.right >= self.of
    }

    /// Whether nothing of it is right.
    #[must_use]
    pub const fn is_none(self) -> bool {
        self.right <= 0
    }

    /// The share of these points.
    #[must_use]
    pub const fn of(self, points: Points) -> Points {
        points.part(self.right, self.of)
    }

    /// The share in thousandths.
    #[must_use]
    pub const fn thousandths(self) -> i64 {
        self.of(Points::ONE).thousandths()
    }
}

/// Holds an answer against its question.
///
/// Items of a list count one by one, and each wrong thing named takes one away; so do the options of a choice with
/// several right ones. An order counts the items that stand in their place. A slip of the hand in a typed answer counts
/// in full, an answer that says less than the right one by half.
#[must_use]
pub fn credit(question: &Question, given: &Given) -> Credit {
    match (&question.content, given) {
        (Content::Typed { accept, rule, .. }, Given::Text(text)) => {
            typed(&answer::judge(accept, rule, text))
        }
        (Content::Cloze { .. }, Given::Text(text)) => {
            typed(&answer::judge(&question.answers(), &TypedRule::default(), text))
        }
        (Content::Choice { options, .. }, Given::Picked(picked)) => {
            let all = options.iter().filter(|option| option.right).count();
            let is_right = |at: &&usize| options.get(**at).is_some_and(|option| option.right);
            let right = picked.iter().filter(is_right).count();
            Credit::share(right.saturating_sub(picked.len() - right), all)
        }
        (Content::TrueFalse { truth, .. }, Given::Truth(said)) => Credit::of_truth(said == truth),
        (Content::List { items, .. }, Given::Items(given)) => {
            let judged = answer::judge_list(items, given);
            let found = judged.found.iter().filter(|found| **found).count();
            Credit::share(found.saturating_sub(judged.extra.len()), items.len())
        }
        (Content::Order { items, .. }, Given::Sequence(places)) => {
            let judged = answer::judge_order(items.len(), places);
            Credit::share(judged.right_places.iter().filter(|right| **right).count(), items.len())
        }
        _ => Credit::NONE,
    }
}

fn typed(judged: &Judgement) -> Credit {
    match (judged.verdict, judged.remark) {
        (Verdict::Right, _)
        | (
            Verdict::Near,
            Some(Remark::Typo(_) | Remark::Accents | Remark::Spacing | Remark::Superscript) | None,
        ) => Credit::FULL,
        (Verdict::Near, Some(_)) => Credit::HALF,
        (Verdict::Wrong, _) => Credit::NONE,
    }
}

/// What a credit earns of a question's points; none given earns nothing and costs nothing.
///
/// What is right in part earns its part; only an answer with nothing right in it costs something.
#[must_use]
pub fn earned(
    marking: Marking,
    points: Points,
    credit: Option<Credit>,
    confidence: Option<Confidence>,
) -> Points {
    let Some(credit) = credit else { return Points::ZERO };
    match (marking, credit.is_none()) {
        (Marking::Plain, _) | (Marking::Negative { .. }, false) => credit.of(points),
        (Marking::Negative { penalty }, true) => -points.part(penalty.thousandths(), 1000),
        (Marking::Confidence, none) => {
            let sure = confidence.unwrap_or(Confidence::Low);
            if none { -points.times(sure.costs()) } else { credit.of(points.times(sure.earns())) }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::deck;
    use crate::exam::Bank;

    fn question(body: &str) -> Question {
        let source = format!("format = 1\nid = \"d\"\n[card.x]\n{body}\n");
        let cards = deck::parse("d.toml", &source).deck.unwrap().cards;
        Bank::new(&cards, &HashMap::new()).questions()[0].clone()
    }

    #[track_caller]
    fn check(body: &str, given: Given, thousandths: i64) {
        assert_eq!(credit(&question(body), &given).thousandths(), thousandths, "{given:?}");
    }

    fn items(list: &[&str]) -> Given {
        Given::Items(list.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_slip_counts_in_full_and_saying_less_by_half() {
        let typed = "q = \"When?\"\ntyped = [\"December 1995\"]";
        for (text, thousandths) in [("1995-12", 1000), ("1995", 500), ("1996", 0), ("", 0)] {
            check(typed, Given::Text(text.into()), thousandths);
        }
        check("q = \"Which?\"\ntyped = [\"lighthouse\"]", Given::Text("lighthuose".into()), 1000);
        check("cloze = \"The {{anchor}} holds.\"", Given::Text("anchor".into()), 1000);
        check("q = \"What?\"\na = \"Wet chemical\"", Given::Text("wet chemical".into()), 1000);
    }

    #[test]
    fn lists_and_orders_earn_their_part() {
        let list = "q = \"Fire needs?\"\nitems = [\"heat\", \"fuel\", \"oxygen\"]";
        check(list, items(&["oxygen", "heat", "fuel"]), 1000);
        check(list, items(&["heat", "fuel"]), 667);
        check(list, items(&["heat", "fuel", "water"]), 333);
        check(list, items(&["water", "sand"]), 0);
        let order = "q = \"Order.\"\nitems = [\"a\", \"b\", \"c\", \"d\"]\nordered = true";
        check(order, Given::Sequence(vec![0, 1, 2, 3]), 1000);
        check(order, Given::Sequence(vec![0, 2, 1, 3]), 500);
        check(order, Given::Sequence(vec![3, 2, 1, 0]), 0);
    }

    #[test]
    fn a_choice_of_several_earns_its_part_and_guessing_all_earns_nothing() {
        let one = "q = \"Which?\"\na = \"x\"\nwrong = [\"y\", \"z\"]";
        let two = "q = \"Which?\"\na = [\"w\", \"x\"]\nwrong = [\"y\", \"z\"]";
        let at = |question: &Question, text: &str| match &question.content {
            Content::Choice { options, .. } => options.iter().position(|one| one.text == text).unwrap(),
            _ => panic!(),
        };
        let picked = |body: &str, texts: &[&str]| {
            Given::Picked(texts.iter().map(|text| at(&question(body), text)).collect())
        };
        check(one, picked(one, &["x"]), 1000);
        check(one, picked(one, &["y"]), 0);
        check(two, picked(two, &["w", "x"]), 1000);
        check(two, picked(two, &["w"]), 500);
        check(two, picked(two, &["w", "y"]), 0);
        check(two, picked(two, &["w", "x", "y", "z"]), 0);
    }

    #[test]
    fn marks_follow_the_marking() {
        let two = Points::from_thousandths(2000);
        let negative = Marking::Negative { penalty: Points::from_thousandths(250) };
        let sure = Some(Confidence::High);
        let rows = [
            (Marking::Plain, Some(Credit::FULL), None, 2000),
            (Marking::Plain, Some(Credit::NONE), None, 0),
            (Marking::Plain, Some(Credit::share(2, 3)), None, 1333),
            (negative, Some(Credit::FULL), None, 2000),
            (negative, Some(Credit::NONE), None, -500),
            (negative, Some(Credit::HALF), None, 1000),
            (negative, None, None, 0),
            (Marking::Confidence, Some(Credit::FULL), sure, 6000),
            (Marking::Confidence, Some(Credit::NONE), sure, -12_000),
            (Marking::Confidence, Some(Credit::FULL), Some(Confidence::Middle), 4000),
            (Marking::Confidence, Some(Credit::NONE), Some(Confidence::Middle), -4000),
            (Marking::Confidence, Some(Credit::FULL), Some(Confidence::Low), 2000),
            (Marking::Confidence, Some(Credit::NONE), Some(Confidence::Low), 0),
            (Marking::Confidence, None, None, 0),
        ];
        for (marking, credit, confidence, thousandths) in rows {
            let found = earned(marking, two, credit, confidence);
            assert_eq!(found.thousandths(), thousandths, "{marking:?} {credit:?} {confidence:?}");
        }
        assert_eq!(most(Marking::Confidence, two).thousandths(), 6000);
    }
}
