//! Text of decks from anywhere: wide, combined, right to left, long, or meant to do harm.

use super::Terminal;
use crate::world::World;

#[test]
fn escape_sequences_in_a_card_are_shown_harmless() {
    let entry =
        "[card.a]\nq = \"Safe\\u001B[2J\\u001B]0;title\\u0007\\u202E?\"\na = \"one\\u001B[31m\\u009B1A\"";
    let mut terminal = Terminal::card(World::empty(), entry);
    terminal.see("Safe[2J]0;title?").keys(" ").see("one[31m1A").see("1 again");
    assert!(
        !terminal.raw.contains("]0;title\u{7}") && !terminal.raw.contains('\u{202e}'),
        "{:?}",
        terminal.raw
    );
    terminal.stop();
}

#[test]
fn hebrew_stands_in_the_order_of_the_deck_and_the_keys_stay_on_the_left() {
    let question = "\u{5de}\u{5d4} \u{5d1}\u{5d9}\u{5e8}\u{5ea} \u{5e6}\u{5e8}\u{5e4}\u{5ea}?";
    let entry = format!("[quick]\na = \"{question} :: Paris\"");
    let mut terminal = Terminal::card(World::empty(), &entry);
    terminal.see(question).keys(" ").see("  Paris\n").see("\n1 again");
    terminal.stop();
    assert!(terminal.world.done(&["cards"]).contains(question));
}

#[test]
fn wide_and_combined_characters_keep_their_columns() {
    let options =
        "[\"\\U0001F468\\u200D\\U0001F469\\u200D\\U0001F467 family\", \"cafe\\u0301\", \"\u{5317}\u{4eac}\"]";
    let entry = format!("[card.a]\nq = \"Which one?\"\na = \"plain\"\nwrong = {options}");
    let mut terminal = Terminal::card(World::empty(), &entry);
    terminal.see("Which one?").see("plain").see("family").see("cafe\u{301}").see("\u{5317}\u{4eac}");
    let options: Vec<String> = terminal
        .screen()
        .lines()
        .filter(|line| line.starts_with("  ") && line.trim_start().starts_with(|c: char| c.is_ascii_digit()))
        .map(|line| line.chars().take(4).collect())
        .collect();
    assert_eq!(options, ["  1 ", "  2 ", "  3 ", "  4 "], "{}", terminal.screen());
    terminal.stop();
}

#[test]
fn a_tab_in_an_option_that_wraps_leaves_no_rows_behind() {
    let long = "x".repeat(80);
    let entry =
        format!("[card.a]\nq = \"Which?\"\na = \"third\"\nwrong = [\"first\\t{long}\", \"second\\t{long}\"]");
    let mut terminal = Terminal::card(World::empty(), &entry);
    terminal.see("Which?").see("keys");
    let before = terminal.screen();
    for _ in 0..10 {
        terminal.keys("\u{1b}[B\u{1b}[A");
    }
    terminal.keys("?").see("Any key goes back").keys("x").see("Which?").see_no("Any key");
    assert_eq!(terminal.screen(), before);
    terminal.stop();
}

#[test]
fn formulas_are_shown_as_unicode_in_both_fronts() {
    let entry = r#"[quick]
a = 'What is $E = mc^2$ good for? :: $\frac{1}{2} m v^2 \leq E$'"#;
    let mut terminal = Terminal::card(World::empty(), entry);
    terminal.see("What is E = mc² good for?").keys(" ").see("½ m v² ≤ E").stop();
    let run = terminal.world.feed(&["study", "--plain"], "\n:q\n");
    assert!(run.out.contains("E = mc²") && run.out.contains("Answer: ½ m v² ≤ E"), "{run}");
}

#[test]
fn options_that_look_alike_are_told_apart_wherever_they_stand() {
    for seed in 0..20u32 {
        let mut world = World::empty();
        world.set("MEMOIRE_SEED", &seed.to_string());
        let wrong = r#"["The clerk's vote counts.", "The chair's vote counts", "the chair's vote counts."]"#;
        world.write(
            "decks/one.toml",
            &format!("format = 1\nid = \"one\"\n[card.a]\nq = \"Choose the first\"\na = \"The chair's vote counts.\"\nwrong = {wrong}\n"),
        );
        let asked = world.feed(&["study", "--plain"], ":q\n");
        let right =
            (1..=4).find(|n| asked.out.contains(&format!("\n{n}: The chair's vote counts.\n"))).unwrap();
        for pick in 1..=4 {
            let run = world.feed(&["study", "--plain"], &format!("{pick}\n:q\n"));
            let verdict = if pick == right { "\nCorrect.\n" } else { "\nWrong.\n" };
            assert!(
                run.out.contains(verdict) && run.out.contains(&format!("{right}, right:")),
                "{pick}: {run}"
            );
        }
    }
}
