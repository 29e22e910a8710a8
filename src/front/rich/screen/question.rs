//! The question side, and what it shares with the answer side: the header, what is to be said, the question.

use unicode_width::UnicodeWidthStr;

use super::{Look, NARROW, Screen, WIDE, Weight, option_lead};
use crate::front::rich::keys::Draft;
use crate::front::rich::markdown;
use crate::session::{Counts, Notice, Prompt, QuestionView};

/// Cells of the bar of progress.
const BAR: usize = 10;

/// The question side. In a field the keys are those of the field.
pub fn question(view: &QuestionView, draft: &Draft, in_field: bool, look: Look) -> Screen {
    let mut screen = top(view, look);
    screen.extend(answerable(&view.prompt, draft, look));
    if let Some(hint) = &view.hint {
        screen.gap();
        screen.extend(look.led("Hint: ", Weight::Plain, hint));
    }
    screen.gap();
    let (mut keys, more) = keys(&view.prompt, in_field);
    keys.extend(more);
    screen.extend(look.keys(&keys));
    screen
}

/// What the learner can do: first what answers, then the rest.
fn keys(prompt: &Prompt, in_field: bool) -> (Vec<&'static str>, &'static [&'static str]) {
    const REST: &[&str] = &["h hint", "u undo", "? all keys", "q stop"];
    let answering = match prompt {
        Prompt::Typed { .. } if in_field => {
            return (vec!["Enter give it", "empty: show the answer", "Esc single keys", ":? all keys"], &[]);
        }
        Prompt::List { .. } if in_field => {
            return (vec!["Enter next item", "empty: that is all", "Esc single keys", ":? all keys"], &[]);
        }
        Prompt::Typed { .. } | Prompt::List { .. } => vec!["Enter type", "Space show"],
        Prompt::Choice { many: false, .. } => vec!["digit pick", "Space show"],
        Prompt::Choice { many: true, .. } => vec!["digits pick", "Enter give them"],
        Prompt::Order { .. } => vec!["digits in order", "Backspace back", "Space show"],
        Prompt::TrueFalse { .. } => vec!["t true", "f false", "Space show"],
        Prompt::Open { .. } => vec!["Space show"],
    };
    (answering, REST)
}

/// What stands above the answer.
pub fn top(view: &QuestionView, look: Look) -> Screen {
    let mut screen = Screen::default();
    screen.extend(header(view, look));
    for notice in &view.notices {
        screen.extend(said(notice, look));
    }
    screen.gap();
    screen.extend(look.text(Weight::Bold, view.prompt.text()));
    screen
}

fn header(view: &QuestionView, look: Look) -> Vec<String> {
    let names = std::iter::once(&view.deck).chain(&view.group);
    let names = names.map(|name| markdown::harmless(name).replace('\n', " "));
    let deck = names.collect::<Vec<_>>().join(" > ");
    let counts = counts(view.progress.left);
    let time = view.progress.seconds_left.map(|seconds| format!("~{} min", seconds.div_ceil(60).max(1)));
    let total = view.progress.done + view.progress.ahead;
    let progress = format!("{}/{total}", view.progress.done);
    let measured = format!("{} {progress}", bar(view.progress.done, total));
    let right = counts.iter().chain(&time).chain([&measured]).cloned().collect::<Vec<_>>().join("  ");
    let used = deck.width() + right.width();
    if look.columns >= WIDE && used + 2 <= look.width() {
        return vec![format!("{deck}{}{right}", " ".repeat(look.width() - used))];
    }
    let mut lines = look.bare("", Weight::Plain, &deck);
    if look.columns < NARROW {
        lines.push(progress);
    } else {
        let narrow = counts.iter().chain(&time).chain([&progress]).cloned().collect::<Vec<_>>();
        lines.extend(look.bare("", Weight::Plain, &narrow.join("  ")));
    }
    lines
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
    std::iter::once(String::new()).chain(lines).collect()
}

fn numbered(options: &[String], look: Look, mark: impl Fn(usize) -> String) -> Vec<String> {
    let lead = |at| option_lead(at, false, &mark(at));
    options.iter().enumerate().flat_map(|(at, option)| look.led(&lead(at), Weight::Plain, option)).collect()
}

fn said(notice: &Notice, look: Look) -> Vec<String> {
    let text = match notice {
        Notice::Undone { key, grade: Some(grade) } => format!("Taken back: {grade} on {key}."),
        Notice::Undone { key, grade: None } => format!("Taken back, on {key}."),
        Notice::NothingToUndo => "There is nothing to take back.".to_owned(),
        Notice::Buried(key) => format!("{key} waits until tomorrow. u takes that back."),
        Notice::Suspended(key) => {
            format!("{key} is suspended. u takes that back, and so does memoire unsuspend {key}.")
        }
        Notice::Flagged(key) => format!("{key} is flagged for its author."),
        Notice::Overtaken(key) => {
            format!("Another session has graded {key} in the meantime: your grade was not written.")
        }
        Notice::Leech { key, lapses } => {
            format!("{key} has been forgotten {lapses} times: reword it, split it, or suspend it with s.")
        }
        Notice::Source(lines) => lines.join("\n"),
        Notice::NoHint => "This card has no hint.".to_owned(),
        Notice::Edited(key) => format!("{key} was read anew."),
        Notice::NotEdited(faults) => {
            format!("The file has faults, so the card stays as it was.\n{}", faults.join("\n"))
        }
        Notice::CannotEdit(why) => format!("{why}."),
        Notice::DayFull(key) => {
            format!("Another session has begun the last new card of today: {key} stays new.")
        }
        Notice::Backlog { overdue, cap, clear_by: Some(day) } => {
            format!("{overdue} overdue, at {cap} a day clear by {day}. New cards wait.")
        }
        Notice::Backlog { overdue, cap, clear_by: None } => {
            format!("{overdue} overdue, at {cap} a day not to be cleared. New cards wait.")
        }
        Notice::OnLeave { until } => format!("On leave until {until}; studying stays possible."),
        Notice::Ahead { until } => {
            format!("Studying ahead, to {until}: early answers lengthen intervals less.")
        }
        Notice::Cram { cards } => format!("Practice of {cards}, each until known once. No schedule changes."),
    };
    text.lines().flat_map(|line| look.bare("* ", Weight::Plain, line)).collect()
}
