//! The blueprint of an exam: how many questions of what, in how many minutes, marked how.
//!
//! Read from TOML with all its faults at once, as decks are.

use std::fmt;
use std::ops::Range;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use toml::de::{DeTable, DeValue};

use super::points::Points;
use crate::deck::keys::{KeySet, nearest_word};
use crate::deck::{self, Faults, Field, Fields, in_order};
use crate::model::query::Query;
use crate::model::{Day, Diagnostic, EntryId, IdError, Kind, Timestamp};

const TOP: KeySet = KeySet { table: "a blueprint", keys: &["format", "exam", "part"] };
const EXAM: KeySet = KeySet {
    table: "an exam",
    keys: &["id", "title", "date", "starts", "minutes", "pass", "marking", "penalty", "feedback"],
};
const PART: KeySet =
    KeySet { table: "a part", keys: &["title", "select", "counts", "questions", "points", "kinds"] };

/// What a wrong answer costs under negative marking, where the blueprint does not say.
pub const USUAL_PENALTY: Points = Points::from_thousandths(250);
/// No exam asks more: a number beyond it is a slip.
const MOST_QUESTIONS: u32 = 1000;
/// The longest exam, in minutes.
const MOST_MINUTES: u32 = 24 * 60;

/// The id of an exam.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExamId(EntryId);

impl ExamId {
    /// Checks the form and wraps the text.
    ///
    /// # Errors
    /// When the text is not of the form `[a-z0-9][a-z0-9-]*`.
    pub fn new(text: &str) -> Result<Self, IdError> {
        EntryId::new(text).map(Self)
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Display for ExamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What an answer earns or costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Marking {
    /// A right answer earns its points, a wrong one nothing.
    Plain,
    /// A wrong answer costs the penalty, a share of the question's points.
    Negative {
        /// What a wrong answer costs of one point.
        penalty: Points,
    },
    /// The learner says how sure he is: right earns 1, 2 or 3 times the points, wrong costs 0, 2 or 6 times.
    Confidence,
}

impl Marking {
    const NAMES: [&'static str; 3] = ["plain", "negative", "confidence"];

    /// Its name in a blueprint.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Negative { .. } => "negative",
            Self::Confidence => "confidence",
        }
    }
}

/// When the learner is told how an answer fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Feedback {
    /// When the sitting is over.
    #[default]
    End,
    /// After each question; an answer is final then.
    Question,
}

impl Feedback {
    const NAMES: [(&'static str, Self); 2] = [("end", Self::End), ("question", Self::Question)];

    /// Its name in a blueprint.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::End => "end",
            Self::Question => "question",
        }
    }
}

/// The instant an exam starts, in the zone of the place where it is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// The instant.
    pub at: Timestamp,
    /// Offset of that place from UTC, in seconds.
    pub offset: i32,
}

impl Start {
    /// The civil date there.
    #[must_use]
    pub fn date(self) -> Day {
        self.there().date_naive().into()
    }

    /// The instant as read there, in the form of RFC 3339.
    #[must_use]
    pub fn rfc3339(self) -> String {
        self.there().to_rfc3339()
    }

    fn there(self) -> DateTime<FixedOffset> {
        let zone = FixedOffset::east_opt(self.offset);
        let utc = self.at.utc();
        zone.map_or_else(|| utc.fixed_offset(), |zone| utc.with_timezone(&zone))
    }
}

/// How many questions a part asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// So many, of whatever objective.
    Questions(u32),
    /// So many of each objective, in the author's order; `LO 1` covers `LO 1.2`, not `LO 10`.
    Counts(Vec<(String, u32)>),
}

impl Wanted {
    /// All questions of the part.
    #[must_use]
    pub fn total(&self) -> u32 {
        match self {
            Self::Questions(number) => *number,
            Self::Counts(counts) => counts.iter().map(|(_, count)| count).sum(),
        }
    }
}

