//! Lines to blocks: headings, paragraphs, lists, tables.

use std::ops::Range;

use super::BlockKind;
use super::footnotes;
use super::hyphens::{Hyphen, hyphen};
use super::lines::{Line, lines};
use super::piece::PieceText;

/// A heading has at most so many words.
const HEADING_WORDS: usize = 14;
/// Two blanks or more between columns, and at least so many rows.
const TABLE_ROWS: usize = 2;
/// Lines longer than this are not wrapped by hand: a line break after them ends a paragraph.
const UNWRAPPED: usize = 160;

/// A label of a list item has at most so many words.
const LABEL_WORDS: usize = 6;
/// A line of so many bytes may have been broken because the next word did not fit.
const WRAPPED: usize = 50;

/// A block before it is numbered.
#[derive(Debug, Clone)]
pub(super) struct RawBlock {
    pub kind: BlockKind,
    pub content: PieceText,
    /// The number it is headed by (`2. ...`), if any.
    pub number: Option<u32>,
    /// The number or bullet of a list item, as written.
    pub marker: Option<String>,
    /// How many bytes of the text that number takes, where it may be a number of the text as well (`2 Staff list.`).
    pub bare: usize,
    /// A list item that is only the label of the paragraph behind it.
    pub labels: bool,
    /// Lines of furniture stood between it and the block before.
    pub after_page: bool,
}

/// Cuts a source into blocks.
pub(super) fn blocks(source: &str) -> Vec<RawBlock> {
    let lines = lines(source);
    let lower = source.to_lowercase();
    let mut found = Vec::new();
    let mut after_page = false;
    for chunk in chunks(&lines) {
        if let [line, ..] = chunk
            && line.furniture
        {
            let mut block = RawBlock::of(BlockKind::Furniture);
            chunk.iter().for_each(|line| block.add(source, line.span.clone(), &lower));
            found.push(block);
            after_page = true;
            continue;
        }
        let first = found.len();
        split_chunk(source, chunk, &lower, &mut found);
        if let Some(block) = found.get_mut(first) {
            block.after_page = after_page || chunk[0].page_start;
        }
        after_page = false;
    }
    found.retain(|block| !block.content.is_empty());
    found.iter_mut().for_each(|block| block.content.trim_end());
    let found = join_over_pages(found, &lower);
    let found = mark_title(mark_headings(found));
    footnotes::mark(source, found)
}

impl RawBlock {
    fn of(kind: BlockKind) -> Self {
        Self {
            kind,
            content: PieceText::default(),
            number: None,
            marker: None,
            bare: 0,
            labels: false,
            after_page: false,
        }
    }

    /// Adds a line: joined by a blank, or without one where a hyphen broke a word.
    fn add(&mut self, source: &str, span: Range<usize>, lower: &str) {
        let text = &source[span.clone()];
        let span = span.end - text.trim_start().len()..span.end;
        self.join_line(&source[span.clone()], lower);
        if self.kind == BlockKind::Table {
            self.content.push(source, span);
        } else {
            push_plain(&mut self.content, source, span);
        }
    }

    /// Makes the text ready for the line `next` to follow.
    fn join_line(&mut self, next: &str, lower: &str) {
        if self.kind == BlockKind::Table {
            return self.content.push_between('\n');
        }
        match hyphen(self.text().trim_end(), next, lower) {
            Some(Hyphen::Soft) => {
                self.content.trim_end();
                self.content.pop();
            }
            Some(Hyphen::Kept) => self.content.trim_end(),
            Some(Hyphen::Suspended) | None => self.content.push_between(' '),
        }
    }

    /// Adds the text of a block that goes on where this one broke off.
    fn append(&mut self, rest: &Self, lower: &str) {
        self.join_line(rest.text(), lower);
        self.content.append(&rest.content);
    }

    fn text(&self) -> &str {
        self.content.as_str()
    }
}

/// Adds words without the marks of Markdown's strong and emphasised text.
fn push_plain(content: &mut PieceText, source: &str, span: Range<usize>) {
    let mut start = span.start;
    for mark in emphasis(&source[span.clone()]) {
        content.push_folded(source, start..span.start + mark.start);
        start = span.start + mark.end;
    }
    content.push_folded(source, start..span.end);
}

/// Where the paired marks `**`, `__` and `*` stand in a line, in order.
fn emphasis(text: &str) -> Vec<Range<usize>> {
    let mut marks: Vec<Range<usize>> = Vec::new();
    for mark in ["**", "__", "*"] {
        let free: Vec<Range<usize>> = text
            .match_indices(mark)
            .map(|(at, _)| at..at + mark.len())
            .filter(|new| marks.iter().all(|old| old.end <= new.start || new.end <= old.start))
            .collect();
        marks.extend(free[..free.len() / 2 * 2].iter().cloned());
    }
    marks.sort_by_key(|mark| mark.start);
    marks
}

