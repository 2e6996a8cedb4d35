//! Fewer installations for the same service: what stands already, and what one installation could serve.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{Alternative, Catalog};
use crate::diagnosis::{Diagnosis, Product, State, Use};

/// What stands already, and how many tools each installation could replace.
///
/// An installation is a shared platform, or the alternative itself when it shares none.
#[derive(Clone, Debug, Default)]
pub struct Installations {
    standing: BTreeSet<String>,
    serves: BTreeMap<String, BTreeSet<usize>>,
}

impl Installations {
    /// Counts the installations of an association.
    pub fn count(catalog: &Catalog, diagnosis: &Diagnosis) -> Self {
        let mut counted = Self::default();
        for (of, one) in diagnosis.uses.iter().enumerate() {
            counted.standing.extend(standing(catalog, one).map(installation));
            if one.excluded
                || !matches!(
                    one.state,
                    State::InUse | State::Testing | State::InProgress(_) | State::Parallel
                )
            {
                continue;
            }
            let Some(tool) = one.tool(catalog) else { continue };
            for migration in tool.migrations_for(&one.usage) {
                if let Some(alternative) = catalog.alternatives.get(&migration.to) {
                    counted.serves.entry(installation(alternative)).or_default().insert(of);
                }
            }
        }
        counted
    }

    /// Tells whether the association already runs the installation that an alternative needs.
    pub fn stands(&self, alternative: &Alternative) -> bool {
        self.standing.contains(&installation(alternative))
    }

    /// Tells whether a shared platform stands already.
    pub fn has_platform(&self, platform: &str) -> bool {
        self.standing.contains(platform)
    }

    /// Returns how many tools in use the installation of an alternative could replace.
    pub fn serves(&self, alternative: &Alternative) -> usize {
        self.serves.get(&installation(alternative)).map_or(0, BTreeSet::len)
    }
}

fn installation(alternative: &Alternative) -> String {
    alternative.platform.clone().unwrap_or_else(|| alternative.id.clone())
}

/// Returns the libre software that a tool in the dossier says to be in use.
fn standing<'c>(catalog: &'c Catalog, one: &Use) -> impl Iterator<Item = &'c Alternative> {
    let product = match &one.product {
        Product::Libre(id) if one.state != State::Abandoned => Some(id),
        _ => None,
    };
    let target = match one.state {
        State::InProgress(_) | State::Parallel | State::Replaced => one.target.as_ref(),
        _ => None,
    };
    let found: Vec<&Alternative> =
        product.into_iter().chain(target).filter_map(|id| catalog.alternatives.get(id)).collect();
    found.into_iter()
}
