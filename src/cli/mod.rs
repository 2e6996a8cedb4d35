//! The command line: the only place, with `store`, that meets the terminal, the environment and the clock.
//!
//! Data goes to the standard output, everything else to the error stream.

mod args;
mod commands;
mod directories;
mod environment;
mod failure;
mod help;
mod output;
mod page;
mod prompt;
mod table;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::FromArgMatches as _;
use clap::error::ErrorKind;
use jiff::civil::Date;

use self::args::{Args, CatalogCommand, Command, InventoryCommand, ProvidersFormat};
use self::commands::diagnose::{DiagnoseOptions, Edits};
use self::commands::report::Options;
use self::environment::{date, is_interactive, lang, uses_color, width};
use self::failure::{Exit, Failure};
use crate::store::{self, Bundle, LocalCatalog, StoreError};
use crate::text::{Lang, Text};

/// What every command needs of the world around it.
#[derive(Debug)]
pub(crate) struct Context {
    /// The language.
    pub(crate) lang: Lang,
    /// The day of the plan.
    pub(crate) date: Date,
    /// What the program carries with it, and the local records over it.
    pub(crate) bundle: Bundle,
    /// The local records.
    pub(crate) local: Vec<LocalCatalog>,
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
    let local = local_catalogs(&args.local)?;
    let checks = matches!(args.command, Some(Command::Catalog { command: CatalogCommand::Check { .. } }));
    // The command that looks for problems prints them itself.
    let mut bundle = if checks { bundle(&[])? } else { bundle(&local)? };
    if let Some(file) = &args.questionnaire {
        bundle.extend_questionnaire(file)?;
    }
    let context = Context {
        lang,
        date: date(args.date)?,
        bundle,
        local,
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
        Command::Diagnose { dossier, mode, plain, add_tool, update_tool } => {
            let edits = Edits { add: add_tool, update: update_tool };
            match dossier {
                Some(dossier) if !edits.is_empty() => {
                    output::data(&commands::diagnose::edit(context, dossier, &edits)?.join("\n"))
                }
                dossier => interview(context, DiagnoseOptions { dossier, mode: mode.map(Into::into), plain }),
            }
        }
        Command::Plan { dossier, asked } => commands::plan::plan(context, &dossier, &asked),
        Command::Report { dossier, output, format, brand, quiet, online } => {
            let options = Options { output, format: &format, brand: brand.as_deref(), quiet, online };
            commands::report::report(context, &dossier, options)
        }
        Command::Providers { dossier, format, json, online } => {
            let format = if json { ProvidersFormat::Json } else { format.unwrap_or(ProvidersFormat::Text) };
            commands::providers::providers(context, &dossier, format, &online)
        }
        Command::Inventory { command } => match command {
            InventoryCommand::Export { sheet, dossier } => {
                commands::inventory::export(context, &sheet, dossier.as_deref())
            }
            InventoryCommand::Import { sheet, dossier, dry_run } => {
                commands::inventory::import(context, &sheet, dossier, dry_run)
            }
        },
        Command::Merge { dossiers, output } => commands::merge::merge(context, &dossiers, &output),
        Command::Check { dossier, json } => commands::check::check(context, &dossier, json),
        Command::Catalog { command } => match command {
            CatalogCommand::Search { words, json } => {
                commands::catalog::search(context, &words.join(" "), json)
            }
            CatalogCommand::Show { name, json } => commands::catalog::show(context, &name.join(" "), json),
            CatalogCommand::List { usage, json } => commands::catalog::list(context, usage.as_deref(), json),
            CatalogCommand::Check { json } => commands::catalog::check(context, json),
            CatalogCommand::Stats { json } => commands::catalog::stats(context, json),
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

/// Reads the user's own records, then those of the folders named on the command line.
fn local_catalogs(named: &[PathBuf]) -> Result<Vec<LocalCatalog>, Failure> {
    let own = environment::own_catalog();
    let read = |folder: &PathBuf| match LocalCatalog::read(folder) {
        // A folder of one's own that is still empty says nothing.
        Err(StoreError::NoCatalogue { .. }) if own.as_ref() == Some(folder) => Ok(None),
        read => read.map(Some),
    };
    let folders = own.iter().chain(named);
    let read: Result<Vec<_>, _> = folders.map(read).collect();
    Ok(read?.into_iter().flatten().collect())
}

fn bundle(local: &[LocalCatalog]) -> Result<Bundle, Failure> {
    store::bundled_with(local).map_err(|problems| {
        let failure = if local.is_empty() {
            let text =
                Text::new("les données du programme sont abîmées", "the data of the program are damaged");
            Failure::new(Exit::Invalid, text)
        } else {
            let text = Text::new("les fiches locales ont des problèmes", "the local records have problems");
            let hint = Text::new(
                "corrigez ces lignes, ou retirez le dossier : diaglibre catalog check les relit toutes",
                "mend these lines, or take the folder away: diaglibre catalog check reads them all again",
            );
            Failure::new(Exit::Invalid, text).with_hint(hint)
        };
        Failure { problems, ..failure }
    })
}
