//! Every kind of card at every size, with colour, without, and on a terminal that can do nothing.

use std::fmt::Write as _;

use insta::assert_snapshot;

use super::Terminal;
use crate::world::World;

/// A card of each kind, in the order they are asked.
const DECK: &str = r#"format = 1
id = "kinds"
title = "Kinds"

[card.a-basic]
q = "Basic?"
a = "back"
why = "So it is."
hint = "front"

[card.b-typed]
q = "Typed?"
typed = ["carbon dioxide", "CO2"]

[card.c-cloze]
cloze = "Fire needs {{air}} to burn."

[card.d-choice]
q = "Choice?"
a = "one"
wrong = ["two", { text = "six", why = "Too many." }]

[card.e-truth]
q = "True?"
a = false

[card.f-list]
q = "List?"
items = ["heat", "fuel"]

[card.g-order]
q = "Order?"
items = ["first", "second"]
ordered = true
"#;

/// What is waited for, and what is typed then.
const WALK: &[(&str, &str)] = &[
    ("Basic?", "h"),
    ("Hint: front", " "),
    ("back", "?"),
    ("Any key goes back", "x"),
    ("1 again", "v"),
    ("This card names", "3"),
    ("Typed?", ""),
    ("Answer:", "carbon dioxyde\r"),
    ("1 again", " "),
    ("Fire needs [...]", " "),
    ("1 again", "3"),
    ("Choice?", "2"),
    ("1 again", "1"),
    ("True?", "f"),
    ("[+] Right", " "),
    ("List?", ""),
    ("Item 1 of 2:", "heat\r"),
    ("Item 2 of 2:", "\r"),
    ("1 again", "2"),
    ("Order?", "1"),
    ("[1]", "2"),
    ("1 again", "u"),
    ("Taken back", ""),
    ("Item 1 of 2:", ":q\r"),
    ("Stopped.", "q"),
];

