//! Answers of several parts: items to name, to put in order, or to pick.

use super::{Verdict, judge};
use crate::model::{Choice, Grade, Item, TypedRule};

/// From so many items on, one may be missing, or two neighbours be swapped, for a Hard.
const LONG_LIST: usize = 4;

/// The judgement on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListJudgement {
    /// For each item: whether it was named, rightly or nearly.
    pub found: Vec<bool>,
    /// For each item: whether it was named nearly.
    pub near: Vec<bool>,
    /// What was named and is no item; a repetition of one counts neither way.
    pub extra: Vec<String>,
    /// The grade that suggests.
    pub suggested: Grade,
}

/// Judges items named in any order. Each given one counts for one item at most, right ones before near ones.
///
/// Good: all right. Hard: all named but some nearly, or one of four or more missing, or one wrong thing beside all
/// items named rightly. Again: anything less.
#[must_use]
pub fn judge_list(items: &[Item], given: &[String]) -> ListJudgement {
    let given: Vec<&String> = given.iter().filter(|text| !text.trim().is_empty()).collect();
    let verdicts: Vec<Vec<Verdict>> =
        given.iter().map(|text| items.iter().map(|item| verdict(item, text)).collect()).collect();

    let mut taken = vec![None; items.len()];
    for least in [Verdict::Right, Verdict::Near] {
        for giver in 0..given.len() {
            if !taken.contains(&Some(giver)) {
                place(giver, least, &verdicts, &mut taken, &mut vec![false; items.len()]);
            }
        }
    }

    let near = taken
        .iter()
        .enumerate()
        .map(|(item, giver)| giver.is_some_and(|giver: usize| verdicts[giver][item] == Verdict::Near))
        .collect();
    let extra = (0..given.len())
        .filter(|giver| verdicts[*giver].iter().all(|verdict| *verdict == Verdict::Wrong))
        .map(|giver| given[giver].clone())
        .collect();
    let found = taken.iter().map(Option::is_some).collect();
    let judged = ListJudgement { found, near, extra, suggested: Grade::Again };
    ListJudgement { suggested: judged.grade(), ..judged }
}

impl ListJudgement {
    fn grade(&self) -> Grade {
        let missing = self.found.iter().filter(|found| !**found).count();
        let faults = self.extra.len() + missing;
        match (missing, faults) {
            (0, 0) if !self.near.contains(&true) => Grade::Good,
            (0, 0) => Grade::Hard,
            (0, 1) if !self.near.contains(&true) => Grade::Hard,
            (1, 1) if self.found.len() >= LONG_LIST => Grade::Hard,
            _ => Grade::Again,
        }
    }
}

fn verdict(item: &Item, given: &str) -> Verdict {
    let accept: Vec<String> = std::iter::once(&item.text).chain(&item.aliases).cloned().collect();
    judge(&accept, &TypedRule::default(), given).verdict
}

/// Gives an item to `giver`, moving others to another of their items where that makes room (augmenting paths).
fn place(
    giver: usize,
    least: Verdict,
    verdicts: &[Vec<Verdict>],
    taken: &mut [Option<usize>],
    tried: &mut Vec<bool>,
) -> bool {
    for item in 0..taken.len() {
        if verdicts[giver][item] < least || tried[item] {
            continue;
        }
        tried[item] = true;
        let free = match taken[item] {
            None => true,
            // One that is right is moved only to where it is right too.
            Some(other) => place(other, verdicts[other][item], verdicts, taken, tried),
        };
        if free {
            taken[item] = Some(giver);
            return true;
        }
    }
    false
}

/// The judgement on an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderJudgement {
    /// For each place: whether the right item was put there.
    pub right_places: Vec<bool>,
    /// The grade that suggests.
    pub suggested: Grade,
}

/// Judges an order of `count` items, given as the right places (from 0) of the items in the order they were put.
///
/// Good: all right. Hard: of four or more, just one pair of neighbours swapped. Again: anything else.
#[must_use]
pub fn judge_order(count: usize, given: &[usize]) -> OrderJudgement {
    let right_places: Vec<bool> = (0..count).map(|place| given.get(place) == Some(&place)).collect();
    let off: Vec<usize> = (0..count).filter(|place| !right_places[*place]).collect();
    let suggested = match off[..] {
        _ if given.len() != count => Grade::Again,
        [] => Grade::Good,
        [one, other]
            if count >= LONG_LIST && other == one + 1 && given[one] == other && given[other] == one =>
        {
            Grade::Hard
        }
        _ => Grade::Again,
    };
    OrderJudgement { right_places, suggested }
}

/// The judgement on a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChoiceJudgement {
    /// Whether just the right options were picked.
    pub right: bool,
    /// The grade that suggests.
    pub suggested: Grade,
}

/// Judges a choice: right when all right options are picked (by place from 0) and no other.
#[must_use]
pub fn judge_choice(options: &[Choice], picked: &[usize]) -> ChoiceJudgement {
    let known = picked.iter().all(|place| *place < options.len());
    let right =
        known && options.iter().enumerate().all(|(place, option)| option.right == picked.contains(&place));
    ChoiceJudgement { right, suggested: if right { Grade::Good } else { Grade::Again } }
}
