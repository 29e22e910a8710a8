//! Slips of TOML: what the author most likely meant, and the line as it should be.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::faults::Faults;
use super::quoting::quoted;

/// Reads `source` as TOML, notes its slips, and lets `walk` read what could be understood.
///
/// Faults that only follow from a slip are left out: those of a line that has one, and what seems to be missing from a
/// table whose lines could not all be read.
pub(super) fn read<T>(
    source: &str,
    faults: &mut Faults<'_>,
    walk: impl FnOnce(&DeTable<'_>, &mut Faults<'_>) -> Option<T>,
) -> Option<T> {
    let (table, errors) = DeTable::parse_recoverable(source);
    if errors.is_empty() {
        return walk(table.get_ref(), faults);
    }
    let mut torn = Torn::default();
    let (clash, syntax): (Vec<_>, Vec<_>) = errors.into_iter().partition(is_clash);
    for error in &syntax {
        note_slip(error, faults, &mut torn);
    }
    // The parser gives up at a line that is no `key = value`; without these lines it reads on.
    let without_stops = blank_lines(source, &syntax, faults);
    let (rest, clash) = match &without_stops {
        None => (table, clash),
        Some(readable) => {
            let (rest, errors) = DeTable::parse_recoverable(readable);
            (rest, errors.into_iter().filter(is_clash).collect())
        }
    };
    for error in &clash {
        note_clash(error, faults);
    }
    let before = faults.mark();
    let walked = walk(rest.get_ref(), faults);
    faults.retain_since(before, |at, code| !torn.hides(at, code, source));
    walked
}

fn is_clash(error: &Error) -> bool {
    error.message() == "duplicate key" || error.message().starts_with("cannot extend value")
}

const STOP: &str = "key with no value";

/// The source with the lines at which the parser stops replaced by blanks, byte for byte.
fn blank_lines(source: &str, errors: &[Error], faults: &Faults<'_>) -> Option<String> {
    let stops: Vec<Range<usize>> = errors
        .iter()
        .filter(|error| error.message().starts_with(STOP))
        .map(|error| faults.line_span(error.span().unwrap_or_default().start))
        .collect();
    if stops.is_empty() {
        return None;
    }
    let mut readable = String::with_capacity(source.len());
    let mut at = 0;
    for line in stops.into_iter().filter(|line| !line.is_empty()) {
        if line.start < at {
            continue;
        }
        readable.push_str(&source[at..line.start]);
        readable.extend(std::iter::repeat_n(' ', line.len()));
        at = line.end;
    }
    readable.push_str(&source[at..]);
    Some(readable)
}

/// What of a file could not be read.
#[derive(Default)]
struct Torn {
    /// The lines with a slip.
    lines: Vec<Range<usize>>,
    /// From where on the rest of the file may have been swallowed by an open text or list.
    open_from: Option<usize>,
}

impl Torn {
    fn hides(&self, at: usize, code: &str, source: &str) -> bool {
        if self.open_from.is_some_and(|from| at >= from)
            || self.lines.iter().any(|line| line.start <= at && at <= line.end)
        {
            return true;
        }
        let table = section(source, at);
        let mut inside = self.lines.iter().filter(|line| table.contains(&line.start));
        let absence =
            code.starts_with("missing-") || matches!(code, "too-few-items" | "unknown-group" | "empty");
        inside.any(|line| absence || source[line.clone()].trim_start().starts_with('['))
            || (code == "unknown-group" && !self.lines.is_empty())
    }
}

/// The bytes from the header of a table to the next header.
fn section(source: &str, at: usize) -> Range<usize> {
    let line_end = source[at..].find('\n').map_or(source.len(), |found| at + found);
    let header = |text: &str| text.starts_with('[');
    let start = if header(source) && line_end == source.find('\n').unwrap_or(source.len()) {
        0
    } else {
        source[..line_end].rfind("\n[").map_or(0, |found| found + 1)
    };
    let end = source[line_end..].find("\n[").map_or(source.len(), |found| line_end + found + 1);
    start..end
}

/// A slip: its rule, what is wrong, and the next step.
struct Slip {
    code: &'static str,
    message: String,
    hint: String,
}

