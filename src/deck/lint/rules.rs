//! The rules by name.

/// A rule on how cards are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "`meaning` says it of each")]
pub enum Rule {
    AnswerInQuestion,
    LongestIsKey,
    AbsolutesInDistractors,
    AllOrNoneOfTheAbove,
    NegativeStem,
    OptionsOutOfOrder,
    LongList,
    LongAnswer,
    ThinCloze,
    Duplicate,
    NearDuplicate,
    GivesAway,
    NoSource,
    NoObjective,
}

impl Rule {
    /// All rules, in the order in which they are documented.
    pub const ALL: [Self; 14] = [
        Self::AnswerInQuestion,
        Self::LongestIsKey,
        Self::AbsolutesInDistractors,
        Self::AllOrNoneOfTheAbove,
        Self::NegativeStem,
        Self::OptionsOutOfOrder,
        Self::LongList,
        Self::LongAnswer,
        Self::ThinCloze,
        Self::Duplicate,
        Self::NearDuplicate,
        Self::GivesAway,
        Self::NoSource,
        Self::NoObjective,
    ];

    /// The code in output, in JSON and in `allow`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AnswerInQuestion => "answer-in-question",
            Self::LongestIsKey => "longest-is-key",
            Self::AbsolutesInDistractors => "absolutes-in-distractors",
            Self::AllOrNoneOfTheAbove => "all-or-none-of-the-above",
            Self::NegativeStem => "negative-stem",
            Self::OptionsOutOfOrder => "options-out-of-order",
            Self::LongList => "long-list",
            Self::LongAnswer => "long-answer",
            Self::ThinCloze => "thin-cloze",
            Self::Duplicate => "duplicate",
            Self::NearDuplicate => "near-duplicate",
            Self::GivesAway => "gives-away",
            Self::NoSource => "no-source",
            Self::NoObjective => "no-objective",
        }
    }

    /// The rule of that code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.code() == code)
    }

    /// What a finding means, in a few words.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::AnswerInQuestion => "the question holds its answer",
            Self::LongestIsKey => "the right option stands out by its length",
            Self::AbsolutesInDistractors => "always, never and the like in wrong options only",
            Self::AllOrNoneOfTheAbove => "an option speaks of the other options",
            Self::NegativeStem => "the question asks for what is not so",
            Self::OptionsOutOfOrder => "numbers or dates among the options are not sorted",
            Self::LongList => "a list of more than seven items",
            Self::LongAnswer => "an answer of more than fifteen words",
            Self::ThinCloze => "too few words around a blank",
            Self::Duplicate => "another card asks the same",
            Self::NearDuplicate => "another card asks nearly the same",
            Self::GivesAway => "the question holds the answer of another card",
            Self::NoSource => "no source, where most cards of the deck name one",
            Self::NoObjective => "no objective, where most cards of the deck serve one",
        }
    }
}
