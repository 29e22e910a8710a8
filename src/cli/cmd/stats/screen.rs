//! Figures as tables and charts, for a screen of at least 40 columns.

use unicode_width::UnicodeWidthStr;

use super::charts::{self, Column, LEGEND, bar};
use super::plain::factor;
use super::words::{hundredths, number, of, percent, range, span, time};
use crate::cli::output::STRONG;
use crate::cli::table::{Align, Table, short};
use crate::stats::{Area, Bin, Figures, Share};

/// From this width on a year fits, and tables stand side by side.
pub(super) const WIDE: usize = 72;
/// Below this width there is no room for charts.
pub(super) const NARROW: usize = 40;
/// Weeks of a calendar where there is room, and where there is less.
const WEEKS: (usize, usize) = (53, 17);
/// Rows of a chart of columns.
const ROWS: u32 = 6;
/// What the counts of a table beside a name take, of at least [`NARROW`] columns.
const COUNTS: usize = 31;
/// A name takes no more.
const LONGEST_NAME: usize = 40;
/// So many areas of a sort are listed.
const AREAS: usize = 6;

/// All figures for a screen so many columns wide.
pub(super) fn lines(figures: &Figures, columns: usize) -> Vec<String> {
    let wide = columns >= WIDE;
    let own = figures.retention.young.and(figures.retention.mature);
    let areas = &figures.areas;
    let sections = [
        ("Today".to_owned(), today(figures)),
        (format!("Recalled, since {}", figures.from), retention(figures)),
        ("Due in the next 30 days".to_owned(), forecast(figures, wide)),
        ("Answers a day".to_owned(), calendar(figures, wide)),
        ("Time".to_owned(), time_spent(figures)),
        (format!("Cards: {}", figures.standing.cards), cards(figures, wide)),
        ("Recalled by the hour".to_owned(), hours(figures, own, columns)),
        ("Answered Again most often".to_owned(), hardest(figures, columns)),
        ("Recalled by tag, the weakest first".to_owned(), weakest(&areas.tags, own, columns)),
        ("Recalled by objective".to_owned(), weakest(&areas.objectives, own, columns)),
        ("Recalled by deck".to_owned(), weakest(&areas.decks, own, columns)),
        ("Predicted and actual recall".to_owned(), calibration(figures)),
    ];
    let mut lines: Vec<String> = Vec::new();
    for (title, body) in sections.into_iter().filter(|(_, body)| !body.is_empty()) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(format!("{STRONG}{title}{STRONG:#}"));
        lines.extend(body.into_iter().flat_map(|line| fitted(line, columns)));
    }
    lines
}

