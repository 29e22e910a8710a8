//! The deck format as a JSON Schema (draft 7), for editors.

use serde_json::{Map, Value, json};

use super::keys::{self, FORMAT, KeySet};
use super::lint::Rule;

/// The schema of a deck file.
#[must_use]
pub fn schema() -> Value {
    let mut deck = table(&keys::DECK, "A deck of questions");
    deck["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    deck["title"] = json!("memoire deck");
    deck["required"] = json!(["format", "id"]);
    deck["definitions"] = json!({
        "id": { "type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$" },
        "text": { "type": ["string", "number"] },
        "texts": { "type": "array", "items": { "$ref": "#/definitions/text" } },
        "source": { "anyOf": [{ "$ref": "#/definitions/text" }, table(&keys::SOURCE, "Where the answer stands")] },
        "option": {
            "anyOf": [{ "$ref": "#/definitions/text" }, table(&keys::OPTION, "An option and why it is right or wrong")]
        },
        "item": {
            "anyOf": [{ "$ref": "#/definitions/text" }, table(&keys::ITEM, "An item and other names that count")]
        },
        "quick": {
            "type": "object",
            "description": "Lines of the form: id = \"question :: answer\"",
            "additionalProperties": { "$ref": "#/definitions/text" }
        },
        "group": table(&keys::GROUP, "Quick lines and cards that share something"),
        "side": table(&keys::SIDE, "One question of an entry"),
        "card": card(),
    });
    deck
}

/// A card may hold tables of any other name: its sides.
fn card() -> Value {
    let mut card = table(&keys::CARD, "An entry: one question, or several as sides");
    card["additionalProperties"] = json!({ "$ref": "#/definitions/side" });
    card
}

fn table(set: &KeySet, description: &str) -> Value {
    let properties: Map<String, Value> =
        set.keys.iter().map(|key| ((*key).to_owned(), property(set, key))).collect();
    json!({
        "type": "object",
        "description": description,
        "properties": properties,
        "patternProperties": { "^x-": {} },
        "additionalProperties": false
    })
}

fn property(set: &KeySet, key: &str) -> Value {
    let reference = |name: &str| json!({ "$ref": format!("#/definitions/{name}") });
    let table_of = |name: &str| json!({ "type": "object", "additionalProperties": reference(name) });
    let one_or_more = |name: &str| json!({ "anyOf": [reference(name), { "type": "array", "minItems": 1, "items": reference(name) }] });
    match key {
        "format" => json!({ "const": FORMAT }),
        "study" | "exact" | "ordered" => json!({ "type": "boolean" }),
        "tolerance" => json!({ "type": "number", "minimum": 0 }),
        "objectives" => table_of("text"),
        "quick" => reference("quick"),
        "card" => table_of("card"),
        "group" if set.table == keys::DECK.table => table_of("group"),
        "id" | "group" => reference("id"),
        "tags" => reference("texts"),
        "allow" => json!({ "type": "array", "items": { "enum": lints() } }),
        "typed" | "aka" | "aliases" => one_or_more("text"),
        "a" | "answer" => json!({ "anyOf": [{ "type": "boolean" }, one_or_more("option")] }),
        "wrong" => one_or_more("option"),
        "items" => json!({ "type": "array", "minItems": 2, "items": reference("item") }),
        "reverse" => json!({ "anyOf": [{ "type": "boolean" }, reference("text")] }),
        "source" => reference("source"),
        _ => reference("text"),
    }
}

/// The codes that `allow` takes.
fn lints() -> Vec<&'static str> {
    Rule::ALL.iter().map(|rule| rule.code()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_the_parser_knows_is_in_the_schema() {
        let schema = schema();
        let places = [
            (&keys::DECK, "/properties".to_owned()),
            (&keys::GROUP, "/definitions/group/properties".to_owned()),
            (&keys::CARD, "/definitions/card/properties".to_owned()),
            (&keys::SIDE, "/definitions/side/properties".to_owned()),
            (&keys::SOURCE, "/definitions/source/anyOf/1/properties".to_owned()),
            (&keys::OPTION, "/definitions/option/anyOf/1/properties".to_owned()),
            (&keys::ITEM, "/definitions/item/anyOf/1/properties".to_owned()),
        ];
        for (set, place) in places {
            let properties = schema.pointer(&place).and_then(Value::as_object).unwrap();
            let mut known = set.keys.to_vec();
            known.sort_unstable();
            let mut found: Vec<&str> = properties.keys().map(String::as_str).collect();
            found.sort_unstable();
            assert_eq!(found, known, "{place}");
        }
    }

    #[test]
    fn every_reference_leads_somewhere() {
        fn check(value: &Value, schema: &Value) {
            match value {
                Value::Object(map) => {
                    if let Some(Value::String(to)) = map.get("$ref") {
                        assert!(schema.pointer(to.trim_start_matches('#')).is_some(), "{to}");
                    }
                    map.values().for_each(|value| check(value, schema));
                }
                Value::Array(list) => list.iter().for_each(|value| check(value, schema)),
                _ => {}
            }
        }
        let schema = schema();
        check(&schema, &schema);
    }
}
