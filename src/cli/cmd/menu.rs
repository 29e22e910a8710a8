//! The menu of `memoire` on a terminal: what makes sense now, every entry naming the command that does the same.

use clap::CommandFactory;

use super::bare::{exams, headline};
use super::new::{self, NewArgs};
use super::quiz::{self, QuizArgs};
use super::study::{self, StudyArgs};
use super::{check, due as due_command};
use crate::app::due;
use crate::app::open::Opened;
use crate::app::study::MoreNew;
use crate::cli::args::{self, Args};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening;
use crate::front::FrontError;
use crate::front::ask::Choose;
use crate::model::{Severity, counted};
use crate::session::Counts;
use crate::store::{Access, StoreError};

/// What an entry does.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Choice {
    Study,
    MoreNew(u32),
    Drill,
    Quiz,
    New,
    Decks,
    Check,
    Help,
}

/// An entry: what it does, in words and as a command.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    choice: Choice,
    words: String,
    command: String,
}

impl Entry {
    fn new(choice: Choice, words: impl Into<String>, command: impl Into<String>) -> Self {
        Self { choice, words: words.into(), command: command.into() }
    }
}

/// What the menu is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Standing {
    /// Cards for today.
    today: u32,
    /// Cards to practise, of whatever state.
    cards: u64,
    /// Files with errors.
    faulty: usize,
    /// A few new cards beyond the day's limit; none when there are none.
    more_new: Option<MoreNew>,
}

/// The entries that make sense now, the likeliest first.
fn entries(standing: Standing) -> Vec<Entry> {
    let mut entries = Vec::new();
    if standing.today > 0 {
        let cards = counted(standing.today, "card", "cards");
        entries.push(Entry::new(Choice::Study, format!("Study {cards}"), "memoire study"));
    } else if let Some(more) = standing.more_new {
        let words = format!("Begin {}", more.words());
        entries.push(Entry::new(Choice::MoreNew(more.limit), words, more.command()));
    }
    if standing.cards > 0 {
        entries.push(Entry::new(Choice::Quiz, "Quiz: ten questions, no schedule changes", "memoire quiz"));
        let words = "Drill all cards until each is known";
        entries.push(Entry::new(Choice::Drill, words, "memoire study --cram"));
    }
    entries.push(Entry::new(Choice::New, "Write a card", "memoire new"));
    entries.push(Entry::new(Choice::Decks, "Count what is left, by deck", "memoire due"));
    if standing.faulty > 0 {
        let files = counted(standing.faulty, "file with faults", "files with faults");
        let check = Entry::new(Choice::Check, format!("Look at {files}"), "memoire check");
        entries.insert(usize::from(standing.today > 0), check);
    }
    entries.push(Entry::new(Choice::Help, "List all commands", "memoire --help"));
    entries
}

/// Offers the menu until the person leaves it.
///
/// # Errors
/// When the database or the decks cannot be used, or the terminal fails.
pub fn run(context: &mut Context<'_>, opened: Opened) -> Result<Exit, CliError> {
    let mut opened = Some(opened);
    let mut first = true;
    loop {
        let opened = match opened.take() {
            Some(opened) => opened,
            None => opening::open(context, Access::Write, &[])?,
        };
        let standing = standing(context, &opened)?;
        let mut told = vec![headline(offered(context, &opened)?)];
        told.extend(exams(&opened, context.env.now())?);
        let headline = told.join(" ");
        drop(opened);
        let entries = entries(standing);
        let chosen = choose(context, &headline, &entries);
        let place = match chosen {
            Err(CliError::Front(FrontError::NoInput)) if !first => return Ok(Exit::Done),
            chosen => match chosen? {
                None => return Ok(Exit::Done),
                Some(place) => place,
            },
        };
        first = false;
        act(context, &entries[place].choice)?;
        context.out.flush()?;
    }
}

fn offered(context: &Context<'_>, opened: &Opened) -> Result<Counts, StoreError> {
    let now = context.env.now();
    Ok(due::total(&due::offered(&context.env, &opened.store, &opened.roots, &opened.decks, now)?))
}

