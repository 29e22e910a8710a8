//! Study time: the system's clock, or an instant at which it stands still.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Local};

use crate::model::{Moment, Timestamp};
use crate::schedule::{self, Rollover};

/// Where study time comes from. The zone is the system's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// It runs.
    System,
    /// It stands still.
    Frozen(Timestamp),
}

impl Clock {
    /// The present instant, with its study day.
    #[must_use]
    pub fn moment(self, rollover: Rollover) -> Moment {
        let at = match self {
            Self::Frozen(at) => at,
            Self::System => {
                let since = real_time().duration_since(UNIX_EPOCH).unwrap_or_default();
                Timestamp::from_unix(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
            }
        };
        schedule::moment(at, &Local, rollover)
    }
}

/// Whether `TZ` holds the name of a zone that this machine does not know: then another one is silently in use.
///
/// A name stands for a file of the system's zone information; the form of POSIX (`CET-1CEST`) needs none.
#[must_use]
pub fn is_unknown_zone(tz: &str) -> bool {
    let name = tz.strip_prefix(':').unwrap_or(tz);
    let known = cfg!(not(unix))
        || ["", "UTC", "GMT", "localtime"].contains(&name)
        || Path::new(name).is_absolute() && Path::new(name).exists()
        || ZONES.iter().any(|folder| Path::new(folder).join(name).is_file())
        || is_posix_zone(name);
    !known
}

/// Where systems keep their zones.
const ZONES: [&str; 4] =
    ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"];

/// Whether the text has the form of POSIX: a name of three letters or more, or anything in `<>`, then an offset.
fn is_posix_zone(text: &str) -> bool {
    let rest = match text.strip_prefix('<') {
        Some(quoted) => quoted.split_once('>').map(|(_, rest)| rest),
        None => {
            let rest = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            (text.len() - rest.len() >= 3).then_some(rest)
        }
    };
    rest.is_some_and(|rest| rest.trim_start_matches(['+', '-']).starts_with(|c: char| c.is_ascii_digit()))
}

/// The system's time, whatever study time is: files are judged fresh by it.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
pub fn real_time() -> SystemTime {
    SystemTime::now()
}

/// An instant as local time in the form of RFC 3339, with its offset.
#[must_use]
pub fn rfc3339(at: Timestamp) -> String {
    local(at).to_rfc3339()
}

/// An instant in the system's zone.
#[must_use]
pub fn local(at: Timestamp) -> DateTime<Local> {
    at.utc().with_timezone(&Local)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn zones_are_known_by_file_or_by_form() {
        for known in ["", "UTC", ":UTC", "CET-1CEST,M3.5.0,M10.5.0/3", "<+0530>-5:30", "EST5EDT"] {
            assert!(!is_unknown_zone(known), "{known}");
        }
        for unknown in ["Nowhere/Bad", "Europe/Beograde", "5", "/no/such/zone", "<+05", "CET", "../passwd"] {
            // `CET` is a file where the system has zones at all.
            assert!(is_unknown_zone(unknown) || unknown == "CET", "{unknown}");
        }
    }
}
