//! A world of its own for each test: home, folders, clock, seed and zone are fixed, nothing of the machine shines in.

use std::fmt;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// When it is, unless a test says otherwise: a Sunday morning.
pub const NOW: &str = "2026-03-01T09:00:00Z";

/// A deck with every kind of card.
pub const FIRE: &str = r#"format = 1
id = "fire"
title = "Fire safety"
tags = ["induction"]
objective = "LO 1"
url = "https://example.org/fire"

[quick]
alarm = "What do you do first on finding a fire? :: Raise the alarm"
number = "European emergency number? :: =112 | one one two"
lift = "You may use a lift during an evacuation. :: false"
capital = "Norway ::: Oslo"
triangle = "Fire needs {{heat}}, {{fuel::it burns}} and {{#o oxygen}}."

[card.oil]
q = "Which extinguisher is for burning cooking oil?"
a = "Wet chemical"
wrong = ["Water", { text = "Foam", why = "Foam sinks into hot oil." }]
why = "Water makes burning oil spit."
hint = "Not water"
tags = ["extinguishers"]
objective = "LO 1.2"
source = "Handbook, page 12"

[card.steps]
q = "Order the first three steps."
items = ["Raise the alarm", "Call 112", "Leave"]
ordered = true

[card.sides]
q = "What does fire need?"
items = ["heat", "fuel", "oxygen"]
"#;

/// A small deck of another subject.
pub const AID: &str = r#"format = 1
id = "aid"
title = "First aid"

[quick]
burn = "What cools a burn? :: Running water"
"#;

/// A world of its own.
pub struct World {
    folder: TempDir,
    variables: Vec<(&'static str, String)>,
}

/// What a run of the program gave.
pub struct Run {
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    /// The exit code.
    pub code: i32,
}

impl World {
    /// An empty one.
    pub fn empty() -> Self {
        let folder = TempDir::new().unwrap();
        for name in ["home", "work"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        Self { folder, variables: vec![("MEMOIRE_NOW", NOW.to_owned()), ("MEMOIRE_SEED", "1".to_owned())] }
    }

    /// One with the deck on fire safety in `./decks`.
    pub fn new() -> Self {
        let world = Self::empty();
        world.write("decks/fire.toml", FIRE);
        world
    }

    /// The same at another time.
    pub fn at(mut self, now: &str) -> Self {
        self.set("MEMOIRE_NOW", now);
        self
    }

    /// Sets a variable for all runs from now on.
    pub fn set(&mut self, name: &'static str, value: &str) {
        self.variables.retain(|(other, _)| *other != name);
        self.variables.push((name, value.to_owned()));
    }

    /// The folder the program runs in.
    pub fn work(&self) -> PathBuf {
        self.folder.path().join("work")
    }

    /// A path below the folder the program runs in.
    pub fn path(&self, path: &str) -> PathBuf {
        self.work().join(path)
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        self.folder.path().join("home/data/memoire/progress.db")
    }

    /// The learner's configuration file.
    pub fn config_file(&self) -> PathBuf {
        self.folder.path().join("home/config/memoire/config.toml")
    }

    /// Writes a file below the folder the program runs in.
    pub fn write(&self, path: &str, text: &str) {
        write(&self.path(path), text);
    }

    /// Writes the learner's configuration.
    pub fn configure(&self, text: &str) {
        write(&self.config_file(), text);
    }

    /// Reads a file below the folder the program runs in.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Runs the program with nothing to read.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.feed(arguments, "")
    }

    /// Runs the program, with this to read.
    pub fn feed(&self, arguments: &[&str], input: &str) -> Run {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // The program may end before it has read all.
        _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        Run {
            out: self.without_paths(&output.stdout),
            err: self.without_paths(&output.stderr),
            code: output.status.code().unwrap_or(-1),
        }
    }

    /// Runs the program and wants it to do what it was asked; gives its output.
    pub fn done(&self, arguments: &[&str]) -> String {
        let run = self.run(arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {run}");
        run.out
    }

    /// Grades cards in plain lines: the answers, then `:q`.
    pub fn study(&self, arguments: &[&str], lines: &[&str]) -> Run {
        let arguments: Vec<&str> = ["study", "--plain"].iter().chain(arguments).copied().collect();
        let run = self.feed(&arguments, &format!("{}\n:q\n", lines.join("\n")));
        assert_eq!(run.code, 0, "{run}");
        run
    }

    /// Runs the program and reads its output as JSON.
    pub fn json(&self, arguments: &[&str]) -> serde_json::Value {
        let arguments: Vec<&str> = arguments.iter().copied().chain(["--json"]).collect();
        serde_json::from_str(&self.done(&arguments)).unwrap()
    }

    /// The program in this world.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let home = self.folder.path().join("home");
        let mut command = Command::new(env!("CARGO_BIN_EXE_memoire"));
        command
            .args(arguments)
            .current_dir(self.work())
            .env_clear()
            .env("HOME", &home)
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("TZ", "UTC")
            .envs(self.variables.iter().map(|(name, value)| (*name, value.as_str())));
        command
    }

    /// The text with the world's own folder written as `[WORLD]`.
    fn without_paths(&self, bytes: &[u8]) -> String {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let canonical = self.folder.path().canonicalize().unwrap();
        let plain = text.replace(&canonical.display().to_string(), "[WORLD]");
        plain.replace(&self.folder.path().display().to_string(), "[WORLD]")
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.out)?;
        if !self.err.is_empty() {
            write!(f, "--- standard error\n{}", self.err)?;
        }
        writeln!(f, "--- exit {}", self.code)
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
