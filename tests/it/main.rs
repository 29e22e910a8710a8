//! Tests of the whole program: one file a command or a topic.

mod act;
mod architecture;
mod bare;
mod cards;
mod check;
mod config;
mod decks;
mod due;
mod faults;
mod fmt;
mod help;
mod history;
mod init;
mod rich;
mod schema;
mod show;
mod source;
mod study;
mod terminal;
mod try_answer;
mod undo;
mod world;
