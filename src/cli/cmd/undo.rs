//! `memoire undo`: the last grades or actions taken back.

use clap::Args;
use serde::Serialize;

use crate::app::open::open_as_is;
use crate::cli::context::{Context, draw_uuid};
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::counted;
use crate::model::{Grade, ReviewKind};
use crate::store::{Access, Undone};

/// Arguments of `undo`.
#[derive(Debug, Clone, Args)]
pub struct UndoArgs {
    /// How many to take back
    #[arg(default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub count: u32,
}

#[derive(Serialize)]
struct UndoJson {
    undone: Vec<UndoneJson>,
}

#[derive(Serialize)]
struct UndoneJson {
    key: String,
    kind: &'static str,
    grade: Option<&'static str>,
    cards: usize,
    state: &'static str,
}

impl From<&Undone> for UndoneJson {
    fn from(undone: &Undone) -> Self {
        Self {
            key: undone.key.to_string(),
            kind: undone.kind.name(),
            grade: undone.grade.map(Grade::name),
            cards: undone.cards,
            state: undone.state.name().name(),
        }
    }
}

/// Takes back the last grades or actions, the newest first.
///
/// # Errors
/// When the database or the decks cannot be used.
pub fn run(context: &mut Context<'_>, args: &UndoArgs) -> Result<Exit, CliError> {
    let now = context.env.now();
    // The decks are not looked at: what a load would link now is not what the learner means to take back.
    let (mut store, roots) = open_as_is(&context.env, Access::Write)?;
    let mut undone = Vec::new();
    for _ in 0..args.count {
        match store.undo(&roots, now, &mut draw_uuid)? {
            Some(one) => undone.push(one),
            None => break,
        }
    }
    if !undone.is_empty() {
        store.backup_daily(now.day)?;
    }
    if context.out.json() {
        context.out.print_json(&UndoJson { undone: undone.iter().map(UndoneJson::from).collect() })?;
        return Ok(Exit::Done);
    }
    for one in &undone {
        for key in &one.kept_links {
            context.remark(format_args!(
                "The link to {key} stays: its old key has a history of its own by now."
            ))?;
        }
        context.out.line(words(one))?;
        if one.kind == ReviewKind::Switch {
            context.remark("The next session makes the switch again, unless `variant` is set back.")?;
        }
    }
    if undone.len() < args.count as usize {
        context.remark(if undone.is_empty() {
            "Nothing is left to undo."
        } else {
            "Nothing more is left to undo."
        })?;
    }
    Ok(Exit::Done)
}

fn words(undone: &Undone) -> String {
    let what = match undone.grade {
        Some(grade) => format!("{} {grade}", undone.kind.name()),
        None => undone.kind.name().to_owned(),
    };
    let rest = match undone.cards {
        0 | 1 => String::new(),
        cards => format!(" and {}", counted(cards - 1, "other card", "other cards")),
    };
    format!("Taken back: {what} of {}{rest}.", undone.key)
}
