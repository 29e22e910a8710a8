//! The questions that `new` asks: one card after the other, each in a few lines; Esc goes a question back.

use crate::app::author::{self, Known, Target};
use crate::app::environment::Environment;
use crate::cli::error::CliError;
use crate::deck::new::{Draft, DraftFault, words_of};
use crate::deck::{cloze, quick};
use crate::front::FrontError;
use crate::front::ask::{Asker, Choose, Field};
use crate::model::{Ask, Common, Key, Kind};

/// Asks for the deck; none when the person goes back.
pub fn deck(
    asker: &mut dyn Asker,
    env: &Environment,
    targets: &mut Vec<Target>,
) -> Result<Option<Target>, CliError> {
    const NEW: &str = "a new deck";
    loop {
        if !targets.is_empty() {
            let mut options: Vec<String> =
                targets.iter().map(|target| format!("{}: {}", target.deck.id, target.deck.title)).collect();
            options.push(NEW.to_owned());
            match asker.choose(&Choose::new("Into which deck?", &options))? {
                None => return Ok(None),
                Some(place) if place < targets.len() => return Ok(Some(targets.swap_remove(place))),
                Some(_) => {}
            }
        }
        match new_deck(asker, env, targets)? {
            None if targets.is_empty() => return Ok(None),
            None => {}
            made => return Ok(made),
        }
    }
}

fn new_deck(
    asker: &mut dyn Asker,
    env: &Environment,
    targets: &[Target],
) -> Result<Option<Target>, CliError> {
    let check = |title: &str| {
        if title.is_empty() {
            return Err("a deck needs a title".to_owned());
        }
        let target = author::new_deck(env, title).map_err(|error| error.to_string())?;
        if targets.iter().any(|other| other.deck.id == target.deck.id) {
            return Err(format!("there is a deck {} already", target.deck.id));
        }
        Ok(())
    };
    let Some(title) = asker.text(&Field::new("Title of the new deck").checked(&check))? else {
        return Ok(None);
    };
    Ok(Some(author::new_deck(env, &title)?))
}

/// The kinds in the order of use, with what they are.
const KINDS: [(Kind, &str); 8] = [
    (Kind::Basic, "basic: a question and its answer"),
    (Kind::Typed, "typed: the answer is typed, and judged"),
    (Kind::Choice, "choice: one right answer among wrong ones"),
    (Kind::Cloze, "cloze: a text with blanks"),
    (Kind::TrueFalse, "truefalse: a statement to judge"),
    (Kind::Reverse, "reverse: asked both ways"),
    (Kind::List, "list: items in any order"),
    (Kind::Order, "order: items to put in order"),
];

/// One thing to ask about a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Question,
    Answer,
    Truth,
    Items,
    Wrong,
    Tags,
    Source,
}

/// What it asks, and what it has beside.
pub type Card = (Ask, Common);

/// Asks for cards, and remembers from one to the next what is likely to stay.
pub struct Wizard {
    words: Vec<String>,
    uses_sources: bool,
    known: Known,
    /// The kind that was asked for on the command line, or chosen last.
    kind: Option<Kind>,
    fixed: bool,
    tags: String,
    source: String,
}

/// A card as far as it is told.
struct Draught {
    draft: Draft,
    /// The whole card, where the question was a quick line.
    line: Option<Ask>,
}

impl Draught {
    fn ask(&self) -> Result<Ask, DraftFault> {
        self.line.clone().map_or_else(|| self.draft.ask(), Ok)
    }
}

impl Wizard {
    /// One that completes tags with these words.
    pub fn new(words: Vec<String>, uses_sources: bool, known: Known, kind: Option<Kind>) -> Self {
        let fixed = kind.is_some();
        Self { words, uses_sources, known, kind, fixed, tags: String::new(), source: String::new() }
    }

    /// Remembers that a question was written.
    pub fn learnt(&mut self, key: Key, question: &str) {
        self.known.add(key, question);
    }

    /// Asks for the next card; none when the person is done. Going back from the question leads to the kinds, and from
    /// there out.
    pub fn card(&mut self, asker: &mut dyn Asker) -> Result<Option<Card>, FrontError> {
        loop {
            let kind = match self.kind {
                Some(kind) => kind,
                None => match choose_kind(asker)? {
                    Some(kind) => kind,
                    None => return Ok(None),
                },
            };
            self.kind = Some(kind);
            if let Some(card) = self.of_kind(asker, kind)? {
                return Ok(Some(card));
            }
            if self.fixed {
                return Ok(None);
            }
            self.kind = None;
        }
    }

