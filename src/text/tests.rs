use proptest::prelude::*;

use super::*;

macro_rules! case {
    ($name:literal) => {
        include_str!(concat!("../../tests/fixtures/text/", $name))
    };
}

/// Kind, paragraph number and text of each block.
fn outline(source: &str) -> Vec<(BlockKind, Option<u32>, String)> {
    parse(source).blocks().iter().map(|b| (b.kind, b.paragraph, b.text().to_owned())).collect()
}

fn all_sentences(source: &str) -> Vec<String> {
    parse(source).paragraphs().flat_map(Block::sentence_texts).map(str::to_owned).collect()
}

#[track_caller]
fn check_sentences(input: &str, expected: &[&str]) {
    let found = sentences(input);
    let texts: Vec<&str> = found.iter().map(|range| input[range.clone()].trim()).collect();
    assert_eq!(texts, expected);
    let joined: String = found.iter().map(|range| &input[range.clone()]).collect();
    assert_eq!(joined, input, "every character stands in exactly one sentence");
}

#[track_caller]
fn check_case(input: &str, expected: &str) {
    check_sentences(input, &expected.lines().collect::<Vec<_>>());
}

#[test]
fn abbreviations_numbers_and_capitals_end_sentences_only_where_one_ends() {
    check_case(case!("sbus-a/input.txt"), case!("sbus-a/expected.txt"));
    check_case(case!("sbno-a/input.txt"), case!("sbno-a/expected.txt"));
    check_case(case!("sbcap-a/input.txt"), case!("sbcap-a/expected.txt"));
    check_sentences(
        "Harry S. Porter met Dr. Vale at 5 p.m. Monday. They paid 2.5 million. Was it enough? (Nobody said.) Yes...",
        &[
            "Harry S. Porter met Dr. Vale at 5 p.m. Monday.",
            "They paid 2.5 million.",
            "Was it enough?",
            "(Nobody said.)",
            "Yes...",
        ],
    );
    check_sentences("It rose by 2.5. Members were glad.", &["It rose by 2.5.", "Members were glad."]);
    check_sentences(
        "\u{6771}\u{4eac}\u{3002}\u{5927}\u{962a}\u{3002}",
        &["\u{6771}\u{4eac}\u{3002}", "\u{5927}\u{962a}\u{3002}"],
    );
}

#[test]
fn a_quotation_is_one_unit_and_keeps_its_speech_tag() {
    check_sentences(
        case!("sbquote-a/input.txt"),
        &[
            "\"We met at dawn. The vote came later.\"",
            "\"Never!\" she said.",
            "The chair replied: \"Why not? We have time.\"",
            "It closed.",
        ],
    );
    check_sentences(
        "He said \u{201C}No. Never.\u{201D} Then he left.",
        &["He said \u{201C}No. Never.\u{201D}", "Then he left."],
    );
    check_sentences("A 5\" gun fired. It missed.", &["A 5\" gun fired.", "It missed."]);
}

#[test]
fn years_and_numbers_in_parentheses_are_kept_whole() {
    check_sentences(
        case!("sbkeep-a/input.txt"),
        &[
            "Early models (Aalto, 1951;Brandt, 1998) were slow.",
            "The form in (9) holds for all cases in Table I.",
            "In section III, (9) is used twice; state models (SSM) (Castro et al., 2003, 2005) replaced it.",
        ],
    );
}

#[test]
fn line_end_hyphens_are_judged_by_the_rest_of_the_document() {
    assert_eq!(
        all_sentences(case!("hyph-a/input.txt")),
        [
            "The plan is long-term and gives the organization a new command-and-control centre for peacekeeping.",
            "The long-term plan of the organization was kept.",
        ]
    );
    assert_eq!(
        all_sentences(
            "They compare the pre-\nand post-war years, in mid-\n1950 and in the soft\u{ad}\nware age."
        ),
        ["They compare the pre- and post-war years, in mid-1950 and in the software age."]
    );
}

#[test]
fn page_furniture_in_the_middle_of_a_sentence_is_no_text() {
    let source = case!("page-a/input.txt");
    assert_eq!(
        all_sentences(source),
        ["The Committee, which was set up in 1999, has 15 members and meets twice a year."]
    );
    let lone = "The mission had, at its end, in all\n\n7\n\n\u{c}Report\n\nforty posts.\n\n\u{c}Report\n\nIt closed in May 2001.";
    assert_eq!(
        all_sentences(lone),
        ["The mission had, at its end, in all forty posts.", "It closed in May 2001."]
    );
}

