//! `memoire facts review`: proposals one by one, a key each.

use std::path::PathBuf;

use clap::Args;

use super::new;
use crate::app::coverage;
use crate::app::editor;
use crate::app::review::{Proposal, Review};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::counted;
use crate::facts::{Change, Fact, Importance, Status};
use crate::front::ask::{Asker, Choose, Field};
use crate::model::SideId;
use crate::text::harmless_line;

/// Arguments of `facts review`.
#[derive(Debug, Clone, Args)]
pub struct ReviewArgs {
    /// The facts file
    #[arg(value_name = "FACTS")]
    pub file: PathBuf,
    /// The document (the one the facts file names, when not given)
    #[arg(long, value_name = "DOC")]
    pub document: Option<PathBuf>,
    /// Show weak proposals too
    #[arg(long)]
    pub weak: bool,
}

const KEYS: &str = "a accept, e edit, r reject, m merge, 1-3 rank, s skip, u undo, w weak, q stop";
const LETTERS: &str = "aerm123suwq";

/// How a review goes on.
enum Next {
    On,
    Stop,
}

/// Goes through the proposals, then through what no fact covers.
///
/// # Errors
/// When a file cannot be read or written, or nothing can be asked.
pub(super) fn run(context: &mut Context<'_>, args: &ReviewArgs) -> Result<Exit, CliError> {
    let mut review = Review::open(&args.file, args.document.as_deref(), args.weak)?;
    let mut asker = context.asker()?;
    let settled =
        |review: &Review| review.file.facts.iter().filter(|fact| fact.status != Status::Proposed).count();
    let before = settled(&review);
    let mut stopped = false;
    while let Some(proposal) = review.next() {
        for line in lines(&proposal) {
            asker.say(&line)?;
        }
        let letter = asker.letter(KEYS, LETTERS)?;
        if let Next::Stop = act(context, asker.as_mut(), &mut review, &proposal, letter)? {
            stopped = true;
            break;
        }
    }
    if !stopped {
        stopped = uncovered(asker.as_mut(), &mut review)?;
    }
    let done = settled(&review).saturating_sub(before);
    let left = review.file.facts.iter().filter(|fact| fact.status == Status::Proposed).count();
    asker.say(&format!("{} settled, {left} left.", counted(done, "fact", "facts")))?;
    if left == 0 && !stopped {
        asker.say(&format!("Next: `memoire generate {}`.", args.file.display()))?;
    }
    Ok(Exit::Done)
}

/// What a person sees of a proposal.
fn lines(proposal: &Proposal) -> Vec<String> {
    let fact = &proposal.fact;
    let place = fact.source.at.map(|at| at.to_string()).unwrap_or_default();
    let section = fact.source.section.as_deref().unwrap_or("no section");
    let sure = fact.confidence.map(|sure| format!(", {:.0}% sure", sure * 100.0)).unwrap_or_default();
    let mut told = vec![
        String::new(),
        format!("{} left. {section}, {place}{sure}, importance {}.", proposal.left, fact.importance as u8),
        format!("Fact: {}", fact.statement),
    ];
    told.extend(proposal.passage.as_ref().map(|passage| format!("Text: {passage}")));
    for (question, answer) in &proposal.cards {
        told.push(format!("  {}  =>  {answer}", question.replace('\n', " / ")));
    }
    told.extend(proposal.faults.iter().map(|fault| format!("  note: {fault}")));
    told.into_iter().map(|line| harmless_line(&line)).collect()
}

