//! Generating a deck anew without losing what people changed in it.
//!
//! Each generated entry says where it comes from: `from = "fact#generated"`, the hash of its own text without that
//! line. An entry whose text no longer has that hash was edited: it is kept and reported. Once the author adopts the
//! edit, `from` becomes `"fact#generated+adopted"`: silent until the generated text or the adopted one changes.

use std::collections::HashMap;
use std::ops::Range;

use toml::de::DeTable;

use super::parse::parse;
use super::render::{head, origin, render_note};
use crate::model::{DeckInfo, Diagnostic, EntryId, Note, Origin, Severity};

/// How the author settles entries that differ.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settle<'s> {
    /// Entries whose generated text is taken again.
    pub discard: &'s [EntryId],
    /// Entries whose edited text is accepted from now on.
    pub adopt: &'s [EntryId],
}

/// A deck generated anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regenerated {
    /// The whole file.
    pub text: String,
    /// Entries that were kept as people wrote them, in the order of the file.
    pub kept: Vec<Kept>,
}

/// Why an entry was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A person edited it.
    Edited,
    /// A person edited it, and its fact is no longer there.
    FactGone,
    /// A person wrote it.
    Added,
}

/// An entry that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: EntryId,
    /// Why.
    pub reason: Reason,
    /// What would have been generated; none when nothing would.
    pub generated: Option<String>,
    /// What stands in the file.
    pub existing: String,
}

/// Writes the deck of `notes`, keeping what people changed in `existing`.
///
/// # Errors
/// The diagnostics of an existing file that cannot be read, or that holds cards where they would be lost.
pub fn regenerate(
    path: &str,
    existing: Option<&str>,
    info: &DeckInfo,
    header: &str,
    notes: &[Note],
    settle: Settle<'_>,
) -> Result<Regenerated, Vec<Diagnostic>> {
    let existing = existing.map(|text| text.trim_start_matches('\u{feff}').replace("\r\n", "\n"));
    let mut old = match &existing {
        Some(text) => Existing::read(path, text)?,
        None => Existing::default(),
    };
    let mut text = head(info, header);
    let mut kept = Vec::new();
    for note in notes {
        let generated = Generated::of(info, note);
        let entry = old.entries.remove(&note.id);
        append(&mut text, &generated.beside(entry, settle, &mut kept));
    }
    old.rest(settle, &mut text, &mut kept);
    Ok(Regenerated { text, kept })
}

fn append(text: &mut String, entry: &str) {
    text.push('\n');
    text.push_str(entry.trim_end());
    text.push('\n');
}

/// First 8 hex digits of the BLAKE3 hash of an entry's text without its `from`.
fn hash_of(info: &DeckInfo, note: &Note) -> String {
    let text = render_note(info, note, None);
    blake3::hash(text.as_bytes()).to_hex()[..8].to_owned()
}

/// An entry as the facts give it.
struct Generated {
    id: EntryId,
    fact: EntryId,
    hash: String,
    text: String,
}

impl Generated {
    fn of(info: &DeckInfo, note: &Note) -> Self {
        let hash = hash_of(info, note);
        let fact = note.from.as_ref().map_or_else(|| note.id.clone(), |from| from.fact.clone());
        let from = Origin { fact: fact.clone(), hash: hash.clone() };
        let text = render_note(info, note, Some(&from));
        Self { id: note.id.clone(), fact, hash, text }
    }

    /// What is written for it beside what the file has.
    fn beside(&self, entry: Option<ExistingEntry>, settle: Settle<'_>, kept: &mut Vec<Kept>) -> String {
        let Some(entry) = entry else { return self.text.clone() };
        let discarded = settle.discard.contains(&self.id);
        match entry.state() {
            _ if discarded || entry.current == self.hash => self.plain(&entry),
            State::Untouched => self.plain(&entry),
            State::Adopted if entry.base.as_deref() == Some(&self.hash) => entry.text,
            _ if settle.adopt.contains(&self.id) => entry.with_from(&Origin {
                fact: self.fact.clone(),
                hash: format!("{}+{}", self.hash, entry.current),
            }),
            _ => {
                kept.push(Kept {
                    id: self.id.clone(),
                    reason: Reason::Edited,
                    generated: Some(self.text.clone()),
                    existing: entry.text.clone(),
                });
                entry.text
            }
        }
    }

