//! A paper in HTML, one file without anything beside it, made to be printed on A4.

use std::fmt::Write as _;

use super::{Asks, Block, Cell, KeyRow, Question, letter};
use crate::front::markdown::{self, Line, Style, Tables};

/// Black on white, no question torn between two pages.
const STYLE: &str = "@page { size: A4; margin: 18mm 18mm 20mm; }
* { box-sizing: border-box; }
body { font: 11pt/1.4 Georgia, 'Times New Roman', serif; color: #000; background: #fff; max-width: 174mm; margin: 8mm auto; }
@media print { body { margin: 0; max-width: none; } }
h1 { font-size: 16pt; margin: 0 0 4mm; }
h2 { font-size: 12.5pt; margin: 7mm 0 2mm; border-bottom: 0.4pt solid #000; break-after: avoid; }
h2 small { font-weight: normal; font-size: 10pt; float: right; }
p { margin: 0; }
.fill { display: flex; gap: 8mm; margin: 0 0 4mm; }
.fill div { flex: 1; display: flex; gap: 2mm; }
.line { flex: 1; border-bottom: 0.4pt solid #000; min-height: 6mm; }
.rules { font-size: 10pt; margin: 0 0 4mm; }
.question { display: flex; break-inside: avoid; margin: 3.5mm 0; }
.number { flex: 0 0 9mm; font-weight: bold; }
.body { flex: 1; }
.body ol { list-style: none; margin: 1.5mm 0 0; padding: 0; }
.body li { display: flex; margin: 0.8mm 0; }
.letter { flex: 0 0 7mm; }
.body .line { margin: 1mm 0; height: 7mm; }
.truth { margin: 1.5mm 0 0; }
.box { display: inline-block; width: 3.4mm; height: 3.4mm; border: 0.5pt solid #000; margin: 0 1.5mm -0.4mm 0; }
.choice { margin-right: 6mm; white-space: nowrap; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 0.3pt solid #000; padding: 1.2mm 2mm; text-align: left; vertical-align: top; }
tr { break-inside: avoid; }
td:first-child { width: 10mm; font-weight: bold; }
td .line { height: 6mm; }
.short .line { display: inline-block; width: 9mm; margin-right: 3mm; }
.sure { white-space: nowrap; width: 34mm; }
.notes { font-size: 9pt; }
code { font-family: 'DejaVu Sans Mono', Menlo, Consolas, monospace; font-size: 92%; }
pre { margin: 0; white-space: pre-wrap; }
";

/// Sets the blocks.
pub(super) fn set(blocks: &[Block]) -> String {
    let title = blocks.iter().find_map(|block| match block {
        Block::Title(title) => Some(escaped(title)),
        _ => None,
    });
    let body: String = blocks.iter().map(block).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n",
        title.unwrap_or_default()
    )
}

fn block(block: &Block) -> String {
    match block {
        Block::Title(title) => format!("<h1>{}</h1>\n", escaped(title)),
        Block::Fill(names) => {
            let fill = |name: &&str| format!("<div><span>{}</span><span class=\"line\"></span></div>", escaped(name));
            format!("<div class=\"fill\">{}</div>\n", names.iter().map(fill).collect::<String>())
        }
        Block::Rules(rules) => {
            let rule = |rule: &String| format!("<p>{}</p>", escaped(rule));
            format!("<div class=\"rules\">{}</div>\n", rules.iter().map(rule).collect::<String>())
        }
        Block::Heading(title, points) => {
            format!("<h2>{} <small>{}</small></h2>\n", escaped(title), escaped(points))
        }
        Block::Question(one) => question(one),
        Block::Grid(cells) => grid(cells),
        Block::Key(rows) => key(rows),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Markdown, a line a paragraph.
fn text(text: &str) -> String {
    let lines = markdown::lines(text, Tables::Drawn);
    match lines.as_slice() {
        [line] => inline(line),
        lines => lines.iter().map(paragraph).collect(),
    }
}

fn paragraph(line: &Line) -> String {
    if line.code {
        return format!("<pre>{}</pre>", escaped(&line.text()));
    }
    let indent = if line.indent > 0 { format!(" style=\"margin-left: {}ch\"", line.indent) } else { String::new() };
    format!("<p{indent}>{}</p>", inline(line))
}

fn inline(line: &Line) -> String {
    let part = |(style, text): &(Style, String)| {
        let mut set = escaped(text);
        for (on, tag) in [(style.code, "code"), (style.italic, "em"), (style.bold, "strong")] {
            if on {
                set = format!("<{tag}>{set}</{tag}>");
            }
        }
        set
    };
    line.parts.iter().map(part).collect()
}

fn lettered(options: &[String]) -> String {
    let item = |(at, option): (usize, &String)| {
        format!("<li><span class=\"letter\">{})</span><div>{}</div></li>", letter(at), text(option))
    };
    format!("<ol>{}</ol>", options.iter().enumerate().map(item).collect::<String>())
}

const TRUTH: &str = "<span class=\"choice\"><span class=\"box\"></span>True</span><span class=\"choice\"><span class=\"box\"></span>False</span>";
const LINE: &str = "<div class=\"line\"></div>";

fn question(question: &Question) -> String {
    let below = match &question.asks {
        Asks::Options { options, several: false } => lettered(options),
        Asks::Options { options, several: true } => format!("<p>(several are right)</p>{}", lettered(options)),
        Asks::Truth => format!("<p class=\"truth\">{TRUTH}</p>"),
        Asks::Lines(count) => LINE.repeat(*count),
        Asks::Order(items) => format!("{}<p>Order:</p>{LINE}", lettered(items)),
    };
    format!(
        "<div class=\"question\"><div class=\"number\">{}</div><div class=\"body\"><div>{}</div>{below}</div></div>\n",
        question.number,
        text(&question.text)
    )
}

fn grid(cells: &[Cell]) -> String {
    let mut rows = String::new();
    for cell in cells {
        let (class, answer) = match &cell.asks {
            Asks::Options { options, .. } => {
                let choice =
                    |at| format!("<span class=\"choice\"><span class=\"box\"></span>{}</span>", letter(at));
                ("", (0..options.len()).map(choice).collect())
            }
            Asks::Truth => ("", TRUTH.to_owned()),
            Asks::Lines(count) => ("", LINE.repeat(*count)),
            Asks::Order(items) => (" class=\"short\"", LINE.repeat(items.len())),
        };
        let sure = if cell.sure {
            let choice = |at| format!("<span class=\"choice\" style=\"margin-right: 3mm\"><span class=\"box\"></span>{at}</span>");
            format!("<td class=\"sure\">{}</td>", (1..=3).map(choice).collect::<String>())
        } else {
            String::new()
        };
        _ = writeln!(rows, "<tr><td>{}</td><td{class}>{answer}</td>{sure}</tr>", cell.number);
    }
    let sure = if cells.iter().any(|cell| cell.sure) { "<th>Sure</th>" } else { "" };
    format!("<table>\n<tr><th></th><th>Answer</th>{sure}</tr>\n{rows}</table>\n")
}

fn key(rows: &[KeyRow]) -> String {
    let mut body = String::new();
    for row in rows {
        let letters =
            if row.letters.is_empty() { String::new() } else { format!("<strong>{}</strong> ", row.letters) };
        let notes: String =
            row.notes.iter().map(|note| format!("<div class=\"notes\">{}</div>", text(note))).collect();
        _ = writeln!(
            body,
            "<tr><td>{}</td><td>{letters}{}{notes}</td><td>{}</td></tr>",
            row.number,
            text(&row.answer),
            escaped(&row.points)
        );
    }
    format!("<table>\n<tr><th></th><th>Right</th><th>Points</th></tr>\n{body}</table>\n")
}
