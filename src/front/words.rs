//! What both fronts say in the same words.

use super::Closing;
use crate::model::{Day, Grade, counted};
use crate::schedule::interval_long;
use crate::session::{AnswerView, Notice, Progress, Stop, Summary};

/// A notice, a paragraph each. `colon` stands before the letters of commands: nothing where they are keys.
pub(super) fn notice(notice: &Notice, colon: &str) -> Vec<String> {
    let text = match notice {
        Notice::Undone { key, grade: Some(grade) } => format!("Taken back: {grade} on {key}."),
        Notice::Undone { key, grade: None } => format!("Taken back, on {key}."),
        Notice::NothingToUndo => "There is nothing to take back.".to_owned(),
        Notice::Buried(key) => format!("{key} waits until tomorrow. {colon}u takes that back."),
        Notice::Suspended(key) => {
            format!("{key} is suspended. {colon}u takes that back, and so does memoire unsuspend {key}.")
        }
        Notice::Flagged(key) => format!("{key} is flagged for its author."),
        Notice::Overtaken(key) => {
            format!("Another session has graded {key} in the meantime, so your grade was not written.")
        }
        Notice::Leech { key, lapses } => {
            format!(
                "{key} has been forgotten {lapses} times: reword it, split it, or suspend it with {colon}s."
            )
        }
        Notice::Source(lines) => return lines.clone(),
        Notice::NoHint => "This card has no hint.".to_owned(),
        Notice::Edited(key) => format!("{key} was read anew."),
        Notice::NotEdited(faults) => {
            let kept = "What was written cannot be used, so the card stays as it was.".to_owned();
            return std::iter::once(kept).chain(faults.iter().cloned()).collect();
        }
        Notice::CannotEdit(why) => capital(&format!("{why}.")),
        Notice::DayFull(key) => {
            format!(
                "Another session has begun the last new card of today in the meantime, so {key} stays new."
            )
        }
        Notice::Backlog { overdue, cap, clear_by } => backlog(*overdue, *cap, *clear_by),
        Notice::OnLeave { until } => format!("On leave until {}; studying stays possible.", until.words()),
        Notice::Ahead { until } => {
            format!(
                "Studying ahead: reviews due up to {} come today. An early answer lengthens its interval less.",
                until.words()
            )
        }
        Notice::Cram { cards } => format!(
            "Practice of {}, each until it is known once. No schedule changes.",
            counted(*cards, "card", "cards")
        ),
    };
    vec![text]
}

/// How much is overdue, and by when it can be cleared.
fn backlog(overdue: u32, cap: u32, clear_by: Option<Day>) -> String {
    let until = match clear_by {
        Some(day) => format!("at {cap} a day clear by {}", day.words()),
        None => format!("at {cap} a day not to be cleared: more falls due than is done"),
    };
    format!("{overdue} overdue, {until}. What is best remembered comes first; new cards wait.")
}

/// The text with a capital at its beginning.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Why it ended; and how many cards in what time, how many of them known at first.
pub(super) fn headline(summary: &Summary) -> Vec<String> {
    let why = match summary.stop {
        Stop::Finished if summary.cram => "All of it practised.",
        Stop::Finished => "Done for today.",
        Stop::Asked => "Stopped.",
        Stop::Grades => "Done: that was the number of grades you asked for.",
        Stop::Minutes => "Done: the time you asked for is over.",
    };
    let mut told = vec![why.to_owned()];
    if summary.cards > 0 {
        let (cards, first) = (u64::from(summary.cards), u64::from(summary.first_try));
        told.push(format!(
            "{}{}. Right at first try: {first} of {cards}, {} percent.",
            counted(cards, "card", "cards"),
            duration(summary.millis),
            (first * 100 + cards / 2) / cards
        ));
    }
    told
}

/// ` in 5:40`; nothing where no time was taken.
fn duration(millis: u64) -> String {
    if millis < 1000 { String::new() } else { format!(" in {}", clock(millis)) }
}

/// Minutes and seconds: `5:40`.
fn clock(millis: u64) -> String {
    let seconds = millis / 1000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// What is still to come, and where the progress is.
pub(super) fn outlook(summary: &Summary, closing: &Closing) -> Vec<String> {
    let mut told = Vec::new();
    if summary.away > 0 {
        told.push(format!("Away for {}, not counted.", clock(summary.away)));
    }
    if summary.drilled > 0 {
        told.push(format!(
            "{} of misses beside that; no schedule changed.",
            counted(summary.drilled, "drill", "drills")
        ));
    }
    if !summary.leeches.is_empty() {
        let hardest = summary.leeches.iter().map(|(key, lapses)| format!("{key} (forgotten {lapses} times)"));
        told.push(format!("Hardest: {}.", hardest.collect::<Vec<_>>().join(", ")));
    }
    if summary.left.total() > 0 {
        told.push(format!("Left for today: {}.", counted(summary.left.total(), "card", "cards")));
    }
    told.extend(
        summary
            .back_at
            .map(|at| format!("The next card in learning comes back at {}.", at.time_of_day(closing.offset))),
    );
    told.extend(summary.tomorrow.map(|cards| format!("Due tomorrow: {}.", counted(cards, "card", "cards"))));
    // One day is no streak, and nobody is to be told that one has ended.
    told.extend(summary.streak.filter(|days| *days > 1).map(|days| format!("{days} days in a row.")));
    told.push(format!("Progress is kept in {}.", closing.database));
    told.extend(closing.next_steps.iter().cloned());
    told
}

/// Minutes left at the learner's own pace; none before there is one.
pub(super) fn minutes_left(progress: &Progress) -> Option<u64> {
    progress.seconds_left.map(|seconds| seconds.div_ceil(60).max(1))
}

/// The grades offered, with the names they have here: only wrong and right where two keys are set.
pub(super) fn offered(two_buttons: bool) -> Vec<(Grade, &'static str)> {
    if two_buttons {
        vec![(Grade::Again, "wrong"), (Grade::Good, "right")]
    } else {
        Grade::ALL.map(|grade| (grade, grade.name())).to_vec()
    }
}

/// What became of a grade.
pub(super) fn saved(view: &AnswerView, grade: Grade) -> String {
    let name = offered(view.two_buttons).into_iter().find(|(offered, _)| *offered == grade);
    let name = name.map_or(grade.name(), |(_, name)| name);
    let due = view.outcomes.iter().find(|outcome| outcome.grade == grade).and_then(|outcome| outcome.due);
    match due {
        None if view.question.practice => format!("Noted: {name}; its schedule stays."),
        None => format!("Saved: {name}."),
        Some(due) => format!("Saved: {name}, back in {}.", interval_long(view.now, due)),
    }
}
