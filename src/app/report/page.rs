//! The page around the pictures.

use std::fmt::Write as _;

use super::{Attempt, ExamProgress, ReportError, pictures};
use crate::model::Day;
use crate::stats::{Area, Figures, Share};

/// So many areas of a sort are shown.
const AREAS: usize = 10;
/// With fewer reviews the learner's factor says more of chance than of the learner.
const REVIEWS_OF_A_FACTOR: u32 = 30;

/// Light and dark by what the reader's system asks for; black on white, no picture torn in two, on paper. The two
/// colours of curves are told apart by those who see no red or green as well (Okabe and Ito 2008).
const STYLE: &str = "\
:root { color-scheme: light dark; --page: #ffffff; --ink: #1b1f24; --faint: #57606a; --grid: #d8dee4; --first: #0072b2;
  --second: #c75000; --heat-none: #ebedf0; --heat-low: #a9d3ea; --heat-middle: #4a9cc7; --heat-high: #0b4f7d; }
@media (prefers-color-scheme: dark) { :root { --page: #14171b; --ink: #e6e8eb; --faint: #9aa4af; --grid: #343a42;
  --first: #56b4e9; --second: #e69f00; --heat-none: #252a31; --heat-low: #1f4e6b; --heat-middle: #3a8fc0;
  --heat-high: #8fd3ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 48rem; background: var(--page); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .25rem; break-after: avoid; }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; break-after: avoid; }
h2 + p { break-after: avoid; }
p { margin: .25rem 0; }
.faint { color: var(--faint); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr)); gap: .75rem; margin: 1rem 0; }
.tile { border: 1px solid var(--grid); border-radius: .4rem; padding: .6rem .8rem; break-inside: avoid; }
.tile b { display: block; font-size: 1.4rem; line-height: 1.2; }
.tile span { color: var(--faint); font-size: .85rem; }
section, figure { break-inside: avoid; }
figure { margin: .5rem 0; }
svg { width: 100%; height: auto; display: block; }
svg text { font-family: inherit; }
figcaption { color: var(--faint); font-size: .85rem; }
.first::before, .second::before, .key::before { content: ''; display: inline-block; width: .8em; height: .8em;
  margin: 0 .35em 0 0; border-radius: 50%; background: var(--first); }
