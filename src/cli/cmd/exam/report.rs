//! What a sitting came to, in lines: a table on a screen, sentences where those are asked for.

use crate::cli::output::{FAINT, GOOD, STRONG, WARNING};
use crate::cli::table::{Align, Table};
use crate::exam::sitting::Why;
use crate::exam::{Confidence, Group, Marked, Points, Report};
use crate::front::exam::duration;
use crate::model::{Source, counted};
use crate::store::{SittingKind, SittingRecord};

/// Text is never wider than this.
const WIDEST: usize = 78;

/// The report of a sitting.
#[must_use]
pub fn lines(record: &SittingRecord, report: &Report, plain: bool) -> Vec<String> {
    let mut told = vec![headline(record, report)];
    told.extend(times(record, report));
    told.extend(groups("Part", &report.parts, plain));
    told.extend(groups("Objective", &report.objectives, plain));
    told.extend(confidence(report));
    told.extend(questions("Missed", &report.misses().collect::<Vec<_>>(), report));
    told.extend(questions("Right, but unsure", &report.unsure().collect::<Vec<_>>(), report));
    told.extend(study_next(report));
    if plain { told } else { told.iter().flat_map(|line| wrapped(line)).collect() }
}

/// Lines no wider than the screens of a session; what wraps stands under its text.
fn wrapped(line: &str) -> Vec<String> {
    let indent = " ".repeat(line.len() - line.trim_start().len() + 3);
    let options = textwrap::Options::new(WIDEST).subsequent_indent(&indent);
    textwrap::wrap(line, options).into_iter().map(String::from).collect()
}

/// Hundredths from thousandths of a hundredth: `72`, `72.5`.
#[must_use]
pub fn percent(thousandths: i64) -> String {
    let tenths = (thousandths + 50 * thousandths.signum()) / 100;
    let sign = if tenths < 0 { "-" } else { "" };
    match (tenths.abs() / 10, tenths.abs() % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, tenth) => format!("{sign}{whole}.{tenth}"),
    }
}

fn headline(record: &SittingRecord, report: &Report) -> String {
    let paper = &record.paper;
    let share = format!("{} of {} points, {} percent", report.points, report.most, percent(report.percent));
    let short = paper.shortened_from.map(|whole| {
        format!(" (a short one: {} of {whole} questions)", paper.questions.len())
    });
    let verdict = match (report.passed, paper.pass) {
        (Some(true), Some(pass)) => format!(" {GOOD}Passed{GOOD:#} ({pass} percent pass)."),
        (Some(false), Some(pass)) => format!(" {WARNING}Not passed{WARNING:#} ({pass} percent pass)."),
        _ => String::new(),
    };
    let title = &paper.title;
    let what = if record.kind == SittingKind::Mock { ", check by chance" } else { "" };
    format!("{STRONG}{title}{STRONG:#}{what}{}: {share}.{verdict}", short.unwrap_or_default())
}

fn times(record: &SittingRecord, report: &Report) -> Vec<String> {
    let mut told = Vec::new();
    let paper = &record.paper;
    let seconds = report.millis / 1000;
    let answered = report.marked.iter().filter(|one| one.credit.is_some()).count();
    let open = report.marked.len() - answered;
    if open > 0 {
        let why = match record.ended {
            Some((_, Why::TimeUp)) => "; the time was up",
            _ => "",
        };
        told.push(format!("{} left open{why}.", counted(open, "question was", "questions were")));
    } else if matches!(record.ended, Some((_, Why::TimeUp))) {
        told.push("The time was up.".to_owned());
    }
    if seconds > 0 {
        let of = paper.seconds.map(|limit| format!(" of {}", duration(limit))).unwrap_or_default();
        let each = seconds / report.marked.len().max(1) as u64;
        told.push(format!("Time: {}{of}, {} a question.", duration(seconds), duration(each)));
    }
    if record.away() > 0 {
        told.push(format!(
            "You were away for {} in between; the clock stood.",
            duration(record.away().unsigned_abs())
        ));
    }
    told.push(format!("{FAINT}Seed {}: the same paper comes by it again.{FAINT:#}", paper.seed));
    told
}

