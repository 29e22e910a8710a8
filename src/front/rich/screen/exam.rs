//! The screens of an exam: what it is, a question, how sure, how it fared, the overview.

use super::question::answerable;
use super::{Look, Sheet, Weight};
use crate::exam::sitting::{Line, Notice, QuestionView};
use crate::exam::{Confidence, Given, credit};
use crate::front::exam::{self, COMMANDS, Opening};
use crate::front::rich::keys::Draft;
use crate::model::{Content, Source};
use crate::session::Prompt;
use crate::text;

/// A field below a question.
pub struct Field {
    /// What stands before it.
    pub label: String,
    /// What is written in it, as far as it is shown.
    pub text: String,
    /// Whether what was written begins as a command and is none.
    pub no_command: bool,
}

/// A key with its word, as it stands on the screen.
fn key(letter: char) -> String {
    let command = COMMANDS.iter().find(|command| command.letter == letter);
    command.map_or_else(String::new, |command| format!("{letter} {}", command.short))
}

fn headed(head: String, look: Look) -> Sheet {
    Sheet { head: look.bare("", Weight::Plain, &head), short_head: head, ..Sheet::default() }
}

fn said(notices: &[Notice], look: Look) -> Vec<String> {
    notices.iter().flat_map(|notice| look.bare("* ", Weight::Plain, &exam::notice(notice))).collect()
}

/// What the exam is.
pub fn instructions(opening: &Opening, look: Look) -> Sheet {
    let mut sheet = headed("Exam".to_owned(), look);
    for (at, line) in exam::instructions(opening).iter().enumerate() {
        let weight = if at == 0 { Weight::Bold } else { Weight::Plain };
        sheet.body.extend(look.bare("", weight, line));
    }
    sheet.feet = vec![look.keys(&["Space begin", "q leave"])];
    sheet
}

fn place(view: &QuestionView) -> String {
    let flag = if view.answer.flagged { "  [flagged]" } else { "" };
    format!("{}  {}/{}{flag}", text::harmless_line(&view.part), view.at + 1, view.of)
}

/// A question to answer.
pub fn sitting_question(
    view: &QuestionView,
    prompt: &Prompt,
    draft: &Draft,
    field: Option<&Field>,
    look: Look,
) -> Sheet {
    let mut sheet = headed(place(view), look);
    sheet.body.extend(said(&view.notices, look));
    sheet.gap();
    sheet.body.extend(look.text(Weight::Bold, prompt.text()));
    sheet.gap();
    sheet.body.extend(answerable(prompt, draft, look));
    if let Some(given) = &view.answer.given {
        sheet.gap();
        sheet.body.extend(look.led("Your answer so far: ", Weight::Plain, &given.words(&view.asked.question)));
    }
    sheet.feet = feet(prompt, field, look);
    sheet
}

fn feet(prompt: &Prompt, field: Option<&Field>, look: Look) -> Vec<Vec<String>> {
    let Some(field) = field else {
        let small = matches!(prompt, Prompt::TrueFalse { .. });
        let answering: &[&str] = match prompt {
            Prompt::Typed { .. } | Prompt::List { .. } | Prompt::Open { .. } => &["Enter type"],
            Prompt::Choice { many: false, .. } => &["digit answer"],
            Prompt::Choice { many: true, .. } => &["digits pick", "Enter give them"],
            Prompt::Order { .. } => &["digits in order", "Backspace back"],
            Prompt::TrueFalse { .. } => &["t true", "f false"],
        };
        let mut keys: Vec<String> = answering.iter().map(ToString::to_string).collect();
        let bare = [keys.as_slice(), &[key('?')]].concat();
        // True and false have `t` and `f` to themselves.
        let command = |letter: char| if small { key(letter).replacen(letter, &letter.to_uppercase().to_string(), 1) } else { key(letter) };
        keys.extend("npfote".chars().map(command));
        keys.push(key('?'));
        keys.push(key('q'));
        return vec![look.keys(&keys), look.keys(&bare)];
    };
    let line = text::harmless_line(&field.text);
    let line = format!("{}{line}", field.label);
    let mut keys = vec!["Enter give it", "empty: go on", ":p back", ":o overview", ":t time", ":? all keys"];
    if let Prompt::List { .. } = prompt {
        keys[0] = "Enter next item";
        keys[1] = "empty: that is all";
    }
    let mut long = look.keys(&keys);
    if field.no_command {
        long = look.bare("* ", Weight::Plain, "no such command; :? lists them, and :: begins an answer with a colon");
    }
    let short = vec![line.clone()];
    long.push(String::new());
    long.push(line);
    vec![long, short]
}

/// How sure the learner is.
pub fn sure(view: &QuestionView, look: Look) -> Sheet {
    let mut sheet = headed(place(view), look);
    sheet.body.extend(look.text(Weight::Bold, &view.asked.question.text()));
    sheet.gap();
    if let Some(given) = &view.answer.given {
        sheet.body.extend(look.led("Your answer: ", Weight::Plain, &given.words(&view.asked.question)));
    }
    sheet.gap();
    sheet.body.extend(look.bare("", Weight::Plain, "How sure are you?"));
    let name = |sure: Confidence| format!("{} {}", sure.number(), sure.name());
    sheet.feet = vec![look.keys(&Confidence::ALL.map(name))];
    sheet
}

