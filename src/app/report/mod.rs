//! Progress as a page: one HTML file with its pictures in it, that needs no script and no network.

mod exams;
mod page;
mod pictures;

use thiserror::Error;

use crate::model::Day;
use crate::stats::Figures;

pub use self::exams::{exams, next_of_decks};

/// Why the page could not be made.
#[derive(Debug, Error)]
#[error("the picture \"{picture}\" could not be drawn")]
pub struct ReportError {
    /// The picture.
    pub picture: &'static str,
    /// What the drawing crate said.
    source: pictures::DrawError,
}

/// An exam that is followed, and how far the learner is.
#[derive(Debug, Clone, PartialEq)]
pub struct ExamProgress {
    /// Its title.
    pub title: String,
    /// Its day.
    pub day: Day,
    /// The share of marks that passes, 0 to 1, where its blueprint says it.
    pub needed: Option<f64>,
    /// Cards studied.
    pub seen: usize,
    /// Cards it may ask.
    pub cards: usize,
    /// New cards the plan wants today.
    pub new_today: usize,
    /// The marks predicted, of the whole and of each part; empty while too little is known.
    pub expected: Vec<Range>,
    /// Sittings that ended, oldest first.
    pub attempts: Vec<Attempt>,
}

/// A share with the range it likely lies in, all 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// What it is a share of.
    pub name: String,
    /// The lower end.
    pub low: f64,
    /// The likeliest.
    pub mid: f64,
    /// The upper end.
    pub high: f64,
}

/// A sitting that ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// The day it began.
    pub day: Day,
    /// The share of marks earned; below 0 where wrong answers cost more.
    pub share: f64,
    /// Whether it passed, where there is a mark to pass.
    pub passed: Option<bool>,
}

/// The page with all figures; `about` says of which cards.
///
/// # Errors
/// When a picture cannot be drawn.
pub fn page(figures: &Figures, exams: &[ExamProgress], about: Option<&str>) -> Result<String, ReportError> {
    page::page(figures, exams, about)
}
