//! The rich front.