.second::before { background: var(--second); }
.key::before { border-radius: 2px; background: var(--shade); }
.first, .second, .key { margin-right: 1em; white-space: nowrap; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
@media (max-width: 34rem) { .pair { grid-template-columns: 1fr; } }
table { border-collapse: collapse; margin: .5rem 0; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .15rem 1rem .15rem 0; border-bottom: 1px solid var(--grid); font-weight: normal; }
th { color: var(--faint); font-size: .85rem; }
td.n, th.n { text-align: right; }
tr { break-inside: avoid; }
summary { color: var(--faint); font-size: .85rem; cursor: pointer; }
@page { size: A4; margin: 16mm 15mm; }
@media print { :root { color-scheme: light; --page: #ffffff; --ink: #000000; --faint: #444444; --grid: #cccccc;
  --first: #0072b2; --second: #c75000; --heat-none: #ebedf0; --heat-low: #a9d3ea; --heat-middle: #4a9cc7;
  --heat-high: #0b4f7d; } body { padding: 0; max-width: none; font-size: 10pt; }
  .tiles { grid-template-columns: repeat(6, 1fr); } .tile { padding: .4rem .5rem; } details { display: none; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
";

/// The whole page.
pub(super) fn page(
    figures: &Figures,
    exams: &[ExamProgress],
    about: Option<&str>,
) -> Result<String, ReportError> {
    let mut page = String::from("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    let title = about.map_or_else(|| "Progress".to_owned(), |about| format!("Progress: {about}"));
    _ = writeln!(page, "<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>", escaped(&title));
    _ = writeln!(page, "<h1>{}</h1>", escaped(&title));
    let days = figures.day.since(figures.from) + 1;
    _ = writeln!(
        page,
        "<p class=\"faint\">{}. Recall and time are those of the last {days} days.</p>",
        long_day(figures.day)
    );
    page.push_str(&tiles(figures));
    for exam in exams {
        page.push_str(&of_exam(exam, figures.day)?);
    }
    page.push_str(&of_days(figures)?);
    page.push_str(&of_recall(figures)?);
    page.push_str(&of_areas(figures)?);
    page.push_str(&of_cards(figures)?);
    page.push_str("</body>\n</html>\n");
    Ok(page)
}

/// The figures one looks for first.
fn tiles(figures: &Figures) -> String {
    let all = figures.retention.young.and(figures.retention.mature);
    let (standing, streak) = (&figures.standing, &figures.streak);
    let within: u32 = figures.forecast.days.iter().take(7).sum();
    let minutes = |millis: u64| format!("{:.0} min", minutes(millis));
    let mature = standing.mature_share().map_or_else(|| "-".to_owned(), percent);
    let tiles = [
        (all.rate().map_or_else(|| "-".to_owned(), percent), format!("recalled of {} reviews", all.of)),
        (standing.cards.to_string(), format!("cards, {} new", standing.new)),
        (mature, "of cards are mature".to_owned()),
        ((figures.forecast.overdue + within).to_string(), "reviews due in 7 days".to_owned()),
        (minutes(figures.time.a_day()), format!("a day, on {} days", figures.time.days)),
        (streak.current.to_string(), format!("days in a row, at most {}", streak.longest)),
    ];
    let tiles: String = tiles
        .iter()
        .map(|(value, what)| format!("<div class=\"tile\"><b>{value}</b><span>{what}</span></div>\n"))
        .collect();
    format!("<div class=\"tiles\">\n{tiles}</div>\n")
}

fn of_exam(exam: &ExamProgress, today: Day) -> Result<String, ReportError> {
    let mut section = format!("<section>\n<h2>Exam: {}</h2>\n", escaped(&exam.title));
    let ahead = exam.day.since(today);
    let when = match ahead {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        2.. => format!("in {ahead} days"),
        _ => "over".to_owned(),
    };
    _ = writeln!(section, "<p>{}, {when}.</p>", long_day(exam.day));
    _ = writeln!(
        section,
        "<p>{} of {} cards studied; {} new ones today.</p>",
        exam.seen, exam.cards, exam.new_today
    );
    match exam.expected.first() {
        None => section.push_str("<p>Too little is known to predict the marks.</p>\n"),
        Some(whole) => {
            let picture = drawn("exam", pictures::exam(exam))?;
            let needed = exam.needed.map_or_else(String::new, |needed| {
                format!("<span class=\"second\">needed: {}</span>", percent(needed))
            });
            _ = writeln!(
                section,
                "<p>Predicted: {} of the marks, likely between {} and {}.</p>\n<figure>{picture}<figcaption>\
                 <span class=\"first\">predicted, with its range</span>{needed}</figcaption></figure>",
                percent(whole.mid),
                percent(whole.low),
                percent(whole.high)
            );
        }
    }
    if !exam.attempts.is_empty() {
        section.push_str("<table><tr><th>Attempt</th><th class=\"n\">Marks</th><th>Result</th></tr>\n");
        for Attempt { day, share, passed } in &exam.attempts {
            let result = match passed {
                None => "",
                Some(true) => "passed",
                Some(false) => "not passed",
            };
            _ = writeln!(
                section,
                "<tr><td>{day}</td><td class=\"n\">{}</td><td>{result}</td></tr>",
                percent(*share)
            );
        }
        section.push_str("</table>\n");
    }
    section.push_str("</section>\n");
    Ok(section)
}

fn of_days(figures: &Figures) -> Result<String, ReportError> {
    let calendar = drawn("calendar", pictures::calendar(figures))?;
    let forecast = drawn("forecast", pictures::forecast(figures))?;
    let keys = [("none", "none"), ("low", "1 to 9"), ("middle", "10 to 29"), ("high", "30 and more")];
    let keys: String = keys
        .iter()
        .map(|(shade, words)| {
            format!("<span class=\"key\" style=\"--shade: var(--heat-{shade})\">{words}</span>")
        })
        .collect();
    let answers: u32 = figures.calendar.iter().map(|(_, answers)| answers).sum();
    let within = |days: usize| figures.forecast.days.iter().take(days).sum::<u32>();
    let late = if figures.forecast.overdue > 0 { "<span class=\"second\">overdue</span>" } else { "" };
    Ok(format!(
        "<section>\n<h2>Answers a day</h2>\n<p>{answers} answers on {} days in 53 weeks.</p>\n\
         <figure>{calendar}<figcaption>{keys}</figcaption></figure>\n</section>\n\
         <section>\n<h2>Due in the next 30 days</h2>\n<p>{} overdue, {} today, {} in 7 days, {} in 30. \
         New cards and lapses to come are not counted.</p>\n\
         <figure>{forecast}<figcaption><span class=\"first\">due</span>{late}</figcaption></figure>\n\
         </section>\n",
        figures.calendar.len(),
        figures.forecast.overdue,
        within(1),
        within(7),
        within(30)
    ))
}

fn of_recall(figures: &Figures) -> Result<String, ReportError> {
    let retention = &figures.retention;
    if retention.months.is_empty() {
        return Ok("<section>\n<h2>Recall</h2>\n<p>No review yet.</p>\n</section>\n".to_owned());
    }
    let curve = drawn("retention", pictures::retention(figures))?;
    let months: String = retention
        .months
        .iter()
        .map(|month| {
            let name = format!("{:04}-{:02}", month.year, month.month);
            format!("<tr><td>{name}</td>{}{}</tr>\n", share_cells(month.young), share_cells(month.mature))
        })
        .collect();
    let mut section = format!(
        "<section>\n<h2>Recall by month</h2>\n<p>Of young cards {}; of mature cards, with intervals of three weeks and \
         more, {}.</p>\n<figure>{curve}<figcaption><span class=\"first\">young</span>\
         <span class=\"second\">mature</span>the strokes hold the true rate with 95% confidence</figcaption></figure>\n\
         <details><summary>In figures</summary><table><tr><th>Month</th><th class=\"n\">Young</th><th>95% range</th>\
         <th class=\"n\">Mature</th><th>95% range</th></tr>\n{months}</table></details>\n</section>\n",
        sentence(retention.young),
        sentence(retention.mature)
    );
    let calibration = &figures.calibration;
    if let Some(predicted) = calibration.predicted {
        let picture = drawn("calibration", pictures::calibration(&calibration.bins))?;
        let factor = calibration.factor.filter(|_| calibration.actual.of >= REVIEWS_OF_A_FACTOR);
        let factor = factor.map_or_else(String::new, |factor| {
            format!(" By the last reviews you remember {factor:.1} times as long as planned.")
        });
        _ = writeln!(
            section,
            "<section>\n<h2>Predicted and actual recall</h2>\n<p>The schedule predicted {}; {} were recalled.{factor}</p>\n\
             <figure>{picture}<figcaption>On the slanting line a prediction holds; below it less is recalled.</figcaption>\
             </figure>\n</section>",
            percent(predicted),
            sentence(calibration.actual)
        );
    }
    Ok(section)
}

fn of_areas(figures: &Figures) -> Result<String, ReportError> {
    let own = figures.retention.young.and(figures.retention.mature);
    let mut section = String::new();
    let areas = &figures.areas;
    for (title, picture, areas) in [
        ("By objective", "objectives", &areas.objectives),
        ("By tag", "tags", &areas.tags),
        ("By deck", "decks", &areas.decks),
    ] {
        let shown: &[Area] = &areas[..areas.len().min(AREAS)];
        if !shown.is_empty() {
            let drawing = drawn(picture, pictures::areas(shown, own))?;
            let rest = areas.len() - shown.len();
            let rest = if rest > 0 { format!("; {rest} more are stronger") } else { String::new() };
            _ = writeln!(
                section,
                "<section>\n<h3>{title}</h3>\n<figure>{drawing}<figcaption>recalled, with its 95% range{rest}</figcaption></figure>\n</section>"
            );
        }
    }
    if section.is_empty() {
        Ok(section)
    } else {
        Ok(format!(
            "<h2>Weak areas first</h2>\n<p class=\"faint\">The upright line is the mean of all.</p>\n{section}"
        ))
    }
}

fn of_cards(figures: &Figures) -> Result<String, ReportError> {
    let standing = &figures.standing;
    let mut section = format!(
        "<section>\n<h2>Cards</h2>\n<p>{} new, {} learning, {} young, {} mature. {} suspended, {} leeches.</p>\n",
        standing.new,
        standing.learning,
        standing.young,
        standing.mature,
        standing.suspended,
        standing.leeches
    );
    if figures.intervals.iter().any(|bin| bin.cards > 0) {
        let picture = drawn("intervals", pictures::intervals(figures))?;
        _ = writeln!(section, "<figure>{picture}<figcaption>cards by interval in days</figcaption></figure>");
    }
    if let Some(mean) = figures.mean_ease {
        let picture = drawn("eases", pictures::eases(figures))?;
        let stuck = match figures.stuck.len() {
            0 => String::new(),
            1 => "; 1 card is stuck at a low ease though it is recalled".to_owned(),
            stuck => format!("; {stuck} cards are stuck at a low ease though they are recalled"),
        };
        let mean = f64::from(mean) / 1000.0;
        _ = writeln!(
            section,
            "<figure>{picture}<figcaption>cards by ease; the mean is {mean:.2}{stuck}</figcaption></figure>"
        );
    }
    section.push_str("</section>\n");
    if !figures.hardest.is_empty() {
        section.push_str(
            "<section>\n<h2>Answered Again most often</h2>\n<table><tr><th>Card</th><th class=\"n\">Again</th>\
             <th class=\"n\">Recalled</th><th></th></tr>\n",
        );
        for hard in &figures.hardest {
            let recalled = hard.recalled.rate().map_or_else(|| "-".to_owned(), percent);
            let leech = if hard.leech { "leech" } else { "" };
            _ = writeln!(
                section,
                "<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{recalled}</td><td>{leech}</td></tr>",
                escaped(&hard.key.to_string()),
                hard.again
            );
        }
        section.push_str("</table>\n</section>\n");
    }
    Ok(section)
}

fn drawn(picture: &'static str, drawing: Result<String, pictures::DrawError>) -> Result<String, ReportError> {
    drawing.map_err(|source| ReportError { picture, source })
}

fn share_cells(share: Share) -> String {
    match share.interval() {
        None => "<td class=\"n\">-</td><td></td>".to_owned(),
        Some((low, high)) => format!(
            "<td class=\"n\">{} of {}</td><td>{} to {}</td>",
            share.yes,
            share.of,
            percent(low),
            percent(high)
        ),
    }
}

/// `88% of 240, likely 83% to 91%`; `none yet`.
fn sentence(share: Share) -> String {
    match (share.rate(), share.interval()) {
        (Some(rate), Some((low, high))) => {
            format!("{} of {}, likely {} to {}", percent(rate), share.of, percent(low), percent(high))
        }
        _ => "none yet".to_owned(),
    }
}

fn percent(rate: f64) -> String {
    format!("{:.0}%", rate * 100.0)
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds of a lifetime are far below 2^52")]
fn minutes(millis: u64) -> f64 {
    millis as f64 / 60_000.0
}

fn long_day(day: Day) -> String {
    day.date().format("%A, %-d %B %Y").to_string()
}

/// Text that a deck or a learner wrote, harmless in HTML.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c if c.is_control() => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}