    /// The generated text; comments that stand above the entry stay, and all of it when it says the same already.
    fn plain(&self, entry: &ExistingEntry) -> String {
        if entry.current == self.hash && entry.base.as_deref() == Some(&self.hash) && entry.adopted.is_none()
        {
            return entry.text.clone();
        }
        format!("{}{}", entry.comment(), self.text)
    }
}

/// How an entry in the file stands to what was generated.
enum State {
    /// As it was generated.
    Untouched,
    /// Edited, and the edit was adopted.
    Adopted,
    /// Edited.
    Edited,
    /// Written by a person.
    Own,
}

/// An entry as it stands in the file.
struct ExistingEntry {
    /// Its source, comments above it included.
    text: String,
    /// The hash of what it says now.
    current: String,
    /// The fact it was generated from.
    fact: Option<EntryId>,
    /// The hash of what was generated.
    base: Option<String>,
    /// The hash of the edit that was adopted.
    adopted: Option<String>,
}

impl ExistingEntry {
    fn state(&self) -> State {
        match (&self.base, &self.adopted) {
            (None, _) => State::Own,
            (Some(_), Some(adopted)) if *adopted == self.current => State::Adopted,
            (Some(base), None) if *base == self.current => State::Untouched,
            _ => State::Edited,
        }
    }

    fn comment(&self) -> &str {
        let end = self
            .text
            .split_inclusive('\n')
            .take_while(|line| !line.trim_start().starts_with('['))
            .map(str::len)
            .sum();
        &self.text[..end]
    }

    /// Its text with another `from` line, or with one where it had none.
    fn with_from(&self, from: &Origin) -> String {
        let comment = self.comment().len();
        let (head, body) = self.text.split_at(comment);
        let (header, rest) = body.split_once('\n').unwrap_or((body, ""));
        let is_from = |line: &&str| {
            line.trim_start().strip_prefix("from").is_some_and(|rest| rest.trim_start().starts_with('='))
        };
        let rest: String = match self.base {
            Some(_) => {
                let line = rest.split_inclusive('\n').find(is_from).unwrap_or_default();
                rest.replacen(line, "", 1)
            }
            None => rest.to_owned(),
        };
        format!("{head}{header}\nfrom = {}\n{rest}", origin(from))
    }
}

/// The entries of the file as it is.
#[derive(Default)]
struct Existing {
    entries: HashMap<EntryId, ExistingEntry>,
    order: Vec<EntryId>,
    /// Tables that are no cards: quick lines and groups that people added.
    others: Vec<(Vec<EntryId>, String)>,
}

impl Existing {
    fn read(path: &str, source: &str) -> Result<Self, Vec<Diagnostic>> {
        let parsed = parse(path, source);
        let Some(deck) = parsed.deck else { return Err(parsed.diagnostics) };
        let blocks = blocks(source);
        let mut texts: HashMap<&str, String> = HashMap::new();
        let mut existing = Self::default();
        for block in &blocks {
            match &block.card {
                Some(card) => texts.entry(card).or_default().push_str(&source[block.span.clone()]),
                None if block.is_head => {}
                None => {
                    let inside = |entry: &&super::Entry| block.span.contains(&entry.span.start);
                    let ids = deck.entries.iter().filter(inside).map(|entry| entry.id.clone()).collect();
                    existing.others.push((ids, source[block.span.clone()].to_owned()));
                }
            }
        }
        let mut lost = Vec::new();
        for (note, entry) in deck.notes.iter().zip(&deck.entries) {
            if let Some(text) = texts.remove(note.id.as_str()) {
                existing.order.push(note.id.clone());
                existing.entries.insert(note.id.clone(), ExistingEntry::of(&deck.info, note, text));
            } else if !existing.others.iter().any(|(ids, _)| ids.contains(&note.id)) {
                let message = format!("generating would lose `{}`, which has no header of its own", note.id);
                let found = entry.diagnostic(path, Severity::Error, "card-without-header", message);
                lost.push(found.hinted(format!("write it as [card.{}]", note.id)));
            }
        }
        if lost.is_empty() { Ok(existing) } else { Err(lost) }
    }

