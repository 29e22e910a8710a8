//! `memoire exam take`: a sitting, from the first question or from where it was left.

use std::collections::HashSet;
use std::io::{IsTerminal, Write, stderr, stdin};

use clap::Args;
use serde::Serialize;

use super::report;
use super::results::SittingJson;
use crate::app::clock::{self, Clock};
use crate::app::exam::{self, Away, Banked, Desk, ExamError, Sat};
use crate::app::open::Opened;
use crate::app::rules::Schedulers;
use crate::cli::context::{Context, draw_uuid};
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::{self, counted};
use crate::exam::sitting::Why;
use crate::exam::{Blueprint, Frame, Marking, Paper, Report, draw};
use crate::front::FrontError;
use crate::front::ask::SharedInput;
use crate::front::exam::{ExamFront, duration};
use crate::front::plain::Plain as PlainFront;
use crate::front::rich::Rich;
use crate::model::Key;
use crate::store::{Access, SittingKind, SittingRecord};

/// Questions of a check by chance.
pub(super) const MOCK_QUESTIONS: u32 = 40;

/// Arguments of `exam take`.
#[derive(Debug, Clone, Args)]
pub struct TakeArgs {
    /// The exam, by its id
    #[arg(value_name = "ID")]
    pub exam: String,
    /// Draw the paper by this seed (by chance, when not given)
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Take a short one of so many questions, parts and time in measure
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub questions: Option<u32>,
    /// Check 40 cards drawn by chance from those studied, to tell how well they are known
    #[arg(long)]
    pub mock: bool,
    /// Hand in a sitting that was left, and begin another
    #[arg(long)]
    pub new: bool,
}

#[derive(Serialize)]
struct TakenJson {
    sittings: Vec<SittingJson>,
}

/// Sits the exam.
///
/// # Errors
/// When there is no terminal and no `--plain`, no such exam, too few questions, or the database cannot be used.
pub fn run(context: &mut Context<'_>, args: &TakeArgs) -> Result<Exit, CliError> {
    if !context.plain && !context.can_ask {
        return Err(CliError::NoTerminal);
    }
    let blueprint = match exam::blueprint(&context.env, &args.exam) {
        Err(ExamError::NoSuchExam { .. }) if args.mock => return mock_of_followed(context, args),
        found => found?,
    };
    let opened = &mut opening::open(context, Access::Write, &exam::mentioned(&blueprint))?;
    let (record, away) = sitting(context, opened, &blueprint, args)?;
    take(context, opened, record, away, remarks(&blueprint))
}

fn take(
    context: &mut Context<'_>,
    opened: &mut Opened,
    record: SittingRecord,
    away: Option<Away>,
    remarks: Vec<String>,
) -> Result<Exit, CliError> {
    match sit(context, opened, record, away, remarks)? {
        Sat::Left(record) => left(context, &record),
        Sat::Over(record) => over(context, opened, &record),
    }
}

/// A check by chance of what is followed without a blueprint.
fn mock_of_followed(context: &mut Context<'_>, args: &TakeArgs) -> Result<Exit, CliError> {
    let opened = &mut opening::open(context, Access::Write, std::slice::from_ref(&args.exam))?;
    let now = context.env.now();
    let aim = exam::aim(&context.env, opened.shelf(), &args.exam, None, now)?;
    if let Some(open) = exam::open_sitting(&opened.store, &args.exam, SittingKind::Mock)? {
        let seconds = (now.at.unix() - open.last.unix()).max(0);
        return take(context, opened, open, Some(Away { seconds }), Vec::new());
    }
    let follow = opened.store.follows()?.into_iter().find(|follow| follow.exam == args.exam);
    let selects = vec![follow.and_then(|follow| follow.query).unwrap_or_default()];
    let questions = args.questions.unwrap_or(MOCK_QUESTIONS);
    let names = (args.exam.as_str(), aim.title.as_str());
    let Banked { bank, demand, objectives, .. } =
        exam::mock_of(&context.env, opened.shelf(), names, &selects, (questions, now))?;
    let frame = Frame {
        exam: args.exam.clone(),
        title: aim.title.clone(),
        minutes: None,
        pass: None,
        marking: Marking::Plain,
        feedback: crate::exam::Feedback::End,
        objectives,
    };
    let seed = args.seed.unwrap_or(context.env.seed);
    let short =
        |lines| ExamError::TooFew { exam: args.exam.clone(), short: lines, parts: vec![aim.title.clone()] };
    let paper = draw(&frame, &demand, &bank, &HashSet::new(), seed).map_err(short)?;
    let record = exam::begin(&mut opened.store, &paper, SittingKind::Mock, now, draw_uuid())?;
    take(context, opened, record, None, Vec::new())
}

