//! Facts to the text of a facts file, as a person would write it: one table a fact, the same facts always alike.

use std::fmt::Write;

use toml_edit::{Array, InlineTable, Value as TomlValue};

use crate::model::{Item, Source};

use super::file::{About, Entity, Fact, FactsFile, Sequence, Slot, SlotAsk, Status, Value, Word};

/// Whose resolutions they are when the author does not say.
const COUNCIL: &str = "UN Security Council";

/// A whole facts file. `head` stands above it, as a comment.
#[must_use]
pub fn render_file(file: &FactsFile, head: &str) -> String {
    let mut text = String::new();
    for line in head.lines() {
        _ = writeln!(text, "# {line}");
    }
    text.push_str("\nformat = 1\n\n");
    text.push_str(&render_about(&file.about));
    if !file.objectives.is_empty() {
        text.push_str("\n[objectives]\n");
        for (id, title) in &file.objectives {
            _ = writeln!(text, "{} = {}", quoted(id), quoted(title));
        }
    }
    for entity in &file.entities {
        text.push('\n');
        text.push_str(&render_entity(entity));
    }
    for fact in &file.facts {
        text.push('\n');
        text.push_str(&render_fact(fact));
    }
    for sequence in &file.sequences {
        text.push('\n');
        text.push_str(&render_sequence(sequence));
    }
    text
}

fn render_about(about: &About) -> String {
    let mut text =
        format!("[document]\nid = {}\ntitle = {}\n", quoted(about.id.as_str()), quoted(&about.title));
    for (key, value) in [("file", &about.file), ("url", &about.url), ("as_of", &about.as_of)] {
        if let Some(value) = value {
            _ = writeln!(text, "{key} = {}", quoted(value));
        }
    }
    if !about.topic.is_empty() {
        let ids: Vec<String> = about.topic.iter().map(|id| id.as_str().to_owned()).collect();
        _ = writeln!(text, "topic = {}", list(&ids));
    }
    if !about.tags.is_empty() {
        _ = writeln!(text, "tags = {}", list(&about.tags));
    }
    if let Some(least) = about.accept_above {
        _ = writeln!(text, "accept_above = {least}");
    }
    text
}

/// One entity, as a table.
#[must_use]
pub fn render_entity(entity: &Entity) -> String {
    let mut text = format!("[entity.{}]\ntype = {}\n", entity.id.as_str(), quoted(word(entity.kind)));
    if let Some(subtype) = &entity.subtype {
        _ = writeln!(text, "subtype = {}", quoted(subtype));
    }
    _ = writeln!(text, "name = {}", quoted(&entity.name));
    if let Some(acronym) = &entity.acronym {
        _ = writeln!(text, "acronym = {}", quoted(acronym));
    }
    if !entity.aliases.is_empty() {
        _ = writeln!(text, "aliases = {}", list(&entity.aliases));
    }
    text
}

/// One fact, as a table.
#[must_use]
pub fn render_fact(fact: &Fact) -> String {
    let mut text = format!("[fact.{}]\nkind = {}\n", fact.id, quoted(word(fact.kind)));
    if fact.status != Status::default() {
        _ = writeln!(text, "status = {}", quoted(word(fact.status)));
    }
    _ = writeln!(text, "importance = {}", fact.importance as u8);
    if let Some(confidence) = fact.confidence {
        _ = writeln!(text, "confidence = {confidence}");
    }
    if let Some(objective) = &fact.objective {
        _ = writeln!(text, "objective = {}", quoted(objective));
    }
    if !fact.tags.is_empty() {
        _ = writeln!(text, "tags = {}", list(&fact.tags));
    }
    if fact.present {
        text.push_str("present = true\n");
    }
    _ = writeln!(text, "statement = {}", quoted(&fact.statement));
    if let Some(source) = render_source(&fact.source, fact.find.as_deref()) {
        _ = writeln!(text, "source = {source}");
    }
    for slot in &fact.slots {
        _ = writeln!(text, "slots.{} = {}", slot.name, render_slot(slot));
    }
    for (side, ask) in &fact.asks {
        _ = writeln!(text, "ask.{side} = {}", render_ask(ask));
    }
    for (side, wrong) in &fact.wrong {
        _ = writeln!(text, "wrong.{side} = {}", list(wrong));
    }
    for (key, value) in [("label", &fact.label), ("remark", &fact.remark), ("why", &fact.why)] {
        if let Some(value) = value {
            _ = writeln!(text, "{key} = {}", quoted(value));
        }
    }
    text
}

fn render_sequence(sequence: &Sequence) -> String {
    let facts: Vec<String> = sequence.facts.iter().map(ToString::to_string).collect();
    let mut text = format!("[sequence.{}]\nfacts = {}\n", sequence.id, list(&facts));
    for (key, value) in [("title", &sequence.title), ("q", &sequence.question)] {
        if let Some(value) = value {
            _ = writeln!(text, "{key} = {}", quoted(value));
        }
    }
    text
}

fn render_source(source: &Source, find: Option<&str>) -> Option<String> {
    if let Some(text) = &source.text {
        return Some(quoted(text));
    }
    let mut table = InlineTable::new();
    if let Some(at) = source.at {
        table.insert("at", at.to_string().into());
    }
    let texts = [
        ("section", source.section.as_deref()),
        ("hash", source.hash.as_deref()),
        ("quote", source.quote.as_deref()),
        ("find", find),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            table.insert(key, text.into());
        }
    }
    (!table.is_empty()).then(|| TomlValue::from(table).to_string())
}

