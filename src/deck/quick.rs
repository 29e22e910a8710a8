//! Quick lines: a question and its answer in one text.
//!
//! `question :: answer`, `front ::: back` for both directions, `question :: =typed | or so`, `statement :: true`,
//! or a text with blanks. `\::`, `\=`, `\|` and `\{{` stand for the signs themselves; between backticks only `\{{`
//! does, everything else is code. A backslash before anything else is a backslash.

use std::ops::Range;

use thiserror::Error;

use super::cloze::{self, ClozeFault};
use super::reverse;
use crate::model::{Ask, Reverse, TypedRule};

/// Why a quick line cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum QuickFault {
    /// Neither separator nor blank.
    #[error("no answer: the line has neither \" :: \" nor a blank")]
    NoSeparator {
        /// Whether there is a `::` that lacks its blanks.
        glued: bool,
    },
    /// Nothing before the separator.
    #[error("no question before \"{separator}\"")]
    NoQuestion {
        /// The separator.
        separator: &'static str,
    },
    /// Nothing after the separator.
    #[error("no answer after \"{separator}\"")]
    NoAnswer {
        /// The separator.
        separator: &'static str,
    },
    /// A separator and a blank.
    #[error("two kinds in one line: a blank and \"{separator}\"")]
    TwoKinds {
        /// The separator.
        separator: &'static str,
    },
    /// True or false both ways.
    #[error("a statement that is true or false has no way back")]
    TruthBothWays,
    /// Too long to be turned round.
    #[error("question or answer is too long for both directions")]
    TooLong,
    /// The blanks are at fault.
    #[error(transparent)]
    Cloze(#[from] ClozeFault),
}

impl QuickFault {
    /// The word for the rule.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoSeparator { .. } => "quick-no-separator",
            Self::NoQuestion { .. } => "missing-question",
            Self::NoAnswer { .. } => "missing-answer",
            Self::TwoKinds { .. } => "two-kinds",
            Self::TruthBothWays | Self::TooLong => "reverse",
            Self::Cloze(fault) => fault.code(),
        }
    }

    /// What the author can do.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::NoSeparator { glued: true } => {
                "put a blank on both sides of the two colons: question :: answer".to_owned()
            }
            Self::NoSeparator { glued: false } => "write \"question :: answer\"".to_owned(),
            Self::NoQuestion { .. } => "write the question before it".to_owned(),
            Self::NoAnswer { .. } => "write the answer after it".to_owned(),
            Self::TwoKinds { .. } => {
                "keep one of them; to show the signs themselves write \\{{ or \\::".to_owned()
            }
            Self::TruthBothWays => "write \" :: \", or the answer in quotes if the word is meant".to_owned(),
            Self::TooLong => {
                "write \" :: \", or make it a card with a prompt of its own: reverse = \"...\"".to_owned()
            }
            Self::Cloze(fault) => fault.hint(),
        }
    }
}

/// Where question and answer part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Separator {
    /// The bytes of the colons and the blanks around them.
    pub span: Range<usize>,
    /// Whether the line asks both ways.
    pub both_ways: bool,
}

impl Separator {
    const fn shown(&self) -> &'static str {
        if self.both_ways { ":::" } else { "::" }
    }
}

