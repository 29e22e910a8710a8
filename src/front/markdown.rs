//! Card text: Markdown's bold, italic, code, lists, links and tables, and formulas, as lines that a front sets its own way.
//!
//! Nothing in a text can move the cursor or set a colour.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::text;

/// How a word is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Style {
    pub bold: bool,
    pub italic: bool,
    pub code: bool,
}

/// A line before it is wrapped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub indent: usize,
    /// How much further in its continuation stands, where it wraps: under the words of an item, not under its mark.
    pub hang: usize,
    /// Shown as it is, never wrapped at blanks.
    pub code: bool,
    /// With an empty line above it.
    pub apart: bool,
    /// It goes on from the line above: the author broke the line, not the paragraph.
    pub goes_on: bool,
    pub parts: Vec<(Style, String)>,
}

impl Line {
    /// The text without its styles.
    pub fn text(&self) -> String {
        self.parts.iter().map(|(_, text)| text.as_str()).collect()
    }
}

/// How the tables of a text are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tables {
    /// As the author drew them.
    Drawn,
    /// A row a line, each cell behind the label of its column.
    InWords,
}

/// The lines of a text; none is empty.
pub(super) fn lines(text: &str, tables: Tables) -> Vec<Line> {
    let text = kept_brackets(&text::harmless(text));
    let mut options = Options::ENABLE_MATH;
    options.set(Options::ENABLE_TABLES, tables == Tables::InWords);
    let mut builder = Builder::new(&text);
    for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
        builder.take(event, range);
    }
    builder.lines.retain(|line| !line.parts.is_empty());
    builder.lines
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

/// Lines in the making.
struct Builder<'a> {
    source: &'a str,
    lines: Vec<Line>,
    style: Style,
    /// The number of the next item of each list one is in; none for a list without numbers.
    lists: Vec<Option<u64>>,
    in_code: bool,
    targets: Vec<String>,
    table: Table,
}

/// The labels of a table, and the cells of the row one is in.
#[derive(Default)]
struct Table {
    labels: Vec<String>,
    cells: Vec<String>,
}

impl Table {
    /// The row in words; its cells are taken out.
    fn row(&mut self) -> String {
        let labels = self.labels.iter().map(String::as_str).chain(std::iter::repeat(""));
        let told =
            std::mem::take(&mut self.cells).into_iter().zip(labels).filter_map(|(cell, label)| {
                match (cell.is_empty(), label.is_empty()) {
                    (true, _) => None,
                    (false, true) => Some(cell),
                    (false, false) => Some(format!("{label}: {cell}")),
                }
            });
        told.collect::<Vec<_>>().join("; ")
    }
}