/// The sitting to go on with, and for how long it stood still; else a new one.
fn sitting(
    context: &Context<'_>,
    opened: &mut Opened,
    blueprint: &Blueprint,
    args: &TakeArgs,
) -> Result<(SittingRecord, Option<Away>), CliError> {
    let now = context.env.now();
    let kind = if args.mock { SittingKind::Mock } else { SittingKind::Exam };
    if let Some(open) = exam::open_sitting(&opened.store, blueprint.id.as_str(), kind)? {
        if args.new {
            opened.store.end_sitting(open.id, Why::Ended, open.clock, now)?;
        } else if args.seed.is_some_and(|seed| seed != open.paper.seed) {
            let exam = blueprint.id.to_string();
            return Err(ExamError::OpenSitting { exam, seed: open.paper.seed }.into());
        } else {
            let seconds = (now.at.unix() - open.last.unix()).max(0);
            return Ok((open, Some(Away { seconds })));
        }
    }
    let seed = args.seed.unwrap_or(context.env.seed);
    let paper = if args.mock {
        mock(context, opened, blueprint, args, seed)?
    } else {
        paper(context, opened, blueprint, args, seed)?
    };
    Ok((exam::begin(&mut opened.store, &paper, kind, now, draw_uuid())?, None))
}

fn paper(
    context: &Context<'_>,
    opened: &Opened,
    blueprint: &Blueprint,
    args: &TakeArgs,
    seed: u64,
) -> Result<Paper, CliError> {
    let Banked { bank, demand, objectives, .. } =
        exam::banked(&context.env, opened.shelf(), blueprint, context.env.now())?;
    let demand =
        args.questions.map_or_else(|| demand.clone(), |questions| demand.clone().shortened(questions));
    let frame = Frame::of(blueprint, objectives);
    draw(&frame, &demand, &bank, &HashSet::new(), seed).map_err(|lines| too_few(blueprint, lines).into())
}

pub(super) fn too_few(blueprint: &Blueprint, lines: Vec<crate::exam::Filled>) -> ExamError {
    ExamError::TooFew {
        exam: blueprint.id.to_string(),
        short: lines.into_iter().filter(|line| line.short > 0).collect(),
        parts: blueprint.parts.iter().map(|part| part.title.clone()).collect(),
    }
}

fn mock(
    context: &Context<'_>,
    opened: &Opened,
    blueprint: &Blueprint,
    args: &TakeArgs,
    seed: u64,
) -> Result<Paper, CliError> {
    let selects: Vec<Vec<String>> = blueprint.parts.iter().map(|part| part.select.clone()).collect();
    let names = (blueprint.id.as_str(), blueprint.title.as_str());
    let questions = args.questions.unwrap_or(MOCK_QUESTIONS);
    let Banked { bank, demand, objectives, .. } =
        exam::mock_of(&context.env, opened.shelf(), names, &selects, (questions, context.env.now()))?;
    let frame =
        Frame { minutes: None, pass: None, marking: Marking::Plain, ..Frame::of(blueprint, objectives) };
    draw(&frame, &demand, &bank, &HashSet::new(), seed).map_err(|lines| too_few(blueprint, lines).into())
}

/// When the exam itself starts, there and here.
fn remarks(blueprint: &Blueprint) -> Vec<String> {
    const FORM: &str = "%Y-%m-%d %H:%M";
    let Some(start) = blueprint.starts else { return Vec::new() };
    let there = start.at.plus_seconds(i64::from(start.offset)).utc().format(FORM).to_string();
    let here = clock::local(start.at).format(FORM).to_string();
    let elsewhere = if here == there { String::new() } else { format!(" there, {here} here") };
    vec![format!("The exam itself starts on {there}{elsewhere}.")]
}

