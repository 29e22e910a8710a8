//! What a front shows and what it hands back.

use super::judge::{Judged, Response};
use super::present::Prompt;
use super::queue::Counts;
use super::tally::Summary;
use crate::model::{CardState, Day, Due, Grade, Key, Kind, Moment, Source};

/// How far the session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Grades given in this session: each view of another number is another turn.
    pub grades: u32,
    /// Answers given in this round, of the day or of practice.
    pub done: u32,
    /// Answers the rest takes if each is right. A failed card adds to them; what is done never shrinks.
    pub ahead: u32,
    /// What the day still offers, the card on the screen counted in; nothing in practice.
    pub left: Counts,
    /// Seconds the rest will take at the learner's own pace; none where nothing is known of it.
    pub seconds_left: Option<u64>,
}

/// Something to say once, above the card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The last grade of this card was taken back.
    Undone {
        /// The card.
        key: Key,
        /// The grade that was taken back; none for another action.
        grade: Option<Grade>,
    },
    /// Nothing was left to undo.
    NothingToUndo,
    /// The card waits until tomorrow.
    Buried(Key),
    /// The card waits until told.
    Suspended(Key),
    /// The card is marked for its author.
    Flagged(Key),
    /// Another session graded the card in the meantime: the grade was not written.
    Overtaken(Key),
    /// The card has been failed often.
    Leech {
        /// The card.
        key: Key,
        /// How often it was failed.
        lapses: u32,
    },
    /// The passage the card rests on, or where it stands.
    Source(Vec<String>),
    /// The card has no hint.
    NoHint,
    /// The card was edited and read anew.
    Edited(Key),
    /// What was written cannot be used; the card stays as it was. The faults, a line each.
    NotEdited(Vec<String>),
    /// Cards cannot be edited here, and why not.
    CannotEdit(String),
    /// Another session has begun the last new card that today allows: the grade was not written.
    DayFull(Key),
    /// More is overdue than a day allows.
    Backlog {
        /// How many reviews are overdue.
        overdue: u32,
        /// How many a day allows.
        cap: u32,
        /// The day on which nothing will be left over, if every day the cap is done; none within ten years.
        clear_by: Option<Day>,
    },
    /// A leave is planned and has begun.
    OnLeave {
        /// Its last day.
        until: Day,
    },
    /// Reviews due up to this day are asked early.
    Ahead {
        /// The last day.
        until: Day,
    },
    /// This is practice: no schedule changes.
    Cram {
        /// How many cards.
        cards: u32,
    },
}

/// The question side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionView {
    /// The card.
    pub key: Key,
    /// Title of its deck.
    pub deck: String,
    /// Title of its group, where it stands in one.
    pub group: Option<String>,
    /// Its kind.
    pub kind: Kind,
    /// What is asked.
    pub prompt: Prompt,
    /// The hint, once asked for.
    pub hint: Option<String>,
    /// How far the session is.
    pub progress: Progress,
    /// Whether only two grades will be offered.
    pub two_buttons: bool,
    /// Whether the card is practised only: a grade leaves its schedule as it is, so the keys promise no interval.
    pub practice: bool,
    /// What is to be said first.
    pub notices: Vec<Notice>,
}

/// What one grade would lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// The grade.
    pub grade: Grade,
    /// The state it leads to.
    pub state: CardState,
    /// When the card would come back; none for a card that stays new, which no grade leads to.
    pub due: Option<Due>,
}

/// The answer side.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerView {
    /// The question side as it was.
    pub question: QuestionView,
    /// The answer: the shown one first. A choice has its options in [`AnswerView::options`].
    pub answers: Vec<String>,
    /// For a choice: the options as shown, whether each is right, and why.
    pub options: Vec<(String, bool, Option<String>)>,
    /// What the learner answered.
    pub response: Response,
    /// The program's verdict; none on cards the learner grades alone, or when nothing was answered there.
    pub judged: Option<Judged>,
    /// Why the answer is right.
    pub why: Option<String>,
    /// Where it stands.
    pub source: Option<Source>,
    /// What each grade leads to, Again to Easy.
    pub outcomes: [Outcome; 4],
    /// Whether only two grades are offered: Again as wrong, Good as right.
    pub two_buttons: bool,
    /// When this view was made: intervals count from here.
    pub now: Moment,
}

/// What to show now.
#[derive(Debug, Clone, PartialEq)]
pub enum View {
    /// A card is being fetched; nothing to show.
    Busy,
    /// A question.
    Question(Box<QuestionView>),
    /// A question with its answer.
    Answer(Box<AnswerView>),
    /// The session is over.
    Summary(Box<Summary>),
}

/// What the learner can ask for at any card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Take back the last grade or action.
    Undo,
    /// Put the card off until tomorrow.
    Bury,
    /// Put the card off until told.
    Suspend,
    /// Mark the card for its author, with a remark.
    Flag(Option<String>),
    /// Show the passage the card rests on.
    Source,
    /// Show the hint.
    Hint,
    /// Edit the card where it is written.
    Edit,
    /// Drill the misses again: practice that changes no schedule. Asked at the summary.
    DrillMisses,
    /// Stop here.
    Quit,
}

/// What a front hands back.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// An answer, or [`Response::Nothing`] to see it.
    Respond(Response),
    /// A grade, once the answer is shown.
    Grade(Grade),
    /// The suggested grade.
    TakeSuggestion,
    /// A command.
    Command(Command),
    /// The lines ended: stop, as by [`Command::Quit`].
    End,
}
