//! What an author writes at a prompt or in a line, made into a note: its kind, its id, and whether it is there already.

use std::collections::{BTreeSet, HashSet};

use thiserror::Error;

use super::cloze::{self, ClozeFault};
use super::{quick, reverse};
use crate::answer::normalise;
use crate::model::{
    Ask, Choice, Common, DeckId, EntryId, IdError, Item, Kind, Note, Question, Reverse, SideId, Source,
    TypedRule,
};

/// Why a draft makes no card.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DraftFault {
    /// Nothing is asked.
    #[error("no question")]
    NoQuestion,
    /// Nothing is answered.
    #[error("no answer")]
    NoAnswer,
    /// A card of this kind has one answer.
    #[error("a card of the kind {} has one answer; {given} are given", kind.name())]
    OneAnswer {
        /// The kind.
        kind: Kind,
        /// How many there are.
        given: usize,
    },
    /// Only a choice has wrong options.
    #[error("wrong options make a choice, and the kind is {}", kind.name())]
    WrongOptions {
        /// The kind.
        kind: Kind,
    },
    /// A choice without wrong options.
    #[error("a choice needs at least one wrong option")]
    NoWrong,
    /// A wrong option is right.
    #[error("\"{text}\" is both right and wrong")]
    BothWays {
        /// The option.
        text: String,
    },
    /// A list or an order with fewer than two items.
    #[error("a card of the kind {} needs at least two items", kind.name())]
    FewItems {
        /// The kind.
        kind: Kind,
    },
    /// A statement is neither true nor false.
    #[error("\"{given}\" is neither true nor false")]
    Truth {
        /// What was given.
        given: String,
    },
    /// A text with blanks has an answer beside them.
    #[error("the answers of a cloze are its blanks: no other answer is taken")]
    ClozeAnswer,
    /// A text without blanks.
    #[error("no blank: put what is to be hidden into double braces, as in Fire needs {{{{heat}}}}")]
    NoBlank,
    /// The blanks are at fault.
    #[error(transparent)]
    Blank(#[from] ClozeFault),
    /// Too long to be turned round.
    #[error("question or answer is too long to be turned round: at most {} words each", reverse::MOST_WORDS)]
    TooLong,
}

/// A card as its author gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What kind of card; [`Kind::Reverse`] asks both ways.
    pub kind: Kind,
    /// The question, the statement, or the text with blanks.
    pub question: String,
    /// The answers, or the items; of a statement `true` or `false`.
    pub answers: Vec<String>,
    /// Wrong options.
    pub wrong: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Shown after the answer.
    pub why: Option<String>,
    /// Where the answer stands, in words.
    pub source: Option<String>,
}

impl Draft {
    /// An empty one of that kind.
    #[must_use]
    pub const fn new(kind: Kind) -> Self {
        Self {
            kind,
            question: String::new(),
            answers: Vec::new(),
            wrong: Vec::new(),
            tags: Vec::new(),
            why: None,
            source: None,
        }
    }

    /// What it asks.
    ///
    /// # Errors
    /// The first thing that is missing or too much.
    pub fn ask(&self) -> Result<Ask, DraftFault> {
        let question = self.question.trim().to_owned();
        if question.is_empty() {
            return Err(DraftFault::NoQuestion);
        }
        if !self.wrong.is_empty() && self.kind != Kind::Choice {
            return Err(DraftFault::WrongOptions { kind: self.kind });
        }
        match self.kind {
            Kind::Basic => Ok(Ask::Basic { question, answer: self.one()?, reverse: None }),
            Kind::Reverse => {
                let answer = self.one()?;
                if !reverse::both_short(&question, &answer) {
                    return Err(DraftFault::TooLong);
                }
                Ok(Ask::Basic { question, answer, reverse: Some(Reverse::Swap) })
            }
            Kind::Typed => {
                let accept = self.answers.clone();
                if accept.is_empty() {
                    return Err(DraftFault::NoAnswer);
                }
                Ok(Ask::Typed { question, accept, rule: TypedRule::default(), reverse: None })
            }
            Kind::Choice => self.choice(question),
            Kind::TrueFalse => {
                let given = self.one()?;
                let truth = truth(&given).ok_or(DraftFault::Truth { given })?;
                Ok(Ask::TrueFalse { statement: question, truth })
            }
            Kind::List => Ok(Ask::List { question, items: self.items()? }),
            Kind::Order => Ok(Ask::Order { question, items: self.items()? }),
            Kind::Cloze => self.cloze(&question),
        }
    }

