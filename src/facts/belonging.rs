//! To which body something belongs, as far as its name shows it: what a question such as `Which NATO force` rests on.

use super::file::{Entity, EntityType, FactsFile};
use super::words::{fold, speaks_of};

/// So many words may stand between a body and what is asked for: `NATO-led stabilisation force`.
const BETWEEN: usize = 3;

/// The bodies that the names of an entity show it to belong to: `UNPROFOR`, `UN Protection Force`.
fn bodies<'f>(entity: &Entity, file: &'f FactsFile) -> Vec<&'f Entity> {
    all_bodies(file).filter(|body| body.id != entity.id && shows(entity, body)).collect()
}

fn all_bodies(file: &FactsFile) -> impl Iterator<Item = &Entity> {
    file.entities.iter().filter(|entity| entity.kind == EntityType::Org && entity.acronym.is_some())
}

fn shows(entity: &Entity, body: &Entity) -> bool {
    let begins = |acronym: &str| {
        let own = body.acronym.as_deref().unwrap_or_default();
        acronym.len() > own.len() && acronym.starts_with(own)
    };
    entity.acronym.as_deref().is_some_and(begins)
        || entity.names().any(|name| body.names().any(|other| speaks_of(name, other)))
}

/// Whether a question asks for something of one body, and this belongs to another; or the answer shows by its name that
/// it is of that body, and this does not.
pub(super) fn belongs_elsewhere(question: &str, answer: &Entity, other: &Entity, file: &FactsFile) -> bool {
    let asked: Vec<&Entity> =
        all_bodies(file).filter(|body| body.id != answer.id && qualifies(question, body, answer)).collect();
    if asked.is_empty() {
        return false;
    }
    let (ours, theirs) = (bodies(answer, file), bodies(other, file));
    let of_asked =
        |bodies: &[&Entity]| bodies.iter().any(|body| asked.iter().any(|asked| asked.id == body.id));
    !of_asked(&theirs) && (!theirs.is_empty() || of_asked(&ours))
}

/// Whether the question names the body before the word for what is asked: `NATO force`, `UN-led mission`.
fn qualifies(question: &str, body: &Entity, answer: &Entity) -> bool {
    let words: Vec<String> = fold(question).split(' ').map(str::to_owned).collect();
    let sort = fold(answer.subtype.as_deref().unwrap_or_default());
    let Some(noun) = sort.split(' ').next_back().filter(|noun| !noun.is_empty()) else { return false };
    body.names().any(|name| {
        let name: Vec<String> = fold(name).split(' ').map(str::to_owned).collect();
        (0..words.len()).filter(|at| words[*at..].starts_with(&name)).any(|at| {
            words[at + name.len()..]
                .iter()
                .take(BETWEEN)
                .any(|word| word == noun || word.strip_suffix('s') == Some(noun))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    const FILE: &str = r#"format = 1
[document]
id = "d"
title = "D"
[entity.nato]
type = "org"
name = "North Atlantic Treaty Organization"
acronym = "NATO"
[entity.un]
type = "org"
name = "United Nations"
acronym = "UN"
[entity.unprofor]
type = "org"
subtype = "force"
name = "United Nations Protection Force"
acronym = "UNPROFOR"
[entity.ifor]
type = "org"
subtype = "force"
name = "Implementation Force"
acronym = "IFOR"
[entity.sfor]
type = "org"
subtype = "force"
name = "Stabilisation Force"
acronym = "SFOR"
"#;

    #[test]
    fn a_force_of_another_body_is_no_option() {
        let file = parse("d", FILE).file.unwrap();
        let entity = |id: &str| file.entities.iter().find(|entity| entity.id.as_str() == id).unwrap();
        let elsewhere = |question: &str, answer: &str, other: &str| {
            belongs_elsewhere(question, entity(answer), entity(other), &file)
        };
        assert!(elsewhere("Which NATO force began in 1995?", "ifor", "unprofor"));
        assert!(elsewhere("Which NATO-led peace force began in 1995?", "ifor", "unprofor"));
        assert!(!elsewhere("Which NATO force began in 1995?", "ifor", "sfor"));
        // The answer shows by its name that it is of the UN; what does not is given away.
        assert!(elsewhere("For which UN force did NATO fly?", "unprofor", "ifor"));
        // No body qualifies what is asked for.
        assert!(!elsewhere("Which force did NATO follow?", "ifor", "unprofor"));
    }
}
