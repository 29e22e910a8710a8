//! Random days and grades from outside, one process a day, against the scheduler's own function: what `cards --json`
//! prints is what it gives.

use std::collections::BTreeMap;

use memoire::model::{CardState, Due, Ease, Grade, Moment, Phase, Timestamp};
use memoire::schedule::{Params, Rollover, Variant, due, is_drill, moment, next_states};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::world::World;

/// Cards of the deck.
const CARDS: usize = 30;
/// Days on which there is studying.
const SESSIONS: usize = 65;

/// A card as the test believes it to be.
struct Believed {
    state: CardState,
    reps: u64,
}

fn world(variant: Variant) -> World {
    let world = World::empty();
    let lines: Vec<String> = (0..CARDS).map(|n| format!("n{n:02} = \"Number {n:02}? :: {n}\"")).collect();
    world.write("decks/n.toml", &format!("format = 1\nid = \"n\"\n[quick]\n{}\n", lines.join("\n")));
    world.configure(&format!(
        "new_per_day = 6\n[scheduler]\nvariant = \"{}\"\nfuzz = false\nsteps = [\"1m\", \"10m\"]\n",
        variant.name()
    ));
    world
}

/// The cards graded in a transcript of plain lines, in their order, each with its grade.
fn graded(transcript: &str) -> Vec<(String, Grade)> {
    let mut graded = Vec::new();
    let mut card = None;
    for line in transcript.lines() {
        if let Some(number) = line.strip_prefix("Number ").and_then(|rest| rest.strip_suffix('?')) {
            card = Some(format!("n/n{number}"));
        } else if let Some(saved) = line.strip_prefix("Saved: ") {
            let name = saved.split([',', '.']).next().unwrap();
            let grade = Grade::ALL.into_iter().find(|grade| grade.name() == name).unwrap();
            graded.push((card.clone().unwrap(), grade));
        }
    }
    graded
}

/// What `cards --json` is to print of a card.
fn expected(card: &Believed, params: &Params, now: Moment) -> serde_json::Value {
    let state = &card.state;
    let due = match due(state, params, now.day) {
        None => serde_json::Value::Null,
        Some(Due::On(day)) => day.to_string().into(),
        Some(Due::At(at)) => at.utc().to_rfc3339().into(),
    };
    serde_json::json!({
        "state": state.name().name(), "due": due, "interval_days": state.interval,
        "ease": state.ease.permille(), "reps": card.reps, "lapses": state.lapses,
    })
}

fn follows_the_scheduler(variant: Variant, seed: u64) {
    let mut world = world(variant);
    let params = Params { variant, fuzz: false, ..Params::default() };
    let mut chance = StdRng::seed_from_u64(seed);
    let fresh = CardState::new(Ease::from_permille(params.ease));
    let mut believed: BTreeMap<String, Believed> =
        (0..CARDS).map(|n| (format!("n/n{n:02}"), Believed { state: fresh, reps: 0 })).collect();
    let mut at = 1_767_258_000; // 2026-01-01T09:00:00Z
    let mut answers = 0;
    for session in 0..SESSIONS {
        // Mostly the next day, at times days later, at times a second time the same day.
        at += [0, 3_600, 86_400, 86_400, 86_400, 90_000, 3 * 86_400, 9 * 86_400][chance.random_range(0..8)];
        let now = moment(Timestamp::from_unix(at), &chrono::Utc, Rollover::default());
        world.set("MEMOIRE_NOW", &now.at.utc().to_rfc3339());
        let lines: String = (0..chance.random_range(1..20))
            .map(|_| format!("\n{}\n", [1, 2, 3, 3, 3, 3, 4][chance.random_range(0..7)]))
            .collect();
        let run = world.feed(&["study", "--plain"], &lines);
        assert_eq!(run.code, 0, "{run}");
        for (key, grade) in graded(&run.out) {
            let card = believed.get_mut(&key).unwrap();
            card.reps += u64::from(!is_drill(&card.state, &params, now));
            card.state = next_states(&card.state, &params, now, None)[grade.index()];
            answers += 1;
        }
        if session % 5 != 4 {
            continue;
        }
        for printed in world.json(&["cards"])["cards"].as_array().unwrap() {
            let card = &believed[printed["key"].as_str().unwrap()];
            for (field, value) in expected(card, &params, now).as_object().unwrap() {
                assert_eq!(&printed[field], value, "{field} of {printed:#} in session {session}, seed {seed}");
            }
        }
    }
    let studied = (at - 1_767_258_000) / 86_400;
    assert!(studied > 60 && answers > 120, "{answers} answers over {studied} days");
    assert!(believed.values().any(|card| card.state.lapses > 0));
    assert!(believed.values().any(|card| matches!(card.state.phase, Phase::Review { .. })));
}

#[test]
fn of_the_classic_variant() {
    follows_the_scheduler(Variant::Sm2, 1);
}

#[test]
fn of_the_usual_variant() {
    follows_the_scheduler(Variant::Sm2Plus, 2);
}

#[test]
fn of_the_memory_model() {
    follows_the_scheduler(Variant::Fsrs6, 3);
}
