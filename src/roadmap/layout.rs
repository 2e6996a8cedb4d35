//! Where each step of a plan stands, so that two plans of one association can be compared.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Kind, Roadmap};
use crate::catalog::Lot;
use crate::diagnosis::Diagnosis;

/// What a step is about, whatever its software: a tool of the dossier and a part of its move, or an installation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    Move(usize, Option<Lot>),
    Platform(String),
    Recovery(usize),
}

/// Where a step stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Spot {
    /// Its place in the order, from 1.
    pub place: usize,
    /// Its phase, from 1.
    pub phase: usize,
    /// The software that it leads to, by id; none for an installation or an account.
    pub alternative: Option<String>,
}

impl Spot {
    /// Returns the spot without its place: what matters more than the place.
    fn stage(&self) -> (usize, Option<&str>) {
        (self.phase, self.alternative.as_deref())
    }
}

/// Where each step of a plan stands.
pub(super) struct Layout(BTreeMap<Subject, Spot>);

impl Layout {
    pub(super) fn of(diagnosis: &Diagnosis, roadmap: &Roadmap) -> Self {
        let of_tool = |of: usize| diagnosis.uses.get(of).map_or(0, |one| one.index);
        let mut spots = BTreeMap::new();
        for phase in &roadmap.phases {
            for index in phase.steps.clone() {
                let (subject, alternative) = match &roadmap.steps[index].kind {
                    Kind::Move { of, alternative, lot } => {
                        (Subject::Move(of_tool(*of), *lot), Some(alternative.clone()))
                    }
                    Kind::Platform { platform } => (Subject::Platform(platform.clone()), None),
                    Kind::Recovery { of } => (Subject::Recovery(of_tool(*of)), None),
                };
                spots.insert(subject, Spot { place: index + 1, phase: phase.number, alternative });
            }
        }
        Self(spots)
    }

    /// Returns every subject of two plans with where it stands in each.
    pub(super) fn beside<'a>(
        &'a self,
        other: &'a Self,
    ) -> impl Iterator<Item = (Option<&'a Spot>, Option<&'a Spot>)> {
        let subjects: BTreeSet<&Subject> = self.0.keys().chain(other.0.keys()).collect();
        subjects.into_iter().map(|subject| (self.0.get(subject), other.0.get(subject)))
    }

    /// Returns how many steps differ by their phase or software, and by their place.
    pub(super) fn difference(&self, other: &Self) -> (usize, usize) {
        self.beside(other).fold((0, 0), |(moved, shifted), (ours, theirs)| {
            let has_moved = ours.map(Spot::stage) != theirs.map(Spot::stage);
            let has_shifted = ours.map(|spot| spot.place) != theirs.map(|spot| spot.place);
            (moved + usize::from(has_moved), shifted + usize::from(has_shifted))
        })
    }
}
