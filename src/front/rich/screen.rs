//! What a screen holds, as lines: pure, so that whole screens can be tested.

use unicode_width::UnicodeWidthStr;

use super::keys::Picks;
use super::markdown;
use crate::answer::DiffPart;
use crate::front::Closing;
use crate::model::{Grade, Kind, Source, Timestamp};
use crate::schedule::interval_words;
use crate::session::{
    AnswerView, Counts, Judged, Notice, Prompt, QuestionView, Response, Stop, Summary, Verdict,
};

/// Text is never wider than this, however wide the terminal.
const WIDEST: usize = 76;
/// From here on all four grades stand on one line.
const WIDE: usize = 72;
/// Below this every key stands on a line of its own.
const NARROW: usize = 40;
/// Cells of the bar of progress.
const BAR: usize = 10;

/// What a screen has to fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    /// Columns of the terminal.
    pub columns: usize,
    /// Rows of the terminal.
    pub rows: usize,
    /// Whether colour may be used.
    pub colour: bool,
}

impl Look {
    /// The width text is wrapped at.
    fn width(self) -> usize {
        self.columns.saturating_sub(1).clamp(4, WIDEST)
    }

    fn text(self, text: &str) -> Vec<String> {
        markdown::lines(text, self.width(), self.colour)
    }

    /// Text two columns in.
    fn inset(self, text: &str) -> Vec<String> {
        let width = self.width().saturating_sub(2);
        let lines = markdown::lines(text, width, self.colour);
        lines.into_iter().map(|line| format!("  {line}")).collect()
    }

    fn set(self, style: anstyle::Style, text: &str) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    fn bold(self, text: &str) -> String {
        self.set(anstyle::Style::new().bold(), text)
    }

    fn right(self, text: &str) -> String {
        self.set(anstyle::AnsiColor::Blue.on_default().bold(), text)
    }

    fn wrong(self, text: &str) -> String {
        self.set(anstyle::AnsiColor::Magenta.on_default().bold(), text)
    }
}

/// The lines of a screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Screen {
    pub lines: Vec<String>,
}

impl Screen {
    fn push(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }

    fn extend(&mut self, lines: impl IntoIterator<Item = String>) {
        self.lines.extend(lines);
    }

    /// An empty line, unless there is one already.
    fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }
}

/// The question side. In a field the keys are those of the field.
pub(super) fn question(view: &QuestionView, picks: &Picks, field: bool, look: Look) -> Screen {
    let mut screen = top(view, look);
    screen.extend(options(view, picks, look));
    if let Some(hint) = &view.hint {
        screen.gap();
        screen.extend(look.text(&format!("Hint: {hint}")));
    }
    screen.gap();
    let keys: &[&str] = match (&view.prompt, field) {
        (Prompt::Typed { .. } | Prompt::List { .. }, true) => {
            &["Enter give it, empty to see the answer", "Esc single keys", ":? is ? there"]
        }
        (Prompt::Typed { .. } | Prompt::List { .. }, false) => {
            &["Enter type", "Space show", "h hint", "u undo", "? all keys", "q stop"]
        }
        (Prompt::Choice { many: false, .. }, _) => {
            &["digit pick", "Space show", "u undo", "? all keys", "q stop"]
        }
        (Prompt::Choice { many: true, .. }, _) => {
            &["digits pick", "Enter give them", "u undo", "? all keys", "q stop"]
        }
        (Prompt::Order { .. }, _) => {
            &["digits in order", "Backspace back", "Space show", "? all keys", "q stop"]
        }
        (Prompt::TrueFalse { .. }, _) => {
            &["t true", "f false", "Space show", "u undo", "? all keys", "q stop"]
        }
        (Prompt::Open { .. }, _) => &["Space show", "h hint", "u undo", "? all keys", "q stop"],
    };
    screen.extend(key_lines(keys, look));
    screen
}

/// What stands above the answer: the header, what is to be said, the question.
fn top(view: &QuestionView, look: Look) -> Screen {
    let mut screen = Screen::default();
    screen.extend(header(view, look));
    for notice in &view.notices {
        screen.extend(said(notice, look));
    }
    screen.gap();
    screen.extend(look.text(view.prompt.text()).into_iter().map(|line| look.bold(&line)));
    screen
}

