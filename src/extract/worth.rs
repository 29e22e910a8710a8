//! Whether a text is a sentence that may say something, and what is no part of it.

use super::context::capitalised;
use super::verbs::{is_auxiliary, verb};
use super::words::words;

/// A sentence has at least so many words,
pub(super) const SHORTEST: usize = 4;

/// and with what stands before it at most so many.
pub(super) const LONGEST: usize = 85;

/// Whether an item is a clause of its own, and needs no lead-in.
pub(super) fn is_clause(text: &str) -> bool {
    let capital = text.trim_start_matches(['"', '\u{201C}', '(']).starts_with(char::is_uppercase)
        || text.starts_with(['"', '\u{201C}']);
    capital
        && text.trim_end().ends_with('.')
        && has_finite_verb(text)
        && !verb(&text.split_whitespace().next().unwrap_or_default().to_lowercase())
            .is_some_and(|(_, forms)| forms.base)
}

/// Without the number a clause is headed by: `Sec. 3. (a) The ...`.
pub(super) fn unlabelled(text: &str) -> String {
    let mut rest = text.trim();
    loop {
        let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
        let bare = word.trim_matches(['(', ')', '.', '[', ']', ':']);
        let closed = word.ends_with([')', '.', ']', ':']);
        let number =
            !bare.is_empty() && bare.len() <= 5 && bare.starts_with(|c: char| c.is_ascii_digit()) && closed;
        let letter = word.starts_with('(')
            && word.ends_with(')')
            && bare.len() <= 4
            && bare.chars().all(|c| c.is_ascii_alphanumeric());
        let titled = matches!(
            word.to_lowercase().as_str(),
            "sec." | "section" | "art." | "article" | "\u{A7}" | "rule"
        ) && after.split_once(' ').is_some_and(|(number, rest)| {
            number.ends_with(['.', ':'])
                && number.starts_with(|c: char| c.is_ascii_digit() || "IVX".contains(c))
                && rest.starts_with(|c: char| c.is_uppercase() || c == '(' || c == '"' || c == '\u{201C}')
        });
        if !(number || letter || titled) || after.is_empty() {
            break;
        }
        rest = after.trim_start();
    }
    rest.replace('*', "")
}

pub(super) fn has_finite_verb(text: &str) -> bool {
    words(text).iter().any(|word| {
        is_auxiliary(&word.lower)
            || verb(&word.lower).is_some_and(|(_, forms)| forms.past || forms.third || forms.base)
    })
}

/// Whether a text is a sentence that may say something: long enough, ended, with a verb, no citation or menu.
pub(super) fn worth(text: &str) -> bool {
    const NOISE: &[&str] = &[
        "http",
        "www.",
        "@",
        "ibid",
        "op. cit",
        "all rights reserved",
        "\u{A9}",
        "cookie",
        "click",
        "subscribe",
        "read more",
        "last updated",
        "isbn",
        "issn",
        "see also",
        "toll free",
        "this page",
        "web site",
        "website",
        "e-mail",
        "newsletter",
        "download",
    ];
    let count = text.split_whitespace().count();
    let lower = text.to_lowercase();
    let ended = text.trim_end_matches(['"', '\u{201D}', ')', '\u{2019}', ']']).ends_with('.')
        || text.trim_end().ends_with(['.', ';']);
    let formal = [
        "resolved by",
        "resolved, ",
        "be it enacted",
        "be it resolved",
        "done at",
        "in witness",
        "concerning ",
        "an act to",
        "acting in accordance",
        "having regard",
        "whereas",
        "considering",
        "recalling",
        "noting",
        "copies of",
        "for further information",
        "questions about",
        "dear ",
    ]
    .iter()
    .any(|start| lower.starts_with(start));
    let cited = formal
        || lower.contains(", p. ")
        || lower.contains(" pp. ")
        || lower.contains(", para. ")
        || [
            "source:", "sources:", "note:", "notes:", "figure ", "table ", "see ", "photo", "image:",
            "caption",
        ]
        .iter()
        .any(|start| lower.starts_with(start));
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let dotted = text.contains("....") || text.contains(". . .");
    (SHORTEST..=LONGEST).contains(&count)
        && ended
        && !cited
        && !dotted
        && digits * 3 < text.len()
        && has_finite_verb(text)
        && !NOISE.iter().any(|noise| lower.contains(noise))
}

/// A section's heading, as words before a statement.
pub(super) fn heading(section: &str) -> String {
    let bare = unlabelled(section.trim());
    let bare = bare.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ');
    capitalised(bare.trim_end_matches(['.', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_taken_off() {
        assert_eq!(unlabelled("SEC. 2. (a) It is so."), "It is so.");
        assert_eq!(unlabelled("(iv) a ship"), "a ship");
        assert_eq!(heading("4 Compulsory pilotage:"), "Compulsory pilotage");
    }

    #[test]
    fn citations_and_menus_are_worth_nothing() {
        for text in [
            "Source: the Port Authority has it.",
            "See the annex to this report.",
            "Read more on the port.",
            "Annual report, p. 4.",
        ] {
            assert!(!worth(text), "{text}");
        }
        assert!(worth("The port opened in 1901."));
    }
}
