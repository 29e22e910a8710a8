//! `memoire check`: all faults of deck and facts files.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::app::check::{self, Checked};
use crate::cli::context::{Context, draw_uuid};
use crate::cli::diagnostics::{self, DiagnosticJson};
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::counted;
use crate::cli::table::{Align, Table};
use crate::deck::lint::Rule;
use crate::model::Severity;

/// Arguments of `check`.
#[derive(Debug, Clone, Args)]
#[command(after_help = lints())]
pub struct CheckArgs {
    /// Files and folders (all decks, when not given)
    pub paths: Vec<PathBuf>,
    /// End with exit code 1 on warnings and lints too
    #[arg(long)]
    pub strict: bool,
}

/// The lints with what they mean.
fn lints() -> String {
    let line = |rule: &Rule| format!("  {:<24}  {}", rule.code(), rule.meaning());
    let lines: Vec<String> = Rule::ALL.iter().map(line).collect();
    format!(
        "Lints, silenced by allow = [\"CODE\"] on a deck, a group, a card or a side; those on wording know English:\n{}",
        lines.join("\n")
    )
}

#[derive(Serialize)]
struct CheckJson {
    files: usize,
    diagnostics: Vec<DiagnosticJson>,
}

/// Prints the faults.
///
/// # Errors
/// When a path is not there.
pub fn run(context: &mut Context<'_>, args: &CheckArgs) -> Result<Exit, CliError> {
    if args.paths.is_empty() {
        context.say_roots()?;
    }
    let checked = check::check(&context.env, &args.paths, &mut draw_uuid)?;
    let no = checked.any_error() || (args.strict && !checked.diagnostics.is_empty());
    if context.out.json() {
        let diagnostics = checked.diagnostics.iter().map(DiagnosticJson::from).collect();
        context.out.print_json(&CheckJson { files: checked.files, diagnostics })?;
    } else {
        for line in by_code(&checked) {
            context.out.line(line)?;
        }
        for fault in &checked.diagnostics {
            context.out.line(diagnostics::render(fault))?;
        }
        let summary = summary(&checked);
        context.remark(summary)?;
    }
    Ok(if no { Exit::No } else { Exit::Done })
}

/// How many lints of each rule, the most first, with a blank line behind.
fn by_code(checked: &Checked) -> Vec<String> {
    let count = |rule: Rule| checked.diagnostics.iter().filter(|fault| fault.code == rule.code()).count();
    let mut counts: Vec<(usize, Rule)> = Rule::ALL.into_iter().map(|rule| (count(rule), rule)).collect();
    counts.retain(|(count, _)| *count > 0);
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let mut table = Table::new(&[("lint", Align::Left), ("cards", Align::Right), ("meaning", Align::Left)]);
    for (count, rule) in &counts {
        table.row([rule.code().to_owned(), count.to_string(), rule.meaning().to_owned()]);
    }
    if counts.is_empty() { Vec::new() } else { table.lines().into_iter().chain([String::new()]).collect() }
}

fn summary(checked: &Checked) -> String {
    let count = |severity| checked.diagnostics.iter().filter(|fault| fault.severity == severity).count();
    let found: Vec<String> = [
        (count(Severity::Error), "error", "errors"),
        (count(Severity::Warning), "warning", "warnings"),
        (count(Severity::Lint), "lint", "lints"),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, one, many)| counted(count, one, many))
    .collect();
    let files = counted(checked.files, "file", "files");
    if found.is_empty() { format!("{files}: no faults.") } else { format!("{files}: {}.", found.join(", ")) }
}
