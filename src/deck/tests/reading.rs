use super::super::{parse, parse_objectives};
use super::{deck, with_head};
use crate::model::{Card, Content};

const EVERY_FORM: &str = include_str!("../../../tests/fixtures/deck/every-form.toml");

fn shown(card: &Card) -> String {
    format!("{} {} | {} | {}", card.key, card.kind().name(), card.question(), card.answers().join("/"))
}

#[test]
fn every_form_becomes_the_cards_it_says() {
    let deck = deck(EVERY_FORM);
    let cards: Vec<String> = deck.cards.iter().map(shown).collect();
    let burning = "To burn it takes";
    assert_eq!(
        cards,
        [
            "fire/first-act basic | A fire is found. First act? | Sound the alarm".to_owned(),
            format!("fire/burning/warmth cloze | {burning} ____, matter and oxygen. | warmth"),
            format!(
                "fire/burning/matter cloze | {burning} warmth, ____ (it is used up) and oxygen. | matter"
            ),
            format!("fire/burning/gas cloze | {burning} warmth, matter and ____. | oxygen"),
            "fire/lift-use truefalse | In a fire the lift is the quickest safe way down. | False".to_owned(),
            "fire/number typed | Which number reaches rescue in Europe? | 112/one one two".to_owned(),
            "fire/seat basic | Sweden | Stockholm".to_owned(),
            "fire/seat/reverse reverse | Stockholm | Sweden".to_owned(),
            "fire/pan basic | The frying pan is on fire. What goes off? | The hob".to_owned(),
            "fire/fat choice | What puts out burning fat? | A wet chemical".to_owned(),
            "fire/order order | Put the first acts in order. | Alarm/Call/Leave".to_owned(),
            "fire/exits list | Where are the ways out? | East/West".to_owned(),
            "fire/word basic | What is the meeting place called? | The muster point".to_owned(),
            "fire/word/reverse reverse | What does muster point mean? | What is the meeting place called?"
                .to_owned(),
            "fire/metres typed | How far from the fire is safe, in metres? | 1_000".to_owned(),
            "fire/built/when typed | When was the house opened? | 1949-04-04".to_owned(),
            "fire/built/who basic | Who opened it? | The mayor".to_owned(),
            "fire/built/who-reverse reverse | The mayor | Who opened it?".to_owned(),
        ]
    );
}

#[test]
fn a_card_inherits_from_note_group_and_deck() {
    let deck = deck(EVERY_FORM);
    let card = |key: &str| deck.cards.iter().find(|card| card.key.to_string() == key).unwrap();
    let fat = card("fire/fat");
    assert_eq!(fat.tags, ["drill", "home", "means"]);
    assert_eq!(fat.objective.as_deref(), Some("LO 1.2"));
    assert_eq!(fat.group.as_deref(), Some("In the kitchen"));
    assert_eq!(fat.source.as_ref().unwrap().words(), "section Fat, paragraph 12");
    assert_eq!(fat.aka[0].to_string(), "fire/grease");
    assert_eq!((fat.place.line, fat.place.file.as_str()), (29, "deck.toml"));
    assert_eq!(card("fire/pan").source.as_ref().unwrap().words(), "House rules");
    let (when, who) = (card("fire/built/when"), card("fire/built/who"));
    assert_eq!(when.objective.as_deref(), Some("LO 2"));
    assert_eq!(when.tags, ["drill", "house"]);
    assert_eq!(when.why.as_deref(), Some("The plate by the door says so."));
    assert_eq!(who.why.as_deref(), Some("She cut the ribbon."));
    assert_eq!(who.objective.as_deref(), Some("LO 1"));
    let positions: Vec<u32> = deck.cards.iter().map(|card| card.position).collect();
    assert!(positions.is_sorted() && positions.len() == 18);
}

#[test]
fn the_head_is_read() {
    let deck = deck(EVERY_FORM);
    assert_eq!(deck.info.title, "Fire drill");
    assert_eq!(deck.info.document.as_deref(), Some("drill.md"));
    assert_eq!(deck.info.objectives[1], ("LO 1.2".into(), "Pick what puts it out".into()));
    assert!(deck.info.study);
    assert!(deck.allows(&deck.notes[0], "no-source") && !deck.allows(&deck.notes[0], "other"));
}

