//! Figures on progress: states and answers in, plain structs out.
//!
//! Pure: it must not know the database, the clock, the terminal, or how anything is shown. [`Gathering`] counts the
//! answers as they come, [`Gathering::figures`] puts them beside where the cards stand now.

mod figures;
mod gather;
mod share;
mod standing;

#[cfg(test)]
mod tests;

pub use figures::{
    Area, Areas, Bin, CALENDAR_DAYS, CalibrationFigures, CardFacts, FORECAST_DAYS, Figures, Forecast, Hard,
    Month, RecallBin, Retention, Streak, Time, Today,
};
pub use gather::{Answer, DayTally, Gathering};
pub use share::Share;
pub use standing::{MATURE_DAYS, Standing};
