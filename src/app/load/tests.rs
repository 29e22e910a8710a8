use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tempfile::TempDir;
use uuid::Uuid;

use super::{Clock, FileKind, Loaded, Place, Root, folder_root, load};
use crate::model::{Day, Moment, Timestamp};
use crate::store::Store;

/// A folder of decks and a store; the clock stands an hour after the files were written.
struct Desk {
    folder: TempDir,
    store: Store,
    later: Duration,
    drawn: u128,
}

impl Desk {
    fn new() -> Self {
        let later = Duration::from_secs(3600);
        Self { folder: tempfile::tempdir().unwrap(), store: Store::in_memory().unwrap(), later, drawn: 0 }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
    }

    fn deck(&self, path: &str, id: &str, lines: &str) {
        self.write(path, format!("format = 1\nid = \"{id}\"\n[quick]\n{lines}\n"));
    }

    fn root(&self) -> Root {
        let mut root = folder_root(self.folder.path());
        root.shown = "decks".to_owned();
        root
    }

    fn load(&mut self) -> Loaded {
        let root = self.root();
        self.load_roots(&[root])
    }

    fn load_roots(&mut self, roots: &[Root]) -> Loaded {
        let file = self.folder.path().metadata().unwrap().modified().unwrap();
        let study =
            Moment { at: Timestamp::from_unix(0), day: Day::from_epoch(0), to_rollover: 1, offset: 0 };
        let clock = Clock { real: file + self.later, study };
        let drawn = &mut self.drawn;
        let mut uuids = || {
            *drawn += 1;
            Uuid::from_u128(*drawn)
        };
        load(&mut self.store, roots, clock, &mut uuids).unwrap()
    }

    fn keys(&self) -> Vec<String> {
        let cards = self.store.cards(&[self.root().id], false).unwrap();
        cards.iter().map(|card| card.card.key.to_string()).collect()
    }
}

fn told(loaded: &Loaded) -> Vec<String> {
    let place =
        |one: &crate::model::Diagnostic| format!("{}:{}:{} {}", one.path, one.line, one.column, one.code);
    loaded.diagnostics.iter().map(place).collect()
}

#[test]
fn decks_are_found_in_folders_and_nothing_else_is() {
    let mut desk = Desk::new();
    desk.deck("one.toml", "one", "a = \"q :: a\"");
    desk.deck("deep/er/two.toml", "two", "a = \"q :: a\"");
    desk.deck(".git/hidden.toml", "hidden", "a = \"q :: a\"");
    desk.write("notes.md", "no deck");
    desk.write("x.exam.toml", "");
    desk.write("facts.toml", "");
    desk.write("sub/y.facts.toml", "");
    desk.write("memoire.toml", "");
    let loaded = desk.load();
    assert_eq!(desk.keys(), ["one/a", "two/a"]);
    assert_eq!(told(&loaded), Vec::<String>::new());
    let kinds: Vec<FileKind> = loaded.other.iter().map(|file| file.kind).collect();
    assert_eq!(kinds, [FileKind::Facts, FileKind::Config, FileKind::Facts, FileKind::Blueprint]);
}

#[cfg(unix)]
#[test]
fn links_lead_neither_out_of_the_root_nor_in_circles() {
    use std::os::unix::fs::symlink;
    let mut desk = Desk::new();
    let outside = tempfile::tempdir().unwrap();
    let text = "format = 1\nid = \"out\"\n[quick]\na = \"q :: a\"\n";
    fs::write(outside.path().join("out.toml"), text).unwrap();
    desk.deck("sub/in.toml", "in", "a = \"q :: a\"");
    symlink(outside.path(), desk.path("folder")).unwrap();
    symlink(outside.path().join("out.toml"), desk.path("file.toml")).unwrap();
    symlink(desk.folder.path(), desk.path("sub/circle")).unwrap();
    desk.load();
    assert_eq!(desk.keys(), ["in/a"]);
}

#[test]
fn an_unchanged_file_is_not_read_again() {
    let mut desk = Desk::new();
    desk.deck("d.toml", "d", "a = \"q :: a\"");
    desk.load();
    let path = desk.path("d.toml");
    let times = fs::metadata(&path).unwrap().modified().unwrap();
    // Same size, same time: only reading it would tell.
    desk.deck("d.toml", "d", "a = \"p :: a\"");
    fs::File::options().write(true).open(&path).unwrap().set_modified(times).unwrap();
    assert_eq!(desk.load().report.decks, []);
    let later = times + Duration::from_secs(10);
    fs::File::options().write(true).open(&path).unwrap().set_modified(later).unwrap();
    assert_eq!(desk.load().report.to_string(), "d: 1 reworded");
}

#[test]
fn a_file_read_in_the_moment_it_was_written_is_looked_at_again() {
    let mut desk = Desk::new();
    desk.later = Duration::ZERO;
    desk.deck("d.toml", "d", "a = \"q :: a\"");
    desk.load();
    let path = desk.path("d.toml");
    let times = fs::metadata(&path).unwrap().modified().unwrap();
    desk.deck("d.toml", "d", "a = \"p :: a\"");
    fs::File::options().write(true).open(&path).unwrap().set_modified(times).unwrap();
    assert_eq!(desk.load().report.to_string(), "d: 1 reworded");
}

