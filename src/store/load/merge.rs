//! A load under way: the cards that were read against those that are held.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::Transaction;
use uuid::Uuid;

use super::cards::{self, Columns, Held, Home};
use super::files;
use super::link::{self, New, Old};
use super::report::Tally;
use super::{FileStatus, Found, Load, RootRead};
use crate::model::{Card, DeckId, Key, Moment, ReviewKind};
use crate::store::error::Fault;
use crate::store::log::{self, Entry, Note};
use crate::store::rows::Cells;

/// A card of a file that was read, and where it goes.
struct Incoming<'a> {
    card: &'a Card,
    columns: Columns,
    home: Home,
    root: i64,
}

/// A load under way.
pub(super) struct Loading<'a> {
    transaction: &'a Transaction<'a>,
    root_names: HashMap<i64, &'a str>,
    incoming: Vec<Incoming<'a>>,
    /// Files whose cards are now known in full: read without fault, or gone.
    settled: HashSet<i64>,
    /// Decks that any of those files speaks or spoke of, by root.
    decks: BTreeSet<(i64, DeckId)>,
    held: HashMap<Key, Held>,
    tally: Tally,
}

/// A card that came under a key that is not in use.
struct Fresh {
    /// Its place among the incoming.
    incoming: usize,
    /// The card that has the key already, of which nothing is logged: it gives way to an older one.
    own: Option<Held>,
}

impl<'a> Loading<'a> {
    /// Writes the files, and gathers what they bring.
    pub(super) fn of_files(transaction: &'a Transaction<'a>, load: &'a Load) -> Result<Self, Fault> {
        let mut loading = Self {
            transaction,
            root_names: HashMap::new(),
            incoming: Vec::new(),
            settled: HashSet::new(),
            decks: BTreeSet::new(),
            held: HashMap::new(),
            tally: Tally::default(),
        };
        for root in &load.roots {
            loading.take_root(root, load.read_at)?;
        }
        Ok(loading)
    }

    fn take_root(&mut self, read: &'a RootRead, read_at: i64) -> Result<(), Fault> {
        let root = files::root_id(self.transaction, &read.root)?;
        self.root_names.insert(root, &read.root);
        let mut known = files::by_path(files::known(self.transaction, &read.root)?);
        for file in &read.files {
            let before = known.remove(&file.path);
            if matches!(file.found, Found::Unchanged) {
                continue;
            }
            let id = files::remember(self.transaction, root, file, read_at)?;
            if let Found::Deck { info, cards } = &file.found {
                let home = Home { deck: files::deck_id(self.transaction, root, &info.id)?, file: id };
                self.incoming.extend(cards.iter().map(|card| Incoming {
                    card,
                    columns: Columns::of(card),
                    home,
                    root,
                }));
                self.settled.insert(id);
                self.decks.extend(before.and_then(|file| file.deck).map(|deck| (root, deck)));
                self.decks.insert((root, info.id.clone()));
            }
        }
        for lost in known.into_values().filter(|file| read.whole && file.status != FileStatus::Gone) {
            files::mark(self.transaction, lost.id, FileStatus::Gone)?;
            self.settled.insert(lost.id);
            self.decks.extend(lost.deck.map(|deck| (root, deck)));
        }
        Ok(())
    }

    pub(super) fn run(mut self, now: Moment, uuids: &mut dyn FnMut() -> Uuid) -> Result<Tally, Fault> {
        let names: BTreeSet<&DeckId> = self.decks.iter().map(|(_, deck)| deck).collect();
        for deck in names {
            self.held.extend(cards::of_deck(self.transaction, deck)?);
        }
        let fresh = self.take_known()?;
        let gone = self.gone();
        let left = self.link(fresh, &gone, now, uuids)?;
        self.insert(left)?;
        for (root, deck) in &self.decks {
            files::settle_deck(self.transaction, *root, deck)?;
        }
        Ok(self.tally)
    }

    /// Writes the incoming cards whose keys are held, and returns the others.
    fn take_known(&mut self) -> Result<Vec<Fresh>, Fault> {
        let mut fresh = Vec::new();
        for place in 0..self.incoming.len() {
            let incoming = &self.incoming[place];
            match self.held.get(&incoming.card.key).cloned() {
                None => fresh.push(Fresh { incoming: place, own: None }),
                Some(held)
                    if !incoming.card.aka.is_empty() && cards::untouched(self.transaction, held.id)? =>
                {
                    fresh.push(Fresh { incoming: place, own: Some(held) });
                }
                Some(held) => self.refresh(place, &held)?,
            }
        }
        Ok(fresh)
    }

