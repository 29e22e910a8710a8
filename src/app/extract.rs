//! Facts proposed from a document, and put into the author's facts file.

use std::path::{Path, PathBuf};

use super::document;
use super::facts::{self as facts_files, FactsError};
use super::write;
use crate::extract::{
    self, KnownEntity, Moment, NameClass, Proposal, ProposalKind, Proposed, ProposedSlot, ProposedValue,
};
use crate::facts::{
    self, About, Checked, Date, Entity, EntityId, EntityType, Fact, FactKind, FactsFile, Importance, Merge,
    Point, Slot, SlotAsk, Status, Value,
};
use crate::model::{DeckId, EntryId, Item, SideId, Source};
use crate::text::{self, Document};

/// Entities that are neither body nor document: words with an acronym of their own.
const TERM: &str = "term";

/// How to extract.
#[derive(Debug, Clone, Copy)]
pub struct Extract<'a> {
    /// The document.
    pub document: &'a Path,
    /// The facts file; none to only give its text.
    pub output: Option<&'a Path>,
    /// Whether each fact keeps the words of its passage.
    pub quotes: bool,
    /// Proposals at least so sure (0 to 1) give cards, unread as they are.
    pub accept_above: Option<f64>,
}

/// What was extracted.
#[derive(Debug)]
pub struct Extracted {
    /// The text of the facts file.
    pub text: String,
    /// All facts of the file.
    pub file: FactsFile,
    /// Whether a facts file was there, what became of the proposals, and how its facts stand to the document.
    pub merged: Option<Merged>,
    /// How many facts were proposed.
    pub proposed: usize,
    /// How many of them are sure enough to be shown first.
    pub sure: usize,
    /// The encoding that was guessed.
    pub encoding: Option<&'static str>,
}

/// Proposals put into a file that was there.
#[derive(Debug)]
pub struct Merged {
    /// What became of the proposals.
    pub merge: Merge,
    /// How the facts that were there stand to the document now.
    pub checked: Checked,
}

/// Extracts facts from a document, and writes them where asked.
///
/// # Errors
/// When the document or the facts file cannot be read, has faults, or cannot be written.
pub fn extract(how: &Extract<'_>) -> Result<Extracted, FactsError> {
    let reading = document::read(how.document)?;
    let parsed = text::parse(&reading.text);
    let old = match how.output {
        Some(path) if path.exists() => Some(facts_files::open(path)?),
        _ => None,
    };
    let known = old.as_ref().map(|old| known(&old.file)).unwrap_or_default();
    let proposed = extract::propose(&parsed, &known);
    let about = match &old {
        Some(old) => old.file.about.clone(),
        None => about(how, &parsed)?,
    };
    let mut fresh = facts_file(about, &proposed, &parsed, how.quotes);
    fresh.about.accept_above = how.accept_above.or(fresh.about.accept_above);
    let sure = |fact: &&Fact| {
        fact.confidence.is_some_and(|confidence| confidence * 100.0 >= f64::from(extract::CUT))
    };
    let (count, sure) = (fresh.facts.len(), fresh.facts.iter().filter(sure).count());
    let (text, merged) = match &old {
        None => (facts::render_file(&fresh, &head(how.document)), None),
        Some(old) => {
            let checked = facts::check(&old.file, Some(&parsed));
            let merge = facts::merge(&old.file, &fresh.facts);
            let text = facts::write_merge(&old.source, &old.file, &used(&fresh, &merge), &merge)?;
            (text, Some(Merged { merge, checked }))
        }
    };
    let file = match facts::parse(&how.output.unwrap_or(how.document).display().to_string(), &text) {
        facts::Parsed { file: Some(file), .. } => file,
        facts::Parsed { diagnostics, .. } => {
            return Err(FactsError::Faulty {
                path: how.output.unwrap_or(how.document).to_owned(),
                diagnostics,
            });
        }
    };
    if let Some(path) = how.output
        && old.as_ref().is_none_or(|old| old.source != text)
    {
        write::replace(path, text.as_bytes())?;
    }
    Ok(Extracted { text, file, merged, proposed: count, sure, encoding: reading.encoding })
}

