//! What was shown as saved is on disk, whatever happens next.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use crate::world::World;

/// A session in plain lines that goes on while the test looks at it.
struct Session {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Session {
    fn begin(world: &World) -> Self {
        let mut child = world
            .command(&["study", "--plain"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Self { child, input, output }
    }

    fn say(&mut self, line: &str) {
        writeln!(self.input, "{line}").unwrap();
    }

    /// Reads until a line begins so; gives that line.
    fn until(&mut self, beginning: &str) -> String {
        let mut line = String::new();
        while self.output.read_line(&mut line).unwrap() > 0 {
            if line.starts_with(beginning) {
                return line;
            }
            line.clear();
        }
        panic!("the session ended before it said \"{beginning}\"");
    }

    /// Kills it as kill -9 does.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn grades(world: &World, key: &str) -> Vec<String> {
    let history = world.json(&["history", key]);
    let reviews = history["reviews"].as_array().unwrap().iter();
    reviews.map(|row| row["grade"].as_str().unwrap_or("-").to_owned()).collect()
}

#[test]
fn a_grade_that_was_shown_as_saved_outlives_a_kill() {
    let world = World::new();
    let mut session = Session::begin(&world);
    session.until("What do you do first");
    session.say("");
    session.until("Grade:");
    session.say("4");
    session.until("Saved: easy");
    session.kill();
    assert_eq!(grades(&world, "fire/alarm"), ["easy"]);
    assert_eq!(world.json(&["cards", "fire/alarm"])["cards"][0]["interval_days"], 4);
}

#[test]
fn a_killed_session_goes_on_with_the_same_card() {
    let world = World::new();
    let mut session = Session::begin(&world);
    session.until("Type your answer");
    session.kill();
    let mut first = Session::begin(&world);
    first.say("");
    first.until("Grade:");
    first.say("4");
    first.until("Fire safety:");
    let shown = first.until("");
    first.kill();
    let mut again = Session::begin(&world);
    again.until("Fire safety:");
    assert_eq!(again.until(""), shown);
    again.kill();
}

#[test]
fn undo_works_after_a_restart_and_gives_everything_back() {
    let world = World::new();
    let (cards, due) = (world.done(&["cards", "--json"]), world.done(&["due", "--json"]));
    world.study(&[], &["", "1"]);
    assert_ne!(world.done(&["cards", "--json"]), cards);
    let run = world.feed(&["study", "--plain"], ":u\n:q\n");
    assert!(run.out.contains("Taken back: again on fire/alarm."), "{run}");
    assert_eq!(world.done(&["cards", "--json"]), cards);
    assert_eq!(world.done(&["due", "--json"]), due);
}

#[test]
fn two_sessions_at_once_lose_no_grade_in_silence() {
    let world = World::new();
    let mut one = Session::begin(&world);
    one.say("");
    one.until("Grade:");
    let run = world.study(&[], &["", "4"]);
    assert!(run.out.contains("Saved: easy"), "{run}");
    one.say("1");
    one.until("Another session has graded fire/alarm");
    one.kill();
    assert_eq!(grades(&world, "fire/alarm"), ["easy"]);
}
