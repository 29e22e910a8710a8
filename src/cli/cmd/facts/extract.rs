//! `memoire facts extract`: facts proposed from a document, and what became of them.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use crate::app::extract::{self, Extract, Extracted, Merged};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::counted;
use crate::facts::{Checked, Fact, Place};

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

/// Extracts, and says what came of it.
///
/// # Errors
/// When the document or the facts file cannot be read, has faults, or cannot be written.
pub(super) fn run(context: &mut Context<'_>, args: &ExtractArgs) -> Result<Exit, CliError> {
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
    let placed = |wanted: fn(&Place) -> bool| {
        merged.map(|merged| affected(&merged.checked, wanted)).unwrap_or_default()
    };
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
    checked
        .reports
        .iter()
        .filter(|report| wanted(&report.place))
        .map(|report| report.id.to_string())
        .collect()
}

fn extract_lines(path: &Path, done: &Extracted) -> Vec<String> {
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
        let facts: Vec<String> = affected(checked, wanted)
            .into_iter()
            .filter(|id| !merge.gone.iter().any(|gone| gone.as_str() == id))
            .collect();
        if !facts.is_empty() {
            told.push(format!("The passage is {what}: {}.", facts.join(", ")));
        }
    }
    told
}
