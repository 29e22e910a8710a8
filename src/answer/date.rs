//! Dates as people write them, with as much as they say.

use chrono::NaiveDate;

use super::{Outcome, Remark};

/// A date with the parts that were said; at least the month or the year is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateForm {
    /// The year; only its last two digits count when `short_year`.
    pub year: Option<i32>,
    /// The month, 1 to 12.
    pub month: Option<u32>,
    /// The day of the month.
    pub day: Option<u32>,
    /// Whether the year was given in two digits.
    pub short_year: bool,
    /// Whether day and month could change places.
    pub ambiguous: bool,
}

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

impl DateForm {
    /// All dates that a text, normalised by [`super::normalise()`], can mean; none when it is no date.
    #[must_use]
    pub fn read(normal: &str) -> Vec<Self> {
        let words: Vec<&str> = normal
            .split([' ', ','])
            .filter(|word| !word.is_empty() && !matches!(*word, "in" | "on" | "of" | "year"))
            .collect();
        match words[..] {
            [one] => one_word(one),
            [one, two] => two_words(one, two),
            [one, two, three] => three_words(one, two, three),
            _ => Vec::new(),
        }
    }

    fn of(year: Option<i32>, month: Option<u32>, day: Option<u32>) -> Option<Self> {
        let valid = match (month, day) {
            (None, None) => year.is_some(),
            (None, Some(_)) => false,
            // A leap year stands in for one that was not said.
            (Some(month), day) => {
                NaiveDate::from_ymd_opt(year.unwrap_or(2000), month, day.unwrap_or(1)).is_some()
            }
        };
        valid.then_some(Self { year, month, day, short_year: false, ambiguous: false })
    }

    fn with_short_year(self) -> Self {
        Self { short_year: true, ..self }
    }

    /// How a typed date stands to an accepted one.
    fn compared(self, typed: Self) -> Outcome {
        let short = self.short_year || typed.short_year;
        let year = |year: Option<i32>| year.map(|year| if short { year.rem_euclid(100) } else { year });
        let accepted = [year(self.year), self.month.map(u32::cast_signed), self.day.map(u32::cast_signed)];
        let given = [year(typed.year), typed.month.map(u32::cast_signed), typed.day.map(u32::cast_signed)];
        let pairs = || accepted.into_iter().zip(given);
        if pairs().any(|(one, other)| one.is_some() && other.is_some() && one != other)
            || !pairs().any(|(one, other)| one.is_some() && other.is_some())
        {
            return Outcome::wrong(Some(Remark::OtherDate));
        }
        if pairs().any(|(one, other)| one.is_some() && other.is_none()) {
            Outcome::near(Remark::LessPrecise)
        } else if pairs().any(|(one, other)| one.is_none() && other.is_some()) {
            Outcome::near(Remark::MorePrecise)
        } else if self.short_year != typed.short_year {
            Outcome::near(Remark::ShortYear)
        } else if self.ambiguous != typed.ambiguous {
            Outcome::near(Remark::AmbiguousOrder)
        } else {
            Outcome::RIGHT
        }
    }
}

/// How a typed date, or span of dates, stands to an accepted one; none unless both are such.
pub(super) fn compare(accepted: &str, typed: &str) -> Option<Outcome> {
    let (one, other) = (DateForm::read(accepted), DateForm::read(typed));
    if !one.is_empty() && !other.is_empty() {
        return Some(best(&one, &other));
    }
    let (from, to) = span(accepted)?;
    let Some((typed_from, typed_to)) = span(typed) else {
        return other.first().map(|_| Outcome::wrong(Some(Remark::OtherDate)));
    };
    let (start, end) = (best(&from, &typed_from), best(&to, &typed_to));
    Some(if start.verdict <= end.verdict { start } else { end })
}

fn best(accepted: &[DateForm], typed: &[DateForm]) -> Outcome {
    accepted
        .iter()
        .flat_map(|one| typed.iter().map(|other| one.compared(*other)))
        .fold(Outcome::wrong(Some(Remark::OtherDate)), Outcome::or)
}

/// `1992-1995`, `1992 to 1995`, `from May 1992 until 1995`, `1992..1995`.
fn span(normal: &str) -> Option<(Vec<DateForm>, Vec<DateForm>)> {
    let body = normal.strip_prefix("from ").or_else(|| normal.strip_prefix("between ")).unwrap_or(normal);
    [" - ", "..", " to ", " until ", " till ", " and ", "-"].into_iter().find_map(|sign| {
        let (from, to) = body.split_once(sign)?;
        let (from, to) = (DateForm::read(from.trim()), last_of_span(to.trim()));
        (!from.is_empty() && !to.is_empty()).then_some((from, to))
    })
}

