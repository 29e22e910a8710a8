//! One card table to one note: its sides, and what its questions share.

use toml::de::DeTable;

use super::ask::ask;
use super::cloze::slug;
use super::faults::Faults;
use super::fields::{Field, Fields, text};
use super::keys;
use crate::model::{Ask, Common, DeckId, EntryId, Key, Note, Origin, Question, SideId, Source};

/// Reads `[card.id]`. Nothing when a fault leaves no question to ask; the fault is noted.
pub(super) fn note(
    id: EntryId,
    field: &Field<'_>,
    table: &DeTable<'_>,
    deck: &DeckId,
    faults: &mut Faults<'_>,
) -> Option<Note> {
    let mut fields = Fields::new(table, &keys::CARD);
    let sides = fields.take_tables();
    fields.refuse_unknown(faults);
    let common = common(&fields, deck, faults);
    let group = fields.get("group").and_then(|group| id_of(&group, faults));
    let from = fields.get("from").and_then(|from| origin(&from, faults));
    let questions = if sides.is_empty() {
        let ask = ask(&fields, field, faults)?;
        vec![Question { side: None, common: Common::default(), ask }]
    } else {
        refuse_question_beside_sides(&fields, &sides[0].0, faults);
        sides.iter().filter_map(|(field, table)| side(field, table, deck, faults)).collect()
    };
    if questions.is_empty() {
        return None;
    }
    let note = Note { id, group, common, questions, from };
    check_sides(&note, field, faults);
    Some(note)
}

/// The names that the cards of a note would have must differ: a way back takes one too.
fn check_sides(note: &Note, field: &Field<'_>, faults: &mut Faults<'_>) {
    let mut names: Vec<Option<SideId>> = super::expand::sides(note);
    names.sort();
    if let Some(pair) = names.windows(2).find(|pair| pair[0] == pair[1]) {
        let name = pair[0].as_ref().map_or("", SideId::as_str);
        let message = format!("two cards of `{}` would have the key `{}/{name}`", note.id, note.id);
        faults.error_hinted(field.key_span(faults), "duplicate-id", message, "rename one of the sides");
    }
    let blanks = note.questions.iter().any(|question| matches!(question.ask, Ask::Cloze { .. }));
    let several = note.questions.len() > 1 || (blanks && names.len() > 1);
    if let Some(key) = note.common.aka.iter().find(|key| several && key.side.is_some()) {
        let message = format!("`{key}` is the key of one card, but `{}` makes several", note.id);
        let hint = "write it in the side that follows it, or name the whole entry: deck/entry";
        faults.error_hinted(field.key_span(faults), "bad-id", message, hint);
    }
}

fn side(field: &Field<'_>, table: &DeTable<'_>, deck: &DeckId, faults: &mut Faults<'_>) -> Option<Question> {
    let side = match SideId::new(field.name) {
        Ok(side) => Some(side),
        Err(_) => {
            bad_id(field, faults);
            None
        }
    };
    let fields = Fields::new(table, &keys::SIDE);
    fields.refuse_unknown(faults);
    let common = common(&fields, deck, faults);
    let ask = ask(&fields, field, faults)?;
    if let Ask::Cloze { text, .. } = &ask
        && text.names().len() > 1
    {
        let message = format!("the side `{}` has several blanks", field.name);
        let hint = "a side is one card: keep one blank, or make each blank a side of its own";
        faults.error_hinted(field.key_span(faults), "cloze-in-side", message, hint);
        return None;
    }
    Some(Question { side: Some(side?), common, ask })
}

const QUESTION_KEYS: [&str; 9] =
    ["q", "question", "a", "answer", "wrong", "typed", "items", "cloze", "reverse"];

fn refuse_question_beside_sides(fields: &Fields<'_>, side: &Field<'_>, faults: &mut Faults<'_>) {
    for name in QUESTION_KEYS {
        if let Some(field) = fields.get(name) {
            let message = format!("`{name}` beside the side `{}`", side.name);
            let hint = "an entry asks one thing, or has sides: move the question into a side of its own";
            faults.error_hinted(field.key_span(faults), "two-kinds", message, hint);
        }
    }
}

/// Notes that a key is no id, with the nearest one.
pub(super) fn bad_id(field: &Field<'_>, faults: &mut Faults<'_>) {
    let message = format!("`{}` is no id", field.name);
    let hint = format!("ids are small letters, digits and hyphens: {}", slug(field.name));
    faults.error_hinted(field.key_span(faults), "bad-id", message, hint);
}

