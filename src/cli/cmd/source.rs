//! `memoire source set`: where the document of a deck is on this machine.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde::Serialize;

use crate::app::error::AppError;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening;
use crate::model::DeckId;
use crate::store::Access;

/// Arguments of `source`.
#[derive(Debug, Clone, Args)]
pub struct SourceArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: SourceCommand,
}

/// What `source` can do.
#[derive(Debug, Clone, Subcommand)]
pub enum SourceCommand {
    /// Say where your own copy of a deck's document is
    Set {
        /// The deck
        #[arg(value_name = "DECK")]
        deck: String,
        /// The document
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

#[derive(Serialize)]
struct SourceJson {
    deck: String,
    document: String,
}

/// Remembers where the document is.
///
/// # Errors
/// When there is no such deck or file, or the database cannot be written.
pub fn run(context: &mut Context<'_>, args: &SourceArgs) -> Result<Exit, CliError> {
    let SourceCommand::Set { deck, file } = &args.command;
    let mut opened = opening::open(context, Access::Write, std::slice::from_ref(deck))?;
    let id = known(&opened, deck)?;
    let document = file
        .canonicalize()
        .map_err(|source| AppError::Unreadable { path: file.clone(), source })?
        .display()
        .to_string();
    opened.store.set_document(&id, Some(&document))?;
    opened.store.backup_daily(context.env.now().day)?;
    if context.out.json() {
        context.out.print_json(&SourceJson { deck: id.to_string(), document })?;
    } else {
        context.out.line(format_args!("The document of {id} is {document}."))?;
    }
    Ok(Exit::Done)
}

fn known(opened: &crate::app::open::Opened, deck: &str) -> Result<DeckId, CliError> {
    let ids = || opened.decks.iter().map(|deck| &deck.info.id);
    if let Some(id) = ids().find(|id| id.as_str() == deck) {
        return Ok(id.clone());
    }
    let nearest = ids()
        .map(|id| (strsim::osa_distance(id.as_str(), deck), id))
        .filter(|(distance, _)| *distance <= 2)
        .min()
        .map(|(_, id)| id.to_string());
    Err(CliError::NoSuchDeck { id: deck.to_owned(), nearest })
}
