use insta::assert_snapshot;

use crate::world::{AID, World};

#[test]
fn decks_are_listed() {
    let world = World::new();
    world.write("decks/aid.toml", AID);
    world.write("decks/bank.toml", "format = 1\nid = \"bank\"\nstudy = false\n[quick]\na = \"A? :: B\"\n");
    assert_snapshot!(world.run(&["decks"]), @"
    deck  cards  new  learning  due  mature  studied  title
    aid       1    1         0    0      0%  never    First aid
    bank      1    0         0    0      0%  never    bank (for exams and quizzes only)
    fire     11    8         0    0      0%  never    Fire safety
    --- standard error
    Decks are read from ./decks.
    --- exit 0
    ");
    assert_snapshot!(world.done(&["decks", "--json"]), @r#"
    {
      "format": 1,
      "decks": [
        {
          "deck": "aid",
          "title": "First aid",
          "study": true,
          "cards": 1,
          "new": 1,
          "learning": 0,
          "due": 0,
          "overdue": 0,
          "mature": 0,
          "last_studied": null,
          "next_exam": null,
          "root": "[WORLD]/work/decks",
          "files": [
            "aid.toml"
          ],
          "document": null,
          "url": null
        },
        {
          "deck": "bank",
          "title": "bank",
          "study": false,
          "cards": 1,
          "new": 0,
          "learning": 0,
          "due": 0,
          "overdue": 0,
          "mature": 0,
          "last_studied": null,
          "next_exam": null,
          "root": "[WORLD]/work/decks",
          "files": [
            "bank.toml"
          ],
          "document": null,
          "url": null
        },
        {
          "deck": "fire",
          "title": "Fire safety",
          "study": true,
          "cards": 11,
          "new": 8,
          "learning": 0,
          "due": 0,
          "overdue": 0,
          "mature": 0,
          "last_studied": null,
          "next_exam": null,
          "root": "[WORLD]/work/decks",
          "files": [
            "fire.toml"
          ],
          "document": null,
          "url": "https://example.org/fire"
        }
      ]
    }
    "#);
}

#[test]
fn without_decks_anywhere_the_built_in_one_serves() {
    let world = World::empty();
    let run = world.run(&["decks", "--json"]);
    assert!(run.out.contains("\"root\": \"builtin:\""), "{run}");
}

#[test]
fn the_built_in_deck_steps_aside_but_answers_to_its_name() {
    let world = World::empty();
    let name = world.json(&["decks"])["decks"][0]["deck"].as_str().unwrap().to_owned();
    world.write("decks/aid.toml", AID);
    let decks = world.json(&["decks"]);
    assert_eq!(decks["decks"].as_array().unwrap().len(), 1);
    let cards = world.json(&["cards", &name]);
    assert!(cards["cards"].as_array().unwrap().len() > 10);
    assert!(world.json(&["cards"])["cards"].as_array().unwrap().len() == 1);
}

#[test]
fn the_learners_own_folder_comes_before_the_built_in_deck() {
    let world = World::empty();
    let own = world.database().parent().unwrap().join("decks");
    std::fs::create_dir_all(&own).unwrap();
    std::fs::write(own.join("aid.toml"), AID).unwrap();
    assert_eq!(world.json(&["decks"])["decks"][0]["deck"], "aid");
}

#[test]
fn folders_are_named_by_flag_variable_and_file() {
    let mut world = World::new();
    world.write("a/aid.toml", AID);
    world.write("b/bank.toml", "format = 1\nid = \"bank\"\n[quick]\na = \"A? :: B\"\n");
    world.write("here/memoire.toml", "decks = [\"none\"]\n");
    let ids = |world: &World, arguments: &[&str]| -> Vec<String> {
        let arguments: Vec<&str> = ["decks"].iter().chain(arguments).copied().collect();
        let decks = world.json(&arguments);
        decks["decks"]
            .as_array()
            .unwrap()
            .iter()
            .map(|deck| deck["deck"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(ids(&world, &[]), ["fire"]);
    world.write("memoire.toml", "decks = [\"a\"]\n");
    assert_eq!(ids(&world, &[]), ["aid"]);
    world.set("MEMOIRE_DECKS", "b:decks");
    assert_eq!(ids(&world, &[]), ["bank", "fire"]);
    assert_eq!(ids(&world, &["--decks", "a", "--decks", "b"]), ["aid", "bank"]);
}

#[test]
fn the_next_exam_and_the_last_study_are_told() {
    let mut world = World::new();
    world.write("decks/aid.toml", AID);
    world.study(&["fire/alarm"], &["", "4"]);
    world.done(&["exam", "follow", "deck:fire", "--date", "2026-04-01", "--minutes", "20"]);
    world.set("MEMOIRE_NOW", "2026-03-02T09:00:00Z");
    assert_snapshot!(world.run(&["decks"]), @"
    deck  cards  new  learning  due  mature  studied    exam        title
    aid       1    0         0    0      0%  never                  First aid
    fire     11    1         0    0      0%  yesterday  2026-04-01  Fire safety
    --- standard error
    Decks are read from ./decks.
    --- exit 0
    ");
    let json = world.json(&["decks"]);
    assert_eq!(json["decks"][1]["next_exam"]["day"], "2026-04-01");
    assert_eq!(json["decks"][1]["last_studied"], "2026-03-01");
    assert_eq!(json["decks"][0]["next_exam"], serde_json::Value::Null);
    let page = world.done(&["report"]);
    assert!(page.contains("<h2>Exam: Fire safety</h2>") && page.contains("Too little is known"), "{page}");
}
