//! The doctor, and what makes him needed: clocks that were wrong, tables that differ from the log, changed variants.

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::world::World;

/// A world with one card known on the first of March.
fn studied() -> World {
    let world = World::new();
    world.study(&["fire/alarm"], &["", "4"]);
    world
}

fn card(world: &World, key: &str) -> serde_json::Value {
    world.json(&["cards", key])["cards"][0].clone()
}

#[test]
fn all_is_well() {
    let world = studied();
    let run = world.run(&["doctor"]);
    assert_snapshot!(run, @"
    The database [WORLD]/home/data/memoire/progress.db is whole and can be written.
    Every answer is synced to its write-ahead log.
    1 copy is kept in [WORLD]/home/data/memoire/backups, the last progress-2026-03-01.db.
    No answer lies in the future or out of order.
    Every card is as its log says.
    No card that is known is stuck at a low ease.
    No card is a leech.
    --- exit 0
    ");
    let json = world.json(&["doctor"]);
    assert_eq!(json["well"], true);
    assert_eq!(json["checks"].as_array().unwrap().len(), 7);
}

#[test]
fn a_year_ahead_is_told_shown_mended_and_taken_back() {
    let mut world = studied();
    world.set("MEMOIRE_NOW", "2027-03-02T20:00:00Z");
    world.study(&["fire/oil"], &["2", "4"]);
    world.study(&["fire/alarm"], &["", "3"]);
    // The clock is set right.
    world.set("MEMOIRE_NOW", "2026-03-03T09:00:00Z");
    let run = world.run(&["due"]);
    assert!(
        run.err.contains(
            "The clock says 2026-03-03, but answers are dated up to 2027-03-02: set it right, or, if it is right now, \
             see `memoire doctor --mend-clock`."
        ),
        "{run}"
    );
    assert!(card(&world, "fire/oil")["due"].as_str().unwrap().starts_with("2027-03"));
    let sick = world.run(&["doctor"]);
    assert_eq!(sick.code, 1, "{sick}");
    assert!(sick.out.contains("2 answers were dated by a wrong clock; 2 cards wait for days far too late."), "{sick}");

    assert_snapshot!(world.run(&["doctor", "--mend-clock"]), @"
    Today is taken to be 2026-03-03. Dated by a wrong clock:
      2 answers of 2027-03-02: really 2026-03-02
      fire/alarm: due 2028-06-07, will be due 2026-03-06
      fire/oil: due 2027-03-06, will be due 2026-03-06
    --- standard error
    error: to give 2 answers of 2 cards another day needs a yes, and there is no terminal to ask on
    hint: repeat it with --yes
    --- exit 2
    ");
    let run = world.run(&["doctor", "--mend-clock", "-y"]);
    assert!(run.out.contains("2 answers of 2 cards given another day."), "{run}");
    assert_eq!(card(&world, "fire/oil")["due"], "2026-03-06");
    assert_eq!(world.json(&["history", "fire/oil"])["reviews"][0]["day"], "2026-03-02");
    assert_eq!(world.run(&["doctor"]).code, 0);
    assert!(!world.run(&["due"]).err.contains("The clock says"));
    assert_snapshot!(world.run(&["doctor", "--mend-clock"]), @"
    No answer lies in the future or out of order.
    --- exit 0
    ");
    world.done(&["undo"]);
    assert!(card(&world, "fire/oil")["due"].as_str().unwrap().starts_with("2027-03"));
    assert_eq!(world.run(&["doctor"]).code, 1);
}

#[test]
fn a_clock_set_back_by_an_hour_during_a_card_changes_nothing() {
    let mut world = studied();
    world.set("MEMOIRE_NOW", "2026-03-05T12:00:00Z");
    world.study(&["fire/alarm"], &["", "3"]);
    world.set("MEMOIRE_NOW", "2026-03-05T11:00:00Z");
    world.study(&["fire/oil"], &["2", "4"]);
    assert_eq!(world.run(&["doctor"]).code, 0);
    let reviews = world.json(&["history", "fire/oil"])["reviews"].clone();
    assert!(reviews[0]["millis"].is_null() || reviews[0]["millis"].as_i64().unwrap() >= 0);
}

#[test]
fn what_differs_from_the_log_is_shown_and_put_right() {
    let world = studied();
    let database = Connection::open(world.database()).unwrap();
    database.execute("UPDATE cards SET interval = 99 WHERE key = 'fire/alarm'", []).unwrap();
    drop(database);
    let sick = world.run(&["doctor"]);
    assert_eq!(sick.code, 1);
    assert!(sick.out.contains("1 card is not as the log says. fire/alarm."), "{sick}");
    assert_snapshot!(world.run(&["doctor", "--rebuild"]), @"
    fire/alarm: review, due 2026-03-05, interval 99, ease 2.500, lapses 0, grades 1, sm2+; by the log review, due 2026-03-05, interval 4, ease 2.500, lapses 0, grades 1, sm2+
    --- standard error
    error: to set 1 card to what the log says needs a yes, and there is no terminal to ask on
    hint: repeat it with --yes
    --- exit 2
    ");
    let run = world.run(&["doctor", "--rebuild", "-y"]);
    assert!(run.out.contains("1 card set to what the log says."), "{run}");
    assert_eq!(card(&world, "fire/alarm")["interval_days"], 4);
    assert_snapshot!(world.run(&["doctor", "--rebuild"]), @"
    Every card is as its log says.
    --- exit 0
    ");
}

#[test]
fn a_card_that_is_known_but_stuck_has_its_ease_raised_and_back() {
    let mut world = World::new();
    world.configure("[scheduler]\nease = 1400\nfuzz = false\n");
    for day in ["01", "06", "20", "28"] {
        world.set("MEMOIRE_NOW", &format!("2026-03-{day}T09:00:00Z"));
        world.study(&["fire/alarm"], &["", if day == "01" { "4" } else { "3" }]);
    }
    let run = world.run(&["doctor"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.out.contains("1 card is known but stuck in short intervals"), "{run}");
    assert_snapshot!(world.run(&["doctor", "--mend-ease", "-y"]), @"
    Known but stuck in short intervals: fire/alarm.
    The ease of 1 card raised.
    --- standard error
    `memoire undo` takes it back.
    --- exit 0
    ");
    assert_eq!(card(&world, "fire/alarm")["ease"], 2000);
    world.done(&["undo"]);
    assert_eq!(card(&world, "fire/alarm")["ease"], 1400);
}

#[test]
fn another_variant_in_the_settings_replays_the_cards_and_back_again() {
    let mut world = studied();
    world.set("MEMOIRE_NOW", "2026-03-05T09:00:00Z");
    world.study(&["fire/alarm"], &["", "3"]);
    let before = card(&world, "fire/alarm");
    world.configure("[deck.fire.scheduler]\nvariant = \"sm2\"\n");
    // Told before it is done.
    let run = world.run(&["doctor"]);
    assert!(run.out.contains("The next session replays 1 card of fire under sm2: 0 due today then, 0 now."), "{run}");
    assert_eq!(card(&world, "fire/alarm"), before);
    let run = world.study(&["fire/oil"], &[]);
    assert!(
        run.err.contains(
            "fire: the scheduler is now sm2; 1 card replayed, 0 due today (0 before). Setting `variant` back undoes it."
        ),
        "{run}"
    );
    let switched = card(&world, "fire/alarm");
    assert_eq!((switched["interval_days"].clone(), switched["due"].clone()), (6.into(), "2026-03-11".into()));
    assert!(!world.study(&["fire/oil"], &[]).err.contains("scheduler is now"));
    assert_eq!(world.run(&["doctor"]).code, 0);
    world.configure("");
    let run = world.study(&["fire/oil"], &[]);
    assert!(run.err.contains("the scheduler is now sm2+"), "{run}");
    assert_eq!(card(&world, "fire/alarm"), before);
    assert_eq!(world.run(&["doctor"]).code, 0);
}
