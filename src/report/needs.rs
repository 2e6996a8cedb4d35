//! What an association needs from a provider: its own wishes, and what its roadmap calls for.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::diagnosis::Diagnosis;
use crate::providers::{Needs, Support};
use crate::roadmap::{Kind, Roadmap};

/// Returns what to look for in a directory. Nothing of it leaves the machine: the matching is done here.
pub fn needs(catalog: &Catalog, diagnosis: &Diagnosis, roadmap: &Roadmap) -> Needs {
    let wishes = |help: &str| diagnosis.help.contains(help);
    let mut supports = BTreeSet::new();
    if wishes("diagnosis") {
        supports.extend([Support::Diagnosis, Support::ToolChoice]);
    }
    if wishes("training") {
        supports.insert(Support::Training);
    }
    if wishes("facilitation") {
        supports.extend([Support::Change, Support::Awareness]);
    }
    if supports.is_empty() {
        // Every change of tools needs people who learn.
        supports.insert(Support::Training);
    }
    if roadmap.capacity.accompanied {
        supports.extend([Support::Roadmap, Support::Change]);
    }
    Needs {
        supports,
        wants_hosting: wishes("hosting") || diagnosis.help.is_empty(),
        software: roadmap.steps.iter().filter_map(|step| software(catalog, &step.kind)).flatten().collect(),
        department: diagnosis.department.clone().filter(|department| department != "everywhere"),
        region: None,
        remote_ok: diagnosis.remote,
        sectors: diagnosis.field.as_deref().and_then(sector).into_iter().map(str::to_owned).collect(),
    }
}

/// A move needs the software and the installation that it stands on.
fn software(catalog: &Catalog, kind: &Kind) -> Option<Vec<String>> {
    match kind {
        Kind::Move { alternative, .. } => {
            let platform = catalog.alternatives.get(alternative).and_then(|record| record.platform.clone());
            Some([Some(alternative.clone()), platform].into_iter().flatten().collect())
        }
        Kind::Platform { platform } => Some(vec![platform.clone()]),
        Kind::Recovery { .. } => None,
    }
}

/// Returns the sector of the directory that a choice of `org.field` names.
fn sector(field: &str) -> Option<&'static str> {
    match field {
        "health" => Some("health"),
        "local-economy" => Some("local-currency"),
        _ => None,
    }
}
