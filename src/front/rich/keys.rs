//! What a key means, by what is on the screen.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::screen::Turn;
use crate::front::commands::{self, Asked};
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
    /// Another page of it.
    Turn(Turn),
    /// The screen stays, but for what was picked.
    Stay,
}

/// What is there of an answer before it is given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Draft {
    /// Options or items picked, as places on the screen.
    pub picks: Vec<usize>,
    /// Items of a list written.
    pub items: Vec<String>,
}

impl Draft {
    /// Takes what was written in a field; gives the response when it is whole. An empty line ends a list.
    pub fn write(&mut self, prompt: &Prompt, text: String) -> Option<Response> {
        let Prompt::List { count, .. } = prompt else {
            return Some(if text.is_empty() { Response::Nothing } else { Response::Text(text) });
        };
        let ended = text.is_empty();
        if !ended {
            self.items.push(text);
        }
        match self.items.len() {
            0 => Some(Response::Nothing),
            written if ended || written >= *count => Some(Response::Items(self.items.clone())),
            _ => None,
        }
    }
}

/// What was written in a field.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Written {
    /// An answer, or a part of one; empty to see it.
    Answer(String),
    /// A command.
    Command(Command),
    /// Show all keys.
    Help,
    /// It begins as a command and is none.
    NoCommand,
}

/// Keys of options and items: the digits, then the letters that no command has.
const PLACES: &str = "123456789acdgijklmnoprtwxyz";

/// The key of the option at a place; none where there are more options than keys.
pub(super) fn label(at: usize) -> Option<char> {
    PLACES.chars().nth(at)
}

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
    match code {
        KeyCode::Esc => Some(Step::Input(Input::Command(Command::Quit))),
        KeyCode::Char(letter) => commands::asked(letter).map(step),
        _ => turn(code).map(Step::Turn),
    }
}

fn step(asked: &Asked) -> Step {
    match asked {
        Asked::Command(command) => Step::Input(Input::Command(command.clone())),
        Asked::Help => Step::Help,
        // The card is on the screen.
        Asked::Repeat => Step::Stay,
    }
}

/// A key that turns the pages of a card that does not fit.
fn turn(code: KeyCode) -> Option<Turn> {
    Some(match code {
        KeyCode::Up => Turn::Up,
        KeyCode::Down => Turn::Down,
        KeyCode::PageUp => Turn::Back,
        KeyCode::PageDown => Turn::On,
        KeyCode::Home => Turn::First,
        KeyCode::End => Turn::Last,
        _ => return None,
    })
}

/// A key at a question. True and false have `t` and `f` to themselves: such a card is flagged once it is answered.
pub(super) fn question(key: &KeyEvent, prompt: &Prompt, draft: &mut Draft) -> Step {
    let Some(code) = plain(key) else { return Step::Stay };
    if let Some(step) = answer_key(code, prompt, draft) {
        return step;
    }
    command(code).unwrap_or(Step::Stay)
}

