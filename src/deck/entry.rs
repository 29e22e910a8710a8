//! One card table to one note: which kind its keys make, and what its questions share.

use toml::de::DeTable;
use toml::de::DeValue;

use super::cloze::{self, slug};
use super::faults::Faults;
use super::fields::{Field, Fields, in_order, text};
use super::keys;
use super::{quick, reverse};
use crate::model::{
    Ask, Choice, ClozeText, Common, DeckId, EntryId, Item, Key, Note, Origin, Question, Reverse, SideId,
    Source, TypedRule,
};

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

/// What tells a kind, as the author wrote it.
struct Signs<'t> {
    question: Option<Field<'t>>,
    answer: Option<Field<'t>>,
    wrong: Option<Field<'t>>,
    typed: Option<Field<'t>>,
    items: Option<Field<'t>>,
    cloze: Option<Field<'t>>,
}

impl<'t> Signs<'t> {
    fn of(fields: &Fields<'t>, faults: &mut Faults<'_>) -> Self {
        Self {
            question: fields.either("q", "question", faults),
            answer: fields.either("a", "answer", faults),
            wrong: fields.get("wrong"),
            typed: fields.get("typed"),
            items: fields.get("items"),
            cloze: fields.get("cloze"),
        }
    }

    fn truth(&self) -> Option<Field<'t>> {
        self.answer.filter(|answer| matches!(answer.value, DeValue::Boolean(_)))
    }

    /// Two keys that make different kinds, if there are such.
    fn clash(&self) -> Option<(Field<'t>, Field<'t>)> {
        let answer = if self.wrong.is_some() && self.truth().is_none() { None } else { self.answer };
        let mut kinds: Vec<_> =
            [self.cloze, self.items, self.wrong, self.typed, answer].into_iter().flatten().collect();
        kinds.sort_by_key(|field| field.key_at);
        (kinds.len() > 1).then(|| (kinds[0], kinds[1]))
    }
}

/// The question of a card or a side; `place` is its id.
fn ask(fields: &Fields<'_>, place: &Field<'_>, faults: &mut Faults<'_>) -> Option<Ask> {
    let signs = Signs::of(fields, faults);
    if let Some((first, second)) = signs.clash() {
        let message = format!("two kinds in one card: `{}` and `{}`", first.name, second.name);
        let hint = format!("keep one of them, or make `{}` a card or a side of its own", second.name);
        faults.error_hinted(second.key_span(faults), "two-kinds", message, hint);
        return None;
    }
    if let Some(field) = signs.cloze {
        refuse_keys(fields, "a cloze", &["exact", "tolerance", "ordered", "reverse"], faults);
        return cloze_ask(&field, signs.question, faults);
    }
    let Some(question) = question(&signs, place, faults) else {
        // The other parts are read for their own faults.
        answered(fields, &signs, String::new(), faults);
        return None;
    };
    if signs.answer.is_none() && signs.wrong.is_none() && signs.typed.is_none() && signs.items.is_none() {
        missing_answer(place, &question, faults);
        return None;
    }
    answered(fields, &signs, question, faults)
}

fn answered(
    fields: &Fields<'_>,
    signs: &Signs<'_>,
    question: String,
    faults: &mut Faults<'_>,
) -> Option<Ask> {
    if let Some(items) = signs.items {
        refuse_keys(fields, "a list", &["exact", "tolerance", "reverse"], faults);
        return items_ask(fields, &items, question, faults);
    }
    if let Some(wrong) = signs.wrong {
        refuse_keys(fields, "a choice", &["exact", "tolerance", "ordered", "reverse"], faults);
        return choice(signs.answer, &wrong, question, faults);
    }
    if let Some(truth) = signs.truth() {
        refuse_keys(fields, "a true or false card", &["exact", "tolerance", "ordered", "reverse"], faults);
        return Some(Ask::TrueFalse { statement: question, truth: truth.boolean(faults)? });
    }
    refuse_keys(fields, "a question with an answer", &["ordered"], faults);
    typed_or_basic(fields, signs, question, faults)
}

