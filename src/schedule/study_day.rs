//! The study day: a civil date that turns at the rollover, not at midnight.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, MappedLocalTime, NaiveDateTime, Offset, TimeDelta, TimeZone};
use thiserror::Error;

use crate::model::{Day, Moment, Timestamp};

/// When the study day turns, in minutes after local midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rollover(u16);

/// A text that is no time of day.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("\"{text}\" is neither an hour from 0 to 23 nor a time HH:MM")]
pub struct RolloverError {
    /// The text as given.
    pub text: String,
}

impl Rollover {
    /// The rollover so many minutes after midnight; none from 24 hours on.
    #[must_use]
    pub fn from_minutes(minutes: u16) -> Option<Self> {
        (minutes < 24 * 60).then_some(Self(minutes))
    }

    /// Minutes after midnight.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl Default for Rollover {
    /// Four in the morning.
    fn default() -> Self {
        Self(4 * 60)
    }
}

impl FromStr for Rollover {
    type Err = RolloverError;

    fn from_str(text: &str) -> Result<Self, RolloverError> {
        let (hour, minute) = text.trim().split_once(':').unwrap_or((text.trim(), "00"));
        let number = |digits: &str, below: u16| {
            let plain = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse::<u16>().ok().filter(|&number| plain && number < below)
        };
        match (number(hour, 24), number(minute, 60).filter(|_| minute.len() == 2)) {
            (Some(hour), Some(minute)) => Ok(Self(hour * 60 + minute)),
            _ => Err(RolloverError { text: text.to_owned() }),
        }
    }
}

