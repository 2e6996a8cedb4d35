//! A tool in use today, and how to leave it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::record::{Level, Origin, Reserve, SourceRef, name};
use crate::text::{Lang, Text};

/// A product in use today, mostly proprietary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// The immutable id, equal to the file name.
    pub id: String,
    /// The name.
    #[serde(deserialize_with = "name")]
    pub name: Text,
    /// What people say: brands, old names, other spellings.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Records with a name one typo away that mean something else, by id.
    #[serde(default)]
    pub distinct_from: Vec<String>,
    /// Who controls it.
    pub vendor: String,
    /// What it is used for, the main usage first.
    pub usages: Vec<String>,
    /// The suite that it belongs to.
    #[serde(default)]
    pub part_of: Option<String>,
    /// Whether it still exists.
    pub status: Status,
    /// The usual readings for an association.
    pub levels: Levels,
    /// The ways out that the vendor documents.
    #[serde(default)]
    pub exports: Vec<Export>,
    /// Dated, sourced caveats.
    #[serde(default)]
    pub reserves: Vec<Reserve>,
    /// What is known of each move.
    #[serde(default)]
    pub migrations: Vec<Migration>,
    /// The usages for which no libre software is adequate.
    #[serde(default)]
    pub no_alternative: Vec<NoAlternative>,
    /// Where the record comes from.
    #[serde(skip_deserializing)]
    pub origin: Origin,
}

/// Whether a tool still exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Status {
    /// Active, closing or closed.
    pub state: State,
    /// The day of the end.
    #[serde(default)]
    pub date: Option<Date>,
    /// Where the end was read.
    #[serde(default)]
    pub source: Option<SourceRef>,
}

/// Active, closing or closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum State {
    Active,
    Closing,
    Closed,
}

/// The usual readings for an association; its own answers win. Judgements, on the scales of `model.yaml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Levels {
    /// Sensitivity of what is put in it: 0 nothing … 4 minors, health, opinions.
    pub data: Level,
    /// Who controls it: 0 libre and a host of one's choice … 4 control from outside the European Union.
    pub exposure: Level,
    /// How hard it holds: 0 open standard … 4 closed, with a network effect.
    pub lock_in: Level,
    /// Who sees that it is used: 0 nobody … 4 the public face.
    pub visibility: Level,
    /// How much there is to take along: 0 nothing … 4 huge; what is usual for the usage, when absent.
    #[serde(default)]
    pub volume: Option<Level>,
    /// Why, in one line.
    pub reason: Text,
}

/// A way out that the vendor documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Export {
    /// The format.
    #[serde(deserialize_with = "name")]
    pub format: Text,
    /// What it holds.
    pub covers: Text,
    /// Where it is documented.
    pub source: SourceRef,
}

/// What is known of the move from a tool to an alternative, for one usage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Migration {
    /// The alternative.
    pub to: String,
    /// The usage.
    pub usage: String,
    /// How well it serves.
    pub fit: Fit,
    /// How the content travels.
    pub path: Path,
    /// Change of gestures: 0 the same … 4 a new trade.
    pub habit: Level,
    /// Outsiders who must follow: 0 none … 4 a whole public.
    pub network: Level,
    /// Features in use that are missing: 0 none … 4 the main one.
    pub gap: Level,
    /// Gain at work: 0 none … 4 changes the job.
    pub gain: Level,
    /// Why these readings, in one line.
    pub reason: Text,
    /// What comes along.
    #[serde(default)]
    pub keeps: Vec<Text>,
    /// What does not.
    #[serde(default)]
    pub loses: Vec<Text>,
    /// The work, one action each; [`Catalog::guide`](super::Catalog::guide) has the general one of the path.
    #[serde(default)]
    pub steps: Vec<Text>,
    /// How one sees that it is over, when that is not what the usage says.
    #[serde(default)]
    pub done_when: Option<Text>,
    /// How to return, when that is not what the usage says.
    #[serde(default)]
    pub way_back: Option<Text>,
    /// Whether both can run side by side.
    #[serde(default)]
    pub parallel_run: bool,
    /// When the move is held back, what would change that.
    #[serde(default)]
    pub watch: Option<Text>,
    /// The page that documents the move, for those who do it.
    #[serde(default)]
    pub documentation: Option<SourceRef>,
    /// Where the rest was read.
    #[serde(default)]
    pub sources: Vec<SourceRef>,
    /// Whether no source could be found for the path.
    #[serde(default)]
    pub assumed: bool,
    /// Where the record comes from.
    #[serde(skip_deserializing)]
    pub origin: Origin,
}

impl Migration {
    /// Returns where it was read, the documentation first.
    pub fn all_sources(&self) -> impl Iterator<Item = &SourceRef> {
        self.documentation.iter().chain(&self.sources)
    }
}

/// How well an alternative serves the usage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    /// It does what an association asks.
    Full,
    /// It does a part of it.
    Partial,
    /// It does it in another way.
    DifferentPractice,
}

/// How the content travels from the tool to the alternative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Path {
    /// The alternative reads the tool's content by itself.
    Importer,
    /// By a file in a standard format.
    StandardFile,
    /// By a program of somebody else.
    ThirdPartyTool,
    /// By hand.
    Manual,
    /// Not at all: one starts afresh.
    None,
}

impl Path {
    /// Returns the difficulty of the path, from 0 (importer) to 4 (nothing comes out).
    pub fn level(self) -> Level {
        Level::clamped(match self {
            Self::Importer => 0,
            Self::StandardFile => 1,
            Self::ThirdPartyTool => 2,
            Self::Manual => 3,
            Self::None => 4,
        })
    }
}

impl Path {
    /// Returns how the content travels, in words.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Importer => {
                lang.pick("le logiciel libre importe le contenu", "the libre software imports the content")
            }
            Self::StandardFile => lang
                .pick("le contenu passe par un fichier standard", "the content goes through a standard file"),
            Self::ThirdPartyTool => lang.pick(
                "le contenu passe par un outil tiers",
                "the content goes through a tool of somebody else",
            ),
            Self::Manual => {
                lang.pick("le contenu se reprend à la main", "the content is taken along by hand")
            }
            Self::None => lang
                .pick("rien ne se reprend : on repart de zéro", "nothing is taken along: one starts afresh"),
        }
    }
}

impl Fit {
    /// Returns how well an alternative serves, as a half-sentence about it.
    pub fn text(self) -> Text {
        match self {
            Self::Full => Text::new(
                "il rend les services qu'une association attend",
                "it does what an association asks",
            ),
            Self::Partial => Text::new("il rend une partie des services", "it does a part of it"),
            Self::DifferentPractice => {
                Text::new("il demande de travailler autrement", "it asks for another way of working")
            }
        }
    }
}

/// A usage for which no libre software is adequate today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoAlternative {
    /// The usage.
    pub usage: String,
    /// Why.
    pub reason: Text,
    /// What to do meanwhile.
    pub mitigation: Vec<Text>,
    /// What would change that.
    pub watch: Text,
    /// Where it was read.
    pub source: SourceRef,
}

impl Tool {
    /// Returns the migrations for one usage, in the order of the file.
    pub fn migrations_for<'a>(&'a self, usage: &'a str) -> impl Iterator<Item = &'a Migration> {
        self.migrations.iter().filter(move |migration| migration.usage == usage)
    }

    /// Returns what is said when no libre software is adequate for a usage.
    pub fn no_alternative_for(&self, usage: &str) -> Option<&NoAlternative> {
        self.no_alternative.iter().find(|record| record.usage == usage)
    }
}
