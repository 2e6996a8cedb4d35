//! What a local catalogue says of a record that is known already.

use serde::Deserialize;

use super::record::optional_name;
use super::{
    Alternative, Export, French, Governance, Hosting, Levels, Libre, LicenceRef, Maturity, Migration,
    NoAlternative, Origin, Reserve, Setup, Skills, Status, Tool,
};
use crate::text::Text;

/// What a local catalogue says of a known tool.
///
/// What is given replaces what was known; a list adds to it. A migration to the same alternative for the same usage
/// replaces the known one, and so does a record of no alternative for the same usage.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ToolExtension {
    pub(super) id: String,
    #[allow(dead_code, reason = "it is what makes the record an extension")]
    extends: bool,
    #[serde(default, deserialize_with = "optional_name")]
    pub(super) name: Option<Text>,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    pub(super) vendor: Option<String>,
    #[serde(default)]
    pub(super) usages: Vec<String>,
    pub(super) status: Option<Status>,
    pub(super) levels: Option<Levels>,
    #[serde(default)]
    pub(super) exports: Vec<Export>,
    #[serde(default)]
    pub(super) reserves: Vec<Reserve>,
    #[serde(default)]
    pub(super) migrations: Vec<Migration>,
    #[serde(default)]
    pub(super) no_alternative: Vec<NoAlternative>,
}

/// What a local catalogue says of a known alternative.
///
/// What is given replaces what was known; a list adds to it, and the ways of getting the software come first.
/// Licences replace the known ones.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AlternativeExtension {
    pub(super) id: String,
    #[allow(dead_code, reason = "it is what makes the record an extension")]
    extends: bool,
    #[serde(default, deserialize_with = "optional_name")]
    pub(super) name: Option<Text>,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    #[serde(default)]
    pub(super) usages: Vec<String>,
    pub(super) summary: Option<Text>,
    pub(super) libre: Option<Libre>,
    #[serde(default)]
    pub(super) licences: Vec<LicenceRef>,
    pub(super) website: Option<String>,
    pub(super) governance: Option<Governance>,
    pub(super) status: Option<Maturity>,
    pub(super) skills: Option<Skills>,
    pub(super) setup: Option<Setup>,
    pub(super) french: Option<French>,
    #[serde(default)]
    pub(super) hosting: Vec<Hosting>,
    #[serde(default)]
    pub(super) reserves: Vec<Reserve>,
}

/// Puts a value in the place of another one, when there is one.
fn replace<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

/// Adds what is not there yet.
fn join(list: &mut Vec<String>, added: Vec<String>) {
    for one in added {
        if !list.contains(&one) {
            list.push(one);
        }
    }
}

impl ToolExtension {
    /// Extends or corrects a record.
    pub(super) fn apply(self, tool: &mut Tool) {
        let Self { name, vendor, status, levels, aliases, usages, exports, reserves, .. } = self;
        replace(&mut tool.name, name);
        replace(&mut tool.vendor, vendor);
        replace(&mut tool.status, status);
        replace(&mut tool.levels, levels);
        join(&mut tool.aliases, aliases);
        join(&mut tool.usages, usages);
        tool.exports.extend(exports);
        tool.reserves.extend(reserves);
        // The local choice comes first: the order of the file decides between equals.
        for mut migration in self.migrations.into_iter().rev() {
            let known = |other: &Migration| other.to == migration.to && other.usage == migration.usage;
            let replaces = tool.migrations.iter().any(known);
            tool.migrations.retain(|other| !known(other));
            migration.origin = if replaces { Origin::Extended } else { Origin::Added };
            tool.migrations.insert(0, migration);
        }
        for record in self.no_alternative {
            tool.no_alternative.retain(|other| other.usage != record.usage);
            tool.no_alternative.push(record);
        }
        tool.origin = if tool.origin == Origin::Added { Origin::Added } else { Origin::Extended };
    }
}

impl AlternativeExtension {
    /// Extends or corrects a record.
    pub(super) fn apply(self, alternative: &mut Alternative) {
        replace(&mut alternative.name, self.name);
        replace(&mut alternative.summary, self.summary);
        replace(&mut alternative.libre, self.libre);
        replace(&mut alternative.website, self.website);
        replace(&mut alternative.governance, self.governance);
        replace(&mut alternative.status, self.status);
        replace(&mut alternative.skills, self.skills);
        replace(&mut alternative.setup, self.setup);
        replace(&mut alternative.french, self.french);
        join(&mut alternative.aliases, self.aliases);
        join(&mut alternative.usages, self.usages);
        if !self.licences.is_empty() {
            alternative.licences = self.licences;
        }
        alternative.hosting.splice(0..0, self.hosting);
        alternative.reserves.extend(self.reserves);
        if alternative.origin == Origin::Bundled {
            alternative.origin = Origin::Extended;
        }
    }
}
