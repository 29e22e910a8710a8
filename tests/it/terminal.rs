//! What the program does when a person is there: on a terminal of its own.

use std::io::{Read, Write};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::world::{AID, World};

/// How long the program may take to say something before the test fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs the program on a terminal; gives what was on the screen, and the exit code.
fn on_terminal(world: &World, arguments: &[&str], typed: &str) -> (String, u32) {
    converse(world, arguments, &[("", typed)])
}

/// The same, each text typed once the words before it are on the screen, further down than those before.
fn converse(world: &World, arguments: &[&str], steps: &[(&str, &str)]) -> (String, u32) {
    let size = PtySize { rows: 40, cols: 100, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let plain = world.command(arguments);
    let mut command = CommandBuilder::new(plain.get_program());
    command.env_clear();
    command.args(plain.get_args());
    command.cwd(world.work());
    for (name, value) in plain.get_envs() {
        command.env(name, value.unwrap());
    }
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut writer = pair.master.take_writer().unwrap();
    let (said, hear) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = [0; 4096];
        // The other end hangs up when the program ends.
        while let Ok(count @ 1..) = reader.read(&mut bytes) {
            if said.send(bytes[..count].to_vec()).is_err() {
                return;
            }
        }
    });
    let mut screen = Vec::new();
    let mut from = 0;
    for (words, typed) in steps {
        let at = loop {
            let text = String::from_utf8_lossy(&screen[from..]).into_owned();
            match text.find(words) {
                Some(at) => break at,
                None => screen.extend(
                    hear.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no \"{words}\" in {text}")),
                ),
            }
        };
        from += at + words.len();
        writer.write_all(typed.as_bytes()).unwrap();
    }
    loop {
        match hear.recv_timeout(PATIENCE) {
            Ok(bytes) => screen.extend(bytes),
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                child.kill().unwrap();
                panic!("the program goes on: {}", String::from_utf8_lossy(&screen));
            }
        }
    }
    let code = child.wait().unwrap().exit_code();
    (String::from_utf8_lossy(&screen).into_owned(), code)
}

#[test]
fn a_yes_is_asked_for_and_taken() {
    let world = World::new();
    let (screen, code) = on_terminal(&world, &["suspend", "fire/oil"], "y\n");
    assert!(screen.contains("This will put 1 card off until told. Go on? [y/N]"), "{screen}");
    assert_eq!(code, 0, "{screen}");
    assert_eq!(world.json(&["cards", "is:suspended"])["cards"][0]["key"], "fire/oil");
}

#[test]
fn anything_else_is_a_no() {
    let world = World::new();
    let (screen, code) = on_terminal(&world, &["suspend", "fire/oil"], "\n");
    assert!(screen.contains("Nothing was changed."), "{screen}");
    assert_eq!(code, 1, "{screen}");
    assert!(world.json(&["cards", "is:suspended"])["cards"].as_array().unwrap().is_empty());
}

#[test]
fn with_no_input_nothing_is_asked() {
    let world = World::new();
    assert_eq!(on_terminal(&world, &["suspend", "fire/oil", "--no-input"], "").1, 2);
}

#[test]
fn a_first_run_studies_at_once_and_a_later_one_gives_the_menu() {
    let world = World::new();
    let (screen, code) = on_terminal(&world, &["--plain"], "\n3\n:q\n");
    assert!(screen.contains("What do you do first on finding a fire?"), "{screen}");
    assert_eq!(code, 0, "{screen}");
    let (screen, code) = on_terminal(&world, &["--plain"], ":q\n");
    assert!(screen.contains("8 cards for today: 1 in learning, 7 new."), "{screen}");
    assert!(screen.contains("1: Study 8 cards (memoire study)"), "{screen}");
    assert_eq!(code, 0, "{screen}");
}

#[test]
fn a_dumb_terminal_gets_plain_lines() {
    let mut world = World::new();
    world.set("TERM", "dumb");
    let (screen, code) = on_terminal(&world, &["study"], ":q\n");
    assert!(screen.contains("0 done, left: 8 new."), "{screen}");
    assert!(!screen.contains('\u{1b}'), "{screen:?}");
    assert_eq!(code, 0, "{screen}");
}

#[test]
fn on_a_terminal_one_key_reveals_and_one_grades() {
    let mut world = World::empty();
    world.set("TERM", "xterm-256color");
    world.set("NO_COLOR", "1");
    world.write("decks/aid.toml", AID);
    let steps = [("What cools a burn?", " "), ("Running water", "4"), ("Progress is kept", "q")];
    let (screen, code) = converse(&world, &["study"], &steps);
    assert_eq!(code, 0, "{screen}");
    assert_eq!(world.json(&["history", "aid/burn"])["reviews"][0]["grade"], "easy");
}
