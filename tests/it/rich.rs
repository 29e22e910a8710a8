//! The rich front on a terminal of its own: keys go in, the screen is read.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::world::World;

/// How long a text may take to come on a busy machine; nothing is waited for beyond its coming.
const PATIENCE: Duration = Duration::from_secs(30);

/// A person at a terminal.
struct Person {
    screen: vt100::Parser,
    output: Receiver<Vec<u8>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    // Kept open: without it the program loses its terminal.
    _terminal: Box<dyn MasterPty + Send>,
}

impl Person {
    fn at(world: &World, arguments: &[&str], rows: u16, cols: u16) -> Self {
        let pair =
            native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        let plain = world.command(arguments);
        let mut command = CommandBuilder::new(plain.get_program());
        command.env_clear();
        command.args(plain.get_args());
        command.cwd(world.work());
        for (name, value) in plain.get_envs() {
            command.env(name, value.unwrap());
        }
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (send, output) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = reader.read(&mut bytes) {
                if send.send(bytes[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        let screen = vt100::Parser::new(rows.try_into().unwrap(), cols.try_into().unwrap(), 0);
        Self { screen, output, keys, child, _terminal: pair.master }
    }

    /// Waits until the text is on the screen.
    fn sees(&mut self, text: &str) -> &mut Self {
        while !self.screen.screen().contents().contains(text) {
            let Ok(bytes) = self.output.recv_timeout(PATIENCE) else {
                panic!("no {text:?} on\n{}", self.screen.screen().contents());
            };
            self.screen.process(&bytes);
        }
        self
    }

    fn types(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        self
    }

    /// Waits for the end of the program; gives its exit code.
    fn leaves(&mut self) -> u32 {
        loop {
            match self.output.recv_timeout(PATIENCE) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("still there:\n{}", self.screen.screen().contents()),
            }
        }
        self.child.wait().unwrap().exit_code()
    }
}

fn study(world: &World, query: &str) -> Person {
    Person::at(world, &["study", query], 24, 80)
}

/// Grades of a card that were not taken back.
fn grades(world: &World, key: &str) -> u64 {
    world.json(&["cards", key])["cards"][0]["reps"].as_u64().unwrap()
}

#[test]
fn a_card_is_shown_with_space_graded_with_a_digit_and_taken_back_from_the_end() {
    let world = World::new();
    let mut person = study(&world, "fire/alarm");
    person.sees("What do you do first").types(" ").sees("Raise the alarm").sees("1 again");
    // Enter grades nothing.
    person.types("\r?").sees("Any key goes back.").types("x").sees("1 again").types("4");
    person.sees("First try 1/1").types("u").sees("Taken back: easy on fire/alarm.");
    person.types("q").sees("Stopped").types("q");
    assert_eq!(person.leaves(), 0);
    assert_eq!(grades(&world, "fire/alarm"), 0);
}

#[test]
fn an_answer_is_typed_and_judged_and_commands_have_a_colon() {
    let world = World::new();
    let mut person = study(&world, "fire/number");
    person.sees("Answer:").types(":?\r").sees("Any key goes back.").types("x");
    person.sees("Answer:").types(":x\r").sees(":x is no command");
    person.types("112\r").sees("[+] Right").types(" ").sees("learning 1").sees("Answer:");
    person.types(":q\r").sees("First try 1/1").types("\r");
    assert_eq!(person.leaves(), 0);
    assert_eq!(grades(&world, "fire/number"), 1);
}

#[test]
fn keys_typed_before_the_answer_is_seen_grade_nothing() {
    let world = World::new();
    let mut person = study(&world, "fire/alarm");
    person.sees("What do you do first").types(" 1").sees("1 again").types("q").sees("Stopped").types("q");
    assert_eq!(person.leaves(), 0);
    assert_eq!(grades(&world, "fire/alarm"), 0);
}

#[test]
fn ctrl_c_ends_at_once_from_a_key_and_from_a_field() {
    for (query, text) in [("fire/alarm", "Space show"), ("fire/number", "Answer:")] {
        let world = World::new();
        let mut person = study(&world, query);
        person.sees(text).types("\u{3}");
        assert_eq!(person.leaves(), 130, "{query}");
    }
}

#[test]
fn esc_leaves_the_field_for_single_keys() {
    let world = World::new();
    let mut person = study(&world, "fire/number");
    person.sees("Answer:").types("\u{1b}").sees("Enter type").types("s").sees("Done for today").types("q");
    assert_eq!(person.leaves(), 0);
    assert_eq!(world.json(&["cards", "is:suspended"])["cards"][0]["key"], "fire/number");
}
