//! `memoire exam plan`: what to do each day up to an exam, and how ready that makes.

use clap::Args;
use serde::Serialize;

use super::follow::quoted;
use crate::app::exam::{self, ANSWERS_NEEDED, ExamPlan, PartPlan};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::{self, counted};
use crate::cli::output::{FAINT, GOOD, STRONG, WARNING};
use crate::cli::table::{Align, Table, short};
use crate::schedule::plan::{Band, DayForecast};
use crate::store::Access;

/// Cells of the longest bar.
const BAR: u64 = 30;

/// Arguments of `exam plan`.
#[derive(Debug, Clone, Args)]
pub struct PlanArgs {
    /// The exam by its id, or the deck or query that is followed
    #[arg(value_name = "ID", required = true)]
    pub exam: Vec<String>,
    /// Minutes of study a day (those of `exam follow`, else 20)
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u32).range(1..=1440))]
    pub minutes: Option<u32>,
}

/// The plan in JSON.
#[derive(Debug, Serialize)]
pub struct PlanJson {
    exam: String,
    date: String,
    days_left: i64,
    minutes: u32,
    feasible: bool,
    days_short: Option<u32>,
    minutes_needed: Option<u32>,
    new_per_day: usize,
    unseen: usize,
    seen: usize,
    recall: BandJson,
    predicted: PredictedJson,
    parts: Vec<PartJson>,
    days: Vec<DayJson>,
}

/// Shares in hundredths; null while it is too early to say.
#[derive(Debug, Serialize)]
struct BandJson {
    low: Option<f64>,
    mid: Option<f64>,
    high: Option<f64>,
}

#[derive(Debug, Serialize)]
struct PredictedJson {
    #[serde(flatten)]
    band: BandJson,
    answers: u32,
    mock: Option<u32>,
}

#[derive(Debug, Serialize)]
struct PartJson {
    title: String,
    cards: u32,
    seen: u32,
    predicted: BandJson,
}

#[derive(Debug, Serialize)]
struct DayJson {
    day: String,
    new: u32,
    reviews: u32,
    minutes: f64,
}

fn band(band: Band, early: bool) -> BandJson {
    let share = |share: f64| (!early).then_some((share * 1000.0).round() / 10.0);
    BandJson { low: share(band.low), mid: share(band.mid), high: share(band.high) }
}

/// Minutes from milliseconds, with a digit behind the point.
fn minutes(millis: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a day has few milliseconds")]
    let minutes = millis as f64 / 60_000.0;
    (minutes * 10.0).round() / 10.0
}

impl PlanJson {
    /// The plan as printed.
    #[must_use]
    pub fn new(plan: &ExamPlan) -> Self {
        let early = plan.too_early();
        let part = |part: &PartPlan| PartJson {
            title: part.title.clone(),
            cards: part.cards,
            seen: part.seen,
            predicted: band(part.marks, early),
        };
        let day = |day: &DayForecast| DayJson {
            day: day.day.to_string(),
            new: day.new,
            reviews: day.reviews,
            minutes: minutes(day.millis),
        };
        Self {
            exam: plan.aim.exam.clone(),
            date: plan.aim.day.to_string(),
            days_left: plan.days_left,
            minutes: plan.aim.minutes,
            feasible: plan.feasibility.fits(),
            days_short: plan.feasibility.days_short,
            minutes_needed: plan.feasibility.minutes_needed,
            new_per_day: plan.new_today,
            unseen: plan.unseen,
            seen: plan.seen,
            recall: band(plan.forecast.outlook.recall, early),
            predicted: PredictedJson {
                band: band(plan.marks, early),
                answers: plan.answers,
                mock: plan.check.map(|check| check.cards),
            },
            parts: plan.parts.iter().map(part).collect(),
            days: plan.forecast.days.iter().map(day).collect(),
        }
    }
}

/// Prints the plan.
///
/// # Errors
/// When there is no such exam, it has no day, or the decks or the database cannot be used.
pub fn run(context: &mut Context<'_>, args: &PlanArgs) -> Result<Exit, CliError> {
    let now = context.env.now();
    let name = args.exam.join(" ");
    let words = match exam::blueprint(&context.env, &name) {
        Ok(blueprint) => exam::mentioned(&blueprint),
        Err(_) => args.exam.clone(),
    };
    let opened = opening::open(context, Access::WriteIfPossible, &words)?;
    let aim = exam::aim(&context.env, opened.shelf(), &name, args.minutes, now)?;
    let plan = exam::plan(&context.env, opened.shelf(), aim, now)?;
    if context.out.json() {
        context.out.print_json(&PlanJson::new(&plan))?;
        return Ok(Exit::Done);
    }
    for line in lines(&plan, context.plain) {
        context.out.line(line)?;
    }
    if !plan.aim.followed && plan.days_left > 0 {
        context.remark(format_args!("`memoire exam follow {}` has `memoire study` follow it.", quoted(&name)))?;
    }
    Ok(Exit::Done)
}

/// When it is, and what it is planned with: `18 December 2026, 23 days left, 20 minutes a day`.
pub(super) fn when(plan: &ExamPlan) -> String {
    let day = plan.aim.day.date().format("%-d %B %Y");
    let left = match plan.days_left {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days if days < 0 => format!("{} ago", counted(days.unsigned_abs(), "day", "days")),
        days => format!("{} left", counted(days.unsigned_abs(), "day", "days")),
    };
    format!("{day}, {left}, {} a day", counted(plan.aim.minutes, "minute", "minutes"))
}

