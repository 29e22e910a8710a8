//! What plain lines say.

use crate::answer::DiffPart;
use crate::model::{Day, Grade, Kind, Timestamp};
use crate::schedule::interval_long;
use crate::session::{
    AnswerView, Judged, Miss, Notice, Progress, Prompt, QuestionView, Response, Stop, Summary, Verdict,
};

use super::super::Closing;

/// Said once, after the first question.
pub(super) const FIRST: &str = "Type your answer, or press Enter to see it. Then grade it: 1 again, 2 hard, 3 good, 4 easy. :? lists the commands.";

/// The commands, a line each.
pub(super) fn help() -> Vec<String> {
    [
        "Enter shows the answer. Then a number grades it: 1 again, 2 hard, 3 good, 4 easy.",
        "Enter at the grade takes the suggested one, where there is one.",
        "A choice is answered by its number, several by numbers with blanks between.",
        "True or false is answered by t or f, a list by its items with semicolons between, an order by all numbers.",
        ":h shows the hint.",
        ":v shows where the answer stands.",
        ":u takes back the last grade or action.",
        ":b puts the card off until tomorrow.",
        ":s puts the card off until you unsuspend it.",
        ":f marks the card for its author; a remark may follow.",
        ":r repeats the card.",
        ":q stops; every grade is saved already.",
        "An answer that begins with a colon is typed with two.",
    ]
    .map(str::to_owned)
    .to_vec()
}

/// A text on lines of its own, nothing in it able to move the cursor.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.split('\n').map(clean).filter(|line| !line.trim().is_empty()).collect()
}

fn clean(text: &str) -> String {
    text.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !c.is_control()).collect()
}

pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

