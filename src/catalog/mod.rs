//! The catalogue: tools in use, libre alternatives, and what is known of each move.
//!
//! Comes in: the texts of `catalog/*.yaml`. Goes out: a [`Catalog`] in which every reference resolves, every text
//! exists in both languages and every claim has a source or says that it is assumed. It reads no file.

mod alternative;
mod lint;
mod model;
mod prerequisite;
mod raw;
mod record;
mod search;
mod tool;
mod usage;
mod vendor;

use std::collections::BTreeMap;

pub use alternative::{
    Alternative, Component, French, Governance, Hosting, HostingMode, Libre, LicenceRef, Maturity, Setup,
    Skills,
};
pub use lint::parse_catalog;
pub use model::{
    Defaults, DifficultyModel, EasePercent, EffortModel, HumanWeights, LotModel, Model, PathPercent,
    PhaseModel, SetupMinutes, Shares, TechnicalWeights,
};
pub use prerequisite::{Lot, Platform, Prerequisite, Rules, Stage};
pub use raw::{Rejected, Retired};
pub use record::{Level, Reserve, SourceRef};
pub use search::{Found, Subject};
pub use tool::{Export, Fit, Levels, Migration, NoAlternative, Path, State, Status, Tool};
pub use usage::{Lots, Usage};
pub use vendor::{Group, Licence, Vendor};

/// A checked catalogue.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// What people do, in the order of the questionnaire.
    pub usages: Vec<Usage>,
    /// Who controls the tools, by id.
    pub vendors: BTreeMap<String, Vendor>,
    /// Tools in use, by id.
    pub tools: BTreeMap<String, Tool>,
    /// Libre software, by id.
    pub alternatives: BTreeMap<String, Alternative>,
    /// What must come before what, and the shared installations.
    pub rules: Rules,
    /// The parameters of the scores.
    pub model: Model,
    /// Software that is not proposed, and why.
    pub rejected: Vec<Rejected>,
    /// What ended.
    pub retired: Vec<Retired>,
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

    /// Returns the vendor of a tool.
    pub fn vendor_of(&self, tool: &Tool) -> Option<&Vendor> {
        self.vendors.get(&tool.vendor)
    }
}