/// Whether it fits, and what would.
pub(super) fn fits(plan: &ExamPlan) -> String {
    if plan.days_left <= 0 {
        return "There is no day left to plan.".to_owned();
    }
    let minutes = plan.aim.minutes;
    let enough = plan.feasibility.minutes_needed.map(|needed| format!("; {needed} min/day fits"));
    let enough = enough.unwrap_or_else(|| "; no number of minutes would do".to_owned());
    match plan.feasibility.days_short {
        Some(0) => format!("{GOOD}It fits{GOOD:#} at {minutes} min/day."),
        Some(days) => {
            let short = counted(days, "day", "days");
            format!("{WARNING}It does not fit{WARNING:#}: {short} short at {minutes} min/day{enough}.")
        }
        None => {
            format!("{WARNING}It does not fit{WARNING:#}: not even in a year more at {minutes} min/day{enough}.")
        }
    }
}

fn hundredths(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

fn range(band: Band) -> String {
    format!("{} percent ({} to {})", hundredths(band.mid), hundredths(band.low), hundredths(band.high))
}

fn lines(plan: &ExamPlan, plain: bool) -> Vec<String> {
    let mut told = vec![format!("{STRONG}{}{STRONG:#}: {}.", plan.aim.title, when(plan))];
    if let Some((nearer, day)) = &plan.nearer {
        told.push(format!("{nearer} on {} is nearer and comes first each day.", day.date().format("%-d %B")));
    }
    let all = plan.seen + plan.unseen;
    told.push(format!("{} of {} seen.", plan.seen, counted(all, "card", "cards")));
    if plan.days_left > 0 {
        let new = counted(plan.new_today, "new card", "new cards");
        told.push(if plan.unseen > 0 { format!("{new} a day. {}", fits(plan)) } else { fits(plan) });
    } else {
        told.push(fits(plan));
    }
    told.extend(prediction(plan));
    told.extend(parts(plan, plain));
    told.extend(days(plan, plain));
    told
}

/// What is predicted, and what that rests on.
fn prediction(plan: &ExamPlan) -> Vec<String> {
    if plan.too_early() {
        return vec![format!(
            "Marks: too early to say ({}; needs {ANSWERS_NEEDED}).",
            counted(plan.answers, "answer", "answers")
        )];
    }
    let answers = counted(plan.answers, "answer", "answers");
    let rests = match &plan.check {
        None => format!("{answers} on later days"),
        Some(check) => format!(
            "{answers} on later days and a check of {} on {} ({} known)",
            counted(check.cards, "card", "cards"),
            check.day.date().format("%-d %B"),
            check.right
        ),
    };
    let pass = plan.aim.pass.map(|pass| format!("; {pass} percent pass")).unwrap_or_default();
    let mut told = vec![
        format!("Recall on the day, the plan followed: {}.", range(plan.forecast.outlook.recall)),
        format!("Marks: {}{pass}. Rests on {rests}.", range(plan.marks)),
    ];
    if plan.check.is_none() {
        told.push(format!(
            "`memoire exam take {} --mock` checks 40 cards by chance: nothing tells more.",
            quoted(&plan.aim.exam)
        ));
    }
    told
}

fn parts(plan: &ExamPlan, plain: bool) -> Vec<String> {
    let early = plan.too_early();
    let marks = |part: &PartPlan| {
        if early || part.cards == 0 {
            String::new()
        } else {
            format!("{}-{}%", hundredths(part.marks.low), hundredths(part.marks.high))
        }
    };
    if plain {
        let line = |part: &PartPlan| {
            let marks = marks(part);
            let marks = if marks.is_empty() { String::new() } else { format!(", marks {}", range(part.marks)) };
            format!("{}: {} of {} seen{marks}.", part.title, part.seen, counted(part.cards, "card", "cards"))
        };
        return plan.parts.iter().flat_map(|part| std::iter::once(line(part)).chain(part.objectives.iter().map(line))).collect();
    }
    let mut table = Table::new(&[("weakest first", Align::Left), ("seen", Align::Right), ("marks", Align::Right)]);
    for part in &plan.parts {
        table.row([short(&part.title, 52), format!("{}/{}", part.seen, part.cards), marks(part)]);
        for objective in &part.objectives {
            let title = format!("  {}", short(&objective.title, 50));
            table.row([title, format!("{}/{}", objective.seen, objective.cards), marks(objective)]);
        }
    }
    std::iter::once(String::new()).chain(table.lines()).collect()
}

/// A bar a day up to the exam.
fn days(plan: &ExamPlan, plain: bool) -> Vec<String> {
    if plan.forecast.days.is_empty() {
        return Vec::new();
    }
    let words = |day: &DayForecast| {
        let mut parts = Vec::new();
        if day.new > 0 {
            parts.push(format!("{} new", day.new));
        }
        if day.reviews > 0 || day.new == 0 {
            parts.push(counted(day.reviews, "review", "reviews"));
        }
        parts.join(", ")
    };
    if plain {
        let line = |day: &DayForecast| {
            format!("{}: {} minutes, {}.", day.day.date().format("%A %-d %B"), minutes(day.millis), words(day))
        };
        return plan.forecast.days.iter().map(line).collect();
    }
    let most = plan.forecast.days.iter().map(|day| day.millis).max().unwrap_or(1).max(1);
    let line = |day: &DayForecast| {
        let cells = usize::try_from((day.millis * BAR).div_ceil(most)).unwrap_or_default();
        let date = day.day.date().format("%a %e %b");
        let bar = "#".repeat(cells);
        format!("{date}  {bar:<30}  {:>4.0} min  {FAINT}{}{FAINT:#}", minutes(day.millis), words(day))
    };
    std::iter::once(String::new()).chain(plan.forecast.days.iter().map(line)).collect()
}