pub(super) fn plural(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

pub(super) fn progress(progress: &Progress) -> String {
    let left = progress.left;
    let mut parts = Vec::new();
    for (number, one, many) in
        [(left.due, "due", "due"), (left.learning, "in learning", "in learning"), (left.new, "new", "new")]
    {
        if number > 0 {
            parts.push(plural(u64::from(number), one, many));
        }
    }
    let time = progress
        .seconds_left
        .map(|seconds| format!(", about {}", plural(seconds.div_ceil(60).max(1), "minute", "minutes")))
        .unwrap_or_default();
    format!("{} done, left: {}{time}.", progress.done, parts.join(", "))
}

pub(super) fn question(view: &QuestionView) -> Vec<String> {
    let mut told = vec![match &view.group {
        None => format!("{}:", clean(&view.deck)),
        Some(group) => format!("{}, {}:", clean(&view.deck), clean(group)),
    }];
    let text = view.prompt.text();
    let spoken = if view.kind == Kind::Cloze { text.replace("[...]", "(blank)") } else { text.to_owned() };
    let mut asked = lines(&spoken);
    if matches!(view.prompt, Prompt::TrueFalse { .. })
        && let Some(first) = asked.first_mut()
    {
        *first = format!("True or false? {first}");
    }
    told.extend(asked);
    match &view.prompt {
        Prompt::Choice { options, many, .. } => {
            if *many {
                told.push("Several are right.".to_owned());
            }
            told.extend(numbered(options));
        }
        Prompt::Order { items, .. } => {
            told.push("Put these in order.".to_owned());
            told.extend(numbered(items));
        }
        Prompt::List { count, .. } => told.push(format!("{count} items.")),
        Prompt::Open { .. } | Prompt::Typed { .. } | Prompt::TrueFalse { .. } => {}
    }
    told.extend(hint(view));
    told
}

fn numbered(options: &[String]) -> Vec<String> {
    options.iter().enumerate().map(|(at, option)| format!("{}: {}", at + 1, clean(option))).collect()
}

pub(super) fn hint(view: &QuestionView) -> Vec<String> {
    view.hint.iter().map(|hint| format!("Hint: {}", clean(hint))).collect()
}

pub(super) fn answer(view: &AnswerView) -> Vec<String> {
    let mut told = verdict(view);
    if let Some(judged) = &view.judged {
        told.extend(details(judged));
    }
    for (at, (text, right, why)) in view.options.iter().enumerate() {
        let why = why.as_ref().map(|why| format!(" {}", clean(why))).unwrap_or_default();
        if *right || !why.is_empty() {
            let word = if *right { "right" } else { "wrong" };
            told.push(format!("{}, {word}: {}.{why}", at + 1, clean(text).trim_end_matches('.')));
        }
    }
    if let Some(why) = &view.why {
        told.extend(lines(&format!("Why: {why}")));
    }
    let source = view.source.as_ref().map(crate::model::Source::words).filter(|words| !words.is_empty());
    told.extend(source.map(|words| format!("Source: {}.", clean(&words))));
    told.push(grades(view));
    told
}

fn shown_answer(view: &AnswerView) -> String {
    let several = match view.question.kind {
        Kind::List | Kind::Choice => "; ",
        Kind::Order => ", then ",
        _ => return view.answers.first().map(|answer| answer.trim().to_owned()).unwrap_or_default(),
    };
    view.answers.join(several)
}

fn verdict(view: &AnswerView) -> Vec<String> {
    let right = shown_answer(view);
    let answer = lines(&format!("Answer: {right}"));
    let given = match &view.response {
        Response::Text(text) => Some(clean(text)),
        _ => None,
    };
    match (&view.judged, given) {
        (None, None) => answer,
        (None, Some(given)) => [vec![format!("You typed: {given}")], answer].concat(),
        (Some(judged), given) => {
            let word = match judged.verdict {
                Verdict::Right => "Correct.".to_owned(),
                Verdict::Near => match &judged.remark {
                    None => "Nearly right.".to_owned(),
                    Some(remark) => format!("Nearly right: {remark}."),
                },
                Verdict::Wrong => "Wrong.".to_owned(),
                Verdict::Blank => return answer,
            };
            let typed = given.filter(|_| judged.verdict != Verdict::Right);
            let typed = typed.map(|given| format!("You typed: {given}"));
            [vec![word], typed.into_iter().collect(), answer].concat()
        }
    }
}

fn details(judged: &Judged) -> Vec<String> {
    let mut told = Vec::new();
    if judged.verdict == Verdict::Near {
        told.extend(letters(&judged.diff));
    }
    if !judged.also.is_empty() {
        told.push(format!(
            "Also accepted: {}.",
            judged.also.iter().map(|one| clean(one)).collect::<Vec<_>>().join("; ")
        ));
    }
    let missed: Vec<String> =
        judged.found.iter().filter(|(_, found)| !found).map(|(item, _)| clean(item)).collect();
    if !missed.is_empty() {
        told.push(format!("Missed: {}.", missed.join("; ")));
    }
    if !judged.extra.is_empty() {
        told.push(format!(
            "Not in the list: {}.",
            judged.extra.iter().map(|one| clean(one)).collect::<Vec<_>>().join("; ")
        ));
    }
    told
}

/// Where a typed answer differs, letter by letter.
fn letters(diff: &[DiffPart]) -> Vec<String> {
    let mut told = Vec::new();
    let mut place = 1;
    let mut parts = diff.iter().peekable();
    while let Some(part) = parts.next() {
        match part {
            DiffPart::Same(text) => place += text.chars().count(),
            DiffPart::Extra(typed) => {
                let right = parts.next_if(|next| matches!(next, DiffPart::Missing(_)));
                told.push(match right {
                    Some(DiffPart::Missing(right)) => {
                        format!("Letter {place}: you typed {}, it is {}.", spell(typed), spell(right))
                    }
                    _ => format!("Letter {place}: {} is too much.", spell(typed)),
                });
                place += typed.chars().count();
            }
            DiffPart::Missing(right) => told.push(format!("Letter {place}: {} is missing.", spell(right))),
        }
    }
    told
}

fn spell(text: &str) -> String {
    match text {
        " " => "a blank".to_owned(),
        text => clean(text),
    }
}

fn grades(view: &AnswerView) -> String {
    let keys: Vec<String> = view
        .outcomes
        .iter()
        .filter(|outcome| !view.two_buttons || matches!(outcome.grade, Grade::Again | Grade::Good))
        .map(|outcome| {
            let when =
                outcome.due.map(|due| format!(", {}", interval_long(view.now, due))).unwrap_or_default();
            let name = match (view.two_buttons, outcome.grade) {
                (true, Grade::Again) => "wrong",
                (true, _) => "right",
                (false, grade) => grade.name(),
            };
            format!("{} {name}{when}", outcome.grade.number())
        })
        .collect();
    let suggestion = view
        .judged
        .as_ref()
        .map(|judged| format!(" Enter takes {}.", judged.suggested.number()))
        .unwrap_or_default();
    format!("Grade: {}.{suggestion}", keys.join("; "))
}

pub(super) fn saved(view: &AnswerView, grade: Grade) -> String {
    let due = view.outcomes.iter().find(|outcome| outcome.grade == grade).and_then(|outcome| outcome.due);
    match due {
        None => format!("Saved: {grade}."),
        Some(due) => format!("Saved: {grade}, back in {}.", interval_long(view.now, due)),
    }
}

pub(super) fn notice(notice: &Notice) -> Vec<String> {
    match notice {
        Notice::Undone { key, grade: Some(grade) } => vec![format!("Taken back: {grade} on {key}.")],
        Notice::Undone { key, grade: None } => vec![format!("Taken back, on {key}.")],
        Notice::NothingToUndo => vec!["There is nothing to take back.".to_owned()],
        Notice::Buried(key) => vec![format!("{key} waits until tomorrow. :u takes that back.")],
        Notice::Suspended(key) => {
            vec![format!("{key} is suspended. :u takes that back, and so does memoire unsuspend {key}.")]
        }
        Notice::Flagged(key) => vec![format!("{key} is flagged for its author.")],
        Notice::Overtaken(key) => {
            vec![format!("Another session has graded {key} in the meantime, so your grade was not written.")]
        }
        Notice::Leech { key, lapses } => vec![format!(
            "{key} has been forgotten {lapses} times. Its wording may be the trouble: reword it, split it, or suspend it with :s."
        )],
        Notice::Source(text) => text.iter().flat_map(|line| lines(line)).collect(),
        Notice::NoHint => vec!["This card has no hint.".to_owned()],
        Notice::Edited(key) => vec![format!("{key} was read anew.")],
        Notice::NotEdited(faults) => std::iter::once("The file has faults, so the card stays as it was.".to_owned())
            .chain(faults.iter().flat_map(|line| lines(line)))
            .collect(),
        Notice::CannotEdit(why) => vec![capital(&format!("{}.", clean(why)))],
        Notice::DayFull(key) => vec![format!(
            "Another session has begun the last new card of today in the meantime, so {key} stays new."
        )],
        Notice::Backlog { overdue, cap, clear_by } => vec![backlog(*overdue, *cap, *clear_by)],
        Notice::OnLeave { until } => vec![format!("On leave until {until}; studying stays possible.")],
        Notice::Ahead { until } => vec![format!(
            "Studying ahead: reviews due up to {until} come today. An early answer lengthens its interval less."
        )],
        Notice::Cram { cards } => vec![format!(
            "Practice of {}, each until it is known once. No schedule changes.",
            plural(u64::from(*cards), "card", "cards")
        )],
    }
}

/// How much is overdue, and by when it can be cleared.
fn backlog(overdue: u32, cap: u32, clear_by: Option<Day>) -> String {
    let until = match clear_by {
        Some(day) => format!("at {cap} a day clear by {day}"),
        None => format!("at {cap} a day not to be cleared: more falls due than is done"),
    };
    format!("{overdue} overdue, {until}. What is best remembered comes first; new cards wait.")
}

pub(super) fn summary(summary: &Summary, closing: &Closing) -> Vec<String> {
    let mut told = vec![
        match summary.stop {
            Stop::Finished => "Done for today.",
            Stop::Asked => "Stopped.",
            Stop::Grades => "Done: that was the number of grades you asked for.",
            Stop::Minutes => "Done: the time you asked for is over.",
        }
        .to_owned(),
    ];
    if summary.cards > 0 {
        let (cards, first) = (u64::from(summary.cards), u64::from(summary.first_try));
        let seconds = summary.millis / 1000;
        let time =
            if seconds > 0 { format!(" in {}:{:02}", seconds / 60, seconds % 60) } else { String::new() };
        told.push(format!(
            "{}{time}. Right at first try: {first} of {cards}, {} percent.",
            plural(cards, "card", "cards"),
            (first * 100 + cards / 2) / cards
        ));
    }
    if !summary.misses.is_empty() {
        told.push("Missed at first:".to_owned());
        told.extend(summary.misses.iter().map(missed));
    }
    if summary.left.total() > 0 {
        told.push(format!("Left for today: {}.", plural(u64::from(summary.left.total()), "card", "cards")));
    }
    told.extend(
        summary
            .back_at
            .map(|at| format!("The next card in learning comes back at {}.", clock(at, closing.offset))),
    );
    told.extend(summary.tomorrow.map(|cards| format!("Due tomorrow: {}.", plural(cards, "card", "cards"))));
    told.push(format!("Progress is kept in {}.", closing.database));
    told.extend(closing.next_steps.iter().cloned());
    told
}

fn missed(miss: &Miss) -> String {
    let question = lines(&miss.question).join(" ");
    format!("{}: {question} Answer: {}", miss.key, lines(&miss.answer).join(" "))
}

/// The local time of day.
fn clock(at: Timestamp, offset: i32) -> String {
    at.plus_seconds(i64::from(offset)).utc().format("%H:%M").to_string()
}
