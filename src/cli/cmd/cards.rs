//! `memoire cards`: the cards that a query means.

use clap::Args;
use serde::Serialize;

use crate::app::rules::Schedulers;
use crate::app::select;
use crate::cli::card::{CardJson, due_words, state_words};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::{self, counted};
use crate::cli::table::{Align, Table, short};
use crate::schedule;
use crate::store::Access;

/// Arguments of `cards`.
#[derive(Debug, Clone, Default, Args)]
pub struct CardsArgs {
    /// Which cards: a key, a deck, words, or fields such as tag:treaty is:due (all, when not given)
    pub query: Vec<String>,
}

#[derive(Serialize)]
struct CardsJson {
    cards: Vec<CardJson>,
}

/// Lists the cards.
///
/// # Errors
/// When the query cannot be understood, or the database or the decks cannot be used.
pub fn run(context: &mut Context<'_>, args: &CardsArgs) -> Result<Exit, CliError> {
    let now = context.env.now();
    let opened = opening::open(context, Access::WriteIfPossible, &args.query)?;
    let records = select::cards(&opened, &args.query, now)?;
    let schedulers = Schedulers::new(&context.env.settings, &opened.decks);
    let due =
        |record: &crate::store::CardRecord| schedule::due(&record.state, schedulers.of(record.deck), now.day);
    if context.out.json() {
        let cards = records.iter().map(|record| CardJson::new(record, due(record), now)).collect();
        context.out.print_json(&CardsJson { cards })?;
        return Ok(Exit::Done);
    }
    if records.is_empty() {
        context.remark("No card matches.")?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&[
        ("key", Align::Left),
        ("state", Align::Left),
        ("due", Align::Left),
        ("question", Align::Left),
    ]);
    for record in &records {
        table.row([
            record.card.key.to_string(),
            state_words(record, now),
            due_words(due(record), now),
            short(&record.card.question(), 60),
        ]);
    }
    for line in table.lines() {
        context.out.line(line)?;
    }
    context.remark(format_args!("{}.", counted(records.len(), "card", "cards")))?;
    Ok(Exit::Done)
}
