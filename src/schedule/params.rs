//! The settings of the scheduler, and what they may be.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::fsrs::{WEIGHT_BOUNDS, WEIGHTS};

/// Which scheduler is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Variant {
    /// SM-2 as first published: 1 day, 6 days, then products; a same-day drill instead of steps.
    #[serde(rename = "sm2")]
    Sm2,
    /// SM-2 with learning steps and credit for late answers.
    #[default]
    #[serde(rename = "sm2+")]
    Sm2Plus,
    /// FSRS-6: a model of memory that aims at a given recall, with the steps of `sm2+`.
    #[serde(rename = "fsrs6")]
    Fsrs6,
}

impl Variant {
    /// All.
    pub const ALL: [Self; 3] = [Self::Sm2, Self::Sm2Plus, Self::Fsrs6];

    /// The name in the configuration.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sm2 => "sm2",
            Self::Sm2Plus => "sm2+",
            Self::Fsrs6 => "fsrs6",
        }
    }

    /// The variant of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|variant| variant.name() == name)
    }
}

/// The settings of the scheduler. Ratios are thousandths, intervals days, steps seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Params {
    /// Which scheduler is used.
    pub variant: Variant,
    /// Whether intervals are spread by a few days, so that cards learned together part.
    pub fuzz: bool,
    /// Waits of a new card, in seconds.
    pub steps: Vec<u32>,
    /// Waits after a lapse, in seconds.
    pub relearn_steps: Vec<u32>,
    /// First interval after the last step, in days.
    pub graduate_good: u32,
    /// First interval of a new card graded Easy, in days.
    pub graduate_easy: u32,
    /// Ease of a new card.
    pub ease: u16,
    /// The least ease.
    pub ease_floor: u16,
    /// Growth of the interval on Hard.
    pub hard: u32,
    /// What Easy adds to the growth of Good, as a factor.
    pub easy_bonus: u32,
    /// Factor on every interval of a review.
    pub modifier: u32,
    /// What a lapse leaves of the interval.
    pub lapse_multiplier: u32,
    /// The least interval after a lapse, in days.
    pub lapse_minimum: u32,
    /// The longest interval, in days.
    pub max_interval: u32,
    /// Lapses that make a card a leech; 0: none ever is.
    pub leech: u32,
    /// Recall aimed at; only `fsrs6` heeds it.
    pub retention: u32,
    /// The weights of `fsrs6`, in ten-thousandths; none: those published with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weights: Option<[i32; WEIGHTS]>,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            variant: Variant::default(),
            fuzz: true,
            steps: vec![60, 600],
            relearn_steps: vec![600],
            graduate_good: 1,
            graduate_easy: 4,
            ease: 2500,
            ease_floor: 1300,
            hard: 1200,
            easy_bonus: 1300,
            modifier: 1000,
            lapse_multiplier: 0,
            lapse_minimum: 1,
            max_interval: 36_500,
            leech: 8,
            retention: 900,
            weights: None,
        }
    }
}

/// The most steps a list may have.
const MOST_STEPS: usize = 20;
/// The longest step: a year.
const LONGEST_STEP: u32 = 365 * 86_400;

/// A setting outside its range.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ParamsError {
    /// A number too small or too large.
    #[error("{key} is {value}, but must lie from {least} to {most}")]
    Range {
        /// The setting's key in the configuration.
        key: &'static str,
        /// What it is.
        value: u32,
        /// The least it may be.
        least: u32,
        /// The most it may be.
        most: u32,
    },
    /// A list of steps too long.
    #[error("{key} has {count} steps, but at most {most} are possible")]
    TooManySteps {
        /// The setting's key in the configuration.
        key: &'static str,
        /// How many it has.
        count: usize,
        /// How many it may have.
        most: usize,
    },
    /// A weight of the memory model too small or too large.
    #[error("weight {number} of weights is {}, but must lie from {} to {}", decimal(*value), decimal(*least), decimal(*most))]
    Weight {
        /// Which of the weights, from 1.
        number: usize,
        /// What it is, in ten-thousandths.
        value: i32,
        /// The least it may be.
        least: i32,
        /// The most it may be.
        most: i32,
    },
    /// New cards would start below the least ease.
    #[error("ease is {ease}, but must not be less than ease_floor, which is {floor}")]
    EaseBelowFloor {
        /// The ease of new cards.
        ease: u16,
        /// The least ease.
        floor: u16,
    },
}

