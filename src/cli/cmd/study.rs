//! `memoire study`: what is due now, in a session.

use std::collections::HashSet;
use std::io::{IsTerminal, stdin, stdout};

use clap::Args;

use crate::app::clock::Clock;
use crate::app::due;
use crate::app::edit;
use crate::app::exam::{self, Overlay};
use crate::app::open::{Opened, Shelf};
use crate::app::roots;
use crate::app::rules::{self, Schedulers};
use crate::app::select;
use crate::app::study::{self, Edited, Study, StudyError};
use crate::cli::context::{Context, draw_uuid};
use crate::cli::error::{CliError, Exit};
use crate::cli::opening;
use crate::front::Closing;
use crate::front::plain::Plain as PlainFront;
use crate::front::rich::Rich;
use crate::model::{CardId, Moment, counted};
use crate::session::{Kin, Plan, Rules};
use crate::store::{Access, Store, StoreError};

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
    /// Take reviews that are due within so many days too, after those of today
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=MOST_AHEAD))]
    pub ahead: Option<u32>,
    /// Practise all cards meant, each until it is known once; no schedule changes
    #[arg(long, conflicts_with_all = ["ahead", "new"])]
    pub cram: bool,
}

/// A year: whoever wants more than that practises.
const MOST_AHEAD: i64 = 365;

/// Studies.
///
/// # Errors
/// When there is no terminal and no `--plain`, nothing is meant by the query, or the database or the decks cannot be
/// used.
pub fn run(context: &mut Context<'_>, args: &StudyArgs) -> Result<Exit, CliError> {
    if !context.plain && !context.can_ask {
        return Err(CliError::NoTerminal);
    }
    if context.out.json() {
        return Err(CliError::NoJson);
    }
    let opened = opening::open(context, Access::Write, &args.what)?;
    run_opened(context, opened, args)
}

/// Studies with what was opened already.
///
/// # Errors
/// As [`run`].
pub fn run_opened(context: &mut Context<'_>, mut opened: Opened, args: &StudyArgs) -> Result<Exit, CliError> {
    opening::follow_settings(context, &mut opened)?;
    let now = context.env.now();
    let meant = meant(&opened, args, context.env.seed, now)?;
    let course = if follows(args) { exam::overlay(&context.env, opened.shelf(), now)? } else { None };
    let minutes = args.minutes.or(course.as_ref().map(|course| course.minutes));
    let plan = Plan {
        grades: args.limit,
        millis: minutes.map(|minutes| left_of(&opened, minutes, now)).transpose()?,
        pace: None,
        seed: context.env.seed,
    };
    let rules = day_rules(context, &opened, args);
    if let Some(course) = &course {
        say_exams(context, course)?;
    }
    let ended = session(context, &mut opened, meant, rules, plan, course.is_some());
    // However it ended: a line that dropped is no reason to go without today's copy.
    let copied = opened.store.backup_daily(context.env.now().day);
    ended?;
    copied?;
    if let Some(course) = &course {
        say_course(context, &opened, course)?;
    }
    Ok(Exit::Done)
}

/// Whether the session is left to the exams followed: nothing else was asked for.
fn follows(args: &StudyArgs) -> bool {
    args.what.is_empty() && !args.cram && args.new.is_none() && args.ahead.is_none()
}

/// Which exams the session is for, and which comes first.
fn say_exams(context: &mut Context<'_>, course: &Overlay) -> Result<(), CliError> {
    let now = context.env.now();
    let told: Vec<String> = course
        .exams
        .iter()
        .map(|exam| {
            let days = counted(exam.day.since(now.day).unsigned_abs(), "day", "days");
            format!("{} in {days}, {} min a day", exam.title, exam.minutes)
        })
        .collect();
    let order = if told.len() > 1 { "The nearer exam comes first: " } else { "The plan is followed: " };
    context.remark(format_args!("{order}{}.", told.join("; then ")))
}

/// How far the day's plan is done, and whether the exam can be met.
fn say_course(context: &mut Context<'_>, opened: &Opened, course: &Overlay) -> Result<(), CliError> {
    let now = context.env.now();
    let spent = due::spent_today(&opened.store, &opened.roots, now)? / 60_000;
    let left = exam::wanted_today(&context.env, opened.shelf(), now)?;
    let over = spent >= u64::from(course.minutes) || left.is_empty();
    let done = if over { "Done for today: " } else { "" };
    for (at, exam) in course.exams.iter().enumerate() {
        let aim = exam::aim(&context.env, opened.shelf(), &exam.exam, None, now)?;
        let plan = exam::plan(&context.env, opened.shelf(), aim, now)?;
        let day = exam.day.date().format("%-d %B");
        let fits = match plan.feasibility.days_short {
            Some(0) => format!("On course for {day}."),
            Some(days) => format!(
                "{} short for {day}: `memoire exam plan {}` tells more.",
                counted(days, "day", "days"),
                exam.exam
            ),
            None => format!("It does not fit before {day}: `memoire exam plan {}` tells more.", exam.exam),
        };
        let minutes =
            if at == 0 { format!("{done}{spent} of {} min. ", course.minutes) } else { String::new() };
        context.remark(format_args!("{minutes}{}: {fits}", exam.title))?;
    }
    Ok(())
}

