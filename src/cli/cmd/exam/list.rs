//! `memoire exam list` and `exam show`: the exams there are.

use clap::Args;
use serde::Serialize;

use super::report::percent;
use crate::app::exam;
use crate::app::open;
use crate::cli::context::Context;
use crate::cli::diagnostics;
use crate::cli::error::{CliError, Exit};
use crate::cli::output::{FAINT, STRONG};
use crate::cli::table::{Align, Table};
use crate::exam::{Blueprint, Marking, Part, Wanted};
use crate::model::{Kind, counted};
use crate::store::{Access, SittingKind, Store};

/// Arguments of `exam show`.
#[derive(Debug, Clone, Args)]
pub struct ShowArgs {
    /// The exam, by its id
    #[arg(value_name = "ID")]
    pub exam: String,
}

#[derive(Serialize)]
struct ListJson {
    exams: Vec<ExamJson>,
}

#[derive(Serialize)]
struct ExamJson {
    exam: String,
    title: String,
    path: String,
    date: Option<String>,
    starts: Option<String>,
    questions: u32,
    minutes: Option<u32>,
    pass: Option<u32>,
    marking: &'static str,
    penalty: Option<f64>,
    feedback: &'static str,
    attempts: usize,
    best: Option<f64>,
    parts: Vec<PartJson>,
}

#[derive(Serialize)]
struct PartJson {
    title: String,
    select: Vec<String>,
    questions: u32,
    counts: Vec<CountJson>,
    points: f64,
    kinds: Vec<&'static str>,
}

#[derive(Serialize)]
struct CountJson {
    objective: String,
    questions: u32,
}

/// Attempts at an exam that are over, and the best of their scores in thousandths of a hundredth.
fn attempts(store: &Store, blueprint: &Blueprint) -> Result<(usize, Option<i64>), CliError> {
    let records = store.sittings(Some(blueprint.id.as_str()))?;
    let over = records.iter().filter(|record| record.kind == SittingKind::Exam && record.ended.is_some());
    let scores: Vec<i64> = over.map(|record| exam::report(record).percent).collect();
    Ok((scores.len(), scores.into_iter().max()))
}

fn to_json(store: &Store, blueprint: &Blueprint) -> Result<ExamJson, CliError> {
    let (attempts, best) = attempts(store, blueprint)?;
    #[expect(clippy::cast_precision_loss, reason = "hundredths of an exam are small")]
    let best = best.map(|best| best as f64 / 1000.0);
    Ok(ExamJson {
        exam: blueprint.id.to_string(),
        title: blueprint.title.clone(),
        path: blueprint.path.clone(),
        date: blueprint.date.map(|date| date.to_string()),
        starts: blueprint.starts.map(crate::exam::Start::rfc3339),
        questions: blueprint.questions(),
        minutes: blueprint.minutes,
        pass: blueprint.pass,
        marking: blueprint.marking.name(),
        penalty: match blueprint.marking {
            Marking::Negative { penalty } => Some(penalty.number()),
            _ => None,
        },
        feedback: blueprint.feedback.name(),
        attempts,
        best,
        parts: blueprint.parts.iter().map(part_json).collect(),
    })
}

fn part_json(part: &Part) -> PartJson {
    let counts = match &part.wanted {
        Wanted::Questions(_) => Vec::new(),
        Wanted::Counts(counts) => counts
            .iter()
            .map(|(objective, questions)| CountJson { objective: objective.clone(), questions: *questions })
            .collect(),
    };
    PartJson {
        title: part.title.clone(),
        select: part.select.clone(),
        questions: part.wanted.total(),
        counts,
        points: part.points.number(),
        kinds: part.kinds.iter().map(|kind| kind.name()).collect(),
    }
}

