//! What plain lines say.

use crate::answer::DiffPart;
use crate::front::commands::ENTRIES;
use crate::front::markdown::{self, Line, Tables};
use crate::front::words::{minutes_left, offered};
use crate::front::{Closing, words};
use crate::model::{Grade, Kind, counted};
use crate::schedule::interval_long;
use crate::session::{
    AnswerView, Judged, Miss, Notice, Progress, Prompt, QuestionView, Response, Summary, Verdict,
};
use crate::text::harmless_line;

use super::read::offered_words;

/// Said once, after the first question.
pub(super) const FIRST_OF_QUIZ: &str = "Type your answer, or press Enter to see it. :? lists the commands.";

/// The same where answers are graded.
pub(super) fn first(two_buttons: bool) -> String {
    format!(
        "Type your answer, or press Enter to see it. Then grade it: {}. :? lists the commands.",
        offered_words(&offered(two_buttons))
    )
}

/// How to answer, and the commands, a line each.
pub(super) fn help(two_buttons: bool) -> Vec<String> {
    let grades = offered_words(&offered(two_buttons));
    let mut told = vec![
        format!("Enter shows the answer. Then a number grades it: {grades}."),
        "Enter at the grade takes the suggested one, where there is one.".to_owned(),
        "A choice is answered by its number, several by numbers with blanks between.".to_owned(),
        "True or false is answered by t or f, a list by its items with semicolons between, an order by all numbers."
            .to_owned(),
    ];
    told.extend(ENTRIES.iter().map(|entry| format!(":{} to {}.", entry.letter, entry.help)));
    told.push("An answer that begins with a colon is typed with two.".to_owned());
    told
}

/// A text on lines of its own, one a paragraph, an item, a row; nothing in it able to move the cursor.
pub(super) fn lines(text: &str) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for line in markdown::lines(text, Tables::InWords) {
        let spoken = spoken(&line);
        match told.last_mut() {
            Some(last) if line.goes_on => {
                last.push(' ');
                last.push_str(&spoken);
            }
            _ => told.push(spoken),
        }
    }
    told.retain(|line| !line.is_empty());
    told
}

fn spoken(line: &Line) -> String {
    line.text().trim().to_owned()
}

/// A text of the author in one line.
fn line(text: &str) -> String {
    lines(text).join(" ")
}

/// What the learner typed, or a name: no Markdown.
fn clean(text: &str) -> String {
    harmless_line(text)
}

pub(super) fn progress(progress: &Progress) -> String {
    let left = progress.left;
    let parts: Vec<String> = [(left.due, "due"), (left.learning, "in learning"), (left.new, "new")]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{number} {word}"))
        .collect();
    let time =
        minutes_left(progress).map(|minutes| format!(", about {}", counted(minutes, "minute", "minutes")));
    // Practice has no due cards, only some that are not known yet.
    let left = if parts.is_empty() { progress.ahead.to_string() } else { parts.join(", ") };
    format!("{} done, left: {left}{}.", progress.done, time.unwrap_or_default())
}

/// The text of a blank in words: `(blank)`, with its hint where it has one.
fn with_blank(text: &str) -> String {
    if text.contains("[...]") {
        return text.replace("[...]", "(blank)");
    }
    match (text.split_once('['), text.matches('[').count()) {
        (Some((before, rest)), 1) => match rest.split_once(']') {
            Some((hint, after)) if !after.starts_with('(') => format!("{before}(blank: {hint}){after}"),
            _ => text.to_owned(),
        },
        _ => text.to_owned(),
    }
}

pub(super) fn question(view: &QuestionView) -> Vec<String> {
    let mut told = vec![match &view.group {
        None => format!("{}:", clean(&view.deck)),
        Some(group) => format!("{}, {}:", clean(&view.deck), clean(group)),
    }];
    let text = view.prompt.text();
    let spoken = if view.kind == Kind::Cloze { with_blank(text) } else { text.to_owned() };
    let mut asked = lines(&spoken);
    if matches!(view.prompt, Prompt::TrueFalse { .. })
        && let Some(first) = asked.first_mut()
    {
        *first = format!("True or false? {first}");
    }
    told.extend(asked);
    match &view.prompt {
        Prompt::Choice { options, many, .. } => {
            if *many {
                told.push("Several are right.".to_owned());
            }
            told.extend(numbered(options));
        }
        Prompt::Order { items, .. } => {
            told.push("Put these in order.".to_owned());
            told.extend(numbered(items));
        }
        Prompt::List { count, .. } => told.push(format!("{count} items.")),
        Prompt::Open { .. } | Prompt::Typed { .. } | Prompt::TrueFalse { .. } => {}
    }
    told.extend(hint(view));
    told
}

