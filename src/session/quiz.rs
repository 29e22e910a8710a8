//! A quiz as a state machine: each question once, judged at once, no schedule changed.
//!
//! Every question can be judged by the program; the learner can overrule it. What is asked of whom, and in which form,
//! was settled before.

use super::events::{Act, Shown};
use super::queue::Counts;
use super::table::Table;
use super::tally::LONGEST_ANSWER;
use super::view::{Command, Input, Notice, Progress, View};
use crate::model::{Card, CardId, CardState, Grade, Key, Moment};
use crate::schedule::Params;

/// A question of a quiz: a card in the form in which it is put.
#[derive(Debug, Clone, PartialEq)]
pub struct Posed {
    /// The card it comes from.
    pub id: CardId,
    /// The card, with what it asks in the form of the quiz.
    pub card: Card,
    /// Title of its deck.
    pub deck_title: String,
    /// Its scheduling state, which the quiz leaves as it is.
    pub state: CardState,
}

/// What the driver has to do.
#[derive(Debug, Clone, PartialEq)]
pub enum QuizEffect {
    /// Do this to the card; say it with [`Quiz::say`].
    Act {
        /// What.
        act: Act,
        /// The card.
        id: CardId,
        /// Its key.
        key: Key,
    },
    /// Find the passage the card rests on; say it with [`Quiz::say`].
    Source(CardId),
}

/// How a question went.
#[derive(Debug, Clone, PartialEq)]
pub struct Marked {
    /// The question.
    pub posed: Posed,
    /// Whether it was answered right, or nearly.
    pub right: bool,
    /// Milliseconds from the question to the answer, where they were taken.
    pub millis: Option<u32>,
}

/// A quiz.
#[derive(Debug, Clone)]
pub struct Quiz {
    questions: Vec<Posed>,
    seed: u64,
    marked: Vec<Marked>,
    table: Option<Box<Table>>,
    /// How often a question was put: each view of another number is another turn.
    turns: u32,
    now: Moment,
    notices: Vec<Notice>,
}

impl Quiz {
    /// A quiz of these questions in this order; options are shuffled by `seed`.
    #[must_use]
    pub fn new(questions: Vec<Posed>, seed: u64, now: Moment) -> Self {
        let mut quiz =
            Self { questions, seed, marked: Vec::new(), table: None, turns: 0, now, notices: Vec::new() };
        quiz.lay();
        quiz
    }

    /// Takes an input in, with the milliseconds since the last view was shown, where they are known; gives what is to be
    /// done for it.
    pub fn handle(&mut self, input: Input, millis: Option<u32>) -> Option<QuizEffect> {
        let table = self.table.as_mut()?;
        match input {
            Input::Respond(response) => table.respond(response, millis),
            Input::Grade(grade) if table.is_answered() => self.mark(grade != Grade::Again),
            Input::TakeSuggestion => {
                if let Some(grade) = table.suggested() {
                    self.mark(grade != Grade::Again);
                }
            }
            Input::Grade(_) => {}
            Input::End => self.table = None,
            Input::Command(command) => return self.command(command),
        }
        None
    }

    fn command(&mut self, command: Command) -> Option<QuizEffect> {
        let posed = self.posed()?;
        let (id, key) = (posed.id, posed.card.key.clone());
        let act = |act| Some(QuizEffect::Act { act, id, key: key.clone() });
        match command {
            Command::Source => Some(QuizEffect::Source(id)),
            Command::Flag(remark) => act(Act::Flag(remark)),
            Command::Bury => {
                self.leave_out();
                act(Act::Bury)
            }
            Command::Suspend => {
                self.leave_out();
                act(Act::Suspend)
            }
            Command::Undo => {
                self.back();
                None
            }
            Command::Hint => {
                if !self.table.as_mut().is_some_and(|table| table.take_hint()) {
                    self.notices.push(Notice::NoHint);
                }
                None
            }
            Command::Edit => {
                self.notices.push(Notice::CannotEdit("in a quiz no card is edited".to_owned()));
                None
            }
            Command::DrillMisses => None,
            Command::Quit => {
                self.table = None;
                None
            }
        }
    }

    /// What to show now; none when the quiz is over.
    #[must_use]
    pub fn view(&self) -> Option<View> {
        let table = self.table.as_ref()?;
        let mut question = table.question(self.progress());
        question.notices.clone_from(&self.notices);
        Some(match table.answered(question.clone(), self.now) {
            Some(answer) => View::Answer(Box::new(answer)),
            None => View::Question(Box::new(question)),
        })
    }

    /// Says something with the next view.
    pub fn say(&mut self, notice: Notice) {
        self.notices.push(notice);
    }

    /// Forgets what was said, once a front has shown it.
    pub fn heard(&mut self) {
        self.notices.clear();
    }

    /// What was answered, in turn.
    #[must_use]
    pub fn marked(&self) -> &[Marked] {
        &self.marked
    }

