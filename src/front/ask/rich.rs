//! Questions on a rich terminal, on standard error: lists to move in, fields to edit.
//!
//! The terminal belongs to the prompt while it stands and is given back after each.

use std::io::{self, Write};
use std::time::Duration;

use crossterm::event::{self, Event, KeyCode, KeyEventKind, KeyModifiers};
use crossterm::terminal;
use inquire::list_option::ListOption;
use inquire::ui::{Attributes, Color, IndexPrefix, RenderConfig, StyleSheet, Styled};
use inquire::validator::Validation;
use inquire::{Autocomplete, Confirm, CustomUserError, DateSelect, InquireError, MultiSelect, Select, Text};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Asker, Choose, DateField, Field, completions, typed_date};
use crate::front::FrontError;
use crate::model::Day;
use crate::text::{fold_space, harmless_line};

/// What a terminal is taken to have when it does not say: columns and rows.
const USUAL: (u16, u16) = (80, 24);
/// A list shows no more rows than this, however high the terminal.
const LONGEST_PAGE: usize = 15;
/// A calendar needs so many columns; in fewer its rows wrap and the grid breaks.
const CALENDAR_COLUMNS: usize = 30;
/// And so many rows.
const CALENDAR_ROWS: usize = 12;

/// Asks on a rich terminal.
#[derive(Debug, Clone, Copy)]
pub struct RichAsker {
    colour: bool,
}

/// How much room there is.
#[derive(Debug, Clone, Copy)]
struct Room {
    columns: usize,
    rows: usize,
}

impl Room {
    fn now() -> Self {
        let (columns, rows) = terminal::size().unwrap_or(USUAL);
        Self { columns: columns.into(), rows: rows.into() }
    }

    /// A text on one line that takes no more than the columns but for `taken`.
    fn fit(self, text: &str, taken: usize) -> String {
        let room = self.columns.saturating_sub(taken + 1).max(4);
        let text = harmless_line(text);
        if text.width() <= room {
            return text;
        }
        let mut kept = String::new();
        let mut width = 0;
        for letter in text.chars() {
            width += letter.width().unwrap_or(0);
            if width + 3 > room {
                break;
            }
            kept.push(letter);
        }
        kept + "..."
    }

    /// Rows that are left for a list: a frame higher than the screen would blank it.
    fn page(self) -> usize {
        // The question, the help, and a row for what stands before.
        self.rows.saturating_sub(3).clamp(1, LONGEST_PAGE)
    }
}

/// A text with its white space folded and nothing in it able to move the cursor.
fn one_line(text: &str) -> String {
    harmless_line(&fold_space(text))
}

impl RichAsker {
    /// One with or without colour. The caller has made sure that standard input and error are terminals.
    #[must_use]
    pub const fn new(colour: bool) -> Self {
        Self { colour }
    }

    fn style(self) -> RenderConfig<'static> {
        style(self.colour)
    }

    /// Options with room left for the mark and the number before them.
    fn options(question: &Choose<'_>, room: Room, marks: usize) -> Vec<String> {
        let digits = question.options.len().to_string().len();
        question.options.iter().map(|option| room.fit(option, marks + digits + 2)).collect()
    }
}

/// Waits for one of some letters; Esc and Ctrl-D go back. The terminal is in raw mode only meanwhile, and what was typed
/// before is dropped: it was not meant for what is shown now.
fn one_key(letters: &str) -> Result<Option<char>, FrontError> {
    terminal::enable_raw_mode()?;
    let key = wait_for(letters);
    terminal::disable_raw_mode()?;
    key
}

fn wait_for(letters: &str) -> Result<Option<char>, FrontError> {
    while event::poll(Duration::ZERO)? {
        event::read()?;
    }
    loop {
        let Event::Key(key) = event::read()? else { continue };
        if key.kind != KeyEventKind::Press {
            continue;
        }
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('c') if control => return Err(FrontError::Interrupted),
            KeyCode::Char('d') if control => return Ok(None),
            KeyCode::Esc => return Ok(None),
            KeyCode::Char(letter) if !control && letters.contains(letter) => return Ok(Some(letter)),
            _ => {}
        }
    }
}

/// Digits choose by number, everything else by words. Letters of the label count wherever they stand.
fn score(typed: &str, label: &str, place: usize) -> Option<i64> {
    if !typed.is_empty() && typed.chars().all(|c| c.is_ascii_digit()) {
        let number = (place + 1).to_string();
        return number.starts_with(typed).then(|| if number == typed { 1 } else { 0 });
    }
    label.to_lowercase().contains(&typed.to_lowercase()).then_some(0)
}

