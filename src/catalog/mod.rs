//! The catalogue: tools in use, libre alternatives, and what is known of each move.
//!
//! Comes in: the texts of `catalog/*.yaml`. Goes out: a [`Catalog`] in which every reference resolves, every text
//! exists in both languages and every claim has a source or says that it is assumed. It reads no file.

mod alternative;
mod extension;
mod lint;
mod model;
mod overlay;
mod prerequisite;
mod raw;
mod record;
mod search;
mod stats;
mod tool;
mod usage;
mod vendor;

use std::collections::BTreeMap;

use serde::Deserialize;

pub use alternative::{
    Alternative, Component, French, Governance, Hosting, HostingMode, Libre, LicenceRef, Maturity, Setup,
    Skills,
};
pub use lint::{AGEING_MONTHS, Checked, check_catalog, overlay_catalog};
pub use model::{
    Defaults, DifficultyModel, EasePercent, EffortModel, HumanWeights, LotModel, Model, PathPercent,
    PhaseModel, SetupMinutes, Shares, TechnicalWeights,
};
pub use prerequisite::{Lot, Platform, Prerequisite, Rules, Stage};
pub use raw::{Rejected, Retired};
pub use record::{Level, Origin, Reserve, SourceRef, months_between};
pub use search::{Found, Subject};
pub use stats::{Stats, UsageStats};
pub use tool::{Export, Fit, Levels, Migration, NoAlternative, Path, State, Status, Tool};
pub use usage::{Guide, Lots, Usage};
pub use vendor::{Group, Licence, Vendor, country};

use crate::text::Text;

/// A checked catalogue; the default one is empty, and stands beneath the first layer.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Catalog {
    /// What people do, in the order of the questionnaire.
    pub usages: Vec<Usage>,
    /// Who controls the tools, by id.
    pub vendors: BTreeMap<String, Vendor>,
    /// Tools in use, by id.
    pub tools: BTreeMap<String, Tool>,
    /// Libre software, by id.
    pub alternatives: BTreeMap<String, Alternative>,
    /// The licences that a record may name.
    pub licences: Vec<Licence>,
    /// What to do on a path when a record does not say.
    pub guides: Vec<Guide>,
    /// What must come before what, and the shared installations.
    pub rules: Rules,
    /// The parameters of the scores.
    pub model: Model,
    /// Software that is not proposed, and why.
    pub rejected: Vec<Rejected>,
    /// What ended.
    pub retired: Vec<Retired>,
    /// What the records are looked up by.
    #[serde(skip)]
    keys: search::Keys,
}

impl Catalog {
    /// Returns the usage with this id.
    pub fn usage(&self, id: &str) -> Option<&Usage> {
        self.usages.iter().find(|usage| usage.id == id)
    }

    /// Returns the rank of a usage in the closed list, last for an unknown one.
    pub fn usage_rank(&self, id: &str) -> usize {
        self.usages.iter().position(|usage| usage.id == id).unwrap_or(self.usages.len())
    }

    /// Returns the shared installation with this id.
    pub fn platform(&self, id: &str) -> Option<&Platform> {
        self.rules.platforms.iter().find(|platform| platform.id == id)
    }

    /// Returns what to do for a move: its own steps, else the first general ones that are meant for it.
    pub fn guide<'a>(&'a self, migration: &'a Migration) -> &'a [Text] {
        if !migration.steps.is_empty() {
            return &migration.steps;
        }
        let setup = self.alternatives.get(&migration.to).map(|to| to.setup);
        let general = self.guides.iter().find(|guide| {
            guide.path.is_none_or(|path| path == migration.path)
                && guide.usage.as_ref().is_none_or(|usage| *usage == migration.usage)
                && guide.setup.is_none_or(|kind| Some(kind) == setup)
        });
        general.map(|guide| guide.steps.as_slice()).unwrap_or_default()
    }

    /// Returns how one sees that a move is over: as its record says, else as its usage says.
    pub fn done_when<'a>(&'a self, migration: &'a Migration) -> Option<&'a Text> {
        let general = || self.usage(&migration.usage).map(|usage| &usage.done_when);
        migration.done_when.as_ref().or_else(general)
    }

    /// Returns how to return from a move: as its record says, else as its usage says.
    pub fn way_back<'a>(&'a self, migration: &'a Migration) -> Option<&'a Text> {
        let general = || self.usage(&migration.usage).map(|usage| &usage.way_back);
        migration.way_back.as_ref().or_else(general)
    }

    /// Returns the vendor of a tool.
    pub fn vendor_of(&self, tool: &Tool) -> Option<&Vendor> {
        self.vendors.get(&tool.vendor)
    }
}
