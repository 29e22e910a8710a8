//! Who asks the learner in an exam: the rich terminal or plain lines, both over the views of a sitting.

use std::time::Duration;

use super::FrontError;
use crate::exam::sitting::{Input, Notice, View};
use crate::exam::{Asked, Feedback, Given, Marking};
use crate::model::{Content, counted};
use crate::session::{Prompt, Response};

/// What the learner is told before the first question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The title of the exam.
    pub title: String,
    /// How many questions.
    pub questions: usize,
    /// The time it allows, in seconds.
    pub seconds: Option<u64>,
    /// Hundredths of all points that pass.
    pub pass: Option<u32>,
    /// What answers earn.
    pub marking: Marking,
    /// When answers are told.
    pub feedback: Feedback,
    /// How many questions the whole exam has, where this is a short one.
    pub shortened_from: Option<u32>,
    /// Whether it is a check of cards drawn by chance.
    pub mock: bool,
    /// For a sitting that is gone on with: seconds it stood still, and questions answered.
    pub resumed: Option<(i64, usize)>,
    /// Seconds of its clock that have passed.
    pub passed: u64,
    /// What else is to be said: when the exam itself starts.
    pub remarks: Vec<String>,
}

/// What a front brings back.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    /// The learner did something.
    Input(Input),
    /// The time waited for is over.
    Waited,
}

/// Shows the views of a sitting and brings back what the learner does.
pub trait ExamFront {
    /// Shows the view and waits, no longer than `wakes_in` where the front can be woken.
    ///
    /// # Errors
    /// When the learner interrupts or the terminal fails.
    fn sit(
        &mut self,
        opening: &Opening,
        view: &View,
        wakes_in: Option<Duration>,
    ) -> Result<Heard, FrontError>;
}

/// What a letter asks for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Asks {
    /// Something of the sitting.
    Input(Input),
    /// What is shown once more.
    Repeat,
    /// All commands.
    Help,
}

/// A command: a letter alone on a key, a word behind a colon in a line.
#[derive(Debug)]
pub(super) struct Command {
    pub letter: char,
    pub word: &'static str,
    pub asks: Asks,
    /// What stands beside the key on the screen.
    pub short: &'static str,
    /// What the help says.
    pub help: &'static str,
}

const fn command(
    letter: char,
    word: &'static str,
    asks: Asks,
    short: &'static str,
    help: &'static str,
) -> Command {
    Command { letter, word, asks, short, help }
}

/// All commands, in the order of the help.
pub(super) const COMMANDS: &[Command] = &[
    command('n', "n", Asks::Input(Input::Next), "next", "go to the next question, leaving this one as it is"),
    command('p', "p", Asks::Input(Input::Back), "back", "go to the question before"),
    command('f', "f", Asks::Input(Input::Flag), "flag", "flag the question, or take the flag off"),
    command('o', "o", Asks::Input(Input::Overview), "overview", "tell what is answered, open and flagged"),
    command('t', "t", Asks::Input(Input::Time), "time", "tell the time left"),
    command('r', "r", Asks::Repeat, "repeat", "tell the question once more"),
    command('e', "end", Asks::Input(Input::End), "end", "hand the exam in"),
    command(
        'q',
        "q",
        Asks::Input(Input::Leave),
        "leave",
        "leave it for later: the clock stands, and every answer is saved",
    ),
    command('?', "?", Asks::Help, "all keys", "list all of these"),
];

/// What a letter asks for.
pub(super) fn asked(letter: char) -> Option<&'static Asks> {
    COMMANDS.iter().find(|command| command.letter == letter).map(|command| &command.asks)
}

/// What stands behind a colon; none where that is no command. `g 7` goes to question 7.
pub(super) fn read_command(text: &str) -> Option<Asks> {
    let text = text.trim();
    if let Some(number) = text.strip_prefix("g ") {
        let number: usize = number.trim().parse().ok()?;
        return Some(Asks::Input(Input::To(number.checked_sub(1)?)));
    }
    let known = |command: &&Command| command.word == text || text.chars().eq([command.letter]);
    COMMANDS.iter().find(known).map(|command| command.asks.clone())
}

/// A question as the fronts put cards.
pub(super) fn prompt(asked: &Asked) -> Prompt {
    let text = asked.question.text();
    let shown = || asked.shown().into_iter().map(str::to_owned).collect();
    match &asked.question.content {
        Content::Basic { .. } | Content::Reverse { .. } | Content::Typed { .. } | Content::Cloze { .. } => {
            Prompt::Typed { text }
        }
        Content::Choice { options, .. } => {
            let many = options.iter().filter(|option| option.right).count() > 1;
            Prompt::Choice { text, options: shown(), many }
        }
        Content::TrueFalse { .. } => Prompt::TrueFalse { text },
        Content::List { items, .. } => Prompt::List { text, count: items.len() },
        Content::Order { .. } => Prompt::Order { text, items: shown() },
    }
}