/// Best first; equals stay in their order.
fn sort(options: &mut [(usize, i64)]) {
    options.sort_by_key(|(place, score)| (std::cmp::Reverse(*score), *place));
}

impl Asker for RichAsker {
    fn choose(&mut self, question: &Choose<'_>) -> Result<Option<usize>, FrontError> {
        let room = Room::now();
        let label = room.fit(question.label, 2);
        let help = room.fit(question.help.unwrap_or("arrows or number, Enter takes it, Esc goes back"), 2);
        let chosen = Select::new(&label, Self::options(question, room, 2))
            .with_page_size(room.page())
            .with_starting_cursor(question.start.unwrap_or(0).min(question.options.len().saturating_sub(1)))
            .with_help_message(&help)
            .with_scorer(&|typed, _, label, place| score(typed, label, place))
            .with_sorter(&sort)
            .with_render_config(self.style())
            .raw_prompt_skippable();
        Ok(done(chosen)?.map(|option: ListOption<String>| option.index))
    }

    fn choose_many(
        &mut self,
        question: &Choose<'_>,
        picked: &[usize],
    ) -> Result<Option<Vec<usize>>, FrontError> {
        let room = Room::now();
        let label = room.fit(question.label, 2);
        let help = room.fit(question.help.unwrap_or("Space picks, Enter takes them, Esc goes back"), 2);
        let chosen = MultiSelect::new(&label, Self::options(question, room, 6))
            .with_page_size(room.page())
            .with_default(picked)
            .with_help_message(&help)
            .with_scorer(&|typed, _, label, place| score(typed, label, place))
            .with_keep_filter(false)
            .with_render_config(self.style())
            .raw_prompt_skippable();
        let mut places: Option<Vec<usize>> =
            done(chosen)?.map(|options| options.iter().map(|option| option.index).collect());
        if let Some(places) = &mut places {
            places.sort_unstable();
        }
        Ok(places)
    }

    fn letter(&mut self, question: &str, letters: &str) -> Result<Option<char>, FrontError> {
        let mut err = io::stderr();
        write!(err, "{} ", Room::now().fit(question, 2))?;
        err.flush()?;
        let key = one_key(letters);
        writeln!(err, "{}", key.as_ref().ok().copied().flatten().map(String::from).unwrap_or_default())?;
        key
    }

    fn text(&mut self, field: &Field<'_>) -> Result<Option<String>, FrontError> {
        let room = Room::now();
        let label = format!("{}:", room.fit(field.label.trim_end_matches(':'), room.columns / 3));
        let keys = if field.words.is_empty() { "Esc goes back" } else { "Tab completes, Esc goes back" };
        let help = match field.help {
            Some(help) if help.width() + keys.width() + 6 <= room.columns => format!("{help}; {keys}"),
            Some(help) => room.fit(help, 2),
            None => room.fit(keys, 2),
        };
        let completer = Completer { words: field.words.to_vec(), several: field.several, room };
        let check = field.check;
        let validator = move |text: &str| -> Result<Validation, CustomUserError> {
            Ok(match check.map_or(Ok(()), |check| check(text.trim())) {
                Ok(()) => Validation::Valid,
                Err(fault) => Validation::Invalid(room.fit(&fault, 2).into()),
            })
        };
        let mut prompt = Text::new(&label)
            .with_initial_value(field.initial)
            .with_page_size(room.page().saturating_sub(2).clamp(1, 7))
            .with_validator(validator)
            .with_help_message(&help)
            .with_render_config(self.style());
        if !field.words.is_empty() {
            prompt = prompt.with_autocomplete(completer);
        }
        Ok(done(prompt.prompt_skippable())?.map(|text| one_line(&text)))
    }

    fn confirm(&mut self, question: &str, proposed: bool) -> Result<Option<bool>, FrontError> {
        let label = Room::now().fit(question, 10);
        let answer = Confirm::new(&label)
            .with_default(proposed)
            .with_error_message("y for yes, n for no")
            .with_render_config(self.style())
            .prompt_skippable();
        done(answer)
    }

