//! `memoire study`: what is due now, in a session.

use std::collections::HashSet;
use std::io::{IsTerminal, stdin};

use clap::Args;

use crate::app::clock::Clock;
use crate::app::due;
use crate::app::open::Opened;
use crate::app::roots;
use crate::app::rules::{self, Schedulers};
use crate::app::select;
use crate::app::study::{self, Study, StudyError};
use crate::cli::context::{Context, draw_uuid};
use crate::cli::error::{CliError, Exit};
use crate::cli::opening;
use crate::front::Closing;
use crate::front::plain::Plain as PlainFront;
use crate::front::rich::Rich;
use crate::model::{CardId, Moment};
use crate::session::{Plan, Rules};
use crate::store::{Access, StoreError};

/// Arguments of `study`.
#[derive(Debug, Clone, Default, Args)]
pub struct StudyArgs {
    /// Decks, or which cards: words, or fields such as tag:treaty (all, when not given)
    #[arg(value_name = "DECK|QUERY")]
    pub what: Vec<String>,
    /// Stop after so many grades
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
    /// Begin so many new cards today, whatever the settings say
    #[arg(long, value_name = "N")]
    pub new: Option<u32>,
    /// Study so many minutes today, those of earlier sessions counted in
    #[arg(long, value_name = "M")]
    pub minutes: Option<u32>,
}

/// Studies.
///
/// # Errors
/// When there is no terminal and no `--plain`, nothing is meant by the query, or the database or the decks cannot be
/// used.
pub fn run(context: &mut Context<'_>, args: &StudyArgs) -> Result<Exit, CliError> {
    if !context.plain && !context.can_ask {
        return Err(CliError::NoTerminal);
    }
    let now = context.env.now();
    let mut opened = opening::open(context, Access::Write, &args.what)?;
    let only = meant(&opened, &args.what, now)?;
    let plan = Plan {
        grades: args.limit,
        millis: args.minutes.map(|minutes| left_of(&opened, minutes, now)).transpose()?,
        seed: context.env.seed,
    };
    let rules = day_rules(context, &opened, args.new);
    session(context, &mut opened, only, rules, plan)?;
    opened.store.backup_daily(context.env.now().day)?;
    Ok(Exit::Done)
}

/// Runs the session over the front that suits.
fn session(
    context: &mut Context<'_>,
    opened: &mut Opened,
    only: Option<HashSet<CardId>>,
    rules: Rules,
    plan: Plan,
) -> Result<(), CliError> {
    let schedulers = Schedulers::new(&context.env.settings, &opened.decks);
    let params = |deck: i64| schedulers.of(deck).clone();
    let env = &context.env;
    let two_buttons = |deck: i64| {
        let deck = opened.decks.iter().find(|known| known.number == deck);
        deck.map_or(env.settings.two_buttons, |deck| env.settings.two_buttons_of(&deck.info.id))
    };
    let clock = || env.now();
    let study = Study {
        roots: &opened.roots,
        only,
        rules,
        params: &params,
        two_buttons: &two_buttons,
        plan,
        clock: &clock,
        timed: env.clock == Clock::System,
        uuids: &mut draw_uuid,
        closing: Closing {
            database: env.paths.database.display().to_string(),
            next_steps: next_steps(&opened.roots),
            offset: env.now().offset,
        },
    };
    if context.plain {
        let person = stdin().is_terminal();
        let mut front = PlainFront::new(stdin().lock(), context.out.out(), person);
        study::run(&mut opened.store, study, &mut front)?;
    } else {
        let mut front = Rich::new(context.out.colours_errors()).map_err(StudyError::from)?;
        study::run(&mut opened.store, study, &mut front)?;
    }
    Ok(())
}

/// What the end of a session proposes.
fn next_steps(roots: &[String]) -> Vec<String> {
    let mut steps = vec![
        "`memoire due` counts what is left for today.".to_owned(),
        "`memoire study --new N` makes it N new cards today.".to_owned(),
    ];
    if *roots == [roots::builtin().id] {
        steps.push("`memoire init DIR` begins a deck of your own.".to_owned());
    }
    steps
}

/// The cards to keep to; none for all.
fn meant(opened: &Opened, words: &[String], now: Moment) -> Result<Option<HashSet<CardId>>, CliError> {
    if words.is_empty() {
        return Ok(None);
    }
    let cards: HashSet<CardId> =
        select::cards(opened, words, now)?.into_iter().map(|record| record.id).collect();
    if cards.is_empty() { Err(CliError::NoMatch) } else { Ok(Some(cards)) }
}

/// The rules of the day; `new` takes the place of every limit on new cards.
fn day_rules(context: &Context<'_>, opened: &Opened, new: Option<u32>) -> Rules {
    let mut rules = rules::rules(&context.env.settings, &opened.decks);
    if let Some(new) = new {
        rules.shared.new = new;
        rules.own.values_mut().for_each(|limit| limit.new = None);
    }
    rules
}

/// Milliseconds left of so many minutes today.
fn left_of(opened: &Opened, minutes: u32, now: Moment) -> Result<u64, StoreError> {
    let spent = due::spent_today(&opened.store, &opened.roots, now)?;
    Ok((u64::from(minutes) * 60_000).saturating_sub(spent))
}
