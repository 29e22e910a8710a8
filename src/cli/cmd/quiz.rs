//! `memoire quiz`: practice with feedback at once and a score; no schedule changes, unless the misses are to come back.

use std::io::{IsTerminal, stdin};

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::app::clock::Clock;
use crate::app::open::Opened;
use crate::app::quiz::{self, Sat};
use crate::app::select;
use crate::app::study::StudyError;
use crate::cli::context::{Context, draw_uuid};
use crate::cli::error::{CliError, Exit};
use crate::cli::opening;
use crate::cli::output::{GOOD, STRONG};
use crate::front::plain::Plain as PlainFront;
use crate::front::rich::Rich;
use crate::model::{Card, Content, counted};
use crate::session::{Form, Marked, Quiz};
use crate::store::Access;

/// So many questions, where nobody says.
pub const QUESTIONS: usize = 10;

/// A number of questions.
fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) => Err("a quiz asks at least one question".to_owned()),
        Ok(number) => Ok(number),
        Err(_) => Err("this is no number of questions".to_owned()),
    }
}

/// Arguments of `quiz`.
#[derive(Debug, Clone, Default, Args)]
pub struct QuizArgs {
    /// Decks, or which cards: words, or fields such as tag:treaty (all, when not given)
    #[arg(value_name = "DECK|QUERY")]
    pub what: Vec<String>,
    /// How many questions
    #[arg(short = 'n', long = "number", value_name = "N", default_value_t = QUESTIONS, value_parser = at_least_one)]
    pub number: usize,
    /// How they are put
    #[arg(long, value_name = "KIND", default_value = "any")]
    pub kind: QuizKind,
    /// Make what is missed due tomorrow, without asking
    #[arg(long)]
    pub schedule_misses: bool,
}

/// How questions are put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum QuizKind {
    /// With options to pick from
    Choice,
    /// With the answer to type
    Typed,
    /// As statements, true or false
    Truefalse,
    /// Each as it can be, by chance
    #[default]
    #[value(alias = "mixed")]
    Any,
}

impl From<QuizKind> for Form {
    fn from(kind: QuizKind) -> Self {
        match kind {
            QuizKind::Choice => Self::Choice,
            QuizKind::Typed => Self::Typed,
            QuizKind::Truefalse => Self::TrueFalse,
            QuizKind::Any => Self::Any,
        }
    }
}

/// A question that was answered, in JSON.
#[derive(Serialize)]
struct QuestionJson {
    key: String,
    kind: &'static str,
    question: String,
    answers: Vec<String>,
    right: bool,
    millis: Option<u32>,
}

#[derive(Serialize)]
struct QuizJson {
    asked: usize,
    answered: usize,
    right: usize,
    questions: Vec<QuestionJson>,
    /// Keys of the cards that are due tomorrow now.
    scheduled: Vec<String>,
}

/// Asks, and says the score.
///
/// # Errors
/// When there is no terminal and no `--plain`, nothing can be asked, or the database or the decks cannot be used.
pub fn run(context: &mut Context<'_>, args: &QuizArgs) -> Result<Exit, CliError> {
    if !context.plain && !context.can_ask {
        return Err(CliError::NoTerminal);
    }
    let mut opened = opening::open(context, Access::Write, &args.what)?;
    let now = context.env.now();
    let records = select::cards(&opened, &args.what, now)?;
    if records.is_empty() {
        return Err(CliError::NoMatch);
    }
    let drawn = quiz::draw(&context.env, &opened, &records, args.kind.into(), args.number);
    if drawn.questions.is_empty() {
        return Err(CliError::NothingToQuiz { cards: records.len() });
    }
    if drawn.unfit > 0 && drawn.questions.len() < args.number {
        let cards = counted(drawn.unfit, "card", "cards");
        context.remark(format_args!("{cards} left out: put so, the answer could not be judged."))?;
    }
    let questions = counted(drawn.questions.len(), "question", "questions");
    context.remark(format_args!("{questions}; no schedule changes."))?;
    let quiz = Quiz::new(drawn.questions, context.env.seed, now);
    let quiz = ask(context, &mut opened, quiz)?;
    if !context.out.json() {
        tell(context, &quiz)?;
    }
    let scheduled = schedule(context, &mut opened, quiz.marked(), args)?;
    if context.out.json() {
        context.out.print_json(&json(&quiz, scheduled))?;
    }
    Ok(Exit::Done)
}

