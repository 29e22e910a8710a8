use proptest::prelude::*;

use crate::model::{Ask, Note};
use crate::text;

use super::*;

const HARBOUR: &str = include_str!("../../tests/fixtures/facts/harbour.facts.toml");
const DOCUMENT: &str = include_str!("../../tests/fixtures/facts/harbour.txt");

fn harbour() -> FactsFile {
    file(HARBOUR)
}

#[track_caller]
fn file(source: &str) -> FactsFile {
    let parsed = parse("harbour.facts.toml", source);
    assert_eq!(parsed.diagnostics, [], "the file has no fault");
    parsed.file.unwrap()
}

fn note<'d>(derived: &'d Derived, id: &str) -> &'d Note {
    derived.notes.iter().find(|note| note.id.as_str() == id).unwrap()
}

/// Each question of a note: side, question with `____` for a blank, answers.
fn questions(derived: &Derived, id: &str) -> Vec<(String, String, Vec<String>)> {
    let shown = |question: &crate::model::Question| {
        let side = question.side.as_ref().map(ToString::to_string).unwrap_or_default();
        let (text, answers) = match &question.ask {
            Ask::Basic { question, answer, .. } => (question.clone(), vec![answer.clone()]),
            Ask::Typed { question, accept, .. } => (question.clone(), accept.clone()),
            Ask::List { question, items } | Ask::Order { question, items } => {
                (question.clone(), items.iter().map(|item| item.text.clone()).collect())
            }
            Ask::Cloze { question: lead, text } => {
                let hidden = text.with_hidden(question.side.as_ref().unwrap(), |_| "____".to_owned());
                let text_answers = text.blanks().map(|blank| blank.text.clone()).collect();
                (lead.clone().map_or(hidden.clone(), |lead| format!("{lead} {hidden}")), text_answers)
            }
            other => panic!("{other:?} is never derived"),
        };
        (side, text, answers)
    };
    note(derived, id).questions.iter().map(shown).collect()
}

#[track_caller]
fn check_questions(id: &str, expected: &[(&str, &str, &[&str])]) {
    let found = questions(&derive(&harbour()), id);
    let found: Vec<(&str, &str, Vec<&str>)> = found
        .iter()
        .map(|(side, text, answers)| {
            (side.as_str(), text.as_str(), answers.iter().map(String::as_str).collect())
        })
        .collect();
    let expected: Vec<(&str, &str, Vec<&str>)> =
        expected.iter().map(|(s, t, a)| (*s, *t, a.to_vec())).collect();
    assert_eq!(found, expected);
}

/// The faults of a file as `line:column code`.
#[track_caller]
fn check_faults(source: &str, expected: &[&str]) {
    let parsed = parse("f", source);
    let found: Vec<String> = parsed
        .diagnostics
        .iter()
        .map(|fault| format!("{}:{} {}", fault.line, fault.column, fault.code))
        .collect();
    assert_eq!(found, expected, "{:#?}", parsed.diagnostics);
    assert_eq!(parsed.file, None);
}

#[test]
fn a_date_is_typed_in_all_its_forms_and_a_slot_without_a_question_is_blanked() {
    check_questions(
        "pilots-start",
        &[
            ("when", "When did the HPS take up its work?", &["May 1962", "1962-05", "05/1962"]),
            ("where", "The Harbour Pilot Service began work at ____ in May 1962.", &["Northgate"]),
            ("count", "How many pilots did the HPS have at first?", &["12 pilots", "12", "a dozen pilots"]),
        ],
    );
}

#[test]
fn an_answer_that_stands_twice_is_hidden_twice() {
    check_questions(
        "pilots-role",
        &[(
            "who",
            "As of 2011: The ____ guides ships, and only ____ boats may do so.",
            &["Harbour Pilot Service (HPS)", "HPS"],
        )],
    );
}

#[test]
fn a_longer_name_is_not_blanked_in_part() {
    check_questions(
        "rescue-base",
        &[("who", "____ is based at Northgate Pier; its staff call it home.", &["SRS"])],
    );
}

#[test]
fn an_acronym_is_asked_both_ways() {
    check_questions(
        "acronym-hps",
        &[
            ("acronym", "Which acronym stands for Harbour Pilot Service?", &["HPS"]),
            ("name", "What does HPS stand for, at Northgate?", &["Harbour Pilot Service", "Pilot Service"]),
        ],
    );
}

