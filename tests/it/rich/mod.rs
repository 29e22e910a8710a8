//! The rich front through the program, on a terminal of its own: what is on the screen after each key.

mod edit;
mod ends;
mod harmless;
mod home;
mod keys;
mod matrix;
mod new;

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::world::World;

/// How long a screen may take to come before the test has failed.
const PATIENCE: Duration = Duration::from_secs(10);

/// The program on a terminal, and what stands on its screen.
struct Terminal {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    bytes: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    /// All that was ever written.
    raw: String,
    /// Its folders, which go when it goes.
    world: World,
}

impl Terminal {
    fn start(world: World, arguments: &[&str]) -> Self {
        Self::sized(world, arguments, 24, 80)
    }

    /// The same on a terminal of that size.
    fn sized(world: World, arguments: &[&str], rows: u16, columns: u16) -> Self {
        let pair = native_pty_system().openpty(size(rows, columns)).unwrap();
        let plain = world.command(arguments);
        let mut command = CommandBuilder::new(plain.get_program());
        command.env_clear();
        command.args(plain.get_args());
        command.cwd(world.work());
        for (name, value) in plain.get_envs() {
            command.env(name, value.unwrap());
        }
        if plain.get_envs().all(|(name, _)| name != "TERM") {
            command.env("TERM", "xterm-256color");
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (sender, bytes) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let parser = vt100::Parser::new(cells(rows), cells(columns), 0);
        Self { master: pair.master, writer, child, bytes, parser, raw: String::new(), world }
    }

    /// One card of a deck, studied.
    fn card(world: World, entry: &str) -> Self {
        world.write("decks/one.toml", &format!("format = 1\nid = \"one\"\ntitle = \"One\"\n\n{entry}\n"));
        Self::start(world, &["study"])
    }

    fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    fn keys(&mut self, keys: &str) -> &mut Self {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self
    }

    /// Waits until a text is on the screen.
    fn see(&mut self, text: &str) -> &mut Self {
        self.wait(text, |screen| screen.contains(text))
    }

    /// Waits until a text is no longer on the screen.
    fn see_no(&mut self, text: &str) -> &mut Self {
        self.wait(text, |screen| !screen.contains(text))
    }

    fn wait(&mut self, what: &str, come: impl Fn(&str) -> bool) -> &mut Self {
        while !come(&self.screen()) {
            let Ok(bytes) = self.bytes.recv_timeout(PATIENCE) else {
                panic!("waited in vain for {what:?}; the screen is\n{}", self.screen());
            };
            self.raw.push_str(&String::from_utf8_lossy(&bytes));
            self.parser.process(&bytes);
        }
        self
    }

    fn resize(&mut self, rows: u16, columns: u16) -> &mut Self {
        self.parser.screen_mut().set_size(cells(rows), cells(columns));
        self.master.resize(size(rows, columns)).unwrap();
        self
    }

    /// The exit code, once the program has ended and all it wrote is read.
    fn code(&mut self) -> u32 {
        loop {
            match self.bytes.recv_timeout(PATIENCE) {
                Ok(bytes) => {
                    self.raw.push_str(&String::from_utf8_lossy(&bytes));
                    self.parser.process(&bytes);
                }
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    panic!("the program goes on; the screen is\n{}", self.screen())
                }
            }
        }
        self.child.wait().unwrap().exit_code()
    }

    /// Stops the session and ends at the summary.
    fn stop(&mut self) {
        self.keys("q").see("Enter quit").keys("\r");
        assert_eq!(self.code(), 0);
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// Two cards to answer in one's head.
const BASIC: &str = "[quick]\na = \"First? :: one\"\nb = \"Second? :: two\"";