/// The first ` :: ` or ` ::: ` outside backticks and blanks.
pub(super) fn separator(text: &str) -> Option<Separator> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'`' => at = code_end(text, at),
            b'{' if is_blank_open(bytes, at) => at = blank_end(text, at),
            b':' => {
                let colons = bytes[at..].iter().take_while(|&&byte| byte == b':').count();
                let end = at + colons;
                if (2..=3).contains(&colons) && blank_before(bytes, at) && blank_at(bytes, end) {
                    return Some(Separator { span: at..end, both_ways: colons == 3 });
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    None
}

fn blank_before(bytes: &[u8], at: usize) -> bool {
    at == 0 || bytes[at - 1].is_ascii_whitespace()
}

fn blank_at(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_none_or(u8::is_ascii_whitespace)
}

fn is_blank_open(bytes: &[u8], at: usize) -> bool {
    bytes.get(at + 1) == Some(&b'{') && (at == 0 || bytes[at - 1] != b'\\')
}

fn blank_end(text: &str, open: usize) -> usize {
    text[open..].find("}}").map_or(open + 2, |found| open + found + 2)
}

/// The end of the code that begins with the backticks at `open`; just behind them when no like run closes it.
fn code_end(text: &str, open: usize) -> usize {
    let bytes = text.as_bytes();
    let run = |at: usize| bytes[at..].iter().take_while(|&&byte| byte == b'`').count();
    let opening = run(open);
    let mut at = open + opening;
    while let Some(found) = text[at..].find('`') {
        let length = run(at + found);
        at += found + length;
        if length == opening {
            return at;
        }
    }
    open + opening
}

/// Reads a quick line.
///
/// # Errors
/// The fault in it.
pub fn parse(line: &str) -> Result<Ask, QuickFault> {
    let Some(separator) = separator(line) else { return without_separator(line) };
    let shown = separator.shown();
    let (before, after) = (line[..separator.span.start].trim(), line[separator.span.end..].trim());
    if before.is_empty() {
        return Err(QuickFault::NoQuestion { separator: shown });
    }
    if after.is_empty() || after == "=" {
        return Err(QuickFault::NoAnswer { separator: shown });
    }
    if cloze::has_blank(line) {
        return Err(QuickFault::TwoKinds { separator: shown });
    }
    ask(unescape(before), after, separator.both_ways)
}

fn without_separator(line: &str) -> Result<Ask, QuickFault> {
    if !cloze::has_blank(line) {
        return Err(QuickFault::NoSeparator { glued: line.contains("::") });
    }
    let text = cloze::parse(&unescape_beside_blanks(line.trim())).map_err(|(_, fault)| fault)?;
    Ok(Ask::Cloze { question: None, text })
}

fn ask(question: String, answer: &str, both_ways: bool) -> Result<Ask, QuickFault> {
    let truth = match answer {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    };
    if let Some(truth) = truth {
        return if both_ways {
            Err(QuickFault::TruthBothWays)
        } else {
            Ok(Ask::TrueFalse { statement: question, truth })
        };
    }
    let typed = answer.strip_prefix('=');
    let accept: Vec<String> = match typed {
        Some(answers) => alternatives(answers),
        None => vec![unescape(unquoted_truth(answer))],
    };
    let Some(first) = accept.first() else { return Err(QuickFault::NoAnswer { separator: "::" }) };
    let reverse = both_ways.then_some(Reverse::Swap);
    if both_ways && !reverse::both_short(&question, first) {
        return Err(QuickFault::TooLong);
    }
    Ok(match typed {
        Some(_) => Ask::Typed { question, accept, rule: TypedRule::default(), reverse },
        None => Ask::Basic { question, answer: first.clone(), reverse },
    })
}

/// `"true"` and `"false"` in quotes are the words.
fn unquoted_truth(answer: &str) -> &str {
    match answer {
        "\"true\"" => "true",
        "\"false\"" => "false",
        other => other,
    }
}

/// The answers between ` | `, outside backticks.
fn alternatives(answers: &str) -> Vec<String> {
    let bytes = answers.as_bytes();
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'`' => at = code_end(answers, at),
            b'|' if blank_before(bytes, at) && blank_at(bytes, at + 1) => {
                parts.push(&answers[start..at]);
                at += 1;
                start = at;
            }
            _ => at += 1,
        }
    }
    parts.push(&answers[start..]);
    parts.into_iter().map(|part| unescape(part.trim())).filter(|part| !part.is_empty()).collect()
}

/// Takes the backslash from `\::`, `\=`, `\|` outside backticks, and from `\{{` everywhere.
fn unescape(text: &str) -> String {
    unescaped(text, &["{{", "::", "=", "|"])
}

/// The same for a text with blanks, whose own signs [`cloze::parse`] reads.
fn unescape_beside_blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) =
        (0..rest.len()).find(|&at| rest.as_bytes()[at] == b'{' && is_blank_open(rest.as_bytes(), at))
    {
        let end = blank_end(rest, open);
        out.push_str(&unescaped(&rest[..open], &["::", "=", "|"]));
        out.push_str(&rest[open..end]);
        rest = &rest[end..];
    }
    out.push_str(&unescaped(rest, &["::", "=", "|"]));
    out
}

