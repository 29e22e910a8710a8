//! `memoire new`: cards written into a deck file, by prompts, by flags, or from lines.

mod prompts;

use std::collections::HashSet;
use std::io::{Read, stdin};

use clap::Args;
use serde::Serialize;

use self::prompts::Wizard;
use crate::app::author::{self, AuthorError, Known, Target, Written};
use crate::app::load::{Place, folder_root};
use crate::app::roots;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening;
use crate::cli::output::WARNING;
use crate::deck::cloze;
use crate::deck::filter::{Line, read_lines};
use crate::deck::new::{Draft, id_for, note_of, words_of};
use crate::front::ask::Asker;
use crate::model::{EntryId, Kind, Note};
use crate::store::{Access, CardRecord};

/// Arguments of `new`.
#[derive(Debug, Clone, Default, Args)]
pub struct NewArgs {
    /// The deck, by id or title; a new one is made (asked for, when not given and there are several)
    #[arg(value_name = "DECK")]
    pub deck: Option<String>,
    /// The kind: basic, reverse, cloze, typed, choice, truefalse, list or order
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub kind: Option<Kind>,
    /// The question, the statement, or the text with blanks; then nothing is asked
    #[arg(long, value_name = "TEXT", conflicts_with = "from_stdin")]
    pub question: Option<String>,
    /// The answer, true or false, or an item (several times for several)
    #[arg(long = "answer", value_name = "TEXT", requires = "question")]
    pub answers: Vec<String>,
    /// A wrong option (several times for several)
    #[arg(long, value_name = "TEXT", requires = "question")]
    pub wrong: Vec<String>,
    /// A tag (several times for several)
    #[arg(long = "tag", value_name = "TAG", requires = "question")]
    pub tags: Vec<String>,
    /// What to show after the answer
    #[arg(long, value_name = "TEXT", requires = "question")]
    pub why: Option<String>,
    /// Where the answer stands
    #[arg(long, value_name = "TEXT", requires = "question")]
    pub source: Option<String>,
    /// The id (one is made, when not given)
    #[arg(long, value_name = "ID", requires = "question")]
    pub id: Option<EntryId>,
    /// Add lines of the form "question :: answer" from standard input
    #[arg(long, conflicts_with = "kind")]
    pub from_stdin: bool,
    /// Write nothing: print these lines with their ids, for an editor
    #[arg(long, requires = "from_stdin")]
    pub print: bool,
}

fn kind(text: &str) -> Result<Kind, String> {
    let names: Vec<&str> = Kind::ALL.into_iter().map(Kind::name).collect();
    Kind::from_name(text).ok_or_else(|| format!("known are {}", names.join(", ")))
}

/// An entry that was written, in JSON.
#[derive(Serialize)]
struct WrittenJson {
    key: String,
    path: String,
    line: u32,
    /// A card that asks nearly the same.
    like: Option<String>,
}

#[derive(Serialize)]
struct NewJson {
    written: Vec<WrittenJson>,
}

/// Writes cards.
///
/// # Errors
/// When there is nothing to ask on, what is given makes no card, or the deck file cannot be written.
pub fn run(context: &mut Context<'_>, args: &NewArgs) -> Result<Exit, CliError> {
    if args.print {
        return print_lines(context, args.deck.as_deref());
    }
    let asks = args.question.is_none() && !args.from_stdin;
    // Where nothing can be asked, that is said before anything is opened.
    let mut asker = if asks { Some(context.asker()?) } else { None };
    let (mut targets, records) = targets(context)?;
    let Some(mut target) = target(context, args, &mut targets, asker.as_deref_mut())? else {
        return Ok(Exit::Done);
    };
    let known = Known::of(&records);
    drop(records);
    match asker {
        Some(mut asker) => by_prompts(context, &mut target, known, args.kind, &mut *asker),
        None => by_flags(context, args, &mut target, &known),
    }
}

