//! Figures in words: shares, times, days.

use crate::cli::opening::counted;
use crate::model::Day;
use crate::stats::Share;

/// `88%`; a dash for nothing.
pub(super) fn percent(share: Share) -> String {
    share.rate().map_or_else(|| "-".to_owned(), hundredths)
}

/// A number from 0 to 1 in percent.
pub(super) fn hundredths(rate: f64) -> String {
    format!("{:.0}%", rate * 100.0)
}

/// `53-98%`; a dash for nothing.
pub(super) fn range(share: Share) -> String {
    share
        .interval()
        .map_or_else(|| "-".to_owned(), |(low, high)| format!("{:.0}-{:.0}%", low * 100.0, high * 100.0))
}

/// `7 of 8`.
pub(super) fn of(share: Share) -> String {
    format!("{} of {}", share.yes, share.of)
}

/// `7 of 8, 88%, likely 53 to 98%`; of nothing: `none yet`.
pub(super) fn sentence(share: Share) -> String {
    match share.interval() {
        None => "none yet".to_owned(),
        Some((low, high)) => format!(
            "{}, {}, likely between {:.0} and {:.0}%",
            of(share),
            percent(share),
            low * 100.0,
            high * 100.0
        ),
    }
}

/// `12 seconds`, `3.5 minutes`, `2.1 hours`.
#[expect(clippy::cast_precision_loss, reason = "milliseconds of a lifetime are far below 2^52")]
pub(super) fn time(millis: u64) -> String {
    let seconds = millis as f64 / 1000.0;
    if seconds < 59.5 {
        counted(usize::try_from((millis + 500) / 1000).unwrap_or(0), "second", "seconds")
    } else if seconds < 5400.0 {
        format!("{:.1} minutes", seconds / 60.0)
    } else {
        format!("{:.1} hours", seconds / 3600.0)
    }
}

/// `Thursday 5 March 2026`.
pub(super) fn long_day(day: Day) -> String {
    day.date().format("%A %-d %B %Y").to_string()
}

/// A count with its noun.
pub(super) fn number(count: u32, one: &str, many: &str) -> String {
    counted(usize::try_from(count).unwrap_or(usize::MAX), one, many)
}

/// `8-14`, `365+`, `1`.
pub(super) fn span(from: u32, to: Option<u32>) -> String {
    match to {
        None => format!("{from}+"),
        Some(to) if to == from => from.to_string(),
        Some(to) => format!("{from}-{to}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_well() {
        let share = Share { yes: 9, of: 10 };
        assert_eq!(
            (percent(share), range(share), of(share)),
            ("90%".into(), "60-98%".into(), "9 of 10".into())
        );
        assert_eq!((percent(Share::default()), range(Share::default())), ("-".into(), "-".into()));
        assert_eq!(sentence(Share::default()), "none yet");
        assert_eq!(
            [400, 1400, 59_400, 90_000, 5_400_000, 9_000_000].map(time),
            ["0 seconds", "1 second", "59 seconds", "1.5 minutes", "1.5 hours", "2.5 hours"]
        );
        assert_eq!([span(1, Some(1)), span(2, Some(3)), span(366, None)], ["1", "2-3", "366+"]);
    }
}
