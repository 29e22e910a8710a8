//! What learners type, and what it is worth.

use proptest::prelude::*;

use super::{DiffPart, Remark, Verdict, diff, judge, judge_choice, judge_list, judge_order, normalise};
use crate::model::{Choice, Grade, Item, TypedRule};

fn verdict(accepted: &str, typed: &str) -> Verdict {
    judge(&[accepted.to_owned()], &TypedRule::default(), typed).verdict
}

fn remark(accepted: &str, typed: &str) -> Option<Remark> {
    judge(&[accepted.to_owned()], &TypedRule::default(), typed).remark
}

/// A table: accepted, typed, verdict, by tabs, under a head line.
fn check_table(name: &str, table: &str) {
    for line in table.lines().skip(1).filter(|line| !line.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        assert_eq!(verdict(cells[0], cells[1]).name(), cells[2], "{name}: {line}");
    }
}

#[test]
fn the_tables_of_cases_hold() {
    check_table("quotes", include_str!("../../tests/fixtures/answers/quote-a.tsv"));
    check_table("forms of Unicode", include_str!("../../tests/fixtures/answers/uni-a.tsv"));
    check_table("spaces", include_str!("../../tests/fixtures/answers/space-a.tsv"));
    check_table("alternatives", include_str!("../../tests/fixtures/answers/alt-a.tsv"));
    check_table("numbers", include_str!("../../tests/fixtures/answers/num-a.tsv"));
    check_table("dates", include_str!("../../tests/fixtures/answers/date-a.tsv"));
}

const RIGHT: &[(&str, &str)] = &[
    // Case, articles, stops, quotes, dashes.
    ("The Hague", "hague"),
    ("the Council", "Council."),
    ("A", "a"),
    ("Washington", "WASHINGTON"),
    ("Straße", "strasse"),
    ("Bosnia – Herzegovina", "Bosnia - Herzegovina"),
    ("UN", "U.N."),
    ("U.S.", "US"),
    ("NATO", "N.A.T.O."),
    ("ＮＡＴＯ", "nato"),
    // Dates.
    ("December 1995", "Dec 1995"),
    ("December 1995", "Dec. 1995"),
    ("December 1995", "12/1995"),
    ("December 1995", "1995-12"),
    ("December 1995", "in December 1995"),
    ("1995", "in 1995"),
    ("14 December 1995", "14.12.1995"),
    ("14 December 1995", "12/14/1995"),
    ("14 December 1995", "December 14th, 1995"),
    ("4 April 1949", "the 4th of April 1949"),
    ("4 April 1949", "04/04/1949"),
    ("1992-1995", "1992 to 1995"),
    ("1992-1995", "1992..1995"),
    ("1992 – 1995", "from 1992 to 1995"),
    // Numbers.
    ("50", "fifty"),
    ("twenty-one", "21"),
    ("21", "twenty one"),
    ("105", "one hundred and five"),
    ("1000", "1 000"),
    ("a hundred", "100"),
    ("5 million", "5,000,000"),
    ("2.5 million", "2500000"),
    ("60 000", "sixty thousand"),
    ("50 nations", "fifty nations"),
    ("50 %", "50 percent"),
    ("5 km", "5 kilometres"),
    ("5th", "fifth"),
    ("about 50", "approximately fifty"),
    // References.
    ("UNSCR 1244", "Resolution 1244"),
    ("Resolution 1244", "UN Security Council Resolution 1244"),
    ("Resolution 1244", "1244"),
    ("UNSCR 1244", "S/RES/1244"),
    ("Article 5", "Art. 5"),
    ("Article 5", "5"),
    ("Resolution 1244 (1999)", "UNSCR 1244"),
    ("UNSCR 1244 (1999)", "Resolution 1244 (1999)"),
    ("3.5%", "3.5 per cent"),
    // Parentheses.
    ("colour(s)", "colours"),
    ("colour(s)", "colour"),
    ("(the) Supreme Commander", "Supreme Commander"),
];

const NEAR: &[(&str, &str)] = &[
    ("Washington", "Washingtin"),
    ("Washington", "Wasihngtno"),
    ("peacekeeping", "peace-keeping"),
    ("Security Council", "Securty Council"),
    ("peace-keeping", "peace keeping"),
    ("Rome, Italy", "Rome Italy"),
    ("AJP-5", "AJP5"),
    ("m²", "m2"),
    ("10²", "10^2"),
    ("December 1995", "1995"),
    ("December 1995", "December"),
    ("December 1995", "december 95"),
    ("1995", "December 1995"),
    ("4 December 1995", "12/4/1995"),
    ("4 December 1995", "4/12/95"),
    ("1992-1995", "1992-95"),
    ("50 nations", "50"),
    ("50", "50 nations"),
    ("1,000", "1.000"),
    ("50", "about 50"),
    ("5", "5th"),
    ("Article 51 of the UN Charter", "Article 51"),
    ("50 nations", "50 natoins"),
];

