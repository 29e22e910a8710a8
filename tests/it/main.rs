//! Tests of the whole program: one file a command or a topic.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its world up has to fail")]

mod act;
mod architecture;
mod areas;
mod backup;
mod bare;
mod cards;
mod cases;
mod check;
mod config;
mod decks;
mod doctor;
mod due;
mod durable;
mod edit;
mod exam;
mod extract;
mod faults;
mod flags;
mod fmt;
mod generate;
mod help;
mod history;
mod init;
mod leave;
mod manual;
mod new;
mod plan;
mod quiz;
mod readme;
mod relink;
mod report;
mod rich;
mod schema;
mod show;
mod source;
mod states;
mod stats;
mod study;
mod terminal;
mod try_answer;
mod undo;
mod world;
