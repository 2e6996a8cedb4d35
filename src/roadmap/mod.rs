//! The roadmap: what is proposed, cut into steps, put in the best order, cut into phases, each with its reasons.
//!
//! Comes in: the diagnosis, the matches, the catalogue and the day on which the plan begins. Goes out: a
//! [`Roadmap`]. The arithmetic is exact: no float decides an order. Every tool is in a step, in a watch, or among
//! what is achieved, parallel or abandoned.

mod difficulty;
mod effort;
pub mod explain;
mod impact;
mod inform;
mod order;
mod phase;
mod random;
mod step;

use jiff::civil::Date;
use serde::Serialize;

pub use difficulty::{Band, Difficulty};
pub use effort::Effort;
pub use impact::{IMPACT_UNIT, Impact};
pub use inform::{Informative, worth_asking};
pub use order::{EXACT_LIMIT, Job, Order, objective, order};
pub use phase::{Capacity, Phase};
pub use random::Random;
pub use step::{Kind, Link, Step};

use crate::catalog::Catalog;
use crate::diagnosis::Diagnosis;
use crate::matching::{Match, Outcome, Watch};

/// The plan of one association.
#[derive(Clone, Debug, Serialize)]
pub struct Roadmap {
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// The phases, in order; each holds a range of [`Roadmap::steps`].
    pub phases: Vec<Phase>,
    /// What the group can give.
    pub capacity: Capacity,
    /// Whether the order is proved to be the best one.
    pub exact: bool,
    /// The tools to watch, as indexes into [`Diagnosis::uses`].
    pub watches: Vec<(usize, Watch)>,
    /// What is libre or replaced already, as indexes into [`Diagnosis::uses`].
    pub achieved: Vec<usize>,
    /// What was given up, as indexes into [`Diagnosis::uses`].
    pub abandoned: Vec<usize>,
    /// The tools beside which a libre presence stands, as indexes into [`Diagnosis::uses`].
    pub parallel: Vec<usize>,
}

/// Returns the plan of one association, beginning on a day.
///
/// ```
/// use diaglibre::{diagnosis, dossier, matching, roadmap, store, yaml::Source};
/// let data = store::bundled().expect("the bundled data is checked by the tests");
/// let text = include_str!("../../examples/mlc44.diaglibre.yaml");
/// let dossier = dossier::parse_dossier(Source::new("mlc44", text), &data.questionnaire, &data.renames).expect("valid");
/// let diagnosis = diagnosis::diagnose(&data.catalog, &data.questionnaire, &dossier);
/// let matches = matching::match_tools(&data.catalog, &diagnosis);
/// let plan = roadmap::plan(&data.catalog, &diagnosis, &matches, jiff::civil::date(2026, 11, 23));
/// assert!(plan.exact && !plan.steps.is_empty());
/// ```
pub fn plan(catalog: &Catalog, diagnosis: &Diagnosis, matches: &[Match], start: Date) -> Roadmap {
    Draft::of(catalog, diagnosis, matches).into_roadmap(catalog, matches, start)
}

/// All that the order and the calendar are made of, before they are computed.
#[derive(Debug, PartialEq, Eq)]
struct Draft {
    /// The steps, in no particular order.
    steps: Vec<Step>,
    capacity: Capacity,
}

impl Draft {
    fn of(catalog: &Catalog, diagnosis: &Diagnosis, matches: &[Match]) -> Self {
        Self { steps: step::steps(catalog, diagnosis, matches), capacity: Capacity::of(diagnosis) }
    }

    fn into_roadmap(self, catalog: &Catalog, matches: &[Match], start: Date) -> Roadmap {
        let (steps, exact) = in_order(self.steps);
        let phases = phase::cut(&catalog.model, &self.capacity, &steps, start);
        let with = |keep: fn(&Outcome) -> bool| {
            matches.iter().filter(move |one| keep(&one.outcome)).map(|one| one.of)
        };
        Roadmap {
            phases,
            capacity: self.capacity,
            exact,
            watches: matches
                .iter()
                .filter_map(|one| match &one.outcome {
                    Outcome::Watch(watch) => Some((one.of, watch.clone())),
                    _ => None,
                })
                .collect(),
            achieved: with(|outcome| matches!(outcome, Outcome::Achieved)).collect(),
            abandoned: with(|outcome| matches!(outcome, Outcome::Abandoned)).collect(),
            parallel: with(|outcome| matches!(outcome, Outcome::Parallel)).collect(),
            steps,
        }
    }
}

/// Puts the steps in the best order: what is under way first, with all that it waits for, then the rest.
fn in_order(steps: Vec<Step>) -> (Vec<Step>, bool) {
    let mut first: Vec<bool> = steps.iter().map(|step| step.in_progress).collect();
    let mut pending: Vec<usize> = (0..steps.len()).filter(|index| first[*index]).collect();
    while let Some(index) = pending.pop() {
        for link in &steps[index].after {
            if !first[link.step] {
                first[link.step] = true;
                pending.push(link.step);
            }
        }
    }
    let (mut sequence, mut exact) = (Vec::new(), true);
    for group in [true, false] {
        let members: Vec<usize> = (0..steps.len()).filter(|index| first[*index] == group).collect();
        let found = order(&jobs(&steps, &members));
        exact &= found.exact;
        sequence.extend(found.sequence.into_iter().map(|index| members[index]));
    }
    (step::rearrange(steps, &sequence), exact)
}

/// Returns some steps as jobs to be put in order; what the others have to do first is not their concern.
pub fn jobs(steps: &[Step], members: &[usize]) -> Vec<Job> {
    let mut place = vec![None; steps.len()];
    members.iter().enumerate().for_each(|(rank, index)| place[*index] = Some(rank));
    let job = |index: &usize| {
        let step = &steps[*index];
        Job {
            weight: step.impact.total(),
            time: step.effort.total,
            due: None,
            tie: (step.difficulty.total, step.id.clone()),
            after: step.after.iter().filter_map(|link| place[link.step]).collect(),
        }
    };
    members.iter().map(job).collect()
}
