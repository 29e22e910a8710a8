//! `memoire facts extract`, `review`, `coverage` and `new` through the program.

use std::collections::BTreeSet;
use std::io::{Cursor, Write};

use serde_json::Value;

use crate::world::World;

fn fixture(name: &str) -> String {
    std::fs::read_to_string(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// A world with a document, and the facts proposed from it.
fn extracted(text: &str) -> World {
    let world = World::empty();
    world.write("doc.txt", text);
    world.done(&["facts", "extract", "doc.txt", "-o", "doc.facts.toml"]);
    world
}

/// The cards that the proposals would become.
fn cards(world: &World) -> Vec<Value> {
    let lines = world.done(&[
        "export",
        "--format",
        "jsonl",
        "--status",
        "proposed",
        "--document",
        "doc.txt",
        "doc.facts.toml",
    ]);
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Question and first answer of each card.
fn asked(cards: &[Value]) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    cards.iter().map(|card| (text(&card["question"]), text(&card["answers"][0]))).collect()
}

#[track_caller]
fn check_asked(cards: &[Value], expected: &[(&str, &str)]) {
    let asked = asked(cards);
    for (question, answer) in expected {
        let found = asked.iter().any(|(q, a)| q == question && a == answer);
        assert!(found, "missing: {question} => {answer}\nin {asked:#?}");
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn proposals_hold_against_their_document_and_quote_it() {
    for name in ["extract/statute-a.txt", "extract/statute-b.txt", "extract/report-a.txt"] {
        let text = fixture(name);
        let world = extracted(&text);
        let first = world.read("doc.facts.toml");
        world.done(&["facts", "check", "doc.facts.toml", "--document", "doc.txt"]);
        let cards = cards(&world);
        assert!(cards.len() > 12, "{name}: {}", cards.len());
        let document = folded(&text);
        for card in &cards {
            let confidence = card["confidence"].as_f64().unwrap();
            assert!((0.0..=1.0).contains(&confidence));
            let quote = card["source_quote"].as_str().unwrap();
            assert!(document.contains(quote), "{name}: {quote}");
        }
        let ids: BTreeSet<&str> = cards.iter().filter_map(|card| card["id"].as_str()).collect();
        assert_eq!(ids.len(), cards.len(), "{name}: an id twice");
        assert_eq!(extracted(&text).read("doc.facts.toml"), first, "{name}: not the same on every run");
    }
}

#[test]
fn a_statute_gives_duties_limits_and_definitions() {
    let cards = cards(&extracted(&fixture("extract/statute-a.txt")));
    check_asked(
        &cards,
        &[
            ("A member holds office for a term of ____ years and may be reappointed once.", "four"),
            ("Before setting a fee, who must consult the harbour users concerned?", "Authority"),
            (
                "The Minister must lay a copy of the report before the Assembly within ____ days of receiving it.",
                "28",
            ),
            ("What does \u{201C}ship\u{201D} include?", "every kind of vessel used in navigation"),
            ("This Act comes into force on ____.", "1 January 2012"),
        ],
    );
    assert!(
        asked(&cards).iter().all(|(question, _)| question != "The Authority must ____."),
        "a blank of nearly everything"
    );
}

#[test]
fn clauses_wrapped_by_hand_are_read_whole() {
    let cards = cards(&extracted(&fixture("extract/statute-b.txt")));
    let asked = asked(&cards);
    let within = asked
        .iter()
        .find(|(question, _)| question.starts_with("Within ____ calendar days after a report"))
        .unwrap();
    assert_eq!(within.1, "sixty");
    assert!(within.0.contains("whichever is earlier, the Governor shall terminate"), "{}", within.0);
    assert!(
        asked
            .iter()
            .any(|(question, answer)| question.contains("shall submit within ____ hours") && answer == "48")
    );
}

#[test]
fn page_furniture_contents_tables_and_notes_give_no_card() {
    let cards = cards(&extracted(&fixture("extract/report-a.txt")));
    for (question, answer) in asked(&cards) {
        let text = format!("{question} {answer}");
        for noise in ["CA-07-112", "Page ", "....", "210", "2007 estimate", "p. 17", "2005.1", "Verity.2"] {
            assert!(!text.contains(noise), "{noise}: {text}");
        }
    }
    check_asked(
        &cards,
        &[
            ("What does CPB stand for?", "Coastal Patrol Boat"),
            ("As of ____, MOD had accepted 7 of the 22 boats.", "January 2007"),
            ("The Heron was repaired at the Northhaven yard and returned to service in ____.", "April 2005"),
            ("Results in Brief: The programme is ____ months behind schedule.", "31"),
        ],
    );
}

#[test]
fn reported_texts_give_right_facts_or_none() {
    let all = |name: &str| -> String {
        let world = extracted(&fixture(name));
        if !world.read("doc.facts.toml").contains("[fact.") {
            return String::new();
        }
        asked(&cards(&world))
            .into_iter()
            .map(|(question, answer)| format!("{question} => {answer}\n"))
            .collect()
    };
    let notes = all("text/foot-a/input.txt");
    assert!(notes.contains("1994") && notes.contains("35") && !notes.contains("1994.2"), "{notes}");
    let hyphens = all("text/hyph-a/input.txt");
    for wrong in ["longterm", "commandand", "organi-zation", "peace- keeping"] {
        assert!(!hyphens.contains(wrong), "{hyphens}");
    }
    let page = all("text/page-a/input.txt");
    assert!(page.contains("15") && !page.contains("Page") && !page.contains("Annual Report"), "{page}");
    assert!(!all("text/table-a/input.txt").contains("40"), "a table is no source of facts");
}

#[test]
fn extracting_again_touches_nothing_that_is_settled() {
    let world = extracted(&fixture("extract/reimport-a/v1.txt"));
    let accepted =
        world.read("doc.facts.toml").replace("status = \"proposed\"", "status = \"accepted\" # mine");
    world.write("doc.facts.toml", &accepted);
    world.done(&["facts", "extract", "doc.txt", "-o", "doc.facts.toml"]);
    assert_eq!(world.read("doc.facts.toml"), accepted);
    world.write("doc.txt", &fixture("extract/reimport-a/v2.txt"));
    let run = world.run(&["facts", "extract", "doc.txt", "-o", "doc.facts.toml"]);
    assert!(run.err.contains("The passage is changed: it-12-staff."), "{run}");
    let text = world.read("doc.facts.toml");
    assert!(text.starts_with(accepted.trim_end()) && text.contains("Nairobi"), "{text}");
    let check = world.run(&["--json", "facts", "check", "doc.facts.toml"]);
    let json: Value = serde_json::from_str(&check.out).unwrap();
    let changed: Vec<&Value> =
        json["facts"].as_array().unwrap().iter().filter(|fact| fact["place"] == "changed").collect();
    assert_eq!(changed.len(), 1, "{json:#}");
    assert_eq!(changed[0]["was"], "The Liaison Office opened in Vienna in 1994. It has 12 staff.");
    assert_eq!(changed[0]["now"], "The Liaison Office opened in Vienna in 1994. It now has 14 staff.");
}

#[test]
fn a_rejected_proposal_stays_rejected_and_a_stale_one_goes() {
    let world = extracted("Ports\n\nThe North Port opened in May 1901. The Salt Bank was founded in 1950.\n");
    let text = world.read("doc.facts.toml");
    let rejected = text.replacen("status = \"proposed\"", "status = \"rejected\"", 1);
    world.write("doc.facts.toml", &rejected);
    world
        .write("doc.txt", "Ports\n\nThe North Port opened in May 1901. The Corn Bank was founded in 1960.\n");
    world.done(&["facts", "extract", "doc.txt", "-o", "doc.facts.toml"]);
    let text = world.read("doc.facts.toml");
    assert_eq!(text.matches("North Port opened in May 1901.\"\nsource").count(), 1, "{text}");
    assert!(text.contains("Corn Bank") && !text.contains("Salt Bank was"), "{text}");
}

#[test]
fn an_entity_of_the_author_is_found_on_the_next_run() {
    let world = extracted("Ports\n\nThe old keepers of the light moved to Oldport in 1950.\n");
    let mut text = world.read("doc.facts.toml");
    text.push_str("\n[entity.keepers]\ntype = \"org\"\nname = \"keepers of the light\"\n");
    world.write("doc.facts.toml", &text);
    world.done(&["facts", "extract", "doc.txt", "-o", "doc.facts.toml"]);
    assert!(
        world.read("doc.facts.toml").contains("slots.who = \"keepers\""),
        "{}",
        world.read("doc.facts.toml")
    );
}

#[test]
fn quotes_can_be_left_out_and_sure_proposals_taken_unread() {
    let world = World::empty();
    world.write("doc.txt", "Ports\n\nThe North Port was opened in May 1901.\n");
    world.done(&[
        "facts",
        "extract",
        "doc.txt",
        "-o",
        "doc.facts.toml",
        "--no-quotes",
        "--accept-above",
        "0.6",
    ]);
    let text = world.read("doc.facts.toml");
    assert!(
        !text.contains("quote =")
            && text.contains("accept_above = 0.6")
            && text.contains("status = \"proposed\""),
        "{text}"
    );
    world.done(&["generate", "doc.facts.toml"]);
    assert!(world.read("doc.toml").contains("\"unread\""), "{}", world.read("doc.toml"));
    let run = world.run(&["facts", "extract", "doc.txt", "--accept-above", "7"]);
    assert!(run.code == 2 && run.err.contains("from 0 to 1"), "{run}");
}

#[test]
fn web_pages_and_word_documents_are_documents_too() {
    let world = World::empty();
    world.write(
        "page.html",
        "<html><body><nav>Home</nav><main><h1>Ports</h1><p>The North Port opened in May 1901.</p></main><footer>Imprint 2001</footer></body></html>",
    );
    world.done(&["facts", "extract", "page.html", "-o", "page.facts.toml"]);
    world.done(&["facts", "check", "page.facts.toml"]);
    let text = world.read("page.facts.toml");
    assert!(text.contains("1901-05") && !text.contains("Imprint"), "{text}");
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(b"<w:document><w:body><w:p><w:r><w:t>The South Port opened in June 1902.</w:t></w:r></w:p></w:body></w:document>").unwrap();
    std::fs::write(world.path("port.docx"), archive.finish().unwrap().into_inner()).unwrap();
    assert!(world.done(&["facts", "extract", "port.docx"]).contains("1902-06"));
    let run = world.feed(&["facts", "extract", "-"], "The East Port opened in July 1903.\n");
    assert!(run.code == 0 && run.out.contains("1903-07"), "{run}");
}

#[test]
fn another_encoding_is_guessed_and_said() {
    let world = World::empty();
    std::fs::write(
        world.path("old.txt"),
        b"The caf\xe9 in S\xe3o Paulo opened in May 1901 with a \x93salon\x94.\n",
    )
    .unwrap();
    let run = world.run(&["facts", "extract", "old.txt"]);
    assert!(run.err.contains("Read as windows-1252") && run.out.contains("1901-05"), "{run}");
    let shown = world.done(&["facts", "extract", "old.txt", "--show-text"]);
    assert!(shown.contains("par 1 sent 1 | The caf\u{e9} in S\u{e3}o Paulo"), "{shown}");
}

#[test]
fn a_review_in_plain_lines_is_saved_after_each_answer() {
    let world = extracted(
        "Ports\n\nThe North Port was opened in May 1901.\n\nTrade\n\nThe Salt Bank was founded on 3 June 1950.\n",
    );
    let run = world.feed(&["--plain", "facts", "review", "doc.facts.toml"], "3\na\n:q\n");
    assert!(run.code == 0 && run.out.contains("1 fact settled"), "{run}");
    let text = world.read("doc.facts.toml");
    assert!(text.contains("status = \"accepted\"\nimportance = 3"), "{text}");
    let again = world.feed(&["--plain", "facts", "review", "doc.facts.toml"], "r\n");
    assert!(again.out.contains("Salt Bank") && again.out.contains("1 fact settled"), "{again}");
    let json = world.json(&["facts", "coverage", "doc.facts.toml"]);
    let sections = json["sections"].as_array().unwrap();
    assert_eq!(
        (&sections[0]["section"], &sections[0]["covered"], &sections[0]["importance_3"]),
        (&"Ports".into(), &1.into(), &1.into())
    );
    assert_eq!((&sections[1]["covered"], json["uncovered"].as_array().unwrap().len()), (&0.into(), 1));
}

#[test]
fn a_fact_is_written_by_prompts() {
    let world = extracted("Ports\n\nSalt came on ships. Corn came by land.\n");
    let answers = "corn came\nCorn was brought by land.\nCorn\nWhat was brought by land?\n1\n2\n";
    let run = world.feed(&["--plain", "facts", "new", "doc.facts.toml"], answers);
    assert_eq!(run.code, 0, "{run}");
    let text = world.read("doc.facts.toml");
    assert!(text.contains("[fact.corn-was-brought-by-land]") && text.contains("at = \"p1 s2\""), "{text}");
}
