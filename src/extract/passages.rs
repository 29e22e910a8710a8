//! A document as the sentences worth a question: furniture and fragments left out, clauses joined with their lead-in,
//! sentences that need the one before given with it.

use crate::model::Locator;
use crate::text::{Block, BlockKind, Document};

use super::clause::{clause, is_preposition};
use super::context::{Standing, capitalised, standing, unbound};
use super::lists::lists;
use super::verbs::{is_auxiliary, verb};
use super::words::words;

/// A sentence has at least so many words,
const SHORTEST: usize = 4;
/// and with what stands before it at most so many.
const LONGEST: usize = 85;
/// Items of more words on average are better asked one by one.
const SHORT_ITEM: usize = 6;
/// More context than this makes no card.
const WITH_CONTEXT: usize = 84;

/// A sentence with all a card needs to ask it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passage {
    /// Where it stands.
    pub at: Locator,
    /// Under which heading.
    pub section: Option<String>,
    /// What is shown: the sentence, after what it needs.
    pub statement: String,
    /// Where in the statement the sentence itself begins; what stands before is context, and not asked.
    pub from: usize,
    /// How it stands without its context.
    pub standing: Standing,
    /// How many sentences of context stand before it.
    pub context: usize,
    /// Nothing before this byte of the statement is asked, though it is no context: another passage asks it.
    pub asked_from: usize,
    /// How many bytes of it are a lead-in that other passages have too.
    pub lead: usize,
    /// The items of a list that this passage leads in.
    pub items: Vec<String>,
}

/// All passages of a document, in reading order.
pub(super) fn passages(document: &Document) -> Vec<Passage> {
    let mut found = Vec::new();
    let mut section: Option<String> = None;
    let mut leads: Vec<Lead> = Vec::new();
    let blocks = document.blocks();
    let mut last: Option<Before> = None;
    for (at, block) in blocks.iter().enumerate() {
        match block.kind {
            BlockKind::Title | BlockKind::Heading => {
                section = Some(block.text().trim().to_owned());
                leads.clear();
            }
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Footnote => {
                if block.kind != BlockKind::ListItem && !is_tail(block) {
                    leads.clear();
                }
                let before = last
                    .take()
                    .filter(|before| before.section == section && block.kind == BlockKind::Paragraph);
                last = read(block, section.as_deref(), &mut leads, before.as_ref(), &mut found);
                if let Some(list) = listed(&blocks[at..], section.as_deref()) {
                    found.push(list);
                }
            }
            _ => {}
        }
    }
    found
}

/// The last sentence of the paragraph before, and how it stands.
struct Before {
    paragraph: u32,
    section: Option<String>,
    text: String,
    standing: Standing,
}

/// What stands for the items between a lead-in and the words behind them.
const GAP: &str = " \u{2026} ";

/// A clause whose items follow: `The Minister may`.
struct Lead {
    text: String,
    level: Level,
    /// Whether an item has been read already.
    used: bool,
    /// What stands between it and an item.
    joint: &'static str,
}

impl Lead {
    fn with(&self, joint: &str, item: &str) -> String {
        format!("{}{joint}{}", self.text, lower_first(item))
    }
}

/// A lead-in that breaks off goes on in its items; one that is whole (`We found three causes:`) keeps its colon.
fn joint(lead: &str) -> &'static str {
    if !lead.trim_end().ends_with(':') {
        return " ";
    }
    let words = words(without_end(lead));
    let open = words.last().is_none_or(|word| {
        is_auxiliary(&word.lower)
            || is_preposition(word)
            || word.is_any(&[
                "that",
                "if",
                "either",
                "and",
                "or",
                "not",
                "shall",
                "means",
                "the",
                "where",
                "when",
                "including",
                "unless",
            ])
            || verb(&word.lower).is_some_and(|(_, forms)| {
                forms.base && !forms.past && words.len() > 1 && is_auxiliary(&words[words.len() - 2].lower)
            })
    });
    if open { " " } else { ": " }
}

