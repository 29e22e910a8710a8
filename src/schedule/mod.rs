//! When a card comes back.