fn header(view: &QuestionView, look: Look) -> Vec<String> {
    let deck = match &view.group {
        None => view.deck.clone(),
        Some(group) => format!("{} > {group}", view.deck),
    };
    let deck = markdown::harmless(&deck);
    let counts = counts(view.progress.left);
    let time = view.progress.seconds_left.map(|seconds| format!("  ~{} min", seconds.div_ceil(60).max(1)));
    let total = view.progress.done + view.progress.left.total();
    let progress = format!("{}/{total}", view.progress.done);
    let right =
        format!("{counts}{}  {} {progress}", time.unwrap_or_default(), bar(view.progress.done, total));
    let used = deck.width() + right.width();
    if look.columns >= WIDE && used + 2 <= look.width() {
        return vec![format!("{deck}{}{right}", " ".repeat(look.width() - used))];
    }
    let narrow = if look.columns < NARROW { progress } else { format!("{counts}  {progress}") };
    let mut lines = look.text(&deck);
    lines.push(narrow);
    lines
}

fn counts(left: Counts) -> String {
    let parts = [("due", left.due), ("learning", left.learning), ("new", left.new)];
    let shown = parts.iter().filter(|(_, count)| *count > 0).map(|(name, count)| format!("{name} {count}"));
    shown.collect::<Vec<_>>().join("  ")
}

fn bar(done: u32, total: u32) -> String {
    let full = if total == 0 { BAR } else { BAR * done as usize / total as usize };
    format!("[{}{}]", "#".repeat(full), ".".repeat(BAR - full))
}

fn options(view: &QuestionView, picks: &Picks, look: Look) -> Vec<String> {
    let numbered = |options: &[String], mark: &dyn Fn(usize) -> String| {
        let lines =
            options.iter().enumerate().flat_map(|(at, option)| option_lines(at, option, &mark(at), look));
        std::iter::once(String::new()).chain(lines).collect::<Vec<_>>()
    };
    match &view.prompt {
        Prompt::Choice { options, many, .. } => {
            let picked = |at: usize| match (many, picks.0.contains(&at)) {
                (false, _) => String::new(),
                (true, true) => "[x] ".to_owned(),
                (true, false) => "[ ] ".to_owned(),
            };
            numbered(options, &picked)
        }
        Prompt::Order { items, .. } => {
            let place = |at: usize| match picks.0.iter().position(|picked| *picked == at) {
                Some(place) => format!("[{}] ", place + 1),
                None => "[ ] ".to_owned(),
            };
            numbered(items, &place)
        }
        Prompt::List { count, .. } => vec![String::new(), format!("({count} items)")],
        Prompt::TrueFalse { .. } => vec![String::new(), "True or false?".to_owned()],
        Prompt::Open { .. } | Prompt::Typed { .. } => Vec::new(),
    }
}

/// An option with its number; what wraps stands under its text.
fn option_lines(at: usize, option: &str, mark: &str, look: Look) -> Vec<String> {
    let number = format!("  {} {mark}", at + 1);
    let width = look.width().saturating_sub(number.width());
    let lines = markdown::lines(option, width, look.colour);
    let indent = " ".repeat(number.width());
    lines
        .into_iter()
        .enumerate()
        .map(|(row, line)| format!("{}{line}", if row == 0 { &number } else { &indent }))
        .collect()
}

/// Keys, as many to a line as there is room for.
fn key_lines(keys: &[&str], look: Look) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for key in keys {
        match lines.last_mut() {
            Some(line) if look.columns >= NARROW && line.width() + 3 + key.width() <= look.width() => {
                line.push_str("   ");
                line.push_str(key);
            }
            _ => lines.push((*key).to_owned()),
        }
    }
    lines
        .into_iter()
        .flat_map(|line| {
            textwrap::wrap(&line, look.width()).into_iter().map(String::from).collect::<Vec<_>>()
        })
        .collect()
}

/// The answer side: the question with all that follows it.
pub(super) fn answer(view: &AnswerView, look: Look) -> Screen {
    let mut screen = top(&view.question, look);
    screen.gap();
    screen.extend(verdict(view, look));
    if view.options.is_empty() {
        screen.extend(shown_answer(view, look));
    } else {
        screen.extend(shown_options(view, look));
    }
    if let Some(judged) = &view.judged {
        screen.extend(beside(judged, look));
    }
    if let Some(why) = &view.why {
        screen.gap();
        screen.extend(look.inset(&format!("Why: {why}")));
    }
    let source = view.source.as_ref().map(Source::words).filter(|words| !words.is_empty());
    if let Some(words) = source {
        screen.extend(look.inset(&format!("Source: {words}")));
    }
    screen.gap();
    screen.extend(grade_lines(view, look));
    screen
}

