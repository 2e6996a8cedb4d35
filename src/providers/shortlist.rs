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

use self::search::{Search, asks};
use super::{Criterion, Directory, Places, Provider, Support, Value};
use crate::text::Lang;

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

impl Matched<'_> {
    /// Files a criterion under what is known of it.
    fn file(&mut self, criterion: Criterion, holds: Option<bool>) {
        match holds {
            Some(true) => self.met.push(criterion),
            Some(false) => self.unmet.push(criterion),
            None => self.unknown.push(criterion),
        }
    }
}

/// A need that was set aside because nobody met it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
    /// The providers, best first.
    pub matched: Vec<Matched<'a>>,
    /// What was set aside, in the order in which it was; empty when the needs were kept as they are.
    pub widened: Vec<Widening>,
}

/// Returns the providers that answer the needs, best first.
///
/// When none is known to meet a need, the place is set aside, then the size, then the software, and no more of them
/// than it takes; when even that finds nobody, the needs are kept as they are.
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
    let search = |widened: &[Widening]| Search { places, needs, widened: widened.to_vec() }.run(directory);
    let exact = search(&[]);
    let mut set_aside = Vec::new();
    let mut widest = exact.clone();
    for step in [Widening::Place, Widening::Size, Widening::Software] {
        if found(&widest, needs) {
            break;
        }
        set_aside.push(step);
        widest = search(&set_aside);
    }
    if !found(&widest, needs) {
        return exact;
    }
    // The last step was needed; an earlier one may have been in vain.
    for step in set_aside.clone().into_iter().rev().skip(1) {
        let fewer: Vec<Widening> = set_aside.iter().copied().filter(|kept| *kept != step).collect();
        let narrower = search(&fewer);
        if found(&narrower, needs) {
            (set_aside, widest) = (fewer, narrower);
        }
    }
    widest
}

/// Tells whether a search has something to propose: a need that is met, or anybody where little was asked.
fn found(list: &Shortlist<'_>, needs: &Needs) -> bool {
    let anybody = !asks(needs, &list.widened) && !list.matched.is_empty();
    anybody || list.matched.iter().any(|matched| matched.score > 0)
}

#[cfg(test)]
mod tests;