/// Runs of lines with text between blank lines; furniture lines are runs of their own.
fn chunks<'a, 's>(lines: &'a [Line<'s>]) -> Vec<&'a [Line<'s>]> {
    let part = |a: &Line<'_>, b: &Line<'_>| a.is_blank() == b.is_blank() && a.furniture == b.furniture;
    lines.chunk_by(part).filter(|chunk| !chunk[0].is_blank()).collect()
}

fn split_chunk(source: &str, chunk: &[Line<'_>], lower: &str, found: &mut Vec<RawBlock>) {
    if is_table(chunk) {
        let mut table = RawBlock::of(BlockKind::Table);
        chunk.iter().for_each(|line| table.add(source, line.span.clone(), lower));
        found.push(table);
        return;
    }
    let mut item = ItemLines::default();
    let mut open = false;
    for (at, line) in chunk.iter().enumerate() {
        let next = chunk.get(at + 1).map_or("", |line| line.text.trim());
        let rule = !line.text.trim().is_empty() && line.text.trim().chars().all(|c| matches!(c, '=' | '-'));
        if rule && at > 0 {
            continue;
        }
        if let Some(span) = markdown_heading(line) {
            let mut block = RawBlock::of(BlockKind::Heading);
            block.add(source, span, lower);
            found.push(block);
            open = false;
            continue;
        }
        let last = if open { found.last() } else { None };
        if let Some((marker, number)) = list_marker(line.text).filter(|_| may_begin_item(last)) {
            let mut block = RawBlock::of(BlockKind::ListItem);
            block.number = number;
            block.marker = Some(line.text[..marker].trim().to_owned());
            item = ItemLines {
                indent: line.indent(),
                wrapped: is_full(line),
                before_text: begins_text(&chunk[at + 1..]),
            };
            block.add(source, line.span.start + marker..line.span.end, lower);
            found.push(block);
            open = true;
            continue;
        }
        let note = bare_number(line.text.trim()).filter(|&(_, number)| match last {
            None => true,
            Some(last) => last.bare > 0 && last.number.is_some_and(|above| above + 1 == number),
        });
        let goes_on = note.is_none()
            && last.is_some_and(|last| continues(last, line, at.checked_sub(1).map(|at| &chunk[at]), item));
        if !goes_on {
            let underlined = next.len() > 2 && next.chars().all(|c| c == '=' || c == '-');
            if let Some(label) =
                found.last_mut().filter(|last| last.kind == BlockKind::ListItem && item.before_text)
            {
                label.labels = open && is_label(label.text());
            }
            let mut block = RawBlock::of(if underlined { BlockKind::Heading } else { BlockKind::Paragraph });
            (block.bare, block.number) = note.map_or((0, None), |(bytes, number)| (bytes, Some(number)));
            found.push(block);
        }
        open = true;
        item.wrapped &= is_full(line);
        item.before_text = false;
        if let Some(block) = found.last_mut() {
            block.add(source, line.span.clone(), lower);
        }
    }
}

/// How the lines of the item that is being read are laid out.
#[derive(Debug, Clone, Copy, Default)]
struct ItemLines {
    /// The indent of its first line.
    indent: usize,
    /// Whether all its lines so far may have been broken by hand: then the next may be flush left.
    wrapped: bool,
    /// Whether it has one line so far, and the next begins running text.
    before_text: bool,
}

/// Whether lines are the beginning of running text: a long line, or two that may have been broken by hand.
fn begins_text(lines: &[Line<'_>]) -> bool {
    match lines {
        [first, ..] if text_of(first).len() >= 2 * WRAPPED => true,
        [first, second, ..] => is_full(first) && is_full(second),
        _ => false,
    }
}

fn is_label(text: &str) -> bool {
    text.split_whitespace().count() <= LABEL_WORDS && !ends_full(text) && !text.ends_with([',', ';', ':'])
}

fn is_full(line: &Line<'_>) -> bool {
    text_of(line).len() >= WRAPPED
}

fn text_of<'s>(line: &Line<'s>) -> &'s str {
    line.text.trim()
}

/// Whether a line belongs to the block begun above it in the same chunk.
fn continues(last: &RawBlock, line: &Line<'_>, above: Option<&Line<'_>>, item: ItemLines) -> bool {
    let text = line.text.trim();
    let small = text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '(' | ','));
    match last.kind {
        BlockKind::ListItem => {
            let text = last.text();
            let open = !ends_full(text) && !text.ends_with([':', ';']);
            // A short first line is a label; what it labels is a paragraph of its own.
            let labelled =
                item.before_text && is_label(text) && text_of(line).starts_with(char::is_uppercase);
            let tail = labelled
                || text.ends_with([';', ':']) && line.indent() < item.indent && text_of(line).contains(' ');
            !tail && (line.indent() > item.indent || small || (item.wrapped && open))
        }
        BlockKind::Paragraph => {
            let long = above.is_some_and(|above| above.text.len() > UNWRAPPED);
            !(long && ends_full(last.text()))
        }
        _ => false,
    }
}

