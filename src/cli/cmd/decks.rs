//! `memoire decks`: the decks of this run.

use serde::Serialize;

use super::due::CountsJson;
use crate::app::due;
use crate::app::report;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening;
use crate::cli::table::{Align, Table, short};
use crate::model::Day;
use crate::session::Counts;
use crate::stats::MATURE_DAYS;
use crate::store::{Access, DeckProgress, DeckRecord};

#[derive(Serialize)]
struct DecksJson {
    decks: Vec<DeckJson>,
}

#[derive(Serialize)]
struct DeckJson {
    deck: String,
    title: String,
    study: bool,
    cards: u64,
    #[serde(flatten)]
    counts: CountsJson,
    mature: u64,
    last_studied: Option<String>,
    next_exam: Option<ExamJson>,
    root: String,
    files: Vec<String>,
    document: Option<String>,
    url: Option<String>,
}

/// The next exam that asks cards of a deck.
#[derive(Serialize)]
struct ExamJson {
    exam: String,
    day: String,
}

/// Lists the decks.
///
/// # Errors
/// When the database or the decks cannot be used.
pub fn run(context: &mut Context<'_>) -> Result<Exit, CliError> {
    let now = context.env.now();
    let opened = opening::open(context, Access::WriteIfPossible, &[])?;
    let offered = due::offered(&context.env, &opened.store, &opened.roots, &opened.decks, now)?;
    let counts_of = |deck: &DeckRecord| {
        offered.iter().find(|due| due.number == deck.number).map_or(Counts::default(), |due| due.counts)
    };
    let progress = opened.store.deck_progress(&opened.roots, MATURE_DAYS)?;
    let exams = report::next_of_decks(&context.env, &opened, now)?;
    let progress_of = |deck: &DeckRecord| progress.iter().find(|progress| progress.deck == deck.number);
    if context.out.json() {
        let decks = opened
            .decks
            .iter()
            .map(|deck| to_json(deck, counts_of(deck), progress_of(deck), exams.get(&deck.number)))
            .collect();
        context.out.print_json(&DecksJson { decks })?;
        return Ok(Exit::Done);
    }
    let mut columns = vec![
        ("deck", Align::Left),
        ("cards", Align::Right),
        ("new", Align::Right),
        ("learning", Align::Right),
        ("due", Align::Right),
        ("mature", Align::Right),
        ("studied", Align::Left),
        ("title", Align::Left),
    ];
    if !exams.is_empty() {
        columns.insert(columns.len() - 1, ("exam", Align::Left));
    }
    let mut table = Table::new(&columns);
    for deck in &opened.decks {
        let counts = counts_of(deck);
        let bank = if deck.info.study { "" } else { " (for exams and quizzes only)" };
        let title = format!("{}{bank}", short(&deck.info.title, 60));
        let numbers = [u64::from(counts.new), u64::from(counts.learning), u64::from(counts.due)];
        let cells = [deck.cards].into_iter().chain(numbers).map(|number| number.to_string());
        let (mature, studied) =
            progress_of(deck).map(|progress| progress_words(progress, now.day)).unwrap_or_default();
        let exam = (!exams.is_empty())
            .then(|| exams.get(&deck.number).map_or_else(String::new, |(day, _)| day.to_string()));
        table.row(
            [deck.info.id.to_string()]
                .into_iter()
                .chain(cells)
                .chain([mature, studied])
                .chain(exam)
                .chain([title]),
        );
    }
    for line in table.lines() {
        context.out.line(line)?;
    }
    Ok(Exit::Done)
}

/// The share of mature cards, and when the deck was studied last.
fn progress_words(progress: &DeckProgress, today: Day) -> (String, String) {
    let mature = (progress.mature * 100).checked_div(progress.cards);
    let studied = match progress.last_studied {
        None => "never".to_owned(),
        Some(day) => match today.since(day) {
            0 => "today".to_owned(),
            1 => "yesterday".to_owned(),
            _ => day.to_string(),
        },
    };
    (mature.map_or_else(String::new, |mature| format!("{mature}%")), studied)
}

fn to_json(
    deck: &DeckRecord,
    counts: Counts,
    progress: Option<&DeckProgress>,
    exam: Option<&(Day, String)>,
) -> DeckJson {
    DeckJson {
        deck: deck.info.id.to_string(),
        title: deck.info.title.clone(),
        study: deck.info.study,
        cards: deck.cards,
        counts: counts.into(),
        mature: progress.map_or(0, |progress| progress.mature),
        last_studied: progress.and_then(|progress| progress.last_studied).map(|day| day.to_string()),
        next_exam: exam.map(|(day, exam)| ExamJson { exam: exam.clone(), day: day.to_string() }),
        root: deck.root.clone(),
        files: deck.files.clone(),
        document: deck.own_document.clone().or_else(|| deck.info.document.clone()),
        url: deck.info.url.clone(),
    }
}
