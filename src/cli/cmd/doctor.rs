//! `memoire doctor`: whether all is well with the database, the clock and the cards, and the repairs.

use std::path::Path;

use clap::Args;
use serde::Serialize;

use super::act::agreed;
use crate::app::doctor::{self, ClockMend, Health};
use crate::app::open::open_as_is;
use crate::app::switch::DeckSwitch;
use crate::cli::context::{Context, draw_uuid};
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::counted;
use crate::cli::output::WARNING;
use crate::model::{CardState, Due, Key};
use crate::schedule::REPAIRED_EASE;
use crate::store::{Access, Difference};

/// Arguments of `doctor`.
#[derive(Debug, Clone, Default, Args)]
pub struct DoctorArgs {
    /// Replay the log, show which cards differ from it, and put them right
    #[arg(long, conflicts_with_all = ["mend_clock", "mend_ease"])]
    pub rebuild: bool,
    /// Find answers that a wrong clock dated, and give them the time they fit in
    #[arg(long, conflicts_with = "mend_ease")]
    pub mend_clock: bool,
    /// Raise the ease of cards that are known but stuck in short intervals
    #[arg(long)]
    pub mend_ease: bool,
}

/// So many cards are named where there may be many.
const NAMED: usize = 10;

/// Examines, or repairs.
///
/// # Errors
/// When the database cannot be used, or nothing can be asked.
pub fn run(context: &mut Context<'_>, args: &DoctorArgs) -> Result<Exit, CliError> {
    if args.rebuild {
        rebuild(context)
    } else if args.mend_clock {
        mend_clock(context)
    } else if args.mend_ease {
        mend_ease(context)
    } else {
        examine(context)
    }
}

/// One thing that was looked at.
#[derive(Debug, Serialize)]
struct Check {
    check: &'static str,
    ok: bool,
    message: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keys: Vec<String>,
    next: Option<String>,
}

#[derive(Serialize)]
struct HealthJson {
    well: bool,
    checks: Vec<Check>,
}

fn examine(context: &mut Context<'_>) -> Result<Exit, CliError> {
    let now = context.env.now();
    let (mut store, roots) = open_as_is(&context.env, Access::Read)?;
    let mut progress = Progress::of(context);
    let health = doctor::examine(&context.env, &mut store, &roots, now, &mut |done, all| {
        progress.tell(context.out.err(), done, all);
    })?;
    progress.end(context.out.err());
    let checks = checks(&health);
    let exit = if health.is_well() { Exit::Done } else { Exit::No };
    if context.out.json() {
        context.out.print_json(&HealthJson { well: health.is_well(), checks })?;
        return Ok(exit);
    }
    for check in checks {
        let mark = if check.ok { String::new() } else { format!("{WARNING}warning{WARNING:#}: ") };
        let keys = if check.keys.is_empty() { String::new() } else { format!(" {}.", named(&check.keys)) };
        context.out.line(format_args!("{mark}{}{keys}", check.message))?;
        if let Some(next) = check.next {
            context.out.line(format_args!("  {next}"))?;
        }
    }
    Ok(exit)
}

fn checks(health: &Health) -> Vec<Check> {
    let mut checks = vec![of_database(health), of_journal(health), of_backups(health)];
    if health.whole {
        checks.extend([of_clock(health), of_log(health), of_ease(health), of_leeches(health)]);
        checks.extend(health.switches.iter().map(of_switch));
    }
    checks
}

fn check(check: &'static str, ok: bool, message: String) -> Check {
    Check { check, ok, message, keys: Vec::new(), next: None }
}

fn of_database(health: &Health) -> Check {
    let path = health.database.display();
    if !health.whole {
        let next = "Restore the last copy that is whole: `memoire restore FILE`.".to_owned();
        let message = format!("The database {path} is damaged.");
        return Check { next: Some(next), ..check("database", false, message) };
    }
    let written = if health.writable { "can be written" } else { "can only be read here" };
    check("database", health.writable, format!("The database {path} is whole and {written}."))
}

fn of_journal(health: &Health) -> Check {
    let message = match (&health.network, health.journal.as_str()) {
        (Some(kind), _) => {
            format!(
                "It lies on a network file system ({kind}), so it keeps a rollback journal: open it on one machine at a time."
            )
        }
        (None, "wal") => "Every answer is synced to its write-ahead log.".to_owned(),
        (None, "memory") => "There is no database yet, or it cannot be opened in place.".to_owned(),
        (None, mode) => format!(
            "Its journal is \"{mode}\", because the file system refuses a write-ahead log; every answer is synced all the same."
        ),
    };
    check("journal", true, message)
}

