//! Which rows of the log a wrong clock dated, and when they were really written. Pure: no clock is read here.
//!
//! Rows are written in the order of their numbers, so their times should never fall, nor lie after the present. The
//! longest run of rows for which that holds is believed; what lies more than a day outside its neighbours in that run
//! is wrong. How far a clock was off, nobody knows: a block of wrong rows is moved by whole days, so that the time of
//! day stays, to the last days on which it fits between its neighbours.

use crate::model::{ReviewKind, Timestamp};
use crate::store::Dated;

/// A difference that travel, summer time and a clock set right do not reach, in seconds.
const A_DAY: i64 = 86_400;

/// A row with the time it should have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mended {
    /// The row as it is.
    pub row: Dated,
    /// When it was really written, as near as can be told.
    pub at: Timestamp,
}

/// The rows that a wrong clock dated, in the order of the log. `now` is the present instant.
#[must_use]
pub fn wrong_rows(log: &[Dated], now: Timestamp) -> Vec<Mended> {
    let log: Vec<Dated> = log.iter().copied().filter(|row| !is_imported(row)).collect();
    let believed = believed(&log, now);
    let mut mended = Vec::new();
    let mut lower = None;
    let mut block: Vec<Dated> = Vec::new();
    for (row, believed) in log.iter().zip(believed) {
        if believed {
            mended.extend(mend(&block, lower, row.at));
            block.clear();
            lower = Some(row.at);
        } else {
            block.push(*row);
        }
    }
    mended.extend(mend(&block, lower, now));
    mended
}

/// Answers that came together came from elsewhere, with the times they have there.
fn is_imported(row: &Dated) -> bool {
    row.batched && is_answer(row.kind)
}

fn is_answer(kind: ReviewKind) -> bool {
    matches!(
        kind,
        ReviewKind::Grade | ReviewKind::Drill | ReviewKind::Cram | ReviewKind::Mock | ReviewKind::Exam
    )
}

/// Which rows belong to the longest run whose times never fall and do not lie after the present.
///
/// Of two runs of one length the earlier times are believed: a clock runs ahead more often than it falls behind
/// and is then believed by everybody.
fn believed(log: &[Dated], now: Timestamp) -> Vec<bool> {
    // The place of the last row of the best run of each length, and of the row before it in that run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; log.len()];
    for (place, row) in log.iter().enumerate() {
        if row.at > now.plus_seconds(A_DAY) {
            continue;
        }
        let length = ends.partition_point(|&end| log[end].at <= row.at);
        before[place] = length.checked_sub(1).map(|last| ends[last]);
        if length == ends.len() {
            ends.push(place);
        } else {
            ends[length] = place;
        }
    }
    let mut believed = vec![false; log.len()];
    let mut place = ends.last().copied();
    while let Some(at) = place {
        believed[at] = true;
        place = before[at];
    }
    believed
}

/// The rows of a block between two believed times that are wrong and matter, with the times they should have.
fn mend(block: &[Dated], lower: Option<Timestamp>, upper: Timestamp) -> Vec<Mended> {
    let far = |row: &Dated| {
        row.at > upper.plus_seconds(A_DAY) || lower.is_some_and(|lower| row.at.plus_seconds(A_DAY) < lower)
    };
    let wrong: Vec<Dated> = block.iter().copied().filter(far).collect();
    let mut upper = upper;
    let mut mended = Vec::new();
    // From the end: each part with times that do not fall is moved as a whole before what follows it.
    for part in wrong.chunk_by(|one, next| one.at <= next.at).rev() {
        let Some(last) = part.last() else { continue };
        let days = (last.at.unix() - upper.unix()).div_euclid(A_DAY)
            + i64::from((last.at.unix() - upper.unix()).rem_euclid(A_DAY) > 0);
        for &row in part.iter().rev() {
            let moved = row.at.plus_seconds(-days * A_DAY);
            let at = lower.map_or(moved, |lower| moved.max(lower)).min(upper);
            mended.push(Mended { row, at });
            upper = at;
        }
    }
    mended.reverse();
    mended.retain(|Mended { row, at }| matters(row) && row.at != *at);
    mended
}

/// Whether anything follows from the time of the row.
fn matters(row: &Dated) -> bool {
    !row.undone && (is_answer(row.kind) || row.kind == ReviewKind::SetDue)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CardId, Day};

    /// Grades at these days, each at ten o'clock; the result as days.
    fn mended(days: &[i64], today: i64) -> Vec<(i64, i64)> {
        let at = |day: i64| Timestamp::from_unix(day * A_DAY + 36_000);
        let row = |(seq, &day): (i64, &i64)| Dated {
            seq,
            card: CardId(1),
            kind: ReviewKind::Grade,
            at: at(day),
            day: Day::from_epoch(day),
            batched: false,
            undone: false,
        };
        let log: Vec<Dated> = (1..).zip(days).map(row).collect();
        wrong_rows(&log, at(today))
            .into_iter()
            .map(|Mended { row, at }| (row.seq, at.unix().div_euclid(A_DAY)))
            .collect()
    }

    #[test]
    fn a_clock_that_was_right_has_nothing_to_mend() {
        assert_eq!(mended(&[], 100), []);
        assert_eq!(mended(&[100, 100, 101, 103, 103], 103), []);
        // Travel and a clock set right within a day.
        assert_eq!(mended(&[100, 101, 100, 101, 102, 101], 102), []);
    }

    #[test]
    fn a_year_ahead_is_brought_back_before_what_follows() {
        // Nothing was written since: up to today.
        assert_eq!(mended(&[100, 101, 466, 467], 104), [(3, 103), (4, 104)]);
        // Something was: up to there.
        assert_eq!(mended(&[100, 101, 466, 467, 103, 104], 110), [(3, 102), (4, 103)]);
        // From the very beginning.
        assert_eq!(mended(&[466, 466, 102], 102), [(1, 102), (2, 102)]);
        assert_eq!(mended(&[466], 102), [(1, 102)]);
    }

    #[test]
    fn ten_days_ahead_are_found_also_when_they_are_over() {
        assert_eq!(mended(&[100, 101, 112, 112, 103, 104, 105], 130), [(3, 103), (4, 103)]);
    }

    #[test]
    fn a_clock_that_fell_behind_is_brought_forward() {
        assert_eq!(mended(&[400, 401, 402, 10, 11, 404], 405), [(4, 403), (5, 404)]);
        assert_eq!(mended(&[400, 401, 402, 10, 10], 405), [(4, 405), (5, 405)]);
    }

    #[test]
    fn a_block_longer_than_its_gap_is_pressed_into_it() {
        assert_eq!(mended(&[100, 101, 466, 470, 480, 103, 103, 103], 110), [(3, 101), (4, 101), (5, 103)]);
    }

    #[test]
    fn two_wrong_clocks_in_a_row_are_told_apart() {
        assert_eq!(mended(&[100, 101, 466, 467, 300, 104, 105, 106], 110), [(3, 103), (4, 104), (5, 104)]);
    }

    #[test]
    fn what_came_from_elsewhere_or_was_taken_back_stays() {
        let row = |seq, day: i64, batched, undone| Dated {
            seq,
            card: CardId(1),
            kind: ReviewKind::Grade,
            at: Timestamp::from_unix(day * A_DAY),
            day: Day::from_epoch(day),
            batched,
            undone,
        };
        let log = [row(1, 100, false, false), row(2, 20, true, false), row(3, 466, false, true)];
        assert_eq!(wrong_rows(&log, Timestamp::from_unix(103 * A_DAY)), []);
    }
}
