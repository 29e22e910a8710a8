//! Footnotes: numbered lines at the end, and their numbers glued to words above.

use std::ops::Range;

use super::BlockKind;
use super::blocks::RawBlock;

/// A note number is glued to words of at least so many letters: `CO2` and `B52` are no references.
const WORD: usize = 3;

/// A page has no more blocks than this between a reference and its note.
const PAGE_BLOCKS: usize = 30;

/// Marks the blocks at the end of the document that are notes, and takes the numbers that refer to them out of the text
/// above. A numbered block is a note only when such a reference stands above it, or it stands in a row with one.
pub(super) fn mark(source: &str, blocks: Vec<RawBlock>) -> Vec<RawBlock> {
    let blocks = mark_feet(source, blocks);
    let trailing = blocks.iter().rev().take_while(|block| block.number.is_some()).count();
    let (body, notes) = blocks.split_at(blocks.len() - trailing);
    let numbers: Vec<u32> = notes.iter().filter_map(|note| note.number).collect();
    let cuts: Vec<Vec<Range<usize>>> = body
        .iter()
        .map(|block| if block.kind.counts() { references(block, &numbers) } else { Vec::new() })
        .collect();
    if cuts.iter().all(Vec::is_empty) {
        return blocks;
    }
    let mut marked: Vec<RawBlock> = body.to_vec();
    for (block, cuts) in marked.iter_mut().zip(&cuts) {
        block.content = block.content.without(source, cuts);
    }
    marked.extend(notes.iter().map(|note| RawBlock {
        kind: BlockKind::Footnote,
        content: note.content.without(source, std::slice::from_ref(&(0..note.bare))),
        ..note.clone()
    }));
    marked
}

/// Marks the notes that stand at the foot of a page: numbered lines right above the page's end whose number is glued to
/// a word above.
fn mark_feet(source: &str, mut blocks: Vec<RawBlock>) -> Vec<RawBlock> {
    let mut below_end = false;
    let mut feet = Vec::new();
    for (at, block) in blocks.iter().enumerate().rev() {
        if block.kind == BlockKind::Furniture {
            below_end = true;
        } else if below_end && block.bare > 0 && block.number.is_some() {
            feet.push(at);
        } else {
            below_end = false;
        }
    }
    for foot in feet.into_iter().rev() {
        let Some(number) = blocks[foot].number else { continue };
        let above = (0..foot).rev().take(PAGE_BLOCKS).find_map(|at| {
            let cuts = if blocks[at].kind.counts() { references(&blocks[at], &[number]) } else { Vec::new() };
            (!cuts.is_empty()).then_some((at, cuts))
        });
        if let Some((at, cuts)) = above {
            blocks[at].content = blocks[at].content.without(source, &cuts);
            let bare = blocks[foot].bare;
            let note = &mut blocks[foot];
            note.content = note.content.without(source, std::slice::from_ref(&(0..bare)));
            (note.kind, note.number, note.bare) = (BlockKind::Footnote, None, 0);
        }
    }
    blocks
}

/// The digits in a block that refer to one of the notes.
fn references(block: &RawBlock, notes: &[u32]) -> Vec<Range<usize>> {
    let text = block.content.as_str();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + offset;
        let end = text[start..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |len| start + len);
        let known = text[start..end].parse().is_ok_and(|number: u32| notes.contains(&number));
        if known && (glued_to_word(text, start, end) || glued_to_stop(text, start, end)) {
            found.push(start..end);
        }
        at = end;
    }
    found
}

/// `Macedonia1.`: after a word in small letters, with nothing of a word behind.
fn glued_to_word(text: &str, start: usize, end: usize) -> bool {
    let letters = text[..start].chars().rev().take_while(|c| c.is_lowercase()).count();
    letters >= WORD && !text[end..].starts_with(|c: char| c.is_alphanumeric())
}

/// `staff.3 The` and `1994.2In`: after the stop of a sentence.
fn glued_to_stop(text: &str, start: usize, end: usize) -> bool {
    let Some(before) = text[..start].strip_suffix(['.', ',', '"', '\u{201D}', ')']) else { return false };
    let rest = &text[end..];
    let year = before.chars().rev().take_while(char::is_ascii_digit).count() == 4;
    let word = before.ends_with(|c: char| c.is_alphabetic() || matches!(c, '.' | '"' | '\u{201D}' | ')'));
    let upper = |text: &str| text.starts_with(char::is_uppercase);
    let goes_on = rest.is_empty() || upper(rest.trim_start()) || (word && rest.starts_with(' '));
    goes_on && (word || year || (before.ends_with(|c: char| c.is_ascii_digit()) && upper(rest)))
}