    fn one(&self) -> Result<String, DraftFault> {
        match &self.answers[..] {
            [] => Err(DraftFault::NoAnswer),
            [answer] => Ok(answer.clone()),
            several => Err(DraftFault::OneAnswer { kind: self.kind, given: several.len() }),
        }
    }

    fn choice(&self, question: String) -> Result<Ask, DraftFault> {
        if self.answers.is_empty() {
            return Err(DraftFault::NoAnswer);
        }
        if self.wrong.is_empty() {
            return Err(DraftFault::NoWrong);
        }
        let rights: HashSet<String> = self.answers.iter().map(|text| normalise(text)).collect();
        if let Some(text) = self.wrong.iter().find(|text| rights.contains(&normalise(text))) {
            return Err(DraftFault::BothWays { text: text.clone() });
        }
        let option = |right| move |text: &String| Choice { text: text.clone(), right, why: None };
        let options =
            self.answers.iter().map(option(true)).chain(self.wrong.iter().map(option(false))).collect();
        Ok(Ask::Choice { question, options })
    }

    fn items(&self) -> Result<Vec<Item>, DraftFault> {
        if self.answers.len() < 2 {
            return Err(DraftFault::FewItems { kind: self.kind });
        }
        Ok(self.answers.iter().map(|text| Item { text: text.clone(), aliases: Vec::new() }).collect())
    }

    fn cloze(&self, text: &str) -> Result<Ask, DraftFault> {
        if !self.answers.is_empty() {
            return Err(DraftFault::ClozeAnswer);
        }
        if !cloze::has_blank(text) {
            return Err(DraftFault::NoBlank);
        }
        let text = cloze::parse(text).map_err(|(_, fault)| fault)?;
        Ok(Ask::Cloze { question: None, text })
    }

    /// The note.
    ///
    /// # Errors
    /// See [`Draft::ask`].
    pub fn note(&self, id: EntryId) -> Result<Note, DraftFault> {
        Ok(note_of(id, self.ask()?, self.common()))
    }

    /// What it has beside what it asks.
    #[must_use]
    pub fn common(&self) -> Common {
        let source = self.source.clone().map(|text| Source { text: Some(text), ..Source::default() });
        Common { why: self.why.clone(), tags: self.tags.clone(), source, ..Common::default() }
    }
}

/// What a person means by true or false.
#[must_use]
pub fn truth(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "t" | "true" => Some(true),
        "f" | "false" => Some(false),
        _ => None,
    }
}

/// A note that asks one thing.
#[must_use]
pub fn note_of(id: EntryId, ask: Ask, common: Common) -> Note {
    let question = Question { side: None, common: Common::default(), ask };
    Note { id, group: None, common, questions: vec![question], from: None }
}

/// What a note asks, as one text: what its id is made from.
#[must_use]
pub fn words_of(ask: &Ask) -> String {
    match ask {
        Ask::Basic { question, .. }
        | Ask::Typed { question, .. }
        | Ask::Choice { question, .. }
        | Ask::List { question, .. }
        | Ask::Order { question, .. } => question.clone(),
        Ask::TrueFalse { statement, .. } => statement.clone(),
        Ask::Cloze { text, .. } => text.revealed(),
    }
}

/// An id is made of no more words than this.
const ID_WORDS: usize = 3;
/// And no more letters, hyphens included.
const ID_LETTERS: usize = 24;

/// Words that say little of what is asked.
const SMALL_WORDS: &str = "a an and any are as at be been before by can could did do does done each for from had has have how \
     if in into is it its many may much must name of on one or out shall should so such than that the their them \
     then there these they this those to under up upon used was we were what when where which while who whom \
     whose why will with would you your";