const WRONG: &[(&str, &str)] = &[
    ("Washington", ""),
    ("Washington", "  \t "),
    ("Washington", "."),
    ("1949", "1944"),
    ("December 1995", "November 1995"),
    ("4 June 1949", "4 July 1949"),
    ("60", "sixteen"),
    ("sixty", "sixth"),
    ("IFOR", "SFOR"),
    ("UNPROFOR", "UNPROFIR"),
    ("Resolution 1244", "Resolution 1224"),
    ("Security Council Resolution 1244", "General Assembly Resolution 1244"),
    ("Article 5", "Article 51"),
    ("Article 5", "Resolution 5"),
    ("UN Security Council", "Security Council"),
    ("Seat", "Meat"),
    ("5 km", "5 kg"),
    ("11:00", "11"),
    ("100 m", "100 km"),
    ("6400", "6401"),
    ("AJP-5", "AJP-3"),
    ("C130", "C131"),
    ("Москва", "Москвы"),
    ("1-2", "12"),
    ("50, 60", "5060"),
    ("5", "-5"),
    ("11:00", "1100"),
    ("Vitamin A", "Vitamin"),
    ("World War II", "World War I"),
    ("lawful", "unlawful"),
    ("9 March 1999", "9 March 1998"),
    ("March", "May"),
    ("1992-1995", "1992-1996"),
    ("1992-1995", "1995"),
];

/// Names every row that has another verdict, so that one run shows them all.
fn check(rows: &[(&str, &str)], expected: Verdict) {
    let off: Vec<String> = rows
        .iter()
        .map(|(accepted, typed)| (accepted, typed, verdict(accepted, typed), remark(accepted, typed)))
        .filter(|(_, _, found, _)| *found != expected)
        .map(|(accepted, typed, found, remark)| format!("{accepted} | {typed}: {found:?} {remark:?}"))
        .collect();
    assert!(off.is_empty(), "not {}:\n{}", expected.name(), off.join("\n"));
}

#[test]
fn other_words_for_the_same_are_right() {
    check(RIGHT, Verdict::Right);
}

#[test]
fn what_is_meant_right_is_near() {
    check(NEAR, Verdict::Near);
}

#[test]
fn what_is_something_else_is_wrong() {
    check(WRONG, Verdict::Wrong);
    assert_eq!(verdict("Geneva", "Genev\u{430}"), Verdict::Wrong, "a letter of another script");
}

#[test]
fn the_remark_says_what_differs() {
    for (accepted, typed, expected) in [
        ("Washington", "Washingtin", "one letter off"),
        ("résumé", "resume", "accents differ"),
        ("December 1995", "1995", "less precise"),
        ("50 nations", "50", "unit missing"),
        ("1949", "1944", "another date"),
    ] {
        assert_eq!(remark(accepted, typed).unwrap().to_string(), expected);
    }
}

#[test]
fn exact_answers_count_by_the_very_character() {
    let exact = TypedRule { exact: true, tolerance: None };
    let verdict = |typed| judge(&["chmod +x".to_owned()], &exact, typed).verdict;
    assert_eq!(verdict(" chmod +x "), Verdict::Right);
    assert_eq!(verdict("chmod +X"), Verdict::Wrong);
    assert_eq!(verdict("chmod  +x"), Verdict::Wrong);
}

#[test]
fn a_tolerance_widens_a_number() {
    let rule = TypedRule { exact: false, tolerance: Some(0.5) };
    let verdict = |typed| judge(&["9.8 m".to_owned()], &rule, typed).verdict;
    assert_eq!(verdict("10 m"), Verdict::Right);
    assert_eq!(verdict("10"), Verdict::Near);
    assert_eq!(verdict("10.4 m"), Verdict::Wrong);
}

#[test]
fn the_best_of_the_accepted_answers_counts() {
    let accept = ["Implementation Force".to_owned(), "IFOR".to_owned()];
    let judged = judge(&accept, &TypedRule::default(), "ifor");
    assert_eq!((judged.verdict, judged.expected.as_str()), (Verdict::Right, "IFOR"));
    assert_eq!(judged.also, ["Implementation Force"]);
    let wrong = judge(&accept, &TypedRule::default(), "SFOR");
    assert_eq!((wrong.suggested, wrong.expected.as_str()), (Grade::Again, "Implementation Force"));
}

#[test]
fn a_difference_is_shown_by_letters_in_words_that_are_alike() {
    assert_eq!(
        diff("Securty Council", "Security Council"),
        [
            DiffPart::Same("Secur".to_owned()),
            DiffPart::Missing("i".to_owned()),
            DiffPart::Same("ty Council".to_owned())
        ]
    );
    assert_eq!(
        diff("red", "blue"),
        [DiffPart::Extra("red".to_owned()), DiffPart::Missing("blue".to_owned())]
    );
}

fn items(texts: &[&str]) -> Vec<Item> {
    texts.iter().map(|text| Item { text: (*text).to_owned(), aliases: vec![] }).collect()
}

