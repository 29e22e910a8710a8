//! Tests of the room as a whole, in memory where they can be.

mod grades;
mod habits;
mod leaves;
mod links;
mod loading;
mod opening;
mod replay;

use uuid::Uuid;

use super::{FileRead, Found, GradeRequest, Load, LoadReport, RootRead, Store, Wanted, Written};
use crate::model::{Card, CardId, Content, Day, DeckInfo, Grade, Key, Moment, ReviewKind, Timestamp};
use crate::schedule::{Params, Variant, fuzz, next_states};

pub(super) const ROOT: &str = "/decks";

/// Ten in the morning of a study day that ends at four.
pub(super) fn moment(day: i64) -> Moment {
    Moment {
        at: Timestamp::from_unix(day * 86_400 + 10 * 3600),
        day: Day::from_epoch(day),
        to_rollover: 18 * 3600,
        offset: 0,
    }
}

pub(super) fn key(text: &str) -> Key {
    text.parse().unwrap()
}

/// UUIDs that count up.
pub(super) struct Uuids(u128);

impl Uuids {
    pub(super) fn new() -> Self {
        Self(0)
    }

    pub(super) fn next(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::from_u128(self.0)
    }
}

/// A store with what a test does to it.
pub(super) struct Desk {
    pub(super) store: Store,
    pub(super) uuids: Uuids,
    /// What answers are computed with.
    pub(super) params: Params,
    stamp: i64,
}

impl Desk {
    pub(super) fn new() -> Self {
        Self::over(Store::in_memory().unwrap())
    }

    pub(super) fn over(store: Store) -> Self {
        Self { store, uuids: Uuids::new(), params: Params::default(), stamp: 0 }
    }

    /// Loads the files, each a path and a deck in TOML, as the whole of a root.
    pub(super) fn load_root(&mut self, root: &str, files: &[(&str, &str)]) -> LoadReport {
        let load = RootRead {
            root: root.to_owned(),
            whole: true,
            files: files.iter().map(|(path, text)| self.file(path, text)).collect(),
        };
        self.load(vec![load])
    }

    pub(super) fn load(&mut self, roots: Vec<RootRead>) -> LoadReport {
        let load = Load { roots, read_at: self.stamp };
        let uuids = &mut self.uuids;
        self.store.apply(&load, moment(100), &mut || uuids.next()).unwrap()
    }

    pub(super) fn file(&mut self, path: &str, text: &str) -> FileRead {
        self.stamp += 1;
        let parsed = crate::deck::parse(path, text);
        let deck = parsed.deck.unwrap_or_else(|| panic!("{:?}", parsed.diagnostics));
        FileRead {
            path: path.to_owned(),
            size: text.len() as u64,
            mtime_ns: self.stamp,
            hash: *blake3::hash(text.as_bytes()).as_bytes(),
            found: Found::Deck { info: deck.info, cards: deck.cards },
        }
    }

    /// Loads one deck with these lines under its head.
    pub(super) fn deck(&mut self, body: &str) -> LoadReport {
        self.load_root(ROOT, &[("d.toml", &deck_text(body))])
    }

    pub(super) fn id(&self, text: &str) -> CardId {
        self.store.card_by_key(&key(text)).unwrap().unwrap().id
    }

    pub(super) fn grade(&mut self, card: &str, grade: Grade, day: i64) -> i64 {
        let id = self.id(card);
        self.answer(id, ReviewKind::Grade, grade, moment(day))
    }

    pub(super) fn answer(&mut self, card: CardId, kind: ReviewKind, grade: Grade, now: Moment) -> i64 {
        let record = self.store.card(card).unwrap();
        let drawn = Some(fuzz(&record.born_key, record.grades));
        let params = self.params.clone();
        let request = GradeRequest {
            card,
            kind,
            grade,
            expected: record.state,
            after: next_states(&record.state, &params, now, drawn)[grade.index()],
            millis: Some(1500),
            fuzz: drawn,
            params: &params,
            now,
            uuid: self.uuids.next(),
        };
        match self.store.write_grade(&request).unwrap() {
            Written::Saved { seq } => seq,
            Written::Overtaken(state) => panic!("overtaken: {state:?}"),
        }
    }

