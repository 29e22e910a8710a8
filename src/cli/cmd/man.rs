//! `memoire man`: the manual pages, one for the program and one a command.

use std::fs;
use std::path::PathBuf;

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;
use serde::Serialize;

use crate::app::error::AppError;
use crate::app::write;
use crate::cli::args;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::counted;

/// Arguments of `man`.
#[derive(Debug, Clone, Args)]
pub struct ManArgs {
    /// Write all pages into this folder: memoire.1, memoire-study.1 and so on
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// The command whose page is printed (the program's own, when not given)
    #[arg(value_name = "COMMAND", conflicts_with = "output")]
    pub command: Vec<String>,
}

#[derive(Serialize)]
struct ManJson {
    files: Vec<String>,
}

/// Prints one page, or writes all.
///
/// # Errors
/// When there is no such command, or a page cannot be written.
pub fn run(context: &mut Context<'_>, args: &ManArgs) -> Result<Exit, CliError> {
    let mut program = args::Args::command();
    program.build();
    let pages = pages(program, "memoire".to_owned());
    let Some(folder) = &args.output else {
        let name = ["memoire"]
            .into_iter()
            .chain(args.command.iter().map(String::as_str))
            .collect::<Vec<_>>()
            .join("-");
        let Some((_, page)) = pages.into_iter().find(|(page, _)| *page == name) else {
            return Err(CliError::NoSuchCommand { name: args.command.join(" ") });
        };
        context.out.out().write_all(&rendered(page)?)?;
        return Ok(Exit::Done);
    };
    fs::create_dir_all(folder).map_err(|source| AppError::Unwritable { path: folder.clone(), source })?;
    let mut files = Vec::new();
    for (name, page) in pages {
        let path = folder.join(format!("{name}.1"));
        write::replace(&path, &rendered(page)?)?;
        files.push(path.display().to_string());
    }
    if context.out.json() {
        context.out.print_json(&ManJson { files })?;
    } else {
        context.out.line(format_args!(
            "{} written to {}.",
            counted(files.len(), "page", "pages"),
            folder.display()
        ))?;
    }
    Ok(Exit::Done)
}

/// The command and all below it, each with the name of its page.
fn pages(command: Command, name: String) -> Vec<(String, Command)> {
    let below: Vec<Command> =
        command.get_subcommands().filter(|command| !command.is_hide_set()).cloned().collect();
    let mut all = vec![(name.clone(), command)];
    for command in below {
        let page = format!("{name}-{}", command.get_name());
        all.extend(pages(command, page));
    }
    all
}

fn rendered(page: Command) -> Result<Vec<u8>, std::io::Error> {
    let mut bytes = Vec::new();
    Man::new(page).source(concat!("memoire ", env!("CARGO_PKG_VERSION"))).render(&mut bytes)?;
    Ok(bytes)
}
