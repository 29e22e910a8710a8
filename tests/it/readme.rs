//! The README is true to the byte: its files are written, its commands run, and what they print is compared.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// When the README's commands were run.
const NOW: &str = "2026-03-01T09:00:00Z";

/// A fenced block: its info string and its lines.
struct Block {
    info: String,
    lines: Vec<String>,
    /// Where its lines stand in the README, from 0.
    first: usize,
}

fn blocks(readme: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut inside = false;
    for (at, line) in readme.lines().enumerate() {
        match (line.strip_prefix("```"), inside) {
            (Some(info), false) => {
                blocks.push(Block { info: info.to_owned(), lines: Vec::new(), first: at + 1 });
                inside = true;
            }
            (Some(_), true) => inside = false,
            (None, true) => blocks.last_mut().unwrap().lines.push(line.to_owned()),
            (None, false) => {}
        }
    }
    blocks
}

/// Runs a command line in the folder; gives all it prints, with the folder's paths as a reader would see them.
fn run(folder: &Path, line: &str) -> String {
    let programs = Path::new(env!("CARGO_BIN_EXE_memoire")).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap_or_default());
    let home = folder.join("home");
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1; {line}")])
        .current_dir(home.join("course"))
        .env_clear()
        .envs([("PATH", path.as_str()), ("TZ", "UTC"), ("MEMOIRE_NOW", NOW), ("MEMOIRE_SEED", "1")])
        .env("HOME", &home)
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let canonical = home.canonicalize().unwrap();
    printed.replace(&canonical.display().to_string(), "~").replace(&home.display().to_string(), "~")
}

/// With `MEMOIRE_README=write` the outputs are written into the README instead of being compared.
#[test]
fn the_readme_prints_what_it_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let folder = TempDir::new().unwrap();
    let course = folder.path().join("home/course");
    fs::create_dir_all(&course).unwrap();
    let mut told = String::new();
    let mut next = 0;
    let lines: Vec<&str> = readme.lines().collect();
    let mut commands = 0;
    for block in blocks(&readme) {
        for line in &lines[next..block.first] {
            told.push_str(&format!("{line}\n"));
        }
        next = block.first + block.lines.len();
        let (kind, name) = block.info.split_once(' ').unwrap_or((&block.info, ""));
        if kind != "console" {
            for line in &block.lines {
                told.push_str(&format!("{line}\n"));
            }
            if !name.is_empty() {
                let file = course.join(name);
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(file, format!("{}\n", block.lines.join("\n"))).unwrap();
            }
            continue;
        }
        for line in block.lines.iter().filter_map(|line| line.strip_prefix("$ ")) {
            commands += 1;
            told.push_str(&format!("$ {line}\n{}", run(folder.path(), line)));
        }
    }
    for line in &lines[next..] {
        told.push_str(&format!("{line}\n"));
    }
    assert!(commands > 10, "the README shows hardly any command");
    if std::env::var("MEMOIRE_README").as_deref() == Ok("write") {
        fs::write(path, told).unwrap();
    } else {
        assert_same(&told, &readme);
    }
}

fn assert_same(printed: &str, readme: &str) {
    for (at, (now, said)) in printed.lines().zip(readme.lines()).enumerate() {
        assert_eq!(now, said, "README.md, line {}: run with MEMOIRE_README=write to renew it", at + 1);
    }
    assert_eq!(printed.lines().count(), readme.lines().count());
}