    fn say(&mut self, line: &str) -> Result<(), FrontError> {
        let mut out = io::stderr().lock();
        for line in line.split('\n') {
            let line = harmless_line(line);
            let width = Room::now().columns.saturating_sub(1).clamp(4, 76);
            for row in textwrap::wrap(&line, width) {
                writeln!(out, "{row}")?;
            }
        }
        Ok(())
    }

    fn date(&mut self, field: &DateField<'_>) -> Result<Option<Day>, FrontError> {
        let room = Room::now();
        if room.columns < CALENDAR_COLUMNS || room.rows < CALENDAR_ROWS {
            return typed_date(self, field);
        }
        let label = room.fit(field.label, 14);
        let help = room.fit("arrows; brackets change the month, braces the year; Esc goes back", 2);
        let mut prompt = DateSelect::new(&label)
            .with_starting_date(field.start.date())
            .with_week_start(chrono::Weekday::Mon)
            .with_help_message(&help)
            .with_formatter(&|date| Day::from(date).to_string())
            .with_render_config(self.style());
        prompt.min_date = field.from.map(Day::date);
        prompt.max_date = field.until.map(Day::date);
        Ok(done(prompt.prompt_skippable())?.map(Day::from))
    }
}

/// Completes words; Tab takes the first where none is highlighted.
#[derive(Clone)]
struct Completer {
    words: Vec<String>,
    several: bool,
    room: Room,
}

impl Autocomplete for Completer {
    fn get_suggestions(&mut self, input: &str) -> Result<Vec<String>, CustomUserError> {
        let lines = completions(&self.words, self.several, input);
        // A row that wraps breaks the frame.
        Ok(lines.into_iter().filter(|line| line.width() + 3 < self.room.columns).collect())
    }

    fn get_completion(
        &mut self,
        input: &str,
        highlighted: Option<String>,
    ) -> Result<Option<String>, CustomUserError> {
        Ok(highlighted.or_else(|| completions(&self.words, self.several, input).into_iter().next()))
    }
}

fn done<T>(result: Result<T, InquireError>) -> Result<T, FrontError> {
    result.map_err(|error| match error {
        InquireError::OperationInterrupted => FrontError::Interrupted,
        InquireError::IO(error) => FrontError::Io(error),
        error => FrontError::Io(io::Error::other(error)),
    })
}

/// Named colours only, dark ones, to be read on a light screen too; a sign beside every colour.
fn style(colour: bool) -> RenderConfig<'static> {
    let back = Styled::new("(back)");
    let plain = RenderConfig::empty()
        .with_canceled_prompt_indicator(back)
        .with_option_index_prefix(IndexPrefix::SpacePadded);
    if !colour {
        return plain;
    }
    let blue = StyleSheet::new().with_fg(Color::DarkBlue);
    let bold = blue.with_attr(Attributes::BOLD);
    plain
        .with_prompt_prefix(Styled::new("?").with_style_sheet(bold))
        .with_answered_prompt_prefix(Styled::new(">").with_style_sheet(bold))
        .with_highlighted_option_prefix(Styled::new(">").with_style_sheet(bold))
        .with_selected_option(Some(bold))
        .with_help_message(StyleSheet::new().with_fg(Color::DarkMagenta))
        .with_answer(blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_choose_by_number_and_letters_by_words() {
        let labels = ["Study 14 due", "Quiz", "Write a card", "1st aid"];
        let found = |typed: &str| {
            let scored = labels.iter().enumerate();
            let mut found: Vec<(usize, i64)> =
                scored.filter_map(|(at, label)| Some((at, score(typed, label, at)?))).collect();
            sort(&mut found);
            found.into_iter().map(|(place, _)| place).collect::<Vec<_>>()
        };
        assert_eq!(found(""), [0, 1, 2, 3]);
        assert_eq!(found("1"), [0]);
        assert_eq!(found("4"), [3]);
        assert_eq!(found("WR"), [2]);
        assert_eq!(found("7"), [] as [usize; 0]);
    }

    #[test]
    fn a_label_is_cut_to_its_room_by_width() {
        let room = Room { columns: 20, rows: 8 };
        assert_eq!(room.fit("short", 4), "short");
        assert_eq!(room.fit("a label that is too long", 4), "a label that...");
        assert_eq!(room.fit("中华人民共和国的首都在哪里", 4).width(), 15);
        assert_eq!(room.fit("two\nlines\u{1b}[2J", 4), "two lines[2J");
        assert_eq!(room.page(), 5);
    }
}