fn of_backups(health: &Health) -> Check {
    let folder = health.database.parent().unwrap_or(Path::new("")).join("backups");
    let message = match health.backups.last() {
        None => format!("No copy is kept yet in {}.", folder.display()),
        Some(last) => format!(
            "{} in {}, the last {}.",
            counted(health.backups.len(), "copy is kept", "copies are kept"),
            folder.display(),
            last.file_name().unwrap_or_default().to_string_lossy()
        ),
    };
    check("backups", true, message)
}

fn of_clock(health: &Health) -> Check {
    if health.wrong_rows.is_empty() && health.ahead.is_empty() {
        return check("clock", true, "No answer lies in the future or out of order.".to_owned());
    }
    let rows = counted(health.wrong_rows.len(), "answer was", "answers were");
    let cards = counted(health.ahead.len(), "card waits", "cards wait");
    Check {
        keys: texts(&health.ahead),
        next: Some(
            "`memoire doctor --mend-clock` shows them and gives them the time they fit in.".to_owned(),
        ),
        ..check("clock", false, format!("{rows} dated by a wrong clock; {cards} for days far too late."))
    }
}

fn of_log(health: &Health) -> Check {
    if health.differences.is_empty() {
        return check("log", true, "Every card is as its log says.".to_owned());
    }
    let cards = counted(health.differences.len(), "card is", "cards are");
    Check {
        keys: health.differences.iter().map(|difference| difference.key.to_string()).collect(),
        next: Some("`memoire doctor --rebuild` shows how and puts it right.".to_owned()),
        ..check("log", false, format!("{cards} not as the log says."))
    }
}

fn of_ease(health: &Health) -> Check {
    if health.stuck.is_empty() {
        return check("ease", true, "No card that is known is stuck at a low ease.".to_owned());
    }
    let cards = counted(health.stuck.len(), "card is known but", "cards are known but");
    Check {
        keys: texts(&health.stuck),
        next: Some("`memoire doctor --mend-ease` raises their ease to 2.0.".to_owned()),
        ..check(
            "ease",
            true,
            format!("{cards} stuck in short intervals: an ease of 1.5 or less, three passes in a row."),
        )
    }
}

fn of_leeches(health: &Health) -> Check {
    if health.leeches.is_empty() {
        return check("leeches", true, "No card is a leech.".to_owned());
    }
    let cards = counted(health.leeches.len(), "card is a leech", "cards are leeches");
    Check {
        keys: texts(&health.leeches),
        next: Some("Word them anew, or put them off with `memoire suspend is:leech`.".to_owned()),
        ..check("leeches", true, format!("{cards}, forgotten again and again."))
    }
}

fn of_switch(switch: &DeckSwitch) -> Check {
    let DeckSwitch { deck, variant, cards, due_before, due_after } = switch;
    let cards = counted(*cards, "card", "cards");
    let message = format!(
        "The next session replays {cards} of {deck} under {}: {due_after} due today then, {due_before} now.",
        variant.name()
    );
    check("scheduler", true, message)
}

fn texts(keys: &[Key]) -> Vec<String> {
    keys.iter().map(ToString::to_string).collect()
}

fn named(keys: &[String]) -> String {
    let mut list = keys.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    if keys.len() > NAMED {
        list.push_str(&format!(" and {} more", keys.len() - NAMED));
    }
    list
}

#[derive(Serialize)]
struct RebuildJson {
    written: bool,
    differences: Vec<DifferenceJson>,
}

#[derive(Serialize)]
struct DifferenceJson {
    key: String,
    stored: String,
    replayed: String,
}

