//! `memoire stats` through the program, on a log made day by day.

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::world::{AID, World};

/// Four days of study, one grade taken back, one card failed.
fn studied() -> World {
    let mut world = World::new();
    world.write("decks/aid.toml", AID);
    for (now, cards) in [
        ("2026-02-20T09:00:00Z", &[("fire/alarm", "4"), ("aid/burn", "4"), ("fire/lift", "4")][..]),
        ("2026-02-24T21:30:00Z", &[("fire/alarm", "3"), ("aid/burn", "1")][..]),
        ("2026-02-28T09:00:00Z", &[("fire/capital", "4")][..]),
        ("2026-03-01T09:00:00Z", &[("fire/capital/reverse", "3")][..]),
    ] {
        world.set("MEMOIRE_NOW", now);
        for (card, grade) in cards {
            let answer = if *card == "fire/lift" { "f" } else { "" };
            world.study(&[card], &[answer, grade]);
        }
    }
    world.set("MEMOIRE_NOW", "2026-03-01T10:00:00Z");
    world.study(&["fire/oil"], &["1", "3"]);
    world.done(&["undo"]);
    world
}

fn in_columns(columns: &str, arguments: &[&str]) -> crate::world::Run {
    let mut world = studied();
    world.set("COLUMNS", columns);
    world.run(arguments)
}

