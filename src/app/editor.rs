//! The learner's own editor, at a line of a file.
//!
//! Which one: the setting `editor`, else `VISUAL`, else `EDITOR`, else the first common one this machine has. The
//! terminal is the caller's to give over: here a program is merely started and waited for.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use thiserror::Error;

use super::settings::Settings;

/// Why a file could not be edited.
#[derive(Debug, Error)]
pub enum EditorError {
    /// No editor is named, and none of the common ones is there.
    #[error("no editor is set")]
    Unset,
    /// The command line cannot be taken apart.
    #[error("the editor \"{command}\" cannot be split into words: a quotation mark is left open")]
    Unclosed {
        /// The command line.
        command: String,
    },
    /// The program cannot be started.
    #[error("the editor \"{program}\" cannot be started: {source}")]
    NotStarted {
        /// The program.
        program: String,
        /// Why.
        source: io::Error,
    },
    /// The program says that it failed.
    #[error("the editor \"{program}\" gave up: {status}")]
    Failed {
        /// The program.
        program: String,
        /// How it ended.
        status: ExitStatus,
    },
}

impl EditorError {
    /// The next step.
    #[must_use]
    pub const fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Unset | Self::Unclosed { .. } | Self::NotStarted { .. } => {
                Some("set VISUAL or EDITOR, or `editor` in the configuration")
            }
            Self::Failed { .. } => None,
        }
    }
}

/// Opens the file at a line, from 1, in the learner's editor, and waits until that is closed.
///
/// The editor has the terminal on its standard input and output, wherever those of this program lead.
///
/// # Errors
/// When there is no editor, or it cannot be started, or it ends with a failure.
pub fn open(settings: &Settings, path: &Path, line: u32) -> Result<(), EditorError> {
    let mut words = words(&command_line(settings)?)?.into_iter();
    let program = words.next().ok_or(EditorError::Unset)?;
    let shown = || program.to_string_lossy().into_owned();
    let status = Command::new(&program)
        .args(arguments(&program, words.collect(), path, line))
        .stdout(Stdio::from(io::stderr()))
        .status()
        .map_err(|source| EditorError::NotStarted { program: shown(), source })?;
    if status.success() { Ok(()) } else { Err(EditorError::Failed { program: shown(), status }) }
}

/// Editors to fall back on, the friendliest first.
const COMMON: &[&str] = if cfg!(windows) { &["notepad.exe"] } else { &["nano", "vim", "vi"] };

/// The editor as a command line. The setting is this program's own, so it comes before what the environment says.
fn command_line(settings: &Settings) -> Result<OsString, EditorError> {
    let variable = |name| env::var_os(name).filter(|value| !value.is_empty());
    let named = settings.editor.as_ref().filter(|editor| !editor.trim().is_empty()).map(OsString::from);
    named
        .or_else(|| variable("VISUAL"))
        .or_else(|| variable("EDITOR"))
        .or_else(|| COMMON.iter().find(|name| on_path(name)).map(OsString::from))
        .ok_or(EditorError::Unset)
}

fn on_path(name: &str) -> bool {
    let folders = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&folders).any(|folder| folder.join(name).is_file())
}

/// The words of a command line, as a shell would split it. A program whose path has blanks is one word.
fn words(command: &OsStr) -> Result<Vec<OsString>, EditorError> {
    let Some(text) = command.to_str().filter(|_| !Path::new(command).is_file()) else {
        return Ok(vec![command.to_owned()]);
    };
    let split = shlex::split(text).ok_or_else(|| EditorError::Unclosed { command: text.to_owned() })?;
    Ok(split.into_iter().map(OsString::from).collect())
}

/// How an editor is told the line, and to stay until it is closed.
#[derive(Debug, Clone, Copy)]
enum Habit {
    /// `+12 FILE`, behind these options.
    Plus(&'static [&'static str]),
    /// `FILE:12`, behind these options.
    Colon(&'static [&'static str]),
    /// `--line 12 FILE`, behind these options.
    Line(&'static [&'static str]),
    /// It cannot be told.
    Unknown,
}

