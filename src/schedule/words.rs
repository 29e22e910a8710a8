//! How long until a card returns, in a word or two.

use super::rdiv;
use crate::model::{Due, Moment};

/// A wait in a unit that suits its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Span {
    Now,
    BelowAMinute,
    Minutes(i64),
    /// In tenths.
    Hours(i64),
    Days(i64),
    /// In tenths.
    Months(i64),
    /// In tenths.
    Years(i64),
}

/// The wait from `from` to `due`, short enough for a key: `<1m`, `10m`, `1.5h`, `6d`, `2.5mo`, `1.3y`.
#[must_use]
pub fn interval_words(from: Moment, due: Due) -> String {
    match Span::between(from, due) {
        Span::Now => "now".to_owned(),
        Span::BelowAMinute => "<1m".to_owned(),
        Span::Minutes(count) => format!("{count}m"),
        Span::Hours(tenths) => format!("{}h", decimal(tenths)),
        Span::Days(count) => format!("{count}d"),
        Span::Months(tenths) => format!("{}mo", decimal(tenths)),
        Span::Years(tenths) => format!("{}y", decimal(tenths)),
    }
}

/// The same wait in whole words: `10 minutes`, `1 day`, `2.5 months`.
#[must_use]
pub fn interval_long(from: Moment, due: Due) -> String {
    match Span::between(from, due) {
        Span::Now => "now".to_owned(),
        Span::BelowAMinute => "less than a minute".to_owned(),
        Span::Minutes(count) => counted(10 * count, "minute"),
        Span::Hours(tenths) => counted(tenths, "hour"),
        Span::Days(count) => counted(10 * count, "day"),
        Span::Months(tenths) => counted(tenths, "month"),
        Span::Years(tenths) => counted(tenths, "year"),
    }
}

impl Span {
    fn between(from: Moment, due: Due) -> Self {
        match due {
            Due::At(at) => Self::of_seconds(at.unix().saturating_sub(from.at.unix())),
            Due::On(day) => Self::of_days(day.since(from.day)),
        }
    }

    fn of_seconds(seconds: i64) -> Self {
        const MINUTE: i64 = 60;
        const HOUR: i64 = 3600;
        const DAY: i64 = 86_400;
        if seconds < MINUTE {
            Self::BelowAMinute
        } else if rounded(seconds, MINUTE) < 60 {
            Self::Minutes(rounded(seconds, MINUTE))
        } else if seconds < DAY {
            Self::Hours(rounded(seconds, HOUR / 10))
        } else {
            Self::of_days(rounded(seconds, DAY))
        }
    }

    fn of_days(days: i64) -> Self {
        const YEAR: i64 = 365;
        match days {
            ..=0 => Self::Now,
            1..=30 => Self::Days(days),
            31..YEAR => Self::Months(rounded(days * 120, YEAR)),
            _ => Self::Years(rounded(days.saturating_mul(10), YEAR)),
        }
    }
}

fn rounded(count: i64, unit: i64) -> i64 {
    i64::try_from(rdiv(i128::from(count), i128::from(unit))).unwrap_or(i64::MAX)
}

fn decimal(tenths: i64) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        tenth => format!("{}.{tenth}", tenths / 10),
    }
}

fn counted(tenths: i64, unit: &str) -> String {
    let plural = if tenths == 10 { "" } else { "s" };
    format!("{} {unit}{plural}", decimal(tenths))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, Timestamp};

    const FROM: i64 = 1_000_000;

    fn from() -> Moment {
        Moment { at: Timestamp::from_unix(FROM), day: Day::from_epoch(11), to_rollover: 50_000, offset: 0 }
    }

    #[test]
    fn waits_within_the_day() {
        for (seconds, short, long) in [
            (-5, "<1m", "less than a minute"),
            (0, "<1m", "less than a minute"),
            (59, "<1m", "less than a minute"),
            (60, "1m", "1 minute"),
            (330, "6m", "6 minutes"),
            (600, "10m", "10 minutes"),
            (3569, "59m", "59 minutes"),
            (3570, "1h", "1 hour"),
            (5400, "1.5h", "1.5 hours"),
            (43_500, "12.1h", "12.1 hours"),
            (86_400, "1d", "1 day"),
        ] {
            let due = Due::At(Timestamp::from_unix(FROM + seconds));
            assert_eq!(
                (interval_words(from(), due).as_str(), interval_long(from(), due).as_str()),
                (short, long)
            );
        }
    }

    #[test]
    fn waits_of_days() {
        for (days, short, long) in [
            (-3, "now", "now"),
            (0, "now", "now"),
            (1, "1d", "1 day"),
            (30, "30d", "30 days"),
            (31, "1mo", "1 month"),
            (76, "2.5mo", "2.5 months"),
            (364, "12mo", "12 months"),
            (365, "1y", "1 year"),
            (475, "1.3y", "1.3 years"),
            (36_500, "100y", "100 years"),
        ] {
            let due = Due::On(from().day.plus(days));
            assert_eq!(
                (interval_words(from(), due).as_str(), interval_long(from(), due).as_str()),
                (short, long)
            );
        }
    }
}