#[test]
fn a_present_state_names_its_time_and_the_answer_its_acronym() {
    check_questions(
        "lights",
        &[
            ("who", "Who keeps the lights (as of 2011)?", &["Sea Rescue Service (SRS)"]),
            ("tasks", "Name the tasks of 2011.", &["fog horn", "lights"]),
        ],
    );
}

#[test]
fn a_long_list_is_asked_item_by_item() {
    let derived = derive(&harbour());
    let asked = questions(&derived, "flags");
    assert_eq!(asked.len(), 8);
    assert_eq!(asked[1].0, "which-2");
    assert_eq!(
        asked[1].1,
        "Name the flags. - red\n- ____\n- green\n- white\n- black\n- yellow\n- orange\n- violet"
    );
    assert_eq!(asked[1].2, ["blue"]);
}

#[test]
fn numbered_acts_count_in_their_usual_forms() {
    check_questions(
        "rules",
        &[
            (
                "article",
                "Which article of the Harbour Code rules pilotage?",
                &["Article 5", "Art. 5", "5", "Article 5 of the Harbour Code"],
            ),
            (
                "basis",
                "Under which resolution?",
                &["Resolution 77", "UN Security Council Resolution 77", "77", "UNSCR 77"],
            ),
        ],
    );
}

#[test]
fn a_sequence_is_put_in_the_order_of_time() {
    check_questions(
        "beginnings",
        &[(
            "",
            "Beginnings: put in order, the earliest first.",
            &["Pilots begin", "Rescue begins", "Tower opens"],
        )],
    );
    let derived = derive(&harbour());
    let unsure = derived.given.iter().find(|given| given.id.as_str() == "unsure").unwrap();
    assert_eq!(unsure.cards, []);
    assert_eq!(
        unsure.why_not.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["no order card: the dates of dredging and pilots-start overlap"]
    );
}

#[test]
fn what_gives_no_card_is_said() {
    let derived = derive(&harbour());
    let why = |id: &str| -> Vec<String> {
        let given = derived.given.iter().find(|given| given.id.as_str() == id).unwrap();
        given.why_not.iter().map(ToString::to_string).collect()
    };
    assert_eq!(why("retired"), ["no cards: the fact is not accepted"]);
    assert_eq!(
        why("poor"),
        [
            "no card for port: the topic of the document is no answer",
            "no cloze for when: its value does not stand in the statement, and there is no ask.when",
            "no card for list: a list needs ask.list",
            "the question of who gives its answer away: \"SRS\"",
        ]
    );
    assert!(derived.notes.iter().all(|note| note.id.as_str() != "retired"));
}

#[test]
fn notes_carry_source_tags_objective_and_origin() {
    let derived = derive(&harbour());
    assert_eq!(derived.info.id.as_str(), "harbour");
    assert_eq!(derived.info.document.as_deref(), Some("harbour.txt"));
    assert_eq!(
        derived.info.objectives,
        [("LO 2".to_owned(), "Second first".to_owned()), ("LO 1".to_owned(), "First".to_owned())]
    );
    let common = &note(&derived, "pilots-start").common;
    assert_eq!(common.tags, ["port", "pilots"]);
    assert_eq!(common.objective.as_deref(), Some("LO 1"));
    assert_eq!(common.source.as_ref().unwrap().at.unwrap().to_string(), "p1 s2");
    let from = note(&derived, "pilots-start").from.as_ref().unwrap();
    assert_eq!((from.fact.as_str(), from.hash.as_str()), ("pilots-start", ""));
}

/// The options of a choice, the right one in stars; none where there is no choice.
fn options(file: &FactsFile, key: &str) -> Option<Vec<String>> {
    let found = presentations(file).into_iter().find_map(|shown| match shown.form {
        Form::Choice { options } if shown.key.to_string() == key => Some(options),
        _ => None,
    });
    let mut texts: Vec<String> = found?
        .into_iter()
        .map(|option| if option.right { format!("*{}*", option.text) } else { option.text })
        .collect();
    texts.sort();
    Some(texts)
}

#[test]
fn distractors_are_of_the_same_sort_and_honest() {
    let file = harbour();
    // The nearest months, in one form; "June 1970..1971" and whole years are none.
    assert_eq!(
        options(&file, "harbour/pilots-start/when").unwrap(),
        ["*May 1962*", "April 1975", "March 1971"]
    );
    // The author's own come first.
    assert_eq!(
        options(&file, "harbour/lights/who").unwrap(),
        ["*Sea Rescue Service*", "Coast Radio", "Dredging Board", "Tower Watch"]
    );
    // The Tower Watch runs the tower too: it would be right as well.
    let tower = options(&file, "harbour/tower/who").unwrap();
    assert!(!tower.contains(&"Tower Watch".to_owned()), "{tower:?}");
    // One number of pilots in the file: no choice.
    assert_eq!(options(&file, "harbour/pilots-start/count"), None);
}

