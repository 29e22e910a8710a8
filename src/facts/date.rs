//! Dates as precise as they are known, and the forms they are written in.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use thiserror::Error;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// Months are cut to so many letters.
const SHORT: usize = 3;

/// A text that is no date.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("\"{text}\" is no date: write \"1995\", \"1995-12\", \"1995-12-14\" or \"1992..1995\"")]
pub struct DateError {
    /// The text as given.
    pub text: String,
}

/// How precise a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Precision {
    Year,
    Month,
    Day,
}

/// A year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Point {
    first: NaiveDate,
    precision: Precision,
}

/// A point in time, or a span from one to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Date {
    /// A point.
    At(Point),
    /// A span; it does not end before it begins.
    Span(Point, Point),
}

impl Point {
    /// Puts a point together; none when there is no such day.
    #[must_use]
    pub fn new(year: i32, month: Option<u32>, day: Option<u32>) -> Option<Self> {
        let precision = match (month, day) {
            (None, None) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
            (None, Some(_)) => return None,
        };
        let first = NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1))?;
        Some(Self { first, precision })
    }

    /// How precise it is.
    #[must_use]
    pub const fn precision(&self) -> Precision {
        self.precision
    }

    /// The last day that it may mean.
    fn last(&self) -> NaiveDate {
        let months = match self.precision {
            Precision::Day => return self.first,
            Precision::Month => 1,
            Precision::Year => 12,
        };
        self.first
            .checked_add_months(chrono::Months::new(months))
            .and_then(|next| next.pred_opt())
            .unwrap_or(self.first)
    }

    /// As a facts file writes it: `1995-12-14`.
    fn written(&self) -> String {
        let format = match self.precision {
            Precision::Year => "%Y",
            Precision::Month => "%Y-%m",
            Precision::Day => "%Y-%m-%d",
        };
        self.first.format(format).to_string()
    }

    fn parts(&self) -> (String, String, &'static str) {
        let text = |format: &str| self.first.format(format).to_string();
        let month: usize = text("%-m").parse().unwrap_or(1);
        (text("%Y").trim_start_matches('0').to_owned(), text("%-d"), MONTHS[(month - 1) % 12])
    }

    /// All forms, the usual one first: `14 December 1995`, `14 Dec 1995`, `December 14, 1995`, `1995-12-14`.
    #[must_use]
    pub fn forms(&self) -> Vec<String> {
        let (year, day, month) = self.parts();
        let short = &month[..SHORT];
        let iso = |format: &str| self.first.format(format).to_string();
        match self.precision {
            Precision::Year => vec![year],
            Precision::Month => {
                let mut forms =
                    vec![format!("{month} {year}"), format!("{short} {year}"), iso("%Y-%m"), iso("%m/%Y")];
                forms.dedup();
                forms
            }
            Precision::Day => {
                let mut forms = vec![
                    format!("{day} {month} {year}"),
                    format!("{day} {short} {year}"),
                    format!("{month} {day}, {year}"),
                    iso("%Y-%m-%d"),
                ];
                forms.dedup();
                forms
            }
        }
    }
}

impl Date {
    /// The first day it may mean.
    #[must_use]
    pub const fn first(&self) -> NaiveDate {
        match self {
            Self::At(point) | Self::Span(point, _) => point.first,
        }
    }

    /// The last day it may mean.
    #[must_use]
    pub fn last(&self) -> NaiveDate {
        match self {
            Self::At(point) | Self::Span(_, point) => point.last(),
        }
    }

    /// Whether some day may belong to both.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.first() <= other.last() && other.first() <= self.last()
    }

    /// Whether both are written alike: points of one precision, or spans of one.
    #[must_use]
    pub fn same_form(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::At(a), Self::At(b)) => a.precision == b.precision,
            (Self::Span(a, b), Self::Span(c, d)) => a.precision == c.precision && b.precision == d.precision,
            _ => false,
        }
    }

    /// Whether it is one year and the next: nothing lies between, and `2000 and 2001` says it best.
    fn is_pair_of_years(&self) -> bool {
        let Self::Span(from, to) = self else { return false };
        let years = from.precision == Precision::Year && to.precision == Precision::Year;
        years && to.first.years_since(from.first) == Some(1)
    }

    /// As a facts file writes it, and [`FromStr`] reads it: `1995-12`, `1992..1995`.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Self::At(point) => point.written(),
            Self::Span(from, to) => format!("{}..{}", from.written(), to.written()),
        }
    }

    /// All forms, the usual one first.
    #[must_use]
    pub fn forms(&self) -> Vec<String> {
        let (from, to) = match self {
            Self::At(point) => return point.forms(),
            Self::Span(from, to) => (from.forms(), to.forms()),
        };
        let between = if self.is_pair_of_years() { [" and ", " to "] } else { [" to ", " and "] };
        let ends = from.first().zip(to.first());
        let write = |(from, to): (&String, &String)| {
            between
                .iter()
                .chain(&["\u{2013}", "-", " until "])
                .map(|between| format!("{from}{between}{to}"))
                .collect()
        };
        ends.map(write).unwrap_or_default()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.forms().first().map_or("", String::as_str))
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let date = match text.split_once("..") {
            None => point(text).map(Self::At),
            Some((from, to)) => point(from)
                .zip(point(to))
                .filter(|(from, to)| from.first <= to.first)
                .map(|(from, to)| Self::Span(from, to)),
        };
        date.ok_or_else(|| DateError { text: text.to_owned() })
    }
}

fn point(text: &str) -> Option<Point> {
    let number = |part: &str, width: usize| {
        let digits = part.len() == width && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse::<u32>().ok()).flatten()
    };
    let mut parts = text.trim().split('-');
    let year = i32::try_from(number(parts.next()?, 4)?).ok()?;
    let month = parts.next().map(|part| number(part, 2).ok_or(())).transpose().ok()?;
    let day = parts.next().map(|part| number(part, 2).ok_or(())).transpose().ok()?;
    if parts.next().is_some() { None } else { Point::new(year, month, day) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn dates_are_shown_as_precisely_as_they_are_known() {
        for (text, shown) in [
            ("1995", "1995"),
            ("1995-12", "December 1995"),
            ("1995-12-04", "4 December 1995"),
            ("1992..1995", "1992 to 1995"),
            ("2000..2001", "2000 and 2001"),
            ("1992-07..1992-11", "July 1992 to November 1992"),
        ] {
            assert_eq!(date(text).to_string(), shown);
            assert_eq!(date(text).written(), text);
        }
        assert_eq!(date("1995-05").forms(), ["May 1995", "1995-05", "05/1995"]);
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "95",
            "1995-13",
            "1995-02-30",
            "1995-1",
            "1995..",
            "1996..1995",
            "1995-12-14-1",
            "December 1995",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn dates_overlap_when_a_day_may_belong_to_both() {
        assert!(date("1995").overlaps(&date("1995-12")));
        assert!(!date("1995-11").overlaps(&date("1995-12")));
        assert!(date("1992..1995").overlaps(&date("1994-02-01")));
        assert!(!date("2000").overlaps(&date("2001")));
    }
}
