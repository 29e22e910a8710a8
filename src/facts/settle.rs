//! Changes a person makes to one fact of a file: comments, order and all else stay.

use toml_edit::{DocumentMut, Item, Table, value};

use crate::model::{EntryId, SideId};

use super::file::{Importance, Status, Word};
use super::write::WriteError;

/// A change to a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// How far it has come.
    Status(Status),
    /// How important it is.
    Importance(Importance),
    /// Another statement.
    Statement(String),
    /// Another question for a slot.
    Question(SideId, String),
    /// A slot is not asked.
    Silence(SideId),
    /// A word of the author to the author.
    Remark(String),
}

/// The file with a fact changed.
///
/// # Errors
/// When the file is no TOML, or has no such fact.
pub fn change_fact(source: &str, id: &EntryId, changes: &[Change]) -> Result<String, WriteError> {
    let mut document = read(source)?;
    let fact = fact(&mut document, id)?;
    for change in changes {
        match change {
            Change::Status(status) => set(fact, "status", word(*status)),
            Change::Importance(importance) => fact["importance"] = value(*importance as i64),
            Change::Statement(text) => set(fact, "statement", text),
            Change::Remark(text) => set(fact, "remark", text),
            Change::Question(side, text) => ask(fact, side, value(text.as_str())),
            Change::Silence(side) => ask(fact, side, value(false)),
        }
    }
    Ok(document.to_string())
}

/// The file with the slots and questions of one fact added to another of the same passage; the one is rejected.
///
/// # Errors
/// When the file is no TOML, or has no such facts.
pub fn merge_facts(source: &str, from: &EntryId, into: &EntryId) -> Result<String, WriteError> {
    let mut document = read(source)?;
    let moved = fact(&mut document, from)?.clone();
    let target = fact(&mut document, into)?;
    for key in ["slots", "ask", "wrong"] {
        let Some(parts) = moved.get(key).and_then(Item::as_table_like) else { continue };
        let Some(place) = dotted(target, key) else { continue };
        for (name, item) in parts.iter() {
            if !place.contains_key(name) {
                place[name] = item.clone();
            }
        }
    }
    let old = fact(&mut document, from)?;
    set(old, "status", word(Status::Rejected));
    set(old, "remark", &format!("merged into {into}"));
    Ok(document.to_string())
}

fn read(source: &str) -> Result<DocumentMut, WriteError> {
    source
        .parse()
        .map_err(|error: toml_edit::TomlError| WriteError::Syntax { message: error.message().to_owned() })
}

fn fact<'d>(document: &'d mut DocumentMut, id: &EntryId) -> Result<&'d mut Table, WriteError> {
    document
        .get_mut("fact")
        .and_then(|facts| facts.get_mut(id.as_str()))
        .and_then(Item::as_table_mut)
        .ok_or_else(|| WriteError::NoFact { fact: id.clone() })
}

fn set(fact: &mut Table, key: &str, text: &str) {
    fact[key] = value(text);
}

fn ask(fact: &mut Table, side: &SideId, asked: Item) {
    if let Some(table) = dotted(fact, "ask") {
        table[side.as_str()] = asked;
    }
}

/// The table of that name, written as dotted keys where it is new.
fn dotted<'f>(fact: &'f mut Table, key: &str) -> Option<&'f mut Table> {
    if !fact.get(key).is_some_and(Item::is_table) {
        let mut table = Table::new();
        if let Some(old) = fact.get(key).and_then(Item::as_table_like) {
            old.iter().for_each(|(name, item)| table[name] = item.clone());
        }
        table.set_dotted(true);
        fact.insert(key, Item::Table(table));
    }
    fact.get_mut(key).and_then(Item::as_table_mut)
}

fn word(status: Status) -> &'static str {
    Status::WORDS.iter().find(|(_, other)| *other == status).map_or("", |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    const FILE: &str = "format = 1\n[document]\nid = \"x\"\n\n# the first\n[fact.a]\nkind = \"event\"\nstatus = \"proposed\" # new\nimportance = 2\n\
statement = \"It opened in 1999.\"\nslots.when = \"1999\"\n\n[fact.b]\nkind = \"event\"\nimportance = 1\nstatement = \"It opened in Rome in 1999.\"\n\
slots.where = { place = \"Rome\" }\nask.where = \"Where?\"\n";

    fn id(text: &str) -> EntryId {
        EntryId::new(text).unwrap()
    }

    #[test]
    fn a_change_leaves_all_else_as_it_was() {
        let when = SideId::new("when").unwrap();
        let changes = [
            Change::Status(Status::Accepted),
            Change::Importance(Importance::Must),
            Change::Question(when, "When?".into()),
        ];
        let text = change_fact(FILE, &id("a"), &changes).unwrap();
        let fact = parse("x", &text).file.unwrap().facts[0].clone();
        assert_eq!((fact.status, fact.importance, fact.asks.len()), (Status::Accepted, Importance::Must, 1));
        assert!(
            text.contains("# the first")
                && text.contains("ask.when = \"When?\"")
                && text.ends_with("ask.where = \"Where?\"\n"),
            "{text}"
        );
        assert!(change_fact(FILE, &id("c"), &[]).is_err());
    }

    #[test]
    fn merging_moves_slots_and_rejects_the_rest() {
        let text = merge_facts(FILE, &id("b"), &id("a")).unwrap();
        let file = parse("x", &text).file.unwrap();
        assert_eq!((file.facts[0].slots.len(), file.facts[0].asks.len()), (2, 1));
        assert_eq!(file.facts[1].status, Status::Rejected);
    }
}
