//! The pictures as SVG. Colours are names that the page gives a value to, one in the light and one in the dark.

use plotters::backend::SVGBackend;
use plotters::chart::ChartBuilder;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, IntoFont, RGBColor, ShapeStyle, TextStyle};

use super::{ExamProgress, Range};
use crate::model::Day;
use crate::stats::{Area, Bin, CALENDAR_DAYS, Figures, RecallBin, Share};
use chrono::Datelike;

/// Why a picture could not be drawn.
pub(super) type DrawError = DrawingAreaErrorKind<std::io::Error>;
/// A picture, or why there is none.
type Drawn = Result<String, DrawError>;
/// Where a picture is drawn.
type Canvas<'s> = DrawingArea<SVGBackend<'s>, Shift>;

// Colours no picture has by chance, each put for a name of the page's own style.
const INK: RGBColor = RGBColor(1, 0, 1);
const FAINT: RGBColor = RGBColor(2, 0, 2);
const GRID: RGBColor = RGBColor(3, 0, 3);
const FIRST: RGBColor = RGBColor(4, 0, 4);
const SECOND: RGBColor = RGBColor(5, 0, 5);
const HEAT: [RGBColor; 4] = [RGBColor(6, 0, 6), RGBColor(7, 0, 7), RGBColor(8, 0, 8), RGBColor(9, 0, 9)];
/// The names, in the order of the colours.
const NAMES: [&str; 9] =
    ["ink", "faint", "grid", "first", "second", "heat-none", "heat-low", "heat-middle", "heat-high"];

/// The width of every picture, in units that the page scales.
const WIDTH: i32 = 720;
/// The least answers of a day for each level of heat above none.
const LEVELS: [u32; 3] = [1, 10, 30];

fn draw(height: i32, paint: impl FnOnce(&Canvas<'_>) -> Result<(), DrawError>) -> Drawn {
    let mut svg = String::new();
    {
        let size = (u32::try_from(WIDTH).unwrap_or(0), u32::try_from(height).unwrap_or(0));
        let canvas = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        paint(&canvas)?;
        canvas.present()?;
    }
    for (number, name) in (1..).zip(NAMES) {
        svg = svg.replace(&format!("\"#{number:02X}00{number:02X}\""), &format!("\"var(--{name})\""));
    }
    Ok(scaled(&svg, height))
}

/// The picture without a size of its own, so that the page says how wide it is.
fn scaled(svg: &str, height: i32) -> String {
    let from = svg.find("<svg").unwrap_or(0);
    let body = svg[from..].split_once('>').map_or("", |(_, body)| body);
    format!("<svg viewBox=\"0 0 {WIDTH} {height}\" aria-hidden=\"true\">{body}")
}

fn font(size: i32, colour: RGBColor) -> TextStyle<'static> {
    ("sans-serif", size).into_font().color(&colour)
}

fn label(size: i32, colour: RGBColor, across: HPos, down: VPos) -> TextStyle<'static> {
    font(size, colour).pos(Pos::new(across, down))
}

fn line(colour: RGBColor, width: u32) -> ShapeStyle {
    colour.stroke_width(width)
}

/// Answers a day over 53 weeks: a square a day, a column a week.
pub(super) fn calendar(figures: &Figures) -> Drawn {
    const LEFT: i32 = 30;
    const TOP: i32 = 18;
    const STEP: i32 = 13;
    let today = figures.day;
    let weekday = i64::from(today.date().weekday().num_days_from_monday());
    let monday = today.plus(7 - weekday - CALENDAR_DAYS);
    draw(TOP + 7 * STEP + 4, |canvas| {
        for (row, name) in [(0, "Mon"), (2, "Wed"), (4, "Fri")] {
            let style = label(14, FAINT, HPos::Right, VPos::Center);
            canvas.draw(&Text::new(name, (LEFT - 5, TOP + row * STEP + STEP / 2), style))?;
        }
        let mut month = None;
        for days in 0..CALENDAR_DAYS {
            let day = monday.plus(days);
            if day > today {
                break;
            }
            let (week, row) = (i32::try_from(days / 7).unwrap_or(0), i32::try_from(days % 7).unwrap_or(0));
            let (x, y) = (LEFT + week * STEP, TOP + row * STEP);
            let square = [(x, y), (x + STEP - 2, y + STEP - 2)];
            canvas.draw(&Rectangle::new(square, HEAT[level(answers_on(figures, day))].filled()))?;
            let date = day.date();
            if row == 0 && month.replace(date.month()) != Some(date.month()) && date.day() <= 7 && week < 51 {
                let style = label(14, FAINT, HPos::Left, VPos::Bottom);
                canvas.draw(&Text::new(date.format("%b").to_string(), (x, TOP - 4), style))?;
            }
        }
        Ok(())
    })
}

