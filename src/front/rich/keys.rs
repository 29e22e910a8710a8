//! What a key means, by what is on the screen.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::model::Grade;
use crate::session::{Command, Input, Prompt, Response};

/// What a key leads to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    /// Something for the session.
    Input(Input),
    /// Back into the field.
    Field,
    /// All keys are shown.
    Help,
    /// The screen stays, but for what was picked.
    Stay,
}

/// Options or items picked so far, as places on the screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Picks(pub Vec<usize>);

/// Whether the key is Ctrl-C.
pub(super) fn interrupts(key: &KeyEvent) -> bool {
    key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('c')
}

/// A key with its modifiers told apart: a letter with Ctrl or Alt is none of ours.
fn plain(key: &KeyEvent) -> Option<KeyCode> {
    let held = key.modifiers - KeyModifiers::SHIFT;
    held.is_empty().then_some(key.code)
}

fn command(code: KeyCode) -> Option<Step> {
    let command = match code {
        KeyCode::Char('u') => Command::Undo,
        KeyCode::Char('b') => Command::Bury,
        KeyCode::Char('s') => Command::Suspend,
        KeyCode::Char('f') => Command::Flag(None),
        KeyCode::Char('v') => Command::Source,
        KeyCode::Char('h') => Command::Hint,
        KeyCode::Char('q') | KeyCode::Esc => Command::Quit,
        KeyCode::Char('?') => return Some(Step::Help),
        _ => return None,
    };
    Some(Step::Input(Input::Command(command)))
}

/// A key at a question. True and false have `t` and `f` to themselves: such a card is flagged once it is answered.
pub(super) fn question(key: &KeyEvent, prompt: &Prompt, picks: &mut Picks) -> Step {
    let Some(code) = plain(key) else { return Step::Stay };
    if let Some(step) = answer_key(code, prompt, picks) {
        return step;
    }
    command(code).unwrap_or(Step::Stay)
}

fn answer_key(code: KeyCode, prompt: &Prompt, picks: &mut Picks) -> Option<Step> {
    let respond = |response| Some(Step::Input(Input::Respond(response)));
    let shows = matches!(code, KeyCode::Char(' ') | KeyCode::Enter);
    match prompt {
        Prompt::TrueFalse { .. } => match code {
            KeyCode::Char('t') => respond(Response::Truth(true)),
            KeyCode::Char('f') => respond(Response::Truth(false)),
            _ if shows => respond(Response::Nothing),
            _ => None,
        },
        Prompt::Choice { options, many, .. } => match (place(code, options.len()), many) {
            (Some(place), false) => respond(Response::Picked(vec![place])),
            (Some(place), true) => {
                match picks.0.iter().position(|picked| *picked == place) {
                    Some(at) => _ = picks.0.remove(at),
                    None => picks.0.push(place),
                }
                Some(Step::Stay)
            }
            (None, _) if shows && picks.0.is_empty() => respond(Response::Nothing),
            (None, _) if shows => respond(Response::Picked(picks.0.clone())),
            (None, _) => None,
        },
        Prompt::Order { items, .. } => match place(code, items.len()) {
            Some(place) if !picks.0.contains(&place) => {
                picks.0.push(place);
                if picks.0.len() < items.len() {
                    return Some(Step::Stay);
                }
                respond(Response::Sequence(picks.0.clone()))
            }
            Some(_) => Some(Step::Stay),
            None if code == KeyCode::Backspace => {
                picks.0.pop();
                Some(Step::Stay)
            }
            None if shows => respond(Response::Nothing),
            None => None,
        },
        Prompt::Typed { .. } | Prompt::List { .. } if code == KeyCode::Enter || code == KeyCode::Tab => {
            Some(Step::Field)
        }
        Prompt::Open { .. } | Prompt::Typed { .. } | Prompt::List { .. } if shows => {
            respond(Response::Nothing)
        }
        Prompt::Open { .. } | Prompt::Typed { .. } | Prompt::List { .. } => None,
    }
}

/// The option that a digit picks, from 0.
fn place(code: KeyCode, count: usize) -> Option<usize> {
    let KeyCode::Char(digit) = code else { return None };
    let place = (digit.to_digit(10)? as usize).checked_sub(1)?;
    (place < count).then_some(place)
}

/// A key at an answer. Enter never grades.
pub(super) fn answer(key: &KeyEvent, judged: bool, two_buttons: bool) -> Step {
    let Some(code) = plain(key) else { return Step::Stay };
    let grade = |grade| Step::Input(Input::Grade(grade));
    match (code, two_buttons) {
        (KeyCode::Char(' '), _) if judged => Step::Input(Input::TakeSuggestion),
        (KeyCode::Char(' '), _) => grade(Grade::Good),
        (KeyCode::Char('1'), _) => grade(Grade::Again),
        (KeyCode::Char('2'), false) => grade(Grade::Hard),
        (KeyCode::Char('3'), _) => grade(Grade::Good),
        (KeyCode::Char('4'), false) => grade(Grade::Easy),
        _ => command(code).unwrap_or(Step::Stay),
    }
}

