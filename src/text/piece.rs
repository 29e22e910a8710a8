//! A text put together from stretches of a source, which remembers where each came from.

use std::ops::Range;

/// A repaired text and the way back to the source's bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct PieceText {
    text: String,
    pieces: Vec<Piece>,
}

/// Bytes of the text that stand unchanged in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    at: usize,
    source: Range<usize>,
}

impl PieceText {
    /// Adds the bytes `span` of `source`, each run of white space as one blank; blanks at the start are dropped.
    pub(super) fn push_folded(&mut self, source: &str, span: Range<usize>) {
        for (at, c) in source[span.clone()].char_indices() {
            let at = span.start + at;
            if !c.is_whitespace() {
                self.push(source, at..at + c.len_utf8());
            } else if !self.text.is_empty() && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
        }
    }

    /// Adds the bytes `span` of `source` as they are.
    pub(super) fn push(&mut self, source: &str, span: Range<usize>) {
        let at = self.text.len();
        self.text.push_str(&source[span.clone()]);
        match self.pieces.last_mut() {
            Some(last) if last.source.end == span.start && last.at + last.source.len() == at => {
                last.source.end = span.end;
            }
            _ => self.pieces.push(Piece { at, source: span }),
        }
    }

    /// Adds a character that stands for nothing in the source: the blank or line break between two lines.
    pub(super) fn push_between(&mut self, c: char) {
        if !self.text.is_empty() && !self.text.ends_with(c) {
            self.text.push(c);
        }
    }

    /// Adds a text of the same source.
    pub(super) fn append(&mut self, rest: &Self) {
        let shift = self.text.len();
        self.text.push_str(&rest.text);
        self.pieces.extend(
            rest.pieces.iter().map(|piece| Piece { at: piece.at + shift, source: piece.source.clone() }),
        );
    }

    /// Takes the last character off.
    pub(super) fn pop(&mut self) {
        self.text.pop();
        let len = self.text.len();
        self.pieces.retain(|piece| piece.at < len);
        if let Some(last) = self.pieces.last_mut() {
            last.source.end = last.source.end.min(last.source.start + (len - last.at));
        }
    }

    /// The same without some ranges of the text (in order, not overlapping); a blank parts what they kept apart.
    pub(super) fn without(&self, source: &str, cuts: &[Range<usize>]) -> Self {
        let mut kept = Self::default();
        for (at, c) in self.text.char_indices() {
            if cuts.iter().any(|cut| cut.contains(&at)) {
                continue;
            }
            if c.is_alphabetic() && cuts.iter().any(|cut| cut.end == at) {
                kept.push_between(' ');
            }
            match self.source_of(at) {
                Some(from) => kept.push(source, from..from + c.len_utf8()),
                None => kept.push_between(c),
            }
        }
        kept
    }

    /// Blanks at the end are dropped.
    pub(super) fn trim_end(&mut self) {
        self.text.truncate(self.text.trim_end().len());
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// From the first to the last byte it has of the source.
    pub(super) fn source_span(&self) -> Range<usize> {
        match (self.pieces.first(), self.pieces.last()) {
            (Some(first), Some(last)) => first.source.start..last.source.end,
            _ => 0..0,
        }
    }

    /// Where in the source the first character of a range of the text stands.
    pub(super) fn source_start(&self, range: Range<usize>) -> usize {
        range.clone().find_map(|at| self.source_of(at)).unwrap_or(self.source_span().start)
    }

    /// Where in the source the last character of a range of the text ends.
    pub(super) fn source_end(&self, range: Range<usize>) -> usize {
        range.rev().find_map(|at| self.source_of(at)).map_or(self.source_span().end, |at| at + 1)
    }

    fn source_of(&self, at: usize) -> Option<usize> {
        let after = self.pieces.partition_point(|piece| piece.at <= at);
        let piece = self.pieces.get(after.checked_sub(1)?)?;
        (at < piece.at + piece.source.len()).then(|| piece.source.start + (at - piece.at))
    }
}