/// With a full stop, whatever stood there.
fn ended(text: &str) -> String {
    let text = text.trim_end_matches([';', ',', ' ']);
    if text.ends_with(['.', '!', '?', '"', '\u{201D}', ')']) { text.to_owned() } else { format!("{text}.") }
}

/// How deep a clause is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Text,
    Number,
    Bracketed,
    Letter,
    Roman,
    Capital,
}

fn level(block: &Block) -> Level {
    let Some(marker) = block.marker.as_deref() else {
        return if block.kind == BlockKind::ListItem { Level::Letter } else { Level::Text };
    };
    let bare = marker.trim_matches(['(', ')', '.']);
    if bare.chars().all(|c| c.is_ascii_digit() || c == '.') && !bare.is_empty() {
        return if marker.starts_with('(') { Level::Bracketed } else { Level::Number };
    }
    if bare.chars().all(|c| c.is_ascii_uppercase()) && !bare.is_empty() {
        return Level::Capital;
    }
    let roman = bare.len() > 1 && bare.chars().all(|c| "ivx".contains(c));
    if roman { Level::Roman } else { Level::Letter }
}

/// A paragraph that goes on after a list, in small letters.
fn is_tail(block: &Block) -> bool {
    block.text().trim_start().starts_with(char::is_lowercase)
}

/// Whether a text leads in what follows.
fn leads_in(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with([':', '\u{2014}', '\u{2013}'])
        || text.ends_with("--")
        || text.ends_with(".-")
        || text.ends_with(" -")
}

fn without_end(text: &str) -> &str {
    text.trim().trim_end_matches([':', '\u{2014}', '\u{2013}', '-', ' ', ';', ','])
}

/// An item without the words that join it to the next.
fn bare_item(text: &str) -> &str {
    let mut text = text.trim();
    for end in ["; and", "; or", ", and", ", or", ";", ","] {
        if let Some(rest) = text.strip_suffix(end) {
            text = rest.trim_end();
        }
    }
    text.trim_end_matches('.')
}

fn read(
    block: &Block,
    section: Option<&str>,
    leads: &mut Vec<Lead>,
    before: Option<&Before>,
    found: &mut Vec<Passage>,
) -> Option<Before> {
    let paragraph = block.paragraph?;
    let own = level(block);
    if block.kind == BlockKind::ListItem {
        while leads.last().is_some_and(|lead| lead.level >= own) {
            leads.pop();
        }
    }
    let sentences: Vec<&str> = block.sentence_texts().collect();
    let count = sentences.len();
    let mut standings: Vec<(String, Standing)> = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let bare = unlabelled(sentence);
        let first_item = index == 0 && (block.kind == BlockKind::ListItem || is_tail(block));
        let lead = leads.last_mut().filter(|_| first_item && !is_clause(&bare));
        let last = index + 1 == count;
        if last && leads_in(&bare) {
            let text = without_end(&bare);
            let gap = block.kind != BlockKind::ListItem;
            let text = lead
                .map_or_else(|| text.to_owned(), |lead| lead.with(if gap { GAP } else { lead.joint }, text));
            leads.push(Lead { text: unbound(&text), level: own, used: false, joint: joint(&bare) });
            continue;
        }
        // What leads in several clauses is asked with the first.
        let (mut lead_length, mut own_lead) = (0, 0);
        let (text, joined) = match lead {
            Some(lead) => {
                let joint = if block.kind == BlockKind::ListItem { lead.joint } else { GAP };
                let text = ended(&lead.with(joint, bare_item(&bare)));
                own_lead = lead.text.len();
                if lead.used || lead.joint == ": " {
                    lead_length = lead.text.len();
                }
                lead.used = true;
                (text, true)
            }
            None => (ended(&unbound(&bare)), false),
        };
        let stands = standing(&text);
        let told = block.kind != BlockKind::Footnote || clause(&words(&text), 0).is_some();
        if !joined && !(worth(&text) && told) {
            standings.push((text, Standing::AfterPrevious));
            continue;
        }
        standings.push((text.clone(), stands));
        let place = Place { paragraph, number, section };
        let made = split(&text, stands).map_or_else(
            || passage(&place, &standings, before).into_iter().collect(),
            |parts| {
                parts
                    .into_iter()
                    .filter_map(|part| passage(&place, &[(part, stands)], None))
                    .collect::<Vec<_>>()
            },
        );
        found.extend(made.into_iter().map(|mut passage| {
            if lead_length > 0 && passage.context == 0 {
                passage.asked_from = lead_length;
            }
            passage.lead = own_lead;
            passage
        }));
    }
    let (text, standing) = standings.pop()?;
    let whole = standings.is_empty() || standing != Standing::AfterPrevious;
    (whole && worth(&text)).then(|| Before { paragraph, section: section.map(str::to_owned), text, standing })
}

