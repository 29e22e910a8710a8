//! A study session as a state machine.
