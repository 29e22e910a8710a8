//! Each rule on a card that breaks it, and on its neighbours that do not.

use super::{Rule, lint, lint_across};
use crate::deck::{DeckFile, parse};
use crate::model::Severity;

fn deck_at(path: &str, source: &str) -> DeckFile {
    let parsed = parse(path, source);
    assert_eq!(parsed.diagnostics, [], "{source}");
    parsed.deck.unwrap()
}

fn deck(cards: &str) -> DeckFile {
    deck_at("deck.toml", &format!("format = 1\nid = \"d\"\n\n{cards}"))
}

/// The codes found on one card by itself.
fn codes(card: &str) -> Vec<&'static str> {
    lint(&deck(card)).iter().map(|fault| fault.code).collect()
}

/// What is found across files, as `path:line code`.
fn across(files: &[(&str, &str)]) -> Vec<String> {
    let decks: Vec<DeckFile> = files
        .iter()
        .map(|(id, cards)| deck_at(&format!("{id}.toml"), &format!("format = 1\nid = \"{id}\"\n\n{cards}")))
        .collect();
    let mut found: Vec<String> = lint_across(&decks.iter().collect::<Vec<_>>())
        .iter()
        .map(|fault| format!("{}:{} {}", fault.path, fault.line, fault.code))
        .collect();
    found.sort();
    found
}

#[track_caller]
fn check(rule: Rule, breaking: &[&str], sound: &[&str]) {
    for card in breaking {
        assert_eq!(codes(card), [rule.code()], "{card}");
    }
    for card in sound {
        assert_eq!(codes(card), Vec::<&str>::new(), "{card}");
    }
}

#[test]
fn a_question_that_holds_its_answer() {
    check(
        Rule::AnswerInQuestion,
        &[
            "[quick]\na = \"What does a wet chemical extinguisher hold? :: A wet chemical\"",
            "[quick]\na = \"Which treaty is the Treaty of Rome, and what is it called? :: =Treaty of Rome\"",
            "[quick]\na = \"Signed in 1949, the pact of {{1949}} founded the alliance.\"",
            "[card.a]\nq = \"Why is the hose reel on the hose reel drum?\"\nitems = [\"Storage of hoses\", \"Hose reels\"]",
            "[card.a]\nq = \"What does a foam extinguisher spray?\"\na = \"Foam\"\nwrong = [\"Water\", \"Powder\"]",
            "[card.a]\nq = \"Who signs a permit for hot work?\"\na = \"The permit officer\"\nwrong = [\"The fire warden\", \"The owner of the site\"]",
        ],
        &[
            "[quick]\na = \"Is foam lighter or heavier than oil? :: Lighter\"",
            "[quick]\na = \"How many 3-litre tanks are there? :: =3\"",
            "[quick]\na = \"Is water used on oil? No matter how hot? :: No\"",
            "[card.a]\nq = \"Foam, water or powder: which is for oil?\"\na = \"Foam\"\nwrong = [\"Water\", \"Powder\"]",
            "[card.a]\nq = \"Which officer signs?\"\na = \"The permit officer\"\nwrong = [\"The duty officer\", \"The post officer\"]",
            "[card.a]\nq = \"Put foam and water in order.\"\nitems = [\"foam\", \"water\"]\nordered = true",
        ],
    );
}

#[test]
fn options_that_stand_out() {
    check(
        Rule::LongestIsKey,
        &[
            "[card.a]\nq = \"What is done first?\"\na = \"Raise the alarm and see that everybody on the floor has heard it\"\nwrong = [\"Run\", \"Call the owner\"]",
        ],
        &[
            "[card.a]\nq = \"What is done first?\"\na = \"Raise the alarm\"\nwrong = [\"Run\", \"Hide\"]",
            "[card.a]\nq = \"What is done first?\"\na = \"Run\"\nwrong = [\"Call the owner of the building by telephone\", \"Hide\"]",
        ],
    );
    check(
        Rule::AbsolutesInDistractors,
        &[
            "[card.a]\nq = \"When may a lift be used?\"\na = \"If a warden says so\"\nwrong = [\"Always\", \"If it is empty\"]",
            "[card.a]\nq = \"Which doors close?\"\na = \"Fire doors\"\nwrong = [\"All doors\", \"Every window\", \"Gates\"]",
        ],
        &[
            "[card.a]\nq = \"When may a lift be used?\"\na = \"Never\"\nwrong = [\"Always\", \"If it is empty\"]",
            "[card.a]\nq = \"Which doors always close?\"\na = \"Fire doors\"\nwrong = [\"Those that are always open\", \"Gates\"]",
            "[card.a]\nq = \"Which doors close?\"\na = \"Fire doors\"\nwrong = [\"All doors\", \"Windows\", \"Gates\"]",
        ],
    );
    check(
        Rule::AllOrNoneOfTheAbove,
        &["[card.a]\nq = \"What burns?\"\na = \"All of the above\"\nwrong = [\"Wood\", \"Oil\"]"],
        &["[card.a]\nq = \"What burns?\"\na = \"All of the shed\"\nwrong = [\"Half of it\", \"Two thirds\"]"],
    );
    check(
        Rule::OptionsOutOfOrder,
        &[
            "[card.a]\nq = \"How far?\"\na = \"30 m\"\nwrong = [\"10 m\", \"50 m\", \"20 m\"]",
            "[card.a]\nq = \"When?\"\na = \"May 1950\"\nwrong = [\"June 1951\", \"May 1951\", \"March 1952\"]",
        ],
        &[
            "[card.a]\nq = \"How far?\"\na = \"30 m\"\nwrong = [\"10 m\", \"20 m\", \"50 m\"]",
            "[card.a]\nq = \"How far?\"\na = \"30 m\"\nwrong = [\"50 m\", \"20 m\", \"10 m\"]",
            "[card.a]\nq = \"How far?\"\na = \"30 m\"\nwrong = [\"10 m\", \"2 km\", \"50 m\"]",
            "[card.a]\nq = \"Which?\"\na = \"J3\"\nwrong = [\"J5\", \"J1\", \"J4\"]",
        ],
    );
}