fn verdict(view: &AnswerView, look: Look) -> Vec<String> {
    let Some(judged) = &view.judged else {
        return match &view.response {
            Response::Text(text) => look.inset(&format!("yours: {text}")),
            _ => Vec::new(),
        };
    };
    let remark = judged.remark.as_ref().map(|remark| format!(": {remark}")).unwrap_or_default();
    match judged.verdict {
        Verdict::Right => vec![look.right("[+] Right")],
        Verdict::Near => {
            let mut lines = vec![look.right(&format!("[~] Nearly right{remark}"))];
            lines.extend(diff(judged, look));
            lines
        }
        Verdict::Wrong => {
            let mut lines = vec![look.wrong("[-] Wrong")];
            lines.extend(diff(judged, look));
            lines
        }
        Verdict::Blank => Vec::new(),
    }
}

/// What was typed, with what is too much, and what is right, with what was missing.
fn diff(judged: &Judged, look: Look) -> Vec<String> {
    if judged.diff.is_empty() {
        return Vec::new();
    }
    let mut yours = String::new();
    let mut right = String::new();
    for part in &judged.diff {
        match part {
            DiffPart::Same(text) => {
                yours.push_str(text);
                right.push_str(text);
            }
            DiffPart::Extra(text) => yours.push_str(&format!("[-{text}-]")),
            DiffPart::Missing(text) => right.push_str(&format!("{{+{text}+}}")),
        }
    }
    let set = |name: &str, text: &str| plain_lines(&format!("  {name} {}", markdown::harmless(text)), look);
    [set("yours  ", &yours), set("correct", &right)].concat()
}

/// Text that is no Markdown, wrapped.
fn plain_lines(text: &str, look: Look) -> Vec<String> {
    textwrap::wrap(text, look.width()).into_iter().map(String::from).collect()
}

fn shown_answer(view: &AnswerView, look: Look) -> Vec<String> {
    let one = |text: &str| look.inset(text);
    match view.question.kind {
        Kind::List => {
            let found = view.judged.as_ref().map(|judged| judged.found.as_slice()).unwrap_or_default();
            let mark = |at: usize| match found.get(at) {
                None => "- ",
                Some((_, true)) => "[+] ",
                Some((_, false)) => "[-] ",
            };
            let lines = view.answers.iter().enumerate();
            lines.flat_map(|(at, answer)| one(&format!("{}{answer}", mark(at)))).collect()
        }
        Kind::Order => {
            let lines = view.answers.iter().enumerate();
            lines.flat_map(|(at, answer)| one(&format!("{}\\. {answer}", at + 1))).collect()
        }
        _ => view.answers.first().map(|answer| one(answer)).unwrap_or_default(),
    }
}

fn shown_options(view: &AnswerView, look: Look) -> Vec<String> {
    let picked: &[usize] = match &view.response {
        Response::Picked(places) => places,
        _ => &[],
    };
    let mut lines = Vec::new();
    for (at, (text, right, why)) in view.options.iter().enumerate() {
        let mark = match (*right, picked.contains(&at)) {
            (true, _) => "[+] ",
            (false, true) => "[-] ",
            (false, false) => "    ",
        };
        lines.extend(option_lines(at, text, mark, look));
        if let Some(why) = why {
            let width = look.width().saturating_sub(8);
            let why = markdown::lines(why, width, look.colour);
            lines.extend(why.into_iter().map(|line| format!("        {line}")));
        }
    }
    lines
}

fn beside(judged: &Judged, look: Look) -> Vec<String> {
    let mut lines = Vec::new();
    if !judged.also.is_empty() {
        lines.extend(plain_lines(&format!("  also: {}", markdown::harmless(&judged.also.join("; "))), look));
    }
    if !judged.extra.is_empty() {
        let extra = markdown::harmless(&judged.extra.join("; "));
        lines.extend(plain_lines(&format!("  not in the list: {extra}"), look));
    }
    lines
}

