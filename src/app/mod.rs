//! The use cases: the only place where store, files, clock and machines meet.

pub mod export;
pub mod facts;
pub mod load;
pub mod source;
pub mod study;
pub mod write;
