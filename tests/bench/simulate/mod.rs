//! Learners who do not exist, studying for an exam: what the plan is worth beside the plain schedule.
//!
//! The learners' memories follow models that are not the scheduler's own. Every arm meets the same learners, the same
//! cards and the same days off; the score is the true mean recall on the morning of the exam.

mod learner;
mod memory;

use std::fmt::Write as _;

pub use self::learner::{Arm, Setting, Sitting, sit};
pub use self::memory::World;

/// One learner in every so many days does not study.
pub const DAY_OFF: f64 = 0.2;

/// The rows of the table: world, cards, days, minutes a day.
pub const SETTINGS: [(World, Setting); 9] = [
    (World::Dsr, Setting { cards: 400, days: 21, minutes: 20 }),
    (World::Dsr, Setting { cards: 400, days: 45, minutes: 20 }),
    (World::Dsr, Setting { cards: 800, days: 30, minutes: 30 }),
    (World::DsrHard, Setting { cards: 400, days: 21, minutes: 20 }),
    (World::DsrHard, Setting { cards: 400, days: 45, minutes: 20 }),
    (World::DsrHard, Setting { cards: 800, days: 30, minutes: 30 }),
    (World::Actr, Setting { cards: 400, days: 21, minutes: 20 }),
    (World::Actr, Setting { cards: 400, days: 45, minutes: 20 }),
    (World::Actr, Setting { cards: 800, days: 30, minutes: 30 }),
];

/// What came out for one arm, over all learners; in points of a hundred.
#[derive(Debug, Clone, Copy)]
pub struct Outcome {
    /// True mean recall on exam day.
    pub score: f64,
    /// How far the prediction of that morning was off, on average and without its sign.
    pub error: f64,
    /// The same for the prediction made half-way.
    pub error_half_way: f64,
    /// Predicted less true on exam morning, with its sign.
    pub bias: f64,
    /// Cards never seen.
    pub unseen: f64,
    /// Cards seen, but not in the window.
    pub missed: f64,
    /// The longest day, in minutes.
    pub longest: f64,
}

/// The mean of `learners` learners.
pub fn outcome(world: World, setting: Setting, arm: Arm, learners: u64) -> Outcome {
    let sittings: Vec<Sitting> = (0..learners).map(|seed| sit(world, setting, arm, seed)).collect();
    let mean = |of: &dyn Fn(&Sitting) -> f64| sittings.iter().map(of).sum::<f64>() / learners as f64;
    Outcome {
        score: mean(&|one| 100.0 * one.score),
        error: mean(&|one| 100.0 * (one.predicted - one.score).abs()),
        error_half_way: mean(&|one| 100.0 * (one.predicted_half_way - one.score).abs()),
        bias: mean(&|one| 100.0 * (one.predicted - one.score)),
        unseen: mean(&|one| one.unseen as f64),
        missed: mean(&|one| one.missed as f64),
        longest: sittings.iter().map(|one| one.longest_minutes).fold(0.0, f64::max),
    }
}

/// The table of all settings, each over so many learners.
pub fn table(learners: u64) -> String {
    let mut text = format!(
        "{learners} learners a row, one day in five off; score: true mean recall on exam day, in points\n\
         {:<9}{:>6}{:>6}{:>5}{:>8}{:>8}{:>8}{:>8}{:>8}{:>9}{:>9}{:>8}{:>8}{:>9}\n",
        "memory",
        "cards",
        "days",
        "min",
        "sm2+",
        "window",
        "gain",
        "win-sm2",
        "gain-sm",
        "off exam",
        "off half",
        "bias",
        "unseen",
        "longest"
    );
    for (world, setting) in SETTINGS {
        let [plain, window, gain] = Arm::ALL.map(|arm| outcome(world, setting, arm, learners));
        writeln!(
            text,
            "{:<9}{:>6}{:>6}{:>5}{:>8.1}{:>8.1}{:>8.1}{:>+8.1}{:>+8.1}{:>9.1}{:>9.1}{:>+8.1}{:>8}{:>9.1}",
            world.name(),
            setting.cards,
            setting.days,
            setting.minutes,
            plain.score,
            window.score,
            gain.score,
            window.score - plain.score,
            gain.score - plain.score,
            gain.error,
            gain.error_half_way,
            gain.bias,
            format!("{:.0}/{:.0}", plain.unseen, gain.unseen + gain.missed),
            gain.longest
        )
        .unwrap();
    }
    text
}
