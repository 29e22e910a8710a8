//! The faults found in one file, with their places.

use std::ops::Range;

use crate::model::{Diagnostic, Severity};

/// Collects the diagnostics of one file. Line starts are found once, so a place costs a binary search.
pub(crate) struct Faults<'s> {
    path: &'s str,
    source: &'s str,
    line_starts: Vec<usize>,
    found: Vec<(usize, Diagnostic)>,
}

impl<'s> Faults<'s> {
    pub(crate) fn new(path: &'s str, source: &'s str) -> Self {
        Self { path, source, line_starts: line_starts(source), found: Vec::new() }
    }

    pub(crate) fn path(&self) -> &'s str {
        self.path
    }

    pub(crate) fn source(&self) -> &'s str {
        self.source
    }

    /// The number of the line that holds the byte `at`, from 1.
    pub(crate) fn line(&self, at: usize) -> u32 {
        u32::try_from(self.line_starts.partition_point(|&start| start <= at)).unwrap_or(u32::MAX)
    }

    /// The bytes of the line that holds the byte `at`, without its end.
    pub(crate) fn line_span(&self, at: usize) -> Range<usize> {
        let start = self.line_start(at);
        let rest = &self.source[start..];
        start..start + rest.find(['\n', '\r']).unwrap_or(rest.len())
    }

    /// The text of that line, without a byte order mark.
    pub(crate) fn line_text(&self, at: usize) -> &'s str {
        self.source[self.line_span(at)].trim_start_matches('\u{feff}')
    }

    fn line_start(&self, at: usize) -> usize {
        let after = self.line_starts.partition_point(|&start| start <= at);
        self.line_starts[after.saturating_sub(1)]
    }

    /// Notes a fault that stops the file, with the next step.
    pub(crate) fn error_hinted(
        &mut self,
        span: Range<usize>,
        code: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.push(span, Severity::Error, code, message.into(), Some(hint.into()));
    }

    /// Notes something that is probably not meant so, with the next step.
    pub(crate) fn warn(
        &mut self,
        span: Range<usize>,
        code: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.push(span, Severity::Warning, code, message.into(), Some(hint.into()));
    }

    fn push(
        &mut self,
        span: Range<usize>,
        severity: Severity,
        code: &'static str,
        message: String,
        hint: Option<String>,
    ) {
        let start = self.line_start(span.start);
        let line = self.line(span.start);
        let within = span.start - start..span.end.max(span.start) - start;
        let mut found = Diagnostic::at(self.path, &self.source[start..], within, severity, code, message);
        found.line = line;
        found.hint = hint;
        self.found.push((span.start, found));
    }

    /// How many faults there are so far.
    pub(crate) fn mark(&self) -> usize {
        self.found.len()
    }

    /// Forgets those noted since `mark` that `keep` refuses; it sees the place and the code of each.
    pub(crate) fn retain_since(&mut self, mark: usize, keep: impl Fn(usize, &str) -> bool) {
        let since = self.found.split_off(mark);
        self.found.extend(since.into_iter().filter(|(at, diagnostic)| keep(*at, diagnostic.code)));
    }

    /// Whether anything stops the file.
    pub(crate) fn any_error(&self) -> bool {
        self.found.iter().any(|(_, diagnostic)| diagnostic.severity == Severity::Error)
    }

    /// All faults in the order of the file.
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|(at, _)| *at);
        self.found.into_iter().map(|(_, diagnostic)| diagnostic).collect()
    }
}

/// Where lines begin; they end at `\n`, `\r\n` or a lone `\r`, as [`Diagnostic::at`] counts.
fn line_starts(source: &str) -> Vec<usize> {
    let bytes = source.as_bytes();
    let ends = bytes.iter().enumerate().filter(|&(at, &byte)| {
        byte == b'\n' || (byte == b'\r' && bytes.get(at + 1).is_some_and(|&next| next != b'\n'))
    });
    std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_the_one_the_model_finds_by_counting() {
        let source = "\u{feff}é = 1\r\nb\rc x\n\nlast";
        let mut faults = Faults::new("p", source);
        let inside_line = |at: &usize| !source[..*at].ends_with('\r');
        let starts: Vec<usize> = source.char_indices().map(|(at, _)| at).filter(inside_line).collect();
        for &at in &starts {
            faults.error_hinted(at..at + 1, "c", "m", "h");
        }
        let expected: Vec<Diagnostic> = starts
            .iter()
            .map(|&at| Diagnostic::at("p", source, at..at + 1, Severity::Error, "c", "m"))
            .collect();
        let places = |list: &[Diagnostic]| -> Vec<(u32, u32, String)> {
            list.iter().map(|d| (d.line, d.column, d.text.clone())).collect()
        };
        let found = faults.finish();
        assert_eq!(places(&found), places(&expected));
    }
}