fn is_small(word: &str) -> bool {
    SMALL_WORDS.split_whitespace().any(|small| small == word)
}

/// A short id made from what is asked, which none of `taken` is: its telling words, and a number where they are taken.
#[must_use]
pub fn id_for(question: &str, taken: &HashSet<EntryId>) -> EntryId {
    let slug = short_slug(question);
    let mut number = 1;
    loop {
        let text = if number == 1 { slug.to_string() } else { format!("{slug}-{number}") };
        if let Ok(id) = EntryId::new(text)
            && !taken.contains(&id)
        {
            return id;
        }
        number += 1;
    }
}

/// The id of a deck of that title.
///
/// # Errors
/// Never for a text that has anything to show: its slug has the form of an id.
pub fn deck_id_for(title: &str) -> Result<DeckId, IdError> {
    DeckId::new(cloze::slug(title).as_str())
}

fn short_slug(question: &str) -> SideId {
    let letters: String =
        question.chars().map(|c| if c.is_alphanumeric() || "'’".contains(c) { c } else { ' ' }).collect();
    let telling: Vec<&str> =
        letters.split_whitespace().filter(|word| !is_small(&word.to_lowercase())).collect();
    let mut kept: Vec<&str> = Vec::new();
    let mut length = 0;
    for word in telling.iter().take(ID_WORDS) {
        let more = word.chars().count() + usize::from(!kept.is_empty());
        if !kept.is_empty() && length + more > ID_LETTERS {
            break;
        }
        length += more;
        kept.push(word);
    }
    if kept.is_empty() { cloze::slug(question) } else { cloze::slug(&kept.join(" ")) }
}

/// How a line of a question reads where it is short enough to stand under `[quick]`; none where it needs a card.
///
/// What it reads back to is what it was: signs that mean something in such a line are escaped.
#[must_use]
pub fn quick_line(ask: &Ask) -> Option<String> {
    let escaped = |text: &str| text.replace("::", "\\::").replace("{{", "\\{{");
    let alternative = |text: &str| escaped(text).replace('|', "\\|");
    let candidates: Vec<String> = match ask {
        Ask::Basic { question, answer, reverse } => {
            let colons = match reverse {
                None => "::",
                Some(Reverse::Swap) => ":::",
                Some(Reverse::Prompt(_)) => return None,
            };
            let answer = if matches!(answer.as_str(), "true" | "false") {
                format!("\"{answer}\"")
            } else {
                answer.clone()
            };
            let signed = match answer.strip_prefix('=') {
                Some(rest) => format!("\\={}", escaped(rest)),
                None => escaped(&answer),
            };
            vec![format!("{question} {colons} {answer}"), format!("{} {colons} {signed}", escaped(question))]
        }
        Ask::Typed { question, accept, rule, reverse: None } if *rule == TypedRule::default() => {
            let plain = accept.join(" | ");
            let signed: Vec<String> = accept.iter().map(|text| alternative(text)).collect();
            vec![
                format!("{question} :: ={plain}"),
                format!("{} :: ={}", escaped(question), signed.join(" | ")),
            ]
        }
        Ask::TrueFalse { statement, truth } => {
            vec![format!("{statement} :: {truth}"), format!("{} :: {truth}", escaped(statement))]
        }
        Ask::Cloze { question: None, text } => vec![cloze::render(text)],
        _ => return None,
    };
    candidates.into_iter().find(|line| is_line(line) && quick::parse(line).as_ref() == Ok(ask))
}

/// A longer line is hard to read in an editor.
const LONGEST_LINE: usize = 140;

fn is_line(line: &str) -> bool {
    line.chars().count() <= LONGEST_LINE && !line.chars().any(char::is_control)
}

/// What is asked, ready to be compared with other questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    normal: String,
    telling: BTreeSet<String>,
}

/// From so many letters on, a word may have a slip and still be the same.
const SLIP_FROM: usize = 5;
/// From so many telling words on, one more on one side makes no other question.
const ONE_MORE_FROM: usize = 4;

