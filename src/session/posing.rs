//! In which form a quiz puts a card: as it is, typed, as a choice, as a statement to judge.
//!
//! Only what the program can judge is asked, and nothing is made up: wrong options are the author's own, those of the
//! card's fact, or answers of other cards of the deck that are plainly of the same sort.

use crate::answer::{DateForm, normalise};
use crate::facts::{self, Presentation};
use crate::model::{Card, Choice, Content, Piece, TypedRule};
use crate::schedule::fnv1a64;

/// The form of the questions of a quiz.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One of several options.
    Choice,
    /// A typed answer.
    Typed,
    /// A statement to judge.
    TrueFalse,
    /// Any of these, and lists and orders as they are.
    Any,
}

/// An answer of more words is not asked to be typed: too many wordings would be right.
const MOST_TYPED_WORDS: usize = 5;
/// At most so many wrong options stand beside the right one.
const MOST_WRONG: usize = 3;
/// Fewer make no choice.
const FEWEST_WRONG: usize = 2;

/// The card in that form; none where it cannot honestly be put so. `puts` are the presentations of its fact, `deck` the
/// other cards of its deck.
#[must_use]
pub fn pose(card: &Card, form: Form, puts: &[Presentation], deck: &[&Card], seed: u64) -> Option<Card> {
    match form {
        Form::Choice => choice(card, puts, deck, seed),
        Form::Typed => typed(card),
        Form::TrueFalse => statement(card, puts),
        Form::Any => any(card, puts, deck, seed),
    }
}

/// One of the forms that the card can take, by chance.
fn any(card: &Card, puts: &[Presentation], deck: &[&Card], seed: u64) -> Option<Card> {
    if matches!(card.content, Content::List { .. } | Content::Order { .. }) {
        return Some(card.clone());
    }
    let mut forms: Vec<Card> =
        [choice(card, puts, deck, seed), typed(card), statement(card, puts)].into_iter().flatten().collect();
    let count = forms.len() as u64;
    (count > 0).then(|| {
        let place = mixed(seed, &format!("{}/form", card.key)) % count;
        #[expect(clippy::cast_possible_truncation, reason = "below the three forms there are")]
        forms.swap_remove(place as usize)
    })
}

fn with(card: &Card, content: Content) -> Card {
    Card { content, ..card.clone() }
}

fn typed(card: &Card) -> Option<Card> {
    match &card.content {
        Content::Typed { .. } => Some(card.clone()),
        Content::Basic { question, answer } | Content::Reverse { question, answer } => {
            is_short(answer).then(|| {
                let (question, accept) = (question.clone(), vec![answer.clone()]);
                with(card, Content::Typed { question, accept, rule: TypedRule::default() })
            })
        }
        Content::Cloze { question, text, blank } => {
            text.blank(blank).filter(|hidden| is_short(&hidden.text))?;
            let mut text = text.clone();
            for piece in &mut text.pieces {
                if let Piece::Blank(hidden) = piece
                    && hidden.name == *blank
                {
                    hidden.typed = true;
                }
            }
            Some(with(card, Content::Cloze { question: question.clone(), text, blank: blank.clone() }))
        }
        _ => None,
    }
}

fn is_short(answer: &str) -> bool {
    !answer.trim().contains('\n') && answer.split_whitespace().count() <= MOST_TYPED_WORDS
}

fn statement(card: &Card, puts: &[Presentation]) -> Option<Card> {
    if matches!(card.content, Content::TrueFalse { .. }) {
        return Some(card.clone());
    }
    puts.iter().find_map(|put| match &put.form {
        facts::Form::TrueFalse { truth } => {
            let content = Content::TrueFalse { statement: put.question.clone(), truth: *truth };
            let why = if *truth { card.why.clone() } else { in_fact(card) };
            Some(Card { why, ..with(card, content) })
        }
        facts::Form::Choice { .. } => None,
    })
}

/// What is right where the statement was false: the verdict alone teaches nothing.
fn in_fact(card: &Card) -> Option<String> {
    let right = card.answers().into_iter().next()?;
    let told = format!("In fact: {}.", right.trim_end_matches('.'));
    Some(card.why.as_ref().map_or_else(|| told.clone(), |why| format!("{told} {why}")))
}

fn choice(card: &Card, puts: &[Presentation], deck: &[&Card], seed: u64) -> Option<Card> {
    if matches!(card.content, Content::Choice { .. }) {
        return Some(card.clone());
    }
    let put = puts.iter().find_map(|put| match &put.form {
        facts::Form::Choice { options } => {
            let content = Content::Choice { question: put.question.clone(), options: options.clone() };
            Some(with(card, content))
        }
        facts::Form::TrueFalse { .. } => None,
    });
    put.or_else(|| among_others(card, deck, seed))
}

