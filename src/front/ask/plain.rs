//! Questions in plain lines: append-only, for screen readers, dumb terminals and pipes.

use std::io::{BufRead, Write};

use super::{Asker, Choose, Field};
use crate::front::FrontError;
use crate::front::words::capital;
use crate::text::harmless_line;

/// So many lines in a row that are no answer end a run that reads from a pipe.
const NONSENSE: u32 = 3;

/// Asks in lines over any reader and writer.
pub struct PlainAsker<R, W> {
    input: R,
    output: W,
    /// Whether a person types: then wrong lines are answered for ever.
    person: bool,
    read_any: bool,
    nonsense: u32,
    explained: bool,
}

/// A line, once the commands of all questions are taken out.
enum Line {
    Text(String),
    Back,
}

/// A question as lines, and how to answer it.
struct Told<'a> {
    lines: Vec<String>,
    how: String,
    words: &'a [String],
}

impl<R: BufRead, W: Write> PlainAsker<R, W> {
    /// One that reads lines from `input` and writes lines to `output`; `person` when `input` is a terminal.
    pub const fn new(input: R, output: W, person: bool) -> Self {
        Self { input, output, person, read_any: false, nonsense: 0, explained: false }
    }

    pub(super) const fn said(&self) -> &W {
        &self.output
    }

    pub(super) const fn input(&mut self) -> &mut R {
        &mut self.input
    }

    fn line(&mut self, line: &str) -> Result<(), FrontError> {
        Ok(writeln!(self.output, "{}", harmless_line(line))?)
    }

    fn tell(&mut self, told: &Told<'_>) -> Result<(), FrontError> {
        let lines = told.lines.iter().chain([&told.how]);
        lines.filter(|line| !line.is_empty()).try_for_each(|line| self.line(line))?;
        if !std::mem::replace(&mut self.explained, true) {
            self.line(":r repeats the question, :q goes back, :? says more.")?;
        }
        Ok(())
    }

    fn help(&mut self, told: &Told<'_>) -> Result<(), FrontError> {
        self.line(if told.how.is_empty() { "Type a line." } else { &told.how })?;
        self.line(":r repeats the question.")?;
        self.line(":q goes back; so does the end of input.")?;
        self.line("A text that begins with a colon is typed with two.")?;
        if !told.words.is_empty() {
            self.line(":l lists the words in use.")?;
        }
        Ok(())
    }

    /// Asks until `read` takes the line.
    fn ask<T>(
        &mut self,
        told: &Told<'_>,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Option<T>, FrontError> {
        self.tell(told)?;
        loop {
            let Line::Text(line) = self.listen(told)? else { return Ok(None) };
            match read(&line) {
                Ok(answer) => {
                    self.nonsense = 0;
                    return Ok(Some(answer));
                }
                Err(fault) => self.refuse(&line, &fault)?,
            }
        }
    }

    fn listen(&mut self, told: &Told<'_>) -> Result<Line, FrontError> {
        loop {
            self.output.flush()?;
            let Some(line) = self.read_line()? else {
                return if self.read_any { Ok(Line::Back) } else { Err(FrontError::NoInput) };
            };
            if let Some(rest) = line.strip_prefix("::") {
                return Ok(Line::Text(format!(":{rest}")));
            }
            match line.strip_prefix(':').map(str::trim) {
                None => return Ok(Line::Text(line)),
                Some("r") => self.tell(told)?,
                Some("q") => return Ok(Line::Back),
                Some("?") => self.help(told)?,
                Some("l") if !told.words.is_empty() => self.line(&told.words.join(", "))?,
                Some(_) => {
                    let fault =
                        format!("{line} is no command; :? lists them, and :: begins a text with a colon");
                    self.refuse(&line, &fault)?;
                }
            }
        }
    }

