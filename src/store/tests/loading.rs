//! Loading by root: new, reworded, gone, returned; two roots.

use super::{Desk, ROOT, basic, deck_text, info, key, moment, roots};
use crate::model::Grade;
use crate::store::{FileRead, FileStatus, Found, RootRead};

fn keys(keys: &[crate::model::Key]) -> Vec<String> {
    keys.iter().map(ToString::to_string).collect()
}

const TWO: &str = "[quick]\na = \"first :: 1\"\nb = \"second :: 2\"";

#[test]
fn the_first_load_says_so_and_the_same_again_changes_nothing() {
    let mut desk = Desk::new();
    let report = desk.deck(TWO);
    assert!(report.first);
    assert_eq!(report.to_string(), "d: 2 new");
    let again = desk.deck(TWO);
    assert!(!again.first);
    assert_eq!(again.decks, []);
}

#[test]
fn an_unchanged_load_opens_no_transaction() {
    let mut desk = Desk::new();
    desk.deck(TWO);
    let before = desk.store.connection.total_changes();
    let known = desk.store.known_files(ROOT).unwrap();
    let file = FileRead {
        path: "d.toml".to_owned(),
        size: known[0].size,
        mtime_ns: known[0].mtime_ns,
        hash: known[0].hash,
        found: Found::Unchanged,
    };
    let root = RootRead { root: ROOT.to_owned(), whole: true, files: vec![file] };
    assert_eq!(desk.load(vec![root]).decks, []);
    assert_eq!(desk.store.connection.total_changes(), before);
}

#[test]
fn a_typing_error_mended_keeps_the_schedule() {
    let mut desk = Desk::new();
    desk.deck("[quick]\na = \"Where do they recieve it? :: Here\"");
    desk.grade("d/a", Grade::Easy, 100);
    desk.grade("d/a", Grade::Good, 104);
    let before = desk.store.card_by_key(&key("d/a")).unwrap().unwrap();
    let report = desk.deck("[quick]\na = \"Where do they receive it? :: =Here | There\"");
    assert_eq!(keys(&report.decks[0].reworded), ["d/a"]);
    let after = desk.store.card_by_key(&key("d/a")).unwrap().unwrap();
    assert_eq!((after.id, after.state, after.grades), (before.id, before.state, before.grades));
    assert!(after.card.question().contains("receive"));
    assert_eq!(after.card.answers(), ["Here", "There"]);
}

#[test]
fn a_new_remark_is_no_rewording() {
    let mut desk = Desk::new();
    desk.deck("[card.a]\nq = \"x\"\na = \"y\"");
    let report = desk.deck("[card.a]\nq = \"x\"\na = \"y\"\nwhy = \"because\"");
    assert_eq!(report.decks, []);
    let card = desk.store.card_by_key(&key("d/a")).unwrap().unwrap();
    assert_eq!(card.card.why.as_deref(), Some("because"));
}

#[test]
fn a_vanished_key_is_archived_and_returns_with_its_history() {
    let mut desk = Desk::new();
    desk.deck(TWO);
    desk.grade("d/b", Grade::Easy, 100);
    let state = desk.store.card_by_key(&key("d/b")).unwrap().unwrap().state;
    let report = desk.deck("[quick]\na = \"first :: 1\"");
    assert_eq!(report.to_string(), "d: 1 gone");
    assert_eq!(desk.offered(200), ["d/a"]);
    assert!(desk.store.card_by_key(&key("d/b")).unwrap().unwrap().archived);
    assert_eq!(desk.store.cards(&roots(), false).unwrap().len(), 1);
    assert_eq!(desk.store.cards(&roots(), true).unwrap().len(), 2);
    let report = desk.deck(TWO);
    assert_eq!(report.to_string(), "d: 1 returned");
    assert_eq!(desk.store.card_by_key(&key("d/b")).unwrap().unwrap().state, state);
}

#[test]
fn moving_an_entry_or_a_file_loses_and_reports_nothing() {
    let mut desk = Desk::new();
    desk.deck(TWO);
    desk.grade("d/a", Grade::Easy, 100);
    let id = desk.id("d/a");
    let one = deck_text("[quick]\na = \"first :: 1\"");
    let other = deck_text("[quick]\nb = \"second :: 2\"");
    let report = desk.load_root(ROOT, &[("sub/one.toml", &one), ("two.toml", &other)]);
    assert_eq!(report.decks, []);
    assert_eq!(desk.id("d/a"), id);
    assert_eq!(desk.store.card(id).unwrap().card.place.file, "sub/one.toml");
    assert_eq!(desk.store.decks(&roots()).unwrap()[0].files, ["sub/one.toml", "two.toml"]);
}

#[test]
fn a_broken_file_keeps_its_cards() {
    let mut desk = Desk::new();
    desk.deck(TWO);
    let mut file = desk.file("d.toml", &deck_text(TWO));
    file.hash = [7; 32];
    file.found = Found::Broken;
    let report = desk.load(vec![RootRead { root: ROOT.to_owned(), whole: true, files: vec![file] }]);
    assert_eq!(report.decks, []);
    assert_eq!(desk.offered(100).len(), 2);
    assert_eq!(desk.store.known_files(ROOT).unwrap()[0].status, FileStatus::Broken);
}

#[test]
fn a_root_read_in_part_archives_nothing() {
    let mut desk = Desk::new();
    desk.deck(TWO);
    desk.load(vec![RootRead { root: ROOT.to_owned(), whole: false, files: Vec::new() }]);
    assert_eq!(desk.offered(100).len(), 2);
    desk.load(vec![RootRead { root: ROOT.to_owned(), whole: true, files: Vec::new() }]);
    assert_eq!(desk.offered(100).len(), 0);
}

