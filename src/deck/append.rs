//! Adding an entry to the text of a deck file: everything that is there stays as it is, byte by byte.
//!
//! A short question goes under `[quick]` where the file has such lines or no entry at all, else behind the last entry as
//! a card. The result is read again: an entry that would not come back as it was given is never written.

use std::ops::Range;

use thiserror::Error;
use toml_edit::{Document, Item, Table};

use super::new::quick_line;
use super::parse::parse;
use super::quoting::quoted;
use super::render::render_note;
use super::{DeckFile, Parsed};
use crate::model::{Common, Diagnostic, EntryId, Note};

/// The text of a deck file with an entry more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// The new text.
    pub text: String,
    /// The line of the new entry, from 1.
    pub line: u32,
}

/// Why an entry cannot be added.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AppendError {
    /// The file has faults already.
    #[error("the file has faults")]
    Faulty {
        /// The faults.
        diagnostics: Vec<Diagnostic>,
    },
    /// The id is taken.
    #[error("the id {id} is taken: line {line} has it")]
    Taken {
        /// The id.
        id: EntryId,
        /// Where.
        line: u32,
    },
    /// The layout of the file takes no entry that reads back as it was given.
    #[error("the entry {id} cannot be added to the file as it is laid out")]
    NoPlace {
        /// The id.
        id: EntryId,
    },
}

/// Adds a note to the text of a deck file; `path` is what faults are told under.
///
/// # Errors
/// When the file has faults or the id already, or the note would not read back.
pub fn append(path: &str, source: &str, note: &Note) -> Result<Appended, AppendError> {
    let deck = match parse(path, source) {
        Parsed { deck: Some(deck), .. } => deck,
        Parsed { diagnostics, .. } => return Err(AppendError::Faulty { diagnostics }),
    };
    if let Some(entry) = deck.entries.iter().find(|entry| entry.id == note.id) {
        return Err(AppendError::Taken { id: note.id.clone(), line: entry.line });
    }
    let ways = [as_quick_line(source, &deck, note), Some(as_card(source, &deck, note))];
    let appended = ways.into_iter().flatten().find_map(|text| verified(path, text, &deck, note));
    appended.ok_or_else(|| AppendError::NoPlace { id: note.id.clone() })
}

/// The text, if it reads back to the notes that were there and the new one.
fn verified(path: &str, text: String, before: &DeckFile, note: &Note) -> Option<Appended> {
    let deck = parse(path, &text).deck?;
    let place = deck.notes.iter().position(|other| other.id == note.id)?;
    let others = deck.notes.iter().filter(|other| other.id != note.id);
    let kept = others.eq(before.notes.iter()) && deck.notes.len() == before.notes.len() + 1;
    (kept && asks_the_same(&deck.notes[place], note))
        .then(|| Appended { line: deck.entries[place].line, text })
}

fn asks_the_same(read: &Note, written: &Note) -> bool {
    read.questions
        .iter()
        .map(|question| &question.ask)
        .eq(written.questions.iter().map(|question| &question.ask))
}

/// As a line under `[quick]`; none where it does not fit one, or the file is written in cards.
fn as_quick_line(source: &str, deck: &DeckFile, note: &Note) -> Option<String> {
    let [question] = &note.questions[..] else { return None };
    let bare = note.common == Common::default() && question.common == Common::default();
    if !bare || note.group.is_some() || note.from.is_some() {
        return None;
    }
    let value = quoted(&quick_line(&question.ask)?);
    let document = Document::parse(source).ok()?;
    match document.get("quick") {
        Some(Item::Table(table)) => {
            let at = end_of(source, table)?;
            let id = padded(source, table, &note.id);
            Some(insert_line(source, at, &format!("{id} = {value}")))
        }
        None if deck.notes.is_empty() => {
            Some(add_at_end(source, &format!("[quick]\n{} = {value}\n", note.id)))
        }
        _ => None,
    }
}

/// The end of the line behind which the next quick line stands.
fn end_of(source: &str, table: &Table) -> Option<usize> {
    let last = table.iter().filter_map(|(_, item)| item.span()).map(|span| span.end).max();
    let from = last.or_else(|| table.span().map(|span| span.end))?;
    Some(source[from..].find('\n').map_or(source.len(), |at| from + at + 1))
}

/// The id, widened where the equals signs of the lines above stand below each other.
fn padded(source: &str, table: &Table, id: &EntryId) -> String {
    let columns: Option<Vec<usize>> = table
        .iter()
        .map(|(name, item)| {
            let key = table.key(name)?.span()?;
            let between: Range<usize> = key.end..item.span()?.start;
            Some(key.len() + source.get(between)?.find('=')?)
        })
        .collect();
    let width = match columns.as_deref() {
        Some([first, rest @ ..]) if !rest.is_empty() && rest.iter().all(|column| column == first) => {
            first.saturating_sub(1)
        }
        _ => 0,
    };
    format!("{id:<width$}", id = id.as_str())
}

/// As a card of its own behind everything else.
fn as_card(source: &str, deck: &DeckFile, note: &Note) -> String {
    add_at_end(source, &render_note(&deck.info, note, None))
}

