//! Proposed facts, one by one, until a person has settled them: each change is in the file before the next is shown.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::facts::{self as facts_files, FactsError};
use super::write;
use crate::extract;
use crate::facts::{
    self, Change, Date, Fact, FactKind, FactsFile, Importance, Slot, Status, Value, change_fact, merge_facts,
    render_fact,
};
use crate::model::{EntryId, Locator, SideId, Source};
use crate::text::Document;

/// A facts file under review.
#[derive(Debug)]
pub struct Review {
    path: PathBuf,
    source: String,
    /// The facts as they are now.
    pub file: FactsFile,
    /// The document, where it is at hand.
    pub document: Option<Document>,
    /// What was done, the last at the end.
    done: Vec<Step>,
    skipped: HashSet<EntryId>,
    /// Whether weak proposals are shown too.
    pub weak: bool,
}

/// Something that can be taken back.
#[derive(Debug)]
enum Step {
    /// A change: the file as it was before.
    Changed(String),
    /// A proposal was left for another time.
    Skipped(EntryId),
}

/// A proposal, with all a person needs to judge it.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The fact.
    pub fact: Fact,
    /// How many are left, this one among them.
    pub left: usize,
    /// The passage, what is asked marked in it by angle quotes; none without the document.
    pub passage: Option<String>,
    /// Question and answer of each card it would give.
    pub cards: Vec<(String, String)>,
    /// What is wrong with them.
    pub faults: Vec<String>,
}

impl Review {
    /// Opens a facts file and the document it is on.
    ///
    /// # Errors
    /// When a file cannot be read, or has faults.
    pub fn open(path: &Path, against: Option<&Path>, weak: bool) -> Result<Self, FactsError> {
        let opened = facts_files::open(path)?;
        let beside = facts_files::document_beside(path, &opened.file);
        let document = against.map(Path::to_owned).or(beside);
        let document = document.as_deref().map(facts_files::document).transpose()?;
        Ok(Self {
            path: path.to_owned(),
            source: opened.source,
            file: opened.file,
            document,
            done: Vec::new(),
            skipped: HashSet::new(),
            weak,
        })
    }

    /// The facts file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is to be judged next: section by section, in each the surest first.
    #[must_use]
    pub fn next(&self) -> Option<Proposal> {
        let queue = self.queue();
        let fact = (*queue.first()?).clone();
        let mut alone = self.file.clone();
        for other in &mut alone.facts {
            other.status = if other.id == fact.id { Status::Accepted } else { Status::Rejected };
        }
        let derived = facts::derive(&alone);
        let cards = derived
            .notes
            .iter()
            .filter(|note| note.id == fact.id)
            .flat_map(|note| &note.questions)
            .map(facts::question_and_answer)
            .collect();
        let given = derived.given.iter().find(|given| given.id == fact.id);
        let faults =
            given.map(|given| given.why_not.iter().map(ToString::to_string).collect()).unwrap_or_default();
        let passage = self.passage(&fact);
        Some(Proposal { left: queue.len(), passage, cards, faults, fact })
    }

    /// How many weak proposals are hidden.
    #[must_use]
    pub fn hidden(&self) -> usize {
        if self.weak {
            0
        } else {
            self.file.facts.iter().filter(|fact| fact.status == Status::Proposed && !is_sure(fact)).count()
        }
    }

    fn queue(&self) -> Vec<&Fact> {
        let open = |fact: &&Fact| {
            fact.status == Status::Proposed
                && !self.skipped.contains(&fact.id)
                && (self.weak || is_sure(fact))
        };
        let mut queue: Vec<&Fact> = self.file.facts.iter().filter(open).collect();
        let paragraph = |fact: &Fact| fact.source.at.map_or(u32::MAX, |at| at.paragraph());
        let section = |fact: &Fact| {
            let same = self.file.facts.iter().filter(|other| other.source.section == fact.source.section);
            same.map(paragraph).min().unwrap_or(u32::MAX)
        };
        let sure = |fact: &Fact| {
            std::cmp::Reverse(fact.confidence.map_or(0, |confidence| (confidence * 100.0) as u32))
        };
        queue.sort_by_key(|fact| (section(fact), sure(fact), paragraph(fact)));
        queue
    }

    fn passage(&self, fact: &Fact) -> Option<String> {
        let document = self.document.as_ref()?;
        let mut text = document.passage(&fact.source.at?)?.text;
        let values = facts::asked_words(fact, &self.file);
        for words in values {
            if let Some(at) = text.find(&words) {
                text.insert(at + words.len(), '\u{203A}');
                text.insert(at, '\u{2039}');
            }
        }
        Some(text)
    }

    /// Changes a fact, in the file too.
    ///
    /// # Errors
    /// When the changed file would have faults, or cannot be written.
    pub fn change(&mut self, id: &EntryId, changes: &[Change]) -> Result<(), FactsError> {
        let text = change_fact(&self.source, id, changes)?;
        self.replace(text)
    }

