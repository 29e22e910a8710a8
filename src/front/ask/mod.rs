//! General questions to a person: choose, pick several, write, confirm; for every command that asks beside a session.
//!
//! A question is data ([`Choose`], [`Field`], [`DateField`]); an [`Asker`] puts it: on a rich terminal, in plain lines,
//! or to a script in tests. It knows nothing of what is asked for.

mod date;
mod input;
mod plain;
mod rich;

use std::io::{Cursor, Read};

use super::FrontError;
use crate::model::Day;

pub use date::read_day;
pub use input::SharedInput;
pub use plain::PlainAsker;
pub use rich::RichAsker;

/// A list with one thing to choose.
#[derive(Debug, Clone, Copy)]
pub struct Choose<'a> {
    /// What is asked, a few words.
    pub label: &'a str,
    /// What there is to choose from; never empty.
    pub options: &'a [String],
    /// A sentence of help, if one is needed.
    pub help: Option<&'a str>,
    /// The place of the option that is proposed.
    pub start: Option<usize>,
}

impl<'a> Choose<'a> {
    /// A list without help, nothing proposed.
    #[must_use]
    pub const fn new(label: &'a str, options: &'a [String]) -> Self {
        Self { label, options, help: None, start: None }
    }

    /// The same with the option at that place proposed.
    #[must_use]
    pub const fn starting_at(mut self, place: usize) -> Self {
        self.start = Some(place);
        self
    }

    /// The same with a sentence of help.
    #[must_use]
    pub const fn helped(mut self, help: &'a str) -> Self {
        self.help = Some(help);
        self
    }
}

/// Says what is wrong with a text, as a lowercase fragment without a full stop.
pub type Check<'a> = &'a dyn Fn(&str) -> Result<(), String>;

/// A line to write.
#[derive(Clone, Copy)]
pub struct Field<'a> {
    /// What is asked, a few words.
    pub label: &'a str,
    /// What stands there to begin with.
    pub initial: &'a str,
    /// A sentence of help, if one is needed.
    pub help: Option<&'a str>,
    /// What has to hold of the text.
    pub check: Option<Check<'a>>,
    /// Words that complete what is being written, the likeliest first.
    pub words: &'a [String],
    /// Whether several words may be written, with commas between.
    pub several: bool,
}

impl<'a> Field<'a> {
    /// An empty line that may hold anything.
    #[must_use]
    pub const fn new(label: &'a str) -> Self {
        Self { label, initial: "", help: None, check: None, words: &[], several: false }
    }

    /// The same with a text to begin with.
    #[must_use]
    pub const fn beginning_with(mut self, initial: &'a str) -> Self {
        self.initial = initial;
        self
    }

    /// The same with a sentence of help.
    #[must_use]
    pub const fn helped(mut self, help: &'a str) -> Self {
        self.help = Some(help);
        self
    }

    /// The same with something that has to hold.
    #[must_use]
    pub const fn checked(mut self, check: Check<'a>) -> Self {
        self.check = Some(check);
        self
    }

    /// The same with words that complete it; several of them with commas between.
    #[must_use]
    pub const fn completed(mut self, words: &'a [String], several: bool) -> Self {
        self.words = words;
        self.several = several;
        self
    }

    /// What is wrong with a text here.
    fn verdict(&self, text: &str) -> Result<(), String> {
        self.check.map_or(Ok(()), |check| check(text))
    }
}

/// The words that go on from what is written, as whole lines.
fn completions(words: &[String], several: bool, written: &str) -> Vec<String> {
    let (before, last) = match written.rfind(',').filter(|_| several) {
        Some(comma) => written.split_at(comma + 1),
        None => ("", written),
    };
    let has = |word: &str| before.split(',').any(|other| other.trim() == word);
    let begun = last.trim_start().to_lowercase();
    let space = if before.is_empty() { "" } else { " " };
    words
        .iter()
        .filter(|word| word.to_lowercase().starts_with(&begun) && **word != begun && !has(word))
        .map(|word| format!("{before}{space}{word}"))
        .collect()
}

/// A day to name.
#[derive(Debug, Clone, Copy)]
pub struct DateField<'a> {
    /// What is asked, a few words.
    pub label: &'a str,
    /// The study day it is, from which `+14` counts.
    pub today: Day,
    /// The day proposed.
    pub start: Day,
    /// The first day that may be named.
    pub from: Option<Day>,
    /// The last one.
    pub until: Option<Day>,
}

impl DateField<'_> {
    /// Reads a day as a person writes it.
    ///
    /// # Errors
    /// When it is no day, or none that may be named; as a fragment that says so.
    pub fn read(&self, text: &str) -> Result<Day, String> {
        let day = read_day(text, self.today).ok_or_else(|| {
            "write the day like 2026-03-01 or 1 March 2026, or +14 for 14 days from now".to_owned()
        })?;
        match (self.from, self.until) {
            (Some(from), _) if day < from => Err(format!("{day} is too early; the first day is {from}")),
            (_, Some(until)) if day > until => Err(format!("{day} is too late; the last day is {until}")),
            _ => Ok(day),
        }
    }
}

