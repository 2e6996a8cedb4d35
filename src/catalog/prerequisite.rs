//! What must come before what, and the installations that several moves share.

use serde::{Deserialize, Serialize};

use super::alternative::{Alternative, Setup};
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

/// The moves of a usage, or some of them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// The usage.
    pub usage: String,
    /// The kinds of set-up of the software that one goes to; every kind, when empty.
    #[serde(default)]
    pub setup: Vec<Setup>,
    /// The alternatives that one goes to, by id; every one, when empty.
    #[serde(default)]
    pub to: Vec<String>,
    /// The lot; every lot, when absent.
    #[serde(default)]
    pub lot: Option<Lot>,
}

impl Stage {
    /// Tells whether a move for a usage, towards an alternative, is meant.
    pub fn holds(&self, usage: &str, to: &Alternative, lot: Option<Lot>) -> bool {
        self.usage == usage
            && (self.setup.is_empty() || self.setup.contains(&to.setup))
            && (self.to.is_empty() || self.to.contains(&to.id))
            && (self.lot.is_none() || self.lot == lot)
    }
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
