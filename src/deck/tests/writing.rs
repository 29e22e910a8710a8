use proptest::prelude::*;

use super::super::{cloze, fmt, parse, render};
use super::{deck, with_head};
use crate::model::{
    Ask, Choice, Common, DeckId, DeckInfo, EntryId, Item, Key, Locator, Note, Origin, Question, Reverse,
    SideId, Source, TypedRule,
};

const EVERY_FORM: &str = include_str!("../../../tests/fixtures/deck/every-form.toml");

fn info() -> DeckInfo {
    DeckInfo {
        id: DeckId::new("d").unwrap(),
        title: "A \"title\"".into(),
        document: Some("a b.md".into()),
        url: None,
        study: false,
        objectives: vec![("LO 1".into(), "x = y".into())],
    }
}

/// Texts with what TOML, quick lines and blanks find hard.
fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[a-z0-9 ]{1,6}",
        Just("\"".to_owned()),
        Just("'".to_owned()),
        Just("\"\"\"".to_owned()),
        Just("'''".to_owned()),
        Just("\\".to_owned()),
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\t".to_owned()),
        Just(" :: ".to_owned()),
        Just("{{x}}".to_owned()),
        Just("$\\frac{a}{b}$".to_owned()),
        Just("\u{7f}\u{0}\u{1b}".to_owned()),
        Just("é北\u{301}🙂\u{feff}".to_owned()),
        Just("# =".to_owned()),
    ];
    proptest::collection::vec(part, 1..6)
        .prop_map(|parts| parts.concat())
        .prop_filter("a text has more than blanks", |text| !text.trim().is_empty())
}

fn texts(size: std::ops::Range<usize>) -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(text(), size).prop_map(|mut texts| {
        texts.sort();
        texts.dedup();
        texts
    })
}

fn reverse() -> impl Strategy<Value = Option<Reverse>> {
    proptest::option::of(text().prop_map(Reverse::Prompt))
}

fn cloze_text(sides: bool) -> impl Strategy<Value = Ask> {
    let line = if sides {
        "[a-z\\\\\"\n ]{0,6}\\{\\{(#l )?=?[a-z\"\n]{1,5}(::[a-z \\\\]{1,4})?\\}\\}[a-z\"'\n ]{0,6}"
    } else {
        "[a-z\"\n ]{0,6}\\{\\{(#l )?=?[a-z\"\n]{1,5}(::[a-z ]{1,4})?\\}\\}[a-z\" ]{0,6}(\\{\\{=?[0-9]{1,3}\\}\\})?"
    };
    (proptest::option::of(text()), line).prop_filter_map("a text with blanks", |(question, line)| {
        Some(Ask::Cloze { question, text: cloze::parse(&line).ok()? })
    })
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    texts(2..4).prop_filter("two", |texts| texts.len() > 1).prop_flat_map(|texts| {
        let items: Vec<_> = texts
            .into_iter()
            .map(|text| self::texts(0..3).prop_map(move |aliases| Item { text: text.clone(), aliases }))
            .collect();
        items
    })
}

fn options() -> impl Strategy<Value = Vec<Choice>> {
    (texts(2..5), 1_usize..4, proptest::option::of(text())).prop_filter_map("two", |(texts, right, why)| {
        let right = right.min(texts.len() - 1);
        (right > 0).then(|| {
            let option =
                |(at, text)| Choice { text, right: at < right, why: why.clone().filter(|_| at % 2 == 0) };
            texts.into_iter().enumerate().map(option).collect()
        })
    })
}

fn ask(side: bool) -> impl Strategy<Value = Ask> {
    prop_oneof![
        (text(), text(), reverse()).prop_map(|(question, answer, reverse)| Ask::Basic {
            question,
            answer,
            reverse
        }),
        Just(Ask::Basic { question: "a".into(), answer: "b".into(), reverse: Some(Reverse::Swap) }),
        (text(), texts(1..4), any::<bool>(), proptest::option::of(0.0..1e9), reverse()).prop_map(
            |(question, accept, exact, tolerance, reverse)| {
                Ask::Typed { question, accept, rule: TypedRule { exact, tolerance }, reverse }
            }
        ),
        (text(), options()).prop_map(|(question, options)| Ask::Choice { question, options }),
        (text(), any::<bool>()).prop_map(|(statement, truth)| Ask::TrueFalse { statement, truth }),
        (text(), items()).prop_map(|(question, items)| Ask::List { question, items }),
        (text(), items()).prop_map(|(question, items)| Ask::Order { question, items }),
        cloze_text(side),
    ]
}

fn source() -> impl Strategy<Value = Option<Source>> {
    let at =
        proptest::option::of((1_u32..99).prop_map(|first| Locator::Paragraphs { first, last: first + 1 }));
    let hash = proptest::option::of("[0-9a-f]{8}");
    (proptest::option::of(text()), at, hash, proptest::option::of(text())).prop_map(
        |(text, at, hash, section)| {
            let source = Source { text, at, hash, section: section.clone(), quote: section };
            (source != Source::default()).then_some(source)
        },
    )
}

