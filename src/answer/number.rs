//! Numbers in digits and words, with their unit.

use super::{Outcome, Remark};

/// How exact a number is said to be, and what it counts.
#[derive(Debug, Clone, PartialEq)]
struct NumberForm {
    value: f64,
    unit: String,
    ordinal: bool,
    approximate: bool,
    /// Whether its separators stand where they usually do not.
    odd: bool,
}

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: [(&str, &str); 6] = [
    ("first", "one"),
    ("second", "two"),
    ("third", "three"),
    ("fifth", "five"),
    ("ninth", "nine"),
    ("twelfth", "twelve"),
];
const SCALES: [(&str, f64); 5] =
    [("hundred", 1e2), ("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12)];
const ABOUT: [&str; 8] = ["about", "around", "approximately", "approx", "approx.", "circa", "roughly", "ca."];
/// One spelling for units that have several.
const UNITS: [(&str, &[&str]); 11] = [
    ("%", &["percent", "per cent", "pct"]),
    ("km", &["kilometre", "kilometer"]),
    ("m", &["metre", "meter"]),
    ("cm", &["centimetre", "centimeter"]),
    ("kg", &["kilogram", "kilogramme", "kilo"]),
    ("g", &["gram", "gramme"]),
    ("h", &["hour", "hr"]),
    ("min", &["minute"]),
    ("s", &["second", "sec"]),
    ("$", &["dollar", "usd", "us dollar"]),
    ("€", &["euro", "eur"]),
];

/// How a typed number stands to an accepted one; none unless both are numbers.
pub(super) fn compare(accepted: &str, typed: &str, tolerance: Option<f64>) -> Option<Outcome> {
    let (accepted, typed) = (read(accepted), read(typed));
    accepted
        .iter()
        // What the author wrote is read as it is meant; an odd reading only where there is no other.
        .filter(|form| !form.odd || accepted.iter().all(|other| other.odd))
        .flat_map(|one| typed.iter().map(|other| one.compared(other, tolerance)))
        .reduce(Outcome::or)
}

impl NumberForm {
    fn compared(&self, typed: &Self, tolerance: Option<f64>) -> Outcome {
        let reach = tolerance.unwrap_or(0.0).max(self.value.abs() * f64::EPSILON);
        if (self.value - typed.value).abs() > reach {
            return Outcome::wrong(Some(Remark::OtherNumber));
        }
        if self.unit != typed.unit {
            return match (self.unit.as_str(), typed.unit.as_str()) {
                _ if self.ordinal || typed.ordinal => Outcome::wrong(None),
                ("", _) => Outcome::near(Remark::UnitAdded),
                (_, "") => Outcome::near(Remark::UnitMissing),
                // The words may still be near.
                _ => Outcome::wrong(Some(Remark::OtherUnit)),
            };
        }
        if self.odd != typed.odd {
            Outcome::near(Remark::OddSeparators)
        } else if self.ordinal != typed.ordinal {
            Outcome::near(Remark::Ordinal)
        } else if self.approximate != typed.approximate {
            Outcome::near(Remark::Approximate)
        } else {
            Outcome::RIGHT
        }
    }
}

/// The numbers that a normalised text can mean, the usual reading first; none when it is no number with a unit.
fn read(normal: &str) -> Vec<NumberForm> {
    let (approximate, body) = without_about(normal);
    let (sign, body) = match body.chars().next() {
        Some(c @ ('$' | '€' | '£')) => (Some(c), body[c.len_utf8()..].trim_start()),
        _ => (None, body),
    };
    let readings = match body.chars().next() {
        Some(c) if c.is_ascii_digit() || matches!(c, '-' | '+' | '.') => in_digits(body),
        Some(_) => in_words(body).into_iter().collect(),
        None => Vec::new(),
    };
    readings
        .into_iter()
        .filter_map(|Reading { value, odd, ordinal, rest }| {
            let unit = match sign {
                Some(sign) if rest.is_empty() => sign.to_string(),
                Some(_) => return None,
                None => unit(rest)?,
            };
            Some(NumberForm { value, unit, ordinal, approximate, odd })
        })
        .collect()
}

struct Reading<'a> {
    value: f64,
    odd: bool,
    ordinal: bool,
    rest: &'a str,
}

fn without_about(normal: &str) -> (bool, &str) {
    if let Some(rest) = normal.strip_prefix('~') {
        return (true, rest.trim_start());
    }
    match normal.split_once(' ') {
        Some((first, rest)) if ABOUT.contains(&first) => (true, rest),
        _ => (false, normal),
    }
}

/// The unit in one spelling; none when the text is more than a unit.
fn unit(text: &str) -> Option<String> {
    let text = text.trim();
    if text.chars().any(|c| c.is_ascii_digit() || matches!(c, ':' | '/' | '-')) || text.split(' ').count() > 4
    {
        return None;
    }
    let singular = text.strip_suffix('s').filter(|stem| stem.chars().count() > 1).unwrap_or(text);
    let known = UNITS.iter().find(|(_, names)| names.contains(&singular) || names.contains(&text));
    Some(known.map_or(singular, |(sign, _)| sign).to_owned())
}

fn in_digits(body: &str) -> Vec<Reading<'_>> {
    let chars: Vec<(usize, char)> = body.char_indices().collect();
    let digit_at = |i: usize| chars.get(i).is_some_and(|(_, c)| c.is_ascii_digit());
    let mut length = usize::from(matches!(chars[0].1, '-' | '+'));
    while let Some((_, c)) = chars.get(length) {
        let groups_three = *c != ' ' || (1..=3).all(|i| digit_at(length + i)) && !digit_at(length + 4);
        let joins = matches!(c, '.' | ',' | ' ' | '\'') && digit_at(length + 1) && groups_three;
        if !c.is_ascii_digit() && !joins {
            break;
        }
        length += 1;
    }
    let end = chars.get(length).map_or(body.len(), |(at, _)| *at);
    let (digits, rest) = body.split_at(end);
    let ordinal = ["st", "nd", "rd", "th"].into_iter().find_map(|mark| rest.strip_prefix(mark));
    let ordinal = ordinal.filter(|rest| rest.is_empty() || rest.starts_with(' '));
    let (scale, rest_scaled) = scale(ordinal.unwrap_or(rest));
    values(digits)
        .into_iter()
        .map(|(value, odd)| Reading {
            value: value * scale,
            odd,
            ordinal: ordinal.is_some(),
            rest: rest_scaled,
        })
        .collect()
}

