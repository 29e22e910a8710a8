//! Slots: the parts of a fact, as written in the file.

use toml::de::{DeTable, DeValue};

use crate::model::Item;

use super::date::{Date, Point};
use super::file::{Entity, EntityId, Slot, Value};
use super::tree::{Entry, Node, Reader, entries, integer, nearest};

/// What a slot table may hold: exactly one.
const SORTS: &[&str] =
    &["entity", "date", "place", "person", "number", "resolution", "article", "text", "items"];
const OTHERS: &[&str] = &["unit", "body", "of", "aliases", "approx", "answer"];
/// Whose resolutions they are when the author does not say.
const COUNCIL: &str = "UN Security Council";

/// Reads the table `slots`.
pub(super) fn read_slots(reader: &mut Reader<'_>, node: &Node<'_>, entities: &[Entity]) -> Vec<Slot> {
    let Some(table) = reader.table(node, "slots") else { return Vec::new() };
    entries(table).iter().filter_map(|entry| read_slot(reader, entry, entities)).collect()
}

fn read_slot(reader: &mut Reader<'_>, entry: &Entry<'_, '_>, entities: &[Entity]) -> Option<Slot> {
    let name = match entry.key.parse() {
        Ok(name) => name,
        Err(error) => {
            reader.error(entry.span.clone(), "bad-id", format!("{error}"));
            return None;
        }
    };
    let plain = |value| Slot { name, value, aliases: Vec::new(), approx: false, answer: None };
    match entry.value.get_ref() {
        DeValue::String(text) => read_short(reader, entry.value, text, entities).map(plain),
        DeValue::Datetime(_) => read_date(reader, entry.value).map(|date| plain(Value::Date(date))),
        DeValue::Table(table) => {
            let mut slot = plain(Value::Text(String::new()));
            slot.value = read_table(reader, entry, table, entities, &mut slot)?;
            Some(slot)
        }
        _ => {
            reader.error_hinted(
                entry.value.span(),
                "wrong-slot",
                format!("slot \"{}\" must be an entity's id, a date or a table", entry.key),
                "a number is written { number = 15 }",
            );
            None
        }
    }
}

/// A slot that is one text: an entity's id, else a date.
fn read_short(reader: &mut Reader<'_>, node: &Node<'_>, text: &str, entities: &[Entity]) -> Option<Value> {
    if let Some(entity) = entities.iter().find(|entity| entity.id.as_str() == text) {
        return Some(Value::Entity(entity.id.clone()));
    }
    if let Ok(date) = text.parse() {
        return Some(Value::Date(date));
    }
    let ids: Vec<&str> = entities.iter().map(|entity| entity.id.as_str()).collect();
    let digits = text.starts_with(|c: char| c.is_ascii_digit());
    let hint = match nearest(text, &ids) {
        _ if digits => "dates are written \"1995\", \"1995-12\", \"1995-12-14\" or \"1992..1995\"".to_owned(),
        Some(near) => format!("did you mean \"{near}\"? Free words are written {{ text = \"{text}\" }}"),
        None => format!("free words are written {{ text = \"{text}\" }}"),
    };
    reader.error_hinted(
        node.span(),
        "unknown-entity",
        format!("\"{text}\" is no entity of this file and no date"),
        hint,
    );
    None
}

fn read_table(
    reader: &mut Reader<'_>,
    slot_entry: &Entry<'_, '_>,
    table: &DeTable<'_>,
    entities: &[Entity],
    slot: &mut Slot,
) -> Option<Value> {
    let all = entries(table);
    for entry in &all {
        match entry.key {
            "aliases" => slot.aliases = reader.texts(entry.value, "aliases"),
            "approx" => slot.approx = reader.flag(entry.value, "approx").unwrap_or_default(),
            "answer" => slot.answer = reader.text(entry.value, "answer"),
            key if SORTS.contains(&key) || OTHERS.contains(&key) => {}
            _ => reader.unknown(entry, SORTS.iter().chain(OTHERS).copied()),
        }
    }
    let sorts: Vec<&Entry<'_, '_>> = all.iter().filter(|entry| SORTS.contains(&entry.key)).collect();
    let [sort] = sorts[..] else {
        let names: Vec<&str> = sorts.iter().map(|entry| entry.key).collect();
        let message = if names.is_empty() {
            format!("slot \"{}\" says nothing", slot_entry.key)
        } else {
            format!("slot \"{}\" holds several things: {}", slot_entry.key, names.join(", "))
        };
        reader.error_hinted(
            slot_entry.span.clone(),
            "wrong-slot",
            message,
            format!("exactly one of: {}", SORTS.join(", ")),
        );
        return None;
    };
    for (extra, owner) in [("unit", "number"), ("body", "resolution"), ("of", "article")] {
        if sort.key != owner
            && let Some(entry) = all.iter().find(|entry| entry.key == extra)
        {
            reader.error(entry.span.clone(), "wrong-slot", format!("\"{extra}\" goes with \"{owner}\" only"));
        }
    }
    read_sort(reader, sort, table, entities)
}

