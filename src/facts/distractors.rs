//! Honest distractors: wrong answers of the same sort as the right one, drawn from the same file.
//!
//! A distractor is never another name of the answer, never stands in the question or elsewhere in the fact, and is
//! never a value that other facts of the file make true or nearly so. When in doubt there is none.

use crate::model::{Key, SideId};

use super::answers::{Way, giveaways, plain, writings};
use super::belonging::belongs_elsewhere;
use super::cloze::stands;
use super::file::{EntityType, Fact, FactKind, FactsFile, Slot, SlotAsk, Value};
use super::words::{fold, shared, speaks_of};

/// At most so many distractors stand beside the right answer.
pub(super) const MOST: usize = 3;
/// Fewer make no choice.
pub(super) const FEWEST: usize = 2;
/// Dates further off than this are no temptation: 30 years in days.
const DATE_RANGE: i64 = 30 * 365;
/// A fact whose statement holds so many thousandths of the question's words may answer it too.
const ANSWERS_TOO: usize = 600;

/// A wrong value, as an option shows it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Distractor {
    /// Its value; none when the author wrote only words.
    pub value: Option<Value>,
    pub text: String,
}

/// What is asked: everything that decides which values are wrong, and tempting.
pub(super) struct Target<'a> {
    pub file: &'a FactsFile,
    pub fact: &'a Fact,
    pub side: &'a SideId,
    pub slot: &'a Slot,
    pub question: &'a str,
    pub key: &'a Key,
}

