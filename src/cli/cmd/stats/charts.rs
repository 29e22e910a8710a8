//! Pictures made of signs: each reads without colour.

use crate::cli::output::{FAINT, GOOD, STRONG};
use crate::model::Day;
use chrono::Datelike;

/// The least answers of a day for each level of the calendar above none.
const LEVELS: [u32; 3] = [1, 10, 30];
/// What the levels look like, none first.
const GLYPHS: [char; 4] = ['.', '-', '+', '#'];
/// What they mean.
pub(super) const LEGEND: &str = ". none  - 1-9  + 10-29  # 30 and more";

/// A bar of at most `width` signs; whatever is more than nothing shows.
pub(super) fn bar(value: u32, most: u32, width: usize) -> String {
    let width = u64::try_from(width).unwrap_or(0);
    let length = (u64::from(value) * width).div_ceil(u64::from(most.max(1))).min(width);
    "#".repeat(usize::try_from(length).unwrap_or(0))
}

/// A column of a chart: signs from the bottom up.
pub(super) struct Column {
    /// Parts from the bottom up: how high, in the unit of the chart, and by which sign.
    pub(super) parts: Vec<(u32, char)>,
}

/// A chart of columns, `rows` high, each column `width` signs wide; the scale stands at the left.
pub(super) fn columns(columns: &[Column], most: u32, rows: u32, width: usize) -> Vec<String> {
    let most = most.max(1);
    let label = most.to_string().len();
    (1..=rows)
        .rev()
        .map(|row| {
            let signs: String = columns
                .iter()
                .map(|column| {
                    sign(column, most, row, rows).to_string().repeat(width.saturating_sub(1).max(1))
                        + if width > 1 { " " } else { "" }
                })
                .collect();
            let scale = if row == rows { most.to_string() } else { String::new() };
            format!("{scale:>label$} |{}", signs.trim_end())
        })
        .chain([format!("{:>label$} +{}", 0, "-".repeat(columns.len() * width))])
        .collect()
}

/// What stands in a row, counted from 1 at the bottom: the part that reaches into it.
fn sign(column: &Column, most: u32, row: u32, rows: u32) -> char {
    let below = u64::from(row - 1) * u64::from(most);
    let mut height = 0_u64;
    for (part, sign) in &column.parts {
        height += u64::from(*part) * u64::from(rows);
        if *part > 0 && height > below {
            return *sign;
        }
    }
    ' '
}

/// A calendar of so many weeks up to that day: a row a weekday, a column a week, months above.
pub(super) fn calendar(days: &[(Day, u32)], today: Day, weeks: usize) -> Vec<String> {
    let weekday = i64::from(today.date().weekday().num_days_from_monday());
    let weeks = i64::try_from(weeks).unwrap_or(1);
    let monday = today.plus(-weekday - 7 * (weeks - 1));
    let answers =
        |day: Day| days.binary_search_by_key(&day, |(day, _)| *day).map_or(0, |place| days[place].1);
    let row = |row: i64| {
        let name = ["Mon", "", "Wed", "", "Fri", "", ""][usize::try_from(row).unwrap_or(0)];
        let cells = (0..weeks).map(|week| monday.plus(7 * week + row)).take_while(|day| *day <= today);
        let signs: String = cells.map(|day| shaded(level(answers(day)))).collect();
        format!("{name:<4}{signs}")
    };
    std::iter::once(months(monday, weeks)).chain((0..7).map(row)).collect()
}

/// The names of the months over the weeks in which they begin, where they have room.
fn months(monday: Day, weeks: i64) -> String {
    let mut line = " ".repeat(4);
    for week in 0..weeks {
        let last = monday.plus(7 * week + 6).date();
        let at = 4 + usize::try_from(week).unwrap_or(0);
        if last.day() <= 7 && week + 3 <= weeks && line.len() <= at {
            line.push_str(&" ".repeat(at - line.len()));
            line.push_str(&last.format("%b").to_string());
        }
    }
    line.trim_end().to_owned()
}

fn level(answers: u32) -> usize {
    LEVELS.iter().filter(|least| answers >= **least).count()
}

fn shaded(level: usize) -> String {
    let glyph = GLYPHS[level];
    match level {
        0 => format!("{FAINT}{glyph}{FAINT:#}"),
        1 => glyph.to_string(),
        2 => format!("{GOOD}{glyph}{GOOD:#}"),
        _ => format!("{STRONG}{glyph}{STRONG:#}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_more_than_nothing_shows() {
        assert_eq!([0, 1, 50, 100].map(|value| bar(value, 100, 10)), ["", "#", "#####", "##########"]);
        assert_eq!(bar(5, 0, 10), "##########");
    }

    #[test]
    fn columns_are_stacked() {
        let chart = columns(
            &[
                Column { parts: vec![(2, '#'), (2, 'o')] },
                Column { parts: vec![(0, '#'), (1, 'o')] },
                Column { parts: vec![(3, '#')] },
            ],
            4,
            4,
            1,
        );
        assert_eq!(chart, ["4 |o", "  |o #", "  |# #", "  |#o#", "0 +---"]);
    }

    #[test]
    fn a_calendar_ends_with_today() {
        let today: Day = "2026-03-05".parse().unwrap();
        let days = [(today.plus(-9), 30), (today.plus(-1), 9), (today, 10)];
        let shown: Vec<String> = calendar(&days, today, 6)
            .iter()
            .map(|line| anstream::adapter::strip_str(line).to_string())
            .collect();
        assert_eq!(
            shown,
            [
                "    Feb",
                "Mon ......",
                "    ....#.",
                "Wed .....-",
                "    .....+",
                "Fri .....",
                "    .....",
                "    ....."
            ]
        );
    }
}
