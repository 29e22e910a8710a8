use super::*;
use crate::schedule::{DEFAULT_WEIGHTS, Variant};

/// The configuration of these files, the strongest first; a name that begins with `!` is the current folder's.
fn config(files: &[(&str, &str)]) -> Result<Config, CliError> {
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<File> = files
        .iter()
        .map(|(name, text)| {
            let path = folder.path().join(name.trim_start_matches('!'));
            fs::write(&path, text).unwrap();
            File { path, required: true, foreign: name.starts_with('!') }
        })
        .collect();
    Config::read(&files, Some(Path::new("/home/me")))
}

fn faults(text: &str) -> Vec<String> {
    match config(&[("a.toml", text)]) {
        Err(CliError::Config { diagnostics }) => {
            let place = |fault: &Diagnostic| format!("{}:{} {}", fault.line, fault.column, fault.message);
            diagnostics.iter().map(place).collect()
        }
        other => panic!("no faults: {other:?}"),
    }
}

#[test]
fn nothing_set_is_the_default() {
    assert_eq!(config(&[]).unwrap().settings(), Settings::default());
    assert_eq!(config(&[("a.toml", "")]).unwrap().settings(), Settings::default());
}

#[test]
fn every_key_is_read() {
    let text = r#"
rollover = "03:30"
new_per_day = 5
reviews_per_day = 50
new_order = "after"
bury_siblings = false
two_buttons = true
editor = "vi -n"
plain = true

[scheduler]
variant = "sm2"
fuzz = false
steps = ["30s", "1h"]
relearn_steps = []
graduate_good = 2
graduate_easy = 5
ease = 2300
ease_floor = 1400
hard = 1100
easy_bonus = 1400
modifier = 900
lapse_multiplier = 500
lapse_minimum = 2
max_interval = 365
leech = 0
retention = 850
weights = [0.2120, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 1e-3, 1.8722, 0.1666, 0.796, 1.4835, 0.0614,
           0.2629, 1.6483, 0.6014, 2, 0.5425, 0.0912, 0.0658, 0.1542]
"#;
    let config = config(&[("a.toml", text)]).unwrap();
    assert!(config.plain());
    let mut weights = DEFAULT_WEIGHTS;
    weights[16] = 20_000;
    let expected = Settings {
        rollover: "03:30".parse().unwrap(),
        limit: Limit { new: 5, reviews: 50 },
        new_order: NewOrder::After,
        bury_siblings: false,
        two_buttons: true,
        editor: Some("vi -n".to_owned()),
        scheduler: Params {
            variant: Variant::Sm2,
            fuzz: false,
            steps: vec![30, 3600],
            relearn_steps: vec![],
            graduate_good: 2,
            graduate_easy: 5,
            ease: 2300,
            ease_floor: 1400,
            hard: 1100,
            easy_bonus: 1400,
            modifier: 900,
            lapse_multiplier: 500,
            lapse_minimum: 2,
            max_interval: 365,
            leech: 0,
            retention: 850,
            weights: Some(weights),
        },
        decks: HashMap::new(),
    };
    assert_eq!(config.settings(), expected);
}

#[test]
fn the_stronger_file_wins_and_a_deck_over_all() {
    let strong = "new_per_day = 3\n[scheduler]\nease = 2200\n[deck.fire.scheduler]\nhard = 1100\n";
    let weak =
        "new_per_day = 9\nreviews_per_day = 90\n[scheduler]\nleech = 4\n[deck.fire]\nnew_per_day = 1\n";
    let settings = config(&[("strong.toml", strong), ("weak.toml", weak)]).unwrap().settings();
    let fire: DeckId = "fire".parse().unwrap();
    assert_eq!(settings.limit, Limit { new: 3, reviews: 90 });
    assert_eq!(settings.decks[&fire].limit, OwnLimit { new: Some(1), reviews: None });
    let params = settings.params_of(&fire);
    assert_eq!((params.ease, params.leech, params.hard), (2200, 4, 1100));
    assert_eq!(settings.params_of(&"aid".parse().unwrap()).hard, 1200);
}