fn numbered(options: &[String]) -> Vec<String> {
    options.iter().enumerate().map(|(at, option)| format!("{}: {}", at + 1, line(option))).collect()
}

pub(super) fn hint(view: &QuestionView) -> Vec<String> {
    view.hint.iter().map(|hint| format!("Hint: {}", line(hint))).collect()
}

pub(super) fn answer(view: &AnswerView) -> Vec<String> {
    let mut told = verdict(view);
    if let Some(judged) = &view.judged {
        told.extend(details(judged));
    }
    for (at, (text, right, why)) in view.options.iter().enumerate() {
        let why = why.as_ref().map(|why| format!(" {}", line(why))).unwrap_or_default();
        if *right || !why.is_empty() {
            let word = if *right { "right" } else { "wrong" };
            told.push(format!("{}, {word}: {}.{why}", at + 1, line(text).trim_end_matches('.')));
        }
    }
    if let Some(why) = &view.why {
        told.extend(lines(&format!("Why: {why}")));
    }
    let source = view.source.as_ref().map(crate::model::Source::words).filter(|words| !words.is_empty());
    told.extend(source.map(|words| format!("Source: {}.", clean(&words))));
    told
}

fn shown_answer(view: &AnswerView) -> String {
    let several = match view.question.kind {
        Kind::List | Kind::Choice => "; ",
        Kind::Order => ", then ",
        _ => return view.answers.first().map(|answer| answer.trim().to_owned()).unwrap_or_default(),
    };
    view.answers.join(several)
}

/// What the learner gave, in words; none when nothing was given.
fn given(view: &AnswerView) -> Option<String> {
    let shown = |places: &[usize], options: &[String], between: &str| {
        let picked: Vec<String> =
            places.iter().filter_map(|at| options.get(*at)).map(|text| line(text)).collect();
        picked.join(between)
    };
    match (&view.response, &view.question.prompt) {
        (Response::Text(text), _) => Some(format!("You typed: {}", clean(text))),
        (Response::Picked(places), Prompt::Choice { options, .. }) => {
            Some(format!("You chose: {}", shown(places, options, "; ")))
        }
        (Response::Truth(said), _) => Some(format!("You said: {said}")),
        (Response::Items(items), _) => Some(format!("You named: {}", clean(&items.join("; ")))),
        (Response::Sequence(places), Prompt::Order { items, .. }) => {
            Some(format!("Your order: {}", shown(places, items, ", then ")))
        }
        _ => None,
    }
}

fn verdict(view: &AnswerView) -> Vec<String> {
    let answer = lines(&format!("Answer: {}", shown_answer(view)));
    let Some(judged) = &view.judged else { return given(view).into_iter().chain(answer).collect() };
    let word = match judged.verdict {
        Verdict::Right => "Correct.".to_owned(),
        Verdict::Near => match &judged.remark {
            None => "Nearly right.".to_owned(),
            Some(remark) => format!("Nearly right: {remark}."),
        },
        Verdict::Wrong => "Wrong.".to_owned(),
        Verdict::Blank => return answer,
    };
    let given = given(view).filter(|_| judged.verdict != Verdict::Right);
    std::iter::once(word).chain(given).chain(answer).collect()
}

fn details(judged: &Judged) -> Vec<String> {
    let mut told = Vec::new();
    told.extend(letters(&judged.diff));
    if !judged.also.is_empty() {
        told.push(format!(
            "Also accepted: {}.",
            judged.also.iter().map(|one| clean(one)).collect::<Vec<_>>().join("; ")
        ));
    }
    let missed: Vec<String> =
        judged.found.iter().filter(|(_, found)| !found).map(|(item, _)| clean(item)).collect();
    if !missed.is_empty() {
        told.push(format!("Missed: {}.", missed.join("; ")));
    }
    if !judged.extra.is_empty() {
        told.push(format!(
            "Not in the list: {}.",
            judged.extra.iter().map(|one| clean(one)).collect::<Vec<_>>().join("; ")
        ));
    }
    told
}

/// So many places that differ can be told one by one; beyond that the two answers say more.
const FEW: usize = 3;

