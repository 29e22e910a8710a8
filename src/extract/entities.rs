//! The entities of a document: those the author knows, those with an acronym, and names as they come.

use std::collections::{HashMap, HashSet};

use super::acronyms::{Pair, keep_best, pairs};
use super::gazetteer::is_place;
use super::names::{NameClass, Usage, names};
use super::proposal::KnownEntity;
use super::words::words;

/// A name that stands in so many thousandths of the passages is what the document is about.
const TOPIC: usize = 230;
/// Shorter documents have no such names.
const PASSAGES: usize = 9;

/// All entities known so far, and how to find them by name.
#[derive(Debug, Default)]
pub(super) struct Registry {
    pub entities: Vec<KnownEntity>,
    by_name: HashMap<String, usize>,
    ids: HashSet<String>,
    topics: HashSet<String>,
}

impl Registry {
    pub(super) fn new(known: &[KnownEntity]) -> Self {
        let mut registry = Self::default();
        for entity in known {
            registry.add(entity.clone());
        }
        registry
    }

    fn add(&mut self, entity: KnownEntity) -> usize {
        let index = self.entities.len();
        for name in [Some(&entity.name), entity.acronym.as_ref()].into_iter().flatten().chain(&entity.aliases)
        {
            self.by_name.entry(name.clone()).or_insert(index);
        }
        self.ids.insert(entity.id.clone());
        self.entities.push(entity);
        index
    }

    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).or_else(|| self.by_name.get(&plain_quotes(name))).copied()
    }

    /// The entity of an acronym pair, new or known.
    pub(super) fn of_pair(&mut self, pair: &Pair) -> usize {
        let long = plain_name(&pair.long);
        if let Some(index) = self.find(&pair.short).or_else(|| self.find(&long)) {
            self.complete(index, pair, &long);
            return index;
        }
        let class = class_of(&pair.long);
        let aliases = if long == pair.long {
            Vec::new()
        } else {
            vec![pair.long.clone(), format!("{} ({})", pair.long, pair.short)]
        };
        let id = self.free_id(&pair.short);
        self.add(KnownEntity {
            id,
            class,
            name: long,
            acronym: Some(pair.short.clone()),
            aliases,
            topic: false,
        })
    }

    /// Fills in what the text adds to an entity that came without an acronym.
    fn complete(&mut self, index: usize, pair: &Pair, long: &str) {
        let entity = &mut self.entities[index];
        if entity.acronym.is_none() && entity.name == long {
            entity.acronym = Some(pair.short.clone());
            self.by_name.insert(pair.short.clone(), index);
        } else if entity.acronym.as_deref() == Some(&pair.short)
            && entity.name != long
            && !entity.aliases.iter().any(|alias| alias == long)
        {
            entity.aliases.push(long.to_owned());
            self.by_name.insert(long.to_owned(), index);
        }
        let entity = &mut self.entities[index];
        if pair.long != entity.name && !entity.aliases.contains(&pair.long) {
            entity.aliases.push(pair.long.clone());
            self.by_name.insert(pair.long.clone(), index);
        }
    }

    /// The entity of a name, made when it is not known yet.
    pub(super) fn of_name(&mut self, name: &str, class: NameClass) -> usize {
        if let Some(index) = self.find(name) {
            return index;
        }
        let id = self.free_id(name);
        self.add(KnownEntity {
            id,
            class,
            name: name.to_owned(),
            acronym: None,
            aliases: Vec::new(),
            topic: false,
        })
    }

    fn free_id(&self, name: &str) -> String {
        let slug = slug(name);
        let slug = if slug.is_empty() { "entity".to_owned() } else { slug };
        let taken = |id: &String| self.ids.contains(id);
        if !taken(&slug) {
            return slug;
        }
        (2..).map(|number| format!("{slug}-{number}")).find(|id| !taken(id)).unwrap_or(slug)
    }

    /// Names to take whole, the longest first.
    pub(super) fn phrases(&self) -> Vec<(String, NameClass)> {
        let mut phrases: Vec<(String, NameClass)> = self
            .entities
            .iter()
            .flat_map(|entity| {
                let full = entity.acronym.as_ref().map(|acronym| format!("{} ({acronym})", entity.name));
                let short = entity.acronym.clone().filter(|acronym| acronym.contains(' '));
                let own = entity.name.contains(' ').then(|| entity.name.clone());
                let aliases = entity.aliases.iter().filter(|alias| alias.contains(' ')).cloned();
                full.into_iter()
                    .chain(short)
                    .chain(own)
                    .chain(aliases)
                    .map(|name| (name, entity.class))
                    .collect::<Vec<_>>()
            })
            .collect();
        phrases.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        phrases
    }

    /// Marks what the document is about: what its title names, and what every few sentences name. `named` are the names
    /// of each statement.
    pub(super) fn mark_topics(
        &mut self,
        title: Option<&str>,
        statements: &[&str],
        named: &[HashSet<String>],
    ) {
        let title = title.unwrap_or_default();
        let often = |count: usize| statements.len() >= PASSAGES && count * 1000 >= statements.len() * TOPIC;
        for entity in &mut self.entities {
            let names: Vec<&str> = [Some(&entity.name), entity.acronym.as_ref()]
                .into_iter()
                .flatten()
                .chain(&entity.aliases)
                .map(String::as_str)
                .collect();
            let titled = names.iter().any(|name| holds(title, name));
            let full = entity
                .acronym
                .as_ref()
                .map(|acronym| format!("{} ({acronym})", entity.name))
                .unwrap_or_default();
            let count = named
                .iter()
                .filter(|found| found.contains(&full) || names.iter().any(|name| found.contains(*name)))
                .count();
            entity.topic |= titled || often(count);
        }
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for name in named.iter().flatten() {
            *counts.entry(name).or_default() += 1;
        }
        let topics = counts
            .into_iter()
            .filter(|(name, count)| holds(title, name) || often(*count))
            .map(|(name, _)| name.to_owned());
        self.topics.extend(topics);
    }

    /// Whether a name is what the document is about.
    pub(super) fn is_topic(&self, name: &str) -> bool {
        self.topics.contains(name) || self.find(name).is_some_and(|index| self.entities[index].topic)
    }
}

