//! `memoire exam print`: an exam on paper, in versions, with answer sheets and keys.

use std::collections::HashSet;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::take::too_few;
use crate::app::exam::{self, Banked};
use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};
use crate::cli::opening;
use crate::exam::{Frame, draw};
use crate::store::Access;

/// Arguments of `exam print`.
#[derive(Debug, Clone, Args)]
pub struct PrintArgs {
    /// The exam, by its id
    #[arg(value_name = "ID")]
    pub exam: String,
    /// The versions: the same questions in other orders
    #[arg(long, value_name = "A,B", value_delimiter = ',', default_value = "A", value_parser = version)]
    pub versions: Vec<String>,
    /// Draw the paper by this seed (by chance, when not given)
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// The format
    #[arg(long, value_name = "FORMAT", default_value = "html")]
    pub format: FormatName,
    /// Ask nothing that the last N papers asked, as far as there is something else
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub avoid_last: u32,
    /// Write into this folder
    #[arg(short, long, value_name = "DIR", default_value = ".")]
    pub output: PathBuf,
}

/// A name that can stand in the name of a file.
fn version(text: &str) -> Result<String, String> {
    let fits = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric());
    if fits { Ok(text.to_owned()) } else { Err("a version is a letter or a short word, such as A".to_owned()) }
}

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatName {
    /// Markdown
    Md,
    /// HTML that prints on A4
    Html,
    /// Typst
    Typ,
}

impl From<FormatName> for exam::Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Md => Self::Markdown,
            FormatName::Html => Self::Html,
            FormatName::Typ => Self::Typst,
        }
    }
}

#[derive(Serialize)]
struct PrintJson {
    exam: String,
    seed: u64,
    questions: usize,
    files: Vec<String>,
}

/// Prints the paper.
///
/// # Errors
/// When there is no such exam, too few questions, or a file cannot be written.
pub fn run(context: &mut Context<'_>, args: &PrintArgs) -> Result<Exit, CliError> {
    let blueprint = exam::blueprint(&context.env, &args.exam)?;
    let mut opened = opening::open(context, Access::WriteIfPossible, &exam::mentioned(&blueprint))?;
    let now = context.env.now();
    let seed = args.seed.unwrap_or(context.env.seed);
    let Banked { bank, demand, objectives, .. } = exam::banked(&context.env, opened.shelf(), &blueprint, now)?;
    let lately = opened.store.asked_lately(blueprint.id.as_str(), args.avoid_last, seed)?;
    let avoid: HashSet<String> = lately.into_iter().collect();
    let paper = draw(&Frame::of(&blueprint, objectives), &demand, &bank, &avoid, seed)
        .map_err(|lines| too_few(&blueprint, lines))?;
    let files = exam::print(&paper, &args.versions, args.format.into());
    let paths = exam::write(&args.output, &files)?;
    if opened.store.writable() {
        opened.store.remember_paper(&paper, now)?;
    }
    if context.out.json() {
        context.out.print_json(&PrintJson {
            exam: blueprint.id.to_string(),
            seed,
            questions: paper.questions.len(),
            files: paths.iter().map(|path| path.display().to_string()).collect(),
        })?;
        return Ok(Exit::Done);
    }
    for path in &paths {
        context.out.line(path.display())?;
    }
    let again = paper.entries().iter().filter(|entry| avoid.contains(*entry)).count();
    if again > 0 {
        context.remark(format_args!(
            "{} asked lately: there was nothing else.",
            opening::counted(again, "question was", "questions were")
        ))?;
    }
    context.remark(format_args!("Seed {seed}: the same paper comes by it again."))?;
    Ok(Exit::Done)
}
