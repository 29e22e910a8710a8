//! The plain front.
