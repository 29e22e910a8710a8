use insta::assert_snapshot;

use crate::world::World;

/// An editor that is a program without a terminal.
fn editor(world: &mut World, script: &str) {
    world.write("editor.sh", &format!("#!/bin/sh\n{script}\n"));
    let path = world.path("editor.sh").display().to_string();
    world.set("EDITOR", &format!("sh '{path}'"));
}

#[cfg(unix)]
#[test]
fn a_reworded_card_keeps_its_history() {
    let mut world = World::empty();
    let deck = "format = 1\nid = \"un\"\n[quick]\nmandate = \"Which organ does the Secretariat recieve its mandate from? :: \
                =General Assembly\"\norgans = \"How many principal organs are there? :: =six\"\n";
    world.write("decks/un.toml", deck);
    for day in ["2026-03-01", "2026-03-05", "2026-03-20"] {
        world.set("MEMOIRE_NOW", &format!("{day}T09:00:00Z"));
        world.study(&["un/mandate"], &["General Assembly", "4"]);
    }
    let shown = |world: &World| {
        let card = &world.json(&["cards", "un/mandate"])["cards"][0];
        ["interval_days", "ease", "due", "reps", "lapses"].map(|name| card[name].to_string())
    };
    let before = shown(&world);
    let script =
        "for f; do :; done; sed -i -e 's/recieve/receive/' -e 's/=General Assembly/& | UNGA/' \"$f\"";
    editor(&mut world, script);
    let run = world.run(&["edit", "un/mandate"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.err.contains("un: 1 reworded"), "{run}");
    assert_eq!(shown(&world), before);
    let card = &world.json(&["cards", "un/mandate"])["cards"][0];
    assert!(card["question"].as_str().unwrap().contains("receive"), "{card}");
    assert_eq!(card["answers"][1], "UNGA");
}

#[cfg(unix)]
#[test]
fn faults_are_told_and_end_with_1() {
    let mut world = World::new();
    editor(&mut world, "for f; do :; done; sed -i 's/Raise the alarm\"/Raise the alarm/' \"$f\"");
    let run = world.run(&["edit", "fire/alarm"]);
    assert_eq!(run.code, 1, "{run}");
    assert!(run.err.contains("decks/fire.toml:9:"), "{run}");
    assert!(run.err.contains("the closing quote is missing"), "{run}");
    // What was loaded before stays.
    assert_eq!(world.json(&["cards", "fire/alarm"])["cards"][0]["answers"][0], "Raise the alarm");
}

#[cfg(unix)]
#[test]
fn a_broken_edit_is_no_success_when_the_decks_are_in_the_folder_at_hand() {
    for folder in [".", "./", "./decks/"] {
        let mut world = World::new();
        editor(&mut world, "for f; do :; done; echo 'this is [ not' >> \"$f\"");
        let run = world.run(&["--decks", folder, "edit", "fire/alarm"]);
        assert_eq!(run.code, 1, "{folder}: {run}");
        assert!(!run.out.contains("read anew"), "{folder}: {run}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_left_alone_is_told_so() {
    let mut world = World::new();
    editor(&mut world, "true");
    assert_snapshot!(world.run(&["edit", "fire/alarm"]), @"
    decks/fire.toml stays as it was.
    --- standard error
    Decks are read from ./decks.
    --- exit 0
    ");
}

#[test]
fn what_is_not_there_or_inside_the_program_cannot_be_edited() {
    let world = World::new();
    let run = world.run(&["edit", "fire/alarn"]);
    assert_eq!(run.code, 66, "{run}");
    assert!(run.err.contains("did you mean fire/alarm?"), "{run}");
    let key = World::empty().json(&["cards"])["cards"][0]["key"].as_str().unwrap().to_owned();
    let run = World::empty().run(&["edit", &key]);
    assert_eq!(run.code, 66, "{run}");
    assert!(run.err.contains("inside the program"), "{run}");
}
