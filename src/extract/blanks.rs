//! Which parts of a statement are worth a blank.

use std::ops::Range;

use super::clause::{is_determiner, is_preposition};
use super::entities::{Registry, holds};
use super::gazetteer::is_vast;
use super::lists::List;
use super::mentions::{Mention, Sense};
use super::names::NameClass;
use super::phrases::{Phrase, Says};
use super::proposal::{ProposedSlot, ProposedValue};
use super::questions::Sentence;
use super::rank::worth;
use super::verbs::is_auxiliary;
use super::words::Word;

/// Lists of more items are asked one item at a time.
const AT_ONCE: usize = 7;

/// A slot, and how sure it is that asking for it is right and useful.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    pub slot: ProposedSlot,
    pub range: Range<usize>,
    pub confidence: i32,
}

/// Whether the blank is that of a name.
pub(super) fn is_name(candidate: &Candidate) -> bool {
    matches!(
        candidate.slot.value,
        ProposedValue::Entity(_)
            | ProposedValue::Place(_)
            | ProposedValue::Person(_)
            | ProposedValue::Text(_)
    )
}

/// Gives the candidates the safe questions of a plain clause.
pub(super) fn ask(candidates: &mut [Candidate], sentence: &Sentence<'_>) {
    for candidate in candidates {
        let mention = sentence.mentions.iter().find(|mention| mention.range == candidate.range);
        if let Some(question) = mention.and_then(|mention| sentence.ask(mention)) {
            candidate.slot.question = Some(question);
            candidate.confidence += 2;
        }
    }
}

/// Gives a duty or a right its holder as an answer.
pub(super) fn ask_who_must(candidates: &mut Vec<Candidate>, sentence: &Sentence<'_>) {
    let Some((subject, question)) = sentence.who_must() else { return };
    let range = sentence.words[subject.start].range.start..sentence.words[subject.end - 1].range.end;
    candidates.retain(|candidate| candidate.range != range);
    let surface = sentence.text[range.clone()].to_owned();
    let slot = ProposedSlot {
        name: "who".to_owned(),
        value: ProposedValue::Text(surface.clone()),
        surface,
        question: Some(question),
        aliases: Vec::new(),
    };
    candidates.push(Candidate { slot, range, confidence: 70 });
}

