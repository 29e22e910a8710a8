//! The commands, one a file: what their arguments mean and how their results are shown.

pub mod act;
pub mod bare;
pub mod cards;
pub mod check;
pub mod config;
pub mod decks;
pub mod due;
pub mod edit;
pub mod export;
pub mod facts;
pub mod fmt;
pub mod generate;
pub mod history;
pub mod init;
pub mod menu;
pub mod new;
pub mod quiz;
pub mod schema;
pub mod show;
pub mod source;
pub mod study;
pub mod r#try;
pub mod undo;
