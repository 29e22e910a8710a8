//! Figures as sentences, one a line: for screen readers, and where no chart has room.

use super::words::{hundredths, long_day, number, of, percent, sentence, span, time};
use crate::model::Key;
use crate::stats::{Area, CalibrationFigures, Figures, Share};

/// So many of a list are named.
const NAMED: usize = 5;

/// All figures.
pub(super) fn lines(figures: &Figures) -> Vec<String> {
    let mut lines = vec![format!("Progress on {}.", long_day(figures.day))];
    today(figures, &mut lines);
    retention(figures, &mut lines);
    forecast(figures, &mut lines);
    days(figures, &mut lines);
    cards(figures, &mut lines);
    hours(figures, &mut lines);
    hard(figures, &mut lines);
    for (what, areas) in [
        ("tag", &figures.areas.tags),
        ("objective", &figures.areas.objectives),
        ("deck", &figures.areas.decks),
    ] {
        weakest(what, areas, &mut lines);
    }
    calibration(figures, &mut lines);
    lines
}

fn today(figures: &Figures, lines: &mut Vec<String>) {
    let today = &figures.today;
    if today.answers == 0 {
        lines.push("Today: nothing answered yet.".to_owned());
        return;
    }
    lines.push(format!(
        "Today: {} on {} in {}.",
        number(today.answers, "answer", "answers"),
        number(today.cards, "card", "cards"),
        time(today.millis)
    ));
    lines.push(format!("Begun today: {}.", number(today.new, "new card", "new cards")));
    lines.push(format!("Recalled today: {}.", sentence(today.recalled)));
}

fn retention(figures: &Figures, lines: &mut Vec<String>) {
    let retention = &figures.retention;
    lines.push(format!("The following is counted from {} on.", long_day(figures.from)));
    lines.push(format!("Recalled of young cards: {}.", sentence(retention.young)));
    lines.push(format!("Recalled of mature cards: {}.", sentence(retention.mature)));
    for month in &retention.months {
        let all = month.young.and(month.mature);
        lines.push(format!(
            "Recalled in {}: {}, {}.",
            name_of(month.year, month.month),
            of(all),
            percent(all)
        ));
    }
}

fn name_of(year: i32, month: u32) -> String {
    chrono::NaiveDate::from_ymd_opt(year, month, 1)
        .map_or_else(|| format!("{year}-{month}"), |date| date.format("%B %Y").to_string())
}

fn forecast(figures: &Figures, lines: &mut Vec<String>) {
    let forecast = &figures.forecast;
    let within = |days: usize| forecast.days.iter().take(days).sum::<u32>();
    lines.push(format!("Overdue: {}.", number(forecast.overdue, "card", "cards")));
    lines.push(format!("Due today: {}.", number(within(1), "card", "cards")));
    lines.push(format!("Due within 7 days, overdue ones apart: {}.", number(within(7), "card", "cards")));
    lines.push(format!("Due within 30 days: {}.", number(within(30), "card", "cards")));
}

fn days(figures: &Figures, lines: &mut Vec<String>) {
    let answers =
        |day| figures.calendar.iter().find(|(other, _)| *other == day).map_or(0, |(_, answers)| *answers);
    for ago in (0..7).rev() {
        let day = figures.day.plus(-ago);
        let name = if ago == 0 { "Today".to_owned() } else { day.date().format("%A").to_string() };
        lines.push(format!("{name}: {}.", number(answers(day), "answer", "answers")));
    }
    let year: u32 = figures.calendar.iter().map(|(_, answers)| *answers).sum();
    lines.push(format!(
        "In 53 weeks: {} on {}.",
        number(year, "answer", "answers"),
        counted_days(figures.calendar.len())
    ));
    lines.push(format!(
        "Days in a row: {}; the most ever {}.",
        figures.streak.current, figures.streak.longest
    ));
    lines.push(format!(
        "Time: {} on {}, {} a day, {} an answer.",
        time(figures.time.millis),
        number(figures.time.days, "day", "days"),
        time(figures.time.a_day()),
        time(figures.time.an_answer())
    ));
}

