//! Texts with blanks: `{{text}}`, `{{text::hint}}`, `{{=typed}}`, `{{#label text}}`, and all at once
//! `{{#label =text::hint}}`. `\{{` stands for two braces.
//!
//! A blank ends at the first `}}` outside braces of its own, so TeX may stand in it.

use std::ops::Range;

use thiserror::Error;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::{Blank, ClozeText, IdError, Piece, SideId};

/// Why a text with blanks cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ClozeFault {
    /// No blank in it.
    #[error("no blank in the text")]
    NoBlank,
    /// A blank that is never closed.
    #[error("the blank \"{text}\" is not closed")]
    Open {
        /// Its beginning.
        text: String,
    },
    /// A blank without words.
    #[error("the blank \"{text}\" is empty")]
    Empty {
        /// The blank as written.
        text: String,
    },
    /// A blank inside a blank.
    #[error("the blank \"{text}\" holds another blank")]
    Nested {
        /// The outer blank as written.
        text: String,
    },
    /// A closing brace inside a blank that no opening one belongs to.
    #[error("a lone }} in the blank \"{text}\"")]
    LoneBrace {
        /// The blank up to it.
        text: String,
    },
    /// A label that is no id.
    #[error("the label \"{label}\" is no id")]
    Label {
        /// The label as written.
        label: String,
    },
    /// Two blanks with different words would have the same name.
    #[error("the blanks \"{first}\" and \"{second}\" would both be named \"{name}\"")]
    SameName {
        /// The words of the first.
        first: String,
        /// The words of the second.
        second: String,
        /// The name.
        name: SideId,
    },
    /// A numbered blank as Anki writes them.
    #[error("\"{text}\" is a blank as Anki writes it")]
    Numbered {
        /// The blank as written.
        text: String,
        /// The same blank as written here.
        instead: String,
    },
}

impl ClozeFault {
    /// The word for the rule.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoBlank => "cloze-no-blank",
            Self::Open { .. } => "cloze-open",
            Self::Empty { .. } => "cloze-empty",
            Self::Nested { .. } => "cloze-nested",
            Self::LoneBrace { .. } => "cloze-brace",
            Self::Label { .. } => "cloze-label",
            Self::SameName { .. } => "cloze-same-name",
            Self::Numbered { .. } => "cloze-numbered",
        }
    }

    /// What the author can do.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::NoBlank => "put the words to hide between {{ and }}".to_owned(),
            Self::Open { .. } => "close it with }}; two braces that are no blank are written \\{{".to_owned(),
            Self::Empty { .. } => "write the words to hide between {{ and }}".to_owned(),
            Self::Nested { .. } => {
                "close the first blank before the next begins, or write two entries".to_owned()
            }
            Self::LoneBrace { .. } => "a blank ends with }}; braces inside it come in pairs".to_owned(),
            Self::Label { label } => {
                let better = slug(label);
                format!("labels are small letters, digits and hyphens: {{{{#{better} ...}}}}")
            }
            Self::SameName { second, .. } => {
                format!("give one of them a label: {{{{#label {second}}}}}")
            }
            Self::Numbered { instead, .. } => format!("write {instead}"),
        }
    }
}

/// Whether a text holds a blank, or what looks like the beginning of one.
#[must_use]
pub fn has_blank(text: &str) -> bool {
    next_open(text, 0).is_some()
}

/// Reads a text with blanks.
///
/// # Errors
/// The first fault in it, with its bytes in `text`.
pub fn parse(text: &str) -> Result<ClozeText, (Range<usize>, ClozeFault)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(open) = next_open(text, at) {
        let close = closing(text, open)?;
        let span = open..close + 2;
        let blank =
            blank(&text[open + 2..close], &text[span.clone()]).map_err(|fault| (span.clone(), fault))?;
        clash(&pieces, &blank).map_err(|fault| (span, fault))?;
        push_text(&mut pieces, &text[at..open]);
        pieces.push(Piece::Blank(blank));
        at = close + 2;
    }
    if at == 0 {
        return Err((0..text.len(), ClozeFault::NoBlank));
    }
    push_text(&mut pieces, &text[at..]);
    Ok(ClozeText { pieces })
}

/// Writes a text with blanks; reading it gives the same text back if it came from [`parse`].
#[must_use]
pub fn render(text: &ClozeText) -> String {
    let mut out = String::new();
    for piece in &text.pieces {
        match piece {
            Piece::Text(text) => out.push_str(&text.replace("{{", "\\{{")),
            Piece::Blank(blank) => render_blank(&mut out, blank),
        }
    }
    out
}

