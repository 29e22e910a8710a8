use std::collections::{BTreeSet, HashMap, HashSet};

use proptest::prelude::*;

use super::*;
use crate::deck;
use crate::exam::parse;
use crate::model::Card;

/// Cards of so many entries of each objective, some with siblings, some of which tell others.
fn cards(objectives: &[(&str, usize)]) -> Vec<Card> {
    let mut source = "format = 1\nid = \"d\"\n".to_owned();
    for (at, (objective, count)) in objectives.iter().enumerate() {
        for number in 0..*count {
            let id = format!("o{at}n{number}");
            let body = match number % 5 {
                0 => format!("q = \"Depth of harbour {id}?\"\ntyped = [\"{number} fathoms\"]"),
                1 => format!(
                    "q = \"Which light has {id}?\"\na = \"red\"\nwrong = [\"green\", \"white\", \"blue\"]"
                ),
                2 => format!("q = \"Harbour {id} is deep.\"\na = true"),
                3 => format!(
                    "q = \"Order the buoys of {id}.\"\nitems = [\"a{id}\", \"b{id}\", \"c{id}\"]\nordered = true"
                ),
                _ => format!("cloze = \"Port {id} has {{{{#x x{id}}}}} and {{{{#y y{id}}}}}.\""),
            };
            source.push_str(&format!("[card.{id}]\nobjective = \"{objective}\"\n{body}\n"));
        }
    }
    deck::parse("d.toml", &source).deck.unwrap().cards
}

fn blueprint(parts: &str) -> Blueprint {
    let source = format!("format = 1\n[exam]\nid = \"x\"\nminutes = 30\n{parts}");
    let parsed = parse("x.exam.toml", &source);
    parsed.blueprint.unwrap_or_else(|| panic!("{:?}", parsed.diagnostics))
}

fn all_members(blueprint: &Blueprint, cards: &[Card]) -> Vec<HashSet<Key>> {
    blueprint.parts.iter().map(|_| cards.iter().map(|card| card.key.clone()).collect()).collect()
}

fn drawn(blueprint: &Blueprint, cards: &[Card], seed: u64) -> Result<Paper, Vec<Filled>> {
    let bank = Bank::new(cards, &HashMap::new());
    let demand = Demand::new(blueprint, &bank, &all_members(blueprint, cards));
    draw(&Frame::of(blueprint, Vec::new()), &demand, &bank, &HashSet::new(), seed)
}

