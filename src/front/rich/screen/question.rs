//! The question side, and what it shares with the answer side: the header, what is to be said, the question.

use unicode_width::UnicodeWidthStr;

use super::{Look, NARROW, Sheet, WIDE, Weight, option_lead, said};
use crate::front::rich::keys::Draft;
use crate::front::{commands, words};
use crate::session::{Counts, Prompt, QuestionView};
use crate::text;

/// Cells of the bar of progress.
const BAR: usize = 10;

/// The question side. In a field the keys are those of the field.
pub fn question(view: &QuestionView, draft: &Draft, in_field: bool, look: Look) -> Sheet {
    let mut sheet = top(view, look);
    sheet.in_field = in_field;
    // Notices are read before the question, the question before its options.
    sheet.anchor = 0;
    sheet.body.extend(answerable(&view.prompt, draft, look));
    if let Some(hint) = &view.hint {
        sheet.gap();
        sheet.body.extend(look.led("Hint: ", Weight::Plain, hint));
    }
    sheet.feet = keys(&view.prompt, in_field, look);
    sheet
}

/// What the learner can do: first what answers, then the rest, as far as there is room.
fn keys(prompt: &Prompt, in_field: bool, look: Look) -> Vec<Vec<String>> {
    let mut keys: Vec<String> = answering(prompt, in_field).iter().map(ToString::to_string).collect();
    if in_field {
        return vec![look.keys(&keys), look.keys(&keys[..1])];
    }
    let bare = [keys.as_slice(), &[commands::key('?')]].concat();
    keys.extend("hue?q".chars().map(commands::key));
    vec![look.keys(&keys), look.keys(&bare), look.keys(answering(prompt, in_field))]
}

fn answering(prompt: &Prompt, in_field: bool) -> &'static [&'static str] {
    match prompt {
        Prompt::Typed { .. } if in_field => {
            &["Enter give it", "empty: show the answer", "Esc single keys", ":? keys"]
        }
        Prompt::List { .. } if in_field => {
            &["Enter next item", "empty: that is all", "Esc single keys", ":? keys"]
        }
        Prompt::Typed { .. } | Prompt::List { .. } => &["Enter type", "Space show"],
        Prompt::Choice { many: false, .. } => &["digit pick", "Space show"],
        Prompt::Choice { many: true, .. } => &["digits pick", "Enter give them"],
        Prompt::Order { .. } => &["digits in order", "Backspace back", "Space show"],
        Prompt::TrueFalse { .. } => &["t true", "f false", "Space show"],
        Prompt::Open { .. } => &["Space show"],
    }
}

/// What stands above the answer: the header, what is to be said, the question. The answer is to be in sight, unless
/// something was said.
pub fn top(view: &QuestionView, look: Look) -> Sheet {
    let mut sheet =
        Sheet { head: header(view, look), short_head: short_header(view, look), ..Sheet::default() };
    sheet.body.extend(said(&view.notices, look));
    sheet.gap();
    sheet.body.extend(look.text(Weight::Bold, view.prompt.text()));
    sheet.gap();
    sheet.anchor = if view.notices.is_empty() { sheet.body.len() } else { 0 };
    sheet
}

fn place(view: &QuestionView) -> String {
    let names = std::iter::once(&view.deck).chain(&view.group);
    names.map(|name| text::harmless_line(name)).collect::<Vec<_>>().join(" > ")
}

fn done_of_total(view: &QuestionView) -> String {
    format!("{}/{}", view.progress.done, view.progress.done + view.progress.ahead)
}

fn header(view: &QuestionView, look: Look) -> Vec<String> {
    let place = place(view);
    let counts = counts(view.progress.left);
    let time = words::minutes_left(&view.progress).map(|minutes| format!("~{minutes} min"));
    let progress = done_of_total(view);
    let total = view.progress.done + view.progress.ahead;
    let measured = format!("{} {progress}", bar(view.progress.done, total));
    let right = counts.iter().chain(&time).chain([&measured]).cloned().collect::<Vec<_>>().join("  ");
    let used = place.width() + right.width();
    if look.columns >= WIDE && used + 2 <= look.width() {
        return vec![format!("{place}{}{right}", " ".repeat(look.width() - used))];
    }
    let mut lines = look.bare("", Weight::Plain, &place);
    if look.columns < NARROW {
        lines.push(progress);
    } else {
        let narrow = counts.iter().chain(&time).chain([&progress]).cloned().collect::<Vec<_>>();
        lines.extend(look.bare("", Weight::Plain, &narrow.join("  ")));
    }
    lines
}

/// The header on one line: how far one is, and where, if there is room.
fn short_header(view: &QuestionView, look: Look) -> String {
    let (place, progress) = (place(view), done_of_total(view));
    if place.width() + 2 + progress.width() <= look.width() {
        format!("{place}  {progress}")
    } else {
        progress
    }
}

/// What is left of the day; empty when nothing is.
fn counts(left: Counts) -> Vec<String> {
    let parts = [("due", left.due), ("learning", left.learning), ("new", left.new)];
    parts.iter().filter(|(_, count)| *count > 0).map(|(name, count)| format!("{name} {count}")).collect()
}

fn bar(done: u32, total: u32) -> String {
    let full = if total == 0 { BAR } else { BAR * done as usize / total as usize };
    format!("[{}{}]", "#".repeat(full), ".".repeat(BAR - full))
}

/// What there is to pick from or to name, with what was given so far.
fn answerable(prompt: &Prompt, draft: &Draft, look: Look) -> Vec<String> {
    let picked = |at: usize| draft.picks.iter().position(|pick| *pick == at);
    let lines = match prompt {
        Prompt::Open { .. } | Prompt::Typed { .. } => return Vec::new(),
        Prompt::TrueFalse { .. } => vec!["True or false?".to_owned()],
        Prompt::Choice { options, many, .. } => numbered(options, look, |at| match (many, picked(at)) {
            (false, _) => String::new(),
            (true, Some(_)) => "[x] ".to_owned(),
            (true, None) => "[ ] ".to_owned(),
        }),
        Prompt::Order { items, .. } => numbered(items, look, |at| match picked(at) {
            Some(place) => format!("[{}] ", place + 1),
            None => "[ ] ".to_owned(),
        }),
        Prompt::List { count, .. } => {
            let items = draft.items.iter().flat_map(|item| look.bare("- ", Weight::Plain, item));
            std::iter::once(format!("{count} items")).chain(items).collect()
        }
    };
    lines
}

fn numbered(options: &[String], look: Look, mark: impl Fn(usize) -> String) -> Vec<String> {
    let lead = |at| option_lead(at, false, &mark(at));
    options.iter().enumerate().flat_map(|(at, option)| look.led(&lead(at), Weight::Plain, option)).collect()
}