    /// How many questions it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.questions.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.questions.is_empty()
    }

    fn posed(&self) -> Option<&Posed> {
        self.table.as_ref()?;
        self.questions.get(self.marked.len())
    }

    /// Puts the next question on the table, if there is one.
    fn lay(&mut self) {
        self.turns += 1;
        self.table = self.questions.get(self.marked.len()).map(|posed| {
            let shown = Shown {
                id: posed.id,
                card: posed.card.clone(),
                deck_title: posed.deck_title.clone(),
                state: posed.state,
                grades: 0,
                params: Params::default(),
                fuzz: None,
                // Wrong and right are all there is: the two keys overrule the program.
                two_buttons: true,
            };
            Box::new(Table::lay(shown, true, self.seed))
        });
    }

    fn mark(&mut self, right: bool) {
        let (Some(posed), Some(table)) = (self.posed().cloned(), self.table.as_ref()) else { return };
        let millis = table.millis_until(Some(0)).map(|millis| millis.min(LONGEST_ANSWER));
        self.marked.push(Marked { posed, right, millis });
        self.lay();
    }

    /// Back to the question before: what was answered there is taken back. On an answered question, that one first.
    fn back(&mut self) {
        if self.table.as_ref().is_some_and(|table| table.is_answered()) {
            self.lay();
            return;
        }
        match self.marked.pop() {
            Some(marked) => {
                let grade = Some(if marked.right { Grade::Good } else { Grade::Again });
                self.notices.push(Notice::Undone { key: marked.posed.card.key, grade });
                self.lay();
            }
            None => self.notices.push(Notice::NothingToUndo),
        }
    }

    /// The card on the table is not asked after all.
    fn leave_out(&mut self) {
        self.questions.remove(self.marked.len());
        self.lay();
    }

    fn progress(&self) -> Progress {
        let done = number(self.marked.len());
        let ahead = number(self.questions.len()) - done;
        let timed: Vec<u64> = self.marked.iter().filter_map(|marked| marked.millis.map(u64::from)).collect();
        let seconds_left = (!timed.is_empty())
            .then(|| timed.iter().sum::<u64>() * u64::from(ahead) / timed.len() as u64 / 1000);
        Progress { grades: self.turns, done, ahead, left: Counts::default(), seconds_left }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck;
    use crate::model::{Day, Ease, Timestamp};
    use crate::session::{Response, Verdict};

    fn now() -> Moment {
        let at = Timestamp::from_unix(1_000_000);
        Moment { at, day: Day::from_epoch(11), to_rollover: 3600, offset: 0 }
    }

    fn quiz() -> Quiz {
        let source =
            "format = 1\nid = \"d\"\n[quick]\na = \"A? :: =one\"\nb = \"B? :: =two\"\nc = \"C. :: false\"\n";
        let cards = deck::parse("d", source).deck.unwrap().cards;
        let posed = cards.into_iter().zip(1..).map(|(card, id)| Posed {
            id: CardId(id),
            card,
            deck_title: "D".into(),
            state: CardState::new(Ease::from_permille(2500)),
        });
        Quiz::new(posed.collect(), 1, now())
    }

    fn write(quiz: &mut Quiz, text: &str) {
        assert_eq!(quiz.handle(Input::Respond(Response::Text(text.into())), None), None);
    }

    fn asked(quiz: &Quiz) -> String {
        match quiz.view() {
            Some(View::Question(question)) => question.key.to_string(),
            Some(View::Answer(answer)) => format!("{} answered", answer.question.key),
            _ => "over".into(),
        }
    }

    fn rights(quiz: &Quiz) -> Vec<bool> {
        quiz.marked().iter().map(|marked| marked.right).collect()
    }

    #[test]
    fn each_question_is_put_once_and_judged_at_once() {
        let mut quiz = quiz();
        write(&mut quiz, "One");
        let Some(View::Answer(answer)) = quiz.view() else { panic!("no answer") };
        assert_eq!(answer.judged.unwrap().verdict, Verdict::Right);
        quiz.handle(Input::TakeSuggestion, None);
        write(&mut quiz, "three");
        quiz.handle(Input::TakeSuggestion, None);
        quiz.handle(Input::Respond(Response::Truth(false)), None);
        quiz.handle(Input::TakeSuggestion, None);
        assert_eq!(asked(&quiz), "over");
        assert_eq!(rights(&quiz), [true, false, true]);
    }

    #[test]
    fn the_learner_can_overrule_and_take_back() {
        let mut quiz = quiz();
        write(&mut quiz, "uno");
        quiz.handle(Input::Grade(Grade::Good), None);
        assert_eq!(rights(&quiz), [true]);
        write(&mut quiz, "x");
        quiz.handle(Input::Command(Command::Undo), None);
        assert_eq!(asked(&quiz), "d/b");
        quiz.handle(Input::Command(Command::Undo), None);
        assert_eq!((asked(&quiz).as_str(), rights(&quiz)), ("d/a", Vec::new()));
        quiz.handle(Input::Command(Command::Undo), None);
        let Some(View::Question(question)) = quiz.view() else { panic!("no question") };
        assert_eq!(question.notices.last(), Some(&Notice::NothingToUndo));
    }

    #[test]
    fn a_card_put_off_is_left_out() {
        let mut quiz = quiz();
        let effect = quiz.handle(Input::Command(Command::Suspend), None);
        assert!(matches!(effect, Some(QuizEffect::Act { act: Act::Suspend, id: CardId(1), .. })));
        assert_eq!((asked(&quiz).as_str(), quiz.len()), ("d/b", 2));
    }

    #[test]
    fn stopping_keeps_what_was_answered() {
        let mut quiz = quiz();
        write(&mut quiz, "one");
        quiz.handle(Input::TakeSuggestion, None);
        quiz.handle(Input::Command(Command::Quit), None);
        assert_eq!((asked(&quiz).as_str(), rights(&quiz)), ("over", vec![true]));
        assert_eq!(quiz.handle(Input::TakeSuggestion, None), None);
    }
}
