//! Why a command could not be done, in the user's words: message, next step, exit code.

use std::error::Error as _;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;
use thiserror::Error;

use super::diagnostics::{self, DiagnosticJson};
use crate::app::author::AuthorError;
use crate::app::document::DocumentError;
use crate::app::editor::EditorError;
use crate::app::error::AppError;
use crate::app::exam::ExamError;
use crate::app::facts::FactsError;
use crate::app::relink::RelinkError;
use crate::app::report::ReportError;
use crate::app::study::StudyError;
use crate::app::write::WriteError;
use crate::deck::new::DraftFault;
use crate::front::FrontError;
use crate::model::query::{FIELDS, QueryError};
use crate::model::{Diagnostic, KeyError};
use crate::store::StoreError;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// It did what it was asked.
    Done,
    /// The answer is no.
    No,
    /// Wrong usage, or a terminal is needed.
    Usage,
    /// Nothing usable in a deck or an import.
    Unusable,
    /// No such thing.
    NotFound,
    /// A file cannot be made.
    CannotCreate,
    /// Reading or writing failed.
    Io,
    /// The database is in use.
    Busy,
    /// Ctrl-C.
    Interrupted,
}

impl Exit {
    /// The number the shell sees; those from 64 on are the ones of sysexits.h.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::No => 1,
            Self::Usage => 2,
            Self::Unusable => 65,
            Self::NotFound => 66,
            Self::CannotCreate => 73,
            Self::Io => 74,
            Self::Busy => 75,
            Self::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Why a command could not be done.
#[derive(Debug, Error)]
pub enum CliError {
    /// The arguments cannot be understood.
    #[error("{message}")]
    Arguments {
        /// What clap says, its first paragraph.
        message: String,
        /// The tip it gives.
        tip: Option<String>,
    },
    /// An environment variable cannot be understood.
    #[error("{name} is \"{value}\", which is no {wanted}")]
    Variable {
        /// Its name.
        name: &'static str,
        /// What it holds.
        value: String,
        /// What it should hold.
        wanted: &'static str,
    },
    /// No home folder is known.
    #[error("no home folder is known, so there is no place for settings and progress")]
    NoHome,
    /// A configuration file has faults.
    #[error("the configuration cannot be used")]
    Config {
        /// All faults.
        diagnostics: Vec<Diagnostic>,
    },
    /// A configuration file that was asked for is not there.
    #[error("{}: cannot be read: {source}", path.display())]
    ConfigFile {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A text is no key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A use case failed.
    #[error(transparent)]
    App(#[from] AppError),
    /// A session failed.
    #[error(transparent)]
    Study(#[from] StudyError),
    /// A facts file could not be used.
    #[error(transparent)]
    Facts(#[from] FactsError),
    /// Something about an exam could not be done.
    #[error(transparent)]
    Exam(#[from] ExamError),
    /// A file could not be edited.
    #[error(transparent)]
    Editor(#[from] EditorError),
    /// A card could not be written.
    #[error(transparent)]
    Author(#[from] AuthorError),
    /// What was given makes no card.
    #[error("this makes no card: {0}")]
    Draft(#[from] DraftFault),
    /// There are several decks, and none was named.
    #[error("there are several decks that can be written: {}", decks.join(", "))]
    WhichDeck {
        /// Their ids.
        decks: Vec<String>,
    },
    /// No deck can be written, and none was named.
    #[error("there is no deck of your own to write into")]
    NoDeckToWrite,
    /// A deck to write into is not there.
    #[error("there is no deck \"{name}\" to write into")]
    NoDeckYet {
        /// The name as given.
        name: String,
        /// The nearest that exists.
        nearest: Option<String>,
    },
    /// A card cannot be edited.
    #[error("{why}")]
    NotEditable {
        /// Why not.
        why: String,
    },
    /// The id of a new card is taken.
    #[error("the id {id} is taken in this deck, if only by a card that is archived")]
    IdTaken {
        /// The id.
        id: String,
    },
    /// A page could not be made.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// Two cards cannot be linked.
    #[error(transparent)]
    Relink(#[from] RelinkError),
    /// A command on many cards was given a word instead of a query with a field.
    #[error("\"{words}\" is neither a key nor a query with a field")]
    TooWide {
        /// The words as given.
        words: String,
    },
    /// A text is no day that is still to come.
    #[error("\"{text}\" is no day from today on")]
    NoDay {
        /// The text as given.
        text: String,
    },
    /// No card is meant by a query.
    #[error("no card matches")]
    NoMatch,
    /// No setting has that name.
    #[error("there is no setting \"{word}\"")]
    NoSuchSetting {
        /// The word as given.
        word: String,
        /// The name most like it.
        nearest: Option<&'static str>,
    },
    /// No deck has that id.
    #[error("there is no deck \"{id}\"")]
    NoSuchDeck {
        /// The id as given.
        id: String,
        /// The nearest that exists.
        nearest: Option<String>,
    },
    /// No command has that name.
    #[error("there is no command \"{name}\"")]
    NoSuchCommand {
        /// The name as given.
        name: String,
    },
    /// Something would have to be asked, and nothing can be.
    #[error("{what} needs a yes, and there is no terminal to ask on")]
    CannotAsk {
        /// What would be done.
        what: String,
    },
    /// A session needs a terminal.
    #[error("a session needs a terminal")]
    NoTerminal,
    /// A command that asks questions needs a terminal.
    #[error("this asks questions, and there is no terminal to ask on")]
    NothingToAskOn,
    /// A question could not be put.
    #[error(transparent)]
    Front(#[from] FrontError),
    /// No card meant can be put as asked for.
    #[error("none of the {cards} cards meant can be put so that the answer can be judged")]
    NothingToQuiz {
        /// How many are meant.
        cards: usize,
    },
    /// A session was to be JSON.
    #[error("a session converses in plain text, not in JSON")]
    NoJson,
    /// An unknown name in a format of `due`.
    #[error("\"{{{name}}}\" is no count")]
    Placeholder {
        /// The name.
        name: String,
    },
    /// The output cannot be written.
    #[error("the output cannot be written: {0}")]
    Output(#[from] io::Error),
}

impl From<StoreError> for CliError {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

impl From<QueryError> for CliError {
    fn from(error: QueryError) -> Self {
        Self::App(error.into())
    }
}

impl From<WriteError> for CliError {
    fn from(error: WriteError) -> Self {
        Self::App(error.into())
    }
}

/// An error as JSON on standard error.
#[derive(Serialize)]
pub(super) struct ErrorJson {
    error: ErrorBody,
}

#[derive(Serialize)]
struct ErrorBody {
    message: String,
    hint: Option<String>,
    exit: u8,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    diagnostics: Vec<DiagnosticJson>,
}

impl CliError {
    /// What clap says of the arguments.
    pub(super) fn arguments(error: &clap::Error) -> Self {
        let text = error.render().to_string();
        let message = text.split("\n\n").next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        let tip = text.lines().find_map(|line| line.trim().strip_prefix("tip: ")).map(str::to_owned);
        Self::Arguments { message, tip }
    }

    /// The exit code it ends the program with.
    #[must_use]
    pub fn exit(&self) -> Exit {
        match self {
            Self::Arguments { .. }
            | Self::Variable { .. }
            | Self::NoHome
            | Self::Config { .. }
            | Self::Key(_)
            | Self::TooWide { .. }
            | Self::NoDay { .. }
            | Self::CannotAsk { .. }
            | Self::NoTerminal
            | Self::NothingToAskOn
            | Self::Draft(_)
            | Self::WhichDeck { .. }
            | Self::IdTaken { .. }
            | Self::NoJson
            | Self::Placeholder { .. } => Exit::Usage,
            Self::ConfigFile { .. }
            | Self::NoMatch
            | Self::NoSuchDeck { .. }
            | Self::NoDeckToWrite
            | Self::NoDeckYet { .. }
            | Self::NotEditable { .. }
            | Self::NothingToQuiz { .. }
            | Self::NoSuchSetting { .. }
            | Self::NoSuchCommand { .. } => Exit::NotFound,
            Self::App(error) => app_exit(error),
            Self::Study(StudyError::Store(error)) => store_exit(error),
            Self::Study(StudyError::Front(error)) | Self::Front(error) => front_exit(error),
            Self::Facts(error) => facts_exit(error),
            Self::Exam(error) => exam_exit(error),
            Self::Author(error) => author_exit(error),
            Self::Relink(error) => relink_exit(error),
            Self::Editor(EditorError::Unset | EditorError::Unclosed { .. }) => Exit::Usage,
            Self::Editor(EditorError::NotStarted { .. } | EditorError::Failed { .. }) => Exit::Io,
            Self::Output(_) | Self::Report(_) => Exit::Io,
        }
    }

    /// The message with its causes, as far as it does not tell them itself.
    #[must_use]
    pub fn told(&self) -> String {
        let mut told = self.to_string();
        let mut cause = self.source();
        while let Some(error) = cause {
            let words = error.to_string();
            if !told.contains(&words) {
                told.push_str(": ");
                told.push_str(&words);
            }
            cause = error.source();
        }
        told
    }

    /// The next step, where one can be named.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Arguments { tip, .. } => tip.clone(),
            Self::Variable { wanted, .. } if wanted.contains("RFC 3339") => {
                Some("write it like 2026-03-01T09:00:00Z".to_owned())
            }
            Self::NoHome => Some("set HOME, or XDG_CONFIG_HOME and XDG_DATA_HOME".to_owned()),
            Self::TooWide { words } => {
                let quote = if words.contains(' ') { "'" } else { "" };
                Some(format!(
                    "a deck is {quote}deck:{words}{quote}, a tag {quote}tag:{words}{quote}; \
                     `memoire cards {words}` lists what words find"
                ))
            }
            Self::NoDay { .. } => Some("write it like 2026-12-01, today, tomorrow, or +3".to_owned()),
            Self::NoMatch => Some("`memoire cards` lists all cards".to_owned()),
            Self::NoSuchCommand { .. } => Some("`memoire --help` lists the commands".to_owned()),
            Self::NoSuchSetting { nearest, .. } => Some(match nearest {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => "`memoire config` lists them all".to_owned(),
            }),
            Self::NoSuchDeck { nearest, .. } => Some(match nearest {
                Some(nearest) => format!("did you mean {nearest}?"),
                None => "`memoire decks` lists the decks".to_owned(),
            }),
            Self::CannotAsk { .. } => Some("repeat it with --yes".to_owned()),
            Self::NothingToQuiz { .. } => {
                Some("--kind any puts each as it can; `memoire study --cram` practises all".to_owned())
            }
            Self::NoJson => Some(
                "`memoire due --json` counts what is left; `memoire history KEY --json` lists answers"
                    .to_owned(),
            ),
            Self::NoTerminal | Self::NothingToAskOn => {
                Some("--plain converses in lines, from a pipe too".to_owned())
            }
            Self::Placeholder { .. } => {
                Some("known are {new}, {learning}, {due}, {overdue} and {total}".to_owned())
            }
            Self::App(error) => app_hint(error),
            Self::Exam(error) => exam_hint(error),
            Self::Draft(fault) => draft_hint(fault),
            Self::WhichDeck { decks } => decks.first().map(|deck| format!("name one: `memoire new {deck}`")),
            Self::NoDeckToWrite => {
                Some("name the deck to make, with --yes: `memoire new fire -y ...`".to_owned())
            }
            Self::NoDeckYet { name, nearest } => Some(match nearest {
                Some(nearest) => format!("did you mean {nearest}? With --yes, {name} is made"),
                None => "with --yes, it is made".to_owned(),
            }),
            Self::IdTaken { .. } => Some("leave --id out: one is made".to_owned()),
            Self::Author(AuthorError::Append { .. }) => Some("name another with --id".to_owned()),
            Self::Author(AuthorError::Exists { .. }) => Some("name another title".to_owned()),
            Self::Relink(error) => relink_hint(error),
            Self::Facts(FactsError::NoDocument { .. }) => Some("name it by --document DOC".to_owned()),
            Self::Facts(FactsError::Document(DocumentError::NoPdfReader { .. })) => Some(
                "install poppler-utils (on macOS: brew install poppler), or save the text of the file"
                    .to_owned(),
            ),
            Self::Editor(error) => error.hint().map(str::to_owned),
            Self::Study(StudyError::Store(error)) => store_hint(error),
            Self::Study(StudyError::Front(FrontError::NoInput)) | Self::Front(FrontError::NoInput) => {
                Some("with --plain, answers are read as lines from standard input".to_owned())
            }
            _ => None,
        }
    }

    /// Lines to say before the message: the faults of a file.
    pub(super) fn details(&self) -> Vec<String> {
        self.diagnostics().iter().map(diagnostics::render).collect()
    }

    fn diagnostics(&self) -> &[Diagnostic] {
        match self {
            Self::Config { diagnostics }
            | Self::Exam(ExamError::Faulty { diagnostics, .. })
            | Self::Author(AuthorError::Faulty { diagnostics, .. } | AuthorError::Lines { diagnostics })
            | Self::Facts(FactsError::Faulty { diagnostics, .. }) => diagnostics,
            _ => &[],
        }
    }

    /// Whether the reader of the output went away.
    pub(super) fn is_broken_pipe(&self) -> bool {
        let io = match self {
            Self::Output(error)
            | Self::Front(FrontError::Io(error))
            | Self::Exam(ExamError::Front(FrontError::Io(error)))
            | Self::Study(StudyError::Front(FrontError::Io(error))) => error,
            _ => return false,
        };
        io.kind() == io::ErrorKind::BrokenPipe
    }

    pub(super) fn to_json(&self) -> ErrorJson {
        ErrorJson {
            error: ErrorBody {
                message: self.told(),
                hint: self.hint(),
                exit: self.exit().code(),
                diagnostics: self.diagnostics().iter().map(DiagnosticJson::from).collect(),
            },
        }
    }
}

fn app_exit(error: &AppError) -> Exit {
    match error {
        AppError::Store(error) => store_exit(error),
        AppError::Query(_) | AppError::LeaveBackwards { .. } | AppError::LeaveOver { .. } => Exit::Usage,
        AppError::AllBroken { .. } => Exit::Unusable,
        #[cfg(feature = "fit")]
        AppError::Fit(_) => Exit::No,
        AppError::NoRoot { .. }
        | AppError::NoDecks { .. }
        | AppError::NoSuchCard { .. }
        | AppError::NoLeave { .. }
        | AppError::Unreadable { .. } => Exit::NotFound,
        AppError::Unwritable { .. } | AppError::Exists { .. } => Exit::CannotCreate,
    }
}

fn store_exit(error: &StoreError) -> Exit {
    match error {
        StoreError::Busy { .. } => Exit::Busy,
        StoreError::NoSuchCard { .. } => Exit::NotFound,
        StoreError::CannotOpen { .. } | StoreError::IsFolder { .. } => Exit::CannotCreate,
        _ => Exit::Io,
    }
}

fn front_exit(error: &FrontError) -> Exit {
    match error {
        FrontError::Interrupted => Exit::Interrupted,
        FrontError::NoInput | FrontError::Nonsense { .. } => Exit::Usage,
        FrontError::Io(_) => Exit::Io,
    }
}

fn exam_exit(error: &ExamError) -> Exit {
    match error {
        ExamError::Store(error) => store_exit(error),
        ExamError::Front(error) => front_exit(error),
        ExamError::Query(_) | ExamError::OpenSitting { .. } | ExamError::Draft { .. } => Exit::Usage,
        ExamError::NoSuchExam { .. } | ExamError::NoExam | ExamError::Read { .. } => Exit::NotFound,
        ExamError::Faulty { .. } | ExamError::TooFew { .. } => Exit::Unusable,
        ExamError::NothingSeen { .. } => Exit::No,
        ExamError::NoDay { .. } | ExamError::DayPast { .. } => Exit::Usage,
        ExamError::NothingToStudy { .. } | ExamError::NotFollowed { .. } => Exit::NotFound,
        ExamError::Write(_) | ExamError::Exists { .. } | ExamError::NoFolder => Exit::CannotCreate,
    }
}

fn exam_hint(error: &ExamError) -> Option<String> {
    match error {
        ExamError::Store(error) => store_hint(error),
        ExamError::Query(error) => query_hint(error),
        ExamError::Front(FrontError::NoInput) => {
            Some("with --plain, answers are read as lines from standard input".to_owned())
        }
        ExamError::NoSuchExam { nearest, .. } => Some(match nearest {
            Some(nearest) => format!("did you mean {nearest}?"),
            None => "`memoire exam list` lists the exams".to_owned(),
        }),
        ExamError::NoExam => Some("`memoire exam new` writes one".to_owned()),
        ExamError::TooFew { exam, short, parts } => {
            let line = short.first()?;
            let part = parts.get(line.part).map(String::as_str).unwrap_or_default();
            let objective = line.objective.as_ref().map(|id| format!(", {id}")).unwrap_or_default();
            Some(format!(
                "{part}{objective} wants {} and has {}; `memoire exam check {exam}` tells all",
                line.wanted, line.have
            ))
        }
        ExamError::NothingSeen { .. } => Some("`memoire study` first".to_owned()),
        ExamError::NoDay { exam } => Some(format!(
            "`memoire exam follow {exam} --date DAY --minutes M` says it, or `date` in its blueprint"
        )),
        ExamError::DayPast { .. } => Some("name a day from tomorrow on with --date".to_owned()),
        ExamError::NotFollowed { follows, .. } => Some(match follows.as_slice() {
            [] => "none is".to_owned(),
            follows => format!("followed are: {}", follows.join(", ")),
        }),
        ExamError::NothingToStudy { .. } => Some("`memoire exam show ID` tells what it asks".to_owned()),
        ExamError::OpenSitting { exam, .. } => {
            Some(format!("`memoire exam take {exam}` goes on with it; --new hands it in and begins another"))
        }
        ExamError::NoFolder => Some("`memoire init decks` makes one; -o FILE writes elsewhere".to_owned()),
        ExamError::Exists { .. } => Some("name another file with -o, or another id".to_owned()),
        ExamError::Front(_)
        | ExamError::Write(_)
        | ExamError::Faulty { .. }
        | ExamError::Read { .. }
        | ExamError::Draft { .. } => None,
    }
}

fn document_exit(error: &DocumentError) -> Exit {
    match error {
        DocumentError::Unreadable { .. } => Exit::NotFound,
        DocumentError::NoPdfReader { .. } => Exit::Usage,
        DocumentError::Pdf { .. } | DocumentError::Docx { .. } | DocumentError::Empty { .. } => {
            Exit::Unusable
        }
    }
}

fn author_exit(error: &AuthorError) -> Exit {
    match error {
        AuthorError::Read { .. } => Exit::NotFound,
        AuthorError::Faulty { .. } | AuthorError::Lines { .. } => Exit::Unusable,
        AuthorError::Append { .. } | AuthorError::Id(_) => Exit::Usage,
        AuthorError::Exists { .. } | AuthorError::Write(_) => Exit::CannotCreate,
    }
}

fn relink_exit(error: &RelinkError) -> Exit {
    match error {
        RelinkError::Store(error) => store_exit(error),
        RelinkError::NoSuchCard { .. } | RelinkError::NotWritten { .. } => Exit::NotFound,
        RelinkError::StillWritten { .. } | RelinkError::HasHistory { .. } => Exit::No,
    }
}

fn facts_exit(error: &FactsError) -> Exit {
    match error {
        FactsError::Read { .. } | FactsError::NothingToSettle { .. } | FactsError::NoDocument { .. } => {
            Exit::NotFound
        }
        FactsError::Document(error) => document_exit(error),
        FactsError::NotGenerated { .. } => Exit::CannotCreate,
        FactsError::Encoding { .. }
        | FactsError::Faulty { .. }
        | FactsError::Fill(_)
        | FactsError::Merge(_)
        | FactsError::Id(_) => Exit::Unusable,
        FactsError::Write(_) => Exit::CannotCreate,
    }
}

fn app_hint(error: &AppError) -> Option<String> {
    match error {
        AppError::Store(error) => store_hint(error),
        AppError::Query(error) => query_hint(error),
        #[cfg(feature = "fit")]
        AppError::Fit(_) => Some("until then the published weights are the better ones".to_owned()),
        AppError::AllBroken { .. } => Some("`memoire check` lists the faults again".to_owned()),
        AppError::NoRoot { .. } => {
            Some("name a folder that exists with --decks, or in the configuration".to_owned())
        }
        AppError::NoDecks { shown } => Some(format!(
            "`memoire init {}` writes a starter deck",
            shown.first().map_or("decks", String::as_str)
        )),
        AppError::NoSuchCard { nearest, .. } => Some(match nearest {
            Some(nearest) => format!("did you mean {nearest}?"),
            None => "`memoire cards WORD` finds cards by their text".to_owned(),
        }),
        AppError::Exists { .. } => Some("nothing was written; name another folder".to_owned()),
        AppError::LeaveBackwards { .. } => Some("the first day stands first".to_owned()),
        AppError::LeaveOver { .. } => Some("a leave has days to come; both days belong to it".to_owned()),
        AppError::NoLeave { .. } => Some("`memoire leave --list` lists those that are".to_owned()),
        AppError::Unreadable { .. } | AppError::Unwritable { .. } => None,
    }
}

fn draft_hint(fault: &DraftFault) -> Option<String> {
    let hint = match fault {
        DraftFault::NoQuestion => "give it with --question",
        DraftFault::NoAnswer => "give it with --answer",
        DraftFault::OneAnswer { .. } => "several answers are for --kind typed, choice, list or order",
        DraftFault::NoWrong => "give some with --wrong",
        DraftFault::FewItems { .. } => "give them with --answer, once an item",
        DraftFault::Truth { .. } => "give --answer true or --answer false",
        _ => return None,
    };
    Some(hint.to_owned())
}

fn relink_hint(error: &RelinkError) -> Option<String> {
    match error {
        RelinkError::Store(error) => store_hint(error),
        RelinkError::NoSuchCard { .. } => Some("`memoire relink` lists what may belong together".to_owned()),
        RelinkError::StillWritten { .. } => {
            Some("its history is where it belongs; nothing was changed".to_owned())
        }
        RelinkError::NotWritten { .. } => {
            Some("OLD is the card that vanished, NEW the one written now".to_owned())
        }
        RelinkError::HasHistory { .. } => None,
    }
}

fn query_hint(error: &QueryError) -> Option<String> {
    match error {
        QueryError::UnknownField { term, field } => {
            let near = FIELDS
                .into_iter()
                .map(|known| (strsim::osa_distance(known, field), known))
                .filter(|(distance, _)| *distance <= 2)
                .min();
            Some(match near {
                Some((_, known)) => {
                    format!("did you mean \"{known}:\"? The text itself is searched for with '\"{term}\"'")
                }
                None => format!("the text itself is searched for with '\"{term}\"'"),
            })
        }
        QueryError::Option { term } => {
            Some(format!("\"{}\" searches for the word", term.trim_start_matches('-')))
        }
        _ => None,
    }
}

fn store_hint(error: &StoreError) -> Option<String> {
    match error {
        StoreError::Newer { .. } => Some("use the newer program, or another database with --db".to_owned()),
        StoreError::NotADatabase { .. } | StoreError::Foreign { .. } | StoreError::IsFolder { .. } => {
            Some("name another file with --db".to_owned())
        }
        StoreError::ReadOnly { .. } | StoreError::CannotOpen { .. } | StoreError::Io { .. } => {
            Some("name a file in a folder that can be written with --db".to_owned())
        }
        StoreError::Busy { .. } => Some("try again in a moment".to_owned()),
        _ => None,
    }
}