impl Target<'_> {
    /// The distractors: the author's own first, then the closest of the file, at most three.
    pub(super) fn distractors(&self) -> Vec<Distractor> {
        let own = self
            .fact
            .wrong(self.side.as_str())
            .iter()
            .map(|text| Distractor { value: None, text: text.clone() });
        let mut chosen: Vec<Distractor> = own.filter(|own| !self.is_answer(&own.text)).take(MOST).collect();
        for value in self.ranked() {
            let text = self.shown(&value);
            if chosen.len() < MOST && !chosen.iter().any(|other| alike(&other.text, &text)) {
                chosen.push(Distractor { value: Some(value), text });
            }
        }
        chosen
    }

    /// The right answer in the form of the options: the author's own wording beside the author's own distractors.
    pub(super) fn right(&self) -> String {
        match &self.slot.answer {
            Some(answer) if !self.fact.wrong(self.side.as_str()).is_empty() => answer.clone(),
            _ => self.shown(&self.slot.value),
        }
    }

    /// A value as an option shows it: acronyms where an acronym is asked for, else names.
    fn shown(&self, value: &Value) -> String {
        match value {
            Value::Entity(id) if self.asks_acronym() => {
                self.file.entity(id).and_then(|entity| entity.acronym.clone()).unwrap_or_default()
            }
            other => plain(other, self.file),
        }
    }

    fn asks_acronym(&self) -> bool {
        self.fact.kind == FactKind::Acronym && self.side.as_str() == "acronym"
    }

    fn is_answer(&self, text: &str) -> bool {
        giveaways(self.slot, self.file).iter().any(|name| fold(name) == fold(text))
    }

    /// The other facts whose statements hold most words of the question: they may answer it too.
    fn rivals(&self) -> Vec<&Fact> {
        let others = self.file.facts.iter().filter(|other| other.id != self.fact.id);
        others.filter(|other| shared(self.question, &other.statement) >= ANSWERS_TOO).collect()
    }

    /// All honest values of the file, the closest first; equally close ones in an order fixed by the key.
    fn ranked(&self) -> Vec<Value> {
        let rivals = self.rivals();
        let mut ranked: Vec<(i64, [u8; 32], Value)> = self
            .pool()
            .into_iter()
            .filter(|value| self.is_wrong(value, &rivals))
            .filter_map(|value| {
                let seed = seed(self.key, &self.shown(&value));
                self.distance(&value).map(|distance| (distance, seed, value))
            })
            .collect();
        ranked.sort_by_key(|&(distance, seed, _)| (distance, seed));
        ranked.into_iter().map(|(_, _, value)| value).collect()
    }

    /// The values of the file that are of the answer's sort.
    fn pool(&self) -> Vec<Value> {
        let entities = self.file.entities.iter().map(|entity| Value::Entity(entity.id.clone()));
        let slots = self.file.facts.iter().flat_map(|fact| &fact.slots).map(|slot| slot.value.clone());
        let mut pool: Vec<Value> = Vec::new();
        for value in entities.chain(slots) {
            if self.same_sort(&value) && !pool.contains(&value) {
                pool.push(value);
            }
        }
        pool
    }

    fn same_sort(&self, value: &Value) -> bool {
        match (&self.slot.value, value) {
            (Value::Entity(own), Value::Entity(other)) => {
                let pair = self.file.entity(own).zip(self.file.entity(other));
                let acronym = self.fact.kind == FactKind::Acronym;
                pair.is_some_and(|(own, other)| {
                    own.kind == other.kind
                        && own.subtype == other.subtype
                        && (!acronym || other.acronym.is_some())
                })
            }
            (Value::Date(own), Value::Date(other)) => own.same_form(other),
            (Value::Number { unit: own, .. }, Value::Number { unit: other, .. }) => own == other,
            (Value::Resolution { body: own, .. }, Value::Resolution { body: other, .. }) => own == other,
            (Value::Article { of: own, .. }, Value::Article { of: other, .. }) => own == other,
            (Value::Person(_), Value::Person(_)) => true,
            (Value::Person(_), Value::Entity(other)) => {
                self.file.entity(other).is_some_and(|other| other.kind == EntityType::Person)
            }
            // A place in plain words may be a town or a sea: only the same question word makes two comparable.
            (Value::Place(_), Value::Place(other)) => self.asked_alike(other),
            _ => false,
        }
    }

    /// Whether another place is asked for with the same first words (`In which country`).
    fn asked_alike(&self, place: &str) -> bool {
        let head = |text: &str| text.split_whitespace().take(3).map(str::to_lowercase).collect::<Vec<_>>();
        let own = head(self.question);
        self.file.facts.iter().any(|fact| {
            fact.slots.iter().any(|slot| {
                slot.value == Value::Place(place.to_owned())
                    && matches!(fact.ask(slot.name.as_str()),
                        Some(SlotAsk::Question { text, .. }) if head(text) == own)
            })
        })
    }

    fn is_wrong(&self, value: &Value, rivals: &[&Fact]) -> bool {
        let probe = Slot { value: value.clone(), aliases: Vec::new(), answer: None, ..self.slot.clone() };
        let names = giveaways(&probe, self.file);
        let answers = giveaways(self.slot, self.file);
        let topic = matches!(value, Value::Entity(id) if self.file.about.topic.contains(id));
        let same = names.iter().any(|name| answers.iter().any(|answer| fold(name) == fold(answer)));
        let inside = !matches!(
            value,
            Value::Date(_) | Value::Number { .. } | Value::Resolution { .. } | Value::Article { .. }
        ) && alike(&self.right(), &self.shown(value));
        let told =
            names.iter().any(|name| speaks_of(self.question, name) || speaks_of(&self.fact.statement, name));
        let elsewhere = self
            .fact
            .slots
            .iter()
            .filter(|slot| slot.name != self.slot.name)
            .any(|slot| holds(slot, value, &names));
        let overlaps = matches!((&self.slot.value, value), (Value::Date(a), Value::Date(b)) if a.overlaps(b));
        let foreign = match (&self.slot.value, value) {
            (Value::Entity(own), Value::Entity(other)) => {
                let pair = self.file.entity(own).zip(self.file.entity(other));
                pair.is_some_and(|(own, other)| belongs_elsewhere(self.question, own, other, self.file))
            }
            _ => false,
        };
        !topic
            && !foreign
            && !same
            && !inside
            && !told
            && !elsewhere
            && !overlaps
            && !self.true_too(value, &names, rivals)
    }

    /// Whether another fact makes the value an answer to this question as well.
    fn true_too(&self, value: &Value, names: &[String], rivals: &[&Fact]) -> bool {
        if self.fact.kind == FactKind::Acronym {
            return false;
        }
        let fills = |other: &Fact| other.slots.iter().any(|slot| holds(slot, value, names));
        let told = |other: &Fact| names.iter().any(|name| speaks_of(&other.statement, name));
        let twin = |other: &Fact| {
            other.id != self.fact.id && other.kind == self.fact.kind && fills(other) && self.same_rest(other)
        };
        rivals.iter().any(|rival| fills(rival) || told(rival)) || self.file.facts.iter().any(twin)
    }

    /// Whether all other slots that both facts have are filled alike, and there is one.
    fn same_rest(&self, other: &Fact) -> bool {
        let mut pairs = self
            .fact
            .slots
            .iter()
            .filter(|slot| slot.name != self.slot.name)
            .filter_map(|slot| Some((slot, other.slot(slot.name.as_str())?)))
            .peekable();
        pairs.peek().is_some() && pairs.all(|(own, other)| own.value == other.value)
    }

    /// How far a value is from the answer, in the measure of its sort; none when it is no temptation.
    fn distance(&self, value: &Value) -> Option<i64> {
        match (&self.slot.value, value) {
            (Value::Date(own), Value::Date(other)) => {
                let days = (other.first() - own.first()).num_days().abs();
                let vague = self.slot.approx && days < 2 * 366;
                (days <= DATE_RANGE && !vague).then_some(days)
            }
            (Value::Number { value: own, .. }, Value::Number { value: other, .. }) => {
                let ratio = (other / own).ln().abs();
                #[expect(clippy::cast_possible_truncation, reason = "a logarithm of finite numbers is small")]
                ratio.is_finite().then_some((ratio * 1000.0) as i64)
            }
            // Letters of an acronym give its words away, unless others begin as it does.
            (Value::Entity(own), Value::Entity(other)) if self.fact.kind == FactKind::Acronym => {
                let acronym = |id| self.file.entity(id)?.acronym.as_deref();
                let (own, other) = acronym(own).zip(acronym(other))?;
                let distance = i64::try_from(strsim::osa_distance(own, other)).unwrap_or(i64::MAX);
                (own.chars().next() == other.chars().next()).then_some(distance)
            }
            // Names with the same beginning tempt more than others.
            (Value::Entity(_), Value::Entity(_)) => {
                let (own, other) = (self.right(), self.shown(value));
                Some(if own.split(' ').next() == other.split(' ').next() { 0 } else { 1 })
            }
            _ => Some(0),
        }
    }

    /// The statement with the answer replaced by a wrong value; none unless it stands there exactly once.
    pub(super) fn false_statement(&self, distractors: &[Distractor]) -> Option<String> {
        let statement = &self.fact.statement;
        let found = stands(statement, self.slot, self.file);
        let [stand] = &found[..] else { return None };
        let (before, after) = (&statement[..stand.range.start], &statement[stand.range.end..]);
        let told = &statement[stand.range.clone()];
        let wrong =
            distractors.iter().filter_map(|distractor| self.written(distractor, stand.way)).find(|text| {
                self.fits_behind(before, text)
                    && fits_before(after, told, text)
                    && (before.is_empty() || same_case(told, text))
            })?;
        let wrong = if before.is_empty() { capitalised(&wrong) } else { wrong };
        Some(format!("{before}{wrong}{after}"))
    }

    /// A distractor as it would be written where the answer is.
    fn written(&self, distractor: &Distractor, way: Way) -> Option<String> {
        let Some(value) = &distractor.value else {
            // The author's words fit the usual words of the answer; of others nobody knows.
            return (way == Way::Name).then(|| distractor.text.clone());
        };
        let way = if way == Way::Alias { Way::Name } else { way };
        writings(value, self.file).into_iter().find(|writing| writing.way == way).map(|writing| writing.text)
    }

    /// Whether the words before a blank leave the reader in doubt: an article that does not fit gives a statement away.
    fn fits_behind(&self, before: &str, text: &str) -> bool {
        let article = before.rsplit(' ').nth(1).unwrap_or_default();
        let vowel = text.to_lowercase().starts_with(['a', 'e', 'i', 'o', 'u']);
        let place = match &self.slot.value {
            Value::Entity(id) => self.file.entity(id).is_some_and(|entity| entity.kind == EntityType::Place),
            _ => false,
        };
        match article.to_lowercase().as_str() {
            _ if text.is_empty() || repeats(before, text) => false,
            "a" => !vowel,
            "an" => vowel,
            word if place => (word == "the") == wants_article(text),
            _ => true,
        }
    }
}

