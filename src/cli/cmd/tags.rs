//! `memoire tags`: the tags in use.

use clap::Args;
use serde::Serialize;

use crate::app::areas;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening;
use crate::cli::table::{Align, Table};
use crate::stats::Standing;
use crate::store::Access;

/// Arguments of `tags`.
#[derive(Debug, Clone, Default, Args)]
pub struct TagsArgs {
    /// Of which cards: a deck, words, or fields such as deck:fire (all, when not given)
    pub query: Vec<String>,
}

#[derive(Serialize)]
struct TagsJson {
    tags: Vec<TagJson>,
}

#[derive(Serialize)]
struct TagJson {
    tag: String,
    #[serde(flatten)]
    standing: StandingJson,
}

/// Where cards stand, in JSON.
#[derive(Debug, Serialize)]
pub struct StandingJson {
    cards: u32,
    new: u32,
    learning: u32,
    young: u32,
    mature: u32,
    suspended: u32,
    leeches: u32,
    due: u32,
}

impl From<&Standing> for StandingJson {
    fn from(standing: &Standing) -> Self {
        let Standing { cards, new, learning, young, mature, suspended, leeches, due } = *standing;
        Self { cards, new, learning, young, mature, suspended, leeches, due }
    }
}

/// Lists the tags.
///
/// # Errors
/// When the query cannot be understood, or the database or the decks cannot be used.
pub fn run(context: &mut Context<'_>, args: &TagsArgs) -> Result<Exit, CliError> {
    let now = context.env.now();
    let opened = opening::open(context, Access::WriteIfPossible, &args.query)?;
    let tags = areas::tags(&context.env, &opened, &args.query, now)?;
    if context.out.json() {
        let tags = tags.iter().map(|(tag, standing)| TagJson { tag: tag.clone(), standing: standing.into() });
        context.out.print_json(&TagsJson { tags: tags.collect() })?;
        return Ok(Exit::Done);
    }
    if tags.is_empty() {
        context.remark("No card has a tag.")?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&[
        ("tag", Align::Left),
        ("cards", Align::Right),
        ("new", Align::Right),
        ("due", Align::Right),
        ("mature", Align::Right),
    ]);
    for (tag, Standing { cards, new, due, mature, .. }) in &tags {
        table.row([tag.clone()].into_iter().chain([cards, new, due, mature].map(ToString::to_string)));
    }
    for line in table.lines() {
        context.out.line(line)?;
    }
    Ok(Exit::Done)
}
