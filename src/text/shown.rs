//! What of a text may go to a terminal: decks and documents come from other people.

/// What stands for a tab.
const TAB: &str = "    ";

/// Whether a character does more than show itself: it moves the cursor, begins a command to the terminal, or turns the
/// reading direction of what follows it (Unicode's embeddings, overrides and isolates). Line ends do too.
#[must_use]
pub fn is_harmful(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text with nothing in it that could move the cursor or turn other text around: tabs are blanks, line ends stay,
/// the rest of [`is_harmful`] goes.
#[must_use]
pub fn harmless(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => kept.push_str(TAB),
            '\n' | '\u{2028}' | '\u{2029}' => kept.push('\n'),
            c if is_harmful(c) => {}
            c => kept.push(c),
        }
    }
    kept
}

/// The same on one line: line ends are blanks.
#[must_use]
pub fn harmless_line(text: &str) -> String {
    harmless(text).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_moves_the_cursor_or_turns_text_around_is_left() {
        for (text, shown) in [
            ("a\u{1b}[2Jb\rc\td", "a[2Jbc    d"),
            ("a\u{9b}2J\u{7}", "a2J"),
            ("one\r\ntwo\u{2028}three", "one\ntwo\nthree"),
            ("safe\u{202e}txt\u{202c} \u{2066}x\u{2069}", "safetxt x"),
            ("e\u{301} \u{200d} שלום", "e\u{301} \u{200d} שלום"),
        ] {
            assert_eq!(harmless(text), shown);
        }
        assert_eq!(harmless_line("a\nb"), "a b");
    }
}
