//! `memoire init`: a folder to begin with.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use crate::app::init::{self, Beginning};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};

/// Arguments of `init`.
#[derive(Debug, Clone, Args)]
pub struct InitArgs {
    /// The folder for the decks; made if need be
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Write a copy of the deck inside the program, to be edited, instead of the starter deck
    #[arg(long)]
    pub builtin: bool,
}

#[derive(Serialize)]
struct InitJson {
    path: String,
}

/// Writes a deck to begin with, and says how to go on.
///
/// # Errors
/// When the deck is there already, or cannot be written.
pub fn run(context: &mut Context<'_>, args: &InitArgs) -> Result<Exit, CliError> {
    let beginning = if args.builtin { Beginning::Builtin } else { Beginning::Starter };
    let path = init::init(&args.folder, beginning)?;
    if context.out.json() {
        context.out.print_json(&InitJson { path: path.display().to_string() })?;
        return Ok(Exit::Done);
    }
    context.out.line(format_args!("Written: {}", path.display()))?;
    let flag = flag(context, &args.folder);
    for (command, what) in [
        (format!("memoire{flag} study"), "learn its cards: they are due now"),
        (format!("memoire{flag} check"), "find mistakes after you changed something"),
    ] {
        context.remark(format_args!("  {command}   {what}"))?;
    }
    if !flag.is_empty() {
        context.remark(format_args!(
            "To do without{flag}, write decks = [\"{}\"] in {}.",
            args.folder.canonicalize().unwrap_or_else(|_| args.folder.clone()).display(),
            context.env.paths.config.last().map(|path| path.display().to_string()).unwrap_or_default(),
        ))?;
    }
    Ok(Exit::Done)
}

/// The flag that leads to the folder, where it is not found without.
fn flag(context: &Context<'_>, folder: &Path) -> String {
    let same = |place: &Path| match (place.canonicalize(), folder.canonicalize()) {
        (Ok(place), Ok(folder)) => place == folder,
        _ => false,
    };
    let found = match context.config.decks() {
        Some(named) => named.iter().any(|place| same(place)),
        None => same(Path::new("decks")) || same(&context.env.paths.own_decks),
    };
    if found { String::new() } else { format!(" --decks {}", quoted(&folder.display().to_string())) }
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./~".contains(c);
    if word.chars().all(plain) { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}
