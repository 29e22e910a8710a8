//! The use cases: the only place where store, files, clock and machines meet.
//!
//! Nothing here prints or knows arguments: results are data, faults are returned.

pub mod areas;
pub mod author;
pub mod backup;
pub mod check;
pub mod clock;
pub mod coverage;
pub mod doctor;
pub mod document;
pub mod due;
pub mod edit;
pub mod editor;
pub mod environment;
pub mod error;
pub mod exam;
pub mod export;
pub mod extract;
pub mod facts;
#[cfg(feature = "fit")]
pub mod fit;
pub mod fmt;
pub mod init;
pub mod leave;
pub mod load;
pub mod open;
pub mod progress;
pub mod quiz;
pub mod relink;
pub mod report;
pub mod review;
pub mod roots;
pub mod rules;
pub mod select;
pub mod settings;
pub mod source;
pub mod study;
pub mod switch;
pub mod trial;
pub mod write;