/// A part of an exam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its title.
    pub title: String,
    /// Which cards it asks, as the arguments of a query; all when empty.
    pub select: Vec<String>,
    /// How many questions.
    pub wanted: Wanted,
    /// What each question is worth.
    pub points: Points,
    /// How a question may be put; never empty.
    pub kinds: Vec<Kind>,
}

/// The blueprint of an exam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blueprint {
    /// The file, as the user knows it.
    pub path: String,
    /// Its id.
    pub id: ExamId,
    /// Its title.
    pub title: String,
    /// The day of the exam; where only `starts` is given, the date at that place.
    pub date: Option<Day>,
    /// The instant it starts.
    pub starts: Option<Start>,
    /// How long it takes; none: as long as the learner likes.
    pub minutes: Option<u32>,
    /// Hundredths of all points that pass; none: there is no such mark.
    pub pass: Option<u32>,
    /// What answers earn.
    pub marking: Marking,
    /// When answers are told.
    pub feedback: Feedback,
    /// Its parts; never empty.
    pub parts: Vec<Part>,
}

impl Blueprint {
    /// All questions.
    #[must_use]
    pub fn questions(&self) -> u32 {
        self.parts.iter().map(|part| part.wanted.total()).sum()
    }
}

/// What reading a blueprint gave.
#[derive(Debug, Clone, PartialEq)]
pub struct ParsedBlueprint {
    /// The blueprint; none when the file has an error.
    pub blueprint: Option<Blueprint>,
    /// All faults and remarks, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// How a question of an exam may be put. A card that is answered in one's head is put as typed, where its answer is
/// short.
pub const KINDS: [Kind; 6] =
    [Kind::Choice, Kind::TrueFalse, Kind::Typed, Kind::Cloze, Kind::List, Kind::Order];

/// Reads a blueprint. All its faults are told at once; `path` is what they are told under.
#[must_use]
pub fn parse(path: &str, source: &str) -> ParsedBlueprint {
    let mut faults = Faults::new(path, source);
    let found = deck::read(source, &mut faults, |table, faults| {
        let fields = Fields::new(table, &TOP);
        if !deck::readable_format(&fields, faults) {
            return None;
        }
        fields.refuse_unknown(faults);
        let parts = parts(&fields, faults);
        exam(&fields, parts, faults)
    });
    let blueprint = found.filter(|_| !faults.any_error());
    ParsedBlueprint { blueprint, diagnostics: faults.finish() }
}

fn exam(fields: &Fields<'_>, parts: Vec<Part>, faults: &mut Faults<'_>) -> Option<Blueprint> {
    let Some(field) = fields.get("exam") else {
        let hint = "write [exam] with id, title, minutes and pass, then a [[part]]";
        faults.error_hinted(0..0, "missing-key", "no `exam`", hint);
        return None;
    };
    let table = field.expect_table(faults)?;
    let fields = Fields::new(table, &EXAM);
    fields.refuse_unknown(faults);
    let at = field.key_span(faults);
    let id = id(&fields, at, faults);
    let starts = fields.get("starts").and_then(|field| start(&field, faults));
    let date = fields.get("date").and_then(|field| date(&field, starts, faults));
    let minutes = fields.get("minutes").and_then(|field| whole(&field, 1..=MOST_MINUTES, faults));
    let pass = fields.get("pass").and_then(|field| whole(&field, 0..=100, faults));
    let marking = marking(&fields, faults);
    let feedback = fields.get("feedback").and_then(|field| feedback(&field, faults)).unwrap_or_default();
    let title = fields.text("title", faults);
    let id = id?;
    Some(Blueprint {
        path: faults.path().to_owned(),
        title: title.unwrap_or_else(|| id.to_string()),
        date: date.or_else(|| starts.map(Start::date)),
        id,
        starts,
        minutes,
        pass,
        marking,
        feedback,
        parts,
    })
}

fn id(fields: &Fields<'_>, at: Range<usize>, faults: &mut Faults<'_>) -> Option<ExamId> {
    let Some(field) = fields.get("id") else {
        let file = faults.path().rsplit(['/', '\\']).next().unwrap_or_default();
        let name = deck::cloze::slug(file.trim_end_matches(".toml").trim_end_matches(".exam"));
        let hint = format!("write id = \"{name}\" below [exam]; attempts are kept under it, so it should stay");
        faults.error_hinted(at, "missing-key", "the exam has no `id`", hint);
        return None;
    };
    let text = field.text(faults)?;
    match ExamId::new(&text) {
        Ok(id) => Some(id),
        Err(error) => {
            let slug = deck::cloze::slug(&error.text);
            let hint = format!("ids are small letters, digits and hyphens: id = \"{slug}\"");
            faults.error_hinted(field.span(), "bad-id", format!("`{}` is no id", error.text), hint);
            None
        }
    }
}

/// The words of a date, quoted or not.
fn written<'s>(field: &Field<'_>, faults: &Faults<'s>) -> &'s str {
    faults.source()[field.span()].trim_matches(['"', '\''])
}

fn start(field: &Field<'_>, faults: &mut Faults<'_>) -> Option<Start> {
    let words = written(field, faults).replacen(' ', "T", 1);
    let Ok(start) = DateTime::parse_from_rfc3339(&words) else {
        let hint = "write the instant with its offset: starts = 2026-12-18T09:00:00+01:00";
        faults.error_hinted(field.span(), "bad-date", "`starts` must be a date and time with an offset", hint);
        return None;
    };
    Some(Start { at: Timestamp::from_unix(start.timestamp()), offset: start.offset().local_minus_utc() })
}

fn date(field: &Field<'_>, starts: Option<Start>, faults: &mut Faults<'_>) -> Option<Day> {
    let Ok(date) = NaiveDate::parse_from_str(written(field, faults), "%Y-%m-%d") else {
        let hint = "write the day of the exam: date = 2026-12-18";
        faults.error_hinted(field.span(), "bad-date", "`date` must be a day", hint);
        return None;
    };
    let date = Day::from(date);
    if let Some(there) = starts.map(Start::date).filter(|there| *there != date) {
        let message = format!("`date` is {date}, but `starts` is on {there}");
        faults.error_hinted(field.span(), "date-mismatch", message, "remove `date`: `starts` tells it");
    }
    Some(date)
}

fn whole(
    field: &Field<'_>,
    range: std::ops::RangeInclusive<u32>,
    faults: &mut Faults<'_>,
) -> Option<u32> {
    let number = match field.value {
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    };
    let number = number.and_then(|number| u32::try_from(number).ok()).filter(|number| range.contains(number));
    if number.is_none() {
        let (least, most) = (range.start(), range.end());
        let message = format!("`{}` must be a whole number from {least} to {most}", field.name);
        faults.error_hinted(field.span(), "wrong-type", message, format!("write {} = {}", name_of(field), least.max(&1)));
    }
    number
}

/// The name as it has to be written: in quotes where it is no bare key.
fn name_of(field: &Field<'_>) -> String {
    let bare = field.name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    if bare { field.name.to_owned() } else { format!("\"{}\"", field.name) }
}

fn marking(fields: &Fields<'_>, faults: &mut Faults<'_>) -> Marking {
    let penalty = fields.get("penalty");
    let name = fields.get("marking").and_then(|field| one_of(&field, &Marking::NAMES, faults));
    let share = penalty.and_then(|field| field.tolerance(faults));
    match (name.as_deref(), penalty) {
        (Some("negative"), None) => Marking::Negative { penalty: USUAL_PENALTY },
        (Some("negative"), Some(_)) => {
            Marking::Negative { penalty: share.map_or(USUAL_PENALTY, Points::nearest) }
        }
        (other, penalty) => {
            if let Some(field) = penalty {
                let hint = "write marking = \"negative\", or remove `penalty`";
                let message = "`penalty` belongs to negative marking";
                faults.error_hinted(field.key_span(faults), "penalty-without-negative", message, hint);
            }
            if other == Some("confidence") { Marking::Confidence } else { Marking::Plain }
        }
    }
}

fn feedback(field: &Field<'_>, faults: &mut Faults<'_>) -> Option<Feedback> {
    let word = one_of(field, &Feedback::NAMES.map(|(name, _)| name), faults)?;
    Feedback::NAMES.iter().find(|(name, _)| *name == word).map(|&(_, feedback)| feedback)
}

/// A word out of a few.
fn one_of(field: &Field<'_>, known: &[&str], faults: &mut Faults<'_>) -> Option<String> {
    let word = field.text(faults)?;
    if known.contains(&word.as_str()) {
        return Some(word);
    }
    let list = known.join(", ");
    let hint = nearest_word(known.iter().copied(), &word)
        .map_or_else(|| format!("known are {list}"), |near| format!("did you mean \"{near}\"?"));
    faults.error_hinted(field.span(), "unknown-value", format!("`{}` cannot be \"{word}\"", field.name), hint);
    None
}

fn parts(fields: &Fields<'_>, faults: &mut Faults<'_>) -> Vec<Part> {
    const HINT: &str = "write [[part]], then title, select and questions below it";
    let Some(field) = fields.get("part") else {
        faults.error_hinted(0..0, "missing-key", "no `part`", HINT);
        return Vec::new();
    };
    let DeValue::Array(tables) = field.value else {
        let message = "`part` must be a list of tables";
        faults.error_hinted(field.span(), "wrong-type", message, "put the header in double brackets: [[part]]");
        return Vec::new();
    };
    let mut parts = Vec::new();
    for (value, number) in tables.iter().zip(1..) {
        match value.get_ref() {
            DeValue::Table(table) => parts.extend(part(number, table, value.span(), faults)),
            _ => faults.error_hinted(value.span(), "wrong-type", "a part must be a table", HINT),
        }
    }
    if tables.is_empty() {
        faults.error_hinted(field.span(), "empty", "there is no part", HINT);
    }
    parts
}

fn part(number: u32, table: &DeTable<'_>, at: Range<usize>, faults: &mut Faults<'_>) -> Option<Part> {
    let fields = Fields::new(table, &PART);
    fields.refuse_unknown(faults);
    let select = fields.get("select").and_then(|field| select(&field, faults));
    let wanted = wanted(&fields, at, faults);
    let points = fields.get("points").and_then(|field| points(&field, faults));
    let kinds = fields.get("kinds").map(|field| kinds(&field, faults));
    let title = fields.text("title", faults).unwrap_or_else(|| format!("Part {number}"));
    Some(Part {
        title,
        select: select.unwrap_or_default(),
        wanted: wanted?,
        points: points.unwrap_or(Points::ONE),
        kinds: kinds.unwrap_or_else(|| KINDS.to_vec()),
    })
}

/// The arguments of the query, each understood.
fn select(field: &Field<'_>, faults: &mut Faults<'_>) -> Option<Vec<String>> {
    let one_text = !field.value.is_array();
    let texts = field.texts(faults)?;
    let arguments = if one_text { texts.iter().flat_map(|text| arguments(text)).collect() } else { texts };
    if let Err(error) = Query::parse(&arguments) {
        let hint = "a query is made of words and of deck: tag: obj: kind: is:, as on the command line";
        faults.error_hinted(field.span(), "bad-query", format!("`select`: {error}"), hint);
        return None;
    }
    Some(arguments)
}

/// The arguments of a query written as one text: parted by blanks outside double quotes, as a shell parts them; a
/// phrase keeps its quotes.
#[must_use]
pub fn arguments(text: &str) -> Vec<String> {
    let mut arguments = vec![String::new()];
    let mut quoted = false;
    for character in text.chars() {
        quoted ^= character == '"';
        if character.is_whitespace() && !quoted {
            arguments.push(String::new());
        } else if let Some(last) = arguments.last_mut() {
            last.push(character);
        }
    }
    arguments.retain(|argument| !argument.is_empty());
    arguments
}

fn wanted(fields: &Fields<'_>, at: Range<usize>, faults: &mut Faults<'_>) -> Option<Wanted> {
    const HINT: &str = "write questions = 8, or counts = { \"LO 1\" = 4, \"LO 2\" = 4 }";
    match (fields.get("questions"), fields.get("counts")) {
        (None, None) => {
            faults.error_hinted(at, "missing-key", "the part has neither `questions` nor `counts`", HINT);
            None
        }
        (Some(_), Some(counts)) => {
            let message = "`questions` and `counts` say the same thing twice";
            let hint = "keep `counts` for so many by objective, else `questions`";
            faults.error_hinted(counts.key_span(faults), "duplicate-key", message, hint);
            None
        }
        (Some(questions), None) => whole(&questions, 1..=MOST_QUESTIONS, faults).map(Wanted::Questions),
        (None, Some(counts)) => {
            let table = counts.expect_table(faults)?;
            let mut wanted = Vec::new();
            for field in in_order(table) {
                if field.table().is_some() {
                    let message = format!("the objective `{}...` needs quotes: a dot parts keys", field.name);
                    faults.error_hinted(field.key_span(faults), "key-needs-quotes", message, HINT);
                } else if let Some(count) = whole(&field, 0..=MOST_QUESTIONS, faults) {
                    wanted.push((field.name.to_owned(), count));
                }
            }
            if wanted.iter().all(|(_, count)| *count == 0) && !faults.any_error() {
                faults.error_hinted(counts.span(), "empty", "the part asks no question", HINT);
            }
            wanted.retain(|(_, count)| *count > 0);
            Some(Wanted::Counts(wanted))
        }
    }
}

fn points(field: &Field<'_>, faults: &mut Faults<'_>) -> Option<Points> {
    let points = Points::nearest(field.tolerance(faults)?);
    if points <= Points::ZERO {
        faults.error_hinted(field.span(), "wrong-type", "`points` must be more than 0", "write points = 1");
    }
    Some(points)
}

fn kinds(field: &Field<'_>, faults: &mut Faults<'_>) -> Vec<Kind> {
    let mut kinds = Vec::new();
    for (value, span) in field.elements() {
        let Some(name) = deck::text(field.name, value, span.clone(), faults) else { continue };
        match KINDS.iter().find(|kind| kind.name() == name) {
            Some(kind) if !kinds.contains(kind) => kinds.push(*kind),
            Some(_) => {}
            None => {
                let known = KINDS.map(Kind::name);
                let hint = match (Kind::from_name(&name), nearest_word(known.iter().copied(), &name)) {
                    (Some(_), _) => "a card answered in one's head is put as \"typed\", where its answer is short".to_owned(),
                    (None, Some(near)) => format!("did you mean \"{near}\"?"),
                    (None, None) => format!("known are {}", known.join(", ")),
                };
                faults.error_hinted(span, "unknown-kind", format!("no question is put as \"{name}\""), hint);
            }
        }
    }
    if kinds.is_empty() && !faults.any_error() {
        let hint = "name at least one, or remove the key for all";
        faults.error_hinted(field.span(), "empty", "`kinds` is empty", hint);
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"format = 1
[exam]
id = "final"
title = "Final"
date = 2026-12-18
minutes = 30
pass = 70
marking = "negative"
penalty = 0.5
feedback = "question"
[[part]]
title = "Balkans"
select = "deck:nato-un tag:balkans"
counts = { "LO 1" = 4, "LO 2" = 3 }
points = 2
kinds = ["choice", "order"]
[[part]]
questions = 8
"#;

    fn faults(source: &str) -> Vec<String> {
        let parsed = parse("x.exam.toml", source);
        assert!(parsed.blueprint.is_none());
        parsed.diagnostics.iter().map(|one| format!("{}:{} {}", one.line, one.column, one.code)).collect()
    }

    #[test]
    fn a_blueprint_is_read_whole() {
        let parsed = parse("x.exam.toml", WHOLE);
        assert_eq!(parsed.diagnostics, []);
        let exam = parsed.blueprint.unwrap();
        assert_eq!((exam.id.as_str(), exam.minutes, exam.pass), ("final", Some(30), Some(70)));
        assert_eq!(exam.date.unwrap().to_string(), "2026-12-18");
        assert_eq!(exam.marking, Marking::Negative { penalty: Points::from_thousandths(500) });
        assert_eq!(exam.feedback, Feedback::Question);
        let part = &exam.parts[0];
        assert_eq!(part.select, ["deck:nato-un", "tag:balkans"]);
        assert_eq!(part.wanted, Wanted::Counts(vec![("LO 1".into(), 4), ("LO 2".into(), 3)]));
        assert_eq!((part.points, &part.kinds[..]), (Points::from_thousandths(2000), &[Kind::Choice, Kind::Order][..]));
        assert_eq!((exam.parts[1].title.as_str(), exam.parts[1].kinds.len()), ("Part 2", KINDS.len()));
        assert_eq!(exam.questions(), 15);
    }

    #[test]
    fn all_faults_are_told_at_once_each_at_its_place() {
        let source = WHOLE
            .replace("minutes = 30", "minuts = 30")
            .replace("pass = 70", "pass = 170")
            .replace("\"negative\"", "\"negativ\"")
            .replace("deck:nato-un tag:balkans", "dck:nato-un")
            .replace("\"LO 2\" = 3", "\"LO 2\" = -3")
            .replace("\"order\"", "\"basic\"");
        let expected = [
            "6:1 unknown-key",
            "7:8 wrong-type",
            "8:11 unknown-value",
            "9:1 penalty-without-negative",
            "13:10 bad-query",
            "14:33 wrong-type",
            "16:20 unknown-kind",
        ];
        assert_eq!(faults(&source), expected);
        let parsed = parse("x.exam.toml", &source);
        assert_eq!(parsed.diagnostics[0].hint.as_deref(), Some("did you mean `minutes`?"));
        assert_eq!(parsed.diagnostics[2].hint.as_deref(), Some("did you mean \"negative\"?"));
    }

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(faults("format = 1\n"), ["1:1 missing-key", "1:1 missing-key"]);
        assert_eq!(faults("format = 2\n"), ["1:10 newer-format"]);
        assert_eq!(faults("format = 1\n[exam]\nid = \"a\"\n[part]\nquestions = 1\n"), ["4:1 wrong-type"]);
        assert_eq!(faults("format = 1\n[exam]\nid = \"a\"\n[[part]]\ntitle = \"x\"\n"), ["4:1 missing-key"]);
        assert_eq!(faults("format = 1\n[exam]\nid = \"A b\"\n[[part]]\nquestions = 1\n"), ["3:6 bad-id"]);
    }

    #[test]
    fn an_exam_starts_in_the_zone_of_its_place() {
        let with = |lines: &str| {
            let source = format!("format = 1\n[exam]\nid = \"a\"\n{lines}\n[[part]]\nquestions = 1\n");
            parse("a.exam.toml", &source)
        };
        let exam = with("starts = 2026-12-18T01:00:00+09:00").blueprint.unwrap();
        let start = exam.starts.unwrap();
        assert_eq!(start.at.utc().to_rfc3339(), "2026-12-17T16:00:00+00:00");
        assert_eq!((exam.date.unwrap().to_string().as_str(), start.rfc3339().as_str()), ("2026-12-18", "2026-12-18T01:00:00+09:00"));
        let codes = |lines: &str| with(lines).diagnostics.iter().map(|one| one.code).collect::<Vec<_>>();
        assert_eq!(codes("starts = 2026-12-18T09:00:00"), ["bad-date"]);
        assert_eq!(codes("starts = 2026-12-18T01:00:00+09:00\ndate = 2026-12-17"), ["date-mismatch"]);
    }

    #[test]
    fn a_query_in_one_text_is_parted_as_a_shell_parts_it() {
        assert_eq!(arguments("deck:a  obj:\"LO 1\" \"a phrase\""), ["deck:a", "obj:\"LO 1\"", "\"a phrase\""]);
    }
}