fn counted_days(days: usize) -> String {
    number(u32::try_from(days).unwrap_or(u32::MAX), "day", "days")
}

fn cards(figures: &Figures, lines: &mut Vec<String>) {
    let standing = &figures.standing;
    lines.push(format!(
        "Cards: {}. New {}, learning {}, young {}, mature {}. Suspended {}.",
        standing.cards, standing.new, standing.learning, standing.young, standing.mature, standing.suspended
    ));
    for bin in figures.intervals.iter().filter(|bin| bin.cards > 0) {
        let days = if bin.to == Some(1) { "day" } else { "days" };
        lines.push(format!(
            "Interval {} {days}: {}.",
            span(bin.from, bin.to),
            number(bin.cards, "card", "cards")
        ));
    }
    if let Some(mean) = figures.mean_ease {
        lines.push(format!("Ease: {:.2} on average.", f64::from(mean) / 1000.0));
    }
    if !figures.stuck.is_empty() {
        lines.push(format!(
            "Stuck at a low ease though recalled: {}: {}.",
            counted_cards(figures.stuck.len()),
            named(&figures.stuck)
        ));
    }
}

fn counted_cards(cards: usize) -> String {
    number(u32::try_from(cards).unwrap_or(u32::MAX), "card", "cards")
}

fn named(keys: &[Key]) -> String {
    let some: Vec<String> = keys.iter().take(NAMED).map(ToString::to_string).collect();
    if keys.len() > NAMED { format!("{} and more", some.join(", ")) } else { some.join(", ") }
}

fn hours(figures: &Figures, lines: &mut Vec<String>) {
    for (hour, recalled) in figures.hours.iter().enumerate().filter(|(_, recalled)| recalled.of > 0) {
        lines.push(format!("Recalled at {hour} hours: {}, {}.", of(*recalled), percent(*recalled)));
    }
}

fn hard(figures: &Figures, lines: &mut Vec<String>) {
    for hard in figures.hardest.iter().take(NAMED) {
        let leech = if hard.leech { " It is a leech." } else { "" };
        lines.push(format!("Hard: {}, {} times Again.{leech}", hard.key, hard.again));
    }
    if !figures.leeches.is_empty() {
        lines.push(format!(
            "Leeches: {}: {}.",
            counted_cards(figures.leeches.len()),
            named(&figures.leeches)
        ));
    }
}

fn weakest(what: &str, areas: &[Area], lines: &mut Vec<String>) {
    for Area { name, recalled } in areas.iter().take(NAMED) {
        lines.push(format!("Recalled of {what} {name}: {}.", sentence(*recalled)));
    }
}

fn calibration(figures: &Figures, lines: &mut Vec<String>) {
    let calibration = &figures.calibration;
    let Some(predicted) = calibration.predicted else { return };
    lines.push(format!("Predicted recall: {}.", hundredths(predicted)));
    lines.push(format!("Actual recall: {}.", sentence(calibration.actual)));
    lines.extend(factor(calibration));
    for bin in &calibration.bins {
        let actual: Share = bin.actual;
        lines.push(format!(
            "Where {} were predicted, {} were recalled.",
            hundredths(bin.predicted),
            of(actual)
        ));
    }
}

/// With fewer reviews the learner's factor says more of chance than of the learner.
const REVIEWS_OF_A_FACTOR: u32 = 30;

/// What the learner's factor says; none of too few reviews.
pub(super) fn factor(calibration: &CalibrationFigures) -> Option<String> {
    let factor = calibration.factor.filter(|_| calibration.actual.of >= REVIEWS_OF_A_FACTOR)?;
    Some(if (0.9..=1.1).contains(&factor) {
        "You remember about as long as planned.".to_owned()
    } else {
        format!("You remember {factor:.1} times as long as planned.")
    })
}