    /// Adds what a fact asks to another, and rejects the one.
    ///
    /// # Errors
    /// When the changed file would have faults, or cannot be written.
    pub fn merge(&mut self, from: &EntryId, into: &EntryId) -> Result<(), FactsError> {
        let text = merge_facts(&self.source, from, into)?;
        self.replace(text)
    }

    /// Adds a fact at the end of the file.
    ///
    /// # Errors
    /// When the changed file would have faults, or cannot be written.
    pub fn add(&mut self, draft: &Draft) -> Result<EntryId, FactsError> {
        let fact = draft.fact(&self.file, self.document.as_ref())?;
        let mut text = self.source.clone();
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text.push('\n');
        text.push_str(&render_fact(&fact));
        self.replace(text)?;
        Ok(fact.id)
    }

    fn replace(&mut self, text: String) -> Result<(), FactsError> {
        let parsed = facts::parse(&self.path.display().to_string(), &text);
        let Some(file) = parsed.file else {
            return Err(FactsError::Faulty { path: self.path.clone(), diagnostics: parsed.diagnostics });
        };
        write::replace(&self.path, text.as_bytes())?;
        self.done.push(Step::Changed(std::mem::replace(&mut self.source, text)));
        self.file = file;
        Ok(())
    }

    /// Leaves a proposal for another time.
    pub fn skip(&mut self, id: &EntryId) {
        self.skipped.insert(id.clone());
        self.done.push(Step::Skipped(id.clone()));
    }

    /// Takes the last change back, in the file too; no when there is none.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn undo(&mut self) -> Result<bool, FactsError> {
        match self.done.pop() {
            None => Ok(false),
            Some(Step::Skipped(id)) => Ok(self.skipped.remove(&id)),
            Some(Step::Changed(text)) => {
                self.replace(text)?;
                self.done.pop();
                Ok(true)
            }
        }
    }

    /// Reads the file again after it was edited elsewhere; a fact that was changed there counts as edited.
    ///
    /// # Errors
    /// When it cannot be read, or has faults.
    pub fn reread(&mut self, id: &EntryId) -> Result<(), FactsError> {
        let opened = facts_files::open(&self.path)?;
        let changed = opened.file.fact(id) != self.file.fact(id);
        let still = opened.file.fact(id).is_some_and(|fact| fact.status == Status::Proposed);
        self.done.push(Step::Changed(std::mem::replace(&mut self.source, opened.source)));
        self.file = opened.file;
        if changed && still {
            self.change(id, &[Change::Status(Status::Edited)])?;
        }
        Ok(())
    }

    /// The line of the file at which a fact begins, from 1.
    #[must_use]
    pub fn line(&self, id: &EntryId) -> u32 {
        let head = format!("[fact.{id}]");
        let at = self.source.lines().position(|line| line.trim() == head).unwrap_or(0);
        u32::try_from(at + 1).unwrap_or(1)
    }

    /// Facts of the same passage that are not rejected: what a proposal may be merged into.
    #[must_use]
    pub fn neighbours(&self, fact: &Fact) -> Vec<&Fact> {
        let near = |other: &&Fact| {
            other.id != fact.id
                && !matches!(other.status, Status::Rejected | Status::Retired)
                && other.source.at.zip(fact.source.at).is_some_and(|(a, b)| a.paragraph() == b.paragraph())
        };
        self.file.facts.iter().filter(near).collect()
    }
}

fn is_sure(fact: &Fact) -> bool {
    fact.confidence.is_none_or(|confidence| confidence * 100.0 >= f64::from(extract::CUT))
}

/// A fact as a person says it.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The statement.
    pub statement: String,
    /// What it is about.
    pub kind: FactKind,
    /// How important it is.
    pub importance: Importance,
    /// Where it stands.
    pub at: Option<Locator>,
    /// What is asked for: a date, a number, the name of an entity, or words.
    pub answer: String,
    /// The question; none to blank the answer in the statement.
    pub question: Option<String>,
}