/// A bullet or number begins an item at the start of a chunk, after another item, or after a finished line; in the
/// middle of a sentence it is a dash or a number of the text.
fn may_begin_item(last: Option<&RawBlock>) -> bool {
    last.is_none_or(|last| {
        last.kind != BlockKind::Paragraph
            || ends_full(last.text())
            || last.text().ends_with([':', ';', ',', '\u{2014}'])
            || last.text().ends_with("--")
    })
}

/// How many bytes a bullet or number takes at the start of a line, and the number.
fn list_marker(line: &str) -> Option<(usize, Option<u32>)> {
    let text = line.trim_start();
    let blanks = line.len() - text.len();
    if let Some((width, number)) = glued_marker(text) {
        return Some((blanks + width, number));
    }
    let (marker, rest) = text.split_once(char::is_whitespace)?;
    let width = blanks + marker.len();
    if rest.trim().is_empty() {
        return None;
    }
    if matches!(
        marker,
        "-" | "*"
            | "+"
            | "\u{2013}"
            | "\u{2014}"
            | "\u{2022}"
            | "\u{2023}"
            | "\u{25E6}"
            | "\u{25AA}"
            | "\u{00B7}"
    ) {
        return Some((width, None));
    }
    let bare = marker.trim_start_matches('(').trim_end_matches([')', '.']);
    let digits = !bare.is_empty() && bare.len() <= 3 && bare.bytes().all(|b| b.is_ascii_digit());
    let letter = bare.len() == 1 && bare.bytes().all(|b| b.is_ascii_lowercase());
    let closed = marker.ends_with([')', '.']);
    let bracketed = marker.starts_with('(') && marker.ends_with(')');
    let clause = bracketed && is_clause_label(bare);
    ((digits || letter) && closed || clause).then(|| (width, bare.parse().ok()))
}

/// A label in parentheses without a blank behind it, as laws on the web have it: `(1)The Board`.
fn glued_marker(text: &str) -> Option<(usize, Option<u32>)> {
    let inside = text.strip_prefix('(')?;
    let (label, rest) = inside.split_once(')')?;
    let short = label.len() <= 3
        && (is_clause_label(label)
            || label.len() == 1 && label.bytes().all(|b| b.is_ascii_lowercase())
            || !label.is_empty() && label.bytes().all(|b| b.is_ascii_digit()));
    let glued = rest.starts_with(char::is_alphabetic) && rest.contains(' ');
    (short && glued).then(|| (label.len() + 2, label.parse().ok()))
}

/// What numbers a clause in parentheses, beside a number or a small letter: `(iv)`, `(A)`, `(ba)`, `(2A)`.
fn is_clause_label(bare: &str) -> bool {
    let roman = bare.len() <= 5 && !bare.is_empty() && bare.bytes().all(|b| b"ivx".contains(&b));
    let capital = bare.len() == 1 && bare.bytes().all(|b| b.is_ascii_uppercase());
    let inserted = bare.len() <= 3
        && bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.ends_with(|c: char| c.is_ascii_uppercase());
    roman || capital || inserted
}

/// A number without a stop before a capital, as notes are headed: its bytes and value.
fn bare_number(text: &str) -> Option<(usize, u32)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    let note = (1..=3).contains(&digits)
        && rest.starts_with(' ')
        && rest.trim_start().starts_with(char::is_uppercase);
    if note { Some((digits, text[..digits].parse().ok()?)) } else { None }
}

fn markdown_heading(line: &Line<'_>) -> Option<Range<usize>> {
    let text = line.text.trim_start();
    let hashes = text.bytes().take_while(|&b| b == b'#').count();
    let heading = (1..=6).contains(&hashes) && text[hashes..].starts_with(' ');
    heading.then(|| {
        let start = line.span.end - text.len() + hashes;
        let closing = line.text.trim_end().trim_end_matches('#').len();
        start..line.span.start + closing
    })
}

