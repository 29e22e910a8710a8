use insta::assert_snapshot;

use crate::world::{AID, World};

#[test]
fn what_is_left_for_today() {
    let world = World::new();
    world.write("decks/aid.toml", AID);
    assert_snapshot!(world.run(&["due"]), @"
    deck  new  learning  due  overdue
    aid     1         0    0        0
    fire    8         0    0        0
    all     9         0    0        0
    --- standard error
    Decks are read from ./decks.
    --- exit 0
    ");
    assert_snapshot!(world.run(&["due", "--json"]), @r#"
    {
      "format": 1,
      "day": "2026-03-01",
      "decks": [
        {
          "deck": "aid",
          "new": 1,
          "learning": 0,
          "due": 0,
          "overdue": 0
        },
        {
          "deck": "fire",
          "new": 8,
          "learning": 0,
          "due": 0,
          "overdue": 0
        }
      ],
      "total": {
        "new": 9,
        "learning": 0,
        "due": 0,
        "overdue": 0
      }
    }
    --- exit 0
    "#);
}

#[test]
fn counts_follow_what_was_studied() {
    let mut world = World::new();
    // The alarm is known at once, the number needs its second step.
    world.study(&[], &["", "4", "112", "3"]);
    assert_snapshot!(world.done(&["due"]), @"
    deck  new  learning  due  overdue
    fire    6         1    0        0
    ");
    world.set("MEMOIRE_NOW", "2026-03-10T09:00:00Z");
    assert_snapshot!(world.done(&["due"]), @"
    deck  new  learning  due  overdue
    fire    6         1    1        1
    ");
}

#[test]
fn limits_and_siblings_are_heeded_unless_raw() {
    let world = World::new();
    world.configure("new_per_day = 3\n");
    assert_eq!(world.json(&["due"])["total"]["new"], 3);
    assert_eq!(world.json(&["due", "--raw"])["total"]["new"], 11);
    world.configure("bury_siblings = true\n");
    assert_eq!(world.json(&["due"])["total"]["new"], 8);
    world.configure("bury_siblings = false\n");
    assert_eq!(world.json(&["due"])["total"]["new"], 11);
    world.configure("[deck.fire]\nbury_siblings = false\n");
    assert_eq!(world.json(&["due"])["total"]["new"], 11);
    world.configure("[deck.fire]\nnew_per_day = 1\n");
    assert_eq!(world.json(&["due"])["total"]["new"], 1);
}

#[test]
fn what_was_put_off_is_not_counted() {
    let world = World::new();
    world.done(&["suspend", "fire/alarm", "-y"]);
    world.done(&["bury", "kind:cloze", "-y"]);
    assert_eq!(world.json(&["due"])["total"]["new"], 6);
    assert_eq!(world.json(&["due", "--raw"])["total"]["new"], 11, "raw counts heed nothing");
}

#[test]
fn a_deck_for_exams_only_is_never_due() {
    let world = World::new();
    world.write("decks/bank.toml", "format = 1\nid = \"bank\"\nstudy = false\n[quick]\na = \"A? :: B\"\n");
    let decks = world.json(&["due"]);
    assert_eq!(decks["decks"].as_array().unwrap().len(), 1);
}

#[test]
fn a_format_reads_the_database_and_nothing_else() {
    let world = World::new();
    assert_snapshot!(world.run(&["due", "--format", "{due}+{new}"]), @"
    0+0
    --- exit 0
    ");
    assert!(!world.database().exists());
    world.done(&["due"]);
    world.write("decks/aid.toml", AID);
    assert_eq!(world.done(&["due", "--format", "{due}+{new}"]), "0+8\n");
    assert_snapshot!(world.run(&["due", "--format", "{deu}"]), @r#"
    --- standard error
    error: "{deu}" is no count
    hint: known are {new}, {learning}, {due}, {overdue} and {total}
    --- exit 2
    "#);
}

#[test]
fn check_tells_by_exit_code() {
    let world = World::empty();
    world.write("decks/aid.toml", AID);
    assert_eq!(world.run(&["due", "--check"]).code, 0);
    world.study(&[], &["", "4"]);
    assert_eq!(world.run(&["due", "--check"]).code, 1);
    assert_eq!(world.run(&["due"]).code, 0);
}

#[test]
fn the_study_day_turns_at_four() {
    let mut world = World::empty().at("2026-03-02T03:59:00Z");
    world.write("decks/aid.toml", AID);
    assert_eq!(world.json(&["due"])["day"], "2026-03-01");
    world.set("MEMOIRE_NOW", "2026-03-02T04:00:00Z");
    assert_eq!(world.json(&["due"])["day"], "2026-03-02");
    world.configure("rollover = \"05:30\"\n");
    assert_eq!(world.json(&["due"])["day"], "2026-03-01");
}
