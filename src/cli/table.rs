//! Columns of text, aligned by the cells they take on the screen.

use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::output::FAINT;

/// How a column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A table with a heading.
#[derive(Debug, Clone)]
pub struct Table {
    columns: Vec<(&'static str, Align)>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table with these columns.
    #[must_use]
    pub fn new(columns: &[(&'static str, Align)]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row: a cell a column.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// The table as lines, its heading faint.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let widths: Vec<usize> = (0..self.columns.len())
            .map(|column| {
                let cells = self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width());
                cells.chain([self.columns[column].0.width()]).max().unwrap_or(0)
            })
            .collect();
        let heading: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        let mut lines = vec![format!("{FAINT}{}{FAINT:#}", self.line(&heading, &widths))];
        lines.extend(self.rows.iter().map(|row| self.line(row, &widths)));
        lines
    }

    fn line<S: AsRef<str>>(&self, cells: &[S], widths: &[usize]) -> String {
        let mut line = String::new();
        for ((cell, (_, align)), width) in cells.iter().zip(&self.columns).zip(widths) {
            let padding = width.saturating_sub(cell.as_ref().width());
            let (before, after) = match align {
                Align::Left => (0, padding),
                Align::Right => (padding, 0),
            };
            let gap = if line.is_empty() { "" } else { "  " };
            _ = write!(line, "{gap}{}{}{}", " ".repeat(before), cell.as_ref(), " ".repeat(after));
        }
        line.trim_end().to_owned()
    }
}

/// A text on one line, in at most so many cells.
#[must_use]
pub fn short(text: &str, most: usize) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.width() <= most {
        return folded;
    }
    let mut cut = String::new();
    for cluster in folded.graphemes(true) {
        if cut.width() + cluster.width() >= most {
            break;
        }
        cut.push_str(cluster);
    }
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_by_cells() {
        let mut table = Table::new(&[("deck", Align::Left), ("due", Align::Right)]);
        table.row(["火災".to_owned(), "3".to_owned()]);
        table.row(["fire-safety".to_owned(), "12".to_owned()]);
        let lines: Vec<String> =
            table.lines().iter().map(|line| anstream::adapter::strip_str(line).to_string()).collect();
        assert_eq!(lines, ["deck         due", "火災           3", "fire-safety   12"]);
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        assert_eq!(short("a  b\nc", 10), "a b c");
        assert_eq!(short("abcdefgh", 5), "abcd…");
        assert_eq!(short("日本語の文", 5), "日本…");
    }
}
