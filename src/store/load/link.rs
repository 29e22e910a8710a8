//! Which vanished card goes on as which new one. Pure: it only names pairs.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::report::Unlinked;
use crate::model::{Content, DeckId, EntryId, Key, SideId};

/// A card that went: vanished just now, or archived before.
#[derive(Debug, Clone)]
pub(super) struct Old {
    pub(super) id: i64,
    pub(super) key: Key,
    pub(super) root: i64,
    pub(super) text_hash: i64,
    /// Whether it vanished in this very load.
    pub(super) just_gone: bool,
    /// What it asked; read for cards whose entry has new cards.
    pub(super) content: Option<Content>,
}

/// A card that came.
#[derive(Debug, Clone)]
pub(super) struct New<'a> {
    pub(super) key: &'a Key,
    pub(super) root: i64,
    pub(super) text_hash: i64,
    pub(super) aka: &'a [Key],
    pub(super) content: &'a Content,
}

/// Pairs of (place among the old, place among the new).
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Links {
    pub(super) pairs: Vec<(usize, usize)>,
    pub(super) unlinked: Vec<Unlinked>,
}

/// Finds the pairs: by former ids, within a cloze, by equal text; pairs in `refused` are left apart.
pub(super) fn link(old: &[Old], new: &[New<'_>], refused: &HashSet<(Key, Key)>) -> Links {
    let mut matching = Matching { old, new, refused, taken: HashMap::new(), given: HashSet::new() };
    matching.by_former_ids();
    matching.within_entries();
    matching.by_text();
    let unlinked = matching.left_in_entries();
    let mut pairs: Vec<(usize, usize)> = matching.taken.into_iter().map(|(new, old)| (old, new)).collect();
    pairs.sort_by_key(|&(_, new)| new);
    Links { pairs, unlinked }
}

/// Places among the old, and among the new.
type OldAndNew = (Vec<usize>, Vec<usize>);

struct Matching<'a> {
    old: &'a [Old],
    new: &'a [New<'a>],
    refused: &'a HashSet<(Key, Key)>,
    /// New to old.
    taken: HashMap<usize, usize>,
    /// The old that are spoken for.
    given: HashSet<usize>,
}

impl Matching<'_> {
    fn pair(&mut self, old: usize, new: usize) {
        let refused = self.refused.contains(&(self.old[old].key.clone(), self.new[new].key.clone()));
        if !refused && !self.given.contains(&old) && !self.taken.contains_key(&new) {
            self.given.insert(old);
            self.taken.insert(new, old);
        }
    }

    fn by_former_ids(&mut self) {
        let places: HashMap<&Key, usize> =
            self.old.iter().enumerate().map(|(place, old)| (&old.key, place)).collect();
        for (place, new) in self.new.iter().enumerate() {
            if let Some(&old) = new.aka.iter().find_map(|former| places.get(former)) {
                self.pair(old, place);
            }
        }
    }

    fn by_text(&mut self) {
        for just_gone in [true, false] {
            let mut groups: HashMap<(i64, i64), OldAndNew> = HashMap::new();
            for (place, old) in self.old.iter().enumerate() {
                if old.just_gone == just_gone && !self.given.contains(&place) {
                    groups.entry((old.root, old.text_hash)).or_default().0.push(place);
                }
            }
            for (place, new) in self.new.iter().enumerate() {
                if let Some((old, new_places)) = groups.get_mut(&(new.root, new.text_hash))
                    && !old.is_empty()
                    && !self.taken.contains_key(&place)
                {
                    new_places.push(place);
                }
            }
            for (old, new) in groups.into_values() {
                self.pair_unambiguous(&old, &new);
            }
        }
    }

    /// Cards of one text: paired where there is one of each, else where a deck has one of each.
    fn pair_unambiguous(&mut self, old: &[usize], new: &[usize]) {
        if let ([old], [new]) = (old, new) {
            self.pair(*old, *new);
            return;
        }
        for &place in new {
            let deck = &self.new[place].key.deck;
            let same = |other: &&usize| &self.old[**other].key.deck == deck;
            let rivals = new.iter().filter(|other| &self.new[**other].key.deck == deck).count();
            let matches: Vec<usize> = old.iter().filter(same).copied().collect();
            if let ([one], 1) = (&matches[..], rivals) {
                self.pair(*one, place);
            }
        }
    }

    /// Entries that lost cards just now and got others: the places of both.
    fn entries(&self) -> Vec<OldAndNew> {
        let mut entries: BTreeMap<(i64, &DeckId, &EntryId), OldAndNew> = BTreeMap::new();
        for (place, old) in self.old.iter().enumerate() {
            if old.just_gone && !self.given.contains(&place) {
                entries.entry((old.root, &old.key.deck, &old.key.entry)).or_default().0.push(place);
            }
        }
        for (place, new) in self.new.iter().enumerate() {
            let entry = (new.root, &new.key.deck, &new.key.entry);
            if let Some((_, new_places)) = entries.get_mut(&entry)
                && !self.taken.contains_key(&place)
            {
                new_places.push(place);
            }
        }
        entries.into_values().filter(|(old, new)| !old.is_empty() && !new.is_empty()).collect()
    }

    /// Blanks of one cloze: by their words; then, when their number is the same as before, by place.
    fn within_entries(&mut self) {
        for (old, new) in self.entries() {
            let old: Vec<(usize, BlankOf<'_>)> = old
                .into_iter()
                .filter_map(|place| Some((place, BlankOf::of(self.old[place].content.as_ref()?)?)))
                .collect();
            let new: Vec<(usize, BlankOf<'_>)> = new
                .into_iter()
                .filter_map(|place| Some((place, BlankOf::of(self.new[place].content)?)))
                .collect();
            for (old_place, old) in &old {
                let mut same = new.iter().filter(|(_, new)| new.words == old.words);
                if let (Some((new_place, _)), None) = (same.next(), same.next()) {
                    self.pair(*old_place, *new_place);
                }
            }
            for (old_place, old) in &old {
                let same = new.iter().find(|(_, new)| new.place == old.place && new.count == old.count);
                if let Some((new_place, _)) = same {
                    self.pair(*old_place, *new_place);
                }
            }
        }
    }

    fn left_in_entries(&self) -> Vec<Unlinked> {
        self.entries()
            .into_iter()
            .map(|(old, new)| Unlinked {
                gone: old.into_iter().map(|place| self.old[place].key.clone()).collect(),
                new: new.into_iter().map(|place| self.new[place].key.clone()).collect(),
            })
            .collect()
    }
}

/// A blank within its cloze.
struct BlankOf<'a> {
    words: &'a str,
    /// Its place among the blanks, from 0.
    place: usize,
    /// How many blanks the cloze has.
    count: usize,
}

impl<'a> BlankOf<'a> {
    fn of(content: &'a Content) -> Option<Self> {
        let Content::Cloze { text, blank, .. } = content else { return None };
        let names: Vec<&SideId> = text.names();
        let place = names.iter().position(|name| *name == blank)?;
        Some(Self { words: &text.blank(blank)?.text, place, count: names.len() })
    }
}
