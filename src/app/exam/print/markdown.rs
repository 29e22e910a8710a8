//! A paper in Markdown.

use std::fmt::Write as _;

use super::{Asks, Block, Cell, KeyRow, Question, letter};

/// A line to write on.
const LINE: &str = "\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_";

/// Sets the blocks.
pub(super) fn set(blocks: &[Block]) -> String {
    let mut parts: Vec<String> = blocks.iter().map(block).collect();
    parts.retain(|part| !part.is_empty());
    format!("{}\n", parts.join("\n\n"))
}

fn block(block: &Block) -> String {
    match block {
        Block::Title(title) => format!("# {title}"),
        Block::Fill(names) => names.iter().map(|name| format!("{name}: {LINE}")).collect::<Vec<_>>().join("  \n"),
        Block::Rules(rules) => rules.join("  \n"),
        Block::Heading(title, points) => format!("## {title} ({points})"),
        Block::Question(one) => question(one),
        Block::Grid(cells) => grid(cells),
        Block::Key(rows) => key(rows),
    }
}

/// The lines of a text, those after the first indented below a number.
fn indented(text: &str) -> String {
    text.trim().lines().collect::<Vec<_>>().join("\n   ")
}

fn question(question: &Question) -> String {
    let mut text = format!("{}. {}", question.number, indented(&question.text));
    match &question.asks {
        Asks::Options { options, several } => {
            if *several {
                text.push_str("\n   (several are right)");
            }
            text.push('\n');
            for (at, option) in options.iter().enumerate() {
                _ = write!(text, "\n   {}) {}  ", letter(at), indented(option));
            }
        }
        Asks::Truth => text.push_str("\n\n   ☐ True  ☐ False"),
        Asks::Lines(count) => {
            for _ in 0..*count {
                _ = write!(text, "\n\n   {LINE}");
            }
        }
        Asks::Order(items) => {
            text.push('\n');
            for (at, item) in items.iter().enumerate() {
                _ = write!(text, "\n   {}) {}  ", letter(at), indented(item));
            }
            _ = write!(text, "\n\n   Order: {LINE}");
        }
    }
    text
}

fn grid(cells: &[Cell]) -> String {
    let sure = cells.iter().any(|cell| cell.sure);
    let mut text = if sure { "| | answer | sure |\n|-|-|-|".to_owned() } else { "| | answer |\n|-|-|".to_owned() };
    for cell in cells {
        let answer = match &cell.asks {
            Asks::Options { options, .. } => {
                (0..options.len()).map(|at| format!("☐ {}", letter(at))).collect::<Vec<_>>().join("  ")
            }
            Asks::Truth => "☐ True  ☐ False".to_owned(),
            Asks::Lines(count) => vec![LINE; *count].join("<br>"),
            Asks::Order(items) => vec!["\\_\\_"; items.len()].join("  "),
        };
        _ = write!(text, "\n| {} | {answer} |", cell.number);
        if sure {
            text.push_str(" 1 2 3 |");
        }
    }
    text
}

fn key(rows: &[KeyRow]) -> String {
    let row = |row: &KeyRow| {
        let letters = if row.letters.is_empty() { String::new() } else { format!("**{}** ", row.letters) };
        let mut text = format!("{}. {letters}{} ({})", row.number, indented(&row.answer), row.points);
        for note in &row.notes {
            _ = write!(text, "  \n   {}", indented(note));
        }
        text
    };
    rows.iter().map(row).collect::<Vec<_>>().join("\n")
}