/// The card as a choice among the answers of other cards of the same sort.
fn among_others(card: &Card, deck: &[&Card], seed: u64) -> Option<Card> {
    let (question, right) = asked(card)?;
    let sort = Sort::of(&right);
    let told = normalise(&question);
    let mut others: Vec<(u64, u64, String)> = Vec::new();
    for other in deck.iter().filter(|other| other.key.entry != card.key.entry) {
        let Some((other_question, answer)) = asked(other) else { continue };
        let comparable = match sort {
            Some(_) => Sort::of(&answer) == sort,
            None => {
                Sort::of(&answer).is_none()
                    && same_group(card, other)
                    && asked_alike(&question, &other_question)
            }
        };
        let normal = normalise(&answer);
        let open = comparable
            && !alike(&answer, &right)
            && !told.contains(&normal)
            && !others.iter().any(|(_, _, known)| alike(known, &answer));
        if open {
            let distance = sort.as_ref().map_or(0, |sort| sort.distance(&right, &answer));
            others.push((distance, mixed(seed, &format!("{}/{answer}", card.key)), answer));
        }
    }
    if others.len() < FEWEST_WRONG {
        return None;
    }
    others.sort();
    let wrong = others.into_iter().take(MOST_WRONG).map(|(_, _, text)| text);
    let option = |right| move |text| Choice { text, right, why: None };
    let options = std::iter::once(right).map(option(true)).chain(wrong.map(option(false))).collect();
    Some(with(card, Content::Choice { question, options }))
}

/// The question and the one answer of a card that has such.
fn asked(card: &Card) -> Option<(String, String)> {
    match &card.content {
        Content::Basic { question, answer } | Content::Reverse { question, answer } => {
            Some((question.clone(), answer.clone()))
        }
        Content::Typed { question, accept, .. } => Some((question.clone(), accept.first()?.clone())),
        _ => None,
    }
}

/// Whether an author has put both into one group.
fn same_group(card: &Card, other: &Card) -> bool {
    card.group.is_some() && card.group == other.group
}

/// Whether both questions begin alike (`Which organ elects`): then their answers are of one sort.
fn asked_alike(a: &str, b: &str) -> bool {
    const WORDS: usize = 2;
    let head = |text: &str| text.split_whitespace().take(WORDS).map(str::to_lowercase).collect::<Vec<_>>();
    head(a).len() == WORDS && head(a) == head(b)
}

/// Whether two answers could pass for one another: one holds the words of the other.
fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (format!(" {} ", normalise(a)), format!(" {} ", normalise(b)));
    a.contains(&b) || b.contains(&a)
}

/// A sort of answers that is plain from their form.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sort {
    /// A date, by the parts it has: year, month, day.
    Date(bool, bool, bool),
    /// A number, with what stands behind it.
    Number(String),
}

impl Sort {
    fn of(answer: &str) -> Option<Self> {
        let normal = normalise(answer);
        if let Some(form) = date(&normal) {
            return Some(Self::Date(form.year.is_some(), form.month.is_some(), form.day.is_some()));
        }
        let (_, unit) = number(&normal)?;
        Some(Self::Number(unit.to_owned()))
    }

    /// How far two answers of this sort are from each other: in days, or in thousandths of the ratio's logarithm.
    fn distance(&self, a: &str, b: &str) -> u64 {
        let (a, b) = (normalise(a), normalise(b));
        match self {
            Self::Date(..) => {
                let days = |form: DateForm| {
                    i64::from(form.year.unwrap_or(0)) * 372
                        + i64::from(form.month.unwrap_or(0)) * 31
                        + i64::from(form.day.unwrap_or(0))
                };
                date(&a).zip(date(&b)).map_or(u64::MAX, |(a, b)| days(a).abs_diff(days(b)))
            }
            Self::Number(_) => match (number(&a), number(&b)) {
                (Some((a, _)), Some((b, _))) if a > 0.0 && b > 0.0 => {
                    #[expect(
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        reason = "a logarithm of finite numbers is small, and its size is taken"
                    )]
                    let far = ((b / a).ln().abs() * 1000.0) as u64;
                    far
                }
                _ => u64::MAX,
            },
        }
    }
}

/// A date that can be read one way only. A bare number is one where it looks like a year.
fn date(normal: &str) -> Option<DateForm> {
    match &DateForm::read(normal)[..] {
        [form] if !form.ambiguous && !form.short_year => Some(*form),
        _ => None,
    }
}