    /// Writes an incoming card over the one that has its key.
    fn refresh(&mut self, place: usize, held: &Held) -> Result<(), Fault> {
        let Incoming { card, columns, home, root } = &self.incoming[place];
        let moved = held.root != *root;
        if moved || held.archived || held.file != home.file || held.content_hash != columns.content_hash {
            cards::update(self.transaction, held.id, *home, card, columns)?;
        }
        if moved && !self.root_names.contains_key(&held.root) {
            files::mark(self.transaction, held.file, FileStatus::Stale)?;
        }
        if !moved && !held.archived && held.text_hash == columns.text_hash {
            return Ok(());
        }
        let root = self.root_name(*root);
        let changes = self.tally.of(&root, &card.key.deck);
        if moved {
            changes.taken_over.push(card.key.clone());
        } else if held.archived {
            changes.returned.push(card.key.clone());
        } else {
            changes.reworded.push(card.key.clone());
        }
        Ok(())
    }

    fn root_name(&self, root: i64) -> String {
        self.root_names.get(&root).map_or_else(String::new, |name| (*name).to_owned())
    }

    /// The cards in use whose file was read, or went, without them.
    fn gone(&self) -> Vec<Held> {
        let written: HashSet<&Key> = self.incoming.iter().map(|incoming| &incoming.card.key).collect();
        let mut gone: Vec<Held> = self
            .held
            .values()
            .filter(|held| {
                !held.archived && self.settled.contains(&held.file) && !written.contains(&held.key)
            })
            .cloned()
            .collect();
        gone.sort_by_key(|held| held.id);
        gone
    }

    /// Lets vanished cards go on under new keys, archives the rest, and returns the new cards without a past.
    fn link(
        &mut self,
        fresh: Vec<Fresh>,
        gone: &[Held],
        now: Moment,
        uuids: &mut dyn FnMut() -> Uuid,
    ) -> Result<Vec<Fresh>, Fault> {
        let mut old = self.candidates(&fresh, gone)?;
        let new: Vec<New<'_>> = fresh.iter().map(|fresh| self.incoming[fresh.incoming].as_new()).collect();
        read_contents(self.transaction, &mut old, &new)?;
        let links = link::link(&old, &new, &refused(self.transaction)?);
        drop(new);

        let mut batch = None;
        let mut linked_old = HashSet::new();
        let mut linked_new = HashSet::new();
        for &(from, to) in &links.pairs {
            let row = self.continue_as(&old[from], &fresh[to], batch, now, uuids)?;
            batch.get_or_insert(row);
            linked_old.insert(old[from].id);
            linked_new.insert(to);
        }
        for held in gone.iter().filter(|held| !linked_old.contains(&held.id)) {
            cards::archive(self.transaction, held.id)?;
            let root = self.root_name(held.root);
            self.tally.of(&root, &held.key.deck).gone.push(held.key.clone());
        }
        for unlinked in links.unlinked {
            let Some(key) = unlinked.new.first() else { continue };
            let place = fresh.iter().find(|fresh| &self.incoming[fresh.incoming].card.key == key);
            let root =
                place.map_or_else(String::new, |fresh| self.root_name(self.incoming[fresh.incoming].root));
            self.tally.of(&root, &key.deck).unlinked.push(unlinked.clone());
        }
        let left = fresh.into_iter().enumerate().filter(|(place, _)| !linked_new.contains(place));
        Ok(left.map(|(_, fresh)| fresh).collect())
    }

