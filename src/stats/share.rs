//! A share of answers, with how sure it is.

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// How many are.
    pub yes: u32,
    /// Of how many.
    pub of: u32,
}

/// The number of standard deviations that holds 95 in 100 of a normal distribution.
const Z: f64 = 1.959_963_984_540_054;

impl Share {
    /// Counts one more.
    pub fn add(&mut self, yes: bool) {
        self.yes += u32::from(yes);
        self.of += 1;
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self { yes: self.yes + other.yes, of: self.of + other.of }
    }

    /// How many are not.
    #[must_use]
    pub const fn no(self) -> u32 {
        self.of - self.yes
    }

    /// The share, 0 to 1; none of nothing.
    #[must_use]
    pub fn rate(self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.yes) / f64::from(self.of))
    }

    /// The interval that holds the true rate with 95% confidence (Wilson 1927); none of nothing.
    ///
    /// Unlike the usual plus-minus it never leaves 0 to 1 and is honest for few answers.
    #[must_use]
    pub fn interval(self) -> Option<(f64, f64)> {
        let rate = self.rate()?;
        let of = f64::from(self.of);
        let spread = Z * (rate * (1.0 - rate) / of + Z * Z / (4.0 * of * of)).sqrt();
        let centre = rate + Z * Z / (2.0 * of);
        let scale = 1.0 + Z * Z / of;
        Some((((centre - spread) / scale).max(0.0), ((centre + spread) / scale).min(1.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn intervals_as_the_tables_have_them() {
        // By hand: (p + z2/2n -+ z sqrt(p(1-p)/n + z2/4n2)) / (1 + z2/n).
        for (yes, of, low, high) in
            [(9, 10, 0.5958, 0.9821), (4, 9, 0.1888, 0.7333), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0)]
        {
            let (found_low, found_high) = Share { yes, of }.interval().unwrap();
            assert!(
                (found_low - low).abs() < 1e-4 && (found_high - high).abs() < 1e-4,
                "{yes}/{of}: {found_low} {found_high}"
            );
        }
        assert_eq!(Share::default().interval(), None);
    }

    proptest! {
        #[test]
        fn the_interval_holds_the_rate_and_narrows(yes in 0_u32..200, no in 0_u32..200) {
            prop_assume!(yes + no > 0);
            let share = Share { yes, of: yes + no };
            let (low, high) = share.interval().unwrap();
            let rate = share.rate().unwrap();
            prop_assert!(0.0 <= low && low <= rate + 1e-12 && rate <= high + 1e-12 && high <= 1.0);
            let (low_of_more, high_of_more) = Share { yes: yes * 4, of: share.of * 4 }.interval().unwrap();
            prop_assert!(high_of_more - low_of_more < high - low);
        }
    }
}