    fn refuse(&mut self, line: &str, fault: &str) -> Result<(), FrontError> {
        self.nonsense += 1;
        if self.nonsense >= NONSENSE && !self.person {
            return Err(FrontError::Nonsense { line: harmless_line(line) });
        }
        self.line(&format!("{}.", capital(fault)))
    }

    fn read_line(&mut self) -> Result<Option<String>, FrontError> {
        let mut bytes = Vec::new();
        if self.input.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        self.read_any = true;
        Ok(Some(String::from_utf8_lossy(&bytes).trim().to_owned()))
    }
}

impl<R: BufRead, W: Write> Asker for PlainAsker<R, W> {
    fn choose(&mut self, question: &Choose<'_>) -> Result<Option<usize>, FrontError> {
        let count = question.options.len();
        let how = match question.start.and_then(|at| Some((at, question.options.get(at)?))) {
            Some((at, option)) => {
                format!("Type a number, 1 to {count}; Enter alone takes {}, {option}.", at + 1)
            }
            None => format!("Type a number, 1 to {count}."),
        };
        let told = Told { lines: listed(question), how, words: &[] };
        self.ask(&told, |line| match (line, question.start) {
            ("", Some(start)) => Ok(start),
            _ => place(line, count).ok_or_else(|| format!("type one number, 1 to {count}")),
        })
    }

    fn choose_many(
        &mut self,
        question: &Choose<'_>,
        picked: &[usize],
    ) -> Result<Option<Vec<usize>>, FrontError> {
        let count = question.options.len();
        let proposed: Vec<String> = picked.iter().map(|place| (place + 1).to_string()).collect();
        let alone = if proposed.is_empty() { "none".to_owned() } else { proposed.join(" ") };
        let how = format!(
            "Type numbers with blanks between, 1 to {count}, or 0 for none; Enter alone takes {alone}."
        );
        let told = Told { lines: listed(question), how, words: &[] };
        self.ask(&told, |line| match line {
            "" => Ok(picked.to_vec()),
            "0" => Ok(Vec::new()),
            _ => places(line, count)
                .ok_or_else(|| format!("type numbers with blanks between, 1 to {count}, or 0 for none")),
        })
    }

    fn text(&mut self, field: &Field<'_>) -> Result<Option<String>, FrontError> {
        let mut lines = vec![format!("{}:", field.label.trim_end_matches(':'))];
        lines.extend(field.help.map(str::to_owned));
        let how = match field.initial {
            "" if self.explained => String::new(),
            "" => "Type a line.".to_owned(),
            initial => format!("Type a line; Enter alone takes {initial}."),
        };
        let told = Told { lines, how, words: field.words };
        self.ask(&told, |line| {
            let text = if line.is_empty() { field.initial } else { line };
            field.verdict(text).map(|()| text.to_owned())
        })
    }

    fn confirm(&mut self, question: &str, proposed: bool) -> Result<Option<bool>, FrontError> {
        let word = if proposed { "yes" } else { "no" };
        let how = format!("Type y for yes or n for no; Enter alone means {word}.");
        let told = Told { lines: vec![question.to_owned()], how, words: &[] };
        self.ask(&told, |line| match line.to_lowercase().as_str() {
            "" => Ok(proposed),
            "y" | "yes" => Ok(true),
            "n" | "no" => Ok(false),
            _ => Err("type y for yes or n for no".to_owned()),
        })
    }

    fn say(&mut self, line: &str) -> Result<(), FrontError> {
        line.split('\n').try_for_each(|line| self.line(line))?;
        Ok(self.output.flush()?)
    }
}

fn listed(question: &Choose<'_>) -> Vec<String> {
    let options = question.options.iter().enumerate().map(|(at, option)| format!("{}: {option}", at + 1));
    let head = std::iter::once(question.label.to_owned()).chain(question.help.map(str::to_owned));
    head.chain(options).collect()
}

fn place(word: &str, count: usize) -> Option<usize> {
    word.parse::<usize>().ok()?.checked_sub(1).filter(|place| *place < count)
}