    /// What no fact gives any more: edited entries and those of people are kept, the others go.
    fn rest(mut self, settle: Settle<'_>, text: &mut String, kept: &mut Vec<Kept>) {
        for id in &self.order {
            let Some(entry) = self.entries.remove(id) else { continue };
            let reason = match entry.state() {
                State::Untouched => continue,
                _ if settle.discard.contains(id) => continue,
                State::Adopted => None,
                State::Edited if settle.adopt.contains(id) => None,
                State::Edited => Some(Reason::FactGone),
                State::Own => Some(Reason::Added),
            };
            let existing = match (&entry.fact, &entry.base) {
                (Some(fact), Some(base)) if settle.adopt.contains(id) => {
                    entry.with_from(&Origin { fact: fact.clone(), hash: format!("{base}+{}", entry.current) })
                }
                _ => entry.text.clone(),
            };
            if let Some(reason) = reason {
                kept.push(Kept { id: id.clone(), reason, generated: None, existing: existing.clone() });
            }
            append(text, &existing);
        }
        for (ids, block) in self.others {
            append(text, &block);
            kept.extend(ids.into_iter().map(|id| Kept {
                id,
                reason: Reason::Added,
                generated: None,
                existing: block.clone(),
            }));
        }
    }
}

impl ExistingEntry {
    fn of(info: &DeckInfo, note: &Note, text: String) -> Self {
        let (base, adopted) = match &note.from {
            None => (None, None),
            Some(from) => match from.hash.split_once('+') {
                Some((base, adopted)) => (Some(base.to_owned()), Some(adopted.to_owned())),
                None => (Some(from.hash.clone()), None),
            },
        };
        let fact = note.from.as_ref().map(|from| from.fact.clone());
        let text = format!("{}\n", text.trim_end());
        Self { text, current: hash_of(info, note), fact, base, adopted }
    }
}

/// A table of the file with the comments above it.
struct Block {
    span: Range<usize>,
    /// The id of the card it belongs to.
    card: Option<String>,
    /// The deck's own keys and objectives: they are generated anew.
    is_head: bool,
}

/// The file cut at its table headers.
fn blocks(source: &str) -> Vec<Block> {
    let (table, _) = DeTable::parse_recoverable(source);
    let mut headers = Vec::new();
    collect_headers(table.get_ref(), &mut Vec::new(), source, &mut headers);
    headers.sort_by_key(|(at, _)| *at);
    let starts: Vec<usize> = headers.iter().map(|(at, _)| above(source, *at)).collect();
    let ends = starts.iter().skip(1).copied().chain([source.len()]);
    let named = headers.iter().zip(starts.iter().zip(ends));
    named
        .map(|((_, path), (start, end))| Block {
            span: *start..end,
            card: (path.first().map(String::as_str) == Some("card")).then(|| path.get(1).cloned()).flatten(),
            is_head: path.first().map(String::as_str) == Some("objectives"),
        })
        .collect()
}

/// Every table that has a header of its own, with its path.
fn collect_headers(
    table: &DeTable<'_>,
    path: &mut Vec<String>,
    source: &str,
    found: &mut Vec<(usize, Vec<String>)>,
) {
    for (key, value) in table {
        let Some(inner) = value.get_ref().as_table() else { continue };
        path.push(key.get_ref().to_string());
        let at = value.span().start;
        if source[at..].starts_with('[') {
            found.push((at, path.clone()));
        }
        if !source[at..].starts_with('{') {
            collect_headers(inner, path, source, found);
        }
        path.pop();
    }
}

/// Where the comment lines right above a header begin.
fn above(source: &str, header: usize) -> usize {
    let mut start = source[..header].rfind('\n').map_or(0, |at| at + 1);
    while start > 0 {
        let line = source[..start - 1].rfind('\n').map_or(0, |at| at + 1);
        if !source[line..start].trim_start().starts_with('#') {
            break;
        }
        start = line;
    }
    start
}
