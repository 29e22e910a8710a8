//! `memoire config`: every setting, its value, and where it comes from; of those named, also what they do.

use clap::Args;
use serde::Serialize;

use crate::cli::config::{Effective, Name, SettingJson, Value, is_named, meaning, nearest_key};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::table::{Align, Table};

/// Arguments of `config`.
#[derive(Debug, Clone, Args)]
pub struct ConfigArgs {
    /// Settings to explain, such as `retention` or `scheduler.steps`; else all are listed
    #[arg(value_name = "SETTING")]
    pub settings: Vec<String>,

    /// Show where settings, decks and progress are kept instead
    #[arg(long, conflicts_with = "settings")]
    pub paths: bool,

    /// Fit the weights of the scheduler "fsrs6" to all your answers, and show them for your configuration
    #[cfg(feature = "fit")]
    #[arg(long, conflicts_with_all = ["settings", "paths"])]
    pub fit: bool,
}

/// Columns of an explanation, without its indent.
const WIDTH: usize = 76;

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
/// When they cannot be written, or a word names none.
pub fn run(context: &mut Context<'_>, args: &ConfigArgs) -> Result<Exit, CliError> {
    #[cfg(feature = "fit")]
    if args.fit {
        return fit(context);
    }
    if args.paths { paths(context) } else { settings(context, &args.settings) }
}

type Settings = Vec<(Name, Effective)>;

fn settings(context: &mut Context<'_>, words: &[String]) -> Result<Exit, CliError> {
    let mut settings = context.config.all();
    for word in words {
        if !settings.iter().any(|(name, _)| is_named(name, word)) {
            return Err(CliError::NoSuchSetting { word: word.clone(), nearest: nearest_key(word) });
        }
    }
    settings.retain(|(name, _)| words.is_empty() || words.iter().any(|word| is_named(name, word)));
    if context.out.json() {
        context.out.print_json(&ConfigJson { settings: settings.iter().map(SettingJson::from).collect() })?;
        return Ok(Exit::Done);
    }
    if words.is_empty() { list(context, &settings) } else { explain(context, &settings) }
}

/// Each with what it does.
fn explain(context: &mut Context<'_>, settings: &Settings) -> Result<Exit, CliError> {
    for (name, effective) in settings {
        context.out.line(format_args!("{name} = {}  ({})", shown(&effective.value), effective.origin))?;
        for line in textwrap::wrap(&meaning(name), WIDTH) {
            context.out.line(format_args!("  {line}"))?;
        }
    }
    Ok(Exit::Done)
}

fn list(context: &mut Context<'_>, settings: &Settings) -> Result<Exit, CliError> {
    let mut table = Table::new(&[("setting", Align::Left), ("value", Align::Left), ("from", Align::Left)]);
    for (name, effective) in settings {
        table.row([name.to_string(), shown(&effective.value), effective.origin.to_string()]);
    }
    for line in table.lines() {
        context.out.line(line)?;
    }
    Ok(Exit::Done)
}

fn shown(value: &Value) -> String {
    match value {
        Value::None => "-".to_owned(),
        value => value.to_toml(),
    }
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

#[cfg(feature = "fit")]
#[derive(Serialize)]
struct FitJson {
    answers: usize,
    weights: serde_json::Value,
}

#[cfg(feature = "fit")]
fn fit(context: &mut Context<'_>) -> Result<Exit, CliError> {
    use crate::app::fit::weights;
    use crate::app::open::open_as_is;
    use crate::store::Access;

    let (store, roots) = open_as_is(&context.env, Access::Read)?;
    let fitted = weights(&store, &roots)?;
    let value = Value::Weights(fitted.weights);
    if context.out.json() {
        context.out.print_json(&FitJson { answers: fitted.answers, weights: value.to_json() })?;
        return Ok(Exit::Done);
    }
    context.out.line(format_args!("[scheduler]\nweights = {}", value.to_toml()))?;
    context.remark(format_args!(
        "Fitted to {} answers. In your configuration they hold wherever variant = \"fsrs6\".",
        fitted.answers
    ))?;
    Ok(Exit::Done)
}
