//! Progress as a page: one HTML file with its pictures in it, that needs no script and no network.

mod page;
mod pictures;

use thiserror::Error;

use crate::model::Day;
use crate::stats::Figures;

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
    /// The share of points needed, 0 to 1, where the blueprint says it.
    pub needed: Option<f64>,
    /// What was expected on each day, and the range: day, share, low, high, all shares 0 to 1; the earliest first.
    pub expected: Vec<(Day, f64, f64, f64)>,
    /// Attempts: day, share of points, whether it was passed.
    pub attempts: Vec<(Day, f64, bool)>,
}

/// The page with all figures; `about` says of which cards.
///
/// # Errors
/// When a picture cannot be drawn.
pub fn page(figures: &Figures, exams: &[ExamProgress], about: Option<&str>) -> Result<String, ReportError> {
    page::page(figures, exams, about)
}
