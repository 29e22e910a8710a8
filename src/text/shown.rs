//! What of a text may go to a terminal: decks and documents come from other people.

use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

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

/// The text in ASCII, for terminals that can show no more: quotes, dashes and letters with marks become their nearest,
/// the rest question marks. Each character takes the cells it had, so that what was laid out stays in place.
#[must_use]
pub fn ascii(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match (c, c.width()) {
            (c, _) if c.is_ascii() => shown.push(c),
            (_, None | Some(0)) => {}
            (c, Some(width)) => {
                let near = nearest(c).unwrap_or('?');
                shown.extend(std::iter::repeat_n(near, width));
            }
        }
    }
    shown
}

fn nearest(c: char) -> Option<char> {
    Some(match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{2032}' => '\'',
        '\u{201c}'..='\u{201e}' | '\u{ab}' | '\u{bb}' | '\u{2033}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2026}' => '.',
        '\u{2022}' | '\u{b7}' | '\u{d7}' => '*',
        c if c.is_whitespace() => ' ',
        c => return std::iter::once(c).nfkd().next().filter(char::is_ascii),
    })
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

    #[test]
    fn in_ascii_each_character_takes_the_cells_it_had() {
        for (text, shown) in [
            ("caf\u{e9} \u{201c}x\u{201d} \u{2014} \u{2026}", "cafe \"x\" - ."),
            ("\u{5317}\u{4eac} e\u{301} x\u{b2} \u{3c0}", "???? e x2 ?"),
        ] {
            assert_eq!(ascii(text), shown);
        }
    }
}