    fn of_kind(&mut self, asker: &mut dyn Asker, kind: Kind) -> Result<Option<Card>, FrontError> {
        let mut draught = Draught { draft: Draft::new(kind), line: None };
        let mut at = 0;
        loop {
            let steps = self.steps(&draught);
            let Some(step) = steps.get(at) else {
                match draught.ask() {
                    Ok(ask) => return Ok(Some((ask, draught.draft.common()))),
                    Err(fault) => {
                        asker.say(&format!("This makes no card: {fault}."))?;
                        at = 0;
                        continue;
                    }
                }
            };
            if self.step(asker, *step, &mut draught)? {
                at += 1;
            } else if at == 0 {
                return Ok(None);
            } else {
                at -= 1;
            }
        }
    }

    /// What is asked of such a card, in turn.
    fn steps(&self, draught: &Draught) -> Vec<Step> {
        let mut steps = vec![Step::Question];
        if draught.line.is_none() {
            steps.extend_from_slice(match draught.draft.kind {
                Kind::Basic | Kind::Reverse | Kind::Typed => &[Step::Answer],
                Kind::Choice => &[Step::Answer, Step::Wrong],
                Kind::TrueFalse => &[Step::Truth],
                Kind::List | Kind::Order => &[Step::Items],
                Kind::Cloze => &[],
            });
        }
        steps.push(Step::Tags);
        if self.uses_sources {
            steps.push(Step::Source);
        }
        steps
    }

    /// Asks one thing; false when the person goes back.
    fn step(&mut self, asker: &mut dyn Asker, step: Step, draught: &mut Draught) -> Result<bool, FrontError> {
        let draft = &mut draught.draft;
        let told = match step {
            Step::Question => return self.question(asker, draught),
            Step::Answer => answer(asker, draft)?,
            Step::Truth => {
                let options = ["true", "false"].map(str::to_owned);
                let chosen = asker.choose(&Choose::new("Is it true?", &options))?;
                chosen.map(|place| draft.answers = vec![options[place].clone()])
            }
            Step::Items => several(asker, "Item", 2, &mut draft.answers)?,
            Step::Wrong => several(asker, "Wrong option", 1, &mut draft.wrong)?,
            Step::Tags => {
                let field = Field::new("Tags")
                    .beginning_with(&self.tags)
                    .completed(&self.words, true)
                    .helped("with commas between, or none");
                asker.text(&field)?.map(|line| {
                    draft.tags = tags(&line);
                    self.tags = line;
                })
            }
            Step::Source => {
                let field =
                    Field::new("Source").beginning_with(&self.source).helped("where the answer stands");
                asker.text(&field)?.map(|line| {
                    draft.source = Some(line.clone()).filter(|line| !line.is_empty());
                    self.source = line;
                })
            }
        };
        Ok(told.is_some())
    }

    fn question(&self, asker: &mut dyn Asker, draught: &mut Draught) -> Result<bool, FrontError> {
        let kind = draught.draft.kind;
        let (label, help) = match kind {
            Kind::Cloze => ("Text", Some("what is to be hidden in double braces: Fire needs {{heat}}")),
            Kind::TrueFalse => ("Statement", None),
            Kind::List | Kind::Order | Kind::Choice => ("Question", None),
            _ => ("Question", Some("or the whole card: question :: answer")),
        };
        let check = |text: &str| {
            if text.is_empty() {
                return Err("write something, or go back".to_owned());
            }
            match (kind, cloze::has_blank(text)) {
                (Kind::Cloze, false) => Err(DraftFault::NoBlank.to_string()),
                (Kind::Cloze, true) => match cloze::parse(text) {
                    Ok(_) => Ok(()),
                    Err((_, fault)) => Err(fault.to_string()),
                },
                _ => Ok(()),
            }
        };
        loop {
            let initial = draught.draft.question.clone();
            let field = Field { help, ..Field::new(label).beginning_with(&initial).checked(&check) };
            let Some(text) = asker.text(&field)? else { return Ok(false) };
            draught.line = whole(kind, &text);
            draught.draft.question = text;
            let asked = draught.line.as_ref().map_or_else(|| draught.draft.question.clone(), words_of);
            let Some((key, question)) = self.known.like(&asked) else { return Ok(true) };
            asker.say(&format!("{key} asks nearly the same: {question}"))?;
            match asker.confirm("Write this one too?", false)? {
                Some(true) => return Ok(true),
                Some(false) => {}
                None => return Ok(false),
            }
        }
    }
}

/// A question that is a whole card already: a quick line with its answer.
fn whole(kind: Kind, text: &str) -> Option<Ask> {
    match kind {
        Kind::List | Kind::Order | Kind::Choice => None,
        _ => quick::parse(text).ok(),
    }
}

fn choose_kind(asker: &mut dyn Asker) -> Result<Option<Kind>, FrontError> {
    let options: Vec<String> = KINDS.iter().map(|(_, what)| (*what).to_owned()).collect();
    let question = Choose::new("What kind of card?", &options).starting_at(0);
    Ok(asker.choose(&question)?.map(|place| KINDS[place].0))
}

