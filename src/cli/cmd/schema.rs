//! `memoire schema`: the JSON Schema of deck files.

use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::deck;

/// Prints the schema.
///
/// # Errors
/// When it cannot be written.
pub fn run(context: &mut Context<'_>) -> Result<Exit, CliError> {
    context.out.line(format_args!("{:#}", deck::schema()))?;
    Ok(Exit::Done)
}