#[test]
fn numbers_out_of_order_are_given_in_order() {
    let faults =
        lint(&deck("[card.a]\nq = \"How far?\"\na = \"30 m\"\nwrong = [\"10 m\", \"1,000 m\", \"20 m\"]"));
    assert_eq!(faults[0].hint.as_deref(), Some("write them in the order 10 m, 20 m, 1,000 m"));
    assert_eq!((faults[0].line, faults[0].column, faults[0].severity), (4, 7, Severity::Lint));
}

#[test]
fn questions_turned_round() {
    let wrong = "wrong = [\"Water\", \"Powder\"]";
    let choice = |question: &str| format!("[card.a]\nq = \"{question}\"\na = \"Foam\"\n{wrong}");
    check(
        Rule::NegativeStem,
        &[
            &choice("Which of these is not for electrical fires?"),
            &choice("All of these are for oil except which?"),
            &choice("Which doesn't conduct?"),
            "[quick]\na = \"A lift is not to be used in a fire drill. :: false\"",
        ],
        &[
            &choice("Which of these is NOT for electrical fires?"),
            &choice("Which of these is **not** for electrical fires?"),
            &choice("Why can water not be used, and what is?"),
            "[quick]\na = \"A lift is not to be used in a fire drill. :: true\"",
            "[quick]\na = \"Which of these is not for oil? :: Water\"",
        ],
    );
}

#[test]
fn what_is_too_long_or_too_short() {
    let items =
        |count: usize| (0..count).map(|item| format!("\"item {item}\"")).collect::<Vec<_>>().join(", ");
    let list = |count| format!("[card.a]\nq = \"Name them.\"\nitems = [{}]", items(count));
    check(Rule::LongList, &[&list(8)], &[&list(7)]);
    let answer = |words: usize| format!("[quick]\na = \"What then? :: {}\"", "word ".repeat(words).trim());
    check(
        Rule::LongAnswer,
        &[&answer(16)],
        &[
            &answer(15),
            "[quick]\na = \"What then? :: Go (as far as you can go before it is so dark that you do not see the way)\"",
        ],
    );
    check(
        Rule::ThinCloze,
        &["[quick]\na = \"Oslo: {{Norway}}\"", "[quick]\na = \"It is {{not}} so.\""],
        &[
            "[quick]\na = \"Oslo is the capital of {{Norway}}.\"",
            "[card.a]\nq = \"Which country has this capital?\"\ncloze = \"Oslo: {{Norway}}\"",
        ],
    );
}

#[test]
fn doubles_in_any_deck() {
    let one = "[quick]\na = \"Which extinguisher is for burning cooking oil? :: Wet chemical\"";
    for (other, expected) in [
        (
            "[quick]\nb = \"Which extinguisher is for burning cooking oils? :: =wet chemical\"",
            "two.toml:5 duplicate",
        ),
        ("[quick]\nb = \"Which extinguisher is for burning cooking oil? :: Foam\"", "two.toml:5 duplicate"),
        (
            "[quick]\nb = \"For burning cooking oil, which red extinguisher is there? :: Wet chemical\"",
            "two.toml:5 near-duplicate",
        ),
    ] {
        assert_eq!(across(&[("one", one), ("two", other)]), [expected], "{other}");
    }
    for other in [
        "[quick]\nb = \"Which extinguisher is for burning metal? :: Powder\"",
        "[quick]\nb = \"Which extinguisher is not for burning cooking oil? :: Wet chemical\"",
        "[card.b]\nq = \"Which extinguisher is for burning cooking oil?\"\na = \"F\"\nwrong = [\"A\"]",
        "[quick]\nb = \"Which extinguisher is for burning cooking oil? :: Foam\"\n[card.c]\nallow = [\"duplicate\"]\nq = \"X?\"\na = \"Y\"",
    ] {
        let found = across(&[("one", one), ("two", other)]);
        let silenced = other.contains("allow");
        assert_eq!(found.is_empty(), !silenced, "{other}: {found:?}");
    }
    let year = |name: &str| {
        format!("[quick]\nb = \"In which year did the operation {name} begin at sea? :: =1995\"")
    };
    assert_eq!(across(&[("one", &year("Alpha")), ("two", &year("Bravo"))]), Vec::<String>::new());
}

