//! Slips of TOML: what the author most likely meant, and the line as it should be.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::{DeTable, Error};

use super::diagnosis::{STOP, diagnose};
use super::faults::Faults;

/// Reads `source` as TOML, notes its slips, and lets `walk` read what could be understood.
///
/// Faults that only follow from a slip are left out: those of a line that has one, and what seems to be missing from a
/// table whose lines could not all be read.
pub(crate) fn read<T>(
    source: &str,
    faults: &mut Faults<'_>,
    walk: impl FnOnce(&DeTable<'_>, &mut Faults<'_>) -> Option<T>,
) -> Option<T> {
    let (table, errors) = DeTable::parse_recoverable(source);
    if errors.is_empty() {
        return walk(table.get_ref(), faults);
    }
    // The parser gives up at a line that is no `key = value`; without these lines it reads on.
    let stops: Vec<Error> =
        errors.iter().filter(|error| error.message().starts_with(STOP)).cloned().collect();
    let readable = without_lines_of(&stops, faults);
    let (table, errors) = DeTable::parse_recoverable(&readable);
    let (clash, syntax): (Vec<_>, Vec<_>) = errors.into_iter().partition(is_clash);
    let torn = note_slips(stops.into_iter().chain(syntax).collect(), faults);
    for error in &clash {
        note_clash(error, &torn.sections, faults);
    }
    let before = faults.mark();
    let walked = walk(table.get_ref(), faults);
    faults.retain_since(before, |at, code| !torn.hides(at, code));
    walked
}

fn is_clash(error: &Error) -> bool {
    error.message() == "duplicate key" || error.message().starts_with("cannot extend value")
}

fn start_of(error: &Error) -> usize {
    error.span().unwrap_or_default().start
}

/// Where the list begins that is never closed: what follows was read as its values, so it is the only slip from there.
fn open_list(errors: &[Error], source: &str) -> Option<usize> {
    errors.iter().find(|error| error.message().starts_with("unclosed array"))?;
    let first = errors.iter().find(|error| error.message().contains("array"))?;
    source[..start_of(first)].rfind('[')
}

/// The source with the lines of these errors replaced by blanks, byte for byte.
fn without_lines_of(errors: &[Error], faults: &Faults<'_>) -> String {
    let source = faults.source();
    let mut readable = String::with_capacity(source.len());
    let mut at = 0;
    for line in errors.iter().map(|error| faults.line_span(start_of(error))) {
        if line.start >= at && !line.is_empty() {
            readable.push_str(&source[at..line.start]);
            readable.extend(std::iter::repeat_n(' ', line.len()));
            at = line.end;
        }
    }
    readable.push_str(&source[at..]);
    readable
}

/// What of a file could not be read.
struct Torn {
    /// The lines with a slip: start and end.
    lines: BTreeMap<usize, usize>,
    /// From where on the rest of the file may have been swallowed by an open text or list.
    open_from: Option<usize>,
    sections: Sections,
}

impl Torn {
    fn swallowed_from(&mut self, at: usize) {
        self.open_from = Some(self.open_from.map_or(at, |other| other.min(at)));
    }

    /// Whether a fault at this place may only follow from a slip.
    fn hides(&self, at: usize, code: &str) -> bool {
        let on_torn_line = self.lines.range(..=at).next_back().is_some_and(|(_, &end)| at <= end);
        let swallowed = self.open_from.is_some_and(|from| at >= from);
        // A value that could not be read at all has no place.
        let nowhere = at == 0 && code != "missing-key";
        let section = self.sections.around(at);
        on_torn_line
            || swallowed
            || nowhere
            || self.lines.contains_key(&section.start) && section.start > 0
            || code == "unknown-group"
            || is_absence(code) && self.is_torn(section)
    }

    fn is_torn(&self, section: Range<usize>) -> bool {
        self.open_from.is_some_and(|from| section.contains(&from))
            || self.lines.range(section).next().is_some()
    }
}

fn is_absence(code: &str) -> bool {
    code.starts_with("missing-") || matches!(code, "too-few-items" | "empty")
}

