//! What exam plans are worth to learners who do not exist; `cargo bench -- simulate` tells more of them.

#[path = "../bench/simulate/mod.rs"]
#[expect(dead_code, reason = "the benchmark also prints its table")]
mod simulate;

use simulate::{Arm, Outcome, Setting, World, outcome};

/// Few, so that the test takes a second or two; every arm meets the same.
const LEARNERS: u64 = 3;

fn outcomes(setting: Setting) -> [Outcome; 2] {
    [Arm::Plain, Arm::Gain].map(|arm| outcome(World::Dsr, setting, arm, LEARNERS))
}

#[test]
fn a_plan_beats_the_plain_schedule_where_time_is_short() {
    let [plain, plan] = outcomes(Setting { cards: 400, days: 21, minutes: 20 });
    assert!(plan.score - plain.score >= 10.0, "{plan:?} {plain:?}");
    assert!(plan.error <= 4.0, "{plan:?}");
}

#[test]
fn a_plan_beats_the_plain_schedule_where_there_is_time_enough() {
    let [plain, plan] = outcomes(Setting { cards: 400, days: 45, minutes: 20 });
    assert!(plan.score - plain.score >= 1.5, "{plan:?} {plain:?}");
    assert!(plan.error <= 4.0 && plan.error_half_way <= 4.0, "{plan:?}");
    assert!(plan.unseen == 0.0, "{plan:?}");
}

#[test]
fn no_day_goes_beyond_its_minutes_by_more_than_a_card() {
    let [_, plan] = outcomes(Setting { cards: 400, days: 21, minutes: 20 });
    assert!(plan.longest <= 20.0 + 35.0 / 60.0, "{plan:?}");
}
