//! Timings beside their bare floor, in the same run: `cargo bench`, or `cargo bench -- 100000` for that many cards.
//! `cargo bench -- simulate` instead tells what exam plans are worth to learners who do not exist; a number behind it
//! says how many a row.
//!
//! Each figure is a median; what counts is its ratio to the floor, which does the same work with nothing around it.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a program of its own that measures and tells")]
#![expect(clippy::disallowed_methods, reason = "it measures time")]

mod floor;
mod simulate;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use memoire::app::load::{Clock, folder_root, load};
use memoire::app::study::plan_day;
use memoire::model::{Grade, Moment, ReviewKind, Timestamp};
use memoire::schedule::{Params, Rollover, moment, next_states};
use memoire::session::{Limit, NewOrder, Next, Rules};
use memoire::store::{Access, GradeRequest, Store, Written};
use uuid::Uuid;

/// Rounds of each timing but the first load.
const ROUNDS: usize = 11;
/// Cards a file.
const FILE: usize = 1000;

/// Learners a row of the simulation.
const LEARNERS: u64 = 12;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = words.iter().find_map(|word| word.parse().ok());
    if words.iter().any(|word| word == "simulate") {
        print!("{}", simulate::table(number.map_or(LEARNERS, |learners| learners as u64)));
        return;
    }
    let cards = number.unwrap_or(10_000);
    let folder = tempfile::tempdir().unwrap();
    let decks = folder.path().join("decks");
    write_decks(&decks, cards);
    println!("{cards} cards in {} files", cards.div_ceil(FILE));
    println!("{:<34}{:>12}{:>12}{:>9}", "", "memoire", "floor", "ratio");
    let path = folder.path().join("progress.db");
    first_load(&decks, &path, folder.path());
    unchanged_reload(&decks, &path);
    grade_to_next_card(&decks, &path, folder.path());
}

/// Decks of about 325 bytes a card.
fn write_decks(folder: &Path, cards: usize) {
    fs::create_dir_all(folder).unwrap();
    for file in 0..cards.div_ceil(FILE) {
        let mut text = format!("format = 1\nid = \"deck{file}\"\ntitle = \"Deck {file}\"\n");
        for card in file * FILE..((file + 1) * FILE).min(cards) {
            write!(
                text,
                "\n[card.c{card}]\nq = \"Which office of the {card}th district keeps the register of its staff?\"\n\
                 a = \"Office {card}\"\nwhy = \"Each district has one such office, numbered as the district is.\"\n\
                 tags = [\"district\", \"register\"]\nobjective = \"LO {}\"\nsource = \"Handbook, para {card}\"\n",
                card % 9 + 1
            )
            .unwrap();
        }
        fs::write(folder.join(format!("deck{file}.toml")), text).unwrap();
    }
}

fn first_load(decks: &Path, path: &Path, scratch: &Path) {
    let time = timed(|| load_all(&mut Store::open(path, Access::Write).unwrap(), decks));
    let floor = timed(|| floor::import(decks, &scratch.join("floor.db")));
    tell("first load", &[time], &[floor]);
}

fn unchanged_reload(decks: &Path, path: &Path) {
    // A file is read again while it is not clearly older than its last reading.
    std::thread::sleep(Duration::from_millis(2100));
    load_all(&mut Store::open(path, Access::Write).unwrap(), decks);
    let mut store = Store::open(path, Access::Write).unwrap();
    let (mut times, mut floors) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        times.push(timed(|| load_all(&mut store, decks)));
        floors.push(timed(|| floor::walk(decks)));
    }
    tell("unchanged reload, files only", &times, &floors);
}

fn grade_to_next_card(decks: &Path, path: &Path, scratch: &Path) {
    let mut store = Store::open(path, Access::Write).unwrap();
    let roots = [folder_root(decks).id];
    let params = Params::default();
    let limit = Limit { new: 10_000, reviews: 10_000 };
    let rules = Rules {
        shared: limit,
        own: Default::default(),
        new_order: NewOrder::Mixed,
        bury_siblings: true,
        bury_own: Default::default(),
        hold_new: true,
        ahead: 0,
    };
    let plan = || now();
    let planned = timed(|| {
        plan_day(&store, &roots, None, &rules, &|_| Params::default(), plan()).unwrap();
    });
    tell("plan of the day", &[planned], &[]);
    let mut queue = plan_day(&store, &roots, None, &rules, &|_| Params::default(), now()).unwrap();
    let mut floor = floor::Reviews::open(&scratch.join("floor.db"));
    let mut sync = floor::Sync::open(&scratch.join("sync"));
    let (mut times, mut floors, mut syncs) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..300u128 {
        let Next::Card(card) = queue.next(now()) else { break };
        let record = store.card(card.id).unwrap();
        times.push(timed(|| {
            let now = now();
            let after = next_states(&record.state, &params, now, None)[Grade::Easy.index()];
            let request = GradeRequest {
                card: card.id,
                kind: ReviewKind::Grade,
                grade: Grade::Easy,
                expected: record.state,
                after,
                millis: Some(900),
                fuzz: None,
                params: &params,
                now,
                uuid: Uuid::from_u128(round),
            };
            assert!(matches!(store.write_grade(&request).unwrap(), Written::Saved { .. }));
            queue.graded(card.id, after, 1, now);
            if let Next::Card(next) = queue.next(now) {
                store.card(next.id).unwrap();
            }
        }));
        floors.push(timed(|| floor.grade(i64::try_from(round).unwrap() + 1)));
        syncs.push(timed(|| sync.append()));
    }
    tell("grade to next card, bare SQLite", &times, &floors);
    tell("grade to next card, one raw sync", &times, &syncs);
}

fn load_all(store: &mut Store, decks: &Path) {
    let clock = Clock { real: SystemTime::now(), study: now() };
    let mut drawn = 0;
    load(store, &[folder_root(decks)], clock, &mut || {
        drawn += 1;
        Uuid::from_u128(u128::MAX - drawn)
    })
    .unwrap();
}

fn now() -> Moment {
    moment(Timestamp::from_unix(1_790_000_000), &chrono::Utc, Rollover::default())
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(times: &[Duration]) -> Option<Duration> {
    let mut times = times.to_vec();
    times.sort();
    times.get(times.len() / 2).copied()
}

fn tell(what: &str, times: &[Duration], floors: &[Duration]) {
    let millis = |time: Duration| format!("{:.3} ms", time.as_secs_f64() * 1000.0);
    let (time, floor) = (median(times).unwrap(), median(floors));
    let ratio =
        floor.map_or(String::new(), |floor| format!("{:.2}", time.as_secs_f64() / floor.as_secs_f64()));
    println!("{what:<34}{:>12}{:>12}{ratio:>9}", millis(time), floor.map_or(String::new(), millis));
}
