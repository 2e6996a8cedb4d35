//! What can be typed; the words of the help are in `help.rs`.

use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::commands::plan::Asked;
use crate::questionnaire::Mode;
use crate::report::Format;
use crate::text::Lang;

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "diaglibre",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub(super) struct Args {
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    #[arg(long, global = true, value_name = "fr|en", value_parser = parse_lang, hide_possible_values = true)]
    pub(super) lang: Option<Lang>,
    #[arg(long, global = true, value_name = "AAAA-MM-JJ")]
    pub(super) date: Option<Date>,
    #[arg(
        long,
        global = true,
        value_name = "auto|always|never",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) color: When,
    #[arg(long = "catalog", global = true, value_name = "DIR")]
    pub(super) local: Vec<PathBuf>,
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) questionnaire: Option<PathBuf>,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// When to use bold and colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    Auto,
    Always,
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    #[command(alias = "diagnostic")]
    Diagnose {
        #[arg(value_name = "DOSSIER")]
        dossier: Option<PathBuf>,
        #[arg(long, value_name = "express|full|workshop", hide_possible_values = true)]
        mode: Option<ModeArg>,
        #[arg(long)]
        plain: bool,
        #[arg(long, value_name = "LINE", requires = "dossier", conflicts_with_all = ["mode", "plain"])]
        add_tool: Vec<String>,
        #[arg(long, value_name = "LINE", requires = "dossier", conflicts_with_all = ["mode", "plain"])]
        update_tool: Vec<String>,
    },
    Plan {
        #[arg(value_name = "DOSSIER")]
        dossier: PathBuf,
        #[command(flatten)]
        asked: Asked,
    },
    #[command(alias = "rapport")]
    Report {
        #[arg(value_name = "DOSSIER")]
        dossier: PathBuf,
        #[arg(short, long, value_name = "FILE")]
        output: Vec<PathBuf>,
        #[arg(short, long, value_name = "FORMAT", value_delimiter = ',', value_parser = parse_format)]
        format: Vec<Format>,
        #[arg(long, value_name = "FILE")]
        brand: Option<PathBuf>,
        #[arg(long)]
        quiet: bool,
        #[command(flatten)]
        online: Online,
    },
    #[command(alias = "prestataires")]
    Providers {
        #[arg(value_name = "DOSSIER")]
        dossier: PathBuf,
        #[arg(long, value_name = "text|csv|json", hide_possible_values = true, conflicts_with = "json")]
        format: Option<ProvidersFormat>,
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        online: Online,
    },
    #[command(alias = "catalogue")]
    Catalog {
        #[command(subcommand)]
        command: CatalogCommand,
    },
    #[command(alias = "inventaire")]
    Inventory {
        #[command(subcommand)]
        command: InventoryCommand,
    },
    #[command(alias = "fusionner")]
    Merge {
        #[arg(value_name = "DOSSIER", required = true, num_args = 2..)]
        dossiers: Vec<PathBuf>,
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    #[command(alias = "verifier")]
    Check {
        #[arg(value_name = "DOSSIER")]
        dossier: PathBuf,
        #[arg(long)]
        json: bool,
    },
    Completions {
        #[arg(value_name = "SHELL", hide_possible_values = true)]
        shell: clap_complete::Shell,
    },
    Man,
}

/// Which online directories are read, and how.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct Online {
    #[arg(long)]
    pub(super) online: bool,
    #[arg(long, value_name = "NAME|ADDRESS|FILE")]
    pub(super) directory: Vec<String>,
    #[arg(long, conflicts_with = "refresh")]
    pub(super) offline: bool,
    #[arg(long)]
    pub(super) refresh: bool,
    #[arg(long)]
    pub(super) yes: bool,
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=600))]
    pub(super) timeout: Option<u64>,
    #[arg(long, value_name = "FILE")]
    pub(super) ca_file: Option<PathBuf>,
    #[arg(long)]
    pub(super) allow_loopback: bool,
}

/// How the providers are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ProvidersFormat {
    Text,
    Csv,
    Json,
}

/// What to look up.
#[derive(Debug, Subcommand)]
pub(super) enum CatalogCommand {
    Search {
        #[arg(value_name = "WORDS", required = true, num_args = 1..)]
        words: Vec<String>,
        #[arg(long)]
        json: bool,
    },
    Show {
        #[arg(value_name = "NAME", required = true, num_args = 1..)]
        name: Vec<String>,
        #[arg(long)]
        json: bool,
    },
    List {
        #[arg(long, value_name = "USAGE")]
        usage: Option<String>,
        #[arg(long)]
        json: bool,
    },
    Check {
        #[arg(long)]
        json: bool,
    },
    Stats {
        #[arg(long)]
        json: bool,
    },
}

/// What to do with a sheet of tools.
#[derive(Debug, Subcommand)]
pub(super) enum InventoryCommand {
    #[command(alias = "exporter")]
    Export {
        #[arg(value_name = "SHEET")]
        sheet: PathBuf,
        #[arg(value_name = "DOSSIER")]
        dossier: Option<PathBuf>,
    },
    #[command(alias = "importer")]
    Import {
        #[arg(value_name = "SHEET")]
        sheet: PathBuf,
        #[arg(value_name = "DOSSIER")]
        dossier: PathBuf,
        #[arg(long)]
        dry_run: bool,
    },
}

/// How far the questionnaire goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ModeArg {
    Express,
    Full,
    Workshop,
}

impl From<ModeArg> for Mode {
    fn from(mode: ModeArg) -> Self {
        match mode {
            ModeArg::Express => Self::Express,
            ModeArg::Full => Self::Full,
            ModeArg::Workshop => Self::Workshop,
        }
    }
}

fn parse_format(word: &str) -> Result<Format, String> {
    Format::named(word).ok_or_else(|| Format::ALL.map(Format::extension).join(", "))
}

fn parse_lang(word: &str) -> Result<Lang, String> {
    Lang::from_tag(word).ok_or_else(|| "fr, en".to_owned())
}
