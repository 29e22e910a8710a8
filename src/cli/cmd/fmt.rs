//! `memoire fmt`: deck files laid out in the canonical way.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::app::fmt::{self, Outcome};
use crate::cli::context::Context;
use crate::cli::diagnostics;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::counted;

/// Arguments of `fmt`.
#[derive(Debug, Clone, Args)]
pub struct FmtArgs {
    /// Deck files and folders (all decks, when not given)
    pub paths: Vec<PathBuf>,
    /// Write nothing; end with exit code 1 when a file would change
    #[arg(long)]
    pub check: bool,
}

#[derive(Serialize)]
struct FmtJson {
    files: usize,
    changed: Vec<String>,
    faulty: Vec<String>,
}

/// Lays the files out.
///
/// # Errors
/// When a file cannot be read or written.
pub fn run(context: &mut Context<'_>, args: &FmtArgs) -> Result<Exit, CliError> {
    if args.paths.is_empty() {
        context.say_roots()?;
    }
    let files = fmt::fmt(&context.env, &args.paths, args.check)?;
    let (mut changed, mut faulty) = (Vec::new(), Vec::new());
    for file in &files {
        match &file.outcome {
            Outcome::Unchanged => {}
            Outcome::Changed => changed.push(file.shown.clone()),
            Outcome::Faulty(faults) => {
                faulty.push(file.shown.clone());
                for fault in faults.iter().filter(|_| !context.out.json()).collect::<Vec<_>>() {
                    context.out.say(diagnostics::render(fault))?;
                }
            }
        }
    }
    let exit = match (faulty.is_empty(), args.check && !changed.is_empty()) {
        (false, _) => Exit::Unusable,
        (true, true) => Exit::No,
        (true, false) => Exit::Done,
    };
    if context.out.json() {
        context.out.print_json(&FmtJson { files: files.len(), changed, faulty })?;
        return Ok(exit);
    }
    for path in &changed {
        context.out.line(path)?;
    }
    let verb = if args.check { "would change" } else { "changed" };
    let of = counted(files.len(), "file", "files");
    context.remark(format_args!("{} of {of} {verb}.", changed.len()))?;
    Ok(exit)
}