impl fmt::Display for Rollover {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// The study day of an instant, and how long it still lasts.
///
/// The day goes by the local civil date. Where the clocks change over the rollover, it turns once: at the first
/// valid instant after a time that is left out, at the first of two that are the same.
#[must_use]
pub fn moment<Z: TimeZone>(at: Timestamp, zone: &Z, rollover: Rollover) -> Moment {
    let utc = naive_utc(at);
    let local = local_time(utc, zone);
    let mut day = Day::from((local - rollover.after_midnight()).date());
    // The civil date is right but within hours of a change of the clocks.
    while at < day_start(day, zone, rollover) && day.plus(-1) < day {
        day = day.plus(-1);
    }
    while at >= day_end(day, zone, rollover) && day.plus(1) > day {
        day = day.plus(1);
    }
    let to_rollover = day_end(day, zone, rollover).unix().saturating_sub(at.unix()).max(1);
    Moment { at, day, to_rollover, offset: zone.offset_from_utc_datetime(&utc).fix().local_minus_utc() }
}

/// The instant a study day begins.
#[must_use]
pub fn day_start<Z: TimeZone>(day: Day, zone: &Z, rollover: Rollover) -> Timestamp {
    let turn = day.date().and_time(chrono::NaiveTime::MIN) + rollover.after_midnight();
    Timestamp::from_unix(first_instant_at(turn, zone).and_utc().timestamp())
}

/// The instant a study day ends: the first one of the next.
#[must_use]
pub fn day_end<Z: TimeZone>(day: Day, zone: &Z, rollover: Rollover) -> Timestamp {
    day_start(day.plus(1), zone, rollover)
}

impl Rollover {
    fn after_midnight(self) -> TimeDelta {
        TimeDelta::minutes(i64::from(self.0))
    }
}

/// The instant in UTC, held within the years that a [`Day`] knows.
fn naive_utc(at: Timestamp) -> NaiveDateTime {
    const SECONDS: i64 = 86_400;
    let first = i64::from(Day::from_epoch(i64::MIN).epoch_days()) * SECONDS;
    let last = i64::from(Day::from_epoch(i64::MAX).epoch_days()) * SECONDS;
    DateTime::from_timestamp(at.unix().clamp(first, last), 0).unwrap_or_default().naive_utc()
}

fn local_time<Z: TimeZone>(utc: NaiveDateTime, zone: &Z) -> NaiveDateTime {
    utc + zone.offset_from_utc_datetime(&utc).fix()
}

/// The first instant, in UTC, at which the clocks show `local`, or have leapt over it.
fn first_instant_at<Z: TimeZone>(local: NaiveDateTime, zone: &Z) -> NaiveDateTime {
    let candidates = match zone.offset_from_local_datetime(&local) {
        MappedLocalTime::None => [None, None],
        MappedLocalTime::Single(offset) => [Some(offset), None],
        MappedLocalTime::Ambiguous(one, other) => [Some(one), Some(other)],
    };
    candidates
        .into_iter()
        .flatten()
        .map(|offset| local - offset.fix())
        // Zones differ in what they say of the very edge of a change; only what reads back counts.
        .filter(|&utc| local_time(utc, zone) == local)
        .min()
        .unwrap_or_else(|| end_of_gap(local, zone))
}

/// The first instant at which the clocks show more than `local`, which they leave out.
fn end_of_gap<Z: TimeZone>(local: NaiveDateTime, zone: &Z) -> NaiveDateTime {
    // No zone was ever further than this from UTC.
    const FURTHEST: TimeDelta = TimeDelta::hours(36);
    let (mut before, mut after) = (local - FURTHEST, local + FURTHEST);
    while after - before > TimeDelta::seconds(1) {
        let middle = before + TimeDelta::seconds((after - before).num_seconds() / 2);
        if local_time(middle, zone) < local { before = middle } else { after = middle }
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::FixedOffset;
    use chrono_tz::Tz;
    use proptest::prelude::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::from_unix(DateTime::parse_from_rfc3339(text).unwrap().timestamp())
    }

    fn rollover(text: &str) -> Rollover {
        text.parse().unwrap()
    }

    fn zone(name: &str) -> Tz {
        name.parse().unwrap()
    }

    #[test]
    fn a_rollover_is_an_hour_or_a_time() {
        for (text, minutes) in [("4", 240), ("04:00", 240), ("0", 0), ("23:59", 1439), ("2:30", 150)] {
            assert_eq!(rollover(text).minutes(), minutes, "{text}");
        }
        for text in ["", "24", "4:60", "4:5", "-1", "+4", "04:00:00", "four", "4.5", ":30"] {
            assert_eq!(text.parse::<Rollover>(), Err(RolloverError { text: text.to_owned() }));
        }
        assert_eq!(Rollover::default().to_string(), "04:00");
        assert_eq!(Rollover::from_minutes(1440), None);
    }

    /// Zone, rollover, instant, study day, seconds left of it.
    const DAYS: &[(&str, &str, &str, &str, i64)] = &[
        // The hour before the rollover belongs to the evening before.
        ("UTC", "4", "2026-03-10T23:50:00Z", "2026-03-10", 15_000),
        ("UTC", "4", "2026-03-11T03:59:00Z", "2026-03-10", 60),
        ("UTC", "4", "2026-03-11T04:00:00Z", "2026-03-11", 86_400),
        ("UTC", "4", "2026-03-11T04:01:00Z", "2026-03-11", 86_340),
        // Leap day and the turn of the year.
        ("UTC", "4", "2024-02-29T12:00:00Z", "2024-02-29", 57_600),
        ("UTC", "4", "2024-03-01T03:00:00Z", "2024-02-29", 3_600),
        ("UTC", "4", "2026-01-01T03:00:00Z", "2025-12-31", 3_600),
        // Half-hour zones.
        ("Asia/Kolkata", "4", "2026-03-10T22:29:00Z", "2026-03-10", 60),
        ("Asia/Kolkata", "4", "2026-03-10T22:30:00Z", "2026-03-11", 86_400),
        // Clocks go forward from 02:00 to 03:00 on 29 March 2026.
        ("Europe/Berlin", "4", "2026-03-28T20:00:00Z", "2026-03-28", 6 * 3600),
        ("Europe/Berlin", "4", "2026-03-29T02:00:00Z", "2026-03-29", 86_400),
        ("Europe/Berlin", "4", "2026-03-28T03:00:00Z", "2026-03-28", 23 * 3600),
        // The rollover itself is left out: the next valid instant, 03:00 summer time.
        ("Europe/Berlin", "02:30", "2026-03-29T00:59:59Z", "2026-03-28", 1),
        ("Europe/Berlin", "02:30", "2026-03-29T01:00:00Z", "2026-03-29", 84_600),
        ("Europe/Berlin", "02:00", "2026-03-29T00:59:59Z", "2026-03-28", 1),
        ("Europe/Berlin", "02:00", "2026-03-29T01:00:00Z", "2026-03-29", 82_800),
        ("Europe/Berlin", "03:00", "2026-03-29T01:00:00Z", "2026-03-29", 86_400),
        // Clocks go back from 03:00 to 02:00 on 25 October 2026.
        ("Europe/Berlin", "4", "2026-10-24T21:30:00Z", "2026-10-24", 19_800),
        ("Europe/Berlin", "4", "2026-10-25T00:30:00Z", "2026-10-24", 9_000),
        ("Europe/Berlin", "4", "2026-10-25T01:30:00Z", "2026-10-24", 5_400),
        ("Europe/Berlin", "4", "2026-10-25T11:00:00Z", "2026-10-25", 57_600),
        // The rollover comes twice: the first one turns the day, and it stays turned.
        ("Europe/Berlin", "02:30", "2026-10-25T00:29:59Z", "2026-10-24", 1),
        ("Europe/Berlin", "02:30", "2026-10-25T00:30:00Z", "2026-10-25", 90_000),
        ("Europe/Berlin", "02:30", "2026-10-25T01:15:00Z", "2026-10-25", 87_300),
        ("Europe/Berlin", "02:00", "2026-10-25T00:00:00Z", "2026-10-25", 90_000),
        ("Europe/Berlin", "03:00", "2026-10-25T01:59:59Z", "2026-10-24", 1),
        ("Europe/Berlin", "03:00", "2026-10-25T02:00:00Z", "2026-10-25", 86_400),
        // Midnight itself left out.
        ("America/Sao_Paulo", "0", "2018-11-04T02:59:59Z", "2018-11-03", 1),
        ("America/Sao_Paulo", "0", "2018-11-04T03:00:00Z", "2018-11-04", 82_800),
        // A whole date left out, when Samoa crossed the date line.
        ("Pacific/Apia", "4", "2011-12-30T09:59:59Z", "2011-12-29", 1),
        ("Pacific/Apia", "4", "2011-12-30T10:00:00Z", "2011-12-30", 14_400),
        ("Pacific/Apia", "4", "2011-12-30T14:00:00Z", "2011-12-31", 86_400),
        ("Pacific/Apia", "0", "2011-12-30T10:00:00Z", "2011-12-31", 86_400),
    ];

    #[test]
    fn instants_belong_to_their_study_day() {
        for &(name, turn, instant, day, left) in DAYS {
            let found = moment(at(instant), &zone(name), rollover(turn));
            assert_eq!(
                (found.day.to_string().as_str(), found.to_rollover),
                (day, left),
                "{name} {turn} {instant}"
            );
        }
    }

    #[test]
    fn the_offset_is_that_of_the_instant() {
        let offset = |instant| moment(at(instant), &zone("Europe/Berlin"), Rollover::default()).offset;
        assert_eq!((offset("2026-03-29T00:59:59Z"), offset("2026-03-29T01:00:00Z")), (3600, 7200));
    }

    #[test]
    fn flying_east_gives_the_same_day_or_the_next() {
        let hours = |hours: i32| FixedOffset::east_opt(hours * 3600).unwrap();
        let instant = at("2026-06-10T01:00:00Z");
        let day = |offset| moment(instant, &hours(offset), Rollover::default()).day;
        assert_eq!(day(9).since(day(-5)), 1);
        assert_eq!(day(5).since(day(4)), 0);
    }

    #[test]
    fn the_ends_of_time_are_days_too() {
        for seconds in [i64::MIN, i64::MIN + 1, i64::MAX - 1, i64::MAX] {
            for zone in [-12, 0, 14].map(|hours| FixedOffset::east_opt(hours * 3600).unwrap()) {
                assert!(moment(Timestamp::from_unix(seconds), &zone, Rollover::default()).to_rollover > 0);
            }
        }
    }

    proptest! {
        #[test]
        fn study_days_follow_each_other_without_gap(
            seconds in 0_i64..4_000_000_000,
            minutes in 0_u16..1440,
            name in prop::sample::select(vec!["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]),
        ) {
            let (zone, rollover) = (zone(name), Rollover(minutes));
            let now = moment(Timestamp::from_unix(seconds), &zone, rollover);
            prop_assert!(day_start(now.day, &zone, rollover) <= now.at);
            let end = now.at.plus_seconds(now.to_rollover);
            prop_assert_eq!(end, day_end(now.day, &zone, rollover));
            prop_assert_eq!(moment(end.plus_seconds(-1), &zone, rollover).day, now.day);
            prop_assert_eq!(moment(end, &zone, rollover).day, now.day.plus(1));
        }
    }
}
