//! Spreading intervals, so that cards learned on one day do not return on one day: by a hash, never by chance.

use super::Params;

/// FNV-1a of 64 bits (Fowler, Noll, Vo), with the published offset basis and prime.
#[must_use]
pub fn fnv1a64(bytes: &[u8]) -> u64 {
    const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    bytes.iter().fold(OFFSET_BASIS, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

/// The fuzz of a card's next grade, 0 to 999.
///
/// `born_key` is its key at creation, `grades` the count of its grade rows not undone.
#[must_use]
pub fn fuzz(born_key: &str, grades: u64) -> u16 {
    let mut bytes = born_key.as_bytes().to_vec();
    bytes.push(0);
    bytes.extend_from_slice(&grades.to_le_bytes());
    (fnv1a64(&bytes) % 1000) as u16
}

/// An interval of `days`, held within `least` and the longest allowed, and spread by the fuzz.
pub(super) fn settle(days: i128, least: u32, params: &Params, fuzz: Option<u16>) -> u32 {
    let most = i128::from(params.max_interval.max(1));
    let least = i128::from(least.max(1)).min(most);
    let days = days.clamp(least, most);
    let settled = fuzz.map_or(days, |fuzz| spread(days, least, most, i128::from(fuzz.min(999))));
    u32::try_from(settled).unwrap_or(params.max_interval)
}

/// The day that `fuzz` picks among those around `days`, all equally often.
fn spread(days: i128, least: i128, most: i128, fuzz: i128) -> i128 {
    let reach = reach_permille(days);
    let first = (1000 * days - reach + 500).div_euclid(1000).clamp(least, most);
    let mut last = (1000 * days + reach + 500).div_euclid(1000).clamp(least, most);
    if first == last && last > 2 && last < most {
        last += 1;
    }
    first + fuzz * (last - first + 1) / 1000
}

/// How far an interval may move, in thousandths of a day: none below 3 days, then a day and a share of the interval
/// that falls from 15 to 10 to 5 percent.
const fn reach_permille(days: i128) -> i128 {
    if days < 3 {
        return 0;
    }
    let short = if days < 7 { days } else { 7 };
    let middle = if days < 7 {
        0
    } else if days < 20 {
        days - 7
    } else {
        13
    };
    let long = if days < 20 { 0 } else { days - 20 };
    1000 + (150 * short - 375) + 100 * middle + 50 * long
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fnv_gives_the_published_values() {
        assert_eq!(fnv1a64(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a64(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv1a64(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn the_fuzz_is_the_hash_of_key_and_count() {
        // Worked out apart from this code: the 64-bit hash of the key, a zero byte and eight bytes of count.
        assert_eq!(fuzz("fire/oil-fire", 0), 723);
        assert_eq!(fuzz("fire/oil-fire", 1), 314);
        assert_eq!(fuzz("fire/treaty/when", 300), 693);
    }

    #[test]
    fn the_range_follows_the_interval() {
        let params = Params::default();
        let range = |days| (settle(days, 1, &params, Some(0)), settle(days, 1, &params, Some(999)));
        assert_eq!(range(2), (2, 2));
        assert_eq!(range(3), (2, 4));
        assert_eq!(range(4), (3, 5));
        assert_eq!(range(7), (5, 9));
        assert_eq!(range(20), (17, 23));
        assert_eq!(range(100), (93, 107));
        assert_eq!(range(36_500), (34_673, 36_499), "more days than fuzz values: not each is reached");
    }
}
