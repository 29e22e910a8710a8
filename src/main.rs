//! The program: parses, runs, prints the error, ends with the exit code.
fn main() {}
