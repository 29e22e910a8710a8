//! `memoire flags`: the cards marked for their authors, ready for a mail or an issue.

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::app::{edit, select};
use crate::cli::cmd::act::agreed;
use crate::cli::context::{Context, draw_uuid};
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::{self, counted};
use crate::model::{CardId, Source};
use crate::store::{Access, Action, CardRecord};
use crate::text::fold_space;

/// Arguments of `flags`.
#[derive(Debug, Clone, Default, Args)]
pub struct FlagsArgs {
    /// Which of them: a key, a deck, words, or fields such as tag:treaty (all, when not given)
    pub query: Vec<String>,
    /// How they are written
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Take the marks off these cards
    #[arg(long)]
    pub clear: bool,
}

/// How flags are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// Markdown
    #[default]
    Md,
    /// One JSON object, as --json
    Json,
}

#[derive(Serialize)]
struct FlagsJson {
    flags: Vec<FlagJson>,
}

#[derive(Serialize)]
struct FlagJson {
    key: String,
    deck: String,
    path: String,
    line: u32,
    question: String,
    answers: Vec<String>,
    source: Option<String>,
    remark: Option<String>,
}

#[derive(Serialize)]
struct ClearedJson {
    cleared: usize,
    keys: Vec<String>,
}

/// Lists the flagged cards, or takes their marks off.
///
/// # Errors
/// When the query cannot be understood, nothing can be asked, or the database or the decks cannot be used.
pub fn run(context: &mut Context<'_>, args: &FlagsArgs) -> Result<Exit, CliError> {
    let now = context.env.now();
    let access = if args.clear { Access::Write } else { Access::WriteIfPossible };
    let mut opened = opening::open(context, access, &args.query)?;
    let mut records = select::cards(&opened, &args.query, now)?;
    records.retain(|record| record.flag.is_some());
    if args.clear {
        return clear(context, &mut opened.store, &records);
    }
    let flags: Vec<FlagJson> = records.iter().map(|record| flag(context, record)).collect();
    if args.format == Format::Json || context.out.json() {
        context.out.print_json(&FlagsJson { flags })?;
        return Ok(Exit::Done);
    }
    for (at, flag) in flags.iter().enumerate() {
        if at > 0 {
            context.out.line("")?;
        }
        for line in markdown(flag) {
            context.out.line(line)?;
        }
    }
    let told = match flags.len() {
        0 => "No card is flagged; `f` flags one in a session.".to_owned(),
        count => format!("{}.", counted(count, "flagged card", "flagged cards")),
    };
    context.remark(told)?;
    Ok(Exit::Done)
}

fn flag(context: &Context<'_>, record: &CardRecord) -> FlagJson {
    let card = &record.card;
    let place = edit::place(&context.env, record);
    FlagJson {
        key: card.key.to_string(),
        deck: record.deck_title.clone(),
        path: place.map_or_else(|| card.place.file.clone(), |place| place.shown),
        line: card.place.line,
        question: card.question(),
        answers: card.answers(),
        source: card.source.as_ref().map(Source::words).filter(|words| !words.is_empty()),
        remark: record.flag.as_ref().and_then(|flag| flag.remark.clone()),
    }
}

/// A flag as a section of Markdown.
fn markdown(flag: &FlagJson) -> Vec<String> {
    let mut lines = vec![
        format!("## {}", flag.key),
        String::new(),
        format!("{}:{}", flag.path, flag.line),
        String::new(),
    ];
    lines.extend(flag.question.lines().map(|line| format!("> {line}").trim_end().to_owned()));
    lines.push(String::new());
    lines.push(format!("- answer: {}", fold_space(&flag.answers.join("; "))));
    lines.extend(flag.source.iter().map(|source| format!("- source: {}", fold_space(source))));
    lines.extend(flag.remark.iter().map(|remark| format!("- remark: {}", fold_space(remark))));
    lines
}

fn clear(
    context: &mut Context<'_>,
    store: &mut crate::store::Store,
    records: &[CardRecord],
) -> Result<Exit, CliError> {
    let now = context.env.now();
    let cards = counted(records.len(), "card", "cards");
    if !records.is_empty() && !agreed(context, &format!("take the flag off {cards}"))? {
        context.remark("Nothing was changed.")?;
        return Ok(Exit::No);
    }
    let ids: Vec<CardId> = records.iter().map(|record| record.id).collect();
    let cleared = store.act(&ids, &Action::Unflag, now, &mut draw_uuid)?;
    store.backup_daily(now.day)?;
    if context.out.json() {
        let keys = records.iter().map(|record| record.card.key.to_string()).collect();
        context.out.print_json(&ClearedJson { cleared, keys })?;
        return Ok(Exit::Done);
    }
    if cleared == 0 {
        context.remark("No card is flagged.")?;
        return Ok(Exit::Done);
    }
    context.out.line(format_args!("{} no longer flagged.", counted(cleared, "card", "cards")))?;
    context.remark("`memoire undo` takes it back.")?;
    Ok(Exit::Done)
}
