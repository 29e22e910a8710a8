//! `memoire history`: what was answered and done, card by card.

use clap::Args;
use serde::Serialize;

use crate::app::clock::{local, rfc3339};
use crate::app::select;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening;
use crate::cli::table::{Align, Table};
use crate::model::{Grade, Key, Review, StateName};
use crate::store::Access;

/// Arguments of `history`.
#[derive(Debug, Clone, Args)]
pub struct HistoryArgs {
    /// The card: deck/entry or deck/entry/side
    pub key: String,
}

#[derive(Serialize)]
struct HistoryJson {
    key: String,
    reviews: Vec<ReviewJson>,
}

#[derive(Serialize)]
struct ReviewJson {
    at: String,
    day: String,
    kind: &'static str,
    grade: Option<&'static str>,
    millis: Option<u32>,
    state_before: &'static str,
    state_after: &'static str,
    interval_before: u32,
    interval_after: u32,
    ease_after: u16,
    fuzz: Option<u16>,
    undone: bool,
}

impl From<&Review> for ReviewJson {
    fn from(review: &Review) -> Self {
        Self {
            at: rfc3339(review.at),
            day: review.day.to_string(),
            kind: review.kind.name(),
            grade: review.grade.map(Grade::name),
            millis: review.millis,
            state_before: review.before.name().name(),
            state_after: review.after.name().name(),
            interval_before: review.before.interval,
            interval_after: review.after.interval,
            ease_after: review.after.ease.permille(),
            fuzz: review.fuzz,
            undone: review.undone,
        }
    }
}

/// Lists the rows of the card's log, oldest first.
///
/// # Errors
/// When there is no such card, or the database or the decks cannot be used.
pub fn run(context: &mut Context<'_>, args: &HistoryArgs) -> Result<Exit, CliError> {
    let key: Key = args.key.parse()?;
    let opened = opening::open(context, Access::WriteIfPossible, std::slice::from_ref(&args.key))?;
    let asked = key;
    let key = select::card_or_heir(&opened, &asked)?.card.key;
    if key != asked {
        context.remark(format_args!("{asked} goes on as {key}."))?;
    }
    let reviews = opened.store.history(&key)?;
    if context.out.json() {
        let reviews = reviews.iter().map(ReviewJson::from).collect();
        context.out.print_json(&HistoryJson { key: key.to_string(), reviews })?;
        return Ok(Exit::Done);
    }
    if reviews.is_empty() {
        context.remark(format_args!("{key} has never been answered."))?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&[
        ("when", Align::Left),
        ("what", Align::Left),
        ("grade", Align::Left),
        ("state", Align::Left),
        ("interval", Align::Right),
        ("ease", Align::Right),
        ("seconds", Align::Right),
    ]);
    for review in &reviews {
        table.row(cells(review));
    }
    for line in table.lines() {
        context.out.line(line)?;
    }
    Ok(Exit::Done)
}

fn cells(review: &Review) -> [String; 7] {
    let (before, after) = (&review.before, &review.after);
    let state = if before.name() == after.name() {
        after.name().name().to_owned()
    } else {
        format!("{} to {}", before.name().name(), after.name().name())
    };
    let undone = if review.undone { " (undone)" } else { "" };
    let graded = after.name() != StateName::New;
    [
        local(review.at).format("%Y-%m-%d %H:%M").to_string(),
        format!("{}{undone}", review.kind.name()),
        review.grade.map(|grade| grade.name().to_owned()).unwrap_or_default(),
        state,
        if after.interval > 0 { format!("{}d", after.interval) } else { String::new() },
        if graded { format!("{:.2}", f64::from(after.ease.permille()) / 1000.0) } else { String::new() },
        review.millis.map(|millis| format!("{:.1}", f64::from(millis) / 1000.0)).unwrap_or_default(),
    ]
}
