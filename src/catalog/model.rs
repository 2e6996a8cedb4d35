//! The parameters of impact, difficulty and effort, read from `model.yaml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::alternative::Setup;
use super::record::Level;
use super::tool::Path;
use crate::text::Text;

/// Every parameter.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the groups say it")]
pub struct Model {
    pub format: u32,
    pub effort: EffortModel,
    pub difficulty: DifficultyModel,
    pub lots: LotModel,
    pub phases: PhaseModel,
    pub events: EventModel,
    pub defaults: Defaults,
}

/// Parameters of the effort; minutes and percentages.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EffortModel {
    /// Where the numbers come from.
    pub source: Text,
    /// Minutes of set-up by kind.
    pub setup: SetupMinutes,
    /// Minutes by level of volume.
    pub volume: [i64; 5],
    /// Percentage of the volume that the path costs.
    pub path_percent: PathPercent,
    /// Minutes for each person, by level of habit.
    pub habit: [i64; 5],
    /// Percentage on training by ease of the group.
    pub ease_percent: EasePercent,
    /// Percentage on set-up and training when a network helps.
    pub network_percent: i64,
    /// Lower end of the range, in percent of the effort.
    pub low_percent: i64,
    /// Upper end of the range.
    pub high_percent: i64,
    /// Lower end when the answers are sure.
    pub sure_low_percent: i64,
    /// Upper end when the answers are sure.
    pub sure_high_percent: i64,
    /// Minutes to recover an account.
    pub recovery: i64,
}

/// Minutes of set-up.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are those of `Setup`")]
pub struct SetupMinutes {
    pub none: i64,
    pub account: i64,
    pub domain: i64,
    pub erp: i64,
    pub workstation: i64,
    pub self_host: i64,
    /// Of an installation that several alternatives share.
    pub platform: i64,
}

impl SetupMinutes {
    /// Returns the minutes of one kind; those of a workstation are for each machine.
    pub fn minutes(&self, setup: Setup) -> i64 {
        match setup {
            Setup::None => self.none,
            Setup::Account => self.account,
            Setup::Domain => self.domain,
            Setup::Erp => self.erp,
            Setup::Workstation => self.workstation,
            Setup::SelfHost => self.self_host,
        }
    }
}

/// Percentage of the volume that a path costs.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are those of `Path`")]
pub struct PathPercent {
    pub importer: i64,
    pub standard_file: i64,
    pub third_party_tool: i64,
    pub manual: i64,
    pub none: i64,
}

impl PathPercent {
    /// Returns the percentage of a path.
    pub fn percent(&self, path: Path) -> i64 {
        match path {
            Path::Importer => self.importer,
            Path::StandardFile => self.standard_file,
            Path::ThirdPartyTool => self.third_party_tool,
            Path::Manual => self.manual,
            Path::None => self.none,
        }
    }
}

/// Percentage on training by ease of the group.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are the choices of `means.ease`")]
pub struct EasePercent {
    pub help_needed: i64,
    pub half: i64,
    pub at_ease: i64,
}

/// Parameters of the difficulty, 0 to 100.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DifficultyModel {
    /// Where the numbers come from.
    pub source: Text,
    /// Share of the human part, in percent.
    pub human_percent: i64,
    /// Weights of the human part, in percent.
    pub human_weights: HumanWeights,
    /// Weights of the technical part, in percent.
    pub technical_weights: TechnicalWeights,
    /// Difficulty from which a step is « moyen ».
    pub medium_from: i64,
    /// Difficulty from which a step is « exigeant ».
    pub hard_from: i64,
}

/// Weights of the human part, in percent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names say it")]
pub struct HumanWeights {
    pub people: i64,
    pub habit: i64,
    pub network: i64,
    pub resistance: i64,
}

/// Weights of the technical part, in percent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names say it")]
pub struct TechnicalWeights {
    pub path: i64,
    pub volume: i64,
    pub gap: i64,
    pub skills: i64,
}

/// How a move is cut in two.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LotModel {
    /// Where the numbers come from.
    pub source: Text,
    /// Share of the impact that the public documents bring, in percent by motivation.
    pub public_first: Shares,
    /// Minutes to move the public documents.
    pub public_volume: i64,
    /// People who publish.
    pub public_users: i64,
    /// One machine in so many is the pilot.
    pub pilot_machines: i64,
}

/// One percentage for each motivation.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names are the choices of `why.rank`")]
pub struct Shares {
    pub protect: i64,
    pub autonomy: i64,
    pub values: i64,
    pub cost: i64,
    pub work: i64,
}

/// How the order is cut into phases.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhaseModel {
    /// Where the numbers come from.
    pub source: Text,
    /// Months of each phase; the last length repeats.
    pub months: Vec<i64>,
    /// Greatest number of steps of the first phase.
    pub first_phase_steps: usize,
    /// Hours a month when nobody said.
    pub default_hours: i64,
    /// Light changes that the same people take in a quarter; a demanding one of a daily tool takes them all.
    pub changes: i64,
    /// Level of the yearly cost from which a renewal is a latest date.
    pub renewal_level: Level,
}

/// What makes a change easier.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventModel {
    /// Where the numbers come from.
    pub source: Text,
    /// Percentage on set-up and training in the month of the event.
    pub percent: i64,
    /// The usages that change more easily, by choice of `events.list`.
    pub usages: BTreeMap<String, Vec<String>>,
}

/// What is assumed while a question has no answer.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Defaults {
    /// Where the numbers come from.
    pub source: Text,
    /// People who use a tool.
    pub users: i64,
    /// Level of volume of a usage that is not listed.
    pub volume: Level,
    /// Level of volume by usage.
    pub volume_by_usage: BTreeMap<String, Level>,
    /// Level of resistance.
    pub resistance: Level,
    /// People counted in for each « je ne sais pas » on staff or volunteers.
    pub unknown_people: i64,
}