/// The tables of a file: from one header to the next.
struct Sections {
    starts: Vec<usize>,
    end: usize,
}

impl Sections {
    fn of(source: &str) -> Self {
        let headers = source.match_indices("\n[").map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(headers).collect(), end: source.len() }
    }

    fn around(&self, at: usize) -> Range<usize> {
        let next = self.starts.partition_point(|&start| start <= at);
        self.starts[next - 1]..self.starts.get(next).copied().unwrap_or(self.end)
    }
}

fn note_slips(mut errors: Vec<Error>, faults: &mut Faults<'_>) -> Torn {
    let mut torn = Torn { lines: BTreeMap::new(), open_from: None, sections: Sections::of(faults.source()) };
    errors.sort_by_key(start_of);
    if let Some(open) = open_list(&errors, faults.source()) {
        errors.retain(|error| start_of(error) < open);
        torn.swallowed_from(open);
        faults.error_hinted(open..open + 1, "missing-bracket", "the list is never closed", "close it with ]");
    }
    for error in &errors {
        note_slip(error, faults, &mut torn);
    }
    torn
}

/// Notes one slip a line: what follows it on the same line is most often its echo.
fn note_slip(error: &Error, faults: &mut Faults<'_>, torn: &mut Torn) {
    let mut span = error.span().unwrap_or_default();
    if let Some(open) = open_text(error, faults.source(), span.start) {
        span = open;
        torn.swallowed_from(span.start);
    }
    let line = faults.line_span(span.start);
    if torn.lines.contains_key(&line.start) {
        return;
    }
    let found = diagnose(error.message(), faults.line_text(span.start), line.start, &span, faults.source());
    faults.error_hinted(span, found.code, found.message, found.hint);
    torn.lines.insert(line.start, line.end);
}

/// Where the text begins that is never closed.
fn open_text(error: &Error, source: &str, end: usize) -> Option<Range<usize>> {
    let quotes = match error.message() {
        message if message.starts_with("invalid multi-line basic string") => "\"\"\"",
        message if message.starts_with("invalid multi-line literal string") => "'''",
        _ => return None,
    };
    let start = source[..end].rfind(quotes)?;
    Some(start..start + quotes.len())
}

/// A key or table that is there already: told at the second place, naming the first.
fn note_clash(error: &Error, sections: &Sections, faults: &mut Faults<'_>) {
    let span = error.span().unwrap_or_default();
    let line = faults.line_text(span.start).trim();
    let source = faults.source();
    let name = &source[span.clone()];
    let header = line.starts_with('[');
    let first = if header {
        0..span.start
    } else {
        sections.around(span.start).start..faults.line_span(span.start).start
    };
    let wanted = if header { line } else { name };
    let place = first_line(source, first, wanted).map(|at| faults.line(at));
    let where_to = place.map_or_else(String::new, |line| format!(": line {line} has it"));
    if header && error.message() == "duplicate key" {
        let code = if line.starts_with("[card.") { "duplicate-id" } else { "duplicate-key" };
        let hint = if line.starts_with("[[") {
            "the id of a card stands in its header: [card.some-id]"
        } else {
            "put the lines of both together, or give one of them another id"
        };
        faults.error_hinted(span, code, format!("the table {line} is there already{where_to}"), hint);
    } else if error.message() == "duplicate key" {
        faults.error_hinted(
            span,
            "duplicate-key",
            format!("the key `{name}` is there already{where_to}"),
            "keep one of them",
        );
    } else {
        let hint = "a key holds one value or a table, not both";
        faults.error_hinted(
            span,
            "duplicate-key",
            format!("the key `{name}` has a value already{where_to}"),
            hint,
        );
    }
}

/// Where a line begins, within `range`, with that header or key.
fn first_line(source: &str, range: Range<usize>, wanted: &str) -> Option<usize> {
    let mut at = range.start;
    for line in source[range].split_inclusive('\n') {
        let rest = line.trim_start_matches('\u{feff}').trim_start().strip_prefix(wanted);
        if rest
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '=', '.', '#', '\r', '\n']))
        {
            return Some(at);
        }
        at += line.len();
    }
    None
}
