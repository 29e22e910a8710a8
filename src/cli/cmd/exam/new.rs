//! `memoire exam new`: a blueprint by prompts, or by flags.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::app::exam::{self, Draft, ExamError};
use crate::app::open::Opened;
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening::{self, counted};
use crate::deck::cloze;
use crate::exam::{ExamId, Feedback, Marking, USUAL_PENALTY};
use crate::front::ask::{Asker, Choose, DateField, Field, read_day};
use crate::model::Day;
use crate::store::Access;

/// Arguments of `exam new`.
#[derive(Debug, Clone, Args)]
pub struct NewArgs {
    /// The id of the exam (asked for, when not given)
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// Which cards a part asks, such as deck:fire (several times for several parts); then nothing is asked
    #[arg(long, value_name = "QUERY", requires = "id")]
    pub select: Vec<String>,
    /// The title
    #[arg(long, value_name = "TEXT", requires = "select")]
    pub title: Option<String>,
    /// How many questions
    #[arg(long, value_name = "N", default_value_t = 20, requires = "select", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub questions: u32,
    /// How long it takes, in minutes
    #[arg(long, value_name = "M", requires = "select", value_parser = clap::value_parser!(u32).range(1..=1440))]
    pub minutes: Option<u32>,
    /// Percent of the points that pass
    #[arg(long, value_name = "P", requires = "select", value_parser = clap::value_parser!(u32).range(0..=100))]
    pub pass: Option<u32>,
    /// What answers earn
    #[arg(long, value_name = "MARKING", requires = "select", default_value = "plain")]
    pub marking: MarkingName,
    /// The day of the exam
    #[arg(long, value_name = "DAY", requires = "select")]
    pub date: Option<String>,
    /// Write this file (ID.exam.toml among the decks, when not given)
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// The ways of marking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MarkingName {
    /// A wrong answer costs nothing
    Plain,
    /// A wrong answer costs a quarter of its points
    Negative,
    /// The surer, the more an answer earns or costs
    Confidence,
}

impl MarkingName {
    const ALL: [Self; 3] = [Self::Plain, Self::Negative, Self::Confidence];

    const fn marking(self) -> Marking {
        match self {
            Self::Plain => Marking::Plain,
            Self::Negative => Marking::Negative { penalty: USUAL_PENALTY },
            Self::Confidence => Marking::Confidence,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Plain => "plain: a wrong answer costs nothing",
            Self::Negative => "negative: a wrong answer costs a quarter of its points",
            Self::Confidence => "confidence: the surer, the more an answer earns or costs",
        }
    }
}

#[derive(Serialize)]
struct NewJson {
    exam: String,
    path: String,
    questions: u32,
}

/// Writes a blueprint.
///
/// # Errors
/// When there is nothing to ask on, what is given makes no exam, or the file cannot be written.
pub fn run(context: &mut Context<'_>, args: &NewArgs) -> Result<Exit, CliError> {
    let mut asker = if args.select.is_empty() { Some(context.asker()?) } else { None };
    let opened = opening::open(context, Access::WriteIfPossible, &args.select)?;
    let today = context.env.now().day;
    let draft = match &mut asker {
        Some(asker) => by_prompts(&mut **asker, &opened, args, today)?,
        None => Some(by_flags(args, today)?),
    };
    let Some(draft) = draft else {
        context.remark("Nothing was written.")?;
        return Ok(Exit::Done);
    };
    let path = match &args.output {
        Some(path) => path.clone(),
        None => exam::home(&context.env)?.join(format!("{}.exam.toml", draft.id)),
    };
    let blueprint = exam::compose(&context.env, opened.shelf(), &draft, context.env.now())?;
    exam::write_new(&path, &blueprint)?;
    if context.out.json() {
        let (exam, path) = (draft.id.to_string(), path.display().to_string());
        context.out.print_json(&NewJson { exam, path, questions: blueprint.questions() })?;
        return Ok(Exit::Done);
    }
    let questions = counted(blueprint.questions(), "question", "questions");
    context.out.line(format_args!("{} written: {questions}.", path.display()))?;
    if blueprint.questions() < draft.questions {
        context
            .remark(format_args!("The decks have no more than these; {} were wanted.", draft.questions))?;
    }
    let id = &draft.id;
    context.remark(format_args!("`memoire exam check {id}` checks it, `memoire exam take {id}` sits it."))?;
    Ok(Exit::Done)
}

