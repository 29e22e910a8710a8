//! A study session as a state machine, and the queue of a study day.
//!
//! Knows no database, no terminal, no clock: events come in, effects go out.

mod queue;

pub use queue::{Candidate, Done};
