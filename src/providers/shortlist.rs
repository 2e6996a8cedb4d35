//! Which providers answer the needs of one association, in which order, and why.
//!
//! # Who is out
//! An entry of which only the name is known; one that a source reserves to other fields, or to other sizes of
//! associations, than ours; one known to be elsewhere, or not to come, when help must come from near; one that is
//! known to offer none of what is asked. A provider of
//! which nothing relevant is known stays, at the end: unknown is not no, and never counts as a match. The same
//! holds for one that a source reserves to some fields when ours is not known.
//!
//! # Order, total and independent of the order of the directory
//! 1. more needs met first (kinds of support, software; hosting where no software is named);
//! 2. more of what matters to the association, beyond its needs;
//! 3. same department, then same region, then elsewhere or not known;
//! 4. name, without case and accents, then as written;
//! 5. id.

mod search;

use std::collections::BTreeSet;

use serde::Serialize;

use self::search::Search;
use super::{Criterion, Directory, Places, Provider, Support, Value};
use crate::text::Lang;

/// The most providers of a shortlist: many times what anybody reads.
pub const MOST_MATCHED: usize = 1_000;

/// What an association looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// The kinds of support that it asks for.
    pub supports: BTreeSet<Support>,
    /// Whether it looks for somebody to host its services; a software then counts only where it is hosted.
    pub wants_hosting: bool,
    /// The ids of the alternatives that its roadmap proposes.
    pub software: BTreeSet<String>,
    /// The INSEE code of its department.
    pub department: Option<String>,
    /// The name of its region; without it, the region of the department is meant.
    pub region: Option<String>,
    /// Whether help from a distance suits it; `Some(false)` leaves out those who are known to be elsewhere.
    pub remote_ok: Option<bool>,
    /// How many people use its tools.
    pub people: Option<u32>,
    /// What matters to it, beyond its needs.
    pub values: BTreeSet<Value>,
    /// The ids of its fields of activity; empty means that they are not known.
    pub sectors: BTreeSet<String>,
}

/// How near a provider is, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Distance {
    /// In the department of the association.
    SameDepartment,
    /// In its region.
    SameRegion,
    /// Elsewhere, or in a place that is not known.
    Elsewhere,
}

/// A provider and what was found when it was compared with the needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Matched<'a> {
    /// The provider.
    pub provider: &'a Provider,
    /// The number of needs that it meets; 0 when nothing relevant is known of it, and when it is not known
    /// whether the association belongs to its audience.
    pub score: usize,
    /// How near it is.
    pub distance: Distance,
    /// What its sources say that it has.
    pub met: Vec<Criterion>,
    /// What its sources speak of without naming this one.
    pub unmet: Vec<Criterion>,
    /// What its sources do not speak of: to be asked.
    pub unknown: Vec<Criterion>,
}

/// A need that was set aside because nobody met it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Widening {
    /// Providers that are elsewhere, or do not come, were let in.
    Place,
    /// Providers for associations of other sizes were let in.
    Size,
    /// Providers that offer other software were let in.
    Software,
}

impl Widening {
    /// Returns the sentence that tells it to a reader.
    pub fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::Place => lang.pick(
                "Aucun prestataire connu près de chez vous ne répond à vos besoins : la recherche s'étend à tous les lieux.",
                "No known provider near you answers your needs: the search covers all places.",
            ),
            Self::Size => lang.pick(
                "Aucun prestataire connu pour une association de votre taille : la recherche s'étend à ceux qui s'adressent à d'autres tailles.",
                "No known provider for an association of your size: the search covers those who serve other sizes.",
            ),
            Self::Software => lang.pick(
                "Aucun prestataire connu pour ces logiciels : la recherche s'étend à ceux qui en proposent d'autres.",
                "No known provider for this software: the search covers those who offer other software.",
            ),
        }
    }
}

/// The providers to propose, and how far the search had to go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Shortlist<'a> {
    /// The providers, best first, at most [`MOST_MATCHED`].
    pub matched: Vec<Matched<'a>>,
    /// How many more are not out, behind those.
    pub more: usize,
    /// What was set aside, in the order in which it was; empty when the needs were kept as they are.
    pub widened: Vec<Widening>,
}

/// Returns the providers that answer the needs, best first.
///
/// When none is known to meet a need, the place is set aside, or the size, or the software, then two of them, then all
/// three; when even that finds nobody, the needs are kept as they are.
///
/// ```
/// use diaglibre::providers::{Evidence, Directory, Needs, Places, Provider, Support, match_providers};
/// let today = jiff::civil::date(2026, 11, 23);
/// let mut provider = Provider::new("exemple", "Exemple", Evidence::Strong, today);
/// provider.support_types = Some([Support::Training].into());
/// let directory = Directory { compiled: today, note: Default::default(), providers: vec![provider], lists: vec![] };
/// let needs = Needs { supports: [Support::Training].into(), ..Needs::default() };
/// assert_eq!(match_providers(&directory, &Places::default(), &needs).matched[0].score, 1);
/// ```
pub fn match_providers<'a>(directory: &'a Directory, places: &Places, needs: &Needs) -> Shortlist<'a> {
    let exact = Search::new(places, needs, &[]);
    let first = exact.run(directory);
    if exact.has_found(&first) {
        return exact.tell(first);
    }
    for widened in widenings(needs) {
        let search = Search::new(places, needs, &widened);
        let pass = search.run(directory);
        if search.has_found(&pass) {
            return search.tell(pass);
        }
    }
    exact.tell(first)
}

/// Returns what may be set aside, one thing before two, two before three.
fn widenings(needs: &Needs) -> Vec<Vec<Widening>> {
    let has_place = needs.department.is_some() || needs.region.is_some() || needs.remote_ok == Some(false);
    let steps = [
        (Widening::Place, has_place),
        (Widening::Size, needs.people.is_some()),
        (Widening::Software, !needs.software.is_empty()),
    ];
    let steps: Vec<Widening> =
        steps.into_iter().filter(|(_, may_help)| *may_help).map(|(step, _)| step).collect();
    let subset = |bits: usize| -> Vec<Widening> {
        let chosen = steps.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
        chosen.map(|(_, step)| *step).collect()
    };
    let mut sets: Vec<Vec<Widening>> = (1..1 << steps.len()).map(subset).collect();
    sets.sort_by_key(|set| (set.len(), set.clone()));
    sets
}

#[cfg(test)]
mod tests;
