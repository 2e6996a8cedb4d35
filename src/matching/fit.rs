//! The candidates for one tool and their order.

use serde::Serialize;

use super::bundle::Installations;
use crate::catalog::{Alternative, Catalog, Fit, Migration, Setup};
use crate::diagnosis::{Diagnosis, Use};
use crate::text::Text;

/// From this many tools on, one installation for all is worth more than the best of each; a first candidate that
/// needs no installation loses to none.
const BUNDLE: usize = 3;

/// A libre software that can replace a tool, with why it stands where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// The alternative, by id.
    pub alternative: String,
    /// Its name.
    pub name: Text,
    /// How well it serves.
    pub fit: Fit,
    /// Why it is here, in half-sentences.
    pub reasons: Vec<Text>,
    /// What to know before choosing it.
    pub reserves: Vec<Text>,
}

/// Returns the candidates for one tool, best first.
///
/// The order is total: the association's own choice, then what needs no server that nobody is known to run, then
/// what stands already, then an installation that serves several tools as well as the first one would, unless that
/// one needs no installation, then the order of the catalogue, where whoever wrote the record put the best for an association first.
pub(super) fn candidates(
    catalog: &Catalog,
    diagnosis: &Diagnosis,
    installations: &Installations,
    one: &Use,
) -> Vec<Candidate> {
    let Some(tool) = one.tool(catalog) else { return Vec::new() };
    let mut ranked: Vec<(&Migration, &Alternative, usize)> = tool
        .migrations_for(&one.usage)
        .enumerate()
        .filter_map(|(order, migration)| Some((migration, catalog.alternatives.get(&migration.to)?, order)))
        .collect();
    // The fit of the first one, when something has to be opened or installed for it.
    let first_fit = ranked
        .first()
        .filter(|(_, first, _)| first.platform.is_some() || first.setup != Setup::None)
        .map(|(migration, ..)| migration.fit);
    ranked.sort_by_key(|(migration, alternative, order)| {
        (
            one.target.as_ref() != Some(&alternative.id),
            !installations.stands(alternative) && is_out_of_reach(diagnosis, alternative),
            !installations.stands(alternative),
            first_fit != Some(migration.fit) || installations.serves(alternative) < BUNDLE,
            *order,
        )
    });
    ranked
        .into_iter()
        .map(|(migration, alternative, _)| Candidate {
            alternative: alternative.id.clone(),
            name: alternative.name.clone(),
            fit: migration.fit,
            reasons: reasons(installations, one, migration, alternative),
            reserves: reserves(alternative),
        })
        .collect()
}

/// Tells whether a software asks for a server of one's own that nobody in the group is known to administer.
///
/// A skill that nobody asked about is not counted on: an unknown never helps.
fn is_out_of_reach(diagnosis: &Diagnosis, alternative: &Alternative) -> bool {
    let somebody = diagnosis.skills.as_ref().is_some_and(|skills| skills.contains("server"));
    alternative.needs_own_server() && !somebody
}

fn reasons(
    installations: &Installations,
    one: &Use,
    migration: &Migration,
    alternative: &Alternative,
) -> Vec<Text> {
    let mut reasons = Vec::new();
    if one.target.as_ref() == Some(&alternative.id) {
        reasons.push(Text::new("c'est votre choix", "it is your choice"));
    }
    reasons.push(migration.fit.text());
    if installations.stands(alternative) {
        reasons.push(Text::new("vous l'avez déjà", "you already have it"));
    } else if installations.serves(alternative) > 1 {
        let count = installations.serves(alternative);
        reasons.push(Text::new(
            format!("une seule installation peut servir à {count} de vos outils"),
            format!("one installation can serve {count} of your tools"),
        ));
    }
    reasons
}

fn reserves(alternative: &Alternative) -> Vec<Text> {
    let stated = alternative.reserves.iter().map(|reserve| reserve.text.clone());
    alternative.libre.reserve().into_iter().chain(stated).collect()
}
