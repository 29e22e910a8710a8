//! What went wrong in other programs: sessions that are broken off, days that turn, two sessions at a time.

use std::fs;

use rusqlite::Connection;

use crate::world::{AID, World};

/// A deck of so many plain cards.
fn numbers(count: u32) -> String {
    let lines: Vec<String> = (1..=count).map(|n| format!("n{n:02} = \"Number {n}? :: {n}\"")).collect();
    format!("format = 1\nid = \"numbers\"\n[quick]\n{}\n", lines.join("\n"))
}

#[test]
fn the_limit_on_new_cards_counts_what_was_done_today() {
    let mut world = World::empty();
    world.write("decks/numbers.toml", &numbers(20));
    world.configure("new_per_day = 5\n");
    world.study(&[], &["", "4", "", "4", "", "4"]);
    assert_eq!(world.json(&["due"])["total"]["new"], 2);
    let run = world.study(&[], &[]);
    assert!(run.out.contains("left: 2 new"), "{run}");
    world.set("MEMOIRE_NOW", "2026-03-02T09:00:00Z");
    assert_eq!(world.json(&["due"])["total"]["new"], 5);
}

#[test]
fn input_that_is_no_answer_ends_and_grades_nothing() {
    let world = World::new();
    for (arguments, input) in [(vec!["study"], "y\n".repeat(1000)), (vec!["study", "--plain"], String::new())]
    {
        let run = world.feed(&arguments, &input);
        assert_eq!(run.code, 2, "{run}");
    }
    // Every line is an answer or a wrong grade: three wrong ones in a row end it.
    let run = world.feed(&["study", "--plain"], &"y\n".repeat(1000));
    assert_eq!(run.code, 2, "{run}");
    assert_eq!(world.json(&["cards", "is:new"])["cards"].as_array().unwrap().len(), 11);
}

#[cfg(unix)]
#[test]
fn where_the_folder_is_read_only_lists_work_and_study_refuses_before_the_first_card() {
    use std::os::unix::fs::PermissionsExt;

    let world = World::new();
    world.done(&["due"]);
    let folder = world.database().parent().unwrap().to_owned();
    let set = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
    set(0o555);
    // Root may write everywhere: then there is nothing to see.
    let writable = fs::write(folder.join("probe"), "").is_ok();
    let (cards, study) = (world.run(&["cards"]), world.feed(&["study", "--plain"], "\n3\n"));
    set(0o755);
    if writable {
        return;
    }
    assert!(cards.code == 0 && cards.out.contains("fire/alarm"), "{cards}");
    assert!(study.code == 74 && study.out.is_empty() && study.err.contains("progress.db"), "{study}");
}

#[test]
fn a_newer_database_is_refused_with_both_versions_and_stays_as_it_is() {
    let world = World::new();
    world.done(&["due"]);
    let version: i64 = {
        let database = Connection::open(world.database()).unwrap();
        let version = database.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        database.pragma_update(None, "user_version", version + 1).unwrap();
        version
    };
    let before = fs::read(world.database()).unwrap();
    for arguments in [&["cards"][..], &["study", "--plain"], &["due", "--format", "{due}"]] {
        let run = world.run(arguments);
        assert_eq!(run.code, 74, "{run}");
        assert!(run.err.contains(&format!("version {}", version + 1)), "{run}");
        assert!(run.err.contains(&format!("up to {version}")), "{run}");
    }
    assert_eq!(fs::read(world.database()).unwrap(), before);
}

#[test]
fn the_same_wording_in_two_decks_is_two_cards() {
    let world = World::empty();
    for deck in ["north", "south"] {
        let text = format!(
            "format = 1\nid = \"{deck}\"\n[quick]\nhost = \"Capital of the host country? :: Brussels\"\n"
        );
        world.write(&format!("decks/{deck}.toml"), &text);
    }
    world.study(&["north"], &["", "4"]);
    let due = world.json(&["due"]);
    assert_eq!((&due["decks"][0]["new"], &due["decks"][1]["new"]), (&0.into(), &1.into()));
    assert_eq!(world.json(&["show", "south/host"])["reps"], 0);
}

#[test]
fn mending_a_slip_keeps_what_is_known() {
    let world = World::empty();
    world.write("decks/aid.toml", &AID.replace("cools", "coools"));
    world.study(&[], &["", "4"]);
    let before = world.json(&["cards", "aid/burn"]);
    world.write("decks/aid.toml", &AID.replace("Running water", "Cool running water"));
    let after = world.json(&["cards", "aid/burn"]);
    for key in ["state", "due", "interval_days", "ease", "reps", "lapses"] {
        assert_eq!(before["cards"][0][key], after["cards"][0][key], "{key}");
    }
    assert_eq!(after["cards"][0]["question"], "What cools a burn?");
    assert_eq!(after["cards"][0]["answers"][0], "Cool running water");
}

