//! A line being written, with a cursor: for a field that has to be left when the time is up.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A line of text and the place in it where the next character goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    text: String,
    /// In bytes, between two characters as one sees them.
    at: usize,
}

impl Line {
    /// What is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Takes what is written, and begins anew.
    pub fn take(&mut self) -> String {
        self.at = 0;
        std::mem::take(&mut self.text)
    }

    /// Takes a key that writes or edits; gives whether it was one.
    pub fn press(&mut self, key: &KeyEvent) -> bool {
        let held = key.modifiers - KeyModifiers::SHIFT;
        if held == KeyModifiers::CONTROL {
            match key.code {
                KeyCode::Char('a') => self.at = 0,
                KeyCode::Char('e') => self.at = self.text.len(),
                KeyCode::Char('u') => self.cut(0),
                KeyCode::Char('w') => self.cut(self.word_before()),
                _ => return false,
            }
            return true;
        }
        match key.code {
            KeyCode::Char(c) if held.is_empty() && !c.is_control() => {
                self.text.insert(self.at, c);
                self.at += c.len_utf8();
            }
            KeyCode::Backspace => self.cut(self.before()),
            KeyCode::Delete => {
                let after = self.after();
                self.text.replace_range(self.at..after, "");
            }
            KeyCode::Left => self.at = self.before(),
            KeyCode::Right => self.at = self.after(),
            KeyCode::Home => self.at = 0,
            KeyCode::End => self.at = self.text.len(),
            _ => return false,
        }
        true
    }

    /// Removes what stands between there and the cursor.
    fn cut(&mut self, from: usize) {
        self.text.replace_range(from..self.at, "");
        self.at = from;
    }

    fn before(&self) -> usize {
        self.text[..self.at].grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        self.text[self.at..].graphemes(true).next().map_or(self.at, |next| self.at + next.len())
    }

    fn word_before(&self) -> usize {
        let trimmed = self.text[..self.at].trim_end();
        trimmed.rfind(char::is_whitespace).map_or(0, |at| at + 1)
    }

    /// The part around the cursor that fits so many cells, and the cells of it behind the cursor.
    pub fn shown(&self, cells: usize) -> (String, usize) {
        let mut before = String::new();
        for cluster in self.text[..self.at].graphemes(true).rev() {
            if before.width() + cluster.width() >= cells {
                break;
            }
            before.insert_str(0, cluster);
        }
        let mut behind = String::new();
        for cluster in self.text[self.at..].graphemes(true) {
            if before.width() + behind.width() + cluster.width() >= cells {
                break;
            }
            behind.push_str(cluster);
        }
        (format!("{before}{behind}"), behind.width())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &[KeyCode]) -> Line {
        let mut line = Line::default();
        for code in keys {
            line.press(&KeyEvent::new(*code, KeyModifiers::NONE));
        }
        line
    }

    fn chars(text: &str) -> Vec<KeyCode> {
        text.chars().map(KeyCode::Char).collect()
    }

    #[test]
    fn keys_write_and_edit_between_characters_as_they_are_seen() {
        use KeyCode::{Backspace, Delete, End, Home, Left, Right};
        let check = |start: &str, keys: &[KeyCode], expected: &str| {
            let line = typed(&[chars(start), keys.to_vec()].concat());
            assert_eq!(line.text(), expected, "{start} {keys:?}");
        };
        check("abc", &[Left, KeyCode::Char('x')], "abxc");
        check("北京市", &[Left, Backspace], "北市");
        check("e\u{301}a", &[Home, Delete], "a");
        check("ab", &[Home, Right, End, KeyCode::Char('c')], "abc");
        check("", &[Backspace, Delete, Left, Right], "");
    }

    #[test]
    fn ctrl_clears_the_line_or_a_word() {
        let mut line = typed(&chars("one two  "));
        assert!(line.press(&KeyEvent::new(KeyCode::Char('w'), KeyModifiers::CONTROL)));
        assert_eq!(line.text(), "one ");
        assert!(line.press(&KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL)));
        assert_eq!(line.text(), "");
        assert!(!line.press(&KeyEvent::new(KeyCode::Char('x'), KeyModifiers::CONTROL)));
    }

    #[test]
    fn what_does_not_fit_is_shown_around_the_cursor() {
        let line = typed(&chars("abcdefgh"));
        assert_eq!(line.shown(20), ("abcdefgh".to_owned(), 0));
        assert_eq!(line.shown(5), ("efgh".to_owned(), 0));
        let line = typed(&[chars("abcdefgh"), vec![KeyCode::Home]].concat());
        assert_eq!(line.shown(5), ("abcd".to_owned(), 4));
    }
}
