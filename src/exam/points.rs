//! Points of an exam, counted exactly.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg};

use serde::{Deserialize, Serialize};

/// Points in thousandths, so that halves and thirds add up alike on every machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Points(i64);

impl Points {
    /// None at all.
    pub const ZERO: Self = Self(0);
    /// One.
    pub const ONE: Self = Self(1000);

    /// So many thousandths of a point.
    #[must_use]
    pub const fn from_thousandths(thousandths: i64) -> Self {
        Self(thousandths)
    }

    /// The points in thousandths.
    #[must_use]
    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// The points nearest to a number of them.
    #[must_use]
    pub fn nearest(number: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "points of an exam are far from the ends of i64")]
        Self((number * 1000.0).round() as i64)
    }

    /// `numerator / denominator` of these points, half rounded up; all of them when the denominator is 0.
    #[must_use]
    pub const fn part(self, numerator: i64, denominator: i64) -> Self {
        if denominator <= 0 {
            return self;
        }
        Self((2 * self.0 * numerator + denominator).div_euclid(2 * denominator))
    }

    /// These points so many times.
    #[must_use]
    pub const fn times(self, number: i64) -> Self {
        Self(self.0 * number)
    }

    /// As a number, for JSON.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "points of an exam are far below 2^53")]
    pub fn number(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// Hundredths of `whole` that these are, in thousandths; 0 when there is nothing to be had.
    #[must_use]
    pub const fn percent_of(self, whole: Self) -> i64 {
        if whole.0 <= 0 { 0 } else { (2 * self.0 * 100_000 + whole.0).div_euclid(2 * whole.0) }
    }
}

impl Add for Points {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Neg for Points {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(points: I) -> Self {
        points.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Points {
    /// With two digits behind the point at most, and none that say nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = (self.0 + 5 * self.0.signum()) / 10;
        let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
        let sign = if hundredths < 0 { "-" } else { "" };
        match (rest, rest % 10) {
            (0, _) => write!(f, "{sign}{whole}"),
            (_, 0) => write!(f, "{sign}{whole}.{}", rest / 10),
            _ => write!(f, "{sign}{whole}.{rest:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_printed_without_idle_digits() {
        let rows =
            [(0, "0"), (1000, "1"), (500, "0.5"), (-250, "-0.25"), (667, "0.67"), (-1, "0"), (12_005, "12.01")];
        for (thousandths, words) in rows {
            assert_eq!(Points(thousandths).to_string(), words);
        }
    }

    #[test]
    fn a_part_is_rounded_to_the_nearest_thousandth() {
        assert_eq!(Points::ONE.part(2, 3), Points(667));
        assert_eq!(Points::ONE.part(1, 3), Points(333));
        assert_eq!(Points(2000).part(-1, 4), Points(-500));
        assert_eq!(Points(18_000).percent_of(Points(25_000)), 72_000);
    }
}
