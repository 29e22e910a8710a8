//! What each setting does, in a sentence or two for its reader.

use super::keys::{SETTINGS, Section, Setting};
use super::read::Name;
use crate::schedule::Params;

impl Setting {
    /// What it does, and what it may be.
    pub fn meaning(&self) -> String {
        let does = match self.section {
            Section::Top => of_top(self.name),
            Section::Scheduler => of_scheduler(self.name),
        };
        match Params::range(self.name).filter(|_| self.section == Section::Scheduler) {
            Some((least, most)) => format!("{does} From {least} to {most}."),
            None => does.to_owned(),
        }
    }
}

fn of_top(name: &str) -> &'static str {
    match name {
        "decks" => "Folders that decks are read from.",
        "db" => "The database that keeps progress.",
        "editor" => "The program that opens decks to edit; else $VISUAL or $EDITOR.",
        "plain" => "Whether sessions converse in plain lines.",
        "rollover" => "When the study day turns: an hour, or \"HH:MM\".",
        "new_per_day" => "New cards a day at most, over all decks; for one deck, of that deck.",
        "reviews_per_day" => "Reviews a day at most, over all decks; for one deck, of that deck.",
        "new_order" => "Where new cards stand among the reviews: \"mixed\", \"before\" or \"after\".",
        "bury_siblings" => "Whether the other questions of an entry wait until tomorrow.",
        "two_buttons" => "Whether only Again and Good are offered.",
        _ => "",
    }
}

fn of_scheduler(name: &str) -> &'static str {
    match name {
        "variant" => {
            "How intervals grow: \"sm2+\", SM-2 with steps; \"sm2\", as first published; \"fsrs6\", a model of memory \
             that aims at a given recall."
        }
        "fuzz" => "Whether intervals are spread by a few days, so that cards learned together part.",
        "steps" => "Waits of a new card before its first interval. Not for \"sm2\".",
        "relearn_steps" => "Waits after a lapse. Not for \"sm2\".",
        "graduate_good" => "Days of the first interval after the last step. Only for \"sm2+\".",
        "graduate_easy" => "Days of the first interval of a new card graded Easy. Only for \"sm2+\".",
        "ease" => "How much a new card's interval grows on Good, in thousandths. Not for \"fsrs6\".",
        "ease_floor" => "The least ease, in thousandths. Only for \"sm2\" and \"sm2+\".",
        "hard" => "How much an interval grows on Hard, in thousandths. Only for \"sm2+\".",
        "easy_bonus" => "What Easy grows beyond Good, as a factor in thousandths. Only for \"sm2+\".",
        "modifier" => "A factor on every interval of a review, in thousandths. Only for \"sm2+\".",
        "lapse_multiplier" => "What a lapse leaves of the interval, in thousandths. Only for \"sm2+\".",
        "lapse_minimum" => "Days of the least interval after a lapse. Not for \"sm2\".",
        "max_interval" => "Days of the longest interval.",
        "leech" => "Lapses that make a card a leech; 0 for none.",
        "retention" => "The recall aimed at when a card is due, in thousandths. Only for \"fsrs6\".",
        "weights" => {
            "The 21 weights of the model, as optimisers print them; else those published with it. Only for \"fsrs6\"."
        }
        _ => "",
    }
}

/// Whether a word names that setting: in full as it is listed, or by its key alone.
pub fn is_named(name: &Name, word: &str) -> bool {
    name.key == word || name.to_string() == word
}

/// What the setting of that name does.
pub fn meaning(name: &Name) -> String {
    let setting = SETTINGS.iter().find(|setting| setting.section == name.section && setting.name == name.key);
    setting.map(Setting::meaning).unwrap_or_default()
}

/// The key most like a word that is none.
pub fn nearest_key(word: &str) -> Option<&'static str> {
    let key = word.rsplit('.').next().unwrap_or(word);
    let likeness = |setting: &Setting| (strsim::osa_distance(setting.name, key), setting.name);
    SETTINGS.iter().map(likeness).filter(|(distance, _)| *distance <= 2).min().map(|(_, nearest)| nearest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_has_a_meaning() {
        for setting in SETTINGS {
            assert!(setting.meaning().ends_with('.') && setting.meaning().len() > 10, "{}", setting.name);
        }
    }

    #[test]
    fn numbers_of_the_scheduler_name_their_range() {
        let retention = SETTINGS.iter().find(|setting| setting.name == "retention").unwrap();
        assert!(retention.meaning().ends_with("From 700 to 990."), "{}", retention.meaning());
    }
}