impl ParamsError {
    /// The key of the setting at fault.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Range { key, .. } | Self::TooManySteps { key, .. } => key,
            Self::Weight { .. } => "weights",
            Self::EaseBelowFloor { .. } => "ease",
        }
    }
}

impl Params {
    /// Checks every setting, and names all that lie outside their range.
    ///
    /// # Errors
    /// One for each setting at fault; never an empty list.
    pub fn check(&self) -> Result<(), Vec<ParamsError>> {
        let ranges = [
            ("graduate_good", self.graduate_good, 1, 36_500),
            ("graduate_easy", self.graduate_easy, 1, 36_500),
            ("ease", u32::from(self.ease), 1000, 9999),
            ("ease_floor", u32::from(self.ease_floor), 1000, 9999),
            ("hard", self.hard, 500, 2000),
            ("easy_bonus", self.easy_bonus, 1000, 5000),
            ("modifier", self.modifier, 100, 5000),
            ("lapse_multiplier", self.lapse_multiplier, 0, 1000),
            ("lapse_minimum", self.lapse_minimum, 1, 36_500),
            ("max_interval", self.max_interval, 1, 36_500),
            ("leech", self.leech, 0, 1000),
            ("retention", self.retention, 700, 990),
        ];
        let mut errors: Vec<ParamsError> = ranges
            .into_iter()
            .filter(|(_, value, least, most)| !(least..=most).contains(&value))
            .map(|(key, value, least, most)| ParamsError::Range { key, value, least, most })
            .collect();
        for (key, steps) in [("steps", &self.steps), ("relearn_steps", &self.relearn_steps)] {
            errors.extend(step_faults(key, steps));
        }
        errors.extend(self.weights.iter().flat_map(weight_faults));
        if self.ease < self.ease_floor {
            errors.push(ParamsError::EaseBelowFloor { ease: self.ease, floor: self.ease_floor });
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

fn step_faults(key: &'static str, steps: &[u32]) -> Vec<ParamsError> {
    let mut faults: Vec<ParamsError> = steps
        .iter()
        .filter(|step| !(1..=LONGEST_STEP).contains(*step))
        .map(|&value| ParamsError::Range { key, value, least: 1, most: LONGEST_STEP })
        .collect();
    if steps.len() > MOST_STEPS {
        faults.push(ParamsError::TooManySteps { key, count: steps.len(), most: MOST_STEPS });
    }
    faults
}

fn weight_faults(weights: &[i32; WEIGHTS]) -> Vec<ParamsError> {
    let faulty = |(number, (&value, (least, most)))| {
        let fault = ParamsError::Weight { number, value, least, most };
        (!(least..=most).contains(&value)).then_some(fault)
    };
    (1..).zip(weights.iter().zip(WEIGHT_BOUNDS)).filter_map(faulty).collect()
}

/// Ten-thousandths as a decimal number.
fn decimal(ten_thousandths: i32) -> f64 {
    f64::from(ten_thousandths) / 10_000.0
}

/// A text that is no learning step.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StepError {
    /// No whole number with a unit behind it.
    #[error("\"{text}\" is no step such as \"90s\", \"10m\", \"1h\" or \"1d\"")]
    Form {
        /// The text as given.
        text: String,
    },
    /// Nothing, or more than a year.
    #[error("the step \"{text}\" is not between one second and 365 days")]
    Length {
        /// The text as given.
        text: String,
    },
}

/// Seconds of a step written as a whole number and a unit: `90s`, `10m`, `1h`, `1d`.
///
/// # Errors
/// When the text has another form, or the step is 0 or longer than a year.
pub fn parse_step(text: &str) -> Result<u32, StepError> {
    let form = || StepError::Form { text: text.to_owned() };
    let trimmed = text.trim();
    let unit = trimmed.chars().next_back().ok_or_else(form)?;
    let seconds_of_unit = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        'd' => 86_400,
        _ => return Err(form()),
    };
    let digits = trimmed[..trimmed.len() - unit.len_utf8()].trim_end();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(form());
    }
    digits
        .parse::<u32>()
        .ok()
        .and_then(|count| count.checked_mul(seconds_of_unit))
        .filter(|seconds| (1..=LONGEST_STEP).contains(seconds))
        .ok_or_else(|| StepError::Length { text: text.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::super::fsrs::DEFAULT_WEIGHTS;
    use super::*;

    #[test]
    fn the_default_is_within_all_ranges() {
        assert_eq!(Params::default().check(), Ok(()));
    }

    #[test]
    fn every_setting_at_fault_is_named() {
        let params = Params {
            ease: 1200,
            hard: 0,
            easy_bonus: 900,
            max_interval: 0,
            steps: vec![60, 0],
            relearn_steps: vec![60; 21],
            ..Params::default()
        };
        let errors = params.check().unwrap_err();
        let keys: Vec<_> = errors.iter().map(ParamsError::key).collect();
        assert_eq!(keys, ["hard", "easy_bonus", "max_interval", "steps", "relearn_steps", "ease"]);
        assert_eq!(errors[0].to_string(), "hard is 0, but must lie from 500 to 2000");
    }

    #[test]
    fn params_read_back_as_written_and_know_their_keys() {
        let params = Params { variant: Variant::Sm2, steps: vec![], ..Params::default() };
        let json = serde_json::to_string(&params).unwrap();
        assert_eq!(serde_json::from_str::<Params>(&json).unwrap(), params);
        assert_eq!(serde_json::from_str::<Params>("{}").unwrap(), Params::default());
        assert!(serde_json::from_str::<Params>(r#"{"easy": 1}"#).is_err());
        assert_eq!(serde_json::from_str::<Variant>(r#""sm2+""#).unwrap(), Variant::Sm2Plus);
    }

    #[test]
    fn weights_are_written_only_where_they_are_set() {
        let json = serde_json::to_string(&Params::default()).unwrap();
        assert!(!json.contains("weights"), "rows written before there were weights stay as they are: {json}");
        let params = Params { weights: Some(DEFAULT_WEIGHTS), ..Params::default() };
        let json = serde_json::to_string(&params).unwrap();
        assert_eq!(serde_json::from_str::<Params>(&json).unwrap(), params);
    }

    #[test]
    fn weights_keep_their_published_bounds() {
        let mut weights = DEFAULT_WEIGHTS;
        assert_eq!(Params { weights: Some(weights), ..Params::default() }.check(), Ok(()));
        (weights[3], weights[20]) = (0, 9000);
        let errors = Params { weights: Some(weights), ..Params::default() }.check().unwrap_err();
        let texts: Vec<_> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(
            texts,
            [
                "weight 4 of weights is 0, but must lie from 0.001 to 100",
                "weight 21 of weights is 0.9, but must lie from 0.1 to 0.8"
            ]
        );
        assert_eq!(errors[0].key(), "weights");
    }

    #[test]
    fn steps_are_read() {
        for (text, seconds) in [("90s", 90), ("10m", 600), ("1h", 3600), ("1d", 86_400), (" 3 m ", 180)] {
            assert_eq!(parse_step(text), Ok(seconds), "{text}");
        }
        for text in ["", "m", "10", "ten m", "1.5h", "-1m", "+1m", "1w", "10é", "1 0m"] {
            assert_eq!(parse_step(text), Err(StepError::Form { text: text.to_owned() }), "{text}");
        }
        for text in ["0m", "366d", "99999999999d", "4294967295h"] {
            assert_eq!(parse_step(text), Err(StepError::Length { text: text.to_owned() }), "{text}");
        }
    }
}
