//! One pass over the directory, with the needs as they are or with some of them set aside.

use std::cmp::Reverse;

use super::{Distance, Matched, Needs, Shortlist, Widening};
use crate::providers::{Criterion, Directory, Evidence, Places, Provider, Value};
use crate::text::fold;

/// Tells whether there is a need that a provider can meet.
pub(super) fn asks(needs: &Needs, widened: &[Widening]) -> bool {
    let asks_software = !needs.software.is_empty() && !widened.contains(&Widening::Software);
    !needs.supports.is_empty() || needs.wants_hosting || asks_software
}

/// One pass over the directory.
pub(super) struct Search<'s> {
    pub(super) places: &'s Places,
    pub(super) needs: &'s Needs,
    pub(super) widened: Vec<Widening>,
}

impl Search<'_> {
    /// Returns the providers that are not out, in order.
    pub(super) fn run(self, directory: &Directory) -> Shortlist<'_> {
        let mut matched: Vec<Matched<'_>> =
            directory.providers.iter().filter_map(|p| self.compare(p)).collect();
        // Names are folded once each; the key is compared many times.
        matched.sort_by_cached_key(|m| {
            let provider = m.provider;
            let values = m.met.iter().filter(|criterion| self.is_wished(criterion)).count();
            let name = (fold(&provider.name), provider.name.clone(), provider.id.clone());
            (Reverse(m.score), Reverse(values), m.distance, name)
        });
        Shortlist { matched, widened: self.widened }
    }

    /// Compares a provider with the needs; returns nothing for one that is out.
    fn compare<'a>(&self, provider: &'a Provider) -> Option<Matched<'a>> {
        if provider.evidence == Evidence::None {
            return None;
        }
        let (distance, place) = self.locate(provider);
        let mut matched =
            Matched { provider, score: 0, distance, met: vec![], unmet: vec![], unknown: vec![] };
        self.compare_offer(&mut matched);
        let some_unknown = matched.unknown.iter().any(|criterion| self.counts(criterion));
        matched.score = matched.met.iter().filter(|criterion| self.counts(criterion)).count();
        if matched.score == 0 && !some_unknown && asks(self.needs, &self.widened) {
            return None;
        }
        if let Some((criterion, holds)) = place {
            let stays_away = self.needs.remote_ok == Some(false) || provider.remote == Some(false);
            if holds == Some(false) && stays_away && !self.widened.contains(&Widening::Place) {
                return None;
            }
            matched.file(criterion, holds);
        }
        match self.needs.remote_ok {
            Some(true) if distance == Distance::Elsewhere => {
                matched.file(Criterion::Remote, provider.remote);
            }
            Some(false) if provider.on_site == Some(false) && !self.widened.contains(&Widening::Place) => {
                return None;
            }
            Some(false) => matched.file(Criterion::OnSite, provider.on_site),
            _ => {}
        }
        self.compare_audience(&mut matched)?;
        self.compare_size(&mut matched)?;
        for value in &self.needs.values {
            matched.file(Criterion::Value(*value), value.holds(provider));
        }
        // Worth knowing even when nobody asked.
        if provider.chatons == Some(true) && !self.needs.values.contains(&Value::Chatons) {
            matched.met.push(Criterion::Value(Value::Chatons));
        }
        matched.met.extend(provider.emancipasso.map(Criterion::EmancipAsso));
        Some(matched)
    }

    /// Files what is asked for: kinds of support, software, hosting.
    fn compare_offer(&self, matched: &mut Matched<'_>) {
        let provider = matched.provider;
        for &support in &self.needs.supports {
            let holds = provider.support_types.as_ref().map(|offered| offered.contains(&support));
            matched.file(Criterion::Support(support), holds);
        }
        let hosting = if self.needs.wants_hosting { provider.hosting } else { Some(true) };
        for id in &self.needs.software {
            let named = provider.names_software(id);
            matched.file(Criterion::Software(id.clone()), both(named, hosting));
        }
        if self.needs.wants_hosting {
            matched.file(Criterion::Hosting, provider.hosting);
        }
    }

    /// Files the limits of the audience; returns nothing when the association is known to be beyond them.
    fn compare_audience(&self, matched: &mut Matched<'_>) -> Option<()> {
        let (limits, ours) = (&matched.provider.sectors, &self.needs.sectors);
        if !limits.is_empty() && !ours.is_empty() && !limits.iter().any(|sector| ours.contains(&sector.id)) {
            return None;
        }
        for sector in limits {
            let criterion = Criterion::Sector { id: sector.id.clone(), label: sector.label.clone() };
            if ours.is_empty() {
                matched.unknown.push(criterion);
                // Whatever it offers may not be for us: unknown never counts as a match.
                matched.score = 0;
            } else if ours.contains(&sector.id) {
                matched.met.push(criterion);
            }
        }
        Some(())
    }

    /// Files the size of the association; returns nothing when the provider is known to serve other sizes.
    fn compare_size(&self, matched: &mut Matched<'_>) -> Option<()> {
        let Some(people) = self.needs.people else { return Some(()) };
        let fits = matched.provider.serves(people);
        if fits == Some(false) && !self.widened.contains(&Widening::Size) {
            return None;
        }
        matched.file(Criterion::Size(people), fits);
        Some(())
    }

    fn is_wished(&self, criterion: &Criterion) -> bool {
        matches!(criterion, Criterion::Value(value) if self.needs.values.contains(value))
    }

    /// Tells whether a criterion is one of the needs that are counted.
    fn counts(&self, criterion: &Criterion) -> bool {
        match criterion {
            Criterion::Support(_) | Criterion::Software(_) => true,
            // To host a software that is named says it already.
            Criterion::Hosting => {
                self.needs.software.is_empty() || self.widened.contains(&Widening::Software)
            }
            _ => false,
        }
    }

    /// Returns how near a provider is, and the criterion that says it when the association's place is known.
    fn locate(&self, provider: &Provider) -> (Distance, Option<(Criterion, Option<bool>)>) {
        let ours = self.needs.department.as_deref();
        let theirs = provider.department.as_deref();
        let region =
            self.needs.region.as_deref().or_else(|| ours.and_then(|code| self.places.region_of(code)));
        let department = ours.map(|code| Criterion::Department {
            code: code.to_owned(),
            name: self.places.department(code).map_or(code, |department| &department.name).to_owned(),
        });
        if ours.is_some() && ours == theirs {
            return (Distance::SameDepartment, department.map(|criterion| (criterion, Some(true))));
        }
        let abroad = theirs.is_none() && provider.country.as_deref().is_some_and(|country| country != "FR");
        let Some(name) = region else {
            let holds = if abroad || theirs.is_some() { Some(false) } else { None };
            return (Distance::Elsewhere, department.map(|criterion| (criterion, holds)));
        };
        let holds = match theirs.and_then(|code| self.places.region_of(code)) {
            Some(their_region) => Some(their_region == name),
            None if abroad => Some(false),
            None => None,
        };
        let distance = if holds == Some(true) { Distance::SameRegion } else { Distance::Elsewhere };
        (distance, Some((Criterion::Region { name: name.to_owned() }, holds)))
    }
}

/// Returns whether both hold: one « no » is enough for no, one unknown for unknown.
fn both(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}
