use proptest::prelude::*;

use super::super::parse;
use super::{faults, with_head};

/// Each row begins at line 4.
fn check(rows: &[(&str, &[&str])]) {
    for (cards, expected) in rows {
        assert_eq!(faults(&with_head(cards)), *expected, "{cards}");
    }
}

#[test]
fn slips_of_toml_are_named_at_their_place() {
    check(&[
        ("[card.c]\nq = \"say \"hi\" now\"\na = 1\n", &["5:11 inner-quotes"]),
        ("[card.c]\nq = 'it's so'\na = 1\n", &["5:9 inner-quotes"]),
        ("[card.c]\nq = \"$\\alpha$\"\na = 1\n", &["5:8 bad-escape"]),
        ("[card.c]\nq = \"C:\\Users\"\na = 1\n", &["5:10 bad-escape"]),
        ("[card.c]\nq = \"$\\times$\"\na = 1\n", &["5:7 tab-in-text?"]),
        ("[card.c]\nq = \"$\\frac{1}{2}$\"\na = 1\n", &["5:7 control-in-text?"]),
        ("[card.c]\nq = \"$a \\neq b$\"\na = 1\n", &["5:9 control-in-text?"]),
        ("[card.c]\nq = hello world\na = 1\n", &["5:5 unquoted-text"]),
        ("[card.c]\nq = 1\na = 1\nwrong = [b, \"c\"]\n", &["7:10 unquoted-text"]),
        ("[card.c]\nq = “hi”\na = 1\n", &["5:5 typographic-quotes"]),
        ("[card.c]\nq = \"a\na = 1\n", &["5:7 missing-quote"]),
        ("[card.c]\nq = \"\"\"a\na = 1\n[card.d]\nzz = 1\n", &["5:5 missing-quote"]),
        ("[card.c]\n\"q = 1\na = 1\n", &["5:7 missing-quote"]),
        ("[card.c]\nq : \"a\"\na = 1\n", &["5:3 colon-for-equals"]),
        ("[card.c]\nq: a\na = 1\n", &["5:4 colon-for-equals"]),
        ("[card.c]\nq == \"a\"\na = 1\n", &["5:4 double-equals"]),
        ("[card.c]\nq = \"a\"\na = True\n", &["6:5 bad-value"]),
        ("[card.c]\nq = \"a\"\na = 007\n", &["6:5 bad-value"]),
        ("[card.c]\nq = \"a\"\na =\n", &["6:4 no-value"]),
        ("[card.c]\nq = \"a\" b\na = 1\n", &["5:9 after-value"]),
        ("[card.c]\nq = \"a\"\nitems = [\"a\" \"b\"]\n", &["6:14 missing-comma"]),
        ("[card.c]\nq = \"a\"\nitems = [\"a\",\n \"b\"\n[card.d]\nfoo = 2\n", &["6:9 missing-bracket"]),
        ("[card.c\nq = \"a\"\na = 1\n", &["4:8 missing-bracket"]),
        ("[card.Größe]\nq = \"a\"\na = 1\n", &["4:9 bad-id"]),
        ("[quick]\nLO 1 = \"a :: b\"\n", &["5:4 key-needs-quotes"]),
        ("[quick]\ngröße = \"a :: b\"\n", &["5:3 key-needs-quotes"]),
        ("// a remark\n[quick]\n", &["4:4 comment-sign"]),
        ("[[card]]\nid = \"a\"\n", &["4:1 list-of-tables"]),
        ("[[card.a]]\nq = \"a\"\n", &["4:8 wrong-type"]),
    ]);
}

#[test]
fn hints_give_the_line_as_it_should_be() {
    let rows = [
        ("q = \"say \"hi\" now\"", "write q = 'say \"hi\" now'"),
        ("q = 'it's so'", "write q = \"it's so\""),
        ("q = \"$\\alpha$\"", "write q = '$\\alpha$'"),
        ("q = \"$\\times$\"", "write q = '$\\times$'"),
        ("q = hello world", "write q = \"hello world\""),
        ("q = “hi”", "write q = \"hi\""),
        ("q : hi", "write q = \"hi\""),
        ("q = \"hi", "write q = \"hi\""),
    ];
    for (line, hint) in rows {
        let found = parse("x", &with_head(&format!("[card.c]\n{line}\na = 1\n"))).diagnostics;
        assert_eq!(found[0].hint.as_deref(), Some(hint), "{line}");
    }
}