/// Where a sentence stands.
struct Place<'s> {
    paragraph: u32,
    number: u32,
    section: Option<&'s str>,
}

/// A long row of things parted by semicolons as a sentence each: `It gave support, including A.`, `..., including B.`
fn split(text: &str, standing: Standing) -> Option<Vec<String>> {
    if standing == Standing::AfterPrevious || !text.contains(';') {
        return None;
    }
    let words = words(text);
    let list = lists(text, &words, 0, &[]).into_iter().find(|list| text[list.range.clone()].contains(';'))?;
    let lead = &text[..list.range.start];
    let count: usize = list.items.iter().map(|item| item.split_whitespace().count()).sum();
    let long = count > list.items.len() * SHORT_ITEM;
    (long && text[list.range.end..].trim().len() <= 1 && lead.split_whitespace().count() >= 4)
        .then(|| list.items.iter().map(|item| format!("{lead}{item}.")).collect())
}

/// Puts the last sentence together with as many before it as it needs; none when that is too much, or not enough.
fn passage(
    place: &Place<'_>,
    standings: &[(String, Standing)],
    before_it: Option<&Before>,
) -> Option<Passage> {
    let Place { paragraph, number, section } = *place;
    let (text, own) = standings.last()?;
    let mut first = standings.len() - 1;
    while standings[first].1 == Standing::AfterPrevious {
        match first.checked_sub(1) {
            Some(one) => first = one,
            None => return after_paragraph(place, standings, before_it),
        }
    }
    let context = standings.len() - 1 - first;
    let before: String =
        standings[first..standings.len() - 1].iter().flat_map(|(text, _)| [text.as_str(), " "]).collect();
    let statement = format!("{before}{text}");
    let length = statement.split_whitespace().count();
    if context > 2 || length > if context > 0 { WITH_CONTEXT } else { LONGEST } {
        return None;
    }
    let start = number - u32::try_from(context).unwrap_or(0);
    Some(Passage {
        at: Locator::Sentences { paragraph, first: start, last: number },
        section: section.map(str::to_owned),
        from: before.len(),
        statement,
        standing: if context > 0 { standings[first].1 } else { *own },
        context,
        asked_from: 0,
        lead: 0,
        items: Vec::new(),
    })
}

/// The first sentences of a paragraph with the end of the one before.
fn after_paragraph(
    place: &Place<'_>,
    standings: &[(String, Standing)],
    before: Option<&Before>,
) -> Option<Passage> {
    let before = before.filter(|before| before.standing != Standing::AfterPrevious)?;
    let [(text, _)] = standings else { return None };
    let statement = format!("{} {text}", before.text);
    (statement.split_whitespace().count() <= WITH_CONTEXT).then(|| Passage {
        at: Locator::Paragraphs { first: before.paragraph, last: place.paragraph },
        section: place.section.map(str::to_owned),
        from: before.text.len() + 1,
        statement,
        standing: before.standing,
        context: 1,
        asked_from: 0,
        lead: 0,
        items: Vec::new(),
    })
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return String::new() };
    let second = chars.clone().next();
    // `NATO` and `A` stay; `To appoint` does not.
    if first.is_uppercase() && second.is_some_and(char::is_lowercase) && is_common(text) {
        first.to_lowercase().chain(chars).collect()
    } else {
        text.to_owned()
    }
}

