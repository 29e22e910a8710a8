//! How cards that give each other away are kept apart: siblings, and cards with the same answer.
//!
//! A rule that only looks back lets such cards bunch up at the end of the day, when no other is left to stand between
//! them. So each pick looks ahead: a card may come next only when the rest can still be laid out well after it.

use std::collections::HashMap;

use crate::model::CardId;

/// Cards that give each other away are kept this many cards apart while others are at hand: about as many as a
/// short-term memory holds.
pub(super) const APART: usize = 5;
/// Of more cards than this, a rule of thumb decides: laying them all out for each pick would be felt.
const LAID_OUT: usize = 300;

/// What makes cards give each other away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kin {
    /// The card.
    pub id: CardId,
    /// FNV-1a-64 of `deck/entry`: what siblings share.
    pub entry: u64,
    /// FNV-1a-64 of the normalised first answer; 0: none.
    pub answer: u64,
}

impl Kin {
    fn gives_away(self, other: Self) -> bool {
        self.id != other.id
            && (self.entry == other.entry || (self.answer != 0 && self.answer == other.answer))
    }

    /// How many cards were shown since one that gives this one away; at most [`APART`].
    fn gap(self, shown: &[Self]) -> usize {
        let recent = shown.iter().rev().take(APART);
        recent.into_iter().position(|shown| shown.gives_away(self)).unwrap_or(APART)
    }
}

/// Which of these cards comes next: the first that keeps its distance and lets the rest keep theirs.
///
/// The distance is [`APART`], or the greatest below that can be kept to the end. `shown` are the cards shown before,
/// the last one last.
pub(super) fn pick(ready: &[Kin], shown: &[Kin]) -> Option<usize> {
    let layout = Layout::new(ready, shown);
    if ready.len() > LAID_OUT {
        return layout.by_thumb();
    }
    (1..=APART).rev().find_map(|apart| layout.first_at(apart)).or_else(|| layout.farthest())
}

/// Cards that are alike in all that counts here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Class {
    /// The groups of cards giving each other away that it is in, of siblings and of one answer.
    groups: [Option<usize>; 2],
    /// How many cards were shown since one that gives it away.
    gap: usize,
}

/// The cards still to be laid out.
struct Layout {
    /// The class of each card, in the order they would come.
    cards: Vec<usize>,
    classes: Vec<Class>,
    /// How many cards there are of each class.
    counts: Vec<usize>,
    /// How many cards there are in each group.
    sizes: Vec<usize>,
}

impl Layout {
    fn new(ready: &[Kin], shown: &[Kin]) -> Self {
        let mut sizes = Vec::new();
        let siblings = groups(ready.iter().map(|card| Some(card.entry)), &mut sizes);
        let answers =
            groups(ready.iter().map(|card| Some(card.answer).filter(|hash| *hash != 0)), &mut sizes);
        let mut layout = Self { cards: Vec::new(), classes: Vec::new(), counts: Vec::new(), sizes };
        let mut known = HashMap::new();
        for ((card, siblings), answers) in ready.iter().zip(siblings).zip(answers) {
            let class = Class { groups: [siblings, answers], gap: card.gap(shown) };
            let number = *known.entry(class).or_insert_with(|| {
                layout.classes.push(class);
                layout.counts.push(0);
                layout.classes.len() - 1
            });
            layout.counts[number] += 1;
            layout.cards.push(number);
        }
        layout
    }

    /// The first card that is `apart` from those shown and lets the rest be laid out at that distance; of several
    /// distances it keeps itself, the greatest.
    fn first_at(&self, apart: usize) -> Option<usize> {
        if !self.can_follow(None, apart) {
            return None;
        }
        let mut fits: Vec<Option<bool>> = vec![None; self.classes.len()];
        for gap in (apart..=APART).rev() {
            for (place, &class) in self.cards.iter().enumerate() {
                if self.classes[class].gap == gap
                    && *fits[class].get_or_insert_with(|| self.can_follow(Some(class), apart))
                {
                    return Some(place);
                }
            }
        }
        None
    }