/// The entities that the facts to be written need.
fn used(fresh: &FactsFile, merge: &Merge) -> FactsFile {
    let needed = |entity: &Entity| {
        merge
            .added
            .iter()
            .chain(&merge.renewed)
            .flat_map(|fact| &fact.slots)
            .any(|slot| slot.value == Value::Entity(entity.id.clone()))
    };
    FactsFile {
        entities: fresh.entities.iter().filter(|entity| needed(entity)).cloned().collect(),
        ..fresh.clone()
    }
}

fn head(document: &Path) -> String {
    let name = document.file_name().unwrap_or_default().to_string_lossy();
    format!(
        "Facts proposed from {name} by `memoire facts extract`. Nobody has read them yet:\n\
         `memoire facts review` goes through them, `memoire generate` makes the deck of those accepted."
    )
}

fn about(how: &Extract<'_>, parsed: &Document) -> Result<About, FactsError> {
    let stem = how.document.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let title = parsed.title().map_or_else(|| stem.clone(), str::to_owned);
    Ok(About {
        id: DeckId::new(extract::id_of(&stem))?,
        title,
        file: how.output.and_then(|output| file_from(output, how.document)),
        url: None,
        as_of: None,
        topic: Vec::new(),
        tags: Vec::new(),
        accept_above: how.accept_above,
    })
}

