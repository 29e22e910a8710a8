//! One reading of an accepted answer against what was typed.

use strsim::osa_distance;

use super::normalise::{is_latin, levelled, normalise, unaccented, unspaced};
use super::{Outcome, Remark, date, number, reference};
use crate::model::TypedRule;

/// Letters from which a word may be one letter off.
const ONE_OFF_FROM: usize = 5;
/// Letters from which a word may be two letters off.
const TWO_OFF_FROM: usize = 9;
/// Letters that may be off in the whole answer.
const MOST_OFF: usize = 2;
/// Words beyond this are judged as they stand: nobody types so long a slip.
const LONGEST_WORD: usize = 64;

pub(super) fn compare(accepted: &str, rule: &TypedRule, typed: &str) -> Outcome {
    let (one, other) = (normalise(accepted), normalise(typed));
    if one == other {
        return Outcome::RIGHT;
    }
    // Where both sides are a date, number or reference, the meaning decides and not the letters.
    let meanings = [
        date::compare(&one, &other),
        number::compare(&one, &other, rule.tolerance),
        reference::compare(&one, &other),
    ];
    if let Some(outcome) = meanings.into_iter().flatten().reduce(Outcome::or)
        && outcome != Outcome::wrong(Some(Remark::OtherUnit))
    {
        return outcome;
    }
    by_letters(accepted, &one, &other)
}

fn by_letters(accepted: &str, one: &str, other: &str) -> Outcome {
    let same = |form: fn(&str) -> String| form(one) == form(other);
    if same(levelled) {
        Outcome::near(Remark::Superscript)
    } else if same(unaccented) {
        Outcome::near(Remark::Accents)
    } else if same(unspaced) || same(|text| unspaced(&unaccented(text))) {
        Outcome::near(Remark::Spacing)
    } else {
        slips(accepted, one, other)
            .map_or(Outcome::wrong(None), |letters| Outcome::near(Remark::Typo(letters)))
    }
}

/// How many letters are off, where that may be forgiven.
fn slips(accepted: &str, one: &str, other: &str) -> Option<usize> {
    let acronyms: Vec<String> =
        accepted.split_whitespace().filter(|word| is_acronym(word)).map(normalise).collect();
    let words = |text: &str| text.split([' ', '-']).map(str::to_owned).collect::<Vec<_>>();
    let (expected, given) = (words(one), words(other));
    if expected.len() != given.len() {
        return None;
    }
    let mut off = 0;
    for (expected, given) in expected.iter().zip(&given).filter(|(one, other)| one != other) {
        if acronyms.contains(expected) {
            return None;
        }
        off += word_slips(expected, given)?;
    }
    (off <= MOST_OFF).then_some(off)
}

fn word_slips(expected: &str, given: &str) -> Option<usize> {
    let (expected, given) = (unaccented(expected), unaccented(given));
    let plain = |word: &str| word.chars().all(|c| is_latin(c) || !c.is_alphanumeric());
    let letters = expected.chars().filter(|c| c.is_alphabetic()).count();
    let allowed = match letters {
        TWO_OFF_FROM..=LONGEST_WORD => 2,
        ONE_OFF_FROM..TWO_OFF_FROM => 1,
        _ => return None,
    };
    // A digit, or a letter of another script, is never a slip.
    if !plain(&expected) || !plain(&given) || given.chars().count() > letters + 8 {
        return None;
    }
    Some(osa_distance(&expected, &given)).filter(|&off| off <= allowed)
}

fn is_acronym(word: &str) -> bool {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 2 && letters().all(char::is_uppercase)
}