/// Whether the words behind a blank go with another text as with the one that stood there: in number, and before `'s`.
fn fits_before(after: &str, told: &str, text: &str) -> bool {
    const VERBS: [&str; 8] = ["is", "are", "was", "were", "has", "have", "does", "do"];
    if after.starts_with(['\'', '\u{2019}']) && text.ends_with('s') != told.ends_with('s') {
        return false;
    }
    let next = after.split_whitespace().next().unwrap_or_default();
    !VERBS.contains(&next) || plural(told) == plural(text)
}

/// Whether a text reads as a plural. Names that end in `ss`, `us` or `is` do not.
fn plural(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    last.ends_with('s') && !last.ends_with("ss") && !last.ends_with("us") && !last.ends_with("is")
}

/// Whether a place is spoken of with `the`.
fn wants_article(place: &str) -> bool {
    place.starts_with(char::is_lowercase) || place.starts_with("United ") || place.contains("Republic")
}

/// Whether a text begins with the two words that stand before it: `right of` + `right of asylum`.
fn repeats(before: &str, text: &str) -> bool {
    let words: Vec<&str> = before.split_whitespace().rev().take(2).collect();
    matches!(words[..], [last, first] if text.starts_with(&format!("{first} {last} ")))
}

/// Whether both begin with a capital (or digit), or both with a small letter.
fn same_case(a: &str, b: &str) -> bool {
    a.starts_with(char::is_lowercase) == b.starts_with(char::is_lowercase)
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Whether a slot is filled by a value, or lists it.
fn holds(slot: &Slot, value: &Value, names: &[String]) -> bool {
    match &slot.value {
        Value::Items(items) => {
            items.iter().any(|item| names.iter().any(|name| fold(name) == fold(&item.text)))
        }
        filled => filled == value,
    }
}

/// Whether two options could pass for one another: one holds the other's words.
fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (format!(" {} ", fold(a)), format!(" {} ", fold(b)));
    a.contains(&b) || b.contains(&a)
}

/// A number that looks like chance and is always the same for a key and a text.
pub(super) fn seed(key: &Key, text: &str) -> [u8; 32] {
    *blake3::hash(format!("{key}\0{text}").as_bytes()).as_bytes()
}
