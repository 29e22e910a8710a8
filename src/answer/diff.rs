//! Where two answers differ: by words first, then by letters.

use unicode_segmentation::UnicodeSegmentation;

/// A stretch of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiffPart {
    /// On both sides.
    Same(String),
    /// Expected, not typed.
    Missing(String),
    /// Typed, not expected.
    Extra(String),
}

/// Beyond so many pairs of words or letters a stretch is shown as wholly different.
const MOST_PAIRS: usize = 250_000;
/// Words less alike than this are not compared by letters.
const ALIKE: f64 = 0.5;

/// The steps from `typed` to `expected`. `Same` and `Extra` joined give what was typed, `Same` and `Missing` what
/// was expected.
#[must_use]
pub fn diff(typed: &str, expected: &str) -> Vec<DiffPart> {
    let typed: Vec<&str> = typed.split_word_bounds().collect();
    let expected: Vec<&str> = expected.split_word_bounds().collect();
    let mut parts = Vec::new();
    for part in aligned(&typed, &expected) {
        let (extra, missing) = match part {
            Stretch::Same(text) => {
                push(&mut parts, DiffPart::Same(text));
                continue;
            }
            Stretch::Other { typed, expected } => (typed, expected),
        };
        if alike(&extra, &missing) {
            by_letters(&mut parts, &extra, &missing);
        } else {
            push(&mut parts, DiffPart::Extra(extra));
            push(&mut parts, DiffPart::Missing(missing));
        }
    }
    parts
}

fn alike(one: &str, other: &str) -> bool {
    one.len().saturating_mul(other.len()) <= MOST_PAIRS && strsim::normalized_levenshtein(one, other) >= ALIKE
}

fn by_letters(parts: &mut Vec<DiffPart>, typed: &str, expected: &str) {
    let typed: Vec<&str> = typed.graphemes(true).collect();
    let expected: Vec<&str> = expected.graphemes(true).collect();
    for part in aligned(&typed, &expected) {
        match part {
            Stretch::Same(text) => push(parts, DiffPart::Same(text)),
            Stretch::Other { typed, expected } => {
                push(parts, DiffPart::Extra(typed));
                push(parts, DiffPart::Missing(expected));
            }
        }
    }
}

enum Stretch {
    Same(String),
    Other { typed: String, expected: String },
}

/// The longest common subsequence of two rows of tokens, and what stands between.
fn aligned(typed: &[&str], expected: &[&str]) -> Vec<Stretch> {
    if typed.len().saturating_mul(expected.len()) > MOST_PAIRS {
        return vec![Stretch::Other { typed: typed.concat(), expected: expected.concat() }];
    }
    let common = common_lengths(typed, expected);
    let mut stretches = Vec::new();
    let (mut i, mut j) = (0, 0);
    let (mut extra, mut missing) = (String::new(), String::new());
    while i < typed.len() || j < expected.len() {
        let same = i < typed.len() && j < expected.len() && typed[i] == expected[j];
        if same {
            if !extra.is_empty() || !missing.is_empty() {
                let (typed, expected) = (std::mem::take(&mut extra), std::mem::take(&mut missing));
                stretches.push(Stretch::Other { typed, expected });
            }
            stretches.push(Stretch::Same(typed[i].to_owned()));
            (i, j) = (i + 1, j + 1);
        } else if j == expected.len() || (i < typed.len() && common[i + 1][j] >= common[i][j + 1]) {
            extra.push_str(typed[i]);
            i += 1;
        } else {
            missing.push_str(expected[j]);
            j += 1;
        }
    }
    if !extra.is_empty() || !missing.is_empty() {
        stretches.push(Stretch::Other { typed: extra, expected: missing });
    }
    stretches
}

/// Lengths of the longest common subsequence of the rests from each pair of places on.
fn common_lengths(typed: &[&str], expected: &[&str]) -> Vec<Vec<usize>> {
    let mut common = vec![vec![0; expected.len() + 1]; typed.len() + 1];
    for i in (0..typed.len()).rev() {
        for j in (0..expected.len()).rev() {
            common[i][j] = if typed[i] == expected[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    common
}

/// Adds a stretch, to the last one where it is of the same kind.
fn push(parts: &mut Vec<DiffPart>, part: DiffPart) {
    match (parts.last_mut(), part) {
        (_, DiffPart::Same(text) | DiffPart::Missing(text) | DiffPart::Extra(text)) if text.is_empty() => {}
        (Some(DiffPart::Same(last)), DiffPart::Same(text))
        | (Some(DiffPart::Missing(last)), DiffPart::Missing(text))
        | (Some(DiffPart::Extra(last)), DiffPart::Extra(text)) => last.push_str(&text),
        (_, part) => parts.push(part),
    }
}
