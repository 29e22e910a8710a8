//! `memoire facts`: documents by the sentence, and facts held against them.

mod coverage;
mod extract;
mod new;
mod review;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde::Serialize;

use crate::app::facts::{self, Check};
use crate::cli::context::Context;
use crate::cli::diagnostics;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::counted;
use crate::cli::output::{GOOD, WARNING};
use crate::facts::{FactReport, Place};
use crate::text::{BlockKind, harmless_line};

/// Arguments of `facts`.
#[derive(Debug, Clone, Args)]
pub struct FactsArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: FactsCommand,
}

/// What can be done with facts.
#[derive(Debug, Clone, Subcommand)]
pub enum FactsCommand {
    /// Print a document by the sentence, each with its place
    Text {
        /// The document
        #[arg(value_name = "DOC")]
        document: PathBuf,
    },
    /// Propose facts from a document: they become cards once accepted
    Extract(extract::ExtractArgs),
    /// Go through proposed facts: accept, edit, reject
    Review(review::ReviewArgs),
    /// Show how much of the document its facts cover, by section
    Coverage(coverage::CoverageArgs),
    /// Write a fact by prompts
    New(new::NewArgs),
    /// Read a PDF file; for this program's own use
    #[cfg(feature = "pdf")]
    #[command(hide = true)]
    ReadPdf {
        /// The file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Check a facts file, its cards, and its places in the document
    Check {
        /// The facts file
        #[arg(value_name = "FACTS")]
        file: PathBuf,
        /// The document (the one the facts file names, when not given)
        #[arg(long, value_name = "DOC")]
        document: Option<PathBuf>,
        /// Fill in places and hashes that were found
        #[arg(long)]
        write: bool,
    },
}

/// Runs one of them.
///
/// # Errors
/// When a file cannot be read or written, or has faults.
pub fn run(context: &mut Context<'_>, args: &FactsArgs) -> Result<Exit, CliError> {
    match &args.command {
        FactsCommand::Text { document } => text(context, document),
        FactsCommand::Extract(args) if args.show_text => text(context, &args.document),
        FactsCommand::Extract(args) => extract::run(context, args),
        FactsCommand::Review(args) => review::run(context, args),
        FactsCommand::Coverage(args) => coverage::run(context, args),
        FactsCommand::New(args) => new::run(context, args),
        #[cfg(feature = "pdf")]
        FactsCommand::ReadPdf { file } => read_pdf(context, file),
        FactsCommand::Check { file, document, write } => {
            check(context, &facts::check(file, document.as_deref(), *write)?)
        }
    }
}

#[derive(Serialize)]
struct TextJson {
    paragraphs: Vec<ParagraphJson>,
}

#[derive(Serialize)]
struct ParagraphJson {
    paragraph: u32,
    section: Option<String>,
    sentences: Vec<String>,
}

/// Prints the text of a PDF file.
#[cfg(feature = "pdf")]
fn read_pdf(context: &mut Context<'_>, file: &std::path::Path) -> Result<Exit, CliError> {
    match crate::app::document::read_here(file) {
        Ok(text) => {
            context.out.line(text)?;
            Ok(Exit::Done)
        }
        Err(error) => {
            context.out.say(error)?;
            Ok(Exit::Unusable)
        }
    }
}

fn text(context: &mut Context<'_>, path: &std::path::Path) -> Result<Exit, CliError> {
    let document = facts::document(path)?;
    if context.out.json() {
        let paragraphs = document.paragraphs().filter_map(|block| {
            let paragraph = block.paragraph?;
            let section = document.section(paragraph).map(str::to_owned);
            Some(ParagraphJson { paragraph, section, sentences: sentences(block) })
        });
        context.out.print_json(&TextJson { paragraphs: paragraphs.collect() })?;
        return Ok(Exit::Done);
    }
    for block in document.blocks() {
        if matches!(block.kind, BlockKind::Title | BlockKind::Heading) {
            context.out.line(format_args!("section      | {}", block.text().trim()))?;
        }
        let Some(paragraph) = block.paragraph else { continue };
        for (sentence, at) in sentences(block).iter().zip(1..) {
            context.out.line(format_args!("par {paragraph} sent {at} | {sentence}"))?;
        }
    }
    Ok(Exit::Done)
}

fn sentences(block: &crate::text::Block) -> Vec<String> {
    block.sentence_texts().map(|sentence| sentence.trim().to_owned()).collect()
}

#[derive(Serialize)]
struct CheckJson {
    document: Option<String>,
    holds: bool,
    written: usize,
    facts: Vec<FactJson>,
}

#[derive(Serialize)]
struct FactJson {
    id: String,
    place: &'static str,
    at: Option<String>,
    hash: Option<String>,
    cards: Vec<String>,
    choices: Vec<String>,
    statements: Vec<String>,
    why_not: Vec<String>,
    was: Option<String>,
    now: Option<String>,
}

fn check(context: &mut Context<'_>, check: &Check) -> Result<Exit, CliError> {
    let exit = if check.checked.holds() { Exit::Done } else { Exit::No };
    if context.out.json() {
        let body = CheckJson {
            document: check.document.as_ref().map(|path| path.display().to_string()),
            holds: check.checked.holds(),
            written: check.written.len(),
            facts: check.checked.reports.iter().map(|report| to_json(report, check)).collect(),
        };
        context.out.print_json(&body)?;
        return Ok(exit);
    }
    for warning in &check.opened.diagnostics {
        context.out.say(diagnostics::render(warning))?;
    }
    for report in &check.checked.reports {
        for line in lines(report, check) {
            context.out.line(line)?;
        }
    }
    for line in summary(check) {
        context.out.line(line)?;
    }
    Ok(exit)
}

fn keys(keys: &[crate::model::Key]) -> Vec<String> {
    keys.iter().map(ToString::to_string).collect()
}

/// What the passage of a fact was, where the fact keeps it, and what it is now.
fn texts(report: &FactReport, check: &Check) -> (Option<String>, Option<String>) {
    let was = || check.opened.file.fact(&report.id).and_then(|fact| fact.source.quote.clone());
    match &report.place {
        Place::Changed { now, .. } => (was(), Some(now.clone())),
        Place::Vanished { .. } => (was(), None),
        _ => (None, None),
    }
}

fn to_json(report: &FactReport, check: &Check) -> FactJson {
    let (was, now) = texts(report, check);
    let (place, located) = match &report.place {
        Place::Unchecked => ("unchecked", None),
        Place::None => ("none", None),
        Place::Found(located) => ("found", Some(located)),
        Place::New(located) => ("new", Some(located)),
        Place::Moved { to, .. } => ("moved", Some(to)),
        Place::Changed { found, .. } => ("changed", Some(found)),
        Place::Vanished { .. } => ("vanished", None),
        Place::Unresolved(_) => ("unresolved", None),
    };
    FactJson {
        id: report.id.to_string(),
        place,
        at: located.map(|located| located.at.to_string()),
        hash: located.map(|located| located.hash.clone()),
        cards: keys(&report.cards),
        choices: keys(&report.choices),
        statements: keys(&report.statements),
        why_not: report.why_not.iter().map(ToString::to_string).collect(),
        was,
        now,
    }
}

/// What is said of one fact: its place, its cards by side, and why there are not more.
fn lines(report: &FactReport, check: &Check) -> Vec<String> {
    let place = match &report.place {
        Place::Unchecked => "not checked".to_owned(),
        Place::None => "no place".to_owned(),
        Place::Found(located) => located.at.to_string(),
        Place::New(located) => format!("{} (new)", located.at),
        Place::Moved { to, from } => format!("{} (moved from {from})", to.at),
        Place::Changed { found, was, .. } => {
            format!("{WARNING}{} has changed{WARNING:#}: its hash was {was} and is {}", found.at, found.hash)
        }
        Place::Vanished { at } => format!("{WARNING}{at} is not in the document any more{WARNING:#}"),
        Place::Unresolved(error) => format!("{WARNING}not found{WARNING:#}: {error}"),
    };
    let mut told = vec![format!("{}: {place}; {}", report.id, cards(report))];
    let (was, now) = texts(report, check);
    for (what, text) in [("was", was), ("now", now)] {
        told.extend(text.map(|text| format!("  {what}: {}", harmless_line(&text))));
    }
    if report.misquoted {
        told.push(format!("  {WARNING}its quote{WARNING:#} does not stand in the passage"));
    }
    told.extend(report.why_not.iter().map(|why| format!("  {why}")));
    told
}

fn cards(report: &FactReport) -> String {
    let side =
        |key: &crate::model::Key| key.side.as_ref().map_or_else(|| "itself".to_owned(), ToString::to_string);
    let list = |keys: &[crate::model::Key]| keys.iter().map(side).collect::<Vec<_>>().join(", ");
    if report.cards.is_empty() {
        return "no card".to_owned();
    }
    let mut parts = vec![format!("cards: {}", list(&report.cards))];
    for (name, keys) in [("choice", &report.choices), ("true or false", &report.statements)] {
        if !keys.is_empty() {
            parts.push(format!("{name}: {}", list(keys)));
        }
    }
    parts.join("; ")
}

fn summary(check: &Check) -> Vec<String> {
    let reports = &check.checked.reports;
    let sum = |count: fn(&FactReport) -> usize| reports.iter().map(count).sum::<usize>();
    let facts = counted(check.opened.file.facts.len(), "fact", "facts");
    let cards = counted(sum(|report| report.cards.len()), "card", "cards");
    let (choices, statements) = (sum(|report| report.choices.len()), sum(|report| report.statements.len()));
    let mut told = vec![
        String::new(),
        format!("{facts}, {cards}; {choices} also as a choice, {statements} as true or false."),
    ];
    let places = |wanted: fn(&Place) -> bool| reports.iter().filter(|report| wanted(&report.place)).count();
    let found = places(|place| matches!(place, Place::Found(_))) + check.written.len();
    let new = places(|place| matches!(place, Place::New(_) | Place::Moved { .. })) - check.written.len();
    let bad = places(|place| {
        matches!(place, Place::Changed { .. } | Place::Vanished { .. } | Place::Unresolved(_))
    });
    match &check.document {
        None => told.push(
            "The document is not at hand, so no place was checked; name it by --document DOC.".to_owned(),
        ),
        Some(document) => {
            told.push(format!("Held against {}: {found} in place.", document.display()));
            if !check.written.is_empty() {
                told.push(format!(
                    "{GOOD}Written{GOOD:#} into the facts file: {}.",
                    counted(check.written.len(), "place", "places")
                ));
            }
            if new > 0 {
                told.push(format!(
                    "{}: --write fills them in.",
                    counted(new, "place is new or moved", "places are new or moved")
                ));
            }
            if bad > 0 {
                let what = counted(bad, "place does", "places do");
                told.push(format!("{WARNING}{what} not hold{WARNING:#}: mend the fact, or its find or at."));
            }
        }
    }
    told
}
