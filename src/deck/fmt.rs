//! The canonical layout of a deck file. Gentle: comments, wording, order of entries and aligned signs stay.

use toml_edit::{DocumentMut, Item, Table};

use super::keys::{self, KeySet};
use super::parse::parse;
use crate::model::Diagnostic;

/// Lays a deck file out: the keys of a card in their order, one blank line between entries, `\n` at line ends.
///
/// What the file says does not change, and laying it out again changes nothing.
///
/// # Errors
/// The diagnostics of a file that cannot be read.
pub fn fmt(source: &str) -> Result<String, Vec<Diagnostic>> {
    let parsed = parse("", source);
    if parsed.deck.is_none() {
        return Err(parsed.diagnostics);
    }
    let source = source.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    // What `parse` reads, this reads: both stand on one parser.
    let Ok(mut document) = source.parse::<DocumentMut>() else { return Ok(source) };
    let header = take_header(document.as_table_mut());
    lay_out(document.as_table_mut(), &mut Vec::new());
    let trailing = tidy(document.trailing().as_str().unwrap_or_default(), true);
    document.set_trailing(trailing);
    let text = format!("{header}{}", document.to_string().trim_start_matches('\n'));
    Ok(format!("{}\n", text.trim_end()))
}

/// The comment at the head of the file, down to its blank line: it belongs to no key.
fn take_header(root: &mut Table) -> String {
    let Some((mut key, _)) = root.iter_mut().next() else { return String::new() };
    let decor = key.leaf_decor_mut();
    let prefix = decor.prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned();
    let Some(end) = prefix.rfind("\n\n") else { return String::new() };
    decor.set_prefix(&prefix[end + 2..]);
    let header = prefix[..end].trim_matches('\n');
    if header.is_empty() { String::new() } else { format!("{}\n\n", trim_lines(header)) }
}

/// The keys a table may have, by its path; none where the order is the author's.
fn key_set(path: &[String]) -> Option<&'static KeySet> {
    match path.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => Some(&keys::DECK),
        ["group", _] => Some(&keys::GROUP),
        ["card", _] => Some(&keys::CARD),
        ["card", _, key] if keys::CARD.find(key).is_none() => Some(&keys::SIDE),
        _ => None,
    }
}

fn lay_out(table: &mut Table, path: &mut Vec<String>) {
    let any_dotted = table.iter().any(|(_, item)| item.as_table().is_some_and(Table::is_dotted));
    // Dotted keys are entries of their own: their order is the author's.
    if let Some(set) = key_set(path).filter(|_| !any_dotted) {
        table.sort_values_by(|first, _, second, _| set.rank(first.get()).cmp(&set.rank(second.get())));
    }
    for (mut key, item) in table.iter_mut() {
        let name = key.get().to_owned();
        match item {
            Item::Value(value) => {
                let decor = key.leaf_decor_mut();
                let prefix = tidy(decor.prefix().and_then(|raw| raw.as_str()).unwrap_or_default(), false);
                decor.set_prefix(prefix);
                let before = decor.suffix().and_then(|raw| raw.as_str()).unwrap_or_default();
                if before.is_empty() {
                    decor.set_suffix(" ");
                }
                let decor = value.decor_mut();
                if decor.prefix().and_then(|raw| raw.as_str()).unwrap_or_default().is_empty() {
                    decor.set_prefix(" ");
                }
                let behind =
                    decor.suffix().and_then(|raw| raw.as_str()).unwrap_or_default().trim_end().to_owned();
                decor.set_suffix(behind);
            }
            Item::Table(inner) => {
                path.push(name);
                space(inner, path);
                lay_out(inner, path);
                path.pop();
            }
            Item::ArrayOfTables(_) | Item::None => {}
        }
    }
}

/// One blank line above an entry; above a side at most the one its author left.
fn space(table: &mut Table, path: &[String]) {
    if table.is_implicit() || table.is_dotted() {
        return;
    }
    let side = path.len() > 2 && path[0] == "card";
    let decor = table.decor_mut();
    let prefix = decor.prefix().and_then(|raw| raw.as_str()).unwrap_or_default();
    let tidied = tidy(prefix, !side);
    decor.set_prefix(tidied);
}

/// Comments above something: no blanks at line ends, no more than one blank line, one at the start when `apart`.
fn tidy(prefix: &str, apart: bool) -> String {
    let mut out = String::new();
    let mut blank = apart;
    for line in prefix.lines() {
        let line = line.trim();
        if line.is_empty() {
            blank = true;
            continue;
        }
        if blank {
            out.push('\n');
            blank = false;
        }
        out.push_str(line);
        out.push('\n');
    }
    if blank {
        out.push('\n');
    }
    out
}

fn trim_lines(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}
