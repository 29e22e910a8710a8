//! Numbers that count or measure something.

use std::ops::Range;

use super::words::Word;
use crate::answer::cardinal_below_hundred;

const SCALES: &[&str] = &["hundred", "thousand", "million", "billion", "trillion"];
/// Units that need no second look.
const TIMES: &[&str] = &[
    "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month",
    "months", "year", "years", "decades",
];
/// Words that may stand between a number and what it counts.
const BETWEEN: &[&str] = &[
    "calendar",
    "working",
    "business",
    "consecutive",
    "permanent",
    "non-permanent",
    "elected",
    "other",
    "additional",
    "new",
    "full",
    "clear",
    "sitting",
    "armed",
    "military",
    "civilian",
    "international",
    "national",
    "regional",
    "local",
    "main",
    "member",
    "contributing",
    "participating",
    "original",
    "founding",
    "voting",
    "square",
    "metric",
    "independent",
    "separate",
    "different",
    "academic",
    "successive",
    "nautical",
    "cubic",
    "professional",
    "uniformed",
    "serving",
];
/// Words after a number that are no unit.
const NO_UNIT: &[&str] = &[
    "of", "and", "or", "to", "in", "on", "at", "by", "for", "the", "a", "an", "is", "was", "were", "are",
    "has", "have", "had", "that", "which", "who", "with", "from", "as", "but", "it", "this", "its", "their",
    "per", "percent", "than", "when", "if", "into", "after", "before", "during", "under", "shall", "may",
    "must", "will", "would", "can", "also", "not", "be", "been", "against", "between", "through", "within",
    "he", "she", "they",
];

/// A number and what it counts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quantity {
    /// The words of the number alone: what is blanked.
    pub words: Range<usize>,
    pub value: f64,
    /// What it counts or measures, as the text says.
    pub unit: Option<String>,
    /// Whether it is a length of time, money, or a share: never idle.
    pub exact: bool,
}

/// All quantities of a sentence that are not among the words taken already.
pub(super) fn quantities(words: &[Word<'_>], taken: &dyn Fn(usize) -> bool) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match quantity(words, at).filter(|one| !one.words.clone().any(taken)) {
            Some(one) => {
                at = one.words.end;
                found.push(one);
            }
            None => at += 1,
        }
    }
    found
}

