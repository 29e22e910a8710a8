//! Texts as TOML 1.0 writes them.

/// A text in quotes, on one line: double quotes as a rule, single ones where that spares escapes.
pub(super) fn quoted(text: &str) -> String {
    let has_signs = text.contains(['"', '\\']);
    if has_signs && !text.contains('\'') && !text.chars().any(char::is_control) {
        return format!("'{text}'");
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            control if control.is_control() => {
                out.push_str(&format!("\\u{:04X}", u32::from(control)));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// A text that may run over several lines: three quotes where it has line ends and nothing that needs escapes.
pub(super) fn text(text: &str) -> String {
    let plain = text.contains('\n')
        && !text.starts_with('\n')
        && !text.contains("\"\"\"")
        && !text.ends_with('"')
        && !text.contains('\\')
        && !text.chars().any(|c| c.is_control() && c != '\n');
    if plain { format!("\"\"\"\n{text}\"\"\"") } else { quoted(text) }
}

/// A list of texts.
pub(super) fn list<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let texts: Vec<String> = texts.into_iter().map(quoted).collect();
    format!("[{}]", texts.join(", "))
}
