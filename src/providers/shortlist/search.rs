//! One pass over the directory, with the needs as they are or with some of them set aside: every provider gets a rank,
//! which is numbers only, and the best ones then get their reasons.

use std::cmp::Reverse;

use super::{Distance, MOST_MATCHED, Matched, Needs, Shortlist, Widening};
use crate::providers::{Criterion, Directory, Evidence, Places, Provider, Value};
use crate::text::fold;

/// What decides the order before the name does, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    score: Reverse<usize>,
    wishes: Reverse<usize>,
    distance: Distance,
}

/// The providers that are not out, each with its rank.
pub(super) type Ranked<'a> = Vec<(Rank, &'a Provider)>;

/// One pass over the directory.
pub(super) struct Search<'s> {
    places: &'s Places,
    needs: &'s Needs,
    widened: Vec<Widening>,
    region: Option<&'s str>,
}

/// Where what was compared goes: counted for a rank, told for a person. A criterion is made for who tells it only.
trait File {
    fn file(&mut self, weight: Weight, holds: Option<bool>, criterion: impl FnOnce() -> Criterion);
}

/// What a criterion is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    Need,
    Wish,
    Note,
}

#[derive(Default)]
struct Tally {
    needs: usize,
    wishes: usize,
    /// Whether a need may be met, for all that is known.
    is_open: bool,
}

impl File for Tally {
    fn file(&mut self, weight: Weight, holds: Option<bool>, _: impl FnOnce() -> Criterion) {
        match (weight, holds) {
            (Weight::Need, Some(true)) => self.needs += 1,
            (Weight::Need, None) => self.is_open = true,
            (Weight::Wish, Some(true)) => self.wishes += 1,
            _ => {}
        }
    }
}

impl File for Matched<'_> {
    fn file(&mut self, _: Weight, holds: Option<bool>, criterion: impl FnOnce() -> Criterion) {
        let list = match holds {
            Some(true) => &mut self.met,
            Some(false) => &mut self.unmet,
            None => &mut self.unknown,
        };
        list.push(criterion());
    }
}

impl<'s> Search<'s> {
    pub(super) fn new(places: &'s Places, needs: &'s Needs, widened: &[Widening]) -> Self {
        let of_department = || needs.department.as_deref().and_then(|code| places.region_of(code));
        let region = needs.region.as_deref().or_else(of_department);
        Self { places, needs, widened: widened.to_vec(), region }
    }

