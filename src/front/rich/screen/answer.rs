//! The answer side: the verdict, the answer, why it is right, where it stands, and the grades.

use super::question::top;
use super::{Look, NARROW, Sheet, Weight, option_lead};
use crate::answer::DiffPart;
use crate::front::{commands, words};
use crate::model::{Grade, Kind, Source};
use crate::schedule::interval_words;
use crate::session::{AnswerView, Judged, Prompt, Response, Verdict};

/// The answer side: the question with all that follows it.
pub fn answer(view: &AnswerView, look: Look) -> Sheet {
    let mut sheet = top(&view.question, look);
    sheet.body.extend(verdict(view, look));
    sheet.body.extend(if view.options.is_empty() {
        shown_answer(view, look)
    } else {
        shown_options(view, look)
    });
    if let Some(judged) = &view.judged {
        sheet.body.extend(beside(judged, look));
    }
    if view.why.is_some() {
        sheet.gap();
    }
    sheet.body.extend(view.why.iter().flat_map(|why| look.led("  Why: ", Weight::Plain, why)));
    let source = view.source.as_ref().map(Source::words).filter(|words| !words.is_empty());
    sheet.body.extend(source.iter().flat_map(|words| look.bare("  Source: ", Weight::Plain, words)));
    sheet.feet = feet(view, look);
    sheet
}

/// The verdict in a sign and a word; never in colour alone.
fn verdict(view: &AnswerView, look: Look) -> Vec<String> {
    let Some(judged) = &view.judged else { return yours(&view.response, look) };
    let (weight, word) = match judged.verdict {
        Verdict::Right => return look.bare("", Weight::Right, "[+] Right"),
        Verdict::Blank => return Vec::new(),
        Verdict::Near => (Weight::Right, "[~] Nearly right"),
        Verdict::Wrong => (Weight::Wrong, "[-] Wrong"),
    };
    let remark = judged.remark.as_ref().map(|remark| format!(": {remark}")).unwrap_or_default();
    let mut lines = look.bare("", weight, &format!("{word}{remark}"));
    lines.extend(if judged.diff.is_empty() { yours(&view.response, look) } else { diff(judged, look) });
    lines
}

/// What was typed.
fn yours(response: &Response, look: Look) -> Vec<String> {
    match response {
        Response::Text(text) => look.bare("  yours    ", Weight::Plain, text),
        _ => Vec::new(),
    }
}

/// Whether the verdict shows what is right beside what was typed.
fn tells_what_is_right(judged: &Judged) -> bool {
    matches!(judged.verdict, Verdict::Near | Verdict::Wrong) && !judged.diff.is_empty()
}

/// What was typed, with what is too much, and what is right, with what was missing.
fn diff(judged: &Judged, look: Look) -> Vec<String> {
    let (mut yours, mut right) = (String::new(), String::new());
    for part in &judged.diff {
        match part {
            DiffPart::Same(text) => {
                yours.push_str(text);
                right.push_str(text);
            }
            DiffPart::Extra(text) => yours.push_str(&format!("[-{text}-]")),
            DiffPart::Missing(text) => right.push_str(&format!("{{+{text}+}}")),
        }
    }
    let set = |lead, text: &str| look.bare(lead, Weight::Plain, text);
    [set("  yours    ", &yours), set("  correct  ", &right)].concat()
}

fn shown_answer(view: &AnswerView, look: Look) -> Vec<String> {
    match view.question.kind {
        Kind::List => {
            let found = view.judged.as_ref().map(|judged| judged.found.as_slice()).unwrap_or_default();
            let set = |(at, item): (usize, &String)| match found.get(at) {
                None => look.led("  - ", Weight::Plain, item),
                Some((_, true)) => look.led("  [+] ", Weight::Right, item),
                Some((_, false)) => look.led("  [-] ", Weight::Wrong, item),
            };
            view.answers.iter().enumerate().flat_map(set).collect()
        }
        Kind::Order => {
            let given = sequence(view);
            let set = |(at, item): (usize, &String)| {
                let (mark, weight, yours) = match given.get(at) {
                    None => ("", Weight::Plain, String::new()),
                    Some(yours) if *yours == item => ("[+] ", Weight::Right, String::new()),
                    Some(yours) => ("[-] ", Weight::Wrong, format!("   (yours: {yours})")),
                };
                look.led(&format!("  {} {mark}", at + 1), weight, &format!("{item}{yours}"))
            };
            view.answers.iter().enumerate().flat_map(set).collect()
        }
        // The difference has shown what is right already.
        _ if view.judged.as_ref().is_some_and(tells_what_is_right) => Vec::new(),
        _ => view.answers.first().map(|answer| look.led("  ", Weight::Bold, answer)).unwrap_or_default(),
    }
}

/// The items in the order the learner gave.
fn sequence(view: &AnswerView) -> Vec<&String> {
    match (&view.question.prompt, &view.response) {
        (Prompt::Order { items, .. }, Response::Sequence(places)) => {
            places.iter().filter_map(|place| items.get(*place)).collect()
        }
        _ => Vec::new(),
    }
}

/// The options with the learner's own marked, and why each is right or wrong.
fn shown_options(view: &AnswerView, look: Look) -> Vec<String> {
    let picked: &[usize] = match &view.response {
        Response::Picked(places) => places,
        _ => &[],
    };
    let mut lines = Vec::new();
    for (at, (text, right, why)) in view.options.iter().enumerate() {
        let picked = picked.contains(&at);
        let (mark, weight) = match (*right, picked) {
            (true, _) => ("[+] ", Weight::Right),
            (false, true) => ("[-] ", Weight::Wrong),
            (false, false) => ("    ", Weight::Plain),
        };
        lines.extend(look.led(&option_lead(at, picked, mark), weight, text));
        lines.extend(why.iter().flat_map(|why| look.led("        ", Weight::Plain, why)));
    }
    lines
}

/// What else counts, and what was named that does not.
fn beside(judged: &Judged, look: Look) -> Vec<String> {
    let set = |lead, texts: &[String]| match texts {
        [] => Vec::new(),
        texts => look.bare(lead, Weight::Plain, &texts.join("; ")),
    };
    [set("  also: ", &judged.also), set("  extra: ", &judged.extra)].concat()
}

/// The grades with the time until the card comes back, and the other keys as far as there is room.
fn feet(view: &AnswerView, look: Look) -> Vec<Vec<String>> {
    let grades = grades(view, look);
    let others: Vec<String> = "uebsfv?q".chars().map(commands::key).collect();
    let with = |others: &[String]| [grades.clone(), look.keys(others)].concat();
    vec![with(&others), with(&[commands::key('?')]), grades]
}

fn grades(view: &AnswerView, look: Look) -> Vec<String> {
    let suggested = view.judged.as_ref().map_or(Grade::Good, |judged| judged.suggested);
    let narrow = look.columns < NARROW;
    let key = |(grade, name): (Grade, &str)| {
        let due = view.outcomes.iter().find(|outcome| outcome.grade == grade).and_then(|outcome| outcome.due);
        let wait = due.map(|due| format!(" {}", interval_words(view.now, due))).unwrap_or_default();
        let space = if narrow && grade == suggested { " = Space" } else { "" };
        format!("{} {name}{wait}{space}", grade.number())
    };
    let mut keys: Vec<String> = words::offered(view.two_buttons).into_iter().map(key).collect();
    if !narrow {
        keys.push(format!("Space = {}", suggested.number()));
    }
    look.keys(&keys)
}
