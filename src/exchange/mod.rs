//! Other formats: bytes in and out, one file a format.
//!
//! Knows cards only as the model has them; no file, no store.

pub mod jsonl;
