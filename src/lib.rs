//! memoire: quiz and flashcards with spaced repetition, in a terminal.
//!
//! # Layout
//!
//! A room imports only from lower floors, never sideways or up; `tests/it/architecture.rs` holds the table.
//!
//! | floor | room | what it is for |
//! |-|-|-|
//! | 1 | [`model`] | the words: ids, days, grades, notes, cards, states, places in a document |
//! | 2a | [`schedule`] | when a card comes back: pure functions, the study day, fuzz |
//! | 2a | [`answer`] | is this typed answer right, and where it differs |
//! | 2a | [`text`] | document to blocks to sentences; passages and their hashes |
//! | 2b | [`deck`] | the TOML deck format: parse with spans, diagnostics, expand, write back |
//! | 2b | [`facts`] | the facts format, and the derivation of notes from facts |
//! | 2b | [`stats`] | figures on progress: states and answers in, plain structs out |
//! | 2b | [`extract`] | blocks and sentences of a document to proposed facts |
//! | 2b | [`exchange`] | bytes to and from other formats |
//! | 3 | [`session`] | a study session as a state machine, and the queue of a day |
//! | 3 | [`exam`] | an exam: paper from a blueprint, sitting as a state machine, score |
//! | 4 | [`store`] | SQLite: progress, the log, the loaded decks |
//! | 4 | [`front`] | who asks the learner: rich, plain |
//! | 5 | [`app`] | the use cases |
//! | 6 | [`cli`] | arguments, environment, configuration, rendering, exit codes |

pub mod answer;
pub mod app;
pub mod cli;
pub mod deck;
pub mod exam;
pub mod exchange;
pub mod extract;
pub mod facts;
pub mod front;
pub mod model;
pub mod schedule;
pub mod session;
pub mod stats;
pub mod store;
pub mod text;
