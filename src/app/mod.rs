//! Use cases: where the database, files, the clock's readings and the machines meet.

pub mod load;
