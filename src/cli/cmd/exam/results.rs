//! `memoire exam results`: attempts side by side, and how each question fared in them.

use chrono::{DateTime, FixedOffset};
use clap::Args;
use serde::Serialize;

use super::report::percent;
use crate::app::exam;
use crate::app::open;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::output::STRONG;
use crate::cli::table::{Align, Table, short};
use crate::exam::{Group, Marked, Report, facility};
use crate::front::exam::duration;
use crate::model::{Key, Timestamp};
use crate::store::{Access, SittingKind, SittingRecord};

/// So many of the hardest questions are listed.
const HARDEST: usize = 10;

/// Arguments of `exam results`.
#[derive(Debug, Clone, Args)]
pub struct ResultsArgs {
    /// The exam, by its id (all, when not given)
    #[arg(value_name = "ID")]
    pub exam: Option<String>,
}

#[derive(Serialize)]
struct ResultsJson {
    sittings: Vec<SittingJson>,
}

/// A sitting in JSON.
#[derive(Debug, Serialize)]
pub struct SittingJson {
    id: i64,
    exam: String,
    seed: u64,
    started: String,
    ended: Option<String>,
    score: Option<f64>,
    points: Option<f64>,
    max: f64,
    passed: Option<bool>,
    parts: Vec<PartJson>,
    answers: Vec<AnswerJson>,
}

#[derive(Debug, Serialize)]
struct PartJson {
    title: String,
    questions: usize,
    right: Option<usize>,
    points: Option<f64>,
    max: f64,
    range: Option<RangeJson>,
}

#[derive(Debug, Serialize)]
struct RangeJson {
    low: f64,
    high: f64,
}

#[derive(Debug, Serialize)]
struct AnswerJson {
    key: String,
    given: Option<String>,
    right: Option<bool>,
    millis: u64,
    confidence: Option<u8>,
}