    /// The cards that may go on under a new key: those just gone, the archived of the same roots, and former ids.
    fn candidates(&self, fresh: &[Fresh], gone: &[Held]) -> Result<Vec<Old>, Fault> {
        let mut old: Vec<Old> = gone.iter().map(|held| held.as_old(true)).collect();
        if fresh.is_empty() {
            return Ok(old);
        }
        let mut seen: HashSet<i64> = old.iter().map(|old| old.id).collect();
        let own: HashSet<i64> = fresh.iter().filter_map(|fresh| Some(fresh.own.as_ref()?.id)).collect();
        let returned: HashSet<&Key> = self.incoming.iter().map(|incoming| &incoming.card.key).collect();
        let mut add = |held: Held, old: &mut Vec<Old>| {
            if held.archived
                && !own.contains(&held.id)
                && !returned.contains(&held.key)
                && seen.insert(held.id)
            {
                old.push(held.as_old(false));
            }
        };
        for root in self.root_names.keys() {
            for held in cards::archived(self.transaction, *root)? {
                add(held, &mut old);
            }
        }
        for former in fresh.iter().flat_map(|fresh| &self.incoming[fresh.incoming].card.aka) {
            if let Some(held) = cards::of_key(self.transaction, former)? {
                add(held, &mut old);
            }
        }
        Ok(old)
    }

    /// Gives an old card the key, text and home of a new one, and logs it.
    fn continue_as(
        &mut self,
        old: &Old,
        fresh: &Fresh,
        batch: Option<i64>,
        now: Moment,
        uuids: &mut dyn FnMut() -> Uuid,
    ) -> Result<i64, Fault> {
        let Incoming { card, columns, home, root } = &self.incoming[fresh.incoming];
        if let Some(own) = &fresh.own {
            cards::remove_untouched(self.transaction, own.id)?;
        }
        cards::update(self.transaction, old.id, *home, card, columns)?;
        let state = log::read_standing(self.transaction, old.id)?.state;
        let note = Note::Link { old: old.key.to_string(), new: card.key.to_string() };
        let entry =
            Entry { batch, note: Some(&note), ..Entry::of(uuids(), old.id, ReviewKind::Link, now, state) };
        let row = log::append(self.transaction, &entry)?;
        let root = self.root_name(*root);
        self.tally.of(&root, &card.key.deck).linked.push((old.key.clone(), card.key.clone()));
        Ok(row)
    }

    fn insert(&mut self, fresh: Vec<Fresh>) -> Result<(), Fault> {
        for fresh in fresh {
            if let Some(own) = &fresh.own {
                self.refresh(fresh.incoming, own)?;
                continue;
            }
            let Incoming { card, columns, home, root } = &self.incoming[fresh.incoming];
            cards::insert(self.transaction, *home, card, columns)?;
            let root = self.root_name(*root);
            self.tally.of(&root, &card.key.deck).new.push(card.key.clone());
        }
        Ok(())
    }
}

impl Incoming<'_> {
    fn as_new(&self) -> New<'_> {
        New {
            key: &self.card.key,
            root: self.root,
            text_hash: self.columns.text_hash,
            aka: &self.card.aka,
            content: &self.card.content,
        }
    }
}

impl Held {
    fn as_old(&self, just_gone: bool) -> Old {
        let Held { id, root, text_hash, .. } = *self;
        Old { id, key: self.key.clone(), root, text_hash, just_gone, content: None }
    }
}

/// Reads what the vanished cards asked whose entries have new cards.
fn read_contents(transaction: &Transaction<'_>, old: &mut [Old], new: &[New<'_>]) -> Result<(), Fault> {
    let entries: HashSet<String> = new.iter().map(|new| new.key.entry_path()).collect();
    for old in old.iter_mut().filter(|old| old.just_gone && entries.contains(&old.key.entry_path())) {
        old.content = Some(cards::content(transaction, old.id)?);
    }
    Ok(())
}

/// Links that the learner took back: never made again.
fn refused(transaction: &Transaction<'_>) -> Result<HashSet<(Key, Key)>, Fault> {
    let mut statement = transaction.prepare_cached(
        "SELECT links.seq, links.note FROM reviews AS links
         WHERE links.kind = 'link' AND EXISTS (SELECT 1 FROM reviews AS undos WHERE undos.undoes = links.seq)",
    )?;
    let mut rows = statement.query([])?;
    let mut refused = HashSet::new();
    while let Some(row) = rows.next()? {
        let pair = Cells::of(row, "reviews")?.read(1, |json| match Note::read(json)? {
            Note::Link { old, new } => Some((old.parse().ok()?, new.parse().ok()?)),
            Note::Bury { .. } | Note::Flag { .. } | Note::Redate { .. } => None,
        })?;
        refused.insert(pair);
    }
    Ok(refused)
}
