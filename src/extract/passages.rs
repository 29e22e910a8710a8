//! A document as the sentences worth a question: furniture and fragments left out, clauses joined with their lead-in,
//! sentences that need the one before given with it.

use crate::model::Locator;
use crate::text::{Block, BlockKind, Document};

use super::clause::clause;
use super::context::{Standing, standing, unbound};
use super::leads::{GAP, Lead, bare_item, ended, is_tail, joint, leads_in, level, lower_first, without_end};
use super::lists::lists;
use super::words::words;
use super::worth::{LONGEST, is_clause, unlabelled, worth};

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
        let fragment = !worth(&text) || !told;
        if !joined && fragment {
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