fn refuse_keys(fields: &Fields<'_>, kind: &str, names: &[&str], faults: &mut Faults<'_>) {
    for name in names {
        if let Some(field) = fields.get(name) {
            let message = format!("`{name}` has no meaning for {kind}");
            faults.error_hinted(field.key_span(faults), "misplaced-key", message, "remove it");
        }
    }
}

fn question(signs: &Signs<'_>, place: &Field<'_>, faults: &mut Faults<'_>) -> Option<String> {
    let Some(field) = signs.question else {
        let message = format!("`{}` has no question", place.name);
        faults.error_hinted(place.key_span(faults), "missing-question", message, "write q = \"...\"");
        return None;
    };
    let text = field.text(faults)?;
    warn_of_quick_line(&field, &text, faults);
    Some(text)
}

fn warn_of_quick_line(field: &Field<'_>, text: &str, faults: &mut Faults<'_>) {
    if quick::separator(text).is_some() {
        let message = format!("`{}` looks like a quick line", field.name);
        let hint = "a line \"question :: answer\" stands under [quick] or as quick.id under a group";
        faults.warn(field.span(), "quick-in-card", message, hint);
    }
}

fn missing_answer(place: &Field<'_>, question: &str, faults: &mut Faults<'_>) {
    let message = format!("`{}` has no answer", place.name);
    let hint = if quick::separator(question).is_some() {
        format!("move the line under [quick]: {} = \"...\"", place.name)
    } else if cloze::has_blank(question) {
        "a text with blanks is written cloze = \"...\"".to_owned()
    } else {
        "write a = \"...\", typed = [\"...\"], items = [...] or cloze = \"...\"".to_owned()
    };
    faults.error_hinted(place.key_span(faults), "missing-answer", message, hint);
}

fn cloze_ask(field: &Field<'_>, lead_in: Option<Field<'_>>, faults: &mut Faults<'_>) -> Option<Ask> {
    let question = lead_in.and_then(|lead_in| lead_in.text(faults));
    let text: ClozeText = match cloze::parse(&field.text(faults)?) {
        Ok(text) => text,
        Err((_, fault)) => {
            faults.error_hinted(field.span(), fault.code(), fault.to_string(), fault.hint());
            return None;
        }
    };
    Some(Ask::Cloze { question, text })
}

fn typed_or_basic(
    fields: &Fields<'_>,
    signs: &Signs<'_>,
    question: String,
    faults: &mut Faults<'_>,
) -> Option<Ask> {
    let (exact, tolerance) = (fields.get("exact"), fields.get("tolerance"));
    let rule = TypedRule {
        exact: exact.and_then(|field| field.boolean(faults)).unwrap_or(false),
        tolerance: tolerance.and_then(|field| field.tolerance(faults)),
    };
    if let Some(answer) = signs.answer.filter(|answer| answer.value.is_array()) {
        let hint = "add wrong = [...], or write typed = [...] or items = [...]";
        faults.error_hinted(answer.key_span(faults), "missing-wrong", "several answers but no `wrong`", hint);
        return None;
    }
    let field = signs.typed.or(signs.answer)?;
    let accept = field.texts(faults)?;
    let Some(first) = accept.first() else {
        let hint = format!("write {} = [\"...\"]", field.name);
        faults.error_hinted(field.span(), "empty", format!("`{}` is empty", field.name), hint);
        return None;
    };
    warn_of_quick_line(&field, first, faults);
    let reverse = fields.get("reverse").and_then(|field| way_back(&field, &question, first, faults));
    Some(if signs.typed.is_some() || rule.exact || rule.tolerance.is_some() {
        Ask::Typed { question, accept, rule, reverse }
    } else {
        Ask::Basic { question, answer: first.clone(), reverse }
    })
}

/// `reverse = true` or a prompt of its own.
fn way_back(field: &Field<'_>, question: &str, answer: &str, faults: &mut Faults<'_>) -> Option<Reverse> {
    match field.value {
        DeValue::Boolean(false) => None,
        DeValue::Boolean(true) if reverse::both_short(question, answer) => Some(Reverse::Swap),
        DeValue::Boolean(true) => {
            let message = format!(
                "question or answer is too long to be turned round: over {} words or {} characters",
                reverse::MOST_WORDS,
                reverse::MOST_CHARS
            );
            faults.error_hinted(field.span(), "reverse", message, "give it a prompt: reverse = \"...\"");
            None
        }
        _ => field.text(faults).map(Reverse::Prompt),
    }
}

