use super::super::{Reason, Settle, regenerate, render};
use super::deck;
use crate::model::{Ask, Common, DeckId, DeckInfo, EntryId, Note, Origin, Question};

fn id(text: &str) -> EntryId {
    EntryId::new(text).unwrap()
}

fn info() -> DeckInfo {
    DeckInfo {
        id: DeckId::new("d").unwrap(),
        title: "T".into(),
        document: None,
        url: None,
        study: true,
        objectives: vec![("LO 1".into(), "Do".into())],
    }
}

fn note(name: &str, answer: &str) -> Note {
    let ask = Ask::Basic { question: format!("{name}?"), answer: answer.into(), reverse: None };
    Note {
        id: id(name),
        group: None,
        common: Common::default(),
        questions: vec![Question { side: None, common: Common::default(), ask }],
        from: Some(Origin { fact: id(name), hash: String::new() }),
    }
}

/// Generates and checks that doing it again changes nothing; the text, and what was kept and why.
fn run(existing: Option<&str>, notes: &[Note], settle: Settle<'_>) -> (String, Vec<(String, Reason)>) {
    let done = regenerate("d.toml", existing, &info(), "Generated.", notes, settle).unwrap();
    let again =
        regenerate("d.toml", Some(&done.text), &info(), "Generated.", notes, Settle::default()).unwrap();
    assert_eq!(again.text, done.text);
    assert_eq!(again.kept, done.kept);
    deck(&done.text);
    (done.text, done.kept.into_iter().map(|kept| (kept.id.to_string(), kept.reason)).collect())
}

fn fresh() -> (Vec<Note>, String) {
    let notes = vec![note("a", "1"), note("b", "2"), note("c", "3")];
    let text = run(None, &notes, Settle::default()).0;
    (notes, text)
}

#[test]
fn a_fresh_deck_says_where_each_entry_comes_from() {
    let (notes, text) = fresh();
    let read = deck(&text);
    assert!(read.notes.iter().all(|note| note.from.as_ref().unwrap().hash.len() == 8));
    let with_hashes = render(&info(), &read.notes, "Generated.");
    assert_eq!(text, with_hashes);
    assert_eq!(run(Some(&text.replace('\n', "\r\n")), &notes, Settle::default()), (text, vec![]));
}

#[test]
fn untouched_entries_follow_their_facts() {
    let (_, text) = fresh();
    let noted = text.replace("[card.a]", "# mind this\n[card.a]");
    let (text, kept) = run(Some(&noted), &[note("a", "9"), note("c", "3")], Settle::default());
    assert_eq!(kept, []);
    assert!(text.contains("# mind this\n[card.a]") && text.contains("a = \"9\"") && !text.contains("card.b"));
}

#[test]
fn an_edited_entry_is_kept_in_its_place_and_told_until_it_is_settled() {
    let (notes, text) = fresh();
    let edited = text.replace("[card.b]", "# better\n[card.b]").replace("a = \"2\"", "a  =  \"two\"  # sic");
    let (kept_text, kept) = run(Some(&edited), &notes, Settle::default());
    assert_eq!(kept_text, edited);
    assert_eq!(kept, [("b".to_owned(), Reason::Edited)]);

    let b = [id("b")];
    let (discarded, kept) = run(Some(&edited), &notes, Settle { discard: &b, adopt: &[] });
    assert_eq!(kept, []);
    assert_eq!(discarded, text.replace("[card.b]", "# better\n[card.b]"));

    let (adopted, kept) = run(Some(&edited), &notes, Settle { discard: &[], adopt: &b });
    assert_eq!(kept, []);
    assert!(adopted.contains("a  =  \"two\"  # sic"));

    let moved_on = [note("a", "1"), note("b", "2 new"), note("c", "3")];
    assert_eq!(run(Some(&adopted), &moved_on, Settle::default()).1, [("b".to_owned(), Reason::Edited)]);
    let again = adopted.replace("\"two\"", "\"deux\"");
    assert_eq!(run(Some(&again), &notes, Settle::default()).1, [("b".to_owned(), Reason::Edited)]);
    let back = adopted.replace("\"two\"  # sic", "\"2\"");
    assert_eq!(run(Some(&back), &notes, Settle::default()).1, []);
}

#[test]
fn an_edited_entry_outlives_its_fact() {
    let (_, text) = fresh();
    let edited = text.replace("a = \"2\"", "a = \"two\"");
    let notes = [note("a", "1"), note("c", "3")];
    let (kept_text, kept) = run(Some(&edited), &notes, Settle::default());
    assert_eq!(kept, [("b".to_owned(), Reason::FactGone)]);
    assert!(kept_text.trim_end().ends_with("a = \"two\""));
    let b = [id("b")];
    assert_eq!(run(Some(&edited), &notes, Settle { discard: &[], adopt: &b }).1, []);
    assert!(!run(Some(&edited), &notes, Settle { discard: &b, adopt: &[] }).0.contains("card.b"));
}

#[test]
fn what_a_person_added_stays() {
    let (notes, text) = fresh();
    let added = format!(
        "{text}\n# mine\n[card.own]\nq = \"x\"\n\n[card.own.side]\n[card.c2]\nq = 1\na = 2\n\n[group.g]\ntitle = \"G\"\nquick.k = \"q :: a\"\n\n[quick]\nl = \"q :: a\"\n"
    )
    .replace("[card.own]\nq = \"x\"\n\n[card.own.side]", "[card.own.s1]\nq = \"x\"\na = \"y\"\n# the other\n[card.own.s2]\nq = \"z\"\na = \"y\"");
    let (kept_text, kept) = run(Some(&added), &notes, Settle::default());
    let names: Vec<&str> = kept.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(names, ["own", "c2", "k", "l"]);
    assert!(kept.iter().all(|(_, reason)| *reason == Reason::Added));
    assert!(kept_text.contains("# mine\n[card.own.s1]") && kept_text.contains("# the other\n[card.own.s2]"));
}

#[test]
fn an_entry_of_one_s_own_under_a_generated_id_is_kept_until_settled() {
    let (_, text) = fresh();
    let own = format!("{text}\n[card.n]\nq = \"mine\"\na = \"x\"\n");
    let notes = [note("a", "1"), note("b", "2"), note("c", "3"), note("n", "4")];
    assert_eq!(run(Some(&own), &notes, Settle::default()).1, [("n".to_owned(), Reason::Edited)]);
    let n = [id("n")];
    let (adopted, kept) = run(Some(&own), &notes, Settle { discard: &[], adopt: &n });
    assert_eq!(kept, []);
    assert!(adopted.contains("q = \"mine\"") && adopted.contains("from = \"n#"));
}

#[test]
fn the_head_is_generated_anew() {
    let (notes, text) = fresh();
    let edited = text.replace("title = \"T\"", "title = \"Other\"").replace("Generated.", "Mine.");
    assert_eq!(run(Some(&edited), &notes, Settle::default()).0, text);
}

#[test]
fn nothing_is_lost_in_silence() {
    let (notes, text) = fresh();
    let run = |existing: &str| regenerate("d.toml", Some(existing), &info(), "", &notes, Settle::default());
    assert_eq!(run("format = 1\n").unwrap_err()[0].code, "missing-key");
    let dotted = text.replace("title = \"T\"", "card.own.q = \"x\"\ncard.own.a = \"y\"");
    let dotted = format!(
        "format = 1\nid = \"d\"\n{}",
        &dotted[dotted.find("card.own").unwrap()..dotted.find("\n\n[obj").unwrap()]
    );
    assert_eq!(run(&dotted).unwrap_err()[0].code, "card-without-header");
}