/// Rows with columns: bars, tabs, or wide gaps in most lines.
fn is_table(chunk: &[Line<'_>]) -> bool {
    let rows = chunk.iter().filter(|line| columns(line.text) >= 2).count();
    let wide = chunk.iter().filter(|line| columns(line.text) >= 3).count();
    rows >= TABLE_ROWS && rows * 2 > chunk.len() && (wide > 0 || rows == chunk.len())
}

fn columns(line: &str) -> usize {
    let text = line.trim();
    if text.starts_with('|') && text.len() > 1 {
        return text.matches('|').count();
    }
    let text = list_marker(line).map_or(text, |(marker, _)| line[marker..].trim());
    text.split("   ").flat_map(|part| part.split('\t')).filter(|part| !part.trim().is_empty()).count()
}

/// Whether the text ends as a sentence does.
fn ends_full(text: &str) -> bool {
    text.trim_end_matches(|c: char| {
        matches!(c, '"' | '\'' | ')' | ']' | '\u{2019}' | '\u{201D}') || c.is_ascii_digit()
    })
    .ends_with(['.', '!', '?', '\u{2026}'])
}

/// Whether it may be a heading by its own looks.
fn looks_like_heading(block: &RawBlock) -> bool {
    let text = block.text();
    let words = text.split_whitespace().count();
    let begins =
        text.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase() || matches!(c, '\u{201C}' | '"'));
    let titled = words <= 2 && text.ends_with('.') && !text.contains(',') && words == 1;
    begins
        && words <= HEADING_WORDS
        && text.chars().any(char::is_alphabetic)
        && (titled || !text.ends_with(['.', '!', ';', ':', ',', '\u{2026}', '\u{2014}', '\u{2013}', '-']))
}

/// A sentence, as opposed to a title, a menu entry or a date line.
fn is_prose(block: &RawBlock) -> bool {
    block.kind.counts() && ends_full(block.text()) && block.text().split_whitespace().count() > 4
}

/// A paragraph that looks like a heading is one when something follows that it can head.
fn mark_headings(mut blocks: Vec<RawBlock>) -> Vec<RawBlock> {
    for at in 0..blocks.len() {
        let next = blocks[at + 1..].iter().find(|block| block.kind != BlockKind::Furniture);
        let lone_number = blocks[at].kind == BlockKind::ListItem
            && blocks[at].number.is_some()
            && next.is_some_and(|next| next.kind == BlockKind::Paragraph)
            && blocks[at].text().split_whitespace().count() <= HEADING_WORDS / 2;
        let label = blocks[at].kind == BlockKind::ListItem
            && blocks[at].labels
            && next.is_some_and(|next| next.kind == BlockKind::Paragraph);
        let candidate = blocks[at].kind == BlockKind::Paragraph || lone_number || label;
        if candidate && next.is_some() && looks_like_heading(&blocks[at]) {
            blocks[at].kind = BlockKind::Heading;
        }
    }
    blocks
}

/// What stands above the first prose: the title, and the headings under it. When menus or date lines stand there too,
/// the heading right above the prose is the title and all before it furniture.
fn mark_title(mut blocks: Vec<RawBlock>) -> Vec<RawBlock> {
    let Some(prose) = blocks.iter().position(is_prose) else { return blocks };
    let headings = blocks[..prose].iter().rev().take_while(|block| block.kind == BlockKind::Heading).count();
    let menu = blocks[..prose - headings].iter().any(|block| block.kind.counts());
    let title = if menu {
        prose.checked_sub(1)
    } else {
        blocks[..prose].iter().position(|block| block.kind == BlockKind::Heading)
    };
    let Some(title) = title.filter(|&at| blocks[at].kind == BlockKind::Heading) else { return blocks };
    blocks[title].kind = BlockKind::Title;
    blocks[..title].iter_mut().for_each(|block| block.kind = BlockKind::Furniture);
    blocks
}

/// A paragraph that a page end cut in two is one again.
fn join_over_pages(blocks: Vec<RawBlock>, lower: &str) -> Vec<RawBlock> {
    let mut joined: Vec<RawBlock> = Vec::new();
    for block in blocks {
        let text = |block: &RawBlock| block.kind != BlockKind::Furniture;
        let last = joined.iter().rposition(text);
        // Notes at the foot of the page stand between the halves.
        let body = joined.iter().rposition(|block| text(block) && block.bare == 0);
        let open =
            [last, body].into_iter().flatten().find(|&at| block.after_page && goes_on(&joined[at], &block));
        match open {
            Some(at) => joined[at].append(&block, lower),
            None => joined.push(block),
        }
    }
    joined
}

/// Whether `next`, first on its page, is the rest of the unfinished paragraph `last`.
fn goes_on(last: &RawBlock, next: &RawBlock) -> bool {
    let unfinished = !ends_full(last.text()) && !last.text().ends_with(':');
    let small = next.text().starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    let long = last.text().split_whitespace().count() > HEADING_WORDS;
    last.kind.counts() && next.kind == BlockKind::Paragraph && unfinished && (small || long)
}
