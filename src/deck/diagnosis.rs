//! What a line that is no TOML was most likely meant to be, and how it should be written.

use std::ops::Range;

use super::faults::Faults;
use super::quoting::quoted;

/// How the parser's message begins where it gives up: at a line that is no `key = value`.
pub(super) const STOP: &str = "key with no value";

/// A slip: its rule, what is wrong, and the next step.
pub(super) struct Slip {
    pub code: &'static str,
    pub message: String,
    pub hint: String,
}

fn slip(code: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Slip {
    Slip { code, message: message.into(), hint: hint.into() }
}

/// Names the slip behind the parser's `message` on `line`, which begins at `line_start`.
pub(super) fn diagnose(
    message: &str,
    line: &str,
    line_start: usize,
    span: &Range<usize>,
    source: &str,
) -> Slip {
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
    if starts("unclosed table") || starts("unclosed inline") {
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
    slip("bad-value", format!("this cannot be read as TOML: {message}"), value_in_quotes(text))
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
