//! History that follows a card to its new key.

use super::{Desk, deck_text, key};
use crate::model::{Grade, ReviewKind};
use crate::store::LoadReport;

fn linked(report: &LoadReport) -> Vec<String> {
    let pairs = report.decks.iter().flat_map(|deck| &deck.linked);
    pairs.map(|(old, new)| format!("{old} > {new}")).collect()
}

/// Loads a deck, grades the card, loads the deck as changed; the report, and the grades the new key has.
fn follow(before: &str, graded: &str, after: &str) -> (LoadReport, Desk) {
    let mut desk = Desk::new();
    desk.deck(before);
    desk.grade(graded, Grade::Easy, 100);
    let report = desk.deck(after);
    (report, desk)
}

fn grades(desk: &Desk, text: &str) -> u64 {
    desk.store.card_by_key(&key(text)).unwrap().unwrap().grades
}

#[test]
fn the_same_text_under_a_new_key_goes_on() {
    let (report, mut desk) =
        follow("[quick]\nold = \"q :: a\"", "d/old", "[quick]\nfresh = \"q :: a\"\nother = \"p :: b\"");
    assert_eq!(linked(&report), ["d/old > d/fresh"]);
    assert_eq!(report.to_string(), "d: 1 new, 1 renamed");
    assert_eq!(grades(&desk, "d/fresh"), 1);
    assert_eq!(desk.store.card_by_key(&key("d/fresh")).unwrap().unwrap().born_key, "d/old");
    let history = desk.store.history(&key("d/fresh")).unwrap();
    assert_eq!(history.iter().map(|row| row.kind).collect::<Vec<_>>(), [ReviewKind::Grade, ReviewKind::Link]);
    assert_eq!(desk.store.rebuild(false, &mut |_, _| {}).unwrap(), []);
}

#[test]
fn an_undone_link_is_not_made_again() {
    let after = "[quick]\nfresh = \"q :: a\"";
    let (_, mut desk) = follow("[quick]\nold = \"q :: a\"", "d/old", after);
    let undone = desk.undo(101).unwrap();
    assert_eq!((undone.kind, undone.key), (ReviewKind::Link, key("d/old")));
    assert_eq!((grades(&desk, "d/old"), grades(&desk, "d/fresh")), (1, 0));
    assert!(desk.store.card_by_key(&key("d/old")).unwrap().unwrap().archived);
    assert_eq!(desk.deck(after).decks, []);
    assert_eq!(desk.deck("[quick]\nfresh = \"q :: a\"\nmore = \"x :: y\"").to_string(), "d: 1 new");
    assert_eq!((grades(&desk, "d/old"), grades(&desk, "d/fresh")), (1, 0));
    assert_eq!(desk.store.rebuild(false, &mut |_, _| {}).unwrap(), []);
}

#[test]
fn the_same_text_twice_is_not_guessed() {
    let (report, desk) =
        follow("[quick]\na = \"q :: a\"\nb = \"q :: a\"", "d/a", "[quick]\nc = \"q :: a\"\ne = \"q :: a\"");
    assert_eq!(linked(&report), Vec::<String>::new());
    assert_eq!(report.to_string(), "d: 2 new, 2 gone");
    assert_eq!(grades(&desk, "d/a"), 1);
}

#[test]
fn a_former_id_leads_the_history_also_when_long_archived() {
    let mut desk = Desk::new();
    desk.deck("[quick]\nold = \"q :: a\"");
    desk.grade("d/old", Grade::Easy, 100);
    desk.deck("[quick]\nx = \"y :: z\"");
    let report = desk.deck("[card.fresh]\nq = \"quite another\"\na = \"b\"\naka = [\"old\"]");
    assert_eq!(linked(&report), ["d/old > d/fresh"]);
    assert_eq!(grades(&desk, "d/fresh"), 1);
}

#[test]
fn a_former_id_added_later_still_counts_while_the_new_card_is_untouched() {
    let mut desk = Desk::new();
    desk.deck("[quick]\nold = \"q :: a\"");
    desk.grade("d/old", Grade::Easy, 100);
    desk.deck("[card.fresh]\nq = \"another\"\na = \"b\"");
    assert_eq!(grades(&desk, "d/fresh"), 0);
    let report = desk.deck("[card.fresh]\nq = \"another\"\na = \"b\"\naka = [\"old\"]");
    assert_eq!(linked(&report), ["d/old > d/fresh"]);
    assert_eq!(grades(&desk, "d/fresh"), 1);
}