fn scale(rest: &str) -> (f64, &str) {
    let trimmed = rest.trim_start();
    let (first, behind) = trimmed.split_once(' ').unwrap_or((trimmed, ""));
    SCALES.iter().find(|(name, _)| *name == first).map_or((1.0, rest), |(_, scale)| (*scale, behind))
}

/// The values that digits with separators can mean, and whether that is an odd way to write them.
fn values(digits: &str) -> Vec<(f64, bool)> {
    let parse = |text: &str| text.parse::<f64>().ok().filter(|value| value.is_finite());
    let unsigned = digits.trim_start_matches(['-', '+']);
    let bare =
        |digits: &str, signs: &[char]| digits.chars().filter(|c| !signs.contains(c)).collect::<String>();
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let commas = [',', ' ', '\''];
    let usual = grouped(whole, &commas) && !fraction.contains(|c: char| !c.is_ascii_digit());
    let mut found = Vec::new();
    if usual {
        found.extend(parse(&bare(digits, &commas)).map(|value| (value, false)));
    }
    let dots = digits.matches('.').count();
    let comma_count = digits.matches(',').count();
    if comma_count == 1 && !usual {
        // A decimal comma, with or without dots between thousands.
        found.extend(parse(&bare(digits, &['.', ' ', '\'']).replace(',', ".")).map(|value| (value, true)));
    } else if dots > 0 && comma_count == 0 && grouped(unsigned, &['.']) {
        found.extend(parse(&bare(digits, &['.'])).map(|value| (value, true)));
    } else if !usual && dots <= 1 {
        found.extend(parse(&bare(digits, &commas)).map(|value| (value, true)));
    }
    found
}

