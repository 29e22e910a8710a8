//! `memoire backup` and `memoire restore`: a copy of the database made, and put in its place again.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::act::agreed;
use crate::app::backup;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::counted;
use crate::store::Contents;

/// Arguments of `backup`.
#[derive(Debug, Clone, Args)]
pub struct BackupArgs {
    /// Where to: a new file, or a folder (the folder of the daily copies, when not given)
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// Arguments of `restore`.
#[derive(Debug, Clone, Args)]
pub struct RestoreArgs {
    /// The copy
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

#[derive(Serialize)]
struct BackupJson {
    backup: String,
}

#[derive(Serialize)]
struct RestoreJson {
    restored: String,
    kept: Option<String>,
    cards: u64,
    rows: u64,
}

/// Writes a copy.
///
/// # Errors
/// When there is no database yet, or the copy cannot be written.
pub fn run(context: &mut Context<'_>, args: &BackupArgs) -> Result<Exit, CliError> {
    let now = context.env.now();
    let target = backup::make(&context.env, args.file.as_deref(), now)?;
    if context.out.json() {
        context.out.print_json(&BackupJson { backup: target.display().to_string() })?;
        return Ok(Exit::Done);
    }
    context.out.line(format_args!("Copied to {}.", target.display()))?;
    context.remark(format_args!("`memoire restore {}` brings it back.", target.display()))?;
    Ok(Exit::Done)
}

/// Puts a copy in the place of the database.
///
/// # Errors
/// When the copy is not whole, a session has the database open, nothing can be asked, or nothing can be written.
pub fn restore(context: &mut Context<'_>, args: &RestoreArgs) -> Result<Exit, CliError> {
    let now = context.env.now();
    let contents = backup::inspect(&args.file)?;
    let database = context.env.paths.database.display().to_string();
    let what = format!("put {} in the place of {database}", told(&contents));
    if !agreed(context, &what)? {
        context.remark("Nothing was changed.")?;
        return Ok(Exit::No);
    }
    let kept = backup::restore(&context.env, &args.file, now)?.map(|kept| kept.display().to_string());
    if context.out.json() {
        let restored = args.file.display().to_string();
        let Contents { cards, rows, .. } = contents;
        context.out.print_json(&RestoreJson { restored, kept, cards, rows })?;
        return Ok(Exit::Done);
    }
    context.out.line(format_args!("{database} is as {} was.", args.file.display()))?;
    if let Some(kept) = kept {
        context.remark(format_args!("What it was is kept: `memoire restore {kept}` takes it back."))?;
    }
    Ok(Exit::Done)
}

fn told(contents: &Contents) -> String {
    let number = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
    let cards = counted(number(contents.cards), "card", "cards");
    let rows = counted(number(contents.rows), "row", "rows");
    let last = contents.last_day.map(|day| format!(", the last of {day}")).unwrap_or_default();
    format!("a copy ({cards}, {rows} of the log{last})")
}