fn read_sort(
    reader: &mut Reader<'_>,
    sort: &Entry<'_, '_>,
    table: &DeTable<'_>,
    entities: &[Entity],
) -> Option<Value> {
    let mut side = |key: &str| table.get(key).and_then(|node| reader.text(node, key));
    let (unit, body, of) = (side("unit"), side("body"), side("of"));
    let named = |text: String| {
        let entity = entities.iter().find(|entity| entity.id.as_str() == text);
        entity.map_or(text, |entity| entity.name.clone())
    };
    let node = sort.value;
    match sort.key {
        "entity" => read_entity(reader, node, entities).map(Value::Entity),
        "date" => read_date(reader, node).map(Value::Date),
        "place" => reader.text(node, "place").map(Value::Place),
        "person" => reader.text(node, "person").map(Value::Person),
        "number" => reader.number(node, "number").map(|value| Value::Number { value, unit }),
        "resolution" => read_numeral(reader, node, "resolution")
            .map(|number| Value::Resolution { number, body: body.map_or_else(|| COUNCIL.to_owned(), named) }),
        "article" => {
            read_numeral(reader, node, "article").map(|number| Value::Article { number, of: of.map(named) })
        }
        "items" => read_items(reader, node),
        _ => reader.text(node, "text").map(Value::Text),
    }
}

fn read_entity(reader: &mut Reader<'_>, node: &Node<'_>, entities: &[Entity]) -> Option<EntityId> {
    let text = reader.text(node, "entity")?;
    let found = entities.iter().find(|entity| entity.id.as_str() == text).map(|entity| entity.id.clone());
    if found.is_none() {
        let ids: Vec<&str> = entities.iter().map(|entity| entity.id.as_str()).collect();
        let message = format!("no entity \"{text}\" in this file");
        match nearest(&text, &ids) {
            Some(near) => {
                reader.error_hinted(
                    node.span(),
                    "unknown-entity",
                    message,
                    format!("did you mean \"{near}\"?"),
                );
            }
            None => reader.error(node.span(), "unknown-entity", message),
        }
    }
    found
}

/// A date in quotes, a year as a number, or a TOML date.
fn read_date(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Date> {
    let date = match node.get_ref() {
        DeValue::Datetime(found) => found
            .date
            .and_then(|date| {
                Point::new(i32::from(date.year), Some(u32::from(date.month)), Some(u32::from(date.day)))
            })
            .map(Date::At),
        DeValue::Integer(_) => integer(node).and_then(|year| format!("{year:04}").parse().ok()),
        DeValue::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    if date.is_none() {
        let message = "this is no date";
        let hint = "write \"1995\", \"1995-12\", \"1995-12-14\" or \"1992..1995\"";
        reader.error_hinted(node.span(), "bad-date", message, hint);
    }
    date
}

/// A number that names something: as it is, or in quotes (`"5 bis"`).
fn read_numeral(reader: &mut Reader<'_>, node: &Node<'_>, what: &str) -> Option<String> {
    match integer(node) {
        Some(number) => Some(number.to_string()),
        None => reader.text(node, what),
    }
}

fn read_items(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Value> {
    let mut items = Vec::new();
    for item in reader.list(node, "items")? {
        match item.get_ref() {
            DeValue::Table(table) => {
                let (mut text, mut aliases) = (None, Vec::new());
                for entry in entries(table) {
                    match entry.key {
                        "text" => text = reader.text(entry.value, "an item's text"),
                        "aliases" => aliases = reader.texts(entry.value, "aliases"),
                        _ => reader.unknown(&entry, ["text", "aliases"]),
                    }
                }
                match text {
                    Some(text) => items.push(Item { text, aliases }),
                    None => reader.error(item.span(), "missing", "an item lacks \"text\""),
                }
            }
            _ => items.extend(reader.text(item, "an item").map(|text| Item { text, aliases: Vec::new() })),
        }
    }
    if items.len() < 2 {
        reader.error(node.span(), "wrong-slot", "items needs at least two items");
        return None;
    }
    Some(Value::Items(items))
}