impl Wording {
    /// The wording of a question.
    #[must_use]
    pub fn of(question: &str) -> Self {
        let normal = normalise(question);
        let telling = normal
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty() && !is_small(word))
            .map(str::to_owned)
            .collect();
        Self { normal, telling }
    }

    /// Whether both ask nearly the same: the same telling words but for slips and endings, or one word more. Another
    /// number or another name is another question.
    #[must_use]
    pub fn nearly(&self, other: &Self) -> bool {
        if self.normal == other.normal {
            return true;
        }
        if self.telling.is_empty() || self.telling.len().abs_diff(other.telling.len()) > 1 {
            return false;
        }
        let mut own: Vec<&String> = self.telling.difference(&other.telling).collect();
        let mut others: Vec<&String> = other.telling.difference(&self.telling).collect();
        own.retain(|word| {
            let twin = others.iter().position(|other| same_word(word, other));
            twin.map(|place| others.swap_remove(place)).is_none()
        });
        let numbers = own.iter().chain(&others).any(|word| word.chars().any(char::is_numeric));
        let shared = self.telling.len() - own.len();
        let one_more = own.len() + others.len() == 1 && shared >= ONE_MORE_FROM;
        !numbers && (own.is_empty() && others.is_empty() || one_more)
    }
}

/// Whether two words are one but for a slip or an ending.
fn same_word(a: &str, b: &str) -> bool {
    let digits = |word: &str| word.chars().any(char::is_numeric);
    let (shorter, longer) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let inflected = shorter.chars().count() >= 3
        && longer
            .strip_prefix(shorter)
            .is_some_and(|ending| matches!(ending, "s" | "es" | "d" | "ed" | "ing"));
    !digits(a)
        && !digits(b)
        && (inflected || (shorter.chars().count() >= SLIP_FROM && strsim::osa_distance(a, b) <= 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(kind: Kind, question: &str, answers: &[&str], wrong: &[&str]) -> Draft {
        let texts = |texts: &[&str]| texts.iter().map(ToString::to_string).collect();
        Draft {
            question: question.to_owned(),
            answers: texts(answers),
            wrong: texts(wrong),
            ..Draft::new(kind)
        }
    }

    #[test]
    fn ids_are_short_and_telling() {
        let taken = HashSet::new();
        for (question, id) in [
            ("What do you do first on finding a fire?", "first-finding-fire"),
            ("Which extinguisher is for burning cooking oil?", "extinguisher-burning"),
            ("Capital of Norway", "capital-norway"),
            ("When was NATO's first Secretary General appointed?", "natos-first-secretary"),
            ("Was ist Öl?", "ist-ol"),
            ("What is it?", "what-is-it"),
            ("2 + 2?", "2-2"),
        ] {
            assert_eq!(id_for(question, &taken).as_str(), id, "{question}");
        }
        let id = id_for("首都はどこですか", &taken);
        assert!(id.as_str().starts_with('b') && id.as_str().len() == 9, "{id}");
    }

    #[test]
    fn a_taken_id_gets_a_number() {
        let mut taken = HashSet::new();
        for expected in ["capital-norway", "capital-norway-2", "capital-norway-3"] {
            let id = id_for("Capital of Norway?", &taken);
            assert_eq!(id.as_str(), expected);
            taken.insert(id);
        }
    }

    #[test]
    fn every_kind_has_a_draft_and_faults_are_named() {
        for draft in [
            draft(Kind::Basic, "Q?", &["a"], &[]),
            draft(Kind::Reverse, "Norway", &["Oslo"], &[]),
            draft(Kind::Typed, "Q?", &["a", "b"], &[]),
            draft(Kind::Choice, "Q?", &["a"], &["b"]),
            draft(Kind::TrueFalse, "Q.", &["F"], &[]),
            draft(Kind::List, "Q?", &["a", "b"], &[]),
            draft(Kind::Order, "Q?", &["a", "b"], &[]),
            draft(Kind::Cloze, "Fire needs {{heat}}.", &[], &[]),
        ] {
            assert!(draft.ask().is_ok(), "{draft:?}");
        }
        let long = "one two three four five six seven eight nine";
        for (draft, fault) in [
            (draft(Kind::Basic, " ", &["a"], &[]), DraftFault::NoQuestion),
            (draft(Kind::Basic, "Q?", &[], &[]), DraftFault::NoAnswer),
            (
                draft(Kind::Basic, "Q?", &["a", "b"], &[]),
                DraftFault::OneAnswer { kind: Kind::Basic, given: 2 },
            ),
            (draft(Kind::Typed, "Q?", &["a"], &["b"]), DraftFault::WrongOptions { kind: Kind::Typed }),
            (draft(Kind::Choice, "Q?", &["a"], &[]), DraftFault::NoWrong),
            (draft(Kind::Choice, "Q?", &["The A"], &["a", "a."]), DraftFault::BothWays { text: "a".into() }),
            (draft(Kind::TrueFalse, "Q.", &["maybe"], &[]), DraftFault::Truth { given: "maybe".into() }),
            (draft(Kind::List, "Q?", &["a"], &[]), DraftFault::FewItems { kind: Kind::List }),
            (draft(Kind::Cloze, "No blank", &[], &[]), DraftFault::NoBlank),
            (draft(Kind::Cloze, "A {{b}}", &["b"], &[]), DraftFault::ClozeAnswer),
            (draft(Kind::Reverse, "Q?", &[long], &[]), DraftFault::TooLong),
        ] {
            assert_eq!(draft.ask(), Err(fault));
        }
    }

    #[test]
    fn a_quick_line_reads_back_to_what_it_was() {
        for (draft, line) in [
            (draft(Kind::Basic, "Q?", &["a"], &[]), Some("Q? :: a")),
            (draft(Kind::Reverse, "Norway", &["Oslo"], &[]), Some("Norway ::: Oslo")),
            (draft(Kind::Typed, "Q?", &["112", "one"], &[]), Some("Q? :: =112 | one")),
            (draft(Kind::Typed, "Q?", &["a | b"], &[]), Some("Q? :: =a \\| b")),
            (draft(Kind::Basic, "What is x :: y?", &["a"], &[]), Some("What is x \\:: y? :: a")),
            (draft(Kind::Basic, "Sign?", &["=x"], &[]), Some("Sign? :: \\=x")),
            (draft(Kind::Basic, "Loop?", &["false"], &[]), Some("Loop? :: \"false\"")),
            (draft(Kind::Basic, "Braces {{x}}", &["a"], &[]), Some("Braces \\{{x}} :: a")),
            (draft(Kind::TrueFalse, "Lifts.", &["t"], &[]), Some("Lifts. :: true")),
            (draft(Kind::Cloze, "Needs {{heat}}.", &[], &[]), Some("Needs {{heat}}.")),
            (draft(Kind::Basic, "Two\nlines", &["a"], &[]), None),
            (draft(Kind::List, "Q?", &["a", "b"], &[]), None),
        ] {
            assert_eq!(quick_line(&draft.ask().unwrap()).as_deref(), line);
        }
    }

    #[test]
    fn near_duplicates_are_told_from_other_questions() {
        let nearly = |a: &str, b: &str| Wording::of(a).nearly(&Wording::of(b));
        for (a, b) in [
            ("What do you do first on finding a fire?", "what do you do first on finding a fire"),
            (
                "Which organ does the Secretariat recieve orders from?",
                "Which organ does the Secretariat receive orders from?",
            ),
            ("Where were the treaties signed?", "Where was the treaty signed?"),
            (
                "Which extinguisher is for burning cooking oil?",
                "Which extinguisher is used for burning oil in cooking?",
            ),
            ("Who commands the rapid reaction corps?", "Who commands the allied rapid reaction corps?"),
        ] {
            let wanted = !a.starts_with("Where were");
            assert_eq!(nearly(a, b), wanted, "{a} / {b}");
            assert_eq!(nearly(b, a), wanted, "{b} / {a}");
        }
        for (a, b) in [
            ("Capital of Norway?", "Capital of Sweden?"),
            ("What did Resolution 1244 decide?", "What did Resolution 1245 decide?"),
            ("When was the treaty signed?", "Where did the treaty enter into force?"),
            ("Oil?", "Foam?"),
        ] {
            assert!(!nearly(a, b), "{a} / {b}");
        }
    }
}