fn items_ask(
    fields: &Fields<'_>,
    field: &Field<'_>,
    question: String,
    faults: &mut Faults<'_>,
) -> Option<Ask> {
    let ordered = fields.get("ordered").and_then(|field| field.boolean(faults)).unwrap_or(false);
    let elements = field.elements();
    let mut items: Vec<Item> = Vec::with_capacity(elements.len());
    let mut sound = true;
    for (value, span) in &elements {
        let Some(item) = item(value, span.clone(), faults) else {
            sound = false;
            continue;
        };
        if items.iter().any(|other| other.text == item.text) {
            let message = format!("the item \"{}\" stands twice", item.text);
            faults.error_hinted(span.clone(), "duplicate-item", message, "remove one of them");
        }
        items.push(item);
    }
    if elements.len() < 2 {
        let hint = "one item is an answer: write typed = [\"...\"]";
        faults.error_hinted(field.span(), "too-few-items", "a list needs two items or more", hint);
        return None;
    }
    if !sound {
        return None;
    }
    Some(if ordered { Ask::Order { question, items } } else { Ask::List { question, items } })
}

fn item(value: &DeValue<'_>, span: std::ops::Range<usize>, faults: &mut Faults<'_>) -> Option<Item> {
    let DeValue::Table(table) = value else {
        return Some(Item { text: text("items", value, span, faults)?, aliases: Vec::new() });
    };
    let fields = Fields::new(table, &keys::ITEM);
    fields.refuse_unknown(faults);
    let aliases = fields.get("aliases").and_then(|field| field.texts(faults)).unwrap_or_default();
    let text = required_text(&fields, span, "an item", faults)?;
    Some(Item { text, aliases })
}

fn required_text(
    fields: &Fields<'_>,
    span: std::ops::Range<usize>,
    what: &str,
    faults: &mut Faults<'_>,
) -> Option<String> {
    if fields.get("text").is_none() {
        faults.error_hinted(
            span,
            "missing-key",
            format!("{what} without `text`"),
            "write { text = \"...\" }",
        );
    }
    fields.text("text", faults)
}

fn choice(
    answer: Option<Field<'_>>,
    wrong: &Field<'_>,
    question: String,
    faults: &mut Faults<'_>,
) -> Option<Ask> {
    let Some(answer) = answer else {
        let hint = "write a = \"...\", or a = [...] for several right options";
        faults.error_hinted(wrong.key_span(faults), "missing-answer", "`wrong` without `a`", hint);
        return None;
    };
    let mut options: Vec<Choice> = Vec::new();
    let mut sound = true;
    for (field, right) in [(&answer, true), (wrong, false)] {
        let elements = field.elements();
        if elements.is_empty() {
            let hint = format!("write {} = [\"...\"]", field.name);
            faults.error_hinted(field.span(), "empty", format!("`{}` is empty", field.name), hint);
            sound = false;
        }
        for (value, span) in elements {
            match option(field.name, value, span.clone(), right, faults) {
                Some(option) => push_option(&mut options, option, span, faults),
                None => sound = false,
            }
        }
    }
    sound.then_some(Ask::Choice { question, options })
}

fn push_option(
    options: &mut Vec<Choice>,
    option: Choice,
    span: std::ops::Range<usize>,
    faults: &mut Faults<'_>,
) {
    if options.iter().any(|other| other.text == option.text) {
        let message = format!("the option \"{}\" stands twice", option.text);
        faults.error_hinted(span, "duplicate-option", message, "remove one of them");
    }
    options.push(option);
}

fn option(
    name: &str,
    value: &DeValue<'_>,
    span: std::ops::Range<usize>,
    right: bool,
    faults: &mut Faults<'_>,
) -> Option<Choice> {
    let DeValue::Table(table) = value else {
        return Some(Choice { text: text(name, value, span, faults)?, right, why: None });
    };
    let fields = Fields::new(table, &keys::OPTION);
    fields.refuse_unknown(faults);
    let why = fields.text("why", faults);
    let text = required_text(&fields, span, "an option", faults)?;
    Some(Choice { text, right, why })
}

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