fn answer(asker: &mut dyn Asker, draft: &mut Draft) -> Result<Option<()>, FrontError> {
    let typed = draft.kind == Kind::Typed;
    let initial = draft.answers.join(" | ");
    let check = |text: &str| {
        if text.is_empty() { Err("write something, or go back".to_owned()) } else { Ok(()) }
    };
    let mut field = Field::new("Answer").beginning_with(&initial).checked(&check);
    if typed {
        field = field.helped("other ways to say it behind a bar: 112 | one one two");
    }
    let Some(text) = asker.text(&field)? else { return Ok(None) };
    draft.answers = if typed {
        text.split('|').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    } else {
        vec![text]
    };
    Ok(Some(()))
}

/// Asks for texts until an empty line, at least so many. Going back takes the last one back first.
fn several(
    asker: &mut dyn Asker,
    what: &str,
    at_least: usize,
    texts: &mut Vec<String>,
) -> Result<Option<()>, FrontError> {
    loop {
        let enough = texts.len() >= at_least;
        let label = format!("{what} {}", texts.len() + 1);
        let check = |text: &str| {
            if text.is_empty() && !enough { Err("write something, or go back".to_owned()) } else { Ok(()) }
        };
        let mut field = Field::new(&label).checked(&check);
        if enough {
            field = field.helped("Enter alone: that was the last");
        }
        match asker.text(&field)? {
            Some(text) if text.is_empty() => return Ok(Some(())),
            Some(text) => texts.push(text),
            None if texts.pop().is_none() => return Ok(None),
            None => {}
        }
    }
}

/// Tags as written, each once.
fn tags(line: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in line.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::front::ask::Scripted;

    fn wizard(kind: Option<Kind>) -> Wizard {
        Wizard::new(vec!["treaty".into()], false, Known::default(), kind)
    }

    fn card(lines: &str) -> Option<Card> {
        wizard(None).card(&mut Scripted::script(lines)).unwrap()
    }

    #[test]
    fn every_kind_is_asked_for_in_a_few_lines() {
        for (lines, kind) in [
            ("\nQ?\na\n\n", "Basic"),
            ("2\nQ?\n112 | one\n\n", "Typed"),
            ("3\nQ?\na\nb\nc\n\n\n", "Choice"),
            ("4\nFire needs {{heat}}.\n\n", "Cloze"),
            ("5\nLifts.\n2\n\n", "TrueFalse"),
            ("6\nNorway\nOslo\n\n", "Basic"),
            ("7\nQ?\na\nb\n\n\n", "List"),
            ("8\nQ?\na\nb\n\n\n", "Order"),
            ("\nNorway ::: Oslo\n\n", "Basic"),
        ] {
            let (ask, _) = card(lines).unwrap();
            assert!(format!("{ask:?}").starts_with(kind), "{lines:?}: {ask:?}");
        }
    }

    #[test]
    fn going_back_leads_to_the_question_before_and_out_in_the_end() {
        // The answer is left, the question stays as it was, the card goes on.
        let (ask, common) = card("\nQ?\n:q\n\na\ntreaty, air, air\n").unwrap();
        assert_eq!(ask, Ask::Basic { question: "Q?".into(), answer: "a".into(), reverse: None });
        assert_eq!(common.tags, ["treaty", "air"]);
        // From the question to the kinds, and out.
        assert_eq!(card("\n:q\n:q\n"), None);
        assert_eq!(wizard(Some(Kind::Basic)).card(&mut Scripted::script(":q\n")).unwrap(), None);
    }

    #[test]
    fn the_next_card_has_the_kind_and_tags_of_the_last() {
        let mut wizard = wizard(None);
        let mut asker = Scripted::script("\nQ?\na\ntreaty\nR?\nb\n\n");
        assert_eq!(wizard.card(&mut asker).unwrap().unwrap().1.tags, ["treaty"]);
        assert_eq!(wizard.card(&mut asker).unwrap().unwrap().1.tags, ["treaty"]);
    }

    #[test]
    fn what_is_asked_already_is_said_and_can_be_reworded() {
        let mut wizard = wizard(Some(Kind::Basic));
        wizard.learnt("fire/alarm".parse().unwrap(), "What comes first?");
        let mut asker = Scripted::script("what comes first\nn\nWhat comes last?\na\n\n");
        let (ask, _) = wizard.card(&mut asker).unwrap().unwrap();
        assert!(matches!(ask, Ask::Basic { question, .. } if question == "What comes last?"));
        let said = asker.transcript();
        assert!(said.contains("fire/alarm asks nearly the same: What comes first?"), "{said}");
    }

    #[test]
    fn a_fault_of_the_whole_leads_back_to_its_beginning() {
        let mut wizard = wizard(Some(Kind::Reverse));
        let mut lines =
            Scripted::script("Norway\none two three four five six seven eight nine\n\n\nOslo\n\n");
        let (ask, _) = wizard.card(&mut lines).unwrap().unwrap();
        assert!(matches!(ask, Ask::Basic { answer, .. } if answer == "Oslo"), "{}", lines.transcript());
    }
}