fn rebuild(context: &mut Context<'_>) -> Result<Exit, CliError> {
    let now = context.env.now();
    let (mut store, _) = open_as_is(&context.env, Access::Write)?;
    // Of a damaged database the log itself cannot be trusted.
    store.check()?;
    let mut progress = Progress::of(context);
    let differences = store.rebuild(false, &mut |done, all| progress.tell(context.out.err(), done, all))?;
    progress.end(context.out.err());
    let json = |written| RebuildJson { written, differences: differences.iter().map(Into::into).collect() };
    if differences.is_empty() {
        if context.out.json() {
            context.out.print_json(&json(false))?;
        } else {
            context.out.line("Every card is as its log says.")?;
        }
        return Ok(Exit::Done);
    }
    let cards = counted(differences.len(), "card", "cards");
    if !context.out.json() {
        for difference in differences.iter().take(NAMED) {
            let DifferenceJson { key, stored, replayed } = difference.into();
            context.out.line(format_args!("{key}: {stored}; by the log {replayed}"))?;
        }
        if differences.len() > NAMED {
            context.out.line(format_args!("and {} more", differences.len() - NAMED))?;
        }
    }
    if !agreed(context, &format!("set {cards} to what the log says"))? {
        context.remark("Nothing was changed.")?;
        return Ok(Exit::No);
    }
    store.backup_daily(now.day)?;
    store.rebuild(true, &mut |_, _| {})?;
    if context.out.json() {
        context.out.print_json(&json(true))?;
    } else {
        context.out.line(format_args!("{cards} set to what the log says."))?;
    }
    Ok(Exit::Done)
}

impl From<&Difference> for DifferenceJson {
    fn from(difference: &Difference) -> Self {
        let words = |state: &CardState, grades: u64, variant: Option<&'static str>| {
            format!(
                "{}, {}, grades {grades}{}",
                state.name().name(),
                scheduled(state),
                variant.map(|name| format!(", {name}")).unwrap_or_default()
            )
        };
        let Difference { stored, replayed, .. } = difference;
        let marks = if difference.marks { ", put off or flagged otherwise" } else { "" };
        Self {
            key: difference.key.to_string(),
            stored: words(stored, difference.stored_grades, difference.stored_variant.map(|one| one.name())),
            replayed: words(
                replayed,
                difference.replayed_grades,
                difference.replayed_variant.map(|one| one.name()),
            ) + marks,
        }
    }
}

/// Due, interval and ease of a state.
fn scheduled(state: &CardState) -> String {
    let due = due_words(state);
    let ease = state.ease.permille();
    format!(
        "{due}, interval {}, ease {}.{:03}, lapses {}",
        state.interval,
        ease / 1000,
        ease % 1000,
        state.lapses
    )
}

fn due_words(state: &CardState) -> String {
    match state.due() {
        None => "not due".to_owned(),
        Some(Due::On(day)) => format!("due {day}"),
        Some(Due::At(at)) => format!("due {}", at.utc().format("%Y-%m-%d %H:%M UTC")),
    }
}

#[derive(Serialize)]
struct ClockJson {
    written: bool,
    rows: Vec<RowJson>,
    cards: Vec<CardJson>,
}

#[derive(Serialize)]
struct RowJson {
    row: i64,
    kind: &'static str,
    day: String,
    mended_day: String,
}

#[derive(Serialize)]
struct CardJson {
    key: String,
    rows: usize,
    before: String,
    after: String,
}

impl ClockJson {
    fn of(mend: &ClockMend, written: bool) -> Self {
        let rows = mend.rows.iter().zip(&mend.redates).map(|(mended, redate)| RowJson {
            row: mended.row.seq,
            kind: mended.row.kind.name(),
            day: mended.row.day.to_string(),
            mended_day: redate.moment.day.to_string(),
        });
        let cards = mend.cards.iter().map(|card| CardJson {
            key: card.key.to_string(),
            rows: card.rows,
            before: due_words(&card.before),
            after: due_words(&card.after),
        });
        Self { written, rows: rows.collect(), cards: cards.collect() }
    }
}