/// A key at the summary.
pub(super) fn end(key: &KeyEvent) -> Step {
    match plain(key) {
        Some(KeyCode::Char('u')) => Step::Input(Input::Command(Command::Undo)),
        Some(KeyCode::Char('q' | ' ') | KeyCode::Enter | KeyCode::Esc) => {
            Step::Input(Input::Command(Command::Quit))
        }
        _ => Step::Stay,
    }
}

/// What was written in a field.
pub(super) fn field(text: String) -> Input {
    if let Some(command) = field_command(&text) {
        return command;
    }
    Input::Respond(if text.is_empty() { Response::Nothing } else { Response::Text(literal(&text)) })
}

/// A command in a field, written with a colon.
pub(super) fn field_command(text: &str) -> Option<Input> {
    let (name, rest) = text.strip_prefix(':')?.split_once(' ').unwrap_or((text.strip_prefix(':')?, ""));
    let mut letters = name.chars();
    let (letter, None) = (letters.next()?, letters.next()) else { return None };
    match command(KeyCode::Char(letter))? {
        Step::Input(Input::Command(Command::Flag(None))) if !rest.is_empty() => {
            Some(Input::Command(Command::Flag(Some(rest.to_owned()))))
        }
        Step::Input(input) if rest.is_empty() => Some(input),
        _ => None,
    }
}

/// `::x` is the answer `:x`.
pub(super) fn literal(text: &str) -> String {
    text.strip_prefix("::").map_or_else(|| text.to_owned(), |rest| format!(":{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode) -> KeyEvent {
        KeyEvent::new(code, KeyModifiers::NONE)
    }

    fn letter(c: char) -> KeyEvent {
        key(KeyCode::Char(c))
    }

    fn graded(grade: Grade) -> Step {
        Step::Input(Input::Grade(grade))
    }

    #[test]
    fn enter_never_grades_and_digits_always_mean_the_same_grade() {
        for judged in [true, false] {
            assert_eq!(answer(&key(KeyCode::Enter), judged, false), Step::Stay);
            for (digit, grade) in ['1', '2', '3', '4'].into_iter().zip(Grade::ALL) {
                assert_eq!(answer(&letter(digit), judged, false), graded(grade));
            }
        }
        assert_eq!(answer(&letter(' '), false, false), graded(Grade::Good));
        assert_eq!(answer(&letter(' '), true, false), Step::Input(Input::TakeSuggestion));
    }

    #[test]
    fn two_buttons_are_wrong_and_right_on_the_digits_they_always_have() {
        assert_eq!(answer(&letter('1'), false, true), graded(Grade::Again));
        assert_eq!(answer(&letter('3'), false, true), graded(Grade::Good));
        assert_eq!(answer(&letter('2'), false, true), Step::Stay);
    }

    #[test]
    fn a_letter_with_ctrl_is_no_command() {
        let ctrl_u = KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL);
        assert_eq!(answer(&ctrl_u, true, false), Step::Stay);
    }

    #[test]
    fn several_options_are_picked_and_dropped_before_they_are_given() {
        let options = vec!["a".into(), "b".into(), "c".into()];
        let prompt = Prompt::Choice { text: String::new(), options, many: true };
        let mut picks = Picks::default();
        for digit in ['3', '1', '3', '9'] {
            assert_eq!(question(&letter(digit), &prompt, &mut picks), Step::Stay);
        }
        let given = question(&letter(' '), &prompt, &mut picks);
        assert_eq!(given, Step::Input(Input::Respond(Response::Picked(vec![0]))));
    }

    #[test]
    fn an_order_is_given_with_its_last_item() {
        let prompt = Prompt::Order { text: String::new(), items: vec!["a".into(), "b".into()] };
        let mut picks = Picks::default();
        assert_eq!(question(&letter('1'), &prompt, &mut picks), Step::Stay);
        assert_eq!(question(&key(KeyCode::Backspace), &prompt, &mut picks), Step::Stay);
        assert_eq!(question(&letter('2'), &prompt, &mut picks), Step::Stay);
        let given = question(&letter('1'), &prompt, &mut picks);
        assert_eq!(given, Step::Input(Input::Respond(Response::Sequence(vec![1, 0]))));
    }

    #[test]
    fn commands_in_a_field_have_a_colon() {
        assert_eq!(field(":u".into()), Input::Command(Command::Undo));
        assert_eq!(field("u".into()), Input::Respond(Response::Text("u".into())));
        assert_eq!(field("::u".into()), Input::Respond(Response::Text(":u".into())));
        assert_eq!(field(String::new()), Input::Respond(Response::Nothing));
        assert_eq!(field(":f a slip".into()), Input::Command(Command::Flag(Some("a slip".into()))));
    }
}