fn world(variables: &[(&'static str, &str)]) -> World {
    let mut world = World::empty();
    for (name, value) in variables {
        world.set(name, value);
    }
    world.write("decks/kinds.toml", DECK);
    world
}

/// The screens of the walk, and all that was written.
fn walk(rows: u16, columns: u16, variables: &[(&'static str, &str)]) -> (String, String) {
    let mut terminal = Terminal::sized(world(variables), &["study", "-q", "--db", "p.db"], rows, columns);
    let mut screens = String::new();
    for (text, keys) in WALK {
        terminal.see(text);
        if !keys.is_empty() {
            let screen = terminal.screen();
            let lines: Vec<&str> = screen.lines().map(str::trim_end).collect();
            writeln!(screens, "{}\n~~~~ {keys:?}", lines.join("\n")).unwrap();
        }
        terminal.keys(keys);
    }
    assert_eq!(terminal.code(), 0);
    (screens, terminal.raw)
}

/// The escape sequences that set a colour or a weight.
fn styles(raw: &str) -> usize {
    let style = |rest: &str| {
        let code: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == ';').collect();
        rest[code.len()..].starts_with('m') && !code.is_empty() && code != "0"
    };
    raw.split("\u{1b}[").skip(1).filter(|rest| style(rest)).count()
}

fn check(rows: u16, columns: u16) -> String {
    let (coloured, raw) = walk(rows, columns, &[]);
    assert!(styles(&raw) > 0, "{raw:?}");
    let (bare, raw) = walk(rows, columns, &[("NO_COLOR", "1")]);
    assert_eq!(styles(&raw), 0, "{raw:?}");
    // The words and signs say all that the colours do.
    assert_eq!(coloured, bare);
    bare
}

#[test]
fn on_80_columns_and_24_rows() {
    assert_snapshot!(check(24, 80), @r#"
    Kinds                                               new 7  [..........] 0/14

    Basic?

    Space show   h hint   u undo   e edit   ? keys   q stop
    ~~~~ "h"
    Kinds                                               new 7  [..........] 0/14

    Basic?

    Hint: front

    Space show   h hint   u undo   e edit   ? keys   q stop
    ~~~~ " "
    Kinds                                               new 7  [..........] 0/14

    Basic?

      back

      Why: So it is.

    1 again 1m   2 hard 6m   3 good 10m   4 easy 4d   Space = 3
    u undo   e edit   b bury   s suspend   f flag   v source   ? keys   q stop
    ~~~~ "?"
    Keys

      Space    show the answer; then take the suggested grade
      Enter    show the answer; never a grade
      1 2 3 4  again, hard, good, easy; before that, the option
      t, f     true, false
      PgUp/Dn  turn the page of a long card; Up and Down by the line
      u        take back the last grade or action, as often as you like
      h        show the hint
      v        show the passage the answer stands in
      e        edit the card where it is written, and come back to it
      b        bury: the card waits until tomorrow
      s        suspend: the card waits until you unsuspend it
      f        flag the card for its author, with a remark
      ?        list all of these
      q        stop; every grade is saved already
      Esc      leave a field, else stop
      Ctrl-C   stop at once; nothing is lost

    In a field, commands have a colon: :u takes back, ::u is the answer ":u".
    The keys to edit with are the arrows, Home, End, Backspace and Delete.

    Any key goes back.
    ~~~~ "x"
    Kinds                                               new 7  [..........] 0/14

    Basic?

      back

      Why: So it is.

    1 again 1m   2 hard 6m   3 good 10m   4 easy 4d   Space = 3
    u undo   e edit   b bury   s suspend   f flag   v source   ? keys   q stop
    ~~~~ "v"
    Kinds                                               new 7  [..........] 0/14

    * This card names no source.

    Basic?

      back

      Why: So it is.

    1 again 1m   2 hard 6m   3 good 10m   4 easy 4d   Space = 3
    u undo   e edit   b bury   s suspend   f flag   v source   ? keys   q stop
    ~~~~ "3"
    Kinds                                   learning 1  new 6  [..........] 1/14

    Typed?

    Enter give it   empty: show the answer   Esc single keys   :? keys
    ? Answer:
    ~~~~ "carbon dioxyde\r"
    Kinds                                   learning 1  new 6  [..........] 1/14

    Typed?

    [~] Nearly right: one letter off
      yours    carbon diox[-y-]de
      correct  carbon diox{+i+}de
      also: CO2

    1 again 1m   2 hard 6m   3 good 10m   4 easy 4d   Space = 2
    u undo   e edit   b bury   s suspend   f flag   v source   ? keys   q stop
    ~~~~ " "
    Kinds                                   learning 2  new 5  [#.........] 2/15

    Fire needs [...] to burn.

    Space show   h hint   u undo   e edit   ? keys   q stop
    ~~~~ " "
    Kinds                                   learning 2  new 5  [#.........] 2/15

    Fire needs [...] to burn.

      air

    1 again 1m   2 hard 6m   3 good 10m   4 easy 4d   Space = 3
    u undo   e edit   b bury   s suspend   f flag   v source   ? keys   q stop
    ~~~~ "3"
    Kinds                                   learning 3  new 4  [##........] 3/15

    Choice?

      1 six
      2 two
      3 one

    digit pick   Space show   h hint   u undo   e edit   ? keys   q stop
    ~~~~ "2"
    Kinds                                   learning 3  new 4  [##........] 3/15

    Choice?

    [-] Wrong
      1     six
            Too many.
    > 2 [-] two
      3 [+] one

    1 again 1m   2 hard 6m   3 good 10m   4 easy 4d   Space = 1
    u undo   e edit   b bury   s suspend   f flag   v source   ? keys   q stop
    ~~~~ "1"
    Kinds                                   learning 4  new 3  [##........] 4/16

    True?

    True or false?

    t true   f false   Space show   h hint   u undo   e edit   ? keys   q stop
    ~~~~ "f"
    Kinds                                   learning 4  new 3  [##........] 4/16

    True?

    [+] Right
      False

    1 again 1m   2 hard 6m   3 good 10m   4 easy 4d   Space = 3
    u undo   e edit   b bury   s suspend   f flag   v source   ? keys   q stop
    ~~~~ " "
    Kinds                                   learning 5  new 2  [###.......] 5/16

    List?

    2 items

    Enter next item   empty: that is all   Esc single keys   :? keys
    ? Item 1 of 2:
    ~~~~ "heat\r"
    Kinds                                   learning 5  new 2  [###.......] 5/16

    List?

    2 items
    - heat

    Enter next item   empty: that is all   Esc single keys   :? keys
    ? Item 2 of 2:
    ~~~~ "\r"
    Kinds                                   learning 5  new 2  [###.......] 5/16

    List?

    [-] Wrong
      [+] heat
      [-] fuel

    1 again 1m   2 hard 6m   3 good 10m   4 easy 4d   Space = 1
    u undo   e edit   b bury   s suspend   f flag   v source   ? keys   q stop
    ~~~~ "2"
    Kinds                                   learning 6  new 1  [###.......] 6/17

    Order?

      1 [ ] second
      2 [ ] first

    digits in order   Backspace back   Space show   h hint   u undo   e edit
    ? keys   q stop
    ~~~~ "1"
    Kinds                                   learning 6  new 1  [###.......] 6/17

    Order?

      1 [1] second
      2 [ ] first

    digits in order   Backspace back   Space show   h hint   u undo   e edit
    ? keys   q stop
    ~~~~ "2"
    Kinds                                   learning 6  new 1  [###.......] 6/17

    Order?

    [-] Wrong
      1 [-] first (yours: second)
      2 [-] second (yours: first)

    1 again 1m   2 hard 6m   3 good 10m   4 easy 4d   Space = 1
    u undo   e edit   b bury   s suspend   f flag   v source   ? keys   q stop
    ~~~~ "u"
    Kinds                                   learning 5  new 2  [###.......] 5/16

    * Taken back: hard on kinds/f-list.

    List?

    2 items

    Enter next item   empty: that is all   Esc single keys   :? keys
    ? Item 1 of 2:
    ~~~~ ":q\r"
    Stopped. 5 cards. Right at first try: 4 of 5, 80 percent.

    Missed at first:
    - Choice?
      = one

    Left for today: 7 cards.
    Due tomorrow: 5 cards.
    Progress is kept in p.db.
    `memoire study` goes on where you stopped.
    `memoire due` counts what is left for today.

    u undo   r drill the misses again   Enter quit
    ~~~~ "q"
    "#);
}

#[test]
fn on_40_columns_and_12_rows() {
    assert_snapshot!(check(12, 40), @r#"
    Kinds
    new 7  0/14

    Basic?

    Space show   h hint   u undo   e edit
    ? keys   q stop
    ~~~~ "h"
    Kinds
    new 7  0/14

    Basic?

    Hint: front

    Space show   h hint   u undo   e edit
    ? keys   q stop
    ~~~~ " "
    Kinds
    new 7  0/14

    Basic?

      back

      Why: So it is.

    1 again 1m   2 hard 6m   3 good 10m
    4 easy 4d   Space = 3
    ? keys
    ~~~~ "?"
    Keys          lines 1 to 10 of 33: PgDn
      Space    show the answer; then take
               the suggested grade
      Enter    show the answer; never a
               grade
      1 2 3 4  again, hard, good, easy;
               before that, the option
      t, f     true, false
      PgUp/Dn  turn the page of a long
               card; Up and Down by the
               line
    Any key goes back.
    ~~~~ "x"
    Kinds
    new 7  0/14

    Basic?

      back

      Why: So it is.

    1 again 1m   2 hard 6m   3 good 10m
    4 easy 4d   Space = 3
    ? keys
    ~~~~ "v"
    Kinds
    new 7  0/14
    * This card names no source.
    Basic?
      back
      Why: So it is.
    1 again 1m   2 hard 6m   3 good 10m
    4 easy 4d   Space = 3
    ? keys
    ~~~~ "3"
    Kinds
    learning 1  new 6  1/14

    Typed?

    Enter give it   empty: show the answer
    Esc single keys   :? keys
    ? Answer:
    ~~~~ "carbon dioxyde\r"
    Kinds
    learning 1  new 6  1/14

    Typed?

    [~] Nearly right: one letter off
      yours    carbon diox[-y-]de
      correct  carbon diox{+i+}de
      also: CO2

    1 again 1m   2 hard 6m   3 good 10m
    4 easy 4d   Space = 2
    ~~~~ " "
    Kinds
    learning 2  new 5  2/15

    Fire needs [...] to burn.

    Space show   h hint   u undo   e edit
    ? keys   q stop
    ~~~~ " "
    Kinds
    learning 2  new 5  2/15

    Fire needs [...] to burn.

      air

    1 again 1m   2 hard 6m   3 good 10m
    4 easy 4d   Space = 3
    u undo   e edit   b bury   s suspend
    f flag   v source   ? keys   q stop
    ~~~~ "3"
    Kinds
    learning 3  new 4  3/15

    Choice?

      1 six
      2 two
      3 one

    digit pick   Space show   h hint
    u undo   e edit   ? keys   q stop
    ~~~~ "2"
    Kinds
    learning 3  new 4  3/15
    Choice?
    [-] Wrong
      1     six
            Too many.
    > 2 [-] two
      3 [+] one
    1 again 1m   2 hard 6m   3 good 10m
    4 easy 4d   Space = 1
    ? keys
    ~~~~ "1"
    Kinds
    learning 4  new 3  4/16

    True?

    True or false?

    t true   f false   Space show   h hint
    u undo   e edit   ? keys   q stop
    ~~~~ "f"
    Kinds
    learning 4  new 3  4/16

    True?

    [+] Right
      False

    1 again 1m   2 hard 6m   3 good 10m
    4 easy 4d   Space = 3
    u undo   e edit   b bury   s suspend
    f flag   v source   ? keys   q stop
    ~~~~ " "
    Kinds
    learning 5  new 2  5/16

    List?

    2 items

    Enter next item   empty: that is all
    Esc single keys   :? keys
    ? Item 1 of 2:
    ~~~~ "heat\r"
    Kinds
    learning 5  new 2  5/16

    List?

    2 items
    - heat

    Enter next item   empty: that is all
    Esc single keys   :? keys
    ? Item 2 of 2:
    ~~~~ "\r"
    Kinds
    learning 5  new 2  5/16

    List?

    [-] Wrong
      [+] heat
      [-] fuel

    1 again 1m   2 hard 6m   3 good 10m
    4 easy 4d   Space = 1
    ? keys
    ~~~~ "2"
    Kinds
    learning 6  new 1  6/17

    Order?

      1 [ ] second
      2 [ ] first

    digits in order   Backspace back
    Space show   h hint   u undo   e edit
    ? keys   q stop
    ~~~~ "1"
    Kinds
    learning 6  new 1  6/17

    Order?

      1 [1] second
      2 [ ] first

    digits in order   Backspace back
    Space show   h hint   u undo   e edit
    ? keys   q stop
    ~~~~ "2"
    Kinds
    learning 6  new 1  6/17

    Order?

    [-] Wrong
      1 [-] first (yours: second)
      2 [-] second (yours: first)

    1 again 1m   2 hard 6m   3 good 10m
    4 easy 4d   Space = 1
    ? keys
    ~~~~ "u"
    Kinds
    learning 5  new 2  5/16

    * Taken back: hard on kinds/f-list.

    List?

    2 items

    Enter next item
    ? Item 1 of 2:
    ~~~~ ":q\r"
    lines 1 to 10 of 12: PgDn
    Stopped. 5 cards. Right at first try: 4
    of 5, 80 percent.
    Missed at first:
    - Choice?
      = one
    Left for today: 7 cards.
    Due tomorrow: 5 cards.
    Progress is kept in p.db.
    `memoire study` goes on where you
    stopped.
    u undo   r drill   Enter quit
    ~~~~ "q"
    "#);
}

#[test]
fn on_20_columns_and_8_rows() {
    assert_snapshot!(check(8, 20), @r#"
    Kinds
    0/14

    Basic?

    Space show
    ? keys
    ~~~~ "h"
    Kinds
    0/14

    Basic?

    Hint: front

    Space show
    ~~~~ " "
    Kinds  0/14
    Basic?
      back
      Why: So it is.
    1 again 1m
    2 hard 6m
    3 good 10m = Space
    4 easy 4d
    ~~~~ "?"
    1-6 of 60 PgDn
    Space show the
          answer; then
          take the
          suggested
          grade
    Enter show the
    Any key goes back.
    ~~~~ "x"
    Kinds  0/14
    Basic?
      back
      Why: So it is.
    1 again 1m
    2 hard 6m
    3 good 10m = Space
    4 easy 4d
    ~~~~ "v"
    1-3 of 5 PgDn
    * This card names
      no source.
    Basic?
    1 again 1m
    2 hard 6m
    3 good 10m = Space
    4 easy 4d
    ~~~~ "3"
    Kinds
    1/14

    Typed?

    Enter give it
    ? Answer:
    ~~~~ "carbon dioxyde\r"
    2-4 of 10 PgUp/Dn
    [~] Nearly right:
    one letter off
      yours    carbon
    1 again 1m
    2 hard 6m = Space
    3 good 10m
    4 easy 4d
    ~~~~ " "
    Kinds
    2/15

    Fire needs [...] to
    burn.

    Space show
    ? keys
    ~~~~ " "
    Kinds  2/15
    Fire needs [...] to
    burn.
      air
    1 again 1m
    2 hard 6m
    3 good 10m = Space
    4 easy 4d
    ~~~~ "3"
    Kinds
    3/15
    Choice?
      1 six
      2 two
      3 one
    digit pick
    Space show
    ~~~~ "2"
    2-4 of 6 PgUp/Dn
    [-] Wrong
      1     six
            Too many.
    1 again 1m = Space
    2 hard 6m
    3 good 10m
    4 easy 4d
    ~~~~ "1"
    Kinds
    4/16
    True?
    True or false?
    t true
    f false
    Space show
    ? keys
    ~~~~ "f"
    Kinds  4/16
    True?
    [+] Right
      False
    1 again 1m
    2 hard 6m
    3 good 10m = Space
    4 easy 4d
    ~~~~ " "
    Kinds
    5/16
    List?
    2 items
    Enter next item
    ? Item 1 of 2:
    ~~~~ "heat\r"
    Kinds
    5/16
    List?
    2 items
    - heat
    Enter next item
    ? Item 2 of 2:
    ~~~~ "\r"
    2-4 of 4 PgUp
    [-] Wrong
      [+] heat
      [-] fuel
    1 again 1m = Space
    2 hard 6m
    3 good 10m
    4 easy 4d
    ~~~~ "2"
    Kinds
    6/17
    Order?
      1 [ ] second
      2 [ ] first
    digits in order
    Backspace back
    Space show
    ~~~~ "1"
    Kinds
    6/17
    Order?
      1 [1] second
      2 [ ] first
    digits in order
    Backspace back
    Space show
    ~~~~ "2"
    2-4 of 8 PgUp/Dn
    [-] Wrong
      1 [-] first
            (yours:
    1 again 1m = Space
    2 hard 6m
    3 good 10m
    4 easy 4d
    ~~~~ "u"
    Kinds  5/16
    * Taken back: hard
      on kinds/f-list.
    List?
    2 items
    Enter next item
    ? Item 1 of 2:
    ~~~~ ":q\r"
    1-4 of 18 PgDn
    Stopped. 5 cards.
    Right at first try:
    4 of 5, 80 percent.
    Missed at first:
    u undo
    r drill
    Enter quit
    ~~~~ "q"
    "#);
}

/// The same walk in lines.
const LINES: &str = ":h\n\n:?\n:v\n3\ncarbon dioxyde\n\n\n3\n2\n1\nf\n\nheat\n2\n2 1\n:r\n4\n:u\n:q\n";

#[test]
fn in_plain_lines_it_is_the_same_on_every_terminal_and_from_a_pipe() {
    let run = world(&[]).feed(&["study", "-q", "--plain"], LINES);
    assert_snapshot!(run, @"
    0 done, left: 7 new.
    Kinds:
    Basic?
    Type your answer, or press Enter to see it. Then grade it: 1 again, 2 hard, 3 good, 4 easy. :? lists the commands.
    Hint: front
    Answer: back
    Why: So it is.
    Grade: 1 again, 1 minute; 2 hard, 6 minutes; 3 good, 10 minutes; 4 easy, 4 days.
    Enter shows the answer. Then a number grades it: 1 again, 2 hard, 3 good, 4 easy.
    Enter at the grade takes the suggested one, where there is one.
    A choice is answered by its number, several by numbers with blanks between.
    True or false is answered by t or f, a list by its items with semicolons between, an order by all numbers.
    :u to take back the last grade or action, as often as you like.
    :h to show the hint.
    :v to show the passage the answer stands in.
    :e to edit the card where it is written, and come back to it.
    :b to bury: the card waits until tomorrow.
    :s to suspend: the card waits until you unsuspend it.
    :f to flag the card for its author, with a remark.
    :r to tell the card once more.
    :? to list all of these.
    :q to stop; every grade is saved already.
    An answer that begins with a colon is typed with two.
    This card names no source.
    Saved: good, back in 10 minutes.
    Kinds:
    Typed?
    Nearly right: one letter off.
    You typed: carbon dioxyde
    Answer: carbon dioxide
    Letter 12: you typed y, it is i.
    Also accepted: CO2.
    Grade: 1 again, 1 minute; 2 hard, 6 minutes; 3 good, 10 minutes; 4 easy, 4 days. Enter takes 2.
    Saved: hard, back in 6 minutes.
    Kinds:
    Fire needs (blank) to burn.
    Answer: air
    Grade: 1 again, 1 minute; 2 hard, 6 minutes; 3 good, 10 minutes; 4 easy, 4 days.
    Saved: good, back in 10 minutes.
    Kinds:
    Choice?
    1: six
    2: two
    3: one
    Wrong.
    You chose: two
    Answer: one
    1, wrong: six. Too many.
    3, right: one.
    Grade: 1 again, 1 minute; 2 hard, 6 minutes; 3 good, 10 minutes; 4 easy, 4 days. Enter takes 1.
    Saved: again, back in 1 minute.
    Kinds:
    True or false? True?
    Correct.
    Answer: False
    Grade: 1 again, 1 minute; 2 hard, 6 minutes; 3 good, 10 minutes; 4 easy, 4 days. Enter takes 3.
    Saved: good, back in 10 minutes.
    5 done, left: 5 in learning, 2 new.
    Kinds:
    List?
    2 items.
    Wrong.
    You named: heat
    Answer: heat; fuel
    Missed: fuel.
    Grade: 1 again, 1 minute; 2 hard, 6 minutes; 3 good, 10 minutes; 4 easy, 4 days. Enter takes 1.
    Saved: hard, back in 6 minutes.
    Kinds:
    Order?
    Put these in order.
    1: second
    2: first
    Correct.
    Answer: first, then second
    Grade: 1 again, 1 minute; 2 hard, 6 minutes; 3 good, 10 minutes; 4 easy, 4 days. Enter takes 3.
    Kinds:
    Order?
    Put these in order.
    1: second
    2: first
    Correct.
    Answer: first, then second
    Grade: 1 again, 1 minute; 2 hard, 6 minutes; 3 good, 10 minutes; 4 easy, 4 days. Enter takes 3.
    Saved: easy, back in 4 days.
    Kinds:
    Choice?
    1: six
    2: one
    3: two
    Taken back: easy on kinds/g-order.
    Kinds:
    Order?
    Put these in order.
    1: second
    2: first
    Stopped.
    6 cards. Right at first try: 5 of 6, 83 percent.
    Missed at first:
    kinds/d-choice: Choice? Answer: one
    Left for today: 7 cards.
    Due tomorrow: 6 cards.
    Progress is kept in [WORLD]/home/data/memoire/progress.db.
    `memoire study` goes on where you stopped.
    `memoire due` counts what is left for today.
    --- exit 0
    ");
    for (rows, columns) in [(24, 80), (12, 40), (8, 20)] {
        for (arguments, variables) in [
            (&["study", "-q", "--plain"][..], &[][..]),
            (&["study", "-q", "--plain"], &[("NO_COLOR", "1")]),
            (&["study", "-q"], &[("TERM", "dumb")]),
            (&["study", "-q"], &[("ACCESSIBLE", "1")]),
        ] {
            let mut terminal = Terminal::sized(world(variables), arguments, rows, columns);
            terminal.keys(LINES);
            assert_eq!(terminal.code(), 0);
            assert!(!terminal.raw.contains('\u{1b}'), "{:?}", terminal.raw);
            // What was typed is echoed by the terminal; all that the program says is there, in order.
            let mut said = terminal.raw.replace("\r\n", "\n");
            for line in run.out.lines().filter(|line| !line.starts_with("Progress is kept")) {
                let Some(at) = said.find(line) else { panic!("{line:?} is not in {said}") };
                said.drain(..at + line.len());
            }
        }
    }
}