/// How the answer fared, where that is told at once.
pub fn told(view: &QuestionView, look: Look) -> Sheet {
    let question = &view.asked.question;
    let mut sheet = headed(place(view), look);
    sheet.body.extend(look.text(Weight::Bold, &question.text()));
    sheet.gap();
    let credit = view.answer.given.as_ref().map(|given| credit(question, given));
    let (weight, word) = match credit {
        Some(credit) if credit.is_full() => (Weight::Right, "[+] Right"),
        Some(credit) if !credit.is_none() => (Weight::Right, "[~] Right in part"),
        _ => (Weight::Wrong, "[-] Wrong"),
    };
    sheet.anchor = sheet.body.len();
    sheet.body.extend(look.bare("", weight, word));
    if let Some(given) = &view.answer.given {
        sheet.body.extend(look.led("  yours  ", Weight::Plain, &given.words(question)));
    }
    sheet.body.extend(look.led("  right  ", Weight::Bold, &question.answer_line()));
    sheet.body.extend(option_whys(view, look));
    if let Some(why) = &question.why {
        sheet.body.extend(look.led("  Why: ", Weight::Plain, why));
    }
    let source = question.source.as_ref().map(Source::words).filter(|words| !words.is_empty());
    sheet.body.extend(source.iter().flat_map(|words| look.bare("  Source: ", Weight::Plain, words)));
    sheet.feet = vec![look.keys(&["Space go on", "f flag", "q leave"])];
    sheet
}

/// Why the options picked are right or wrong.
fn option_whys(view: &QuestionView, look: Look) -> Vec<String> {
    let (Content::Choice { options, .. }, Some(Given::Picked(picked))) =
        (&view.asked.question.content, &view.answer.given)
    else {
        return Vec::new();
    };
    let whys = picked.iter().filter_map(|at| options.get(*at)?.why.as_ref());
    whys.flat_map(|why| look.led("  ", Weight::Plain, why)).collect()
}

/// Questions that stand side by side in the overview.
const A_ROW: usize = 10;

/// What is answered, open, flagged.
pub fn overview(lines: &[Line], notices: &[Notice], number: &str, look: Look) -> Sheet {
    let answered = lines.iter().filter(|line| line.answered).count();
    let mut sheet = headed(format!("Overview  {answered}/{} answered", lines.len()), look);
    sheet.body.extend(said(notices, look));
    sheet.gap();
    let cell = |(at, line): (usize, &Line)| {
        let state = if line.answered { '+' } else { '.' };
        let flag = if line.flagged { '!' } else { ' ' };
        format!("{:>3}{state}{flag}", at + 1)
    };
    let cells: Vec<String> = lines.iter().enumerate().map(cell).collect();
    let a_row = (look.width() / 6).clamp(1, A_ROW);
    sheet.body.extend(cells.chunks(a_row).map(|row| row.join(" ").trim_end().to_owned()));
    sheet.gap();
    sheet.body.extend(look.bare("", Weight::Plain, "+ answered   . open   ! flagged"));
    let open = lines.len() - answered;
    let go = if open > 0 { "Enter first open one" } else { "Enter back" };
    let keys = [go, "number, Enter: that one", "e end", "t time", "q leave"];
    let mut foot = look.keys(&keys);
    foot.push(format!("Question: {number}"));
    sheet.feet = vec![foot];
    sheet
}

/// Whether the learner means to hand in.
pub fn confirm(look: Look) -> Sheet {
    let mut sheet = headed("Hand in?".to_owned(), look);
    sheet.body.extend(look.bare("", Weight::Bold, "Hand the exam in? Nothing can be changed then."));
    sheet.feet = vec![look.keys(&["e hand in", "any other key goes back"])];
    sheet
}

/// All keys.
pub fn exam_help(look: Look) -> Sheet {
    let mut sheet = Sheet { head: look.text(Weight::Bold, "Keys"), ..Sheet::default() };
    sheet.short_head = "Keys".to_owned();
    let mut rows = vec![
        ("digits".to_owned(), "the option, or the next item of an order".to_owned()),
        ("t, f".to_owned(), "true, false; there the commands have capitals: F flags, T tells the time".to_owned()),
        ("Enter".to_owned(), "give what is written or picked; with nothing there, go on".to_owned()),
        ("arrows".to_owned(), "left goes back, right goes on".to_owned()),
        ("PgUp/Dn".to_owned(), "turn the page of a long question".to_owned()),
    ];
    let shown = COMMANDS.iter().filter(|command| command.letter != 'r');
    rows.extend(shown.map(|command| (command.letter.to_string(), command.help.to_owned())));
    rows.push(("Esc".to_owned(), "leave a field, else leave the exam for later".to_owned()));
    for (key, what) in rows {
        sheet.body.extend(look.bare(&format!("  {key:<9}"), Weight::Plain, &what));
    }
    sheet.gap();
    sheet.body.extend(look.bare(
        "",
        Weight::Plain,
        "In a field, commands have a colon: :n goes on, :g 7 goes to question 7, ::n is the answer \":n\".",
    ));
    sheet.feet = vec![look.bare("", Weight::Plain, "Any key goes back.")];
    sheet
}
