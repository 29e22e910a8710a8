//! `memoire due`: how much is left for today.

use clap::Args;
use serde::Serialize;

use crate::app::due::{self, DeckDue};
use crate::app::leave;
use crate::app::open;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening;
use crate::cli::output::STRONG;
use crate::cli::table::{Align, Table};
use crate::model::Day;
use crate::session::Counts;
use crate::store::Access;

/// Arguments of `due`.
#[derive(Debug, Clone, Default, Args)]
pub struct DueArgs {
    /// Count all that is new and due, without limits
    #[arg(long)]
    pub raw: bool,
    /// Print a line such as '{due}+{new}' and read nothing but the database: for prompts and status bars
    #[arg(long, value_name = "TEXT")]
    pub format: Option<String>,
    /// End with exit code 1 when nothing is left
    #[arg(long)]
    pub check: bool,
}

#[derive(Serialize)]
struct DueJson {
    day: String,
    /// The last day of the leave that today belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    leave_until: Option<String>,
    decks: Vec<DeckJson>,
    total: CountsJson,
}

#[derive(Serialize)]
struct DeckJson {
    deck: String,
    #[serde(flatten)]
    counts: CountsJson,
}

/// Counts in JSON.
#[derive(Debug, Serialize)]
pub struct CountsJson {
    new: u32,
    learning: u32,
    due: u32,
    overdue: u32,
}

impl From<Counts> for CountsJson {
    fn from(Counts { new, learning, due, overdue }: Counts) -> Self {
        Self { new, learning, due, overdue }
    }
}

/// Prints the counts.
///
/// # Errors
/// When the database or the decks cannot be used.
pub fn run(context: &mut Context<'_>, args: &DueArgs) -> Result<Exit, CliError> {
    let now = context.env.now();
    let (decks, leave) = match &args.format {
        Some(_) => {
            let (store, roots) = open::open_as_is(&context.env, Access::Read)?;
            let decks = store.decks(&roots)?;
            (counts(context, args, &store, &roots, &decks, now)?, None)
        }
        None => {
            let opened = opening::open(context, Access::WriteIfPossible, &[])?;
            let decks = counts(context, args, &opened.store, &opened.roots, &opened.decks, now)?;
            (decks, leave::today(&opened.store, now)?)
        }
    };
    let total = due::total(&decks);
    let leave = leave.map(|leave| leave.last);
    if let Some(format) = &args.format {
        let line = fill(format, total)?;
        context.out.line(line)?;
    } else if context.out.json() {
        let decks = decks
            .into_iter()
            .map(|deck| DeckJson { deck: deck.deck.to_string(), counts: deck.counts.into() })
            .collect();
        let leave_until = leave.map(|last| last.to_string());
        context.out.print_json(&DueJson {
            day: now.day.to_string(),
            leave_until,
            decks,
            total: total.into(),
        })?;
    } else {
        for line in lines(&decks) {
            context.out.line(line)?;
        }
        if let Some(last) = leave {
            context.remark(on_leave(last))?;
        }
    }
    Ok(if args.check && total.total() == 0 { Exit::No } else { Exit::Done })
}

fn counts(
    context: &Context<'_>,
    args: &DueArgs,
    store: &crate::store::Store,
    roots: &[String],
    decks: &[crate::store::DeckRecord],
    now: crate::model::Moment,
) -> Result<Vec<DeckDue>, CliError> {
    Ok(if args.raw {
        due::raw(store, roots, now)?
    } else {
        due::offered(&context.env, store, roots, decks, now)?
    })
}

/// What is said on a day of leave.
#[must_use]
pub fn on_leave(last: Day) -> String {
    format!("On leave until {}; studying stays possible.", last.words())
}

/// The table of decks, with a line for all where there are several.
#[must_use]
pub fn lines(decks: &[DeckDue]) -> Vec<String> {
    let mut table = Table::new(&[
        ("deck", Align::Left),
        ("new", Align::Right),
        ("learning", Align::Right),
        ("due", Align::Right),
        ("overdue", Align::Right),
    ]);
    let mut row = |name: String, counts: Counts| {
        let Counts { new, learning, due, overdue } = counts;
        table.row([name].into_iter().chain([new, learning, due, overdue].map(|count| count.to_string())));
    };
    for deck in decks {
        row(deck.deck.to_string(), deck.counts);
    }
    if decks.len() > 1 {
        row("all".to_owned(), due::total(decks));
    }
    let mut lines = table.lines();
    if decks.len() > 1
        && let Some(last) = lines.last_mut()
    {
        *last = format!("{STRONG}{last}{STRONG:#}");
    }
    lines
}

/// The format with its counts filled in; `{{` and `}}` stand for the braces themselves.
fn fill(format: &str, counts: Counts) -> Result<String, CliError> {
    let mut filled = String::new();
    let mut rest = format;
    while let Some(at) = rest.find(['{', '}']) {
        filled.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix(brace) {
            filled.push_str(brace);
            rest = after;
        } else if brace == "}" {
            filled.push('}');
        } else {
            let (name, after) = rest.split_once('}').unwrap_or((rest, ""));
            let count = match name {
                "new" => counts.new,
                "learning" => counts.learning,
                "due" => counts.due,
                "overdue" => counts.overdue,
                "total" => counts.total(),
                _ => return Err(CliError::Placeholder { name: name.to_owned() }),
            };
            filled.push_str(&count.to_string());
            rest = after;
        }
    }
    filled.push_str(rest);
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_filled() {
        let counts = Counts { new: 1, learning: 2, due: 3, overdue: 4 };
        for (format, expected) in [
            ("{due}+{new}", "3+1"),
            ("{overdue}/{learning} {total}", "4/2 6"),
            ("{{{due}}} }", "{3} }"),
            ("none", "none"),
        ] {
            assert_eq!(fill(format, counts).unwrap(), expected);
        }
        assert!(fill("{dew}", counts).is_err());
    }
}