/// The line, or several where it is too long.
fn fitted(line: String, columns: usize) -> Vec<String> {
    if cells(&line) <= columns {
        return vec![line];
    }
    textwrap::wrap(&line, columns).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// The cells a line takes, styles apart.
fn cells(line: &str) -> usize {
    anstream::adapter::strip_str(line).to_string().width()
}

fn today(figures: &Figures) -> Vec<String> {
    let today = &figures.today;
    if today.answers == 0 {
        return vec!["Nothing answered yet.".to_owned()];
    }
    let answers = format!(
        "{} on {} in {}, {}",
        number(today.answers, "answer", "answers"),
        number(today.cards, "card", "cards"),
        time(today.millis),
        number(today.new, "new card", "new cards")
    );
    let recalled = format!("recalled {} reviews, {}", of(today.recalled), percent(today.recalled));
    [answers].into_iter().chain((today.recalled.of > 0).then_some(recalled)).collect()
}

fn retention(figures: &Figures) -> Vec<String> {
    let retention = &figures.retention;
    let mut table = shares("cards");
    share_row(&mut table, "young", retention.young);
    share_row(&mut table, "mature", retention.mature);
    share_row(&mut table, "all", retention.young.and(retention.mature));
    let mut lines = table.lines();
    if retention.months.len() > 1 {
        let mut table = Table::new(&[
            ("month", Align::Left),
            ("young", Align::Right),
            ("of", Align::Right),
            ("mature", Align::Right),
            ("of", Align::Right),
        ]);
        for month in &retention.months {
            table.row([
                format!("{:04}-{:02}", month.year, month.month),
                percent(month.young),
                month.young.of.to_string(),
                percent(month.mature),
                month.mature.of.to_string(),
            ]);
        }
        lines.extend(table.lines());
    }
    lines
}

/// A table of shares with their intervals.
fn shares(what: &'static str) -> Table {
    Table::new(&[
        (what, Align::Left),
        ("recalled", Align::Right),
        ("of", Align::Right),
        ("95% range", Align::Right),
    ])
}

fn share_row(table: &mut Table, name: &str, share: Share) {
    table.row([name.to_owned(), percent(share), share.of.to_string(), range(share)]);
}

fn forecast(figures: &Figures, wide: bool) -> Vec<String> {
    let forecast = &figures.forecast;
    let columns: Vec<Column> = forecast
        .days
        .iter()
        .enumerate()
        .map(|(day, due)| Column {
            parts: if day == 0 { vec![(*due, '#'), (forecast.overdue, 'o')] } else { vec![(*due, '#')] },
        })
        .collect();
    let height = |column: &Column| column.parts.iter().map(|(part, _)| part).sum::<u32>();
    let most = columns.iter().map(height).max().unwrap_or(0);
    if most == 0 {
        return vec!["Nothing is due in the next 30 days.".to_owned()];
    }
    let width = if wide { 2 } else { 1 };
    let mut lines = charts::columns(&columns, most, ROWS, width);
    lines.push(axis(figures, most, width));
    let within = |days: usize| forecast.days.iter().take(days).sum::<u32>();
    lines.push(format!("{} overdue (o), {} today", forecast.overdue, within(1)));
    lines.push(format!("{} in 7 days, {} in 30, overdue apart", within(7), within(30)));
    lines
}

/// The days below the columns, one every ten.
fn axis(figures: &Figures, most: u32, width: usize) -> String {
    let mut line = " ".repeat(most.to_string().len() + 2);
    for ahead in [0, 10, 20] {
        let day = figures.day.plus(ahead).date().format("%-d %b").to_string();
        line.push_str(&format!("{day:<space$}", space = 10 * width));
    }
    line.trim_end().to_owned()
}

fn calendar(figures: &Figures, wide: bool) -> Vec<String> {
    let mut lines = charts::calendar(&figures.calendar, figures.day, if wide { WEEKS.0 } else { WEEKS.1 });
    lines.push(LEGEND.to_owned());
    let streak = &figures.streak;
    lines.push(format!(
        "{} in a row, the most ever {}",
        number(streak.current, "day", "days"),
        streak.longest
    ));
    lines
}

fn time_spent(figures: &Figures) -> Vec<String> {
    let spent = &figures.time;
    vec![
        format!(
            "{} for {} on {}",
            time(spent.millis),
            number(spent.answers, "answer", "answers"),
            number(spent.days, "day", "days")
        ),
        format!("{} a day, {} an answer", time(spent.a_day()), time(spent.an_answer())),
    ]
}

/// How many stand where, and by interval and ease.
fn cards(figures: &Figures, wide: bool) -> Vec<String> {
    let standing = &figures.standing;
    let mut lines = vec![
        format!(
            "new {}, learning {}, young {}, mature {}",
            standing.new, standing.learning, standing.young, standing.mature
        ),
        format!("suspended {}, leeches {}", standing.suspended, standing.leeches),
    ];
    let width = if wide { 12 } else { 16 };
    let intervals = histogram("interval, days", &figures.intervals, width, |bin| span(bin.from, bin.to));
    let ease = |thousandths: u32| format!("{:.2}", f64::from(thousandths) / 1000.0);
    let eases = histogram("ease", &figures.eases, width, |bin| {
        bin.to.map_or_else(|| format!("over {}", ease(bin.from - 1)), |to| format!("up to {}", ease(to)))
    });
    if wide {
        both(&mut lines, &intervals, &eases);
    } else {
        lines.extend(intervals.into_iter().chain(eases));
    }
    stuck(figures, &mut lines);
    lines
}

/// Bars by range, from the first to the last that has any; nothing without cards.
fn histogram(title: &'static str, bins: &[Bin], width: usize, label: impl Fn(&Bin) -> String) -> Vec<String> {
    let filled = |bin: &Bin| bin.cards > 0;
    let (Some(first), Some(last)) = (bins.iter().position(filled), bins.iter().rposition(filled)) else {
        return Vec::new();
    };
    let most = bins.iter().map(|bin| bin.cards).max().unwrap_or(0);
    let mut table = Table::new(&[(title, Align::Left), ("cards", Align::Right), ("", Align::Left)]);
    for bin in &bins[first..=last] {
        table.row([label(bin), bin.cards.to_string(), bar(bin.cards, most, width)]);
    }
    table.lines()
}

/// Puts two blocks side by side.
fn both(lines: &mut Vec<String>, left: &[String], right: &[String]) {
    let width = left.iter().map(|line| cells(line)).max().unwrap_or(0) + 4;
    for row in 0..left.len().max(right.len()) {
        let (one, other) = (left.get(row), right.get(row));
        let padding = width.saturating_sub(one.map_or(0, |line| cells(line)));
        let one = one.map_or("", String::as_str);
        lines.push(match other.filter(|other| !other.is_empty()) {
            Some(other) if left.is_empty() => other.clone(),
            Some(other) => format!("{one}{}{other}", " ".repeat(padding)),
            None => one.to_owned(),
        });
    }
}

fn stuck(figures: &Figures, lines: &mut Vec<String>) {
    if let Some(mean) = figures.mean_ease {
        lines.push(format!("mean ease {:.2}", f64::from(mean) / 1000.0));
    }
    if !figures.stuck.is_empty() {
        let count = u32::try_from(figures.stuck.len()).unwrap_or(u32::MAX);
        lines.push(format!("[!] {} stuck at a low ease though recalled:", number(count, "card", "cards")));
        lines.extend(figures.stuck.iter().take(AREAS).map(|key| format!("    {key}")));
    }
}

fn hours(figures: &Figures, own: Share, columns: usize) -> Vec<String> {
    let answered = figures.hours.iter().enumerate().filter(|(_, recalled)| recalled.of > 0);
    let hours: Vec<Area> =
        answered.map(|(hour, recalled)| Area { name: format!("{hour}:00"), recalled: *recalled }).collect();
    shares_of(&hours, own, columns)
}

fn hardest(figures: &Figures, columns: usize) -> Vec<String> {
    if figures.hardest.is_empty() {
        return Vec::new();
    }
    let mut table = Table::new(&[
        ("card", Align::Left),
        ("again", Align::Right),
        ("recalled", Align::Right),
        ("", Align::Left),
    ]);
    for hard in &figures.hardest {
        let leech = if hard.leech { "leech" } else { "" };
        table.row([
            short(&hard.key.to_string(), columns - COUNTS),
            hard.again.to_string(),
            percent(hard.recalled),
            leech.to_owned(),
        ]);
    }
    table.lines()
}

/// The weakest of the areas.
fn weakest(areas: &[Area], own: Share, columns: usize) -> Vec<String> {
    let mut lines = shares_of(&areas[..areas.len().min(AREAS)], own, columns);
    if areas.len() > AREAS {
        lines.push(format!("and {} more", areas.len() - AREAS));
    }
    lines
}

/// Shares by name. A sign tells those that are surely below or above the learner's own rate.
fn shares_of(areas: &[Area], own: Share, columns: usize) -> Vec<String> {
    if areas.is_empty() {
        return Vec::new();
    }
    let rate = own.rate().unwrap_or(0.0);
    let mut table = Table::new(&[
        ("", Align::Left),
        ("recalled", Align::Right),
        ("of", Align::Right),
        ("95% range", Align::Right),
        ("", Align::Left),
    ]);
    for Area { name, recalled } in areas {
        let sign = match recalled.interval() {
            Some((_, high)) if high < rate => "[-]",
            Some((low, _)) if low > rate => "[+]",
            _ => "",
        };
        table.row([
            short(name, (columns - COUNTS).min(LONGEST_NAME)),
            percent(*recalled),
            recalled.of.to_string(),
            range(*recalled),
            sign.to_owned(),
        ]);
    }
    let mut lines = table.lines();
    if lines.iter().any(|line| line.ends_with(']')) {
        lines.push("[-] surely below your mean, [+] above it".to_owned());
    }
    lines
}

fn calibration(figures: &Figures) -> Vec<String> {
    let calibration = &figures.calibration;
    if calibration.bins.is_empty() {
        return Vec::new();
    }
    let mut table = Table::new(&[
        ("predicted", Align::Right),
        ("recalled", Align::Right),
        ("of", Align::Right),
        ("95% range", Align::Right),
    ]);
    for bin in &calibration.bins {
        table.row([
            hundredths(bin.predicted),
            percent(bin.actual),
            bin.actual.of.to_string(),
            range(bin.actual),
        ]);
    }
    let mut lines = table.lines();
    lines.extend(factor(calibration));
    lines
}
