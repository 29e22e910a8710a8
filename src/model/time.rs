//! Study days and instants. Nothing here reads a clock.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, NaiveDate};
use thiserror::Error;

/// A text or number that is no day or instant.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("\"{text}\" is no date of the form YYYY-MM-DD")]
pub struct TimeError {
    /// The text as given.
    pub text: String,
}

/// A study day: a civil date, as days since 1970-01-01. It turns at the rollover hour, not at midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// Days from 0001-01-01 (chrono's day 1) to 1970-01-01.
const EPOCH_FROM_CE: i32 = 719_163;
/// 9999-12-31: no later day is ever stored, so that a date always prints with four digits of year.
const LAST: i32 = 2_932_896;
/// 0001-01-01.
const FIRST: i32 = 1 - EPOCH_FROM_CE;

impl Day {
    /// The day that lies `days` after 1970-01-01, held within the years 1 to 9999.
    #[must_use]
    pub fn from_epoch(days: i64) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "clamped to the range of i32 just here")]
        Self(days.clamp(i64::from(FIRST), i64::from(LAST)) as i32)
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn epoch_days(self) -> i32 {
        self.0
    }

    /// The day as a civil date.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0 + EPOCH_FROM_CE).unwrap_or_default()
    }

    /// The day `days` later (earlier when negative).
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        Self::from_epoch(i64::from(self.0).saturating_add(days))
    }

    /// The day as one says it: `3 December 2026`.
    #[must_use]
    pub fn words(self) -> String {
        self.date().format("%-d %B %Y").to_string()
    }

    /// How many days lie between `earlier` and this day; negative when it is later.
    #[must_use]
    pub fn since(self, earlier: Day) -> i64 {
        i64::from(self.0) - i64::from(earlier.0)
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Self::from_epoch(i64::from(date.num_days_from_ce()) - i64::from(EPOCH_FROM_CE))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date().format("%Y-%m-%d"))
    }
}

impl FromStr for Day {
    type Err = TimeError;
    fn from_str(text: &str) -> Result<Self, TimeError> {
        NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .map(Self::from)
            .map_err(|_| TimeError { text: text.to_owned() })
    }
}

/// An instant: seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The instant `seconds` after the Unix epoch.
    #[must_use]
    pub const fn from_unix(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since the Unix epoch.
    #[must_use]
    pub const fn unix(self) -> i64 {
        self.0
    }

    /// The instant `seconds` later.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// The time of day, hour and minute, where local time is so many seconds ahead of UTC.
    #[must_use]
    pub fn time_of_day(self, offset: i32) -> String {
        self.plus_seconds(i64::from(offset)).utc().format("%H:%M").to_string()
    }

    /// The instant in UTC, for printing; the epoch when out of chrono's range.
    #[must_use]
    pub fn utc(self) -> DateTime<chrono::Utc> {
        DateTime::from_timestamp(self.0, 0).unwrap_or_default()
    }
}

/// One reading of the clock, with what the scheduler needs of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub at: Timestamp,
    /// The study day it belongs to.
    pub day: Day,
    /// Seconds from the instant to the end of that study day; above 0.
    pub to_rollover: i64,
    /// Offset of local time from UTC in seconds, for printing instants.
    pub offset: i32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_read_back_as_written() {
        for text in ["1970-01-01", "2026-02-28", "2024-02-29", "9999-12-31", "0001-01-01"] {
            assert_eq!(text.parse::<Day>().unwrap().to_string(), text);
        }
        assert_eq!(Day::from_epoch(334).words(), "1 December 1970");
        assert_eq!("1970-01-02".parse::<Day>().unwrap().epoch_days(), 1);
    }

    #[test]
    fn a_day_never_leaves_the_four_digit_years() {
        assert_eq!(Day::from_epoch(i64::MAX).to_string(), "9999-12-31");
        assert_eq!(Day::from_epoch(0).plus(i64::MIN).to_string(), "0001-01-01");
    }
}
