//! Card text on a screen: Markdown's bold, italic, code, lists and links, wrapped to a width.
//!
//! A table stays as its author drew it. Nothing in a text can move the cursor or set a colour.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use textwrap::core::Fragment;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How a word is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Style {
    pub bold: bool,
    pub italic: bool,
    pub code: bool,
}

impl Style {
    /// The style on top of that of the whole text.
    fn ansi(self, base: anstyle::Style) -> anstyle::Style {
        let style = base;
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
    /// With an empty line above it.
    apart: bool,
    parts: Vec<(Style, String)>,
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
    parse(&kept_brackets(&harmless(text))).iter().flat_map(|line| wrap(line, setting)).collect()
}

/// Nothing in it can move the cursor: tabs are blanks, line ends stay, other controls go.
pub(super) fn harmless(text: &str) -> String {
    text.replace('\t', "    ").chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

/// A line such as `[...]: Oslo` is a blank with text behind it: Markdown would take it for the target of a link and
/// show nothing.
fn kept_brackets(text: &str) -> String {
    let kept = |line: &str| {
        let bare = line.trim_start();
        if bare.starts_with('[') && bare.contains("]:") {
            format!("{}\\{bare}", &line[..line.len() - bare.len()])
        } else {
            line.to_owned()
        }
    };
    text.split('\n').map(kept).collect::<Vec<_>>().join("\n")
}

fn parse(text: &str) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    let mut style = Style::default();
    let mut lists: Vec<Option<u64>> = Vec::new();
    let mut code_block = false;
    let mut targets: Vec<String> = Vec::new();
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Paragraph)
                if lists.is_empty() && lines.iter().any(|line| !line.parts.is_empty()) =>
            {
                lines.push(Line { apart: true, ..Line::default() });
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                targets.push(dest_url.into_string());
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let target = targets.pop().filter(|target| !ends_with(&lines, target));
                if let Some(target) = target {
                    push(&mut lines, Style::default(), &format!(" ({target})"));
                }
            }
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
                    apart: false,
                    parts: vec![(Style::default(), harmless(line))],
                }));
            }
            Event::Html(text) => {
                lines.push(Line::default());
                push(&mut lines, style, &text);
            }
            Event::Text(text) | Event::InlineHtml(text) => push(&mut lines, style, &text),
            Event::Code(text) => push(&mut lines, Style { code: true, ..style }, &text),
            _ => {}
        }
    }
    lines.retain(|line| !line.parts.is_empty());
    lines
}

fn push(lines: &mut [Line], style: Style, text: &str) {
    if let Some(line) = lines.last_mut() {
        // Once more: an entity such as `&#27;` is a control only now.
        let text = harmless(text.trim_end_matches('\n')).replace('\n', " ");
        line.parts.push((style, text));
    }
}

/// Whether the text so far ends with this: an address in angle brackets is its own text.
fn ends_with(lines: &[Line], text: &str) -> bool {
    lines.last().and_then(|line| line.parts.last()).is_some_and(|(_, last)| last == text)
}

fn wrap(line: &Line, setting: Setting) -> Vec<String> {
    let room = setting.width.saturating_sub(line.indent).max(2);
    let words = words(line, room);
    let widths = [f64::from(u32::try_from(room).unwrap_or(u32::MAX))];
    let indent = " ".repeat(line.indent);
    let wrapped = textwrap::wrap_algorithms::wrap_first_fit(&words, &widths).into_iter();
    let above = line.apart.then(String::new);
    above.into_iter().chain(wrapped.map(|words| format!("{indent}{}", set(words, setting.base)))).collect()
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
    runs.iter().map(|(style, text)| styled(text, base.map(|base| style.ansi(base)))).collect()
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
    fn tables_stay_as_drawn() {
        check("| a | b |\n|---|---|\n| 1 | 2 |", 40, &["| a | b |", "|---|---|", "| 1 | 2 |"]);
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
