//! A study session as a state machine, and the queue of a study day.
//!
//! Knows no database, no terminal, no clock: inputs come in with the moment they came at, effects go out, and the view
//! says what to show.

mod answers;
mod events;
mod judge;
mod machine;
mod posing;
mod practice;
mod present;
mod queue;
mod quiz;
mod spacing;
mod table;
mod tally;
#[cfg(test)]
mod tests;
mod view;

pub use answers::answers_left;
pub use events::{Act, Effect, Event, Plan, Shown, Stop};
pub use judge::{Judged, Response, Verdict};
pub use machine::Session;
pub use posing::{Form, pose};
pub use practice::Practice;
pub use present::Prompt;
pub use queue::{Behind, Candidate, Counts, Done, Limit, NewOrder, Next, OwnLimit, Queue, Rules};
pub use quiz::{Marked, Posed, Quiz, QuizEffect};
pub use spacing::Kin;
pub use tally::{Miss, Summary};
pub use view::{AnswerView, Command, Input, Notice, Outcome, Progress, QuestionView, View};