fn unescaped(text: &str, signs: &[&str]) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let (mut at, mut code) = (0, 0);
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with('`') && at >= code {
            code = code_end(text, at);
        }
        let sign = rest.strip_prefix('\\').and_then(|after| {
            signs.iter().find(|sign| after.starts_with(**sign) && (at >= code || **sign == "{{"))
        });
        let step = match sign {
            Some(sign) => {
                out.push_str(sign);
                1 + sign.len()
            }
            None => {
                let letter = rest.chars().next().unwrap_or_default();
                out.push(letter);
                letter.len_utf8()
            }
        };
        at += step;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> String {
        let back = |reverse: &Option<Reverse>| if reverse.is_some() { " both" } else { "" };
        match parse(line).unwrap() {
            Ask::Basic { question, answer, reverse } => {
                format!("basic {question}|{answer}{}", back(&reverse))
            }
            Ask::Typed { question, accept, reverse, .. } => {
                format!("typed {question}|{}{}", accept.join("/"), back(&reverse))
            }
            Ask::TrueFalse { statement, truth } => format!("truth {statement}|{truth}"),
            Ask::Cloze { text, .. } => format!("cloze {}|{}", text.revealed(), text.names().len()),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn every_form_of_a_line() {
        let rows = [
            ("What first? :: Raise the alarm", "basic What first?|Raise the alarm"),
            ("Norway ::: Oslo", "basic Norway|Oslo both"),
            ("Number? :: =112 | one one two", "typed Number?|112/one one two"),
            ("Norway ::: =Oslo", "typed Norway|Oslo both"),
            ("Lifts are safe. :: false", "truth Lifts are safe.|false"),
            ("Lifts are safe. :: true", "truth Lifts are safe.|true"),
            ("Which word ends a loop? :: \"false\"", "basic Which word ends a loop?|false"),
            ("Fire needs {{heat}} and {{#o oxygen}}.", "cloze Fire needs heat and oxygen.|2"),
            ("Needs {{fuel :: it burns}}.", "cloze Needs fuel .|1"),
            ("a :: b :: c", "basic a|b :: c"),
            ("a::b :: c", "basic a::b|c"),
            ("a :::: b :: c", "basic a :::: b|c"),
            ("What is `x :: y`? :: A type", "basic What is `x :: y`?|A type"),
            ("A lone ` here :: b", "basic A lone ` here|b"),
            ("``a ` :: b`` :: c", "basic ``a ` :: b``|c"),
            ("two\nlines ::\nanswer", "basic two\nlines|answer"),
        ];
        for (line, expected) in rows {
            assert_eq!(shown(line), expected, "{line}");
        }
    }

    #[test]
    fn escapes() {
        let rows = [
            (r"What does \:: do? :: It parts", "basic What does :: do?|It parts"),
            (r"a \:: b :: c", "basic a :: b|c"),
            (r"Sign? :: \=x", "basic Sign?|=x"),
            (r"Sign? :: =\=x", "typed Sign?|=x"),
            (r"Pipe? :: =a \| b | c", "typed Pipe?|a | b/c"),
            (r"Braces \{{x}} :: two", "basic Braces {{x}}|two"),
            (r"TeX $\times$ :: \n stays", r"basic TeX $\times$|\n stays"),
            (r"Code? :: `a\|b \:: c`", r"basic Code?|`a\|b \:: c`"),
            (r"Code? :: =`a | b` | c", "typed Code?|`a | b`/c"),
            (r"Path std\::vec has {{a\::b}}", "cloze Path std::vec has a::b|1"),
        ];
        for (line, expected) in rows {
            assert_eq!(shown(line), expected, "{line}");
        }
    }

    #[test]
    fn faults_are_named() {
        let rows = [
            ("Fire safety", "quick-no-separator"),
            ("a::b", "quick-no-separator"),
            ("`a :: b`", "quick-no-separator"),
            (" :: b", "missing-question"),
            ("a :: ", "missing-answer"),
            ("a :: =", "missing-answer"),
            ("a :: = | ", "missing-answer"),
            ("a {{b}} :: c", "two-kinds"),
            ("a ::: true", "reverse"),
            ("a ::: one two three four five six seven eight nine", "reverse"),
            ("a {{}}", "cloze-empty"),
        ];
        for (line, code) in rows {
            assert_eq!(parse(line).unwrap_err().code(), code, "{line}");
        }
    }
}