/// The habit of a program, by its name.
fn habit(program: &OsStr) -> Habit {
    let name = Path::new(program).file_stem().unwrap_or(program).to_string_lossy().to_lowercase();
    match name.as_str() {
        "vi" | "vim" | "nvim" | "view" | "nvi" | "vis" | "nano" | "pico" | "emacs" | "emacsclient"
        | "micro" | "kak" | "joe" | "jed" | "mg" | "mcedit" | "ne" => Habit::Plus(&[]),
        "gvim" | "mvim" => Habit::Plus(&["-f"]),
        "gedit" | "gnome-text-editor" | "xed" => Habit::Plus(&["--wait"]),
        "code" | "code-insiders" | "codium" | "vscodium" | "cursor" => Habit::Colon(&["--wait", "--goto"]),
        "subl" | "sublime_text" | "zed" | "zeditor" => Habit::Colon(&["--wait"]),
        "hx" | "helix" => Habit::Colon(&[]),
        "kate" => Habit::Line(&["--block"]),
        "idea" | "pycharm" | "clion" | "rustrover" => Habit::Line(&["--wait"]),
        _ => Habit::Unknown,
    }
}

/// What the program is given: its own options, those that its habit needs and that it does not have yet, and the file.
fn arguments(program: &OsStr, given: Vec<OsString>, path: &Path, line: u32) -> Vec<OsString> {
    let file = file_argument(path);
    let (options, place): (&[&str], Vec<OsString>) = match habit(program) {
        Habit::Plus(options) => (options, vec![format!("+{line}").into(), file.into()]),
        Habit::Colon(options) => {
            let mut place = file.into_os_string();
            place.push(format!(":{line}"));
            (options, vec![place])
        }
        Habit::Line(options) => (options, vec!["--line".into(), line.to_string().into(), file.into()]),
        Habit::Unknown => (&[], vec![file.into()]),
    };
    let missing: Vec<OsString> =
        options.iter().map(OsString::from).filter(|option| !given.contains(option)).collect();
    given.into_iter().chain(missing).chain(place).collect()
}

/// A path that no editor takes for an option.
fn file_argument(path: &Path) -> PathBuf {
    let looks_like_option = path.to_string_lossy().starts_with(['-', '+']);
    if looks_like_option { Path::new(".").join(path) } else { path.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(command: &str, expected: &[&str]) {
        let mut words = words(OsStr::new(command)).unwrap().into_iter();
        let program = words.next().unwrap();
        let mut given = vec![program.clone()];
        given.extend(arguments(&program, words.collect(), Path::new("my decks/fire.toml"), 12));
        assert_eq!(given, expected, "{command}");
    }

    #[test]
    fn an_editor_is_told_the_line_in_its_own_way() {
        check("vi", &["vi", "+12", "my decks/fire.toml"]);
        check("/usr/bin/nvim -n", &["/usr/bin/nvim", "-n", "+12", "my decks/fire.toml"]);
        check("emacsclient -t -a ''", &["emacsclient", "-t", "-a", "", "+12", "my decks/fire.toml"]);
        check("hx", &["hx", "my decks/fire.toml:12"]);
        check("kate", &["kate", "--block", "--line", "12", "my decks/fire.toml"]);
        check("ed", &["ed", "my decks/fire.toml"]);
    }

    #[test]
    fn an_editor_with_windows_is_waited_for() {
        check("code", &["code", "--wait", "--goto", "my decks/fire.toml:12"]);
        check("code --wait", &["code", "--wait", "--goto", "my decks/fire.toml:12"]);
        check("subl -n", &["subl", "-n", "--wait", "my decks/fire.toml:12"]);
    }

    #[test]
    fn an_open_quotation_mark_is_refused_with_the_command() {
        let error = words(OsStr::new("vi 'x")).unwrap_err();
        assert!(error.to_string().contains("\"vi 'x\""), "{error}");
        assert!(error.hint().is_some());
    }

    #[test]
    fn a_file_that_looks_like_an_option_is_none() {
        assert_eq!(file_argument(Path::new("-x.toml")), Path::new("./-x.toml"));
        assert_eq!(file_argument(Path::new("+9")), Path::new("./+9"));
        assert_eq!(file_argument(Path::new("x")), Path::new("x"));
    }
}
