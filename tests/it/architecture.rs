//! A room imports only from lower floors, never sideways or up, and always by name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Which rooms each room may import.
const ARROWS: [(&str, &[&str]); 15] = [
    ("model", &[]),
    ("schedule", &["model"]),
    ("answer", &["model"]),
    ("text", &["model"]),
    ("deck", &["model", "schedule", "answer", "text"]),
    ("facts", &["model", "schedule", "answer", "text"]),
    ("stats", &["model", "schedule", "answer", "text"]),
    ("extract", &["model", "schedule", "answer", "text"]),
    ("exchange", &["model", "schedule", "answer", "text"]),
    ("session", &["model", "schedule", "answer", "text", "deck", "facts", "stats", "exchange"]),
    ("exam", &["model", "schedule", "answer", "text", "deck", "facts", "stats", "exchange"]),
    (
        "store",
        &["model", "schedule", "answer", "text", "deck", "facts", "stats", "exchange", "session", "exam"],
    ),
    (
        "front",
        &["model", "schedule", "answer", "text", "deck", "facts", "stats", "exchange", "session", "exam"],
    ),
    (
        "app",
        &[
            "model", "schedule", "answer", "text", "deck", "facts", "stats", "exchange", "extract",
            "session", "exam", "store", "front",
        ],
    ),
    (
        "cli",
        &[
            "model", "schedule", "answer", "text", "deck", "facts", "stats", "exchange", "extract",
            "session", "exam", "store", "front", "app",
        ],
    ),
];

/// What only one room may name. A folder stands for all its files.
const GUARDED: [(&str, &[&str]); 6] = [
    ("rusqlite", &["store"]),
    ("inquire", &["front/rich", "front/ask"]),
    ("crossterm", &["front/rich", "front/ask"]),
    ("clap", &["cli"]),
    ("plotters", &["app/report"]),
    ("anstream", &["cli"]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// All sources: the path below `src`, and the text without comments.
fn all() -> Vec<(String, String)> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&top, &mut paths);
    paths
        .iter()
        .map(|path| {
            let text = fs::read_to_string(path).unwrap();
            let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            let below = path.strip_prefix(&top).unwrap().to_string_lossy().replace('\\', "/");
            (below, code.join("\n"))
        })
        .collect()
}

/// The room of a path below `src`; none for `lib.rs` and `main.rs`.
fn room(path: &str) -> Option<&str> {
    path.split_once('/').map(|(room, _)| room)
}

/// The rooms a text names by `crate::room`.
fn imports(text: &str) -> BTreeSet<&str> {
    text.match_indices("crate::")
        .filter(|(at, _)| !text[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        .map(|(at, found)| {
            let rest = &text[at + found.len()..];
            &rest[..rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len())]
        })
        .collect()
}

#[test]
fn rooms_import_from_lower_floors_only() {
    let mut wrong = Vec::new();
    for (path, text) in all() {
        let Some(room) = room(&path) else { continue };
        let (_, allowed) = ARROWS
            .iter()
            .find(|(name, _)| *name == room)
            .unwrap_or_else(|| panic!("the room {room} is not in the table"));
        for import in imports(&text) {
            if import != room && !allowed.contains(&import) {
                wrong.push(format!("{path} imports crate::{import}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn imports_are_explicit() {
    let is_test = |path: &str| path.contains("tests") || path.ends_with("properties.rs");
    let grouped = all().into_iter().filter(|(_, text)| text.contains("use crate::{"));
    let starred = |text: &str| {
        text.lines()
            .any(|line| line.starts_with("use ") && line.contains("::*") && !line.contains("super::*"))
    };
    let wrong: Vec<String> = grouped
        .chain(all().into_iter().filter(|(path, text)| !is_test(path) && starred(text)))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn some_crates_have_one_room() {
    let mut wrong = Vec::new();
    for (path, text) in all() {
        for (name, rooms) in GUARDED {
            let named = text.contains(&format!("{name}::")) || text.contains(&format!("use {name}"));
            if named && !rooms.iter().any(|room| path.starts_with(room)) {
                wrong.push(format!("{path} names {name}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_reader_of_imports_sees_them_all() {
    let text = "use crate::model::Key;\nlet a = crate::store::Store::open();\nfn b(c: &crate::text::X) {}\nmycrate::no";
    assert_eq!(imports(text), BTreeSet::from(["model", "store", "text"]));
}
