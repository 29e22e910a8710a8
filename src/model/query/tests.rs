use super::*;
use crate::model::{Content, Day, Ease, FileLine, Phase, Timestamp};

fn now() -> Moment {
    Moment {
        at: Timestamp::from_unix(1_772_000_000),
        day: "2026-02-25".parse().unwrap(),
        to_rollover: 3600,
        offset: 0,
    }
}

fn card(key: &str, question: &str, answer: &str) -> Card {
    Card {
        key: key.parse().unwrap(),
        content: Content::Basic { question: question.to_owned(), answer: answer.to_owned() },
        why: None,
        hint: None,
        tags: vec!["Kitchen".to_owned(), "tools".to_owned()],
        objective: Some("LO 1.2".to_owned()),
        source: None,
        aka: Vec::new(),
        group: None,
        place: FileLine::default(),
        position: 0,
    }
}

fn review(due: &str, lapses: u32, ease: u16, interval: u32) -> CardState {
    let due: Day = due.parse().unwrap();
    CardState { phase: Phase::Review { due }, lapses, interval, ..CardState::new(Ease::from_permille(ease)) }
}

/// Whether the query means the card `fire/pan` ("What puts out a pan?", "A lid"), in that state.
fn means(arguments: &[&str], state: &CardState) -> bool {
    let card = card("fire/pan", "What puts out a burning pan?", "A lid");
    let (fire, aid): (DeckId, DeckId) = ("fire".parse().unwrap(), "first-aid".parse().unwrap());
    let filter = Query::parse(arguments)
        .unwrap()
        .resolve(|key| key.to_string() == "fire/pan", [(&fire, "Fire safety"), (&aid, "First aid")]);
    let view = CardView {
        card: &card,
        deck_title: "Fire safety",
        state,
        due: state.due(),
        suspended: false,
        buried: true,
        flagged: false,
        archived: false,
    };
    filter.matches(&view, now())
}

#[test]
fn terms_are_matched() {
    let state = review("2026-02-25", 4, 1500, 7);
    let rows: [(&[&str], bool); 42] = [
        (&[], true),
        (&["fire/pan"], true),
        (&["fire"], true),
        (&["Fire safety"], true),
        (&["first-aid"], false),
        (&["fire", "first-aid"], true),
        (&["first-aid", "fire/pan"], true),
        (&["fire", "lid"], true),
        (&["fire", "water"], false),
        (&["burning pan"], true),
        (&["pan burning"], true),
        (&["\"burning pan\""], true),
        (&["\"pan burning\""], false),
        (&["PAN"], true),
        (&["-lid"], false),
        (&["not:lid"], false),
        (&["not:water"], true),
        (&["not:\"burning pan\""], false),
        (&["deck:fire"], true),
        (&["deck:Fire safety"], true),
        (&["deck:first-aid,fire"], true),
        (&["-deck:fire"], false),
        (&["tag:kitchen"], true),
        (&["tag:a,tools"], true),
        (&["tag:tool"], false),
        (&["tag:kitchen", "tag:garden"], false),
        (&["obj:LO 1"], true),
        (&["obj:LO 1.2"], true),
        (&["obj:LO"], true),
        (&["obj:LO 10"], false),
        (&["kind:basic"], true),
        (&["kind:cloze,typed"], false),
        (&["is:due"], true),
        (&["is:overdue"], false),
        (&["is:new"], false),
        (&["is:buried", "not:is:suspended"], true),
        (&["lapses:4+"], true),
        (&["lapses:5.."], false),
        (&["ease:..1500"], true),
        (&["interval:..7"], true),
        (&["interval:8..9"], false),
        (&["pan lapses:4 -water"], true),
    ];
    for (arguments, expected) in rows {
        assert_eq!(means(arguments, &state), expected, "{arguments:?}");
    }
}

#[test]
fn an_objective_covers_those_below_it_only() {
    for (objective, own, expected) in [
        ("lo 1", "lo 1", true),
        ("lo 1", "lo 1.2", true),
        ("lo 1", "lo 10", false),
        ("lo 1.2", "lo 1", false),
    ] {
        assert_eq!(covers(objective, own), expected, "{objective} {own}");
    }
}

#[test]
fn steps_are_due_until_the_day_ends() {
    let at = |seconds| Due::At(Timestamp::from_unix(now().at.unix() + seconds));
    let state = |due| CardState {
        phase: Phase::Learning { step: 0, due },
        ..CardState::new(Ease::from_permille(2500))
    };
    assert!(means(&["is:due", "is:learning"], &state(at(3599))));
    assert!(!means(&["is:due"], &state(at(3600))));
    assert!(!means(&["is:overdue"], &state(at(-60))));
}

#[test]
fn a_new_card_has_no_ease_and_no_interval() {
    let new = CardState::new(Ease::from_permille(2500));
    assert!(means(&["is:new"], &new));
    assert!(!means(&["ease:..9999"], &new));
    assert!(!means(&["interval:..7"], &new));
}

#[test]
fn faults_name_the_term() {
    let rows = [
        ("tga:x", "\"tga:x\": there is no field \"tga:\""),
        ("tag:", "\"tag:\" lacks a value"),
        ("-tag: , ", "\"-tag: ,\" lacks a value"),
        (
            "is:dead",
            "\"is:dead\": \"dead\" is none of new, learning, due, overdue, leech, suspended, buried, flagged, archived",
        ),
        (
            "kind:mc",
            "\"kind:mc\": \"mc\" is none of basic, reverse, cloze, typed, choice, truefalse, list, order",
        ),
        ("lapses:many", "\"lapses:many\": \"many\" is no range of whole numbers such as 4, 4+, ..7 or 4..7"),
        ("ease:..", "\"ease:..\": \"..\" is no range of whole numbers such as 4, 4+, ..7 or 4..7"),
        ("pan \"open", "pan \"open: the closing quote is missing"),
        ("--jsno", "\"--jsno\" is no option here"),
    ];
    for (argument, message) in rows {
        assert_eq!(Query::parse(&[argument]).unwrap_err().to_string(), message);
    }
}

#[test]
fn colons_in_texts_are_texts() {
    for argument in ["12:30", "https://example.org", "Note:", "\"tag:x\""] {
        assert!(Query::parse(&[argument]).is_ok_and(|query| !query.has_field()), "{argument}");
    }
}

#[test]
fn archived_cards_are_looked_at_only_when_asked_for() {
    let wants = |argument: &str| Query::parse(&[argument]).unwrap().wants_archived();
    assert!(wants("is:archived") && wants("is:due,archived") && wants("pan is:archived"));
    assert!(!wants("not:is:archived") && !wants("pan"));
}
