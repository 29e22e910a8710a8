//! Faults of files: `path:line:col: error: message`, the line, a caret, the next step.

use std::fmt::Write as _;

use serde::Serialize;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::output::{ERROR, FAINT, HINT, STRONG, WARNING};
use crate::model::{Diagnostic, Severity};

/// A diagnostic in JSON.
#[derive(Debug, Serialize)]
pub struct DiagnosticJson {
    path: String,
    line: u32,
    column: u32,
    severity: &'static str,
    code: &'static str,
    message: String,
    hint: Option<String>,
}

impl From<&Diagnostic> for DiagnosticJson {
    fn from(fault: &Diagnostic) -> Self {
        Self {
            path: fault.path.clone(),
            line: fault.line,
            column: fault.column,
            severity: fault.severity.name(),
            code: fault.code,
            message: fault.message.clone(),
            hint: fault.hint.clone(),
        }
    }
}

/// So many cells of a line are shown at most; a longer one is cut around its fault.
const MOST_CELLS: usize = 100;

/// A diagnostic as text of one or more lines, styled.
#[must_use]
pub fn render(fault: &Diagnostic) -> String {
    let style = match fault.severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Lint => HINT,
    };
    let place = if fault.line == 0 {
        fault.path.clone()
    } else {
        format!("{}:{}:{}", fault.path, fault.line, fault.column)
    };
    let name = match fault.severity {
        // The code is what silences it.
        Severity::Lint => format!("lint[{}]", fault.code),
        Severity::Error | Severity::Warning => fault.severity.name().to_owned(),
    };
    let mut text = format!("{STRONG}{place}{STRONG:#}: {style}{name}{style:#}: {}", fault.message);
    if fault.line > 0 && !fault.text.trim().is_empty() {
        let number = fault.line.to_string();
        let gutter = " ".repeat(number.len());
        let (line, before, marked) = excerpt(fault);
        _ = write!(text, "\n {FAINT}{number} |{FAINT:#} {line}");
        _ = write!(
            text,
            "\n {FAINT}{gutter} |{FAINT:#} {}{style}{}{style:#}",
            " ".repeat(before),
            "^".repeat(marked)
        );
    }
    if let Some(hint) = &fault.hint {
        let mut lines = hint.lines();
        _ = write!(text, "\n  {HINT}hint{HINT:#}: {}", lines.next().unwrap_or_default());
        for line in lines {
            _ = write!(text, "\n        {line}");
        }
    }
    text
}

/// The line to show, the cells before the fault, and the cells to mark.
fn excerpt(fault: &Diagnostic) -> (String, usize, usize) {
    let characters: Vec<char> = fault.text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let cells = |part: &[char]| part.iter().map(|c| c.width().unwrap_or(0)).sum::<usize>();
    let start = (fault.column.saturating_sub(1) as usize).min(characters.len());
    let end = start.saturating_add(fault.width as usize).min(characters.len());
    let indent = characters.iter().take_while(|c| **c == ' ').count().min(start);
    let from = if cells(&characters[indent..end]) <= MOST_CELLS {
        indent
    } else {
        start.saturating_sub(20).max(indent)
    };
    let mut line = if from > indent { "…".to_owned() } else { String::new() };
    let before = line.width() + cells(&characters[from..start]);
    for &character in &characters[from..] {
        if line.width() >= MOST_CELLS {
            line.push('…');
            break;
        }
        line.push(character);
    }
    let marked = cells(&characters[start..end]).clamp(1, MOST_CELLS.saturating_sub(before).max(1));
    (line, before, marked)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str, needle: &str) -> String {
        let at = source.find(needle).unwrap();
        let fault = Diagnostic::at("a.toml", source, at..at + needle.len(), Severity::Error, "x", "wrong");
        anstream::adapter::strip_str(&render(&fault)).to_string()
    }

    #[test]
    fn the_caret_stands_under_the_fault() {
        assert_eq!(shown("a = 1\n  b = 2", "2"), "a.toml:2:7: error: wrong\n 2 | b = 2\n   |     ^");
        assert_eq!(shown("火 = bad\n", "bad"), "a.toml:1:5: error: wrong\n 1 | 火 = bad\n   |      ^^^");
        assert_eq!(shown("\tx = bad\n", "bad"), "a.toml:1:6: error: wrong\n 1 | x = bad\n   |     ^^^");
    }

    #[test]
    fn a_long_line_is_cut_around_the_fault() {
        let text = shown(&format!("{}BAD{}", "a".repeat(300), "b".repeat(300)), "BAD");
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[1].contains("aBADb") && lines[1].width() < 120, "{text}");
        assert_eq!(lines[1].find("BAD").map(|at| lines[1][..at].width()), lines[2].find('^'), "{text}");
    }

    #[test]
    fn a_file_as_a_whole_has_no_line() {
        let fault =
            Diagnostic::on_file("a.toml", Severity::Error, "unreadable", "cannot be read").hinted("look");
        assert_eq!(
            anstream::adapter::strip_str(&render(&fault)).to_string(),
            "a.toml: error: cannot be read\n  hint: look"
        );
    }
}
