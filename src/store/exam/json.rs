//! A paper as JSON in the database. The model knows no serde; these are its mirrors.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::exam::{Asked, Feedback, Marking, Paper, PaperPart, Points, Question};
use crate::store::content::{
    content_from_json, content_to_json, source_from_json, source_to_json, to_json,
};

#[derive(Serialize, Deserialize)]
struct PaperJson {
    exam: String,
    title: String,
    seed: u64,
    seconds: Option<u64>,
    pass: Option<u32>,
    marking: Marking,
    feedback: Feedback,
    shortened_from: Option<u32>,
    parts: Vec<PartJson>,
    questions: Vec<AskedJson>,
    objectives: Vec<(String, String)>,
}

#[derive(Serialize, Deserialize)]
struct PartJson {
    title: String,
    points: Points,
}

#[derive(Serialize, Deserialize)]
struct AskedJson {
    part: usize,
    counts_for: Option<String>,
    key: String,
    content: Value,
    objective: Option<String>,
    why: Option<String>,
    source: Option<Value>,
    order: Vec<usize>,
}

/// A text of JSON as a value within another; it was written by this room.
fn value(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_default()
}

impl From<&Asked> for AskedJson {
    fn from(asked: &Asked) -> Self {
        let question = &asked.question;
        Self {
            part: asked.part,
            counts_for: asked.counts_for.clone(),
            key: question.key.to_string(),
            content: value(&content_to_json(&question.content)),
            objective: question.objective.clone(),
            why: question.why.clone(),
            source: question.source.as_ref().map(|source| value(&source_to_json(source))),
            order: asked.order.clone(),
        }
    }
}

impl AskedJson {
    fn read(self) -> Option<Asked> {
        let source = match self.source {
            None => None,
            Some(source) => Some(source_from_json(&source.to_string())?),
        };
        let question = Question {
            key: self.key.parse().ok()?,
            content: content_from_json(&self.content.to_string())?,
            objective: self.objective,
            why: self.why,
            source,
        };
        Some(Asked { part: self.part, counts_for: self.counts_for, question, order: self.order })
    }
}

/// The paper as JSON.
pub(super) fn paper_to_json(paper: &Paper) -> String {
    let part = |part: &PaperPart| PartJson { title: part.title.clone(), points: part.points };
    to_json(&PaperJson {
        exam: paper.exam.clone(),
        title: paper.title.clone(),
        seed: paper.seed,
        seconds: paper.seconds,
        pass: paper.pass,
        marking: paper.marking,
        feedback: paper.feedback,
        shortened_from: paper.shortened_from,
        parts: paper.parts.iter().map(part).collect(),
        questions: paper.questions.iter().map(AskedJson::from).collect(),
        objectives: paper.objectives.clone(),
    })
}

/// The paper of that JSON; none when it is damaged.
pub(super) fn paper_from_json(json: &str) -> Option<Paper> {
    let paper: PaperJson = serde_json::from_str(json).ok()?;
    let part = |part: PartJson| PaperPart { title: part.title, points: part.points };
    Some(Paper {
        exam: paper.exam,
        title: paper.title,
        seed: paper.seed,
        seconds: paper.seconds,
        pass: paper.pass,
        marking: paper.marking,
        feedback: paper.feedback,
        shortened_from: paper.shortened_from,
        parts: paper.parts.into_iter().map(part).collect(),
        questions: paper.questions.into_iter().map(AskedJson::read).collect::<Option<_>>()?,
        objectives: paper.objectives,
    })
}
