//! A paper in Typst.

use std::fmt::Write as _;

use super::{Asks, Block, Cell, KeyRow, Question, letter};
use crate::front::markdown::{self, Line, Style, Tables};

/// The page, and what questions and answers are made of.
const HEAD: &str = "#set page(paper: \"a4\", margin: 18mm, numbering: \"1 / 1\")
#set text(size: 11pt)
#let blank = box(width: 1fr, stroke: (bottom: 0.4pt), height: 6mm)
#let tick = box(width: 3.4mm, height: 3.4mm, stroke: 0.5pt, baseline: 0.4mm)
#let question(number, body) = block(breakable: false, above: 5mm, grid(columns: (9mm, 1fr), strong[#number], body))
";

/// Sets the blocks.
pub(super) fn set(blocks: &[Block]) -> String {
    let parts: Vec<String> = blocks.iter().map(block).collect();
    format!("{HEAD}\n{}\n", parts.join("\n\n"))
}

fn block(block: &Block) -> String {
    match block {
        Block::Title(title) => format!("= {}", escaped(title)),
        Block::Fill(names) => {
            let cells: Vec<String> = names.iter().map(|name| format!("[{} #blank]", escaped(name))).collect();
            format!("#grid(columns: {}, gutter: 8mm, {})", cells.len(), cells.join(", "))
        }
        Block::Rules(rules) => {
            rules.iter().map(|rule| escaped(rule)).collect::<Vec<_>>().join(" \\\n")
        }
        Block::Heading(title, points) => format!("== {} #h(1fr) {}", escaped(title), escaped(points)),
        Block::Question(one) => question(one),
        Block::Grid(cells) => grid(cells),
        Block::Key(rows) => key(rows),
    }
}

/// The text with every sign that Typst would read as its own made plain.
fn escaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\#$*_`<>@[]~=-+/\"'".contains(c) {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}

/// Markdown, a line a paragraph.
fn text(text: &str) -> String {
    let lines = markdown::lines(text, Tables::Drawn);
    lines.iter().map(inline).collect::<Vec<_>>().join(" \\\n")
}

fn inline(line: &Line) -> String {
    let part = |(style, text): &(Style, String)| {
        let mut set = escaped(text);
        for (on, name) in [(style.code, "text(font: \"DejaVu Sans Mono\")"), (style.italic, "emph"), (style.bold, "strong")] {
            if on {
                set = format!("#{name}[{set}]");
            }
        }
        set
    };
    line.parts.iter().map(part).collect()
}

fn lettered(options: &[String]) -> String {
    let item = |(at, option): (usize, &String)| format!("[{})], [{}]", letter(at), text(option));
    let items: Vec<String> = options.iter().enumerate().map(item).collect();
    format!("#grid(columns: (7mm, 1fr), row-gutter: 2mm, {})", items.join(", "))
}

const TRUTH: &str = "#tick True #h(6mm) #tick False";

fn question(question: &Question) -> String {
    let below = match &question.asks {
        Asks::Options { options, several: false } => lettered(options),
        Asks::Options { options, several: true } => format!("(several are right) {}", lettered(options)),
        Asks::Truth => TRUTH.to_owned(),
        Asks::Lines(count) => vec!["#blank"; *count].join(" \\\n"),
        Asks::Order(items) => format!("{}\n\nOrder: #blank", lettered(items)),
    };
    format!("#question[{}][{}\n\n{below}]", question.number, text(&question.text))
}

fn grid(cells: &[Cell]) -> String {
    let sure = cells.iter().any(|cell| cell.sure);
    let columns = if sure { "(10mm, 1fr, auto)" } else { "(10mm, 1fr)" };
    let mut rows = String::new();
    for cell in cells {
        let answer = match &cell.asks {
            Asks::Options { options, .. } => {
                (0..options.len()).map(|at| format!("#tick {}", letter(at))).collect::<Vec<_>>().join(" #h(5mm) ")
            }
            Asks::Truth => TRUTH.to_owned(),
            Asks::Lines(count) => vec!["#blank"; *count].join(" \\\n"),
            Asks::Order(items) => vec!["#box(width: 9mm, stroke: (bottom: 0.4pt))"; items.len()].join(" #h(3mm) "),
        };
        _ = write!(rows, "\n  [*{}*], [{answer}],", cell.number);
        if sure {
            rows.push_str(" [#tick 1 #h(3mm) #tick 2 #h(3mm) #tick 3],");
        }
    }
    format!("#table(columns: {columns}, stroke: (x: none, y: 0.3pt), {rows}\n)")
}

fn key(rows: &[KeyRow]) -> String {
    let mut body = String::new();
    for row in rows {
        let letters = if row.letters.is_empty() { String::new() } else { format!("*{}* ", row.letters) };
        let notes: String =
            row.notes.iter().map(|note| format!(" \\\n#text(size: 9pt)[{}]", text(note))).collect();
        _ = write!(
            body,
            "\n  [*{}*], [{letters}{}{notes}], [{}],",
            row.number,
            text(&row.answer),
            escaped(&row.points)
        );
    }
    format!("#table(columns: (10mm, 1fr, auto), stroke: (x: none, y: 0.3pt), {body}\n)")
}
