//! The use cases: the only place where store, files, clock and machines meet.
//!
//! Nothing here prints or knows arguments: results are data, faults are returned.

pub mod clock;
pub mod environment;
pub mod error;
pub mod facts;
pub mod load;
pub mod open;
pub mod roots;
pub mod rules;
pub mod settings;
pub mod study;
pub mod write;
