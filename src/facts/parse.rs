//! Facts file to types, with all faults at once.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::model::{DeckId, Diagnostic, EntryId, Locator, Severity, SideId, Source};

use super::file::{
    About, Entity, EntityId, EntityType, Fact, FactKind, FactsFile, Importance, Sequence, SlotAsk, Status,
};
use super::slots;
use super::tree::{Entry, Node, Reader, entries, integer, nearest};

/// The version of the format that is read.
const FORMAT: i64 = 1;

const TOP_KEYS: &[&str] = &["format", "document", "objectives", "entity", "fact", "sequence"];
const DOCUMENT_KEYS: &[&str] = &["id", "title", "file", "url", "as_of", "topic", "tags", "accept_above"];
const ENTITY_KEYS: &[&str] = &["type", "subtype", "name", "acronym", "aliases"];
const FACT_KEYS: &[&str] = &[
    "kind",
    "status",
    "importance",
    "objective",
    "tags",
    "statement",
    "source",
    "slots",
    "ask",
    "wrong",
    "label",
    "remark",
    "why",
    "present",
    "confidence",
];
const SOURCE_KEYS: &[&str] = &["at", "section", "hash", "quote", "find"];
const ASK_KEYS: &[&str] = &["q", "typed", "hint", "ordered"];
const SEQUENCE_KEYS: &[&str] = &["facts", "title", "q"];

/// What a facts file gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The facts; none when there is any error.
    pub file: Option<FactsFile>,
    /// All faults and remarks, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a facts file; `path` is only for the diagnostics.
#[must_use]
pub fn parse(path: &str, source: &str) -> Parsed {
    let (root, faults) = DeTable::parse_recoverable(source);
    let mut reader = Reader::new(path, source);
    for fault in &faults {
        let message = fault.message().lines().collect::<Vec<_>>().join(", ");
        reader.error(fault.span().unwrap_or(0..0), "syntax", message);
    }
    let file = read_file(&mut reader, root.get_ref());
    let mut diagnostics = reader.diagnostics;
    if !faults.is_empty() {
        // What a broken line hides is not missing.
        diagnostics.retain(|found| found.code != "missing");
    }
    diagnostics.sort_by_key(|found| (found.line, found.column));
    let broken = diagnostics.iter().any(|found| found.severity == Severity::Error);
    Parsed { file: file.filter(|_| !broken), diagnostics }
}

fn read_file(reader: &mut Reader<'_>, root: &DeTable<'_>) -> Option<FactsFile> {
    if !read_format(reader, root) {
        return None;
    }
    let mut about = None;
    let mut file = Sections::default();
    for entry in entries(root) {
        match entry.key {
            "format" => {}
            "document" => about = read_about(reader, &entry),
            "objectives" => file.objectives = read_objectives(reader, &entry),
            "entity" => file.entities = read_each(reader, &entry, read_entity),
            "fact" | "sequence" => {}
            _ => reader.unknown(&entry, TOP_KEYS.iter().copied()),
        }
    }
    // Facts name entities, and sequences name facts, wherever in the file they stand.
    let section = |key: &str| entries(root).into_iter().find(|entry| entry.key == key);
    if let Some(entry) = section("fact") {
        let entities = &file.entities;
        file.facts = read_each(reader, &entry, |reader, id, entry| read_fact(reader, id, entry, entities));
    }
    if let Some(entry) = section("sequence") {
        let facts = &file.facts;
        file.sequences =
            read_each(reader, &entry, |reader, id, entry| read_sequence(reader, id, entry, facts));
    }
    if !root.contains_key("document") {
        reader.error(0..0, "missing", "the table [document] is missing");
    }
    let about = about?;
    check_topic(reader, root, &about, &file.entities);
    let Sections { objectives, entities, facts, sequences } = file;
    Some(FactsFile { about, objectives, entities, facts, sequences })
}

#[derive(Default)]
struct Sections {
    objectives: Vec<(String, String)>,
    entities: Vec<Entity>,
    facts: Vec<Fact>,
    sequences: Vec<Sequence>,
}

/// Whether the file is of the format that is read here.
fn read_format(reader: &mut Reader<'_>, root: &DeTable<'_>) -> bool {
    let Some(node) = root.get("format") else {
        reader.error_hinted(
            0..0,
            "missing",
            "the key \"format\" is missing",
            "begin the file with: format = 1",
        );
        return true;
    };
    match integer(node) {
        Some(FORMAT) => true,
        Some(newer) if newer > FORMAT => {
            let message = format!("the file is of format {newer}; this program reads format {FORMAT}");
            reader.error_hinted(node.span(), "format", message, "a newer memoire reads it");
            false
        }
        _ => {
            reader.error(node.span(), "format", "the format must be 1");
            true
        }
    }
}

