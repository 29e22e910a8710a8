//! Cards as JSON, a line each: `{"id","question","answers","kind","choices","source_quote","group","confidence"}`.
//!
//! Every line has all keys in this order. `choices` is empty where there are none; `source_quote`, `group` and
//! `confidence` are null where they are not known.

use serde::Serialize;

use crate::model::{Card, Content, Key, Kind};

/// One line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExportCard {
    /// The card's key; of a presentation, the item's key with `#mc` or `#tf` behind.
    pub id: String,
    /// The question, a blank as `____`.
    pub question: String,
    /// All accepted answers, the shown one first; of lists and orders, the items.
    pub answers: Vec<String>,
    /// The kind, as this format writes it.
    pub kind: &'static str,
    /// The options of a choice, the right one among them once.
    pub choices: Vec<String>,
    /// The document's own characters at the card's place.
    pub source_quote: Option<String>,
    /// What the card stands in with others.
    pub group: Option<String>,
    /// How sure extraction was, 0 to 1.
    pub confidence: Option<f64>,
}

/// How a memory item is put, when it is put in another form than its card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PutAs {
    /// Options, the right one among them once.
    Choice(Vec<String>),
    /// A statement to judge.
    TrueFalse,
}

/// The name of a kind in this format.
#[must_use]
pub const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Choice => "mc",
        Kind::TrueFalse => "tf",
        other => other.name(),
    }
}

impl ExportCard {
    /// The line of a card; quote and confidence are the caller's to add.
    #[must_use]
    pub fn of_card(card: &Card) -> Self {
        let choices = match &card.content {
            Content::Choice { options, .. } => options.iter().map(|option| option.text.clone()).collect(),
            _ => Vec::new(),
        };
        Self {
            id: card.key.to_string(),
            question: card.question(),
            answers: card.answers(),
            kind: kind_name(card.kind()),
            choices,
            source_quote: card.source.as_ref().and_then(|source| source.quote.clone()),
            group: card.group.clone(),
            confidence: None,
        }
    }

    /// The line of a presentation of the item `key`.
    #[must_use]
    pub fn of_presentation(key: &Key, question: String, answers: Vec<String>, put: PutAs) -> Self {
        let (kind, choices) = match put {
            PutAs::Choice(options) => (Kind::Choice, options),
            PutAs::TrueFalse => (Kind::TrueFalse, Vec::new()),
        };
        let kind = kind_name(kind);
        Self {
            id: format!("{key}#{kind}"),
            question,
            answers,
            kind,
            choices,
            source_quote: None,
            group: None,
            confidence: None,
        }
    }
}

/// All lines, each with its line end.
///
/// # Errors
/// When a confidence is no finite number JSON could hold.
pub fn write(cards: &[ExportCard]) -> Result<String, serde_json::Error> {
    cards.iter().map(|card| serde_json::to_string(card).map(|line| line + "\n")).collect()
}

#[cfg(test)]
mod tests {
    use crate::model::{Blank, Choice, ClozeText, FileLine, Piece, SideId, Source, TypedRule};

    use super::*;

    fn card(content: Content) -> Card {
        Card {
            key: "sea/tide/when".parse().unwrap(),
            content,
            why: None,
            hint: None,
            tags: Vec::new(),
            objective: None,
            source: None,
            aka: Vec::new(),
            group: None,
            place: FileLine::default(),
            position: 0,
        }
    }

    #[track_caller]
    fn check(card: &ExportCard, line: &str) {
        assert_eq!(write(std::slice::from_ref(card)).unwrap(), format!("{line}\n"));
    }

    #[test]
    fn every_line_has_all_keys_in_order() {
        let accept = vec!["at \"noon\"".to_owned(), "12".to_owned()];
        let mut tide = card(Content::Typed { question: "When?".into(), accept, rule: TypedRule::default() });
        check(
            &ExportCard::of_card(&tide),
            r#"{"id":"sea/tide/when","question":"When?","answers":["at \"noon\"","12"],"kind":"typed","choices":[],"source_quote":null,"group":null,"confidence":null}"#,
        );
        tide.group = Some("Tides".into());
        tide.source = Some(Source { quote: Some("High water is at noon.".into()), ..Source::default() });
        let sure = ExportCard { confidence: Some(0.5), ..ExportCard::of_card(&tide) };
        check(
            &sure,
            r#"{"id":"sea/tide/when","question":"When?","answers":["at \"noon\"","12"],"kind":"typed","choices":[],"source_quote":"High water is at noon.","group":"Tides","confidence":0.5}"#,
        );
    }

    #[test]
    fn a_choice_lists_its_options_and_a_blank_is_a_line() {
        let option = |text: &str, right| Choice { text: text.into(), right, why: None };
        let options = vec![option("ebb", false), option("flood", true)];
        let choice = ExportCard::of_card(&card(Content::Choice { question: "Which?".into(), options }));
        assert_eq!(
            (choice.kind, &choice.choices[..], &choice.answers[..]),
            ("mc", &["ebb".to_owned(), "flood".to_owned()][..], &["flood".to_owned()][..])
        );
        let name = SideId::new("when").unwrap();
        let blank =
            Blank { name: name.clone(), labelled: true, text: "noon".into(), hint: None, typed: false };
        let text = ClozeText { pieces: vec![Piece::Text("It is high at ".into()), Piece::Blank(blank)] };
        let cloze = ExportCard::of_card(&card(Content::Cloze { question: None, text, blank: name }));
        assert_eq!(cloze.question, "It is high at ____");
        assert_eq!(cloze.answers, ["noon"]);
    }

    #[test]
    fn a_presentation_is_named_after_its_item() {
        let key: Key = "sea/tide/when".parse().unwrap();
        let put = PutAs::Choice(vec!["noon".into(), "dawn".into()]);
        let choice = ExportCard::of_presentation(&key, "When?".into(), vec!["noon".into(), "12".into()], put);
        assert_eq!((choice.id.as_str(), choice.kind), ("sea/tide/when#mc", "mc"));
        let statement =
            ExportCard::of_presentation(&key, "At dawn.".into(), vec!["False".into()], PutAs::TrueFalse);
        assert_eq!(
            (statement.id.as_str(), statement.kind, statement.choices.len()),
            ("sea/tide/when#tf", "tf", 0)
        );
    }
}