#[test]
fn on_a_wide_screen() {
    assert_snapshot!(in_columns("80", &["stats"]), @"
    Progress on Sunday 1 March 2026

    Today
    1 answer on 1 card in 0 seconds, 1 new card

    Recalled, since 2025-03-02
    cards   recalled  of  95% range
    young        50%   2      9-91%
    mature         -   0          -
    all          50%   2      9-91%

    Due in the next 30 days
    3 |o
      |o
      |#
      |#
      |#     #   #
      |#     #   #
    0 +------------------------------------------------------------
       1 Mar               11 Mar              21 Mar
    1 overdue (o), 2 today
    4 in 7 days, 4 in 30, overdue apart

    Answers a day
        Mar  Apr May Jun  Jul Aug  Sep Oct Nov  Dec Jan Feb
    Mon .....................................................
        ....................................................-
    Wed .....................................................
        .....................................................
    Fri ...................................................-.
        ....................................................-
        ....................................................-
    . none  - 1-9  + 10-29  # 30 and more
    2 days in a row, the most ever 2

    Time
    0 seconds for 7 answers on 4 days
    0 seconds a day, 0 seconds an answer

    Cards: 12
    new 7, learning 2, young 3, mature 0
    suspended 0, leeches 0
    interval, days  cards                  ease        cards
    4-7                 2  ############    up to 2.50      3  ############
    8-14                1  ######
    mean ease 2.50

    Recalled by the hour
           recalled  of  95% range
    21:00       50%   2      9-91%

    Answered Again most often
    card      again  recalled
    aid/burn      1        0%

    Recalled by tag, the weakest first
               recalled  of  95% range
    induction      100%   1    21-100%

    Recalled by objective
          recalled  of  95% range
    LO 1      100%   1    21-100%

    Recalled by deck
          recalled  of  95% range
    aid         0%   1      0-79%
    fire      100%   1    21-100%

    Predicted and actual recall
    predicted  recalled  of  95% range
          90%       50%   2      9-91%
    --- standard error
    Decks are read from ./decks.
    --- exit 0
    ");
}

#[test]
fn on_half_a_screen() {
    assert_snapshot!(in_columns("50", &["stats", "deck:fire"]), @"
    Progress on Sunday 1 March 2026

    Today
    1 answer on 1 card in 0 seconds, 1 new card

    Recalled, since 2025-03-02
    cards   recalled  of  95% range
    young       100%   1    21-100%
    mature         -   0          -
    all         100%   1    21-100%

    Due in the next 30 days
    2 |o
      |o
      |o
      |#  # #
      |#  # #
      |#  # #
    0 +------------------------------
       1 Mar     11 Mar    21 Mar
    1 overdue (o), 1 today
    3 in 7 days, 3 in 30, overdue apart

    Answers a day
            Dec Jan Feb
    Mon .................
        ................-
    Wed .................
        .................
    Fri ...............-.
        ................-
        ................-
    . none  - 1-9  + 10-29  # 30 and more
    2 days in a row, the most ever 2

    Time
    0 seconds for 5 answers on 4 days
    0 seconds a day, 0 seconds an answer

    Cards: 11
    new 7, learning 1, young 3, mature 0
    suspended 0, leeches 0
    interval, days  cards
    4-7                 2  ################
    8-14                1  ########
    ease        cards
    up to 2.50      3  ################
    mean ease 2.50

    Recalled by the hour
           recalled  of  95% range
    21:00      100%   1    21-100%

    Recalled by tag, the weakest first
               recalled  of  95% range
    induction      100%   1    21-100%

    Recalled by objective
          recalled  of  95% range
    LO 1      100%   1    21-100%

    Recalled by deck
          recalled  of  95% range
    fire      100%   1    21-100%

    Predicted and actual recall
    predicted  recalled  of  95% range
          90%      100%   1    21-100%
    --- standard error
    Decks are read from ./decks.
    --- exit 0
    ");
}

#[test]
fn on_a_strip() {
    assert_snapshot!(in_columns("30", &["stats", "deck:aid"]), @"
    Progress on Sunday 1 March
    2026.
    Today: nothing answered yet.
    The following is counted from
    Sunday 2 March 2025 on.
    Recalled of young cards: 0 of
    1, 0%, likely between 0 and
    79%.
    Recalled of mature cards: none
    yet.
    Recalled in February 2026: 0
    of 1, 0%.
    Overdue: 0 cards.
    Due today: 1 card.
    Due within 7 days, overdue
    ones apart: 1 card.
    Due within 30 days: 1 card.
    Monday: 0 answers.
    Tuesday: 1 answer.
    Wednesday: 0 answers.
    Thursday: 0 answers.
    Friday: 0 answers.
    Saturday: 0 answers.
    Today: 0 answers.
    In 53 weeks: 2 answers on 2
    days.
    Days in a row: 0; the most
    ever 1.
    Time: 0 seconds on 2 days, 0
    seconds a day, 0 seconds an
    answer.
    Cards: 1. New 0, learning 1,
    young 0, mature 0. Suspended
    0.
    Recalled at 21 hours: 0 of 1,
    0%.
    Hard: aid/burn, 1 times Again.
    Recalled of deck aid: 0 of 1,
    0%, likely between 0 and 79%.
    Predicted recall: 90%.
    Actual recall: 0 of 1, 0%,
    likely between 0 and 79%.
    Where 90% were predicted, 0 of
    1 were recalled.
    --- standard error
    Decks are read from ./decks.
    --- exit 0
    ");
}

#[test]
fn as_sentences() {
    assert_snapshot!(studied().run(&["stats", "--plain"]), @"
    Progress on Sunday 1 March 2026.
    Today: 1 answer on 1 card in 0 seconds.
    Begun today: 1 new card.
    Recalled today: none yet.
    The following is counted from Sunday 2 March 2025 on.
    Recalled of young cards: 1 of 2, 50%, likely between 9 and 91%.
    Recalled of mature cards: none yet.
    Recalled in February 2026: 1 of 2, 50%.
    Overdue: 1 card.
    Due today: 2 cards.
    Due within 7 days, overdue ones apart: 4 cards.
    Due within 30 days: 4 cards.
    Monday: 0 answers.
    Tuesday: 2 answers.
    Wednesday: 0 answers.
    Thursday: 0 answers.
    Friday: 0 answers.
    Saturday: 1 answer.
    Today: 1 answer.
    In 53 weeks: 7 answers on 4 days.
    Days in a row: 2; the most ever 2.
    Time: 0 seconds on 4 days, 0 seconds a day, 0 seconds an answer.
    Cards: 12. New 7, learning 2, young 3, mature 0. Suspended 0.
    Interval 4-7 days: 2 cards.
    Interval 8-14 days: 1 card.
    Ease: 2.50 on average.
    Recalled at 21 hours: 1 of 2, 50%.
    Hard: aid/burn, 1 times Again.
    Recalled of tag induction: 1 of 1, 100%, likely between 21 and 100%.
    Recalled of objective LO 1: 1 of 1, 100%, likely between 21 and 100%.
    Recalled of deck aid: 0 of 1, 0%, likely between 0 and 79%.
    Recalled of deck fire: 1 of 1, 100%, likely between 21 and 100%.
    Predicted recall: 90%.
    Actual recall: 1 of 2, 50%, likely between 9 and 91%.
    Where 90% were predicted, 1 of 2 were recalled.
    --- standard error
    Decks are read from ./decks.
    --- exit 0
    ");
}

#[test]
fn no_line_is_wider_than_the_screen() {
    for columns in [24, 40, 50, 72, 80, 120] {
        let run = in_columns(&columns.to_string(), &["stats"]);
        let widest = run.out.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= columns, "{columns}: {run}");
    }
}

#[test]
fn in_json_with_every_figure() {
    let world = studied();
    let json = world.json(&["stats", "--days", "30"]);
    assert_eq!(json["from"], "2026-01-31");
    assert_snapshot!(serde_json::to_string_pretty(&json["retention"]).unwrap(), @r#"
    {
      "all": {
        "high": 0.9055,
        "low": 0.0945,
        "of": 2,
        "rate": 0.5,
        "yes": 1
      },
      "mature": {
        "high": null,
        "low": null,
        "of": 0,
        "rate": null,
        "yes": 0
      },
      "months": [
        {
          "mature": {
            "high": null,
            "low": null,
            "of": 0,
            "rate": null,
            "yes": 0
          },
          "month": "2026-02",
          "young": {
            "high": 0.9055,
            "low": 0.0945,
            "of": 2,
            "rate": 0.5,
            "yes": 1
          }
        }
      ],
      "young": {
        "high": 0.9055,
        "low": 0.0945,
        "of": 2,
        "rate": 0.5,
        "yes": 1
      }
    }
    "#);
    let mut names: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(
        names.join(" "),
        "areas calendar calibration cards day eases forecast format from hardest hours intervals leeches mean_ease query retention streak stuck time today"
    );
    let help = world.done(&["stats", "--help"]);
    for name in ["young", "streak", "stuck", "hardest", "calibration", "rate", "low", "factor"] {
        assert!(help.contains(name), "{name} is not explained");
    }
}

/// The same figures asked of the database itself.
#[test]
fn figures_agree_with_sql() {
    let world = studied();
    let json = world.json(&["stats"]);
    let database = Connection::open(world.database()).unwrap();
    let standing = "kind IN ('grade', 'drill', 'cram')
         AND NOT EXISTS (SELECT 1 FROM reviews AS undos WHERE undos.undoes = reviews.seq)";
    let number = |sql: &str| -> i64 {
        database.query_row(&sql.replace("STANDING", standing), [], |row| row.get(0)).unwrap()
    };
    let reviews = "FROM reviews WHERE STANDING AND kind = 'grade' AND before_state = 'review'";
    for (pointer, sql) in [
        ("/time/answers", "SELECT count(*) FROM reviews WHERE STANDING".to_owned()),
        ("/time/days", "SELECT count(DISTINCT day) FROM reviews WHERE STANDING".to_owned()),
        ("/retention/young/of", format!("SELECT count(*) {reviews} AND before_interval < 21")),
        ("/retention/young/yes", format!("SELECT count(*) {reviews} AND before_interval < 21 AND grade > 1")),
        ("/retention/mature/of", format!("SELECT count(*) {reviews} AND before_interval >= 21")),
        ("/hours/21/recalled/of", format!("SELECT count(*) {reviews} AND at % 86400 / 3600 = 21")),
        ("/hours/9/recalled/of", format!("SELECT count(*) {reviews} AND at % 86400 / 3600 = 9")),
        ("/cards/cards", "SELECT count(*) FROM cards WHERE archived = 0".to_owned()),
        ("/cards/new", "SELECT count(*) FROM cards WHERE state = 'new'".to_owned()),
        ("/cards/young", "SELECT count(*) FROM cards WHERE state = 'review' AND interval < 21".to_owned()),
        ("/hardest/0/again", "SELECT count(*) AS n FROM reviews WHERE STANDING AND grade = 1 GROUP BY card ORDER BY n DESC LIMIT 1".to_owned()),
        ("/forecast/overdue", "SELECT count(*) FROM cards WHERE state = 'review' AND due_day < 20513".to_owned()),
        ("/forecast/days/0/due", "SELECT count(*) FROM cards WHERE due_day = 20513 OR due_at < 20514 * 86400 + 14400".to_owned()),
    ] {
        let found = json.pointer(pointer).unwrap_or_else(|| panic!("{pointer}")).as_i64();
        assert_eq!(found, Some(number(&sql)), "{pointer}");
    }
}

#[test]
fn a_query_that_means_no_card() {
    let run = studied().run(&["stats", "tag:none"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{run}");
}
