//! Tests of the whole program: one file a command or a topic.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its world up has to fail")]

mod act;
mod architecture;
mod backup;
mod bare;
mod cards;
mod cases;
mod check;
mod config;
mod decks;
mod doctor;
mod due;
mod edit;
mod durable;
mod extract;
mod faults;
mod flags;
mod fmt;
mod generate;
mod help;
mod history;
mod init;
mod leave;
mod new;
mod quiz;
mod readme;
mod rich;
mod schema;
mod show;
mod source;
mod states;
mod study;
mod terminal;
mod try_answer;
mod undo;
mod world;