/// Which cards a session is about.
#[derive(Debug, Default)]
struct Meant {
    /// The cards to keep to; none for all.
    only: Option<HashSet<CardId>>,
    /// The cards to practise; none for what is due.
    cram: Option<Vec<Kin>>,
}

/// Runs the session over the front that suits.
fn session(
    context: &mut Context<'_>,
    opened: &mut Opened,
    meant: Meant,
    rules: Rules,
    plan: Plan,
    on_course: bool,
) -> Result<(), CliError> {
    let schedulers = Schedulers::new(&context.env.settings, &opened.decks);
    let params = |deck: i64| schedulers.of(deck).clone();
    let env = &context.env;
    let two_buttons = |deck: i64| {
        let deck = opened.decks.iter().find(|known| known.number == deck);
        deck.map_or(env.settings.two_buttons, |deck| env.settings.two_buttons_of(&deck.info.id))
    };
    let clock = || env.now();
    let has_terminal = context.can_ask;
    // A pipe takes UTF-8 whatever the locale says.
    let ascii = context.ascii && (!context.plain || stdout().is_terminal());
    let (roots, decks) = (&opened.roots, &opened.decks);
    let wanted = |store: &Store, now: Moment| exam::wanted_today(env, Shelf { store, roots, decks }, now);
    let study = Study {
        roots: &opened.roots,
        only: meant.only,
        cram: meant.cram,
        rules,
        params: &params,
        two_buttons: &two_buttons,
        course: on_course.then_some(&wanted),
        plan,
        clock: &clock,
        timed: env.clock == Clock::System,
        uuids: &mut draw_uuid,
        edit: &mut |store, record| match (has_terminal, edit::place(env, record)) {
            (false, Some(place)) => Ok(Edited::Impossible(format!(
                "there is no terminal for an editor here; the card is written at {}:{}",
                place.shown, place.line
            ))),
            _ => edit::edit(env, store, record, &mut draw_uuid),
        },
        closing: Closing {
            database: env.paths.database.display().to_string(),
            next_steps: next_steps(&opened.roots),
            offset: env.now().offset,
        },
    };
    if context.plain {
        let person = stdin().is_terminal();
        let mut front = PlainFront::new(stdin().lock(), context.out.out(), person).in_ascii(ascii);
        study::run(&mut opened.store, study, &mut front)?;
    } else {
        let mut front = Rich::new(context.out.colours_errors()).map_err(StudyError::from)?.in_ascii(ascii);
        study::run(&mut opened.store, study, &mut front)?;
    }
    Ok(())
}

/// What the end of a session proposes, whatever is left of the day.
fn next_steps(roots: &[String]) -> Vec<String> {
    let mut steps = vec!["`memoire due` counts what is left for today.".to_owned()];
    if *roots == [roots::builtin().id] {
        steps.push("`memoire init DIR` begins a deck of your own.".to_owned());
    }
    steps
}

/// The cards that the arguments mean.
fn meant(opened: &Opened, args: &StudyArgs, seed: u64, now: Moment) -> Result<Meant, CliError> {
    if args.what.is_empty() && !args.cram {
        return Ok(Meant::default());
    }
    let records = select::cards(opened, &args.what, now)?;
    if records.is_empty() {
        return Err(CliError::NoMatch);
    }
    let only = (!args.what.is_empty()).then(|| records.iter().map(|record| record.id).collect());
    let cram = args.cram.then(|| select::to_practise(&records, seed));
    Ok(Meant { only, cram })
}

/// The rules of the day; `--new` takes the place of every limit on new cards, and then none of them waits.
fn day_rules(context: &Context<'_>, opened: &Opened, args: &StudyArgs) -> Rules {
    let mut rules = rules::rules(&context.env.settings, &opened.decks);
    if let Some(new) = args.new {
        rules = rules.with_new(new);
    }
    rules.ahead = args.ahead.unwrap_or_default();
    rules
}

/// Milliseconds left of so many minutes today.
fn left_of(opened: &Opened, minutes: u32, now: Moment) -> Result<u64, StoreError> {
    let spent = due::spent_today(&opened.store, &opened.roots, now)?;
    Ok((u64::from(minutes) * 60_000).saturating_sub(spent))
}
