//! `memoire try`: would this answer count?

use clap::Args;
use serde::Serialize;

use crate::answer::{DiffPart, Verdict};
use crate::app::select;
use crate::app::trial::{self, Trial};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening;
use crate::cli::output::{ERROR, FAINT, GOOD, WARNING};
use crate::model::Key;
use crate::store::Access;

/// Arguments of `try`.
#[derive(Debug, Clone, Args)]
pub struct TryArgs {
    /// The card: deck/entry or deck/entry/side
    pub key: String,
    /// The answer; items of a list with ; between
    #[arg(required = true, allow_negative_numbers = true)]
    pub text: Vec<String>,
}

#[derive(Serialize)]
struct TryJson {
    key: String,
    verdict: &'static str,
    grade: &'static str,
    expected: String,
    remark: Option<String>,
    also: Vec<String>,
}

/// Judges the answer.
///
/// # Errors
/// When there is no such card, or the database or the decks cannot be used.
pub fn run(context: &mut Context<'_>, args: &TryArgs) -> Result<Exit, CliError> {
    let key: Key = args.key.parse()?;
    let opened = opening::open(context, Access::WriteIfPossible, std::slice::from_ref(&args.key))?;
    let record = select::card(&opened, &key)?;
    let trial = trial::judge(&record.card, &args.text.join(" "));
    if context.out.json() {
        context.out.print_json(&TryJson {
            key: key.to_string(),
            verdict: trial.verdict.name(),
            grade: trial.grade.name(),
            expected: trial.expected,
            remark: trial.remark,
            also: trial.also,
        })?;
        return Ok(Exit::Done);
    }
    for line in lines(&trial) {
        context.out.line(line)?;
    }
    Ok(Exit::Done)
}

fn lines(trial: &Trial) -> Vec<String> {
    let style = match trial.verdict {
        Verdict::Right => GOOD,
        Verdict::Near => WARNING,
        Verdict::Wrong => ERROR,
    };
    let remark = trial.remark.as_ref().map(|remark| format!(" ({remark})")).unwrap_or_default();
    let grade = trial.grade;
    let mut lines = vec![format!("{style}{}{style:#}{remark}, grade {grade}", trial.verdict.name())];
    lines.push(format!("expected  {}", trial.expected));
    if trial.verdict != Verdict::Right && trial.diff.iter().any(|part| matches!(part, DiffPart::Same(_))) {
        lines.push(format!("changes   {}", diff(&trial.diff)));
    }
    if !trial.also.is_empty() {
        lines.push(format!("also      {}", trial.also.join("; ")));
    }
    if trial.self_graded {
        lines.push(format!("{FAINT}In a session this card is graded by yourself.{FAINT:#}"));
    }
    lines
}

/// What to strike `[-...-]` and what to add `{+...+}` to get from what was typed to what is right.
fn diff(parts: &[DiffPart]) -> String {
    parts
        .iter()
        .map(|part| match part {
            DiffPart::Same(text) => text.clone(),
            DiffPart::Extra(text) => format!("{ERROR}[-{text}-]{ERROR:#}"),
            DiffPart::Missing(text) => format!("{GOOD}{{+{text}+}}{GOOD:#}"),
        })
        .collect()
}