/// Everything a blueprint promises of a paper.
fn keeps(paper: &Paper, blueprint: &Blueprint, bank: &Bank) {
    assert_eq!(paper.questions.len(), blueprint.questions() as usize);
    for (at, part) in blueprint.parts.iter().enumerate() {
        let own: Vec<&Asked> = paper.questions.iter().filter(|asked| asked.part == at).collect();
        assert_eq!(own.len(), part.wanted.total() as usize);
        assert!(own.iter().all(|asked| part.kinds.contains(&asked.question.kind())));
        if let Wanted::Counts(counts) = &part.wanted {
            for (objective, count) in counts {
                let counted = own.iter().filter(|asked| asked.counts_for.as_ref() == Some(objective));
                let counted: Vec<_> = counted.collect();
                assert_eq!(counted.len(), *count as usize, "{objective}");
                let serves = |asked: &&Asked| {
                    covers(
                        &objective.to_lowercase(),
                        &asked.question.objective.as_ref().unwrap().to_lowercase(),
                    )
                };
                assert!(counted.iter().all(|asked| serves(asked)), "{objective}");
            }
        }
    }
    let place = |asked: &Asked| bank.questions().iter().position(|one| *one == asked.question).unwrap();
    for (at, one) in paper.questions.iter().enumerate() {
        for other in &paper.questions[at + 1..] {
            assert_ne!(one.question.key.entry_path(), other.question.key.entry_path());
            assert!(!bank.clash(place(one), place(other)));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_paper_breaks_its_blueprint(
        have in prop::collection::vec(0_usize..9, 3),
        want in prop::collection::vec(0_u32..5, 4),
        any in 1_u32..5,
        narrow in any::<bool>(),
        seed in any::<u64>(),
    ) {
        let cards = cards(&[("LO 1.1", have[0]), ("LO 1.2", have[1]), ("LO 10", have[2])]);
        let kinds = if narrow { "kinds = [\"choice\", \"typed\", \"cloze\"]" } else { "" };
        let blueprint = blueprint(&format!(
            "[[part]]\ncounts = {{ \"LO 1\" = {}, \"LO 1.2\" = {}, \"LO 10\" = {}, \"LO 2\" = 0, \"LO 1.1\" = {} }}\n{kinds}\n[[part]]\nquestions = {any}\n",
            want[0] + 1, want[1], want[2], want[3],
        ));
        let bank = Bank::new(&cards, &HashMap::new());
        match drawn(&blueprint, &cards, seed) {
            Ok(paper) => keeps(&paper, &blueprint, &bank),
            Err(lines) => prop_assert!(lines.iter().any(|line| line.short > 0)),
        }
    }

    #[test]
    fn a_bank_without_rivals_is_used_up_to_the_last_question(ones in 0_usize..6, twos in 0_usize..6, seed in any::<u64>()) {
        // "LO 1" may take from both; the draw has to leave the others enough.
        let cards = cards(&[("LO 1.1", ones), ("LO 1.2", twos)]);
        let blueprint = blueprint(&format!(
            "[[part]]\ncounts = {{ \"LO 1\" = 1, \"LO 1.1\" = {ones}, \"LO 1.2\" = {twos} }}\n"));
        prop_assert!(drawn(&blueprint, &cards, seed).is_err());
        if ones > 0 {
            let fits = super::super::Blueprint { parts: vec![super::super::Part {
                wanted: Wanted::Counts(vec![("LO 1".into(), 1), ("LO 1.1".into(), u32::try_from(ones).unwrap() - 1), ("LO 1.2".into(), u32::try_from(twos).unwrap())]),
                ..blueprint.parts[0].clone() }], ..blueprint };
            prop_assert!(drawn(&fits, &cards, seed).is_ok());
        }
    }
}

#[test]
fn a_seed_draws_the_same_paper_and_another_one_another() {
    let cards = cards(&[("LO 1", 30)]);
    let blueprint = blueprint("[[part]]\nquestions = 10\n");
    let one = drawn(&blueprint, &cards, 7).unwrap();
    assert_eq!(one, drawn(&blueprint, &cards, 7).unwrap());
    assert_ne!(one.entries(), drawn(&blueprint, &cards, 8).unwrap().entries());
    let keys: Vec<String> = one.questions.iter().map(|asked| asked.question.key.to_string()).collect();
    // Written down: a new version of the program, or another machine, draws the same.
    insta::assert_snapshot!(keys.join(" "), @"d/o0n22 d/o0n28 d/o0n16 d/o0n7 d/o0n21 d/o0n20 d/o0n23 d/o0n13 d/o0n12 d/o0n4/y");
}

#[test]
fn versions_ask_the_same_in_another_order() {
    let paper = drawn(&blueprint("[[part]]\nquestions = 12\n"), &cards(&[("LO 1", 20)]), 1).unwrap();
    let (a, b) = (paper.version("A"), paper.version("B"));
    assert_ne!(a.entries(), b.entries());
    let sorted = |paper: &Paper| paper.entries().into_iter().collect::<BTreeSet<_>>();
    assert_eq!(sorted(&a), sorted(&b));
    assert_eq!(a, paper.version("A"));
}

#[test]
fn a_bank_too_small_says_where() {
    let cards = cards(&[("LO 1", 3), ("LO 2", 1)]);
    let lines =
        drawn(&blueprint("[[part]]\ncounts = { \"LO 1\" = 2, \"LO 2\" = 4 }\n"), &cards, 1).unwrap_err();
    let told: Vec<_> = lines
        .iter()
        .map(|line| (line.objective.as_deref().unwrap(), line.wanted, line.have, line.short))
        .collect();
    assert_eq!(told, [("LO 1", 2, 3, 0), ("LO 2", 4, 1, 3)]);
}

#[test]
fn what_was_asked_lately_is_avoided_while_there_is_something_else() {
    let cards = cards(&[("LO 1", 12)]);
    let bank = Bank::new(&cards, &HashMap::new());
    let blueprint = blueprint("[[part]]\nquestions = 5\n");
    let demand = Demand::new(&blueprint, &bank, &all_members(&blueprint, &cards));
    let frame = Frame::of(&blueprint, Vec::new());
    let first = draw(&frame, &demand, &bank, &HashSet::new(), 1).unwrap();
    let avoid: HashSet<String> = first.entries().into_iter().collect();
    for seed in 0..20 {
        let next = draw(&frame, &demand, &bank, &avoid, seed).unwrap();
        assert!(next.entries().iter().all(|entry| !avoid.contains(entry)));
    }
}

#[test]
fn a_short_exam_keeps_the_measure_of_its_parts_and_its_time() {
    let cards = cards(&[("LO 1", 12), ("LO 2", 12)]);
    let bank = Bank::new(&cards, &HashMap::new());
    let blueprint = blueprint("[[part]]\ncounts = { \"LO 1\" = 9, \"LO 2\" = 3 }\n[[part]]\nquestions = 6\n");
    let demand = Demand::new(&blueprint, &bank, &all_members(&blueprint, &cards));
    let frame = Frame::of(&blueprint, Vec::new());
    for (questions, expected) in
        [(6, (3, 1, 2)), (1, (1, 0, 0)), (17, (8, 3, 6)), (18, (9, 3, 6)), (99, (9, 3, 6))]
    {
        let short = demand.clone().shortened(questions);
        let paper = draw(&frame, &short, &bank, &HashSet::new(), 1).unwrap();
        let count = |part, objective: Option<&str>| {
            paper
                .questions
                .iter()
                .filter(|one| one.part == part && one.counts_for.as_deref() == objective)
                .count()
        };
        let found = (count(0, Some("LO 1")), count(0, Some("LO 2")), count(1, None));
        assert_eq!(found, expected, "{questions}");
        assert_eq!(paper.seconds, Some(u64::from(questions.min(18)) * 100));
        assert_eq!(paper.shortened_from, (questions < 18).then_some(18));
    }
}

#[test]
fn a_number_is_shared_out_in_measure_and_none_gets_more_than_it_has() {
    assert_eq!(shared_out(10, &[50, 30, 20]), [5, 3, 2]);
    assert_eq!(shared_out(5, &[1, 1, 1]), [1, 1, 1]);
    assert_eq!(shared_out(5, &[10, 6, 4]), [3, 1, 1]);
    assert_eq!(shared_out(4, &[10, 10, 10]), [2, 1, 1]);
    assert_eq!(shared_out(4, &[]), [0; 0]);
}