fn add_at_end(source: &str, text: &str) -> String {
    let ending = line_ending(source);
    let mut out = source.trim_end().to_owned();
    if !out.is_empty() {
        out.push_str(ending);
        out.push_str(ending);
    }
    out.push_str(&text.replace('\n', ending));
    out
}

fn insert_line(source: &str, at: usize, line: &str) -> String {
    let ending = line_ending(source);
    let before = &source[..at];
    let gap = if before.is_empty() || before.ends_with('\n') { "" } else { ending };
    format!("{before}{gap}{line}{ending}{}", &source[at..])
}

/// How the lines of the file end.
fn line_ending(source: &str) -> &'static str {
    if source.contains("\r\n") { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::super::new::Draft;
    use super::*;
    use crate::model::Kind;

    const HEAD: &str = "format = 1\nid = \"fire\"\n";

    fn basic(id: &str) -> Note {
        Draft { question: "Q?".into(), answers: vec!["a".into()], ..Draft::new(Kind::Basic) }
            .note(EntryId::new(id).unwrap())
            .unwrap()
    }

    fn tagged(id: &str) -> Note {
        let mut note = basic(id);
        note.common.tags = vec!["water".into()];
        note
    }

    fn appended(source: &str, note: &Note) -> (String, u32) {
        let Appended { text, line } = append("x.toml", source, note).unwrap();
        (text, line)
    }

    #[test]
    fn a_quick_line_goes_behind_the_last_one_with_all_comments_kept() {
        let source = format!(
            "# head\n{HEAD}\n[quick]\none = \"1? :: 1\" # first\n# before two\ntwo = \"2? :: 2\"   # second\n\n\
             # cards\n[card.three]\nq = \"3?\"\na = \"3\"\n"
        );
        let (text, line) = appended(&source, &basic("new"));
        let expected = source.replace("# second\n", "# second\nnew = \"Q? :: a\"\n");
        assert_eq!(text, expected);
        assert_eq!(line, 9);
    }

    #[test]
    fn aligned_signs_stay_aligned() {
        let source = format!("{HEAD}\n[quick]\none   = \"1? :: 1\"\nthree = \"3? :: 3\"");
        let (text, _) = appended(&source, &basic("new"));
        assert!(text.ends_with("three = \"3? :: 3\"\nnew   = \"Q? :: a\"\n"), "{text}");
        let (text, _) = appended(&source, &basic("much-longer"));
        assert!(text.ends_with("\nmuch-longer = \"Q? :: a\"\n"), "{text}");
    }

    #[test]
    fn what_needs_more_than_a_line_is_a_card_at_the_end() {
        let source = format!("{HEAD}\n[quick]\none = \"1? :: 1\"\n\n# the end\n\n\n");
        let (text, line) = appended(&source, &tagged("new"));
        let card = "\n[card.new]\nq = \"Q?\"\na = \"a\"\ntags = [\"water\"]\n";
        assert_eq!(text, format!("{HEAD}\n[quick]\none = \"1? :: 1\"\n\n# the end\n{card}"));
        assert_eq!(line, 9);
    }

    #[test]
    fn a_file_of_cards_gets_a_card_and_an_empty_one_a_quick_line() {
        let source = format!("{HEAD}\n[card.one]\nq = \"1?\"\na = \"1\"\n");
        assert!(appended(&source, &basic("new")).0.ends_with("\n\n[card.new]\nq = \"Q?\"\na = \"a\"\n"));
        assert_eq!(appended(HEAD, &basic("new")).0, format!("{HEAD}\n[quick]\nnew = \"Q? :: a\"\n"));
        let empty = format!("{HEAD}\n[quick]\n\n[objectives]\n\"LO 1\" = \"One\"\n");
        assert!(appended(&empty, &basic("new")).0.contains("[quick]\nnew = \"Q? :: a\"\n\n[objectives]"));
    }

    #[test]
    fn other_line_ends_and_a_byte_order_mark_stay() {
        let source = format!("\u{feff}{HEAD}\n[quick]\none = \"1? :: 1\"\n").replace('\n', "\r\n");
        let (text, line) = appended(&source, &basic("new"));
        assert_eq!(text, format!("{source}new = \"Q? :: a\"\r\n"));
        assert_eq!(line, 6);
        let (text, _) = appended(&source, &tagged("new"));
        assert!(
            text.ends_with("\r\n\r\n[card.new]\r\nq = \"Q?\"\r\na = \"a\"\r\ntags = [\"water\"]\r\n"),
            "{text:?}"
        );
    }

    #[test]
    fn quick_lines_by_dotted_keys_are_no_hindrance() {
        let source = "quick.one = \"1? :: 1\"\nformat = 1\nid = \"fire\"\n";
        let (text, _) = appended(source, &basic("new"));
        assert!(super::parse("x", &text).deck.is_some(), "{text}");
    }

    #[test]
    fn a_faulty_file_and_a_taken_id_are_refused() {
        let source = format!("{HEAD}\n[quick]\none = \"1? :: 1\"\n");
        assert!(matches!(append("x", "id = 3", &basic("new")), Err(AppendError::Faulty { .. })));
        let taken = AppendError::Taken { id: EntryId::new("one").unwrap(), line: 5 };
        assert_eq!(append("x", &source, &basic("one")), Err(taken));
    }
}