/// A share as whole hundredths.
fn hundredths(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

fn groups(what: &'static str, groups: &[Group], plain: bool) -> Vec<String> {
    if groups.is_empty() {
        return Vec::new();
    }
    let range = |group: &Group| (hundredths(group.range.low), hundredths(group.range.high));
    let name = |group: &Group| match &group.title {
        None => group.name.clone(),
        Some(title) => format!("{} {title}", group.name),
    };
    if plain {
        let line = |group: &Group| {
            let (low, high) = range(group);
            format!(
                "{what} {}: {} of {} right, {} of {} points, 95 percent range {low} to {high} percent.",
                name(group),
                group.right,
                group.questions,
                group.points,
                group.most
            )
        };
        return groups.iter().map(line).collect();
    }
    let mut table = Table::new(&[
        (what, Align::Left),
        ("right", Align::Right),
        ("points", Align::Right),
        ("95% range", Align::Right),
    ]);
    for group in groups {
        let (low, high) = range(group);
        table.row([
            crate::cli::table::short(&name(group), 44),
            format!("{}/{}", group.right, group.questions),
            format!("{}/{}", group.points, group.most),
            format!("{low}-{high}%"),
        ]);
    }
    std::iter::once(String::new()).chain(table.lines()).collect()
}

/// Guesses apart from knowledge.
fn confidence(report: &Report) -> Vec<String> {
    let line = |(sure, group): &(Confidence, Group)| {
        let name = match sure {
            Confidence::High => "Certain",
            Confidence::Middle => "Fairly sure",
            Confidence::Low => "Guessed",
        };
        format!("{name}: {} of {} right, {} points.", group.right, group.questions, group.points)
    };
    let lines: Vec<String> = report.confidence.iter().map(line).collect();
    if lines.is_empty() { lines } else { std::iter::once(String::new()).chain(lines).collect() }
}

fn questions(what: &str, marked: &[&Marked], report: &Report) -> Vec<String> {
    if marked.is_empty() {
        return Vec::new();
    }
    let mut told = vec![String::new(), format!("{STRONG}{what}: {}{STRONG:#}", marked.len())];
    for one in marked {
        let number = report.marked.iter().position(|other| other.key == one.key).unwrap_or_default() + 1;
        told.extend(question(number, one));
    }
    told
}

/// A question with what was answered, what is right, why, and where it stands.
fn question(number: usize, one: &Marked) -> Vec<String> {
    let asked = &one.asked.question;
    let mut text = asked.text();
    if asked.kind() == crate::model::Kind::TrueFalse {
        text = format!("True or false? {text}");
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let seconds = if one.millis >= 1000 { format!(", {}", duration(one.millis / 1000)) } else { String::new() };
    let mut told = vec![format!("{number}. {text}  {FAINT}{}{seconds}{FAINT:#}", one.key)];
    let mut fact = |name: &str, value: Option<String>| {
        let value = value.filter(|value| !value.is_empty());
        told.extend(value.map(|value| format!("   {name}: {value}")));
    };
    let sure = one.confidence.map(|sure| format!(" ({})", sure.name())).unwrap_or_default();
    match &one.given {
        None => fact("yours", Some("nothing".to_owned())),
        Some(given) if one.right() => fact("yours", Some(format!("{given}{sure}"))),
        Some(given) if one.points == Points::ZERO => fact("yours", Some(format!("{given}{sure}"))),
        Some(given) => fact("yours", Some(format!("{given}{sure}, {} of {} points", one.points, one.most))),
    }
    if !one.right() {
        fact("right", Some(asked.answer_line()));
    }
    fact("why", asked.why.clone().map(|why| why.split_whitespace().collect::<Vec<_>>().join(" ")));
    fact("source", asked.source.as_ref().map(Source::words));
    told
}

fn study_next(report: &Report) -> Vec<String> {
    let next = report.study_next();
    if next.is_empty() {
        return Vec::new();
    }
    let mut told = vec![String::new(), format!("{STRONG}Study next:{STRONG:#}")];
    for group in next {
        let right = format!("{} of {} right", group.right, group.questions);
        told.push(match &group.title {
            None => format!("  {} ({right})", group.name),
            Some(title) => format!("  {} {title} ({right})", group.name),
        });
        if !report.objectives.is_empty() {
            told.push(format!("    {FAINT}memoire study 'obj:{}'{FAINT:#}", group.name));
        }
    }
    told
}
