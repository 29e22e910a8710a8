//! Notes to the text of a deck file, as TOML 1.0: one `[card.id]` a note, the same bytes for the same notes.
//!
//! The bytes of an entry are a promise: the hash in `from` is taken of them, so a change here makes every generated
//! entry look edited.

use super::keys::FORMAT;
use super::quoting::{list, quoted, text};
use super::{cloze, reverse};
use crate::model::{
    Ask, Choice, Common, DeckInfo, EntryId, Item, Key, Note, Origin, Question, Reverse, Source,
};

/// Writes a deck file. `header` becomes the comment at its head; reading the file gives the same notes back.
#[must_use]
pub fn render(info: &DeckInfo, notes: &[Note], header: &str) -> String {
    let mut out = head(info, header);
    for group in groups(notes) {
        out.push_str(&format!("\n[group.{group}]\n"));
    }
    for note in notes {
        out.push('\n');
        out.push_str(&render_note(info, note, note.from.as_ref()));
    }
    out
}

/// The groups the notes stand in, each once.
fn groups(notes: &[Note]) -> Vec<&EntryId> {
    let mut groups = Vec::new();
    for group in notes.iter().filter_map(|note| note.group.as_ref()) {
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    groups
}

/// The head of a deck file: comment, keys of the deck, objectives.
pub(super) fn head(info: &DeckInfo, header: &str) -> String {
    let mut out = String::new();
    for line in header.lines() {
        out.push_str(format!("# {line}").trim_end());
        out.push('\n');
    }
    if !header.is_empty() {
        out.push('\n');
    }
    out.push_str(&format!("format = {FORMAT}\n"));
    line(&mut out, "id", &quoted(info.id.as_str()));
    line(&mut out, "title", &quoted(&info.title));
    optional(&mut out, "document", info.document.as_deref());
    optional(&mut out, "url", info.url.as_deref());
    if !info.study {
        line(&mut out, "study", "false");
    }
    if !info.objectives.is_empty() {
        out.push_str("\n[objectives]\n");
        for (id, title) in &info.objectives {
            line(&mut out, &quoted(id), &quoted(title));
        }
    }
    out
}

/// One entry, ending in a line end. `from` is given apart, since it is the hash of the rest.
pub(super) fn render_note(info: &DeckInfo, note: &Note, from: Option<&Origin>) -> String {
    let mut out = format!("[card.{}]\n", note.id);
    if let Some(from) = from {
        line(&mut out, "from", &origin(from));
    }
    optional(&mut out, "group", note.group.as_ref().map(EntryId::as_str));
    if let [Question { side: None, common, ask }] = &note.questions[..] {
        render_ask(&mut out, ask);
        render_common(&mut out, info, &joined(&note.common, common));
    } else {
        render_common(&mut out, info, &note.common);
        for question in &note.questions {
            let side = question.side.as_ref().map_or("", |side| side.as_str());
            out.push_str(&format!("[card.{}.{side}]\n", note.id));
            render_ask(&mut out, &question.ask);
            render_common(&mut out, info, &question.common);
        }
    }
    out
}

/// The value of `from`.
pub(super) fn origin(from: &Origin) -> String {
    quoted(&format!("{}#{}", from.fact, from.hash))
}

/// A note that asks one thing has one place for what it shares and what is its question's own.
fn joined(note: &Common, own: &Common) -> Common {
    let both = |first: &[String], second: &[String]| [first, second].concat();
    Common {
        why: own.why.clone().or_else(|| note.why.clone()),
        hint: own.hint.clone().or_else(|| note.hint.clone()),
        tags: both(&note.tags, &own.tags),
        objective: own.objective.clone().or_else(|| note.objective.clone()),
        source: own.source.clone().or_else(|| note.source.clone()),
        aka: [note.aka.as_slice(), &own.aka].concat(),
        allow: both(&note.allow, &own.allow),
    }
}

fn render_ask(out: &mut String, ask: &Ask) {
    match ask {
        Ask::Basic { question, answer, reverse } => {
            line(out, "q", &text(question));
            line(out, "a", &text(answer));
            render_reverse(out, question, answer, reverse.as_ref());
        }
        Ask::Typed { question, accept, rule, reverse } => {
            line(out, "q", &text(question));
            line(out, "typed", &list(accept.iter().map(String::as_str)));
            if rule.exact {
                line(out, "exact", "true");
            }
            if let Some(tolerance) = rule.tolerance {
                line(out, "tolerance", &format!("{tolerance:?}"));
            }
            let shown = accept.first().map_or("", String::as_str);
            render_reverse(out, question, shown, reverse.as_ref());
        }
        Ask::Choice { question, options } => {
            line(out, "q", &text(question));
            let (right, wrong): (Vec<_>, Vec<_>) = options.iter().partition(|option| option.right);
            let right: Vec<String> = right.into_iter().map(option).collect();
            let wrong: Vec<String> = wrong.into_iter().map(option).collect();
            match &right[..] {
                [alone] => line(out, "a", alone),
                several => line(out, "a", &format!("[{}]", several.join(", "))),
            }
            line(out, "wrong", &format!("[{}]", wrong.join(", ")));
        }
        Ask::TrueFalse { statement, truth } => {
            line(out, "q", &text(statement));
            line(out, "a", if *truth { "true" } else { "false" });
        }
        Ask::List { question, items } => render_items(out, question, items, false),
        Ask::Order { question, items } => render_items(out, question, items, true),
        Ask::Cloze { question, text: words } => {
            if let Some(question) = question {
                line(out, "q", &text(question));
            }
            line(out, "cloze", &text(&cloze::render(words)));
        }
    }
}

/// `true` where question and answer may change places; else the prompt, which for a swap is the answer.
fn render_reverse(out: &mut String, question: &str, answer: &str, reverse: Option<&Reverse>) {
    match reverse {
        None => {}
        Some(Reverse::Swap) if reverse::both_short(question, answer) => line(out, "reverse", "true"),
        Some(Reverse::Swap) => line(out, "reverse", &text(answer)),
        Some(Reverse::Prompt(prompt)) => line(out, "reverse", &text(prompt)),
    }
}

fn render_items(out: &mut String, question: &str, items: &[Item], ordered: bool) {
    line(out, "q", &text(question));
    let items: Vec<String> = items.iter().map(item).collect();
    line(out, "items", &format!("[{}]", items.join(", ")));
    line(out, "ordered", if ordered { "true" } else { "false" });
}

fn item(item: &Item) -> String {
    if item.aliases.is_empty() {
        return quoted(&item.text);
    }
    let aliases = list(item.aliases.iter().map(String::as_str));
    format!("{{ text = {}, aliases = {aliases} }}", quoted(&item.text))
}

fn option(option: &Choice) -> String {
    match &option.why {
        None => quoted(&option.text),
        Some(why) => format!("{{ text = {}, why = {} }}", quoted(&option.text), quoted(why)),
    }
}

fn render_common(out: &mut String, info: &DeckInfo, common: &Common) {
    optional(out, "hint", common.hint.as_deref());
    optional(out, "why", common.why.as_deref());
    texts(out, "tags", &common.tags);
    optional(out, "objective", common.objective.as_deref());
    if let Some(source) = common.source.as_ref().and_then(source) {
        line(out, "source", &source);
    }
    let aka: Vec<String> = common.aka.iter().map(|key| former(info, key)).collect();
    texts(out, "aka", &aka);
    texts(out, "allow", &common.allow);
}

/// A former entry of the same deck by its id alone.
fn former(info: &DeckInfo, key: &Key) -> String {
    if key.deck == info.id && key.side.is_none() { key.entry.to_string() } else { key.to_string() }
}

fn source(source: &Source) -> Option<String> {
    let parts = [
        ("text", source.text.clone()),
        ("at", source.at.map(|at| at.to_string())),
        ("section", source.section.clone()),
        ("hash", source.hash.clone()),
        ("quote", source.quote.clone()),
    ];
    let parts: Vec<(&str, String)> =
        parts.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
    match &parts[..] {
        [] => None,
        [("text", words)] => Some(quoted(words)),
        several => {
            let pairs: Vec<String> =
                several.iter().map(|(key, value)| format!("{key} = {}", quoted(value))).collect();
            Some(format!("{{ {} }}", pairs.join(", ")))
        }
    }
}

fn optional(out: &mut String, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        line(out, key, &text(value));
    }
}

fn texts(out: &mut String, key: &str, values: &[String]) {
    if !values.is_empty() {
        line(out, key, &list(values.iter().map(String::as_str)));
    }
}

fn line(out: &mut String, key: &str, value: &str) {
    out.push_str(key);
    out.push_str(" = ");
    out.push_str(value);
    out.push('\n');
}
