//! When a card may simply be turned round.

/// The most words question and answer may have for that.
pub const MOST_WORDS: usize = 8;
/// The most characters.
pub const MOST_CHARS: usize = 60;

/// Whether question and answer are both short enough to change places: longer ones make a bad question.
pub(super) fn both_short(question: &str, answer: &str) -> bool {
    [question, answer]
        .iter()
        .all(|text| text.split_whitespace().count() <= MOST_WORDS && text.chars().count() <= MOST_CHARS)
}