fn answer_key(code: KeyCode, prompt: &Prompt, draft: &mut Draft) -> Option<Step> {
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
                match draft.picks.iter().position(|picked| *picked == place) {
                    Some(at) => _ = draft.picks.remove(at),
                    None => draft.picks.push(place),
                }
                Some(Step::Stay)
            }
            (None, _) if shows && draft.picks.is_empty() => respond(Response::Nothing),
            (None, _) if shows => respond(Response::Picked(draft.picks.clone())),
            (None, _) => None,
        },
        Prompt::Order { items, .. } => match place(code, items.len()) {
            Some(place) if !draft.picks.contains(&place) => {
                draft.picks.push(place);
                if draft.picks.len() < items.len() {
                    return Some(Step::Stay);
                }
                respond(Response::Sequence(draft.picks.clone()))
            }
            Some(_) => Some(Step::Stay),
            None if code == KeyCode::Backspace => {
                draft.picks.pop();
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

/// The option that a key picks.
fn place(code: KeyCode, count: usize) -> Option<usize> {
    let KeyCode::Char(key) = code else { return None };
    PLACES.chars().take(count).position(|label| label == key)
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
        Some(KeyCode::Char('r')) => Step::Input(Input::Command(Command::DrillMisses)),
        Some(KeyCode::Char('q' | ' ') | KeyCode::Enter | KeyCode::Esc) => {
            Step::Input(Input::Command(Command::Quit))
        }
        Some(code) => turn(code).map_or(Step::Stay, Step::Turn),
        None => Step::Stay,
    }
}

/// A key at a text that is only read: any key leaves it, but for those that turn its pages.
pub(super) fn read_only(key: &KeyEvent) -> Option<Turn> {
    plain(key).and_then(turn)
}

/// Reads what was written in a field: commands have a colon, `::x` is the answer `:x`. White space is folded.
pub(super) fn written(text: &str) -> Written {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(rest) = text.strip_prefix("::") {
        return Written::Answer(format!(":{rest}"));
    }
    let Some(line) = text.strip_prefix(':') else { return Written::Answer(text) };
    match commands::read(line) {
        Some(Asked::Command(command)) => Written::Command(command),
        Some(Asked::Help | Asked::Repeat) => Written::Help,
        None => Written::NoCommand,
    }
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
        let mut draft = Draft::default();
        for digit in ['3', '1', '3', '9'] {
            assert_eq!(question(&letter(digit), &prompt, &mut draft), Step::Stay);
        }
        let given = question(&letter(' '), &prompt, &mut draft);
        assert_eq!(given, Step::Input(Input::Respond(Response::Picked(vec![0]))));
    }

    #[test]
    fn an_order_is_given_with_its_last_item() {
        let prompt = Prompt::Order { text: String::new(), items: vec!["a".into(), "b".into()] };
        let mut draft = Draft::default();
        assert_eq!(question(&letter('1'), &prompt, &mut draft), Step::Stay);
        assert_eq!(question(&key(KeyCode::Backspace), &prompt, &mut draft), Step::Stay);
        assert_eq!(question(&letter('2'), &prompt, &mut draft), Step::Stay);
        let given = question(&letter('1'), &prompt, &mut draft);
        assert_eq!(given, Step::Input(Input::Respond(Response::Sequence(vec![1, 0]))));
    }

    #[test]
    fn one_right_option_is_given_with_its_key() {
        let options: Vec<String> = ('a'..='l').map(String::from).collect();
        let prompt = Prompt::Choice { text: String::new(), options, many: false };
        let given = |c| question(&letter(c), &prompt, &mut Draft::default());
        let picked = |place| Step::Input(Input::Respond(Response::Picked(vec![place])));
        assert_eq!(given('1'), picked(0));
        assert_eq!(given('9'), picked(8));
        assert_eq!(given('a'), picked(9));
        assert_eq!(given('d'), picked(11));
        // A thirteenth option is not there, and letters of commands pick nothing.
        assert_eq!(given('g'), Step::Stay);
        assert_eq!(given('b'), Step::Input(Input::Command(Command::Bury)));
        assert_eq!(given(' '), Step::Input(Input::Respond(Response::Nothing)));
    }

    #[test]
    fn every_key_of_the_table_does_what_it_says() {
        for entry in commands::ENTRIES.iter().filter(|entry| entry.asked != Asked::Repeat) {
            assert_eq!(answer(&letter(entry.letter), false, false), step(&entry.asked), "{}", entry.letter);
        }
    }

    #[test]
    fn pages_are_turned_wherever_something_is_read() {
        let open = Prompt::Open { text: String::new() };
        let down = key(KeyCode::PageDown);
        assert_eq!(question(&down, &open, &mut Draft::default()), Step::Turn(Turn::On));
        assert_eq!(answer(&down, false, false), Step::Turn(Turn::On));
        assert_eq!(end(&down), Step::Turn(Turn::On));
        assert_eq!((read_only(&down), read_only(&letter('x'))), (Some(Turn::On), None));
    }

    #[test]
    fn no_key_of_an_option_is_that_of_a_command() {
        for key in PLACES.chars() {
            assert!(matches!(command(KeyCode::Char(key)), None | Some(Step::Stay)), "{key}");
        }
    }

    #[test]
    fn true_and_false_have_their_letters_until_the_answer_is_shown() {
        let prompt = Prompt::TrueFalse { text: String::new() };
        let given = |c| question(&letter(c), &prompt, &mut Draft::default());
        assert_eq!(given('f'), Step::Input(Input::Respond(Response::Truth(false))));
        assert_eq!(given('t'), Step::Input(Input::Respond(Response::Truth(true))));
        assert_eq!(answer(&letter('f'), true, false), Step::Input(Input::Command(Command::Flag(None))));
    }

    #[test]
    fn space_and_enter_show_the_answer_and_enter_goes_into_the_field() {
        let open = Prompt::Open { text: String::new() };
        let typed = Prompt::Typed { text: String::new() };
        let shown = Step::Input(Input::Respond(Response::Nothing));
        assert_eq!(question(&key(KeyCode::Enter), &open, &mut Draft::default()), shown);
        assert_eq!(question(&letter(' '), &open, &mut Draft::default()), shown);
        assert_eq!(question(&letter(' '), &typed, &mut Draft::default()), shown);
        assert_eq!(question(&key(KeyCode::Enter), &typed, &mut Draft::default()), Step::Field);
    }

    #[test]
    fn what_is_no_key_changes_nothing() {
        let open = Prompt::Open { text: String::new() };
        for c in ['r', '1', 'x', 'é'] {
            assert_eq!(question(&letter(c), &open, &mut Draft::default()), Step::Stay, "{c}");
        }
        for c in ['r', '0', '5', 't', 'é'] {
            assert_eq!(answer(&letter(c), true, false), Step::Stay, "{c}");
        }
    }

    #[test]
    fn commands_in_a_field_have_a_colon() {
        let answer = |text: &str| Written::Answer(text.to_owned());
        assert_eq!(written(":u"), Written::Command(Command::Undo));
        assert_eq!(written(":?"), Written::Help);
        assert_eq!(written("u"), answer("u"));
        assert_eq!(written("::u"), answer(":u"));
        assert_eq!(written(" two \n words "), answer("two words"));
        assert_eq!(written(""), answer(""));
        assert_eq!(written(":f a slip"), Written::Command(Command::Flag(Some("a slip".into()))));
        for none in [":x", ":undo", ":", ":u now"] {
            assert_eq!(written(none), Written::NoCommand);
        }
    }

    #[test]
    fn a_list_is_given_with_its_last_item_or_an_empty_line() {
        let prompt = Prompt::List { text: String::new(), count: 3 };
        let items = |items: &[&str]| Some(Response::Items(items.iter().map(ToString::to_string).collect()));
        let mut draft = Draft::default();
        assert_eq!(draft.write(&prompt, "heat".into()), None);
        assert_eq!(draft.clone().write(&prompt, String::new()), items(&["heat"]));
        assert_eq!(draft.write(&prompt, "fuel".into()), None);
        assert_eq!(draft.write(&prompt, "air".into()), items(&["heat", "fuel", "air"]));
        assert_eq!(Draft::default().write(&prompt, String::new()), Some(Response::Nothing));
    }

    #[test]
    fn the_summary_is_left_or_the_last_grade_taken_back() {
        assert_eq!(end(&letter('u')), Step::Input(Input::Command(Command::Undo)));
        assert_eq!(end(&letter('r')), Step::Input(Input::Command(Command::DrillMisses)));
        for key in [key(KeyCode::Enter), key(KeyCode::Esc), letter('q')] {
            assert_eq!(end(&key), Step::Input(Input::Command(Command::Quit)));
        }
        assert_eq!(end(&letter('1')), Step::Stay);
    }
}
