//! What a text defines: `"ship" includes every vessel`, `The term "coast" means ...`.

/// A term and its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Definition<'t> {
    pub term: &'t str,
    pub meaning: &'t str,
    /// Whether the meaning only names what belongs to it.
    pub includes: bool,
    /// Where it holds: `in this Act`.
    pub scope: Option<&'static str>,
}

/// A meaning has at most so many words.
const LONGEST: usize = 50;

/// The definition a sentence gives, if it is one.
pub(super) fn definition(text: &str) -> Option<Definition<'_>> {
    let (term, rest) = quoted_term(text)?;
    let rest = rest.trim_start();
    let rest = without_relation(rest);
    let (includes, meaning) = [
        ("means", false),
        ("has the meaning", false),
        ("shall mean", false),
        ("is defined as", false),
        ("refers to", false),
        ("includes", true),
        ("shall include", true),
    ]
    .iter()
    .find_map(|(verb, includes)| rest.strip_prefix(verb).map(|meaning| (*includes, meaning)))?;
    let meaning = meaning.trim().trim_start_matches(',').trim().trim_end_matches(['.', ';', ':', ',']);
    let count = meaning.split_whitespace().count();
    let fine = (2..=LONGEST).contains(&count)
        && (1..=6).contains(&term.split_whitespace().count())
        && !meaning.starts_with("given");
    fine.then(|| Definition { term, meaning, includes, scope: scope(text) })
}

/// A term in quotation marks near the start, and what follows it.
fn quoted_term(text: &str) -> Option<(&str, &str)> {
    for (open, close) in [('\u{201C}', '\u{201D}'), ('"', '"'), ('\u{2018}', '\u{2019}'), ('\'', '\'')] {
        let Some(start) = text.find(open) else { continue };
        if text[..start].split_whitespace().count() > 9 {
            continue;
        }
        let inside = &text[start + open.len_utf8()..];
        let end = inside.find(close)?;
        return Some((inside[..end].trim_end_matches(','), &inside[end + close.len_utf8()..]));
    }
    None
}

/// `, in relation to a ship, means`: without what stands between the commas.
fn without_relation(rest: &str) -> &str {
    let Some(inside) = rest.strip_prefix(',') else { return rest };
    match inside.find(',') {
        Some(end) if end < 120 => inside[end + 1..].trim_start(),
        _ => inside.trim_start(),
    }
}

fn scope(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    [
        ("this act", "in this Act"),
        ("this regulation", "in this Regulation"),
        ("this joint resolution", "in this joint resolution"),
        ("this convention", "in this Convention"),
        ("this treaty", "in this Treaty"),
        ("this chapter", "in this chapter"),
        ("this section", "in this section"),
        ("this part", "in this Part"),
        ("this order", "in this Order"),
        ("this directive", "in this Directive"),
    ]
    .iter()
    .find(|(words, _)| lower.contains(words))
    .map(|(_, scope)| *scope)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str, bool)>) {
        assert_eq!(definition(text).map(|one| (one.term, one.meaning, one.includes)), expected);
    }

    #[test]
    fn terms_and_meanings() {
        check("\"ship\" includes every vessel that sails;", Some(("ship", "every vessel that sails", true)));
        check(
            "The term \u{201C}coastal militia\u{201D} means the armed ships.",
            Some(("coastal militia", "the armed ships", false)),
        );
        check(
            "In this Act, \u{201C}master\u{201D}, in relation to a ship, means the person in charge of it.",
            Some(("master", "the person in charge of it", false)),
        );
        check("He said \"no\" and left.", None);
        check("The board meets in May.", None);
    }
}