impl Draft {
    fn fact(&self, file: &FactsFile, document: Option<&Document>) -> Result<Fact, FactsError> {
        let value = value_of(&self.answer, file);
        let name = SideId::new(match value {
            Value::Date(_) => "when",
            Value::Number { .. } => "number",
            Value::Entity(_) => "who",
            _ => "what",
        })?;
        let passage = self.at.and_then(|at| document?.passage(&at));
        let ask = facts::SlotAsk::Question {
            text: self.question.clone().unwrap_or_default(),
            typed: None,
            ordered: false,
            hint: None,
        };
        let asks = self.question.as_ref().map(|_| (name.clone(), ask)).into_iter().collect();
        let slug: Vec<&str> = self.statement.split_whitespace().take(5).collect();
        let base = extract::id_of(&slug.join(" "));
        let taken = |id: &str| file.facts.iter().any(|fact| fact.id.as_str() == id);
        let id = (1..)
            .map(|number| if number == 1 { base.clone() } else { format!("{base}-{number}") })
            .find(|id| !taken(id))
            .unwrap_or(base.clone());
        Ok(Fact {
            id: EntryId::new(id)?,
            kind: self.kind,
            status: Status::Accepted,
            importance: self.importance,
            objective: None,
            tags: Vec::new(),
            statement: self.statement.clone(),
            source: Source {
                text: None,
                at: self.at,
                section: passage.as_ref().and_then(|passage| passage.section.clone()),
                hash: passage.as_ref().map(crate::text::Passage::hash),
                quote: None,
            },
            find: None,
            slots: vec![Slot { name, value, aliases: Vec::new(), approx: false, answer: None }],
            asks,
            wrong: Vec::new(),
            label: None,
            remark: None,
            why: None,
            present: false,
            confidence: None,
        })
    }
}

/// What words stand for: an entity of the file, a date, a number, else themselves.
fn value_of(text: &str, file: &FactsFile) -> Value {
    let entity = file
        .entities
        .iter()
        .find(|entity| entity.id.as_str() == text || entity.names().any(|name| name == text));
    if let Some(entity) = entity {
        return Value::Entity(entity.id.clone());
    }
    if let Ok(date) = text.parse::<Date>() {
        return Value::Date(date);
    }
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() => Value::Number { value, unit: None },
        _ => Value::Text(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const DOCUMENT: &str = "Ports\n\nThe North Port opened in 1901. It closed in May 1950.\n\nTrade\n\nSalt came from 1910 on ships.\n";
    const FACTS: &str = r#"format = 1
[document]
id = "ports"
file = "ports.txt"

[fact.weak]
kind = "event"
status = "proposed"
importance = 2
confidence = 0.5
statement = "It closed in May 1950."
source = { at = "p1 s2", section = "Ports" }
slots.when = "1950-05"

[fact.salt]
kind = "event"
status = "proposed"
importance = 2
confidence = 0.9
statement = "Salt came from 1910 on ships."
source = { at = "p2 s1", section = "Trade" }
slots.when = "1910"

[fact.north]
kind = "event"
status = "proposed"
importance = 2
confidence = 0.8
statement = "The North Port opened in 1901."
source = { at = "p1 s1", section = "Ports" }
slots.when = "1901"
"#;

    fn review(weak: bool) -> (tempfile::TempDir, Review) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("ports.txt"), DOCUMENT).unwrap();
        let path = folder.path().join("ports.facts.toml");
        fs::write(&path, FACTS).unwrap();
        let review = Review::open(&path, None, weak).unwrap();
        (folder, review)
    }

    #[test]
    fn the_surest_of_each_section_come_first_and_weak_ones_are_hidden() {
        let (_folder, mut review) = review(false);
        let first = review.next().unwrap();
        assert_eq!((first.fact.id.as_str(), first.left, review.hidden()), ("north", 2, 1));
        assert_eq!(first.passage.as_deref(), Some("The North Port opened in \u{2039}1901\u{203A}."));
        assert_eq!(first.cards, [("The North Port opened in ____.".to_owned(), "1901".to_owned())]);
        review.skip(&first.fact.id);
        assert_eq!(review.next().unwrap().fact.id.as_str(), "salt");
        assert!(review.undo().unwrap());
        assert_eq!(review.next().unwrap().fact.id.as_str(), "north");
        review.skip(&first.fact.id);
        review.weak = true;
        assert_eq!(review.next().unwrap().fact.id.as_str(), "weak");
    }

    #[test]
    fn each_change_is_in_the_file_at_once_and_can_be_taken_back() {
        let (folder, mut review) = review(false);
        let id = review.next().unwrap().fact.id;
        review.change(&id, &[Change::Status(Status::Accepted)]).unwrap();
        let path = folder.path().join("ports.facts.toml");
        assert!(
            fs::read_to_string(&path)
                .unwrap()
                .contains("[fact.north]\nkind = \"event\"\nstatus = \"accepted\"")
        );
        assert!(review.undo().unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), FACTS);
        assert!(!review.undo().unwrap());
    }

    #[test]
    fn a_new_fact_knows_its_place() {
        let (_folder, mut review) = review(false);
        let draft = Draft {
            statement: "Salt came on ships.".into(),
            kind: FactKind::Event,
            importance: Importance::May,
            at: Some("p2 s1".parse().unwrap()),
            answer: "Salt".into(),
            question: Some("What came on ships?".into()),
        };
        let id = review.add(&draft).unwrap();
        let fact = review.file.fact(&id).unwrap();
        assert_eq!(
            (id.as_str(), fact.source.section.as_deref(), fact.source.hash.is_some()),
            ("salt-came-on-ships", Some("Trade"), true)
        );
    }
}
