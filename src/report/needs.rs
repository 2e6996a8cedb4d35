//! What an association needs from a provider: its own wishes, and what its roadmap calls for.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::diagnosis::{Basis, Diagnosis};
use crate::providers::{Needs, Support, Value};
use crate::roadmap::{Kind, Roadmap};

/// Returns what to look for in a directory. Nothing of it leaves the machine: the matching is done here.
pub fn needs(catalog: &Catalog, diagnosis: &Diagnosis, roadmap: &Roadmap) -> Needs {
    let asked = diagnosis.help.as_ref();
    let wishes = |help: &str| asked.is_some_and(|wanted| wanted.contains(help));
    let mut supports = BTreeSet::new();
    if wishes("diagnosis") {
        supports.extend([Support::Diagnosis, Support::ToolChoice]);
    }
    if wishes("training") {
        supports.insert(Support::Training);
    }
    if wishes("migration") {
        // The directories have no word for moving data: it is a part of going with the change.
        supports.insert(Support::Change);
    }
    if wishes("facilitation") {
        supports.extend([Support::Change, Support::Awareness]);
    }
    if asked.is_none() {
        // Nobody was asked: every change of tools needs people who learn, and somebody who hosts.
        supports.insert(Support::Training);
    }
    if roadmap.capacity.accompanied {
        supports.extend([Support::Roadmap, Support::Change]);
    }
    Needs {
        supports,
        wants_hosting: wishes("hosting") || asked.is_none(),
        software: roadmap.steps.iter().filter_map(|step| software(catalog, &step.kind)).flatten().collect(),
        department: diagnosis.department.clone().filter(|department| department != "everywhere"),
        region: None,
        remote_ok: diagnosis.remote,
        people: match diagnosis.people.basis {
            Basis::Answer(_) => u32::try_from(diagnosis.people.value).ok(),
            // A number that nobody gave leaves nobody out.
            _ => None,
        },
        values: diagnosis.values.iter().filter_map(|choice| value(choice)).collect(),
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

/// Returns what a choice of `partner.values` asks of a provider; one that is near comes first anyway.
fn value(choice: &str) -> Option<Value> {
    match choice {
        "cooperative" => Some(Value::Cooperative),
        "chatons" => Some(Value::Chatons),
        "free-price" => Some(Value::FreePrice),
        "invoice" => Some(Value::Invoice),
        _ => None,
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