fn slip(code: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Slip {
    Slip { code, message: message.into(), hint: hint.into() }
}

/// Notes one slip a line: what follows it on the same line is most often its echo.
fn note_slip(error: &Error, faults: &mut Faults<'_>, torn: &mut Torn) {
    let mut span = error.span().unwrap_or_default();
    if let Some(open) = open_text(error, faults.source(), span.start) {
        span = open;
        torn.open_from = Some(torn.open_from.unwrap_or(usize::MAX).min(span.start));
    } else if error.message().starts_with("unclosed array") {
        torn.open_from = Some(torn.open_from.unwrap_or(usize::MAX).min(span.start));
    }
    let line = faults.line_span(span.start);
    if torn.lines.contains(&line)
        || torn.lines.iter().any(|other| is_echo(error, other, &line, faults.source()))
    {
        return;
    }
    let found = diagnose(error.message(), faults.line_text(span.start), line.start, &span, faults.source());
    faults.error_hinted(span, found.code, found.message, found.hint);
    torn.lines.push(line);
}

/// Inside a list that lost a comma or a bracket, the lines that follow are no list's.
fn is_echo(error: &Error, first: &Range<usize>, line: &Range<usize>, source: &str) -> bool {
    let next = source[first.end..line.start].trim().is_empty() && line.start > first.end;
    next && (error.message().contains("array") || error.message().starts_with("missing comma"))
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

fn diagnose(message: &str, line: &str, line_start: usize, span: &Range<usize>, source: &str) -> Slip {
    let text = line.trim();
    let starts = |prefix: &str| message.starts_with(prefix);
    if starts(STOP) || starts("invalid unquoted key") {
        return no_pair(text);
    }
    if starts("string values must be quoted") {
        return unquoted(text, line_start, span, source);
    }
    if starts("unexpected key or value") {
        return after_value(text);
    }
    if starts("invalid multi-line") {
        return slip(
            "missing-quote",
            "the text is never closed",
            format!("close it with {}", &source[span.clone()]),
        );
    }
    if starts("invalid basic string") || starts("invalid literal string") {
        let quote = if starts("invalid basic") { '"' } else { '\'' };
        return slip("missing-quote", "the closing quote is missing", format!("write {text}{quote}"));
    }
    if starts("missing escaped value") || message.contains("unicode") || message.contains("hexadecimal") {
        return slip("bad-escape", "a backslash in double quotes begins an escape", literally(text));
    }
    if starts("extra `=`") {
        return slip("double-equals", "one `=` too many", format!("write {}", text.replacen("==", "=", 1)));
    }
    if starts("unclosed table") || starts("unclosed array") || starts("unclosed inline") {
        let bracket = if text.starts_with("[[") {
            "]]"
        } else if starts("unclosed inline") {
            "}"
        } else {
            "]"
        };
        let hint = if text.is_empty() { format!("add {bracket}") } else { format!("write {text}{bracket}") };
        return slip("missing-bracket", format!("the closing `{bracket}` is missing"), hint);
    }
    if starts("missing comma") {
        return slip("missing-comma", "a comma is missing", "part the values by commas");
    }
    if starts("invalid boolean") {
        return slip(
            "bad-value",
            "true and false are written in small letters",
            format!("write {}", lower_truth(text)),
        );
    }
    slip("toml", message, value_in_quotes(text))
}

/// A line that is no `key = value`.
fn no_pair(text: &str) -> Slip {
    if let Some(rest) = ["//", "--", ";"].iter().find_map(|sign| text.strip_prefix(sign)) {
        return slip("comment-sign", "a comment begins with #", format!("write # {}", rest.trim()));
    }
    if text.starts_with('[') {
        let inside = text.trim_matches(['[', ']']);
        let path: Vec<String> = inside.split('.').map(|part| super::cloze::slug(part).to_string()).collect();
        let message = "ids are small letters, digits and hyphens";
        return slip("bad-id", message, format!("write [{}]", path.join(".")));
    }
    let equals = text.find('=');
    let colon = text.find(':').filter(|&colon| equals.is_none_or(|equals| colon < equals));
    if let Some(colon) = colon.filter(|&colon| is_bare(text[..colon].trim())) {
        let (key, value) = (text[..colon].trim(), text[colon + 1..].trim());
        return slip(
            "colon-for-equals",
            "a key and its value are parted by `=`",
            format!("write {key} = {}", as_value(value)),
        );
    }
    match equals.map(|at| (text[..at].trim(), text[at + 1..].trim())) {
        Some((key, _)) if key.starts_with(['"', '\'']) => {
            let closed = format!("{key}{}", &key[..1]);
            slip(
                "missing-quote",
                "the closing quote of the key is missing",
                format!("write {}", text.replacen(key, &closed, 1)),
            )
        }
        Some((key, value)) if !key.is_empty() => slip(
            "key-needs-quotes",
            format!("the key `{key}` needs quotes"),
            format!("write {} = {}", quoted(key), as_value(value)),
        ),
        _ => slip("no-value", "no `key = value`", "write key = \"value\", or # before a remark"),
    }
}

fn is_bare(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

/// A value as it stands, in quotes when it is a bare text.
fn as_value(value: &str) -> String {
    let plain = value.starts_with(['"', '\'', '[', '{'])
        || value.parse::<f64>().is_ok()
        || matches!(value, "true" | "false");
    if plain { value.to_owned() } else { quoted(value) }
}

const TYPOGRAPHIC: [char; 8] = ['“', '”', '„', '«', '»', '‘', '’', '‚'];

fn unquoted(text: &str, line_start: usize, span: &Range<usize>, source: &str) -> Slip {
    let value = source[span.clone()].trim();
    let whole = text.split_once('=').map(|(key, rest)| (key.trim(), rest.trim()));
    // A list keeps its other values; a value alone runs to the end of the line.
    let (value, line) = match whole {
        Some((key, rest)) if rest.starts_with(value) && is_bare(key) => {
            (rest, format!("{key} = {}", quoted(rest.trim_matches(TYPOGRAPHIC))))
        }
        _ => {
            let before = source[line_start..span.start].trim_start();
            let line_end =
                line_start + source[line_start..].find(['\n', '\r']).unwrap_or(source.len() - line_start);
            let after = source[span.end.min(line_end)..line_end].trim_end();
            (value, format!("{before}{}{after}", quoted(value.trim_matches(TYPOGRAPHIC))))
        }
    };
    if value.is_empty() {
        return slip("no-value", "the value is missing", format!("write {text} \"...\""));
    }
    if value.starts_with(TYPOGRAPHIC) {
        return slip(
            "typographic-quotes",
            "typographic quotes do not enclose a text",
            format!("write {line}"),
        );
    }
    slip("unquoted-text", "a text stands in quotes", format!("write {line}"))
}

/// Something behind a value: most often the text has quotes inside.
fn after_value(text: &str) -> Slip {
    let Some((key, value)) = text.split_once('=').map(|(key, value)| (key.trim(), value.trim())) else {
        return slip("after-value", "something stands behind the value", "a remark begins with #");
    };
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
    let inside = quote.and_then(|quote| {
        let last = value.rfind(quote)?;
        let inside = value.get(1..last)?;
        inside.contains(quote).then_some(inside)
    });
    match inside {
        Some(inside) => {
            slip("inner-quotes", "the text has quotes inside", format!("write {key} = {}", quoted(inside)))
        }
        None => slip(
            "after-value",
            "something stands behind the value",
            "a remark begins with #; values have a line each",
        ),
    }
}

/// The line with its text in single quotes, where backslashes stay what they are.
fn literally(text: &str) -> String {
    let value = text.split_once('=').map(|(key, value)| (key.trim(), value.trim()));
    match value {
        Some((key, value))
            if value.len() > 1 && value.starts_with('"') && value.ends_with('"') && !value.contains('\'') =>
        {
            format!("write {key} = '{}'", &value[1..value.len() - 1])
        }
        _ => "write the text in single quotes, or every backslash twice".to_owned(),
    }
}

fn lower_truth(text: &str) -> String {
    match text.split_once('=') {
        Some((key, value)) => format!("{} = {}", key.trim(), value.trim().to_lowercase()),
        None => "true or false".to_owned(),
    }
}

fn value_in_quotes(text: &str) -> String {
    match text.split_once('=') {
        Some((key, value)) if is_bare(key.trim()) && !value.trim().starts_with(['"', '\'', '[', '{']) => {
            format!("if a text is meant, write {} = {}", key.trim(), quoted(value.trim()))
        }
        _ => "look for a missing quote, comma or bracket".to_owned(),
    }
}

/// A key or table that is there already: told at the second place, naming the first.
fn note_clash(error: &Error, faults: &mut Faults<'_>) {
    let span = error.span().unwrap_or_default();
    let line = faults.line_text(span.start).trim();
    let source = faults.source();
    let name = &source[span.clone()];
    let header = line.starts_with('[');
    let first = if header {
        0..span.start
    } else {
        section(source, span.start).start..faults.line_span(span.start).start
    };
    let wanted = if header { line } else { name };
    let place = first_line(source, first, wanted).map(|at| faults.line(at));
    let where_to = place.map_or_else(String::new, |line| format!(": line {line} has it"));
    if header && error.message() == "duplicate key" {
        let code = if line.starts_with("[card.") { "duplicate-id" } else { "duplicate-key" };
        let hint = "put the lines of both together, or give one of them another id";
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

/// Warns of a text that holds something its author hardly meant: `"$\times$"` holds a tab.
pub(super) fn warn_of_escapes(span: Range<usize>, faults: &mut Faults<'_>) {
    let raw = &faults.source()[span.clone()];
    let mut at = 0;
    while let Some(found) = raw[at..].find('\\') {
        let rest = &raw[at + found + 1..];
        if let Some((code, what)) = unlikely_escape(rest) {
            let command: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
            let start = span.start + at + found;
            let message = format!("\\{command} in double quotes holds {what}");
            let hint = literally(faults.line_text(start).trim());
            faults.warn(start..start + 1 + command.len(), code, message, hint);
            return;
        }
        at += found + 1 + rest.chars().next().map_or(0, char::len_utf8);
    }
}

/// Commands of TeX that begin like an escape for a line end.
const TEX_LINE_ENDS: [&str; 10] =
    ["neq", "nabla", "notin", "nmid", "right", "rho", "rangle", "rceil", "rfloor", "nsubset"];

fn unlikely_escape(rest: &str) -> Option<(&'static str, &'static str)> {
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    match rest.bytes().next()? {
        b't' if letters > 1 => Some(("tab-in-text", "a tab")),
        b'b' if letters > 1 => Some(("control-in-text", "a backspace")),
        b'f' if letters > 1 => Some(("control-in-text", "a form feed")),
        b'n' | b'r' if TEX_LINE_ENDS.iter().any(|name| rest.starts_with(name)) => {
            Some(("control-in-text", "a line end"))
        }
        _ => None,
    }
}