    /// Ranks the providers that are not out.
    pub(super) fn run<'a>(&self, directory: &'a Directory) -> Ranked<'a> {
        directory.providers.iter().filter_map(|one| Some((self.rank(one)?, one))).collect()
    }

    /// Tells whether a pass has something to propose: a need that is met, or anybody where little was asked.
    pub(super) fn has_found(&self, pass: &Ranked<'_>) -> bool {
        (!self.asks() && !pass.is_empty()) || pass.iter().any(|(rank, _)| rank.score.0 > 0)
    }

    /// Returns the best providers of a pass, in order, with their reasons.
    pub(super) fn tell<'a>(self, mut pass: Ranked<'a>) -> Shortlist<'a> {
        let all = pass.len();
        if all > MOST_MATCHED {
            // Those behind the last rank that is told need no name to be compared.
            let (_, last, _) = pass.select_nth_unstable_by_key(MOST_MATCHED - 1, |(rank, _)| *rank);
            let last = last.0;
            pass.retain(|(rank, _)| *rank <= last);
        }
        let key = |(rank, provider): (Rank, &'a Provider)| {
            (rank, fold(&provider.name), provider.name.as_str(), provider.id.as_str(), provider)
        };
        let mut best: Vec<_> = pass.into_iter().map(key).collect();
        let order = |one: &(Rank, String, &str, &str, _), other: &(Rank, String, &str, &str, _)| {
            (one.0, &one.1, one.2, one.3).cmp(&(other.0, &other.1, other.2, other.3))
        };
        if best.len() > MOST_MATCHED {
            best.select_nth_unstable_by(MOST_MATCHED - 1, order);
            best.truncate(MOST_MATCHED);
        }
        best.sort_unstable_by(order);
        let matched: Vec<Matched<'a>> =
            best.into_iter().map(|(rank, .., provider)| self.reasons(rank, provider)).collect();
        Shortlist { more: all - matched.len(), matched, widened: self.widened }
    }

    /// Compares a provider with the needs, in numbers; nothing for one that is out.
    fn rank(&self, provider: &Provider) -> Option<Rank> {
        if provider.evidence == Evidence::None {
            return None;
        }
        let mut tally = Tally::default();
        self.offer(provider, &mut tally);
        if tally.needs == 0 && !tally.is_open && self.asks() {
            return None;
        }
        let (distance, is_near) = self.locate(provider);
        if self.is_out_of_reach(provider, is_near) && !self.widened.contains(&Widening::Place) {
            return None;
        }
        let limits = self.audience(provider);
        if limits == Some(false) {
            return None;
        }
        let fits = self.needs.people.and_then(|people| provider.serves(people));
        if fits == Some(false) && !self.widened.contains(&Widening::Size) {
            return None;
        }
        self.wishes(provider, &mut tally);
        // Whatever it offers may not be for us: unknown never counts as a match.
        let score = if limits.is_none() { 0 } else { tally.needs };
        Some(Rank { score: Reverse(score), wishes: Reverse(tally.wishes), distance })
    }

    /// Returns a provider with all that was compared.
    fn reasons<'a>(&self, rank: Rank, provider: &'a Provider) -> Matched<'a> {
        let (score, distance) = (rank.score.0, rank.distance);
        let mut matched = Matched { provider, score, distance, met: vec![], unmet: vec![], unknown: vec![] };
        self.offer(provider, &mut matched);
        self.place(provider, &mut matched);
        for sector in &provider.sectors {
            let holds = (!self.needs.sectors.is_empty()).then(|| self.needs.sectors.contains(&sector.id));
            if holds != Some(false) {
                let criterion = || Criterion::Sector { id: sector.id.clone(), label: sector.label.clone() };
                matched.file(Weight::Note, holds, criterion);
            }
        }
        if let Some(people) = self.needs.people {
            matched.file(Weight::Note, provider.serves(people), || Criterion::Size(people));
        }
        self.wishes(provider, &mut matched);
        // Worth knowing even when nobody asked.
        if provider.chatons == Some(true) && !self.needs.values.contains(&Value::Chatons) {
            matched.met.push(Criterion::Value(Value::Chatons));
        }
        matched.met.extend(provider.emancipasso.map(Criterion::EmancipAsso));
        matched
    }

    /// Tells whether there is a need that a provider can meet.
    fn asks(&self) -> bool {
        let asks_software = !self.needs.software.is_empty() && !self.widened.contains(&Widening::Software);
        !self.needs.supports.is_empty() || self.needs.wants_hosting || asks_software
    }

    /// Files what is asked for: kinds of support, software, hosting.
    fn offer(&self, provider: &Provider, file: &mut impl File) {
        for &support in &self.needs.supports {
            let holds = provider.support_types.as_ref().map(|offered| offered.contains(&support));
            file.file(Weight::Need, holds, || Criterion::Support(support));
        }
        let hosting = if self.needs.wants_hosting { provider.hosting } else { Some(true) };
        for id in &self.needs.software {
            let holds = both(provider.names_software(id), hosting);
            file.file(Weight::Need, holds, || Criterion::Software(id.clone()));
        }
        if self.needs.wants_hosting {
            // To host a software that is named says it already.
            let counts = self.needs.software.is_empty() || self.widened.contains(&Widening::Software);
            let weight = if counts { Weight::Need } else { Weight::Note };
            file.file(weight, provider.hosting, || Criterion::Hosting);
        }
    }

    /// Files what matters to the association beyond its needs.
    fn wishes(&self, provider: &Provider, file: &mut impl File) {
        for &value in &self.needs.values {
            file.file(Weight::Wish, value.holds(provider), || Criterion::Value(value));
        }
    }

    /// Tells whether the association belongs to the audience; nothing when its own field is not known.
    fn audience(&self, provider: &Provider) -> Option<bool> {
        let (limits, ours) = (&provider.sectors, &self.needs.sectors);
        match (limits.is_empty(), ours.is_empty()) {
            (true, _) => Some(true),
            (false, true) => None,
            (false, false) => Some(limits.iter().any(|sector| ours.contains(&sector.id))),
        }
    }

    /// Tells whether a provider cannot help from where it is.
    fn is_out_of_reach(&self, provider: &Provider, is_near: Option<bool>) -> bool {
        let must_come = self.needs.remote_ok == Some(false);
        let has_place = self.needs.department.is_some() || self.region.is_some();
        (has_place && is_near == Some(false) && (must_come || provider.remote == Some(false)))
            || (must_come && provider.on_site == Some(false))
    }

    /// Returns how near a provider is, and whether it is near as far as its sources say.
    fn locate(&self, provider: &Provider) -> (Distance, Option<bool>) {
        let theirs = provider.department.as_deref();
        if theirs.is_some() && theirs == self.needs.department.as_deref() {
            return (Distance::SameDepartment, Some(true));
        }
        let is_abroad =
            theirs.is_none() && provider.country.as_deref().is_some_and(|country| country != "FR");
        let is_near = match (theirs, self.region) {
            (None, _) => is_abroad.then_some(false),
            (Some(_), None) => Some(false),
            (Some(code), Some(region)) => self.places.region_of(code).map(|theirs| theirs == region),
        };
        (if is_near == Some(true) { Distance::SameRegion } else { Distance::Elsewhere }, is_near)
    }

    /// Files where a provider is, and whether it helps from there.
    fn place(&self, provider: &Provider, file: &mut impl File) {
        let (distance, is_near) = self.locate(provider);
        match (self.needs.department.as_deref(), self.region) {
            (Some(code), region) if distance == Distance::SameDepartment || region.is_none() => {
                let name = self.places.department(code).map_or(code, |department| &department.name);
                let criterion = || Criterion::Department { code: code.to_owned(), name: name.to_owned() };
                file.file(Weight::Note, is_near, criterion);
            }
            (_, Some(region)) => {
                file.file(Weight::Note, is_near, || Criterion::Region { name: region.to_owned() });
            }
            _ => {}
        }
        match self.needs.remote_ok {
            Some(true) if distance == Distance::Elsewhere => {
                file.file(Weight::Note, provider.remote, || Criterion::Remote);
            }
            Some(false) => file.file(Weight::Note, provider.on_site, || Criterion::OnSite),
            _ => {}
        }
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