    /// Has all cards of the first deck made by the variant.
    pub(super) fn switch(&mut self, variant: Variant, day: i64) -> Vec<super::Switched> {
        self.params.variant = variant;
        let deck = self.store.decks(&roots()).unwrap()[0].number;
        let params = self.params.clone();
        let uuids = &mut self.uuids;
        let wishes = [super::Wish { deck, params: &params }];
        self.store.switch(&wishes, moment(day), &mut || uuids.next(), true).unwrap()
    }

    /// Gives rows the time of another day.
    pub(super) fn redate(&mut self, rows: &[(i64, i64)], day: i64) -> Vec<super::Redated> {
        let redates: Vec<super::Redate> =
            rows.iter().map(|&(seq, day)| super::Redate { seq, moment: moment(day) }).collect();
        let uuids = &mut self.uuids;
        self.store.redate(&redates, moment(day), &mut || uuids.next(), true).unwrap()
    }

    pub(super) fn undo_in_session(&mut self, day: i64) -> Option<super::Undone> {
        let uuids = &mut self.uuids;
        self.store.undo_in_session(&roots(), moment(day), &mut || uuids.next()).unwrap()
    }

    /// Every column of the card table and of what is read beside it.
    pub(super) fn tables(&self) -> Vec<String> {
        let connection = &self.store.connection;
        ["cards", "texts", "redates"]
            .into_iter()
            .flat_map(|table| {
                let list = "SELECT group_concat('quote(' || name || ')', '||') FROM pragma_table_info(?)";
                let columns: String = connection.query_row(list, [table], |row| row.get(0)).unwrap();
                let sql = format!("SELECT {columns} FROM {table} ORDER BY rowid");
                let mut statement = connection.prepare(&sql).unwrap();
                let rows = statement.query_map([], |row| row.get(0)).unwrap();
                rows.collect::<Result<Vec<String>, _>>().unwrap()
            })
            .collect()
    }

    pub(super) fn act(&mut self, cards: &[CardId], action: &super::Action, day: i64) -> usize {
        let uuids = &mut self.uuids;
        self.store.act(cards, action, moment(day), &mut || uuids.next()).unwrap()
    }

    pub(super) fn undo(&mut self, day: i64) -> Option<super::Undone> {
        let uuids = &mut self.uuids;
        self.store.undo(&roots(), moment(day), &mut || uuids.next()).unwrap()
    }

    pub(super) fn offered(&self, day: i64) -> Vec<String> {
        let wanted = Wanted { now: moment(day), ahead: 0, new: 100, only: None };
        let found = self.store.candidates(&roots(), &wanted).unwrap();
        found.iter().map(|one| self.store.card(one.id).unwrap().card.key.to_string()).collect()
    }
}

pub(super) fn roots() -> Vec<String> {
    vec![ROOT.to_owned()]
}

pub(super) fn deck_text(body: &str) -> String {
    format!("format = 1\nid = \"d\"\n{body}\n")
}

/// A basic card of deck `d`, without a file.
pub(super) fn basic(name: &str, question: &str, answer: &str) -> Card {
    Card {
        key: key(&format!("d/{name}")),
        content: Content::Basic { question: question.to_owned(), answer: answer.to_owned() },
        why: None,
        hint: None,
        tags: Vec::new(),
        objective: None,
        source: None,
        aka: Vec::new(),
        group: None,
        place: crate::model::FileLine { file: String::new(), line: 1 },
        position: 0,
    }
}

pub(super) fn info(name: &str) -> DeckInfo {
    DeckInfo {
        id: name.parse().unwrap(),
        title: name.to_owned(),
        document: None,
        url: None,
        study: true,
        objectives: Vec::new(),
    }
}
