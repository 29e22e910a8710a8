//! The command line: arguments, environment, configuration, rendering, exit codes.
//!
//! What is done is the use cases' business (`app`); here is only what it is asked with and how it is shown.

pub mod args;
pub mod card;
pub mod cmd;
pub mod config;
pub mod context;
pub mod diagnostics;
pub mod error;
pub mod opening;
pub mod output;

pub mod table;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use self::args::{Args, Command};
use self::context::Context;
use self::error::{CliError, Exit};
use self::output::Output;

/// Runs the program with these arguments, the name of the program first, and gives its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let args = match parse(&arguments) {
        Ok(args) => args,
        Err(error) => return refuse(&error, wants_json(&arguments)).into(),
    };
    let mut output = Output::standard(args.global.color, args.global.json);
    let result = Context::new(&args.global, &mut output).and_then(|mut context| {
        let exit = dispatch(&mut context, args.command)?;
        context.out.flush()?;
        Ok(exit)
    });
    match result {
        Ok(exit) => exit.into(),
        Err(error) => output.error(&error).into(),
    }
}

fn parse(arguments: &[OsString]) -> Result<Args, clap::Error> {
    let command = args::grouped(Args::command());
    Args::from_arg_matches(&command.try_get_matches_from(args::with_nots(arguments))?)
}

/// Whether errors are to be JSON, when the arguments as a whole cannot be understood.
fn wants_json(arguments: &[OsString]) -> bool {
    arguments.iter().take_while(|argument| *argument != "--").any(|argument| argument == "--json")
}

/// Shows what the parser of arguments says: help and version as data, the rest as an error.
fn refuse(error: &clap::Error, json: bool) -> Exit {
    let mut output = Output::standard(args::Colour::Auto, json);
    if !error.use_stderr() {
        let shown = output.styled(&error.render());
        return if shown.is_ok() { Exit::Done } else { Exit::Io };
    }
    if json {
        return output.error(&CliError::arguments(error));
    }
    // Nothing is left to do where even this cannot be written.
    _ = output.styled_error(&error.render());
    Exit::Usage
}

fn dispatch(context: &mut Context<'_>, command: Option<Command>) -> Result<Exit, CliError> {
    use self::cmd::{
        act, backup, bare, cards, check, completions, config, decks, doctor, due, edit, exam, export, facts,
        flags, fmt, generate, history, init, leave, man, new, objectives, quiz, relink, report, schema, show,
        source, stats, study, tags, r#try, undo,
    };
    match command {
        None => bare::run(context),
        Some(Command::Study(args)) => study::run(context, &args),
        Some(Command::Exam(args)) => exam::run(context, &args),
        Some(Command::Quiz(args)) => quiz::run(context, &args),
        Some(Command::Due(args)) => due::run(context, &args),
        Some(Command::Decks) => decks::run(context),
        Some(Command::Cards(args)) => cards::run(context, &args),
        Some(Command::Show(args)) => show::run(context, &args),
        Some(Command::Stats(args)) => stats::run(context, &args),
        Some(Command::Report(args)) => report::run(context, &args),
        Some(Command::Tags(args)) => tags::run(context, &args),
        Some(Command::Objectives(args)) => objectives::run(context, &args),
        Some(Command::History(args)) => history::run(context, &args),
        Some(Command::Suspend(args)) => act::run(context, act::Act::Suspend, &args),
        Some(Command::Unsuspend(args)) => act::run(context, act::Act::Unsuspend, &args),
        Some(Command::Bury(args)) => act::run(context, act::Act::Bury, &args),
        Some(Command::Reset(args)) => act::run(context, act::Act::Reset, &args),
        Some(Command::SetDue(args)) => act::set_due(context, &args),
        Some(Command::Leave(args)) => leave::run(context, &args),
        Some(Command::Undo(args)) => undo::run(context, &args),
        Some(Command::Try(args)) => r#try::run(context, &args),
        Some(Command::Check(args)) => check::run(context, &args),
        Some(Command::Fmt(args)) => fmt::run(context, &args),
        Some(Command::Relink(args)) => relink::run(context, &args),
        Some(Command::Schema) => schema::run(context),
        Some(Command::Init(args)) => init::run(context, &args),
        Some(Command::New(args)) => new::run(context, &args),
        Some(Command::Edit(args)) => edit::run(context, &args),
        Some(Command::Flags(args)) => flags::run(context, &args),
        Some(Command::Generate(args)) => generate::run(context, &args),
        Some(Command::Facts(args)) => facts::run(context, &args),
        Some(Command::Export(args)) => export::run(context, &args),
        Some(Command::Source(args)) => source::run(context, &args),
        Some(Command::Backup(args)) => backup::run(context, &args),
        Some(Command::Restore(args)) => backup::restore(context, &args),
        Some(Command::Doctor(args)) => doctor::run(context, &args),
        Some(Command::Config(args)) => config::run(context, &args),
        Some(Command::Completions(args)) => completions::run(context, &args),
        Some(Command::Man(args)) => man::run(context, &args),
    }
}
