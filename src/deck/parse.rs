//! A deck file as a whole: head, objectives, quick lines, groups, cards.

use std::collections::HashMap;

use toml::de::{DeTable, DeValue};

use super::entry;
use super::expand::expand;
use super::faults::Faults;
use super::fields::{Field, Fields, in_order};
use super::keys::{self, FORMAT, KeySet};
use super::lines;
use super::slips;
use super::{DeckFile, Entry, Group, Parsed, ParsedObjectives, cloze};
use crate::model::{DeckId, DeckInfo, EntryId, Note};

/// Reads a deck file. All its faults are told at once; `path` is what they are told under.
#[must_use]
pub fn parse(path: &str, source: &str) -> Parsed {
    let mut faults = Faults::new(path, source);
    let deck = slips::read(source, &mut faults, |table, faults| {
        let fields = Fields::new(table, &keys::DECK);
        readable_format(&fields, faults).then(|| deck(&fields, faults))?
    });
    let deck = deck.filter(|_| !faults.any_error());
    Parsed { deck, diagnostics: faults.finish() }
}

/// Reads `objectives.toml`: ids and titles of learning objectives.
#[must_use]
pub fn parse_objectives(path: &str, source: &str) -> ParsedObjectives {
    let mut faults = Faults::new(path, source);
    let found = slips::read(source, &mut faults, |table, faults| {
        let fields = Fields::new(table, &keys::OBJECTIVES);
        if !readable_format(&fields, faults) {
            return None;
        }
        fields.refuse_unknown(faults);
        if fields.get("objectives").is_none() {
            let hint = "write [objectives], then a line like \"LO 1\" = \"What the learner can do\"";
            faults.error_hinted(0..0, "missing-key", "no `objectives`", hint);
        }
        Some(objectives(&fields, faults))
    });
    let objectives = found.filter(|_| !faults.any_error());
    ParsedObjectives { objectives, diagnostics: faults.finish() }
}

/// Whether the file is of a format this program reads. A newer one is refused alone: its other keys mean nothing here.
pub(crate) fn readable_format(fields: &Fields<'_>, faults: &mut Faults<'_>) -> bool {
    let write = format!("write format = {FORMAT} as the first line");
    let Some(field) = fields.get("format") else {
        faults.error_hinted(0..0, "missing-key", "no `format`", write);
        return true;
    };
    let number = match field.value {
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    };
    match number {
        Some(FORMAT) => true,
        Some(newer) if newer > FORMAT => {
            let message =
                format!("format {newer} is newer than format {FORMAT}, the newest this program reads");
            faults.error_hinted(field.span(), "newer-format", message, "use a newer memoire for this file");
            false
        }
        _ => {
            let message = format!("`format` must be {FORMAT}");
            faults.error_hinted(field.span(), "bad-format", message, format!("write format = {FORMAT}"));
            true
        }
    }
}

fn deck(fields: &Fields<'_>, faults: &mut Faults<'_>) -> Option<DeckFile> {
    fields.refuse_unknown(faults);
    let id = deck_id(fields, faults);
    // Faults further on are told even when the id is missing.
    let assumed = id.clone().or_else(|| DeckId::new("deck").ok())?;
    let info = info(fields, assumed.clone(), faults);
    let mut notes = Notes::default();
    if let Some(table) = fields.get("quick").and_then(|field| field.expect_table(faults)) {
        lines::quick_lines(table, None, faults, |note, start, end| notes.add(note, start, end));
    }
    let groups = groups(fields, &mut notes, faults);
    cards(fields, &assumed, &mut notes, faults);
    let (notes, entries) = notes.finish(faults);
    check_groups(&notes, &entries, &groups, faults);
    let mut deck = DeckFile {
        path: faults.path().to_owned(),
        info,
        tags: fields.text_list("tags", faults),
        objective: fields.text("objective", faults),
        allow: fields.text_list("allow", faults),
        groups,
        notes,
        entries,
        cards: Vec::new(),
    };
    if !faults.any_error() {
        deck.cards = expand(&deck);
    }
    Some(deck)
}

fn deck_id(fields: &Fields<'_>, faults: &mut Faults<'_>) -> Option<DeckId> {
    let Some(field) = fields.get("id") else {
        let file = faults.path().rsplit(['/', '\\']).next().unwrap_or_default();
        let name = cloze::slug(file.strip_suffix(".toml").unwrap_or(file));
        let hint = format!("write id = \"{name}\" below `format`; it begins every key, so it should stay");
        faults.error_hinted(0..0, "missing-key", "no `id`", hint);
        return None;
    };
    let text = field.text(faults)?;
    match DeckId::new(text) {
        Ok(id) => Some(id),
        Err(error) => {
            let hint =
                format!("ids are small letters, digits and hyphens: id = \"{}\"", cloze::slug(&error.text));
            faults.error_hinted(field.span(), "bad-id", format!("`{}` is no id", error.text), hint);
            None
        }
    }
}

fn info(fields: &Fields<'_>, id: DeckId, faults: &mut Faults<'_>) -> DeckInfo {
    DeckInfo {
        title: fields.text("title", faults).unwrap_or_else(|| id.to_string()),
        document: fields.text("document", faults),
        url: fields.text("url", faults),
        study: fields.get("study").and_then(|field| field.boolean(faults)).unwrap_or(true),
        objectives: objectives(fields, faults),
        id,
    }
}

