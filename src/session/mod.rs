//! A study session as a state machine, and the queue of a study day.
//!
//! Knows no database, no terminal, no clock: inputs come in with the moment they came at, effects go out, and the view
//! says what to show.

mod judge;
mod machine;
mod present;
mod queue;
mod summary;
#[cfg(test)]
mod tests;
mod view;

pub use judge::{Judged, Response, Verdict};
pub use machine::{Act, Effect, Event, Plan, Session, Shown, Stop};
pub use present::Prompt;
pub use queue::{Candidate, Counts, Done, Limit, NewOrder, Next, OwnLimit, Queue, Rules};
pub use summary::{Miss, Summary};
pub use view::{AnswerView, Command, Input, Notice, Outcome, Progress, QuestionView, View};
