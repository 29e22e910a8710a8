//! The facts format and its derivation.