#[test]
fn paths_are_relative_to_their_file() {
    let config = config(&[("a.toml", "decks = [\"mine\", \"/all\", \"~/own\"]\ndb = \"p.db\"\n")]).unwrap();
    let decks = config.decks().unwrap();
    assert!(decks[0].is_absolute() && decks[0].ends_with("mine"));
    assert_eq!(decks[1..], [PathBuf::from("/all"), PathBuf::from("/home/me/own")]);
    assert!(config.database().unwrap().is_absolute());
}

#[test]
fn the_current_folder_names_decks_but_neither_database_nor_editor() {
    let config =
        config(&[("!memoire.toml", "db = \"x\"\neditor = \"sh\"\ndecks = [\"d\"]\nplain = true\n")]).unwrap();
    assert_eq!(config.database(), None);
    assert_eq!(config.settings().editor, None);
    assert!(!config.plain() && config.decks().is_some());
    assert_eq!(config.remarks.len(), 3);
}

#[test]
fn faults_have_their_place() {
    let rows = [
        ("new_perday = 3", "1:1 unknown key `new_perday`"),
        ("hard = 1100", "1:1 unknown key `hard`"),
        ("\n new_per_day = \"3\"", "2:16 `new_per_day` must be a whole number"),
        ("new_per_day = 1_000_000", "1:15 `new_per_day` must lie from 0 to 99999"),
        ("rollover = 24", "1:12 `rollover` must be an hour from 0 to 23"),
        ("rollover = \"4.30\"", "1:12 \"4.30\" is neither an hour from 0 to 23 nor a time HH:MM"),
        ("bury_siblings = 1", "1:17 `bury_siblings` must be true or false"),
        ("scheduler = 1", "1:1 `scheduler` must be a table: [scheduler]"),
        (
            "[scheduler]\nease = 2.5",
            "2:8 `ease` must be a whole number; ratios are in thousandths: 2500 for 2.5",
        ),
        ("[scheduler]\nease = 1200", "2:8 ease is 1200, but must not be less than ease_floor, which is 1300"),
        (
            "[scheduler]\nease_floor = 2600",
            "2:14 ease is 2500, but must not be less than ease_floor, which is 2600",
        ),
        ("[scheduler]\nvariant = \"fsrs\"", "2:11 `variant` must be one of \"sm2\", \"sm2+\", \"fsrs6\""),
        ("[scheduler]\nretention = 995", "2:13 retention is 995, but must lie from 700 to 990"),
        ("[scheduler]\nweights = [1.5, 2]", "2:11 `weights` must be 21 numbers"),
        (
            "[scheduler]\nweights = [1,1,1,1, 1,1,1,0.5, 1,0.5,1, 1,0.1,0.5,1, 1,1, 1,1,0.5,9]",
            "2:11 weight 21 of weights is 9, but must lie from 0.1 to 0.8",
        ),
        ("[scheduler]\nsteps = [\"10\"]", "2:9 \"10\" is no step such as \"90s\", \"10m\", \"1h\" or \"1d\""),
        ("[deck.fire]\nrollover = 3", "2:1 `rollover` is set for all decks, not for one"),
        (
            "[deck.Fire]\n",
            "1:7 \"Fire\" is no id: an id starts with a small letter or digit and goes on with small letters, digits and hyphens",
        ),
    ];
    for (text, expected) in rows {
        assert_eq!(faults(text), [expected], "{text}");
    }
}

#[test]
fn broken_toml_is_a_fault_with_its_place() {
    assert!(faults("new_per_day = \n")[0].starts_with("1:15 "));
}

#[test]
fn own_keys_of_the_user_are_let_be() {
    assert!(config(&[("a.toml", "x-mine = 3\n")]).is_ok());
}

#[test]
fn every_setting_is_listed_with_its_origin() {
    let all = config(&[("a.toml", "\nnew_per_day = 3\n[deck.fire]\ntwo_buttons = true\n")]).unwrap().all();
    assert_eq!(all.len(), SETTINGS.len() + 1);
    let origin = |name: &str| {
        let (_, effective) = all.iter().find(|(own, _)| own.to_string() == name).unwrap();
        effective.origin.to_string()
    };
    assert!(origin("new_per_day").ends_with("a.toml:2"));
    assert_eq!(origin("reviews_per_day"), "default");
    assert!(origin("deck.fire.two_buttons").ends_with("a.toml:4"));
}
