//! What a line means, by the card it answers.

use thiserror::Error;

use crate::front::commands::{self, Asked};
use crate::front::words;
use crate::model::Grade;
use crate::session::{Command, Input, Judged, Prompt, Response, Summary};

/// What a line asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// Something for the session.
    Input(Input),
    /// Tell the card again.
    Repeat,
    /// List the commands.
    Help,
}

/// A line that is no answer here.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// A colon and something unknown.
    #[error("{text} is no command; :? lists them, and :: before an answer that begins with a colon")]
    NoCommand {
        /// The line.
        text: String,
    },
    /// Nothing that can be had at the end.
    #[error("{text} cannot be had here; Enter ends, :u takes the last grade back")]
    NotAtTheEnd {
        /// The line.
        text: String,
    },
    /// Not the numbers of options.
    #[error("type the number of an option, 1 to {count}, or press Enter to see the answer")]
    OneOption {
        /// How many there are.
        count: usize,
    },
    /// Not the numbers of options.
    #[error(
        "type the numbers of the right options with blanks between, 1 to {count}, or press Enter to see them"
    )]
    SomeOptions {
        /// How many there are.
        count: usize,
    },
    /// Not true or false.
    #[error("type t for true or f for false, or press Enter to see the answer")]
    Truth,
    /// Not each number once.
    #[error("type the numbers 1 to {count} in the right order, each once, or press Enter to see the answer")]
    Sequence {
        /// How many there are.
        count: usize,
    },
    /// Not a grade.
    #[error("type the number of a grade: {offered}")]
    Grade {
        /// Those there are.
        offered: String,
    },
}

/// Reads a line at a question.
///
/// # Errors
/// When the line fits neither the kind of card nor a command.
pub fn read_answer(prompt: &Prompt, line: &str) -> Result<Line, ReadError> {
    let text = line.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(rest) = text.strip_prefix("::") {
        return respond(prompt, &format!(":{rest}"));
    }
    match text.strip_prefix(':') {
        Some(command) => read_command(command),
        None => respond(prompt, &text),
    }
}

/// Reads a line at an answer. An empty line takes the suggestion, where the program has judged.
///
/// # Errors
/// When the line is neither a grade that is offered nor a command.
pub fn read_grade(judged: Option<&Judged>, two_buttons: bool, line: &str) -> Result<Line, ReadError> {
    let text = line.trim();
    if let Some(command) = text.strip_prefix(':') {
        return read_command(command);
    }
    let offered = words::offered(two_buttons);
    let grade = || {
        let grade = Grade::from_number(text.parse().ok()?)?;
        offered.iter().any(|(offered, _)| *offered == grade).then_some(Line::Input(Input::Grade(grade)))
    };
    match (text, judged) {
        ("", Some(_)) => Ok(Line::Input(Input::TakeSuggestion)),
        _ => grade().ok_or_else(|| ReadError::Grade { offered: offered_words(&offered) }),
    }
}

/// Reads a line at the end of a session; none ends it.
///
/// # Errors
/// When the line asks for nothing that can be had there.
pub fn read_end(summary: &Summary, line: &str) -> Result<Option<Input>, ReadError> {
    match line.trim() {
        "" | ":q" => Ok(None),
        ":u" => Ok(Some(Input::Command(Command::Undo))),
        ":r" if !summary.misses.is_empty() => Ok(Some(Input::Command(Command::DrillMisses))),
        text => Err(ReadError::NotAtTheEnd { text: text.to_owned() }),
    }
}

/// The grades with their numbers: `1 again, 2 hard, 3 good, 4 easy`.
pub(super) fn offered_words(offered: &[(Grade, &str)]) -> String {
    let words: Vec<String> =
        offered.iter().map(|(grade, name)| format!("{} {name}", grade.number())).collect();
    words.join(", ")
}

fn read_command(text: &str) -> Result<Line, ReadError> {
    match commands::read(text) {
        Some(Asked::Command(command)) => Ok(Line::Input(Input::Command(command))),
        Some(Asked::Repeat) => Ok(Line::Repeat),
        Some(Asked::Help) => Ok(Line::Help),
        None => Err(ReadError::NoCommand { text: format!(":{text}") }),
    }
}

