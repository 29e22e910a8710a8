//! `memoire facts new`: a fact by prompts.

use std::path::PathBuf;

use clap::Args;

use crate::app::review::{Draft, Review};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::facts::{FactKind, Importance};
use crate::front::ask::{Asker, Choose, Field};
use crate::model::Locator;

/// Arguments of `facts new`.
#[derive(Debug, Clone, Args)]
pub struct NewArgs {
    /// The facts file
    #[arg(value_name = "FACTS")]
    pub file: PathBuf,
    /// The document (the one the facts file names, when not given)
    #[arg(long, value_name = "DOC")]
    pub document: Option<PathBuf>,
}

const KINDS: [(&str, FactKind); 8] = [
    ("event", FactKind::Event),
    ("signature", FactKind::Signature),
    ("definition", FactKind::Definition),
    ("legal basis", FactKind::LegalBasis),
    ("purpose", FactKind::Purpose),
    ("membership", FactKind::Membership),
    ("number", FactKind::Number),
    ("list", FactKind::List),
];

/// Asks for a fact and writes it.
///
/// # Errors
/// When a file cannot be read or written, or nothing can be asked.
pub(super) fn run(context: &mut Context<'_>, args: &NewArgs) -> Result<Exit, CliError> {
    let mut review = Review::open(&args.file, args.document.as_deref(), false)?;
    let mut asker = context.asker()?;
    let at = match &review.document {
        None => None,
        Some(document) => {
            let check = |text: &str| {
                if text.is_empty() {
                    Ok(())
                } else {
                    document.find(text).map(drop).map_err(|error| error.to_string())
                }
            };
            let field = Field::new("A few words of the passage")
                .helped("nothing, where it stands nowhere")
                .checked(&check);
            let Some(words) = asker.text(&field)? else { return Ok(Exit::Done) };
            document.find(&words).ok()
        }
    };
    let Some(draft) = ask(asker.as_mut(), "", at)? else { return Ok(Exit::Done) };
    let id = review.add(&draft)?;
    context.out.line(format_args!("{id} is written to {}.", args.file.display()))?;
    Ok(Exit::Done)
}

/// Asks for the parts of a fact; none when the person goes back.
pub(super) fn ask(
    asker: &mut dyn Asker,
    statement: &str,
    at: Option<Locator>,
) -> Result<Option<Draft>, CliError> {
    let filled = |text: &str| if text.is_empty() { Err("write something".to_owned()) } else { Ok(()) };
    let Some(statement) = asker.text(&Field::new("Statement").beginning_with(statement).checked(&filled))?
    else {
        return Ok(None);
    };
    let answer = Field::new("What is asked for")
        .helped("words of the statement, a date like 1995-12, a number, an entity")
        .checked(&filled);
    let Some(answer) = asker.text(&answer)? else { return Ok(None) };
    let help = "nothing to blank the answer in the statement";
    let Some(question) = asker.text(&Field::new("Question").helped(help))? else { return Ok(None) };
    let kinds: Vec<String> = KINDS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let Some(kind) = asker.choose(&Choose::new("Kind", &kinds).starting_at(0))? else { return Ok(None) };
    let Some(importance) = asker.number("Importance, 3 for what must be asked", 2, (1, 3))? else {
        return Ok(None);
    };
    Ok(Some(Draft {
        statement,
        kind: KINDS[kind].1,
        importance: Importance::from_number(importance.into()).unwrap_or(Importance::May),
        at,
        answer,
        question: Some(question).filter(|question| !question.is_empty()),
    }))
}
