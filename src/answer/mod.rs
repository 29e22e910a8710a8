//! Is this typed answer right, and where does it differ.
//!
//! Pure functions of what the author accepts and what was typed; the result is data, for others to show.
//! Knows no terminal, no deck format and no schedule.

mod compare;
mod date;
mod diff;
mod list;
mod normalise;
mod number;
mod pattern;
mod reference;

#[cfg(test)]
mod tests;

use std::fmt;

pub use date::DateForm;
pub use diff::{DiffPart, diff};
pub use list::{ChoiceJudgement, ListJudgement, OrderJudgement, judge_choice, judge_list, judge_order};
pub use normalise::normalise;
pub use number::{cardinal_below_hundred, number_in_words};

use crate::model::{Grade, TypedRule};

/// What an answer is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Something else.
    Wrong,
    /// Meant right, but not quite.
    Near,
    /// Right.
    Right,
}

impl Verdict {
    /// The name in small letters.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wrong => "wrong",
            Self::Near => "near",
            Self::Right => "right",
        }
    }

    /// The grade it suggests; the learner can always overrule.
    #[must_use]
    pub const fn suggested(self) -> Grade {
        match self {
            Self::Wrong => Grade::Again,
            Self::Near => Grade::Hard,
            Self::Right => Grade::Good,
        }
    }
}

/// Why an answer is not quite right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Remark {
    /// So many letters are off.
    Typo(usize),
    /// Only accents differ.
    Accents,
    /// Only blanks, hyphens, apostrophes or light marks differ.
    Spacing,
    /// Raised or lowered signs were typed plainly, or the other way round.
    Superscript,
    /// The same date or reference, with less said.
    LessPrecise,
    /// The same date, with more said than the answer knows.
    MorePrecise,
    /// The number without its unit.
    UnitMissing,
    /// The number with a unit that the answer has not.
    UnitAdded,
    /// A numeric date that can be read as another day.
    AmbiguousOrder,
    /// A year of two digits.
    ShortYear,
    /// A number with separators in odd places.
    OddSeparators,
    /// Said to be about right where the answer is exact, or the other way round.
    Approximate,
    /// An ordinal for a number, or the other way round.
    Ordinal,
    /// Only what the author put in parentheses.
    Aside,
    /// Another date.
    OtherDate,
    /// Another number.
    OtherNumber,
    /// The right number with another unit.
    OtherUnit,
    /// Another resolution or article.
    OtherReference,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Typo(1) => "one letter off",
            Self::Typo(letters) => return write!(f, "{letters} letters off"),
            Self::Accents => "accents differ",
            Self::Spacing => "blanks or marks differ",
            Self::Superscript => "raised or lowered signs differ",
            Self::LessPrecise => "less precise",
            Self::MorePrecise => "more precise than the answer",
            Self::UnitMissing => "unit missing",
            Self::UnitAdded => "unit not in the answer",
            Self::AmbiguousOrder => "day and month could be read either way",
            Self::ShortYear => "year in two digits",
            Self::OddSeparators => "odd separators",
            Self::Approximate => "exact or approximate differs",
            Self::Ordinal => "number and ordinal differ",
            Self::Aside => "only the part in parentheses",
            Self::OtherDate => "another date",
            Self::OtherNumber => "another number",
            Self::OtherUnit => "another unit",
            Self::OtherReference => "another number of the reference",
        })
    }
}

/// The judgement on one typed answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// What it is worth.
    pub verdict: Verdict,
    /// The grade that suggests.
    pub suggested: Grade,
    /// The accepted answer it was held against.
    pub expected: String,
    /// From what was typed to what was expected.
    pub diff: Vec<DiffPart>,
    /// Why it is not quite right, where that can be said.
    pub remark: Option<Remark>,
    /// The other accepted answers.
    pub also: Vec<String>,
}

/// Judges what was typed against all that is accepted: the best verdict counts.
///
/// A wrong answer is held against the first accepted one, unless it misses another by something that can be named.
#[must_use]
pub fn judge(accept: &[String], rule: &TypedRule, typed: &str) -> Judgement {
    let mut best = (Outcome::wrong(None), 0);
    for (index, accepted) in accept.iter().enumerate() {
        let outcome = judge_one(accepted, rule, typed);
        if outcome.verdict > best.0.verdict {
            best = (outcome, index);
        } else if best.0 == Outcome::wrong(None) && index == 0 {
            best.0 = outcome;
        }
    }
    let (Outcome { verdict, remark }, index) = best;
    let expected = accept.get(index).map(|text| text.trim().to_owned()).unwrap_or_default();
    let diff = diff(typed.trim(), &expected);
    let also = accept.iter().enumerate().filter(|(i, _)| *i != index).map(|(_, text)| text.clone()).collect();
    Judgement { verdict, suggested: verdict.suggested(), expected, diff, remark, also }
}

/// A verdict with its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Outcome {
    verdict: Verdict,
    remark: Option<Remark>,
}

impl Outcome {
    const RIGHT: Self = Self { verdict: Verdict::Right, remark: None };

    const fn near(remark: Remark) -> Self {
        Self { verdict: Verdict::Near, remark: Some(remark) }
    }

    const fn wrong(remark: Option<Remark>) -> Self {
        Self { verdict: Verdict::Wrong, remark }
    }

    /// The better of two; of equals the first.
    fn or(self, other: Self) -> Self {
        let better = other.verdict > self.verdict
            || (other.verdict == self.verdict && self.remark.is_none() && other.remark.is_some());
        if better { other } else { self }
    }
}

fn judge_one(accepted: &str, rule: &TypedRule, typed: &str) -> Outcome {
    if typed.trim().is_empty() {
        return Outcome::wrong(None);
    }
    if rule.exact {
        let same = normalise::composed(accepted.trim()) == normalise::composed(typed.trim());
        return if same { Outcome::RIGHT } else { Outcome::wrong(None) };
    }
    let readings = pattern::readings(accepted);
    let whole = readings
        .full
        .iter()
        .map(|reading| compare::compare(reading, rule, typed))
        .fold(Outcome::wrong(None), Outcome::or);
    let aside = readings.asides.iter().any(|aside| normalise(aside) == normalise(typed));
    if aside { whole.or(Outcome::near(Remark::Aside)) } else { whole }
}
