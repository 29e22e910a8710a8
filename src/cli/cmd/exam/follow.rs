//! `memoire exam follow` and `unfollow`: the learner's own day and minutes for an exam.

use clap::Args;

use crate::app::exam::{self, ExamError};
use crate::app::open;
use crate::app::select;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::{self, counted};
use crate::front::ask::read_day;
use crate::model::Day;
use crate::store::{Access, Follow};

/// Arguments of `exam follow`.
#[derive(Debug, Clone, Args)]
pub struct FollowArgs {
    /// The exam by its id; without a blueprint a deck, or which cards
    #[arg(value_name = "DECK|QUERY|ID", required = true)]
    pub what: Vec<String>,
    /// The day of the exam, such as 2026-12-18 or +30 (the one in the blueprint, when not given)
    #[arg(long, value_name = "DAY")]
    pub date: Option<String>,
    /// Minutes of study a day
    #[arg(long, value_name = "M", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1440))]
    pub minutes: u32,
}

/// Arguments of `exam unfollow`.
#[derive(Debug, Clone, Args)]
pub struct UnfollowArgs {
    /// The exam, deck or query that is followed
    #[arg(value_name = "DECK|QUERY|ID", required = true)]
    pub what: Vec<String>,
}

/// Follows an exam.
///
/// # Errors
/// When nothing is meant, the day is not ahead, or the database cannot be written.
pub fn run(context: &mut Context<'_>, args: &FollowArgs) -> Result<Exit, CliError> {
    let now = context.env.now();
    let name = args.what.join(" ");
    let blueprint = match args.what.as_slice() {
        [word] => exam::blueprint(&context.env, word).ok(),
        _ => None,
    };
    let words = blueprint.as_ref().map_or_else(|| args.what.clone(), exam::mentioned);
    let mut opened = opening::open(context, Access::Write, &words)?;
    let query = if blueprint.is_some() { None } else { Some(args.what.clone()) };
    if let Some(query) = &query
        && select::cards(&opened, query, now)?.is_empty()
    {
        return Err(CliError::NoMatch);
    }
    let told = args.date.as_ref().map(|text| day_of(text, now.day)).transpose()?;
    let known = opened.store.follows()?.into_iter().find(|follow| follow.exam == name);
    let planned = blueprint.as_ref().and_then(|blueprint| exam::day_of(blueprint, &context.env));
    let Some(day) = told.or(planned).or(known.as_ref().map(|follow| follow.day)) else {
        return Err(ExamError::NoDay { exam: name }.into());
    };
    if day <= now.day {
        return Err(ExamError::DayPast { exam: name, day }.into());
    }
    let since = known.map_or(now.day, |follow| follow.since);
    let follow = Follow { exam: name.clone(), query, since, day, minutes: args.minutes };
    // What cannot be planned is not followed.
    let before = opened.store.follows()?;
    opened.store.follow(&follow)?;
    let plan = exam::aim(&context.env, opened.shelf(), &name, None, now)
        .and_then(|aim| exam::plan(&context.env, opened.shelf(), aim, now));
    let plan = match plan {
        Ok(plan) => plan,
        Err(error) => {
            match before.iter().find(|other| other.exam == name) {
                Some(old) => opened.store.follow(old)?,
                None => _ = opened.store.unfollow(&name)?,
            }
            return Err(error.into());
        }
    };
    if context.out.json() {
        context.out.print_json(&super::plan::PlanJson::new(&plan))?;
        return Ok(Exit::Done);
    }
    context.out.line(format_args!("{}: {}.", plan.aim.title, super::plan::when(&plan)))?;
    context.out.line(super::plan::fits(&plan))?;
    context.remark("`memoire study` follows the plan from now on.")?;
    context.remark(format_args!("`memoire exam unfollow {}` ends that.", quoted(&name)))?;
    Ok(Exit::Done)
}

fn day_of(text: &str, today: Day) -> Result<Day, CliError> {
    read_day(text, today).ok_or_else(|| CliError::Arguments {
        message: format!("\"{text}\" is no day"),
        tip: Some("write it like 2026-12-18, 18 December 2026, or +30 for 30 days from now".to_owned()),
    })
}

/// The words as a shell takes them.
pub(super) fn quoted(words: &str) -> String {
    if words.contains(|c: char| c.is_whitespace() || "\"*?".contains(c)) { format!("'{words}'") } else { words.to_owned() }
}

/// Follows an exam no more.
///
/// # Errors
/// When it is not followed, or the database cannot be written.
pub fn stop(context: &mut Context<'_>, args: &UnfollowArgs) -> Result<Exit, CliError> {
    let (mut store, _) = open::open_as_is(&context.env, Access::Write)?;
    let name = args.what.join(" ");
    if !store.unfollow(&name)? {
        let follows = store.follows()?.into_iter().map(|follow| follow.exam).collect();
        return Err(ExamError::NotFollowed { exam: name, follows }.into());
    }
    let rest = store.follows()?.len();
    let others = if rest > 0 { format!(" {} still followed.", counted(rest, "other is", "others are")) } else { String::new() };
    context.remark(format_args!("{name} is not followed any more; no card was changed.{others}"))?;
    Ok(Exit::Done)
}