/// The decks that can be written, and all cards. That there are none yet is no error here.
fn targets(context: &mut Context<'_>) -> Result<(Vec<Target>, Vec<CardRecord>), CliError> {
    let opened = opening::open_even_empty(context, Access::Write)?;
    let records = opened.store.cards(&opened.roots, true)?;
    Ok((author::targets(&context.env, &opened, &records), records))
}

/// The deck to write into; none when the person goes back.
fn target(
    context: &Context<'_>,
    args: &NewArgs,
    targets: &mut Vec<Target>,
    asker: Option<&mut (dyn Asker + '_)>,
) -> Result<Option<Target>, CliError> {
    if let Some(name) = &args.deck {
        let named = |target: &Target| target.deck.id.as_str() == name || target.deck.title == *name;
        return match targets.iter().position(named) {
            Some(place) => Ok(Some(targets.swap_remove(place))),
            None => unknown_deck(context, name, targets, asker),
        };
    }
    match (targets.len(), asker) {
        (1, _) => Ok(targets.pop()),
        (_, Some(asker)) => prompts::deck(asker, &context.env, targets),
        (0, None) => Err(CliError::NoDeckToWrite),
        (_, None) => Err(CliError::WhichDeck {
            decks: targets.iter().map(|target| target.deck.id.to_string()).collect(),
        }),
    }
}

/// A deck that is not there is made, when that is meant.
fn unknown_deck(
    context: &Context<'_>,
    name: &str,
    targets: &[Target],
    asker: Option<&mut (dyn Asker + '_)>,
) -> Result<Option<Target>, CliError> {
    let new = || author::new_deck(&context.env, name).map_err(CliError::from);
    if context.yes {
        return new().map(Some);
    }
    match asker {
        Some(asker) => {
            let target = new()?;
            let question = format!("There is no deck {name}. Make it in {}?", target.shown);
            Ok((asker.confirm(&question, true)? == Some(true)).then_some(target))
        }
        None => {
            let ids = targets.iter().map(|target| target.deck.id.as_str());
            let nearest = ids
                .map(|id| (strsim::osa_distance(id, name), id))
                .filter(|(distance, _)| *distance <= 2)
                .min()
                .map(|(_, id)| id.to_owned());
            Err(CliError::NoDeckYet { name: name.to_owned(), nearest })
        }
    }
}

/// One card after the other until the person goes back.
fn by_prompts(
    context: &mut Context<'_>,
    target: &mut Target,
    known: Known,
    kind: Option<Kind>,
    asker: &mut dyn Asker,
) -> Result<Exit, CliError> {
    let mut wizard = Wizard::new(target.tags.clone(), target.uses_sources, known, kind);
    let mut all = Vec::new();
    while let Some((ask, common)) = wizard.card(asker)? {
        let words = words_of(&ask);
        let id = id_for(&words, &target.taken);
        let note = note_of(id, ask, common);
        let written = author::write(target, std::slice::from_ref(&note))?;
        for written in &written {
            if !context.out.json() {
                asker.say(&told(written))?;
            }
            wizard.learnt(written.key.clone(), &words);
        }
        all.extend(written.into_iter().map(|written| (written, None)));
    }
    finish(context, target, &all, true)
}

/// What the flags or the lines say.
fn by_flags(
    context: &mut Context<'_>,
    args: &NewArgs,
    target: &mut Target,
    known: &Known,
) -> Result<Exit, CliError> {
    let notes = if args.from_stdin { from_stdin(&target.taken)? } else { vec![draft(args, &target.taken)?] };
    if notes.is_empty() {
        context.remark("There was nothing to write.")?;
    }
    let mut written = Vec::new();
    if !notes.is_empty() {
        for (entry, note) in author::write(target, &notes)?.into_iter().zip(&notes) {
            let ask = note.questions.first().map(|question| words_of(&question.ask)).unwrap_or_default();
            let like = known.like(&ask).map(|(key, _)| key.to_string());
            if let Some(like) = &like {
                context.remark(format_args!(
                    "{WARNING}warning{WARNING:#}: {} asks nearly the same as {like}",
                    entry.key
                ))?;
            }
            written.push((entry, like));
        }
    }
    finish(context, target, &written, false)
}

fn draft(args: &NewArgs, taken: &HashSet<EntryId>) -> Result<Note, CliError> {
    let question = args.question.clone().unwrap_or_default();
    let guessed = if !args.wrong.is_empty() {
        Kind::Choice
    } else if args.answers.is_empty() && cloze::has_blank(&question) {
        Kind::Cloze
    } else {
        Kind::Basic
    };
    let draft = Draft {
        kind: args.kind.unwrap_or(guessed),
        question,
        answers: args.answers.clone(),
        wrong: args.wrong.clone(),
        tags: args.tags.clone(),
        why: args.why.clone(),
        source: args.source.clone(),
    };
    let id = match &args.id {
        Some(id) if taken.contains(id) => return Err(CliError::IdTaken { id: id.to_string() }),
        Some(id) => id.clone(),
        None => id_for(&words_of(&draft.ask()?), taken),
    };
    Ok(draft.note(id)?)
}

/// What lines from standard input are called in faults.
const STDIN: &str = "stdin";

fn stdin_lines(taken: &HashSet<EntryId>) -> Result<Vec<Line>, CliError> {
    let mut bytes = Vec::new();
    stdin().lock().read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(read_lines(STDIN, &text, taken).map_err(|diagnostics| AuthorError::Lines { diagnostics })?)
}

fn from_stdin(taken: &HashSet<EntryId>) -> Result<Vec<Note>, CliError> {
    let cards = stdin_lines(taken)?.into_iter().filter_map(|line| match line {
        Line::Card { note, .. } => Some(*note),
        Line::Empty(_) => None,
    });
    Ok(cards.collect())
}

/// The filter of an editor: lines in, lines with ids out; no file is written and no database opened.
fn print_lines(context: &mut Context<'_>, deck: Option<&str>) -> Result<Exit, CliError> {
    let taken = deck.map(|name| author::taken_in_files(&context.env.roots, name)).unwrap_or_default();
    for line in stdin_lines(&taken)? {
        match line {
            Line::Empty(line) | Line::Card { line, .. } => context.out.line(line)?,
        }
    }
    Ok(Exit::Done)
}

fn told(written: &Written) -> String {
    format!("Written: {} ({}:{})", written.key, written.shown, written.line)
}

/// Loads what was written, and says it.
fn finish(
    context: &mut Context<'_>,
    target: &Target,
    written: &[(Written, Option<String>)],
    said: bool,
) -> Result<Exit, CliError> {
    let stepped_aside = !written.is_empty() && leave_builtin(context, target);
    if context.out.json() {
        let entries = written.iter().map(|(written, like)| WrittenJson {
            key: written.key.to_string(),
            path: written.shown.clone(),
            line: written.line,
            like: like.clone(),
        });
        context.out.print_json(&NewJson { written: entries.collect() })?;
    } else if !said {
        for (written, _) in written {
            context.out.line(told(written))?;
        }
    }
    if written.is_empty() {
        return Ok(Exit::Done);
    }
    context.out.flush()?;
    opening::open_even_empty(context, Access::Write)?;
    if stepped_aside {
        context.remark(format_args!(
            "The built-in deck steps aside for your own; `memoire study {}` still finds it.",
            roots::BUILTIN_DECK
        ))?;
    }
    if said && let [.., (last, _)] = written {
        context.remark(format_args!("`memoire edit {}` changes the last one.", last.key))?;
    }
    Ok(Exit::Done)
}

/// The first deck of one's own makes its folder the one of this run.
fn leave_builtin(context: &mut Context<'_>, target: &Target) -> bool {
    let alone = context.env.roots.iter().all(|root| matches!(root.place, Place::Text(_)));
    if alone && let Some(folder) = target.path.parent() {
        context.env.roots = vec![folder_root(folder)];
    }
    alone
}
