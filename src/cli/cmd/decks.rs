//! `memoire decks`: the decks of this run.

use serde::Serialize;

use super::due::CountsJson;
use crate::app::due;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening;
use crate::cli::table::{Align, Table, short};
use crate::session::Counts;
use crate::store::{Access, DeckRecord};

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
    root: String,
    files: Vec<String>,
    document: Option<String>,
    url: Option<String>,
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
    if context.out.json() {
        let decks = opened.decks.iter().map(|deck| to_json(deck, counts_of(deck))).collect();
        context.out.print_json(&DecksJson { decks })?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&[
        ("deck", Align::Left),
        ("cards", Align::Right),
        ("new", Align::Right),
        ("learning", Align::Right),
        ("due", Align::Right),
        ("title", Align::Left),
    ]);
    for deck in &opened.decks {
        let counts = counts_of(deck);
        let bank = if deck.info.study { "" } else { " (for exams and quizzes only)" };
        let title = format!("{}{bank}", short(&deck.info.title, 60));
        let numbers = [u64::from(counts.new), u64::from(counts.learning), u64::from(counts.due)];
        let cells = [deck.cards].into_iter().chain(numbers).map(|number| number.to_string());
        table.row([deck.info.id.to_string()].into_iter().chain(cells).chain([title]));
    }
    for line in table.lines() {
        context.out.line(line)?;
    }
    Ok(Exit::Done)
}

fn to_json(deck: &DeckRecord, counts: Counts) -> DeckJson {
    DeckJson {
        deck: deck.info.id.to_string(),
        title: deck.info.title.clone(),
        study: deck.info.study,
        cards: deck.cards,
        counts: counts.into(),
        root: deck.root.clone(),
        files: deck.files.clone(),
        document: deck.own_document.clone().or_else(|| deck.info.document.clone()),
        url: deck.info.url.clone(),
    }
}
