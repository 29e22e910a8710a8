//! Resolutions and articles by number.

use super::{Outcome, Remark};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Resolution,
    Article,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Body {
    SecurityCouncil,
    GeneralAssembly,
}

#[derive(Debug, PartialEq, Eq)]
struct Reference<'a> {
    /// What it is; none for a bare number.
    sort: Option<Sort>,
    body: Option<Body>,
    number: &'a str,
    /// What follows the number: a year in parentheses, or the document.
    of: Option<String>,
}

/// How a typed reference stands to an accepted one; none unless both can be one, and at least one says so.
pub(super) fn compare(accepted: &str, typed: &str) -> Option<Outcome> {
    let (one, other) = (read(accepted)?, read(typed)?);
    one.sort.or(other.sort)?;
    if one.number != other.number
        || one.sort.zip(other.sort).is_some_and(|(one, other)| one != other)
        || one.body.zip(other.body).is_some_and(|(one, other)| one != other)
    {
        return Some(Outcome::wrong(Some(Remark::OtherReference)));
    }
    match (&one.of, &other.of) {
        (one, other) if one == other => Some(Outcome::RIGHT),
        (Some(_), None) => Some(Outcome::near(Remark::LessPrecise)),
        (None, Some(_)) => Some(Outcome::near(Remark::MorePrecise)),
        // Two documents: their words decide.
        _ => None,
    }
}

fn read(normal: &str) -> Option<Reference<'_>> {
    let at = normal.find(|c: char| c.is_ascii_digit())?;
    let (lead, tail) = normal.split_at(at);
    let (sort, body) = lead_words(lead.trim())?;
    let end = tail.find([' ', '(']).unwrap_or(tail.len());
    let (number, rest) = tail.split_at(end);
    if !number.chars().all(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let rest = rest.trim();
    let of = rest.strip_prefix("of ").unwrap_or(rest).trim_matches(['(', ')']);
    if sort.is_none() && !rest.is_empty() {
        return None;
    }
    Some(Reference { sort, body, number, of: (!of.is_empty()).then(|| of.to_owned()) })
}

fn lead_words(lead: &str) -> Option<(Option<Sort>, Option<Body>)> {
    let mut sort = None;
    let mut body = None;
    for word in lead.split([' ', '/', '-']).map(|word| word.trim_end_matches('.')) {
        match word {
            "" | "no" | "number" | "un" | "united" | "nations" | "s" | "nr" => {}
            "resolution" | "res" | "unscr" | "scr" | "ungar" if sort.is_none() => {
                sort = Some(Sort::Resolution);
                body = match word {
                    "unscr" | "scr" => Some(Body::SecurityCouncil),
                    "ungar" => Some(Body::GeneralAssembly),
                    _ => body,
                };
            }
            "article" | "art" if sort.is_none() => sort = Some(Sort::Article),
            "security" | "council" | "sc" | "unsc" => body = Some(Body::SecurityCouncil),
            "general" | "assembly" | "ga" | "unga" => body = Some(Body::GeneralAssembly),
            _ => return None,
        }
    }
    // Words of a body alone, as in "United Nations 5", make no reference.
    (sort.is_some() || lead.is_empty()).then_some((sort, body))
}