fn render_blank(out: &mut String, blank: &Blank) {
    out.push_str("{{");
    if blank.labelled {
        out.push('#');
        out.push_str(blank.name.as_str());
        out.push(' ');
    }
    if blank.typed {
        out.push('=');
    }
    if needs_escape(&blank.text) {
        out.push('\\');
    }
    push_escaped(out, &blank.text);
    if let Some(hint) = &blank.hint {
        out.push_str("::");
        out.push_str(hint);
    }
    out.push_str("}}");
}

/// The next `{{` that is not escaped.
fn next_open(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find("{{")) {
        let open = at + found;
        if open == from || bytes[open - 1] != b'\\' {
            return Some(open);
        }
        at = open + 2;
    }
    None
}

/// Where the blank that opens at `open` closes: the place of its `}}`.
fn closing(text: &str, open: usize) -> Result<usize, (Range<usize>, ClozeFault)> {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut nested = false;
    let mut at = open + 2;
    while at < bytes.len() {
        match bytes[at] {
            // TeX's own braces: they come in no pairs.
            b'\\' if matches!(bytes.get(at + 1), Some(b'{' | b'}' | b'\\')) => at += 1,
            b'{' => {
                nested |= starts_blank(text, at, open + 2);
                depth += 1;
            }
            b'}' if depth > 0 => depth -= 1,
            b'}' if bytes.get(at + 1) == Some(&b'}') => {
                let whole = text[open..at + 2].to_owned();
                let fault = ClozeFault::Nested { text: whole };
                return if nested { Err((open..at + 2, fault)) } else { Ok(at) };
            }
            b'}' => {
                let text = text[open..=at].to_owned();
                return Err((open..at + 1, ClozeFault::LoneBrace { text }));
            }
            _ => {}
        }
        at += 1;
    }
    let text = beginning(&text[open..]);
    let fault = if nested { ClozeFault::Nested { text } } else { ClozeFault::Open { text } };
    Err((open..open + 2, fault))
}

/// Whether the two braces at `at` look like a blank within the blank whose words begin at `words`, and not like
/// groups of TeX, which follow a command or a sign: `x^{{2}}`.
fn starts_blank(text: &str, at: usize, words: usize) -> bool {
    let before = &text[words..at];
    let command = before.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let tex = before.ends_with(['^', '_', '{', '}', ']'])
        || (command.len() < before.len() && command.ends_with('\\'));
    text[at..].starts_with("{{") && !tex
}

fn beginning(text: &str) -> String {
    let short: String = text.chars().take(20).collect();
    if short.len() < text.len() { format!("{short}...") } else { short }
}

fn push_text(pieces: &mut Vec<Piece>, raw: &str) {
    if !raw.is_empty() {
        pieces.push(Piece::Text(raw.replace("\\{{", "{{")));
    }
}

/// Escapes colons by pairs; of an odd number the first stands alone, since the last would join the sign of a hint.
fn push_escaped(out: &mut String, words: &str) {
    let mut rest = words;
    while let Some(at) = rest.find("::") {
        let (before, run) = rest.split_at(at);
        rest = run.trim_start_matches(':');
        let colons = run.len() - rest.len();
        out.push_str(before);
        out.push_str(&":".repeat(colons % 2));
        out.push_str(&"\\::".repeat(colons / 2));
    }
    out.push_str(rest);
}

fn blank(inside: &str, whole: &str) -> Result<Blank, ClozeFault> {
    if let Some(instead) = from_anki(inside) {
        return Err(ClozeFault::Numbered { text: whole.to_owned(), instead });
    }
    let (label, rest) = split_label(inside)?;
    let (typed, rest) = match rest.strip_prefix('=') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let (words, hint) = split_hint(rest);
    let text = unescape(words);
    if text.trim().is_empty() {
        return Err(ClozeFault::Empty { text: whole.to_owned() });
    }
    let hint = hint.map(str::to_owned).filter(|hint| !hint.trim().is_empty());
    let labelled = label.is_some();
    let name = label.unwrap_or_else(|| slug(&text));
    Ok(Blank { name, labelled, text, hint, typed })
}