#[test]
fn a_key_twice_is_told_at_the_second_place() {
    check(&[
        ("[card.a]\nquestion = \"x\"\nquestion = \"y\"\nanswer = \"z\"\n", &["6:1 duplicate-key"]),
        ("[card.a]\nquestion = \"x\"\nanswer = \"one\"\nanswer.text = \"two\"\n", &["7:1 duplicate-key"]),
        (
            "[objectives]\na = \"n\"\n[card.a]\nq = 1\na = 1\n[objectives]\nb = \"m\"\n",
            &["9:2 duplicate-key"],
        ),
        ("[card.a]\nq = 1\na = 1\n[card.a]\nwhy = \"x\"\n", &["7:7 duplicate-id"]),
        ("[card.a]\nq = 1\nquestion = 2\na = 1\n", &["6:1 duplicate-key"]),
    ]);
    let found = parse("x", &with_head("[card.a]\nq = 1\nq = 2\na = 1\n")).diagnostics;
    assert_eq!(found[0].message, "the key `q` is there already: line 5 has it");
}

#[test]
fn an_id_twice_is_told_at_the_second_place() {
    check(&[
        ("[quick]\nx = \"a :: b\"\n[card.x]\nq = 1\na = 1\n", &["6:7 duplicate-id"]),
        ("[card.x]\nq = 1\na = 1\n[quick]\nx = \"a :: b\"\n", &["8:1 duplicate-id"]),
        ("[group.g]\nquick.x = \"a :: b\"\n[quick]\nx = \"a :: b\"\n", &["7:1 duplicate-id"]),
        (
            "[card.x.s]\nq = 1\na = 1\nreverse = true\n[card.x.s-reverse]\nq = 1\na = 2\n",
            &["4:7 duplicate-id"],
        ),
    ]);
}

#[test]
fn keys_that_make_no_card_are_refused() {
    check(&[
        ("[card.c]\nq = 1\na = 1\nhnit = 1\n", &["7:1 unknown-key"]),
        ("[card.c]\nq = 1\na = 1\ncloze = \"{{x}}\"\n", &["7:1 two-kinds"]),
        ("[card.c]\nq = 1\nwrong = [\"x\"]\ntyped = [\"y\"]\na = 1\n", &["7:1 two-kinds"]),
        ("[card.c]\nq = 1\na = true\nwrong = [\"x\"]\n", &["7:1 two-kinds"]),
        ("[card.c]\nq = 1\na = [\"x\", \"y\"]\n", &["6:1 missing-wrong"]),
        ("[card.c]\nq = 1\nwrong = [\"x\"]\n", &["6:1 missing-answer"]),
        ("[card.c]\nq = 1\na = 1\nwrong = []\n", &["7:9 empty"]),
        ("[card.c]\nq = 1\na = \"x\"\nwrong = [\"x\"]\n", &["7:10 duplicate-option"]),
        ("[card.c]\nq = 1\nitems = [\"x\"]\n", &["6:9 too-few-items"]),
        ("[card.c]\nq = 1\nitems = [\"x\", \"x\"]\n", &["6:15 duplicate-item"]),
        ("[card.c]\nq = 1\n", &["4:7 missing-answer"]),
        ("[card.c]\na = 1\n", &["4:7 missing-question"]),
        ("[card.c]\nq = \" \"\na = 1\n", &["5:5 empty"]),
        ("[card.c]\nq = true\na = 1\n", &["5:5 wrong-type"]),
        ("[card.c]\nq = 1\na = 1\nordered = true\n", &["7:1 misplaced-key"]),
        ("[card.c]\ncloze = \"{{x}}\"\nexact = true\n", &["6:1 misplaced-key"]),
        ("[card.c]\nq = 1\ntyped = [\"5\"]\ntolerance = -1\n", &["7:13 wrong-type"]),
        ("[card.c]\nq = 1\ntyped = []\n", &["6:9 empty"]),
        ("[card.c]\nq = 1\na = 1\ntags = \"x\"\n", &["7:8 wrong-type"]),
        ("[card.c]\nq = 1\na = 1\nsource = { at = \"12\" }\n", &["7:17 bad-locator"]),
        ("[card.c]\nq = 1\na = 1\ngroup = \"g\"\n", &["4:7 unknown-group"]),
        ("[card.c]\nq = 1\na = 1\naka = [\"A b\"]\n", &["7:8 bad-id"]),
        ("[card.c]\nq = 1\na = 1\nfrom = \"x#12\"\n", &["7:8 bad-origin"]),
        (
            "[card.c]\nq = 1\na = \"one two three four five six seven eight nine\"\nreverse = true\n",
            &["7:11 reverse"],
        ),
        ("[card.c]\nq = 1\n[card.c.x]\nq = 1\na = 1\n", &["5:1 two-kinds"]),
        ("[card.c.x]\ncloze = \"{{a}} {{b}}\"\n", &["4:9 cloze-in-side"]),
        ("[card.c]\ncloze = \"{{}}\"\n", &["5:9 cloze-empty"]),
        ("[card]\nq = \"a\"\n", &["5:1 wrong-type"]),
        ("[group.g.card.x]\nq = 1\n", &["4:10 unknown-key"]),
    ]);
}