/// Whether digits are plain, or in groups of three after the first by one and the same sign.
fn grouped(digits: &str, signs: &[char]) -> bool {
    let Some(sign) = digits.chars().find(|c| signs.contains(c)) else {
        return digits.bytes().all(|byte| byte.is_ascii_digit());
    };
    let groups: Vec<&str> = digits.split(sign).collect();
    let plain = groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
    plain && (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3)
}

fn in_words(body: &str) -> Option<Reading<'_>> {
    let (mut total, mut current) = (0.0, 0.0);
    let mut rest = body;
    let mut read_any = false;
    let mut ordinal = false;
    while !rest.is_empty() && !ordinal {
        let end = rest.find([' ', '-']).unwrap_or(rest.len());
        let word = &rest[..end];
        let behind = rest[end..].trim_start_matches([' ', '-']);
        if let Some(scale) = SCALES.iter().find(|(name, _)| *name == word).map(|(_, scale)| *scale) {
            let count = if current == 0.0 { 1.0 } else { current };
            if scale < 1e3 {
                current = count * scale;
            } else {
                total += count * scale;
                current = 0.0;
            }
        } else if let Some((value, is_ordinal)) = word_value(word) {
            current += value;
            ordinal = is_ordinal;
        } else if !(word == "and"
            && read_any
            && behind.split([' ', '-']).next().and_then(word_value).is_some())
        {
            break;
        }
        read_any = true;
        rest = behind;
    }
    read_any.then_some(Reading { value: total + current, odd: false, ordinal, rest })
}

/// The value of a word below a hundred, and whether it is an ordinal.
fn word_value(word: &str) -> Option<(f64, bool)> {
    cardinal(word).map(|value| (value, false)).or_else(|| {
        let irregular =
            ORDINALS.iter().find(|(ordinal, _)| *ordinal == word).map(|(_, cardinal)| (*cardinal).to_owned());
        let stem = irregular.or_else(|| {
            let stem = word.strip_suffix("th")?;
            Some(match stem.strip_suffix("ie") {
                Some(ten) => format!("{ten}y"),
                None if stem == "eigh" => "eight".to_owned(),
                None => stem.to_owned(),
            })
        })?;
        cardinal(&stem).map(|value| (value, true))
    })
}

fn cardinal(word: &str) -> Option<f64> {
    cardinal_below_hundred(word).map(f64::from)
}

/// The number that one small-letter word names: those below twenty, and the tens.
#[must_use]
pub fn cardinal_below_hundred(word: &str) -> Option<u32> {
    let place =
        |words: &[&str]| words.iter().position(|name| *name == word).and_then(|i| u32::try_from(i).ok());
    place(&SMALL).or_else(|| place(&TENS).map(|ten| 10 * (ten + 2)))
}

/// A number below a hundred in words, as in `twenty-one`; none for greater ones.
#[must_use]
pub fn number_in_words(number: u32) -> Option<String> {
    let number = usize::try_from(number).ok()?;
    if let Some(small) = SMALL.get(number) {
        return Some((*small).to_owned());
    }
    let ten = TENS.get((number / 10).checked_sub(2)?)?;
    Some(if number.is_multiple_of(10) { (*ten).to_owned() } else { format!("{ten}-{}", SMALL[number % 10]) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_below_a_hundred_are_written_out() {
        for (number, words) in [
            (0, Some("zero")),
            (19, Some("nineteen")),
            (21, Some("twenty-one")),
            (50, Some("fifty")),
            (100, None),
        ] {
            assert_eq!(number_in_words(number).as_deref(), words);
        }
    }

    #[test]
    fn what_is_written_out_is_read_as_the_same_number() {
        for number in 0..100 {
            let words = number_in_words(number).unwrap();
            assert_eq!(compare(&number.to_string(), &words, None), Some(Outcome::RIGHT), "{words}");
        }
    }
}