fn listed(texts: &[&str], given: &[&str]) -> Grade {
    let given: Vec<String> = given.iter().map(|text| (*text).to_owned()).collect();
    judge_list(&items(texts), &given).suggested
}

#[test]
fn a_list_is_judged_item_by_item() {
    let four = ["Norway", "Sweden", "Finland", "Denmark"];
    assert_eq!(listed(&four, &["denmark", "Finland", "Sweden", "norway"]), Grade::Good);
    assert_eq!(listed(&four, &["denmark", "Finland", "Sweden", "norwey"]), Grade::Hard);
    assert_eq!(listed(&four, &["Denmark", "Finland", "Sweden"]), Grade::Hard);
    assert_eq!(listed(&four, &["Denmark", "Finland"]), Grade::Again);
    assert_eq!(listed(&four[..3], &["Norway", "Sweden"]), Grade::Again);
    assert_eq!(listed(&four[..3], &["Norway", "Sweden", "Finland", "Iceland"]), Grade::Hard);
    assert_eq!(listed(&four[..3], &["Norway", "Norway", "Norway"]), Grade::Again, "one item once");
    assert_eq!(listed(&four[..3], &["Norway", "Norway", "Sweden", "Finland"]), Grade::Good);
}

#[test]
fn a_given_item_goes_where_it_lets_others_be_right() {
    let mut two = items(&["Russia", "Union"]);
    two[0].aliases.push("Union".to_owned());
    let judged = judge_list(&two, &["Union".to_owned(), "Russia".to_owned()]);
    assert_eq!((judged.found, judged.suggested), (vec![true, true], Grade::Good));
}

#[test]
fn an_order_forgives_one_pair_of_neighbours() {
    for (given, grade) in [
        (&[0, 1, 2, 3][..], Grade::Good),
        (&[0, 2, 1, 3], Grade::Hard),
        (&[2, 1, 0, 3], Grade::Again),
        (&[1, 0, 3, 2], Grade::Again),
        (&[0, 1, 2], Grade::Again),
        (&[0, 1, 9, 9], Grade::Again),
    ] {
        assert_eq!(judge_order(4, given).suggested, grade, "{given:?}");
    }
    assert_eq!(judge_order(3, &[1, 0, 2]).suggested, Grade::Again);
    assert_eq!(judge_order(3, &[1, 0, 2]).right_places, [false, false, true]);
}

#[test]
fn a_choice_is_the_whole_set() {
    let options = [true, false, true].map(|right| Choice { text: String::new(), right, why: None });
    for (picked, right) in
        [(&[0, 2][..], true), (&[2, 0], true), (&[0], false), (&[0, 1, 2], false), (&[0, 2, 7], false)]
    {
        assert_eq!(judge_choice(&options, picked).right, right, "{picked:?}");
    }
}

/// Texts of the sort that trip parsers: digits, separators, months, marks, other scripts.
fn tricky() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        "[0-9.,'/ -]{0,12}",
        "(the|a|an|Dec|May|st|fifty|million|Article|UNSCR|%|\\$|\\(|\\)|/|²|½|é|ß|İ|й)",
    ];
    prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #[test]
    fn the_answer_itself_is_right(accept in prop::collection::vec(tricky(), 1..4)) {
        for text in accept.iter().filter(|text| !text.trim().is_empty()) {
            prop_assert_eq!(judge(&accept, &TypedRule::default(), text).verdict, Verdict::Right);
            prop_assert_eq!(judge(&accept, &TypedRule { exact: true, tolerance: None }, text).verdict, Verdict::Right);
        }
    }

    #[test]
    fn no_text_breaks_the_judge(accepted in tricky(), typed in tricky()) {
        let judged = judge(&[accepted], &TypedRule { exact: false, tolerance: Some(1.0) }, &typed);
        prop_assert_eq!(judged.suggested, judged.verdict.suggested());
    }

    #[test]
    fn what_is_right_one_way_is_right_the_other(one in "(the )?[0-9]{1,3}( km|th|%)?", other in "(the )?[0-9]{1,3}( km|th|%)?") {
        prop_assert_eq!(verdict(&one, &other) == Verdict::Right, verdict(&other, &one) == Verdict::Right);
    }

    #[test]
    fn a_text_of_words_never_normalises_to_nothing(text in "(the|a|an|[.]| |x){0,6}") {
        prop_assert_eq!(normalise(&text).is_empty(), text.trim().is_empty());
    }

    #[test]
    fn the_parts_of_a_diff_joined_give_both_sides(typed in tricky(), expected in tricky()) {
        let (mut left, mut right) = (String::new(), String::new());
        for part in diff(&typed, &expected) {
            match part {
                DiffPart::Same(text) => {
                    left.push_str(&text);
                    right.push_str(&text);
                }
                DiffPart::Missing(text) => right.push_str(&text),
                DiffPart::Extra(text) => left.push_str(&text),
            }
        }
        prop_assert_eq!(left, typed);
        prop_assert_eq!(right, expected);
    }
}