fn answers_on(figures: &Figures, day: Day) -> u32 {
    let found = figures.calendar.binary_search_by_key(&day, |(day, _)| *day);
    found.map_or(0, |place| figures.calendar[place].1)
}

fn level(answers: u32) -> usize {
    LEVELS.iter().filter(|least| answers >= **least).count()
}

/// Bars over labels; a second part of a bar stands on the first. Labels that would meet are left out.
struct Bars<'a> {
    labels: Vec<String>,
    parts: Vec<(u32, u32)>,
    /// Every how many bars a label stands.
    every: usize,
    /// What the bars count.
    what: &'a str,
}

fn bars(bars: &Bars<'_>, height: i32) -> Drawn {
    let most = bars.parts.iter().map(|(one, other)| one + other).max().unwrap_or(0).max(1);
    let count = bars.parts.len();
    draw(height, |canvas| {
        #[expect(clippy::cast_precision_loss, reason = "a few dozen bars")]
        let across = 0.0..count as f64;
        let mut chart = ChartBuilder::on(canvas)
            .x_label_area_size(26)
            .y_label_area_size(50)
            .margin_top(8)
            .margin_right(8)
            .build_cartesian_2d(across, 0.0..f64::from(most) * 1.05)?;
        chart
            .configure_mesh()
            .disable_x_mesh()
            .x_labels(0)
            .y_labels(5)
            .y_desc(bars.what)
            .y_label_formatter(&|value| format!("{value:.0}"))
            .bold_line_style(line(GRID, 1))
            .light_line_style(ShapeStyle::from(GRID.mix(0.0)))
            .axis_style(line(GRID, 1))
            .label_style(font(16, FAINT))
            .axis_desc_style(font(16, FAINT))
            .draw()?;
        let mut at = 0.0;
        for (one, other) in &bars.parts {
            let (bottom, top) = (f64::from(*one), f64::from(one + other));
            if *one > 0 {
                let bar = [(at + 0.12, 0.0), (at + 0.88, bottom)];
                chart.draw_series([Rectangle::new(bar, FIRST.filled())])?;
            }
            if *other > 0 {
                let bar = [(at + 0.12, bottom), (at + 0.88, top)];
                chart.draw_series([Rectangle::new(bar, SECOND.filled())])?;
            }
            at += 1.0;
        }
        let mut at = 0.5;
        for (place, text) in bars.labels.iter().enumerate() {
            if place % bars.every == 0 {
                let (x, y) = chart.backend_coord(&(at, 0.0));
                canvas.draw(&Text::new(
                    text.clone(),
                    (x, y + 6),
                    label(16, FAINT, HPos::Center, VPos::Top),
                ))?;
            }
            at += 1.0;
        }
        Ok(())
    })
}

/// What falls due on each of the coming days; what is overdue stands on today's bar.
pub(super) fn forecast(figures: &Figures) -> Drawn {
    let forecast = &figures.forecast;
    let labels = (0..)
        .zip(&forecast.days)
        .map(|(ahead, _)| figures.day.plus(ahead).date().format("%-d %b").to_string());
    let parts = forecast
        .days
        .iter()
        .enumerate()
        .map(|(ahead, due)| (*due, if ahead == 0 { forecast.overdue } else { 0 }));
    bars(&Bars { labels: labels.collect(), parts: parts.collect(), every: 5, what: "cards" }, 190)
}

/// Cards by interval.
pub(super) fn intervals(figures: &Figures) -> Drawn {
    let name = |bin: &Bin| match bin.to {
        None => format!("{}+", bin.from),
        Some(to) if to == bin.from => to.to_string(),
        Some(to) => format!("{}-{to}", bin.from),
    };
    histogram(&figures.intervals, name)
}

/// Cards by ease.
pub(super) fn eases(figures: &Figures) -> Drawn {
    let ease = |thousandths: u32| format!("{:.1}", f64::from(thousandths) / 1000.0);
    let name = |bin: &Bin| {
        bin.to.map_or_else(|| format!("over {}", ease(bin.from - 1)), |to| format!("to {}", ease(to)))
    };
    histogram(&figures.eases, name)
}

fn histogram(bins: &[Bin], name: impl Fn(&Bin) -> String) -> Drawn {
    let parts = bins.iter().map(|bin| (bin.cards, 0)).collect();
    bars(&Bars { labels: bins.iter().map(name).collect(), parts, every: 1, what: "cards" }, 170)
}

/// A point of a curve: where, what, and the range.
struct Point {
    at: f64,
    value: f64,
    range: (f64, f64),
    answers: u32,
}

