//! Every setting: its name, where it may stand, and what it may hold.

use std::path::PathBuf;

use toml::de::DeValue;

use crate::app::settings::{NEW_PER_DAY, REVIEWS_PER_DAY};
use crate::schedule::{Params, Rollover, Variant, WEIGHTS, parse_step};
use crate::session::NewOrder;

/// The table a setting stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// At the top of the file.
    Top,
    /// In `[scheduler]`.
    Scheduler,
}

/// Who may set it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The learner's own files alone.
    Own,
    /// Also `./memoire.toml`: a folder that came from elsewhere.
    Folder,
    /// Also for one deck.
    Deck,
}

/// What a setting holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A whole number, up to the number given.
    Number(u32),
    /// `true` or `false`.
    Switch,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Waits such as `"10m"`.
    Steps,
    /// The weights of a memory model, as they are published: plain numbers.
    Weights,
    /// An hour, or `"HH:MM"`.
    TimeOfDay,
    /// A file.
    Path,
    /// Folders.
    Paths,
    /// Any text.
    Text,
}

/// What a setting is set to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the shapes")]
pub enum Value {
    Number(u32),
    Switch(bool),
    Word(&'static str),
    Steps(Vec<u32>),
    Weights([i32; WEIGHTS]),
    TimeOfDay(Rollover),
    Path(PathBuf),
    Paths(Vec<PathBuf>),
    Text(String),
    /// Nothing, where nothing is a setting too.
    None,
}

/// A setting.
#[derive(Debug)]
pub struct Setting {
    /// Its key.
    pub name: &'static str,
    /// The table it stands in.
    pub section: Section,
    /// Who may set it.
    pub reach: Reach,
    /// What it holds.
    pub shape: Shape,
}

const fn top(name: &'static str, reach: Reach, shape: Shape) -> Setting {
    Setting { name, section: Section::Top, reach, shape }
}

const fn scheduler(name: &'static str, shape: Shape) -> Setting {
    Setting { name, section: Section::Scheduler, reach: Reach::Deck, shape }
}

/// The words of `new_order`, in the order of [`new_order`].
const NEW_ORDERS: [&str; 3] = ["mixed", "before", "after"];
const VARIANTS: [&str; 3] = [Variant::Sm2.name(), Variant::Sm2Plus.name(), Variant::Fsrs6.name()];
/// More cards than anyone sees in a day.
const MOST_A_DAY: u32 = 99_999;
/// Ranges of the scheduler's numbers are its own business.
const ANY: u32 = u32::MAX;

/// All settings, in the order they are shown in.
pub const SETTINGS: [Setting; 27] = [
    top("decks", Reach::Folder, Shape::Paths),
    top("db", Reach::Own, Shape::Path),
    top("editor", Reach::Own, Shape::Text),
    top("plain", Reach::Own, Shape::Switch),
    top("rollover", Reach::Folder, Shape::TimeOfDay),
    top("new_per_day", Reach::Deck, Shape::Number(MOST_A_DAY)),
    top("reviews_per_day", Reach::Deck, Shape::Number(MOST_A_DAY)),
    top("new_order", Reach::Folder, Shape::Word(&NEW_ORDERS)),
    top("bury_siblings", Reach::Deck, Shape::Switch),
    top("two_buttons", Reach::Deck, Shape::Switch),
    scheduler("variant", Shape::Word(&VARIANTS)),
    scheduler("fuzz", Shape::Switch),
    scheduler("steps", Shape::Steps),
    scheduler("relearn_steps", Shape::Steps),
    scheduler("graduate_good", Shape::Number(ANY)),
    scheduler("graduate_easy", Shape::Number(ANY)),
    scheduler("ease", Shape::Number(u16::MAX as u32)),
    scheduler("ease_floor", Shape::Number(u16::MAX as u32)),
    scheduler("hard", Shape::Number(ANY)),
    scheduler("easy_bonus", Shape::Number(ANY)),
    scheduler("modifier", Shape::Number(ANY)),
    scheduler("lapse_multiplier", Shape::Number(ANY)),
    scheduler("lapse_minimum", Shape::Number(ANY)),
    scheduler("max_interval", Shape::Number(ANY)),
    scheduler("leech", Shape::Number(ANY)),
    scheduler("retention", Shape::Number(ANY)),
    scheduler("weights", Shape::Weights),
];

/// The setting of that name in that table.
pub fn find(section: Section, name: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.section == section && setting.name == name)
}

