//! What an author leaves open with parentheses: optional text, and alternatives by `/` within.

/// The most groups that are read as optional; a text with more counts as it stands.
const MOST_GROUPS: usize = 4;
/// The most readings of one answer.
const MOST_READINGS: usize = 64;

/// The texts that an accepted answer stands for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Readings {
    /// Each is the whole answer; the first is the literal.
    pub(super) full: Vec<String>,
    /// Each is only what stands in parentheses behind it.
    pub(super) asides: Vec<String>,
}

enum Part<'a> {
    Text(&'a str),
    Group(&'a str),
}

/// All readings of an accepted answer.
pub(super) fn readings(accepted: &str) -> Readings {
    let mut readings = Readings { full: vec![accepted.to_owned()], asides: Vec::new() };
    let Some(parts) = parts(accepted) else { return readings };
    let mut built = vec![String::new()];
    for (place, part) in parts.iter().enumerate() {
        let choices: Vec<&str> = match part {
            Part::Text(text) => vec![text],
            Part::Group(inner) => std::iter::once("").chain(inner.split('/')).collect(),
        };
        if let (Part::Group(inner), true) = (part, place > 0) {
            readings.asides.extend(inner.split('/').chain([*inner]).map(|text| text.trim().to_owned()));
        }
        built = built
            .iter()
            .flat_map(|start| choices.iter().map(move |choice| format!("{start}{choice}")))
            .collect();
        built.truncate(MOST_READINGS);
    }
    readings.full.extend(built.into_iter().filter(|text| text.chars().any(char::is_alphanumeric)));
    readings.asides.retain(|aside| !aside.is_empty());
    readings
}

/// The text cut at its parentheses; none where there are none, too many, or they are nested or left open.
fn parts(text: &str) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let mut rest = text;
    let mut groups = 0;
    while let Some((before, after)) = rest.split_once('(') {
        let (inner, behind) = after.split_once(')')?;
        groups += 1;
        if inner.contains('(') || before.contains(')') || groups > MOST_GROUPS {
            return None;
        }
        if !before.trim().is_empty() || !before.is_empty() && groups > 1 {
            parts.push(Part::Text(before));
        }
        parts.push(Part::Group(inner));
        rest = behind;
    }
    parts.push(Part::Text(rest));
    (groups > 0 && !rest.contains(')')).then_some(parts)
}
