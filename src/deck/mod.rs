//! The TOML deck format.