#[test]
fn a_broken_deck_beside_good_ones_stops_only_itself_and_is_told_every_time() {
    let mut desk = Desk::new();
    desk.deck("bad.toml", "bad", "a = \"q :: a\"");
    desk.deck("good.toml", "good", "a = \"q :: a\"");
    desk.load();
    desk.write("bad.toml", "format = 1\nid = \"bad\"\n[quick\n");
    for _ in 0..2 {
        let loaded = desk.load();
        assert_eq!(loaded.report.decks, []);
        assert!(told(&loaded)[0].starts_with("decks/bad.toml:3:"), "{:?}", told(&loaded));
        assert_eq!(desk.keys(), ["bad/a", "good/a"]);
    }
    desk.deck("bad.toml", "bad", "b = \"x :: y\"");
    assert_eq!(desk.load().report.to_string(), "bad: 1 new, 1 gone");
}

#[test]
fn text_that_is_not_utf8_is_a_fault_with_its_place() {
    let mut desk = Desk::new();
    desk.write("d.toml", b"format = 1\nid = \"d\"\n[quick]\na = \"Stra\xdfe :: x\"\n");
    assert_eq!(told(&desk.load()), ["decks/d.toml:4:10 encoding"]);
}

#[test]
fn one_entry_in_two_files_is_an_error_in_both_and_both_stay_as_they_were() {
    let mut desk = Desk::new();
    desk.deck("one.toml", "d", "a = \"q :: a\"\nb = \"r :: s\"");
    desk.load();
    desk.deck("two.toml", "d", "c = \"n :: m\"\na = \"other :: x\"");
    for _ in 0..2 {
        let loaded = desk.load();
        assert_eq!(told(&loaded), ["decks/one.toml:4:1 duplicate-id", "decks/two.toml:5:1 duplicate-id"]);
        assert_eq!(loaded.diagnostics[0].hint.as_deref(), Some("also in decks/two.toml:5:1"));
        assert_eq!(desk.keys(), ["d/a", "d/b"]);
    }
    desk.deck("two.toml", "d", "c = \"n :: m\"");
    let loaded = desk.load();
    assert_eq!(told(&loaded), Vec::<String>::new());
    assert_eq!(loaded.report.to_string(), "d: 1 new");
}

#[test]
fn one_key_in_two_roots_of_one_run_is_an_error_in_both() {
    let mut desk = Desk::new();
    let mut other = Desk::new();
    desk.deck("d.toml", "d", "a = \"q :: a\"");
    other.deck("d.toml", "d", "a = \"q :: a\"");
    let mut root = other.root();
    root.shown = "other".to_owned();
    let roots = [desk.root(), root];
    let loaded = desk.load_roots(&roots);
    assert_eq!(told(&loaded), ["decks/d.toml:4:1 duplicate-id", "other/d.toml:4:1 duplicate-id"]);
    other.load();
    assert_eq!(other.keys(), ["d/a"]);
}

#[test]
fn a_folder_that_is_missing_or_empty_archives_nothing_and_is_told() {
    let mut desk = Desk::new();
    desk.deck("sub/d.toml", "d", "a = \"q :: a\"");
    desk.load();
    let root = desk.root();
    let away = tempfile::tempdir().unwrap();
    fs::rename(desk.path("sub"), away.path().join("sub")).unwrap();
    let loaded = desk.load();
    assert!(loaded.missing[0].empty);
    assert_eq!(desk.keys(), ["d/a"]);
    let gone = Root { place: Place::Folder(desk.path("nowhere")), ..root };
    let loaded = desk.load_roots(&[gone]);
    assert_eq!(loaded.missing[0].shown, "decks");
    assert_eq!(desk.keys(), ["d/a"]);
}

#[test]
fn objectives_serve_the_decks_of_their_folder_and_below() {
    let mut desk = Desk::new();
    desk.write("a/objectives.toml", "format = 1\n[objectives]\n\"LO 1\" = \"Act\"\n");
    desk.deck("a/b/d.toml", "d", "a = \"q :: a\"");
    desk.deck("e.toml", "e", "a = \"q :: a\"");
    assert_eq!(told(&desk.load()), Vec::<String>::new());
    let decks = desk.store.decks(&[desk.root().id]).unwrap();
    assert_eq!(decks[0].info.objectives, [("LO 1".to_owned(), "Act".to_owned())]);
    assert_eq!(decks[1].info.objectives, []);
}

#[test]
fn the_deck_inside_the_program_is_read_once() {
    let mut desk = Desk::new();
    let text = "format = 1\nid = \"start\"\n[quick]\na = \"q :: a\"\n";
    let root = |text| Root {
        id: "builtin:".to_owned(),
        shown: "builtin:".to_owned(),
        place: Place::Text(vec![("start.toml", text)]),
    };
    assert!(desk.load_roots(&[root(text)]).report.first);
    assert_eq!(desk.store.cards(&["builtin:".to_owned()], false).unwrap().len(), 1);
    assert_eq!(desk.load_roots(&[root(text)]).report.decks, []);
    let changed = "format = 1\nid = \"start\"\n[quick]\na = \"p :: a\"\n";
    assert_eq!(desk.load_roots(&[root(changed)]).report.to_string(), "start: 1 reworded");
}

#[test]
fn times_before_1970_are_times_too() {
    assert_eq!(super::nanoseconds(UNIX_EPOCH - Duration::from_secs(9)), 0);
    assert!(super::nanoseconds(SystemTime::UNIX_EPOCH + Duration::from_secs(9)) > 0);
}

#[test]
fn a_file_of_a_root_has_one_spelling_however_the_root_was_written() {
    let mut root = folder_root(Path::new("decks"));
    for (shown, expected) in [
        ("decks", "decks/a.toml"),
        ("./decks/", "./decks/a.toml"),
        (".", "a.toml"),
        ("", "a.toml"),
        ("/", "/a.toml"),
    ] {
        root.shown = shown.to_owned();
        assert_eq!(root.shown_file("a.toml"), expected, "{shown:?}");
    }
}
