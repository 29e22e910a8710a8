//! `memoire generate`: the deck of a facts file.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::app::facts::{self, Generate, Generated};
use crate::cli::context::Context;
use crate::cli::diagnostics;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::counted;
use crate::cli::output::WARNING;
use crate::deck::{Kept, Reason};
use crate::model::{EntryId, Key};

/// Arguments of `generate`.
#[derive(Debug, Clone, Args)]
pub struct GenerateArgs {
    /// The facts file
    #[arg(value_name = "FACTS")]
    pub facts: PathBuf,
    /// Write the deck here (beside the facts, named by the document's id, when not given)
    #[arg(short, long, value_name = "DECK")]
    pub output: Option<PathBuf>,
    /// Write nothing; show what would change, and how edited entries differ
    #[arg(long)]
    pub diff: bool,
    /// Take the generated text of an edited entry again (several times for several)
    #[arg(long, value_name = "KEY")]
    pub discard: Vec<String>,
    /// Accept an edited entry as it is, and stop reporting it (several times for several)
    #[arg(long, value_name = "KEY")]
    pub adopt: Vec<String>,
}

#[derive(Serialize)]
struct GeneratedJson {
    path: String,
    changed: bool,
    entries: usize,
    cards: usize,
    kept: Vec<KeptJson>,
}

#[derive(Serialize)]
struct KeptJson {
    id: String,
    reason: &'static str,
    existing: String,
    generated: Option<String>,
}

/// Generates the deck.
///
/// # Errors
/// When a file cannot be read or written, or has faults.
pub fn run(context: &mut Context<'_>, args: &GenerateArgs) -> Result<Exit, CliError> {
    let (discard, adopt) = (entries(&args.discard)?, entries(&args.adopt)?);
    let how = Generate { output: args.output.as_deref(), dry: args.diff, discard: &discard, adopt: &adopt };
    let made = facts::generate(&args.facts, &how)?;
    if context.out.json() {
        context.out.print_json(&to_json(&made))?;
        return Ok(Exit::Done);
    }
    for warning in &made.diagnostics {
        context.out.say(diagnostics::render(warning))?;
    }
    if args.diff {
        show_changes(context, &made)?;
    }
    let verb = match (made.changed(), args.diff) {
        (false, _) => "is up to date",
        (true, true) => "would change",
        (true, false) => "written",
    };
    let entries = counted(made.entries, "entry", "entries");
    let cards = counted(made.cards, "card", "cards");
    context.out.line(format_args!("{} {verb}: {entries}, {cards}.", made.path.display()))?;
    report_kept(context, &made)?;
    Ok(Exit::Done)
}

/// Entry ids, given as such or as keys.
fn entries(words: &[String]) -> Result<Vec<EntryId>, CliError> {
    let entry = |word: &String| match word.parse::<EntryId>() {
        Ok(id) => Ok(id),
        Err(_) => Ok(word.parse::<Key>()?.entry),
    };
    words.iter().map(entry).collect()
}

fn show_changes(context: &mut Context<'_>, made: &Generated) -> Result<(), CliError> {
    let name = made.path.display().to_string();
    if made.changed() {
        show_diff(context, &name, made.before.as_deref().unwrap_or_default(), &made.after)?;
    }
    for kept in &made.kept {
        if let Some(generated) = &kept.generated {
            let entry = format!("{name}: {} (kept as edited; as generated)", kept.id);
            show_diff(context, &entry, &kept.existing, generated)?;
        }
    }
    Ok(())
}

fn show_diff(context: &mut Context<'_>, name: &str, old: &str, new: &str) -> Result<(), CliError> {
    let diff = similar::TextDiff::from_lines(old, new);
    let text = diff.unified_diff().context_radius(2).header(name, name).to_string();
    Ok(context.out.line(text.trim_end())?)
}

fn report_kept(context: &mut Context<'_>, made: &Generated) -> Result<(), CliError> {
    for kept in &made.kept {
        context.remark(format_args!("{WARNING}kept{WARNING:#} {}: {}", kept.id, reason(kept.reason)))?;
    }
    if made.kept.iter().any(|kept| kept.reason != Reason::Added) {
        context.remark("--diff shows how they differ; --discard KEY or --adopt KEY settles one.")?;
    }
    Ok(())
}

const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Edited => "it was edited by hand",
        Reason::FactGone => "it was edited by hand, and its fact is gone",
        Reason::Added => "it was added by hand",
    }
}

fn to_json(made: &Generated) -> GeneratedJson {
    let kept = |kept: &Kept| KeptJson {
        id: kept.id.to_string(),
        reason: match kept.reason {
            Reason::Edited => "edited",
            Reason::FactGone => "fact_gone",
            Reason::Added => "added",
        },
        existing: kept.existing.clone(),
        generated: kept.generated.clone(),
    };
    GeneratedJson {
        path: made.path.display().to_string(),
        changed: made.changed(),
        entries: made.entries,
        cards: made.cards,
        kept: made.kept.iter().map(kept).collect(),
    }
}
