//! Tests of the whole program: one file a command or a topic.

#![expect(clippy::unwrap_used, reason = "a test that cannot set its world up has to fail")]

mod act;
mod architecture;
mod bare;
mod cards;
mod cases;
mod check;
mod config;
mod decks;
mod due;
mod durable;
mod extract;
mod faults;
mod fmt;
mod generate;
mod help;
mod history;
mod init;
mod readme;
mod rich;
mod schema;
mod show;
mod source;
mod study;
mod terminal;
mod try_answer;
mod undo;
mod world;