/// The grades with the time until the card comes back.
fn grade_lines(view: &AnswerView, look: Look) -> Vec<String> {
    let two = view.two_buttons;
    let key = |number: u8, name: &str, grade: Grade| {
        let due = view.outcomes.iter().find(|outcome| outcome.grade == grade).and_then(|outcome| outcome.due);
        let wait = due.map(|due| format!(" {}", interval_words(view.now, due))).unwrap_or_default();
        format!("{number} {name}{wait}")
    };
    let mut keys: Vec<String> = if two {
        vec![key(1, "wrong", Grade::Again), key(3, "right", Grade::Good)]
    } else {
        Grade::ALL.iter().map(|grade| key(grade.number(), grade.name(), *grade)).collect()
    };
    let suggested = view.judged.as_ref().map_or(Grade::Good, |judged| judged.suggested);
    keys.push(format!("Space = {}", suggested.number()));
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let mut lines = key_lines(&keys, look);
    lines.extend(key_lines(&["u undo", "b bury", "s suspend", "v source", "? all keys", "q stop"], look));
    lines
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
    };
    let lines = text.lines().flat_map(|line| plain_lines(&format!("* {}", markdown::harmless(line)), look));
    lines.collect()
}

/// All keys.
pub(super) fn help(look: Look) -> Screen {
    let mut screen = Screen::default();
    screen.push(look.bold("Keys"));
    screen.gap();
    for (key, what) in [
        ("Space", "show the answer; then take the suggested grade"),
        ("1 to 4", "again, hard, good, easy; before that, the option"),
        ("t, f", "true, false"),
        ("u", "take back the last grade or action"),
        ("b", "bury: the card waits until tomorrow"),
        ("s", "suspend: the card waits until you unsuspend it"),
        ("f", "flag the card for its author, with a remark"),
        ("h", "hint"),
        ("v", "the passage the answer stands in"),
        ("q, Esc", "stop; every grade is saved already"),
        (":u", "in a field, commands are written with a colon"),
    ] {
        let name = format!("  {key:<8}");
        let lines = textwrap::wrap(what, look.width().saturating_sub(name.width()).max(8));
        for (row, line) in lines.iter().enumerate() {
            screen.push(format!("{}{line}", if row == 0 { name.clone() } else { " ".repeat(10) }));
        }
    }
    screen.gap();
    screen.extend(plain_lines("Any key goes back.", look));
    screen
}

/// What the session came to.
pub(super) fn summary(summary: &Summary, closing: &Closing, look: Look) -> Screen {
    let mut screen = Screen::default();
    screen.extend(plain_lines(&headline(summary), look).into_iter().map(|line| look.bold(&line)));
    if !summary.misses.is_empty() {
        screen.gap();
        screen.push("Missed at first:");
        for miss in &summary.misses {
            screen.extend(look.inset(&miss.question));
            screen
                .extend(look.inset(&format!("= {}", miss.answer)).into_iter().map(|line| look.right(&line)));
        }
    }
    screen.gap();
    let mut told = Vec::new();
    if summary.left.total() > 0 {
        told.push(format!("Left for today: {}.", summary.left.total()));
    }
    told.extend(summary.back_at.map(|at| format!("Learning goes on at {}.", clock(at, closing.offset))));
    told.extend(summary.tomorrow.map(|cards| format!("Due tomorrow: {cards}.")));
    told.push(format!("Progress is kept in {}.", closing.database));
    told.extend(closing.next_steps.iter().cloned());
    screen.extend(told.iter().flat_map(|line| plain_lines(line, look)));
    screen.gap();
    let keys: &[&str] =
        if summary.grades > 0 { &["u undo the last grade", "Enter quit"] } else { &["Enter quit"] };
    screen.extend(key_lines(keys, look));
    screen
}

fn headline(summary: &Summary) -> String {
    let why = match summary.stop {
        Stop::Finished => "Done for today",
        Stop::Asked => "Stopped",
        Stop::Grades => "Done: so many grades were asked for",
        Stop::Minutes => "Done: the time is over",
    };
    if summary.cards == 0 {
        return format!("{why}.");
    }
    let seconds = summary.millis / 1000;
    let percent =
        (u64::from(summary.first_try) * 100 + u64::from(summary.cards) / 2) / u64::from(summary.cards);
    let cards = if summary.cards == 1 { "1 card".to_owned() } else { format!("{} cards", summary.cards) };
    format!(
        "{why}: {cards} in {}:{:02}. First try {}/{} ({percent}%).",
        seconds / 60,
        seconds % 60,
        summary.first_try,
        summary.cards
    )
}

/// The local time of day.
fn clock(at: Timestamp, offset: i32) -> String {
    at.plus_seconds(i64::from(offset)).utc().format("%H:%M").to_string()
}
