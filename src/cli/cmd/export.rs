//! `memoire export`: cards for other programs.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::app::{export, facts, select, write};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::{self, counted};
use crate::exchange::jsonl;
use crate::facts::Status;
use crate::store::Access;

/// Arguments of `export`.
#[derive(Debug, Clone, Args)]
pub struct ExportArgs {
    /// Which cards: a deck, a query, or a facts file (all cards, when not given)
    #[arg(value_name = "DECK|QUERY|FACTS")]
    pub what: Vec<String>,
    /// The format
    #[arg(long, value_name = "FORMAT")]
    pub format: Format,
    /// Write into this file instead of to standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Of a facts file: the facts of this status (those that give cards, when not given)
    #[arg(long, value_name = "STATUS")]
    pub status: Option<StatusName>,
    /// Take quotes from this document
    #[arg(long, value_name = "DOC")]
    pub document: Option<PathBuf>,
}

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A JSON object a line, a line a card
    Jsonl,
}

/// The statuses of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "the names are those of the facts format")]
pub enum StatusName {
    Proposed,
    Accepted,
    Edited,
    Rejected,
    Retired,
}

impl From<StatusName> for Status {
    fn from(name: StatusName) -> Self {
        match name {
            StatusName::Proposed => Self::Proposed,
            StatusName::Accepted => Self::Accepted,
            StatusName::Edited => Self::Edited,
            StatusName::Rejected => Self::Rejected,
            StatusName::Retired => Self::Retired,
        }
    }
}

/// Exports the cards.
///
/// # Errors
/// When the words cannot be understood, or a file or the database cannot be read or written.
pub fn run(context: &mut Context<'_>, args: &ExportArgs) -> Result<Exit, CliError> {
    let document = args.document.as_deref();
    let cards = match facts_file(&args.what) {
        Some(path) => export::facts_file(&path, args.status.map(Status::from), document)?,
        None => {
            let now = context.env.now();
            let opened = opening::open(context, Access::WriteIfPossible, &args.what)?;
            let records = select::cards(&opened, &args.what, now)?;
            let document = document.map(facts::document).transpose()?;
            export::cards(&opened.store, &opened.roots, &records, document.as_ref())?
        }
    };
    if cards.is_empty() {
        return Err(CliError::NoMatch);
    }
    let Format::Jsonl = args.format;
    let text = jsonl::write(&cards).map_err(std::io::Error::from)?;
    match &args.output {
        None => context.out.line(text.trim_end())?,
        Some(path) => {
            write::replace(path, text.as_bytes())?;
            let lines = counted(cards.len(), "card", "cards");
            context.remark(format_args!("{} written: {lines}.", path.display()))?;
        }
    }
    Ok(Exit::Done)
}

/// The one word that names a TOML file that is there.
fn facts_file(what: &[String]) -> Option<PathBuf> {
    let [word] = what else { return None };
    let path = PathBuf::from(word);
    (path.extension().is_some_and(|end| end == "toml") && path.is_file()).then_some(path)
}
