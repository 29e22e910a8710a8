//! Figures on progress: the log and the cards of the database, counted.

use std::collections::HashMap;

use super::environment::Environment;
use super::error::AppError;
use super::open::Opened;
use super::rules::Schedulers;
use super::select;
use super::study::LONGEST_ANSWER;
use crate::model::{CardId, Moment};
use crate::schedule::{self, Rollover};
use crate::stats::{Answer, CardFacts, Figures, Gathering};
use crate::store::{AnswerRow, CardStanding};

/// The figures of the cards that the words mean, over so many study days; of all cards without words.
///
/// # Errors
/// When the words cannot be understood, or the database cannot be read.
pub fn figures(
    env: &Environment,
    opened: &Opened,
    words: &[String],
    days: u32,
    now: Moment,
) -> Result<Figures, AppError> {
    let standings = standings(opened, words, now)?;
    let places: HashMap<CardId, usize> =
        standings.iter().enumerate().map(|(place, standing)| (standing.id, place)).collect();
    let mut gathering = Gathering::new(standings.len(), now.day, days);
    let rollover = env.settings.rollover;
    opened.store.answers(&mut |row| {
        if let Some(&place) = places.get(&row.card) {
            gathering.add(place, &answer(&row, rollover));
        }
    })?;
    let facts = facts(env, opened, standings, now);
    Ok(gathering.figures(&facts, now))
}

fn standings(opened: &Opened, words: &[String], now: Moment) -> Result<Vec<CardStanding>, AppError> {
    if words.is_empty() {
        return Ok(opened.store.standings(&opened.roots)?);
    }
    let records = select::cards(opened, words, now)?;
    Ok(records
        .into_iter()
        .map(|record| CardStanding {
            id: record.id,
            key: record.card.key,
            tags: record.card.tags,
            objective: record.card.objective,
            state: record.state,
            suspended: record.suspended,
            deck: record.deck,
        })
        .collect())
}

fn facts(env: &Environment, opened: &Opened, standings: Vec<CardStanding>, now: Moment) -> Vec<CardFacts> {
    let schedulers = Schedulers::new(&env.settings, &opened.decks);
    let studied: HashMap<i64, bool> =
        opened.decks.iter().map(|deck| (deck.number, deck.info.study)).collect();
    standings
        .into_iter()
        .map(|CardStanding { key, tags, objective, state, suspended, deck, .. }| {
            let studied = studied.get(&deck).copied().unwrap_or(false);
            let due = schedule::due(&state, schedulers.of(deck), now.day).filter(|_| studied);
            CardFacts { key, tags, objective, state, due, suspended }
        })
        .collect()
}

/// The answer of a row of the log.
fn answer(row: &AnswerRow, rollover: Rollover) -> Answer {
    let millis = row.millis.map(|millis| millis.min(LONGEST_ANSWER));
    let AnswerRow { day, kind, grade, before, interval, last_day, memory, .. } = *row;
    Answer {
        day,
        hour: hour(row.to_rollover, rollover),
        kind,
        grade,
        millis,
        before,
        interval,
        last_day,
        memory,
    }
}

/// The hour on the learner's clock so many seconds before a study day ends, whatever the zone was then. On the two days
/// a year that are an hour longer or shorter it may be one off.
fn hour(to_rollover: i64, rollover: Rollover) -> u8 {
    let seconds = i64::from(rollover.minutes()) * 60 - to_rollover;
    u8::try_from(seconds.rem_euclid(86_400) / 3600).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hour_is_told_from_the_end_of_the_day() {
        let four = Rollover::default();
        for (to_rollover, expected) in
            [(86_400, 4), (86_400 - 3599, 4), (19 * 3600, 9), (1, 3), (3 * 3600 + 1, 0)]
        {
            assert_eq!(hour(to_rollover, four), expected, "{to_rollover}");
        }
    }
}