fn id_of(field: &Field<'_>, faults: &mut Faults<'_>) -> Option<EntryId> {
    let text = field.text(faults)?;
    match EntryId::new(text) {
        Ok(id) => Some(id),
        Err(error) => {
            let hint = format!("ids are small letters, digits and hyphens: \"{}\"", slug(&error.text));
            faults.error_hinted(field.span(), "bad-id", format!("`{}` is no id", error.text), hint);
            None
        }
    }
}

fn origin(field: &Field<'_>, faults: &mut Faults<'_>) -> Option<Origin> {
    let text = field.text(faults)?;
    let parts = text.split_once('#').filter(|(_, hashes)| hashes.split('+').count() <= 2);
    let parts = parts.filter(|(_, hashes)| hashes.split('+').all(is_hash));
    let origin = parts
        .and_then(|(fact, hash)| EntryId::new(fact).ok().map(|fact| Origin { fact, hash: hash.to_owned() }));
    if origin.is_none() {
        let hint = "`from` is written by `memoire generate`; take the line away to make the card your own";
        faults.error_hinted(field.span(), "bad-origin", "`from` names no fact with its hash", hint);
    }
    origin
}

fn is_hash(text: &str) -> bool {
    text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// What a card or a side has beside its question.
fn common(fields: &Fields<'_>, deck: &DeckId, faults: &mut Faults<'_>) -> Common {
    Common {
        why: fields.text("why", faults),
        hint: fields.text("hint", faults),
        tags: fields.text_list("tags", faults),
        objective: fields.text("objective", faults),
        source: fields.get("source").and_then(|field| source(&field, faults)),
        aka: fields.get("aka").map(|field| former_keys(&field, deck, faults)).unwrap_or_default(),
        allow: fields.text_list("allow", faults),
    }
}

fn former_keys(field: &Field<'_>, deck: &DeckId, faults: &mut Faults<'_>) -> Vec<Key> {
    let mut keys = Vec::new();
    for (value, span) in field.elements() {
        let Some(text) = text(field.name, value, span.clone(), faults) else { continue };
        let key = if text.contains('/') {
            text.parse::<Key>().ok()
        } else {
            EntryId::new(text.as_str()).ok().map(|entry| Key::new(deck.clone(), entry, None))
        };
        match key {
            Some(key) => keys.push(key),
            None => {
                let hint = "write a former id of this deck, or a whole key: deck/entry or deck/entry/side";
                faults.error_hinted(span, "bad-id", format!("`{text}` is no id and no key"), hint);
            }
        }
    }
    keys
}

/// A plain text, or a table of its parts.
pub(super) fn source(field: &Field<'_>, faults: &mut Faults<'_>) -> Option<Source> {
    let Some(table) = field.table() else {
        return Some(Source { text: Some(field.text(faults)?), ..Source::default() });
    };
    let fields = Fields::new(table, &keys::SOURCE);
    fields.refuse_unknown(faults);
    let at = fields.get("at").and_then(|at| {
        let text = at.text(faults)?;
        text.parse().map_err(|_| bad_locator(&at, &text, faults)).ok()
    });
    let hash = fields.get("hash").and_then(|hash| {
        let text = hash.text(faults)?;
        if !is_hash(&text) {
            let hint = "take it from `memoire facts check --write`, or remove it";
            faults.error_hinted(hash.span(), "bad-hash", "`hash` is not 8 hexadecimal digits", hint);
        }
        Some(text)
    });
    let (words, url) = (fields.text("text", faults), fields.text("url", faults));
    Some(Source {
        text: match (words, url) {
            (Some(words), Some(url)) => Some(format!("{words}, {url}")),
            (words, url) => words.or(url),
        },
        at,
        section: fields.text("section", faults),
        hash,
        quote: fields.text("quote", faults),
    })
}

fn bad_locator(field: &Field<'_>, text: &str, faults: &mut Faults<'_>) {
    let hint = "write \"p12\", \"p12-14\", \"p12 s2\" or \"p12 s2-3\"; free words go into text = \"...\"";
    faults.error_hinted(field.span(), "bad-locator", format!("\"{text}\" is no place in a document"), hint);
}