fn split_label(inside: &str) -> Result<(Option<SideId>, &str), ClozeFault> {
    let Some(rest) = inside.strip_prefix('#') else { return Ok((None, inside)) };
    let (label, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    match SideId::new(label) {
        Ok(name) => Ok((Some(name), rest)),
        Err(error) => Err(ClozeFault::Label { label: error.text }),
    }
}

/// Words and hint: parted by the first `::` that is not escaped.
fn split_hint(text: &str) -> (&str, Option<&str>) {
    let mut from = 0;
    while let Some(found) = text[from..].find("::") {
        let at = from + found;
        if at == 0 || text.as_bytes()[at - 1] != b'\\' {
            return (&text[..at], Some(&text[at + 2..]));
        }
        from = at + 2;
    }
    (text, None)
}

fn unescape(words: &str) -> String {
    let words = words.strip_prefix('\\').filter(|rest| needs_escape(rest)).unwrap_or(words);
    words.replace("\\::", "::")
}

/// Whether the words of a blank begin with what would be read as a sign: `=`, `#`, or either already escaped.
fn needs_escape(words: &str) -> bool {
    words.trim_start_matches('\\').starts_with(['=', '#'])
}

/// `c1::text::hint` as it is written here.
fn from_anki(inside: &str) -> Option<String> {
    let rest = inside.strip_prefix('c')?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).filter(|&digits| digits > 0)?;
    let words = rest[digits..].strip_prefix("::")?;
    Some(format!("{{{{#c{} {words}}}}}", &rest[..digits]))
}

/// Blanks of one name are hidden together, which is only meant for the same words or under one label.
fn clash(pieces: &[Piece], new: &Blank) -> Result<(), ClozeFault> {
    let other = pieces.iter().find_map(|piece| match piece {
        Piece::Blank(blank) if blank.name == new.name => Some(blank),
        _ => None,
    });
    match other {
        Some(first)
            if !(first.labelled && new.labelled) && first.text.to_lowercase() != new.text.to_lowercase() =>
        {
            Err(ClozeFault::SameName {
                first: first.text.clone(),
                second: new.text.clone(),
                name: new.name.clone(),
            })
        }
        _ => Ok(()),
    }
}

/// How long the name of a blank may be, in bytes.
const SLUG_LENGTH: usize = 40;

/// The name of a blank without a label: the words of its text in small Latin letters and digits, at most 40 characters,
/// cut between words; `b` and 8 hex digits of a hash where the text has none of them.
#[must_use]
pub fn slug(text: &str) -> SideId {
    let mut name = String::new();
    for word in latin(text).split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if name.is_empty() {
            name.push_str(&word[..word.len().min(SLUG_LENGTH)]);
        } else if name.len() + 1 + word.len() <= SLUG_LENGTH {
            name.push('-');
            name.push_str(word);
        } else {
            break;
        }
    }
    SideId::new(name).unwrap_or_else(|IdError { .. }| hashed(text))
}

/// Small letters, accents dropped, the Latin letters that have no base letter spelt out.
fn latin(text: &str) -> String {
    let mut out = String::new();
    for letter in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match letter {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            '\'' | '’' => {}
            other => out.push(other),
        }
    }
    out
}