/// From so many answers on, a range is narrow enough to be drawn whole.
const ENOUGH: u32 = 20;
/// A month of fewer reviews than this stands in the table alone.
const FEWEST: u32 = 5;

impl Point {
    fn of(at: f64, share: Share) -> Option<Self> {
        Some(Self { at, value: share.rate()?, range: share.interval()?, answers: share.of })
    }
}

/// The least share that a picture has to show, rounded down to a tenth. Ranges of few answers are cut off by it, lest
/// they press all others together.
fn floor(points: &[&[Point]]) -> f64 {
    let least = |point: &Point| if point.answers < ENOUGH { point.value } else { point.range.0 };
    let least = points.iter().flat_map(|points| points.iter()).map(least).fold(1.0, f64::min);
    ((least * 10.0).floor() / 10.0).clamp(0.0, 0.8)
}

/// Recall month by month, of young and of mature cards, each with its range.
pub(super) fn retention(figures: &Figures) -> Drawn {
    let months = &figures.retention.months;
    let curve = |share: fn(&crate::stats::Month) -> Share, aside: f64| -> Vec<Point> {
        let mut at = 0.5 + aside;
        let mut points = Vec::new();
        for month in months {
            points.extend(Point::of(at, share(month)).filter(|point| point.answers >= FEWEST));
            at += 1.0;
        }
        points
    };
    let (young, mature) = (curve(|month| month.young, -0.06), curve(|month| month.mature, 0.06));
    let names: Vec<String> = months
        .iter()
        .map(|month| {
            chrono::NaiveDate::from_ymd_opt(month.year, month.month, 1)
                .map_or_else(String::new, |date| date.format("%b %y").to_string())
        })
        .collect();
    let bottom = floor(&[&young, &mature]);
    draw(210, |canvas| {
        #[expect(clippy::cast_precision_loss, reason = "a few dozen months")]
        let across = 0.0..names.len().max(1) as f64;
        let mut chart = ChartBuilder::on(canvas)
            .x_label_area_size(26)
            .y_label_area_size(50)
            .margin_top(8)
            .margin_right(8)
            .build_cartesian_2d(across, bottom..1.0)?;
        chart
            .configure_mesh()
            .disable_x_mesh()
            .x_labels(0)
            .y_labels(6)
            .y_label_formatter(&|share| format!("{:.0}%", share * 100.0))
            .bold_line_style(line(GRID, 1))
            .light_line_style(ShapeStyle::from(GRID.mix(0.0)))
            .axis_style(line(GRID, 1))
            .label_style(font(16, FAINT))
            .draw()?;
        for (points, colour) in [(&young, FIRST), (&mature, SECOND)] {
            let path: Vec<(f64, f64)> = points.iter().map(|point| (point.at, point.value)).collect();
            chart.draw_series([PathElement::new(path, line(colour, 2))])?;
            for point in points {
                let range = vec![(point.at, point.range.0.max(bottom)), (point.at, point.range.1)];
                chart.draw_series([PathElement::new(range, line(colour, 1))])?;
                chart.draw_series([Circle::new((point.at, point.value), 4, colour.filled())])?;
            }
        }
        let every = names.len().div_ceil(12).max(1);
        let mut at = 0.5;
        for (place, name) in names.iter().enumerate() {
            if place % every == 0 {
                let (x, y) = chart.backend_coord(&(at, bottom));
                canvas.draw(&Text::new(
                    name.clone(),
                    (x, y + 6),
                    label(16, FAINT, HPos::Center, VPos::Top),
                ))?;
            }
            at += 1.0;
        }
        Ok(())
    })
}

/// Predicted against actual recall, with the line on which both are one.
pub(super) fn calibration(bins: &[RecallBin]) -> Drawn {
    let points: Vec<Point> = bins.iter().filter_map(|bin| Point::of(bin.predicted, bin.actual)).collect();
    let least = bins.iter().map(|bin| bin.predicted).fold(floor(&[&points]), f64::min);
    let least = ((least * 10.0).floor() / 10.0).clamp(0.0, 0.9);
    draw(260, |canvas| {
        let mut chart = ChartBuilder::on(canvas)
            .x_label_area_size(44)
            .y_label_area_size(60)
            .margin_top(8)
            .margin_right(24)
            .build_cartesian_2d(least..1.0, least..1.0)?;
        chart
            .configure_mesh()
            .x_labels(6)
            .y_labels(6)
            .x_desc("predicted")
            .y_desc("recalled")
            .x_label_formatter(&|share| format!("{:.0}%", share * 100.0))
            .y_label_formatter(&|share| format!("{:.0}%", share * 100.0))
            .bold_line_style(line(GRID, 1))
            .light_line_style(ShapeStyle::from(GRID.mix(0.0)))
            .axis_style(line(GRID, 1))
            .label_style(font(16, FAINT))
            .axis_desc_style(font(16, FAINT))
            .draw()?;
        chart.draw_series([PathElement::new(vec![(least, least), (1.0, 1.0)], line(FAINT, 1))])?;
        for point in &points {
            let range = vec![(point.at, point.range.0.max(least)), (point.at, point.range.1)];
            chart.draw_series([PathElement::new(range, line(FIRST, 2))])?;
            chart.draw_series([Circle::new((point.at, point.value), 5, FIRST.filled())])?;
        }
        Ok(())
    })
}