/// Reads a table of tables: one thing an id.
fn read_each<T>(
    reader: &mut Reader<'_>,
    section: &Entry<'_, '_>,
    mut read: impl FnMut(&mut Reader<'_>, &str, &Entry<'_, '_>) -> Option<T>,
) -> Vec<T> {
    let Some(table) = reader.table(section.value, &format!("\"{}\"", section.key)) else { return Vec::new() };
    entries(table).iter().filter_map(|entry| read(reader, entry.key, entry)).collect()
}

fn read_about(reader: &mut Reader<'_>, section: &Entry<'_, '_>) -> Option<About> {
    let table = reader.table(section.value, "\"document\"")?;
    let mut id = None;
    let mut title = None;
    let (mut file, mut url, mut as_of) = (None, None, None);
    let (mut topic, mut tags) = (Vec::new(), Vec::new());
    let mut accept_above = None;
    for entry in entries(table) {
        let what = entry.key;
        match what {
            "id" => {
                id = reader
                    .text(entry.value, what)
                    .and_then(|text| parsed(reader, entry.value, "bad-id", text.parse()));
            }
            "title" => title = reader.text(entry.value, what),
            "file" => file = reader.text(entry.value, what),
            "url" => url = reader.text(entry.value, what),
            "as_of" => as_of = reader.text(entry.value, what),
            "topic" => {
                let names = reader.texts(entry.value, what);
                topic = names.iter().filter_map(|name| EntityId::new(name).ok()).collect();
            }
            "tags" => tags = reader.texts(entry.value, what),
            "accept_above" => accept_above = read_share(reader, entry.value, what),
            _ => reader.unknown(&entry, DOCUMENT_KEYS.iter().copied()),
        }
    }
    require(reader, table, &section.span, "the document", &["id"]);
    let id: DeckId = id?;
    let title = title.unwrap_or_else(|| id.to_string());
    Some(About { id, title, file, url, as_of, topic, tags, accept_above })
}

fn check_topic(reader: &mut Reader<'_>, root: &DeTable<'_>, about: &About, entities: &[Entity]) {
    let node = root.get("document").and_then(|document| document.get_ref().get("topic"));
    for id in about.topic.iter().filter(|id| entities.iter().all(|entity| &entity.id != *id)) {
        let span = node.map_or(0..0, toml::Spanned::span);
        reader.error(span, "unknown-entity", format!("no entity \"{}\" in this file", id.as_str()));
    }
}

fn read_objectives(reader: &mut Reader<'_>, section: &Entry<'_, '_>) -> Vec<(String, String)> {
    let Some(table) = reader.table(section.value, "\"objectives\"") else { return Vec::new() };
    entries(table)
        .iter()
        .filter_map(|entry| Some((entry.key.to_owned(), reader.text(entry.value, "an objective's title")?)))
        .collect()
}

fn read_entity(reader: &mut Reader<'_>, id: &str, section: &Entry<'_, '_>) -> Option<Entity> {
    let checked = parsed(reader, section.value, "bad-id", EntityId::new(id));
    let table = reader.table(section.value, &format!("entity \"{id}\""))?;
    let (mut kind, mut name) = (None, None);
    let (mut subtype, mut acronym, mut aliases) = (None, None, Vec::new());
    for entry in entries(table) {
        match entry.key {
            "type" => kind = reader.word::<EntityType>(entry.value, "type of entity"),
            "subtype" => subtype = reader.text(entry.value, entry.key),
            "name" => name = reader.text(entry.value, entry.key),
            "acronym" => acronym = reader.text(entry.value, entry.key),
            "aliases" => aliases = reader.texts(entry.value, entry.key),
            _ => reader.unknown(&entry, ENTITY_KEYS.iter().copied()),
        }
    }
    require(reader, table, &section.span, &format!("entity \"{id}\""), &["type", "name"]);
    Some(Entity { id: checked?, kind: kind?, subtype, name: name?, acronym, aliases })
}

fn read_fact(
    reader: &mut Reader<'_>,
    id: &str,
    section: &Entry<'_, '_>,
    entities: &[Entity],
) -> Option<Fact> {
    let checked: Option<EntryId> = parsed(reader, section.value, "bad-id", id.parse());
    let what = format!("fact \"{id}\"");
    let table = reader.table(section.value, &what)?;
    require(reader, table, &section.span, &what, &["kind", "importance", "statement"]);
    let mut fact = Fact {
        id: EntryId::new("0").ok()?,
        kind: FactKind::Event,
        status: Status::default(),
        importance: Importance::Background,
        objective: None,
        tags: Vec::new(),
        statement: String::new(),
        source: Source::default(),
        find: None,
        slots: Vec::new(),
        asks: Vec::new(),
        wrong: Vec::new(),
        label: None,
        remark: None,
        why: None,
        present: false,
        confidence: None,
    };
    fact.id = checked.clone().unwrap_or(fact.id);
    for entry in entries(table) {
        read_fact_key(reader, &entry, entities, &mut fact);
    }
    check_sides(reader, table, &fact);
    checked.map(|_| fact)
}

fn read_fact_key(reader: &mut Reader<'_>, entry: &Entry<'_, '_>, entities: &[Entity], fact: &mut Fact) {
    let (what, node) = (entry.key, entry.value);
    match what {
        "kind" => fact.kind = reader.word(node, "kind of fact").unwrap_or(fact.kind),
        "status" => fact.status = reader.word(node, "status").unwrap_or_default(),
        "importance" => match integer(node).and_then(Importance::from_number) {
            Some(importance) => fact.importance = importance,
            None => reader.error_hinted(
                node.span(),
                "importance",
                "importance must be 1, 2 or 3",
                "3: an examiner must ask it; 2: may ask it; 1: background",
            ),
        },
        "objective" => fact.objective = reader.text(node, what),
        "tags" => fact.tags = reader.texts(node, what),
        "statement" => fact.statement = reader.text(node, what).unwrap_or_default(),
        "source" => (fact.source, fact.find) = read_source(reader, node),
        "slots" => fact.slots = slots::read_slots(reader, node, entities),
        "ask" => fact.asks = read_sides(reader, node, what, read_ask),
        "wrong" => {
            fact.wrong =
                read_sides(reader, node, what, |reader, entry| Some(reader.texts(entry.value, "wrong")));
        }
        "label" => fact.label = reader.text(node, what),
        "remark" => fact.remark = reader.text(node, what),
        "why" => fact.why = reader.text(node, what),
        "present" => fact.present = reader.flag(node, what).unwrap_or_default(),
        "confidence" => fact.confidence = read_share(reader, node, what),
        _ => reader.unknown(entry, FACT_KEYS.iter().copied()),
    }
}

fn read_share(reader: &mut Reader<'_>, node: &Node<'_>, what: &str) -> Option<f64> {
    let share = reader.number(node, what)?;
    if (0.0..=1.0).contains(&share) {
        return Some(share);
    }
    reader.error(node.span(), "range", format!("{what} must be from 0 to 1"));
    None
}

fn read_source(reader: &mut Reader<'_>, node: &Node<'_>) -> (Source, Option<String>) {
    let mut source = Source::default();
    let mut find = None;
    if let DeValue::String(text) = node.get_ref() {
        source.text = Some(text.trim().to_owned());
        return (source, None);
    }
    let Some(table) = reader.table(node, "source") else { return (source, None) };
    for entry in entries(table) {
        let text = if SOURCE_KEYS.contains(&entry.key) { reader.text(entry.value, entry.key) } else { None };
        match entry.key {
            "at" => {
                source.at =
                    text.and_then(|text| parsed(reader, entry.value, "bad-place", text.parse::<Locator>()));
            }
            "section" => source.section = text,
            "hash" => source.hash = text,
            "quote" => source.quote = text,
            "find" => find = text,
            _ => reader.unknown(&entry, SOURCE_KEYS.iter().copied()),
        }
    }
    (source, find)
}

/// Reads a table of slot names.
fn read_sides<T>(
    reader: &mut Reader<'_>,
    node: &Node<'_>,
    what: &str,
    mut read: impl FnMut(&mut Reader<'_>, &Entry<'_, '_>) -> Option<T>,
) -> Vec<(SideId, T)> {
    let Some(table) = reader.table(node, what) else { return Vec::new() };
    let mut sides = Vec::new();
    for entry in entries(table) {
        let value = read(reader, &entry);
        let side = parsed(reader, entry.value, "bad-id", entry.key.parse());
        sides.extend(side.zip(value));
    }
    sides
}

fn read_ask(reader: &mut Reader<'_>, entry: &Entry<'_, '_>) -> Option<SlotAsk> {
    match entry.value.get_ref() {
        DeValue::Boolean(false) => Some(SlotAsk::Never),
        DeValue::String(_) => {
            let text = reader.text(entry.value, "the question")?;
            Some(SlotAsk::Question { text, typed: None, ordered: false, hint: None })
        }
        DeValue::Table(table) => {
            let (mut question, mut typed, mut is_ordered, mut clue) = (None, None, false, None);
            for entry in entries(table) {
                match entry.key {
                    "q" => question = reader.text(entry.value, "the question"),
                    "typed" => typed = reader.flag(entry.value, "typed"),
                    "ordered" => is_ordered = reader.flag(entry.value, "ordered").unwrap_or_default(),
                    "hint" => clue = reader.text(entry.value, "hint"),
                    _ => reader.unknown(&entry, ASK_KEYS.iter().copied()),
                }
            }
            require(reader, table, &entry.span, "a question", &["q"]);
            Some(SlotAsk::Question { text: question?, typed, ordered: is_ordered, hint: clue })
        }
        _ => {
            reader.wrong_type(entry.value, "a question", "a text, a table with \"q\", or false");
            None
        }
    }
}

/// Questions and distractors must belong to a slot (of an acronym: to one of its two sides).
fn check_sides(reader: &mut Reader<'_>, table: &DeTable<'_>, fact: &Fact) {
    let mut known: Vec<&str> = fact.slots.iter().map(|slot| slot.name.as_str()).collect();
    if fact.kind == FactKind::Acronym {
        known.extend(["acronym", "name"]);
    }
    for key in ["ask", "wrong"] {
        let Some(DeValue::Table(sides)) = table.get(key).map(toml::Spanned::get_ref) else { continue };
        for entry in entries(sides).iter().filter(|entry| !known.contains(&entry.key)) {
            let hint = nearest(entry.key, &known).map_or_else(
                || format!("slots here: {}", known.join(", ")),
                |near| format!("did you mean \"{near}\"?"),
            );
            let message = format!("there is no slot \"{}\"", entry.key);
            reader.error_hinted(entry.span.clone(), "unknown-slot", message, hint);
        }
    }
}

fn read_sequence(
    reader: &mut Reader<'_>,
    id: &str,
    section: &Entry<'_, '_>,
    facts: &[Fact],
) -> Option<Sequence> {
    let checked: Option<EntryId> = parsed(reader, section.value, "bad-id", id.parse());
    let table = reader.table(section.value, &format!("sequence \"{id}\""))?;
    let mut sequence = Sequence { id: checked?, facts: Vec::new(), title: None, question: None };
    if facts.iter().any(|fact| fact.id == sequence.id) {
        reader.error(section.span.clone(), "duplicate", format!("a fact has the id \"{id}\" too"));
    }
    for entry in entries(table) {
        match entry.key {
            "facts" => sequence.facts = read_members(reader, entry.value, facts),
            "title" => sequence.title = reader.text(entry.value, entry.key),
            "q" => sequence.question = reader.text(entry.value, entry.key),
            _ => reader.unknown(&entry, SEQUENCE_KEYS.iter().copied()),
        }
    }
    require(reader, table, &section.span, &format!("sequence \"{id}\""), &["facts"]);
    Some(sequence)
}

fn read_members(reader: &mut Reader<'_>, node: &Node<'_>, facts: &[Fact]) -> Vec<EntryId> {
    let nodes = reader.list(node, "facts").unwrap_or_default();
    if nodes.len() < 2 {
        reader.error(node.span(), "sequence", "a sequence needs at least two facts");
    }
    let known: Vec<&str> = facts.iter().map(|fact| fact.id.as_str()).collect();
    let mut members: Vec<EntryId> = Vec::new();
    for node in nodes {
        let Some(name) = reader.text(node, "a fact's id") else { continue };
        match facts.iter().find(|fact| fact.id.as_str() == name) {
            Some(fact) if members.contains(&fact.id) => {
                reader.error(node.span(), "duplicate", format!("fact \"{name}\" stands here twice"));
            }
            Some(fact) => members.push(fact.id.clone()),
            None => {
                let hint = nearest(&name, &known).map(|near| format!("did you mean \"{near}\"?"));
                let message = format!("no fact \"{name}\" in this file");
                match hint {
                    Some(hint) => reader.error_hinted(node.span(), "unknown-fact", message, hint),
                    None => reader.error(node.span(), "unknown-fact", message),
                }
            }
        }
    }
    members
}

fn require(reader: &mut Reader<'_>, table: &DeTable<'_>, span: &Range<usize>, what: &str, keys: &[&str]) {
    for key in keys.iter().filter(|key| !table.contains_key(**key)) {
        reader.error(span.clone(), "missing", format!("{what} lacks \"{key}\""));
    }
}

/// The value, or its error noted.
fn parsed<T, E: std::fmt::Display>(
    reader: &mut Reader<'_>,
    node: &Node<'_>,
    code: &'static str,
    result: Result<T, E>,
) -> Option<T> {
    result.map_err(|error| reader.error(node.span(), code, error.to_string())).ok()
}