#[test]
fn a_false_statement_differs_in_one_value_and_keeps_its_form() {
    let file = harbour();
    let all = presentations(&file);
    let statements: Vec<(&str, bool, &str)> = all
        .iter()
        .filter_map(|shown| match shown.form {
            Form::TrueFalse { truth } => Some((shown.fact.as_str(), truth, shown.question.as_str())),
            Form::Choice { .. } => None,
        })
        .collect();
    assert!(statements.iter().any(|(_, truth, _)| *truth) && statements.iter().any(|(_, truth, _)| !truth));
    for (id, truth, text) in statements {
        let fact = file.facts.iter().find(|fact| fact.id.as_str() == id).unwrap();
        let bare = text.replace(" (as of 2011)", "");
        assert_eq!(truth, bare == fact.statement, "{text}");
    }
}

#[test]
fn every_fault_of_a_file_is_told_with_its_place() {
    check_faults(
        "format = 1\n[document]\nid = \"Sea\"\ntopics = []\n[entity.a]\ntype = \"orc\"\nname = \"A\"\n\
         [fact.f]\nkind = \"event\"\nimportance = 4\nstatement = \"S.\"\nstatus = \"acepted\"\n\
         source = { at = \"12\" }\nslots.who = \"b\"\nslots.when = \"1995-13\"\nslots.what = { text = \"x\", date = \"1995\" }\n\
         slots.n = 3\nask.whom = \"Who?\"\n[fact.g]\nkind = \"event\"\n[sequence.s]\nfacts = [\"f\", \"h\"]\n",
        &[
            "3:6 bad-id",
            "4:1 unknown-key",
            "6:8 unknown-word",
            "10:14 importance",
            "12:10 unknown-word",
            "13:17 bad-place",
            "14:13 unknown-entity",
            "15:14 unknown-entity",
            "16:7 wrong-slot",
            "17:11 wrong-slot",
            "18:5 unknown-slot",
            "19:7 missing",
            "19:7 missing",
            "22:15 unknown-fact",
        ],
    );
    let parsed = parse("f", "format = 1\n[document]\nid = \"a\"\ntopics = []\n");
    assert_eq!(parsed.diagnostics[0].hint.as_deref(), Some("did you mean \"topic\"?"));
}

#[test]
fn dates_may_be_written_as_toml_dates_and_years_as_numbers() {
    let head = "format = 1\n[document]\nid = \"a\"\n[fact.f]\nkind = \"event\"\nimportance = 1\nstatement = \"S.\"\n";
    let file = file(&format!(
        "{head}slots.a = 1962-06-01\nslots.b = {{ date = 1962 }}\nslots.c = {{ date = 1962-06-01, approx = true }}\n"
    ));
    let shown: Vec<String> =
        file.facts[0].slots.iter().map(|slot| super::answers::shown(slot, &file)).collect();
    assert_eq!(shown, ["1 June 1962", "1962", "about 1 June 1962"]);
}

#[test]
fn duplicate_keys_and_newer_formats_are_refused() {
    let twice = parse("f", "format = 1\n[document]\nid = \"a\"\nid = \"b\"\n");
    assert_eq!((twice.diagnostics.len(), twice.diagnostics[0].line, twice.file), (1, 4, None));
    let newer = parse("f", "format = 2\nwhatever = 1\n");
    assert_eq!(newer.diagnostics.len(), 1);
    assert!(newer.diagnostics[0].message.contains("format 2"), "{:?}", newer.diagnostics);
    let crlf = format!("\u{feff}{}", HARBOUR.replace('\n', "\r\n"));
    assert_eq!(file(&crlf), harbour());
}

#[test]
fn places_are_found_filled_and_held_against_the_document() {
    let document = text::parse(DOCUMENT);
    let checked = check(&harbour(), Some(&document));
    let place = |id: &str| &checked.reports.iter().find(|report| report.id.as_str() == id).unwrap().place;
    assert!(matches!(place("pilots-start"), Place::Found(_)), "{:?}", place("pilots-start"));
    let Place::New(found) = place("rescue-base") else { panic!("{:?}", place("rescue-base")) };
    assert_eq!((found.at.to_string().as_str(), found.section.as_deref()), ("p2 s1", Some("Rescue")));
    assert!(matches!(place("lights"), Place::Changed { .. }), "{:?}", place("lights"));
    assert!(matches!(place("flags"), Place::Vanished { .. }), "{:?}", place("flags"));
    assert!(
        matches!(place("tower"), Place::Unresolved(text::FindError::Several { .. })),
        "{:?}",
        place("tower")
    );
    assert!(matches!(place("rules"), Place::None));
    assert!(!checked.holds());
    assert!(check(&harbour(), None).holds());
}

