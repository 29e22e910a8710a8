//! `memoire suspend`, `unsuspend`, `bury`, `reset` and `set-due`: one action on one card or many.

use std::collections::HashSet;

use clap::Args;
use serde::Serialize;

use crate::app::open::Opened;
use crate::app::select;
use crate::cli::context::{Context, draw_uuid};
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::{self, counted};
use crate::model::query::Query;
use crate::model::{CardId, Day, Key};
use crate::store::{Access, Action, CardRecord};

/// Arguments of these commands.
#[derive(Debug, Clone, Args)]
pub struct ActArgs {
    /// Which cards: a key, or a query with a field such as deck:fire or tag:treaty
    #[arg(required = true)]
    pub cards: Vec<String>,
}

/// Arguments of `set-due`.
#[derive(Debug, Clone, Args)]
pub struct SetDueArgs {
    /// Which cards: a key, or a query with a field such as deck:fire or tag:treaty
    #[arg(required = true)]
    pub cards: Vec<String>,
    /// When: a day such as 2026-12-01, today, tomorrow, or +3 for in three days
    #[arg(required = true, allow_hyphen_values = true)]
    pub day: String,
}

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Put off until told.
    Suspend,
    /// Taken up again.
    Unsuspend,
    /// Put off until tomorrow.
    Bury,
    /// Made new again.
    Reset,
    /// Due on that day.
    SetDue(Day),
}

impl Act {
    const fn action(self) -> Action {
        match self {
            Self::Suspend => Action::Suspend,
            Self::Unsuspend => Action::Unsuspend,
            Self::Bury => Action::Bury,
            Self::Reset => Action::Reset,
            Self::SetDue(day) => Action::SetDue(day),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Suspend => "suspend",
            Self::Unsuspend => "unsuspend",
            Self::Bury => "bury",
            Self::Reset => "reset",
            Self::SetDue(_) => "set-due",
        }
    }

    /// What it would do with so many cards, without a full stop.
    fn would(self, cards: usize) -> String {
        let cards = counted(cards, "card", "cards");
        match self {
            Self::Suspend => format!("put {cards} off until told"),
            Self::Unsuspend => format!("take {cards} up again"),
            Self::Bury => format!("put {cards} off until tomorrow"),
            Self::Reset => format!("make {cards} new again"),
            Self::SetDue(day) => format!("make {cards} due on {day}"),
        }
    }

    fn done(self, cards: usize) -> String {
        let cards = counted(cards, "card", "cards");
        match self {
            Self::Suspend => format!("{cards} put off until told."),
            Self::Unsuspend => format!("{cards} taken up again."),
            Self::Bury => format!("{cards} put off until tomorrow."),
            Self::Reset => format!("{cards} made new again."),
            Self::SetDue(day) => format!("{cards} due on {day}."),
        }
    }
}

#[derive(Serialize)]
struct ActJson {
    action: &'static str,
    changed: usize,
    keys: Vec<String>,
}

/// Asks, and does it.
///
/// # Errors
/// When the words are neither key nor query with a field, mean no card, nothing can be asked, or the database fails.
pub fn run(context: &mut Context<'_>, act: Act, args: &ActArgs) -> Result<Exit, CliError> {
    let now = context.env.now();
    let query = Query::parse(&args.cards)?;
    let opened = &mut opening::open(context, Access::Write, &args.cards)?;
    let records = match args.cards.as_slice() {
        [word] if !query.has_field() => vec![named(opened, word)?],
        words if query.has_field() => select::cards(opened, words, now)?,
        words => return Err(CliError::TooWide { words: words.join(" ") }),
    };
    if records.is_empty() {
        return Err(CliError::NoMatch);
    }
    let ids: Vec<CardId> = records.iter().map(|record| record.id).collect();
    let ids: HashSet<CardId> = opened.store.would_change(&ids, &act.action(), now)?.into_iter().collect();
    let (changing, rest): (Vec<CardRecord>, Vec<CardRecord>) =
        records.into_iter().partition(|record| ids.contains(&record.id));
    if !changing.is_empty() {
        if !agreed(context, &act.would(changing.len()))? {
            context.remark("Nothing was changed.")?;
            return Ok(Exit::No);
        }
        let ids: Vec<CardId> = changing.iter().map(|record| record.id).collect();
        opened.store.act(&ids, &act.action(), now, &mut draw_uuid)?;
        opened.store.backup_daily(now.day)?;
    }
    tell(context, act, &changing, rest.len())?;
    Ok(Exit::Done)
}