/// Whether a name stands in a text, not inside other words.
pub(super) fn holds(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        !text[..at].ends_with(char::is_alphanumeric)
            && !text[at + name.len()..].starts_with(char::is_alphanumeric)
    })
}

fn plain_quotes(name: &str) -> String {
    name.replace('\u{2019}', "'")
}

/// `African Union's Mission in Sudan` is called without its possessive.
fn plain_name(long: &str) -> String {
    let long = long.strip_prefix("the ").unwrap_or(long);
    long.replace("\u{2019}s ", " ").replace("'s ", " ")
}

fn class_of(name: &str) -> NameClass {
    if is_place(name) {
        return NameClass::Place;
    }
    let words = words(name);
    let first = names(&words, &Usage::default(), &|_| false);
    match &first[..] {
        [one] if one.class != NameClass::Other => one.class,
        _ if words.iter().filter(|word| word.is_capital()).count() * 2 > words.len() => NameClass::Org,
        _ => NameClass::Other,
    }
}

/// Small letters, digits and hyphens.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.to_lowercase().chars() {
        let c = match c {
            '\u{E0}'..='\u{E5}' => 'a',
            '\u{E8}'..='\u{EB}' => 'e',
            '\u{EC}'..='\u{EF}' => 'i',
            '\u{F2}'..='\u{F6}' | '\u{F8}' => 'o',
            '\u{F9}'..='\u{FC}' => 'u',
            '\u{2019}' | '\'' => continue,
            c => c,
        };
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// The acronym pairs of some texts, each acronym once, with the text it is explained in.
pub(super) fn explained(texts: &[&str]) -> Vec<(usize, Pair)> {
    let mut found: Vec<(usize, Pair)> = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        for pair in pairs(text) {
            keep_best(&mut found, (index, pair), |(_, pair)| pair);
        }
    }
    found
}
