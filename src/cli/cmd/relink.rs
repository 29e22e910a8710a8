//! `memoire relink`: cards that vanished with a history go on as new ones.

use clap::Args;
use serde::Serialize;

use crate::app::open::Opened;
use crate::app::relink::{self, Candidate, Offer};
use crate::cli::cmd::act::agreed;
use crate::cli::context::{Context, draw_uuid};
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::{self, counted};
use crate::cli::output::{FAINT, STRONG};
use crate::cli::table::short;
use crate::front::ask::Choose;
use crate::model::Key;
use crate::store::{Access, CardRecord};

/// Arguments of `relink`.
#[derive(Debug, Clone, Args)]
#[command(
    after_help = "A card whose id and text both changed is a new card to the program, and the old one lies archived with its\n\
    history. Without keys, old cards are offered with the new ones they may be; likeness is shown in percent."
)]
pub struct RelinkArgs {
    /// The key of a card that vanished
    #[arg(requires = "new", value_name = "OLD")]
    pub old: Option<String>,
    /// The key of the new card that goes on with its history
    #[arg(value_name = "NEW")]
    pub new: Option<String>,
    /// Only list what may belong together, even on a terminal
    #[arg(long, conflicts_with = "old")]
    pub list: bool,
}

#[derive(Serialize)]
struct OffersJson {
    offers: Vec<OfferJson>,
}

#[derive(Serialize)]
struct OfferJson {
    old: String,
    question: String,
    answers: Vec<String>,
    reps: u64,
    candidates: Vec<CandidateJson>,
}

#[derive(Serialize)]
struct CandidateJson {
    new: String,
    likeness: usize,
    question: String,
    answers: Vec<String>,
}

impl From<&Offer> for OfferJson {
    fn from(offer: &Offer) -> Self {
        let candidate = |candidate: &Candidate| CandidateJson {
            new: candidate.card.card.key.to_string(),
            likeness: candidate.likeness,
            question: candidate.card.card.question(),
            answers: candidate.card.card.answers(),
        };
        Self {
            old: offer.old.card.key.to_string(),
            question: offer.old.card.question(),
            answers: offer.old.card.answers(),
            reps: offer.old.grades,
            candidates: offer.candidates.iter().map(candidate).collect(),
        }
    }
}

#[derive(Serialize)]
struct LinkedJson {
    old: String,
    new: String,
}

/// Lists, asks, or links two cards.
///
/// # Errors
/// When the keys are no such pair, nothing can be asked, or the database or the decks cannot be used.
pub fn run(context: &mut Context<'_>, args: &RelinkArgs) -> Result<Exit, CliError> {
    let words: Vec<String> = args.old.iter().chain(&args.new).cloned().collect();
    let mut opened = opening::open(context, Access::Write, &words)?;
    if let (Some(old), Some(new)) = (&args.old, &args.new) {
        return link(context, &mut opened, &old.parse()?, &new.parse()?);
    }
    let offers = relink::offers(&opened)?;
    if context.out.json() {
        context.out.print_json(&OffersJson { offers: offers.iter().map(OfferJson::from).collect() })?;
        return Ok(Exit::Done);
    }
    if offers.is_empty() {
        context.remark("No card that vanished with a history is like a new one.")?;
        return Ok(Exit::Done);
    }
    if !args.list && (context.can_ask || context.plain) {
        return choose(context, &mut opened, offers);
    }
    for line in offers.iter().flat_map(lines) {
        context.out.line(line)?;
    }
    context.remark("`memoire relink OLD NEW` lets the new card go on with the history of the old one.")?;
    Ok(Exit::Done)
}

fn link(context: &mut Context<'_>, opened: &mut Opened, old: &Key, new: &Key) -> Result<Exit, CliError> {
    let (old, new) = relink::pair(opened, old, new)?;
    let answers = counted(usize::try_from(old.grades).unwrap_or(usize::MAX), "answer", "answers");
    if !agreed(context, &format!("let {} go on as {}, with {answers}", old.card.key, new.card.key))? {
        context.remark("Nothing was changed.")?;
        return Ok(Exit::No);
    }
    let now = context.env.now();
    relink::link(opened, &old, &new, now, draw_uuid())?;
    opened.store.backup_daily(now.day)?;
    let (old, new) = (old.card.key.to_string(), new.card.key.to_string());
    if context.out.json() {
        context.out.print_json(&LinkedJson { old, new })?;
        return Ok(Exit::Done);
    }
    context.out.line(format_args!("{old} goes on as {new}."))?;
    context.remark("`memoire undo` takes it back.")?;
    Ok(Exit::Done)
}

/// Asks of each card that vanished which it is now.
fn choose(context: &mut Context<'_>, opened: &mut Opened, offers: Vec<Offer>) -> Result<Exit, CliError> {
    let now = context.env.now();
    let mut asker = context.asker()?;
    let mut linked: Vec<(Key, Key)> = Vec::new();
    for Offer { old, mut candidates } in offers {
        candidates.retain(|candidate| linked.iter().all(|(_, taken)| *taken != candidate.card.card.key));
        let mut options: Vec<String> = candidates
            .iter()
            .map(|candidate| format!("{} ({}% alike)", words(&candidate.card), candidate.likeness))
            .collect();
        options.push("None of these".to_owned());
        asker.say(&format!("Vanished, with {}: {}", counted_answers(&old), words(&old)))?;
        let Some(place) = asker.choose(&Choose::new("It goes on as", &options))? else { break };
        if let Some(Candidate { card: new, .. }) = candidates.get(place) {
            relink::link(opened, &old, new, now, draw_uuid())?;
            asker.say(&format!("{} goes on as {}.", old.card.key, new.card.key))?;
            linked.push((old.card.key.clone(), new.card.key.clone()));
        }
    }
    drop(asker);
    if linked.is_empty() {
        context.remark("Nothing was changed.")?;
        return Ok(Exit::Done);
    }
    opened.store.backup_daily(now.day)?;
    let count = if linked.len() == 1 { String::new() } else { format!(" {}", linked.len()) };
    context.remark(format_args!(
        "{} linked. `memoire undo{count}` takes that back.",
        counted(linked.len(), "card", "cards")
    ))?;
    Ok(Exit::Done)
}

/// A question takes so many cells of a line at most.
const QUESTION: usize = 60;

fn words(record: &CardRecord) -> String {
    format!("{}: {}", record.card.key, short(&record.card.question(), QUESTION))
}

fn counted_answers(record: &CardRecord) -> String {
    counted(usize::try_from(record.grades).unwrap_or(usize::MAX), "answer", "answers")
}

fn lines(offer: &Offer) -> Vec<String> {
    let old = &offer.old;
    let question = short(&old.card.question(), QUESTION);
    let head =
        format!("{STRONG}{}{STRONG:#}: {question} {FAINT}({}){FAINT:#}", old.card.key, counted_answers(old));
    let candidate =
        |candidate: &Candidate| format!("  {:>3}%  {}", candidate.likeness, words(&candidate.card));
    std::iter::once(head).chain(offer.candidates.iter().map(candidate)).collect()
}