/// Puts questions to a person. An answer of none means that the person goes back: Esc, `:q`, the end of input.
pub trait Asker {
    /// Asks to choose one; gives its place.
    ///
    /// # Errors
    /// When the person interrupts, nothing sensible comes from a pipe, or the terminal fails; so for all of these.
    fn choose(&mut self, question: &Choose<'_>) -> Result<Option<usize>, FrontError>;

    /// Asks to pick any number of the options; gives their places in the order of the list. `picked` are picked to begin
    /// with.
    ///
    /// # Errors
    /// See [`Asker::choose`].
    fn choose_many(
        &mut self,
        question: &Choose<'_>,
        picked: &[usize],
    ) -> Result<Option<Vec<usize>>, FrontError>;

    /// Asks for a line; white space at its ends is dropped.
    ///
    /// # Errors
    /// See [`Asker::choose`].
    fn text(&mut self, field: &Field<'_>) -> Result<Option<String>, FrontError>;

    /// Asks for a yes or a no; `proposed` is what Enter alone means.
    ///
    /// # Errors
    /// See [`Asker::choose`].
    fn confirm(&mut self, question: &str, proposed: bool) -> Result<Option<bool>, FrontError>;

    /// Says something between questions.
    ///
    /// # Errors
    /// See [`Asker::choose`].
    fn say(&mut self, line: &str) -> Result<(), FrontError>;

    /// Asks for one of some letters; on a rich terminal by one key.
    ///
    /// # Errors
    /// See [`Asker::choose`].
    fn letter(&mut self, question: &str, letters: &str) -> Result<Option<char>, FrontError> {
        let one = |text: &str| {
            let mut typed = text.chars();
            typed.next().filter(|letter| typed.next().is_none() && letters.contains(*letter))
        };
        let check =
            |text: &str| one(text).map(drop).ok_or_else(|| format!("write one of the letters {letters}"));
        let text = self.text(&Field::new(question).checked(&check))?;
        Ok(text.and_then(|text| one(&text)))
    }

    /// Asks for a whole number within bounds, both included.
    ///
    /// # Errors
    /// See [`Asker::choose`].
    fn number(&mut self, label: &str, proposed: u32, bounds: (u32, u32)) -> Result<Option<u32>, FrontError> {
        let read = |text: &str| {
            let number = text.parse().ok().filter(|number| (bounds.0..=bounds.1).contains(number));
            number.ok_or_else(|| format!("write a whole number from {} to {}", bounds.0, bounds.1))
        };
        let check = |text: &str| read(text).map(drop);
        let initial = proposed.to_string();
        let text = self.text(&Field::new(label).beginning_with(&initial).checked(&check))?;
        Ok(text.and_then(|text| read(&text).ok()))
    }

    /// Asks for a day.
    ///
    /// # Errors
    /// See [`Asker::choose`].
    fn date(&mut self, field: &DateField<'_>) -> Result<Option<Day>, FrontError> {
        typed_date(self, field)
    }
}

/// Asks for a day in a line.
fn typed_date<A: Asker + ?Sized>(asker: &mut A, field: &DateField<'_>) -> Result<Option<Day>, FrontError> {
    let check = |text: &str| field.read(text).map(drop);
    let initial = field.start.to_string();
    let text = asker.text(&Field::new(field.label).beginning_with(&initial).checked(&check))?;
    Ok(text.and_then(|text| field.read(&text).ok()))
}

/// An asker that is answered by a script: plain lines, and what was said is kept.
pub type Scripted = PlainAsker<Cursor<Vec<u8>>, Vec<u8>>;

impl Scripted {
    /// One that is answered by these lines, as from a pipe.
    #[must_use]
    pub fn script(lines: &str) -> Self {
        Self::new(Cursor::new(lines.as_bytes().to_vec()), Vec::new(), false)
    }

    /// All that was said and asked.
    #[must_use]
    pub fn transcript(&self) -> String {
        String::from_utf8_lossy(self.said()).into_owned()
    }

    /// The lines nobody asked for.
    #[must_use]
    pub fn unread(&mut self) -> String {
        let mut rest = String::new();
        // A cursor over bytes cannot fail but for what is no UTF-8, and a script is text.
        _ = self.input().read_to_string(&mut rest);
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_last_of_several_words_is_completed() {
        let known = words(&["treaty", "tank", "air"]);
        for (written, expected) in [
            ("", vec!["treaty", "tank", "air"]),
            ("T", vec!["treaty", "tank"]),
            ("treaty, ta", vec!["treaty, tank"]),
            ("treaty,", vec!["treaty, tank", "treaty, air"]),
            ("air", vec![]),
            ("x", vec![]),
        ] {
            assert_eq!(completions(&known, true, written), words(&expected), "{written}");
        }
        assert_eq!(completions(&known, false, "air, t"), words(&[]));
    }

    #[test]
    fn a_number_keeps_to_its_bounds() {
        let mut asker = Scripted::script("0\nfive\n7\n");
        assert_eq!(asker.number("How many", 5, (1, 9)).unwrap(), Some(7));
        assert_eq!(Scripted::script("\n").number("How many", 5, (1, 9)).unwrap(), Some(5));
        assert_eq!(Scripted::script(":q\n").number("How many", 5, (1, 9)).unwrap(), None);
    }

    #[test]
    fn a_day_keeps_to_its_bounds() {
        let today: Day = "2026-03-01".parse().unwrap();
        let field = DateField { label: "Day", today, start: today.plus(30), from: Some(today), until: None };
        let mut asker = Scripted::script("2026-02-28\n+14\n");
        assert_eq!(asker.date(&field).unwrap(), Some(today.plus(14)));
        assert!(asker.transcript().contains("2026-02-28 is too early"), "{}", asker.transcript());
        assert_eq!(Scripted::script("\n").date(&field).unwrap(), Some(today.plus(30)));
    }
}