/// The order of new cards of that word.
pub fn new_order(word: &str) -> NewOrder {
    match word {
        "before" => NewOrder::Before,
        "after" => NewOrder::After,
        _ => NewOrder::Mixed,
    }
}

impl Setting {
    /// The value when nobody sets it. Where it depends on the machine, nothing.
    pub fn default(&self) -> Value {
        let params = Params::default();
        match (self.section, self.name) {
            (Section::Top, "rollover") => Value::TimeOfDay(Rollover::default()),
            (Section::Top, "new_per_day") => Value::Number(NEW_PER_DAY),
            (Section::Top, "reviews_per_day") => Value::Number(REVIEWS_PER_DAY),
            (Section::Top, "new_order") => Value::Word(NEW_ORDERS[0]),
            (Section::Top, "bury_siblings") => Value::Switch(true),
            (Section::Top, "plain" | "two_buttons") => Value::Switch(false),
            (Section::Top, _) => Value::None,
            (Section::Scheduler, name) => of_params(&params, name),
        }
    }

    /// The value written in a file; the fault in words when it is none.
    pub fn read(&self, value: &DeValue<'_>) -> Result<Value, String> {
        let name = self.name;
        match (self.shape, value) {
            (Shape::Number(most), DeValue::Integer(_)) => {
                let number = integer(value).and_then(|number| u32::try_from(number).ok());
                number
                    .filter(|number| *number <= most)
                    .map(Value::Number)
                    .ok_or_else(|| format!("`{name}` must lie from 0 to {most}"))
            }
            (Shape::Number(_), DeValue::Float(_)) => {
                Err(format!("`{name}` must be a whole number; ratios are in thousandths: 2500 for 2.5"))
            }
            (Shape::Number(_), _) => Err(format!("`{name}` must be a whole number")),
            (Shape::Switch, DeValue::Boolean(on)) => Ok(Value::Switch(*on)),
            (Shape::Switch, _) => Err(format!("`{name}` must be true or false")),
            (Shape::Word(words), DeValue::String(text)) => words
                .iter()
                .find(|word| **word == text.as_ref())
                .map(|word| Value::Word(word))
                .ok_or_else(|| format!("`{name}` must be one of {}", quoted(words))),
            (Shape::Word(words), _) => Err(format!("`{name}` must be one of {}", quoted(words))),
            (Shape::Steps, DeValue::Array(steps)) => steps
                .iter()
                .map(|step| {
                    let text = step.get_ref().as_str();
                    let text = text.ok_or_else(|| format!("`{name}` must hold waits such as \"10m\""))?;
                    parse_step(text).map_err(|error| error.to_string())
                })
                .collect::<Result<_, _>>()
                .map(Value::Steps),
            (Shape::Steps, _) => Err(format!("`{name}` must be a list of waits such as [\"1m\", \"10m\"]")),
            (Shape::Weights, value) => weights(value)
                .map(Value::Weights)
                .ok_or_else(|| format!("`{name}` must be {WEIGHTS} numbers")),
            (Shape::TimeOfDay, DeValue::Integer(_)) => integer(value)
                .and_then(|hour| u16::try_from(hour).ok())
                .and_then(|hour| Rollover::from_minutes(hour.saturating_mul(60)))
                .map(Value::TimeOfDay)
                .ok_or_else(|| format!("`{name}` must be an hour from 0 to 23")),
            (Shape::TimeOfDay, DeValue::String(text)) => text
                .parse()
                .map(Value::TimeOfDay)
                .map_err(|error: crate::schedule::RolloverError| error.to_string()),
            (Shape::TimeOfDay, _) => Err(format!("`{name}` must be an hour, or a time such as \"04:30\"")),
            (Shape::Path, DeValue::String(text)) if !text.is_empty() => {
                Ok(Value::Path(PathBuf::from(text.as_ref())))
            }
            (Shape::Path, _) => Err(format!("`{name}` must be the name of a file")),
            (Shape::Paths, DeValue::String(text)) if !text.is_empty() => {
                Ok(Value::Paths(vec![PathBuf::from(text.as_ref())]))
            }
            (Shape::Paths, DeValue::Array(paths)) => paths
                .iter()
                .map(|path| path.get_ref().as_str().filter(|path| !path.is_empty()).map(PathBuf::from))
                .collect::<Option<_>>()
                .map(Value::Paths)
                .ok_or_else(|| format!("`{name}` must hold names of folders")),
            (Shape::Paths, _) => Err(format!("`{name}` must be a list of folders")),
            (Shape::Text, DeValue::String(text)) => Ok(Value::Text(text.as_ref().to_owned())),
            (Shape::Text, _) => Err(format!("`{name}` must be a text")),
        }
    }
}