/// Where a typed answer differs, letter by letter; nothing where it is another answer altogether.
fn letters(diff: &[DiffPart]) -> Vec<String> {
    if !diff.iter().any(|part| matches!(part, DiffPart::Same(_))) {
        return Vec::new();
    }
    let mut told = Vec::new();
    let mut place = 1;
    let mut parts = diff.iter().peekable();
    while let Some(part) = parts.next() {
        match part {
            DiffPart::Same(text) => place += text.chars().count(),
            DiffPart::Extra(typed) => {
                let right = parts.next_if(|next| matches!(next, DiffPart::Missing(_)));
                told.push(match right {
                    Some(DiffPart::Missing(right)) => {
                        format!("Letter {place}: you typed {}, it is {}.", spell(typed), spell(right))
                    }
                    _ => format!("Letter {place}: {} is too much.", spell(typed)),
                });
                place += typed.chars().count();
            }
            DiffPart::Missing(right) => told.push(format!("Letter {place}: {} is missing.", spell(right))),
        }
    }
    if told.len() > FEW { Vec::new() } else { told }
}

fn spell(text: &str) -> String {
    match text {
        " " => "a blank".to_owned(),
        text => clean(text),
    }
}

pub(super) fn grades(view: &AnswerView) -> String {
    let key = |(grade, name): (Grade, &str)| {
        let due = view.outcomes.iter().find(|outcome| outcome.grade == grade).and_then(|outcome| outcome.due);
        let when = due.map(|due| format!(", {}", interval_long(view.now, due))).unwrap_or_default();
        format!("{} {name}{when}", grade.number())
    };
    let keys: Vec<String> = offered(view.two_buttons).into_iter().map(key).collect();
    let suggestion = view
        .judged
        .as_ref()
        .map(|judged| format!(" Enter takes {}.", judged.suggested.number()))
        .unwrap_or_default();
    format!("Grade: {}.{suggestion}", keys.join("; "))
}

pub(super) fn notice(notice: &Notice) -> Vec<String> {
    words::notice(notice, ":").iter().flat_map(|text| text.lines().map(clean).collect::<Vec<_>>()).collect()
}

pub(super) fn summary(summary: &Summary, closing: &Closing) -> Vec<String> {
    let mut told = words::headline(summary);
    if !summary.misses.is_empty() {
        told.push("Missed at first:".to_owned());
        told.extend(summary.misses.iter().map(missed));
    }
    told.extend(words::outlook(summary, closing).iter().map(|line| clean(line)));
    told
}

/// What can be asked for once all is told.
pub(super) fn at_the_end(summary: &Summary) -> String {
    let drill = if summary.misses.is_empty() { "" } else { " :r drills the misses again," };
    format!("Enter ends,{drill} :u takes the last grade back.")
}

fn missed(miss: &Miss) -> String {
    format!("{}: {} Answer: {}", miss.key, line(&miss.question), line(&miss.answer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_a_line_and_a_row_is_told_by_its_labels() {
        let text = "One **bold** line\nthat goes on.\n\n- first\n- second\n\n| gas | sign |\n|---|---|\n| oxygen | O |";
        assert_eq!(
            lines(text),
            ["One bold line that goes on.", "- first", "- second", "gas: oxygen; sign: O"]
        );
        assert_eq!(lines("  "), Vec::<String>::new());
    }

    #[test]
    fn a_blank_is_said_in_words() {
        assert_eq!(with_blank("Fire needs [...] and air."), "Fire needs (blank) and air.");
        assert_eq!(with_blank("Fire needs [it burns] and air."), "Fire needs (blank: it burns) and air.");
        assert_eq!(with_blank("See [the act](x) for [this]."), "See [the act](x) for [this].");
    }

    #[test]
    fn differences_are_told_letter_by_letter_while_they_are_few() {
        let same = |text: &str| DiffPart::Same(text.into());
        let extra = |text: &str| DiffPart::Extra(text.into());
        let missing = |text: &str| DiffPart::Missing(text.into());
        let diff = [same("diox"), extra("y"), missing("i"), same("de"), extra(" "), missing("s")];
        assert_eq!(
            letters(&diff),
            ["Letter 5: you typed y, it is i.", "Letter 8: you typed a blank, it is s."]
        );
        assert_eq!(letters(&[extra("helium"), missing("neon")]), Vec::<String>::new());
    }
}
