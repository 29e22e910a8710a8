//! The form in which two answers are equal.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The form in which two answers are equal: compatibility forms, case, white space, quotes and dashes made one, dots
/// of acronyms, articles and a final stop dropped. Raised and lowered signs stay, for `10²` is not `102`.
///
/// Never empty, unless the text has nothing to show: an answer that is itself an article or a stop stays.
#[must_use]
pub fn normalise(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let kept: Vec<String> = words
        .iter()
        .enumerate()
        .filter(|(place, word)| !is_article(word, *place == 0))
        .map(|(_, word)| undotted(word))
        .collect();
    let kept = kept.join(" ");
    let stopped = kept.trim_end_matches(['.', '。']).trim_end();
    if stopped.is_empty() { folded } else { stopped.to_owned() }
}

/// `a` and `an` count as articles only in front: elsewhere `A` is a name, as in `Vitamin A`.
fn is_article(word: &str, first: bool) -> bool {
    word == "the" || (first && matches!(word, "a" | "an"))
}

/// The text in composed form, for answers of which every character counts.
pub(super) fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// Characters, case and white space made one; no word is dropped.
fn fold(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for stretch in text.split_inclusive(is_raised_or_lowered) {
        let raised = stretch.chars().next_back().filter(|&c| is_raised_or_lowered(c));
        let body = &stretch[..stretch.len() - raised.map_or(0, char::len_utf8)];
        let parted: String =
            body.chars().flat_map(|c| is_fraction(c).then_some(' ').into_iter().chain([c])).collect();
        plain.extend(parted.nfkc());
        plain.extend(raised);
    }
    let lower: String = plain.chars().filter_map(unified).flat_map(char::to_lowercase).collect();
    let cased = lower.replace('ß', "ss").replace('ς', "σ").replace("i\u{307}", "i");
    let again: String = cased.nfc().collect();
    again.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The one sign for quotes and dashes of all kinds; none for what has no meaning to a reader.
fn unified(c: char) -> Option<char> {
    Some(match c {
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2032}' | '\u{02BC}' | '`' | '\u{00B4}' | '\u{201A}' => {
            '\''
        }
        '"' | '\u{201C}'..='\u{201F}' | '\u{00AB}' | '\u{00BB}' | '\u{2033}' => return None,
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2044}' | '\u{2215}' => '/',
        '\u{00AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}' => {
            return None;
        }
        other => other,
    })
}

fn is_fraction(c: char) -> bool {
    matches!(c, '\u{00BC}'..='\u{00BE}' | '\u{2150}'..='\u{215E}')
}

fn is_raised_or_lowered(c: char) -> bool {
    matches!(c, '\u{00B2}' | '\u{00B3}' | '\u{00B9}' | '\u{2070}'..='\u{209C}')
}

/// Raised and lowered signs, and `^` and `_` before them, as plain ones.
pub(super) fn levelled(normal: &str) -> String {
    normal.nfkc().filter(|c| !matches!(c, '^' | '_')).collect()
}

/// `u.n.` as `un`; other words as they are.
fn undotted(word: &str) -> String {
    let body = word.strip_suffix('.').unwrap_or(word);
    let letters: Vec<&str> = body.split('.').collect();
    let single = |letter: &&str| letter.chars().count() == 1 && letter.chars().all(char::is_alphabetic);
    if letters.len() > 1 && letters.iter().all(single) { letters.concat() } else { word.to_owned() }
}

/// The text without accents on Latin letters; marks of other scripts make other letters and stay.
pub(super) fn unaccented(normal: &str) -> String {
    let mut plain = String::with_capacity(normal.len());
    let mut on_latin = false;
    for c in normal.nfd() {
        if is_combining_mark(c) {
            if !on_latin {
                plain.push(c);
            }
            continue;
        }
        on_latin = is_latin(c);
        plain.push_str(match c {
            'ł' => "l",
            'ø' => "o",
            'đ' => "d",
            'ı' => "i",
            'æ' => "ae",
            'œ' => "oe",
            _ => {
                plain.push(c);
                continue;
            }
        });
    }
    plain.nfc().collect()
}

/// The text without blanks, hyphens, apostrophes and light marks. Between digits one blank stays for all of them, for
/// `1-2` is not `12`.
pub(super) fn unspaced(normal: &str) -> String {
    let mut close = String::with_capacity(normal.len());
    let mut parted = false;
    for c in normal.chars() {
        if matches!(c, ' ' | '-' | '\'' | ',' | ';' | ':' | '!' | '?') {
            parted = true;
            continue;
        }
        if parted && c.is_ascii_digit() && close.ends_with(|last: char| last.is_ascii_digit()) {
            close.push(' ');
        }
        close.push(c);
        parted = false;
    }
    close
}

/// Whether a small letter is one of the Latin script.
pub(super) fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | '\u{00DF}'..='\u{00F6}' | '\u{00F8}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}')
}