fn integer(value: &DeValue<'_>) -> Option<i64> {
    let DeValue::Integer(integer) = value else { return None };
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

/// As many plain numbers as the model has weights, in ten-thousandths.
fn weights(value: &DeValue<'_>) -> Option<[i32; WEIGHTS]> {
    let DeValue::Array(numbers) = value else { return None };
    let ten_thousandths = |number: &DeValue<'_>| {
        let number = match number {
            DeValue::Float(float) => float.as_str().parse::<f64>().ok(),
            number => integer(number).and_then(|integer| i32::try_from(integer).ok()).map(f64::from),
        };
        let scaled = (number? * 10_000.0).round();
        #[expect(clippy::cast_possible_truncation, reason = "a whole number within the bounds asked for")]
        (scaled.abs() <= f64::from(i32::MAX)).then_some(scaled as i32)
    };
    let numbers: Option<Vec<i32>> = numbers.iter().map(|number| ten_thousandths(number.get_ref())).collect();
    numbers?.try_into().ok()
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")
}

/// A setting of the scheduler as a value.
fn of_params(params: &Params, name: &str) -> Value {
    Value::Number(match name {
        "variant" => return Value::Word(params.variant.name()),
        "fuzz" => return Value::Switch(params.fuzz),
        "steps" => return Value::Steps(params.steps.clone()),
        "relearn_steps" => return Value::Steps(params.relearn_steps.clone()),
        "graduate_good" => params.graduate_good,
        "graduate_easy" => params.graduate_easy,
        "ease" => params.ease.into(),
        "ease_floor" => params.ease_floor.into(),
        "hard" => params.hard,
        "easy_bonus" => params.easy_bonus,
        "modifier" => params.modifier,
        "lapse_multiplier" => params.lapse_multiplier,
        "lapse_minimum" => params.lapse_minimum,
        "max_interval" => params.max_interval,
        "leech" => params.leech,
        "retention" => params.retention,
        "weights" => return params.weights.map_or(Value::None, Value::Weights),
        _ => return Value::None,
    })
}

/// Puts a value into the scheduler's settings.
pub fn into_params(params: &mut Params, name: &str, value: &Value) {
    match (name, value) {
        ("variant", Value::Word(word)) => params.variant = Variant::from_name(word).unwrap_or_default(),
        ("fuzz", Value::Switch(on)) => params.fuzz = *on,
        ("steps", Value::Steps(steps)) => params.steps.clone_from(steps),
        ("relearn_steps", Value::Steps(steps)) => params.relearn_steps.clone_from(steps),
        ("weights", Value::Weights(weights)) => params.weights = Some(*weights),
        (_, Value::Number(number)) => number_into_params(params, name, *number),
        _ => {}
    }
}

fn number_into_params(params: &mut Params, name: &str, number: u32) {
    let thousandths = u16::try_from(number).unwrap_or(u16::MAX);
    match name {
        "graduate_good" => params.graduate_good = number,
        "graduate_easy" => params.graduate_easy = number,
        "ease" => params.ease = thousandths,
        "ease_floor" => params.ease_floor = thousandths,
        "hard" => params.hard = number,
        "easy_bonus" => params.easy_bonus = number,
        "modifier" => params.modifier = number,
        "lapse_multiplier" => params.lapse_multiplier = number,
        "lapse_minimum" => params.lapse_minimum = number,
        "max_interval" => params.max_interval = number,
        "leech" => params.leech = number,
        "retention" => params.retention = number,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_of_the_scheduler_goes_in_and_comes_out() {
        for setting in SETTINGS.iter().filter(|setting| setting.section == Section::Scheduler) {
            let other = match setting.default() {
                Value::Number(number) => Value::Number(number + 1),
                Value::Switch(on) => Value::Switch(!on),
                Value::Word(_) => Value::Word("sm2"),
                Value::Steps(_) => Value::Steps(vec![7]),
                Value::None => Value::Weights([7; WEIGHTS]),
                value => panic!("{}: {value:?}", setting.name),
            };
            let mut params = Params::default();
            into_params(&mut params, setting.name, &other);
            assert_eq!(of_params(&params, setting.name), other, "{}", setting.name);
        }
    }
}
