//! How nearly every command begins: the database is opened, the decks are loaded, faults and changes are said.

use serde::Serialize;

use super::context::{Context, draw_uuid};
use super::diagnostics::{self, DiagnosticJson};
use super::error::CliError;
use super::output::{ERROR, WARNING};
use crate::app::doctor;
use crate::app::open::{self, Opened};
use crate::app::rules::Schedulers;
use crate::app::switch::{self, DeckSwitch};
pub use crate::model::counted;
use crate::model::{Diagnostic, Key, Severity};
use crate::store::{Access, DeckChanges};

/// Opens the database, loads the decks, says on standard error what is broken, missing or changed.
///
/// # Errors
/// When the database cannot be used, or no deck can.
pub fn open(context: &mut Context<'_>, access: Access, words: &[String]) -> Result<Opened, CliError> {
    let opened = open_any(context, access, words)?;
    opened.usable(&context.env)?;
    Ok(opened)
}

/// The same for a command that can do without any deck: it makes one.
///
/// # Errors
/// When the database cannot be used.
pub fn open_even_empty(context: &mut Context<'_>, access: Access) -> Result<Opened, CliError> {
    open_any(context, access, &[])
}

fn open_any(context: &mut Context<'_>, access: Access, words: &[String]) -> Result<Opened, CliError> {
    context.say_roots()?;
    let opened = open::open(&context.env, access, words, &mut draw_uuid)?;
    say_faults(context, &opened.loaded.diagnostics)?;
    for missing in &opened.loaded.missing {
        let what =
            if missing.empty { "holds nothing; its decks stay as they were" } else { "cannot be read" };
        context.remark(format_args!("{WARNING}warning{WARNING:#}: {} {what}", missing.shown))?;
    }
    if !opened.loaded.report.first {
        say_news(context, &opened.loaded.report.decks)?;
    }
    say_clock(context, &opened)?;
    Ok(opened)
}

/// Says that the clock lies behind the log: one of the two is wrong, and cards may wait for days far too late.
fn say_clock(context: &mut Context<'_>, opened: &Opened) -> Result<(), CliError> {
    let now = context.env.now();
    let Some(last) = doctor::clock_behind(&opened.store, now)? else { return Ok(()) };
    let said = format!(
        "The clock says {}, but answers are dated up to {last}: set it right, or, if it is right now, \
         see `memoire doctor --mend-clock`.",
        now.day
    );
    if context.out.json() {
        return Ok(context.out.say_json(&News { news: vec![said] })?);
    }
    context.remark(format_args!("{WARNING}warning{WARNING:#}: {said}"))
}

/// Has the cards of decks whose settings ask for another variant of the scheduler replayed, and says so. For commands
/// that grade.
///
/// # Errors
/// When the database cannot be written.
pub fn follow_settings(context: &mut Context<'_>, opened: &mut Opened) -> Result<(), CliError> {
    let now = context.env.now();
    let schedulers = Schedulers::new(&context.env.settings, &opened.decks);
    let switches = switch::apply(&mut opened.store, &opened.decks, &schedulers, now, &mut draw_uuid)?;
    let told = |one: &DeckSwitch| {
        format!(
            "{}: the scheduler is now {}; {}, {} due today ({} before). Setting `variant` back undoes it.",
            one.deck,
            one.variant.name(),
            counted(one.cards, "card replayed", "cards replayed"),
            one.due_after,
            one.due_before
        )
    };
    let news: Vec<String> = switches.iter().map(told).collect();
    if context.out.json() {
        return if news.is_empty() { Ok(()) } else { Ok(context.out.say_json(&News { news })?) };
    }
    news.iter().try_for_each(|line| context.remark(line))
}

#[derive(Serialize)]
struct News {
    news: Vec<String>,
}

/// Says what the load changed: it is said once, so a program that reads JSON is told too.
fn say_news(context: &mut Context<'_>, decks: &[DeckChanges]) -> Result<(), CliError> {
    let mut news = Vec::new();
    for changes in decks {
        news.push(changes.to_string());
        let linked = changes.linked.iter();
        news.extend(
            linked.map(|(old, new)| format!("  {old} goes on as {new}; `memoire undo` takes that back")),
        );
        for unlinked in &changes.unlinked {
            let (gone, new) = (list(&unlinked.gone), list(&unlinked.new));
            news.push(format!(
                "  {gone} and {new}: number and words of the blanks changed, so no history goes on; \
                 bring the old words back to have it again, or name the blanks as they were ({{{{#name text}}}})"
            ));
        }
    }
    if context.out.json() {
        let news: Vec<String> = news.iter().map(|line| line.trim().to_owned()).collect();
        return if news.is_empty() { Ok(()) } else { Ok(context.out.say_json(&News { news })?) };
    }
    news.iter().try_for_each(|line| context.remark(line))
}

fn list(keys: &[Key]) -> String {
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// So many faults are shown by commands that are about something else; `check` shows all.
const FAULTS_SHOWN: usize = 20;

#[derive(Serialize)]
struct Faults {
    diagnostics: Vec<DiagnosticJson>,
}

/// Says the errors among these faults: what is merely doubtful is for `check`.
fn say_faults(context: &mut Context<'_>, faults: &[Diagnostic]) -> Result<(), CliError> {
    let errors: Vec<&Diagnostic> = faults.iter().filter(|fault| fault.severity == Severity::Error).collect();
    if errors.is_empty() {
        return Ok(());
    }
    if context.out.json() {
        let diagnostics = errors.into_iter().map(DiagnosticJson::from).collect();
        return Ok(context.out.say_json(&Faults { diagnostics })?);
    }
    let mut files: Vec<&str> = errors.iter().map(|fault| fault.path.as_str()).collect();
    files.dedup();
    for fault in errors.iter().take(FAULTS_SHOWN) {
        context.out.say(diagnostics::render(fault))?;
    }
    if errors.len() > FAULTS_SHOWN {
        let more = counted(errors.len() - FAULTS_SHOWN, "fault", "faults");
        context.remark(format_args!("{more} more: `memoire check` shows all."))?;
    }
    context.remark(format_args!(
        "{ERROR}{}{ERROR:#} left out until mended; what was loaded from {} before stays.",
        counted(files.len(), "file is", "files are"),
        if files.len() == 1 { "it" } else { "them" }
    ))
}