fn act(
    context: &mut Context<'_>,
    asker: &mut dyn Asker,
    review: &mut Review,
    proposal: &Proposal,
    letter: Option<char>,
) -> Result<Next, CliError> {
    let id = &proposal.fact.id;
    match letter {
        Some('a') => review.change(id, &[Change::Status(Status::Accepted)])?,
        Some('r') => review.change(id, &[Change::Status(Status::Rejected)])?,
        Some('e') => edit(context, asker, review, &proposal.fact)?,
        Some('m') => merge(asker, review, &proposal.fact)?,
        Some(digit @ '1'..='3') => {
            let importance = digit.to_digit(10).and_then(|digit| Importance::from_number(digit.into()));
            if let Some(importance) = importance {
                review.change(id, &[Change::Importance(importance)])?;
            }
        }
        Some('s') => review.skip(id),
        Some('u') => {
            let undone = review.undo()?;
            asker.say(if undone { "Taken back." } else { "There is nothing to take back." })?;
        }
        Some('w') => {
            let hidden = review.hidden();
            review.weak = true;
            asker
                .say(&format!("{} shown too.", counted(hidden, "weak proposal is", "weak proposals are")))?;
        }
        _ => return Ok(Next::Stop),
    }
    Ok(Next::On)
}

/// Changes one field, or the whole fact in the editor.
fn edit(
    context: &mut Context<'_>,
    asker: &mut dyn Asker,
    review: &mut Review,
    fact: &Fact,
) -> Result<(), CliError> {
    let sides: Vec<&SideId> = fact.slots.iter().map(|slot| &slot.name).collect();
    let mut options = vec!["the statement".to_owned(), "the whole fact, in the editor".to_owned()];
    options.extend(sides.iter().map(|side| format!("the question of {side}")));
    options.extend(sides.iter().map(|side| format!("do not ask {side}")));
    let Some(chosen) = asker.choose(&Choose::new("What to change", &options))? else { return Ok(()) };
    let changes = match chosen {
        0 => {
            let field = Field::new("Statement").beginning_with(&fact.statement);
            let Some(text) = asker.text(&field)? else { return Ok(()) };
            vec![Change::Statement(text)]
        }
        1 => {
            let line = review.line(&fact.id);
            let path = review.path().to_owned();
            editor::open(&context.env.settings, &path, line)?;
            return Ok(review.reread(&fact.id)?);
        }
        other if other - 2 < sides.len() => {
            let side = sides[other - 2].clone();
            let Some(text) = asker.text(&Field::new("Question"))?.filter(|text| !text.is_empty()) else {
                return Ok(());
            };
            vec![Change::Question(side, text)]
        }
        other => vec![Change::Silence(sides[other - 2 - sides.len()].clone())],
    };
    let changes: Vec<Change> = changes.into_iter().chain([Change::Status(Status::Edited)]).collect();
    Ok(review.change(&fact.id, &changes)?)
}

fn merge(asker: &mut dyn Asker, review: &mut Review, fact: &Fact) -> Result<(), CliError> {
    let near: Vec<(crate::model::EntryId, String)> = review
        .neighbours(fact)
        .into_iter()
        .map(|other| (other.id.clone(), other.statement.clone()))
        .collect();
    if near.is_empty() {
        return Ok(asker.say("No other fact stands in this paragraph.")?);
    }
    let options: Vec<String> =
        near.iter().map(|(id, statement)| harmless_line(&format!("{id}: {statement}"))).collect();
    let Some(chosen) = asker.choose(&Choose::new("Merge into", &options))? else { return Ok(()) };
    Ok(review.merge(&fact.id, &near[chosen].0)?)
}

/// Sentences that no fact names, each with a fact to write; whether the person stopped.
fn uncovered(asker: &mut dyn Asker, review: &mut Review) -> Result<bool, CliError> {
    let Some(document) = review.document.clone() else { return Ok(false) };
    let open = coverage::count(&review.file, &document).uncovered;
    if open.is_empty() {
        return Ok(false);
    }
    asker.say(&format!("\nNo fact covers {}.", counted(open.len(), "sentence", "sentences")))?;
    for sentence in open {
        asker.say(&harmless_line(&format!("{}: {}", sentence.at, sentence.text)))?;
        match asker.letter("w write a fact here  s skip  q stop", "wsq")? {
            Some('w') => {
                if let Some(draft) = new::ask(asker, &sentence.text, Some(sentence.at))? {
                    let id = review.add(&draft)?;
                    asker.say(&format!("{id} is written."))?;
                }
            }
            Some('s') => {}
            _ => return Ok(true),
        }
    }
    Ok(false)
}
