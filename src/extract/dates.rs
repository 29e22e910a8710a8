//! Dates in running text: every precision, spans, and vague times.

use std::ops::Range;

use super::words::Word;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// Words before a bare year that make it one.
const BEFORE_YEARS: &[&str] = &[
    "in",
    "since",
    "from",
    "until",
    "till",
    "by",
    "of",
    "during",
    "before",
    "after",
    "early",
    "late",
    "mid",
    "year",
    "years",
    "between",
    "around",
    "about",
    "circa",
    "to",
    "and",
    "throughout",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "through",
    "for",
    "the",
    "fiscal",
    "november",
    "calendar",
    "end",
];
const SEASONS: &[&str] = &["spring", "summer", "autumn", "fall", "winter"];
/// Words that make the time after them vague.
const PARTS: &[&str] = &["early", "late", "mid", "mid-"];

/// A day, month or year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The year.
    pub year: u16,
    /// The month, from 1.
    pub month: Option<u8>,
    /// The day of the month, from 1.
    pub day: Option<u8>,
}

/// What a time in a text says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Time {
    At(Moment),
    Span(Moment, Moment),
    /// As vague as its words: `early 1990s`.
    Vague,
}

/// A time, and the words it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub words: Range<usize>,
    pub time: Time,
}

/// All times of a sentence, in reading order.
pub(super) fn dates(words: &[Word<'_>]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let here = span(words, at).or_else(|| vague(words, at)).or_else(|| point(words, at));
        match here {
            Some(here) => {
                at = here.words.end;
                found.push(here);
            }
            None => at += 1,
        }
    }
    found
}

fn month(word: &Word<'_>) -> Option<u8> {
    let lower = word.lower.as_str();
    let full = MONTHS.iter().position(|month| *month == lower);
    let short = || {
        let known = lower.len() == 3 || lower == "sept";
        MONTHS.iter().position(|month| known && word.is_capital() && month.starts_with(&lower[..3]))
    };
    // `may` is a month only with a capital.
    let index = full.filter(|_| word.is_capital()).or_else(short)?;
    u8::try_from(index + 1).ok()
}

fn year(word: &Word<'_>) -> Option<u16> {
    if !word.digits() || word.text.len() != 4 {
        return None;
    }
    word.text.parse().ok().filter(|year| (1400..=2199).contains(year))
}

fn day(word: &Word<'_>) -> Option<u8> {
    let bare =
        ["st", "nd", "rd", "th"].iter().find_map(|end| word.lower.strip_suffix(end)).unwrap_or(&word.lower);
    let number: u8 = bare.parse().ok()?;
    (1..=31).contains(&number).then_some(number)
}