    /// Whether all cards can be laid out at that distance, one of class `first` coming first, if given.
    ///
    /// Each place goes to a card of the largest group that may stand there. For groups that share no card that finds
    /// a layout whenever there is one: handing an earlier place to a smaller group never makes room for a larger one.
    fn can_follow(&self, first: Option<usize>, apart: usize) -> bool {
        let mut counts = self.counts.clone();
        let mut sizes = self.sizes.clone();
        let mut free_from = vec![0; sizes.len()];
        for place in 0..self.cards.len() {
            let may_stand = |class: usize| {
                let Class { groups, gap } = self.classes[class];
                counts[class] > 0
                    && gap + place >= apart
                    && groups.into_iter().flatten().all(|group| free_from[group] <= place)
            };
            let next = match first.filter(|_| place == 0) {
                Some(first) => Some(first).filter(|first| may_stand(*first)),
                None => (0..self.classes.len())
                    .filter(|class| may_stand(*class))
                    .max_by_key(|class| self.weight(*class, &sizes)),
            };
            let Some(class) = next else { return false };
            counts[class] -= 1;
            for group in self.classes[class].groups.into_iter().flatten() {
                sizes[group] -= 1;
                free_from[group] = place + apart + 1;
            }
        }
        true
    }

    /// How pressing a class is: the size of its larger group, then that of the other.
    fn weight(&self, class: usize, sizes: &[usize]) -> (usize, usize) {
        let [one, other] = self.classes[class].groups.map(|group| group.map_or(0, |group| sizes[group]));
        (one.max(other), one.min(other))
    }

    /// Where nothing can be kept apart to the end: the first of those farthest from their like.
    fn farthest(&self) -> Option<usize> {
        let gap = |place: &usize| self.classes[self.cards[*place]].gap;
        (0..self.cards.len()).rev().max_by_key(gap)
    }

    /// Of very many cards: a card of a group that must begin now to end in time, else the first that keeps its
    /// distance.
    fn by_thumb(&self) -> Option<usize> {
        let urgent = |class: usize| {
            let size = self.weight(class, &self.sizes).0;
            size > 1 && (size - 1) * (APART + 1) + 1 + LAID_OUT / 2 >= self.cards.len()
        };
        let apart = |class: usize| self.classes[class].gap == APART;
        let first = |fits: &dyn Fn(usize) -> bool| self.cards.iter().position(|class| fits(*class));
        first(&|class| apart(class) && urgent(class)).or_else(|| first(&apart)).or_else(|| self.farthest())
    }
}