#[test]
fn an_archived_card_with_the_same_text_goes_on() {
    let mut desk = Desk::new();
    desk.deck("[quick]\nold = \"q :: a\"\nkeep = \"x :: y\"");
    desk.grade("d/old", Grade::Easy, 100);
    desk.deck("[quick]\nkeep = \"x :: y\"");
    let report = desk.deck("[quick]\nkeep = \"x :: y\"\nfresh = \"q :: a\"");
    assert_eq!(linked(&report), ["d/old > d/fresh"]);
}

fn cloze(text: &str) -> String {
    format!("[card.x]\ncloze = \"{text}\"")
}

#[test]
fn blanks_keep_their_history() {
    let cases = [
        // inserted, and the single blank becomes one of several
        ("Fire needs {{heat}} and fuel.", "d/x", "Fire needs {{heat}} and {{fuel}}.", "d/x/heat"),
        ("Fire needs {{heat}} and fuel.", "d/x", "A fire wants {{fuel}} and {{heat}}.", "d/x/heat"),
        // deleted, down to a single one
        ("It needs {{heat}} and {{fuel}}.", "d/x/fuel", "It always needs heat and {{fuel}}.", "d/x"),
        // inserted among several
        ("{{a}} {{b}}", "d/x/b", "{{a}} {{c}} {{b}}", "d/x/b"),
        // moved
        ("{{a}} {{b}}", "d/x/a", "{{b}} and {{a}}", "d/x/a"),
        // reworded in its place
        ("{{a}} {{b}} {{c}}", "d/x/b", "{{a}} {{beta}} {{c}}", "d/x/beta"),
        ("{{a}} {{b}}", "d/x/b", "{{alpha}} {{beta}}", "d/x/beta"),
        // given a label
        ("{{a}} {{b}}", "d/x/b", "{{a}} {{#n b}} {{c}}", "d/x/n"),
    ];
    for (before, graded, after, expected) in cases {
        let (_, desk) = follow(&cloze(before), graded, &cloze(after));
        assert_eq!(grades(&desk, expected), 1, "{before} -> {after}");
    }
}

#[test]
fn a_blank_changed_in_number_and_text_is_reported_not_guessed() {
    let (report, desk) = follow(&cloze("{{a}} {{b}}"), "d/x/b", &cloze("{{a}} {{c}} {{e}}"));
    assert_eq!(linked(&report), Vec::<String>::new());
    let unlinked = &report.decks[0].unlinked;
    assert_eq!(unlinked[0].gone, [key("d/x/b")]);
    assert_eq!(unlinked[0].new, [key("d/x/c"), key("d/x/e")]);
    assert_eq!(grades(&desk, "d/x/b"), 1);
    assert_eq!(desk.store.cards(&super::roots(), false).unwrap().len(), 3);
}

#[test]
fn a_link_that_another_card_stands_in_the_way_of_cannot_be_undone() {
    let mut desk = Desk::new();
    desk.deck("[quick]\nold = \"q :: a\"");
    desk.deck("[quick]\nfresh = \"q :: a\"");
    desk.load_root(super::ROOT, &[("d.toml", &deck_text("[quick]\nfresh = \"q :: a\"\nold = \"p :: b\""))]);
    let uuids = &mut desk.uuids;
    let error = desk.store.undo(&super::roots(), super::moment(1), &mut || uuids.next()).unwrap_err();
    assert!(error.to_string().contains("cannot be undone"), "{error}");
}

#[test]
fn a_link_that_has_to_stay_does_not_keep_older_answers_from_being_taken_back() {
    let mut desk = Desk::new();
    desk.deck("[quick]\nold = \"q :: a\"");
    desk.grade("d/old", Grade::Easy, 100);
    desk.deck("[quick]\nfresh = \"q :: a\"");
    desk.load_root(super::ROOT, &[("d.toml", &deck_text("[quick]\nfresh = \"q :: a\"\nold = \"p :: b\""))]);
    let undone = desk.undo(100).unwrap();
    assert_eq!((undone.kind, undone.key.to_string().as_str()), (ReviewKind::Grade, "d/fresh"));
    assert_eq!(undone.kept_links, [key("d/fresh")]);
    assert_eq!(grades(&desk, "d/fresh"), 0);
    assert_eq!(desk.undo_in_session(100), None);
}