impl SittingJson {
    /// The sitting with its marks; without any, not even of one answer, while it is not over.
    #[must_use]
    pub fn new(record: &SittingRecord) -> Self {
        let report = exam::report(record);
        let over = record.ended.is_some();
        Self {
            id: record.id,
            exam: record.exam.clone(),
            seed: record.paper.seed,
            started: in_zone(record.started, record.zone),
            ended: record.ended.map(|(at, _)| in_zone(at, record.zone)),
            score: over.then(|| thousandths(report.percent)),
            points: over.then(|| report.points.number()),
            max: report.most.number(),
            passed: report.passed.filter(|_| over),
            parts: report.parts.iter().map(|group| part(group, over)).collect(),
            answers: report.marked.iter().map(|marked| answer(marked, over)).collect(),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "hundredths of an exam are small")]
fn thousandths(number: i64) -> f64 {
    number as f64 / 1000.0
}

fn part(group: &Group, over: bool) -> PartJson {
    let round = |share: f64| (share * 1000.0).round() / 10.0;
    PartJson {
        title: group.name.clone(),
        questions: group.questions,
        right: over.then_some(group.right),
        points: over.then(|| group.points.number()),
        max: group.most.number(),
        range: over.then(|| RangeJson { low: round(group.range.low), high: round(group.range.high) }),
    }
}

fn answer(marked: &Marked, over: bool) -> AnswerJson {
    AnswerJson {
        key: marked.key.to_string(),
        given: marked.given.clone(),
        right: over.then(|| marked.right()),
        millis: marked.millis,
        confidence: marked.confidence.map(crate::exam::Confidence::number),
    }
}

/// An instant in the zone a sitting was begun in.
fn local(at: Timestamp, zone: i32) -> DateTime<FixedOffset> {
    let utc = at.utc();
    FixedOffset::east_opt(zone).map_or_else(|| utc.fixed_offset(), |zone| utc.with_timezone(&zone))
}

fn in_zone(at: Timestamp, zone: i32) -> String {
    local(at, zone).to_rfc3339()
}

/// Prints the attempts.
///
/// # Errors
/// When the database cannot be read.
pub fn run(context: &mut Context<'_>, args: &ResultsArgs) -> Result<Exit, CliError> {
    let (store, _) = open::open_as_is(&context.env, Access::Read)?;
    let mut records = store.sittings(args.exam.as_deref())?;
    records
        .retain(|record| record.kind == SittingKind::Exam && (record.is_touched() || record.ended.is_some()));
    if context.out.json() {
        context.out.print_json(&ResultsJson { sittings: records.iter().map(SittingJson::new).collect() })?;
        return Ok(Exit::Done);
    }
    if records.is_empty() {
        context.remark("No exam has been taken yet: `memoire exam take ID`.")?;
        return Ok(Exit::Done);
    }
    let mut exams: Vec<&str> = records.iter().map(|record| record.exam.as_str()).collect();
    exams.sort_unstable();
    exams.dedup();
    for (at, exam) in exams.iter().enumerate() {
        let own: Vec<&SittingRecord> = records.iter().filter(|record| record.exam == *exam).collect();
        if at > 0 {
            context.out.line("")?;
        }
        for line in lines(&own, context.plain) {
            context.out.line(line)?;
        }
    }
    Ok(Exit::Done)
}

fn lines(records: &[&SittingRecord], plain: bool) -> Vec<String> {
    let reports: Vec<Report> = records.iter().map(|record| exam::report(record)).collect();
    let title = records.last().map(|record| record.paper.title.clone()).unwrap_or_default();
    let mut told = vec![format!("{STRONG}{title}{STRONG:#}")];
    let row = |record: &SittingRecord, report: &Report| -> [String; 6] {
        let result = match (record.ended.is_some(), report.passed) {
            (false, _) => "open",
            (true, Some(true)) => "passed",
            (true, Some(false)) => "not passed",
            (true, None) => "",
        };
        let score =
            if record.ended.is_some() { format!("{}%", percent(report.percent)) } else { String::new() };
        let short = record.paper.shortened_from.map(|whole| format!(" of {whole}")).unwrap_or_default();
        [
            local(record.started, record.zone).format("%Y-%m-%d %H:%M").to_string(),
            score,
            result.to_owned(),
            format!("{}{short}", record.paper.questions.len()),
            if report.millis >= 1000 { duration(report.millis / 1000) } else { String::new() },
            record.paper.seed.to_string(),
        ]
    };
    let rows: Vec<[String; 6]> =
        records.iter().zip(&reports).map(|(record, report)| row(record, report)).collect();
    if plain {
        told.extend(rows.iter().map(|[started, score, result, questions, time, seed]| {
            let parts = [score.as_str(), result.as_str(), &format!("{questions} questions"), time.as_str()];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            format!("{started}: {}, seed {seed}.", parts.join(", "))
        }));
    } else {
        let mut table = Table::new(&[
            ("begun", Align::Left),
            ("score", Align::Right),
            ("", Align::Left),
            ("questions", Align::Right),
            ("time", Align::Left),
            ("seed", Align::Right),
        ]);
        rows.into_iter().for_each(|row| table.row(row));
        told.extend(table.lines());
    }
    told.extend(hardest(records, &reports, plain));
    told
}

/// The questions that fared worst over all attempts that are over.
fn hardest(records: &[&SittingRecord], reports: &[Report], plain: bool) -> Vec<String> {
    let over: Vec<&Report> = records
        .iter()
        .zip(reports)
        .filter(|(record, _)| record.ended.is_some())
        .map(|(_, report)| report)
        .collect();
    let list = facility(over.iter().copied());
    if list.is_empty() {
        return Vec::new();
    }
    let text = |key: &Key| {
        let marked = over.iter().flat_map(|report| &report.marked).find(|one| one.key == *key);
        marked.map(|one| short(&one.asked.question.text(), 56)).unwrap_or_default()
    };
    let hard = list.iter().filter(|one| one.right < 1000).take(HARDEST);
    if plain {
        let line = |one: &crate::exam::Facility| {
            let share = percent(one.right * 100);
            format!("{}: {share} percent right in {}. {}", one.key, times(one.asked), text(&one.key))
        };
        return hard.map(line).collect();
    }
    let mut table = Table::new(&[
        ("hardest", Align::Left),
        ("asked", Align::Right),
        ("right", Align::Right),
        ("question", Align::Left),
    ]);
    for one in hard {
        let share = format!("{}%", percent(one.right * 100));
        table.row([one.key.to_string(), one.asked.to_string(), share, text(&one.key)]);
    }
    std::iter::once(String::new()).chain(table.lines()).collect()
}

fn times(count: u32) -> String {
    crate::model::counted(count, "attempt", "attempts")
}
