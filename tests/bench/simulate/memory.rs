//! How memories that are not the scheduler's own keep and lose cards.

/// Which model of memory the learners have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum World {
    /// Stability and difficulty, of the shape of FSRS-6, with noise by learner, card and answer.
    Dsr,
    /// The same with half the stability.
    DsrHard,
    /// Traces that decay by powers, each the faster the stronger the memory was when it was laid (Pavlik and Anderson).
    Actr,
}

impl World {
    /// A short name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dsr => "dsr",
            Self::DsrHard => "dsrhard",
            Self::Actr => "actr",
        }
    }

    /// One learner's memory of one card.
    pub fn memory(self, seed: u64, card: u64) -> Box<dyn Memory> {
        let (learner, card_seed) = ([seed, 11], [seed, 13, card]);
        match self {
            Self::Dsr => Box::new(Dsr::new(1.0, learner, card_seed)),
            Self::DsrHard => Box::new(Dsr::new(0.5, learner, card_seed)),
            Self::Actr => Box::new(Actr::new(learner, card_seed)),
        }
    }
}

/// A memory of one card; days are counted from the beginning of the course.
pub trait Memory {
    /// The probability of recall on that day.
    fn p(&self, day: i64) -> f64;
    /// The card is met for the first time, with its steps.
    fn first(&mut self, day: i64);
    /// The card is asked, and once more on the same day if it was forgotten.
    fn review(&mut self, day: i64, recalled: bool);
}

/// A number from 0 to 1 that depends on nothing but its seed.
pub fn uniform(seed: &[u64]) -> f64 {
    let mixed = seed.iter().fold(0x9e37_79b9_7f4a_7c15_u64, |state, &part| {
        let mut z = state ^ part.wrapping_add(0x9e37_79b9_7f4a_7c15).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    });
    (mixed >> 11) as f64 / (1_u64 << 53) as f64
}

/// A standard normal number, by the sum of twelve.
fn normal(seed: &[u64]) -> f64 {
    (0..12).map(|part| uniform(&[seed, &[part]].concat())).sum::<f64>() - 6.0
}

struct Dsr {
    scale: f64,
    seed: [u64; 3],
    stability: f64,
    difficulty: f64,
    last: Option<i64>,
    answers: u64,
}

impl Dsr {
    fn new(hardness: f64, learner: [u64; 2], card: [u64; 3]) -> Self {
        let scale = hardness * (0.3 * normal(&learner)).exp() * (0.5 * normal(&card)).exp();
        let difficulty = (4.0 + 1.8 * normal(&[card[0], 17, card[2]])).clamp(1.0, 10.0);
        Self { scale, seed: card, stability: 0.0, difficulty, last: None, answers: 0 }
    }

    /// No two answers leave the same trace.
    fn noise(&self) -> f64 {
        (0.15 * normal(&[self.seed[0], 19, self.seed[2], self.answers])).exp()
    }
}

impl Memory for Dsr {
    fn p(&self, day: i64) -> f64 {
        const DECAY: f64 = 0.154;
        let Some(last) = self.last else { return 0.0 };
        let loss = 0.9_f64.powf(-1.0 / DECAY) - 1.0;
        (1.0 + loss * (day - last) as f64 / self.stability).powf(-DECAY)
    }

    fn first(&mut self, day: i64) {
        self.stability = 2.3 * self.scale * self.noise();
        (self.last, self.answers) = (Some(day), 1);
    }

    fn review(&mut self, day: i64, recalled: bool) {
        let p = self.p(day);
        self.stability = if recalled {
            let growth =
                6.5 * (11.0 - self.difficulty) * self.stability.powf(-0.17) * ((0.8 * (1.0 - p)).exp() - 1.0);
            self.stability * (1.0 + growth * self.noise())
        } else {
            let left = 1.48
                * self.difficulty.powf(-0.06)
                * ((self.stability + 1.0).powf(0.26) - 1.0)
                * (1.65 * (1.0 - p)).exp();
            self.difficulty = (self.difficulty + 0.25 * (10.0 - self.difficulty)).min(10.0);
            left.min(self.stability).max(0.1 * self.scale) * self.noise()
        };
        (self.last, self.answers) = (Some(day), self.answers + 1);
    }
}

/// Parameters as published by Pavlik and Anderson: decay, its growth with activation, threshold and noise of recall,
/// and how much slower time passes between sessions than within them.
const DECAY: f64 = 0.177;
const DECAY_GROWTH: f64 = 0.217;
const THRESHOLD: f64 = -0.704;
const RECALL_NOISE: f64 = 0.255;
const BETWEEN_SESSIONS: f64 = 0.025;

struct Actr {
    offset: f64,
    /// When each trace was laid, in seconds of the mind, and how fast it decays.
    traces: Vec<(f64, f64)>,
}

impl Actr {
    fn new(learner: [u64; 2], card: [u64; 3]) -> Self {
        Self { offset: 0.15 * normal(&learner) + 0.25 * normal(&card), traces: Vec::new() }
    }

    fn activation(&self, at: f64) -> f64 {
        let sum: f64 = self.traces.iter().map(|&(laid, decay)| (at - laid).max(1.0).powf(-decay)).sum();
        sum.ln() + self.offset
    }

    fn lay(&mut self, at: f64) {
        let decay =
            if self.traces.is_empty() { DECAY } else { DECAY_GROWTH * self.activation(at).exp() + DECAY };
        self.traces.push((at, decay));
    }

    fn morning(day: i64) -> f64 {
        day as f64 * 86_400.0 * BETWEEN_SESSIONS
    }
}

impl Memory for Actr {
    fn p(&self, day: i64) -> f64 {
        if self.traces.is_empty() {
            return 0.0;
        }
        1.0 / (1.0 + ((THRESHOLD - self.activation(Self::morning(day))) / RECALL_NOISE).exp())
    }

    fn first(&mut self, day: i64) {
        for seconds in [0.0, 60.0, 660.0] {
            self.lay(Self::morning(day) + seconds);
        }
    }

    fn review(&mut self, day: i64, recalled: bool) {
        self.lay(Self::morning(day));
        if !recalled {
            self.lay(Self::morning(day) + 600.0);
        }
    }
}