fn mend_clock(context: &mut Context<'_>) -> Result<Exit, CliError> {
    let now = context.env.now();
    let (mut store, _) = open_as_is(&context.env, Access::Write)?;
    // Of a damaged database the log itself cannot be trusted.
    store.check()?;
    let mend = doctor::preview_clock(&context.env, &mut store, now)?;
    if mend.rows.is_empty() {
        if context.out.json() {
            context.out.print_json(&ClockJson::of(&mend, false))?;
        } else {
            context.out.line("No answer lies in the future or out of order.")?;
        }
        return Ok(Exit::Done);
    }
    let rows = counted(mend.rows.len(), "answer", "answers");
    let cards = counted(mend.cards.len(), "card", "cards");
    if !context.out.json() {
        context.out.line(format_args!("Today is taken to be {}. Dated by a wrong clock:", now.day))?;
        for line in by_day(&mend) {
            context.out.line(line)?;
        }
        for card in mend.cards.iter().take(NAMED) {
            let (before, after) = (due_words(&card.before), due_words(&card.after));
            context.out.line(format_args!("  {}: {before}, will be {after}", card.key))?;
        }
        if mend.cards.len() > NAMED {
            context.out.line(format_args!("  and {} more", mend.cards.len() - NAMED))?;
        }
    }
    if !agreed(context, &format!("give {rows} of {cards} another day"))? {
        context.remark("Nothing was changed.")?;
        return Ok(Exit::No);
    }
    store.backup_daily(now.day)?;
    doctor::mend_clock(&mut store, &mend, now, &mut draw_uuid)?;
    if context.out.json() {
        context.out.print_json(&ClockJson::of(&mend, true))?;
        return Ok(Exit::Done);
    }
    context.out.line(format_args!("{rows} of {cards} given another day."))?;
    context.remark("`memoire undo` takes it back.")?;
    Ok(Exit::Done)
}

/// Which day becomes which, with how many answers.
fn by_day(mend: &ClockMend) -> Vec<String> {
    let days: Vec<_> = mend
        .rows
        .iter()
        .zip(&mend.redates)
        .map(|(mended, redate)| (mended.row.day, redate.moment.day))
        .collect();
    days.chunk_by(|one, next| one == next)
        .map(|same| {
            let (old, new) = same[0];
            format!("  {} of {old}: really {new}", counted(same.len(), "answer", "answers"))
        })
        .collect()
}

#[derive(Serialize)]
struct EaseJson {
    changed: usize,
    keys: Vec<String>,
}

fn mend_ease(context: &mut Context<'_>) -> Result<Exit, CliError> {
    let now = context.env.now();
    let (mut store, roots) = open_as_is(&context.env, Access::Write)?;
    store.check()?;
    let (ids, keys): (Vec<_>, Vec<_>) = doctor::stuck_cards(&store, &roots)?.into_iter().unzip();
    let keys = texts(&keys);
    let changed = if ids.is_empty() {
        0
    } else {
        let ease = REPAIRED_EASE.permille();
        let cards = counted(ids.len(), "card", "cards");
        if !context.out.json() {
            context.out.line(format_args!("Known but stuck in short intervals: {}.", named(&keys)))?;
        }
        if !agreed(context, &format!("raise the ease of {cards} to {}.{}", ease / 1000, ease % 1000 / 100))? {
            context.remark("Nothing was changed.")?;
            return Ok(Exit::No);
        }
        store.backup_daily(now.day)?;
        doctor::mend_ease(&mut store, &ids, now, &mut draw_uuid)?
    };
    if context.out.json() {
        context.out.print_json(&EaseJson { changed, keys })?;
        return Ok(Exit::Done);
    }
    if changed == 0 {
        context.out.line("No card that is known is stuck at a low ease.")?;
        return Ok(Exit::Done);
    }
    context.out.line(format_args!("The ease of {} raised.", counted(changed, "card", "cards")))?;
    context.remark("`memoire undo` takes it back.")?;
    Ok(Exit::Done)
}

/// How far a long replay has come, on a terminal alone.
struct Progress {
    shown: bool,
    said: Option<u64>,
}

/// A shorter replay is over before anybody has read a line.
const LONG: u64 = 5_000;

impl Progress {
    fn of(context: &Context<'_>) -> Self {
        Self { shown: context.can_ask && !context.quiet && !context.out.json(), said: None }
    }

    fn tell(&mut self, err: &mut dyn std::io::Write, done: u64, all: u64) {
        let hundredth = done * 100 / all.max(1);
        if self.shown && all >= LONG && self.said != Some(hundredth) {
            self.said = Some(hundredth);
            // What cannot be shown is no reason to stop.
            _ = write!(err, "\rReplaying the log: {hundredth} %").and_then(|()| err.flush());
        }
    }

    fn end(&mut self, err: &mut dyn std::io::Write) {
        if self.said.take().is_some() {
            _ = write!(err, "\r{:30}\r", "").and_then(|()| err.flush());
        }
    }
}
