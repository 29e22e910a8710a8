//! Study time: the system's clock, or an instant at which it stands still.

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
