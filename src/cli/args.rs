//! The arguments of the program: what clap needs to know, and nothing of what they mean.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use super::cmd::{
    act, backup, cards, check, completions, config, doctor, due, edit, exam, export, facts, flags, fmt,
    generate, history, init, leave, man, new, objectives, quiz, relink, report, show, source, stats, study,
    tags, r#try, undo,
};

/// Quiz and flashcards with spaced repetition, in a terminal
#[derive(Debug, Parser)]
#[command(name = "memoire", version, disable_help_subcommand = true, max_term_width = 100)]
pub struct Args {
    /// What all commands know.
    #[command(flatten)]
    pub global: Global,
    /// The command; none: an overview, or on a first run the first session.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The heading of the options that all commands have.
const GLOBAL_HEADING: &str = "Options of all commands";

/// Options of all commands.
#[derive(Debug, Clone, Default, ClapArgs)]
#[command(next_help_heading = GLOBAL_HEADING)]
pub struct Global {
    /// Read decks from this folder (several times for several folders)
    #[arg(long, value_name = "DIR", global = true)]
    pub decks: Vec<PathBuf>,
    /// Keep progress in this database
    #[arg(long, value_name = "FILE", global = true)]
    pub db: Option<PathBuf>,
    /// Use colour: auto, always or never
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true,
        global = true
    )]
    pub color: Colour,
    /// Converse in plain lines, without colour and redrawing
    #[arg(long, global = true)]
    pub plain: bool,
    /// Print one JSON object; errors as JSON too
    #[arg(long, global = true)]
    pub json: bool,
    /// Ask nothing, even on a terminal
    #[arg(long, global = true)]
    pub no_input: bool,
    /// Answer questions of the program with yes
    #[arg(short, long, global = true)]
    pub yes: bool,
    /// Say only what was asked for
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless the environment says otherwise
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Study what is due now
    Study(study::StudyArgs),
    /// Sit exams by a blueprint, compare attempts, print papers
    Exam(exam::ExamArgs),
    /// Practise with feedback and a score; no schedule changes
    Quiz(quiz::QuizArgs),
    /// Count what is left for today
    Due(due::DueArgs),
    /// List the decks
    Decks,
    /// List cards
    Cards(cards::CardsArgs),
    /// Show a card with all that is known of it
    Show(show::ShowArgs),
    /// Show progress in figures
    Stats(stats::StatsArgs),
    /// Write progress as an HTML page with pictures
    Report(report::ReportArgs),
    /// List the tags in use
    Tags(tags::TagsArgs),
    /// List the learning objectives, and how far their cards are
    Objectives(objectives::ObjectivesArgs),
    /// List the answers given to a card
    History(history::HistoryArgs),
    /// Put cards off until told
    Suspend(act::ActArgs),
    /// Take suspended cards up again
    Unsuspend(act::ActArgs),
    /// Put cards off until tomorrow
    Bury(act::ActArgs),
    /// Make cards new again; their history stays
    Reset(act::ActArgs),
    /// Say on which day cards are due
    SetDue(act::SetDueArgs),
    /// Plan days off: what would be due then moves to the days around them
    Leave(leave::LeaveArgs),
    /// Take back the last grade or action
    Undo(undo::UndoArgs),
    /// Try an answer on a card without studying it
    Try(r#try::TryArgs),
    /// Check deck and facts files for faults
    Check(check::CheckArgs),
    /// Lay deck files out in the canonical way
    Fmt(fmt::FmtArgs),
    /// Let new cards go on with the history of cards that vanished
    Relink(relink::RelinkArgs),
    /// Print the JSON Schema of deck files, for editors
    Schema,
    /// Write new cards into a deck
    New(new::NewArgs),
    /// Edit a card where it is written
    Edit(edit::EditArgs),
    /// List the cards flagged for their authors
    Flags(flags::FlagsArgs),
    /// Make a folder with a starter deck
    Init(init::InitArgs),
    /// Make the deck of a facts file
    Generate(generate::GenerateArgs),
    /// Read documents by the sentence; check facts against them
    Facts(facts::FactsArgs),
    /// Write cards for other programs
    Export(export::ExportArgs),
    /// Say where the document of a deck is
    Source(source::SourceArgs),
    /// Copy the database
    Backup(backup::BackupArgs),
    /// Put a copy in the place of the database
    Restore(backup::RestoreArgs),
    /// Examine database, clock and cards; repair them
    Doctor(doctor::DoctorArgs),
    /// Show every setting and where it comes from
    Config(config::ConfigArgs),
    /// Print completions for a shell
    Completions(completions::CompletionsArgs),
    /// Print the manual, or write its pages
    Man(man::ManArgs),
}