/// `set-due`: the day is read, the rest is as with the others.
///
/// # Errors
/// When the day cannot be read or is over, and as with the others.
pub fn set_due(context: &mut Context<'_>, args: &SetDueArgs) -> Result<Exit, CliError> {
    let day = read_day(&args.day, context.env.now().day)
        .ok_or_else(|| CliError::NoDay { text: args.day.clone() })?;
    run(context, Act::SetDue(day), &ActArgs { cards: args.cards.clone() })
}

/// Says what was done, and how many cards were as they should be.
fn tell(
    context: &mut Context<'_>,
    act: Act,
    changed: &[CardRecord],
    so_already: usize,
) -> Result<(), CliError> {
    if context.out.json() {
        let keys: Vec<String> = changed.iter().map(|record| record.card.key.to_string()).collect();
        context.out.print_json(&ActJson { action: act.name(), changed: keys.len(), keys })?;
        return Ok(());
    }
    if changed.is_empty() {
        let so = counted(so_already, "card is", "cards are");
        return context.remark(format_args!("Nothing to change: {so} so already."));
    }
    context.out.line(act.done(changed.len()))?;
    if so_already > 0 {
        let rest = counted(so_already, "card was", "cards were");
        context.remark(format_args!("{rest} so already."))?;
    }
    context.remark("`memoire undo` takes it back.")
}

/// A day written as a date, `today`, `tomorrow`, or so many days from today: none when it is no day, or over.
fn read_day(text: &str, today: Day) -> Option<Day> {
    let day = match text {
        "today" => today,
        "tomorrow" => today.plus(1),
        _ => match text.strip_prefix('+') {
            Some(days) => today.plus(days.parse::<u16>().ok()?.into()),
            None => text.parse().ok()?,
        },
    };
    (day >= today).then_some(day)
}

/// The card a single word names.
fn named(opened: &Opened, word: &str) -> Result<CardRecord, CliError> {
    match word.parse::<Key>() {
        Ok(key) => Ok(select::card(opened, &key)?),
        Err(_) => Err(CliError::TooWide { words: word.to_owned() }),
    }
}

/// Asks whether to go on.
pub(super) fn agreed(context: &mut Context<'_>, what: &str) -> Result<bool, CliError> {
    if context.yes {
        return Ok(true);
    }
    if !context.can_ask {
        return Err(CliError::CannotAsk { what: format!("to {what}") });
    }
    write!(context.out.err(), "This will {what}. Go on? [y/N] ")?;
    context.out.flush()?;
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    Ok(matches!(line.trim().to_lowercase().as_str(), "y" | "yes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read() {
        let today: Day = "2026-03-01".parse().unwrap();
        let rows = [
            ("today", Some("2026-03-01")),
            ("tomorrow", Some("2026-03-02")),
            ("+0", Some("2026-03-01")),
            ("+31", Some("2026-04-01")),
            ("2026-12-01", Some("2026-12-01")),
            ("2026-02-28", None),
            ("yesterday", None),
            ("+", None),
            ("+-1", None),
            ("3", None),
            ("2026-13-01", None),
        ];
        for (text, expected) in rows {
            assert_eq!(read_day(text, today).map(|day| day.to_string()).as_deref(), expected, "{text}");
        }
    }
}