#[test]
fn a_table_is_one_block_without_sentences() {
    let blocks = outline(case!("table-a/input.txt"));
    let kinds: Vec<BlockKind> = blocks.iter().map(|block| block.0).collect();
    assert_eq!(kinds, [BlockKind::Title, BlockKind::Table, BlockKind::Paragraph]);
    assert_eq!(all_sentences(case!("table-a/input.txt")), ["The table shows staff in post on 1 May 2003."]);
    assert!(blocks[1].2.contains("and Registry\n"), "a table keeps its rows");
}

#[test]
fn note_numbers_are_no_part_of_the_text() {
    let blocks = outline(case!("foot-a/input.txt"));
    assert_eq!(
        blocks,
        [
            (
                BlockKind::Paragraph,
                Some(1),
                "The mission began in 1994. In 2001 it had 35 staff. The note lines follow.".to_owned()
            ),
            (BlockKind::Footnote, Some(2), "Annual report, p. 4.".to_owned()),
            (BlockKind::Footnote, Some(3), "Staff list.".to_owned()),
        ]
    );
    assert_eq!(all_sentences(case!("foot-a/input.txt")).len(), 5);
}

#[test]
fn numbers_stay_where_no_note_answers_them() {
    let blocks = outline("The CO2 rule of Freedonia1.\n\n1. Freedonia is named so by itself.");
    assert_eq!(blocks[0].2, "The CO2 rule of Freedonia.");
    assert_eq!(blocks[1], (BlockKind::Footnote, Some(2), "Freedonia is named so by itself.".to_owned()));
    assert_eq!(outline("The code is Freedonia1.")[0].2, "The code is Freedonia1.");
    assert_eq!(outline("12 Members met in 1994.")[0].2, "12 Members met in 1994.");
}

const PAGE: &str = "\u{feff}Archive\r\n\r\nDownloads\r\n\r\n  \u{2013} May 2011 - Harbour Office\r\n    Map of the piers (PDF/1.2Mb)\r\nEng. / Fr.\r\n\r\n\
The harbour\u{2019}s ties with the city\r\n\r\nThe harbour and the\u{a0}city share one plan. It was drawn in 1990.\r\n\r\n\
Early years\r\n\r\nShips came from 1901.\r\nTheir crews (the \u{201C}Reds\u{201D}) stayed.\r\n\r\n\r\n\
Tasks are:\r\n- to dredge the\r\n  channel;\r\n- to light the piers.\r\n";

#[test]
fn menus_above_the_title_are_furniture_and_headings_are_not_counted() {
    let rows = outline(PAGE);
    let short: Vec<(BlockKind, Option<u32>, &str)> =
        rows.iter().map(|(k, n, t)| (*k, *n, t.as_str())).collect();
    assert_eq!(
        short,
        [
            (BlockKind::Furniture, None, "Archive"),
            (BlockKind::Furniture, None, "Downloads"),
            (BlockKind::Furniture, None, "May 2011 - Harbour Office Map of the piers (PDF/1.2Mb)"),
            (BlockKind::Furniture, None, "Eng. / Fr."),
            (BlockKind::Title, None, "The harbour\u{2019}s ties with the city"),
            (BlockKind::Paragraph, Some(1), "The harbour and the city share one plan. It was drawn in 1990."),
            (BlockKind::Heading, None, "Early years"),
            (
                BlockKind::Paragraph,
                Some(2),
                "Ships came from 1901. Their crews (the \u{201C}Reds\u{201D}) stayed."
            ),
            (BlockKind::Paragraph, Some(3), "Tasks are:"),
            (BlockKind::ListItem, Some(4), "to dredge the channel;"),
            (BlockKind::ListItem, Some(5), "to light the piers."),
        ]
    );
    assert_eq!(parse(PAGE).title(), Some("The harbour\u{2019}s ties with the city"));
}

#[test]
fn markdown_and_numbered_headings_head_sections() {
    let rows = outline(
        "# Guide\n\n## 2. Scope\nIt covers **all** *big* ports.\n\n3. Limits\n\nNo river port is meant here.\n\nSetext\n---\nOne more line stands here.\n",
    );
    let short: Vec<(BlockKind, &str)> = rows.iter().map(|(k, _, t)| (*k, t.as_str())).collect();
    assert_eq!(
        short,
        [
            (BlockKind::Title, "Guide"),
            (BlockKind::Heading, "2. Scope"),
            (BlockKind::Paragraph, "It covers all big ports."),
            (BlockKind::Heading, "Limits"),
            (BlockKind::Paragraph, "No river port is meant here."),
            (BlockKind::Heading, "Setext"),
            (BlockKind::Paragraph, "One more line stands here."),
        ]
    );
}