#[test]
fn two_roots_do_not_touch_each_other() {
    let mut desk = Desk::new();
    desk.deck(TWO);
    let other = "format = 1\nid = \"e\"\n[quick]\na = \"first :: 1\"\n";
    let report = desk.load_root("/other", &[("e.toml", other)]);
    assert_eq!(report.to_string(), "e: 1 new");
    assert_eq!(desk.offered(100), ["d/a", "d/b"]);
    assert_eq!(desk.load_root("/other", &[]).to_string(), "e: 1 gone");
    assert_eq!(desk.offered(100), ["d/a", "d/b"]);
}

#[test]
fn the_same_words_in_two_decks_are_two_cards() {
    let mut desk = Desk::new();
    let north = "format = 1\nid = \"north\"\n[quick]\nhost = \"Capital of the host country :: Brussels\"\n";
    let south = north.replace("north", "south");
    desk.load_root(ROOT, &[("north.toml", north), ("south.toml", &south)]);
    desk.grade("north/host", Grade::Easy, 100);
    assert_eq!(desk.offered(100), ["south/host"]);
}

#[test]
fn another_root_takes_a_key_over_with_its_history() {
    let mut desk = Desk::new();
    desk.deck(TWO);
    desk.grade("d/a", Grade::Easy, 100);
    let report = desk.load_root("/other", &[("d.toml", &deck_text("[quick]\na = \"another :: 1\""))]);
    assert_eq!(keys(&report.decks[0].taken_over), ["d/a"]);
    let card = desk.store.card_by_key(&key("d/a")).unwrap().unwrap();
    assert_eq!((card.root.as_str(), card.grades), ("/other", 1));
    assert_eq!(desk.store.known_files(ROOT).unwrap()[0].status, FileStatus::Stale);
    let report = desk.deck(TWO);
    assert_eq!(keys(&report.decks[0].taken_over), ["d/a"]);
    assert_eq!(desk.store.card_by_key(&key("d/a")).unwrap().unwrap().card.question(), "first");
}

#[test]
fn titles_documents_and_objectives_come_from_the_files_of_a_deck() {
    let mut desk = Desk::new();
    let one =
        "format = 1\nid = \"d\"\ntitle = \"Deck\"\ndocument = \"../text.md\"\n[quick]\na = \"x :: y\"\n";
    let two = "format = 1\nid = \"d\"\n[objectives]\n\"LO 1\" = \"own\"\n[quick]\nb = \"v :: w\"\n";
    let objectives = FileRead {
        path: "objectives.toml".to_owned(),
        size: 1,
        mtime_ns: 1,
        hash: [1; 32],
        found: Found::Objectives(vec![("LO 1".into(), "above".into()), ("LO 2".into(), "also".into())]),
    };
    let files = vec![desk.file("sub/one.toml", one), desk.file("sub/two.toml", two), objectives];
    desk.load(vec![RootRead { root: ROOT.to_owned(), whole: true, files }]);
    let deck = desk.store.decks(&roots()).unwrap().pop().unwrap();
    assert_eq!(deck.info.title, "Deck");
    assert_eq!(deck.info.document.as_deref(), Some("sub/../text.md"));
    assert_eq!(deck.info.objectives, [("LO 1".into(), "own".into()), ("LO 2".into(), "also".into())]);
    let id = deck.info.id;
    let document = |desk: &Desk| desk.store.document_of(&roots(), &id).unwrap().unwrap();
    assert!(document(&desk).ends_with("sub/../text.md"));
    desk.store.set_document(&id, Some("/home/me/text.md")).unwrap();
    assert_eq!(document(&desk), std::path::Path::new("/home/me/text.md"));
}

#[test]
fn every_kind_of_content_reads_back_as_it_was() {
    let mut desk = Desk::new();
    let text = deck_text(
        r##"
document = "x.md"
[card.basic]
q = "q"
a = "a"
why = "w"
hint = "h"
tags = ["t", "u"]
objective = "LO 1"
source = { at = "p12 s2-3", section = "S", hash = "9f3ac1d2", quote = "words" }
aka = ["old"]
reverse = true
[card.cloze]
q = "lead"
cloze = "Fire needs {{heat}}, {{fuel::it burns}} and {{#o =oxygen}}."
[card.typed]
q = "q"
typed = ["4", "four"]
tolerance = 0.5
[card.choice]
q = "q"
a = "r"
wrong = ["w", { text = "v", why = "no" }]
[card.tf]
q = "s"
a = true
[card.list]
q = "q"
items = ["a", "b"]
[card.order]
q = "q"
items = ["a", "b"]
ordered = true
"##,
    );
    let parsed = crate::deck::parse("d.toml", &text).deck.unwrap();
    desk.load_root(ROOT, &[("d.toml", &text)]);
    let stored = desk.store.cards(&roots(), false).unwrap();
    assert_eq!(stored.len(), parsed.cards.len());
    for (stored, mut parsed) in stored.into_iter().zip(parsed.cards) {
        parsed.place.file = "d.toml".to_owned();
        assert_eq!(stored.card, parsed);
    }
}

#[test]
fn a_card_without_a_file_of_its_own_kind_is_loaded_too() {
    let mut desk = Desk::new();
    let found = Found::Deck { info: info("d"), cards: vec![basic("a", "q", "")] };
    let file = FileRead { path: "x.toml".into(), size: 0, mtime_ns: 0, hash: [0; 32], found };
    let report = desk.load(vec![RootRead { root: ROOT.to_owned(), whole: true, files: vec![file] }]);
    assert_eq!(report.to_string(), "d: 1 new");
    assert_eq!(
        desk.store
            .candidates(&roots(), &super::Wanted { now: moment(1), ahead: 0, new: 0, only: None })
            .unwrap(),
        []
    );
}