/// What was answered, with places as the author has them; none for nothing.
pub(super) fn given(asked: &Asked, response: Response) -> Option<Given> {
    let authored = |places: Vec<usize>| {
        places.into_iter().filter_map(|place| asked.order.get(place).copied()).collect::<Vec<_>>()
    };
    Some(match response {
        Response::Nothing => return None,
        Response::Text(text) => Given::Text(text),
        Response::Truth(truth) => Given::Truth(truth),
        Response::Items(items) => Given::Items(items),
        Response::Picked(places) => {
            let mut places = authored(places);
            places.sort_unstable();
            Given::Picked(places)
        }
        Response::Sequence(places) => Given::Sequence(authored(places)),
    })
}

/// What the exam is and how it is sat, a sentence a line.
pub(super) fn instructions(opening: &Opening) -> Vec<String> {
    let mut told = Vec::new();
    let questions = counted(opening.questions, "question", "questions");
    let time = opening.seconds.map_or_else(|| "no time limit".to_owned(), duration);
    let pass = opening.pass.map(|pass| format!(", {pass} percent to pass")).unwrap_or_default();
    told.push(if opening.mock {
        format!("{}: a check of {questions} drawn by chance from what you have studied.", opening.title)
    } else {
        format!("{}: {questions}, {time}{pass}.", opening.title)
    });
    if let Some(whole) = opening.shortened_from {
        told.push(format!("This is a short one: the whole exam has {whole} questions."));
    }
    if let Some((away, answered)) = opening.resumed {
        let left = opening.seconds.map(|seconds| format!(", {} left", duration(seconds.saturating_sub(opening.passed))));
        told.push(format!(
            "It goes on where you left it {} ago: {answered} answered{}.",
            duration(away.unsigned_abs()),
            left.unwrap_or_default()
        ));
    }
    told.push(match opening.marking {
        Marking::Plain => "A wrong answer costs nothing, so answer every question.".to_owned(),
        Marking::Negative { penalty } => {
            format!("A wrong answer costs {penalty} of its points, an open question nothing.")
        }
        Marking::Confidence => {
            "You say how sure you are: guessed earns 1 or costs 0, fairly sure 2 or 2, certain 3 or 6.".to_owned()
        }
    });
    told.push(match opening.feedback {
        Feedback::End => "Nothing is told before the end; until then every answer can be changed.".to_owned(),
        Feedback::Question => "Each answer is told at once, and is final.".to_owned(),
    });
    told.extend(opening.remarks.iter().cloned());
    told
}

/// Seconds in words: `25 minutes`, `1 minute 40 seconds`, `2 hours 5 minutes`, `3 days`.
#[must_use]
pub fn duration(seconds: u64) -> String {
    let units = [(86_400, "day", "days"), (3600, "hour", "hours"), (60, "minute", "minutes"), (1, "second", "seconds")];
    let mut rest = seconds;
    let mut parts = Vec::new();
    for (size, one, many) in units {
        if rest >= size {
            parts.push(counted(rest / size, one, many));
            rest %= size;
        }
    }
    parts.truncate(2);
    if parts.is_empty() { "0 seconds".to_owned() } else { parts.join(" ") }
}

/// What a notice says, without the letters of a key.
pub(super) fn notice(notice: &Notice) -> String {
    match notice {
        Notice::Saved(at) => format!("Answer {} saved.", at + 1),
        Notice::Flagged { question, flagged: true } => format!("Question {} is flagged.", question + 1),
        Notice::Flagged { question, flagged: false } => format!("Question {} is flagged no more.", question + 1),
        Notice::Time { left: Some(left), .. } => format!("{} left.", duration(*left)),
        Notice::Time { left: None, passed } => format!("There is no time limit; {} have passed.", duration(*passed)),
        Notice::First => "This is the first question.".to_owned(),
        Notice::Final => "This answer has been told; it is final.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_has_two_units_at_most() {
        for (seconds, words) in [
            (0, "0 seconds"),
            (61, "1 minute 1 second"),
            (1800, "30 minutes"),
            (7505, "2 hours 5 minutes"),
            (86_400 * 3 + 59, "3 days 59 seconds"),
        ] {
            assert_eq!(duration(seconds), words);
        }
    }
}
