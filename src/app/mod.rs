//! Use cases: where the database, files, the clock's readings and the machines meet.
//!
//! Nothing here prints or knows arguments: results are data, faults are returned.

pub mod clock;
pub mod environment;
pub mod error;
pub mod load;
pub mod open;
pub mod roots;
pub mod rules;
pub mod settings;