/// A name for words that have no Latin letter: stable, since it hangs on the words alone.
fn hashed(text: &str) -> SideId {
    let hash = blake3::hash(text.as_bytes()).to_hex();
    let name = format!("b{}", &hash[..8]);
    SideId::new(name).unwrap_or_else(|IdError { .. }| unreachable!("hex digits make an id"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The blanks as `name|text|hint|typed`.
    fn blanks(text: &str) -> Vec<String> {
        let mark = |blank: &Blank| {
            let typed = if blank.typed { "typed" } else { "" };
            format!("{}|{}|{}|{typed}", blank.name, blank.text, blank.hint.as_deref().unwrap_or(""))
        };
        parse(text).unwrap().blanks().map(mark).collect()
    }

    fn code(text: &str) -> &'static str {
        parse(text).unwrap_err().1.code()
    }

    #[test]
    fn every_form_of_a_blank() {
        assert_eq!(blanks("{{heat}}"), ["heat|heat||"]);
        assert_eq!(blanks("{{fuel::it burns}}"), ["fuel|fuel|it burns|"]);
        assert_eq!(blanks("{{=Oxygen}}"), ["oxygen|Oxygen||typed"]);
        assert_eq!(blanks("{{#o oxygen}}"), ["o|oxygen||"]);
        assert_eq!(blanks("a {{#o =O two::a gas}} b"), ["o|O two|a gas|typed"]);
        assert_eq!(blanks("{{a}}{{b}}"), ["a|a||", "b|b||"]);
    }

    #[test]
    fn escapes_in_and_beside_blanks() {
        assert_eq!(parse(r"\{{x}} {{y}}").unwrap().revealed(), "{{x}} y");
        assert_eq!(blanks(r"{{\=x}}"), ["x|=x||"]);
        assert_eq!(blanks(r"{{\#x}}"), ["x|#x||"]);
        assert_eq!(blanks(r"{{std\::vec::a path}}"), ["std-vec|std::vec|a path|"]);
    }

    #[test]
    fn braces_of_tex_stay_inside() {
        assert_eq!(
            blanks(r"Share: {{$\frac{m}{n_{k^{2}}}$}} of the seats"),
            [r"frac-m-n-k-2|$\frac{m}{n_{k^{2}}}$||"]
        );
        let bound = parse(r"Bound: {{$g(t)=\sum_{i}{\sqrt{t_{i}}}$}}").unwrap();
        assert_eq!(bound.blanks().next().unwrap().text, r"$g(t)=\sum_{i}{\sqrt{t_{i}}}$");
        assert_eq!(bound.with_hidden(bound.names()[0], |_| "_".into()), "Bound: _");
        assert_eq!(blanks(r"{{$\left\{ x \right.$}}"), [r"left-x-right|$\left\{ x \right.$||"]);
        assert_eq!(blanks("{{x^{{2}}}}"), ["x-2|x^{{2}}||"]);
    }

    #[test]
    fn faults_are_named() {
        assert_eq!(code("no blank"), "cloze-no-blank");
        assert_eq!(code(r"\{{x}}"), "cloze-no-blank");
        assert_eq!(code("{{x"), "cloze-open");
        assert_eq!(code("{{}}"), "cloze-empty");
        assert_eq!(code("{{ }}"), "cloze-empty");
        assert_eq!(code("{{=::hint}}"), "cloze-empty");
        assert_eq!(code("{{#a }}"), "cloze-empty");
        assert_eq!(code("{{a} b}}"), "cloze-brace");
        assert_eq!(code("{{a {{b}} c}}"), "cloze-nested");
        assert_eq!(code("{{{{b}}}}"), "cloze-nested");
        assert_eq!(code("{{#Ö x}}"), "cloze-label");
        assert_eq!(code("{{C++}} and {{C}}"), "cloze-same-name");
    }

    #[test]
    fn blanks_of_anki_are_named_with_the_way_out() {
        assert_eq!(code("Signed: {{c1::Treaty ({{c2::1949}})}}"), "cloze-nested");
        let (_, fault) = parse("In {{c1::Paris::city}}").unwrap_err();
        assert_eq!(fault.hint(), "write {{#c1 Paris::city}}");
    }

    #[test]
    fn the_same_words_twice_are_one_card() {
        let text = parse("{{Paris}} and again {{Paris}}").unwrap();
        assert_eq!(text.names().len(), 1);
        assert_eq!(text.with_hidden(text.names()[0], |_| "_".into()), "_ and again _");
    }

    #[test]
    fn names_of_blanks() {
        let rows = [
            ("Élysée Palace", "elysee-palace"),
            ("Größe", "grosse"),
            ("4 April 1949", "4-april-1949"),
            ("H₂O", "h2o"),
            ("--x--", "x"),
            ("don't", "dont"),
            ("The Supreme Headquarters Allied Powers Europe", "the-supreme-headquarters-allied-powers"),
            ("Donaudampfschifffahrtsgesellschaftskapitänsmütze", "donaudampfschifffahrtsgesellschaftskapit"),
        ];
        for (text, name) in rows {
            assert_eq!(slug(text).as_str(), name, "{text}");
        }
        let hashed = slug("北京");
        assert!(hashed.as_str().starts_with('b') && hashed.as_str().len() == 9);
        assert_ne!(hashed, slug("東京"));
    }

    #[test]
    fn an_odd_number_of_colons_before_a_hint_is_written_back() {
        let text = parse(r"{{:\::::::}}").unwrap();
        assert_eq!(blanks(&render(&text)), blanks(r"{{:\::::::}}"));
        assert_eq!(render(&text), r"{{:\::::::}}");
    }

    proptest! {
        #[test]
        fn what_is_read_is_written_back(text in r"([a-z :=#\\{}|]|\{\{|\}\}|::|é|\n){0,24}") {
            if let Ok(cloze) = parse(&text) {
                prop_assert_eq!(parse(&render(&cloze)), Ok(cloze));
            }
        }

        #[test]
        fn names_are_always_ids(text in ".{0,80}") {
            prop_assert!(slug(&text).as_str().len() <= SLUG_LENGTH);
        }
    }
}