/// The number of the group of each value that stands there more than once; the sizes of the groups are added.
fn groups(values: impl Iterator<Item = Option<u64>> + Clone, sizes: &mut Vec<usize>) -> Vec<Option<usize>> {
    let mut counts: HashMap<u64, usize> = HashMap::new();
    values.clone().flatten().for_each(|value| *counts.entry(value).or_default() += 1);
    let mut numbers = HashMap::new();
    let mut number = |value: u64| {
        let size = counts.get(&value).copied().filter(|size| *size > 1)?;
        Some(*numbers.entry(value).or_insert_with(|| {
            sizes.push(size);
            sizes.len() - 1
        }))
    };
    values.map(|value| value.and_then(&mut number)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kin(specs: &[(u64, u64)]) -> Vec<Kin> {
        specs.iter().zip(0..).map(|(&(entry, answer), id)| Kin { id: CardId(id), entry, answer }).collect()
    }

    /// The cards in the order in which they are picked.
    fn laid_out(mut ready: Vec<Kin>) -> Vec<Kin> {
        let mut shown = Vec::new();
        while let Some(place) = pick(&ready, &shown) {
            shown.push(ready.remove(place));
        }
        shown
    }

    /// The least distance between two cards that give each other away.
    fn least_gap(shown: &[Kin]) -> usize {
        (0..shown.len()).map(|place| shown[place].gap(&shown[..place])).min().unwrap_or(APART)
    }

    /// The greatest least distance of any order.
    fn best_gap(ready: &[Kin]) -> usize {
        fn can(left: &mut Vec<Kin>, shown: &mut Vec<Kin>, apart: usize) -> bool {
            if left.is_empty() {
                return true;
            }
            (0..left.len()).any(|place| {
                if left[place].gap(shown) < apart {
                    return false;
                }
                let card = left.remove(place);
                shown.push(card);
                let found = can(left, shown, apart);
                shown.pop();
                left.insert(place, card);
                found
            })
        }
        (0..=APART).rev().find(|apart| can(&mut ready.to_vec(), &mut Vec::new(), *apart)).unwrap()
    }

    #[test]
    fn four_of_one_answer_stand_five_apart_though_they_come_last() {
        let mut specs: Vec<(u64, u64)> = (0..15).map(|entry| (entry, 0)).collect();
        specs.extend((15..19).map(|entry| (entry, 7)));
        let shown = laid_out(kin(&specs));
        assert_eq!(least_gap(&shown), APART);
        assert_eq!(shown.iter().map(|card| card.entry).collect::<Vec<_>>()[..2], [15, 0]);
    }

    #[test]
    fn the_order_is_left_alone_where_nothing_presses() {
        let mut specs: Vec<(u64, u64)> = (0..30).map(|entry| (entry, 0)).collect();
        specs[3].1 = 7;
        specs[20].1 = 7;
        let shown = laid_out(kin(&specs));
        assert!(shown.iter().map(|card| card.entry).eq(0..30));
    }

    #[test]
    fn a_pair_keeps_its_distance_beside_a_group_that_cannot() {
        let mut specs: Vec<(u64, u64)> = (0..6).map(|entry| (entry, 1)).collect();
        specs.extend([(6, 2), (7, 2), (8, 0), (9, 0)]);
        let shown = laid_out(kin(&specs));
        let places: Vec<usize> = (0..shown.len()).filter(|place| shown[*place].answer == 2).collect();
        assert!(places[1] - places[0] > 3, "{shown:?}");
    }

    #[test]
    fn very_many_cards_are_kept_apart_too() {
        let specs: Vec<(u64, u64)> =
            (0..900).map(|card| (card / 2, if card > 820 { 5 } else { 0 })).collect();
        assert_eq!(least_gap(&laid_out(kin(&specs))), APART);
    }

    proptest! {
        /// Groups that share no card: what can be kept apart is, exactly.
        #[test]
        fn cards_of_one_answer_are_as_far_apart_as_can_be(answers in prop::collection::vec(0..4u64, 0..9)) {
            let specs: Vec<(u64, u64)> = answers.into_iter().zip(100..).map(|(answer, entry)| (entry, answer)).collect();
            let cards = kin(&specs);
            prop_assert_eq!(least_gap(&laid_out(cards.clone())), best_gap(&cards));
        }

        /// A day with an arrangement at full distance gets one, wherever its cards stand at first.
        #[test]
        fn full_distance_is_found_where_it_exists(
            groups in prop::collection::vec(1..6usize, 1..8), order in any::<u64>(),
        ) {
            // A layout at full distance, built place by place; single cards fill what is left.
            let mut slots: Vec<Option<u64>> = Vec::new();
            for (size, answer) in groups.into_iter().zip(1..) {
                for turn in 0..size {
                    let mut place = turn * (APART + 1);
                    let near = |slots: &[Option<u64>], place: usize| (place.saturating_sub(APART)..=place + APART)
                        .any(|at| slots.get(at).copied().flatten() == Some(answer));
                    while slots.get(place).is_some_and(Option::is_some) || near(&slots, place) {
                        place += 1;
                    }
                    if slots.len() <= place {
                        slots.resize(place + 1, None);
                    }
                    slots[place] = Some(answer);
                }
            }
            let mut specs: Vec<(u64, u64)> =
                slots.into_iter().zip(100..).map(|(answer, entry)| (entry, answer.unwrap_or(0))).collect();
            specs.sort_by_key(|(entry, _)| entry.wrapping_mul(order | 1));
            let cards = kin(&specs);
            prop_assert_eq!(least_gap(&laid_out(cards)), APART);
        }

        /// Siblings and answers at once: within one of the best.
        #[test]
        fn siblings_with_answers_in_common_are_nearly_as_far_apart_as_can_be(
            specs in prop::collection::vec((0..4u64, 0..4u64), 0..8),
        ) {
            let cards = kin(&specs);
            let (found, best) = (least_gap(&laid_out(cards.clone())), best_gap(&cards));
            prop_assert!(found + 1 >= best, "{} of {}", found, best);
        }
    }
}