#[test]
fn study_after_midnight_belongs_to_the_evening_before() {
    let mut world = World::empty().at("2026-03-10T23:50:00Z");
    world.write("decks/aid.toml", AID);
    world.configure("[scheduler]\nsteps = []\nfuzz = false\n");
    world.study(&[], &["", "3"]);
    let mut due = |now: &str| {
        world.set("MEMOIRE_NOW", now);
        world.json(&["due"])["total"]["due"].as_u64().unwrap()
    };
    assert_eq!(due("2026-03-11T00:30:00Z"), 0);
    assert_eq!(due("2026-03-11T03:59:59Z"), 0);
    assert_eq!(due("2026-03-11T04:00:00Z"), 1);
}

#[test]
fn a_day_of_23_or_25_hours_is_one_day() {
    for (answered, not_yet, due_at) in [
        ("2026-03-28T21:00:00+01:00", "2026-03-29T03:30:00+02:00", "2026-03-29T04:00:00+02:00"),
        ("2026-10-24T23:30:00+02:00", "2026-10-25T02:30:00+01:00", "2026-10-25T04:00:00+01:00"),
    ] {
        let mut world = World::empty().at(answered);
        world.set("TZ", "Europe/Berlin");
        world.write("decks/aid.toml", AID);
        world.configure("[scheduler]\nsteps = []\nfuzz = false\n");
        world.study(&[], &["", "3"]);
        world.set("MEMOIRE_NOW", not_yet);
        assert_eq!(world.json(&["due"])["total"]["due"], 0, "{not_yet}");
        world.set("MEMOIRE_NOW", due_at);
        assert_eq!(world.json(&["due"])["total"]["due"], 1, "{due_at}");
    }
}

#[test]
fn a_session_holds_no_lock_while_it_waits() {
    use std::io::{BufRead, BufReader, Write};
    use std::process::Stdio;

    let world = World::new();
    let mut first = world
        .command(&["study", "--plain"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut screen = BufReader::new(first.stdout.take().unwrap()).lines();
    let mut read_to = |words: &str| {
        let mut lines = Vec::new();
        for line in screen.by_ref() {
            lines.push(line.unwrap());
            if lines[lines.len() - 1].contains(words) {
                return lines;
            }
        }
        panic!("\"{words}\" was never said: {lines:?}");
    };
    read_to("finding a fire?");
    world.study(&[], &["", "4"]);
    let mut typed = first.stdin.take().unwrap();
    typed.write_all(b"\n3\n").unwrap();
    // The other session was faster: that is said, and nothing is lost.
    read_to("fire/alarm");
    typed.write_all(b":q\n").unwrap();
    read_to("Stopped.");
    assert!(first.wait().unwrap().success());
    let history = world.json(&["history", "fire/alarm"]);
    assert_eq!(history["reviews"].as_array().unwrap().len(), 1);
    assert_eq!(history["reviews"][0]["grade"], "easy");
}

#[test]
fn a_busy_database_is_said_and_nothing_is_written() {
    let world = World::new();
    world.done(&["due"]);
    let holder = Connection::open(world.database()).unwrap();
    holder.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let run = world.run(&["suspend", "fire/oil", "-y"]);
    assert_eq!(run.code, 75, "{run}");
    holder.execute_batch("ROLLBACK").unwrap();
    assert!(world.json(&["cards", "is:suspended"])["cards"].as_array().unwrap().is_empty());
}

#[test]
fn a_time_zone_that_is_not_known_is_said() {
    let mut world = World::new();
    world.set("TZ", "Nowhere/Bad");
    let run = world.run(&["due"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(
        run.err.contains("TZ=Nowhere/Bad is no time zone this machine knows; times are those of UTC"),
        "{run}"
    );
    assert!(!world.run(&["due", "--quiet"]).err.contains("TZ="));
    world.set("TZ", "CET-1CEST,M3.5.0,M10.5.0/3");
    assert!(!world.run(&["due"]).err.contains("TZ="));
}

#[test]
fn of_two_siblings_one_comes_today_and_the_other_first_tomorrow() {
    let mut world = World::empty();
    world.configure("new_per_day = 1\n[scheduler]\nfuzz = false\n");
    let two = "both = \"One way? ::: The other\"\n";
    let three = "x = \"X? :: x\"\ny = \"Y? :: y\"\nz = \"Z? :: z\"\n";
    world.write("decks/s.toml", &format!("format = 1\nid = \"s\"\n[quick]\n{two}{three}"));
    world.study(&["s/both"], &["", "4"]);
    world.configure("[scheduler]\nfuzz = false\n");
    world.set("MEMOIRE_NOW", "2026-03-05T09:00:00Z");
    assert_eq!(world.json(&["due"])["total"]["due"], 1);
    let run = world.study(&[], &["", "3"].repeat(20));
    let asked = |text: &str| run.out.lines().filter(|line| *line == text).count();
    assert_eq!((asked("One way?"), asked("The other")), (1, 0), "{run}");
    world.set("MEMOIRE_NOW", "2026-03-06T09:00:00Z");
    assert_eq!(world.json(&["due"])["total"]["new"], 1);
    let run = world.study(&["s/both/reverse"], &[""]);
    assert!(run.out.contains("The other"), "{run}");
}
