//! `memoire show`: a card with all that is known of it.

use clap::Args;
use serde::Serialize;

use crate::app::rules::Schedulers;
use crate::app::{select, source};
use crate::cli::card::{CardJson, due_words, ease_words, state_words};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening;
use crate::cli::output::{FAINT, GOOD, STRONG};
use crate::model::{Content, Key};
use crate::schedule;
use crate::store::{Access, CardRecord};

/// Arguments of `show`.
#[derive(Debug, Clone, Args)]
pub struct ShowArgs {
    /// The card: deck/entry or deck/entry/side
    pub key: String,
}

#[derive(Serialize)]
struct ShowJson {
    #[serde(flatten)]
    card: CardJson,
    options: Vec<OptionJson>,
    why: Option<String>,
    hint: Option<String>,
    source: Option<SourceJson>,
    group: Option<String>,
    file: String,
    line: u32,
    flag: Option<String>,
}

#[derive(Serialize)]
struct OptionJson {
    text: String,
    right: bool,
    why: Option<String>,
}

#[derive(Serialize)]
struct SourceJson {
    text: Option<String>,
    at: Option<String>,
    section: Option<String>,
    hash: Option<String>,
    quote: Option<String>,
}

/// Shows the card.
///
/// # Errors
/// When there is no such card, or the database or the decks cannot be used.
pub fn run(context: &mut Context<'_>, args: &ShowArgs) -> Result<Exit, CliError> {
    let now = context.env.now();
    let key: Key = args.key.parse()?;
    let opened = opening::open(context, Access::WriteIfPossible, std::slice::from_ref(&args.key))?;
    let record = select::card(&opened, &key)?;
    let schedulers = Schedulers::new(&context.env.settings, &opened.decks);
    let due = schedule::due(&record.state, schedulers.of(record.deck), now.day);
    if context.out.json() {
        let card = CardJson::new(&record, due, now);
        context.out.print_json(&to_json(&record, card))?;
        return Ok(Exit::Done);
    }
    context.out.line(format_args!(
        "{STRONG}{}{STRONG:#}  {FAINT}{}{FAINT:#}",
        key,
        record.card.kind().name()
    ))?;
    context.out.line("")?;
    for line in content_lines(&record) {
        context.out.line(line)?;
    }
    context.out.line("")?;
    let passage = match &record.card.source {
        Some(_) => source::lines(&opened.store, &opened.roots, &record)?,
        None => Vec::new(),
    };
    let facts = [
        ("why", record.card.why.clone().unwrap_or_default()),
        ("hint", record.card.hint.clone().unwrap_or_default()),
        ("source", passage.join("\n").trim_start_matches("Source: ").to_owned()),
        ("tags", record.card.tags.join(", ")),
        ("objective", record.card.objective.clone().unwrap_or_default()),
        ("group", record.card.group.clone().unwrap_or_default()),
        ("deck", record.deck_title.clone()),
        ("written", format!("{}:{}", record.card.place.file, record.card.place.line)),
        ("state", state_words(&record, now)),
        ("due", due_words(due, now)),
        ("interval", days(record.state.interval)),
        ("ease", ease_words(&record)),
        ("grades", record.grades.to_string()),
        ("lapses", record.state.lapses.to_string()),
        ("flag", record.flag.as_ref().and_then(|flag| flag.remark.clone()).unwrap_or_default()),
    ];
    for (name, value) in facts.into_iter().filter(|(_, value)| !value.is_empty()) {
        let mut lines = value.lines();
        context.out.line(format_args!("{FAINT}{name:<9}{FAINT:#}  {}", lines.next().unwrap_or_default()))?;
        for line in lines {
            context.out.line(format_args!("{:<9}  {line}", ""))?;
        }
    }
    Ok(Exit::Done)
}

fn days(interval: u32) -> String {
    match interval {
        0 => String::new(),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

/// Question and answers: options with the right ones marked, items in their order.
fn content_lines(record: &CardRecord) -> Vec<String> {
    let card = &record.card;
    let mut lines: Vec<String> = card.question().lines().map(str::to_owned).collect();
    match &card.content {
        Content::Choice { options, .. } => {
            for option in options {
                let why =
                    option.why.as_ref().map(|why| format!("  {FAINT}{why}{FAINT:#}")).unwrap_or_default();
                lines.push(if option.right {
                    format!("  {GOOD}+ {}{GOOD:#}{why}", option.text)
                } else {
                    format!("  - {}{why}", option.text)
                });
            }
        }
        Content::Order { items, .. } => {
            lines.extend(
                items.iter().zip(1..).map(|(item, place)| format!("  {GOOD}{place}. {}{GOOD:#}", item.text)),
            );
        }
        _ => lines.extend(card.answers().iter().flat_map(|answer| {
            answer.lines().map(|line| format!("  {GOOD}{line}{GOOD:#}")).collect::<Vec<_>>()
        })),
    }
    lines
}

fn to_json(record: &CardRecord, card: CardJson) -> ShowJson {
    let options = match &record.card.content {
        Content::Choice { options, .. } => options.as_slice(),
        _ => &[],
    };
    ShowJson {
        card,
        options: options
            .iter()
            .map(|option| OptionJson {
                text: option.text.clone(),
                right: option.right,
                why: option.why.clone(),
            })
            .collect(),
        why: record.card.why.clone(),
        hint: record.card.hint.clone(),
        source: record.card.source.as_ref().map(|source| SourceJson {
            text: source.text.clone(),
            at: source.at.map(|at| at.to_string()),
            section: source.section.clone(),
            hash: source.hash.clone(),
            quote: source.quote.clone(),
        }),
        group: record.card.group.clone(),
        file: record.card.place.file.clone(),
        line: record.card.place.line,
        flag: record.flag.as_ref().and_then(|flag| flag.remark.clone()),
    }
}
