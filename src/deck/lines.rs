//! Tables of quick lines: `[quick]` and the `quick` of a group.

use toml::de::{DeTable, DeValue};

use super::entry::bad_id;
use super::faults::Faults;
use super::fields::{Field, in_order};
use super::{keys, quick};
use crate::model::{Ask, Common, EntryId, Note, Question};

/// Reads a table of quick lines; each good one is handed to `take` with its id.
pub(super) fn quick_lines(
    table: &DeTable<'_>,
    group: Option<&EntryId>,
    faults: &mut Faults<'_>,
    mut take: impl FnMut(Note, usize, usize),
) {
    for field in in_order(table) {
        let Ok(id) = EntryId::new(field.name) else {
            bad_id(&field, faults);
            continue;
        };
        if let Some(ask) = quick_line(&field, faults) {
            let question = Question { side: None, common: Common::default(), ask };
            let note = Note {
                id,
                group: group.cloned(),
                common: Common::default(),
                questions: vec![question],
                from: None,
            };
            let span = field.key_span(faults);
            take(note, span.start, span.end);
        }
    }
}

fn quick_line(field: &Field<'_>, faults: &mut Faults<'_>) -> Option<Ask> {
    let known = keys::DECK.find(field.name).or_else(|| keys::CARD.find(field.name));
    let text = match field.value {
        DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => {
            field.text(faults)?
        }
        _ => {
            let message = format!("the quick line `{}` is no text", field.name);
            faults.error_hinted(field.span(), "wrong-type", message, not_quick(field, known));
            return None;
        }
    };
    match quick::parse(&text) {
        Ok(ask) => {
            if let Ask::Basic { answer, .. } = &ask
                && matches!(answer.to_lowercase().as_str(), "true" | "false")
                && !text.trim_end().ends_with('"')
            {
                let message = format!("the answer \"{answer}\" is a text here");
                let hint = format!(
                    "write {} in small letters for a card to call true or false",
                    answer.to_lowercase()
                );
                faults.warn(field.span(), "truth-in-capitals", message, hint);
            }
            Some(ask)
        }
        Err(fault) => {
            let hint = match (&fault, known) {
                (quick::QuickFault::NoSeparator { .. }, Some(_)) => not_quick(field, known),
                _ => fault.hint(),
            };
            faults.error_hinted(field.span(), fault.code(), fault.to_string(), hint);
            None
        }
    }
}

fn not_quick(field: &Field<'_>, known: Option<&str>) -> String {
    if keys::DECK.find(field.name).is_some() {
        return format!("`{}` of the deck stands above [quick], at the top of the file", field.name);
    }
    match known {
        Some(key) => format!("`{key}` belongs into a card: [card.some-id]"),
        None if field.table().is_some() => format!("write it as a card: [card.{}]", field.name),
        None => format!("write {} = \"question :: answer\"", field.name),
    }
}
