//! Whole screens, as they stand on a terminal of 80, 40 and 20 columns.

use unicode_width::UnicodeWidthStr;

use super::*;
use crate::answer::DiffPart;
use crate::front::Closing;
use crate::front::rich::keys::Draft;
use crate::model::{CardState, Day, Due, Ease, Grade, Key, Kind, Moment, Source, Timestamp};
use crate::session::{
    AnswerView, Counts, Judged, Miss, Notice, Outcome, Progress, Prompt, QuestionView, Response, Stop,
    Summary, Verdict,
};

const NOON: i64 = 1_772_366_400;

fn key(text: &str) -> Key {
    text.parse().unwrap()
}

fn view(kind: Kind, prompt: Prompt) -> QuestionView {
    QuestionView {
        key: key("fire/oil"),
        deck: "Fire safety".into(),
        group: Some("extinguishers".into()),
        kind,
        prompt,
        hint: None,
        progress: Progress {
            grades: 9,
            done: 7,
            ahead: 10,
            left: Counts { new: 3, learning: 0, due: 7, overdue: 1 },
            seconds_left: Some(340),
        },
        two_buttons: false,
        practice: false,
        notices: Vec::new(),
    }
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

fn open() -> QuestionView {
    view(Kind::Basic, Prompt::Open { text: "Which extinguisher is for **burning** cooking oil?".into() })
}

fn typed() -> QuestionView {
    view(Kind::Typed, Prompt::Typed { text: "Which gas is in an extinguisher with a black label?".into() })
}

fn choice(many: bool) -> QuestionView {
    let options = strings(&["Water", "Foam", "Wet chemical, from a yellow label on red"]);
    view(Kind::Choice, Prompt::Choice { text: "What is for burning oil?".into(), options, many })
}

fn truth() -> QuestionView {
    view(Kind::TrueFalse, Prompt::TrueFalse { text: "You may use a lift during an evacuation.".into() })
}

fn list() -> QuestionView {
    view(Kind::List, Prompt::List { text: "What does fire need?".into(), count: 3 })
}

fn order() -> QuestionView {
    let items = strings(&["Leave", "Raise the alarm", "Call 112"]);
    view(Kind::Order, Prompt::Order { text: "Order the first three steps.".into(), items })
}

fn judged(verdict: Verdict, suggested: Grade) -> Judged {
    Judged {
        verdict,
        suggested,
        expected: None,
        diff: Vec::new(),
        remark: None,
        also: Vec::new(),
        found: Vec::new(),
        extra: Vec::new(),
    }
}

fn answered(
    question: QuestionView,
    answers: &[&str],
    response: Response,
    judged: Option<Judged>,
) -> AnswerView {
    let now = Moment {
        at: Timestamp::from_unix(NOON),
        day: Day::from_epoch(20_513),
        to_rollover: 50_000,
        offset: 0,
    };
    let dues = [
        Due::At(now.at.plus_seconds(600)),
        Due::On(now.day.plus(1)),
        Due::On(now.day.plus(6)),
        Due::On(now.day.plus(9)),
    ];
    let state = CardState::new(Ease::from_permille(2500));
    AnswerView {
        question,
        answers: strings(answers),
        options: Vec::new(),
        response,
        judged,
        why: Some("Water makes burning oil *spit*.".into()),
        source: Some(Source { text: Some("Handbook, page 12".into()), ..Source::default() }),
        outcomes: Grade::ALL.map(|grade| Outcome { grade, state, due: Some(dues[grade.index()]) }),
        two_buttons: false,
        now,
    }
}

fn near() -> AnswerView {
    let diff = vec![
        DiffPart::Same("carbon diox".into()),
        DiffPart::Extra("y".into()),
        DiffPart::Missing("i".into()),
        DiffPart::Same("de".into()),
    ];
    let judged = Judged {
        expected: Some("carbon dioxide".into()),
        diff,
        remark: Some("one letter off".into()),
        also: strings(&["CO2"]),
        ..judged(Verdict::Near, Grade::Hard)
    };
    answered(typed(), &["carbon dioxide"], Response::Text("carbon dioxyde".into()), Some(judged))
}

fn picked() -> AnswerView {
    let judged = judged(Verdict::Wrong, Grade::Again);
    let mut view = answered(choice(false), &[], Response::Picked(vec![1]), Some(judged));
    view.options = vec![
        ("Water".into(), false, None),
        ("Foam".into(), false, Some("Foam sinks into hot oil.".into())),
        ("Wet chemical, from a yellow label on red".into(), true, None),
    ];
    view
}

fn listed() -> AnswerView {
    let judged = Judged {
        found: vec![("heat".into(), true), ("fuel".into(), false), ("oxygen".into(), true)],
        extra: strings(&["smoke"]),
        ..judged(Verdict::Near, Grade::Hard)
    };
    let response = Response::Items(strings(&["oxygen", "smoke", "heat"]));
    answered(list(), &["heat", "fuel", "oxygen"], response, Some(judged))
}

fn ordered() -> AnswerView {
    let judged = judged(Verdict::Wrong, Grade::Again);
    let right = ["Raise the alarm", "Call 112", "Leave"];
    answered(order(), &right, Response::Sequence(vec![1, 0, 2]), Some(judged))
}

fn told() -> (Summary, Closing) {
    let miss = Miss {
        key: key("fire/oil"),
        question: "Which extinguisher is for burning cooking oil?".into(),
        answer: "Wet chemical".into(),
        lapses: 4,
    };
    let summary = Summary {
        stop: Stop::Finished,
        cram: false,
        grades: 19,
        cards: 17,
        first_try: 13,
        millis: 340_000,
        away: 0,
        misses: vec![miss],
        leeches: Vec::new(),
        drilled: 0,
        left: Counts { new: 0, learning: 2, due: 0, overdue: 0 },
        back_at: Some(Timestamp::from_unix(NOON + 900)),
        day: Day::from_epoch(20_513),
        tomorrow: Some(21),
        streak: None,
        notices: Vec::new(),
    };
    let closing = Closing {
        database: "/home/ada/.local/share/memoire/progress.db".into(),
        next_steps: vec!["`memoire due` counts what is left for today.".into()],
        offset: 3600,
    };
    (summary, closing)
}

/// Every screen there is, one after another, as it is shown first.
fn all(look: Look) -> Vec<Screen> {
    sheets(look).into_iter().map(|sheet| sheet.fit(look, None)).collect()
}

fn sheets(look: Look) -> Vec<Sheet> {
    let none = Draft::default();
    let picks = |places: &[usize]| Draft { picks: places.to_vec(), ..Draft::default() };
    let items = Draft { items: strings(&["heat"]), ..Draft::default() };
    let mut hinted = open();
    hinted.hint = Some("Not water".into());
    hinted.notices = vec![
        Notice::Undone { key: key("fire/oil"), grade: Some(Grade::Hard) },
        Notice::Leech { key: key("fire/oil"), lapses: 8 },
    ];
    let mut two = answered(open(), &["Wet chemical"], Response::Nothing, None);
    two.two_buttons = true;
    let right = judged(Verdict::Right, Grade::Good);
    let blank = judged(Verdict::Blank, Grade::Again);
    let (summary, closing) = told();
    vec![
        question(&open(), &none, false, look),
        question(&hinted, &none, false, look),
        question(&typed(), &none, true, look),
        question(&typed(), &none, false, look),
        question(&choice(false), &none, false, look),
        question(&choice(true), &picks(&[2, 0]), false, look),
        question(&truth(), &none, false, look),
        question(&list(), &items, true, look),
        question(&order(), &picks(&[1]), false, look),
        answer(&answered(open(), &["Wet chemical"], Response::Nothing, None), look),
        answer(&two, look),
        answer(&near(), look),
        answer(&answered(typed(), &["carbon dioxide"], Response::Nothing, Some(blank)), look),
        answer(&picked(), look),
        answer(&answered(truth(), &["False"], Response::Truth(false), Some(right)), look),
        answer(&listed(), look),
        answer(&ordered(), look),
        super::summary(&summary, &closing, look),
        help(look, false),
    ]
}

fn shown(screens: &[Screen]) -> String {
    screens.iter().map(|screen| screen.lines.join("\n")).collect::<Vec<_>>().join("\n~~~~\n")
}

#[test]
fn on_80_columns_and_24_rows() {
    insta::assert_snapshot!(shown(&all(Look { columns: 80, rows: 24, colour: false })), @r#"
    Fire safety > extinguishers          due 7  new 3  ~6 min  [####......] 7/17

    Which extinguisher is for burning cooking oil?

    Space show   h hint   u undo   e edit   ? keys   q stop
    ~~~~
    Fire safety > extinguishers          due 7  new 3  ~6 min  [####......] 7/17

    * Taken back: hard on fire/oil.
    * fire/oil has been forgotten 8 times: reword it, split it, or suspend it
      with s.

    Which extinguisher is for burning cooking oil?

    Hint: Not water

    Space show   h hint   u undo   e edit   ? keys   q stop
    ~~~~
    Fire safety > extinguishers          due 7  new 3  ~6 min  [####......] 7/17

    Which gas is in an extinguisher with a black label?

    Enter give it   empty: show the answer   Esc single keys   :? keys
    ~~~~
    Fire safety > extinguishers          due 7  new 3  ~6 min  [####......] 7/17

    Which gas is in an extinguisher with a black label?

    Enter type   Space show   h hint   u undo   e edit   ? keys   q stop
    ~~~~
    Fire safety > extinguishers          due 7  new 3  ~6 min  [####......] 7/17

    What is for burning oil?

      1 Water
      2 Foam
      3 Wet chemical, from a yellow label on red

    digit pick   Space show   h hint   u undo   e edit   ? keys   q stop
    ~~~~
    Fire safety > extinguishers          due 7  new 3  ~6 min  [####......] 7/17

    What is for burning oil?

      1 [x] Water
      2 [ ] Foam
      3 [x] Wet chemical, from a yellow label on red

    digits pick   Enter give them   h hint   u undo   e edit   ? keys   q stop
    ~~~~
    Fire safety > extinguishers          due 7  new 3  ~6 min  [####......] 7/17

    You may use a lift during an evacuation.

    True or false?

    t true   f false   Space show   h hint   u undo   e edit   ? keys   q stop
    ~~~~
    Fire safety > extinguishers          due 7  new 3  ~6 min  [####......] 7/17

    What does fire need?

    3 items
    - heat

    Enter next item   empty: that is all   Esc single keys   :? keys
    ~~~~
    Fire safety > extinguishers          due 7  new 3  ~6 min  [####......] 7/17

    Order the first three steps.

      1 [ ] Leave
      2 [1] Raise the alarm
      3 [ ] Call 112

    digits in order   Backspace back   Space show   h hint   u undo   e edit
    ? keys   q stop
    ~~~~
    Fire safety > extinguishers          due 7  new 3  ~6 min  [####......] 7/17

    Which extinguisher is for burning cooking oil?

      Wet chemical

      Why: Water makes burning oil spit.
      Source: Handbook, page 12

    1 again 10m   2 hard 1d   3 good 6d   4 easy 9d   Space = 3
    u undo   e edit   b bury   s suspend   f flag   v source   ? keys   q stop
    ~~~~
    Fire safety > extinguishers          due 7  new 3  ~6 min  [####......] 7/17

    Which extinguisher is for burning cooking oil?

      Wet chemical

      Why: Water makes burning oil spit.
      Source: Handbook, page 12

    1 wrong 10m   3 right 6d   Space = 3
    u undo   e edit   b bury   s suspend   f flag   v source   ? keys   q stop
    ~~~~
    Fire safety > extinguishers          due 7  new 3  ~6 min  [####......] 7/17

    Which gas is in an extinguisher with a black label?

    [~] Nearly right: one letter off
      yours    carbon diox[-y-]de
      correct  carbon diox{+i+}de
      also: CO2

      Why: Water makes burning oil spit.
      Source: Handbook, page 12

    1 again 10m   2 hard 1d   3 good 6d   4 easy 9d   Space = 2
    u undo   e edit   b bury   s suspend   f flag   v source   ? keys   q stop
    ~~~~
    Fire safety > extinguishers          due 7  new 3  ~6 min  [####......] 7/17

    Which gas is in an extinguisher with a black label?

      carbon dioxide

      Why: Water makes burning oil spit.
      Source: Handbook, page 12

    1 again 10m   2 hard 1d   3 good 6d   4 easy 9d   Space = 1
    u undo   e edit   b bury   s suspend   f flag   v source   ? keys   q stop
    ~~~~
    Fire safety > extinguishers          due 7  new 3  ~6 min  [####......] 7/17

    What is for burning oil?

    [-] Wrong
      1     Water
    > 2 [-] Foam
            Foam sinks into hot oil.
      3 [+] Wet chemical, from a yellow label on red

      Why: Water makes burning oil spit.
      Source: Handbook, page 12

    1 again 10m   2 hard 1d   3 good 6d   4 easy 9d   Space = 1
    u undo   e edit   b bury   s suspend   f flag   v source   ? keys   q stop
    ~~~~
    Fire safety > extinguishers          due 7  new 3  ~6 min  [####......] 7/17

    You may use a lift during an evacuation.

    [+] Right
      False

      Why: Water makes burning oil spit.
      Source: Handbook, page 12

    1 again 10m   2 hard 1d   3 good 6d   4 easy 9d   Space = 3
    u undo   e edit   b bury   s suspend   f flag   v source   ? keys   q stop
    ~~~~
    Fire safety > extinguishers          due 7  new 3  ~6 min  [####......] 7/17

    What does fire need?

    [~] Nearly right
      [+] heat
      [-] fuel
      [+] oxygen
      extra: smoke

      Why: Water makes burning oil spit.
      Source: Handbook, page 12

    1 again 10m   2 hard 1d   3 good 6d   4 easy 9d   Space = 2
    u undo   e edit   b bury   s suspend   f flag   v source   ? keys   q stop
    ~~~~
    Fire safety > extinguishers          due 7  new 3  ~6 min  [####......] 7/17

    Order the first three steps.

    [-] Wrong
      1 [+] Raise the alarm
      2 [-] Call 112 (yours: Leave)
      3 [-] Leave (yours: Call 112)

      Why: Water makes burning oil spit.
      Source: Handbook, page 12

    1 again 10m   2 hard 1d   3 good 6d   4 easy 9d   Space = 1
    u undo   e edit   b bury   s suspend   f flag   v source   ? keys   q stop
    ~~~~
    Done for today. 17 cards in 5:40. Right at first try: 13 of 17, 76 percent.

    Missed at first:
    - Which extinguisher is for burning cooking oil?
      = Wet chemical

    Left for today: 2 cards.
    The next card in learning comes back at 13:15.
    Due tomorrow: 21 cards.
    Progress is kept in /home/ada/.local/share/memoire/progress.db.
    `memoire due` counts what is left for today.

    u undo   r drill the misses again   Enter quit
    ~~~~
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
    "#);
}

#[test]
fn on_40_columns_and_12_rows() {
    insta::assert_snapshot!(shown(&all(Look { columns: 40, rows: 12, colour: false })), @"
    Fire safety > extinguishers
    due 7  new 3  ~6 min  7/17

    Which extinguisher is for burning
    cooking oil?

    Space show   h hint   u undo   e edit
    ? keys   q stop
    ~~~~
    Fire safety > extinguishers
    due 7  new 3  ~6 min  7/17
    * Taken back: hard on fire/oil.
    * fire/oil has been forgotten 8 times:
      reword it, split it, or suspend it
      with s.
    Which extinguisher is for burning
    cooking oil?
    Hint: Not water
    Space show   ? keys
    ~~~~
    Fire safety > extinguishers
    due 7  new 3  ~6 min  7/17

    Which gas is in an extinguisher with a
    black label?

    Enter give it   empty: show the answer
    Esc single keys   :? keys
    ~~~~
    Fire safety > extinguishers
    due 7  new 3  ~6 min  7/17

    Which gas is in an extinguisher with a
    black label?

    Enter type   Space show   h hint
    u undo   e edit   ? keys   q stop
    ~~~~
    Fire safety > extinguishers
    due 7  new 3  ~6 min  7/17

    What is for burning oil?

      1 Water
      2 Foam
      3 Wet chemical, from a yellow label
        on red

    digit pick   Space show   h hint
    u undo   e edit   ? keys   q stop
    ~~~~
    Fire safety > extinguishers
    due 7  new 3  ~6 min  7/17

    What is for burning oil?

      1 [x] Water
      2 [ ] Foam
      3 [x] Wet chemical, from a yellow
            label on red

    digits pick   Enter give them   h hint
    u undo   e edit   ? keys   q stop
    ~~~~
    Fire safety > extinguishers
    due 7  new 3  ~6 min  7/17

    You may use a lift during an
    evacuation.

    True or false?

    t true   f false   Space show   h hint
    u undo   e edit   ? keys   q stop
    ~~~~
    Fire safety > extinguishers
    due 7  new 3  ~6 min  7/17

    What does fire need?

    3 items
    - heat

    Enter next item   empty: that is all
    Esc single keys   :? keys
    ~~~~
    Fire safety > extinguishers
    due 7  new 3  ~6 min  7/17

    Order the first three steps.

      1 [ ] Leave
      2 [1] Raise the alarm
      3 [ ] Call 112

    digits in order   Backspace back
    Space show   h hint   u undo   e edit
    ? keys   q stop
    ~~~~
    Fire safety > extinguishers
    due 7  new 3  ~6 min  7/17
    Which extinguisher is for burning
    cooking oil?
      Wet chemical
      Why: Water makes burning oil spit.
      Source: Handbook, page 12
    1 again 10m   2 hard 1d   3 good 6d
    4 easy 9d   Space = 3
    ? keys
    ~~~~
    Fire safety > extinguishers
    due 7  new 3  ~6 min  7/17

    Which extinguisher is for burning
    cooking oil?

      Wet chemical

      Why: Water makes burning oil spit.
      Source: Handbook, page 12

    1 wrong 10m   3 right 6d   Space = 3
    ~~~~
    Fire safety > extinguishers
    due 7  new 3  ~6 min  7/17
    Which gas is in an extinguisher with a
    black label?
    [~] Nearly right: one letter off
      yours    carbon diox[-y-]de
      correct  carbon diox{+i+}de
      also: CO2
      Why: Water makes burning oil spit.
      Source: Handbook, page 12
    1 again 10m   2 hard 1d   3 good 6d
    4 easy 9d   Space = 2
    ~~~~
    Fire safety > extinguishers
    due 7  new 3  ~6 min  7/17
    Which gas is in an extinguisher with a
    black label?
      carbon dioxide
      Why: Water makes burning oil spit.
      Source: Handbook, page 12
    1 again 10m   2 hard 1d   3 good 6d
    4 easy 9d   Space = 1
    ? keys
    ~~~~
    Fire safety > extinguishers  7/17
    What is for burning oil?
    [-] Wrong
      1     Water
    > 2 [-] Foam
            Foam sinks into hot oil.
      3 [+] Wet chemical, from a yellow
            label on red
      Why: Water makes burning oil spit.
      Source: Handbook, page 12
    1 again 10m   2 hard 1d   3 good 6d
    4 easy 9d   Space = 1
    ~~~~
    Fire safety > extinguishers
    due 7  new 3  ~6 min  7/17
    You may use a lift during an
    evacuation.
    [+] Right
      False
      Why: Water makes burning oil spit.
      Source: Handbook, page 12
    1 again 10m   2 hard 1d   3 good 6d
    4 easy 9d   Space = 3
    ? keys
    ~~~~
    Fire safety > extinguishers
    due 7  new 3  ~6 min  7/17
    What does fire need?
    [~] Nearly right
      [+] heat
      [-] fuel
      [+] oxygen
      extra: smoke
      Why: Water makes burning oil spit.
      Source: Handbook, page 12
    1 again 10m   2 hard 1d   3 good 6d
    4 easy 9d   Space = 2
    ~~~~
    Fire safety > extinguishers
    due 7  new 3  ~6 min  7/17
    Order the first three steps.
    [-] Wrong
      1 [+] Raise the alarm
      2 [-] Call 112 (yours: Leave)
      3 [-] Leave (yours: Call 112)
      Why: Water makes burning oil spit.
      Source: Handbook, page 12
    1 again 10m   2 hard 1d   3 good 6d
    4 easy 9d   Space = 1
    ? keys
    ~~~~
    lines 1 to 10 of 15: PgDn
    Done for today. 17 cards in 5:40. Right
    at first try: 13 of 17, 76 percent.
    Missed at first:
    - Which extinguisher is for burning
      cooking oil?
      = Wet chemical
    Left for today: 2 cards.
    The next card in learning comes back at
    13:15.
    Due tomorrow: 21 cards.
    u undo   r drill   Enter quit
    ~~~~
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
    ");
}

#[test]
fn on_20_columns_and_8_rows() {
    insta::assert_snapshot!(shown(&all(Look { columns: 20, rows: 8, colour: false })), @"
    Fire safety >
    extinguishers
    7/17
    Which extinguisher
    is for burning
    cooking oil?
    Space show
    ? keys
    ~~~~
    1-6 of 12 PgDn
    * Taken back: hard
      on fire/oil.
    * fire/oil has been
      forgotten 8
      times: reword it,
      split it, or
    Space show
    ~~~~
    7/17
    Which gas is in an
    extinguisher with a
    black label?
    Enter give it
    ~~~~
    Fire safety >
    extinguishers
    7/17
    Which gas is in an
    extinguisher with a
    black label?
    Enter type
    Space show
    ~~~~
    7/17  1-5 of 7 PgDn
    What is for burning
    oil?
      1 Water
      2 Foam
      3 Wet chemical,
    digit pick
    Space show
    ~~~~
    1-5 of 10 PgDn
    What is for burning
    oil?
      1 [x] Water
      2 [ ] Foam
      3 [x] Wet
    digits pick
    Enter give them
    ~~~~
    7/17
    You may use a lift
    during an
    evacuation.
    True or false?
    t true
    f false
    Space show
    ~~~~
    7/17
    What does fire
    need?
    3 items
    - heat
    Enter next item
    ~~~~
    7/17  1-4 of 6 PgDn
    Order the first
    three steps.
      1 [ ] Leave
      2 [1] Raise the
    digits in order
    Backspace back
    Space show
    ~~~~
    4-6 of 9 PgUp/Dn
      Wet chemical
      Why: Water makes
           burning oil
    1 again 10m
    2 hard 1d
    3 good 6d = Space
    4 easy 9d
    ~~~~
    4-8 of 9 PgUp/Dn
      Wet chemical
      Why: Water makes
           burning oil
           spit.
      Source: Handbook,
    1 wrong 10m
    3 right 6d = Space
    ~~~~
    4-6 of 17 PgUp/Dn
    [~] Nearly right:
    one letter off
      yours    carbon
    1 again 10m
    2 hard 1d = Space
    3 good 6d
    4 easy 9d
    ~~~~
    4-6 of 9 PgUp/Dn
      carbon dioxide
      Why: Water makes
           burning oil
    1 again 10m = Space
    2 hard 1d
    3 good 6d
    4 easy 9d
    ~~~~
    3-5 of 19 PgUp/Dn
    [-] Wrong
      1     Water
    > 2 [-] Foam
    1 again 10m = Space
    2 hard 1d
    3 good 6d
    4 easy 9d
    ~~~~
    4-6 of 10 PgUp/Dn
    [+] Right
      False
      Why: Water makes
    1 again 10m
    2 hard 1d
    3 good 6d = Space
    4 easy 9d
    ~~~~
    3-5 of 12 PgUp/Dn
    [~] Nearly right
      [+] heat
      [-] fuel
    1 again 10m
    2 hard 1d = Space
    3 good 6d
    4 easy 9d
    ~~~~
    3-5 of 16 PgUp/Dn
    [-] Wrong
      1 [+] Raise the
            alarm
    1 again 10m = Space
    2 hard 1d
    3 good 6d
    4 easy 9d
    ~~~~
    1-4 of 25 PgDn
    Done for today. 17
    cards in 5:40.
    Right at first try:
    13 of 17, 76
    u undo
    r drill
    Enter quit
    ~~~~
    1-6 of 60 PgDn
    Space show the
          answer; then
          take the
          suggested
          grade
    Enter show the
    Any key goes back.
    ");
}

#[test]
fn colour_adds_to_signs_and_words() {
    let look = Look { columns: 80, rows: 24, colour: true };
    let screens = [answer(&near(), look), answer(&picked(), look)].map(|sheet| sheet.fit(look, None));
    insta::assert_snapshot!(shown(&screens).replace('\u{1b}', "^"), @"
    Fire safety > extinguishers          due 7  new 3  ~6 min  [####......] 7/17

    ^[1mWhich gas is in an extinguisher with a black label?^[0m

    ^[1m^[34m[~] Nearly right: one letter off^[0m
      yours    carbon diox[-y-]de
      correct  carbon diox{+i+}de
      also: CO2

      Why: Water makes burning oil ^[3mspit^[0m.
      Source: Handbook, page 12

    1 again 10m   2 hard 1d   3 good 6d   4 easy 9d   Space = 2
    u undo   e edit   b bury   s suspend   f flag   v source   ? keys   q stop
    ~~~~
    Fire safety > extinguishers          due 7  new 3  ~6 min  [####......] 7/17

    ^[1mWhat is for burning oil?^[0m

    ^[1m^[35m[-] Wrong^[0m
      1     Water
    > 2 [-] ^[1m^[35mFoam^[0m
            Foam sinks into hot oil.
      3 [+] ^[1m^[34mWet chemical, from a yellow label on red^[0m

      Why: Water makes burning oil ^[3mspit^[0m.
      Source: Handbook, page 12

    1 again 10m   2 hard 1d   3 good 6d   4 easy 9d   Space = 1
    u undo   e edit   b bury   s suspend   f flag   v source   ? keys   q stop
    ");
}

/// What a terminal shows of it, styles apart.
fn text_of(coloured: &str) -> String {
    let mut pieces = coloured.split('\u{1b}');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| text + piece.split_once('m').map_or(piece, |(_, rest)| rest))
}

#[test]
fn without_colour_nothing_but_text_is_written_and_with_it_the_same_text() {
    for columns in [20, 40, 80] {
        let plain = shown(&all(Look { columns, rows: 24, colour: false }));
        let coloured = shown(&all(Look { columns, rows: 24, colour: true }));
        assert!(!plain.contains('\u{1b}'));
        assert_ne!(coloured, plain);
        assert_eq!(text_of(&coloured), plain);
    }
}

#[test]
fn no_screen_is_taller_than_its_terminal() {
    for rows in 6..30 {
        for columns in [20, 40, 80] {
            for screen in all(Look { columns, rows, colour: false }) {
                assert!(screen.lines.len() <= rows, "{columns}x{rows}: {:?}", screen.lines);
            }
        }
    }
}

#[test]
fn every_line_of_a_tall_card_can_be_seen() {
    for (columns, rows) in [(20, 8), (40, 10)] {
        let look = Look { columns, rows, colour: false };
        let whole = |sheet: Sheet| sheet.fit(Look { rows: 1000, ..look }, None).lines;
        for sheet in sheets(look) {
            let mut seen = Vec::new();
            let mut first = Some(0);
            while let Some(at) = first {
                let screen = sheet.clone().fit(look, Some(at));
                seen.extend(screen.lines);
                first = screen.window.map(|window| window.turned(Turn::On)).filter(|next| *next > at);
            }
            let body = sheet.body.clone();
            let missing: Vec<String> =
                body.into_iter().filter(|line| !seen.contains(line) && !line.is_empty()).collect();
            assert_eq!(missing, Vec::<String>::new(), "{:?}", whole(sheet));
        }
    }
}

#[test]
fn pages_turn_and_stop_at_both_ends() {
    let window = |first| Window { first, shown: 5, total: 12 };
    for (first, turn, to) in [
        (0, Turn::On, 4),
        (4, Turn::On, 7),
        (7, Turn::On, 7),
        (7, Turn::Back, 3),
        (0, Turn::Back, 0),
        (0, Turn::Up, 0),
        (0, Turn::Down, 1),
        (3, Turn::Last, 7),
        (3, Turn::First, 0),
    ] {
        assert_eq!(window(first).turned(turn), to, "{first} {turn:?}");
    }
}

#[test]
fn no_line_is_wider_than_its_terminal() {
    for columns in 16..120 {
        for screen in all(Look { columns, rows: 24, colour: false }) {
            for line in screen.lines {
                assert!(line.width() < columns && line.width() <= WIDEST, "{columns}: {line:?}");
            }
        }
    }
}

#[test]
fn what_the_author_or_the_learner_wrote_moves_no_cursor() {
    let evil = "x\u{1b}[2J&#27;[1;1H\u{9b}A\u{7}";
    let mut view = near();
    view.question.deck = evil.into();
    view.question.group = Some(format!("{evil}\n{evil}"));
    view.question.prompt = Prompt::Typed { text: evil.into() };
    view.question.notices = vec![Notice::Source(strings(&[evil]))];
    view.answers = strings(&[evil]);
    view.response = Response::Text(evil.into());
    view.why = Some(evil.into());
    view.source = Some(Source { text: Some(evil.into()), ..Source::default() });
    view.judged = Some(Judged {
        diff: vec![DiffPart::Extra(evil.into()), DiffPart::Missing(evil.into())],
        remark: Some(evil.into()),
        also: strings(&[evil]),
        extra: strings(&[evil]),
        ..judged(Verdict::Wrong, Grade::Again)
    });
    let (mut summary, mut closing) = told();
    summary.misses[0].question = evil.into();
    summary.misses[0].answer = evil.into();
    closing.database = evil.into();
    let look = Look { columns: 80, rows: 24, colour: false };
    let draft = Draft { items: strings(&[evil]), ..Draft::default() };
    let mut list = list();
    list.hint = Some(evil.into());
    let screens =
        [answer(&view, look), super::summary(&summary, &closing, look), question(&list, &draft, true, look)];
    for line in screens.into_iter().flat_map(|sheet| sheet.fit(look, None).lines) {
        assert!(!line.contains(char::is_control), "{line:?}");
    }
}

#[test]
fn a_tenth_option_has_a_letter() {
    let options: Vec<String> = (1..=11).map(|number| format!("option {number}")).collect();
    let view = view(Kind::Choice, Prompt::Choice { text: "?".into(), options, many: false });
    let look = Look { columns: 80, rows: 24, colour: false };
    let screen = question(&view, &Draft::default(), false, look).fit(look, None);
    let lines: Vec<&str> = screen.lines.iter().map(|line| line.trim()).collect();
    assert!(
        lines.contains(&"9 option 9") && lines.contains(&"a option 10") && lines.contains(&"c option 11")
    );
}
