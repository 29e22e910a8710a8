//! `memoire suspend`, `unsuspend`, `bury` and `reset`: one action on one card or many.

use clap::Args;
use serde::Serialize;

use crate::app::select;
use crate::cli::context::{Context, draw_uuid};
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::{self, counted};
use crate::model::Key;
use crate::model::query::Query;
use crate::store::{Access, Action, CardRecord};

/// Arguments of these commands.
#[derive(Debug, Clone, Args)]
pub struct ActArgs {
    /// Which cards: a key, or a query with a field such as deck:fire or tag:treaty
    #[arg(required = true)]
    pub cards: Vec<String>,
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
}

impl Act {
    const fn action(self) -> Action {
        match self {
            Self::Suspend => Action::Suspend,
            Self::Unsuspend => Action::Unsuspend,
            Self::Bury => Action::Bury,
            Self::Reset => Action::Reset,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Suspend => "suspend",
            Self::Unsuspend => "unsuspend",
            Self::Bury => "bury",
            Self::Reset => "reset",
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
        }
    }

    fn done(self, cards: usize) -> String {
        let cards = counted(cards, "card", "cards");
        match self {
            Self::Suspend => format!("{cards} put off until told."),
            Self::Unsuspend => format!("{cards} taken up again."),
            Self::Bury => format!("{cards} put off until tomorrow."),
            Self::Reset => format!("{cards} made new again."),
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
    if !agreed(context, &act.would(records.len()))? {
        context.remark("Nothing was changed.")?;
        return Ok(Exit::No);
    }
    let ids: Vec<_> = records.iter().map(|record| record.id).collect();
    let changed = opened.store.act(&ids, &act.action(), now, &mut draw_uuid)?;
    opened.store.backup_daily(now.day)?;
    if context.out.json() {
        let keys = records.iter().map(|record| record.card.key.to_string()).collect();
        context.out.print_json(&ActJson { action: act.name(), changed, keys })?;
        return Ok(Exit::Done);
    }
    context.out.line(act.done(changed))?;
    if changed < records.len() {
        let rest = records.len() - changed;
        context.remark(format_args!("{} so already.", counted(rest, "card was", "cards were")))?;
    }
    if changed > 0 {
        context.remark("`memoire undo` takes it back.")?;
    }
    Ok(Exit::Done)
}

/// The card a single word names.
fn named(opened: &crate::app::open::Opened, word: &str) -> Result<CardRecord, CliError> {
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
