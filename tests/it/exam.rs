use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use insta::assert_snapshot;
use serde_json::Value;

use crate::world::World;

/// Four questions that can be told apart, and two objectives, one of them without a question.
const HARBOUR: &str = r#"format = 1
id = "harbour"
title = "Harbour"

[objectives]
"LO 1" = "Lights"
"LO 2" = "Depths"
"LO 3" = "Tides"

[group.lights]
objective = "LO 1"
quick.star = "Light to starboard? :: =green"
quick.anchored = "At anchor a ship shows a white light. :: true"

[card.port]
q = "Light to port?"
a = "red"
wrong = ["green", { text = "white", why = "White is for the stern." }]
why = "Port wine is red."
source = "Pilot, page 3"
objective = "LO 1"

[group.depths]
objective = "LO 2"
quick.inner = "Depth of the inner basin? :: =9 fathoms"
quick.outer = "Depth of the outer basin? :: =12 fathoms"
"#;

/// An exam on them: four questions, five points.
pub const EXAM: &str = r#"format = 1
[exam]
id = "pilot"
title = "Pilot's exam"
minutes = 10
pass = 50
[[part]]
title = "Lights"
select = "deck:harbour"
counts = { "LO 1" = 3 }
[[part]]
title = "Depths"
select = "deck:harbour"
counts = { "LO 2" = 1 }
points = 2
"#;

/// A world with both.
pub fn harbour(exam: &str) -> World {
    let world = World::empty();
    world.write("decks/harbour.toml", HARBOUR);
    world.write("decks/pilot.exam.toml", exam);
    world
}

/// Sits the exam, answering each question by its text, then these lines.
fn sit(world: &World, arguments: &[&str], answers: &[(&str, &str)], lines: &str) -> String {
    let mut desk = Desk::begin(world, arguments);
    desk.answer(answers);
    desk.say(lines);
    desk.rest()
}

/// The right answers.
const RIGHT: [(&str, &str); 5] = [
    ("Light to starboard?", "green"),
    ("True or false? At anchor", "t"),
    ("Light to port?", "red"),
    ("Depth of the inner basin?", "9 fathoms"),
    ("Depth of the outer basin?", "12 fathoms"),
];

