//! `memoire edit`: a card in the learner's editor, and its file checked when that is closed.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::app::edit::{self, Written};
use crate::app::error::AppError;
use crate::app::{check, editor, select};
use crate::cli::context::{Context, draw_uuid};
use crate::cli::diagnostics::{self, DiagnosticJson};
use crate::cli::error::{CliError, Exit};
use crate::cli::opening;
use crate::model::{Diagnostic, Key, Severity};
use crate::store::Access;

/// Arguments of `edit`.
#[derive(Debug, Clone, Args)]
pub struct EditArgs {
    /// The key of the card, such as fire/alarm
    #[arg(value_name = "KEY")]
    pub key: String,
}

#[derive(Serialize)]
struct EditJson {
    key: String,
    path: String,
    changed: bool,
    diagnostics: Vec<DiagnosticJson>,
}

/// Opens the editor at the card's line, as often as its file comes back with faults and the person wants to go on.
///
/// # Errors
/// When there is no such card, it cannot be edited, there is no editor, or the database cannot be used.
pub fn run(context: &mut Context<'_>, args: &EditArgs) -> Result<Exit, CliError> {
    let key: Key = args.key.parse()?;
    let opened = opening::open(context, Access::Write, std::slice::from_ref(&args.key))?;
    let record = select::card(&opened, &key)?;
    if record.archived {
        return Err(CliError::NotEditable { why: format!("{key} is no longer written anywhere") });
    }
    let place = edit::place(&context.env, &record)
        .ok_or_else(|| CliError::NotEditable { why: edit::no_place(&record) })?;
    drop(opened);
    let before = read(&place)?;
    let mut line = place.line;
    loop {
        editor::open(&context.env.settings, &place.path, line)?;
        let faults = faults(context, &place)?;
        let broken = faults.iter().find(|fault| fault.severity == Severity::Error).map(|fault| fault.line);
        if let Some(at) = broken
            && again(context)?
        {
            line = at.max(1);
            continue;
        }
        let changed = read(&place)? != before;
        if context.out.json() {
            let diagnostics = faults.iter().map(DiagnosticJson::from).collect();
            let key = key.to_string();
            context.out.print_json(&EditJson { key, path: place.shown, changed, diagnostics })?;
        } else if broken.is_none() {
            let told = if changed { "is read anew" } else { "stays as it was" };
            context.out.line(format_args!("{} {told}.", place.shown))?;
        }
        return Ok(if broken.is_some() { Exit::No } else { Exit::Done });
    }
}

fn read(place: &Written) -> Result<Vec<u8>, CliError> {
    let unreadable = |source| AppError::Unreadable { path: place.path.clone(), source };
    Ok(fs::read(&place.path).map_err(unreadable)?)
}

/// Loads what was written, says what is wrong with the file, and gives all of it.
fn faults(context: &mut Context<'_>, place: &Written) -> Result<Vec<Diagnostic>, CliError> {
    // Errors and what changed are said while loading.
    let loaded = opening::open_even_empty(context, Access::Write)?.loaded;
    let mut faults: Vec<Diagnostic> = loaded
        .diagnostics
        .into_iter()
        .filter(|fault| fault.path == place.shown && fault.severity == Severity::Error)
        .collect();
    let checked = check::check(&context.env, &[PathBuf::from(&place.shown)], &mut draw_uuid)?;
    for remark in checked.diagnostics.into_iter().filter(|fault| fault.severity != Severity::Error) {
        context.remark(diagnostics::render(&remark))?;
        faults.push(remark);
    }
    Ok(faults)
}

/// Whether to open the editor again; no, where nothing can be asked.
fn again(context: &mut Context<'_>) -> Result<bool, CliError> {
    if !context.can_ask || context.out.json() {
        return Ok(false);
    }
    Ok(context.asker()?.confirm("Open it again?", true)? == Some(true))
}