/// A line of a picture of ranges.
struct Row<'a> {
    name: &'a str,
    low: f64,
    mid: f64,
    high: f64,
    /// Words at the right.
    note: String,
}

/// Recall by name, each with its range, and the learner's mean as a line across.
pub(super) fn areas(areas: &[Area], own: Share) -> Drawn {
    let row = |area: &'_ Area| {
        let (low, high) = area.recalled.interval()?;
        let note = format!("{} of {}", area.recalled.yes, area.recalled.of);
        Some((low, area.recalled.rate()?, high, note))
    };
    let rows: Vec<Row<'_>> = areas
        .iter()
        .filter_map(|area| {
            row(area).map(|(low, mid, high, note)| Row { name: &area.name, low, mid, high, note })
        })
        .collect();
    ranges(&rows, own.rate().map(|mean| (mean, FAINT)))
}

/// The marks predicted of an exam and its parts, and what is needed as a line across.
pub(super) fn exam(exam: &ExamProgress) -> Drawn {
    let note = |range: &Range| format!("{:.0}-{:.0}%", range.low * 100.0, range.high * 100.0);
    let rows: Vec<Row<'_>> = exam
        .expected
        .iter()
        .map(|range| Row {
            name: &range.name,
            low: range.low,
            mid: range.mid,
            high: range.high,
            note: note(range),
        })
        .collect();
    ranges(&rows, exam.needed.map(|needed| (needed, SECOND)))
}

fn ranges(rows: &[Row<'_>], across: Option<(f64, RGBColor)>) -> Drawn {
    const LEFT: i32 = 230;
    const RIGHT: i32 = 112;
    const ROW: i32 = 22;
    let count = i32::try_from(rows.len()).unwrap_or(0);
    let least = rows.iter().map(|row| row.low).chain(across.map(|(at, _)| at)).fold(0.9, f64::min);
    let least = ((least * 10.0).floor() / 10.0).max(0.0);
    #[expect(clippy::cast_possible_truncation, reason = "a place on a picture of 720 units")]
    let x = |share: f64| {
        LEFT + ((share - least) / (1.0 - least) * f64::from(WIDTH - LEFT - RIGHT)).round() as i32
    };
    draw(ROW * count + 26, |canvas| {
        let bottom = ROW * count + 4;
        for tenth in 0..=10 {
            let share = f64::from(tenth) / 10.0;
            if share + 1e-9 >= least && (tenth % 2 == 0 || least > 0.4) {
                canvas.draw(&PathElement::new(vec![(x(share), 2), (x(share), bottom)], line(GRID, 1)))?;
                let style = label(16, FAINT, HPos::Center, VPos::Top);
                canvas.draw(&Text::new(format!("{}%", tenth * 10), (x(share), bottom + 4), style))?;
            }
        }
        if let Some((at, colour)) = across {
            canvas.draw(&PathElement::new(vec![(x(at), 0), (x(at), bottom)], line(colour, 2)))?;
        }
        for (place, Row { name, low, mid, high, note }) in (0..).zip(rows) {
            let y = ROW * place + ROW / 2;
            let style = label(16, INK, HPos::Right, VPos::Center);
            canvas.draw(&Text::new(cut(name), (LEFT - 10, y), style))?;
            canvas.draw(&PathElement::new(vec![(x(*low), y), (x(*high), y)], line(FIRST, 2)))?;
            canvas.draw(&Circle::new((x(*mid), y), 5, FIRST.filled()))?;
            let style = label(16, FAINT, HPos::Left, VPos::Center);
            canvas.draw(&Text::new(note.clone(), (WIDTH - RIGHT + 8, y), style))?;
        }
        Ok(())
    })
}

/// A name of a width that leaves room for the picture.
fn cut(name: &str) -> String {
    const MOST: usize = 30;
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    let kept: String = name.chars().take(MOST - 1).collect();
    format!("{}…", kept.trim_end())
}
