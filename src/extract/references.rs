//! Resolutions and numbered parts of documents.

use std::ops::Range;

use super::words::Word;

/// What is referred to by number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reference {
    Resolution {
        number: String,
        body: &'static str,
    },
    Article {
        number: String,
    },
    /// `section 4`, `Chapter VII`: the words as they stand.
    Part,
}

/// A reference and the words it takes: of several in one breath, the later ones only their number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub words: Range<usize>,
    pub reference: Reference,
}

const COUNCIL: &str = "UN Security Council";
const ASSEMBLY: &str = "UN General Assembly";
const PARTS: &[&str] = &[
    "section",
    "sections",
    "chapter",
    "annex",
    "schedule",
    "paragraph",
    "paragraphs",
    "subsection",
    "subsections",
    "part",
    "rule",
    "rules",
    "regulation",
    "regulations",
    "title",
    "appendix",
    "clause",
    "clauses",
    "protocol",
    "sec",
    "para",
    "paras",
    "\u{A7}",
];

/// All references of a sentence.
pub(super) fn references(words: &[Word<'_>]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let before = found.len();
        let end = resolutions(words, at, &mut found).or_else(|| numbered(words, at, &mut found));
        at = end.unwrap_or(at + 1);
        if found.len() == before {
            continue;
        }
    }
    found
}

fn resolutions(words: &[Word<'_>], at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let word = &words[at];
    let known = word.is_any(&["resolution", "resolutions", "unscr", "unscrs", "scr"]);
    if !known {
        return None;
    }
    let company: Vec<&str> = words[at.saturating_sub(4)..at].iter().map(|word| word.lower.as_str()).collect();
    let body = if company.contains(&"assembly") || company.contains(&"ga") { ASSEMBLY } else { COUNCIL };
    let mut start = at;
    // `Resolution (UNSCR) 1244`
    let explained = words.get(at + 1).is_some_and(|word| word.text == "(")
        && words.get(at + 2).is_some_and(|word| word.is_any(&["unscr", "scr"]))
        && words.get(at + 3).is_some_and(|word| word.text == ")");
    let mut next = at + 1 + if explained { 3 } else { 0 };
    while let Some(word) = words.get(next).filter(|word| is_number(word)) {
        let mut end = next + 1;
        // `1244 (1999)` is one name.
        if let [open, year, close, ..] = &words[end.min(words.len())..]
            && open.text == "("
            && year.digits()
            && year.text.len() == 4
            && close.text == ")"
        {
            end += 3;
        }
        let reference = Reference::Resolution { number: word.text.to_owned(), body };
        found.push(Found { words: start..next + 1, reference });
        let joint = words.get(end).filter(|word| word.is_any(&["and", ",", "or"]))?;
        let more = if joint.is(",") && words.get(end + 1).is_some_and(|word| word.is("and")) { 2 } else { 1 };
        if words.get(end + more).is_none_or(|word| !is_number(word)) {
            return Some(end);
        }
        start = end + more;
        next = start;
    }
    found.last().is_some_and(|last| last.words.end > at).then_some(next)
}

fn is_number(word: &Word<'_>) -> bool {
    let bare = word.text.split('/').next().unwrap_or_default();
    !bare.is_empty() && bare.len() <= 4 && bare.bytes().all(|b| b.is_ascii_digit())
}

fn numbered(words: &[Word<'_>], at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let word = &words[at];
    let article = word.is_any(&["article", "articles", "art", "arts"]);
    if !article && !word.is_any(PARTS) {
        return None;
    }
    let stop = usize::from(words.get(at + 1).is_some_and(|word| word.text == "."));
    let mut next = at + 1 + stop;
    let mut start = at;
    loop {
        let number = words.get(next).filter(|word| is_label(word))?;
        let end = brackets(words, next + 1);
        let reference =
            if article { Reference::Article { number: number.text.to_owned() } } else { Reference::Part };
        found.push(Found { words: start..end, reference });
        let joint = words.get(end).is_some_and(|word| word.is_any(&["and", "or", "to"]));
        if !joint || words.get(end + 1).is_none_or(|word| !is_label(word) || word.text.len() > 3) {
            return Some(end);
        }
        start = end + 1;
        next = start;
    }
}

/// A number, a Roman number or a letter.
fn is_label(word: &Word<'_>) -> bool {
    let digits = word.text.starts_with(|c: char| c.is_ascii_digit()) && word.text.len() <= 6;
    let roman = word.text.chars().all(|c| "IVXLC".contains(c));
    let letter = word.text.len() == 1 && word.is_capital() && word.text != "A";
    digits || roman || letter
}

/// Past the subsections behind a number: `42(7)(b)`.
fn brackets(words: &[Word<'_>], mut at: usize) -> usize {
    while let [open, inside, close, ..] = &words[at.min(words.len())..] {
        if open.text != "("
            || close.text != ")"
            || inside.text.len() > 4
            || open.range.start != words[at - 1].range.end
        {
            break;
        }
        at += 3;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let words = words(text);
        let found: Vec<&str> = references(&words)
            .into_iter()
            .map(|found| &text[words[found.words.start].range.start..words[found.words.end - 1].range.end])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn resolutions_one_by_one() {
        check("UN Security Council Resolutions 1244 (1999) and 1386 apply.", &["Resolutions 1244", "1386"]);
        check("UNSCR 836 and General Assembly resolution 60/1", &["UNSCR 836", "resolution 60/1"]);
        check("This joint resolution may be cited.", &[]);
    }

    #[test]
    fn articles_and_parts() {
        check(
            "Under Articles 5 and 51, section 12(3)(a) or Chapter VII",
            &["Articles 5", "51", "section 12(3)(a)", "Chapter VII"],
        );
        check("this article and a part of it", &[]);
    }
}