/// The end of a span; a year of two digits is one here, as in `1992-95`.
fn last_of_span(text: &str) -> Vec<DateForm> {
    short_year(text).map_or_else(
        || DateForm::read(text),
        |year| dates([(Some(year), None, None)], true).into_iter().map(DateForm::with_short_year).collect(),
    )
}

fn one_word(word: &str) -> Vec<DateForm> {
    if let Some(month) = month(word) {
        return DateForm::of(None, Some(month), None).into_iter().collect();
    }
    if let Some(year) = year(word) {
        return DateForm::of(Some(year), None, None).into_iter().collect();
    }
    let Some(sign) = word.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '-' | '/' | '.'))
    else {
        return Vec::new();
    };
    let parts: Vec<&str> = word.split(sign).collect();
    match parts[..] {
        [one, two] => match (year(one), year(two)) {
            (Some(year), None) => dates([(Some(year), number(two), None)], number(two).is_some()),
            (None, Some(year)) => dates([(Some(year), number(one), None)], number(one).is_some()),
            _ => Vec::new(),
        },
        [one, two, three] => numeric(one, two, three),
        _ => Vec::new(),
    }
}

/// Three numbers: year first, or day and month in either order with the year last.
fn numeric(one: &str, two: &str, three: &str) -> Vec<DateForm> {
    if let Some(year) = year(one) {
        let (Some(month), Some(day)) = (number(two), number(three)) else { return Vec::new() };
        return dates([(Some(year), Some(month), Some(day))], true);
    }
    let (Some(first), Some(second)) = (number(one), number(two)) else { return Vec::new() };
    let (year, short) = match (year(three), short_year(three)) {
        (Some(year), _) => (year, false),
        (None, Some(year)) => (year, true),
        (None, None) => return Vec::new(),
    };
    let mut found =
        dates([(Some(year), Some(second), Some(first)), (Some(year), Some(first), Some(second))], true);
    found.dedup();
    let ambiguous = found.len() > 1;
    found.into_iter().map(|date| DateForm { ambiguous, short_year: short, ..date }).collect()
}

fn two_words(one: &str, two: &str) -> Vec<DateForm> {
    let (month, other) = match (month(one), month(two)) {
        (Some(month), None) => (month, two),
        (None, Some(month)) => (month, one),
        _ => return Vec::new(),
    };
    if let Some(year) = year(other) {
        return dates([(Some(year), Some(month), None)], true);
    }
    let mut found = dates([(None, Some(month), day(other))], day(other).is_some());
    if let Some(year) = short_year(other) {
        found.extend(
            dates([(Some(year), Some(month), None)], true).into_iter().map(DateForm::with_short_year),
        );
    }
    found
}

fn three_words(one: &str, two: &str, three: &str) -> Vec<DateForm> {
    let (month, day_word, year_word) = match (month(one), month(two)) {
        (Some(month), None) => (month, two, three),
        (None, Some(month)) if year(one).is_some() => (month, three, one),
        (None, Some(month)) => (month, one, three),
        _ => return Vec::new(),
    };
    let Some(day) = day(day_word) else { return Vec::new() };
    match (year(year_word), short_year(year_word)) {
        (Some(year), _) => dates([(Some(year), Some(month), Some(day))], true),
        (None, Some(year)) => dates([(Some(year), Some(month), Some(day))], true)
            .into_iter()
            .map(DateForm::with_short_year)
            .collect(),
        (None, None) => Vec::new(),
    }
}

/// The valid ones of some dates; nothing when a part of the text was no number.
fn dates<const N: usize>(parts: [(Option<i32>, Option<u32>, Option<u32>); N], read: bool) -> Vec<DateForm> {
    parts
        .into_iter()
        .filter(|_| read)
        .filter_map(|(year, month, day)| DateForm::of(year, month, day))
        .collect()
}

/// A month by its name or the first letters of it, three at least.
fn month(word: &str) -> Option<u32> {
    let word = word.strip_suffix('.').unwrap_or(word);
    let known = |name: &str| word == name || word == &name[..3] || (name == "september" && word == "sept");
    MONTHS.iter().position(|name| known(name)).and_then(|place| u32::try_from(place + 1).ok())
}

/// A year of four digits that a course could ask for; `6400` is none.
fn year(word: &str) -> Option<i32> {
    let plain = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|year| plain && (1000..2100).contains(year))
}

fn short_year(word: &str) -> Option<i32> {
    let digits = word.strip_prefix('\'').unwrap_or(word);
    let plain = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

fn number(word: &str) -> Option<u32> {
    let plain = (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|_| plain)
}

/// A day of the month, `4` or `4th`.
fn day(word: &str) -> Option<u32> {
    let digits =
        ["st", "nd", "rd", "th", "."].into_iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    number(digits).filter(|day| (1..=31).contains(day))
}