/// A number at the beginning, and what stands behind it.
fn number(normal: &str) -> Option<(f64, &str)> {
    let end = normal.find(|c: char| !(c.is_ascii_digit() || ".,".contains(c))).unwrap_or(normal.len());
    let value: f64 = normal[..end].replace(',', "").parse().ok()?;
    Some((value, normal[end..].trim()))
}

fn mixed(seed: u64, text: &str) -> u64 {
    let mut bytes = seed.to_le_bytes().to_vec();
    bytes.extend(text.bytes());
    fnv1a64(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck;

    fn cards(lines: &str) -> Vec<Card> {
        let source = format!("format = 1\nid = \"d\"\n{lines}\n");
        let parsed = deck::parse("d.toml", &source);
        parsed.deck.unwrap_or_else(|| panic!("{:?}", parsed.diagnostics)).cards
    }

    fn posed(lines: &str, form: Form) -> Option<Card> {
        let cards = cards(lines);
        let others: Vec<&Card> = cards.iter().collect();
        pose(&cards[0], form, &[], &others, 1)
    }

    fn options(lines: &str) -> Option<Vec<String>> {
        match posed(lines, Form::Choice)?.content {
            Content::Choice { options, .. } => Some(options.into_iter().map(|option| option.text).collect()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_short_answer_is_typed_and_a_long_one_is_not() {
        let short = posed("[quick]\na = \"Q? :: Raise the alarm\"", Form::Typed).unwrap();
        assert!(matches!(short.content, Content::Typed { .. }));
        let long = "[quick]\na = \"Q? :: Raise the alarm and then leave the house\"";
        assert_eq!(posed(long, Form::Typed), None);
        assert_eq!(posed(long, Form::Any), None);
        let cloze = posed("[quick]\na = \"Fire needs {{heat}}.\"", Form::Typed).unwrap();
        assert!(
            matches!(&cloze.content, Content::Cloze { text, .. } if text.blanks().all(|blank| blank.typed))
        );
    }

    #[test]
    fn nearest_dates_of_the_same_precision_are_options() {
        let lines = "[quick]\na = \"When A? :: 1949\"\nb = \"When B? :: 1955\"\nc = \"When C? :: 1999\"\n\
                     d = \"When D? :: May 1952\"\ne = \"When E? :: 1966\"\nf = \"When F? :: 1954\"\ng = \"Who? :: Ann\"";
        assert_eq!(options(lines).unwrap(), ["1949", "1954", "1955", "1966"]);
    }

    #[test]
    fn numbers_need_the_same_unit() {
        let lines = "[quick]\na = \"Far? :: 12 km\"\nb = \"Far B? :: 15 km\"\nc = \"Long? :: 12 days\"\nd = \"Far D? :: 30 km\"";
        assert_eq!(options(lines).unwrap(), ["12 km", "15 km", "30 km"]);
        assert_eq!(options("[quick]\na = \"Far? :: 12 km\"\nb = \"B? :: 15 kg\"\nc = \"C? :: 12\""), None);
    }

    #[test]
    fn terms_are_options_only_within_their_group_and_for_like_questions() {
        let group = "[group.organs]\nquick.a = \"Which organ elects A? :: Assembly\"\n\
                     quick.b = \"Which organ elects B? :: Council\"\nquick.c = \"Which organ elects C? :: Court\"\n\
                     quick.d = \"Who leads? :: President\"\n";
        let mut found = options(group).unwrap();
        found.sort();
        assert_eq!(found, ["Assembly", "Council", "Court"]);
        let apart = "[quick]\na = \"Which organ elects A? :: Assembly\"\nb = \"Which organ elects B? :: Council\"\n\
                     c = \"Which organ elects C? :: Court\"\n";
        assert_eq!(options(apart), None);
    }

    #[test]
    fn an_answer_told_in_the_question_or_much_like_the_right_one_is_no_option() {
        let lines = "[group.g]\nquick.a = \"Which body, beside the Court, elects? :: Assembly\"\n\
                     quick.b = \"Which body, B? :: the General Assembly\"\nquick.c = \"Which body, C? :: Court\"\n\
                     quick.d = \"Which body, D? :: Council\"\n";
        assert_eq!(options(lines), None);
    }

    #[test]
    fn cards_that_are_choices_statements_or_lists_stay_so() {
        let choice = "[card.a]\nq = \"Q?\"\na = \"x\"\nwrong = [\"y\"]";
        assert!(posed(choice, Form::Choice).is_some());
        assert_eq!(posed(choice, Form::Typed), None);
        assert!(posed("[quick]\na = \"S. :: false\"", Form::TrueFalse).is_some());
        let list = "[card.a]\nq = \"Q?\"\nitems = [\"x\", \"y\"]";
        assert!(posed(list, Form::Any).is_some());
        assert_eq!(posed(list, Form::Typed), None);
    }
}
