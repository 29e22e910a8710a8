use insta::assert_snapshot;

use crate::world::World;

#[test]
fn every_setting_and_where_it_comes_from() {
    let mut world = World::new();
    world.configure("new_per_day = 7\ndb = \"mine.db\"\n\n[scheduler]\nsteps = [\"90s\", \"10m\", \"1d\"]\nvariant = \"sm2\"\n");
    world.write(
        "memoire.toml",
        "new_per_day = 9\nrollover = \"03:30\"\n\n[deck.fire.scheduler]\nretention = 800\n",
    );
    world.set("MEMOIRE_DB", "other.db");
    assert_snapshot!(world.run(&["config", "--decks", "decks"]), @"");
    let settings = world.json(&["config"]);
    let of = |key: &str| {
        settings["settings"].as_array().unwrap().iter().find(|setting| setting["key"] == key).unwrap().clone()
    };
    assert_snapshot!(of("new_per_day"), @"");
    assert_snapshot!(of("scheduler.steps"), @"");
    assert_snapshot!(of("deck.fire.scheduler.retention"), @"");
    assert_snapshot!(of("db"), @"");
    assert_snapshot!(of("editor"), @"");
}

#[test]
fn where_things_are_kept() {
    let world = World::new();
    world.done(&["due"]);
    assert_snapshot!(world.run(&["config", "--paths"]), @"");
    assert_snapshot!(world.done(&["config", "--paths", "--json"]), @"");
}

#[test]
fn a_folder_cannot_name_database_or_editor() {
    let world = World::new();
    world.write("memoire.toml", "db = \"/tmp/elsewhere.db\"\neditor = \"sh\"\nnew_per_day = 2\n");
    assert_snapshot!(world.run(&["due"]), @"");
    assert!(world.database().exists());
}

#[test]
fn faults_of_all_files_at_once() {
    let world = World::new();
    world.configure("new_perday = 3\nfuzz = true\nreviews_per_day = -1\nnew_order = \"random\"\n");
    world.write(
        "memoire.toml",
        "rollover = 25\n[scheduler]\nease = 2.5\nsteps = [\"10 minutes\"]\nhard = 10\n[deck.Fire]\nnew_per_day = 1\n[deck.fire]\nrollover = 5\nease = 1\n",
    );
    assert_snapshot!(world.run(&["due"]), @"");
    assert_snapshot!(world.run(&["due", "--json"]).code, @"");
}

#[test]
fn a_file_that_was_asked_for_must_be_there() {
    let mut world = World::new();
    world.set("MEMOIRE_CONFIG", "nowhere.toml");
    assert_snapshot!(world.run(&["due"]), @"");
    world.write("mine.toml", "new_per_day = 4\n");
    world.configure("new_per_day = 5\n");
    world.set("MEMOIRE_CONFIG", "mine.toml");
    assert_eq!(world.json(&["due"])["total"]["new"], 4);
}