fn objectives(fields: &Fields<'_>, faults: &mut Faults<'_>) -> Vec<(String, String)> {
    let table = fields.get("objectives").and_then(|field| field.expect_table(faults));
    let mut list = Vec::new();
    for field in table.map(in_order).unwrap_or_default() {
        if field.table().is_some() {
            let line = faults.line_text(field.key_at);
            let key = line.split('=').next().unwrap_or(line).trim();
            let message = format!("the objective `{key}` needs quotes: a dot parts keys");
            faults.error_hinted(
                field.key_span(faults),
                "key-needs-quotes",
                message,
                format!("write \"{key}\" = ..."),
            );
        } else if let Some(title) = field.text(faults) {
            list.push((field.name.to_owned(), title));
        }
    }
    list
}

fn groups(fields: &Fields<'_>, notes: &mut Notes, faults: &mut Faults<'_>) -> Vec<Group> {
    let table = fields.get("group").and_then(|field| field.expect_table(faults));
    let mut groups = Vec::new();
    for field in table.map(in_order).unwrap_or_default() {
        let Ok(id) = EntryId::new(field.name) else {
            entry::bad_id(&field, faults);
            continue;
        };
        if let Some(table) = expect_named_table(&field, "group", faults) {
            groups.push(group(id, table, notes, faults));
        }
    }
    groups
}

fn group(id: EntryId, table: &DeTable<'_>, notes: &mut Notes, faults: &mut Faults<'_>) -> Group {
    let mut fields = Fields::new(table, &keys::GROUP);
    for (field, _) in fields.take_tables() {
        let message = format!("a group has no table `{}`", field.name);
        let hint = format!("a card stands by itself: [card.some-id] with group = \"{id}\"");
        faults.error_hinted(field.key_span(faults), "unknown-key", message, hint);
    }
    fields.refuse_unknown(faults);
    if let Some(table) = fields.get("quick").and_then(|field| field.expect_table(faults)) {
        lines::quick_lines(table, Some(&id), faults, |note, start, end| notes.add(note, start, end));
    }
    Group {
        title: fields.text("title", faults).unwrap_or_else(|| id.to_string()),
        tags: fields.text_list("tags", faults),
        objective: fields.text("objective", faults),
        source: fields.get("source").and_then(|field| entry::source(&field, faults)),
        allow: fields.text_list("allow", faults),
        id,
    }
}

fn cards(fields: &Fields<'_>, deck: &DeckId, notes: &mut Notes, faults: &mut Faults<'_>) {
    let table = fields.get("card").and_then(|field| field.expect_table(faults));
    for field in table.map(in_order).unwrap_or_default() {
        let Ok(id) = EntryId::new(field.name) else {
            entry::bad_id(&field, faults);
            continue;
        };
        let Some(table) = expect_named_table(&field, "card", faults) else { continue };
        if let Some(note) = entry::note(id, &field, table, deck, faults) {
            let span = field.key_span(faults);
            notes.add(note, span.start, span.end);
        }
    }
}

/// The table of one card or group; a plain value there is most often a quick line, or a key of a card without its id.
fn expect_named_table<'t>(field: &Field<'t>, what: &str, faults: &mut Faults<'_>) -> Option<&'t DeTable<'t>> {
    let table = field.table();
    if table.is_none() {
        let set: &KeySet = if what == "card" { &keys::CARD } else { &keys::GROUP };
        let hint = if set.find(field.name).is_some() {
            format!("give the {what} an id: [{what}.some-id] and not [{what}]")
        } else {
            format!("write [{what}.{}]; a line \"question :: answer\" stands under [quick]", field.name)
        };
        faults.error_hinted(
            field.key_span(faults),
            "wrong-type",
            format!("`{}` is no {what}", field.name),
            hint,
        );
    }
    table
}

/// The notes of a file as they are found, with the bytes of their ids.
#[derive(Default)]
struct Notes {
    found: Vec<(usize, usize, Note)>,
}

impl Notes {
    fn add(&mut self, note: Note, start: usize, end: usize) {
        self.found.push((start, end, note));
    }

    /// Puts them into the order of the file; an id that is there already is a fault.
    fn finish(mut self, faults: &mut Faults<'_>) -> (Vec<Note>, Vec<Entry>) {
        self.found.sort_by_key(|(start, ..)| *start);
        let mut first_lines: HashMap<&EntryId, u32> = HashMap::with_capacity(self.found.len());
        for (start, end, note) in &self.found {
            let line = faults.line(*start);
            if let Some(first) = first_lines.get(&note.id) {
                let message = format!("the id `{}` is taken: line {first} has it", note.id);
                let hint = "give one of them another id";
                faults.error_hinted(*start..*end, "duplicate-id", message, hint);
            } else {
                first_lines.insert(&note.id, line);
            }
        }
        drop(first_lines);
        self.found
            .into_iter()
            .map(|(start, end, note)| {
                let line = faults.line_span(start);
                let entry = Entry {
                    id: note.id.clone(),
                    span: start..end,
                    line: faults.line(start),
                    column: column(&faults.source()[line.start..start]),
                    text: faults.line_text(start).to_owned(),
                };
                (note, entry)
            })
            .unzip()
    }
}

fn column(before: &str) -> u32 {
    u32::try_from(before.trim_start_matches('\u{feff}').chars().count() + 1).unwrap_or(u32::MAX)
}

/// Every group a card names must be there.
fn check_groups(notes: &[Note], entries: &[Entry], groups: &[Group], faults: &mut Faults<'_>) {
    for (note, entry) in notes.iter().zip(entries) {
        let Some(named) = &note.group else { continue };
        if groups.iter().any(|group| &group.id == named) {
            continue;
        }
        let names = groups.iter().map(|group| group.id.as_str());
        let hint = match keys::nearest_word(names, named.as_str()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("write [group.{named}] in this file"),
        };
        let message = format!("`{}` stands in the group `{named}`, which this file has not", note.id);
        faults.error_hinted(entry.span.clone(), "unknown-group", message, hint);
    }
}
