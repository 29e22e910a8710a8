//! Lints: what makes a card a poor question, though the file is without fault.
//!
//! Each rule has a code, which `allow = ["..."]` on the deck, a group, a card or a side silences. A rule speaks only
//! where it is nearly sure: a reader of twenty false alarms does not read the next true one. The rules on wording know
//! English. Where a rule comes from the guides for writers of multiple-choice items, it is theirs: the longest option,
//! the repeated word, absolutes, "all of the above", negative stems, options out of order, items that answer others.
//!
//! [`lint`] looks at one file, [`lint_across`] at what only shows between cards: doubles, and what a deck does elsewhere.

mod across;
mod alike;
mod options;
mod question;
mod rules;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::{DeckFile, Entry, expand, keys};
use crate::model::{Card, Common, Diagnostic, Note, Question, Severity};

pub use self::rules::Rule;

/// What could be better in one file, each card by itself; codes in `allow` that no rule has are warned of.
#[must_use]
pub fn lint(file: &DeckFile) -> Vec<Diagnostic> {
    let mut found = unknown_codes(file);
    for subject in subjects(file) {
        question::lint(&subject, &mut found);
        options::lint(&subject, &mut found);
    }
    found
}

/// What could be better between the cards of several files; all files of a deck should be among them.
#[must_use]
pub fn lint_across(files: &[&DeckFile]) -> Vec<Diagnostic> {
    let subjects: Vec<Subject<'_>> = files.iter().flat_map(|file| subjects(file)).collect();
    let mut found = alike::lint(&subjects);
    found.extend(across::lint(&subjects));
    found
}

/// A card with all that can silence a lint on it.
#[derive(Debug, Clone, Copy)]
struct Subject<'d> {
    file: &'d DeckFile,
    entry: &'d Entry,
    note: &'d Note,
    own: &'d Common,
    card: &'d Card,
}

/// The cards of a file, each with its note and question.
fn subjects(file: &DeckFile) -> Vec<Subject<'_>> {
    let mut notes = file.notes.iter().zip(&file.entries).peekable();
    let mut subjects = Vec::with_capacity(file.cards.len());
    for card in &file.cards {
        while notes.peek().is_some_and(|(note, _)| note.id != card.key.entry) {
            notes.next();
        }
        let Some((note, entry)) = notes.peek() else { break };
        let own = question_of(note, card).map_or(&note.common, |question| &question.common);
        subjects.push(Subject { file, entry, note, own, card });
    }
    subjects
}

/// The question a card was made of.
fn question_of<'d>(note: &'d Note, card: &Card) -> Option<&'d Question> {
    if let [only] = &note.questions[..] {
        return Some(only);
    }
    let is_its = |question: &&Question| {
        question.side == card.key.side || expand::reverse_side(question) == card.key.side
    };
    note.questions.iter().find(is_its)
}

impl Subject<'_> {
    fn allows(&self, rule: Rule) -> bool {
        self.own.allow.iter().any(|code| code == rule.code()) || self.file.allows(self.note, rule.code())
    }

    /// Adds a finding, unless the author silenced the rule here.
    fn add(
        &self,
        found: &mut Vec<Diagnostic>,
        rule: Rule,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        if self.allows(rule) {
            return;
        }
        let mut message = message.into();
        if let Some(side) = self.card.key.side.as_ref().filter(|_| self.is_one_of_several()) {
            message.push_str(&format!(" (side `{side}`)"));
        }
        let place = self.entry.diagnostic(&self.file.path, Severity::Lint, rule.code(), message);
        found.push(place.hinted(hint));
    }

    fn is_one_of_several(&self) -> bool {
        self.note.questions.len() > 1 || self.card.key.side.is_some()
    }

    /// Where the card is written: `fire/alarm (decks/fire.toml:9)`.
    fn place(&self) -> String {
        format!("{} ({}:{})", self.card.key, self.file.path, self.entry.line)
    }
}

/// Codes in `allow` that silence nothing, for there is no such rule.
fn unknown_codes(file: &DeckFile) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let unknown = |codes: &[String]| -> BTreeSet<String> {
        codes.iter().filter(|code| Rule::from_code(code).is_none()).cloned().collect()
    };
    let groups = file.groups.iter().flat_map(|group| &group.allow).cloned();
    let around: Vec<String> = file.allow.iter().cloned().chain(groups).collect();
    for code in unknown(&around) {
        let fault = Diagnostic::on_file(&file.path, Severity::Warning, "unknown-lint", no_such_rule(&code));
        found.push(fault.hinted(nearest_rule(&code)));
    }
    for (note, entry) in file.notes.iter().zip(&file.entries) {
        let sides = note.questions.iter().flat_map(|question| &question.common.allow);
        let codes: Vec<String> = note.common.allow.iter().chain(sides).cloned().collect();
        for code in unknown(&codes) {
            let fault = entry.diagnostic(&file.path, Severity::Warning, "unknown-lint", no_such_rule(&code));
            found.push(fault.hinted(nearest_rule(&code)));
        }
    }
    found
}

fn no_such_rule(code: &str) -> String {
    format!("`allow` names \"{code}\", which is no lint")
}

fn nearest_rule(code: &str) -> String {
    let codes = Rule::ALL.iter().map(|rule| rule.code());
    match keys::nearest_word(codes, code) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => {
            let all: Vec<&str> = Rule::ALL.iter().map(|rule| rule.code()).collect();
            format!("the lints are {}", all.join(", "))
        }
    }
}
