//! `memoire facts coverage`: how much of a document its facts cover, by section.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::app::coverage::{self, Section};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::counted;
use crate::cli::table::{Align, Table};
use crate::text::harmless_line;

/// Arguments of `facts coverage`.
#[derive(Debug, Clone, Args)]
pub struct CoverageArgs {
    /// The facts file
    #[arg(value_name = "FACTS")]
    pub file: PathBuf,
    /// The document (the one the facts file names, when not given)
    #[arg(long, value_name = "DOC")]
    pub document: Option<PathBuf>,
}

/// The heading of a section is cut to so many letters in the table.
const TITLE: usize = 36;

#[derive(Serialize)]
struct CoverageJson {
    sections: Vec<SectionJson>,
    uncovered: Vec<UncoveredJson>,
}

#[derive(Serialize)]
struct SectionJson {
    section: Option<String>,
    sentences: usize,
    covered: usize,
    facts: usize,
    proposed: usize,
    cards: usize,
    importance_3: usize,
    importance_2: usize,
    importance_1: usize,
}

#[derive(Serialize)]
struct UncoveredJson {
    at: String,
    section: Option<String>,
    text: String,
}

/// Counts and shows.
///
/// # Errors
/// When a file cannot be read, or there is no document.
pub(super) fn run(context: &mut Context<'_>, args: &CoverageArgs) -> Result<Exit, CliError> {
    let coverage = coverage::coverage(&args.file, args.document.as_deref())?;
    if context.out.json() {
        let sections = coverage.sections.iter().map(to_json).collect();
        let uncovered = coverage.uncovered.into_iter().map(|one| UncoveredJson {
            at: one.at.to_string(),
            section: one.section,
            text: one.text,
        });
        context.out.print_json(&CoverageJson { sections, uncovered: uncovered.collect() })?;
        return Ok(Exit::Done);
    }
    let columns = [
        ("section", Align::Left),
        ("sentences", Align::Right),
        ("covered", Align::Right),
        ("facts", Align::Right),
        ("proposed", Align::Right),
        ("cards", Align::Right),
        ("3/2/1", Align::Left),
    ];
    let mut table = Table::new(&columns);
    for section in &coverage.sections {
        table.row(cells(section));
    }
    for line in table.lines() {
        context.out.line(line)?;
    }
    let sum = |of: fn(&Section) -> usize| coverage.sections.iter().map(of).sum::<usize>();
    let (all, covered) = (sum(|section| section.sentences), sum(|section| section.covered));
    let cards = counted(sum(|section| section.cards), "card", "cards");
    context
        .out
        .line(format_args!("\n{covered} of {} covered, {cards}.", counted(all, "sentence", "sentences")))?;
    Ok(Exit::Done)
}

fn cells(section: &Section) -> Vec<String> {
    let title = harmless_line(section.title.as_deref().unwrap_or("(before the first heading)"));
    let short: String = if title.chars().count() > TITLE {
        title.chars().take(TITLE - 3).chain("...".chars()).collect()
    } else {
        title
    };
    let [must, may, background] = section.importance;
    vec![
        short,
        section.sentences.to_string(),
        section.covered.to_string(),
        section.facts.to_string(),
        section.proposed.to_string(),
        section.cards.to_string(),
        format!("{must}/{may}/{background}"),
    ]
}

fn to_json(section: &Section) -> SectionJson {
    let [importance_3, importance_2, importance_1] = section.importance;
    SectionJson {
        section: section.title.clone(),
        sentences: section.sentences,
        covered: section.covered,
        facts: section.facts,
        proposed: section.proposed,
        cards: section.cards,
        importance_3,
        importance_2,
        importance_1,
    }
}
