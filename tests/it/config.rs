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
    assert_snapshot!(world.run(&["config", "--decks", "decks"]), @r#"
    setting                        value               from
    decks                          ["decks"]           --decks
    db                             "other.db"          MEMOIRE_DB
    editor                         -                   default
    plain                          false               default
    rollover                       "03:30"             memoire.toml:2
    new_per_day                    9                   memoire.toml:1
    reviews_per_day                200                 default
    new_order                      "mixed"             default
    bury_siblings                  true                default
    two_buttons                    false               default
    scheduler.variant              "sm2"               [WORLD]/home/config/memoire/config.toml:6
    scheduler.fuzz                 true                default
    scheduler.steps                ["90s","10m","1d"]  [WORLD]/home/config/memoire/config.toml:5
    scheduler.relearn_steps        ["10m"]             default
    scheduler.graduate_good        1                   default
    scheduler.graduate_easy        4                   default
    scheduler.ease                 2500                default
    scheduler.ease_floor           1300                default
    scheduler.hard                 1200                default
    scheduler.easy_bonus           1300                default
    scheduler.modifier             1000                default
    scheduler.lapse_multiplier     0                   default
    scheduler.lapse_minimum        1                   default
    scheduler.max_interval         36500               default
    scheduler.leech                8                   default
    scheduler.retention            900                 default
    scheduler.weights              -                   default
    deck.fire.scheduler.retention  800                 memoire.toml:5
    --- exit 0
    "#);
    let settings = world.json(&["config"]);
    let of = |key: &str| {
        settings["settings"].as_array().unwrap().iter().find(|setting| setting["key"] == key).unwrap().clone()
    };
    assert_snapshot!(of("new_per_day"), @r#"{"from":"memoire.toml:1","key":"new_per_day","value":9}"#);
    assert_snapshot!(of("scheduler.steps"), @r#"{"from":"[WORLD]/home/config/memoire/config.toml:5","key":"scheduler.steps","value":["90s","10m","1d"]}"#);
    assert_snapshot!(of("deck.fire.scheduler.retention"), @r#"{"from":"memoire.toml:5","key":"deck.fire.scheduler.retention","value":800}"#);
    assert_snapshot!(of("db"), @r#"{"from":"MEMOIRE_DB","key":"db","value":"other.db"}"#);
    assert_snapshot!(of("editor"), @r#"{"from":"default","key":"editor","value":null}"#);
}

#[test]
fn what_nobody_set_is_told_as_it_holds() {
    let world = World::new();
    let settings = world.json(&["config"]);
    assert_snapshot!(settings["settings"][0], @r#"{"from":"default","key":"decks","value":["decks"]}"#);
    assert_snapshot!(settings["settings"][1], @r#"{"from":"default","key":"db","value":"[WORLD]/home/data/memoire/progress.db"}"#);
}

#[test]
fn where_things_are_kept() {
    let world = World::new();
    world.done(&["due"]);
    assert_snapshot!(world.run(&["config", "--paths"]), @"
    config    memoire.toml  (not there)
    config    [WORLD]/home/config/memoire/config.toml  (not there)
    database  [WORLD]/home/data/memoire/progress.db
    decks     decks
    own decks [WORLD]/home/data/memoire/decks  (not there)
    --- exit 0
    ");
    assert_snapshot!(world.done(&["config", "--paths", "--json"]), @r#"
    {
      "format": 1,
      "config": [
        "memoire.toml",
        "[WORLD]/home/config/memoire/config.toml"
      ],
      "database": "[WORLD]/home/data/memoire/progress.db",
      "decks": [
        "decks"
      ],
      "own_decks": "[WORLD]/home/data/memoire/decks"
    }
    "#);
}

#[test]
fn a_folder_cannot_name_database_or_editor() {
    let world = World::new();
    world.write("memoire.toml", "db = \"/tmp/elsewhere.db\"\neditor = \"sh\"\nnew_per_day = 2\n");
    assert_snapshot!(world.run(&["due"]), @r#"
    deck  new  learning  due  overdue
    fire    2         0    0        0
    --- standard error
    memoire.toml:1:1: warning: `db` is not taken from the current folder
     1 | db = "/tmp/elsewhere.db"
       | ^^
      hint: set it in your own configuration; `memoire config --paths` names it
    memoire.toml:2:1: warning: `editor` is not taken from the current folder
     2 | editor = "sh"
       | ^^^^^^
      hint: set it in your own configuration; `memoire config --paths` names it
    Decks are read from ./decks.
    --- exit 0
    "#);
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
    assert_snapshot!(world.run(&["due"]), @r#"
    --- standard error
    [WORLD]/home/config/memoire/config.toml:1:1: error: unknown key `new_perday`
     1 | new_perday = 3
       | ^^^^^^^^^^
      hint: did you mean `new_per_day`?
    [WORLD]/home/config/memoire/config.toml:2:1: error: unknown key `fuzz`
     2 | fuzz = true
       | ^^^^
      hint: it belongs under [scheduler]
    [WORLD]/home/config/memoire/config.toml:3:19: error: `reviews_per_day` must lie from 0 to 99999
     3 | reviews_per_day = -1
       |                   ^^
    [WORLD]/home/config/memoire/config.toml:4:13: error: `new_order` must be one of "mixed", "before", "after"
     4 | new_order = "random"
       |             ^^^^^^^^
    memoire.toml:1:12: error: `rollover` must be an hour from 0 to 23
     1 | rollover = 25
       |            ^^
    memoire.toml:3:8: error: `ease` must be a whole number; ratios are in thousandths: 2500 for 2.5
     3 | ease = 2.5
       |        ^^^
    memoire.toml:4:9: error: "10 minutes" is no step such as "90s", "10m", "1h" or "1d"
     4 | steps = ["10 minutes"]
       |         ^^^^^^^^^^^^^^
    memoire.toml:5:8: error: hard is 10, but must lie from 500 to 2000
     5 | hard = 10
       |        ^^
    memoire.toml:6:7: error: "Fire" is no id: an id starts with a small letter or digit and goes on with small letters, digits and hyphens
     6 | [deck.Fire]
       |       ^^^^
    memoire.toml:9:1: error: `rollover` is set for all decks, not for one
     9 | rollover = 5
       | ^^^^^^^^
    memoire.toml:10:1: error: unknown key `ease`
     10 | ease = 1
        | ^^^^
      hint: it belongs under [deck.fire.scheduler]
    error: the configuration cannot be used
    --- exit 2
    "#);
    assert_snapshot!(world.run(&["due", "--json"]).code, @"2");
}

#[test]
fn a_file_that_was_asked_for_must_be_there() {
    let mut world = World::new();
    world.set("MEMOIRE_CONFIG", "nowhere.toml");
    assert_snapshot!(world.run(&["due"]), @"
    --- standard error
    error: nowhere.toml: cannot be read: No such file or directory (os error 2)
    --- exit 66
    ");
    world.write("mine.toml", "new_per_day = 4\n");
    world.configure("new_per_day = 5\n");
    world.set("MEMOIRE_CONFIG", "mine.toml");
    assert_eq!(world.json(&["due"])["total"]["new"], 4);
}
