use std::collections::{HashMap, HashSet};

use super::*;
use crate::deck;
use crate::exam::{Bank, Demand, Frame, draw, parse};
use crate::model::Key;

const DECK: &str = r#"
format = 1
id = "d"
[quick]
typed = "Depth of the *inner* harbour? :: =9 fathoms | nine fathoms"
truth = "Ships <b>float</b> & _sink_. :: true"
[card.choice]
q = "Which light is to port?"
a = "red"
wrong = ["green", "white"]
why = "Port is red."
source = { at = "p3 s1", section = "Lights" }
objective = "LO 1"
[card.order]
q = "Order them."
items = ["first", "second", "third"]
ordered = true
[card.list]
q = "Name two."
items = ["a #1", "b"]
"#;

fn paper(lines: &str) -> Paper {
    let deck = deck::parse("d.toml", DECK).deck.unwrap();
    let source = format!(
        "format = 1\n[exam]\nid = \"x\"\ntitle = \"Harbour & sea\"\nminutes = 10\npass = 60\n{lines}\n[[part]]\ntitle = \"All\"\nquestions = 5\n"
    );
    let blueprint = parse("x.exam.toml", &source).blueprint.unwrap();
    let bank = Bank::new(&deck.cards, &HashMap::new());
    let members: HashSet<Key> = deck.cards.iter().map(|card| card.key.clone()).collect();
    let demand = Demand::new(&blueprint, &bank, &[members]);
    draw(&Frame::of(&blueprint, Vec::new()), &demand, &bank, &HashSet::new(), 3).unwrap()
}

fn versions() -> Vec<String> {
    vec!["A".to_owned(), "B".to_owned()]
}

#[test]
fn every_version_has_paper_answers_and_key_and_the_same_bytes_each_time() {
    for format in [Format::Markdown, Format::Html, Format::Typst] {
        let files = print(&paper(""), &versions(), format);
        let ending = format.ending();
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        let expected = ["x-A", "x-A-answers", "x-A-key", "x-B", "x-B-answers", "x-B-key"];
        assert_eq!(names, expected.map(|name| format!("{name}.{ending}")));
        assert_eq!(files, print(&paper(""), &versions(), format));
        assert_ne!(files[0].text, files[3].text);
    }
}

#[test]
fn the_key_names_the_letter_that_stands_on_the_paper() {
    for version in ["A", "B", "C", "D"] {
        let files = print(&paper(""), &[version.to_owned()], Format::Markdown);
        let (sheet, key) = (&files[0].text, &files[2].text);
        let letter = sheet.lines().find(|line| line.contains(") red")).unwrap().trim().chars().next().unwrap();
        assert!(key.contains(&format!("**{letter}** red (1)")), "{sheet}\n{key}");
        let letters: Vec<String> = ["first", "second", "third"]
            .map(|item| {
                let line = sheet.lines().find(|line| line.contains(&format!(") {item}"))).unwrap();
                line.trim().chars().next().unwrap().to_string()
            })
            .to_vec();
        assert!(key.contains(&format!("**{}** first", letters.join(" "))), "{sheet}\n{key}");
    }
}

#[test]
fn text_of_a_deck_is_text_in_every_format() {
    let text = |format| print(&paper(""), &["A".to_owned()], format)[0].text.clone();
    let html = text(Format::Html);
    assert!(html.contains("&lt;b&gt;float&lt;/b&gt; &amp; <em>sink</em>"), "{html}");
    assert!(html.contains("<h1>Harbour &amp; sea, version A</h1>"), "{html}");
    let typst = text(Format::Typst);
    assert!(typst.contains("\\<b\\>float\\<\\/b\\> & #emph[sink]"), "{typst}");
}

#[test]
fn the_key_tells_objective_source_and_why() {
    let key = print(&paper(""), &["A".to_owned()], Format::Markdown)[2].text.clone();
    for part in ["d/choice", "LO 1", "section Lights, paragraph 3", "Port is red.", "9 fathoms / nine fathoms", "Seed 3"] {
        assert!(key.contains(part), "{part}: {key}");
    }
}

#[test]
fn confidence_has_a_column_of_its_own() {
    let files = print(&paper("marking = \"confidence\""), &["A".to_owned()], Format::Html);
    assert!(files[0].text.contains("3 certain (3 or -6)"));
    assert!(files[1].text.contains("<th>Sure</th>"));
    assert!(!print(&paper(""), &["A".to_owned()], Format::Html)[1].text.contains("<th>Sure</th>"));
}
