//! `memoire config`: every setting, its value, and where it comes from.

use clap::Args;
use serde::Serialize;

use crate::cli::config::{SettingJson, Value};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::table::{Align, Table};

/// Arguments of `config`.
#[derive(Debug, Clone, Args)]
pub struct ConfigArgs {
    /// Show where settings, decks and progress are kept instead
    #[arg(long)]
    pub paths: bool,
}

#[derive(Serialize)]
struct ConfigJson {
    settings: Vec<SettingJson>,
}

#[derive(Serialize)]
struct PathsJson {
    config: Vec<String>,
    database: String,
    decks: Vec<String>,
    own_decks: String,
}

/// Prints the settings.
///
/// # Errors
/// When they cannot be written.
pub fn run(context: &mut Context<'_>, args: &ConfigArgs) -> Result<Exit, CliError> {
    if args.paths { paths(context) } else { settings(context) }
}

fn settings(context: &mut Context<'_>) -> Result<Exit, CliError> {
    let settings = context.config.all();
    if context.out.json() {
        context.out.print_json(&ConfigJson { settings: settings.iter().map(SettingJson::from).collect() })?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&[("setting", Align::Left), ("value", Align::Left), ("from", Align::Left)]);
    for (name, effective) in &settings {
        let value = match &effective.value {
            Value::None => "-".to_owned(),
            value => value.to_toml(),
        };
        table.row([name.to_string(), value, effective.origin.to_string()]);
    }
    for line in table.lines() {
        context.out.line(line)?;
    }
    Ok(Exit::Done)
}

fn paths(context: &mut Context<'_>) -> Result<Exit, CliError> {
    let paths = context.env.paths.clone();
    let decks: Vec<String> = context.env.roots.iter().map(|root| root.shown.clone()).collect();
    let config: Vec<String> = paths.config.iter().map(|path| path.display().to_string()).collect();
    let (database, own_decks) = (paths.database.display().to_string(), paths.own_decks.display().to_string());
    if context.out.json() {
        context.out.print_json(&PathsJson { config, database, decks, own_decks })?;
        return Ok(Exit::Done);
    }
    let there = |path: &std::path::Path| if path.exists() { "" } else { "  (not there)" };
    for path in &paths.config {
        context.out.line(format_args!("config    {}{}", path.display(), there(path)))?;
    }
    context.out.line(format_args!("database  {database}{}", there(&paths.database)))?;
    for root in decks {
        context.out.line(format_args!("decks     {root}"))?;
    }
    context.out.line(format_args!("own decks {own_decks}{}", there(&paths.own_decks)))?;
    Ok(Exit::Done)
}