/// Lists the exams.
///
/// # Errors
/// When the database cannot be read.
pub fn run(context: &mut Context<'_>) -> Result<Exit, CliError> {
    context.say_roots()?;
    let (store, _) = open::open_as_is(&context.env, Access::Read)?;
    let found = exam::blueprints(&context.env);
    let blueprints: Vec<&Blueprint> = found.iter().filter_map(|one| one.blueprint.as_ref()).collect();
    for fault in found.iter().flat_map(|one| &one.diagnostics) {
        context.remark(diagnostics::render(fault))?;
    }
    if context.out.json() {
        let exams = blueprints.iter().map(|one| to_json(&store, one)).collect::<Result<_, _>>()?;
        context.out.print_json(&ListJson { exams })?;
        return Ok(Exit::Done);
    }
    if blueprints.is_empty() {
        context.remark("There is no exam yet: `memoire exam new` writes one.")?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&[
        ("exam", Align::Left),
        ("title", Align::Left),
        ("day", Align::Left),
        ("questions", Align::Right),
        ("minutes", Align::Right),
        ("attempts", Align::Right),
        ("best", Align::Right),
    ]);
    for blueprint in blueprints {
        let (attempts, best) = attempts(&store, blueprint)?;
        table.row([
            blueprint.id.to_string(),
            blueprint.title.clone(),
            blueprint.date.map(|date| date.to_string()).unwrap_or_default(),
            blueprint.questions().to_string(),
            blueprint.minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
            attempts.to_string(),
            best.map(|best| format!("{}%", percent(best))).unwrap_or_default(),
        ]);
    }
    for line in table.lines() {
        context.out.line(line)?;
    }
    Ok(Exit::Done)
}

/// Shows an exam.
///
/// # Errors
/// When there is none, or the database cannot be read.
pub fn show(context: &mut Context<'_>, args: &ShowArgs) -> Result<Exit, CliError> {
    let blueprint = exam::blueprint(&context.env, &args.exam)?;
    let (store, _) = open::open_as_is(&context.env, Access::Read)?;
    if context.out.json() {
        let body = to_json(&store, &blueprint)?;
        context.out.print_json(&body)?;
        return Ok(Exit::Done);
    }
    let (attempts, best) = attempts(&store, &blueprint)?;
    let id = &blueprint.id;
    context.out.line(format_args!("{STRONG}{}{STRONG:#}  {FAINT}{id}{FAINT:#}", blueprint.title))?;
    let best = best.map(|best| format!(", best {} percent", percent(best))).unwrap_or_default();
    let facts = [
        ("written", Some(blueprint.path.clone())),
        ("day", blueprint.date.map(|date| date.to_string())),
        ("starts", blueprint.starts.map(crate::exam::Start::rfc3339)),
        ("questions", Some(blueprint.questions().to_string())),
        ("minutes", blueprint.minutes.map(|minutes| minutes.to_string())),
        ("pass", blueprint.pass.map(|pass| format!("{pass} percent"))),
        ("marking", Some(marking(blueprint.marking))),
        ("feedback", Some(feedback(&blueprint))),
        ("attempts", Some(format!("{attempts}{best}"))),
    ];
    for (name, value) in facts.into_iter().filter_map(|(name, value)| Some((name, value?))) {
        context.out.line(format_args!("{FAINT}{name:<9}{FAINT:#}  {value}"))?;
    }
    for part in &blueprint.parts {
        context.out.line("")?;
        for line in part_lines(part) {
            context.out.line(line)?;
        }
    }
    Ok(Exit::Done)
}

fn marking(marking: Marking) -> String {
    match marking {
        Marking::Plain => "plain: a wrong answer costs nothing".to_owned(),
        Marking::Negative { penalty } => format!("negative: a wrong answer costs {penalty} of its points"),
        Marking::Confidence => "confidence: 1, 2 or 3 when right, 0, -2 or -6 when wrong".to_owned(),
    }
}

fn feedback(blueprint: &Blueprint) -> String {
    match blueprint.feedback {
        crate::exam::Feedback::End => "at the end".to_owned(),
        crate::exam::Feedback::Question => "after each question".to_owned(),
    }
}

fn part_lines(part: &Part) -> Vec<String> {
    let points = if part.points == crate::exam::Points::ONE {
        "1 point each".to_owned()
    } else {
        format!("{} points each", part.points)
    };
    let questions = counted(part.wanted.total(), "question", "questions");
    let mut told = vec![format!("{STRONG}{}{STRONG:#}: {questions}, {points}", part.title)];
    if let Wanted::Counts(counts) = &part.wanted {
        told.extend(counts.iter().map(|(objective, count)| format!("  {objective}: {count}")));
    }
    if !part.select.is_empty() {
        told.push(format!("  from {}", part.select.join(" ")));
    }
    let kinds: Vec<&str> = part.kinds.iter().copied().map(Kind::name).collect();
    told.push(format!("  as {}", kinds.join(", ")));
    told
}
