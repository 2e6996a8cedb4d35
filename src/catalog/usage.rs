//! What people do with digital tools.

use serde::Deserialize;

use super::alternative::Setup;
use super::tool::Path;
use crate::text::Text;

/// One thing that people do: e-mail, shared files…
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Usage {
    /// The immutable id.
    pub id: String,
    /// The name.
    pub label: Text,
    /// A few words that tell what it covers.
    pub gloss: Text,
    /// Whether one reaches a public there, so that a libre presence beside the old tool can be the end state.
    #[serde(default)]
    pub audience: bool,
    /// How a large move is cut in two.
    #[serde(default)]
    pub lots: Option<Lots>,
    /// The tools that associations name most, by id, in order: a judgement.
    #[serde(default)]
    pub usual: Vec<String>,
    /// How one sees that a move is over, when its record does not say.
    pub done_when: Text,
    /// How to return, when the record of a move does not say.
    pub way_back: Text,
}

/// What to do on a path, when the record of a move has no steps of its own.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// How the content travels; any way, when absent.
    #[serde(default)]
    pub path: Option<Path>,
    /// The usage; any one, when absent.
    #[serde(default)]
    pub usage: Option<String>,
    /// The kind of set-up of the software that one goes to; any kind, when absent.
    #[serde(default)]
    pub setup: Option<Setup>,
    /// The work, one action each.
    pub steps: Vec<Text>,
}

/// How a large move is cut in two steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lots {
    /// What is open to the public first, the rest after.
    PublicFirst,
    /// One machine first, the others after.
    PilotFirst,
}