fn common() -> impl Strategy<Value = Common> {
    let one = || proptest::option::of(text());
    (one(), one(), texts(0..3), one(), source(), any::<bool>(), texts(0..2)).prop_map(
        |(why, hint, tags, objective, source, aka, allow)| {
            let entry = EntryId::new("old").unwrap();
            let aka = if aka { vec![Key::new(DeckId::new("d").unwrap(), entry, None)] } else { Vec::new() };
            Common { why, hint, tags, objective, source, aka, allow }
        },
    )
}

fn questions() -> impl Strategy<Value = Vec<Question>> {
    let alone = ask(false).prop_map(|ask| vec![Question { side: None, common: Common::default(), ask }]);
    let sides = proptest::collection::vec((ask(true), common()), 1..3).prop_map(|asks| {
        let side = |at: usize| SideId::new(format!("s{at}")).ok();
        asks.into_iter()
            .enumerate()
            .map(|(at, (ask, common))| Question { side: side(at), common, ask })
            .collect()
    });
    prop_oneof![alone, sides]
}

fn notes() -> impl Strategy<Value = Vec<Note>> {
    let from = proptest::option::of("[0-9a-f]{8}");
    let note = (common(), questions(), any::<bool>(), from);
    proptest::collection::vec(note, 0..4).prop_map(|notes| {
        let note = |(at, (common, questions, grouped, hash)): (
            usize,
            (Common, Vec<Question>, bool, Option<String>),
        )| Note {
            id: EntryId::new(format!("n{at}")).unwrap(),
            group: grouped.then(|| EntryId::new("g").unwrap()),
            common,
            questions,
            from: hash.map(|hash| Origin { fact: EntryId::new("f").unwrap(), hash }),
        };
        notes.into_iter().enumerate().map(note).collect()
    })
}

/// What a file says, without where it says it.
fn said(source: &str) -> String {
    let deck = parse("x", source).deck.unwrap();
    let mut cards = deck.cards;
    cards.iter_mut().for_each(|card| card.place.line = 0);
    format!("{:?}", (deck.info, deck.tags, deck.objective, deck.allow, deck.groups, deck.notes, cards))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_written_reads_back(notes in notes()) {
        let text = render(&info(), &notes, "A header\nof two lines");
        let parsed = parse("x", &text);
        let deck = parsed.deck;
        prop_assert!(deck.is_some(), "{:#?}\n{text}", parsed.diagnostics);
        let deck = deck.unwrap();
        prop_assert_eq!(&deck.notes, &notes, "{}", text);
        prop_assert_eq!(deck.info, info());
        prop_assert_eq!(fmt(&text).unwrap(), text);
    }

    #[test]
    fn laying_out_changes_no_word_and_is_done_once(blanks in proptest::collection::vec(0_usize..4, 80), returns in any::<bool>()) {
        let mut source = String::new();
        for (line, blanks) in EVERY_FORM.lines().zip(blanks.iter().cycle()) {
            source.push_str(line);
            if *blanks == 3 {
                source.push_str("  # said so");
            }
            source.push_str(&"\n".repeat(blanks.max(&1).to_owned()));
            if *blanks == 2 {
                source.push_str("# a remark\n");
            }
        }
        let source = if returns { source.replace('\n', "\r\n") } else { source };
        let once = fmt(&source).unwrap();
        prop_assert_eq!(said(&once), said(&source));
        prop_assert_eq!(once.matches('#').count(), source.matches('#').count());
        prop_assert_eq!(fmt(&once).unwrap(), once);
    }
}

#[test]
fn the_layout_is_this() {
    let source = "\u{feff}# A deck\r\n\r\nid='d'\r\nformat=1\r\n[card.b]\r\n# why it is asked\r\nwhy=\"w\"   \r\na = \"x\"\r\nq = \"y\" # sic\r\n\r\n\r\n# the side\r\n[card.c]\r\n[card.c.x]\r\na = 1\r\nq = 2\r\n";
    let expected = "# A deck\n\nformat = 1\nid = 'd'\n\n[card.b]\nq = \"y\" # sic\na = \"x\"\n# why it is asked\nwhy = \"w\"\n\n# the side\n[card.c]\n[card.c.x]\nq = 2\na = 1\n";
    assert_eq!(fmt(source).unwrap(), expected);
}

#[test]
fn lines_of_a_table_keep_their_order() {
    let source = with_head(
        "[quick]\nz = \"1 :: 2\"\nid = \"3 :: 4\"\na  = \"5 :: 6\"\n\n[group.g]\nquick.why = \"a :: b\"\nquick.q = \"a :: b\"\n",
    );
    assert_eq!(fmt(&source).unwrap(), source);
}

#[test]
fn a_broken_file_is_not_laid_out() {
    assert_eq!(fmt("format = 1\nid = \"d\"\n[card.a]\n").unwrap_err()[0].code, "missing-question");
}

#[test]
fn a_long_swap_is_written_as_the_prompt_it_amounts_to() {
    let long = "one two three four five six seven eight nine";
    let ask = Ask::Basic { question: "q".into(), answer: long.into(), reverse: Some(Reverse::Swap) };
    let note = Note {
        id: EntryId::new("n").unwrap(),
        group: None,
        common: Common::default(),
        questions: vec![Question { side: None, common: Common::default(), ask }],
        from: None,
    };
    let cards = deck(&render(&info(), &[note], "")).cards;
    assert_eq!((cards[1].question(), cards[1].answers()), (long.to_owned(), vec!["q".to_owned()]));
}
