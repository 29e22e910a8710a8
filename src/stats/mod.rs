//! Figures on progress: states and answers in, plain structs out.
//!
//! Pure: it must not know the database, the clock, the terminal, or how anything is shown.

mod standing;

pub use standing::{MATURE_DAYS, Standing};
