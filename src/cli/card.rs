//! Cards in JSON, and the words for them.

use serde::Serialize;
use serde_json::{Value, json};

use crate::app::clock::rfc3339;
use crate::model::{Due, Moment, StateName};
use crate::schedule;
use crate::store::CardRecord;

/// A card in JSON, as `cards` and `show` print it.
#[derive(Debug, Serialize)]
pub struct CardJson {
    key: String,
    deck: String,
    kind: &'static str,
    state: &'static str,
    due: Value,
    interval_days: u32,
    ease: u16,
    reps: u64,
    lapses: u32,
    tags: Vec<String>,
    objective: Option<String>,
    suspended: bool,
    buried: bool,
    flagged: bool,
    archived: bool,
    question: String,
    answers: Vec<String>,
}

impl CardJson {
    /// The card as of `now`.
    #[must_use]
    pub fn new(record: &CardRecord, due: Option<Due>, now: Moment) -> Self {
        let (card, state) = (&record.card, &record.state);
        Self {
            key: card.key.to_string(),
            deck: card.key.deck.to_string(),
            kind: card.kind().name(),
            state: state.name().name(),
            due: due_json(due),
            interval_days: state.interval,
            ease: state.ease.permille(),
            reps: record.grades,
            lapses: state.lapses,
            tags: card.tags.clone(),
            objective: card.objective.clone(),
            suspended: record.suspended,
            buried: record.buried_on == Some(now.day),
            flagged: record.flag.is_some(),
            archived: record.archived,
            question: card.question(),
            answers: card.answers(),
        }
    }
}

/// When a card is due in JSON: a day, an instant, or null.
#[must_use]
pub fn due_json(due: Option<Due>) -> Value {
    match due {
        None => Value::Null,
        Some(Due::On(day)) => json!(day.to_string()),
        Some(Due::At(at)) => json!(rfc3339(at)),
    }
}

/// When a card is due, in a word or two; nothing for a new card.
#[must_use]
pub fn due_words(due: Option<Due>, now: Moment) -> String {
    match due {
        None => String::new(),
        Some(Due::On(day)) if day < now.day => format!("{day} (overdue)"),
        Some(Due::On(day)) if day == now.day => "today".to_owned(),
        Some(Due::On(day)) => day.to_string(),
        Some(Due::At(at)) if at <= now.at => "now".to_owned(),
        Some(due) => format!("in {}", schedule::interval_long(now, due)),
    }
}

/// Where a card stands, with what is done to it.
#[must_use]
pub fn state_words(record: &CardRecord, now: Moment) -> String {
    let mut words = vec![record.state.name().name()];
    let marks = [
        (record.state.leech, "leech"),
        (record.suspended, "suspended"),
        (record.buried_on == Some(now.day), "buried"),
        (record.flag.is_some(), "flagged"),
        (record.archived, "archived"),
    ];
    words.extend(marks.into_iter().filter(|(is, _)| *is).map(|(_, word)| word));
    words.join(", ")
}

/// An ease as it is told: `2.5`.
#[must_use]
pub fn ease_words(record: &CardRecord) -> String {
    if record.state.name() == StateName::New {
        return String::new();
    }
    format!("{}.{:02}", record.state.ease.permille() / 1000, record.state.ease.permille() % 1000 / 10)
}
