//! Counts as they are told.

use std::fmt::Display;

/// A count with its noun: `1 card`, `2 cards`.
#[must_use]
pub fn counted(count: impl Display + Copy + TryInto<u64>, one: &str, many: &str) -> String {
    let single = count.try_into().is_ok_and(|count| count == 1);
    format!("{count} {}", if single { one } else { many })
}