/// Whether what stays in view tells enough to know the blank by; of several clauses with one lead-in, more than that.
pub(super) fn leaves_enough(words: &[Word<'_>], candidate: &Candidate, item: bool) -> bool {
    if candidate.slot.question.is_some() {
        return true;
    }
    let view = words.iter().filter(|word| {
        word.is_word() && (word.range.end <= candidate.range.start || candidate.range.end <= word.range.start)
    });
    let (mut all, mut content) = (0, 0);
    for word in view {
        all += 1;
        content += usize::from(
            !is_preposition(word)
                && !is_determiner(word)
                && !is_auxiliary(&word.lower)
                && !word.is_any(&["and", "or", "not", "there", "it", "also"]),
        );
    }
    let plain = matches!(candidate.slot.value, ProposedValue::Text(_));
    all >= 4 && content >= if item && plain { 5 } else { 2 }
}

/// Whether the blank is most of one item among several with the same lead-in: the list asks for it.
pub(super) fn is_whole_item(candidate: &Candidate, lead: usize, end: usize, item: bool) -> bool {
    let plain = matches!(candidate.slot.value, ProposedValue::Text(_)) && candidate.slot.question.is_none();
    item && plain
        && candidate.range.start >= lead
        && candidate.range.len() * 10 > end.saturating_sub(lead) * 6
}

/// A list with its place left open in the statement.
pub(super) fn of_list(statement: &str, list: &List) -> Candidate {
    let count = list.items.len();
    let (before, after) = (&statement[..list.range.start], &statement[list.range.end..]);
    let asked = if count > AT_ONCE {
        format!("One of {count} is missing")
    } else {
        format!("Fill the blank with all {count}")
    };
    let question = format!("{asked}: {before}____{after}");
    let words: usize = list.items.iter().map(|item| item.split_whitespace().count()).sum();
    let confidence = if list.led { 76 } else { 68 }
        - i32::try_from((words / 10).min(8)).unwrap_or(0)
        - if count > 7 { 6 } else { 0 };
    Candidate {
        slot: ProposedSlot {
            name: "list".to_owned(),
            value: ProposedValue::Items(list.items.clone()),
            surface: statement[list.range.clone()].to_owned(),
            question: Some(question),
            aliases: Vec::new(),
        },
        range: list.range.clone(),
        confidence,
    }
}

/// Blanks of plain words: only where they overlap no other, and fewer where there are better ones.
pub(super) fn of_phrases(
    statement: &str,
    words: &[Word<'_>],
    phrases: &[Phrase],
    others: &[Candidate],
    strong: usize,
) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for phrase in phrases {
        let range = words[phrase.words.start].range.start..words[phrase.words.end - 1].range.end;
        let (name, worth) = match phrase.says {
            Says::Purpose => ("purpose", 70),
            Says::Duty => ("duty", 70),
            Says::Definition => ("definition", 70),
            Says::Object => ("object", 66),
            Says::Subject => ("subject", 57),
            Says::Tail => ("detail", 64),
        };
        let surface = statement[range.clone()].to_owned();
        let overlaps = |other: &Candidate| other.range.start < range.end && range.start < other.range.end;
        let covered = others.iter().any(|other| overlaps(other) && other.range.len() * 10 >= range.len() * 5)
            || found.iter().any(overlaps);
        if covered || statement.matches(&surface).count() != 1 {
            continue;
        }
        let length = phrase.words.len();
        let short = if phrase.says == Says::Tail && length <= 2 { 6 } else { 0 };
        if phrase.says == Says::Subject && length > 6 {
            continue;
        }
        let long = i32::try_from(length.saturating_sub(10)).unwrap_or(0);
        let crowd = i32::try_from(strong.saturating_sub(2)).unwrap_or(0) * 2;
        found.push(Candidate {
            slot: ProposedSlot {
                name: name.to_owned(),
                value: ProposedValue::Text(surface.clone()),
                surface,
                question: None,
                aliases: Vec::new(),
            },
            range,
            confidence: worth - long - crowd - short,
        });
    }
    found
}

/// Names that name nothing outside their own document.
const GENERIC: &[&str] = &[
    "Alliance",
    "Council",
    "Committee",
    "Board",
    "Commission",
    "Department",
    "Government",
    "Treaty",
    "Parties",
    "Party",
    "Allies",
    "Charter",
    "Member States",
    "Member",
    "Members",
    "States",
    "State",
    "Organization",
    "Organisation",
    "Union",
    "Agreement",
    "Convention",
    "Act",
    "Assembly",
    "Agency",
    "Office",
    "Secretariat",
    "Congress",
    "Senate",
    "Court",
    "Minister",
    "President",
    "Secretary",
    "Force",
    "Mission",
    "Resolution",
    "Command",
    "Commander",
    "Article",
    "Protocol",
    "Secretary General",
    "Secretary-General",
    "Parliament",
    "West",
    "East",
    "North",
    "South",
    "Ministers",
    "Staff",
    "Director",
    "Chairman",
    "Framework",
    "Group",
    "Report",
    "Plan",
    "Programme",
    "Program",
    "Nations",
    "Ally",
    "Allied",
    "Services",
    "Service",
    "Ministry",
    "Administration",
    "Republic",
    "Governor",
    "King",
    "Queen",
    "Crown",
    "Authority",
    "Tribunal",
    "Registrar",
    "Attorney General",
    "Speaker",
    "House",
    "Bank",
    "Fund",
    "Agreement",
    "Appendix",
    "Schedule",
    "Table",
    "Figure",
    "Bill",
    "Court",
    "Constitution",
    "Regulation",
    "Directive",
    "Strategy",
    "Federal",
    "National",
    "Order",
    "Orders",
    "Acts",
    "Her Majesty",
    "His Majesty",
    "Order in Council",
    "Army",
    "Navy",
];

/// The blanks that mentions give, in reading order. Only what stands from `from` on is asked.
pub(super) fn of_mentions(
    statement: &str,
    from: usize,
    words: &[Word<'_>],
    mentions: &[Mention],
    registry: &mut Registry,
) -> Vec<Candidate> {
    mentions
        .iter()
        .filter(|mention| mention.range.start >= from)
        .filter_map(|mention| of_mention(statement, from, words, mentions, mention, registry))
        .collect()
}

fn of_mention(
    statement: &str,
    from: usize,
    words: &[Word<'_>],
    mentions: &[Mention],
    mention: &Mention,
    registry: &mut Registry,
) -> Option<Candidate> {
    let surface = statement[mention.range.clone()].to_owned();
    // What the context tells already is no question.
    if holds(&statement[..from], &surface) {
        return None;
    }
    // Where the same word stands in a longer name too, both would be blanked.
    let alike = mentions.iter().filter(|other| statement[other.range.clone()] == surface).count();
    if matches!(mention.sense, Sense::Name(_))
        && statement.match_indices(&surface).filter(|(at, _)| free(statement, *at, surface.len())).count()
            > alike
    {
        return None;
    }
    let mut confidence = worth(&mention.sense);
    let before = mention.words.start.checked_sub(1).map(|at| &words[at]);
    let after = words.get(mention.words.end);
    let (name, value) = match &mention.sense {
        Sense::Date(first, last) => ("when", ProposedValue::Date(*first, *last)),
        Sense::VagueTime => ("when", ProposedValue::Text(surface.clone())),
        Sense::Number { value, unit, .. } => {
            let unit = unit.as_ref().map(|unit| unit.trim_start_matches('-').to_owned());
            ("number", ProposedValue::Number { value: *value, unit })
        }
        Sense::Resolution { number, body } => {
            ("basis", ProposedValue::Resolution { number: number.clone(), body: (*body).to_owned() })
        }
        Sense::Article { number } => ("article", ProposedValue::Article { number: number.clone() }),
        Sense::Part => ("part", ProposedValue::Text(surface.clone())),
        Sense::Name(class) => {
            let (name, value, worse) = of_name(&surface, *class, registry)?;
            confidence -= worse;
            // `A, B and C`: one of several alike is hard to tell from the rest.
            if in_row(words, mentions, mention) {
                confidence -= 10;
            }
            // `Kosovo conflict`, `NATO operations`: part of another name.
            if after.is_some_and(|word| word.text.starts_with('-'))
                || before.is_some_and(|word| word.text == "-")
            {
                confidence -= 30;
            }
            (name, value)
        }
    };
    // Whose resolution it is goes with the number.
    if matches!(mention.sense, Sense::Name(_))
        && mentions.iter().any(|other| {
            matches!(other.sense, Sense::Resolution { .. }) && other.words.start == mention.words.end
        })
    {
        return None;
    }
    if statement.matches(surface.as_str()).count() > 1 {
        confidence -= 14;
    }
    // `an EU Operation Headquarters`: it only qualifies the name behind it.
    if matches!(mention.sense, Sense::Name(_))
        && mentions
            .iter()
            .any(|other| matches!(other.sense, Sense::Name(_)) && other.words.start == mention.words.end)
        && !words[mention.words.end - 1].is_possessive()
    {
        confidence -= 16;
    }
    // In brackets stands what matters less.
    if before.is_some_and(|word| word.text == "(")
        && after.is_some_and(|word| word.text == ")")
        && matches!(mention.sense, Sense::Name(_))
    {
        confidence -= 12;
    }
    Some(Candidate {
        slot: ProposedSlot { name: name.to_owned(), value, surface, question: None, aliases: Vec::new() },
        range: mention.range.clone(),
        confidence,
    })
}

/// The slot of a name, and what it takes from its worth; none for what is no answer.
fn of_name(
    surface: &str,
    class: NameClass,
    registry: &mut Registry,
) -> Option<(&'static str, ProposedValue, i32)> {
    let bare = surface.strip_prefix("the ").unwrap_or(surface);
    if GENERIC.contains(&bare) {
        return None;
    }
    if registry.is_topic(bare) || is_compound(bare) {
        return None;
    }
    let known = registry.find(bare);
    if let Some(index) = known {
        let entity = &registry.entities[index];
        return Some((side(entity.class), ProposedValue::Entity(index), 0));
    }
    let single = !bare.contains([' ', '-']);
    match class {
        NameClass::Place => {
            Some(("where", ProposedValue::Place(bare.to_owned()), if is_vast(bare) { 20 } else { 0 }))
        }
        NameClass::Person => Some(("person", ProposedValue::Person(bare.to_owned()), 0)),
        NameClass::Org | NameClass::Doc | NameClass::Operation | NameClass::Event if !single => {
            let index = registry.of_name(bare, class);
            Some((side(class), ProposedValue::Entity(index), 0))
        }
        _ => Some((side(class), ProposedValue::Text(bare.to_owned()), if single { 12 } else { 0 })),
    }
}

fn free(text: &str, at: usize, len: usize) -> bool {
    !text[..at].ends_with(char::is_alphanumeric) && !text[at + len..].starts_with(char::is_alphanumeric)
}

/// `NATO-led`, `UN-sponsored`: no name, but a property.
fn is_compound(name: &str) -> bool {
    !name.contains(' ') && name.split_once('-').is_some_and(|(_, rest)| rest.starts_with(char::is_lowercase))
}

pub(super) const fn side(class: NameClass) -> &'static str {
    match class {
        NameClass::Org => "who",
        NameClass::Doc => "document",
        NameClass::Operation => "operation",
        NameClass::Event => "event",
        NameClass::Person => "person",
        NameClass::Role => "role",
        NameClass::Place => "where",
        NameClass::Other => "what",
    }
}

/// Whether a name stands in a row of names: a comma or `and` and another name beside it.
fn in_row(words: &[Word<'_>], mentions: &[Mention], mention: &Mention) -> bool {
    let name_ends = |at: usize| {
        mentions.iter().any(|other| matches!(other.sense, Sense::Name(_)) && other.words.end == at)
    };
    let name_begins = |at: usize| {
        mentions.iter().any(|other| matches!(other.sense, Sense::Name(_)) && other.words.start == at)
    };
    let joint = |at: usize| words.get(at).is_some_and(|word| word.is_any(&[",", "and", "or"]));
    let skip = |at: usize| at + usize::from(words.get(at).is_some_and(|word| word.is("the")));
    let end = mention.words.end;
    let and_after =
        joint(end) && (name_begins(skip(end + 1)) || joint(end + 1) && name_begins(skip(end + 2)));
    let start = mention.words.start;
    let start = start - usize::from(start > 0 && words[start - 1].is("the"));
    let and_before = start >= 2
        && joint(start - 1)
        && (name_ends(start - 1) || start >= 3 && joint(start - 2) && name_ends(start - 2));
    and_after || and_before
}
