//! Exams: a paper drawn from a blueprint, a sitting as a state machine, the score.
//!
//! Pure: the seed and the time come in, effects go out. Knows no database, no terminal, no clock and no file.

mod bank;
mod blueprint;
mod giveaway;
mod mark;
mod paper;
mod points;
mod score;
pub mod sitting;

pub use bank::{Bank, Question};
pub use blueprint::{
    Blueprint, ExamId, Feedback, KINDS, Marking, ParsedBlueprint, Part, Start, USUAL_PENALTY, Wanted,
    arguments, parse, render,
};
pub use mark::{Confidence, Credit, Given, credit};
pub use paper::{Asked, Demand, Filled, Frame, Paper, PaperPart, draw, shared_out};
pub use points::Points;
pub use score::{Facility, Group, Interval, Marked, Report, facility, wilson};
pub use sitting::Sitting;
