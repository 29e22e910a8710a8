//! Card text on a screen: Markdown's bold, italic, code and lists, wrapped to a width.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use textwrap::core::Fragment;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How a word is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Style {
    pub bold: bool,
    pub italic: bool,
    pub code: bool,
}

impl Style {
    fn ansi(self) -> anstyle::Style {
        let style = anstyle::Style::new();
        let style = if self.bold { style.bold() } else { style };
        let style = if self.italic { style.italic() } else { style };
        if self.code { style.underline() } else { style }
    }
}

/// A word with its style and the blank behind it.
#[derive(Debug, Clone)]
struct Word {
    parts: Vec<(Style, String)>,
    blank: bool,
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        let width: usize = self.parts.iter().map(|(_, text)| text.width()).sum();
        f64::from(u32::try_from(width).unwrap_or(u32::MAX))
    }
    fn whitespace_width(&self) -> f64 {
        if self.blank { 1.0 } else { 0.0 }
    }
    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// A line before it is wrapped.
#[derive(Debug, Clone, Default)]
struct Line {
    indent: usize,
    /// Shown as it is, never wrapped at blanks.
    code: bool,
    parts: Vec<(Style, String)>,
}

/// The lines of a text at a width; styles only with `colour`.
pub(super) fn lines(text: &str, width: usize, colour: bool) -> Vec<String> {
    let width = width.max(4);
    parse(&harmless(text)).iter().flat_map(|line| wrap(line, width, colour)).collect()
}

/// Nothing in it can move the cursor: tabs are blanks, line ends stay, other controls go.
pub(super) fn harmless(text: &str) -> String {
    text.replace('\t', "    ").chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

fn parse(text: &str) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    let mut style = Style::default();
    let mut lists: Vec<Option<u64>> = Vec::new();
    let mut code_block = false;
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Strong) => style.bold = true,
            Event::End(TagEnd::Strong) => style.bold = false,
            Event::Start(Tag::Emphasis) => style.italic = true,
            Event::End(TagEnd::Emphasis) => style.italic = false,
            Event::Start(Tag::List(first)) => lists.push(first),
            Event::End(TagEnd::List(_)) => _ = lists.pop(),
            Event::Start(Tag::Item) => {
                let depth = lists.len().saturating_sub(1);
                let mark = match lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                };
                lines.push(Line {
                    indent: depth * 2,
                    parts: vec![(Style::default(), mark)],
                    ..Line::default()
                });
            }
            Event::Start(Tag::CodeBlock(_)) => code_block = true,
            Event::End(TagEnd::CodeBlock) => code_block = false,
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) if lists.is_empty() => {
                lines.push(Line::default());
            }
            Event::SoftBreak | Event::HardBreak => lines.push(Line::default()),
            Event::Rule => lines.push(Line { parts: vec![(style, "---".to_owned())], ..Line::default() }),
            Event::Text(text) if code_block => {
                lines.extend(text.lines().map(|line| Line {
                    code: true,
                    indent: 2,
                    parts: vec![(Style::default(), line.to_owned())],
                }));
            }
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => push(&mut lines, style, &text),
            Event::Code(text) => push(&mut lines, Style { code: true, ..style }, &text),
            _ => {}
        }
    }
    lines.retain(|line| !line.parts.is_empty());
    lines
}

fn push(lines: &mut [Line], style: Style, text: &str) {
    if let Some(line) = lines.last_mut() {
        line.parts.push((style, text.trim_end_matches('\n').to_owned()));
    }
}

fn wrap(line: &Line, width: usize, colour: bool) -> Vec<String> {
    let room = width.saturating_sub(line.indent).max(2);
    let words = words(line, room);
    let widths = [f64::from(u32::try_from(room).unwrap_or(u32::MAX))];
    let indent = " ".repeat(line.indent);
    textwrap::wrap_algorithms::wrap_first_fit(&words, &widths)
        .into_iter()
        .map(|words| format!("{indent}{}", set(words, colour)))
        .collect()
}

/// The words of a line, none wider than the room.
fn words(line: &Line, room: usize) -> Vec<Word> {
    if line.code {
        return line.parts.iter().flat_map(|(style, text)| chop(*style, text, room)).collect();
    }
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (style, text) in &line.parts {
        for piece in text.split_inclusive(' ') {
            let (bare, blank) = (piece.trim_end_matches(' '), piece.ends_with(' '));
            if !bare.is_empty() {
                let pieces = chop(*style, bare, room);
                for piece in pieces {
                    match words.last_mut() {
                        Some(word) if open && word.width() + piece.width() <= room as f64 => {
                            word.parts.extend(piece.parts);
                        }
                        _ => words.push(piece),
                    }
                    open = true;
                }
            }
            if blank {
                if let Some(word) = words.last_mut() {
                    word.blank = true;
                }
                open = false;
            }
        }
    }
    words
}

/// Cuts a text into pieces no wider than the room; a character is never cut.
fn chop(style: Style, text: &str, room: usize) -> Vec<Word> {
    let mut pieces = vec![String::new()];
    let mut width = 0;
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        if width + wide > room {
            pieces.push(String::new());
            width = 0;
        }
        width += wide;
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
    }
    pieces.into_iter().map(|piece| Word { parts: vec![(style, piece)], blank: false }).collect()
}

fn set(words: &[Word], colour: bool) -> String {
    let mut line = String::new();
    for (at, word) in words.iter().enumerate() {
        for (style, text) in &word.parts {
            if colour && *style != Style::default() {
                let ansi = style.ansi();
                line.push_str(&format!("{ansi}{text}{ansi:#}"));
            } else {
                line.push_str(text);
            }
        }
        if word.blank && at + 1 < words.len() {
            line.push(' ');
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_wrapped_by_width_and_no_character_is_cut() {
        assert_eq!(lines("one two three", 7, false), ["one two", "three"]);
        assert_eq!(lines("北京市北京市", 5, false), ["北京", "市北", "京市"]);
        assert_eq!(lines("abcdefgh", 4, false), ["abcd", "efgh"]);
    }

    #[test]
    fn marks_become_styles_and_lists_stay_lists() {
        assert_eq!(lines("a **b** *c* `d`", 40, false), ["a b c d"]);
        assert_eq!(lines("**b**", 40, true), ["\u{1b}[1mb\u{1b}[0m"]);
        assert_eq!(lines("x\n\n- one\n- two", 40, false), ["x", "- one", "- two"]);
        assert_eq!(lines("1. one\n2. two", 40, false), ["1. one", "2. two"]);
        assert_eq!(lines("a\nb", 40, false), ["a", "b"]);
    }

    #[test]
    fn nothing_in_a_text_moves_the_cursor() {
        assert_eq!(lines("a\u{1b}[2Jb\rc\td", 40, false), ["a[2Jbc    d"]);
    }

    #[test]
    fn what_looks_like_a_tag_is_shown() {
        assert_eq!(lines("press <Space>x<F2>", 40, false), ["press <Space>x<F2>"]);
    }
}
