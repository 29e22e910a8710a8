//! A hyphen at the end of a line: part of the word, or only of the line?

/// First parts that keep their hyphen unless the document writes the word as one.
const COMPOUNDING: &[&str] = &[
    "all", "cross", "ex", "far", "full", "half", "high", "ill", "long", "low", "mid", "multi", "non",
    "quasi", "self", "semi", "short", "so", "vice", "well",
];

/// What becomes of a hyphen between two lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hyphen {
    /// It only broke the line: the halves are one word.
    Soft,
    /// It belongs to the word, which goes on in the next line.
    Kept,
    /// It stands for a part left out, as in `pre- and post-war`: a blank follows.
    Suspended,
}

/// Judges the hyphen between the line `before` (which ends with it) and the line `after`, by how the rest of the
/// document (`text`, in small letters) writes the word. None when the line ends in no hyphen within a word.
pub(super) fn hyphen(before: &str, after: &str, text: &str) -> Option<Hyphen> {
    if before.ends_with('\u{ad}') {
        return Some(Hyphen::Soft);
    }
    let stem = before.strip_suffix(['-', '\u{2010}'])?;
    let left = word_end(stem).to_lowercase();
    let right: String = after.trim_start().chars().take_while(|c| c.is_alphanumeric()).collect();
    if left.is_empty() || right.is_empty() {
        return None;
    }
    if matches!(right.as_str(), "and" | "or" | "to") && !text.contains(&format!("{left}-{right}")) {
        return Some(Hyphen::Suspended);
    }
    if !right.starts_with(char::is_lowercase) {
        return Some(Hyphen::Kept);
    }
    let last = left.rsplit('-').next().unwrap_or(&left);
    Some(if has_word(text, &format!("{left}-{right}")) {
        Hyphen::Kept
    } else if has_word(text, &format!("{left}{right}")) {
        Hyphen::Soft
    } else if left.contains('-') || COMPOUNDING.contains(&last) {
        Hyphen::Kept
    } else {
        Hyphen::Soft
    })
}

/// The word at the end, with the hyphens inside it.
fn word_end(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take_while(|&(_, c)| c.is_alphanumeric() || c == '-')
        .last()
        .map_or(text.len(), |(at, _)| at);
    &text[start..]
}

fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let joins = |c: char| c.is_alphanumeric();
        !text[..at].ends_with(joins) && !text[at + word.len()..].starts_with(joins)
    })
}