/// A full moment from `at`: its words and what it says. Without a year there is none.
fn moment(words: &[Word<'_>], at: usize) -> Option<(usize, Moment)> {
    let word = |offset: usize| words.get(at + offset);
    let skip = |offset: usize, marks: &[&str]| {
        offset + usize::from(word(offset).is_some_and(|word| word.is_any(marks)))
    };
    if let Some(day) = day(word(0)?) {
        let next = skip(1, &["of"]);
        if let Some(month) = word(next).and_then(month) {
            let next = skip(next + 1, &[",", "of"]);
            let year = year(word(next)?)?;
            return Some((next + 1, Moment { year, month: Some(month), day: Some(day) }));
        }
    }
    if let Some(month) = month(word(0)?) {
        if let Some(day) = word(1).and_then(day) {
            let next = skip(2, &[","]);
            if let Some(year) = word(next).and_then(year) {
                return Some((next + 1, Moment { year, month: Some(month), day: Some(day) }));
            }
        }
        let next = skip(1, &[",", "of"]);
        let year = year(word(next)?)?;
        return Some((next + 1, Moment { year, month: Some(month), day: None }));
    }
    iso(words, at).map(|moment| (1, moment))
}

/// `1995-12-14`.
fn iso(words: &[Word<'_>], at: usize) -> Option<Moment> {
    let parts: Vec<&str> = words[at].text.split('-').collect();
    let [year, month, day] = parts[..] else { return None };
    if year.len() != 4 || month.len() != 2 || day.len() != 2 {
        return None;
    }
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Moment {
        year: year.parse().ok()?,
        month: Some(month),
        day: Some(day),
    })
}

/// A bare year, where its company says that it is one.
fn bare_year(words: &[Word<'_>], at: usize) -> Option<(usize, Moment)> {
    let year = year(&words[at])?;
    let before = at.checked_sub(1).map(|before| &words[before]);
    let after = words.get(at + 1);
    if before.is_some_and(|word| {
        word.is_capital() && word.is_any(&["act", "order", "regulations", "rules", "code", "law"])
    }) {
        return None;
    }
    let led = before.is_some_and(|word| word.is_any(BEFORE_YEARS) || month(word).is_some());
    let closed = after.is_none_or(|word| !word.is_word());
    let bracketed = before.is_some_and(|word| word.is_any(&["(", ",", "\u{2013}", "-"])) && closed;
    let counted = after.is_some_and(|word| {
        word.is_word()
            && !word.is_capital()
            && word.lower.ends_with('s')
            && !word.is_any(&["was", "is", "has", "its", "this", "as"])
    });
    let adjective = after.is_some_and(|word| word.is_word() && before.is_some_and(|word| word.is("the")));
    ((led && !counted) || bracketed || adjective).then_some((1, Moment { year, month: None, day: None }))
}

fn any_moment(words: &[Word<'_>], at: usize) -> Option<(usize, Moment)> {
    moment(words, at).or_else(|| bare_year(words, at))
}

fn point(words: &[Word<'_>], at: usize) -> Option<Found> {
    let (len, moment) = any_moment(words, at)?;
    Some(Found { words: at..at + len, time: Time::At(moment) })
}

/// `1992 to 1995`, `1947-1948`, `August and September 1944`, `8 to 10 May 1999`, `2000 and 2001`.
fn span(words: &[Word<'_>], at: usize) -> Option<Found> {
    const JOINTS: &[&str] = &["to", "and", "\u{2013}", "-", "\u{2014}", "until", "through", "till"];
    if let Some(found) = joined_years(words, at).or_else(|| joined_months(words, at)) {
        return Some(found);
    }
    let before = at.checked_sub(1).map(|before| words[before].lower.as_str());
    let joint = |at: usize| words.get(at).is_some_and(|word| word.is_any(JOINTS));
    let spanning = |at: usize| {
        words.get(at).is_some_and(|word| !word.is("and")) || matches!(before, Some("between" | "from"))
    };
    if let Some((len, from)) = any_moment(words, at)
        && joint(at + len)
        && let Some((more, to)) = any_moment(words, at + len + 1)
        && (spanning(at + len) || (from.month.is_none() && to.month.is_none() && to.year == from.year + 1))
        && from < to
    {
        return Some(Found { words: at..at + len + 1 + more, time: Time::Span(from, to) });
    }
    if let Some(from) = year(&words[at])
        && words.get(at + 1).is_some_and(|word| matches!(word.text, "\u{2013}" | "-"))
        && let Some(to) = words.get(at + 2).and_then(year)
        && from < to
    {
        let year = |year| Moment { year, month: None, day: None };
        return Some(Found { words: at..at + 3, time: Time::Span(year(from), year(to)) });
    }
    // The year stands only at the end.
    if let Some(first) = month(&words[at])
        && joint(at + 1)
        && let Some((len, to)) = moment(words, at + 2)
        && to.day.is_none()
        && to.month.is_some_and(|month| first < month)
    {
        let from = Moment { year: to.year, month: Some(first), day: None };
        return Some(Found { words: at..at + 2 + len, time: Time::Span(from, to) });
    }
    if let Some(first) = day(&words[at])
        && joint(at + 1)
        && let Some((len, to)) = moment(words, at + 2)
        && to.day.is_some_and(|day| first < day)
    {
        let from = Moment { day: Some(first), ..to };
        return Some(Found { words: at..at + 2 + len, time: Time::Span(from, to) });
    }
    None
}

/// `2007-2008` and `2007/08`, written as one word.
fn joined_years(words: &[Word<'_>], at: usize) -> Option<Found> {
    let (from, to) = words[at].text.split_once(['-', '/'])?;
    let year = |text: &str| {
        (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse::<u16>().ok())
            .flatten()
    };
    let from = year(from).filter(|year| (1400..=2199).contains(year))?;
    let to = year(to).or_else(|| {
        (to.len() == 2).then(|| to.parse::<u16>().ok().map(|short| from / 100 * 100 + short)).flatten()
    })?;
    let year = |year| Moment { year, month: None, day: None };
    (from < to).then(|| Found { words: at..at + 1, time: Time::Span(year(from), year(to)) })
}

/// `April-June 1945`.
fn joined_months(words: &[Word<'_>], at: usize) -> Option<Found> {
    let (from, to) = words[at].lower.split_once('-')?;
    let month =
        |text: &str| MONTHS.iter().position(|month| *month == text).and_then(|at| u8::try_from(at + 1).ok());
    let (from, to) = (month(from)?, month(to)?);
    let year = year(words.get(at + 1)?)?;
    let moment = |month| Moment { year, month: Some(month), day: None };
    (from < to).then(|| Found { words: at..at + 2, time: Time::Span(moment(from), moment(to)) })
}

/// `early 1990s`, `the 1950s`, `mid-1948`, `late 2004`, `spring 1999`, `end of 1999`, `fiscal year 2004`.
fn vague(words: &[Word<'_>], at: usize) -> Option<Found> {
    let word = &words[at];
    let decade = |word: &Word<'_>| {
        word.lower.strip_suffix('s').map(|text| text.trim_end_matches(['\'', '\u{2019}'])).is_some_and(
            |text| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) && text.ends_with('0'),
        )
    };
    let year_at = |at: usize| words.get(at).is_some_and(|word| year(word).is_some());
    let timed = |at: usize| words.get(at).is_some_and(|word| year(word).is_some() || decade(word));
    let found = |len: usize| Some(Found { words: at..at + len, time: Time::Vague });
    if let Some(rest) = word.lower.strip_prefix("mid-") {
        let whole = rest.trim_end_matches('s').len() == 4 && rest.bytes().take(4).all(|b| b.is_ascii_digit());
        if whole {
            return found(1);
        }
        if MONTHS.contains(&rest) && year_at(at + 1) {
            return found(2);
        }
    }
    if word.is_any(PARTS) || word.is_any(SEASONS) || word.is("fy") {
        let of = usize::from(words.get(at + 1).is_some_and(|word| word.is("of")));
        let of = of + usize::from(of == 1 && words.get(at + 2).is_some_and(|word| word.is("the")));
        if timed(at + 1 + of) {
            return found(2 + of);
        }
        if words.get(at + 1).is_some_and(|word| month(word).is_some()) && year_at(at + 2) {
            return found(3);
        }
    }
    if word.is_any(&["beginning", "end", "start", "middle"])
        && words.get(at + 1).is_some_and(|word| word.is("of"))
        && timed(at + 2)
    {
        return found(3);
    }
    if word.is("fiscal")
        && words.get(at + 1).is_some_and(|word| word.is_any(&["year", "years"]))
        && year_at(at + 2)
    {
        return found(3);
    }
    if decade(word) { found(1) } else { None }
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn told(moment: &Moment) -> String {
        let mut text = moment.year.to_string();
        for part in [moment.month, moment.day].into_iter().flatten() {
            text.push_str(&format!("-{part:02}"));
        }
        text
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let words = words(text);
        let found: Vec<(String, String)> = dates(&words)
            .into_iter()
            .map(|found| {
                let range = words[found.words.start].range.start..words[found.words.end - 1].range.end;
                let time = match &found.time {
                    Time::At(moment) => told(moment),
                    Time::Span(from, to) => format!("{}..{}", told(from), told(to)),
                    Time::Vague => "vague".to_owned(),
                };
                (text[range].to_owned(), time)
            })
            .collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn points_of_every_precision() {
        check("It was signed on 14 December 1995.", &[("14 December 1995", "1995-12-14")]);
        check("On March 3rd, 2001 it rained.", &[("March 3rd, 2001", "2001-03-03")]);
        check("the 2nd of May 1990", &[("2nd of May 1990", "1990-05-02")]);
        check(
            "In May of 1948 and in March, 1949 they met.",
            &[("May of 1948", "1948-05"), ("March, 1949", "1949-03")],
        );
        check("The 1951 act was amended in 1960, not 1961.", &[("1951", "1951"), ("1960", "1960")]);
        check("Opened (1988) on 2004-02-29", &[("1988", "1988"), ("2004-02-29", "2004-02-29")]);
    }

    #[test]
    fn spans() {
        check("from 1992 to 1995", &[("1992 to 1995", "1992..1995")]);
        check(
            "In 1947\u{2013}1948 and in 2007/08",
            &[("1947\u{2013}1948", "1947..1948"), ("2007/08", "2007..2008")],
        );
        check("In August and September 1944 they met.", &[("August and September 1944", "1944-08..1944-09")]);
        check(
            "In 2000 and 2001, then in 2004 and 2009.",
            &[("2000 and 2001", "2000..2001"), ("2004", "2004"), ("2009", "2009")],
        );
        check("on 8 to 10 May 1999", &[("8 to 10 May 1999", "1999-05-08..1999-05-10")]);
    }

    #[test]
    fn vague_times_keep_their_words() {
        check("since the early 1990s and in mid-1948", &[("early 1990s", "vague"), ("mid-1948", "vague")]);
        check(
            "By the end of 1999, in spring 2000, in the 1950s",
            &[("end of 1999", "vague"), ("spring 2000", "vague"), ("1950s", "vague")],
        );
    }

    #[test]
    fn what_is_no_date_is_left_alone() {
        check("They may send 2000 troops. A year later, Resolution 1999 passed with 1500 votes.", &[]);
        check("It may 1 day come.", &[]);
    }
}