#[test]
fn either_of_two_doubles_can_silence_them() {
    let asks = "q = \"Which extinguisher is for oil?\"\na = \"Foam\"";
    let plain = format!("[card.a]\n{asks}");
    let silent = format!("[card.a]\nallow = [\"duplicate\"]\n{asks}");
    assert_eq!(across(&[("one", &plain), ("two", &plain)]).len(), 1);
    assert_eq!(across(&[("one", &plain), ("two", &silent)]).len(), 0);
    assert_eq!(across(&[("one", &silent), ("two", &plain)]).len(), 0);
}

#[test]
fn a_question_that_answers_another() {
    let about =
        "[quick]\nwhere = \"Off which country did the alliance agree in 2008 to deploy ships? :: Somalia\"\n";
    let gives =
        "why = \"Why did the alliance agree in 2008 to deploy ships off Somalia? :: To deter piracy\"";
    let other = "why = \"Why is the mission in Somalia called by that name? :: Nobody knows\"";
    assert_eq!(across(&[("d", &format!("{about}{gives}"))]), ["d.toml:6 gives-away"]);
    assert_eq!(across(&[("d", &format!("{about}{other}"))]), Vec::<String>::new());
    assert_eq!(across(&[("d", about), ("e", &format!("[quick]\n{gives}"))]), Vec::<String>::new());
    let sides = "[card.x.place]\nq = \"Off which country did the alliance agree to deploy ships?\"\na = \"Somalia\"\n\
                 [card.x.reason]\nq = \"Why did the alliance agree to deploy ships off Somalia?\"\na = \"To deter piracy\"";
    assert_eq!(across(&[("d", sides)]), Vec::<String>::new());
}

#[test]
fn what_most_cards_of_a_deck_have() {
    let card = |id: usize, more: &str| {
        format!("[card.c{id}]\nq = \"Question number {id}?\"\na = \"B{id}\"\n{more}\n")
    };
    let cards = |with: usize, without: usize, more: &str| -> String {
        (0..with + without).map(|id| card(id, if id < with { more } else { "" })).collect()
    };
    let source = "source = \"Handbook\"";
    assert_eq!(across(&[("d", &cards(5, 1, source))]), ["d.toml:24 no-source"]);
    assert_eq!(across(&[("d", &cards(5, 1, "objective = \"LO 1\""))]), ["d.toml:24 no-objective"]);
    for few in [cards(2, 4, source), cards(3, 1, source), cards(6, 0, source)] {
        assert_eq!(across(&[("d", &few)]), Vec::<String>::new());
    }
}

#[test]
fn allow_silences_on_deck_group_card_and_side() {
    let long = "q = \"What then?\"\na = \"one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen\"";
    let allow = "allow = [\"long-answer\"]";
    for (silent, cards) in [
        (false, format!("[card.a]\n{long}")),
        (true, format!("{allow}\n[card.a]\n{long}")),
        (true, format!("[group.g]\n{allow}\n[card.a]\ngroup = \"g\"\n{long}")),
        (true, format!("[card.a]\n{allow}\n{long}")),
        (true, format!("[card.a.one]\n{allow}\n{long}\n[card.a.two]\nq = \"X?\"\na = \"Y\"")),
        (false, format!("[card.a.one]\n{long}\n[card.a.two]\n{allow}\nq = \"X?\"\na = \"Y\"")),
    ] {
        assert_eq!(codes(&cards).is_empty(), silent, "{cards}");
    }
}

#[test]
fn unknown_codes_are_warned_of() {
    let faults =
        lint(&deck("allow = [\"no-sauce\"]\n[card.a]\nallow = [\"long-anser\"]\nq = \"X?\"\na = \"Y\""));
    let told: Vec<(u32, &str, Severity, Option<&str>)> =
        faults.iter().map(|fault| (fault.line, fault.code, fault.severity, fault.hint.as_deref())).collect();
    assert_eq!(
        told,
        [
            (0, "unknown-lint", Severity::Warning, Some("did you mean \"no-source\"?")),
            (5, "unknown-lint", Severity::Warning, Some("did you mean \"long-answer\"?")),
        ]
    );
}

#[test]
fn a_finding_names_the_side() {
    let long = "word ".repeat(16);
    let faults = lint(&deck(&format!(
        "[card.a.one]\nq = \"X?\"\na = \"{long}\"\n[card.a.two]\nq = \"Z?\"\na = \"Y\""
    )));
    assert!(faults[0].message.ends_with("(side `one`)"), "{}", faults[0].message);
}