/// Runs the sitting over the front that suits.
fn sit(
    context: &mut Context<'_>,
    opened: &mut Opened,
    record: SittingRecord,
    away: Option<Away>,
    remarks: Vec<String>,
) -> Result<Sat, CliError> {
    context.out.flush()?;
    let env = &context.env;
    let clock = || env.now();
    let desk = Desk { clock: &clock, timed: env.clock == Clock::System, remarks };
    let mut run =
        |front: &mut dyn ExamFront| exam::sit(&mut opened.store, record.clone(), away, &desk, front);
    let sat = if context.plain {
        let person = stdin().is_terminal();
        // Data in JSON stays alone on standard output.
        if context.out.json() {
            run(&mut PlainFront::new(SharedInput::default(), stderr(), person))
        } else {
            let out: &mut dyn Write = context.out.out();
            run(&mut PlainFront::new(SharedInput::default(), out, person))
        }
    } else {
        let mut front = Rich::new(context.out.colours_errors()).map_err(ExamError::from)?;
        run(&mut front)
    };
    Ok(sat?)
}

fn left(context: &mut Context<'_>, record: &SittingRecord) -> Result<Exit, CliError> {
    if record.is_touched() {
        let exam = &record.exam;
        let mock = if record.kind == SittingKind::Mock { " --mock" } else { "" };
        let left = record.paper.seconds.map(|seconds| seconds.saturating_sub(record.clock / 1000));
        let left = left.map(|left| format!(", with {} left", duration(left))).unwrap_or_default();
        context
            .remark(format_args!("Every answer is saved. `memoire exam take {exam}{mock}` goes on{left}."))?;
    } else {
        context.remark("Nothing was answered, so nothing is kept.")?;
    }
    Ok(Exit::Done)
}

fn over(context: &mut Context<'_>, opened: &mut Opened, record: &SittingRecord) -> Result<Exit, CliError> {
    let report = exam::report(record);
    let now = context.env.now();
    if record.kind == SittingKind::Mock {
        let schedulers = Schedulers::new(&context.env.settings, &opened.decks);
        exam::log_mock(opened, &schedulers, &report, now, &mut draw_uuid)?;
    }
    if context.out.json() {
        context.out.print_json(&TakenJson { sittings: vec![SittingJson::new(record)] })?;
    } else {
        for line in report::lines(record, &report, context.plain) {
            context.out.line(line)?;
        }
    }
    offer(context, opened, &report)?;
    opened.store.backup_daily(now.day)?;
    Ok(Exit::Done)
}

/// Offers what was missed, and what was right without being sure, to the scheduler.
fn offer(context: &mut Context<'_>, opened: &mut Opened, report: &Report) -> Result<(), CliError> {
    let studied = |key: &Key| opened.decks.iter().any(|deck| deck.info.id == key.deck && deck.info.study);
    let keys = |marked: &mut dyn Iterator<Item = &crate::exam::Marked>| -> Vec<Key> {
        marked.map(|one| one.key.clone()).filter(studied).collect()
    };
    let (missed, unsure) = (keys(&mut report.misses()), keys(&mut report.unsure()));
    if missed.is_empty() && unsure.is_empty() {
        return Ok(());
    }
    let mut what = Vec::new();
    if !missed.is_empty() {
        what.push(counted(missed.len(), "card missed", "cards missed"));
    }
    if !unsure.is_empty() {
        what.push(counted(unsure.len(), "card right but unsure", "cards right but unsure"));
    }
    if !agreed(context, &format!("{}: study them tomorrow?", what.join(", ")))? {
        return Ok(());
    }
    let now = context.env.now();
    let changed = exam::due_tomorrow(&mut opened.store, missed.iter().chain(&unsure), now, &mut draw_uuid)?;
    context.remark(format_args!(
        "{} due tomorrow. `memoire undo` takes it back.",
        counted(changed, "card is", "cards are")
    ))
}

/// Asks; where nothing can be asked, that is a no.
fn agreed(context: &mut Context<'_>, question: &str) -> Result<bool, CliError> {
    if context.yes {
        return Ok(true);
    }
    if !context.plain && !context.can_ask {
        return Ok(false);
    }
    match context.asker()?.confirm(question, true) {
        Ok(answer) => Ok(answer.unwrap_or(false)),
        Err(FrontError::NoInput) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
