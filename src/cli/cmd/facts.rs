//! `memoire facts`: documents by the sentence, and facts held against them.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde::Serialize;

use crate::app::extract::{self, Extract, Extracted, Merged};
use crate::app::facts::{self, Check};
use crate::cli::context::Context;
use crate::cli::diagnostics;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::counted;
use crate::cli::output::{GOOD, WARNING};
use crate::facts::{Checked, Fact, FactReport, Place};
use crate::text::BlockKind;

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
    Extract(ExtractArgs),
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

/// Arguments of `facts extract`.
#[derive(Debug, Clone, Args)]
pub struct ExtractArgs {
    /// The document; - for standard input
    #[arg(value_name = "DOC")]
    pub document: PathBuf,
    /// The facts file; one that is there is added to (standard output when not given)
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Print what was read, by the sentence, and propose nothing
    #[arg(long, conflicts_with_all = ["output", "no_quotes", "accept_above"])]
    pub show_text: bool,
    /// Keep no words of the document, as for a file that is shared
    #[arg(long)]
    pub no_quotes: bool,
    /// Let proposals at least so sure (0 to 1) give cards, tagged unread
    #[arg(long, value_name = "C", value_parser = share)]
    pub accept_above: Option<f64>,
}

/// A number from 0 to 1.
fn share(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("write a number from 0 to 1, like 0.8".to_owned()),
    }
}

/// Runs one of them.
///
/// # Errors
/// When a file cannot be read or written, or has faults.
pub fn run(context: &mut Context<'_>, args: &FactsArgs) -> Result<Exit, CliError> {
    match &args.command {
        FactsCommand::Text { document } => text(context, document),
        FactsCommand::Extract(args) if args.show_text => text(context, &args.document),
        FactsCommand::Extract(args) => extracted(context, args),
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
struct ExtractJson {
    file: Option<String>,
    proposed: usize,
    sure: usize,
    added: Vec<String>,
    renewed: Vec<String>,
    gone: Vec<String>,
    settled: usize,
    changed: Vec<String>,
    vanished: Vec<String>,
}

fn extracted(context: &mut Context<'_>, args: &ExtractArgs) -> Result<Exit, CliError> {
    let how = Extract {
        document: &args.document,
        output: args.output.as_deref(),
        quotes: !args.no_quotes,
        accept_above: args.accept_above,
    };
    let done = extract::extract(&how)?;
    if let Some(encoding) = done.encoding {
        context.remark(format_args!("Read as {encoding}; --show-text prints what was read."))?;
    }
    if context.out.json() {
        context.out.print_json(&extract_json(args, &done))?;
        return Ok(Exit::Done);
    }
    let Some(path) = &args.output else {
        context.out.line(done.text.trim_end())?;
        return Ok(Exit::Done);
    };
    for line in extract_lines(path, &done) {
        context.remark(line)?;
    }
    Ok(Exit::Done)
}

fn extract_json(args: &ExtractArgs, done: &Extracted) -> ExtractJson {
    let ids = |facts: &[Fact]| facts.iter().map(|fact| fact.id.to_string()).collect();
    let merged = done.merged.as_ref();
    let merge = merged.map(|merged| &merged.merge);
    let placed = |wanted: fn(&Place) -> bool| merged.map(|merged| affected(&merged.checked, wanted)).unwrap_or_default();
    ExtractJson {
        file: args.output.as_ref().map(|path| path.display().to_string()),
        proposed: done.proposed,
        sure: done.sure,
        added: merge.map_or_else(|| ids(&done.file.facts), |merge| ids(&merge.added)),
        renewed: merge.map(|merge| ids(&merge.renewed)).unwrap_or_default(),
        gone: merge.map(|merge| merge.gone.iter().map(ToString::to_string).collect()).unwrap_or_default(),
        settled: merge.map_or(0, |merge| merge.settled),
        changed: placed(|place| matches!(place, Place::Changed { .. })),
        vanished: placed(|place| matches!(place, Place::Vanished { .. })),
    }
}

/// The facts of a file, without the proposals, whose place is of some sort now.
fn affected(checked: &Checked, wanted: fn(&Place) -> bool) -> Vec<String> {
    checked.reports.iter().filter(|report| wanted(&report.place)).map(|report| report.id.to_string()).collect()
}

fn extract_lines(path: &std::path::Path, done: &Extracted) -> Vec<String> {
    let path = path.display();
    let proposed = counted(done.proposed, "fact", "facts");
    let Some(Merged { merge, checked }) = &done.merged else {
        return vec![
            format!("{path} written: {proposed} proposed, {} of them sure.", done.sure),
            format!("Next: `memoire facts review {path}`."),
        ];
    };
    let mut told = vec![format!(
        "{path}: {} new, {} renewed, {} as before, {} settled before, {} gone.",
        merge.added.len(),
        merge.renewed.len(),
        merge.same,
        merge.settled,
        merge.gone.len()
    )];
    for (what, wanted) in [
        ("changed", (|place| matches!(place, Place::Changed { .. })) as fn(&Place) -> bool),
        ("not in the document any more", |place| matches!(place, Place::Vanished { .. })),
    ] {
        let facts: Vec<String> = affected(checked, wanted).into_iter().filter(|id| !merge.gone.iter().any(|gone| gone.as_str() == id)).collect();
        if !facts.is_empty() {
            told.push(format!("The passage is {what}: {}.", facts.join(", ")));
        }
    }
    told
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
}

fn check(context: &mut Context<'_>, check: &Check) -> Result<Exit, CliError> {
    let exit = if check.checked.holds() { Exit::Done } else { Exit::No };
    if context.out.json() {
        let body = CheckJson {
            document: check.document.as_ref().map(|path| path.display().to_string()),
            holds: check.checked.holds(),
            written: check.written.len(),
            facts: check.checked.reports.iter().map(to_json).collect(),
        };
        context.out.print_json(&body)?;
        return Ok(exit);
    }
    for warning in &check.opened.diagnostics {
        context.out.say(diagnostics::render(warning))?;
    }
    for report in &check.checked.reports {
        for line in lines(report) {
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

fn to_json(report: &FactReport) -> FactJson {
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
    }
}

/// What is said of one fact: its place, its cards by side, and why there are not more.
fn lines(report: &FactReport) -> Vec<String> {
    let place = match &report.place {
        Place::Unchecked => "not checked".to_owned(),
        Place::None => "no place".to_owned(),
        Place::Found(located) => located.at.to_string(),
        Place::New(located) => format!("{} (new)", located.at),
        Place::Moved { to, from } => format!("{} (moved from {from})", to.at),
        Place::Changed { found, was } => {
            format!("{WARNING}{} has changed{WARNING:#}: its hash was {was} and is {}", found.at, found.hash)
        }
        Place::Vanished { at } => format!("{WARNING}{at} is not in the document any more{WARNING:#}"),
        Place::Unresolved(error) => format!("{WARNING}not found{WARNING:#}: {error}"),
    };
    let mut told = vec![format!("{}: {place}; {}", report.id, cards(report))];
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
