//! A day as a person writes it.

use chrono::NaiveDate;

use crate::answer::{DateForm, normalise};
use crate::model::Day;

/// Reads a day: `2026-03-01`, `1 March 2026`, `+14` for 14 days from today. A date that could be two days is none.
#[must_use]
pub fn read_day(text: &str, today: Day) -> Option<Day> {
    let text = text.trim();
    if let Some(days) = text.strip_prefix('+') {
        return days.trim().parse::<u32>().ok().map(|days| today.plus(days.into()));
    }
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    match DateForm::read(&normalise(text))[..] {
        [
            DateForm {
                year: Some(year),
                month: Some(month),
                day: Some(day),
                short_year: false,
                ambiguous: false,
                ..
            },
        ] => NaiveDate::from_ymd_opt(year, month, day).map(Day::from),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let today: Day = "2026-03-01".parse().unwrap();
        let day = |text: &str| read_day(text, today).map(|day| day.to_string());
        for text in ["2026-04-15", " 15 April 2026", "April 15, 2026", "15.4.2026", "+45"] {
            assert_eq!(day(text).as_deref(), Some("2026-04-15"), "{text}");
        }
        for text in ["", "soon", "April 2026", "3/4/2026", "31 April 2026", "15.4.26", "+", "-3"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