#[test]
fn former_ids_follow_each_card_of_an_entry() {
    let deck = deck(&with_head(
        "[card.a]\naka = [\"old\", \"other/b\"]\n[card.a.x]\nq = \"1\"\na = \"2\"\naka = \"d/z/x\"\nreverse = true\n",
    ));
    let aka = |at: usize| deck.cards[at].aka.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(aka(0), ["d/old/x", "other/b/x", "d/z/x"]);
    assert_eq!(aka(1), ["d/old/x-reverse", "other/b/x-reverse"]);
}

#[test]
fn byte_order_mark_and_line_ends_change_nothing() {
    let plain = deck(EVERY_FORM);
    for source in [
        format!("\u{feff}{EVERY_FORM}"),
        EVERY_FORM.replace('\n', "\r\n"),
        format!("\u{feff}{}", EVERY_FORM.replace('\n', "\r\n")),
    ] {
        assert_eq!(deck(&source).cards, plain.cards);
    }
    let multi = with_head("[card.a]\nq = \"\"\"\ntwo\nlines\"\"\"\na = \"x\"\n");
    assert_eq!(deck(&multi.replace('\n', "\r\n")).notes, deck(&multi).notes);
}

#[test]
fn dotted_keys_and_inline_tables_are_the_same_deck() {
    let plain = deck(&with_head("[card.a]\nq = \"1\"\na = \"2\"\n[card.b.x]\nq = \"3\"\na = \"4\"\n"));
    for other in [
        "card.a.q = \"1\"\ncard.a.a = \"2\"\ncard.b.x.q = \"3\"\ncard.b.x.a = \"4\"\n",
        "[card]\na = { q = \"1\", a = \"2\" }\nb = { x = { q = \"3\", a = \"4\" } }\n",
        "[card.a]\nq = \"1\"\na = \"2\"\n[card.b]\nx.q = \"3\"\nx.a = \"4\"\n",
    ] {
        assert_eq!(deck(&with_head(other)).notes, plain.notes, "{other}");
    }
}

#[test]
fn unquoted_values_are_taken_as_they_are_written() {
    let rows = [
        ("1949-04-04", "1949-04-04"),
        ("1949", "1949"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("+5", "+5"),
        ("1.50", "1.50"),
        ("09:30:00", "09:30:00"),
    ];
    for (written, answer) in rows {
        let deck = deck(&with_head(&format!("[card.a]\nq = \"x\"\na = {written}\n")));
        assert_eq!(deck.cards[0].answers(), [answer], "{written}");
    }
    assert!(matches!(
        deck(&with_head("[card.a]\nq = \"x\"\na = true\n")).cards[0].content,
        Content::TrueFalse { truth: true, .. }
    ));
}

#[test]
fn what_follows_the_author_s_own_prefix_is_left_alone() {
    let source = with_head("x-a = 1\n[x-b]\nq = 1\n[card.a]\nq = \"1\"\na = \"2\"\nx-c = { d = 1 }\n");
    assert_eq!(deck(&source).cards.len(), 1);
}

#[test]
fn entries_know_their_place() {
    let source = with_head("[quick]\n  \"a\" = \"1 :: 2\"\n");
    let parsed = deck(&source);
    let entry = &parsed.entries[0];
    assert_eq!((entry.line, entry.column, entry.text.as_str()), (5, 3, "  \"a\" = \"1 :: 2\""));
    assert_eq!(&source[entry.span.clone()], "\"a\"");
}

#[test]
fn objectives_have_a_file_of_their_own() {
    let read =
        parse_objectives("objectives.toml", "format = 1\n[objectives]\n\"LO 2\" = \"b\"\n\"LO 1\" = \"a\"\n");
    assert_eq!(read.objectives.unwrap(), [("LO 2".into(), "b".into()), ("LO 1".into(), "a".into())]);
    let read = parse_objectives("objectives.toml", "format = 1\n[objectives]\nLO 1 = \"b\"\nLO.2 = \"c\"\n");
    let codes: Vec<_> = read.diagnostics.iter().map(|d| (d.line, d.code)).collect();
    assert_eq!(codes, [(3, "key-needs-quotes"), (4, "key-needs-quotes")]);
}

#[test]
fn the_same_wording_in_two_decks_is_two_cards() {
    let read = |id: &str| {
        let source =
            format!("format = 1\nid = \"{id}\"\n[quick]\nseat = \"Capital of the host? :: Brussels\"\n");
        parse("x", &source).deck.unwrap().cards.remove(0).key
    };
    assert_ne!(read("north"), read("south"));
}
