//! Tests of the whole program: one file a command or a topic.
