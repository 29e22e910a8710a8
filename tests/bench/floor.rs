//! The same work with nothing around it: what no program of this make can beat.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;

use rusqlite::{Connection, params};
use serde::Deserialize;

#[derive(Deserialize)]
struct Deck {
    id: String,
    card: std::collections::BTreeMap<String, Card>,
}

#[derive(Deserialize)]
struct Card {
    q: String,
    a: String,
    why: String,
    tags: Vec<String>,
    objective: String,
    source: String,
}

fn connect(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;").unwrap();
    connection
}

/// Parses every deck and inserts every card, in one transaction.
pub fn import(decks: &Path, path: &Path) {
    let mut connection = connect(path);
    let transaction = connection.transaction().unwrap();
    transaction
        .execute_batch(
            "CREATE TABLE cards (id INTEGER PRIMARY KEY, key TEXT UNIQUE, q TEXT, a TEXT, why TEXT, tags TEXT, \
             objective TEXT, source TEXT, due INTEGER, interval INTEGER, ease INTEGER) STRICT; \
             CREATE INDEX due ON cards (due); \
             CREATE TABLE reviews (seq INTEGER PRIMARY KEY, card INTEGER, at INTEGER, grade INTEGER, interval INTEGER) STRICT;",
        )
        .unwrap();
    {
        let sql = "INSERT INTO cards (key, q, a, why, tags, objective, source, due, interval, ease) \
                   VALUES (?, ?, ?, ?, ?, ?, ?, NULL, 0, 2500)";
        let mut insert = transaction.prepare(sql).unwrap();
        for entry in fs::read_dir(decks).unwrap() {
            let deck: Deck = toml::from_str(&fs::read_to_string(entry.unwrap().path()).unwrap()).unwrap();
            for (id, card) in deck.card {
                let key = format!("{}/{id}", deck.id);
                let tags = card.tags.join(",");
                insert
                    .execute(params![key, card.q, card.a, card.why, tags, card.objective, card.source])
                    .unwrap();
            }
        }
    }
    transaction.commit().unwrap();
}

/// Lists the files and asks for their sizes and times.
pub fn walk(decks: &Path) -> u64 {
    fs::read_dir(decks).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len()).sum()
}

/// Grades in bare SQLite: read, update, append, commit.
pub struct Reviews(Connection);

impl Reviews {
    pub fn open(path: &Path) -> Self {
        Self(connect(path))
    }

    pub fn grade(&mut self, card: i64) {
        let transaction = self.0.transaction().unwrap();
        let next: i64 = transaction
            .prepare_cached("SELECT ease FROM cards WHERE id = ?")
            .unwrap()
            .query_row([card], |row| row.get(0))
            .unwrap();
        transaction
            .prepare_cached("UPDATE cards SET due = 20000, interval = 4, ease = ? WHERE id = ?")
            .unwrap()
            .execute([next, card])
            .unwrap();
        transaction
            .prepare_cached("INSERT INTO reviews (card, at, grade, interval) VALUES (?, 0, 4, 4)")
            .unwrap()
            .execute([card])
            .unwrap();
        transaction.commit().unwrap();
    }
}

/// One page appended and synced.
pub struct Sync(File);

impl Sync {
    pub fn open(path: &Path) -> Self {
        Self(OpenOptions::new().create(true).append(true).open(path).unwrap())
    }

    pub fn append(&mut self) {
        self.0.write_all(&[7; 16 * 1024]).unwrap();
        self.0.sync_data().unwrap();
    }
}