impl<'a> Builder<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            lines: vec![Line::default()],
            style: Style::default(),
            lists: Vec::new(),
            in_code: false,
            targets: Vec::new(),
            table: Table::default(),
        }
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::SoftBreak => self.lines.push(Line { goes_on: true, ..Line::default() }),
            Event::HardBreak => self.lines.push(Line::default()),
            Event::Rule => {
                self.lines.push(Line { parts: vec![(self.style, "---".into())], ..Line::default() })
            }
            Event::Text(text) if self.in_code => self.code(&text),
            Event::Html(html) => {
                self.lines.push(Line::default());
                self.push(self.style, &html);
            }
            Event::Text(text) | Event::InlineHtml(text) => self.push(self.style, &text),
            Event::Code(text) => self.push(Style { code: true, ..self.style }, &text),
            Event::InlineMath(tex) | Event::DisplayMath(tex) => self.formula(&tex, range),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph
                if self.lists.is_empty() && self.lines.iter().any(|line| !line.parts.is_empty()) =>
            {
                self.lines.push(Line { apart: true, ..Line::default() });
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.targets.push(dest_url.into_string());
            }
            Tag::Strong => self.style.bold = true,
            Tag::Emphasis => self.style.italic = true,
            Tag::List(first) => self.lists.push(first),
            Tag::Item => self.item(),
            Tag::CodeBlock(_) => self.in_code = true,
            Tag::Table(_) => self.table = Table::default(),
            Tag::TableCell => self.lines.push(Line::default()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link | TagEnd::Image => {
                let target = self.targets.pop().filter(|target| !self.ends_with(target));
                if let Some(target) = target {
                    self.push(Style::default(), &format!(" ({target})"));
                }
            }
            TagEnd::Strong => self.style.bold = false,
            TagEnd::Emphasis => self.style.italic = false,
            TagEnd::List(_) => _ = self.lists.pop(),
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::Paragraph | TagEnd::Heading(_) if self.lists.is_empty() => {
                self.lines.push(Line::default());
            }
            TagEnd::TableCell => {
                let cell = self.lines.pop().unwrap_or_default();
                self.table.cells.push(cell.text().trim().to_owned());
            }
            TagEnd::TableHead => self.table.labels = std::mem::take(&mut self.table.cells),
            TagEnd::TableRow => {
                let row = self.table.row();
                self.lines.push(Line { parts: vec![(Style::default(), row)], ..Line::default() });
            }
            TagEnd::Table => self.lines.push(Line::default()),
            _ => {}
        }
    }

    fn item(&mut self) {
        let depth = self.lists.len().saturating_sub(1);
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        self.lines.push(Line {
            indent: depth * 2,
            hang: mark.len(),
            parts: vec![(Style::default(), mark)],
            ..Line::default()
        });
    }

    fn code(&mut self, text: &str) {
        self.lines.extend(text.lines().map(|line| Line {
            code: true,
            indent: 2,
            parts: vec![(Style::default(), text::harmless(line))],
            ..Line::default()
        }));
    }

    /// A formula as Unicode where it is known, else as written. Sums of money such as `$5 and A$6` are no formula.
    fn formula(&mut self, tex: &str, range: Range<usize>) {
        let written = self.source.get(range.clone()).unwrap_or(tex);
        let money = self.source[range.end..].starts_with(|c: char| c.is_ascii_digit());
        match text::formula(tex).filter(|_| !money) {
            Some(shown) => self.push(self.style, &shown),
            None => self.push(self.style, written),
        }
    }

    fn push(&mut self, style: Style, text: &str) {
        if let Some(line) = self.lines.last_mut() {
            // Once more: an entity such as `&#27;` is a control only now.
            let text = text::harmless_line(text.trim_end_matches('\n'));
            line.parts.push((style, text));
        }
    }

    /// Whether the text so far ends with this: an address in angle brackets is its own text.
    fn ends_with(&self, text: &str) -> bool {
        self.lines.last().and_then(|line| line.parts.last()).is_some_and(|(_, last)| last == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, tables: Tables, expected: &[&str]) {
        let shown: Vec<String> = lines(text, tables).iter().map(Line::text).collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn formulas_are_shown_where_they_are_known_and_money_is_none() {
        check("$E = mc^2$ holds", Tables::Drawn, &["E = mc² holds"]);
        check("$a_1 * b_1 * c$", Tables::Drawn, &["a₁ ∗ b₁ ∗ c"]);
        check(r"$\foo_x$ and **$\pi$**", Tables::Drawn, &[r"$\foo_x$ and π"]);
        check("It costs $5 and A$6, or $7.", Tables::Drawn, &["It costs $5 and A$6, or $7."]);
        check(r"\$5 and `$x^2$`", Tables::Drawn, &["$5 and $x^2$"]);
        check("    $x^2$", Tables::Drawn, &["$x^2$"]);
    }

    #[test]
    fn tables_are_drawn_or_told() {
        let table = "Kinds:\n\n| kind | sign |\n|---|---|\n| oil | **F** |\n| gas |  |";
        check(table, Tables::Drawn, &["Kinds:", "| kind | sign |", "|---|---|", "| oil | F |", "| gas |  |"]);
        check(table, Tables::InWords, &["Kinds:", "kind: oil; sign: F", "kind: gas"]);
    }

    #[test]
    fn a_line_the_author_broke_goes_on() {
        let broken = lines("one\ntwo\n\nthree", Tables::InWords);
        assert_eq!(broken.iter().map(|line| line.goes_on).collect::<Vec<_>>(), [false, true, false]);
    }
}
