//! How sure a proposal is, and how much an examiner would care.

use super::context::Standing;
use super::mentions::Sense;
use super::names::NameClass;
use super::passages::Passage;
use super::proposal::{ProposalKind, ProposedSlot, ProposedValue};

/// Proposals of at least so many hundredths are shown first in a review; below they are hidden until asked for.
pub const CUT: u8 = 60;
/// What is less sure is not proposed at all.
pub(super) const LEAST: i32 = 42;

/// How well a mention of this sense makes a blank, in hundredths.
pub(super) const fn worth(sense: &Sense) -> i32 {
    match sense {
        Sense::Resolution { .. } => 92,
        Sense::Date(moment, _) => {
            if moment.month.is_some() {
                92
            } else {
                88
            }
        }
        Sense::Number { exact: true, .. } => 86,
        Sense::Number { .. } => 72,
        Sense::Article { .. } => 80,
        Sense::VagueTime => 70,
        Sense::Part => 45,
        Sense::Name(class) => match class {
            NameClass::Operation | NameClass::Doc => 82,
            NameClass::Person => 80,
            NameClass::Org | NameClass::Place => 78,
            NameClass::Event => 74,
            NameClass::Role => 70,
            NameClass::Other => 62,
        },
    }
}

/// How much an examiner would care: acts with a date, legal bases and limits first.
pub(super) fn importance(statement: &str, kind: ProposalKind, slots: &[ProposedSlot], confidence: i32) -> u8 {
    const ACTS: &[&str] = &[
        "sign",
        "establish",
        "adopt",
        "deploy",
        "found",
        "creat",
        "replac",
        "took over",
        "take over",
        "ratif",
        "launch",
        "began",
        "begin",
        "authori",
        "enter",
        "admit",
        "end",
        "prohibit",
        "repeal",
        "shall",
        "must",
        "appoint",
    ];
    let lower = statement.to_lowercase();
    let acts = ACTS.iter().any(|act| lower.contains(act));
    let firm = slots.iter().any(|slot| {
        matches!(
            slot.value,
            ProposedValue::Date(..)
                | ProposedValue::Resolution { .. }
                | ProposedValue::Number { .. }
                | ProposedValue::Article { .. }
        )
    });
    match kind {
        ProposalKind::Definition | ProposalKind::LegalBasis | ProposalKind::Signature => 3,
        _ if acts && firm && confidence >= i32::from(CUT) => 3,
        _ if confidence < i32::from(CUT) => 1,
        _ => 2,
    }
}

/// What a passage takes from the worth of all its blanks.
pub(super) fn passage_penalty(passage: &Passage) -> i32 {
    let length = passage.statement.split_whitespace().count();
    let long = match length {
        0..=5 => 20,
        6..=8 => 4,
        9..=38 => 0,
        39..=50 => 4,
        51..=65 => 9,
        _ => 14,
    };
    let standing = match passage.standing {
        Standing::Alone => 0,
        Standing::Loose => 5,
        Standing::InSection => 6,
        Standing::AfterPrevious => 20,
    };
    let context = match passage.context {
        0 => 0,
        1 => 5,
        _ => 11,
    };
    let lower = passage.statement.to_lowercase();
    let inner = if lower.contains("subsection (")
        || lower.contains("paragraph (")
        || lower.starts_with("subsection")
        || lower.starts_with("paragraph")
    {
        12
    } else {
        0
    };
    long + standing + context + inner + vague(&passage.statement)
}

/// Sentences of hopes and praise hold few facts.
fn vague(text: &str) -> i32 {
    const WORDS: &[&str] = &[
        " we ",
        "we ",
        " our ",
        " you ",
        "contribute to addressing",
        "for example",
        "some ",
        "many ",
        "arguably",
        "perhaps",
        "might ",
        "could ",
        "very ",
        "in recent years",
    ];
    let lower = text.to_lowercase();
    let count = WORDS.iter().filter(|word| lower.contains(*word)).count();
    i32::try_from(count.min(3)).unwrap_or(0) * 4
}
