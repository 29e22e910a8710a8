//! An exam on paper: the paper in several versions, a sheet for the answers, the key with sources.
//!
//! What is printed is made here once, as [`Block`]s; each format sets them its own way. The same paper gives the same
//! bytes.

mod html;
mod markdown;
mod typst;

use std::path::{Path, PathBuf};

use super::ExamError;
use crate::app::write::{self, WriteError};
use crate::exam::{Asked, Feedback, Marking, Paper};
use crate::model::{Content, Kind, Source, counted};

/// A format to print in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Markdown.
    Markdown,
    /// HTML that prints on A4.
    Html,
    /// Typst.
    Typst,
}

impl Format {
    const fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Typst => "typ",
        }
    }
}

/// A part of what is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Block {
    /// The title of the page.
    Title(String),
    /// Lines to be filled in by hand, with what belongs on each.
    Fill(Vec<&'static str>),
    /// What has to be known, a sentence each.
    Rules(Vec<String>),
    /// A part of the exam, and what its questions are worth.
    Heading(String, String),
    /// A question.
    Question(Question),
    /// Where the answers are put.
    Grid(Vec<Cell>),
    /// What is right.
    Key(Vec<KeyRow>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Question {
    number: usize,
    /// Markdown.
    text: String,
    asks: Asks,
}

/// What a question leaves room for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Asks {
    /// Options, Markdown, of which one is right, or several.
    Options { options: Vec<String>, several: bool },
    /// True or false.
    Truth,
    /// A line to write on, or several.
    Lines(usize),
    /// Items, Markdown, to be put in order.
    Order(Vec<String>),
}

/// The row of a question on the answer sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cell {
    number: usize,
    asks: Asks,
    /// Whether the learner says how sure he is.
    sure: bool,
}

/// The row of a question in the key.
#[derive(Debug, Clone, PartialEq, Eq)]
struct KeyRow {
    number: usize,
    /// The letters, where the question has them.
    letters: String,
    /// Markdown.
    answer: String,
    points: String,
    /// The card's key, objective and source on one line, then why: what there is of them.
    notes: Vec<String>,
}

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub text: String,
}

/// The files of a paper in these versions.
#[must_use]
pub fn print(paper: &Paper, versions: &[String], format: Format) -> Vec<Printed> {
    let mut files = Vec::new();
    for version in versions {
        let paper = paper.version(version);
        for (what, blocks) in [
            ("", sheet(&paper, version)),
            ("-answers", answer_sheet(&paper, version)),
            ("-key", key(&paper, version)),
        ] {
            let name = format!("{}-{version}{what}.{}", paper.exam, format.ending());
            let text = match format {
                Format::Markdown => markdown::set(&blocks),
                Format::Html => html::set(&blocks),
                Format::Typst => typst::set(&blocks),
            };
            files.push(Printed { name, text });
        }
    }
    files
}

/// Writes files into a folder, which is made where it is missing; gives their paths.
///
/// # Errors
/// When the folder cannot be made, or a file cannot be written.
pub fn write(folder: &Path, files: &[Printed]) -> Result<Vec<PathBuf>, ExamError> {
    std::fs::create_dir_all(folder)
        .map_err(|source| WriteError { path: folder.to_owned(), source })?;
    let mut paths = Vec::new();
    for file in files {
        let path = folder.join(&file.name);
        write::replace(&path, file.text.as_bytes())?;
        paths.push(path);
    }
    Ok(paths)
}

fn title(paper: &Paper, version: &str, what: &str) -> Block {
    let what = if what.is_empty() { String::new() } else { format!(", {what}") };
    Block::Title(format!("{}, version {version}{what}", paper.title))
}

/// The paper itself.
fn sheet(paper: &Paper, version: &str) -> Vec<Block> {
    let mut blocks = vec![title(paper, version, ""), Block::Fill(vec!["Name", "Date"]), Block::Rules(rules(paper))];
    let mut part = None;
    for (asked, number) in paper.questions.iter().zip(1..) {
        if part.replace(asked.part) != Some(asked.part) {
            blocks.extend(heading(paper, asked.part));
        }
        let text = match asked.question.kind() {
            Kind::TrueFalse => format!("True or false? {}", asked.question.text()),
            _ => asked.question.text(),
        };
        blocks.push(Block::Question(Question { number, text, asks: asks(asked) }));
    }
    blocks
}

