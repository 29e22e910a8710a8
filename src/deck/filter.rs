//! Lines of questions made into quick lines: for scripts, and as a filter of an editor.
//!
//! A line is `question :: answer` or any other form of a quick line, with or without its id before it; empty lines and
//! comments are let through.

use std::collections::HashSet;
use std::ops::Range;

use super::new::{id_for, note_of, words_of};
use super::quoting::quoted;
use super::{parse, quick};
use crate::model::{Ask, Common, Diagnostic, EntryId, Note, Severity};

/// A line, read.
#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// Nothing to read: empty, or a comment.
    Empty(String),
    /// A card, and the line it is under `[quick]`.
    Card {
        /// The card.
        note: Box<Note>,
        /// The line, as given where it had its id.
        line: String,
    },
}

/// A line before it has its id.
enum Raw<'s> {
    Empty,
    Named { note: Box<Note> },
    Unnamed { indent: &'s str, text: &'s str, ask: Ask },
}

/// Reads lines. Ids are made where there is none, none of them one of `taken`; `path` is what faults are told under.
///
/// # Errors
/// All faults of all lines.
pub fn read_lines(path: &str, source: &str, taken: &HashSet<EntryId>) -> Result<Vec<Line>, Vec<Diagnostic>> {
    let mut faults = Vec::new();
    let mut raws = Vec::new();
    let mut taken = taken.clone();
    for (span, line) in spans(source) {
        match raw(line) {
            Ok(raw) => {
                if let Raw::Named { note } = &raw
                    && !taken.insert(note.id.clone())
                {
                    let message = format!("the id `{}` is taken", note.id);
                    let fault = Diagnostic::at(path, source, span, Severity::Error, "duplicate-id", message);
                    faults.push(fault.hinted("leave the id out: one is made"));
                }
                raws.push((line, raw));
            }
            Err((code, message, hint)) => {
                faults.push(Diagnostic::at(path, source, span, Severity::Error, code, message).hinted(hint));
            }
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(raws.into_iter().map(|(line, raw)| finish(line, raw, &mut taken)).collect())
}

fn finish(line: &str, raw: Raw<'_>, taken: &mut HashSet<EntryId>) -> Line {
    match raw {
        Raw::Empty => Line::Empty(line.to_owned()),
        Raw::Named { note } => Line::Card { note, line: line.to_owned() },
        Raw::Unnamed { indent, text, ask } => {
            let id = id_for(&words_of(&ask), taken);
            taken.insert(id.clone());
            let line = format!("{indent}{id} = {}", quoted(text));
            Line::Card { note: Box::new(note_of(id, ask, Common::default())), line }
        }
    }
}

type Fault = (&'static str, String, String);

fn raw(line: &str) -> Result<Raw<'_>, Fault> {
    let text = line.trim();
    if text.is_empty() || text.starts_with('#') {
        return Ok(Raw::Empty);
    }
    if is_named(text) {
        return named(text);
    }
    let indent = &line[..line.len() - line.trim_start().len()];
    let ask = quick::parse(text).map_err(|fault| (fault.code(), fault.to_string(), fault.hint()))?;
    Ok(Raw::Unnamed { indent, text, ask })
}

/// Whether a line reads `id = "..."`.
fn is_named(text: &str) -> bool {
    text.split_once('=').is_some_and(|(id, value)| {
        EntryId::new(id.trim()).is_ok() && value.trim_start().starts_with(['"', '\''])
    })
}

/// A line as it stands under `[quick]` is read as such a file would be.
fn named<'s>(text: &str) -> Result<Raw<'s>, Fault> {
    let parsed = parse("", &format!("format = 1\nid = \"lines\"\n[quick]\n{text}\n"));
    if let Some(note) = parsed.deck.and_then(|deck| deck.notes.into_iter().next()) {
        return Ok(Raw::Named { note: Box::new(note) });
    }
    let fault = parsed.diagnostics.into_iter().find(|fault| fault.severity == Severity::Error);
    let (code, message, hint) =
        fault.map_or(("toml", String::new(), None), |fault| (fault.code, fault.message, fault.hint));
    Err((code, message, hint.unwrap_or_else(|| "write id = \"question :: answer\"".to_owned())))
}

/// The lines with their bytes, without their ends.
fn spans(source: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    source.split_inclusive('\n').map(move |whole| {
        let line = whole.trim_end_matches(['\n', '\r']);
        let line = if at == 0 { line.trim_start_matches('\u{feff}') } else { line };
        let start = at + whole.find(line).unwrap_or(0);
        at += whole.len();
        (start..start + line.len(), line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(source: &str) -> Vec<String> {
        let taken = HashSet::from([EntryId::new("capital-norway").unwrap()]);
        read_lines("stdin", source, &taken)
            .unwrap()
            .into_iter()
            .map(|line| match line {
                Line::Empty(line) | Line::Card { line, .. } => line,
            })
            .collect()
    }

    #[test]
    fn lines_get_ids_and_the_rest_is_let_through() {
        let source = "# capitals\nCapital of Norway ::: Oslo\r\n\n  Say \"hi\" :: =a\\b | c\nx = \"Q? :: a\"\n{{Heat}} burns.\n";
        let expected = [
            "# capitals",
            "capital-norway-2 = \"Capital of Norway ::: Oslo\"",
            "",
            "  say-hi = 'Say \"hi\" :: =a\\b | c'",
            "x = \"Q? :: a\"",
            "heat-burns = \"{{Heat}} burns.\"",
        ];
        assert_eq!(lines(source), expected);
    }

    #[test]
    fn what_came_out_goes_through_unchanged() {
        let once =
            lines("Capital of Norway ::: Oslo\nWhat is a fire door for? :: It holds fire back\n").join("\n");
        let taken = HashSet::new();
        let again: Vec<Line> = read_lines("stdin", &once, &taken).unwrap();
        assert!(matches!(&again[0], Line::Card { line, .. } if *line == once.lines().next().unwrap()));
    }

    #[test]
    fn a_later_id_is_not_taken_by_an_earlier_line() {
        let source = "Capital of Sweden? :: Stockholm\ncapital-sweden = \"Capital? :: Stockholm\"\n";
        assert!(lines(source)[0].starts_with("capital-sweden-2 = "));
    }

    #[test]
    fn all_faults_are_told_with_their_lines() {
        let source = "good :: one\nno answer\n\n :: two\nx = \"Q\"\nx = \"Q? :: a\"\nx = \"R? :: b\"\n";
        let faults = read_lines("stdin", source, &HashSet::new()).unwrap_err();
        let found: Vec<(u32, &str)> = faults.iter().map(|fault| (fault.line, fault.code)).collect();
        let expected = [
            (2, "quick-no-separator"),
            (4, "missing-question"),
            (5, "quick-no-separator"),
            (7, "duplicate-id"),
        ];
        assert_eq!(found, expected);
    }
}
