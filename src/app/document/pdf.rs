//! A PDF file as text, by the program `pdftotext` where it is installed.

use std::io::{self, Write};
use std::process::{Command, Stdio};

/// The program, and how it is told to keep columns and to write UTF-8 to standard output.
const PROGRAM: &str = "pdftotext";
const ARGUMENTS: &[&str] = &["-layout", "-enc", "UTF-8"];

/// What came of reading a file.
pub(super) enum Outcome {
    Text(String),
    /// There is no program to read it with.
    #[cfg(not(feature = "pdf"))]
    NoReader,
    /// The program said no.
    Refused(String),
}

/// The text of a file's bytes.
pub(super) fn text(bytes: &[u8]) -> io::Result<Outcome> {
    let mut file = tempfile::Builder::new().prefix("memoire-").suffix(".pdf").tempfile()?;
    file.write_all(bytes)?;
    file.flush()?;
    let run = Command::new(PROGRAM).args(ARGUMENTS).arg(file.path()).arg("-").stdin(Stdio::null()).output();
    match run {
        Ok(output) if output.status.success() => {
            Ok(Outcome::Text(String::from_utf8_lossy(&output.stdout).into_owned()))
        }
        Ok(output) => Ok(Outcome::Refused(last_line(&output.stderr))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => fallback(file.path()),
        Err(error) => Err(error),
    }
}

fn last_line(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("it gave no reason").trim().to_owned()
}

/// Without the program: the reader of this program, in a process of its own, for it may panic.
#[cfg(feature = "pdf")]
fn fallback(path: &std::path::Path) -> io::Result<Outcome> {
    let run = Command::new(std::env::current_exe()?)
        .args(["facts", READER])
        .arg(path)
        .stdin(Stdio::null())
        .output()?;
    if run.status.success() {
        return Ok(Outcome::Text(String::from_utf8_lossy(&run.stdout).into_owned()));
    }
    Ok(Outcome::Refused(last_line(&run.stderr)))
}

#[cfg(not(feature = "pdf"))]
fn fallback(_: &std::path::Path) -> io::Result<Outcome> {
    Ok(Outcome::NoReader)
}

/// The hidden command that reads one file and prints its text.
#[cfg(feature = "pdf")]
pub const READER: &str = "read-pdf";

/// Reads a file with the reader of this program. It may panic: only for a process of its own.
///
/// # Errors
/// When the file is no PDF it can read.
#[cfg(feature = "pdf")]
pub fn read_here(path: &std::path::Path) -> Result<String, pdf_extract::OutputError> {
    pdf_extract::extract_text(path)
}
