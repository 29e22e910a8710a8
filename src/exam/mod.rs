//! Exams: a paper drawn from a blueprint, a sitting as a state machine, the score.
//!
//! Pure: the seed and the time come in, effects go out. Knows no database, no terminal, no clock and no file.

mod bank;
mod blueprint;
mod giveaway;
mod paper;
mod points;

pub use bank::{Bank, Question};
pub use blueprint::{
    Blueprint, ExamId, Feedback, KINDS, Marking, ParsedBlueprint, Part, Start, USUAL_PENALTY, Wanted, arguments,
    parse,
};
pub use paper::{Asked, Demand, Filled, Frame, Paper, PaperPart, draw};
pub use points::Points;
