//! The keys a deck file may hold, table by table: read by the parser, its hints, `fmt` and the schema.
//!
//! The order in a list is the order in which `fmt` and `render` write the keys.

/// The newest `format` this program reads, and the one it writes.
pub const FORMAT: i64 = 1;

/// The keys of one sort of table.
#[derive(Debug)]
pub struct KeySet {
    /// What the table is called in a message: `a card`.
    pub table: &'static str,
    /// Its keys, in the order of writing.
    pub keys: &'static [&'static str],
}

impl KeySet {
    /// The key of that name as listed here.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&'static str> {
        self.keys.iter().copied().find(|key| *key == name)
    }

    /// Where a key stands in the order of writing; unknown keys come last.
    #[must_use]
    pub fn rank(&self, name: &str) -> usize {
        self.keys.iter().position(|key| *key == name).unwrap_or(self.keys.len())
    }
}

/// The top of a deck file.
pub const DECK: KeySet = KeySet {
    table: "a deck",
    keys: &[
        "format",
        "id",
        "title",
        "tags",
        "objective",
        "document",
        "url",
        "study",
        "allow",
        "objectives",
        "quick",
        "group",
        "card",
    ],
};

/// `[group.x]`.
pub const GROUP: KeySet =
    KeySet { table: "a group", keys: &["title", "tags", "objective", "source", "allow", "quick"] };

/// `[card.x]`.
pub const CARD: KeySet = KeySet {
    table: "a card",
    keys: &[
        "from",
        "group",
        "q",
        "question",
        "a",
        "answer",
        "wrong",
        "typed",
        "exact",
        "tolerance",
        "items",
        "ordered",
        "cloze",
        "reverse",
        "hint",
        "why",
        "tags",
        "objective",
        "source",
        "aka",
        "allow",
    ],
};

/// `[card.x.side]`: a card without what belongs to the entry as a whole.
pub const SIDE: KeySet = KeySet {
    table: "a side",
    keys: &[
        "q",
        "question",
        "a",
        "answer",
        "wrong",
        "typed",
        "exact",
        "tolerance",
        "items",
        "ordered",
        "cloze",
        "reverse",
        "hint",
        "why",
        "tags",
        "objective",
        "source",
        "aka",
        "allow",
    ],
};

/// `source = { ... }`.
pub const SOURCE: KeySet =
    KeySet { table: "a source", keys: &["text", "at", "section", "hash", "quote", "url"] };

/// An option of a choice: `{ text = ..., why = ... }`.
pub const OPTION: KeySet = KeySet { table: "an option", keys: &["text", "why"] };

/// An item of a list: `{ text = ..., aliases = [...] }`.
pub const ITEM: KeySet = KeySet { table: "an item", keys: &["text", "aliases"] };

/// `objectives.toml`.
pub const OBJECTIVES: KeySet = KeySet { table: "a file of objectives", keys: &["format", "objectives"] };

/// Names that authors bring along from elsewhere, and what they are called here.
const SYNONYMS: [(&str, &str); 18] = [
    ("front", "q"),
    ("prompt", "q"),
    ("ask", "q"),
    ("back", "a"),
    ("correct", "a"),
    ("right", "a"),
    ("answers", "typed"),
    ("accept", "typed"),
    ("aliases", "typed"),
    ("options", "wrong"),
    ("choices", "wrong"),
    ("distractors", "wrong"),
    ("explanation", "why"),
    ("note", "why"),
    ("list", "items"),
    ("name", "title"),
    ("ref", "source"),
    ("tag", "tags"),
];

/// The known key an author most likely meant.
#[must_use]
pub fn nearest(set: &KeySet, name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let synonym = SYNONYMS.iter().find(|(from, _)| *from == lower).map(|(_, to)| *to);
    if let Some(key) = set.find(&lower).or_else(|| synonym.and_then(|name| set.find(name))) {
        return Some(key);
    }
    nearest_word(set.keys.iter().copied(), &lower)
}

/// The word nearest to `name`, if one is near: at most one slip in three letters, two in all.
pub fn nearest_word<'w>(words: impl Iterator<Item = &'w str>, name: &str) -> Option<&'w str> {
    let allowed = (name.chars().count() / 3).clamp(1, 2);
    words
        .filter(|word| word.chars().count() > 2)
        .map(|word| (strsim::osa_distance(word, name), word))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_key_is_named_and_far_ones_are_not() {
        let rows = [
            ("quesion", Some("question")),
            ("hnit", Some("hint")),
            ("Tags", Some("tags")),
            ("front", Some("q")),
            ("colour", None),
            ("zz", None),
        ];
        for (name, expected) in rows {
            assert_eq!(nearest(&CARD, name), expected, "{name}");
        }
        assert_eq!(nearest(&SOURCE, "front"), None);
    }
}