#[test]
fn written_places_hold_and_nothing_else_changes() {
    let document = text::parse(DOCUMENT);
    let located = check(&harbour(), Some(&document)).to_write();
    let written = write_locators(HARBOUR, &located).unwrap();
    let hash = document.passage(&located[0].at).unwrap().hash();
    let changed: Vec<(&str, &str)> =
        HARBOUR.lines().zip(written.lines()).filter(|(old, new)| old != new).collect();
    assert_eq!(
        changed,
        [(
            "source = { find = \"is based at\" } # by its words",
            format!("source = {{ at = \"p2 s1\", section = \"Rescue\", hash = \"{hash}\" }} # by its words")
                .as_str()
        )]
    );
    let again = check(&file(&written), Some(&document));
    assert_eq!(again.to_write(), []);
    assert_eq!(write_locators(&written, &located).unwrap(), written);
}

#[test]
fn a_question_asked_twice_is_said() {
    let twice = HARBOUR
        .replace("Who keeps the lights?", "Under which resolution?")
        .replace("present = true # lights", "");
    let checked = check(&file(&twice), None);
    let rules = checked.reports.iter().find(|report| report.id.as_str() == "rules").unwrap();
    assert!(
        rules
            .why_not
            .iter()
            .any(|why| why.to_string() == "the question of basis is that of harbour/lights/who too"),
        "{:?}",
        rules.why_not
    );
}

/// Facts with an entity and a date each, out of few, so that they often get in each other's way.
fn any_file() -> impl Strategy<Value = String> {
    let fact = (0..6_usize, 1990..1996_i32, 1..4_u32, 0..4_usize);
    prop::collection::vec(fact, 1..8).prop_map(|facts| {
        let mut text = "format = 1\n[document]\nid = \"d\"\ntopic = [\"e0\"]\n".to_owned();
        for (at, name) in ["Alpha", "Beta", "Gamma", "Delta", "Alpha Beta", "Omega"].iter().enumerate() {
            text += &format!("[entity.e{at}]\ntype = \"org\"\nname = \"{name}\"\nacronym = \"{}{at}\"\n", &name[..1]);
        }
        for (at, (who, year, month, verb)) in facts.iter().enumerate() {
            let verb = ["met", "left", "rose", "paid"][*verb];
            text += &format!(
                "[fact.f{at}]\nkind = \"event\"\nimportance = 1\nstatement = \"E{who} {verb} on 0{month}/{year}.\"\n\
                 slots.who = \"e{who}\"\nslots.when = \"{year}-0{month}\"\nask.who = \"Who {verb}?\"\n"
            );
        }
        text
    })
}

proptest! {
    #[test]
    fn deriving_is_a_function_and_no_distractor_is_an_answer(source in any_file()) {
        let file = parse("f", &source).file.unwrap();
        prop_assert_eq!(derive(&file), derive(&parse("g", &source).file.unwrap()));
        prop_assert_eq!(presentations(&file), presentations(&file));
        for shown in presentations(&file) {
            let Form::Choice { options } = shown.form else { continue };
            prop_assert_eq!(options.iter().filter(|option| option.right).count(), 1);
            prop_assert!((3..=4).contains(&options.len()));
            for option in options.iter().filter(|option| !option.right) {
                let same = |answer: &String| answer.to_lowercase() == option.text.to_lowercase();
                prop_assert!(!shown.answers.iter().any(same), "{:?} of {:?}", option, shown.answers);
                prop_assert!(option.text != "Alpha", "the topic is no option");
            }
        }
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in any::<String>()) {
        let parsed = parse("f", &text);
        prop_assert!(parsed.file.is_some() || !parsed.diagnostics.is_empty());
    }

    #[test]
    fn any_cut_of_a_good_file_is_read_without_a_panic(at in 0..HARBOUR.len()) {
        if let Some(cut) = HARBOUR.get(..at) {
            let parsed = parse("f", cut);
            prop_assert!(parsed.file.is_some() || !parsed.diagnostics.is_empty());
        }
    }
}