fn standing(context: &Context<'_>, opened: &Opened) -> Result<Standing, StoreError> {
    let now = context.env.now();
    let today = offered(context, opened)?.total();
    let mut files: Vec<&str> = opened
        .loaded
        .diagnostics
        .iter()
        .filter(|fault| fault.severity == Severity::Error)
        .map(|fault| fault.path.as_str())
        .collect();
    files.dedup();
    let more = due::more_new(&context.env, &opened.store, &opened.roots, &opened.decks, now)?;
    Ok(Standing {
        today,
        cards: opened.decks.iter().map(|deck| deck.cards).sum(),
        faulty: files.len(),
        more_new: more,
    })
}

fn choose(context: &mut Context<'_>, headline: &str, entries: &[Entry]) -> Result<Option<usize>, CliError> {
    let widest = entries.iter().map(|entry| entry.words.chars().count()).max().unwrap_or(0);
    let plain = context.plain;
    let options: Vec<String> = entries
        .iter()
        .map(|entry| {
            if plain {
                format!("{} ({})", entry.words, entry.command)
            } else {
                format!("{:<widest$}   {}", entry.words, entry.command)
            }
        })
        .collect();
    let question = Choose::new(headline, &options).starting_at(0);
    let question =
        if plain { question } else { question.helped("arrows or number, Enter takes it, Esc leaves") };
    Ok(context.asker()?.choose(&question)?)
}

/// Does what was chosen. What it cannot do is said, and the menu comes back.
fn act(context: &mut Context<'_>, choice: &Choice) -> Result<(), CliError> {
    let done = match choice {
        Choice::Study => study::run(context, &StudyArgs::default()),
        Choice::Drill => study::run(context, &StudyArgs { cram: true, ..StudyArgs::default() }),
        Choice::MoreNew(new) => study::run(context, &StudyArgs { new: Some(*new), ..StudyArgs::default() }),
        Choice::Quiz => quiz::run(context, &QuizArgs { number: quiz::QUESTIONS, ..QuizArgs::default() }),
        Choice::New => new::run(context, &NewArgs::default()),
        Choice::Decks => due_command::run(context, &due_command::DueArgs::default()),
        Choice::Check => check::run(context, &check::CheckArgs { paths: Vec::new(), strict: false }),
        Choice::Help => help(context),
    };
    match done {
        // Enough is said to choose otherwise: the menu comes back.
        Err(error @ (CliError::NothingToQuiz { .. } | CliError::NoMatch | CliError::Author(_))) => {
            context.out.error(&error);
            Ok(())
        }
        done => done.map(drop),
    }
}

fn help(context: &mut Context<'_>) -> Result<Exit, CliError> {
    context.out.styled(&args::grouped(Args::command()).render_help())?;
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commands(standing: Standing) -> Vec<String> {
        entries(standing).into_iter().map(|entry| entry.command).collect()
    }

    #[test]
    fn what_is_due_comes_first() {
        let standing =
            Standing { today: 14, cards: 40, faulty: 0, more_new: Some(MoreNew { cards: 5, limit: 25 }) };
        assert_eq!(
            commands(standing),
            [
                "memoire study",
                "memoire quiz",
                "memoire study --cram",
                "memoire new",
                "memoire due",
                "memoire --help"
            ]
        );
        let done = Standing { today: 0, ..standing };
        assert_eq!(commands(done)[0], "memoire study --new 25");
        let none = Standing { more_new: None, ..done };
        assert_eq!(commands(none)[0], "memoire quiz");
    }

    #[test]
    fn faulty_files_are_offered_behind_what_is_due() {
        let standing = Standing { today: 14, cards: 40, faulty: 2, more_new: None };
        assert_eq!(commands(standing)[1], "memoire check");
        assert_eq!(commands(Standing { today: 0, ..standing })[0], "memoire check");
    }

    #[test]
    fn without_any_card_one_can_be_written() {
        assert_eq!(commands(Standing::default()), ["memoire new", "memoire due", "memoire --help"]);
    }
}
