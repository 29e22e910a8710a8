//! What the learner can ask for at any card: one table, from which both fronts read keys and lines, and make their help.

use crate::session::Command;

/// What a letter asks for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Asked {
    /// Something of the session.
    Command(Command),
    /// The card once more.
    Repeat,
    /// All keys.
    Help,
}

/// A letter: alone on a key, behind a colon in a line.
#[derive(Debug)]
pub(super) struct Entry {
    pub letter: char,
    pub asked: Asked,
    /// What stands beside the key on the screen.
    pub short: &'static str,
    /// What the help says.
    pub help: &'static str,
}

/// All letters, in the order of the help.
pub(super) const ENTRIES: &[Entry] = &[
    entry(
        'u',
        Asked::Command(Command::Undo),
        "undo",
        "take back the last grade or action, as often as you like",
    ),
    entry('h', Asked::Command(Command::Hint), "hint", "show the hint"),
    entry('v', Asked::Command(Command::Source), "source", "show the passage the answer stands in"),
    entry(
        'e',
        Asked::Command(Command::Edit),
        "edit",
        "edit the card where it is written, and come back to it",
    ),
    entry('b', Asked::Command(Command::Bury), "bury", "bury: the card waits until tomorrow"),
    entry('s', Asked::Command(Command::Suspend), "suspend", "suspend: the card waits until you unsuspend it"),
    entry('f', Asked::Command(Command::Flag(None)), "flag", "flag the card for its author, with a remark"),
    entry('r', Asked::Repeat, "repeat", "tell the card once more"),
    entry('?', Asked::Help, "keys", "list all of these"),
    entry('q', Asked::Command(Command::Quit), "stop", "stop; every grade is saved already"),
];

const fn entry(letter: char, asked: Asked, short: &'static str, help: &'static str) -> Entry {
    Entry { letter, asked, short, help }
}

/// What a letter asks for.
pub(super) fn asked(letter: char) -> Option<&'static Asked> {
    ENTRIES.iter().find(|entry| entry.letter == letter).map(|entry| &entry.asked)
}

/// A key with its word, as it stands on the screen: `u undo`.
pub(super) fn key(letter: char) -> String {
    let entry = ENTRIES.iter().find(|entry| entry.letter == letter);
    format!("{letter} {}", entry.map_or("", |entry| entry.short))
}

/// Reads a command as it is written behind its colon: a letter, and for a flag a remark.
pub(super) fn read(text: &str) -> Option<Asked> {
    let (name, rest) = text.split_once(' ').unwrap_or((text, ""));
    let mut letters = name.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else { return None };
    match (asked(letter)?, rest.trim()) {
        (asked, "") => Some(asked.clone()),
        (Asked::Command(Command::Flag(None)), remark) => {
            Some(Asked::Command(Command::Flag(Some(remark.to_owned()))))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_stands_for_one_thing() {
        for entry in ENTRIES {
            assert_eq!(ENTRIES.iter().filter(|other| other.letter == entry.letter).count(), 1, "{entry:?}");
            assert_eq!(read(&entry.letter.to_string()), Some(entry.asked.clone()));
        }
    }

    #[test]
    fn a_flag_takes_a_remark_and_nothing_else_does() {
        let flag = Command::Flag(Some("two answers".into()));
        assert_eq!(read("f  two answers "), Some(Asked::Command(flag)));
        for text in ["", "x", "uu", "u now", "undo"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
