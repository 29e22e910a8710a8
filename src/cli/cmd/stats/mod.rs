//! `memoire stats`: progress in figures, as charts, as sentences or as JSON.

mod charts;
mod json;
mod plain;
mod screen;
mod words;

use clap::Args;

use self::json::FiguresJson;
use crate::app::progress;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening;
use crate::cli::output::{Output, STRONG};
use crate::store::Access;

/// Arguments of `stats`.
#[derive(Debug, Clone, Args)]
#[command(after_help = DEFINITIONS)]
pub struct StatsArgs {
    /// Of which cards: a deck, words, or fields such as tag:treaty (all, when not given)
    pub query: Vec<String>,
    /// Count the answers of the last N study days; calendar and streak go further back
    #[arg(long, value_name = "N", default_value_t = 365, value_parser = clap::value_parser!(u32).range(1..=36_500))]
    pub days: u32,
}

/// What each figure means.
const DEFINITIONS: &str = "\
What the figures mean:
  answers      grades in study and practice that were not taken back
  recalled     of the first answers to reviews on a day, those that were not Again; practice, new cards and
               steps do not count. `yes` of `of` are `rate`, the true one lies between `low` and `high` with
               95% confidence (Wilson)
  young        reviews of cards with an interval below 21 days; mature: 21 days or more
  months       the same by month
  due          what falls due on each of 30 days by the cards as they stand; overdue: reviews due before today.
               Suspended cards and new ones are left out
  calendar     answers a study day over 53 weeks
  streak       study days in a row with an answer, up to today or yesterday; the longest ever; days with any
  time         from question to grade, each answer counted up to a minute
  cards        new, learning, young and mature add up to all; due before the day ends; leeches, suspended
  intervals    review cards by interval in days; eases: by ease in thousandths, cards with a memory model apart
  stuck        cards at an ease of 1500 or less that were recalled three times in a row
  hours        recalled by the hour of the clock
  hardest      cards most often answered Again
  areas        recalled by tag, objective and deck, ordered by the upper end of the range, the weakest first
  calibration  the recall that the schedule predicts for each review, against what was recalled; factor: how
               many times longer than planned is remembered, by the last 5000 reviews";

/// Prints the figures.
///
/// # Errors
/// When the query cannot be understood, or the database or the decks cannot be used.
pub fn run(context: &mut Context<'_>, args: &StatsArgs) -> Result<Exit, CliError> {
    let now = context.env.now();
    let opened = opening::open(context, Access::WriteIfPossible, &args.query)?;
    let figures = progress::figures(&context.env, &opened, &args.query, args.days, now)?;
    if context.out.json() {
        context.out.print_json(&FiguresJson::new(&figures, &args.query))?;
        return Ok(Exit::Done);
    }
    if figures.standing.cards == 0 {
        context.remark("No card matches.")?;
        return Ok(Exit::Done);
    }
    let columns = Output::columns();
    let lines = if context.plain {
        plain::lines(&figures)
    } else if columns < screen::NARROW {
        let wrapped = |line: &String| -> Vec<String> {
            textwrap::wrap(line, columns).into_iter().map(std::borrow::Cow::into_owned).collect()
        };
        plain::lines(&figures).iter().flat_map(wrapped).collect()
    } else {
        let title = format!("{STRONG}Progress on {}{STRONG:#}", words::long_day(figures.day));
        [title, String::new()].into_iter().chain(screen::lines(&figures, columns)).collect()
    };
    for line in lines {
        context.out.line(line)?;
    }
    Ok(Exit::Done)
}
