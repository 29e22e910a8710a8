//! `memoire completions`: what a shell needs to complete the commands and options.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::cli::args;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};

/// Arguments of `completions`.
#[derive(Debug, Clone, Copy, Args)]
#[command(
    after_help = "bash:  memoire completions bash > ~/.local/share/bash-completion/completions/memoire\n\
    zsh:   memoire completions zsh > a folder of $fpath, as _memoire\n\
    fish:  memoire completions fish > ~/.config/fish/completions/memoire.fish"
)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: Shell,
}

/// Prints the script.
///
/// # Errors
/// When it cannot be written.
pub fn run(context: &mut Context<'_>, args: &CompletionsArgs) -> Result<Exit, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut args::Args::command(), "memoire", &mut script);
    context.out.out().write_all(&script)?;
    Ok(Exit::Done)
}