/// A sitting in plain lines.
struct Desk {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Desk {
    fn begin(world: &World, arguments: &[&str]) -> Self {
        let arguments: Vec<&str> =
            ["exam", "take", "pilot", "--plain"].iter().chain(arguments).copied().collect();
        let mut child = world
            .command(&arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Self { child, input, output }
    }

    fn say(&mut self, line: &str) {
        writeln!(self.input, "{line}").unwrap();
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        assert!(self.output.read_line(&mut line).unwrap() > 0, "the sitting ended");
        line
    }

    /// Reads until a line begins so; gives that line.
    fn until(&mut self, beginning: &str) -> String {
        loop {
            let line = self.line();
            if line.starts_with(beginning) {
                return line;
            }
        }
    }

    /// Answers as many questions as there are answers, whatever their order.
    fn answer(&mut self, answers: &[(&str, &str)]) {
        for _ in 0..answers.len().min(4) {
            self.until("Question");
            let question = self.line();
            let answer = answers.iter().find(|(text, _)| question.starts_with(text));
            let answer = answer.map_or("", |(_, answer)| *answer);
            // Of a choice the number is told.
            let number = (question.starts_with("Light to port")).then(|| {
                let options = [self.line(), self.line(), self.line()];
                options.into_iter().find(|option| option.trim().ends_with(&format!(": {answer}"))).unwrap()
            });
            self.say(number.as_deref().map_or(answer, |line| &line[..1]));
        }
    }

    fn rest(mut self) -> String {
        drop(self.input);
        let mut rest = String::new();
        while self.output.read_line(&mut rest).unwrap() > 0 {}
        self.child.wait().unwrap();
        rest
    }

    /// Kills it as kill -9 does.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn results(world: &World) -> Vec<Value> {
    world.json(&["exam", "results", "pilot"])["sittings"].as_array().unwrap().clone()
}

fn due_tomorrow(world: &mut World) -> Vec<String> {
    world.set("MEMOIRE_NOW", "2026-03-02T09:00:00Z");
    let cards = world.json(&["cards", "is:due"]);
    cards["cards"].as_array().unwrap().iter().map(|card| card["key"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_shipped_exam_can_be_filled() {
    let world = World::empty();
    let checked = world.json(&["exam", "check"]);
    assert_eq!(checked["exams"][0]["exam"], "nato-un-final");
    assert_eq!(
        (&checked["exams"][0]["short"], &checked["diagnostics"]),
        (&0.into(), &Value::Array(Vec::new()))
    );
    assert_eq!(world.run(&["check"]).code, 0);
}

#[test]
fn check_tells_what_is_wanted_there_short_and_untouched() {
    let world = harbour(&EXAM.replace("\"LO 2\" = 1", "\"LO 2\" = 4"));
    assert_snapshot!(world.run(&["exam", "check", "pilot"]), @r"
    Pilot's exam (pilot): 7 questions
    part    objective  wanted  have  short
    Lights  LO 1            3     3
    Depths  LO 2            4     2      2
    Objectives that no question touches:
      LO 3  Tides
    2 questions are short.
    --- standard error
    Decks are read from ./decks.
    --- exit 1
    ");
    assert_snapshot!(world.run(&["exam", "take", "pilot", "--plain"]), @r"
    --- standard error
    Decks are read from ./decks.
    error: the decks have too few questions for pilot: 2 short
    hint: Depths, LO 2 wants 4 and has 2; `memoire exam check pilot` tells all
    --- exit 65
    ");
}

#[test]
fn a_faulty_blueprint_is_told_with_its_place() {
    let world = harbour(&EXAM.replace("pass = 50", "pas = 50"));
    assert_snapshot!(world.run(&["exam", "check", "decks/pilot.exam.toml"]), @r"
    decks/pilot.exam.toml:6:1: error: an exam has no key `pas`
     6 | pas = 50
       | ^^^
      hint: did you mean `pass`?
    --- standard error
    Decks are read from ./decks.
    --- exit 1
    ");
    assert_eq!(world.run(&["check"]).code, 1);
    assert_eq!(world.run(&["exam", "show", "pilot"]).code, 65);
    let run = world.run(&["exam", "show", "pilo"]);
    assert_eq!(run.code, 66, "{run}");
}

#[test]
fn a_sitting_is_marked_at_its_end_and_kept() {
    let mut world = harbour(EXAM);
    let wrong =
        [RIGHT[0], ("True or false? At anchor", "f"), ("Light to port?", "white"), RIGHT[3], RIGHT[4]];
    let told = sit(&world, &["--seed", "1"], &wrong, ":end\ny");
    for part in [
        "Pilot's exam: 3 of 5 points, 60 percent. Passed (50 percent pass).",
        "Part Lights: 1 of 3 right, 1 of 3 points, 95 percent range 6 to 79 percent.",
        "Part Depths: 1 of 1 right, 2 of 2 points, 95 percent range 21 to 100 percent.",
        "   yours: white",
        "   right: red",
        "   why: Port wine is red.",
        "   source: Pilot, page 3",
        "  LO 1 Lights (1 of 3 right)",
        "2 cards missed: study them tomorrow?",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    assert!(!told.contains("White is for"), "nothing is told before the end\n{told}");
    let sittings = results(&world);
    assert_eq!(sittings.len(), 1);
    let one = &sittings[0];
    assert_eq!(
        (&one["score"], &one["points"], &one["max"], &one["passed"]),
        (&60.0.into(), &3.0.into(), &5.0.into(), &true.into())
    );
    assert_eq!((&one["seed"], &one["started"]), (&1.into(), &"2026-03-01T09:00:00+00:00".into()));
    let answers = one["answers"].as_array().unwrap();
    let port = answers.iter().find(|answer| answer["key"] == "harbour/port").unwrap();
    assert_eq!(
        (&port["given"], &port["right"], &port["confidence"]),
        (&"white".into(), &false.into(), &Value::Null)
    );
    assert_eq!(due_tomorrow(&mut world), ["harbour/anchored", "harbour/port"]);
    assert_eq!(world.json(&["history", "harbour/port"])["reviews"][0]["kind"], "exam");
    world.done(&["undo"]);
    assert_eq!(due_tomorrow(&mut world), [""; 0]);
}

#[test]
fn a_killed_sitting_goes_on_after_its_last_answer_on_the_paper_it_had() {
    let mut world = harbour(EXAM);
    let mut desk = Desk::begin(&world, &["--seed", "3"]);
    desk.until("Question 1");
    let first = desk.line();
    desk.say(if first.starts_with("True") { "t" } else { "1" });
    desk.until("Answer 1 saved.");
    desk.until("Question 2");
    let second = desk.line();
    desk.kill();
    let open = &results(&world)[0];
    assert_eq!((&open["ended"], &open["score"]), (&Value::Null, &Value::Null));
    // Nothing tells which answers are right before the end.
    for told in [&open["answers"][0]["right"], &open["parts"][0]["right"], &open["parts"][0]["points"]] {
        assert_eq!(told, &Value::Null);
    }
    // What the decks say now does not matter to it.
    world.write(
        "decks/harbour.toml",
        &HARBOUR.replace("Light to", "Lantern to").replace("Depth of", "Fathoms of"),
    );
    world.set("MEMOIRE_NOW", "2026-03-01T11:00:00Z");
    let mut again = Desk::begin(&world, &[]);
    assert!(again.until("It goes on").contains("2 hours ago: 1 answered, 10 minutes left."));
    again.until("Question 2");
    assert_eq!(again.line(), second);
    again.say(":end");
    let told = again.rest();
    assert!(told.contains("You were away for 2 hours in between; the clock stood."), "{told}");
    assert!(!results(&world)[0]["answers"][0]["given"].is_null());
}

#[test]
fn the_end_of_input_leaves_it_for_later_and_nothing_read_keeps_nothing() {
    let world = harbour(EXAM);
    let run = world.feed(&["exam", "take", "pilot", "--plain"], "");
    assert_eq!(run.code, 2, "{run}");
    let run = world.feed(&["exam", "take", "pilot", "--plain", "--seed", "3"], ":f\n");
    assert_eq!(run.code, 0, "{run}");
    assert!(run.err.contains("`memoire exam take pilot` goes on, with 10 minutes left."), "{run}");
    let run = world.run(&["exam", "take", "pilot", "--plain", "--seed", "4"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.err.contains("a sitting of pilot with seed 3 is open"), "{run}");
    let run = world.feed(&["exam", "take", "pilot", "--plain", "--seed", "4", "--new"], ":end\n");
    assert_eq!(run.code, 0, "{run}");
    let seeds: Vec<Value> = results(&world).iter().map(|one| one["seed"].clone()).collect();
    assert_eq!(seeds, [3, 4]);
}

#[test]
fn a_seed_draws_the_same_paper_and_a_short_one_is_marked_so() {
    let world = harbour(EXAM);
    let keys = |seed: &str| -> Vec<Value> {
        world.feed(&["exam", "take", "pilot", "--plain", "--seed", seed], ":end\n");
        let sittings = results(&world);
        sittings.last().unwrap()["answers"].as_array().unwrap().iter().map(|one| one["key"].clone()).collect()
    };
    assert_eq!(keys("8"), keys("8"));
    let run = world.feed(&["exam", "take", "pilot", "--plain", "--questions", "2"], ":end\n");
    assert!(run.out.contains("Pilot's exam: 2 questions, 5 minutes, 50 percent to pass."), "{run}");
    assert!(run.out.contains("This is a short one: the whole exam has 4 questions."), "{run}");
    assert!(run.out.contains("(a short one: 2 of 4 questions)"), "{run}");
}

#[test]
fn lines_move_about_and_the_overview_tells_what_is_open() {
    let world = harbour(EXAM);
    let run = world
        .feed(&["exam", "take", "pilot", "--plain", "--seed", "1"], ":p\n:f\n:n\n:t\n:g 4\nx\n\n:zz\n\n:q\n");
    for part in [
        "This is the first question.",
        "Question 1 is flagged.",
        "10 minutes left.",
        "Answer 4 saved.",
        "Answered: 1 of 4.",
        "Open: 1, 2, 3.",
        "Flagged: 1.",
        ":zz is no command",
        "Every answer is saved.",
    ] {
        assert!(run.out.contains(part) || run.err.contains(part), "{part}: {run}");
    }
}

#[test]
fn confidence_is_asked_and_guesses_are_told_apart() {
    let mut world = harbour(&EXAM.replace("pass = 50", "pass = 50\nmarking = \"confidence\""));
    let mut desk = Desk::begin(&world, &["--seed", "1"]);
    for sure in ["1", "3", "3", "2"] {
        desk.until("Question");
        let question = desk.line();
        let answer = RIGHT.iter().find(|(text, _)| question.starts_with(text)).unwrap().1;
        if question.starts_with("Light to port") {
            let options = [desk.line(), desk.line(), desk.line()];
            let line = options.into_iter().find(|option| option.trim().ends_with(": red")).unwrap();
            desk.say(&line[..1]);
        } else {
            desk.say(answer);
        }
        desk.until("How sure are you?");
        desk.say(sure);
    }
    desk.say(":end\ny");
    let told = desk.rest();
    for part in [
        "Certain: 2 of 2 right",
        "Fairly sure: 1 of 1 right",
        "Guessed: 1 of 1 right",
        "1 card right but unsure: study them tomorrow?",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    assert_eq!(due_tomorrow(&mut world).len(), 1);
}

#[test]
fn an_answer_is_told_at_once_where_the_exam_says_so() {
    let exam = EXAM.replace("pass = 50", "pass = 50\nfeedback = \"question\"");
    let world = harbour(&exam.replace("\"LO 1\" = 3 }", "\"LO 1\" = 1 }\nkinds = [\"typed\"]"));
    let run = world.feed(&["exam", "take", "pilot", "--plain"], "green\n:p\nred\n:n\n3 fathoms\n:end\n");
    for part in [
        "Correct: green",
        "This answer has been told; it is final.",
        "Wrong. The answer is: ",
        "1 of 3 points",
    ] {
        assert!(run.out.contains(part), "{part}: {run}");
    }
}

#[test]
fn a_check_by_chance_asks_what_was_studied_and_changes_no_schedule() {
    let world = harbour(EXAM);
    let run = world.run(&["exam", "take", "pilot", "--plain", "--mock"]);
    assert_eq!(run.code, 1, "{run}");
    world.study(&["deck:harbour"], &["", "4", "", "4"]);
    let before = world.done(&["cards", "--json"]);
    let run = world.feed(&["exam", "take", "pilot", "--plain", "--mock"], "green\n:end\n");
    assert_eq!(run.code, 0, "{run}");
    assert!(run.out.contains("a check of 2 questions drawn by chance from what you have studied"), "{run}");
    assert_eq!(world.done(&["cards", "--json"]), before);
    let kinds: Vec<Value> = world.json(&["history", "harbour/star"])["reviews"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["kind"].clone())
        .collect();
    assert_eq!(kinds, ["grade", "mock"]);
}

#[test]
fn an_exam_in_another_zone_is_told_in_both() {
    let mut world = harbour(&EXAM.replace("pass = 50", "pass = 50\nstarts = 2026-12-18T09:00:00+01:00"));
    world.set("TZ", "America/New_York");
    let run = world.feed(&["exam", "take", "pilot", "--plain"], ":q\n");
    assert!(
        run.out.contains("The exam itself starts on 2026-12-18 09:00 there, 2026-12-18 03:00 here."),
        "{run}"
    );
    assert_eq!(world.json(&["exam", "show", "pilot"])["starts"], "2026-12-18T09:00:00+01:00");
    world.feed(&["exam", "take", "pilot", "--plain"], ":end\n");
    assert_eq!(results(&world)[0]["started"], "2026-03-01T04:00:00-05:00");
}

#[test]
fn attempts_are_compared_and_the_hardest_questions_told() {
    let world = harbour(EXAM);
    sit(&world, &["--seed", "1"], &RIGHT, ":end");
    sit(&world, &["--seed", "1"], &RIGHT[..3], ":end");
    assert_snapshot!(world.run(&["exam", "results", "pilot"]), @r"
    Pilot's exam
    begun             score          questions  time  seed
    2026-03-01 09:00   100%  passed          4           1
    2026-03-01 09:00    60%  passed          4           1

    hardest        asked  right  question
    harbour/outer      2    50%  Depth of the outer basin?
    --- exit 0
    ");
    let list = world.json(&["exam", "list"]);
    assert_eq!((&list["exams"][0]["attempts"], &list["exams"][0]["best"]), (&2.into(), &100.0.into()));
}

#[test]
fn a_printed_paper_is_the_same_to_the_byte_and_the_next_one_asks_something_else() {
    let world = harbour(&EXAM.replace("\"LO 1\" = 3", "\"LO 1\" = 1"));
    let print = |seed: &str, folder: &str| {
        world.done(&[
            "exam",
            "print",
            "pilot",
            "--versions",
            "A,B",
            "--seed",
            seed,
            "--format",
            "md",
            "--avoid-last",
            "1",
            "-o",
            folder,
        ])
    };
    assert_eq!(print("1", "one").lines().count(), 6);
    print("2", "two");
    print("1", "again");
    for name in ["pilot-A.md", "pilot-A-answers.md", "pilot-A-key.md", "pilot-B.md", "pilot-B-key.md"] {
        assert_eq!(world.read(&format!("one/{name}")), world.read(&format!("again/{name}")));
    }
    let keys = |folder: &str| -> Vec<String> {
        let key = world.read(&format!("{folder}/pilot-A-key.md"));
        key.lines().filter(|line| line.contains("harbour/")).map(str::to_owned).collect()
    };
    assert!(keys("one").iter().all(|key| !keys("two").contains(key)), "{:?} {:?}", keys("one"), keys("two"));
}

#[test]
fn an_exam_is_written_by_flags_and_by_prompts() {
    let world = harbour(EXAM);
    let flags = [
        "exam",
        "new",
        "lights",
        "--select",
        "deck:harbour",
        "--questions",
        "4",
        "--minutes",
        "8",
        "--pass",
        "60",
        "--marking",
        "negative",
        "--date",
        "2026-12-18",
    ];
    assert!(world.done(&flags).contains("lights.exam.toml written: 4 questions."));
    assert_snapshot!(world.read("decks/lights.exam.toml"), @r#"
    format = 1

    [exam]
    id = "lights"
    title = "lights"
    date = 2026-12-18
    minutes = 8
    pass = 60
    marking = "negative"
    penalty = 0.25
    feedback = "end"

    [[part]]
    title = "Harbour"
    select = "deck:harbour"
    counts = { "LO 1" = 2, "LO 2" = 2 }
    points = 1
    kinds = ["choice", "truefalse", "typed"]
    "#);
    assert_eq!(world.run(&["exam", "check", "lights"]).code, 0);
    assert_eq!(world.run(&flags).code, 73);
    let run = world.feed(&["exam", "new", "--plain"], "Small one\n\n3\n\n\n\nn\n");
    assert_eq!(run.code, 0, "{run}");
    assert!(world.read("decks/small-one.exam.toml").contains("title = \"Small one\""));
    assert_eq!(world.run(&["exam", "check", "small-one"]).code, 0);
}

#[test]
fn the_plan_is_told_in_json_as_promised() {
    let world = harbour(&EXAM.replace("pass = 50", "pass = 50\ndate = 2026-03-11"));
    let plan = world.json(&["exam", "plan", "pilot"]);
    let keys: Vec<&str> = plan.as_object().unwrap().keys().map(String::as_str).collect();
    let mut expected = [
        "format",
        "exam",
        "date",
        "days_left",
        "minutes",
        "feasible",
        "days_short",
        "minutes_needed",
        "new_per_day",
        "unseen",
        "seen",
        "recall",
        "predicted",
        "parts",
        "days",
    ];
    expected.sort_unstable();
    let mut keys_sorted = keys.clone();
    keys_sorted.sort_unstable();
    assert_eq!(keys_sorted, expected);
    assert_eq!(
        (&plan["date"], &plan["days_left"], &plan["minutes"]),
        (&"2026-03-11".into(), &10.into(), &20.into())
    );
    assert_eq!(
        (&plan["feasible"], &plan["days_short"], &plan["unseen"]),
        (&true.into(), &0.into(), &5.into())
    );
    assert_eq!((&plan["predicted"]["mid"], &plan["predicted"]["answers"]), (&Value::Null, &0.into()));
    assert_eq!(plan["days"].as_array().unwrap().len(), 10);
    assert_eq!(plan["parts"][0]["title"], "Lights");
    let told = world.done(&["exam", "plan", "pilot"]);
    assert!(told.contains("too early to say (0 answers; needs 60)"), "{told}");
}

#[test]
fn study_follows_the_plan_of_the_nearest_exam() {
    let world = harbour(EXAM);
    world.write("decks/aid.toml", crate::world::AID);
    let run = world.run(&["exam", "follow", "pilot", "--date", "+10", "--minutes", "15"]);
    assert!(run.out.contains("Pilot's exam: 11 March 2026, 10 days left, 15 minutes a day."), "{run}");
    assert!(run.out.contains("It fits at 15 min/day."), "{run}");
    // Five cards in seven days: one a day, and nothing of another deck.
    let due = world.json(&["due"]);
    assert_eq!((&due["total"]["new"], &due["decks"][0]["new"]), (&1.into(), &0.into()));
    let run = world.study(&[], &["", "4"]);
    assert!(run.err.contains("The plan is followed: Pilot's exam in 10 days, 15 min a day."), "{run}");
    assert!(run.err.contains("Done for today: 0 of 15 min. Pilot's exam: On course for 11 March."), "{run}");
    assert_eq!(run.out.matches("Saved").count(), 1, "{run}");
    assert_eq!(world.json(&["due"])["total"]["new"], 0);
    world.done(&["exam", "follow", "aid", "--date", "+5", "--minutes", "5"]);
    let run = world.study(&[], &[]);
    assert!(
        run.err.contains("The nearer exam comes first: First aid in 5 days, 5 min a day; then Pilot's exam"),
        "{run}"
    );
    assert!(run.out.contains("What cools a burn?"), "{run}");
    assert!(world.done(&["exam", "plan", "pilot"]).contains("aid on 6 March is nearer and comes first"));
    assert!(world.done(&["--plain"]).contains("Exam aid: 5 days left, 5 min a day."));
    world.done(&["exam", "unfollow", "aid"]);
    world.done(&["exam", "unfollow", "pilot"]);
    assert_eq!(world.json(&["due"])["total"]["new"], 5);
    assert_eq!(world.run(&["exam", "unfollow", "pilot"]).code, 66);
}

#[test]
fn following_moves_no_interval_and_no_ease() {
    let world = harbour(EXAM);
    world.study(&["deck:harbour"], &["", "4", "", "4"]);
    let before = world.done(&["cards", "--json"]);
    world.done(&["exam", "follow", "pilot", "--date", "+3"]);
    world.json(&["exam", "plan", "pilot"]);
    world.study(&[], &[]);
    assert_eq!(world.done(&["cards", "--json"]), before);
}

#[test]
fn what_does_not_fit_is_said_with_what_would() {
    let world = World::empty();
    let cards: String = (0..400).map(|n| format!("c{n} = \"Card {n}? :: answer {n}\"\n")).collect();
    world.write("decks/many.toml", &format!("format = 1\nid = \"many\"\ntitle = \"Many\"\n[quick]\n{cards}"));
    let run = world.run(&["exam", "follow", "many", "--date", "+12", "--minutes", "20"]);
    let words = ["It does not fit: ", " days short at 20 min/day; ", " min/day fits."];
    assert!(words.iter().all(|part| run.out.contains(part)), "{run}");
    let plan = world.json(&["exam", "plan", "many"]);
    assert_eq!(plan["feasible"], false);
    assert!(plan["days_short"].as_u64().unwrap() > 0 && plan["minutes_needed"].as_u64().unwrap() > 20);
    let needed = plan["minutes_needed"].to_string();
    assert_eq!(world.json(&["exam", "plan", "many", "--minutes", &needed])["feasible"], true);
}

#[test]
fn a_day_that_is_past_or_today_is_refused_and_tomorrow_is_planned() {
    let mut world = harbour(EXAM);
    for day in ["2026-02-01", "2026-03-01"] {
        let run = world.run(&["exam", "follow", "pilot", "--date", day]);
        assert_eq!(run.code, 2, "{run}");
    }
    assert_eq!(world.run(&["exam", "plan", "pilot"]).code, 2);
    assert_eq!(world.run(&["exam", "follow", "pilot"]).code, 2);
    assert_eq!(world.run(&["exam", "follow", "tag:nobody", "--date", "+3"]).code, 66);
    world.done(&["exam", "follow", "pilot", "--date", "+1"]);
    let plan = world.json(&["exam", "plan", "pilot"]);
    assert_eq!(
        (&plan["days_left"], &plan["new_per_day"], plan["days"].as_array().unwrap().len()),
        (&1.into(), &5.into(), 1)
    );
    // Once it is over, nothing is laid over the day any more.
    world.set("MEMOIRE_NOW", "2026-03-05T09:00:00Z");
    let plan = world.json(&["exam", "plan", "pilot"]);
    assert_eq!(
        (&plan["days_left"], &plan["feasible"], &plan["days"]),
        (&(-3).into(), &false.into(), &Value::Array(Vec::new()))
    );
    assert_eq!(world.json(&["due"])["total"]["new"], 5);
}

#[test]
fn a_check_by_chance_shifts_what_is_predicted() {
    let world = harbour(EXAM);
    world.done(&["exam", "follow", "deck:harbour", "--date", "+10"]);
    world.study(&["deck:harbour"], &["", "4", "", "4", "", "4"]);
    let run = world.feed(&["exam", "take", "deck:harbour", "--mock", "--plain"], ":end\n");
    assert_eq!(run.code, 0, "{run}");
    let plan = world.json(&["exam", "plan", "deck:harbour"]);
    assert_eq!(plan["predicted"]["mock"], 3);
    let none_known = plan["predicted"]["mid"].as_f64().unwrap();
    assert!(none_known < 50.0, "{plan}");
}

#[test]
fn objectives_of_one_number_bear_the_title_of_their_own_deck() {
    let world = harbour(EXAM);
    for id in ["abbey", "zoo"] {
        let deck = format!(
            "format = 1\nid = \"{id}\"\ntitle = \"{id}\"\n\n[objectives]\n\"LO 1\" = \"Of the {id}\"\n\n\
             [group.all]\nobjective = \"LO 1\"\nquick.door = \"Colour of the door of the {id}? :: blue\"\n"
        );
        world.write(&format!("decks/{id}.toml"), &deck);
    }
    world.run(&["exam", "follow", "deck:harbour", "--date", "2026-03-20", "--minutes", "20", "-y"]);
    let titles = |exam: &str| -> Vec<Value> {
        let plan = world.json(&["exam", "plan", exam]);
        plan["parts"].as_array().unwrap().iter().map(|part| part["title"].clone()).collect()
    };
    assert_eq!(titles("deck:harbour"), ["LO 1 Lights", "LO 2 Depths"]);
    world.run(&["exam", "follow", "is:new", "--date", "2026-03-20", "--minutes", "20", "-y"]);
    let both = titles("is:new");
    for title in ["LO 1 Lights", "LO 1 Of the abbey", "LO 1 Of the zoo"] {
        assert!(both.contains(&title.into()), "{title} in {both:?}");
    }
}
