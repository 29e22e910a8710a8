//! What counts as the answer of a slot, and how its value is written in running text.

use super::file::{Entity, EntityType, FactsFile, Slot, Value};
use super::words::{digits, fold, grouped, speaks_of};
use crate::answer::number_in_words;

/// A manner of writing a value. Two values written in one way can change places in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Name and acronym: `Implementation Force (IFOR)`.
    Full,
    /// The usual words.
    Name,
    /// The acronym.
    Acronym,
    /// Another name; no other value is written so.
    Alias,
    /// One of the numbered forms of a date, number, resolution or article.
    Form(usize),
}

/// A value as written in one way.
pub(super) struct Writing {
    pub way: Way,
    pub text: String,
}

fn forms(texts: impl IntoIterator<Item = String>) -> Vec<Writing> {
    texts.into_iter().enumerate().map(|(at, text)| Writing { way: Way::Form(at), text }).collect()
}

/// How a value is written in statements.
pub(super) fn writings(value: &Value, file: &FactsFile) -> Vec<Writing> {
    let name = |text: &String| vec![Writing { way: Way::Name, text: text.clone() }];
    match value {
        Value::Entity(id) => file.entity(id).map(entity_writings).unwrap_or_default(),
        Value::Date(date) => forms(date.forms()),
        Value::Number { value, .. } => forms(number_forms(*value)),
        Value::Resolution { number, .. } => forms([
            format!("Resolution {number}"),
            format!("resolution {number}"),
            format!("UNSCR {number}"),
            number.clone(),
        ]),
        Value::Article { number, .. } => {
            forms([format!("Article {number}"), format!("article {number}"), format!("Art. {number}")])
        }
        Value::Place(text) | Value::Person(text) | Value::Text(text) => name(text),
        Value::Items(_) => Vec::new(),
    }
}

fn entity_writings(entity: &Entity) -> Vec<Writing> {
    let mut all = Vec::new();
    if let Some(acronym) = &entity.acronym {
        all.push(Writing { way: Way::Full, text: entity.full() });
        all.push(Writing { way: Way::Name, text: entity.name.clone() });
        all.push(Writing { way: Way::Acronym, text: acronym.clone() });
    } else {
        all.push(Writing { way: Way::Name, text: entity.name.clone() });
    }
    all.extend(entity.aliases.iter().map(|alias| Writing { way: Way::Alias, text: alias.clone() }));
    all
}

/// In digits, in groups of three, in words (empty where there are none).
fn number_forms(value: f64) -> [String; 3] {
    let small = (0..100).find(|&small| f64::from(small) == value);
    [digits(value), grouped(value).unwrap_or_default(), small.and_then(number_in_words).unwrap_or_default()]
}

/// The answer as shown to the learner.
pub(super) fn shown(slot: &Slot, file: &FactsFile) -> String {
    if let Some(answer) = &slot.answer {
        return answer.clone();
    }
    let text = plain(&slot.value, file);
    if slot.approx && matches!(slot.value, Value::Date(_) | Value::Number { .. }) {
        format!("about {text}")
    } else {
        text
    }
}

/// A value in its usual words, as an option of a choice shows it.
pub(super) fn plain(value: &Value, file: &FactsFile) -> String {
    match value {
        Value::Entity(id) => file.entity(id).map(|entity| entity.name.clone()).unwrap_or_default(),
        Value::Number { value, unit: Some(unit) } if unit == "%" => format!("{}%", digits(*value)),
        Value::Number { value, unit: Some(unit) } => format!("{} {unit}", digits(*value)),
        Value::Items(items) => items.iter().map(|item| item.text.as_str()).collect::<Vec<_>>().join("; "),
        other => writings(other, file).into_iter().next().map(|writing| writing.text).unwrap_or_default(),
    }
}

/// The answer of a card that is not typed: an entity with its acronym, where the question does not name that.
pub(super) fn told(slot: &Slot, file: &FactsFile, question: &str) -> String {
    match (&slot.answer, &slot.value) {
        (None, Value::Entity(id)) => file.entity(id).map_or_else(String::new, |entity| {
            let named = entity.acronym.as_deref().is_some_and(|acronym| speaks_of(question, acronym));
            if named { entity.name.clone() } else { entity.full() }
        }),
        _ => shown(slot, file),
    }
}

/// All that counts when typed; the first is the one shown.
pub(super) fn accepted(slot: &Slot, file: &FactsFile, question: &str) -> Vec<String> {
    let mut all = vec![shown(slot, file)];
    match &slot.value {
        Value::Entity(id) => {
            all.extend(file.entity(id).into_iter().flat_map(Entity::names).map(str::to_owned));
        }
        Value::Date(date) => all.extend(date.forms()),
        Value::Number { value, unit } => {
            all.push(plain(&slot.value, file));
            // Without its unit a number is right only where the question names the unit.
            if unit.as_deref().is_none_or(|unit| names_unit(question, unit)) {
                all.push(digits(*value));
            }
        }
        Value::Resolution { number, body } => {
            all.extend([format!("{body} Resolution {number}"), number.clone()]);
            if body == "UN Security Council" {
                all.push(format!("UNSCR {number}"));
            }
        }
        Value::Article { number, of } => {
            all.extend([format!("Art. {number}"), number.clone()]);
            all.extend(of.iter().map(|of| format!("Article {number} of the {of}")));
        }
        other => all.push(plain(other, file)),
    }
    all.extend(slot.aliases.iter().cloned());
    unique(all)
}

/// Whether a question names a unit, in the singular or the plural.
fn names_unit(question: &str, unit: &str) -> bool {
    let stem = unit.trim_end_matches('s');
    fold(question).split(' ').any(|word| word.trim_end_matches('s') == fold(stem))
}

/// Each text once, in order.
pub(super) fn unique(texts: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for text in texts {
        if !text.is_empty() && !kept.contains(&text) {
            kept.push(text);
        }
    }
    kept
}

/// Everything that would give the answer away if it stood in the question.
pub(super) fn giveaways(slot: &Slot, file: &FactsFile) -> Vec<String> {
    let mut all = vec![shown(slot, file), plain(&slot.value, file)];
    match &slot.value {
        Value::Entity(id) => {
            all.extend(file.entity(id).into_iter().flat_map(Entity::names).map(str::to_owned))
        }
        Value::Items(_) => return Vec::new(),
        Value::Number { .. } => {}
        other => all.extend(writings(other, file).into_iter().map(|writing| writing.text)),
    }
    all.extend(slot.aliases.iter().cloned());
    unique(all)
}

/// Whether an answer of this slot is one to type: exact enough to be judged.
pub(super) fn is_typed(slot: &Slot, file: &FactsFile) -> bool {
    match &slot.value {
        Value::Date(_)
        | Value::Number { .. }
        | Value::Place(_)
        | Value::Resolution { .. }
        | Value::Article { .. } => true,
        Value::Entity(id) => file.entity(id).is_some_and(|entity| entity.kind == EntityType::Place),
        Value::Person(_) | Value::Text(_) | Value::Items(_) => false,
    }
}

/// Whether the slot holds an entity that is the topic of the whole document.
pub(super) fn is_topic(slot: &Slot, file: &FactsFile) -> bool {
    matches!(&slot.value, Value::Entity(id) if file.about.topic.contains(id))
}