fn quantity(words: &[Word<'_>], at: usize) -> Option<Quantity> {
    if let Some((number, unit)) = words[at].lower.split_once('-')
        && let Some(value) = simple(number)
        && matches!(
            unit,
            "member"
                | "year"
                | "day"
                | "month"
                | "week"
                | "hour"
                | "nation"
                | "point"
                | "seat"
                | "strong"
                | "man"
                | "mile"
                | "person"
                | "country"
                | "minute"
                | "page"
        )
    {
        // `18-member` is one word, but only its number is asked.
        let unit = format!("-{unit}");
        return Some(Quantity { words: at..at + 1, value, unit: Some(unit), exact: true });
    }
    let (len, value, scale) = number(words, at)?;
    let before = at.checked_sub(1).map(|before| &words[before]);
    if before.is_some_and(|word| {
        word.is_any(&[
            "no", "nos", "number", "page", "p", "fig", "figure", "table", "note", "box", "appendix", "level",
            "step", "item", "stage",
        ]) || word.text == "/"
            || word.text == "(" && words.get(at + len).is_some_and(|word| word.text == ")")
    }) {
        return None;
    }
    // `the Big Four` is a name.
    if words[at].is_capital() && before.is_some_and(|word| word.is_capital()) {
        return None;
    }
    let after = words.get(at + len);
    let money = before.is_some_and(|word| matches!(word.text, "$" | "\u{20AC}" | "\u{A3}"));
    if money {
        let sign = before.map_or("", |word| word.text);
        let unit = scale.map_or_else(|| sign.to_owned(), |scale| format!("{scale} {sign}"));
        return Some(Quantity { words: at..at + len, value, unit: Some(unit), exact: true });
    }
    let percent = after.is_some_and(|word| word.text == "%" || word.is_any(&["percent", "per"]))
        && (after.is_some_and(|word| !word.is("per"))
            || words.get(at + len + 1).is_some_and(|word| word.is("cent")));
    if percent {
        return Some(Quantity { words: at..at + len, value, unit: Some("%".to_owned()), exact: true });
    }
    // `7 of the 22 boats`
    if value >= 2.0
        && after.is_some_and(|word| word.is("of"))
        && words.get(at + len + 1).is_some_and(|word| word.is_any(&["the", "its", "these"]))
        && words.get(at + len + 2).is_some_and(|word| word.text.starts_with(char::is_alphanumeric))
    {
        return Some(Quantity { words: at..at + len, value, unit: None, exact: false });
    }
    let (unit, time) = match (unit(words, at + len + usize::from(scale.is_some())), scale) {
        (Some(found), _) => found,
        (None, Some(_)) => (String::new(), false),
        (None, None) => return None,
    };
    // `one of the` and `two organisations` are seldom worth a question.
    if value < 3.0 && !time && scale.is_none() {
        return None;
    }
    let unit = scale.map_or_else(|| unit.clone(), |scale| format!("{scale} {unit}").trim_end().to_owned());
    Some(Quantity {
        words: at..at + len,
        value,
        unit: Some(unit),
        exact: scale.is_some() || time || value >= 10.0,
    })
}

/// What is counted, and whether it is time.
fn unit(words: &[Word<'_>], at: usize) -> Option<(String, bool)> {
    let mut end = at;
    while words.get(end).is_some_and(|word| word.is_any(BETWEEN) || word.lower.ends_with("-based"))
        && end < at + 3
    {
        end += 1;
    }
    let noun = words.get(end)?;
    let plural = noun.lower.ends_with('s') && noun.lower.len() > 3
        || noun.is_any(&[
            "people",
            "personnel",
            "staff",
            "men",
            "women",
            "police",
            "aircraft",
            "ha",
            "km",
            "euro",
            "euros",
            "troops",
            "times",
            "children",
            "per",
        ]);
    if !noun.is_word() || noun.is_any(NO_UNIT) || !(plural || noun.is_any(TIMES)) {
        return None;
    }
    let text = words[at..=end].iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
    Some((text, noun.is_any(TIMES)))
}

/// A number in digits or words: how many words, its value without its scale, and the scale.
fn number<'w>(words: &'w [Word<'_>], at: usize) -> Option<(usize, f64, Option<&'w str>)> {
    let value = simple(&words[at].lower)?;
    match words.get(at + 1) {
        Some(scale) if scale.is_any(SCALES) => Some((1, value, Some(scale.text))),
        _ => Some((1, value, None)),
    }
}

/// A number that is one word.
fn simple(word: &str) -> Option<f64> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let plain: String = word.chars().filter(|&c| c != ',').collect();
        let digits = plain.chars().all(|c| c.is_ascii_digit() || c == '.');
        return if digits { plain.trim_end_matches('.').parse().ok() } else { None };
    }
    let compound = || {
        let (ten, one) = word.split_once('-')?;
        let (ten, one) = (cardinal_below_hundred(ten)?, cardinal_below_hundred(one)?);
        (ten >= 20 && (1..10).contains(&one)).then_some(ten + one)
    };
    cardinal_below_hundred(word).or_else(compound).map(f64::from)
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, f64, &str)]) {
        let words = words(text);
        let found: Vec<(&str, f64, String)> = quantities(&words, &|_| false)
            .into_iter()
            .map(|one| (words[one.words.start].text, one.value, one.unit.unwrap_or_default()))
            .collect();
        let found: Vec<(&str, f64, &str)> = found.iter().map(|(a, b, c)| (*a, *b, c.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn numbers_with_what_they_count() {
        check("It has 15 members and 3,500 troops.", &[("15", 15.0, "members"), ("3,500", 3500.0, "troops")]);
        check(
            "within sixty calendar days, or 48 hours",
            &[("sixty", 60.0, "calendar days"), ("48", 48.0, "hours")],
        );
        check(
            "It cost $1.4 billion, or 12% of 3 per cent.",
            &[("1.4", 1.4, "billion $"), ("12", 12.0, "%"), ("3", 3.0, "%")],
        );
        check(
            "an 18-member board of twenty-six nations",
            &[("18-member", 18.0, "-member"), ("twenty-six", 26.0, "nations")],
        );
    }

    #[test]
    fn numbers_that_name_or_count_little_are_left_alone() {
        check("Resolution 1244 of 1999, step (1), two organisations, No. 5 and one of the rest", &[]);
    }
}