/// Places in the order of the list, each once.
fn places(line: &str, count: usize) -> Option<Vec<usize>> {
    let words = line.split([' ', ',']).filter(|word| !word.is_empty());
    let mut places = words.map(|word| place(word, count)).collect::<Option<Vec<usize>>>()?;
    places.sort_unstable();
    places.dedup();
    Some(places)
}

#[cfg(test)]
mod tests {
    use super::super::Scripted;
    use super::*;

    fn options() -> Vec<String> {
        ["fire", "water\u{1b}[2J", "air"].map(str::to_owned).to_vec()
    }

    #[test]
    fn a_list_is_told_and_a_number_chooses() {
        let options = options();
        let mut asker = Scripted::script("4\n2\n");
        assert_eq!(asker.choose(&Choose::new("Which deck?", &options)).unwrap(), Some(1));
        insta::assert_snapshot!(asker.transcript(), @"
        Which deck?
        1: fire
        2: water[2J
        3: air
        Type a number, 1 to 3.
        :r repeats the question, :q goes back, :? says more.
        Type one number, 1 to 3.
        ");
    }

    #[test]
    fn enter_takes_what_is_proposed_and_nothing_else() {
        let options = options();
        let question = Choose::new("Which?", &options);
        assert_eq!(Scripted::script("\n").choose(&question.starting_at(2)).unwrap(), Some(2));
        let mut asker = Scripted::script("\n\n\n1\n");
        assert!(matches!(asker.choose(&question), Err(FrontError::Nonsense { .. })));
    }

    #[test]
    fn several_are_picked_once_each_in_the_order_of_the_list() {
        let options = options();
        let question = Choose::new("Which?", &options);
        for (line, picked) in [("3 1 3", vec![0, 2]), ("", vec![1]), ("0", vec![]), ("2,3", vec![1, 2])] {
            let mut asker = Scripted::script(&format!("{line}\n"));
            assert_eq!(asker.choose_many(&question, &[1]).unwrap(), Some(picked), "{line}");
        }
    }

    #[test]
    fn a_text_is_checked_and_two_colons_begin_it_with_one() {
        let check = |text: &str| if text.is_empty() { Err("write something".to_owned()) } else { Ok(()) };
        let field = Field::new("Question").checked(&check);
        let mut asker = Scripted::script("\n::x\n");
        assert_eq!(asker.text(&field).unwrap().as_deref(), Some(":x"));
        assert!(asker.transcript().ends_with("Write something.\n"), "{}", asker.transcript());
    }

    #[test]
    fn the_end_of_input_goes_back_unless_nothing_was_read_at_all() {
        assert!(matches!(Scripted::script("").text(&Field::new("Q")), Err(FrontError::NoInput)));
        let mut asker = Scripted::script("one\n");
        asker.text(&Field::new("Q")).unwrap();
        assert_eq!(asker.text(&Field::new("Q")).unwrap(), None);
    }

    #[test]
    fn words_in_use_are_listed_and_a_question_is_repeated() {
        let words = options();
        let mut asker = Scripted::script(":l\n:r\n:?\nair\n");
        asker.text(&Field::new("Tags").completed(&words, true)).unwrap();
        let said = asker.transcript();
        assert!(said.contains("fire, water[2J, air\nTags:\n"), "{said}");
        assert!(said.contains("lists the words"), "{said}");
    }

    #[test]
    fn three_wrong_lines_in_a_row_end_a_pipe_across_questions() {
        let mut asker = Scripted::script("x\na\nz\n");
        assert!(matches!(asker.confirm("Go on?", false), Err(FrontError::Nonsense { .. })));
        let mut asker = Scripted::script("x\na\nyes\nx\n\n");
        assert_eq!(asker.confirm("Go on?", false).unwrap(), Some(true));
        assert_eq!(asker.confirm("Go on?", false).unwrap(), Some(false));
    }
}