fn id_of(text: &str) -> Result<ExamId, CliError> {
    ExamId::new(text).map_err(|error| ExamError::Draft { what: error.to_string() }.into())
}

fn by_flags(args: &NewArgs, today: Day) -> Result<Draft, CliError> {
    let id = id_of(args.id.as_deref().unwrap_or_default())?;
    let no_day = |text: &String| ExamError::Draft { what: format!("\"{text}\" is no day") };
    let date =
        args.date.as_ref().map(|text| read_day(text, today).ok_or_else(|| no_day(text))).transpose()?;
    Ok(Draft {
        title: args.title.clone().unwrap_or_else(|| id.to_string()),
        id,
        selects: args.select.clone(),
        questions: args.questions,
        minutes: args.minutes,
        pass: args.pass,
        marking: args.marking.marking(),
        feedback: Feedback::End,
        date,
    })
}

/// Asks for what an exam needs; none when the person goes back.
fn by_prompts(
    asker: &mut dyn Asker,
    opened: &Opened,
    args: &NewArgs,
    today: Day,
) -> Result<Option<Draft>, CliError> {
    let not_empty = |text: &str| if text.is_empty() { Err("write a title".to_owned()) } else { Ok(()) };
    let Some(title) = asker.text(&Field::new("Title").checked(&not_empty))? else { return Ok(None) };
    let proposed = args.id.clone().unwrap_or_else(|| cloze::slug(&title).to_string());
    let is_id = |text: &str| ExamId::new(text).map(drop).map_err(|error| error.to_string());
    let id = Field::new("Id").beginning_with(&proposed).checked(&is_id);
    let Some(id) = asker.text(&id)? else { return Ok(None) };
    let decks: Vec<String> =
        opened.decks.iter().map(|deck| format!("{} ({})", deck.info.title, deck.info.id)).collect();
    let which = Choose::new("Decks, a part each", &decks);
    let picked = match decks.len() {
        1 => vec![0],
        _ => match asker.choose_many(&which, &[0])? {
            Some(picked) if !picked.is_empty() => picked,
            _ => return Ok(None),
        },
    };
    let selects = picked.iter().filter_map(|at| opened.decks.get(*at));
    let selects: Vec<String> = selects.map(|deck| format!("deck:{}", deck.info.id)).collect();
    let Some(questions) = asker.number("Questions", 20, (1, 1000))? else { return Ok(None) };
    let Some(minutes) = asker.number("Minutes", (questions * 3).div_ceil(2), (1, 1440))? else {
        return Ok(None);
    };
    let Some(pass) = asker.number("Percent to pass", 70, (0, 100))? else { return Ok(None) };
    let ways: Vec<String> = MarkingName::ALL.iter().map(|way| way.words().to_owned()).collect();
    let Some(way) = asker.choose(&Choose::new("Marking", &ways).starting_at(0))? else { return Ok(None) };
    let dated = asker.confirm("Is there a day for it?", false)?.unwrap_or(false);
    let field =
        DateField { label: "Day", today, start: today.plus(30), from: Some(today.plus(1)), until: None };
    let date = if dated { asker.date(&field)? } else { None };
    Ok(Some(Draft {
        id: id_of(&id)?,
        title,
        selects,
        questions,
        minutes: Some(minutes),
        pass: Some(pass),
        marking: MarkingName::ALL.get(way).map_or(Marking::Plain, |way| way.marking()),
        feedback: Feedback::End,
        date,
    }))
}