fn respond(prompt: &Prompt, text: &str) -> Result<Line, ReadError> {
    let response = if text.is_empty() {
        Response::Nothing
    } else {
        match prompt {
            Prompt::Open { .. } | Prompt::Typed { .. } => Response::Text(text.to_owned()),
            Prompt::Choice { options, many, .. } => {
                let count = options.len();
                let picked = numbers(text, count).filter(|picked| *many || picked.len() == 1);
                let error =
                    if *many { ReadError::SomeOptions { count } } else { ReadError::OneOption { count } };
                Response::Picked(picked.ok_or(error)?)
            }
            Prompt::TrueFalse { .. } => Response::Truth(truth(text).ok_or(ReadError::Truth)?),
            Prompt::List { .. } => Response::Items(
                text.split(';').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect(),
            ),
            Prompt::Order { items, .. } => {
                let count = items.len();
                let order = numbers(text, count).filter(|order| order.len() == count);
                Response::Sequence(order.ok_or(ReadError::Sequence { count })?)
            }
        }
    };
    Ok(Line::Input(Input::Respond(response)))
}

fn truth(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "t" | "true" => Some(true),
        "f" | "false" => Some(false),
        _ => None,
    }
}

/// Numbers 1 to `count`, each at most once, as places from 0.
fn numbers(text: &str, count: usize) -> Option<Vec<usize>> {
    let mut places = Vec::new();
    for word in text.split([' ', ',']).filter(|word| !word.is_empty()) {
        let number: usize = word.parse().ok()?;
        let place = number.checked_sub(1).filter(|place| *place < count && !places.contains(place))?;
        places.push(place);
    }
    Some(places).filter(|places| !places.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(line: Result<Line, ReadError>) -> Input {
        match line.unwrap() {
            Line::Input(input) => input,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_line_is_read_by_the_kind_of_card() {
        let typed = Prompt::Typed { text: String::new() };
        let options = vec!["a".into(), "b".into(), "c".into()];
        let one = Prompt::Choice { text: String::new(), options: options.clone(), many: false };
        let many = Prompt::Choice { text: String::new(), options: options.clone(), many: true };
        let order = Prompt::Order { text: String::new(), items: options };
        let list = Prompt::List { text: String::new(), count: 2 };
        let truth = Prompt::TrueFalse { text: String::new() };
        for (prompt, line, response) in [
            (&typed, "", Response::Nothing),
            (&typed, "  two   words ", Response::Text("two words".into())),
            (&typed, "::x", Response::Text(":x".into())),
            (&one, "2", Response::Picked(vec![1])),
            (&many, "3, 1", Response::Picked(vec![2, 0])),
            (&order, "2 3 1", Response::Sequence(vec![1, 2, 0])),
            (&list, "a b; c ;", Response::Items(vec!["a b".into(), "c".into()])),
            (&truth, "F", Response::Truth(false)),
        ] {
            assert_eq!(input(read_answer(prompt, line)), Input::Respond(response), "{line}");
        }
        for (prompt, line) in [
            (&one, "0"),
            (&one, "4"),
            (&one, "1 2"),
            (&many, "1 1"),
            (&order, "1 2"),
            (&truth, "y"),
            (&typed, ":x"),
        ] {
            assert!(read_answer(prompt, line).is_err(), "{line}");
        }
    }

    #[test]
    fn an_empty_grade_counts_only_where_the_program_judged() {
        assert!(matches!(read_grade(None, false, ""), Err(ReadError::Grade { .. })));
        assert_eq!(input(read_grade(None, false, " 4 ")), Input::Grade(Grade::Easy));
        for line in ["5", "0", "33", "good", "::3"] {
            assert!(read_grade(None, false, line).is_err(), "{line}");
        }
    }

    #[test]
    fn of_two_keys_only_those_two_count() {
        assert_eq!(input(read_grade(None, true, "1")), Input::Grade(Grade::Again));
        assert_eq!(input(read_grade(None, true, "3")), Input::Grade(Grade::Good));
        let error = read_grade(None, true, "2").unwrap_err();
        assert_eq!(error.to_string(), "type the number of a grade: 1 wrong, 3 right");
    }

    #[test]
    fn commands_are_read_anywhere() {
        assert_eq!(input(read_grade(None, false, ":u")), Input::Command(Command::Undo));
        let flag = Command::Flag(Some("two answers".into()));
        assert_eq!(input(read_grade(None, false, ":f two answers")), Input::Command(flag));
    }
}
