//! What a session is told, and what it asks its driver to do.

use super::queue::Queue;
use super::view::{Input, Notice};
use crate::model::{Card, CardId, CardState, Grade, Key, Moment};
use crate::schedule::Params;

/// What a session is to keep to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Plan {
    /// At most so many grades.
    pub grades: Option<u32>,
    /// At most so many milliseconds of answering.
    pub millis: Option<u64>,
    /// Milliseconds an answer takes the learner by the experience of earlier days, where there is any.
    pub pace: Option<u32>,
    /// Shuffles options and items.
    pub seed: u64,
}

/// A card with all that is needed to ask and grade it.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// Its number.
    pub id: CardId,
    /// The card.
    pub card: Card,
    /// Title of its deck.
    pub deck_title: String,
    /// Its scheduling state.
    pub state: CardState,
    /// How often it was graded: with the seed it fixes the order of options, so that it stands after an undo.
    pub grades: u64,
    /// The scheduler's settings for its deck.
    pub params: Params,
    /// The fuzz of its next grade.
    pub fuzz: Option<u16>,
    /// Whether its deck is graded with two keys, wrong and right.
    pub two_buttons: bool,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The session begins.
    Start,
    /// The card asked for.
    Fetched(Box<Shown>),
    /// The card asked for is no longer there.
    Missing(CardId),
    /// The learner did something; with the milliseconds since the last view was shown, where they are known.
    Input(Input, Option<u32>),
    /// The grade is on disk.
    Saved,
    /// Another process changed the card first: nothing was written.
    Overtaken(CardState),
    /// Nothing has changed since the day was planned.
    NothingNew,
    /// The day turned, or another process wrote to the log: the day was planned anew before the next card.
    Replanned(Box<Queue>),
    /// Something else was done to a card, and the day was planned anew.
    Changed {
        /// The day as it is now.
        queue: Box<Queue>,
        /// What to say.
        notice: Notice,
        /// The card to show next, if it is not left to the queue.
        show: Option<CardId>,
        /// The card whose last grade was taken back, if that was it.
        ungraded: Option<CardId>,
    },
    /// Something to say; nothing changed.
    Notice(Notice),
}

/// What the driver has to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Read the card: [`Event::Fetched`] or [`Event::Missing`]; or [`Event::Replanned`] when the plan of the day no
    /// longer holds.
    Fetch(CardId),
    /// The queue is empty: look whether the plan of the day still holds. [`Event::NothingNew`] or
    /// [`Event::Replanned`].
    LookAgain,
    /// Write the grade: [`Event::Saved`] or [`Event::Overtaken`]; [`Event::Changed`] when the day has no room for the
    /// card any more.
    Save {
        /// The card.
        id: CardId,
        /// Whether it was practised only: then the log says so, and the state stays.
        practice: bool,
        /// The grade.
        grade: Grade,
        /// The state it starts from.
        before: CardState,
        /// The state it leads to.
        after: CardState,
        /// Milliseconds from question to grade, pauses left out.
        millis: Option<u32>,
        /// The fuzz used.
        fuzz: Option<u16>,
        /// The settings used.
        params: Box<Params>,
        /// When it was given: the state it leads to was computed from this moment.
        now: Moment,
    },
    /// Do this to the card, and plan the day anew: [`Event::Changed`], or [`Event::Notice`] when the card stays.
    Act {
        /// What.
        act: Act,
        /// The card.
        id: CardId,
        /// Its key.
        key: Key,
    },
    /// Let the learner edit the card where it is written, load the decks and plan the day anew: [`Event::Changed`]
    /// that shows the card again, or [`Event::Notice`] when what was written cannot be used.
    Edit {
        /// The card.
        id: CardId,
        /// Its key.
        key: Key,
    },
    /// Take back the last grade or action, and plan the day anew: [`Event::Changed`], or [`Event::Notice`] when there
    /// is none.
    Undo {
        /// The card on the screen, if there is one.
        on_screen: Option<CardId>,
        /// Whether an answer of practice may be meant: if not, one that is taken back is none of this round.
        practice: bool,
    },
    /// Find the passage the card rests on: [`Event::Notice`].
    Source(CardId),
}

/// What can be done to a card beside grading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Put it off until tomorrow.
    Bury,
    /// Put it off until told.
    Suspend,
    /// Mark it for its author, with a remark.
    Flag(Option<String>),
}

/// Why a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// Nothing is left for today.
    Finished,
    /// The learner stopped.
    Asked,
    /// The number of grades asked for is reached.
    Grades,
    /// The minutes asked for are over.
    Minutes,
}