fn is_common(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    verb(&first).is_some()
        || matches!(
            first.as_str(),
            "the"
                | "a"
                | "an"
                | "to"
                | "any"
                | "all"
                | "by"
                | "in"
                | "for"
                | "with"
                | "if"
                | "where"
                | "on"
                | "as"
                | "no"
        )
}

/// Whether an item is a clause of its own, and needs no lead-in.
fn is_clause(text: &str) -> bool {
    let capital = text.trim_start_matches(['"', '\u{201C}', '(']).starts_with(char::is_uppercase)
        || text.starts_with(['"', '\u{201C}']);
    capital
        && text.trim_end().ends_with('.')
        && has_finite_verb(text)
        && !verb(&text.split_whitespace().next().unwrap_or_default().to_lowercase())
            .is_some_and(|(_, forms)| forms.base)
}

/// Without the number a clause is headed by: `Sec. 3. (a) The ...`.
fn unlabelled(text: &str) -> String {
    let mut rest = text.trim();
    loop {
        let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
        let bare = word.trim_matches(['(', ')', '.', '[', ']', ':']);
        let closed = word.ends_with([')', '.', ']', ':']);
        let number =
            !bare.is_empty() && bare.len() <= 5 && bare.starts_with(|c: char| c.is_ascii_digit()) && closed;
        let letter = word.starts_with('(')
            && word.ends_with(')')
            && bare.len() <= 4
            && bare.chars().all(|c| c.is_ascii_alphanumeric());
        let titled = matches!(
            word.to_lowercase().as_str(),
            "sec." | "section" | "art." | "article" | "\u{A7}" | "rule"
        ) && after.split_once(' ').is_some_and(|(number, rest)| {
            number.ends_with(['.', ':'])
                && number.starts_with(|c: char| c.is_ascii_digit() || "IVX".contains(c))
                && rest.starts_with(|c: char| c.is_uppercase() || c == '(' || c == '"' || c == '\u{201C}')
        });
        if !(number || letter || titled) || after.is_empty() {
            break;
        }
        rest = after.trim_start();
    }
    rest.replace('*', "")
}

fn has_finite_verb(text: &str) -> bool {
    words(text).iter().any(|word| {
        is_auxiliary(&word.lower)
            || verb(&word.lower).is_some_and(|(_, forms)| forms.past || forms.third || forms.base)
    })
}

/// Whether a text is a sentence that may say something: long enough, ended, with a verb, no citation or menu.
pub(super) fn worth(text: &str) -> bool {
    const NOISE: &[&str] = &[
        "http",
        "www.",
        "@",
        "ibid",
        "op. cit",
        "all rights reserved",
        "\u{A9}",
        "cookie",
        "click",
        "subscribe",
        "read more",
        "last updated",
        "isbn",
        "issn",
        "see also",
        "toll free",
        "this page",
        "web site",
        "website",
        "e-mail",
        "newsletter",
        "download",
    ];
    let count = text.split_whitespace().count();
    let lower = text.to_lowercase();
    let ended = text.trim_end_matches(['"', '\u{201D}', ')', '\u{2019}', ']']).ends_with('.')
        || text.trim_end().ends_with(['.', ';']);
    let formal = [
        "resolved by",
        "resolved, ",
        "be it enacted",
        "be it resolved",
        "done at",
        "in witness",
        "concerning ",
        "an act to",
        "acting in accordance",
        "having regard",
        "whereas",
        "considering",
        "recalling",
        "noting",
        "copies of",
        "for further information",
        "questions about",
        "dear ",
    ]
    .iter()
    .any(|start| lower.starts_with(start));
    let cited = formal
        || lower.contains(", p. ")
        || lower.contains(" pp. ")
        || lower.contains(", para. ")
        || [
            "source:", "sources:", "note:", "notes:", "figure ", "table ", "see ", "photo", "image:",
            "caption",
        ]
        .iter()
        .any(|start| lower.starts_with(start));
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let dotted = text.contains("....") || text.contains(". . .");
    count >= SHORTEST
        && count <= LONGEST
        && ended
        && !cited
        && !dotted
        && digits * 3 < text.len()
        && has_finite_verb(text)
        && !NOISE.iter().any(|noise| lower.contains(noise))
}

