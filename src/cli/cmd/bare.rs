//! `memoire` alone: on a terminal the menu, or on a first run the first session; else what is due and what to do next.

use super::due::{lines, on_leave};
use super::menu;
use super::study::{self, StudyArgs};
use crate::app::due;
use crate::app::leave;
use crate::app::open::Opened;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::{self, counted};
use crate::cli::output::{FAINT, STRONG};
use crate::model::Moment;
use crate::session::Counts;
use crate::store::{Access, Follow, StoreError};

/// Offers the menu to a person, or the first session where nothing was ever graded; shows the overview without one.
///
/// # Errors
/// When the database or the decks cannot be used.
pub fn run(context: &mut Context<'_>) -> Result<Exit, CliError> {
    if context.out.json() {
        return super::due::run(context, &super::due::DueArgs::default());
    }
    let now = context.env.now();
    let opened = opening::open(context, Access::WriteIfPossible, &[])?;
    if context.can_ask {
        return if opened.store.last_activity()?.is_none() {
            study::run_opened(context, opened, &StudyArgs::default())
        } else {
            menu::run(context, opened)
        };
    }
    if let Some(leave) = leave::today(&opened.store, now)? {
        context.remark(on_leave(leave.last))?;
    }
    let decks = due::offered(&context.env, &opened.store, &opened.roots, &opened.decks, now)?;
    let total = due::total(&decks);
    context.out.line(format_args!("{STRONG}{}{STRONG:#}", headline(total)))?;
    for line in exams(&opened, now)? {
        context.out.line(line)?;
    }
    context.out.line("")?;
    for line in lines(&decks) {
        context.out.line(line)?;
    }
    context.out.line("")?;
    let more = due::more_new(&context.env, &opened.store, &opened.roots, &opened.decks, now)?;
    let mut steps = vec![("memoire --help".to_owned(), "all that can be done".to_owned())];
    if total.total() > 0 {
        steps.insert(0, ("memoire study".to_owned(), "study what is due".to_owned()));
    } else {
        steps.insert(0, ("memoire cards".to_owned(), "look at the cards".to_owned()));
        if let Some(more) = more {
            steps.insert(0, (more.command(), format!("begin {}", more.words())));
        }
    }
    for (command, what) in steps {
        context.out.line(format_args!("  {command:<22}  {FAINT}{what}{FAINT:#}"))?;
    }
    Ok(Exit::Done)
}

/// The exams followed, with the days left to each.
pub(super) fn exams(opened: &Opened, now: Moment) -> Result<Vec<String>, StoreError> {
    let ahead = opened.store.follows()?.into_iter().filter(|follow| follow.day > now.day);
    let line = |follow: Follow| {
        let days = counted(follow.day.since(now.day).unsigned_abs(), "day", "days");
        format!("Exam {}: {days} left, {} min a day.", follow.exam, follow.minutes)
    };
    Ok(ahead.map(line).collect())
}

/// What today holds, in a sentence.
pub(super) fn headline(total: Counts) -> String {
    if total.total() == 0 {
        return "Done for today.".to_owned();
    }
    let parts: Vec<String> = [(total.due, "due"), (total.learning, "in learning"), (total.new, "new")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let cards = counted(total.total() as usize, "card", "cards");
    format!("{cards} for today: {}.", parts.join(", "))
}