fn render_slot(slot: &Slot) -> String {
    let plain = slot.aliases.is_empty() && !slot.approx && slot.answer.is_none();
    let mut table = InlineTable::new();
    let mut set = |key: &str, value: TomlValue| _ = table.insert(key, value);
    match &slot.value {
        Value::Entity(id) if plain => return quoted(id.as_str()),
        Value::Date(date) if plain => return quoted(&date.written()),
        Value::Entity(id) => set("entity", id.as_str().into()),
        Value::Date(date) => set("date", date.written().into()),
        Value::Place(text) => set("place", text.into()),
        Value::Person(text) => set("person", text.into()),
        Value::Text(text) => set("text", text.into()),
        Value::Number { value, unit } => {
            set("number", number(*value));
            if let Some(unit) = unit {
                set("unit", unit.into());
            }
        }
        Value::Resolution { number, body } => {
            set("resolution", numeral(number));
            if body != COUNCIL {
                set("body", body.into());
            }
        }
        Value::Article { number, of } => {
            set("article", numeral(number));
            if let Some(of) = of {
                set("of", of.into());
            }
        }
        Value::Items(items) => set("items", TomlValue::Array(items.iter().map(render_item).collect())),
    }
    if !slot.aliases.is_empty() {
        table.insert("aliases", TomlValue::Array(slot.aliases.iter().map(String::as_str).collect()));
    }
    if slot.approx {
        table.insert("approx", true.into());
    }
    if let Some(answer) = &slot.answer {
        table.insert("answer", answer.into());
    }
    TomlValue::from(table).to_string()
}

fn render_item(item: &Item) -> TomlValue {
    if item.aliases.is_empty() {
        return item.text.as_str().into();
    }
    let mut table = InlineTable::new();
    table.insert("text", item.text.as_str().into());
    table.insert("aliases", TomlValue::Array(item.aliases.iter().map(String::as_str).collect()));
    table.into()
}

fn render_ask(ask: &SlotAsk) -> String {
    match ask {
        SlotAsk::Never => "false".to_owned(),
        SlotAsk::Question { text, typed: None, ordered: false, hint: None } => quoted(text),
        SlotAsk::Question { text, typed, ordered, hint } => {
            let mut table = InlineTable::new();
            table.insert("q", text.into());
            if let Some(typed) = typed {
                table.insert("typed", (*typed).into());
            }
            if *ordered {
                table.insert("ordered", true.into());
            }
            if let Some(hint) = hint {
                table.insert("hint", hint.into());
            }
            TomlValue::from(table).to_string()
        }
    }
}

/// A whole number without a fraction.
fn number(value: f64) -> TomlValue {
    value.to_string().parse::<i64>().map_or_else(|_| value.into(), Into::into)
}

/// A number that names something: plain digits as a number, all else in quotes.
fn numeral(text: &str) -> TomlValue {
    match text.parse::<i64>() {
        Ok(number) if number.to_string() == text => number.into(),
        _ => text.into(),
    }
}

fn word<W: Word + PartialEq>(meaning: W) -> &'static str {
    W::WORDS.iter().find(|(_, other)| *other == meaning).map_or("", |(name, _)| name)
}

fn quoted(text: &str) -> String {
    TomlValue::from(text).to_string()
}

fn list(texts: &[String]) -> String {
    TomlValue::Array(texts.iter().map(String::as_str).collect::<Array>()).to_string()
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    const FULL: &str = r#"# Made for a test.

format = 1

[document]
id = "ports"
title = "Ports"
file = "ports.txt"
topic = ["board"]
accept_above = 0.8

[objectives]
"LO 1" = "Know the ports"

[entity.board]
type = "org"
name = "Harbour Board"
acronym = "HB"
aliases = ["the Board"]

[fact.opened]
kind = "event"
status = "proposed"
importance = 2
confidence = 0.82
tags = ["sea"]
present = true
statement = 'The "Old" Port opened in May 1999 under Resolution 7.'
source = { at = "p1 s2", section = "Start", hash = "00112233", quote = "The old port." }
slots.when = "1999-05"
slots.who = { entity = "board", aliases = ["HB of Oldport"] }
slots.basis = { resolution = 7, body = "UN General Assembly" }
slots.count = { number = 2.5, unit = "million tons", approx = true }
slots.items = { items = ["sand", { text = "salt", aliases = ["NaCl"] }] }
ask.when = "When did it open?"
ask.who = false
ask.items = { q = "Which goods?", ordered = true, hint = "two" }
wrong.when = ["1998"]
label = "Opening"

[fact.closed]
kind = "event"
importance = 1
statement = "It closed."

[sequence.all]
facts = ["opened", "closed"]
title = "All"
"#;

    #[test]
    fn a_file_is_written_as_it_was_read() {
        let parsed = parse("ports.facts.toml", FULL);
        let file = parsed.file.unwrap_or_else(|| panic!("{:?}", parsed.diagnostics));
        let text = render_file(&file, "Made for a test.");
        let again = parse("again", &text);
        assert_eq!(again.file.as_ref(), Some(&file), "{text}");
        assert_eq!(text, FULL);
    }
}