/// The list a lead-in and the items behind it make: 2 or more short items.
fn listed(blocks: &[Block], section: Option<&str>) -> Option<Passage> {
    let lead = &blocks[0];
    let paragraph = lead.paragraph?;
    let last_sentence = lead.sentence_texts().last()?;
    if !leads_in(last_sentence) {
        return None;
    }
    let own = level(lead);
    let mut items = Vec::new();
    let mut last = paragraph;
    let mut inner = None;
    for block in &blocks[1..] {
        if block.kind != BlockKind::ListItem {
            break;
        }
        let deep = level(block);
        if *inner.get_or_insert(deep) != deep || (lead.kind == BlockKind::ListItem && deep <= own) {
            break;
        }
        items.push(capital_free(bare_item(block.text())));
        last = block.paragraph?;
    }
    let short = items.iter().all(|item| (1..=16).contains(&item.split_whitespace().count()));
    if !(2..=12).contains(&items.len()) || !short {
        return None;
    }
    let statement = unbound(without_end(&unlabelled(last_sentence)));
    if statement.split_whitespace().count() < 3 || standing(&statement) == Standing::AfterPrevious {
        return None;
    }
    Some(Passage {
        at: Locator::Paragraphs { first: paragraph, last },
        section: section.map(str::to_owned),
        from: 0,
        standing: standing(&statement),
        statement,
        context: 0,
        asked_from: 0,
        lead: 0,
        items,
    })
}

fn capital_free(text: &str) -> String {
    lower_first(text)
}

/// A section's heading, as words before a statement.
pub(super) fn heading(section: &str) -> String {
    let bare = unlabelled(section.trim());
    let bare = bare.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ');
    capitalised(bare.trim_end_matches(['.', ':']))
}

#[cfg(test)]
mod tests {
    use crate::text;

    use super::*;

    fn statements(source: &str) -> Vec<String> {
        passages(&text::parse(source)).into_iter().map(|passage| passage.statement).collect()
    }

    #[test]
    fn clauses_are_joined_with_their_lead_in() {
        let found = statements(
            "Harbours Act\n\n1. Appointment\n\nThe Harbour Minister may\u{2014}\n\n(a) appoint a harbour master for each port; and\n\n(b) close a port for up to 30 days.\n\nThe harbour master keeps a register of all ships.\n",
        );
        assert!(
            found.contains(&"The Harbour Minister may appoint a harbour master for each port.".to_owned()),
            "{found:?}"
        );
        assert!(
            found.contains(&"The Harbour Minister may close a port for up to 30 days.".to_owned()),
            "{found:?}"
        );
        assert!(found.contains(&"The harbour master keeps a register of all ships.".to_owned()), "{found:?}");
    }

    #[test]
    fn a_pronoun_is_given_with_the_sentence_it_points_to() {
        let found = statements(
            "Office\n\nThe Liaison Office opened in Vienna in 1994. It has 12 staff. Its head reports to the Council each May.\n",
        );
        assert_eq!(found[1], "The Liaison Office opened in Vienna in 1994. It has 12 staff.");
        assert_eq!(
            found[2],
            "The Liaison Office opened in Vienna in 1994. It has 12 staff. Its head reports to the Council each May."
        );
    }

    #[test]
    fn menus_citations_and_fragments_are_left_out() {
        let found = statements(
            "Guide\n\nThe port opened in 1999 after a long dispute.\n\nRead more on our website.\n\nSource: Port Authority, annual figures.\n\nSee also the annex.\n",
        );
        assert_eq!(found, ["The port opened in 1999 after a long dispute."]);
    }
}