#[test]
fn a_dash_in_the_middle_of_a_sentence_begins_no_item() {
    assert_eq!(
        all_sentences("The Committee (CC)\n\u{2013} set up by Resolution\n12. Nothing else\n\u{2013} met."),
        ["The Committee (CC) \u{2013} set up by Resolution 12.", "Nothing else \u{2013} met."]
    );
}

#[test]
fn a_passage_is_found_read_and_hashed() {
    let document = parse(PAGE);
    let at = document.find("crews (the \"Reds\")").unwrap();
    assert_eq!(at.to_string(), "p2 s2");
    let passage = document.passage(&at).unwrap();
    assert_eq!(passage.text, "Their crews (the \u{201C}Reds\u{201D}) stayed.");
    assert_eq!(passage.section.as_deref(), Some("Early years"));
    assert_eq!(passage.hash(), hash("Their  crews\n(the \u{201C}Reds\u{201D}) stayed."));
    assert_eq!(passage.hash().len(), 8);
    assert_eq!(document.find("the city").unwrap().to_string(), "p1 s1");
    assert_eq!(document.find("ships CAME").unwrap().to_string(), "p2 s1");
    assert_eq!(document.passage(&"p2-4".parse().unwrap()).unwrap().text.matches("Tasks").count(), 1);
    assert_eq!(document.passage(&"p9".parse().unwrap()), None);
    assert_eq!(document.passage(&"p2 s2-3".parse().unwrap()), None);
}

#[test]
fn a_search_says_why_it_gave_no_place() {
    let document = parse(PAGE);
    assert!(matches!(document.find("submarine"), Err(FindError::Nowhere { .. })));
    assert!(matches!(document.find("  "), Err(FindError::Empty)));
    assert!(matches!(document.find("Early years"), Err(FindError::Uncounted { .. })));
    match document.find("piers.") {
        Ok(place) => assert_eq!(place.to_string(), "p5 s1"),
        Err(error) => panic!("{error}"),
    }
    let Err(FindError::Several { places, .. }) = document.find("to ") else {
        panic!("\"to \" stands in both items")
    };
    assert_eq!(places.len(), 2);
}

#[test]
fn the_raw_passage_is_the_document_s_own_characters() {
    let document = parse(case!("hyph-a/input.txt"));
    let passage = document.passage(&"p1 s1".parse().unwrap()).unwrap();
    assert!(
        passage.raw.starts_with("The plan is long- term and gives the organi- zation"),
        "{}",
        passage.raw
    );
    let noted = parse(case!("foot-a/input.txt"));
    assert_eq!(noted.passage(&"p1 s2".parse().unwrap()).unwrap().raw, "In 2001 it had 35 staff.");
}

proptest! {
    #[test]
    fn sentences_cover_any_text_exactly(text in r#"[ a-zA-Z0-9."'()?!\n\u{201C}\u{201D}é-]{0,120}"#) {
        let joined: String = sentences(&text).into_iter().map(|range| text[range].to_owned()).collect();
        prop_assert_eq!(joined, text);
    }

    #[test]
    fn every_place_of_a_document_can_be_read_and_found(text in r"([A-Za-z]{1,8}[ .\n\r\f-]{1,2}|\n\n|[0-9]{1,2}[. ]|\| |   |\*\*){0,60}") {
        let document = parse(&text);
        for block in document.paragraphs() {
            for (index, sentence) in block.sentence_texts().enumerate() {
                let number = u32::try_from(index + 1).unwrap();
                let at = Locator::Sentences { paragraph: block.paragraph.unwrap(), first: number, last: number };
                let passage = document.passage(&at).unwrap();
                prop_assert_eq!(&passage.text, sentence);
                match document.find(sentence) {
                    Ok(found) => prop_assert_eq!(found, at),
                    Err(FindError::Several { places, .. }) => prop_assert!(places.contains(&at)),
                    Err(error) => prop_assert!(false, "{}", error),
                }
            }
        }
    }

    #[test]
    fn any_text_is_a_document(text in any::<String>()) {
        let document = parse(&text);
        for block in document.blocks() {
            prop_assert!(text.get(block.span.clone()).is_some());
        }
    }
}
