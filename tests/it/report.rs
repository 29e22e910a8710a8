//! `memoire report`: one page that stands by itself.

use crate::world::World;

fn studied() -> World {
    let mut world = World::new();
    world.write(
        "decks/odd.toml",
        "format = 1\nid = \"odd\"\ntags = [\"<b>&\\\"\"]\n[quick]\na = \"A? :: B\"\n",
    );
    for now in ["2026-02-20T09:00:00Z", "2026-02-24T09:00:00Z", "2026-03-01T09:00:00Z"] {
        world.set("MEMOIRE_NOW", now);
        world.study(&["odd/a"], &["", "4"]);
        world.study(&["fire/alarm"], &["", "4"]);
    }
    world
}

#[test]
fn the_page_needs_nothing_beside_it() {
    let world = studied();
    let run = world.run(&["report", "-o", "page.html"]);
    assert_eq!(run.err, "Decks are read from ./decks.\npage.html written; open it in a browser.\n");
    let page = world.read("page.html");
    for foreign in ["<script", "http:", "https:", "src=", "href=", "url(", "@import"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    assert!(page.contains("prefers-color-scheme: dark") && page.contains("@page { size: A4"));
    assert_eq!(page, world.done(&["report"]), "the same on standard output");
}

#[test]
fn every_picture_is_there_in_the_colours_of_the_page() {
    let page = studied().done(&["report"]);
    // Calendar, forecast, months, calibration, objectives, tags, decks, intervals, eases.
    assert_eq!(page.matches("<svg ").count(), 9);
    assert_eq!(page.matches("<svg ").count(), page.matches("</svg>").count());
    let pictures: Vec<&str> =
        page.split("<svg ").skip(1).map(|rest| rest.split("</svg>").next().unwrap()).collect();
    assert!(
        pictures.iter().all(|picture| !picture.contains("\"#") && picture.contains("var(--")),
        "{pictures:?}"
    );
}

#[test]
fn what_a_deck_says_is_no_markup() {
    let page = studied().done(&["report", "tag:<b>&\""]);
    assert!(!page.contains("<b>&\""), "{page}");
    assert!(page.contains("<title>Progress: tag:&lt;b&gt;&amp;&quot;</title>"));
}

#[test]
fn without_an_answer_there_is_a_page_too() {
    let page = World::new().done(&["report"]);
    assert!(page.contains("No review yet."));
    assert_eq!(page.matches("<svg ").count(), 2, "calendar and forecast");
}

#[test]
fn a_folder_that_is_not_there_is_said() {
    let run = World::new().run(&["report", "-o", "none/page.html"]);
    assert_eq!(run.code, 73, "{run}");
}
