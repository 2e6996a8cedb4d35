//! What must come before what, and the installations that several moves share.

use serde::{Deserialize, Serialize};

use super::record::SourceRef;
use crate::text::Text;

/// A rule of order between two usages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prerequisite {
    /// The immutable id.
    pub id: String,
    /// What comes first.
    pub before: Stage,
    /// What waits for it.
    pub after: Stage,
    /// Why, in a half-sentence.
    pub reason: Text,
    /// Where it was read.
    #[serde(default)]
    pub source: Option<SourceRef>,
    /// Whether no source could be found.
    #[serde(default)]
    pub assumed: bool,
}

/// A usage, or one lot of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// The usage.
    pub usage: String,
    /// The lot; every lot, when absent.
    #[serde(default)]
    pub lot: Option<Lot>,
}

/// A part of a move that is cut in two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lot {
    /// What comes first: the public documents, the pilot machine.
    First,
    /// The rest.
    Rest,
}

/// An installation that several alternatives share, set up once.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Platform {
    /// The immutable id.
    pub id: String,
    /// What the step is called.
    pub name: Text,
    /// What it is good for.
    pub serves: Text,
    /// The work, one action each.
    pub steps: Vec<Text>,
    /// How one sees that it is over.
    pub done_when: Text,
    /// How to return.
    pub way_back: Text,
    /// Where it was read.
    pub source: SourceRef,
}

/// The file `prerequisites.yaml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// The rules of order.
    pub prerequisites: Vec<Prerequisite>,
    /// The shared installations.
    pub platforms: Vec<Platform>,
}
