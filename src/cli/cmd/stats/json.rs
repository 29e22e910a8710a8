//! All figures in JSON.

use serde::Serialize;
use serde_json::{Value, json};

use crate::cli::cmd::tags::StandingJson;
use crate::stats::{Area, Bin, Figures, Hard, Month, RecallBin, Share};

/// The figures of `stats`.
#[derive(Debug, Serialize)]
pub(super) struct FiguresJson {
    day: String,
    from: String,
    query: Vec<String>,
    today: Value,
    retention: Value,
    forecast: Value,
    calendar: Vec<Value>,
    streak: Value,
    time: Value,
    cards: StandingJson,
    intervals: Vec<Value>,
    eases: Vec<Value>,
    mean_ease: Option<u32>,
    stuck: Vec<String>,
    hours: Vec<Value>,
    hardest: Vec<Value>,
    leeches: Vec<String>,
    areas: Value,
    calibration: Value,
}

impl FiguresJson {
    pub(super) fn new(figures: &Figures, query: &[String]) -> Self {
        let Figures { today, time, streak, calibration, areas, .. } = figures;
        let keys = |keys: &[crate::model::Key]| keys.iter().map(ToString::to_string).collect();
        Self {
            day: figures.day.to_string(),
            from: figures.from.to_string(),
            query: query.to_vec(),
            today: json!({
                "answers": today.answers, "cards": today.cards, "new": today.new,
                "recalled": share(today.recalled), "seconds": seconds(today.millis),
            }),
            retention: json!({
                "young": share(figures.retention.young), "mature": share(figures.retention.mature),
                "all": share(figures.retention.young.and(figures.retention.mature)),
                "months": figures.retention.months.iter().map(month).collect::<Vec<_>>(),
            }),
            forecast: json!({
                "overdue": figures.forecast.overdue,
                "days": (0..).zip(&figures.forecast.days)
                    .map(|(ahead, due)| json!({ "day": figures.day.plus(ahead).to_string(), "due": due }))
                    .collect::<Vec<_>>(),
            }),
            calendar: figures
                .calendar
                .iter()
                .map(|(day, answers)| json!({ "day": day.to_string(), "answers": answers }))
                .collect(),
            streak: json!({ "current": streak.current, "longest": streak.longest, "days": streak.days }),
            time: json!({
                "seconds": seconds(time.millis), "answers": time.answers, "days": time.days,
                "seconds_a_day": seconds(time.a_day()), "seconds_an_answer": seconds(time.an_answer()),
            }),
            cards: (&figures.standing).into(),
            intervals: figures.intervals.iter().map(bin).collect(),
            eases: figures.eases.iter().map(bin).collect(),
            mean_ease: figures.mean_ease,
            stuck: keys(&figures.stuck),
            hours: figures
                .hours
                .iter()
                .enumerate()
                .map(|(hour, recalled)| json!({ "hour": hour, "recalled": share(*recalled) }))
                .collect(),
            hardest: figures.hardest.iter().map(hard).collect(),
            leeches: keys(&figures.leeches),
            areas: json!({
                "tags": areas.tags.iter().map(area).collect::<Vec<_>>(),
                "objectives": areas.objectives.iter().map(area).collect::<Vec<_>>(),
                "decks": areas.decks.iter().map(area).collect::<Vec<_>>(),
            }),
            calibration: json!({
                "predicted": calibration.predicted.map(rounded), "actual": share(calibration.actual),
                "factor": calibration.factor.map(rounded),
                "bins": calibration.bins.iter().map(recall_bin).collect::<Vec<_>>(),
            }),
        }
    }
}

/// Four digits behind the point are more than any figure here knows.
fn rounded(number: f64) -> f64 {
    (number * 1e4).round() / 1e4
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds of a lifetime are far below 2^52")]
fn seconds(millis: u64) -> f64 {
    millis as f64 / 1000.0
}

fn share(share: Share) -> Value {
    let interval = share.interval();
    json!({
        "yes": share.yes, "of": share.of, "rate": share.rate().map(rounded),
        "low": interval.map(|(low, _)| rounded(low)), "high": interval.map(|(_, high)| rounded(high)),
    })
}

fn month(month: &Month) -> Value {
    json!({
        "month": format!("{:04}-{:02}", month.year, month.month),
        "young": share(month.young), "mature": share(month.mature),
    })
}

fn bin(bin: &Bin) -> Value {
    json!({ "from": bin.from, "to": bin.to, "cards": bin.cards })
}

fn hard(hard: &Hard) -> Value {
    json!({
        "key": hard.key.to_string(), "again": hard.again, "recalled": share(hard.recalled),
        "lapses": hard.lapses, "leech": hard.leech,
    })
}

fn area(area: &Area) -> Value {
    json!({ "name": area.name, "recalled": share(area.recalled) })
}

fn recall_bin(bin: &RecallBin) -> Value {
    json!({ "from": bin.from, "to": bin.to, "predicted": rounded(bin.predicted), "actual": share(bin.actual) })
}