/// Puts the quiz over the front that suits.
fn ask(context: &mut Context<'_>, opened: &mut Opened, quiz: Quiz) -> Result<Quiz, CliError> {
    context.out.flush()?;
    let env = &context.env;
    let clock = || env.now();
    let sat =
        Sat { roots: &opened.roots, clock: &clock, timed: env.clock == Clock::System, uuids: &mut draw_uuid };
    let store = &mut opened.store;
    if context.plain {
        let person = stdin().is_terminal();
        let json = context.out.json();
        let output = if json { context.out.err() } else { context.out.out() };
        let mut front = PlainFront::new(stdin().lock(), output, person).taking_verdicts();
        Ok(quiz::run(store, quiz, sat, &mut front)?)
    } else {
        let mut front = Rich::new(context.out.colours_errors()).map_err(StudyError::from)?;
        Ok(quiz::run(store, quiz, sat, &mut front)?)
    }
}

/// The score, and what was missed with what would have been right.
fn tell(context: &mut Context<'_>, quiz: &Quiz) -> Result<(), CliError> {
    let marked = quiz.marked();
    let right = marked.iter().filter(|marked| marked.right).count();
    if marked.is_empty() {
        context.out.line("Nothing was answered.")?;
        return Ok(());
    }
    let percent = (right * 100 + marked.len() / 2) / marked.len();
    let time = duration(marked);
    context.out.line(format_args!(
        "{STRONG}{right} of {} right, {percent} percent{STRONG:#}{time}.",
        marked.len()
    ))?;
    let open = quiz.len() - marked.len();
    if open > 0 {
        context.out.line(format_args!("{} left open.", counted(open, "question", "questions")))?;
    }
    for missed in marked.iter().filter(|marked| !marked.right) {
        let card = &missed.posed.card;
        let question = card.question().replace('\n', " ");
        context.out.line(format_args!("  {}: {question}", card.key))?;
        context.out.line(format_args!("    {GOOD}{}{GOOD:#}", right_answer(card)))?;
    }
    Ok(())
}

/// What would have been right; of a false statement, what is true.
fn right_answer(card: &Card) -> String {
    match (&card.content, &card.why) {
        (Content::TrueFalse { truth: false, .. }, Some(why)) => format!("False. {why}"),
        _ => card.answers().join("; "),
    }
}

fn duration(marked: &[Marked]) -> String {
    let millis: u64 = marked.iter().filter_map(|marked| marked.millis).map(u64::from).sum();
    let seconds = millis / 1000;
    if seconds == 0 { String::new() } else { format!(", in {}:{:02}", seconds / 60, seconds % 60) }
}

/// Makes the misses due tomorrow, where that is wanted; gives their keys. New cards stay new: they are taught when they
/// come.
fn schedule(
    context: &mut Context<'_>,
    opened: &mut Opened,
    marked: &[Marked],
    args: &QuizArgs,
) -> Result<Vec<String>, CliError> {
    let (known, new) = quiz::misses(marked);
    if new > 0 && (args.schedule_misses || !known.is_empty()) {
        let cards = counted(new, "missed card is new and comes", "missed cards are new and come");
        context.remark(format_args!("{cards} as new cards do."))?;
    }
    if known.is_empty() || !wanted(context, known.len(), args)? {
        return Ok(Vec::new());
    }
    let now = context.env.now();
    let changed = opened.store.due_tomorrow(&known, now, &mut draw_uuid)?;
    opened.store.backup_daily(now.day)?;
    if !context.out.json() {
        context.out.line(format_args!("{} due tomorrow now.", counted(changed, "card is", "cards are")))?;
        context.remark("`memoire undo` takes it back.")?;
    }
    let keys = marked.iter().filter(|marked| known.contains(&marked.posed.id));
    Ok(keys.map(|marked| marked.posed.card.key.to_string()).collect())
}

/// Whether the misses are to come back tomorrow. A script is not asked.
fn wanted(context: &mut Context<'_>, count: usize, args: &QuizArgs) -> Result<bool, CliError> {
    if args.schedule_misses || context.yes {
        return Ok(true);
    }
    if !context.can_ask {
        return Ok(false);
    }
    let cards = counted(count, "missed card", "missed cards");
    Ok(context.asker()?.confirm(&format!("Make {cards} due tomorrow?"), true)? == Some(true))
}

fn json(quiz: &Quiz, scheduled: Vec<String>) -> QuizJson {
    let question = |marked: &Marked| QuestionJson {
        key: marked.posed.card.key.to_string(),
        kind: marked.posed.card.kind().name(),
        question: marked.posed.card.question(),
        answers: marked.posed.card.answers(),
        right: marked.right,
        millis: marked.millis,
    };
    let marked = quiz.marked();
    QuizJson {
        asked: quiz.len(),
        answered: marked.len(),
        right: marked.iter().filter(|marked| marked.right).count(),
        questions: marked.iter().map(question).collect(),
        scheduled,
    }
}
