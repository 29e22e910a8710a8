//! FSRS-6, a memory model with three quantities a card: stability, difficulty and retrievability.

/// How fast recall falls, as an exponent: the last of the published default weights.
const DECAY: f64 = 0.1542;

/// The probability of recall `elapsed` days after the last answer, at a stability in thousandths of a day.
#[expect(clippy::cast_precision_loss, reason = "days are far below 2^52")]
pub(super) fn curve(elapsed: i64, stability: u32) -> f64 {
    let loss = libm::pow(0.9, -1.0 / DECAY) - 1.0;
    let intervals = 1000.0 * elapsed.max(0) as f64 / f64::from(stability.max(1));
    libm::pow(1.0 + loss * intervals, -DECAY)
}