fn heading(paper: &Paper, part: usize) -> Option<Block> {
    let part = paper.parts.get(part)?;
    let one = if part.points.thousandths() == 1000 { "point" } else { "points" };
    Some(Block::Heading(part.title.clone(), format!("{} {one} each", part.points)))
}

fn rules(paper: &Paper) -> Vec<String> {
    let questions = counted(paper.questions.len(), "question", "questions");
    let time = paper.seconds.map(|seconds| format!(", {}", crate::front::exam::duration(seconds)));
    let pass = paper.pass.map(|pass| format!(", {pass} percent to pass"));
    let mut rules = vec![format!("{questions}{}{}.", time.unwrap_or_default(), pass.unwrap_or_default())];
    if let Some(whole) = paper.shortened_from {
        rules.push(format!("This is a short one: the whole exam has {whole} questions."));
    }
    rules.push(match paper.marking {
        Marking::Plain => "A wrong answer costs nothing.".to_owned(),
        Marking::Negative { penalty } => {
            format!("A wrong answer costs {penalty} of its points; an open question costs nothing.")
        }
        Marking::Confidence => {
            "Say how sure you are of each answer: 1 guessed (1 point or 0), 2 fairly sure (2 or -2), 3 certain (3 or -6)."
                .to_owned()
        }
    });
    if paper.feedback == Feedback::Question {
        rules.push("Answers are told after the paper is handed in.".to_owned());
    }
    rules
}

fn asks(asked: &Asked) -> Asks {
    let shown = || asked.shown().into_iter().map(str::to_owned).collect::<Vec<_>>();
    match &asked.question.content {
        Content::Choice { options, .. } => {
            Asks::Options { options: shown(), several: options.iter().filter(|option| option.right).count() > 1 }
        }
        Content::TrueFalse { .. } => Asks::Truth,
        Content::Order { .. } => Asks::Order(shown()),
        Content::List { items, .. } => Asks::Lines(items.len()),
        _ => Asks::Lines(1),
    }
}

/// The letter of an option or item.
fn letter(at: usize) -> char {
    u8::try_from(at).ok().filter(|at| *at < 26).map_or('?', |at| char::from(b'A' + at))
}

/// Where the answers are put.
fn answer_sheet(paper: &Paper, version: &str) -> Vec<Block> {
    let sure = paper.marking == Marking::Confidence;
    let cells = paper.questions.iter().zip(1..).map(|(asked, number)| Cell { number, asks: asks(asked), sure });
    vec![title(paper, version, "answers"), Block::Fill(vec!["Name", "Date"]), Block::Grid(cells.collect())]
}

/// What is right, and where it stands.
fn key(paper: &Paper, version: &str) -> Vec<Block> {
    let rows = paper.questions.iter().zip(1..).map(|(asked, number)| key_row(paper, asked, number));
    let seed = format!("Seed {}, version {version}.", paper.seed);
    vec![title(paper, version, "key"), Block::Rules(vec![seed]), Block::Key(rows.collect())]
}

fn key_row(paper: &Paper, asked: &Asked, number: usize) -> KeyRow {
    let question = &asked.question;
    let letters = match &question.content {
        Content::Choice { options, .. } => {
            let right = asked.order.iter().enumerate().filter(|(_, at)| options.get(**at).is_some_and(|one| one.right));
            right.map(|(shown, _)| letter(shown).to_string()).collect::<Vec<_>>().join(" ")
        }
        Content::Order { items, .. } => {
            let place = |item: usize| asked.order.iter().position(|at| *at == item);
            let places = (0..items.len()).filter_map(place);
            places.map(|shown| letter(shown).to_string()).collect::<Vec<_>>().join(" ")
        }
        _ => String::new(),
    };
    let source = question.source.as_ref().map(Source::words).filter(|words| !words.is_empty());
    let place = [Some(question.key.to_string()), asked.objective().map(str::to_owned), source];
    let mut notes = vec![place.into_iter().flatten().collect::<Vec<_>>().join("; ")];
    notes.extend(question.why.clone());
    let accepted = match &question.content {
        Content::Typed { .. } => question.answers().join(" / "),
        _ => question.answer_line(),
    };
    KeyRow { number, letters, answer: accepted, points: paper.points(asked).to_string(), notes }
}

#[cfg(test)]
mod tests;
