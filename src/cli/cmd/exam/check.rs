//! `memoire exam check`: what an exam wants, what the decks have, and what no question touches.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use crate::app::exam::{self, Banked};
use crate::cli::context::Context;
use crate::cli::diagnostics::{self, DiagnosticJson};
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::{self, counted};
use crate::cli::output::{GOOD, STRONG, WARNING};
use crate::cli::table::{Align, Table};
use crate::exam::{Blueprint, Filled};
use crate::model::{Diagnostic, Severity};
use crate::store::Access;

/// Arguments of `exam check`.
#[derive(Debug, Clone, Args)]
pub struct CheckArgs {
    /// The exam, by its id or its file (all exams, when not given)
    #[arg(value_name = "ID|FILE")]
    pub exam: Option<String>,
}

#[derive(Serialize)]
struct ChecksJson {
    exams: Vec<CheckJson>,
    diagnostics: Vec<DiagnosticJson>,
}

#[derive(Serialize)]
struct CheckJson {
    exam: String,
    title: String,
    questions: u32,
    short: u32,
    parts: Vec<PartJson>,
    untouched: Vec<ObjectiveJson>,
    unasked: Vec<String>,
}

#[derive(Serialize)]
struct PartJson {
    title: String,
    objectives: Vec<LineJson>,
}

#[derive(Serialize)]
struct LineJson {
    objective: Option<String>,
    wanted: u32,
    have: u32,
    short: u32,
}

#[derive(Serialize)]
pub(super) struct ObjectiveJson {
    pub objective: String,
    pub title: String,
}

/// A blueprint held against the decks.
struct Checked {
    blueprint: Blueprint,
    banked: Banked,
    lines: Vec<Filled>,
}

impl Checked {
    fn short(&self) -> u32 {
        self.lines.iter().map(|line| line.short).sum()
    }
}

/// Checks the exam, or all.
///
/// # Errors
/// When there is no such exam, or the decks or the database cannot be used.
pub fn run(context: &mut Context<'_>, args: &CheckArgs) -> Result<Exit, CliError> {
    let (blueprints, faults) = meant(context, args.exam.as_deref())?;
    let words: Vec<String> = blueprints.iter().flat_map(exam::mentioned).collect();
    let opened = opening::open(context, Access::WriteIfPossible, &words)?;
    let now = context.env.now();
    let mut checked = Vec::new();
    for blueprint in blueprints {
        let banked = exam::banked(&context.env, opened.shelf(), &blueprint, now)?;
        let lines = banked.demand.filled(&banked.bank);
        checked.push(Checked { blueprint, banked, lines });
    }
    let wrong = checked.iter().any(|one| one.short() > 0)
        || faults.iter().any(|fault| fault.severity == Severity::Error);
    if context.out.json() {
        let exams = checked.iter().map(to_json).collect();
        let diagnostics = faults.iter().map(DiagnosticJson::from).collect();
        context.out.print_json(&ChecksJson { exams, diagnostics })?;
    } else {
        for fault in &faults {
            context.out.line(diagnostics::render(fault))?;
        }
        for (at, one) in checked.iter().enumerate() {
            if at > 0 {
                context.out.line("")?;
            }
            for line in lines(one, context.plain) {
                context.out.line(line)?;
            }
        }
    }
    Ok(if wrong { Exit::No } else { Exit::Done })
}

/// The blueprints meant, and the faults of those that cannot be used.
fn meant(
    context: &Context<'_>,
    exam: Option<&str>,
) -> Result<(Vec<Blueprint>, Vec<Diagnostic>), CliError> {
    if let Some(word) = exam {
        let path = PathBuf::from(word);
        let found = if is_file(&path) { exam::blueprint_of(&path) } else { exam::blueprint(&context.env, word) };
        return match found {
            Ok(blueprint) => Ok((vec![blueprint], Vec::new())),
            // What a check is for is no error of the check.
            Err(exam::ExamError::Faulty { diagnostics, .. }) => Ok((Vec::new(), diagnostics)),
            Err(error) => Err(error.into()),
        };
    }
    let found = exam::blueprints(&context.env);
    if found.is_empty() {
        return Err(exam::ExamError::NoExam.into());
    }
    let faults = found.iter().flat_map(|one| one.diagnostics.clone()).collect();
    Ok((found.into_iter().filter_map(|one| one.blueprint).collect(), faults))
}

fn is_file(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "toml") && path.is_file()
}

fn to_json(checked: &Checked) -> CheckJson {
    let line = |line: &Filled| LineJson {
        objective: line.objective.clone(),
        wanted: line.wanted,
        have: line.have,
        short: line.short,
    };
    let parts = checked.blueprint.parts.iter().enumerate().map(|(at, part)| PartJson {
        title: part.title.clone(),
        objectives: checked.lines.iter().filter(|line| line.part == at).map(line).collect(),
    });
    let untouched = checked.banked.untouched.iter();
    CheckJson {
        exam: checked.blueprint.id.to_string(),
        title: checked.blueprint.title.clone(),
        questions: checked.blueprint.questions(),
        short: checked.short(),
        parts: parts.collect(),
        untouched: untouched
            .map(|(objective, title)| ObjectiveJson { objective: objective.clone(), title: title.clone() })
            .collect(),
        unasked: checked.banked.bank.unasked().iter().map(ToString::to_string).collect(),
    }
}

fn lines(checked: &Checked, plain: bool) -> Vec<String> {
    let Checked { blueprint, banked, lines } = checked;
    let part = |line: &Filled| blueprint.parts.get(line.part).map(|part| part.title.clone()).unwrap_or_default();
    let mut told = vec![format!(
        "{STRONG}{}{STRONG:#} ({}): {}",
        blueprint.title,
        blueprint.id,
        counted(blueprint.questions(), "question", "questions")
    )];
    if plain {
        told.extend(lines.iter().map(|line| {
            let objective = line.objective.as_ref().map(|id| format!(", {id}")).unwrap_or_default();
            format!(
                "{}{objective}: wanted {}, have {}, short {}.",
                part(line),
                line.wanted,
                line.have,
                line.short
            )
        }));
    } else {
        let mut table = Table::new(&[
            ("part", Align::Left),
            ("objective", Align::Left),
            ("wanted", Align::Right),
            ("have", Align::Right),
            ("short", Align::Right),
        ]);
        for line in lines {
            let objective = line.objective.clone().unwrap_or_else(|| "any".to_owned());
            let short = if line.short > 0 { line.short.to_string() } else { String::new() };
            table.row([part(line), objective, line.wanted.to_string(), line.have.to_string(), short]);
        }
        told.extend(table.lines());
    }
    if !banked.untouched.is_empty() {
        told.push("Objectives that no question touches:".to_owned());
        told.extend(banked.untouched.iter().map(|(id, title)| format!("  {id}  {title}")));
    }
    let unasked = banked.bank.unasked().len();
    if unasked > 0 {
        told.push(format!(
            "{} out: no exam can judge a long answer (wrong options or a facts file would help).",
            counted(unasked, "card is left", "cards are left")
        ));
    }
    told.push(match checked.short() {
        0 => format!("{GOOD}Every paper can be filled.{GOOD:#}"),
        short => format!("{WARNING}{} short.{WARNING:#}", counted(short, "question is", "questions are")),
    });
    told
}
