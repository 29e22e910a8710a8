//! `memoire leave`: days on which nothing is to be due.

use clap::Args;
use serde::Serialize;

use crate::app::leave::{self, Moved};
use crate::app::open::Opened;
use crate::app::rules::{self, Schedulers};
use crate::app::study::DayPlan;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::{self, counted};
use crate::model::{Day, Moment};
use crate::schedule::Leave;
use crate::store::Access;

/// Arguments of `leave`.
#[derive(Debug, Clone, Default, Args)]
pub struct LeaveArgs {
    /// The first day, as YYYY-MM-DD
    #[arg(value_name = "FROM", required_unless_present_any = ["list", "cancel"])]
    pub from: Option<Day>,
    /// The last day, as YYYY-MM-DD
    #[arg(value_name = "TO", conflicts_with = "list", required_unless_present_any = ["list", "cancel"])]
    pub to: Option<Day>,
    /// List the leaves that are planned
    #[arg(long, conflicts_with_all = ["cancel", "from"])]
    pub list: bool,
    /// Give up the leave that holds the day FROM, or all that are planned
    #[arg(long, conflicts_with = "to")]
    pub cancel: bool,
}

#[derive(Serialize)]
struct LeavesJson {
    leaves: Vec<LeaveJson>,
}

#[derive(Serialize)]
struct LeaveJson {
    from: String,
    to: String,
    days: i64,
    moved_before: u64,
    moved_after: u64,
}

#[derive(Serialize)]
struct GivenUpJson {
    cancelled: Vec<SpanJson>,
}

#[derive(Serialize)]
struct SpanJson {
    from: String,
    to: String,
}

/// Plans, lists or gives up leaves.
///
/// # Errors
/// When the days are no leave to come, none is planned, or the database cannot be used.
pub fn run(context: &mut Context<'_>, args: &LeaveArgs) -> Result<Exit, CliError> {
    let now = context.env.now();
    let access = if args.list { Access::WriteIfPossible } else { Access::Write };
    let mut opened = opening::open(context, access, &[])?;
    if args.cancel {
        return cancel(context, &mut opened, args.from, now);
    }
    let rules = rules::rules(&context.env.settings, &opened.decks);
    let schedulers = Schedulers::new(&context.env.settings, &opened.decks);
    let params = |deck| schedulers.of(deck).clone();
    let plan = DayPlan::new(&opened.roots, None, &rules, &params);
    let leaves = match (args.from, args.to) {
        (Some(from), Some(to)) => vec![leave::plan(&mut opened.store, &plan, from, to, now)?],
        _ => leave::planned(&opened.store, &plan, now)?,
    };
    if context.out.json() {
        let leaves = leaves.iter().map(LeaveJson::from).collect();
        context.out.print_json(&LeavesJson { leaves })?;
        return Ok(Exit::Done);
    }
    for leave in &leaves {
        context.out.line(told(leave))?;
    }
    if leaves.is_empty() {
        context.out.line("No leave is planned.")?;
    } else if !args.list {
        let first = leaves[0].leave.first;
        context.out.line(format_args!("`memoire leave --cancel {first}` takes that back."))?;
    }
    Ok(Exit::Done)
}

fn cancel(
    context: &mut Context<'_>,
    opened: &mut Opened,
    day: Option<Day>,
    now: Moment,
) -> Result<Exit, CliError> {
    let given_up = leave::cancel(&mut opened.store, day, now)?;
    if context.out.json() {
        let cancelled = given_up.iter().map(SpanJson::from).collect();
        context.out.print_json(&GivenUpJson { cancelled })?;
        return Ok(Exit::Done);
    }
    for leave in &given_up {
        context.out.line(format_args!("{}: given up, all is due as it was.", span(*leave)))?;
    }
    for Leave { first, last } in &given_up {
        context.out.line(format_args!("`memoire leave {first} {last}` plans it again."))?;
    }
    Ok(Exit::Done)
}

fn told(moved: &Moved) -> String {
    let Moved { leave, before, after } = moved;
    let reviews = counted(usize::try_from(before + after).unwrap_or(usize::MAX), "review", "reviews");
    let moves = if before + after == 1 { "moves" } else { "move" };
    let days = counted(usize::try_from(leave.days()).unwrap_or(usize::MAX), "day", "days");
    format!("{}, {days}: {reviews} {moves}, {before} before and {after} after.", span(*leave))
}

fn span(Leave { first, last }: Leave) -> String {
    format!("Leave from {first} to {last}")
}

impl From<&Moved> for LeaveJson {
    fn from(moved: &Moved) -> Self {
        let SpanJson { from, to } = SpanJson::from(&moved.leave);
        let (moved_before, moved_after) = (moved.before, moved.after);
        Self { from, to, days: moved.leave.days(), moved_before, moved_after }
    }
}

impl From<&Leave> for SpanJson {
    fn from(leave: &Leave) -> Self {
        Self { from: leave.first.to_string(), to: leave.last.to_string() }
    }
}
