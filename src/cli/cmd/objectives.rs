//! `memoire objectives`: the learning objectives, and how far their cards are.

use clap::Args;
use serde::Serialize;

use super::tags::StandingJson;
use crate::app::areas::{self, Objective};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::{self, counted};
use crate::cli::output::WARNING;
use crate::cli::table::{Align, Table, short};
use crate::store::Access;

/// Arguments of `objectives`.
#[derive(Debug, Clone, Default, Args)]
#[command(
    after_help = "A card counts for its own objective and for those above it: one of LO 1.2 counts for LO 1 too."
)]
pub struct ObjectivesArgs {
    /// Of which cards: a deck, words, or fields such as obj:\"LO 1\" (all, when not given)
    pub query: Vec<String>,
}

#[derive(Serialize)]
struct ObjectivesJson {
    objectives: Vec<ObjectiveJson>,
}

#[derive(Serialize)]
struct ObjectiveJson {
    deck: String,
    objective: String,
    title: Option<String>,
    #[serde(flatten)]
    standing: StandingJson,
}

impl From<&Objective> for ObjectiveJson {
    fn from(objective: &Objective) -> Self {
        Self {
            deck: objective.deck.to_string(),
            objective: objective.name.clone(),
            title: objective.title.clone(),
            standing: (&objective.standing).into(),
        }
    }
}

/// Lists the objectives.
///
/// # Errors
/// When the query cannot be understood, or the database or the decks cannot be used.
pub fn run(context: &mut Context<'_>, args: &ObjectivesArgs) -> Result<Exit, CliError> {
    let now = context.env.now();
    let opened = opening::open(context, Access::WriteIfPossible, &args.query)?;
    let objectives = areas::objectives(&context.env, &opened, &args.query, now)?;
    if context.out.json() {
        context
            .out
            .print_json(&ObjectivesJson { objectives: objectives.iter().map(Into::into).collect() })?;
        return Ok(Exit::Done);
    }
    if objectives.is_empty() {
        context.remark("No deck has learning objectives.")?;
        return Ok(Exit::Done);
    }
    let several = objectives.iter().any(|objective| objective.deck != objectives[0].deck);
    let mut columns = vec![
        ("objective", Align::Left),
        ("cards", Align::Right),
        ("new", Align::Right),
        ("due", Align::Right),
        ("mature", Align::Right),
        ("title", Align::Left),
    ];
    if several {
        columns.insert(0, ("deck", Align::Left));
    }
    let mut table = Table::new(&columns);
    for objective in &objectives {
        table.row(cells(objective, several));
    }
    for line in table.lines() {
        context.out.line(line)?;
    }
    let bare = objectives.iter().filter(|objective| objective.standing.cards == 0).count();
    if bare > 0 && args.query.is_empty() {
        context.remark(format_args!(
            "{WARNING}{}{WARNING:#} without cards.",
            counted(bare, "objective", "objectives")
        ))?;
    }
    Ok(Exit::Done)
}

fn cells(objective: &Objective, with_deck: bool) -> Vec<String> {
    let standing = &objective.standing;
    let counts = [standing.cards, standing.new, standing.due, standing.mature].map(|count| count.to_string());
    let title = objective.title.as_deref().map_or("(no title)".to_owned(), |title| short(title, 60));
    let deck = with_deck.then(|| objective.deck.to_string());
    deck.into_iter().chain([objective.name.clone()]).chain(counts).chain([title]).collect()
}
