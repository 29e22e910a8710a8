//! Card text on a screen: styled, and wrapped to a width.
//!
//! A table stays as its author drew it where it fits, else it is told in words.

use textwrap::core::Fragment;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::front::markdown::{self, Line, Style, Tables};

/// The style on top of that of the whole text.
fn ansi(style: Style, base: anstyle::Style) -> anstyle::Style {
    let bold = if style.bold { base.bold() } else { base };
    let italic = if style.italic { bold.italic() } else { bold };
    if style.code { italic.underline() } else { italic }
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

/// How a text is set: the width it is wrapped at, and the style it has as a whole; none for no styles at all.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    pub width: usize,
    pub base: Option<anstyle::Style>,
}

/// The lines of a text.
pub(super) fn lines(text: &str, setting: Setting) -> Vec<String> {
    let setting = Setting { width: setting.width.max(4), ..setting };
    let drawn = markdown::lines(text, Tables::Drawn);
    let broken =
        drawn.iter().map(Line::text).any(|line| line.starts_with('|') && line.width() > setting.width);
    let lines = if broken { markdown::lines(text, Tables::InWords) } else { drawn };
    lines.iter().flat_map(|line| wrap(line, setting)).collect()
}

fn wrap(line: &Line, setting: Setting) -> Vec<String> {
    let room = |indent: usize| setting.width.saturating_sub(indent).max(2);
    let (first, rest) = (room(line.indent), room(line.indent + line.hang));
    let words = words(line, rest);
    let widths = [first, rest].map(|room| f64::from(u32::try_from(room).unwrap_or(u32::MAX)));
    let wrapped = textwrap::wrap_algorithms::wrap_first_fit(&words, &widths).into_iter().enumerate();
    let set = |(at, words): (usize, &[Word])| {
        let indent = if at == 0 { line.indent } else { line.indent + line.hang };
        format!("{}{}", " ".repeat(indent), set(words, setting.base))
    };
    let above = line.apart.then(String::new);
    above.into_iter().chain(wrapped.map(set)).collect()
}

/// The words of a line, none wider than the room.
fn words(line: &Line, room: usize) -> Vec<Word> {
    // The columns of a table are kept by its blanks.
    if line.code || line.text().starts_with('|') {
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

/// Cuts a text into pieces no wider than the room; what is one character to a reader is never cut.
fn chop(style: Style, text: &str, room: usize) -> Vec<Word> {
    let mut pieces = vec![String::new()];
    let mut width = 0;
    for grapheme in text.graphemes(true) {
        let wide = grapheme.width();
        if width + wide > room {
            pieces.push(String::new());
            width = 0;
        }
        width += wide;
        if let Some(piece) = pieces.last_mut() {
            piece.push_str(grapheme);
        }
    }
    pieces.into_iter().map(|piece| Word { parts: vec![(style, piece)], blank: false }).collect()
}

/// The words as one line, text of one style set at one go.
fn set(words: &[Word], base: Option<anstyle::Style>) -> String {
    let mut runs: Vec<(Style, String)> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let after = words.get(at + 1).and_then(|next| next.parts.first()).filter(|_| word.blank);
        let last = word.parts.last().map(|(style, _)| *style);
        let blank = after.map(|(next, _)| if last == Some(*next) { *next } else { Style::default() });
        let blank = blank.map(|style| (style, " ".to_owned()));
        for (style, text) in word.parts.iter().cloned().chain(blank) {
            match runs.last_mut() {
                Some((running, run)) if *running == style => run.push_str(&text),
                _ => runs.push((style, text)),
            }
        }
    }
    runs.iter().map(|(style, text)| styled(text, base.map(|base| ansi(*style, base)))).collect()
}

fn styled(text: &str, style: Option<anstyle::Style>) -> String {
    match style {
        Some(style) if style != anstyle::Style::new() => format!("{style}{text}{style:#}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, width: usize, expected: &[&str]) {
        assert_eq!(lines(text, Setting { width, base: None }), expected);
    }

    #[test]
    fn text_is_wrapped_by_width_and_no_character_is_cut() {
        check("one two three", 7, &["one two", "three"]);
        check("北京市北京市", 5, &["北京", "市北", "京市"]);
        check("abcdefgh", 4, &["abcd", "efgh"]);
    }

    #[test]
    fn marks_become_styles_and_lists_stay_lists() {
        check("a **b** *c* `d`", 40, &["a b c d"]);
        check("x\n\n- one\n- two", 40, &["x", "- one", "- two"]);
        check("1. one\n2. two", 40, &["1. one", "2. two"]);
        check("- one two three\n- four", 8, &["- one", "  two", "  three", "- four"]);
        check("a\nb", 40, &["a", "b"]);
        check("a\n\nb", 40, &["a", "", "b"]);
    }

    #[test]
    fn a_style_within_a_styled_text_adds_to_it() {
        let bold = anstyle::Style::new().bold();
        let set = |text, base| lines(text, Setting { width: 40, base: Some(base) });
        assert_eq!(set("**b**", anstyle::Style::new()), ["\u{1b}[1mb\u{1b}[0m"]);
        let words = set("a *b* c", bold).join("");
        assert!(words.contains("\u{1b}[1m\u{1b}[3mb\u{1b}[0m"), "{words:?}");
        assert!(words.ends_with("\u{1b}[1m c\u{1b}[0m"), "{words:?}");
    }

    #[test]
    fn tables_stay_as_drawn_where_they_fit() {
        let table = "| a | b |\n|---|---|\n| 1 | 2 |";
        check(table, 40, &["| a | b |", "|---|---|", "| 1 | 2 |"]);
        check(table, 8, &["a: 1; b:", "2"]);
        let wide = "| oil   | F |\n| water | A |";
        check(wide, 40, &["| oil   | F |", "| water | A |"]);
    }

    #[test]
    fn links_and_pictures_name_their_target() {
        check("see [the act](https://example.org)", 60, &["see the act (https://example.org)"]);
        check("![a valve](valve.png)", 60, &["a valve (valve.png)"]);
        check("<https://example.org>", 60, &["https://example.org"]);
    }

    #[test]
    fn nothing_in_a_text_moves_the_cursor() {
        check("a\u{1b}[2Jb\rc\td", 40, &["a[2Jbc d"]);
        check("safe\u{202e}x", 40, &["safex"]);
        check("a\u{9b}2J", 40, &["a2J"]);
        check("a&#27;[2Jb&#10;c&#x9b;d", 40, &["a[2Jbcd"]);
        check("    a&#27;\u{1b}[2J", 40, &["  a&#27;[2J"]);
    }

    #[test]
    fn a_blank_before_a_colon_is_shown() {
        check("[...]: Oslo", 40, &["[...]: Oslo"]);
        check("Capitals\n\n[a city]: Oslo", 40, &["Capitals", "", "[a city]: Oslo"]);
    }

    #[test]
    fn what_looks_like_a_tag_is_shown() {
        check("press <Space>x<F2>", 40, &["press <Space>x<F2>"]);
        check("<div>\nfoo\n</div>", 40, &["<div>", "foo", "</div>"]);
    }
}
