//! `memoire report`: progress as one HTML file with pictures.

use std::path::PathBuf;

use clap::Args;

use crate::app::{progress, report, write};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening;
use crate::store::Access;

/// Arguments of `report`.
#[derive(Debug, Clone, Args)]
#[command(
    after_help = "The page needs no script and no network, is light or dark as the system asks, and prints on A4."
)]
pub struct ReportArgs {
    /// Of which cards: a deck, words, or fields such as tag:treaty (all, when not given)
    pub query: Vec<String>,
    /// Write the page to this file (standard output, when not given)
    #[arg(short, long, value_name = "FILE.html")]
    pub output: Option<PathBuf>,
    /// Count the answers of the last N study days; calendar and streak go further back
    #[arg(long, value_name = "N", default_value_t = 365, value_parser = clap::value_parser!(u32).range(1..=36_500))]
    pub days: u32,
}

/// Writes the page.
///
/// # Errors
/// When the query cannot be understood, the database or the decks cannot be used, or the file cannot be written.
pub fn run(context: &mut Context<'_>, args: &ReportArgs) -> Result<Exit, CliError> {
    let now = context.env.now();
    let opened = opening::open(context, Access::WriteIfPossible, &args.query)?;
    let figures = progress::figures(&context.env, &opened, &args.query, args.days, now)?;
    let about = (!args.query.is_empty()).then(|| args.query.join(" "));
    let exams = report::exams(&context.env, &opened, now)?;
    let page = report::page(&figures, &exams, about.as_deref())?;
    match &args.output {
        None => context.out.out().write_all(page.as_bytes())?,
        Some(path) => {
            write::replace(path, page.as_bytes())?;
            context.remark(format_args!("{} written; open it in a browser.", path.display()))?;
        }
    }
    Ok(Exit::Done)
}