#[test]
fn lines_in_the_wrong_place_are_led_home() {
    check(&[
        ("[quick]\ntitle = \"Fire\"\n", &["5:9 quick-no-separator"]),
        ("[quick]\na = \"x :: True\"\n", &["5:5 truth-in-capitals?"]),
        ("[card.c]\nq = \"a :: b\"\na = 1\n", &["5:5 quick-in-card?"]),
        ("[card.c]\nq = \"a :: b\"\n", &["4:7 missing-answer", "5:5 quick-in-card?"]),
        ("line = \"a :: b\"\n", &["4:1 unknown-key"]),
    ]);
    let hint = |source: &str| parse("x", &with_head(source)).diagnostics.remove(0).hint.unwrap();
    assert!(hint("[quick]\ntitle = \"Fire\"\n").contains("above [quick]"));
    assert!(hint("[quick]\nwhy = \"Fire\"\n").contains("[card.some-id]"));
    assert!(hint("line = \"a :: b\"\n").contains("under [quick]"));
}

#[test]
fn all_faults_of_a_file_are_told_at_once() {
    let source = with_head(
        "a : b\n[card.c]\nq = hello\na = 1\n[card.d]\nfoo = 1\n[quick]\ny = \"no\"\nz = \"x :: y\n",
    );
    assert_eq!(
        faults(&source),
        [
            "4:3 colon-for-equals",
            "6:5 unquoted-text",
            "8:7 missing-question",
            "9:1 unknown-key",
            "11:5 quick-no-separator",
            "12:12 missing-quote"
        ]
    );
}

#[test]
fn the_line_counts_the_same_with_carriage_returns() {
    let source = with_head("[quick]\na = \"b :: c\"\nd = \"e :: f\n").replace('\n', "\r\n");
    assert_eq!(faults(&source), ["6:12 missing-quote"]);
}

#[test]
fn the_head_says_what_it_lacks() {
    assert_eq!(faults(""), ["1:1 missing-key", "1:1 missing-key"]);
    let found = parse("decks/Fire drill.toml", "format = 1\n").diagnostics;
    assert!(found[0].hint.as_deref().unwrap().contains("id = \"fire-drill\""));
    assert_eq!(faults("format = 1\nid = \"Fire\"\n"), ["2:6 bad-id"]);
    assert_eq!(faults("format = 0\nid = \"d\"\n"), ["1:10 bad-format"]);
}

#[test]
fn a_newer_format_is_refused_by_both_numbers_alone() {
    let found = parse("x", "format = 7\nnew-key = 1\n").diagnostics;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, "newer-format");
    assert!(found[0].message.contains('7') && found[0].message.contains('1'));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Any cut and any wrong letter gives diagnostics within the file, and never a panic.
    #[test]
    fn a_damaged_deck_is_told_and_no_more(at in 0_usize..2000, to in 0_usize..2000, put in "[\\[\\]\"'=#:{}\\\\\n a-z]{0,4}") {
        let whole = include_str!("../../../tests/fixtures/deck/every-form.toml");
        let (at, to) = (at.min(whole.len()), to.min(whole.len()));
        let damaged = format!("{}{put}{}", &whole[..at], &whole[at.max(to)..]);
        let lines = u32::try_from(damaged.lines().count()).unwrap() + 1;
        for found in parse("x", &damaged).diagnostics {
            prop_assert!(found.line >= 1 && found.line <= lines && found.column >= 1);
            prop_assert!(!found.message.is_empty() && found.hint.is_some());
        }
    }
}
