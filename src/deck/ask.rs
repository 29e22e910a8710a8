//! What a card or a side asks: which kind its keys make.

use std::ops::Range;

use toml::de::DeValue;

use super::cloze;
use super::faults::Faults;
use super::fields::{Field, Fields, text};
use super::keys;
use super::{quick, reverse};
use crate::model::{Ask, Choice, Item, Reverse, TypedRule};

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
pub(super) fn ask(fields: &Fields<'_>, place: &Field<'_>, faults: &mut Faults<'_>) -> Option<Ask> {
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
    let text = match cloze::parse(&field.text(faults)?) {
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

fn item(value: &DeValue<'_>, span: Range<usize>, faults: &mut Faults<'_>) -> Option<Item> {
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
    span: Range<usize>,
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

fn push_option(options: &mut Vec<Choice>, option: Choice, span: Range<usize>, faults: &mut Faults<'_>) {
    if options.iter().any(|other| other.text == option.text) {
        let message = format!("the option \"{}\" stands twice", option.text);
        faults.error_hinted(span, "duplicate-option", message, "remove one of them");
    }
    options.push(option);
}

fn option(
    name: &str,
    value: &DeValue<'_>,
    span: Range<usize>,
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
