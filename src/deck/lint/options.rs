//! Lints on the options of a choice card.

use super::{Rule, Subject};
use crate::answer::{DateForm, normalise};
use crate::deck::words::{find, words};
use crate::model::{Choice, Content, Diagnostic};

/// The key is too long from this many times the longest wrong option on, in hundredths.
const MUCH_LONGER: usize = 150;
/// And from so many letters more.
const LETTERS_MORE: usize = 12;

/// Words that hardly anything bears out.
const ABSOLUTES: [&str; 9] = [
    "always",
    "never",
    "invariably",
    "exclusively",
    "absolutely",
    "entirely",
    "without exception",
    "in all cases",
    "under no circumstances",
];
/// Words that do the same when most wrong options have one.
const MILD_ABSOLUTES: [&str; 5] = ["all", "every", "only", "none", "no"];
/// Options that speak of the others.
const OF_THE_OTHERS: [&str; 9] = [
    "all of the above",
    "all the above",
    "none of the above",
    "all of these",
    "none of these",
    "all of the options",
    "none of the options",
    "both of the above",
    "all of the other options",
];

pub(super) fn lint(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Content::Choice { question, options } = &subject.card.content else { return };
    let (right, wrong): (Vec<&Choice>, Vec<&Choice>) = options.iter().partition(|option| option.right);
    if !of_the_others(subject, options, found) {
        longest_is_key(subject, &right, &wrong, found);
    }
    absolutes(subject, question, &right, &wrong, found);
    out_of_order(subject, &wrong, found);
}

fn letters(option: &Choice) -> usize {
    option.text.trim().chars().count()
}

fn longest_is_key(subject: &Subject<'_>, right: &[&Choice], wrong: &[&Choice], found: &mut Vec<Diagnostic>) {
    let ([key], [_, _, ..]) = (right, wrong) else { return };
    let longest = wrong.iter().map(|option| letters(option)).max().unwrap_or(0);
    let length = letters(key);
    if length * 100 >= longest * MUCH_LONGER && length >= longest + LETTERS_MORE {
        let message = format!("the right option has {length} letters, the longest wrong one {longest}");
        let hint = "shorten it, or give wrong options the same detail; reasons belong into `why`";
        subject.add(found, Rule::LongestIsKey, message, hint);
    }
}

fn absolutes(
    subject: &Subject<'_>,
    question: &str,
    right: &[&Choice],
    wrong: &[&Choice],
    found: &mut Vec<Diagnostic>,
) {
    let has = |text: &str, word: &str| find(&words(text), &words(word)).is_some();
    let elsewhere = |word: &str| has(question, word) || right.iter().any(|option| has(&option.text, word));
    let bearing = |list: &[&'static str]| -> Vec<&'static str> {
        wrong.iter().filter_map(|option| first_of(&option.text, list)).collect()
    };
    let strong = bearing(&ABSOLUTES);
    let mild = bearing(&MILD_ABSOLUTES);
    let told =
        strong.first().or_else(|| mild.first().filter(|_| wrong.len() > 1 && mild.len() * 2 > wrong.len()));
    let list = if strong.is_empty() { &MILD_ABSOLUTES[..] } else { &ABSOLUTES[..] };
    if let Some(word) = told.filter(|_| !list.iter().any(|word| elsewhere(word))) {
        let message = format!("\"{word}\" stands in wrong options only");
        let hint =
            "a reader who knows nothing strikes such options out; word them as mildly as the right one";
        subject.add(found, Rule::AbsolutesInDistractors, message, hint);
    }
}

fn first_of(text: &str, list: &[&'static str]) -> Option<&'static str> {
    let text = words(text);
    list.iter().copied().find(|word| find(&text, &words(word)).is_some())
}

/// Tells of options that speak of the others, and whether there are any.
fn of_the_others(subject: &Subject<'_>, options: &[Choice], found: &mut Vec<Diagnostic>) -> bool {
    let speaks = |option: &&Choice| {
        let normal = normalise(&option.text);
        OF_THE_OTHERS.iter().any(|phrase| normal == normalise(phrase))
    };
    let told = options.iter().find(speaks);
    if let Some(option) = told {
        let message = format!("the option \"{}\" speaks of the others", option.text.trim());
        let hint = "give a list of right options (a = [...]), or ask for each by itself";
        subject.add(found, Rule::AllOrNoneOfTheAbove, message, hint);
    }
    told.is_some()
}

/// The right option stands before the wrong ones in every file, so the order of the wrong ones alone is the author's.
fn out_of_order(subject: &Subject<'_>, wrong: &[&Choice], found: &mut Vec<Diagnostic>) {
    if wrong.len() < 3 {
        return;
    }
    let read = |read: fn(&str) -> Option<Value>| -> Option<Vec<Value>> {
        wrong.iter().map(|option| read(&option.text)).collect()
    };
    let Some(values) = read(number).filter(|values| same_unit(values)).or_else(|| read(date)) else { return };
    let sorted = |rising: bool| {
        values
            .windows(2)
            .all(|pair| if rising { pair[0].size <= pair[1].size } else { pair[0].size >= pair[1].size })
    };
    if sorted(true) || sorted(false) {
        return;
    }
    let mut order: Vec<usize> = (0..wrong.len()).collect();
    order.sort_by(|a, b| values[*a].size.total_cmp(&values[*b].size));
    let texts: Vec<&str> = order.iter().map(|place| wrong[*place].text.trim()).collect();
    let hint = format!("write them in the order {}", texts.join(", "));
    subject.add(
        found,
        Rule::OptionsOutOfOrder,
        "numbers or dates among the wrong options are not sorted",
        hint,
    );
}

/// What an option is worth in a row of its like.
struct Value {
    size: f64,
    unit: String,
}

fn same_unit(values: &[Value]) -> bool {
    values.windows(2).all(|pair| pair[0].unit == pair[1].unit)
}

/// A number in digits, thousands parted or not, with what it counts behind it.
fn number(text: &str) -> Option<Value> {
    let text = normalise(text);
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '-')))
        .unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    let plain: String = digits.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    let size: f64 = plain.parse().ok()?;
    Some(Value { size, unit: unit.trim().to_owned() })
}

/// A date with its year, as a number that grows with it.
fn date(text: &str) -> Option<Value> {
    let [DateForm { year: Some(year), month, day, short_year: false, .. }] =
        DateForm::read(&normalise(text))[..]
    else {
        return None;
    };
    let part = |part: Option<u32>| f64::from(part.unwrap_or(0));
    let size = f64::from(year) * 10_000.0 + part(month) * 100.0 + part(day);
    Some(Value { size, unit: String::new() })
}