/// The document as the facts file names it: by its way from there.
fn file_from(facts: &Path, document: &Path) -> Option<String> {
    if document == Path::new(document::STDIN) {
        return None;
    }
    let document = document.canonicalize().ok()?;
    let folder =
        facts.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let folder = folder.canonicalize().ok()?;
    let shared = folder.components().zip(document.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().count() - shared;
    let way: PathBuf = std::iter::repeat_n(Path::new("..").as_os_str(), up)
        .chain(document.components().skip(shared).map(std::path::Component::as_os_str))
        .collect();
    Some(way.to_string_lossy().replace('\\', "/"))
}

/// The entities of a facts file, as extraction knows them.
fn known(file: &FactsFile) -> Vec<KnownEntity> {
    file.entities
        .iter()
        .map(|entity| KnownEntity {
            id: entity.id.as_str().to_owned(),
            class: class_of(entity.kind),
            name: entity.name.clone(),
            acronym: entity.acronym.clone(),
            aliases: entity.aliases.clone(),
            topic: file.about.topic.contains(&entity.id),
        })
        .collect()
}

const fn class_of(kind: EntityType) -> NameClass {
    match kind {
        EntityType::Org => NameClass::Org,
        EntityType::Doc => NameClass::Doc,
        EntityType::Place => NameClass::Place,
        EntityType::Person => NameClass::Person,
        EntityType::Role => NameClass::Role,
        EntityType::Event => NameClass::Event,
        EntityType::Operation => NameClass::Operation,
    }
}

const fn type_of(class: NameClass) -> EntityType {
    match class {
        NameClass::Org | NameClass::Other => EntityType::Org,
        NameClass::Doc => EntityType::Doc,
        NameClass::Place => EntityType::Place,
        NameClass::Person => EntityType::Person,
        NameClass::Role => EntityType::Role,
        NameClass::Event => EntityType::Event,
        NameClass::Operation => EntityType::Operation,
    }
}

/// The proposals as a facts file of their own.
fn facts_file(about: About, proposed: &Proposed, document: &Document, quotes: bool) -> FactsFile {
    let ids: Vec<Option<EntityId>> =
        proposed.entities.iter().map(|entity| EntityId::new(&entity.id).ok()).collect();
    let mut taken = std::collections::HashSet::new();
    let facts: Vec<Fact> = proposed
        .facts
        .iter()
        .filter_map(|proposal| fact(proposal, &ids, document, quotes, &mut taken))
        .collect();
    let used = |id: &EntityId| {
        facts.iter().flat_map(|fact| &fact.slots).any(|slot| slot.value == Value::Entity(id.clone()))
    };
    let entities = proposed.entities.iter().zip(&ids).filter_map(|(entity, id)| {
        let id = id.clone().filter(used)?;
        let subtype = (entity.class == NameClass::Other).then(|| TERM.to_owned());
        let (name, acronym, aliases) = (entity.name.clone(), entity.acronym.clone(), entity.aliases.clone());
        Some(Entity { id, kind: type_of(entity.class), subtype, name, acronym, aliases })
    });
    FactsFile {
        about,
        objectives: Vec::new(),
        entities: entities.collect(),
        facts: facts.clone(),
        sequences: Vec::new(),
    }
}

fn fact(
    proposal: &Proposal,
    entities: &[Option<EntityId>],
    document: &Document,
    quotes: bool,
    taken: &mut std::collections::HashSet<String>,
) -> Option<Fact> {
    let passage = document.passage(&proposal.at)?;
    let mut id = proposal.slug.clone();
    let mut number = 2;
    while !taken.insert(id.clone()) {
        id = format!("{}-{number}", proposal.slug);
        number += 1;
    }
    let slots: Vec<(Slot, Option<SlotAsk>)> =
        proposal.slots.iter().filter_map(|proposed| slot(proposed, entities)).collect();
    let asks = slots.iter().filter_map(|(slot, ask)| Some((slot.name.clone(), ask.clone()?))).collect();
    let slots = slots.into_iter().map(|(slot, _)| slot).collect();
    Some(Fact {
        id: EntryId::new(id).ok()?,
        kind: kind_of(proposal.kind),
        status: Status::Proposed,
        importance: Importance::from_number(proposal.importance.into()).unwrap_or(Importance::May),
        objective: None,
        tags: Vec::new(),
        statement: proposal.statement.clone(),
        source: Source {
            text: None,
            at: Some(proposal.at),
            section: proposal.section.clone(),
            hash: Some(passage.hash()),
            quote: quotes.then_some(passage.raw),
        },
        find: None,
        slots,
        asks,
        wrong: Vec::new(),
        label: None,
        remark: None,
        why: None,
        present: false,
        confidence: Some(f64::from(proposal.confidence) / 100.0),
    })
}

const fn kind_of(kind: ProposalKind) -> FactKind {
    match kind {
        ProposalKind::Event => FactKind::Event,
        ProposalKind::Signature => FactKind::Signature,
        ProposalKind::Acronym => FactKind::Acronym,
        ProposalKind::Definition => FactKind::Definition,
        ProposalKind::LegalBasis => FactKind::LegalBasis,
        ProposalKind::Purpose => FactKind::Purpose,
        ProposalKind::Membership => FactKind::Membership,
        ProposalKind::List => FactKind::List,
        ProposalKind::Number => FactKind::Number,
    }
}

fn slot(proposed: &ProposedSlot, entities: &[Option<EntityId>]) -> Option<(Slot, Option<SlotAsk>)> {
    let mut aliases = proposed.aliases.clone();
    let value = match &proposed.value {
        ProposedValue::Entity(index) => Value::Entity(entities.get(*index)?.clone()?),
        ProposedValue::Date(first, last) => {
            let date = match last {
                None => Date::At(point(first)?),
                Some(last) => Date::Span(point(first)?, point(last)?),
            };
            if !date.forms().contains(&proposed.surface) && !proposed.surface.is_empty() {
                aliases.insert(0, proposed.surface.clone());
            }
            Value::Date(date)
        }
        ProposedValue::Place(text) => Value::Place(text.clone()),
        ProposedValue::Person(text) => Value::Person(text.clone()),
        ProposedValue::Number { value, unit } => {
            if proposed.surface.parse::<f64>().ok() != Some(*value) && !proposed.surface.is_empty() {
                aliases.insert(0, proposed.surface.clone());
            }
            Value::Number { value: *value, unit: unit.clone() }
        }
        ProposedValue::Resolution { number, body } => {
            Value::Resolution { number: number.clone(), body: body.clone() }
        }
        ProposedValue::Article { number } => {
            if !proposed.surface.is_empty()
                && proposed.surface.contains(|c: char| !c.is_alphanumeric() && c != ' ')
            {
                aliases.insert(0, proposed.surface.clone());
            }
            Value::Article { number: number.clone(), of: None }
        }
        ProposedValue::Text(text) => Value::Text(text.clone()),
        ProposedValue::Items(items) => {
            Value::Items(items.iter().map(|text| Item { text: text.clone(), aliases: Vec::new() }).collect())
        }
    };
    let ask = proposed.question.as_ref().map(|text| SlotAsk::Question {
        text: text.clone(),
        typed: None,
        ordered: false,
        hint: None,
    });
    let name = SideId::new(proposed.name.clone()).ok()?;
    Some((Slot { name, value, aliases, approx: false, answer: None }, ask))
}

fn point(moment: &Moment) -> Option<Point> {
    Point::new(moment.year.into(), moment.month.map(u32::from), moment.day.map(u32::from))
}
