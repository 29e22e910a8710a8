//! A fault or remark on an author's file, with its place.

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file is used; something is probably not meant so.
    Warning,
    /// The file is used; a card could be better.
    Lint,
}

impl Severity {
    /// The name in output and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Lint => "lint",
        }
    }
}

/// One fault or remark. Its parts are data; the terminal's side prints them as `path:line:col: error: ...`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file as the user knows it.
    pub path: String,
    /// The line, from 1; 0 when the file as a whole is meant.
    pub line: u32,
    /// The column in characters, from 1; 0 when the file as a whole is meant.
    pub column: u32,
    /// How much it weighs.
    pub severity: Severity,
    /// A stable word for the rule, `allow`ed and searched by it: `unknown-key`.
    pub code: &'static str,
    /// What is wrong: a lowercase fragment without a full stop.
    pub message: String,
    /// The next step, if one can be named.
    pub hint: Option<String>,
    /// The line's text, for the caret; empty when the file as a whole is meant.
    pub text: String,
    /// How many characters the caret underlines, at least 1.
    pub width: u32,
}

impl Diagnostic {
    /// A diagnostic on the bytes `span` of `source`.
    ///
    /// Lines end at `\n`, `\r\n` or a lone `\r`; a byte order mark at the start counts no column.
    #[must_use]
    pub fn at(
        path: &str,
        source: &str,
        span: std::ops::Range<usize>,
        severity: Severity,
        code: &'static str,
        message: impl Into<String>,
    ) -> Self {
        let start = floor_boundary(source, span.start);
        let before = &source[..start];
        let line_start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let breaks = before.matches('\n').count() + lone_returns(source, start);
        let rest = &source[line_start..];
        let text = rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())].trim_start_matches('\u{feff}');
        let column = source[line_start..start].trim_start_matches('\u{feff}').chars().count();
        let end = floor_boundary(source, span.end.max(start));
        let inside = &source[start..end];
        let width = inside[..inside.find(['\n', '\r']).unwrap_or(inside.len())].chars().count();
        Self {
            path: path.to_owned(),
            line: saturate(breaks + 1),
            column: saturate(column + 1),
            severity,
            code,
            message: message.into(),
            hint: None,
            text: text.to_owned(),
            width: saturate(width.max(1)),
        }
    }

    /// A diagnostic on a file as a whole.
    #[must_use]
    pub fn on_file(path: &str, severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line: 0,
            column: 0,
            severity,
            code,
            message: message.into(),
            hint: None,
            text: String::new(),
            width: 1,
        }
    }

    /// The same with a next step.
    #[must_use]
    pub fn hinted(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

fn saturate(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Carriage returns before `end` that no line feed follows.
fn lone_returns(text: &str, end: usize) -> usize {
    let bytes = text.as_bytes();
    (0..end).filter(|&at| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n')).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(source: &str, needle: &str) -> (u32, u32, String) {
        let start = source.find(needle).unwrap();
        let found = Diagnostic::at("x", source, start..start + needle.len(), Severity::Error, "c", "m");
        (found.line, found.column, found.text)
    }

    #[test]
    fn lines_and_columns_count_from_one_whatever_the_line_ends() {
        assert_eq!(place("a\nbc\n", "c"), (2, 2, "bc".into()));
        assert_eq!(place("a\r\nbc\r\n", "c"), (2, 2, "bc".into()));
        assert_eq!(place("a\rbc\r", "c"), (2, 2, "bc".into()));
        assert_eq!(place("a\rbc\r", "b"), (2, 1, "bc".into()));
        assert_eq!(place("\u{feff}ab", "b"), (1, 2, "ab".into()));
        assert_eq!(place("é é x", "x"), (1, 5, "é é x".into()));
    }

    #[test]
    fn a_span_past_the_end_is_held_within() {
        let found = Diagnostic::at("x", "ab", 7..9, Severity::Error, "c", "m");
        assert_eq!((found.line, found.column, found.width), (1, 3, 1));
    }
}
