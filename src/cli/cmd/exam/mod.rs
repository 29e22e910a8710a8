//! `memoire exam`: exams by a blueprint, their sittings and papers, and the way there.

mod check;
mod follow;
mod list;
mod plan;
mod print;
mod report;
mod results;
mod take;

use clap::{Args, Subcommand};

use crate::cli::context::Context;
use crate::cli::error::{CliError, Exit};

/// Arguments of `exam`.
#[derive(Debug, Clone, Args)]
pub struct ExamArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: ExamCommand,
}

/// What can be done with exams.
#[derive(Debug, Clone, Subcommand)]
pub enum ExamCommand {
    /// Check whether the decks have the questions an exam wants
    Check(check::CheckArgs),
    /// List the exams
    List,
    /// Show an exam with its parts and attempts
    Show(list::ShowArgs),
    /// Sit an exam, or go on with a sitting that was left
    Take(take::TakeArgs),
    /// Compare attempts, and how each question fared in them
    Results(results::ResultsArgs),
    /// Show what to do each day up to an exam, and how ready that makes
    Plan(plan::PlanArgs),
    /// Have `study` follow the plan of an exam
    Follow(follow::FollowArgs),
    /// Follow an exam no more
    Unfollow(follow::UnfollowArgs),
    /// Print an exam in versions, with answer sheets and keys
    Print(print::PrintArgs),
}

/// Runs one of them.
///
/// # Errors
/// When there is no such exam, or its blueprint, the decks or the database cannot be used.
pub fn run(context: &mut Context<'_>, args: &ExamArgs) -> Result<Exit, CliError> {
    match &args.command {
        ExamCommand::Check(args) => check::run(context, args),
        ExamCommand::List => list::run(context),
        ExamCommand::Show(args) => list::show(context, args),
        ExamCommand::Take(args) => take::run(context, args),
        ExamCommand::Results(args) => results::run(context, args),
        ExamCommand::Plan(args) => plan::run(context, args),
        ExamCommand::Follow(args) => follow::run(context, args),
        ExamCommand::Unfollow(args) => follow::stop(context, args),
        ExamCommand::Print(args) => print::run(context, args),
    }
}
