//! The command line: the only place, with `store`, that meets the terminal, the environment and the clock.
//!
//! Data goes to the standard output, everything else to the error stream.

mod args;
mod commands;
mod environment;
mod failure;
mod help;
mod output;
mod page;
mod prompt;
mod table;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::FromArgMatches as _;
use clap::error::ErrorKind;
use jiff::civil::Date;

use self::args::{Args, CatalogCommand, Command};
use self::commands::diagnose::DiagnoseOptions;
use self::environment::{date, is_interactive, lang, uses_color, width};
use self::failure::{Exit, Failure};
use crate::store::{self, Bundle};
use crate::text::{Lang, Text};

/// What every command needs of the world around it.
#[derive(Debug)]
pub(crate) struct Context {
    /// The language.
    pub(crate) lang: Lang,
    /// The day of the plan.
    pub(crate) date: Date,
    /// What the program carries with it.
    pub(crate) bundle: Bundle,
    /// Columns of the terminal.
    pub(crate) width: usize,
    /// Whether bold and colour are wanted.
    pub(crate) color: bool,
}

/// Runs the program and returns its exit code.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.collect();
    let lang = lang(&arguments);
    match dispatch(&arguments, lang) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            output::error(&failure.render(lang));
            failure.exit.into()
        }
    }
}

fn dispatch(arguments: &[OsString], lang: Lang) -> Result<Exit, Failure> {
    let matches = match help::command(lang).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            return output::data(&error.render().to_string());
        }
        Err(error) => return Err(help::usage_failure(&error)),
    };
    let args = Args::from_arg_matches(&matches).map_err(|error| help::usage_failure(&error))?;
    match &args.command {
        Some(Command::Completions { shell }) => return commands::generate::completions(*shell, lang),
        Some(Command::Man) => return commands::generate::man(lang),
        None if !is_interactive() => {
            output::error(&help::command(lang).render_help().to_string());
            return Ok(Exit::Usage);
        }
        _ => {}
    }
    let context = Context {
        lang,
        date: date(args.date)?,
        bundle: bundle()?,
        width: width(),
        color: uses_color(args.color),
    };
    match args.command {
        None => commands::welcome::welcome(&context),
        Some(command) => execute(&context, command),
    }
}

fn execute(context: &Context, command: Command) -> Result<Exit, Failure> {
    match command {
        Command::Diagnose { dossier, mode, plain } => {
            interview(context, DiagnoseOptions { dossier, mode: mode.map(Into::into), plain })
        }
        Command::Plan { dossier, explain, json } => {
            commands::plan::plan(context, &dossier, explain.as_deref(), json)
        }
        Command::Report { dossier, output, quiet } => {
            commands::report::report(context, &dossier, output, quiet)
        }
        Command::Providers { dossier, json } => commands::providers::providers(context, &dossier, json),
        Command::Check { dossier, json } => commands::check::check(context, &dossier, json),
        Command::Catalog { command } => match command {
            CatalogCommand::Search { words, json } => {
                commands::catalog::search(context, &words.join(" "), json)
            }
            CatalogCommand::Show { name } => commands::catalog::show(context, &name.join(" ")),
            CatalogCommand::List { usage, json } => commands::catalog::list(context, usage.as_deref(), json),
            CatalogCommand::Check { json } => commands::catalog::check(context, json),
        },
        Command::Completions { shell } => commands::generate::completions(shell, context.lang),
        Command::Man => commands::generate::man(context.lang),
    }
}

/// Asks the questions in the way that suits the terminal.
fn interview(context: &Context, options: DiagnoseOptions) -> Result<Exit, Failure> {
    let mut prompter = prompt::prompter(options.plain, context.lang, context.color);
    commands::diagnose::diagnose(context, options, prompter.as_mut())
}

fn bundle() -> Result<Bundle, Failure> {
    store::bundled().map_err(|problems| {
        let text = Text::new("les données du programme sont abîmées", "the data of the program are damaged");
        Failure { problems, ..Failure::new(Exit::Invalid, text) }
    })
}