/// The groups of `--help`, and which command stands in which.
const GROUPS: [(&str, &[&str]); 4] = [
    ("Study", &["study", "quiz", "exam", "due", "new"]),
    ("Look", &["decks", "cards", "show", "history", "stats", "report", "tags", "objectives", "try"]),
    (
        "Write decks",
        &[
            "init", "edit", "check", "fmt", "relink", "schema", "flags", "facts", "generate", "source",
            "export",
        ],
    ),
    (
        "Manage",
        &[
            "suspend",
            "unsuspend",
            "bury",
            "reset",
            "set-due",
            "leave",
            "undo",
            "backup",
            "restore",
            "doctor",
            "config",
            "completions",
            "man",
        ],
    ),
];

/// The command with its help in groups.
#[must_use]
pub fn grouped(command: clap::Command) -> clap::Command {
    let mut groups = String::new();
    for (title, names) in GROUPS {
        _ = writeln!(groups, "{title}:");
        for name in names {
            let about = command.find_subcommand(name).and_then(clap::Command::get_about);
            _ = writeln!(groups, "  {name:<11}  {}", about.map(ToString::to_string).unwrap_or_default());
        }
        groups.push('\n');
    }
    let template = format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{groups}{GLOBAL_HEADING}:\n{{options}}{{after-help}}"
    );
    command.help_template(template).after_help(
        "Without a command: an overview of what is due; on a first run, the first session.\n\
         A QUERY is made of words, \"a phrase\", and deck: tag: obj: kind: is: lapses: ease: interval:\n\
         with not: before any. An example: memoire cards tag:treaty is:due",
    )
}

/// The commands that take a query.
const QUERYING: [&str; 13] = [
    "study",
    "quiz",
    "cards",
    "stats",
    "report",
    "tags",
    "objectives",
    "flags",
    "suspend",
    "unsuspend",
    "bury",
    "reset",
    "set-due",
];
/// The short options of these commands.
const SHORT: &str = "hVqyn";

/// Whether it is an option with its number: `-n5`.
fn is_number(term: &str) -> bool {
    term.strip_prefix('n').is_some_and(|number| number.chars().all(|c| c.is_ascii_digit()))
}

/// The arguments with `-term` in a query written as `not:term`, which clap cannot take for options.
#[must_use]
pub fn with_nots(arguments: &[OsString]) -> Vec<OsString> {
    let is_querying = |argument: &OsString| QUERYING.iter().any(|name| argument == name);
    let from = arguments.iter().position(is_querying).unwrap_or(arguments.len());
    let until = arguments.iter().position(|argument| argument == "--").unwrap_or(arguments.len());
    let of = |(place, argument): (usize, &OsString)| {
        let term = argument.to_str().and_then(|text| text.strip_prefix('-'));
        let negated = |term: &&str| {
            term.chars().count() > 1
                && !term.starts_with('-')
                && !term.chars().all(|short| SHORT.contains(short))
                && !is_number(term)
        };
        match term.filter(negated) {
            Some(term) if (from..until).contains(&place) => format!("not:{term}").into(),
            _ => argument.clone(),
        }
    };
    arguments.iter().enumerate().map(of).collect()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn a_dash_before_a_term_is_a_not() {
        let rows = [
            ("m cards fire -water -y", "m cards fire not:water -y"),
            ("m cards -tag:a -qy --json", "m cards not:tag:a -qy --json"),
            ("m quiz fire -n5 -nato", "m quiz fire -n5 not:nato"),
            ("m -qx cards -- -water", "m -qx cards -- -water"),
            ("m generate -ofile", "m generate -ofile"),
        ];
        for (given, expected) in rows {
            let words: Vec<OsString> = given.split(' ').map(OsString::from).collect();
            let expected: Vec<OsString> = expected.split(' ').map(OsString::from).collect();
            assert_eq!(with_nots(&words), expected, "{given}");
        }
    }

    #[test]
    fn every_command_stands_in_one_group() {
        let command = grouped(Args::command());
        let mut names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
        let mut grouped: Vec<&str> = GROUPS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        names.sort_unstable();
        grouped.sort_unstable();
        assert_eq!(names, grouped);
        command.debug_assert();
    }
}
